//! A block's text: what of it is prose, and what stays.

use std::ops::Range;

use pulldown_cmark::{Event, Parser};

use super::BRACKETS;
use super::block::{Block, Labels};
use crate::page::html::{self, Markup};
use crate::page::{code_ranges, entity};
use crate::text::source::Span;

/// Stands for each byte of what stays, so that none of the marks in it is seen again.
const BLANK: &str = "\0";

/// Finds pieces of a text.
type Find = fn(&str) -> Vec<Range<usize>>;

/// Liquid, in which no mark of Markdown counts.
const LIQUID: &[Find] = &[
    |text| between(text, "{% comment %}", "{% endcomment %}"),
    |text| between(text, "{%", "%}"),
    |text| between(text, "{{", "}}"),
];

/// What else stays within prose, in the order in which it is looked for: what comes first hides what it holds.
const STAYS: &[Find] = &[
    |text| between(text, "{::comment}", "{:/"),
    |text| between(text, "{:", "}"),
    |text| between(text, "<!--", "-->"),
    tags,
    link_targets,
    |text| between(text, "][", "]"),
    |text| between(text, "[^", "]"),
    entities,
    urls,
    mail_addresses,
    words_that_stay,
];

/// A block's text, and what of it is prose.
pub(super) struct Prose {
    /// Where the block starts in the page.
    start: usize,
    /// The block on one line, each byte where it stands in the page.
    text: String,
    /// The same with all that stays blanked out.
    words: String,
}

impl Prose {
    pub(super) fn new(page: &str, block: &Block, labels: &Labels) -> Self {
        let text = block.text(page);
        let mut words = text.clone();
        hide(&mut words, &[code]);
        hide(&mut words, LIQUID);
        blank(&mut words, references(&text, labels));
        hide(&mut words, STAYS);
        Self { start: block.start(), text, words }
    }

    /// Says whether a letter of the page, at this byte, is prose.
    pub(super) fn holds(&self, at: usize) -> bool {
        self.words.as_bytes()[at - self.start].is_ascii_alphabetic()
    }

    /// Where brackets are to stand around something to read.
    pub(super) fn pieces(&self) -> impl Iterator<Item = Span> {
        self.split()
            .into_iter()
            .map(|piece| trim(&self.text, piece))
            .filter(|piece| self.words[piece.clone()].contains(char::is_alphabetic))
            .filter(|piece| !is_bracketed(&self.text[piece.clone()]))
            .map(|piece| self.start + piece.start..self.start + piece.end)
    }

    /// The whole block, or in HTML what stands between the tags that are no part of a line.
    fn split(&self) -> Vec<Range<usize>> {
        let mut pieces = Vec::new();
        let mut start = 0;
        if is_block_tag(skip(&self.text, skip_before)) {
            for tag in tags(&self.text).into_iter().filter(|tag| is_block_tag(&self.text[tag.clone()])) {
                pieces.push(start..tag.start);
                start = tag.end;
            }
        }
        pieces.push(start..self.text.len());
        pieces
    }
}

fn is_bracketed(text: &str) -> bool {
    text.starts_with(BRACKETS[0]) && text.ends_with(BRACKETS[1])
}

/// A row with blanks for all whose pipes divide no cells.
pub(super) fn row(text: &str) -> String {
    let mut row = text.to_owned();
    hide(&mut row, &[code_ranges]);
    hide(&mut row, LIQUID);
    row
}

fn hide(text: &mut String, finders: &[Find]) {
    for find in finders {
        let ranges = find(text);
        blank(text, ranges);
    }
}

fn blank(text: &mut String, ranges: Vec<Range<usize>>) {
    for range in ranges {
        let blanks = BLANK.repeat(range.len());
        text.replace_range(range, &blanks);
    }
}

/// Where something begins with `open` and ends with `close`.
fn between(text: &str, open: &str, close: &str) -> Vec<Range<usize>> {
    let mut found = Vec::new();
    let mut at = 0;
    while let Some(start) = find(text, at, open) {
        let Some(end) = find(text, start + open.len(), close) else { break };
        at = end + close.len();
        found.push(start..at);
    }
    found
}

/// What kramdown or pulldown-cmark takes for code: where they part, the reader says so.
fn code(text: &str) -> Vec<Range<usize>> {
    // The full stop makes a paragraph of whatever follows.
    let paragraph = format!(".{text}");
    let spans = Parser::new(&paragraph).into_offset_iter().filter_map(|(event, range)| match event {
        Event::Code(_) => Some(range.start - 1..range.end - 1),
        _ => None,
    });
    code_ranges(text).into_iter().chain(spans).collect()
}

fn find(text: &str, from: usize, what: &str) -> Option<usize> {
    text[from..].find(what).map(|at| from + at)
}

fn tags(text: &str) -> Vec<Range<usize>> {
    let mut found = Vec::new();
    let mut end = 0;
    for (start, _) in text.match_indices('<') {
        if start < end || text[start..].starts_with("<!") {
            continue;
        }
        if let Some((_, length)) = html::parse(&text[start..]) {
            end = start + length;
            found.push(start..end);
        }
    }
    found
}

/// Says whether a text begins with the tag of an element that is no part of a line of text.
fn is_block_tag(text: &str) -> bool {
    match html::parse(text) {
        Some((Markup::Start { name, .. } | Markup::End { name }, _)) => {
            !html::SPAN_ELEMENTS.iter().any(|element| element.eq_ignore_ascii_case(name))
        }
        _ => false,
    }
}

/// How titles of links begin and end.
const TITLES: [(&str, &str); 3] = [(" \"", "\")"), (" '", "')"), (" (", "))")];

/// Where links and images lead, with their titles: `](target "title")`.
fn link_targets(text: &str) -> Vec<Range<usize>> {
    // Knowing the last end of a title saves looking for one in vain at every link.
    let last_ends = TITLES.map(|(_, close)| text.rfind(close).unwrap_or(0));
    let mut found = Vec::new();
    let mut at = 0;
    while let Some(start) = find(text, at, "](") {
        at = start + "](".len();
        at = text.len() - text[at..].trim_start().len();
        at += target_length(&text[at..]);
        for ((open, close), last_end) in TITLES.into_iter().zip(last_ends) {
            if at < last_end && text[at..].starts_with(open) {
                at = find(text, at + open.len(), close).unwrap_or(at);
            }
        }
        found.push(start..at);
    }
    found
}

/// A target goes on to a space, or to a parenthesis that isn't opened in it.
fn target_length(text: &str) -> usize {
    let mut open = 0;
    text.find(|char: char| {
        open += i32::from(char == '(') - i32::from(char == ')');
        open < 0 || char.is_whitespace()
    })
    .unwrap_or(text.len())
}

fn entities(text: &str) -> Vec<Range<usize>> {
    text.match_indices('&')
        .filter_map(|(start, _)| entity::at_start(&text[start..]).map(|entity| start..start + entity.len()))
        .collect()
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

/// The words of links that are labels too, `[words]`, where the page says what they lead to.
fn references(text: &str, labels: &Labels) -> Vec<Range<usize>> {
    let mut found = Vec::new();
    let mut start = 0;
    for (at, mark) in text.match_indices(['[', ']']) {
        if mark == "]" && labels.contains(&text[start..at]) {
            found.push(start..at);
        }
        start = at + mark.len();
    }
    found
}

/// A piece without what says how it is laid out: space, Liquid, list marks, breaks and attributes before it,
/// space, Liquid, comments and lone marks behind it.
fn trim(text: &str, piece: Range<usize>) -> Range<usize> {
    let behind = skip(&text[piece.clone()], skip_before);
    let start = piece.end - behind.len();
    start..start + skip(behind, skip_behind).len()
}

fn skip<'a>(mut text: &'a str, step: fn(&'a str) -> Option<&'a str>) -> &'a str {
    while let Some(rest) = step(text) {
        text = rest;
    }
    text
}

/// Marks that mean something else with a bracket beside them in place of a space.
const LONE_MARKS: [&str; 8] = ["-", "*", "+", "_", "`", "[ ]", "[x]", "[X]"];

fn skip_before(text: &str) -> Option<&str> {
    if text.starts_with(char::is_whitespace) {
        return Some(text.trim_start());
    }
    if let Some((Markup::Start { name, .. }, length)) = html::parse(text) {
        return name.eq_ignore_ascii_case("br").then(|| &text[length..]);
    }
    let is_attribute_list = text.starts_with("{:") && !text.starts_with("{::") && !text.starts_with("{:/");
    [("{%", "%}"), ("<!--", "-->"), ("{:", "}")]
        .into_iter()
        .find(|(open, _)| text.starts_with(open) && (*open != "{:" || is_attribute_list))
        .and_then(|(_, close)| text.split_once(close))
        .map(|(_, rest)| rest)
        .or_else(|| {
            let mut marks = LONE_MARKS.iter().filter_map(|mark| text.strip_prefix(mark));
            marks.find(|rest| rest.starts_with(char::is_whitespace))
        })
}

fn skip_behind(text: &str) -> Option<&str> {
    if text.ends_with(char::is_whitespace) {
        return Some(text.trim_end());
    }
    [("{%", "%}"), ("<!--", "-->")]
        .into_iter()
        .find(|(_, close)| text.ends_with(close))
        .and_then(|(open, close)| {
            let start = text.rfind(open)?;
            (text[start..].find(close)? + start + close.len() == text.len()).then(|| &text[..start])
        })
        .or_else(|| {
            let mut marks = LONE_MARKS.iter().filter_map(|mark| text.strip_suffix(mark));
            marks.find(|rest| rest.ends_with(char::is_whitespace))
        })
}
