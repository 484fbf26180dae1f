//! The bullets that explain statuses: `- A **502 error** …`.

use super::code::Status;
use crate::finding::{Finding, Rule};
use crate::markdown::{Block, BlockKind, Description, Document, Inline, Node, Prose};
use crate::text::source::Span;

/// One bullet of the list that explains statuses.
#[derive(Clone, Debug)]
pub struct StatusBullet {
    /// The bullet's text.
    pub span: Span,
    /// The status in its bold words.
    pub status: Status,
    /// What it says.
    pub description: Description,
}

/// Reads the bullets whose bold words hold a status.
///
/// Pages of any API have bullets with bold numbers. Where the call names columns, one that can't be read is none of these.
pub(super) fn read(
    document: &Document<'_>,
    has_columns: bool,
    findings: &mut Vec<Finding>,
) -> Vec<StatusBullet> {
    let text = document.source.text();
    let mut bullets = Vec::new();
    for block in document.walk() {
        let BlockKind::Item(children) = &block.kind else { continue };
        let is_numbered =
            text[block.span.clone()].trim_start().starts_with(|char: char| char.is_ascii_digit());
        let Some(prose) = first_paragraph(children).filter(|_| !is_numbered) else { continue };
        let span = prose.span();
        if !["**", "__", "<b>", "<strong>"].iter().any(|mark| text[span.clone()].contains(mark)) {
            continue;
        }
        let (description, found) = document.describe(prose);
        if has_columns && !found.is_empty() {
            continue;
        }
        if let Some(status) = description.nodes.iter().find_map(bold_status) {
            findings.extend(found);
            if text[span.clone()].ends_with('\\') {
                findings.push(
                    Finding::new(Rule::UnsupportedMarkdown, document.source, span.end - 1..span.end)
                        .message("found a backslash at the end of a bullet, which may be a break; expected its text")
                        .help("take it out"),
                );
            }
            if is_task(&text[span.clone()]) {
                findings.push(
                    Finding::new(Rule::UnsupportedMarkdown, document.source, span.clone())
                        .message(
                            "found the box of a task in front of what explains a status; expected its text",
                        )
                        .help("take the box out"),
                );
            }
            bullets.push(StatusBullet { span, status, description });
        } else {
            // Liquid in it may hide its bold words, and a tag that browsers don't show may tear a status.
            let is_torn = |finding: &Finding| {
                finding.rule == Rule::UnknownLiquid
                    || finding.rule == Rule::UnknownTag
                        && bold_without_tags(&description.nodes).any(|bold| find_status(&bold).is_some())
            };
            findings.extend(found.into_iter().filter(is_torn));
        }
    }
    bullets
}

fn first_paragraph<'d, 'a>(blocks: &'d [Block<'a>]) -> Option<&'d Prose<'a>> {
    match &blocks.first()?.kind {
        BlockKind::Paragraph(prose) => Some(prose),
        _ => None,
    }
}

/// Says whether a bullet is one of a list of tasks, whose box the site draws.
fn is_task(text: &str) -> bool {
    let text = text.trim_start();
    let rest = ["[ ]", "[x]", "[X]"].iter().find_map(|mark| text.strip_prefix(mark));
    rest.is_some_and(|rest| rest.starts_with(char::is_whitespace))
}

/// The status in bold words; a letter may touch it, as in `**502エラー**`.
fn bold_status(node: &Node) -> Option<Status> {
    match &node.inline {
        Inline::Strong(words) => words.iter().find_map(status),
        Inline::Item(nodes) => nodes.iter().find_map(bold_status),
        _ => None,
    }
}

fn status(node: &Node) -> Option<Status> {
    if let Inline::Text(text) | Inline::Code(text) = &node.inline {
        return find_status(text);
    }
    node.inline.children().iter().find_map(status)
}

fn find_status(text: &str) -> Option<Status> {
    text.split(|char: char| !char.is_ascii_alphanumeric()).find_map(Status::parse)
}

/// The bold words without what stands between `<` and `>`.
fn bold_without_tags(nodes: &[Node]) -> impl Iterator<Item = String> {
    let bold = nodes.iter().filter(|node| matches!(node.inline, Inline::Strong(_)));
    let words = bold.map(|node| {
        node.inline.children().iter().filter_map(|node| match &node.inline {
            Inline::Text(text) => Some(text.as_str()),
            _ => None,
        })
    });
    words.map(|words| {
        let words: String = words.collect();
        let mut parts = words.split('<');
        let first = parts.next().unwrap_or_default().to_owned();
        parts.fold(first, |kept, part| kept + part.split_once('>').map_or(part, |(_, behind)| behind))
    })
}
