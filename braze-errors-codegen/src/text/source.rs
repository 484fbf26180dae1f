//! A page's text and the places in it.

use std::cell::{Cell, OnceCell};
use std::fmt;
use std::ops::Range;
use std::rc::Rc;

use super::scan::Search;

/// A byte range in a page's text.
pub type Span = Range<usize>;

/// The mark that some editors write before the first character of a file.
const BYTE_ORDER_MARK: char = '\u{feff}';

/// A place in a page, for people: 1-based, the column counted in Unicode scalar values.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub struct Place {
    /// The line, 1 for the first.
    pub line: usize,
    /// The column, 1 for the first.
    pub column: usize,
}

impl fmt::Display for Place {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{}:{}", self.line, self.column)
    }
}

/// A page as a file: the path that messages name it by, and its text.
#[derive(Debug)]
pub struct Source {
    path: String,
    text: String,
    lines: OnceCell<Vec<usize>>,
    /// The last place that was asked for, so that asking in order reads each line once.
    last: Cell<(usize, Place)>,
}

/// Bytes that are not UTF-8.
pub(crate) struct NotUtf8 {
    /// The replacement character that stands in for them.
    pub(crate) span: Span,
    pub(crate) bytes: Vec<u8>,
}

/// The byte sequences of a file that are not UTF-8.
#[derive(Default)]
pub(crate) struct Invalid {
    /// The first of them.
    pub(crate) first: Vec<NotUtf8>,
    pub(crate) count: usize,
    /// There are letters in UTF-8 as well, so that the file is in no other encoding as a whole.
    pub(crate) is_mixed: bool,
}

impl Invalid {
    /// How many byte sequences are kept.
    const MOST: usize = 100;
}

impl Source {
    /// A page with this text.
    pub fn new(path: impl Into<String>, text: impl Into<String>) -> Rc<Self> {
        let start = Place { line: 1, column: 1 };
        Rc::new(Self {
            path: path.into(),
            text: text.into(),
            lines: OnceCell::new(),
            last: Cell::new((0, start)),
        })
    }

    /// A page with these bytes, and the byte sequences in them that are not UTF-8; a replacement character stands
    /// in for each.
    pub(crate) fn from_bytes_lossy(path: impl Into<String>, bytes: Vec<u8>) -> (Rc<Self>, Invalid) {
        let bytes = match String::from_utf8(bytes) {
            Ok(text) => return (Self::new(path, text), Invalid::default()),
            Err(error) => error.into_bytes(),
        };
        let (mut text, mut invalid) = (String::new(), Invalid::default());
        for chunk in bytes.utf8_chunks() {
            text.push_str(chunk.valid());
            invalid.is_mixed |= !chunk.valid().is_ascii();
            if !chunk.invalid().is_empty() {
                let start = text.len();
                text.push(char::REPLACEMENT_CHARACTER);
                invalid.count += 1;
                if invalid.count <= Invalid::MOST {
                    invalid.first.push(NotUtf8 { span: start..text.len(), bytes: chunk.invalid().to_vec() });
                }
            }
        }
        (Self::new(path, text), invalid)
    }

    /// The path that messages name the page by.
    pub fn path(&self) -> &str {
        &self.path
    }

    /// The page's text, with its byte order mark if it has one.
    pub fn text(&self) -> &str {
        &self.text
    }

    /// The place of the character at this byte.
    pub fn place(&self, offset: usize) -> Place {
        let (line, start) = self.line_start(offset);
        let (known, place) = self.last.get();
        let (from, column) =
            if place.line == line + 1 && known <= offset { (known, place.column) } else { (start, 1) };
        let place =
            Place { line: line + 1, column: column + self.text[from.min(offset)..offset].chars().count() };
        self.last.set((offset, place));
        place
    }

    /// The number of the line that this byte stands in, 0 for the first, and where it begins.
    fn line_start(&self, offset: usize) -> (usize, usize) {
        let starts = self.starts();
        let line = starts.partition_point(|start| *start <= offset).saturating_sub(1);
        (line, starts.get(line).copied().unwrap_or_default())
    }

    /// Where each line begins.
    fn starts(&self) -> &[usize] {
        self.lines.get_or_init(|| lines(&self.text).map(|line| line.start).collect())
    }

    /// The text of the line that this byte stands in, without its line end.
    pub fn line(&self, offset: usize) -> Span {
        let (line, start) = self.line_start(offset);
        let end = self
            .starts()
            .get(line + 1)
            .map_or(self.text.len(), |next| self.text[..*next].trim_end_matches(['\n', '\r']).len());
        start..end.max(start)
    }

    /// The line above the one that holds this byte, without its end.
    pub(crate) fn line_above(&self, offset: usize) -> Option<Span> {
        let above = &self.text[..self.line(offset).start];
        let end = above.strip_suffix("\r\n").or_else(|| above.strip_suffix(['\n', '\r']))?.len();
        Some(self.line(end))
    }

    /// The line below the one that holds this byte, without its end.
    pub(crate) fn line_below(&self, offset: usize) -> Option<Span> {
        let end = self.line(offset).end;
        let rest = &self.text[end..];
        let below = rest.strip_prefix("\r\n").or_else(|| rest.strip_prefix(['\n', '\r']))?;
        Some(self.line(self.text.len() - below.len()))
    }
}

fn first_line_start(text: &str) -> usize {
    if text.starts_with(BYTE_ORDER_MARK) { BYTE_ORDER_MARK.len_utf8() } else { 0 }
}

/// The lines of a page, without their ends: LF, CRLF or CR, as kramdown takes them.
pub(crate) fn lines(text: &str) -> impl Iterator<Item = Span> {
    let mut carriage_return = Search::new("\r");
    let mut line_feeds = text.match_indices('\n');
    let mut line_feed = line_feeds.next();
    let mut next = Some(first_line_start(text));
    std::iter::from_fn(move || {
        let start = next?;
        let carriage_return = carriage_return.find(text, start);
        let (end, length) = match (line_feed, carriage_return) {
            (Some((line_feed, _)), Some(end)) if end + 1 == line_feed => (end, 2),
            (Some((line_feed, _)), Some(end)) if end < line_feed => (end, 1),
            (Some((line_feed, _)), _) => (line_feed, 1),
            (None, Some(end)) => (end, 1),
            (None, None) => (text.len(), 0),
        };
        next = (length > 0).then_some(end + length);
        if line_feed.is_some_and(|(line_feed, _)| line_feed < end + length) {
            line_feed = line_feeds.next();
        }
        Some(start..end)
    })
}
