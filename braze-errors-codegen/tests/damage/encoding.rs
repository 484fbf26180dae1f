//! What becomes of a text that is read or written in another encoding.

/// What Windows-1252 has in place of the C1 controls, from 0x80 on; where it has nothing, the control stands.
const WINDOWS_1252: &str = "€\u{81}‚ƒ„…†‡ˆ‰Š‹Œ\u{8d}Ž\u{8f}\u{90}‘’“”•–—˜™š›œ\u{9d}žŸ";

/// UTF-8 that was read as Windows-1252.
pub(crate) fn read_as_windows_1252(text: &str) -> String {
    let decode = |byte: u8| match byte {
        0x80..=0x9f => WINDOWS_1252.chars().nth(usize::from(byte - 0x80)).unwrap(),
        byte => char::from(byte),
    };
    text.bytes().map(decode).collect()
}

/// UTF-8 that was read as Latin-1.
pub(crate) fn read_as_latin_1(text: &str) -> String {
    text.bytes().map(char::from).collect()
}

/// A text in Latin-1, with a question mark for what it doesn't have; `None` where that is plain ASCII.
pub(crate) fn written_as_latin_1(text: &str) -> Option<Vec<u8>> {
    let bytes: Vec<u8> = text.chars().map(|char| u8::try_from(char).unwrap_or(b'?')).collect();
    (!bytes.is_ascii()).then_some(bytes)
}
