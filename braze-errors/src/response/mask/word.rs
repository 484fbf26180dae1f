//! The words of a text, and what they look like.

use alloc::string::String;
use core::ops::Range;

/// The words of a text; a link is one.
pub(super) fn words(text: &str) -> impl Iterator<Item = Range<usize>> {
    let mut at = 0;
    core::iter::from_fn(move || {
        at = text.len() - text[at..].trim_start_matches(is_delimiter).len();
        let rest = &text[at..];
        let link = &rest[..rest.find(ends_link).unwrap_or(rest.len())];
        let length = if is_link(link) { link.len() } else { rest.find(is_delimiter).unwrap_or(rest.len()) };
        let word = at..at + length;
        at = word.end;
        (length > 0).then_some(word)
    })
}

pub(super) fn is_delimiter(char: char) -> bool {
    char.is_whitespace() || "\"'`<>()[]{},;:=".contains(char)
}

fn ends_link(char: char) -> bool {
    char.is_whitespace() || "\"'`<>()[]{}".contains(char)
}

/// Says whether a word is a link, in which no key is handed over.
pub(super) fn is_link(word: &str) -> bool {
    let Some((scheme, rest)) = word.split_once("://") else { return false };
    let is_scheme = scheme.eq_ignore_ascii_case("https") || scheme.eq_ignore_ascii_case("http");
    is_scheme && !rest.contains(['@', '?'])
}

/// In lower case and without dashes, as the same key may be written.
pub(super) fn normal(text: &str) -> String {
    text.chars().flat_map(normal_chars).collect()
}

pub(super) fn normal_chars(char: char) -> impl Iterator<Item = char> {
    char.to_lowercase().filter(|char| *char != '-')
}

/// Braze's keys are UUIDs, and test keys are long words.
pub(super) fn looks_like_key(word: &str) -> bool {
    word.len() >= 16 || (word.len() >= 8 && has_digit(word))
}

pub(super) fn has_digit(word: &str) -> bool {
    word.bytes().any(|byte| byte.is_ascii_digit())
}

/// Says whether a name is made of several words, as those of fields are: `attributes_processed`.
pub(super) fn is_snake_case(name: &str) -> bool {
    let is_word = |word: &str| !word.is_empty() && word.bytes().all(|byte| byte.is_ascii_lowercase());
    name.contains('_') && name.split('_').all(is_word)
}

/// Says whether a name is that of an ID, which looks like a key: `request_id`, `requestId`.
pub(super) fn is_id(name: &str) -> bool {
    let own = name.eq_ignore_ascii_case("id");
    own || ["_id", "-id", "_ID", "-ID", "-Id", "Id"].iter().any(|end| name.ends_with(end))
}

pub(super) fn says_permission(text: &str) -> bool {
    let text = text.to_ascii_lowercase();
    text.contains("permission") || text.contains("scope")
}

/// Says whether a word has the form of a permission's name: `users.export.segment`.
pub(super) fn is_permission(word: &str) -> bool {
    let is_part =
        |part: &str| !part.is_empty() && part.bytes().all(|byte| byte.is_ascii_lowercase() || byte == b'_');
    let word = word.trim_end_matches('.');
    word.contains('.') && word.split('.').all(is_part)
}
