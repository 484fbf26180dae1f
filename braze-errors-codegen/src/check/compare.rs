//! What a translation says in any language, compared with what its source says.

use std::borrow::Cow;
use std::collections::HashMap;

use super::invisible;
use super::pair::Pair;
use crate::finding::{Finding, Rule};
use crate::text::source::Span;

/// Something that a text says in any language.
#[derive(Clone)]
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

/// The items in which a translation and its source differ; how often counts, the order doesn't.
pub(super) struct Difference<T> {
    /// Those that the source alone has.
    pub(super) missing: Vec<T>,
    /// Those that the translation alone has.
    pub(super) unknown: Vec<T>,
}

impl<T: Clone> Difference<T> {
    /// The things in which these texts, the source's and the translation's, differ by their keys, if they do.
    pub(super) fn between<I: Iterator<Item = T> + Clone>(
        [source, translation]: [I; 2],
        key: impl Fn(&T) -> &str,
    ) -> Option<Self> {
        let [source, translation]: [Vec<T>; 2] = [source.collect(), translation.collect()];
        // In most rows nothing differs, not even the order.
        if source.iter().map(&key).eq(translation.iter().map(&key)) {
            return None;
        }
        let difference = Self {
            missing: without(&source, &translation, &key),
            unknown: without(&translation, &source, &key),
        };
        (!difference.is_empty()).then_some(difference)
    }
}

impl<T> Difference<T> {
    pub(super) fn is_empty(&self) -> bool {
        self.missing.is_empty() && self.unknown.is_empty()
    }

    pub(super) fn map<U>(&self, map: impl Fn(&T) -> U) -> Difference<U> {
        Difference {
            missing: self.missing.iter().map(&map).collect(),
            unknown: self.unknown.iter().map(&map).collect(),
        }
    }

    /// The one thing that stands in another's place, where nothing else differs: the translation's, and the source's.
    pub(super) fn single(&self) -> Option<(&T, &T)> {
        match (self.unknown.as_slice(), self.missing.as_slice()) {
            ([unknown], [missing]) => Some((unknown, missing)),
            _ => None,
        }
    }
}

impl Difference<Item<'_>> {
    /// The finding that says so.
    pub(super) fn finding(&self, pair: &Pair<'_>, Subject { rule, noun, mark }: Subject) -> Finding {
        let list = |items: &[Item<'_>]| {
            items.iter().map(|item| format!("{mark}{}{mark}", item.shown)).collect::<Vec<_>>().join(", ")
        };
        let noun = |items: &[Item<'_>]| format!("{noun}{}", if items.len() == 1 { "" } else { "s" });
        let of = pair.noun();
        let message = match (self.unknown.as_slice(), self.missing.as_slice()) {
            ([], missing) => {
                format!("found no {} {}, which the source's {of} has", noun(missing), list(missing))
            }
            (unknown, []) => {
                format!("found the {} {}, which the source's {of} doesn't have", noun(unknown), list(unknown))
            }
            ([unknown], [missing]) if invisible::look_alike(unknown.shown, missing.shown) => {
                let [found, expected] = invisible::told_apart(unknown.shown, missing.shown);
                format!(
                    "found the {} {mark}{found}{mark}; expected {mark}{expected}{mark}, which looks the same",
                    noun(&self.unknown)
                )
            }
            (unknown, missing) => {
                format!("found the {} {}; expected {}", noun(unknown), list(unknown), list(missing))
            }
        };
        let span = self.unknown.first().map_or(&pair.translation.span, |item| &item.span);
        let source_span = self.missing.first().map_or(&pair.source.span, |item| &item.span);
        pair.finding_beside(rule, span.clone(), source_span.clone()).message(message)
    }
}

/// The items that others don't make up for.
fn without<T: Clone>(items: &[T], others: &[T], key: impl Fn(&T) -> &str) -> Vec<T> {
    let mut counts: HashMap<&str, usize> = HashMap::new();
    for other in others {
        *counts.entry(key(other)).or_default() += 1;
    }
    let is_left = |item: &&T| match counts.get_mut(key(item)) {
        Some(count) if *count > 0 => {
            *count -= 1;
            false
        }
        _ => true,
    };
    items.iter().filter(is_left).cloned().collect()
}
