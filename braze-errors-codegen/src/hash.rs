/// Mixes a status and a message into a number; the same text is compiled here and into generated code.
fn hash(seed: u64, status: u16, message: &str) -> u64 {
    const FACTOR: u64 = 0x9e37_79b9_7f4a_7c15;
    let mut hash = (seed ^ status as u64 ^ ((message.len() as u64) << 32)).wrapping_mul(FACTOR);
    for word in message.as_bytes().chunks(8) {
        let mut bytes = [0; 8];
        bytes[..word.len()].copy_from_slice(word);
        hash = (hash.rotate_left(29) ^ u64::from_le_bytes(bytes)).wrapping_mul(FACTOR);
    }
    hash ^ (hash >> 32)
}
