//! What a row says in any language, compared with what the source's row says.

use std::borrow::Cow;
use std::collections::HashMap;

use super::pair::Pair;
use crate::finding::{Finding, Rule};
use crate::text::source::Span;

/// Something that a row says in any language.
pub(super) struct Item<'a> {
    /// What is compared.
    pub(super) key: Cow<'a, str>,
    /// What messages show.
    pub(super) shown: &'a str,
    /// Where it stands.
    pub(super) span: Span,
}

/// What a rule compares.
pub(super) struct Subject {
    pub(super) rule: Rule,
    /// What one item is called.
    pub(super) noun: &'static str,
    /// What messages write around an item.
    pub(super) mark: &'static str,
}

/// The finding that a translation's items are not its source's; how often counts, the order doesn't.
pub(super) fn compare<'a>(
    pair: &Pair<'_>,
    Subject { rule, noun, mark }: Subject,
    source: impl Iterator<Item = Item<'a>> + Clone,
    translation: impl Iterator<Item = Item<'a>> + Clone,
) -> Option<Finding> {
    // In most rows nothing differs, not even the order.
    if source.clone().map(|item| item.key).eq(translation.clone().map(|item| item.key)) {
        return None;
    }
    let (source, translation): (Vec<_>, Vec<_>) = (source.collect(), translation.collect());
    let missing = without(&source, &translation);
    let unknown = without(&translation, &source);
    let list = |items: &[&Item<'_>]| {
        items.iter().map(|item| format!("{mark}{}{mark}", item.shown)).collect::<Vec<_>>().join(", ")
    };
    let noun = |items: &[&Item<'_>]| format!("{noun}{}", if items.len() == 1 { "" } else { "s" });
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
    let span = unknown.first().map_or(&pair.row.description.span, |item| &item.span);
    let source_span = missing.first().map_or(&pair.source.description.span, |item| &item.span);
    Some(pair.finding_beside(rule, span.clone(), source_span.clone()).message(message))
}

/// The items that others don't make up for.
fn without<'i, 'a>(items: &'i [Item<'a>], others: &[Item<'a>]) -> Vec<&'i Item<'a>> {
    let mut counts: HashMap<&str, usize> = HashMap::new();
    for other in others {
        *counts.entry(&other.key).or_default() += 1;
    }
    let is_left = |item: &&Item<'_>| match counts.get_mut(&*item.key) {
        Some(count) if *count > 0 => {
            *count -= 1;
            false
        }
        _ => true,
    };
    items.iter().filter(is_left).collect()
}
