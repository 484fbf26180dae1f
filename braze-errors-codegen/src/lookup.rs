//! A perfect hash over the codes of a catalog, so that a look-up costs one hash and one comparison.

include!("hash.rs");

/// The text of [`hash`], for generated code.
pub(crate) const HASH: &str = include_str!("hash.rs");

/// A table in which every key has a slot of its own.
#[derive(Debug, PartialEq, Eq)]
pub(crate) struct Table {
    pub(crate) seed: u64,
    /// What is added to the hash of each bucket's keys.
    pub(crate) displacements: Vec<u32>,
    /// The key in each slot.
    pub(crate) slots: Vec<Option<usize>>,
}

impl Table {
    /// Builds the table of these keys, which differ.
    ///
    /// Both lengths are powers of two, so that a mask finds a bucket and a slot.
    pub(crate) fn new(keys: &[(u16, &str)]) -> Self {
        let slots = (keys.len() * 5 / 4).max(1).next_power_of_two();
        let buckets = (keys.len() / 4).max(1).next_power_of_two();
        (0..)
            .find_map(|seed| Self::with_seed(keys, seed, slots, buckets))
            .unwrap_or_else(|| unreachable!("some seed tells different keys apart"))
    }

    fn with_seed(keys: &[(u16, &str)], seed: u64, slots: usize, buckets: usize) -> Option<Self> {
        let mut by_bucket: Vec<Vec<(usize, u64)>> = vec![Vec::new(); buckets];
        for (key, (status, message)) in keys.iter().enumerate() {
            let hash = hash(seed, *status, message);
            by_bucket[bucket(hash, buckets)].push((key, hash));
        }
        let mut order: Vec<usize> = (0..buckets).collect();
        order.sort_by_key(|bucket| std::cmp::Reverse(by_bucket[*bucket].len()));
        let mut table = Self { seed, displacements: vec![0; buckets], slots: vec![None; slots] };
        for bucket in order {
            let keys = &by_bucket[bucket];
            let limit = u32::try_from(slots * 16).unwrap_or(u32::MAX);
            let displacement = (0..limit).find(|displacement| table.place(keys, *displacement))?;
            table.displacements[bucket] = displacement;
        }
        Some(table)
    }

    /// Puts keys into their slots, all or none.
    fn place(&mut self, keys: &[(usize, u64)], displacement: u32) -> bool {
        for (position, (key, hash)) in keys.iter().enumerate() {
            let slot = slot(*hash, displacement, self.slots.len());
            if self.slots[slot].is_some() {
                for (_, hash) in &keys[..position] {
                    let slots = self.slots.len();
                    self.slots[slot_of(*hash, displacement, slots)] = None;
                }
                return false;
            }
            self.slots[slot] = Some(*key);
        }
        true
    }
}

use slot as slot_of;

fn bucket(hash: u64, buckets: usize) -> usize {
    (hash as usize) & (buckets - 1)
}

fn slot(hash: u64, displacement: u32, slots: usize) -> usize {
    ((hash >> 32) as u32).wrapping_mul(displacement.wrapping_mul(2) | 1).rotate_left(16) as usize
        & (slots - 1)
}
