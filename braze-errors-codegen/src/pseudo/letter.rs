//! Accented letters.

/// What becomes of the letters from A to Z.
///
/// Unicode takes each apart into the letter itself and marks, so that the source can be told from the pseudo
/// page: no `æ` or `ø`. Vowels are doubled, since translations of English are about a third longer. `Ã`, `Â`
/// and `š` are left out, since pairs of them look like text in a wrong encoding.
const CAPITALS: [&str; 26] = [
    "ÁÀ", "Ḃ", "Ç", "Ď", "ÉÈ", "Ḟ", "Ğ", "Ĥ", "ÍÌ", "Ĵ", "Ķ", "Ļ", "Ṁ", "Ñ", "ÓÒ", "Ṗ", "Q", "Ŕ", "Ŝ", "Ţ",
    "ÚÙ", "Ṽ", "Ŵ", "Ẋ", "Ý", "Ż",
];

/// What becomes of the letters from a to z.
const SMALL: [&str; 26] = [
    "áà", "ḃ", "ç", "ď", "éè", "ḟ", "ğ", "ĥ", "íì", "ĵ", "ķ", "ļ", "ṁ", "ñ", "óò", "ṗ", "q", "ŕ", "ŝ", "ţ",
    "úù", "ṽ", "ŵ", "ẋ", "ý", "ż",
];

/// What a letter becomes; `None` where it isn't one of ASCII's.
pub(super) fn accented(letter: char) -> Option<&'static str> {
    let index = usize::from(u8::try_from(letter.to_ascii_uppercase()).ok()?.checked_sub(b'A')?);
    if letter.is_ascii_uppercase() { &CAPITALS } else { &SMALL }.get(index).copied()
}
