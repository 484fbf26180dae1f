//! A text of which every byte knows where it stands in the page.

use std::borrow::Cow;
use std::ops::Range;

use crate::text::source::Span;

/// What a dialect reads: a part of the page without what an earlier step has taken out of it, such as Liquid, the
/// marks of a quotation, or an item's indent.
///
/// It borrows from the page wherever nothing was taken out.
#[derive(Clone, Debug)]
pub(crate) struct Mapped<'a> {
    page: &'a str,
    text: Cow<'a, str>,
    /// Where the text begins in the page.
    start: usize,
    /// Where pieces after the first begin: offset in the text, offset in the page.
    pieces: Vec<(usize, usize)>,
    /// Where what the last piece stands for ends in the page.
    limit: usize,
}

impl<'a> Mapped<'a> {
    /// A text with nothing in it yet, which will begin at this byte of the page.
    pub(crate) fn new(page: &'a str, start: usize) -> Self {
        Self { page, text: Cow::Borrowed(&page[start..start]), start, pieces: Vec::new(), limit: start }
    }

    pub(crate) fn text(&self) -> &str {
        &self.text
    }

    pub(crate) fn page(&self) -> &'a str {
        self.page
    }

    /// Adds a part of the page.
    pub(crate) fn push(&mut self, span: Span) {
        if span.is_empty() {
            return;
        }
        if self.text.is_empty() {
            self.start = span.start;
            self.pieces.clear();
            self.text = Cow::Borrowed(&self.page[span.clone()]);
        } else if let (Cow::Borrowed(text), true) = (&self.text, self.end() == span.start) {
            let start = span.start - text.len();
            self.text = Cow::Borrowed(&self.page[start..span.end]);
        } else {
            self.insert(&self.page[span.clone()], span.start);
        }
        self.limit = span.end;
    }

    /// Adds what the page has not, or not so, in the place of what stands at this byte.
    pub(crate) fn insert(&mut self, text: &str, at: usize) {
        if self.text.is_empty() {
            self.start = at;
            self.pieces.clear();
        } else if self.end() != at {
            self.pieces.push((self.text.len(), at));
        }
        self.text.to_mut().push_str(text);
        self.limit = at + self.page.get(at..).and_then(|rest| rest.chars().next()).map_or(0, char::len_utf8);
    }

    /// Adds a part of another text of the same page.
    pub(crate) fn append(&mut self, other: &Self, range: Range<usize>) {
        let mut here = range.start;
        while here < range.end {
            let next = other.pieces.partition_point(|(at, _)| *at <= here);
            let end = other.pieces.get(next).map_or(range.end, |(at, _)| (*at).min(range.end));
            let (text, there) = (&other.text[here..end], other.origin(here));
            if self.page.get(there..there + text.len()) == Some(text) {
                self.push(there..there + text.len());
            } else {
                self.insert(text, there);
                self.limit = other.origin_and_limit(here).1.min(there + text.len());
            }
            here = end;
        }
    }

    /// A part of it.
    pub(crate) fn slice(&self, range: Range<usize>) -> Self {
        let mut slice = Self::new(self.page, self.origin(range.start));
        slice.append(self, range);
        slice
    }

    /// Where the last character ends in the page.
    fn end(&self) -> usize {
        match self.pieces.last() {
            Some((here, there)) => there + self.text.len() - here,
            None => self.start + self.text.len(),
        }
    }

    /// Where the byte at this offset stands in the page.
    pub(crate) fn origin(&self, offset: usize) -> usize {
        let (origin, limit) = self.origin_and_limit(offset);
        origin.min(limit)
    }

    /// Where a range stands in the page.
    pub(crate) fn span(&self, range: Range<usize>) -> Span {
        let mut start = self.origin(range.start);
        let last = self.text[range.clone()].char_indices().next_back();
        let mut end = last.map_or(start, |(at, char)| {
            let (origin, limit) = self.origin_and_limit(range.start + at);
            (origin + char.len_utf8()).min(limit)
        });
        // What was put in may be longer than what it stands for.
        while !self.page.is_char_boundary(start) {
            start -= 1;
        }
        end = end.max(start);
        while !self.page.is_char_boundary(end) {
            end += 1;
        }
        start..end
    }

    /// Where a byte would stand in the page, were its piece the page's own, and where what the piece stands for ends.
    fn origin_and_limit(&self, offset: usize) -> (usize, usize) {
        let next = self.pieces.partition_point(|(here, _)| *here <= offset);
        let (here, there) = next.checked_sub(1).map_or((0, self.start), |last| self.pieces[last]);
        let limit = self.pieces.get(next).map_or(self.limit, |(_, there)| *there);
        (there + offset - here, limit.max(there))
    }
}
