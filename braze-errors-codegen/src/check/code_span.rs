//! `code-span`: code spans that differ from the source's.

use super::compare::{Difference, Item, Subject};
use super::invisible::visible;
use super::pair::Pair;
use crate::finding::{Finding, Rule};
use crate::markdown::{Description, Inline};

pub(super) fn check(pair: &Pair<'_>) -> Option<Finding> {
    let difference =
        Difference::between([pair.source, pair.translation].map(code_spans), |code: &Item<'_>| &code.key)?;
    let finding = difference
        .finding(pair, Subject { rule: Rule::CodeSpan, noun: "code span", mark: "`" })
        .help("write the same code spans as in the source, in any order");
    Some(finding)
}

fn code_spans(description: &Description) -> impl Iterator<Item = Item<'_>> + Clone {
    description.pieces().filter_map(|node| match &node.inline {
        Inline::Code(code) => Some(Item { key: visible(code), shown: code, span: node.span.clone() }),
        _ => None,
    })
}
