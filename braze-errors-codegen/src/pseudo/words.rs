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
pub(super) const UNSEEN: &str = " ";

/// Finds parts of words.
type Finder = fn(&str) -> Vec<Range<usize>>;

/// What stays among words, in the order in which it is looked for: what comes first hides what it holds.
const STAYS: &[Finder] = &[
    |text| between(text, "{{", "}}"),
    |text| between(text, "{%", "%}"),
    |text| between(text, "{:", "}"),
    tags,
    |text| between(text, "](", ")"),
    |text| between(text, "][", "]"),
    |text| between(text, "[^", "]"),
    entities,
    addresses,
    words_that_stay,
];

/// A text of the page, and what of it is words.
pub(super) struct Words<'a> {
    page: &'a str,
    /// Where it begins in the page.
    pub(super) start: usize,
    /// Each byte of it where it stands in the page, but for what stays or is unseen.
    text: String,
    /// Where tags divide it into pieces.
    cuts: Vec<Range<usize>>,
}

impl<'a> Words<'a> {
    /// A text with no words yet, which begins at this byte of the page.
    pub(super) fn new(page: &'a str, start: usize) -> Self {
        Self { page, start, text: String::new(), cuts: Vec::new() }
    }

    /// Where it ends in the page.
    pub(super) fn end(&self) -> usize {
        self.start + self.text.len()
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
        if let Some(words) = self.page.get(span.start.max(self.end())..span.end) {
            self.fill(span.start..span.start, BLANK);
            self.text.push_str(words);
        }
    }

    /// Adds what stands for a part of the page, and blanks for all in front of it.
    pub(super) fn fill(&mut self, span: Span, with: &str) {
        self.text.push_str(&BLANK.repeat(span.start.saturating_sub(self.end())));
        self.text.push_str(&with.repeat(span.end.saturating_sub(self.end())));
    }

    /// Ends a piece of it with a tag, behind which the next one begins.
    pub(super) fn cut(&mut self, tag: Span) {
        self.fill(tag.clone(), BLANK);
        self.cuts.push(tag.start - self.start..tag.end - self.start);
    }

    /// The text up to this byte of the page, without all that stays.
    pub(super) fn finish(mut self, document: &Document<'_>, end: usize) -> Self {
        self.fill(end..end, BLANK);
        let mut at = self.start;
        while let Some(mark) = document.liquid_in(&(at..end)) {
            if mark.start < self.start || mark.end > end {
                // A bracket would stand in the mark.
                self.text = BLANK.repeat(self.text.len());
                break;
            }
            at = mark.end;
            self.replace(mark.start - self.start..mark.end - self.start);
        }
        for find in STAYS {
            for range in find(&self.text) {
                self.replace(range);
            }
        }
        self
    }

    /// Takes words out that stay, or that are a tag of Liquid's, unless nobody sees them.
    fn replace(&mut self, range: Range<usize>) {
        if self.text[range.clone()].contains(|char| char != ' ') {
            let is_tag = self.page[self.start + range.start..].starts_with("{%");
            let with = if is_tag { UNSEEN } else { BLANK };
            self.text.replace_range(range.clone(), &with.repeat(range.len()));
        }
    }

    /// Each piece that holds words and no brackets yet, and what becomes of it.
    pub(super) fn pieces(&self) -> Vec<(Span, String)> {
        let starts = std::iter::once(0).chain(self.cuts.iter().map(|cut| cut.end));
        let ends = self.cuts.iter().map(|cut| cut.start).chain([self.text.len()]);
        let pieces = starts.zip(ends).filter_map(|(start, end)| {
            let behind = without_marks_before(&self.text[start..end]);
            let words = without_marks_behind(behind);
            let start = self.start + end - behind.len();
            let span = start..start + words.len();
            let text = self.page.get(span.clone())?;
            let is_left = text.contains(BRACKETS) || !words.contains(char::is_alphabetic);
            (!is_left).then(|| (span, localized(text, words)))
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

fn without_marks_before(text: &str) -> &str {
    let mut text = text.trim_start();
    let is_rest = |rest: &&str| rest.starts_with(char::is_whitespace);
    while let Some(rest) = LONE_MARKS.iter().filter_map(|mark| text.strip_prefix(mark)).find(is_rest) {
        text = rest.trim_start();
    }
    text
}

fn without_marks_behind(text: &str) -> &str {
    // With a bracket behind it, the line that divides a header from rows would be a row.
    let above = text.trim_end_matches([' ', '\t', '-', '=', '|', ':', '+']);
    let mut text = if above.ends_with(['\n', '\r']) { above.trim_end() } else { text.trim_end() };
    let is_rest = |rest: &&str| rest.ends_with(char::is_whitespace);
    while let Some(rest) = LONE_MARKS.iter().filter_map(|mark| text.strip_suffix(mark)).find(is_rest) {
        text = rest.trim_end();
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

fn entities(text: &str) -> Vec<Range<usize>> {
    let is_name = |char: char| char.is_ascii_alphanumeric() || char == '#';
    let entity = |(at, _)| {
        let length = 1 + text[at + 1..].find(|char| !is_name(char))?;
        text[at + length..].starts_with(';').then_some(at..at + length)
    };
    text.match_indices('&').filter_map(entity).collect()
}

/// URLs and mail addresses, up to the next white space.
fn addresses(text: &str) -> Vec<Range<usize>> {
    let start = |text: &str| {
        text.trim_end_matches(|char: char| char.is_ascii_alphanumeric() || "+-._%".contains(char)).len()
    };
    let mut found = Vec::new();
    let mut at = 0;
    for word in text.split_inclusive(|char: char| char.is_whitespace() || "<>\"`".contains(char)) {
        let urls = ["://", "www.", "mailto:"].iter().filter_map(|mark| word.find(mark));
        let mail = word.match_indices('@').map(|(mark, _)| mark).find(|mark| start(&word[..*mark]) < *mark);
        if let Some(mark) = urls.chain(mail).min() {
            found.push(at + start(&word[..mark])..at + word.len());
        }
        at += word.len();
    }
    found
}

/// Words with a digit in them, and words behind a backslash.
fn words_that_stay(text: &str) -> Vec<Range<usize>> {
    let mut found = Vec::new();
    let mut at = 0;
    for word in text.split_inclusive(|char: char| !char.is_alphanumeric()) {
        let length = word.trim_end_matches(|char: char| !char.is_alphanumeric()).len();
        if word.contains(char::is_numeric) || text[..at].ends_with('\\') {
            found.push(at..at + length);
        }
        at += word.len();
    }
    found
}
