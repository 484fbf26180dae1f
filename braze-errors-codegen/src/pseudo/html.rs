//! The texts in HTML.

use super::words::{UNSEEN, Words};
use crate::markdown::Document;
use crate::markdown::html::{SPAN_ELEMENTS, Tag, is_one_of};
use crate::text::source::Span;

/// Elements in which nothing is there to be read in another language.
const VERBATIM: &[&str] = &["code", "pre", "script", "style", "textarea"];

/// The words of an HTML block: each element that is no part of a line of text has a piece of its own.
pub(super) fn words<'a>(document: &Document<'a>, span: &Span) -> Words<'a> {
    let page = document.source.text();
    let html = &page[..span.end];
    let mut words = Words::new(page, span.start);
    let mut at = span.start;
    while let Some(start) = html[at..].find('<').map(|next| at + next) {
        words.push(at..start);
        at = start;
        if html[start..].starts_with("<!--") {
            at = html[start..].find("-->").map_or(span.end, |end| start + end + "-->".len());
            words.fill(start..at, UNSEEN);
        } else if let Some(tag) = Tag::at(html, start) {
            at = tag.range.end;
            if !tag.is_end && !tag.is_closed && is_one_of(tag.name, VERBATIM) {
                let ends = html[at..].match_indices("</").filter_map(|(end, _)| Tag::at(html, at + end));
                let end = { ends }.find(|end| end.name.eq_ignore_ascii_case(tag.name));
                at = end.map_or(span.end, |end| end.range.end);
            }
            if !is_one_of(tag.name, SPAN_ELEMENTS) {
                words.cut(start..at);
            }
        } else {
            at += 1;
            words.push(start..at);
        }
    }
    words.push(at..span.end);
    words.finish(document, span.end)
}
