//! Unicode's normalization: one spelling for what looks the same.

use std::borrow::Cow;

use unicode_normalization::{UnicodeNormalization, is_nfc};

/// A text in normalization form C, in which codes are compared and named: `ö` is one character in it, not two, and a
/// kelvin sign is a `K`.
///
/// ```
/// use braze_errors_codegen::composed;
///
/// assert_eq!(composed("Unknown Gro\u{308}\u{df}e"), "Unknown Größe");
/// assert_eq!(composed("Over 300 \u{212a}"), "Over 300 K");
/// ```
pub fn composed(text: &str) -> Cow<'_, str> {
    if text.is_ascii() || is_nfc(text) { text.into() } else { text.nfc().collect::<String>().into() }
}
