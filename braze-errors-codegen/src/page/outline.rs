//! What else stands on a page: its blocks, its comments, and where it means what it prints.

use crate::markdown::{BlockKind, Document, Inline, Prose};
use crate::text::source::Span;

/// A page beside its rows.
#[derive(Debug, Default)]
pub(crate) struct Outline {
    /// The blocks that stand in no other, in page order.
    pub(crate) blocks: Vec<Span>,
    /// The comments, in page order, but those of a row.
    pub(crate) comments: Vec<Comment>,
    /// Blocks of code, and the code spans of texts with a comment or a variable in them, in page order.
    code: Vec<Span>,
    /// The start tag and the inside of each of Liquid's `{% raw %}` blocks.
    pub(crate) raw: Vec<(Span, Span)>,
}

/// A comment, which the site doesn't show.
#[derive(Debug)]
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
        let mut outline =
            Self { blocks: blocks.map(|block| block.span.clone()).collect(), raw, ..Self::default() };
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

/// The span that holds this byte, of spans in page order.
fn within(spans: &[Span], at: usize) -> Option<usize> {
    let index = spans.partition_point(|span| span.end <= at);
    spans.get(index).filter(|span| span.start <= at).map(|_| index)
}
