//! `code-span`: code spans that differ from the source's row.

use super::compare::{Item, compare};
use super::inlines::inlines;
use super::pair::Pair;
use crate::finding::{Finding, Rule};
use crate::page::{Inline, Row};

pub(super) fn check(pair: &Pair<'_>) -> Option<Finding> {
    compare(pair, Rule::CodeSpan, "code span", &code_spans(pair.source), &code_spans(pair.row))
        .map(|finding| finding.help("write the same code spans as in the source, in any order"))
}

fn code_spans(row: &Row) -> Vec<Item> {
    inlines(&row.description)
        .filter_map(|node| match &node.inline {
            Inline::Code(code) => {
                Some(Item { key: code.clone(), shown: format!("`{code}`"), span: node.span.clone() })
            }
            _ => None,
        })
        .collect()
}
