//! Texts for people, in lines that fit a terminal.

use std::iter;

use textwrap::core::Word;
use textwrap::{Options, WordSeparator, WordSplitter};

/// Indents a text, and wraps its lines to a width if there is one.
///
/// Code spans, paths and URLs stay whole, and list items hang. Lines break at spaces, and between the characters of scripts
/// that know none.
///
/// ```
/// use braze_errors_codegen::wrap;
///
/// assert_eq!(wrap("write `max weight` in grams", "  ", Some(16)), "  write\n  `max weight`\n  in grams\n");
/// assert_eq!(wrap("小包は見つかりません。", "", Some(12)), "小包は見つか\nりません。\n");
/// ```
pub fn wrap(text: &str, indent: &str, width: Option<usize>) -> String {
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
    let (mut end, mut last) = (0, None);
    while let Some(next) = text[end..].chars().next() {
        if last.is_some_and(|last| may_part(last, next)) {
            return end;
        }
        match next {
            ' ' => return text.len() - text[end..].trim_start_matches(' ').len(),
            '`' => end += code_span(&text[end..]),
            _ => end += next.len_utf8(),
        }
        last = Some(next);
    }
    end
}

/// Says whether a line may end between two characters that are not spaces: around one of Chinese or Japanese, but not
/// behind an opening bracket, nor in front of what can't begin a line.
fn may_part(last: char, next: char) -> bool {
    const OPENING: &str = "(“‘（「『【〈《〔";
    const NEVER_FIRST: &str =
        ")”’）」』】〉》〕、。，．,.！？!?：；:;…％%・ー々ぁぃぅぇぉっゃゅょァィゥェォッャュョ";
    let is_of_such_a_script =
        |char| matches!(char, '\u{3001}'..='\u{30ff}' | '\u{3400}'..='\u{9fff}' | '\u{ff01}'..='\u{ff60}');
    (is_of_such_a_script(last) || is_of_such_a_script(next))
        && next != ' '
        && !OPENING.contains(last)
        && !NEVER_FIRST.contains(next)
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
    fn a_line_may_end_between_characters_of_scripts_without_spaces() {
        assert_eq!(words("小包（`a b`）は、75個。"), ["小", "包", "（`a b`）", "は、", "75", "個。"]);
        assert_eq!(words("소포를 찾을 수 없음"), ["소포를 ", "찾을 ", "수 ", "없음"]);
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
}
