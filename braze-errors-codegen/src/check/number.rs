//! `number`: numbers that differ from the source's row, however they are grouped.

use super::compare::{Item, Subject, compare};
use super::inlines::parts;
use super::pair::Pair;
use crate::finding::{Finding, Rule};
use crate::markdown::Inline;
use crate::page::{Page, Row};
use crate::text::number::{digits, numbers};

pub(super) fn check(pair: &Pair<'_>) -> Option<Finding> {
    let (source, translation) = (of_row(pair.source_page, pair.source), of_row(pair.page, pair.row));
    let subject = Subject { rule: Rule::Number, noun: "number", mark: "" };
    compare(pair, subject, source, translation).map(|finding| {
        finding.help("write the source's numbers, grouped as your language groups them: `1,912`, `1.912`")
    })
}

/// The numbers of a row that stand outside of code and link targets.
pub(super) fn of_row<'a>(page: &'a Page, row: &'a Row) -> impl Iterator<Item = Item<'a>> + Clone {
    let texts = row.description.pieces().filter_map(|node| match &node.inline {
        Inline::Text(text) => Some((&node.span, text)),
        _ => None,
    });
    texts.flat_map(|(piece, text)| {
        let place = parts(&page.source, piece, text);
        numbers(text).map(move |number| Item {
            key: digits(&text[number.clone()]),
            shown: &text[number.clone()],
            span: place(number),
        })
    })
}
