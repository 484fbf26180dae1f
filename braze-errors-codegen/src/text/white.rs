//! White space as kramdown's regular expressions have it: ASCII's alone, so that a no-break space is text.

/// Says whether a character is white space.
pub(crate) fn is_space(char: char) -> bool {
    matches!(char, ' ' | '\t' | '\n' | '\x0b' | '\x0c' | '\r')
}

/// Says whether a text holds nothing but white space.
pub(crate) fn is_blank(text: &str) -> bool {
    text.chars().all(is_space)
}

/// A text without the white space at its ends.
pub(crate) fn trim(text: &str) -> &str {
    text.trim_matches(is_space)
}

/// A text without the white space at its end.
pub(crate) fn trim_end(text: &str) -> &str {
    text.trim_end_matches(is_space)
}

/// A text without the white space at its start.
pub(crate) fn trim_start(text: &str) -> &str {
    text.trim_start_matches(is_space)
}
