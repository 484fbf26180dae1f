//! Texts, read and made fit for a terminal.

use std::io;
use std::path::Path;

use braze_errors_codegen::{Setup, read_file};
pub(crate) use braze_errors_codegen::{escape_controls, escape_line, wrap};
use percent_encoding::{AsciiSet, NON_ALPHANUMERIC, utf8_percent_encode};

/// Reads a file as a text, if it is one and no pipe or the like.
pub(crate) fn read_text(path: &Path) -> io::Result<String> {
    String::from_utf8(read_file(path)?).map_err(|error| io::Error::new(io::ErrorKind::InvalidData, error))
}

/// How messages name a path: as it was given, with `/` between its parts.
pub(crate) fn shown(path: &Path) -> String {
    let shown = path.to_string_lossy();
    let shown = if cfg!(windows) { shown.replace('\\', "/") } else { shown.into_owned() };
    let shown = shown.strip_prefix("./").unwrap_or(&shown);
    if shown == "." { String::new() } else { shown.to_owned() }
}

/// What a path in a URI may not hold as it is.
const NOT_IN_PATHS: &AsciiSet =
    &NON_ALPHANUMERIC.remove(b'-').remove(b'.').remove(b'_').remove(b'~').remove(b'/');

/// A path, whose parts stand between `/`, as a URI; relative where the path is.
pub(crate) fn uri(path: &str) -> String {
    let scheme = match path {
        path if !Path::new(path).is_absolute() => "",
        path if path.starts_with('/') => "file://",
        _ => "file:///",
    };
    format!("{scheme}{}", utf8_percent_encode(path, NOT_IN_PATHS))
}

/// The tag of the locale that a folder or a file is named by, with `_` for `-` and in any case. A region that says no
/// more than the language goes: `fr_fr` is `fr`.
pub(crate) fn tag_of(name: &str) -> Option<String> {
    let tag = Setup::tag(&name.replace('_', "-"))?;
    match tag.split_once('-') {
        Some((language, region)) if region.eq_ignore_ascii_case(language) => Some(language.to_owned()),
        _ => Some(tag),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn no_control_character_is_left() {
        assert_eq!(escape_controls("a\u{1b}[31m\tb\u{9b}\r\n\u{7f}"), "a\\u{1b}[31m\\tb\\u{9b}\\r\n\\u{7f}");
    }

    #[test]
    fn a_path_is_a_uri_of_the_same_kind() {
        assert_eq!(uri("docs/pt-BR/errors.md"), "docs/pt-BR/errors.md");
        assert_eq!(uri("../my docs/50%/é:?#.md"), "../my%20docs/50%25/%C3%A9%3A%3F%23.md");
        if cfg!(unix) {
            assert_eq!(uri("/tmp/docs/fr/errors.md"), "file:///tmp/docs/fr/errors.md");
        }
    }
}
