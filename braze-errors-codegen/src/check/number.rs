//! `number`: numbers that differ from the source's row, however they are grouped.

use super::compare::{Item, compare};
use super::inlines::{inlines, parts};
use super::pair::Pair;
use crate::finding::{Finding, Rule};
use crate::number::{digits, numbers};
use crate::page::{Inline, Page, Row};

pub(super) fn check(pair: &Pair<'_>) -> Option<Finding> {
    let (source, translation) = (of_row(pair.source_page, pair.source), of_row(pair.page, pair.row));
    compare(pair, Rule::Number, "number", &source, &translation).map(|finding| {
        finding.help("write the source's numbers, grouped as your language groups them: `1,912`, `1.912`")
    })
}

/// The numbers of a row that stand outside of code and link targets.
pub(super) fn of_row(page: &Page, row: &Row) -> Vec<Item> {
    let mut found = Vec::new();
    for node in inlines(&row.description) {
        if let Inline::Text(text) = &node.inline {
            let mut numbers = numbers(text).peekable();
            if numbers.peek().is_some() {
                let place = parts(&page.source, &node.span, text);
                found.extend(numbers.map(|number| Item {
                    key: digits(&text[number.clone()]),
                    shown: text[number.clone()].to_owned(),
                    span: place(number),
                }));
            }
        }
    }
    found
}
