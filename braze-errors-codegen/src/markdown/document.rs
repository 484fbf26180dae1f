//! A page, read: its blocks, each with its place and the texts in it.

use std::ops::Range;

use super::mapped::Mapped;
use crate::text::source::Span;

/// One block of a page, and where it stands.
#[derive(Debug)]
pub(crate) struct Block<'a> {
    pub(crate) span: Span,
    pub(crate) kind: BlockKind<'a>,
}

/// What a block is.
#[derive(Debug)]
pub(crate) enum BlockKind<'a> {
    Heading(Heading<'a>),
    Paragraph(Prose<'a>),
    Table(Table<'a>),
    /// The blocks of each item.
    List(Vec<Block<'a>>),
    /// One item of a list.
    Item(Vec<Block<'a>>),
    Quote(Vec<Block<'a>>),
    /// A block of code: between fences, or indented.
    Code {
        is_fenced: bool,
    },
    /// An HTML element, in which no Markdown is read.
    Html,
    Comment,
    /// kramdown's `{::comment}` and `{::nomarkdown}` blocks.
    Extension,
    /// A Liquid block whose tag stands here; what becomes of its inside is the site's business.
    Liquid(Span),
    /// A line of dashes or stars.
    Rule,
    /// An attribute list, or the definition of one.
    Attributes,
    /// The definition of a link's target, a footnote or an abbreviation.
    Definition,
    /// kramdown's end-of-block mark, `^`.
    EndOfBlock,
    Blank,
}

/// A heading.
#[derive(Debug)]
pub(crate) struct Heading<'a> {
    pub(crate) level: usize,
    pub(crate) words: Prose<'a>,
    /// The anchor that the page gives it: `{#anchor}`.
    pub(crate) named: Option<String>,
}

/// A table, line by line.
#[derive(Debug)]
pub(crate) struct Table<'a> {
    pub(crate) lines: Vec<TableLine<'a>>,
}

/// One line of a table.
#[derive(Debug)]
pub(crate) struct TableLine<'a> {
    pub(crate) span: Span,
    pub(crate) kind: LineKind,
    /// The cells of a row, without the white space around them.
    pub(crate) cells: Vec<Prose<'a>>,
    /// A backtick that ends no code in its line, and that the dialect pairs with one of another line.
    pub(crate) open_code: Option<Span>,
}

/// What a line of a table is.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum LineKind {
    Row,
    /// Dashes, below the header.
    Delimiter,
    /// Equals signs, above kramdown's footer.
    FooterDelimiter,
}

/// A text that is there to be read into a description.
#[derive(Clone, Debug)]
pub(crate) enum Prose<'a> {
    /// kramdown's, read when it is asked for.
    Kramdown(Mapped<'a>),
    /// The events of pulldown-cmark that make it, and where it stands.
    Gfm(Range<usize>, Span),
}

impl Prose<'_> {
    /// How it is written on the page, without Liquid of which nothing is left.
    pub(crate) fn written<'t>(&'t self, page: &'t str) -> &'t str {
        match self {
            Self::Kramdown(text) => text.text(),
            Self::Gfm(_, span) => &page[span.clone()],
        }
    }

    /// Where it stands in the page.
    pub(crate) fn span(&self) -> Span {
        match self {
            Self::Kramdown(text) => text.span(0..text.text().len()),
            Self::Gfm(_, span) => span.clone(),
        }
    }
}

/// Every block, those within others behind what holds them.
pub(crate) fn walk<'d, 'a>(blocks: &'d [Block<'a>]) -> impl Iterator<Item = &'d Block<'a>> {
    let mut open = vec![blocks.iter()];
    std::iter::from_fn(move || {
        loop {
            let Some(block) = open.last_mut()?.next() else {
                open.pop();
                continue;
            };
            if let BlockKind::List(inner) | BlockKind::Item(inner) | BlockKind::Quote(inner) = &block.kind {
                open.push(inner.iter());
            }
            return Some(block);
        }
    })
}
