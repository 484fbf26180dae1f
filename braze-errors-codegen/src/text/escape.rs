//! A page may hold anything; a terminal must not be made to act on it, nor an eye to be misled.

use std::fmt::Write;

/// Shows what steers a terminal or the eye as Rust writes it; line ends stay.
///
/// ```
/// use braze_errors_codegen::escape_controls;
///
/// assert_eq!(escape_controls("\u{1b}[31mred\n"), "\\u{1b}[31mred\n");
/// assert_eq!(escape_controls("404\u{202e}002"), "404\\u{202e}002");
/// ```
pub fn escape_controls(text: &str) -> String {
    let mut escaped = String::with_capacity(text.len());
    for char in text.chars() {
        if steers(char) && char != '\n' {
            escaped.extend(char.escape_default());
        } else {
            escaped.push(char);
        }
    }
    escaped
}

/// Shows line ends so too, for what is to stay on one line.
pub fn escape_line(text: &str) -> String {
    escape_controls(text).replace('\n', "\\n")
}

/// Says whether a character is a control, or makes its neighbours stand in another place than they are written in.
pub fn steers(char: char) -> bool {
    char.is_control()
        || matches!(char, '\u{61c}' | '\u{200e}' | '\u{200f}' | '\u{202a}'..='\u{202e}' | '\u{2066}'..='\u{2069}')
}

/// Shows characters as code points where nobody sees them, or takes them for others: invisible ones, white space other
/// than a space, accents apart from their letters, and Greek and Cyrillic letters in a word with Latin ones.
pub(crate) fn with_unseen(text: &str) -> String {
    let mut shown = String::with_capacity(text.len());
    for word in text.split_inclusive(|char: char| !char.is_alphanumeric()) {
        let has_latin = word.contains(|char: char| char.is_ascii_alphabetic());
        for char in word.chars() {
            let is_other = has_latin && matches!(char, '\u{370}'..='\u{52f}');
            if is_other || is_unseen(char) {
                let _ = write!(shown, "[U+{:04X}]", u32::from(char));
            } else {
                shown.push(char);
            }
        }
    }
    shown
}

/// Says whether nobody tells a character from nothing, or from a space.
pub(crate) fn is_unseen(char: char) -> bool {
    is_invisible(char) || char != ' ' && char.is_whitespace() || matches!(char, '\u{300}'..='\u{36f}')
}

/// Says whether nothing is seen of a character.
pub(crate) fn is_invisible(char: char) -> bool {
    matches!(char, '\u{ad}' | '\u{200b}'..='\u{200d}' | '\u{2060}' | '\u{feff}')
}
