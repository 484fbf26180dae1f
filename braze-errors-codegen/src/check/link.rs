//! `link`: link targets that differ from the source's row.

use super::compare::{Item, compare};
use super::inlines::inlines;
use super::pair::Pair;
use crate::finding::{Finding, Rule};
use crate::page::{Inline, Row};

pub(super) fn check(pair: &Pair<'_>) -> Option<Finding> {
    compare(pair, Rule::Link, "link target", &targets(pair.source), &targets(pair.row))
        .map(|finding| finding.help("link to the same targets as the source, in any order"))
}

fn targets(row: &Row) -> Vec<Item> {
    inlines(&row.description)
        .filter_map(|node| match &node.inline {
            Inline::Link { target, .. } => {
                Some(Item { key: target.clone(), shown: format!("`{target}`"), span: node.span.clone() })
            }
            _ => None,
        })
        .collect()
}
