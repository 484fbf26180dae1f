//! The texts in HTML.

use super::words::Words;
use crate::markdown::Document;
use crate::markdown::html::{self, Tag};
use crate::text::source::Span;

/// Elements in which nothing is there to be read in another language.
const VERBATIM: &[&str] = &["code", "pre", "script", "style", "textarea"];

/// The words between the tags of an HTML block: each element that is no part of a line of text has a piece of its own.
pub(super) fn words<'a>(document: &Document<'a>, span: &Span) -> Words<'a> {
    let page = document.source.text();
    let text = &page[..span.end];
    let mut words = Words::new(page, span.start);
    let mut at = span.start;
    while let Some(next) = text[at..].find('<').map(|next| at + next) {
        words.push(at..next);
        at = next + 1;
        if text[next..].starts_with("<!--") {
            at = text[next..].find("-->").map_or(span.end, |end| next + end + "-->".len());
            words.hide(next..at);
        } else if let Some(tag) = Tag::at(text, next) {
            at = tag.range.end;
            if !tag.is_end && !tag.is_closed && html::is_one_of(tag.name, VERBATIM) {
                let mut ends = text[at..].match_indices("</").filter_map(|(end, _)| Tag::at(text, at + end));
                at = ends
                    .find(|end| end.name.eq_ignore_ascii_case(tag.name))
                    .map_or(span.end, |end| end.range.end);
            }
            if !html::is_one_of(tag.name, html::SPAN_ELEMENTS) {
                words.cut(next..at);
            }
        } else {
            words.push(next..at);
        }
    }
    words.push(at..span.end);
    words.finish(Some(document), span.end)
}
