//! Which row of the lock is which of the catalog's.

use std::collections::{BTreeSet, HashMap, VecDeque};
use std::hash::Hash;

use super::{Lock, TextHash};
use crate::catalog::Catalog;
use crate::page::Code;

/// Which row of the lock is which of the catalog's.
pub(super) struct Pairing<'a> {
    /// The name that the lock has for each entry, in the entries' order; `None` where it doesn't have the row.
    pub(super) locked: Vec<Option<&'a str>>,
    /// The variants of the lock whose rows the pages don't hold any more.
    pub(super) gone: BTreeSet<&'a str>,
}

/// What a row of the lock or an entry of the catalog is known by.
struct Known<'a> {
    variant: &'a str,
    code: &'a Code,
    /// The source's text.
    text: Option<TextHash>,
    /// A deprecated row of the lock keeps its name for good, so it is never another name's.
    may_be_renamed: bool,
}

impl<'a> Pairing<'a> {
    /// Pairs rows of the same name, code and text; then of the same code and text; then of the same name and
    /// code; and at last of the same code alone, where there is no choice.
    pub(super) fn new(lock: &'a Lock, catalog: &'a Catalog) -> Self {
        let source = &catalog.locales[catalog.source].tag;
        let rows = lock.rows.iter().map(|(variant, row)| Known {
            variant,
            code: &row.code,
            text: row.locales.get(source).map(|accepted| accepted.text),
            may_be_renamed: !row.is_deprecated,
        });
        let entries = catalog.entries.iter().map(|entry| Known {
            variant: &entry.variant,
            code: catalog.code(entry),
            text: Some(TextHash::of(&catalog.row(entry, catalog.source).description)),
            may_be_renamed: true,
        });
        let (rows, entries): (Vec<Known<'a>>, Vec<Known<'a>>) = (rows.collect(), entries.collect());
        let gone = rows.iter().map(|row| row.variant).collect();
        let mut pairing = Self { locked: vec![None; entries.len()], gone };
        pairing.pair(&rows, &entries, |row| Some((row.variant, row.code, row.text?)));
        pairing.pair(&rows, &entries, |row| row.may_be_renamed.then_some((row.code, row.text?)));
        pairing.pair(&rows, &entries, |row| Some((row.variant, row.code)));
        pairing.pair_the_only_ones(&rows, &entries);
        pairing
    }

    /// Pairs each entry that is left with the first row that is and has its key.
    fn pair<K: Eq + Hash>(
        &mut self,
        rows: &[Known<'a>],
        entries: &[Known<'a>],
        key: impl Fn(&Known<'a>) -> Option<K>,
    ) {
        let mut variants: HashMap<K, VecDeque<&str>> = HashMap::new();
        for row in rows.iter().filter(|row| self.gone.contains(row.variant)) {
            if let Some(key) = key(row) {
                variants.entry(key).or_default().push_back(row.variant);
            }
        }
        for (entry, locked) in entries.iter().zip(&mut self.locked).filter(|(_, locked)| locked.is_none()) {
            *locked = key(entry).and_then(|key| variants.get_mut(&key)?.pop_front());
            if let Some(variant) = locked {
                self.gone.remove(variant);
            }
        }
    }

    /// Pairs an entry and a row that are left, where no other that is left has their code.
    fn pair_the_only_ones(&mut self, rows: &[Known<'a>], entries: &[Known<'a>]) {
        let mut by_code: HashMap<&Code, (Vec<usize>, Vec<&'a str>)> = HashMap::new();
        for row in rows.iter().filter(|row| row.may_be_renamed && self.gone.contains(row.variant)) {
            by_code.entry(row.code).or_default().1.push(row.variant);
        }
        for (index, entry) in entries.iter().enumerate().filter(|(index, _)| self.locked[*index].is_none()) {
            by_code.entry(entry.code).or_default().0.push(index);
        }
        for (entries, variants) in by_code.into_values() {
            if let ([entry], [variant]) = (entries.as_slice(), variants.as_slice()) {
                self.locked[*entry] = Some(variant);
                self.gone.remove(variant);
            }
        }
    }
}
