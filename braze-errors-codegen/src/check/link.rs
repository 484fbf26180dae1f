//! `link`: link targets that differ from the source's row.

use super::compare::{Item, Subject, compare};
use super::pair::Pair;
use crate::finding::{Finding, Rule};
use crate::markdown::Inline;
use crate::page::Row;

pub(super) fn check(pair: &Pair<'_>) -> Option<Finding> {
    let subject = Subject { rule: Rule::Link, noun: "link target", mark: "`" };
    compare(pair, subject, targets(pair.source), targets(pair.row))
        .map(|finding| finding.help("link to the same targets as the source, in any order"))
}

fn targets(row: &Row) -> impl Iterator<Item = Item<'_>> + Clone {
    row.description.pieces().filter_map(|node| match &node.inline {
        Inline::Link { target, .. } => {
            Some(Item { key: target.as_str().into(), shown: target, span: node.span.clone() })
        }
        _ => None,
    })
}
