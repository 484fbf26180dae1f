//! Where a key stands in a perfect hash table.
//!
//! This file is compiled twice: in the backend, which builds the table, and in generated code, which reads it.

const FACTOR: u64 = 0x9e37_79b9_7f4a_7c15;

/// Mixes a status, the length of a message and its words at these offsets into a number.
#[inline]
pub(super) fn hash(seed: u64, offsets: &[usize], status: u16, message: &str) -> u64 {
    let mut hash = (seed ^ status as u64 ^ ((message.len() as u64) << 16)).wrapping_mul(FACTOR);
    for offset in offsets {
        let product = (hash ^ word(message, *offset)) as u128 * FACTOR as u128;
        hash = (product >> 64) as u64 ^ product as u64;
    }
    hash
}

/// The eight bytes from an offset; the last eight where the message ends before, or all that it has.
#[inline]
pub(super) fn word(message: &str, offset: usize) -> u64 {
    let bytes = message.as_bytes();
    let last = bytes.len().saturating_sub(8);
    let start = if offset < last { offset } else { last };
    if let [a, b, c, d, e, f, g, h, ..] = bytes[start..] {
        return u64::from_le_bytes([a, b, c, d, e, f, g, h]);
    }
    let mut word = 0;
    for byte in bytes {
        word = word << 8 | *byte as u64;
    }
    word
}

/// The bucket of a hash among so many.
#[inline]
pub(super) fn bucket(hash: u64, buckets: usize) -> usize {
    scale(hash as u32, buckets)
}

/// The slot of a hash among so many, for its bucket's displacement.
#[inline]
pub(super) fn slot(hash: u64, displacement: u16, slots: usize) -> usize {
    scale((hash.wrapping_mul(displacement as u64 * 2 + 1) >> 32) as u32, slots)
}

/// Takes the range of `u32` to that of so many numbers.
#[inline]
fn scale(number: u32, count: usize) -> usize {
    ((number as u64 * count as u64) >> 32) as usize
}

/// Where the rows of a key begin and end.
///
/// A slot holds its key and where the key's rows begin; they end where those of the next slot begin.
#[inline]
pub(super) fn find<M: for<'a> ::core::cmp::PartialEq<&'a str>>(
    (seed, offsets): (u64, &[usize]),
    displacements: &[u16],
    slots: &[(u16, M, u32)],
    (status, message): (u16, &str),
) -> (usize, usize) {
    let hash = hash(seed, offsets, status, message);
    let displacement = displacements[bucket(hash, displacements.len())];
    // The last slot is but an end.
    let slot = slot(hash, displacement, slots.len() - 1);
    let (own_status, own_message, start) = &slots[slot];
    let is_found = *own_status == status && *own_message == message;
    (*start as usize, if is_found { slots[slot + 1].2 as usize } else { *start as usize })
}
