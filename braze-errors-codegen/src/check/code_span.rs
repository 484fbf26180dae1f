//! `code-span`: code spans that differ from the source's row.

use super::compare::{Item, Subject, compare};
use super::pair::Pair;
use crate::finding::{Finding, Rule};
use crate::markdown::Inline;
use crate::page::Row;

pub(super) fn check(pair: &Pair<'_>) -> Option<Finding> {
    let subject = Subject { rule: Rule::CodeSpan, noun: "code span", mark: "`" };
    compare(pair, subject, code_spans(pair.source), code_spans(pair.row))
        .map(|finding| finding.help("write the same code spans as in the source, in any order"))
}

fn code_spans(row: &Row) -> impl Iterator<Item = Item<'_>> + Clone {
    row.description.pieces().filter_map(|node| match &node.inline {
        Inline::Code(code) => Some(Item { key: code.as_str().into(), shown: code, span: node.span.clone() }),
        _ => None,
    })
}
