//! HTML tags in a page.

use super::entity;

/// A tag, a comment or nothing that the reader knows.
#[derive(Debug, PartialEq, Eq)]
pub(crate) enum Markup<'a> {
    /// `<a href="…">`; `attributes` is all that follows the name.
    Start { name: &'a str, attributes: &'a str },
    /// `</a>`
    End { name: &'a str },
    /// `<!-- … -->`, and what stands in it.
    Comment(&'a str),
}

/// Reads the tag or comment that a text begins with, and says how long it is.
pub(crate) fn parse(text: &str) -> Option<(Markup<'_>, usize)> {
    if let Some(rest) = text.strip_prefix("<!--") {
        let end = rest.find("-->")?;
        return Some((Markup::Comment(&rest[..end]), 4 + end + 3));
    }
    let (is_end, rest) = match text.strip_prefix("</") {
        Some(rest) => (true, rest),
        None => (false, text.strip_prefix('<')?),
    };
    let name = name(rest)?;
    let attributes = &rest[name.len()..];
    let close = tag_end(attributes)?;
    let length = text.len() - rest.len() + name.len() + close + 1;
    let attributes = attributes[..close].trim_end_matches('/');
    Some((if is_end { Markup::End { name } } else { Markup::Start { name, attributes } }, length))
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

fn name(text: &str) -> Option<&str> {
    let length = text.find(|char: char| !char.is_ascii_alphanumeric() && char != '-').unwrap_or(text.len());
    text.starts_with(|char: char| char.is_ascii_alphabetic()).then_some(&text[..length])
}

/// The value of an attribute, with its entities decoded.
pub(super) fn attribute(attributes: &str, name: &str) -> Option<String> {
    let mut rest = attributes;
    loop {
        rest = rest.trim_start();
        let end = rest.find(|char: char| char.is_whitespace() || char == '=').unwrap_or(rest.len());
        let key = &rest[..end];
        if key.is_empty() {
            return None;
        }
        rest = rest[end..].trim_start();
        let mut value = "";
        if let Some(after) = rest.strip_prefix('=') {
            let after = after.trim_start();
            let (found, remaining) = match after.chars().next().filter(|char| matches!(char, '"' | '\'')) {
                Some(quote) => after[1..].split_once(quote).unwrap_or((&after[1..], "")),
                None => after.split_once(char::is_whitespace).unwrap_or((after, "")),
            };
            value = found;
            rest = remaining;
        }
        if key.eq_ignore_ascii_case(name) {
            return Some(entity::decode_all(value));
        }
    }
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

/// Where the HTML block ends that a text begins with; a block without its end tag takes all the rest.
pub(super) fn block_end(text: &str) -> Option<usize> {
    let (Markup::Start { name, .. }, length) = parse(text)? else { return None };
    let is_one_of = |list: &[&str]| list.iter().any(|element| element.eq_ignore_ascii_case(name));
    if is_one_of(SPAN_ELEMENTS) {
        return None;
    }
    if is_one_of(VOID_ELEMENTS) || text[..length].ends_with("/>") {
        return Some(length);
    }
    let mut depth = 1;
    let mut at = length;
    while let Some(next) = text[at..].find('<') {
        at += next;
        match parse(&text[at..]) {
            Some((Markup::Start { name: other, .. }, length)) => {
                depth +=
                    usize::from(other.eq_ignore_ascii_case(name) && !text[..at + length].ends_with("/>"));
                at += length;
            }
            Some((Markup::End { name: other }, length)) => {
                depth -= usize::from(other.eq_ignore_ascii_case(name));
                at += length;
                if depth == 0 {
                    return Some(at);
                }
            }
            Some((Markup::Comment(_), length)) => at += length,
            None => at += 1,
        }
    }
    Some(text.len())
}
