//! The look-up by response: a perfect hash over the codes, so that it costs one hash and one comparison.

use std::cmp::{Ordering, Reverse};
use std::collections::BTreeMap;

use proc_macro2::{Literal, TokenStream};
use quote::{ToTokens, quote};
use unicode_normalization::UnicodeNormalization;

use super::{Expansion, table};
use crate::page::{Code, Status};

impl Expansion<'_> {
    /// A table of the codes that some servers may answer in Unicode's decomposed form, each in both forms, if there are any.
    ///
    /// By it they are found in either form, without a table of all characters that have two.
    pub(super) fn composed(&self) -> Option<TokenStream> {
        let messages = self.loaded.rows().map(|(catalog, entry)| catalog.code(entry).message.as_str());
        let both = messages.map(|message| (message.nfd().collect::<String>(), message));
        let both: BTreeMap<String, &str> =
            both.filter(|(decomposed, message)| decomposed != message).collect();
        let (count, decomposed, composed) = (both.len(), both.keys(), both.values());
        (count > 0).then(|| {
            quote! {
                static COMPOSED: [(&::core::primitive::str, &::core::primitive::str); #count] =
                    [#((#decomposed, #composed)),*];
            }
        })
    }

    /// The look-ups: a perfect hash over statuses and codes, and the rows sorted by code and by status.
    pub(super) fn lookup(&self) -> TokenStream {
        let runtime = &self.runtime;
        let rows: Vec<&Code> = self.loaded.rows().map(|(catalog, entry)| catalog.code(entry)).collect();
        let mut codes: BTreeMap<LookupKey<'_>, Vec<usize>> = BTreeMap::new();
        for (row, Code { status, message }) in rows.iter().enumerate() {
            match status {
                // No response has the status 0.
                Status::Any => codes.entry((0, message)).or_default().push(row),
                Status::Code(code) => codes.entry((*code, message)).or_default().push(row),
                Status::Class(_) => {}
            }
        }
        let keys: Vec<LookupKey<'_>> = codes.keys().copied().collect();
        let groups: Vec<&Vec<usize>> = codes.values().collect();
        let table = Table::new(&keys);
        let by_key: Vec<usize> = table.slots.iter().flatten().flat_map(|key| groups[*key]).copied().collect();
        let by_key = self.picked(&by_key);
        let slots =
            table.slots(&keys, |key| groups[key].len()).into_iter().map(|(status, message, start)| {
                let (status, start) = (Literal::u16_unsuffixed(status), Literal::u32_unsuffixed(start));
                quote!((#status, #message, #start))
            });
        let (seed, slot_count, bucket_count) = (table.seed, slots.len(), table.displacements.len());
        let offsets = table.offsets.iter().map(|offset| match *offset {
            // The host's largest number may be too large for the target.
            table::END => quote!(#runtime::__private::lookup::END),
            offset => Literal::usize_unsuffixed(offset).into_token_stream(),
        });
        let displacements = table.displacements.iter().copied().map(Literal::u16_unsuffixed);
        // Both sorts are stable, and leave equal rows in page order.
        let sorted_by = |order: &dyn Fn(&Code, &Code) -> Ordering| {
            let mut sorted: Vec<usize> = (0..rows.len()).collect();
            sorted.sort_by(|one, other| order(rows[*one], rows[*other]));
            self.picked(&sorted)
        };
        let by_code = sorted_by(&|one, other| one.message.cmp(&other.message));
        let by_status = sorted_by(&|one, other| one.status.cmp(&other.status));
        let compose =
            self.composed().map(|_| quote!(let code = #runtime::__private::composed(&COMPOSED, code);));
        quote! {
            /// The errors that a response with this status and code can mean: those of exactly that code, else those of
            /// the status or its class, else those of the code that comes nearest; see `CatalogError::lookup`.
            #[inline]
            pub fn lookup(status: ::core::primitive::u16, code: &::core::primitive::str) -> &'static [Self] {
                #runtime::__private::lookup_in(status, code)
            }

            /// The errors with exactly this status and code, in the order of `ALL`.
            #[inline]
            pub fn lookup_exact(status: ::core::primitive::u16, code: &::core::primitive::str) -> &'static [Self] {
                static DISPLACEMENTS: [::core::primitive::u16; #bucket_count] = [#(#displacements),*];
                static SLOTS: [(::core::primitive::u16, &::core::primitive::str, ::core::primitive::u32); #slot_count] =
                    [#(#slots),*];
                static ROWS: #by_key;
                #compose
                #runtime::__private::found(
                    &ROWS,
                    #runtime::__private::lookup::find((#seed, &[#(#offsets),*]), &DISPLACEMENTS, &SLOTS, (status, code)),
                )
            }

            /// [`lookup`](Self::lookup), for a code that is a number.
            pub fn lookup_number(status: ::core::primitive::u16, code: ::core::primitive::i64) -> &'static [Self] {
                #runtime::__private::lookup_number_in(status, code)
            }

            /// The errors with exactly this code, whatever their status, in the order of `ALL`.
            pub fn by_code(code: &::core::primitive::str) -> &'static [Self] {
                static BY_CODE: #by_code;
                #compose
                #runtime::__private::by_code(&BY_CODE, code)
            }

            /// The errors of which exactly this status is said, in the order of `ALL`.
            pub fn by_status(status: #runtime::Status) -> &'static [Self] {
                static BY_STATUS: #by_status;
                #runtime::__private::by_status(&BY_STATUS, status)
            }
        }
    }
}

/// The functions of the look-up, for the runtime crate, which compiles them once for all catalogs.
#[doc(hidden)]
pub fn lookup_functions() -> TokenStream {
    include_str!("table.rs").parse().unwrap_or_default()
}

/// A status and a message.
type LookupKey<'a> = (u16, &'a str);

/// So many keys or fewer need no buckets: one displacement suits them all.
const FEW: usize = 32;

/// A table in which every key has a slot of its own.
#[derive(Debug, PartialEq, Eq)]
struct Table {
    seed: u64,
    /// Where to read the words of a message.
    offsets: Vec<usize>,
    /// For each bucket, the displacement that puts its keys into free slots.
    displacements: Vec<u16>,
    /// The key in each slot.
    slots: Vec<Option<usize>>,
}

impl Table {
    /// Builds the table of these keys, which differ.
    fn new(keys: &[LookupKey<'_>]) -> Self {
        let (buckets, slots) = match keys.len() {
            count @ ..=FEW => (1, (count * 2).max(1)),
            // A few free slots more than keys keep the search for the last displacements short.
            count => ((count / 4).next_power_of_two(), count + count / 32),
        };
        let offsets = offsets(keys);
        (0..)
            .find_map(|seed| Self::with_seed(keys, seed, &offsets, buckets, slots))
            .unwrap_or_else(|| unreachable!("some seed tells different keys apart"))
    }

    fn with_seed(
        keys: &[LookupKey<'_>],
        seed: u64,
        offsets: &[usize],
        buckets: usize,
        slots: usize,
    ) -> Option<Self> {
        let mut by_bucket: Vec<Vec<(usize, u64)>> = vec![Vec::new(); buckets];
        for (key, (status, message)) in keys.iter().enumerate() {
            let hash = table::hash(seed, offsets, *status, message);
            by_bucket[table::bucket(hash, buckets)].push((key, hash));
        }
        let mut order: Vec<usize> = (0..buckets).collect();
        order.sort_by_key(|bucket| Reverse(by_bucket[*bucket].len()));
        let (displacements, slots) = (vec![0; buckets], vec![None; slots]);
        let mut table = Self { seed, offsets: offsets.to_vec(), displacements, slots };
        for bucket in order {
            let keys = &by_bucket[bucket];
            table.displacements[bucket] =
                (1..=u16::MAX).find(|displacement| table.place(keys, *displacement))?;
        }
        Some(table)
    }

    /// Puts keys into their slots, all or none.
    fn place(&mut self, keys: &[(usize, u64)], displacement: u16) -> bool {
        for (position, (key, hash)) in keys.iter().enumerate() {
            let slot = table::slot(*hash, displacement, self.slots.len());
            if self.slots[slot].is_some() {
                for (_, hash) in &keys[..position] {
                    let taken = table::slot(*hash, displacement, self.slots.len());
                    self.slots[taken] = None;
                }
                return false;
            }
            self.slots[slot] = Some(*key);
        }
        true
    }

    /// The slots as [`table::find`] takes them: keys, and where the rows of each begin.
    fn slots<'a>(&self, keys: &[LookupKey<'a>], rows: impl Fn(usize) -> usize) -> Vec<(u16, &'a str, u32)> {
        let mut start = 0;
        let mut slots = Vec::with_capacity(self.slots.len() + 1);
        for key in &self.slots {
            let (status, message) = key.map_or((0, ""), |key| keys[key]);
            slots.push((status, message, start));
            start += key.map_or(0, |key| u32::try_from(rows(key)).unwrap_or(u32::MAX));
        }
        slots.push((0, "", start));
        slots
    }
}

/// Where to read the words of messages so that these keys, which differ, hash differently.
///
/// Every step takes the offset that tells most of those keys apart that still look alike. Where words at few
/// offsets suffice, a hash costs little however long the messages are.
fn offsets(keys: &[LookupKey<'_>]) -> Vec<usize> {
    const SAMPLE: usize = 256;
    const CANDIDATES: usize = 16;
    let mut offsets = Vec::new();
    let mut alike: Vec<usize> = (0..keys.len()).collect();
    loop {
        let look = |key: &usize| table::hash(0, &offsets, keys[*key].0, keys[*key].1);
        let mut looks: Vec<(u64, usize)> = alike.iter().map(|key| (look(key), *key)).collect();
        looks.sort_unstable();
        let groups: Vec<&[(u64, usize)]> =
            looks.chunk_by(|one, other| one.0 == other.0).filter(|group| group.len() > 1).collect();
        let mut candidates: Vec<usize> = groups
            .iter()
            .flat_map(|group| differences(keys[group[0].1].1, keys[group[1].1].1))
            .filter(|offset| !offsets.contains(offset))
            .take(CANDIDATES)
            .collect();
        candidates.sort_unstable();
        candidates.dedup();
        alike = groups.into_iter().flatten().map(|(_, key)| *key).collect();
        let sample = &alike[..alike.len().min(SAMPLE)];
        let told_apart = |candidate: &usize| {
            let mut looks: Vec<(u64, u64)> =
                sample.iter().map(|key| (look(key), table::word(keys[*key].1, *candidate))).collect();
            looks.sort_unstable();
            looks.dedup();
            looks.len()
        };
        match candidates.into_iter().min_by_key(|candidate| Reverse(told_apart(candidate))) {
            Some(offset) => offsets.push(offset),
            // One word at least mixes the number well.
            None if offsets.is_empty() => return vec![0],
            None => return offsets,
        }
    }
}

/// The last and the first offset, counted in words, where messages of one length differ.
fn differences(one: &str, other: &str) -> impl Iterator<Item = usize> {
    let differs = |offset: &usize| table::word(one, *offset) != table::word(other, *offset);
    let offsets = || (0..one.len().saturating_sub(8)).step_by(8).chain([table::END]);
    let first = offsets().find(differs);
    let last = offsets().rev().find(differs);
    last.into_iter().chain(first)
}

#[cfg(test)]
mod tests {
    use std::cell::Cell;
    use std::collections::BTreeSet;

    use proptest::prelude::*;

    use super::{LookupKey, Table, table};

    /// A message that counts how often it is compared.
    struct Counted<'a>(&'a str, &'a Cell<usize>);

    impl PartialEq<&str> for Counted<'_> {
        fn eq(&self, other: &&str) -> bool {
            self.1.set(self.1.get() + 1);
            self.0 == *other
        }
    }

    /// Asserts that the code which the macro emits finds every key and no other query, and compares one message
    /// at most for each.
    fn assert_tells_apart(keys: &BTreeSet<(u16, String)>, others: &[(u16, String)]) {
        let keys: Vec<LookupKey<'_>> =
            keys.iter().map(|(status, message)| (*status, message.as_str())).collect();
        let built = Table::new(&keys);
        let comparisons = Cell::new(0);
        let count = |(status, message, start)| (status, Counted(message, &comparisons), start);
        let slots: Vec<_> = built.slots(&keys, |_| 1).into_iter().map(count).collect();
        let rows: Vec<LookupKey<'_>> = built.slots.iter().flatten().map(|key| keys[*key]).collect();
        let find = |query| {
            comparisons.set(0);
            let found = table::find((built.seed, &built.offsets), &built.displacements, &slots, query);
            assert!(comparisons.get() <= 1, "{query:?} took {} comparisons", comparisons.get());
            found.map(|(start, end)| &rows[start..end]).unwrap_or_default()
        };
        for key in &keys {
            assert_eq!(find(*key), [*key]);
        }
        for (status, message) in others {
            let query = (*status, message.as_str());
            let expected: &[LookupKey<'_>] = if keys.contains(&query) { &[query] } else { &[] };
            assert_eq!(find(query), expected);
        }
    }

    /// Keys that one character tells from their neighbours, in one place or another.
    fn near(len: usize, places: impl IntoIterator<Item = usize>) -> BTreeSet<(u16, String)> {
        let base = "a".repeat(len);
        places.into_iter().map(|place| (400, format!("{}b{}", &base[place + 1..], &base[..place]))).collect()
    }

    proptest! {
        #![proptest_config(ProptestConfig::with_cases(64))]

        #[test]
        fn codes_are_found_and_nothing_else(
            keys in prop::collection::btree_set((400_u16..404, "[ab]{0,12}|.{0,40}"), 0..200),
            others in prop::collection::vec((399_u16..405, "[ab]{0,12}|.{0,40}"), 0..50),
        ) {
            assert_tells_apart(&keys, &others);
        }
    }

    #[test]
    fn ten_thousand_codes_are_told_apart() {
        let key = |number: u16| (400 + number % 30, format!("Field {} is not {}", number / 7, number % 7));
        let keys = (0..10_000).map(key).collect();
        assert_tells_apart(&keys, &(10_000..20_000).map(key).collect::<Vec<_>>());
    }

    #[test]
    fn long_messages_that_differ_in_one_character_are_told_apart() {
        let len = 10_000;
        let others = [(400, "a".repeat(len)), (401, near(len, [7]).pop_first().unwrap().1)];
        assert_tells_apart(&near(len, [len / 2, len / 2 + 1]), &others);
        assert_tells_apart(&near(len, (0..len).step_by(97)), &others);
    }

    #[test]
    fn a_message_under_many_statuses_is_told_apart() {
        let keys = (100..600).map(|status| (status, "Bad Request".to_owned())).collect();
        assert_tells_apart(&keys, &[(600, "Bad Request".to_owned()), (100, "Bad Requesu".to_owned())]);
    }

    #[test]
    fn few_words_of_long_messages_are_read() {
        let prefix = "the same ".repeat(1000);
        let message = |number| (400, format!("{prefix}{number:04}"));
        let keys: Vec<_> = (0..1000).map(message).collect();
        let keys: Vec<LookupKey<'_>> =
            keys.iter().map(|(status, message)| (*status, message.as_str())).collect();
        assert_eq!(super::offsets(&keys).len(), 1);
    }

    #[test]
    fn equal_codes_give_an_equal_table() {
        let keys: Vec<_> = (0..500).map(|number| (400, format!("No. {number}"))).collect();
        let keys: Vec<LookupKey<'_>> =
            keys.iter().map(|(status, message)| (*status, message.as_str())).collect();
        assert_eq!(Table::new(&keys), Table::new(&keys));
    }
}
