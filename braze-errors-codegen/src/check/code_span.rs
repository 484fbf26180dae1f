//! `code-span`: code spans that differ from the source's.

use std::collections::HashMap;

use super::compare::{Difference, Item, Subject};
use super::double_escape::decoded;
use super::inlines::parts;
use super::invisible::visible;
use super::pair::Pair;
use crate::finding::{Finding, Fix, Rule};
use crate::markdown::{Description, Inline};
use crate::text::source::{Source, Span};

/// How many code spans are looked for, each of them in the whole text.
const MOST: usize = 8;

pub(super) fn check(pair: &Pair<'_>) -> Option<Finding> {
    let difference =
        Difference::between([pair.source, pair.translation].map(code_spans), |code: &Item<'_>| &code.key)?;
    let finding = difference
        .finding(pair, Subject { rule: Rule::CodeSpan, noun: "code span", mark: "`" })
        .help("write the same code spans as in the source, in any order");
    if let Some(fix) = one_for_one(pair, &difference) {
        return Some(finding.fix(fix.span, fix.text));
    }
    Some(without_backticks(pair, &difference).unwrap_or(finding))
}

/// Where code stands in the texts, the source's and the translation's, that the other has as a code span: places that don't
/// overlap, in their order.
pub(super) fn in_texts(pair: &Pair<'_>) -> [Vec<Span>; 2] {
    let difference =
        Difference::between([pair.source, pair.translation].map(code_spans), |code: &Item<'_>| &code.key);
    let Some(Difference { missing, unknown }) = difference else { return [Vec::new(), Vec::new()] };
    let places = |source: &Source, description: &Description, codes: &[Item<'_>]| {
        let mut places = Vec::new();
        for node in description.pieces() {
            let Inline::Text(text) = &node.inline else { continue };
            let place = parts(source, &node.span, text);
            for code in codes.iter().take(MOST) {
                places.extend(text.match_indices(code.shown).map(|(at, code)| place(at..at + code.len())));
            }
        }
        places.sort_unstable_by_key(|place: &Span| place.start);
        places.dedup_by(|next, place| {
            let overlaps = next.start < place.end;
            if overlaps {
                place.end = place.end.max(next.end);
            }
            overlaps
        });
        places
    };
    [
        places(&pair.source_page.source, pair.source, &unknown),
        places(&pair.page.source, pair.translation, &missing),
    ]
}

fn code_spans(description: &Description) -> impl Iterator<Item = Item<'_>> + Clone {
    description.pieces().filter_map(|node| match &node.inline {
        Inline::Code(code) => Some(Item { key: visible(code), shown: code, span: node.span.clone() }),
        _ => None,
    })
}

/// The mend where one code span stands in another's place, or each is the other but for case, marks and references.
fn one_for_one(pair: &Pair<'_>, difference: &Difference<Item<'_>>) -> Option<Fix> {
    let Difference { missing, unknown } = difference;
    if missing.len() != unknown.len() {
        return None;
    }
    if let Some((found, meant)) = difference.single() {
        return replaced(pair, vec![(found.span.clone(), meant)]);
    }
    let mut by_letters: HashMap<String, &Item<'_>> =
        missing.iter().map(|item| (folded(item.shown), item)).collect();
    let replacements =
        unknown.iter().map(|item| Some((item.span.clone(), by_letters.remove(&folded(item.shown))?)));
    replaced(pair, replacements.collect::<Option<_>>()?)
}

/// The letters and digits of code, once the references in it are characters.
fn folded(code: &str) -> String {
    let letters =
        |text: &str| text.chars().filter(|char| char.is_alphanumeric()).collect::<String>().to_lowercase();
    letters(&decoded(code))
}

/// The finding that all code spans which are missing stand in the text, between other marks or none.
fn without_backticks(pair: &Pair<'_>, difference: &Difference<Item<'_>>) -> Option<Finding> {
    if !difference.unknown.is_empty() || difference.missing.len() > MOST {
        return None;
    }
    let mut taken = Vec::new();
    let mut replacements = Vec::new();
    for item in &difference.missing {
        let span = in_text(pair, item.shown, &taken)?;
        taken.push(span.clone());
        replacements.push((span, item));
    }
    let text = pair.page.source.text();
    let found: Vec<&str> = replacements.iter().map(|(span, _)| &text[span.clone()]).collect();
    let expected: Vec<String> = difference.missing.iter().map(|item| format!("`{}`", item.shown)).collect();
    let (first, meant) = (replacements.first()?.0.clone(), difference.missing.first()?.span.clone());
    let finding = pair
        .finding_beside(Rule::CodeSpan, first, meant)
        .message(format!(
            "found {} without backticks; expected the code span{} {}",
            found.join(", "),
            if expected.len() == 1 { "" } else { "s" },
            expected.join(", ")
        ))
        .help("put backticks around it, in place of other marks");
    let fix = replaced(pair, replacements)?;
    Some(finding.fix(fix.span, fix.text))
}

/// Where code stands in a translation's text, with the marks around it: in one place alone.
fn in_text(pair: &Pair<'_>, code: &str, taken: &[Span]) -> Option<Span> {
    let mut bare = None;
    for node in pair.translation.pieces() {
        let Inline::Text(text) = &node.inline else { continue };
        // Where references are written, the text doesn't tell the place.
        for mark in ["&#96;", "\\`", "&quot;", "&#34;", "&#39;"] {
            let written = format!("{mark}{code}{mark}");
            let at = pair.page.source.text()[node.span.clone()].find(&written).map(|at| node.span.start + at);
            if let Some(span) = at.map(|at| at..at + written.len()).filter(|span| !taken.contains(span)) {
                return Some(span);
            }
        }
        let place = parts(&pair.page.source, &node.span, text);
        for (at, _) in text.match_indices(code) {
            let (before, behind) = (&text[..at], &text[at + code.len()..]);
            let (open, close) = marks(before, behind);
            let span = place(at - open..at + code.len() + close);
            if span == node.span && open + code.len() + close != text.len() || taken.contains(&span) {
                continue;
            }
            if open > 0 {
                return Some(span);
            }
            let touches =
                |char: Option<char>| char.is_some_and(|char| char.is_ascii_alphanumeric() || char == '_');
            if !touches(before.chars().next_back()) && !touches(behind.chars().next()) {
                // Where it stands twice, nobody knows which one is meant.
                bare = if bare.is_none() { Some(Some(span)) } else { Some(None) };
            }
        }
    }
    // A common word may be meant as one.
    let is_name = code.contains(|char: char| !char.is_alphabetic());
    bare.flatten().filter(|_| is_name)
}

/// How long the quotation marks, or the escaped backticks, are that stand around code.
fn marks(before: &str, behind: &str) -> (usize, usize) {
    const MARKS: [(&[&str], &[&str]); 6] = [
        (&["“", "„", "”"], &["”", "“"]),
        (&["‘", "‚", "’"], &["’", "‘"]),
        (&["« ", "«\u{a0}", "«\u{202f}", "«", "»"], &[" »", "\u{a0}»", "\u{202f}»", "»", "«"]),
        (&["「", "『", "‹"], &["」", "』", "›"]),
        (&["\"", "'"], &["\"", "'"]),
        (&["`", "´"], &["`", "´"]),
    ];
    MARKS
        .iter()
        .find_map(|(open, close)| {
            let open = open.iter().find(|mark| before.ends_with(**mark))?;
            let close = close.iter().find(|mark| behind.starts_with(**mark))?;
            Some((open.len(), close.len()))
        })
        .unwrap_or_default()
}

/// One mend that writes code spans as the source does in the place of what stands there.
fn replaced(pair: &Pair<'_>, mut replacements: Vec<(Span, &Item<'_>)>) -> Option<Fix> {
    replacements.sort_by_key(|(span, _)| span.start);
    let (text, source) = (pair.page.source.text(), pair.source_page.source.text());
    let span = replacements.first()?.0.start..replacements.last()?.0.end;
    let (mut mended, mut at) = (String::new(), span.start);
    for (span, item) in replacements {
        let (found, written) = (&text[span.clone()], &source[item.span.clone()]);
        // In an HTML list a code span is an element.
        if span.start < at || !written.starts_with('`') || found.starts_with('<') {
            return None;
        }
        mended.push_str(&text[at..span.start]);
        mended.push_str(written);
        at = span.end;
    }
    // Where the dialect reads no code in what is written as the source has it, writing it again mends nothing.
    (mended != text[span.clone()]).then_some(Fix { span, text: mended })
}
