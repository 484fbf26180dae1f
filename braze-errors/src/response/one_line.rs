//! What a server says, made fit for a log: on one line, and unable to steer a terminal or an eye.

use alloc::string::String;
use core::fmt::{self, Write};

use super::MinorError;

/// The status, the message and the words of each minor error: `400 No Recipients: one; another`.
pub(super) fn one_line(status: u16, message: Option<&str>, minor_errors: &[MinorError]) -> String {
    let mut line = String::new();
    // Writing to a string fails where a part can't be displayed, and each of these can.
    let _ = write!(line, "{status}");
    if let Some(message) = message.filter(|message| !message.trim().is_empty()) {
        let _ = write!(line, " {}", OneLine(message));
    }
    for (position, minor) in minor_errors.iter().enumerate() {
        let _ = write!(line, "{}{minor}", if position == 0 { ": " } else { "; " });
    }
    line
}

/// Displays a text with its control characters as Rust escapes them.
pub(super) struct OneLine<T>(pub(super) T);

impl<T: fmt::Display> fmt::Display for OneLine<T> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(Escaping(f), "{}", self.0)
    }
}

struct Escaping<'a, 'f>(&'a mut fmt::Formatter<'f>);

impl fmt::Write for Escaping<'_, '_> {
    fn write_str(&mut self, text: &str) -> fmt::Result {
        let mut rest = text;
        while let Some(at) = rest.find(steers) {
            let (before, after) = rest.split_at(at);
            self.0.write_str(before)?;
            let mut chars = after.chars();
            chars
                .next()
                .into_iter()
                .flat_map(char::escape_default)
                .try_for_each(|char| self.0.write_char(char))?;
            rest = chars.as_str();
        }
        self.0.write_str(rest)
    }
}

/// Says whether a character is a control, ends a line, or makes its neighbours stand in another place than they
/// are written in.
fn steers(char: char) -> bool {
    char.is_control()
        || matches!(
            char,
            '\u{61c}' | '\u{200e}' | '\u{200f}' | '\u{2028}'..='\u{202e}' | '\u{2066}'..='\u{2069}'
        )
}
