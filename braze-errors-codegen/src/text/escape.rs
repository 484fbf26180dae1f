//! A page may hold anything; a terminal must not be made to act on it, nor an eye to be misled.

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
