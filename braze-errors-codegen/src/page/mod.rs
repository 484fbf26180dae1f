//! Reading a page: from its text to rows, as kramdown would mean them.

mod agree;
mod block;
mod cell;
mod code;
mod code_span;
pub(crate) mod entity;
mod heading;
pub(crate) mod html;
mod inline;
mod liquid;
mod plain;
mod table;

use std::borrow::Cow;
use std::ops::Range;
use std::rc::Rc;

pub use self::code::{Code, Status};
#[cfg(feature = "check")]
pub(crate) use self::code_span::code_ranges;
pub(crate) use self::inline::is_empty;
pub use self::inline::{Inline, Node};
pub(crate) use self::liquid::BASE_URL;
#[cfg(feature = "check")]
pub(crate) use self::table::split as cells;
use crate::finding::{Finding, Rule};
use crate::text::source::{Source, Span};

/// A page, read.
#[derive(Debug)]
pub struct Page {
    /// The file that it was read from.
    pub source: Rc<Source>,
    /// The fatal-errors table, from its header to its last row; empty where the page has none.
    pub table: Span,
    /// The anchor of the section that holds the table, where the page has one.
    pub anchor: Option<String>,
    /// The rows of the table, in page order.
    pub rows: Vec<Row>,
    /// The bullets that explain a status or a class of statuses, in page order.
    pub statuses: Vec<StatusBullet>,
}

/// One line of the fatal-errors table.
#[derive(Clone, Debug)]
pub struct Row {
    /// The whole line.
    pub span: Span,
    /// The first cell.
    pub code: Code,
    /// Where the first cell stands.
    pub code_span: Span,
    /// The second cell.
    pub description: Vec<Node>,
    /// Where the second cell stands.
    pub description_span: Span,
}

/// One bullet of the list that explains statuses: `- A **502 error** …`.
#[derive(Clone, Debug)]
pub struct StatusBullet {
    /// The bullet's text.
    pub span: Span,
    /// The status in its bold words.
    pub status: Status,
    /// What it says.
    pub description: Vec<Node>,
}

/// A page and what is wrong with it.
///
/// Where findings stop the build, the page holds the rows that could still be read.
#[derive(Debug)]
pub struct Reading {
    /// The page, or what could be read of it.
    pub page: Page,
    /// What is wrong with it, in page order.
    pub findings: Vec<Finding>,
}

impl Page {
    /// Reads a page.
    pub fn read(source: &Rc<Source>) -> Reading {
        let mut findings = Vec::new();
        let page = if source.text().trim_start_matches('\u{feff}').trim().is_empty() {
            findings.push(
                Finding::new(Rule::EmptyPage, source, source.line(0))
                    .message("found an empty page; expected a fatal-errors table")
                    .help("write the page, or take its locale off the list"),
            );
            Self::empty(source)
        } else {
            block::read(source, &mut findings)
        };
        findings.sort_by_key(|finding| finding.span.start);
        Reading { page, findings }
    }

    /// The row that this byte stands in.
    #[cfg(feature = "check")]
    pub(crate) fn row_at(&self, at: usize) -> Option<usize> {
        let index = self.rows.partition_point(|row| row.span.end <= at);
        self.rows.get(index).filter(|row| row.span.start <= at).map(|_| index)
    }

    pub(crate) fn empty(source: &Rc<Source>) -> Self {
        Self { source: Rc::clone(source), table: 0..0, anchor: None, rows: Vec::new(), statuses: Vec::new() }
    }
}

/// As much of a page's text as a message can show.
fn shown(text: &str) -> Cow<'_, str> {
    const LONGEST: usize = 60;
    match text.char_indices().nth(LONGEST) {
        Some((end, _)) => Cow::Owned(format!("{}…", &text[..end])),
        None => Cow::Borrowed(text),
    }
}

/// The text without the white space at its ends.
fn trim(text: &str) -> &str {
    &text[trimmed(text, 0..text.len())]
}

/// A span without the white space at its ends.
fn trimmed(text: &str, span: Span) -> Span {
    let bytes = text.as_bytes();
    let Range { mut start, mut end } = span.clone();
    while start < end && bytes[start] == b' ' {
        start += 1;
    }
    while start < end && bytes[end - 1] == b' ' {
        end -= 1;
    }
    // What stands there is ASCII as a rule, and needs no decoding.
    if start < end && bytes[start].is_ascii_graphic() && bytes[end - 1].is_ascii_graphic() {
        return start..end;
    }
    let start = span.end - text[span.clone()].trim_start().len();
    start..start + text[start..span.end].trim_end().len()
}

/// The text without what kramdown takes for white space at its ends.
fn trim_space(text: &str) -> &str {
    let bytes = text.as_bytes();
    let (mut start, mut end) = (0, bytes.len());
    while start < end && is_space(char::from(bytes[start])) {
        start += 1;
    }
    while start < end && is_space(char::from(bytes[end - 1])) {
        end -= 1;
    }
    &text[start..end]
}

/// The text without the white space at its start.
fn trim_start(text: &str) -> &str {
    if text.as_bytes().first().is_some_and(u8::is_ascii_graphic) { text } else { text.trim_start() }
}

/// The text without the bytes of this ASCII character that it begins with.
fn without_leading(text: &str, byte: u8) -> &str {
    let bytes = text.as_bytes();
    let mut at = 0;
    while at < bytes.len() && bytes[at] == byte {
        at += 1;
    }
    &text[at..]
}

/// White space as kramdown's regular expressions have it: a no-break space is text.
fn is_space(char: char) -> bool {
    char.is_ascii_whitespace() || char == '\x0b'
}

/// The code spans of a description, in order.
pub(crate) fn code_spans(nodes: &[Node]) -> Vec<&str> {
    let mut spans = Vec::new();
    for node in nodes {
        match &node.inline {
            Inline::Code(code) => spans.push(code.as_str()),
            Inline::Strong(nodes) | Inline::Emphasis(nodes) | Inline::Item(nodes) => {
                spans.extend(code_spans(nodes));
            }
            Inline::Link { words, .. } => spans.extend(code_spans(words)),
            Inline::Text(_) | Inline::Break | Inline::Comment(_) => {}
        }
    }
    spans
}
