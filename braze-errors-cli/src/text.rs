//! Texts, read and made fit for a terminal.

use std::fmt::Write;
use std::path::Path;
use std::{io, iter};

use braze_errors_codegen::{Setup, read_file};
pub(crate) use braze_errors_codegen::{escape_controls, escape_line};
use textwrap::core::Word;
use textwrap::{Options, WordSeparator, WordSplitter};

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

/// A path, whose parts stand between `/`, as a URI; relative where the path is.
pub(crate) fn uri(path: &str) -> String {
    let mut uri = String::new();
    if Path::new(path).is_absolute() {
        uri.push_str(if path.starts_with('/') { "file://" } else { "file:///" });
    }
    for byte in path.bytes() {
        match byte {
            b'a'..=b'z' | b'A'..=b'Z' | b'0'..=b'9' | b'-' | b'.' | b'_' | b'~' | b'/' => {
                uri.push(char::from(byte));
            }
            _ => {
                let _ = write!(uri, "%{byte:02X}");
            }
        }
    }
    uri
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

/// Indents a text, and wraps its lines to a width if there is one.
///
/// Code spans and URLs stay whole, and list items hang.
pub(crate) fn wrap(text: &str, indent: &str, width: Option<usize>) -> String {
    let [bullet, hanging] = ["- ", "  "].map(|start| format!("{indent}{start}"));
    let options = Options::new(width.unwrap_or(usize::MAX))
        .break_words(false)
        .word_splitter(WordSplitter::NoHyphenation)
        .word_separator(WordSeparator::Custom(words));
    let mut wrapped = String::new();
    for line in text.lines() {
        wrapped += &match line.strip_prefix("- ") {
            Some(item) => {
                textwrap::fill(item, options.clone().initial_indent(&bullet).subsequent_indent(&hanging))
            }
            None => textwrap::fill(line, options.clone().initial_indent(indent).subsequent_indent(indent)),
        };
        wrapped.push('\n');
    }
    wrapped
}

/// The words of a line, each with the spaces after it; a code span is part of one word.
fn words(line: &str) -> Box<dyn Iterator<Item = Word<'_>> + '_> {
    let mut rest = line;
    Box::new(iter::from_fn(move || {
        let (word, after) = rest.split_at(first_word(rest));
        rest = after;
        (!word.is_empty()).then(|| Word::from(word))
    }))
}

/// The length of the word that a text starts with, and of the spaces after it.
fn first_word(text: &str) -> usize {
    let mut end = 0;
    while let Some(next) = text[end..].chars().next() {
        match next {
            ' ' => return text.len() - text[end..].trim_start_matches(' ').len(),
            '`' => end += code_span(&text[end..]),
            _ => end += next.len_utf8(),
        }
    }
    end
}

/// The length of the code span that a text starts with, or of its backticks if they open none.
fn code_span(text: &str) -> usize {
    let marks = run(text);
    let mut end = marks;
    while let Some(gap) = text[end..].find('`') {
        let closing = run(&text[end + gap..]);
        end += gap + closing;
        if closing == marks {
            return end;
        }
    }
    marks
}

/// The number of backticks that a text starts with.
fn run(text: &str) -> usize {
    text.len() - text.trim_start_matches('`').len()
}

#[cfg(test)]
mod tests {
    use super::*;

    fn words(line: &str) -> Vec<String> {
        super::words(line).map(|word| [word.word, word.whitespace].concat()).collect()
    }

    #[test]
    fn a_code_span_is_one_word() {
        assert_eq!(words("Use `a: b c`, not d."), ["Use ", "`a: b c`, ", "not ", "d."]);
        assert_eq!(words("``a ` b`` c"), ["``a ` b`` ", "c"]);
        assert_eq!(words("« a\u{a0}b » c"), ["« ", "a\u{a0}b ", "» ", "c"]);
    }

    #[test]
    fn a_backtick_alone_opens_nothing() {
        assert_eq!(words("a ` b ``c d"), ["a ", "` ", "b ", "``c ", "d"]);
        assert_eq!(words(""), Vec::<String>::new());
        assert_eq!(words("  a  "), ["  ", "a  "]);
    }

    #[test]
    fn lines_stay_lines_and_items_hang() {
        let text = "Check the key:\n- the header is `Authorization: Bearer KEY`\n\n- https://example.com/a/long/path";
        insta::assert_snapshot!(wrap(text, "    ", Some(24)), @"
        Check the key:
        - the header is
          `Authorization: Bearer KEY`

        - https://example.com/a/long/path
        ");
        insta::assert_snapshot!(wrap(text, "    ", None), @"
        Check the key:
        - the header is `Authorization: Bearer KEY`

        - https://example.com/a/long/path
        ");
    }

    #[test]
    fn a_terminal_narrower_than_the_indent_is_no_trouble() {
        assert_eq!(wrap("a b", "    ", Some(1)), "    a\n    b\n");
    }

    #[test]
    fn wide_letters_count_for_what_they_take() {
        assert_eq!(wrap("請求 請求 請求", "", Some(9)), "請求 請求\n請求\n");
    }

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
