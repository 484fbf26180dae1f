//! HTML tags in a page.

use super::block::is_blank;
use super::entity;
use crate::text::scan::Search;

/// A tag or a comment.
#[derive(Debug, PartialEq, Eq)]
pub(crate) enum Markup<'a> {
    /// `<a href="…">`; `attributes` is all that follows the name.
    Start { name: &'a str, attributes: &'a str },
    /// `</a>`
    End { name: &'a str },
    /// `<!-- … -->`, and what stands in it.
    Comment(&'a str),
}

/// A text that is read tag by tag, from its start to its end.
pub(super) struct Tags<'a> {
    text: &'a str,
    comment_end: Search,
}

impl<'a> Tags<'a> {
    pub(super) fn new(text: &'a str) -> Self {
        Self { text, comment_end: Search::new("-->") }
    }

    /// Reads the tag or comment that begins at this byte, and says how long it is.
    pub(super) fn at(&mut self, at: usize) -> Option<(Markup<'a>, usize)> {
        let text = self.text;
        if text[at..].starts_with("<!--") {
            let start = at + "<!--".len();
            let end = self.comment_end.find(text, start)?;
            return Some((Markup::Comment(&text[start..end]), end + "-->".len() - at));
        }
        tag(&text[at..])
    }
}

/// Reads the tag or comment that a text begins with, and says how long it is.
pub(crate) fn parse(text: &str) -> Option<(Markup<'_>, usize)> {
    Tags::new(text).at(0)
}

fn tag(text: &str) -> Option<(Markup<'_>, usize)> {
    let (is_end, rest) = match text.strip_prefix("</") {
        Some(rest) => (true, rest),
        None => (false, text.strip_prefix('<')?),
    };
    let name = name(rest)?;
    let attributes = &rest[name.len()..];
    let close = tag_end(attributes)?;
    let length = text.len() - attributes.len() + close + 1;
    let attributes = &attributes[..close];
    if is_end {
        // To kramdown no end tag holds anything but its name.
        return is_blank(attributes).then_some((Markup::End { name }, length));
    }
    Some((Markup::Start { name, attributes: attributes.trim_end_matches('/') }, length))
}

/// Where the `>` stands that ends a tag; one in quotes doesn't, and no tag goes on over another one's start.
fn tag_end(attributes: &str) -> Option<usize> {
    let mut quote = None;
    for (at, byte) in attributes.bytes().enumerate() {
        match (quote, byte) {
            (None, b'"' | b'\'') => quote = Some(byte),
            (Some(open), _) if open == byte => quote = None,
            (None, b'>') => return Some(at),
            (None, b'<') => return None,
            _ => {}
        }
    }
    None
}

/// Says whether a text ends in a tag before its `>`.
#[cfg(feature = "check")]
pub(crate) fn ends_in_tag(text: &str) -> bool {
    let tag = text.rfind('<').map(|start| text[start + 1..].trim_start_matches('/'));
    tag.is_some_and(|tag| name(tag).is_some() && !tag.contains('>'))
}

fn name(text: &str) -> Option<&str> {
    let length = text.find(|char: char| !char.is_ascii_alphanumeric() && char != '-').unwrap_or(text.len());
    text.starts_with(|char: char| char.is_ascii_alphabetic()).then_some(&text[..length])
}

/// The names and values of a tag's attributes, or none where kramdown would print the tag as text.
pub(super) fn attributes(text: &str) -> Option<Vec<(&str, &str)>> {
    let mut attributes = Vec::new();
    let mut rest = text;
    loop {
        let start = rest.trim_start();
        if start.is_empty() {
            return Some(attributes);
        }
        let is_name = |char: char| char.is_alphanumeric() || "_:.-".contains(char);
        let end = start.find(|char| !is_name(char)).unwrap_or(start.len());
        if start.len() == rest.len()
            || !start.starts_with(|char: char| char.is_alphabetic() || "_:".contains(char))
        {
            return None;
        }
        let name = &start[..end];
        rest = &start[end..];
        let mut value = "";
        if let Some(after) = rest.trim_start().strip_prefix('=') {
            (value, rest) = attribute_value(after.trim_start())?;
        }
        attributes.push((name, value));
    }
}

/// Splits off the value that a text begins with: in quotes, or a single word.
fn attribute_value(text: &str) -> Option<(&str, &str)> {
    for quote in ['"', '\''] {
        if let Some(rest) = text.strip_prefix(quote) {
            return rest.split_once(quote);
        }
    }
    let length = text.find(|char: char| !char.is_alphanumeric() && char != '_').unwrap_or(text.len());
    (length > 0).then(|| text.split_at(length))
}

/// The value of the attribute of this name, with its entities decoded.
pub(super) fn attribute(attributes: &[(&str, &str)], name: &str) -> Option<String> {
    let (_, value) = attributes.iter().find(|(key, _)| key.eq_ignore_ascii_case(name))?;
    Some(entity::decode_all(value))
}

/// Elements that kramdown reads as part of a paragraph.
pub(crate) const SPAN_ELEMENTS: &[&str] = &[
    "a", "abbr", "acronym", "b", "bdo", "big", "br", "button", "cite", "code", "del", "dfn", "em", "i",
    "img", "input", "ins", "kbd", "label", "mark", "option", "q", "rb", "rbc", "rp", "rt", "rtc", "ruby",
    "samp", "select", "small", "span", "strong", "sub", "sup", "time", "tt", "u", "var",
];

/// Elements that have no end tag.
const VOID_ELEMENTS: &[&str] = &[
    "area", "base", "br", "col", "command", "embed", "hr", "img", "input", "keygen", "link", "meta", "param",
    "source", "track", "wbr",
];

/// Where the HTML block ends that begins at this byte; a block without its end tag takes all the rest.
pub(super) fn block_end(text: &str, start: usize) -> Option<usize> {
    let (Markup::Start { name, .. }, length) = tag(&text[start..])? else { return None };
    let is_one_of = |list: &[&str]| list.iter().any(|element| element.eq_ignore_ascii_case(name));
    if is_one_of(SPAN_ELEMENTS) {
        return None;
    }
    let mut at = start + length;
    if is_one_of(VOID_ELEMENTS) || text[..at].ends_with("/>") {
        return Some(at);
    }
    let mut tags = Tags::new(text);
    let mut depth = 1;
    while let Some(next) = text[at..].find('<') {
        at += next;
        let Some((markup, length)) = tags.at(at) else {
            at += 1;
            continue;
        };
        at += length;
        match markup {
            Markup::Start { name: other, .. } if other.eq_ignore_ascii_case(name) => {
                depth += usize::from(!text[..at].ends_with("/>"));
            }
            Markup::End { name: other } if other.eq_ignore_ascii_case(name) => depth -= 1,
            _ => {}
        }
        if depth == 0 {
            return Some(at);
        }
    }
    Some(text.len())
}
