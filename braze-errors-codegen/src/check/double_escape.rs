//! `double-escape`: references such as `&amp;amp;`, which the site shows as `&amp;`.

use std::collections::HashSet;

use crate::finding::{Finding, Rule};
use crate::markdown::{Description, Inline, named_character};
use crate::page::Page;
use crate::text::source::Span;

/// Finds them in a page's rows and bullets, but for those that the source shows too.
pub(super) fn check(source: Option<&Page>, page: &Page, findings: &mut Vec<Finding>) {
    let known: HashSet<&str> = source
        .into_iter()
        .flat_map(texts)
        .flat_map(|(_, text)| references(text))
        .map(|(_, reference)| reference)
        .collect();
    for (span, text) in texts(page) {
        let mut shown = references(text).map(|(_, reference)| reference);
        let Some(reference) = shown.find(|reference| !known.contains(reference)) else { continue };
        let written = &page.source.text()[span.clone()];
        let mended = mended(written);
        let finding = Finding::new(Rule::DoubleEscape, &page.source, span.clone())
            .message(format!(
                "found text that shows `{reference}`; expected `{}`",
                named_character(reference)
            ))
            .help("escape it once: write `&amp;` for `&amp;amp;`, or the character itself");
        findings.push(if mended == written { finding } else { finding.fix(span.clone(), mended) });
    }
}

/// The texts of a page's rows and bullets.
fn texts(page: &Page) -> impl Iterator<Item = (&Span, &str)> {
    let rows = page.rows.iter().map(|row| &row.description);
    let descriptions = rows.chain(page.statuses.iter().map(|bullet| &bullet.description));
    descriptions.flat_map(Description::pieces).filter_map(|node| match &node.inline {
        Inline::Text(text) => Some((&node.span, text.as_str())),
        _ => None,
    })
}

/// The references to characters that a text shows, each with its place.
fn references(text: &str) -> impl Iterator<Item = (usize, &str)> {
    text.match_indices('&').filter_map(|(at, _)| {
        let length = reference(&text[at + 1..])?;
        let reference = &text[at..at + 1 + length];
        (named_character(reference) != reference).then_some((at, reference))
    })
}

/// A text with the characters that its references stand for.
pub(super) fn decoded(text: &str) -> String {
    let (mut decoded, mut at) = (String::with_capacity(text.len()), 0);
    for (start, reference) in references(text) {
        decoded.push_str(&text[at..start]);
        decoded.push_str(&named_character(reference));
        at = start + reference.len();
    }
    decoded + &text[at..]
}

/// How long the rest of a reference is that a text begins with.
fn reference(text: &str) -> Option<usize> {
    const LONGEST: usize = 32;
    let end = text.bytes().take(LONGEST).position(|byte| byte == b';')?;
    let is_name = text[..end].bytes().all(|byte| byte.is_ascii_alphanumeric() || byte == b'#');
    (end > 0 && is_name).then_some(end + 1)
}

/// A text whose references are escaped once: without each `amp;` behind an `&` and in front of a reference's rest.
fn mended(written: &str) -> String {
    let mut mended = String::with_capacity(written.len());
    for (index, part) in written.split('&').enumerate() {
        let mut part = part;
        while let Some(rest) = part.strip_prefix("amp;").filter(|rest| reference(rest).is_some()) {
            part = rest;
        }
        mended.extend([if index > 0 { "&" } else { "" }, part]);
    }
    mended
}
