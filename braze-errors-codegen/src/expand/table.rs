//! Where a key stands in a perfect hash table.
//!
//! This file is compiled twice: in the backend, which builds the table, and in generated code, which reads it.

/// Mixes a status and a message into a number.
#[inline]
pub(super) fn hash(seed: u64, status: u16, message: &str) -> u64 {
    const FACTOR: u64 = 0x9e37_79b9_7f4a_7c15;
    let mut hash = (seed ^ status as u64 ^ ((message.len() as u64) << 32)).wrapping_mul(FACTOR);
    for word in message.as_bytes().chunks(8) {
        let mut bytes = [0; 8];
        bytes[..word.len()].copy_from_slice(word);
        hash = (hash.rotate_left(29) ^ u64::from_le_bytes(bytes)).wrapping_mul(FACTOR);
    }
    hash ^ (hash >> 32)
}

/// The bucket of a hash among so many; their number is a power of two.
#[inline]
pub(super) fn bucket(hash: u64, buckets: usize) -> usize {
    hash as usize & (buckets - 1)
}

/// The slot of a hash among so many, for its bucket's displacement; their number is a power of two.
#[inline]
pub(super) fn slot(hash: u64, displacement: u32, slots: usize) -> usize {
    let mixed = ((hash >> 32) as u32).wrapping_mul(displacement.wrapping_mul(2) | 1);
    mixed.rotate_left(16) as usize & (slots - 1)
}
