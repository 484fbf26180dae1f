// This file is compiled twice: in the backend, which builds the table, and in the runtime crate, which reads it.

const FACTOR: u64 = 0x9e37_79b9_7f4a_7c15;

/// An offset that is past every message, so that its word is the last.
pub const END: usize = usize::MAX;

/// Mixes a status, the length of a message and its words at these offsets into a number.
///
/// Two words are multiplied with one another, and no product waits for the one before.
#[inline]
pub fn hash(seed: u64, offsets: &[usize], status: u16, message: &str) -> u64 {
    let start = (seed ^ u64::from(status) ^ ((message.len() as u64) << 16)).wrapping_mul(FACTOR);
    if message.len() < 8 {
        return product(start ^ word(message, 0), FACTOR);
    }
    let mut hash = 0;
    let mut own = start;
    for pair in offsets.chunks(2) {
        // No text holds the bytes of the factor, so that neither side is zero for every seed.
        let other = if let [_, offset] = pair { word(message, *offset) } else { 0 };
        hash ^= product(own ^ word(message, pair[0]), other ^ FACTOR);
        own = own.wrapping_add(FACTOR);
    }
    hash
}

#[inline]
fn product(one: u64, other: u64) -> u64 {
    let product = u128::from(one) * u128::from(other);
    (product >> 64) as u64 ^ product as u64
}

/// The eight bytes from an offset; the last eight where the message ends before, or all that it has.
#[inline]
pub fn word(message: &str, offset: usize) -> u64 {
    let bytes = message.as_bytes();
    let last = bytes.len().saturating_sub(8);
    let start = if offset < last { offset } else { last };
    if let [a, b, c, d, e, f, g, h, ..] = bytes[start..] {
        return u64::from_le_bytes([a, b, c, d, e, f, g, h]);
    }
    let mut word = 0;
    for byte in bytes {
        word = (word << 8) | u64::from(*byte);
    }
    word
}

/// The bucket of a hash among so many; their number is a power of two.
#[inline]
pub fn bucket(hash: u64, buckets: usize) -> usize {
    hash as usize & (buckets - 1)
}

/// The slot of a hash among so many, for its bucket's displacement.
#[inline]
pub fn slot(hash: u64, displacement: u16, slots: usize) -> usize {
    scale((hash.wrapping_mul(u64::from(displacement)) >> 32) as u32, slots)
}

/// Takes the range of `u32` to that of so many numbers.
#[inline]
fn scale(number: u32, count: usize) -> usize {
    ((u64::from(number) * count as u64) >> 32) as usize
}

/// Where the rows of a key begin and end.
///
/// A slot holds its key and where the key's rows begin; they end where those of the next slot begin.
#[inline]
pub fn find<M: for<'a> PartialEq<&'a str>>(
    (seed, offsets): (u64, &[usize]),
    displacements: &[u16],
    slots: &[(u16, M, u32)],
    (status, message): (u16, &str),
) -> Option<(usize, usize)> {
    let hash = hash(seed, offsets, status, message);
    let displacement = displacements[bucket(hash, displacements.len())];
    // The last slot is but an end.
    let slot = slot(hash, displacement, slots.len() - 1);
    let (own_status, own_message, start) = &slots[slot];
    if *own_status == status && *own_message == message {
        return Some((*start as usize, slots[slot + 1].2 as usize));
    }
    None
}
