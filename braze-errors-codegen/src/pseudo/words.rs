//! A text's words, and what of them stays.

use std::ops::Range;

use super::letter;
use crate::markdown::html::Tag;
use crate::markdown::{Document, Inline, Node};
use crate::text::source::Span;

/// The marks around each text, which show where it begins and ends.
const BRACKETS: [char; 2] = ['⟦', '⟧'];

/// Stands for each byte of what stays, so that none of the marks in it is seen again.
const BLANK: &str = "\0";

/// Stands for each byte of what nobody sees, and which needs no brackets.
const UNSEEN: &str = " ";

/// What stays among words, in the order in which it is looked for: what comes first hides what it holds.
const STAYS: &[fn(&str) -> Vec<Range<usize>>] = &[
    |text| between(text, "{{", "}}"),
    |text| between(text, "{%", "%}"),
    |text| between(text, "{:", "}"),
    tags,
    |text| between(text, "](", ")"),
    |text| between(text, "][", "]"),
    |text| between(text, "[^", "]"),
    |text| between(text, "&", ";").into_iter().filter(|range| is_entity(&text[range.clone()])).collect(),
    urls,
    mail_addresses,
    words_that_stay,
];

/// A text of the page, and what of it is words.
pub(super) struct Words<'a> {
    page: &'a str,
    /// Where it begins in the page.
    pub(super) start: usize,
    /// Each byte of it where it stands in the page, but for what stays or is unseen.
    words: String,
    /// Where tags divide the text into pieces.
    cuts: Vec<Range<usize>>,
}

impl<'a> Words<'a> {
    /// A text with no words yet, which begins at this byte of the page.
    pub(super) fn new(page: &'a str, start: usize) -> Self {
        Self { page, start, words: String::new(), cuts: Vec::new() }
    }

    /// Adds the texts of nodes, and blanks for all else.
    pub(super) fn push_nodes(&mut self, nodes: &[Node]) {
        for Node { span, inline } in nodes {
            match inline {
                Inline::Text(_) => self.push(span.clone()),
                Inline::Break | Inline::Comment(_) => self.fill(span.clone(), UNSEEN),
                Inline::Link { target, words, .. } if self.is_name(span, target, words) => {}
                _ => self.push_nodes(inline.children()),
            }
        }
    }

    /// Says whether the words of a link say where it leads: a URL, or a label that the page defines.
    fn is_name(&self, span: &Span, target: &str, words: &[Node]) -> bool {
        let Some(last) = words.last() else { return false };
        let is_url = matches!(&last.inline, Inline::Text(text) if target.ends_with(text.as_str()));
        let behind = self.page.get(last.span.end..span.end).unwrap_or_default();
        is_url && behind == ">" || behind == "]" || behind.starts_with(']') && behind.ends_with("[]")
    }

    /// Adds words of the page, and blanks for all in front of them.
    pub(super) fn push(&mut self, span: Span) {
        let end = self.end();
        if let Some(words) = self.page.get(span.start.max(end)..span.end) {
            self.fill(end..span.start, BLANK);
            self.words.push_str(words);
        }
    }

    /// Adds what stands for this part of the page.
    pub(super) fn fill(&mut self, span: Span, with: &str) {
        let end = self.end();
        let before = span.start.saturating_sub(end);
        self.words.push_str(&BLANK.repeat(before));
        self.words.push_str(&with.repeat(span.end.saturating_sub(end + before)));
    }

    /// Adds what nobody sees.
    pub(super) fn hide(&mut self, span: Span) {
        self.fill(span, UNSEEN);
    }

    /// Ends a piece of the text with a tag, behind which the next one begins.
    pub(super) fn cut(&mut self, tag: Span) {
        self.fill(tag.clone(), BLANK);
        self.cuts.push(tag.start - self.start..tag.end - self.start);
    }

    /// The text up to this byte of the page, without all that stays.
    pub(super) fn finish(mut self, document: Option<&Document<'_>>, end: usize) -> Self {
        self.fill(end..end, BLANK);
        let mut at = self.start;
        while let Some(mark) = document.and_then(|document| document.liquid_in(&(at..end))) {
            if mark.start < self.start || mark.end > end {
                // A bracket would stand in the mark.
                self.words = BLANK.repeat(self.words.len());
                break;
            }
            let with = if self.page[mark.clone()].starts_with("{%") { UNSEEN } else { BLANK };
            self.replace(mark.clone(), with);
            at = mark.end;
        }
        for find in STAYS {
            for range in find(&self.words) {
                let with = if self.words[range.clone()].starts_with("{%") { UNSEEN } else { BLANK };
                self.replace(self.start + range.start..self.start + range.end, with);
            }
        }
        self
    }

    /// Writes over what stands for a part of the page, unless nobody sees it.
    fn replace(&mut self, span: Span, with: &str) {
        let range = span.start - self.start..span.end - self.start;
        if self.words[range.clone()].contains(|char| char != ' ') {
            self.words.replace_range(range.clone(), &with.repeat(range.len()));
        }
    }

    /// Where it ends in the page.
    pub(super) fn end(&self) -> usize {
        self.start + self.words.len()
    }

    /// Each piece that holds words and has no brackets yet, and what becomes of it.
    pub(super) fn pieces(&self) -> Vec<(Span, String)> {
        let starts = std::iter::once(0).chain(self.cuts.iter().map(|cut| cut.end));
        let ends = self.cuts.iter().map(|cut| cut.start).chain([self.words.len()]);
        let pieces = starts.zip(ends).filter_map(|(start, end)| {
            let behind = skip(&self.words[start..end], |text| {
                Some(text.trim_start())
                    .filter(|rest| rest.len() < text.len())
                    .or_else(|| lone_mark_before(text))
            });
            let piece = skip(behind, |text| {
                Some(text.trim_end())
                    .filter(|rest| rest.len() < text.len())
                    .or_else(|| lone_mark_behind(text))
            });
            let start = self.start + end - behind.len();
            let span = start..start + piece.len();
            let text = &self.page[span.clone()];
            let is_left = text.contains(BRACKETS) || !piece.contains(char::is_alphabetic);
            (!is_left).then(|| (span, localized(text, piece)))
        });
        pieces.collect()
    }
}

/// A text in brackets, its words with accents.
fn localized(text: &str, words: &str) -> String {
    let mut localized = String::from(BRACKETS[0]);
    for (at, char) in text.char_indices() {
        match letter::accented(char).filter(|_| words.as_bytes()[at].is_ascii_alphabetic()) {
            Some(letters) => localized.push_str(letters),
            None => localized.push(char),
        }
    }
    localized.push(BRACKETS[1]);
    localized
}

/// Marks that mean something else with a bracket beside them in place of a space.
const LONE_MARKS: [&str; 8] = ["-", "*", "+", "_", "`", "[ ]", "[x]", "[X]"];

fn lone_mark_before(text: &str) -> Option<&str> {
    let mut behind = LONE_MARKS.iter().filter_map(|mark| text.strip_prefix(mark));
    behind.find(|rest| rest.starts_with(char::is_whitespace))
}

fn lone_mark_behind(text: &str) -> Option<&str> {
    let mut before = LONE_MARKS.iter().filter_map(|mark| text.strip_suffix(mark));
    before.find(|rest| rest.ends_with(char::is_whitespace)).or_else(|| {
        // With a bracket behind it, the line that divides a header from rows would be a row.
        let rest = text.trim_end_matches([' ', '\t', '-', '=', '|', ':', '+']);
        (rest.len() < text.len() && rest.ends_with(['\n', '\r'])).then_some(rest)
    })
}

fn skip<'t>(mut text: &'t str, step: fn(&'t str) -> Option<&'t str>) -> &'t str {
    while let Some(rest) = step(text) {
        text = rest;
    }
    text
}

/// Where something begins with `open` and ends with `close`.
fn between(text: &str, open: &str, close: &str) -> Vec<Range<usize>> {
    let mut found = Vec::new();
    let mut at = 0;
    while let Some(start) = text[at..].find(open).map(|start| at + start) {
        let Some(length) = text[start + open.len()..].find(close) else { break };
        at = start + open.len() + length + close.len();
        found.push(start..at);
    }
    found
}

fn tags(text: &str) -> Vec<Range<usize>> {
    let mut tags: Vec<Range<usize>> = Vec::new();
    for (start, _) in text.match_indices('<') {
        if tags.last().is_none_or(|tag| tag.end <= start) {
            tags.extend(Tag::at(text, start).map(|tag| tag.range));
        }
    }
    tags
}

fn is_entity(text: &str) -> bool {
    text[1..text.len() - 1].chars().all(|char| char.is_ascii_alphanumeric() || char == '#')
}

fn urls(text: &str) -> Vec<Range<usize>> {
    let mut found = Vec::new();
    let mut start = 0;
    for word in text.split_inclusive(|char: char| char.is_whitespace() || "<>\"`".contains(char)) {
        if let Some(mark) = ["://", "www.", "mailto:"].iter().filter_map(|mark| word.find(mark)).min() {
            found.push(start + address_start(&word[..mark])..start + word.len());
        }
        start += word.len();
    }
    found
}

fn mail_addresses(text: &str) -> Vec<Range<usize>> {
    let address = |(at, _)| {
        let (start, domain) = (address_start(&text[..at]), at + "@".len());
        let length = text[domain..].find(|char| !is_of_address(char)).unwrap_or(text.len() - domain);
        (start < at && length > 0).then_some(start..domain + length)
    };
    text.match_indices('@').filter_map(address).collect()
}

/// Where the scheme or the name begins that a text ends with.
fn address_start(text: &str) -> usize {
    text.trim_end_matches(is_of_address).len()
}

fn is_of_address(char: char) -> bool {
    char.is_ascii_alphanumeric() || "+-._%".contains(char)
}

/// Words with a digit in them, and words behind a backslash.
fn words_that_stay(text: &str) -> Vec<Range<usize>> {
    let mut found = Vec::new();
    let mut start = 0;
    for word in text.split(|char: char| !char.is_alphanumeric()) {
        if word.contains(char::is_numeric) || text[..start].ends_with('\\') {
            found.push(start..start + word.len());
        }
        start += word.len() + text[start + word.len()..].chars().next().map_or(0, char::len_utf8);
    }
    found
}
