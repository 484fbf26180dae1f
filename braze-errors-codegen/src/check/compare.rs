//! What a row says in any language, compared with what the source's row says.

use std::collections::HashMap;

use super::pair::Pair;
use crate::finding::{Finding, Rule};
use crate::source::Span;

/// Something that a row says in any language.
pub(super) struct Item {
    /// What is compared.
    pub(super) key: String,
    /// What messages show.
    pub(super) shown: String,
    /// Where it stands.
    pub(super) span: Span,
}

/// The finding that a translation's items are not its source's; how often counts, the order doesn't.
pub(super) fn compare(
    pair: &Pair<'_>,
    rule: Rule,
    noun: &str,
    source: &[Item],
    translation: &[Item],
) -> Option<Finding> {
    // In most rows nothing differs, not even the order.
    if source.iter().map(|item| &item.key).eq(translation.iter().map(|item| &item.key)) {
        return None;
    }
    let missing = without(source, translation);
    let unknown = without(translation, source);
    let list = |items: &[&Item]| items.iter().map(|item| item.shown.as_str()).collect::<Vec<_>>().join(", ");
    let noun = |items: &[&Item]| format!("{noun}{}", if items.len() == 1 { "" } else { "s" });
    let message = match (unknown.as_slice(), missing.as_slice()) {
        ([], []) => return None,
        ([], missing) => format!("found no {} {}, which the source's row has", noun(missing), list(missing)),
        (unknown, []) => {
            format!("found the {} {}, which the source's row doesn't have", noun(unknown), list(unknown))
        }
        (unknown, missing) => {
            format!("found the {} {}; expected {}", noun(unknown), list(unknown), list(missing))
        }
    };
    let span = unknown.first().map_or(&pair.row.description_span, |item| &item.span);
    let source_span = missing.first().map_or(&pair.source.description_span, |item| &item.span);
    Some(pair.finding_beside(rule, span.clone(), source_span.clone()).message(message))
}

/// The items that others don't make up for.
fn without<'a>(items: &'a [Item], others: &[Item]) -> Vec<&'a Item> {
    let mut counts: HashMap<&str, usize> = HashMap::new();
    for other in others {
        *counts.entry(&other.key).or_default() += 1;
    }
    let is_left = |item: &&Item| match counts.get_mut(item.key.as_str()) {
        Some(count) if *count > 0 => {
            *count -= 1;
            false
        }
        _ => true,
    };
    items.iter().filter(is_left).collect()
}
