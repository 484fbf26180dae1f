//! The look-up by response: a perfect hash over the codes, so that it costs one hash and one comparison.

use std::collections::BTreeMap;

use proc_macro2::{Ident, Span, TokenStream};
use quote::quote;

use super::{Expansion, table};
use crate::page::{Code, Status};

impl Expansion<'_> {
    /// The look-up by response: a perfect hash over the codes, and the classes of statuses.
    pub(super) fn lookup(&self) -> TokenStream {
        let runtime = &self.runtime;
        let name = &self.call.error.name;
        let mut codes: BTreeMap<(u16, &str), Vec<Ident>> = BTreeMap::new();
        let mut classes: BTreeMap<u16, Vec<Ident>> = BTreeMap::new();
        for (catalog, entry) in self.loaded.rows() {
            let Code { status, message } = catalog.code(entry);
            let variant = Ident::new(&entry.variant, Span::call_site());
            match status {
                Status::Code(code) => codes.entry((*code, message)).or_default().push(variant),
                Status::Class(digit) => classes.entry(u16::from(*digit)).or_default().push(variant),
            }
        }
        let keys: Vec<(u16, &str)> = codes.keys().copied().collect();
        let table = Table::new(&keys);
        let groups: Vec<&Vec<Ident>> = codes.values().collect();
        let slots = table.slots.iter().map(|slot| {
            let variants = slot.map(|key| groups[key].as_slice()).unwrap_or_default();
            quote!(&[#(#name::#variants),*])
        });
        let classes = classes.iter().map(|(digit, variants)| quote!(#digit => &[#(Self::#variants),*],));
        let (seed, displacements) = (table.seed, &table.displacements);
        let (slot_count, bucket_count) = (table.slots.len(), displacements.len());
        let table_functions: TokenStream = include_str!("table.rs").parse().unwrap_or_default();
        quote! {
            /// The errors that a response with this status and message can mean.
            ///
            /// These are the rows with exactly that code, in the order of `ALL`; else those of the status's
            /// class; else none.
            pub fn lookup(status: u16, message: &str) -> &'static [Self] {
                mod table {
                    #table_functions
                }
                static DISPLACEMENTS: [u32; #bucket_count] = [#(#displacements),*];
                static SLOTS: [&[#name]; #slot_count] = [#(#slots),*];
                let hash = table::hash(#seed, status, message);
                let displacement = DISPLACEMENTS[table::bucket(hash, #bucket_count)];
                let found = SLOTS[table::slot(hash, displacement, #slot_count)];
                if let [first, ..] = found {
                    if first.status() == #runtime::Status::Code(status) && first.message() == message {
                        return found;
                    }
                }
                match status / 100 {
                    #(#classes)*
                    _ => &[],
                }
            }
        }
    }
}

/// A table in which every key has a slot of its own.
#[derive(Debug, PartialEq, Eq)]
struct Table {
    seed: u64,
    /// What is added to the hash of each bucket's keys.
    displacements: Vec<u32>,
    /// The key in each slot.
    slots: Vec<Option<usize>>,
}

impl Table {
    /// Builds the table of these keys, which differ.
    ///
    /// Both lengths are powers of two, so that a mask finds a bucket and a slot.
    fn new(keys: &[(u16, &str)]) -> Self {
        let slots = (keys.len() * 5 / 4).max(1).next_power_of_two();
        let buckets = (keys.len() / 4).max(1).next_power_of_two();
        (0..)
            .find_map(|seed| Self::with_seed(keys, seed, slots, buckets))
            .unwrap_or_else(|| unreachable!("some seed tells different keys apart"))
    }

    fn with_seed(keys: &[(u16, &str)], seed: u64, slots: usize, buckets: usize) -> Option<Self> {
        let mut by_bucket: Vec<Vec<(usize, u64)>> = vec![Vec::new(); buckets];
        for (key, (status, message)) in keys.iter().enumerate() {
            let hash = table::hash(seed, *status, message);
            by_bucket[table::bucket(hash, buckets)].push((key, hash));
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
}
