//! HTML: tags, and the elements in which kramdown reads no Markdown.

use std::ops::Range;

use crate::text::scan::Search;
use crate::text::white::is_space;

/// A tag as kramdown's pattern has it.
#[derive(Clone, Debug)]
pub(crate) struct Tag<'t> {
    pub(crate) name: &'t str,
    /// Its attributes' names and values, in order.
    pub(super) attributes: Vec<(&'t str, &'t str)>,
    pub(crate) is_end: bool,
    /// `<br/>`
    pub(crate) is_closed: bool,
    pub(crate) range: Range<usize>,
}

impl<'t> Tag<'t> {
    /// Reads the tag that begins at this offset.
    pub(crate) fn at(text: &'t str, start: usize) -> Option<Self> {
        let rest = text[start..].strip_prefix('<')?;
        let is_end = rest.starts_with('/');
        let rest = rest.strip_prefix('/').unwrap_or(rest);
        let name = name(rest)?;
        let mut rest = &rest[name.len()..];
        let mut attributes = Vec::new();
        loop {
            let inner = rest.trim_start_matches(is_space);
            if inner.len() < rest.len() && !is_end {
                if let Some((attribute, after)) = attribute(inner) {
                    attributes.push(attribute);
                    rest = after;
                    continue;
                }
            }
            let (inner, is_closed) = match inner.strip_prefix('/').filter(|_| !is_end) {
                Some(inner) => (inner, true),
                None => (inner, false),
            };
            let end = text.len() - inner.strip_prefix('>')?.len();
            return Some(Self { name, attributes, is_end, is_closed, range: start..end });
        }
    }

    /// Says whether two of its attributes have one name.
    pub(super) fn repeats_attribute(&self) -> bool {
        let mut names: Vec<_> = self.attributes.iter().map(|(name, _)| name.to_ascii_lowercase()).collect();
        names.sort_unstable();
        names.windows(2).any(|pair| pair[0] == pair[1])
    }

    /// The last value of an attribute, as kramdown takes it.
    pub(super) fn attribute(&self, name: &str) -> Option<&'t str> {
        let is_named = |(key, _): &&(&str, &str)| key.eq_ignore_ascii_case(name);
        self.attributes.iter().rev().find(is_named).map(|(_, value)| *value)
    }
}

/// A name and its value, with or without quotes.
fn attribute(text: &str) -> Option<((&str, &str), &str)> {
    let name = name(text)?;
    let rest = &text[name.len()..];
    let Some(value) = rest.trim_start_matches(is_space).strip_prefix('=') else {
        return Some(((name, ""), rest));
    };
    let value = value.trim_start_matches(is_space);
    if let Some(quote) = value.chars().next().filter(|quote| matches!(quote, '"' | '\'')) {
        return match value[1..].split_once(quote) {
            Some((value, rest)) => Some(((name, value), rest)),
            None => Some(((name, ""), rest)),
        };
    }
    let end = value.find(|char: char| !char.is_alphanumeric() && char != '_').unwrap_or(value.len());
    if end == 0 { Some(((name, ""), rest)) } else { Some(((name, &value[..end]), &value[end..])) }
}

/// The name that a text begins with, which may have a prefix: `svg:g`.
pub(super) fn name(text: &str) -> Option<&str> {
    let part = |text: &str| {
        let is_start = |char: char| char.is_alphabetic() || char == '_';
        let is_name = |char: char| char.is_alphanumeric() || "-._".contains(char);
        text.starts_with(is_start).then(|| text.find(|char| !is_name(char)).unwrap_or(text.len()))
    };
    let first = part(text)?;
    let second = text[first..].strip_prefix(':').and_then(part);
    Some(&text[..second.map_or(first, |second| first + 1 + second)])
}

/// Elements that are part of a line of text.
pub(crate) const SPAN_ELEMENTS: &[&str] = &[
    "a", "abbr", "acronym", "b", "bdo", "big", "br", "button", "cite", "code", "del", "dfn", "em", "i",
    "img", "input", "ins", "kbd", "label", "mark", "option", "q", "rb", "rbc", "rp", "rt", "rtc", "ruby",
    "samp", "select", "small", "span", "strong", "sub", "sup", "tt", "u", "var",
];

/// Those of them in which kramdown reads Markdown.
pub(crate) const MARKDOWN_ELEMENTS: &[&str] = &[
    "a", "abbr", "acronym", "b", "bdo", "big", "button", "cite", "del", "dfn", "em", "i", "ins", "label",
    "q", "rb", "rbc", "rp", "rt", "rtc", "ruby", "select", "small", "span", "strong", "sub", "sup", "tt",
];

/// Elements that have no end tag.
pub(super) const VOID_ELEMENTS: &[&str] = &[
    "area", "base", "br", "col", "command", "embed", "hr", "img", "input", "keygen", "link", "meta", "param",
    "source", "track", "wbr",
];

/// Elements that are no part of a line, in which kramdown prints their tags.
pub(super) const BLOCK_ELEMENTS: &[&str] = &[
    "address",
    "article",
    "aside",
    "applet",
    "body",
    "blockquote",
    "caption",
    "col",
    "colgroup",
    "dd",
    "div",
    "dl",
    "dt",
    "fieldset",
    "figcaption",
    "footer",
    "form",
    "h1",
    "h2",
    "h3",
    "h4",
    "h5",
    "h6",
    "header",
    "hgroup",
    "hr",
    "html",
    "head",
    "iframe",
    "legend",
    "menu",
    "li",
    "main",
    "map",
    "nav",
    "ol",
    "optgroup",
    "p",
    "pre",
    "section",
    "summary",
    "table",
    "tbody",
    "td",
    "th",
    "thead",
    "tfoot",
    "tr",
    "ul",
];

/// The other elements whose names kramdown knows in either case.
const OTHER_ELEMENTS: &[&str] =
    &["details", "figure", "math", "noscript", "object", "script", "style", "textarea"];

pub(crate) fn is_one_of(name: &str, list: &[&str]) -> bool {
    list.iter().any(|element| element.eq_ignore_ascii_case(name))
}

/// Says whether two names are one: of an element that HTML has, in either case.
fn is_same(one: &str, other: &str) -> bool {
    let is_known = [SPAN_ELEMENTS, BLOCK_ELEMENTS, VOID_ELEMENTS, OTHER_ELEMENTS]
        .iter()
        .any(|list| is_one_of(one, list));
    one == other || is_known && one.eq_ignore_ascii_case(other)
}

/// Says whether a text begins with a tag that ends a paragraph: of an element that is no part of a line.
pub(super) fn ends_lazy_text(text: &str) -> bool {
    let Some(rest) = text.strip_prefix('<') else { return false };
    let (rest, is_end) = rest.strip_prefix('/').map_or((rest, false), |rest| (rest, true));
    let Some(name) = name(rest) else { return false };
    // kramdown looks no further than the first word of a name, and knows small letters alone.
    let is_word = |char: char| char.is_alphanumeric() || char == '_';
    let word = &rest[..rest.find(|char| !is_word(char)).unwrap_or(rest.len())];
    let is_span = word == "script" || SPAN_ELEMENTS.contains(&word);
    !is_span && (!is_end || rest[name.len()..].trim_start_matches(is_space).starts_with('>'))
}

/// An element of a block, from its start tag to its end.
pub(super) struct Element {
    pub(super) end: usize,
    /// kramdown takes the rest of the line with it, if that is blank.
    pub(super) is_trailed: bool,
    /// The start tag that has no end, in which kramdown reads the rest of the text.
    pub(super) unclosed: Option<Range<usize>>,
    /// The tag that changes how kramdown reads what is in it.
    pub(super) markdown: Option<Range<usize>>,
}

/// Follows an element that begins with this tag to its end; every tag in it that is opened has to be closed.
pub(super) fn element(text: &str, start: &Tag<'_>, comment_end: &mut Search) -> Element {
    let mut element =
        Element { end: start.range.end, is_trailed: true, unclosed: None, markdown: markdown(start) };
    if start.is_closed || is_one_of(start.name, VOID_ELEMENTS) {
        element.is_trailed = false;
        return element;
    }
    let mut open = vec![(start.name, start.range.clone())];
    let mut instruction_end = Search::new("?>");
    let mut at = start.range.end;
    if let Some(end) = raw_end(text, start) {
        element.is_trailed = false;
        element.end = end.unwrap_or(text.len());
        element.unclosed = end.is_err().then(|| start.range.clone());
        return element;
    }
    while let Some(next) = text[at..].find('<').map(|next| at + next) {
        at = next + 1;
        if text[next..].starts_with("<!--") {
            at = comment_end.find(text, next + "<!--".len()).map_or(at, |end| end + "-->".len());
        } else if text[next..].starts_with("<?") {
            at = instruction_end.find(text, next).map_or(at, |end| end + "?>".len());
        } else if let Some(tag) = Tag::at(text, next) {
            at = tag.range.end;
            element.markdown = element.markdown.or_else(|| markdown(&tag));
            if tag.is_end {
                if open.last().is_some_and(|(name, _)| is_same(name, tag.name)) {
                    open.pop();
                }
            } else if let Some(end) = raw_end(text, &tag).filter(|_| !tag.is_closed) {
                at = end.unwrap_or(text.len());
                if end.is_err() {
                    open.push((tag.name, tag.range));
                }
            } else if !tag.is_closed && !is_one_of(tag.name, VOID_ELEMENTS) {
                open.push((tag.name, tag.range));
            }
            if open.is_empty() {
                element.end = at;
                return element;
            }
        }
    }
    element.end = text.len();
    element.unclosed = open.pop().map(|(_, range)| range);
    element
}

/// The first tag in a text that is opened and not closed in it.
pub(super) fn unclosed_tag(text: &str) -> Option<Range<usize>> {
    let outer = Tag { name: "div", attributes: Vec::new(), is_end: false, is_closed: false, range: 0..0 };
    if let Some(open) = text.rfind("<!--").filter(|open| !text[*open..].contains("-->")) {
        return Some(open..open + "<!--".len());
    }
    if let Some(end) = text.find("-->").filter(|end| !text[..*end].contains("<!--")) {
        return Some(end..end + "-->".len());
    }
    let closed = format!("{text}</div>");
    let element = element(&closed, &outer, &mut Search::new("-->"));
    if element.end < closed.len() { Some(element.end..element.end) } else { element.unclosed }
}

/// An element has no end tag.
#[derive(Clone, Copy)]
struct Unclosed;

/// Where a script or a style ends, whatever is in it, or that it doesn't; `None` of any other element.
fn raw_end(text: &str, tag: &Tag<'_>) -> Option<Result<usize, Unclosed>> {
    if !is_one_of(tag.name, &["script", "style"]) || tag.is_end {
        return None;
    }
    let mut at = tag.range.end;
    while let Some(next) = text[at..].find("</").map(|next| at + next) {
        match Tag::at(text, next) {
            Some(end) if end.name.eq_ignore_ascii_case(tag.name) => return Some(Ok(end.range.end)),
            _ => at = next + 1,
        }
    }
    Some(Err(Unclosed))
}

/// The tag, if it has the attribute that makes kramdown read Markdown in an element.
fn markdown(tag: &Tag<'_>) -> Option<Range<usize>> {
    tag.attribute("markdown").filter(|value| *value != "0").map(|_| tag.range.clone())
}
