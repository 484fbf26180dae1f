//! `link`: link targets that differ from the source's.

use super::compare::{Difference, Item, Subject};
use super::pair::Pair;
use crate::finding::{Finding, Rule};
use crate::markdown::{Description, Inline};

pub(super) fn check(pair: &Pair<'_>) -> Option<Finding> {
    let difference =
        Difference::between([pair.source, pair.translation].map(targets), |target: &Item<'_>| &target.key)?;
    let finding = difference
        .finding(pair, Subject { rule: Rule::Link, noun: "link target", mark: "`" })
        .help("link to the same targets as the source, in any order");
    Some(finding)
}

fn targets(description: &Description) -> impl Iterator<Item = Item<'_>> + Clone {
    description.pieces().filter_map(|node| match &node.inline {
        Inline::Link { target, .. } => {
            Some(Item { key: target.as_str().into(), shown: target, span: node.span.clone() })
        }
        _ => None,
    })
}
