//! Which row of the new catalog was which row of the old one.

use std::cmp::{Ordering, Reverse};
use std::collections::HashMap;

use unicode_segmentation::UnicodeSegmentation;

use crate::catalog::{Catalog, Entry};
use crate::form::Form;
use crate::markdown::BASE_URL;

/// How alike the words of two rows must be for them to be one row, in per cent.
const NEARLY_EQUAL: usize = 80;

/// For each entry of the new catalog, the position of the old one's that it was.
pub(super) fn partners(old: &Catalog, new: &Catalog) -> Vec<Option<usize>> {
    let by_name: HashMap<&str, usize> =
        old.entries.iter().enumerate().map(|(index, entry)| (entry.variant.as_str(), index)).collect();
    let partners = new.entries.iter().map(|entry| by_name.get(entry.variant.as_str()).copied()).collect();
    let mut matching = Matching { old: rows(old), new: rows(new), partners };
    matching.pair_left(|old, new, _| old.code == new.code);
    matching.pair_left(|_, _, likeness| likeness >= NEARLY_EQUAL);
    matching.partners
}

/// A row and its words, by which it is paired where the variants' names differ.
struct Worded {
    code: String,
    /// The words of the source's text, sorted.
    words: Vec<String>,
}

fn rows(catalog: &Catalog) -> Vec<Worded> {
    let row = |entry: &Entry| {
        let text = Form::Text.write(&catalog.row(entry, catalog.source).description, BASE_URL);
        let is_word = |token: &&str| token.contains(char::is_alphanumeric);
        let mut words: Vec<String> = text.split_word_bounds().filter(is_word).map(str::to_owned).collect();
        words.sort_unstable();
        Worded { code: catalog.code(entry).to_string(), words }
    };
    catalog.entries.iter().map(row).collect()
}

struct Matching {
    old: Vec<Worded>,
    new: Vec<Worded>,
    partners: Vec<Option<usize>>,
}

impl Matching {
    /// Pairs rows that have no partner yet and may be one row, the most alike first, then in their order.
    fn pair_left(&mut self, may_pair: impl Fn(&Worded, &Worded, usize) -> bool) {
        let mut is_left = vec![true; self.old.len()];
        for partner in self.partners.iter().flatten() {
            is_left[*partner] = false;
        }
        let mut candidates = Vec::new();
        for (new_index, new) in
            self.new.iter().enumerate().filter(|(index, _)| self.partners[*index].is_none())
        {
            for (old_index, old) in self.old.iter().enumerate().filter(|(index, _)| is_left[*index]) {
                let likeness = likeness(&old.words, &new.words);
                if may_pair(old, new, likeness) {
                    candidates.push((likeness, new_index, old_index));
                }
            }
        }
        candidates.sort_by_key(|(likeness, ..)| Reverse(*likeness));
        for (_, new, old) in candidates {
            if self.partners[new].is_none() && is_left[old] {
                self.partners[new] = Some(old);
                is_left[old] = false;
            }
        }
    }
}

/// The share of two texts' words that both have, in per cent; the words of both are sorted.
fn likeness(one: &[String], other: &[String]) -> usize {
    let (mut left, mut right, mut shared) = (one, other, 0);
    while let ([word, after @ ..], [other_word, other_after @ ..]) = (left, right) {
        match word.cmp(other_word) {
            Ordering::Less => left = after,
            Ordering::Greater => right = other_after,
            Ordering::Equal => {
                (left, right) = (after, other_after);
                shared += 1;
            }
        }
    }
    200 * shared / (one.len() + other.len()).max(1)
}
