//! The marks that git leaves where it couldn't merge two texts.

use crate::finding::{Finding, Rule};
use crate::markdown::{BlockKind, Document};
use crate::text::source::{self, Span};

/// The finding that a page holds such marks, one for all of them: nothing else can be told of the page.
pub(super) fn find(document: &Document<'_>) -> Option<Finding> {
    let text = document.source.text();
    if !text.contains("<<<<<<<") {
        return None;
    }
    let conflicts = conflicts(text);
    // A page may show in code what they look like.
    let fenced = document.walk().filter(|block| matches!(block.kind, BlockKind::Code { is_fenced: true }));
    let examples: Vec<&Span> = fenced.map(|block| &block.span).collect();
    let is_example = |conflict: &Span| {
        let code = examples.get(examples.partition_point(|code| code.end <= conflict.end));
        code.is_some_and(|code| code.start < conflict.start)
    };
    let (first, others) = conflicts.split_first()?;
    if conflicts.iter().all(is_example) {
        return None;
    }
    let message = match others.len() {
        0 => "found the marks of a merge conflict; expected one text",
        _ => "found the marks of merge conflicts; expected one text",
    };
    let (start, end) = (document.source.line(first.start), document.source.line(first.end));
    Some(
        Finding::new(Rule::MergeConflict, document.source, start)
            .message(message)
            .note(document.source, end, "it ends here")
            .help(
                "keep the text above `=======`, the one below it, or both, and delete the lines `<<<<<<<`, `=======` \
                 and `>>>>>>>`; nothing else on this page is looked at until then",
            ),
    )
}

/// From the first mark to the last one of each conflict.
fn conflicts(text: &str) -> Vec<Span> {
    let (mut conflicts, mut start, mut is_parted) = (Vec::new(), None, false);
    for line in source::lines(text) {
        let written = text[line.clone()].trim_end();
        let is_mark = |mark: &str| {
            written.strip_prefix(mark).is_some_and(|rest| rest.is_empty() || rest.starts_with(' '))
        };
        if is_mark("<<<<<<<") {
            (start, is_parted) = (Some(line.start), false);
        } else if is_mark("=======") {
            is_parted = true;
        } else if is_mark(">>>>>>>") && is_parted {
            conflicts.extend(start.take().map(|start| start..line.start));
        }
    }
    conflicts
}
