//! Which row of the lock is which of the catalog's.

use std::collections::BTreeSet;

use super::{Hash, Lock};
use crate::catalog::Catalog;

/// Which row of the lock is which of the catalog's.
pub(super) struct Pairing<'a> {
    /// The name that the lock has for each entry, in the entries' order; `None` where it doesn't have the row.
    pub(super) locked: Vec<Option<&'a str>>,
    /// The variants of the lock whose rows the pages don't hold any more.
    pub(super) gone: BTreeSet<&'a str>,
}

impl<'a> Pairing<'a> {
    /// Pairs rows of the same name, code and text; then of the same code and text; then of the same name and
    /// code; and at last of the same code alone, where there is no choice.
    ///
    /// A deprecated row keeps its name for good, so it is never another name's.
    pub(super) fn new(lock: &'a Lock, catalog: &Catalog) -> Self {
        let source = &catalog.locales[catalog.source].tag;
        let entries: Vec<_> = catalog
            .entries
            .iter()
            .map(|entry| (entry, Hash::of(&catalog.row(entry, catalog.source).description)))
            .collect();
        let has_name = |entry: usize, variant: &str| entries[entry].0.variant == variant;
        let has_code =
            |entry: usize, variant: &str| lock.rows[variant].code == *catalog.code(entries[entry].0);
        let has_text = |entry: usize, variant: &str| {
            lock.rows[variant].locales.get(source).is_some_and(|accepted| accepted.text == entries[entry].1)
        };
        let may_be_renamed = |variant: &str| !lock.rows[variant].is_deprecated;

        let variants = lock.rows.keys().map(String::as_str);
        let mut pairing = Self { locked: vec![None; entries.len()], gone: variants.collect() };
        pairing.pair(|entry, variant| {
            has_name(entry, variant) && has_code(entry, variant) && has_text(entry, variant)
        });
        pairing.pair(|entry, variant| {
            may_be_renamed(variant) && has_code(entry, variant) && has_text(entry, variant)
        });
        pairing.pair(|entry, variant| has_name(entry, variant) && has_code(entry, variant));
        pairing.pair_the_only_ones(|entry, variant| may_be_renamed(variant) && has_code(entry, variant));
        pairing
    }

    /// Pairs each entry that is left with the first variant that is.
    fn pair(&mut self, is_alike: impl Fn(usize, &str) -> bool) {
        for (entry, locked) in self.locked.iter_mut().enumerate().filter(|(_, locked)| locked.is_none()) {
            *locked = self.gone.iter().copied().find(|variant| is_alike(entry, variant));
            if let Some(variant) = locked {
                self.gone.remove(variant);
            }
        }
    }

    /// Pairs an entry and a variant where each has none but the other.
    fn pair_the_only_ones(&mut self, is_alike: impl Fn(usize, &str) -> bool) {
        let mut pairs = Vec::new();
        for variant in &self.gone {
            let is_left = |entry: &usize| self.locked[*entry].is_none() && is_alike(*entry, variant);
            pairs.extend((0..self.locked.len()).filter(is_left).map(|entry| (entry, *variant)));
        }
        for (entry, variant) in &pairs {
            if pairs.iter().filter(|pair| pair.0 == *entry || pair.1 == *variant).count() == 1 {
                self.locked[*entry] = Some(*variant);
                self.gone.remove(variant);
            }
        }
    }
}
