//! Codes that a translation translated or damaged: which of the source's was meant.

use std::collections::{HashMap, HashSet};

use strsim::normalized_damerau_levenshtein;
use unicode_normalization::UnicodeNormalization;
use unicode_normalization::char::is_combining_mark;

use crate::page::{Code, Page, Status};

/// A code is compared with so many that stand beside it, and up to this length: all in all, in linear time.
const NEIGHBOURS: usize = 8;
const LONGEST: usize = 100;

/// From here on two codes are alike.
const ALIKE: f64 = 0.6;

/// The rows of a source without partners, and those of a translation; both in page order.
pub(super) struct Left<'a> {
    pub(super) source: &'a Page,
    pub(super) missing: &'a [usize],
    pub(super) page: &'a Page,
    pub(super) unknown: &'a [usize],
    /// The source's row for each row of the translation that has a partner.
    pub(super) partners: &'a HashMap<usize, usize>,
}

impl Left<'_> {
    /// Which missing row each unknown one is meant as: the source's row and the translation's.
    pub(super) fn pairs(&self) -> Vec<(usize, usize)> {
        let folded = |page: &Page, rows: &[usize]| -> HashMap<usize, Folded> {
            rows.iter().map(|row| (*row, Folded::new(&page.rows[*row].code))).collect()
        };
        let (missing, unknown) = (folded(self.source, self.missing), folded(self.page, self.unknown));
        let mut free: HashSet<usize> = self.missing.iter().copied().collect();
        let mut pairs = Vec::new();
        let mut take = |source: usize, row: usize, free: &mut HashSet<usize>| {
            free.remove(&source);
            pairs.push((source, row));
        };
        // A code that differs in marks alone is known wherever it stands.
        let mut by_letters: HashMap<&str, Vec<usize>> = HashMap::new();
        for row in self.missing.iter().rev().filter(|row| !missing[*row].letters.is_empty()) {
            by_letters.entry(&missing[row].letters).or_default().push(*row);
        }
        let mut left = Vec::new();
        for row in self.unknown {
            match by_letters.get_mut(unknown[row].letters.as_str()).and_then(Vec::pop) {
                Some(source) => take(source, *row, &mut free),
                None => left.push(*row),
            }
        }
        let mut positions = Vec::new();
        for row in left {
            let beside = self.beside(row, &free);
            let likeness = |source: &usize| missing[source].likeness(&unknown[&row]);
            let likeliest = beside.iter().max_by(|one, other| likeness(one).total_cmp(&likeness(other)));
            match likeliest.filter(|source| likeness(source) >= ALIKE) {
                Some(source) => take(*source, row, &mut free),
                None => positions.push(row),
            }
        }
        // A code that was translated as a whole is known by its place and by what its row says in any language.
        for row in positions {
            let [source] = self.beside(row, &free)[..] else { continue };
            let says_the_same = || {
                self.source.rows[source].description.content() == self.page.rows[row].description.content()
            };
            if self.is_alone(row) && missing[&source].may_be(&unknown[&row]) && says_the_same() {
                take(source, row, &mut free);
            }
        }
        pairs
    }

    /// The missing rows that stand where a row of the translation stands, between the same rows.
    fn beside(&self, row: usize, free: &HashSet<usize>) -> Vec<usize> {
        let partner = |row: usize| self.partners.get(&row).copied();
        let end = self.page.rows.len();
        let above = (row.saturating_sub(NEIGHBOURS)..row).rev().find_map(partner);
        let below = (row + 1..end.min(row + 1 + NEIGHBOURS)).find_map(partner);
        // Nothing tells where a row stands that is far from all that are known.
        if above.is_none() && row > NEIGHBOURS || below.is_none() && row + NEIGHBOURS < end {
            return Vec::new();
        }
        let (first, last) = (above.map_or(0, |above| above + 1), below.unwrap_or(self.source.rows.len()));
        let downwards = (first..last).take(NEIGHBOURS);
        let upwards = (first..last).rev().take(NEIGHBOURS).filter(|row| *row >= first + NEIGHBOURS);
        downwards.chain(upwards).filter(|row| free.contains(row)).collect()
    }

    /// Says whether the rows above and below have partners.
    fn is_alone(&self, row: usize) -> bool {
        let has_partner = |row: usize| self.partners.contains_key(&row);
        (row == 0 || has_partner(row - 1)) && (row + 1 >= self.page.rows.len() || has_partner(row + 1))
    }
}

/// A code without case, accents and marks.
struct Folded {
    status: Status,
    letters: String,
    words: HashSet<String>,
}

impl Folded {
    fn new(code: &Code) -> Self {
        let fold = |text: &str| -> String {
            text.nfkd()
                .filter(|char| char.is_alphanumeric() && !is_combining_mark(*char))
                .flat_map(char::to_lowercase)
                .collect()
        };
        let words = code.message.split(|char: char| !char.is_alphanumeric()).map(fold);
        Self {
            status: code.status,
            letters: fold(&code.message),
            words: words.filter(|word| !word.is_empty()).collect(),
        }
    }

    /// Says whether both may be one code in two languages: no language changes a status or a number.
    fn may_be(&self, other: &Self) -> bool {
        let digits = |folded: &Self| folded.letters.chars().filter(char::is_ascii_digit).collect::<String>();
        self.status == other.status
            && digits(self) == digits(other)
            && other.letters.chars().any(char::is_alphabetic)
    }

    /// How much of two codes is one: 1 for all of them.
    fn likeness(&self, other: &Self) -> f64 {
        let is_short = |folded: &Self| folded.letters.len() <= LONGEST;
        if !is_short(self) || !is_short(other) || !self.may_be(other) {
            return 0.0;
        }
        let shared = self.words.intersection(&other.words).count();
        let all = self.words.len().max(other.words.len());
        // Of three words one may be translated.
        let of_words = if shared * 2 > all { ALIKE } else { 0.0 };
        normalized_damerau_levenshtein(&self.letters, &other.letters).max(of_words)
    }
}
