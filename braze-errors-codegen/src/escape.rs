//! A page may hold anything; a terminal must not be made to act on it.

/// Shows control characters but line ends as Rust writes them, so that no text can steer a terminal.
///
/// ```
/// assert_eq!(braze_errors_codegen::escape_controls("\u{1b}[31mred\n"), "\\u{1b}[31mred\n");
/// ```
pub fn escape_controls(text: &str) -> String {
    let mut escaped = String::with_capacity(text.len());
    for char in text.chars() {
        if char.is_control() && char != '\n' {
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
