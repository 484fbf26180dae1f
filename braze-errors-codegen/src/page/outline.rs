//! What else stands on a page: its blocks, its comments, and where it means what it prints.

use std::collections::{HashMap, HashSet};

use percent_encoding::percent_decode_str;

use crate::markdown::{BlockKind, Document, Inline, Prose, slug};
use crate::text::source::{self, Span};

/// A page beside its rows.
#[derive(Clone, Debug, Default)]
pub(crate) struct Outline {
    /// The blocks that stand in no other, in page order.
    pub(crate) blocks: Vec<Span>,
    /// The comments, in page order, but those of a row.
    pub(crate) comments: Vec<Comment>,
    /// Blocks of code, and the code spans of texts with a comment or a variable in them, in page order.
    code: Vec<Span>,
    /// The start tag and the inside of each of Liquid's `{% raw %}` blocks.
    pub(crate) raw: Vec<(Span, Span)>,
    /// What links on the page may lead to.
    pub(crate) anchors: Anchors,
}

/// What links on a page may lead to, in lower case.
#[derive(Clone, Debug, Default)]
pub(crate) struct Anchors {
    /// The anchors of its headings, each with its heading's position.
    headings: HashMap<String, usize>,
    /// How many headings there are.
    pub(crate) count: usize,
    /// Names that it gives to something else, and anchors of lines that may be headings.
    others: HashSet<String>,
    /// There may be more, which can't be read here.
    is_partial: bool,
}

/// Where a link on a page leads.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Anchor {
    /// To the heading of this position.
    Heading(usize),
    /// To something else, or where nobody can tell.
    Other,
    Nowhere,
}

/// A comment, which the site doesn't show.
#[derive(Clone, Debug)]
pub(crate) struct Comment {
    pub(crate) span: Span,
    /// It is a block of its own, and which one.
    pub(crate) block: Option<usize>,
}

impl Outline {
    pub(super) fn read(document: &Document<'_>) -> Self {
        let text = document.source.text();
        let raw = document.raw_blocks().to_vec();
        let is_shown = |kind: &BlockKind<'_>| !matches!(kind, BlockKind::Blank);
        let blocks = document.blocks.iter().filter(|block| is_shown(&block.kind));
        let mut outline = Self {
            blocks: blocks.map(|block| block.span.clone()).collect(),
            raw,
            anchors: Anchors::read(document),
            ..Self::default()
        };
        for block in document.walk() {
            match &block.kind {
                BlockKind::Paragraph(prose) => outline.prose(document, prose),
                BlockKind::Heading(heading) => outline.prose(document, &heading.words),
                BlockKind::Table(table) => {
                    table
                        .lines
                        .iter()
                        .flat_map(|line| &line.cells)
                        .for_each(|cell| outline.prose(document, cell));
                }
                BlockKind::Code { .. } => outline.code.push(block.span.clone()),
                BlockKind::Comment => outline.comment(block.span.clone()),
                _ => {}
            }
        }
        outline.code.retain(|code| !text[code.clone()].is_empty());
        outline
    }

    fn prose(&mut self, document: &Document<'_>, prose: &Prose<'_>) {
        let text = &document.source.text()[prose.span()];
        if !(text.contains('<') && text.contains("<!--") || text.contains('{') && text.contains("{{")) {
            return;
        }
        for node in document.describe_any(prose).pieces() {
            match &node.inline {
                Inline::Comment(_) => self.comment(node.span.clone()),
                Inline::Code(_) => self.code.push(node.span.clone()),
                _ => {}
            }
        }
    }

    fn comment(&mut self, span: Span) {
        let block = self.block(span.start).filter(|block| self.blocks[*block] == span);
        self.comments.push(Comment { span, block });
    }

    /// Says whether what begins at this byte stands in code.
    pub(crate) fn is_code(&self, at: usize) -> bool {
        within(&self.code, at).is_some()
    }

    /// The block that this byte stands in.
    pub(crate) fn block(&self, at: usize) -> Option<usize> {
        within(&self.blocks, at)
    }
}

impl Anchors {
    fn read(document: &Document<'_>) -> Self {
        let text = document.source.text();
        let mut anchors = Self::default();
        for (position, (_, heading)) in document.headings().enumerate() {
            anchors.count = position + 1;
            match heading {
                Ok((_, anchor)) => _ = anchors.headings.insert(anchor.to_lowercase(), position),
                Err(_) => anchors.is_partial = true,
            }
        }
        // A page without a title is a part of another one.
        let is_title =
            |kind: &BlockKind<'_>| matches!(kind, BlockKind::Heading(heading) if heading.level == 1);
        let has_front_matter = text[..document.body].contains("---");
        anchors.is_partial |= !has_front_matter && !document.walk().any(|block| is_title(&block.kind));
        // What is included may hold headings, too.
        anchors.is_partial |= text.contains("include") && text.contains("{%") || text.contains("\nimport ");
        anchors.others.extend(names(text));
        // Liquid blocks are not looked into.
        for line in source::lines(text).map(|line| &text[line]).filter(|line| line.starts_with('#')) {
            anchors.others.insert(slug(line.trim_matches(['#', ' ']), true));
        }
        anchors
    }

    /// Where a link to `#anchor` leads.
    pub(crate) fn find(&self, anchor: &str) -> Anchor {
        let anchor = percent_decode_str(anchor).decode_utf8_lossy().to_lowercase();
        match self.headings.get(&anchor) {
            Some(position) => Anchor::Heading(*position),
            None if self.is_partial
                || anchor.is_empty()
                || anchor == "top"
                || self.others.contains(&anchor) =>
            {
                Anchor::Other
            }
            None => Anchor::Nowhere,
        }
    }
}

/// What attribute lists and HTML elements name, in lower case: `{: #name}`, `id="name"`.
fn names(text: &str) -> impl Iterator<Item = String> {
    let is_list = |part: &&str| part.starts_with([':', '#']) || part.starts_with("/*");
    let lists = text.split('{').skip(1).filter(is_list).flat_map(|part| {
        let list = part.split(['}', '\n']).next().unwrap_or_default();
        list.split_whitespace().filter_map(|part| part.strip_prefix('#'))
    });
    let attributes = ["id=", "name="].into_iter().flat_map(|name| text.split(name).skip(1));
    let attributes = attributes
        .filter_map(|part| part.trim_start_matches(['"', '\'']).split(['"', '\'', '>', ' ', '\n']).next());
    lists.chain(attributes).map(str::to_lowercase)
}

/// The span that holds this byte, of spans in page order.
fn within(spans: &[Span], at: usize) -> Option<usize> {
    let index = spans.partition_point(|span| span.end <= at);
    spans.get(index).filter(|span| span.start <= at).map(|_| index)
}
