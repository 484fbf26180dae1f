//! Numbers in a text, however a locale groups their digits.

use std::borrow::Cow;
use std::ops::Range;

/// Where the numbers of a text stand: digits, or groups of three digits with one separator between all of them.
///
/// Digits that touch a letter are part of a word: there is no number in `4XX` or `v2`.
pub fn numbers(text: &str) -> impl Iterator<Item = Range<usize>> + Clone {
    let mut at = 0;
    std::iter::from_fn(move || {
        loop {
            let start = at + text.as_bytes()[at..].iter().position(u8::is_ascii_digit)?;
            at = start + digits_at(text, start);
            let mut end = at;
            for group_end in group_ends(text, start) {
                at = group_end;
                if !begins_with_letter(&text[group_end..]) {
                    end = group_end;
                }
            }
            if !text[..start].ends_with(char::is_alphabetic) && !begins_with_letter(&text[end..]) {
                return Some(start..end);
            }
        }
    })
}

/// A number without its grouping: `1,912`, `1.912` and `1 912` are one number.
pub fn digits(number: &str) -> Cow<'_, str> {
    if number.bytes().all(|byte| byte.is_ascii_digit()) {
        return Cow::Borrowed(number);
    }
    number.chars().filter(char::is_ascii_digit).collect()
}

/// The ends of the groups that follow the first one.
fn group_ends(text: &str, start: usize) -> impl Iterator<Item = usize> {
    let first = digits_at(text, start);
    let mut end = start + first;
    let separator = text[end..].chars().next().filter(|char| first <= 3 && is_separator(*char));
    std::iter::from_fn(move || {
        let group = end + text[end..].strip_prefix(separator?).map(|rest| text.len() - end - rest.len())?;
        end = group + 3;
        (digits_at(text, group) == 3).then_some(end)
    })
}

fn is_separator(char: char) -> bool {
    matches!(char, ',' | '.' | ' ' | '\u{a0}' | '\u{202f}')
}

fn digits_at(text: &str, at: usize) -> usize {
    text.as_bytes()[at..].iter().take_while(|byte| byte.is_ascii_digit()).count()
}

fn begins_with_letter(text: &str) -> bool {
    text.starts_with(char::is_alphabetic)
}

#[cfg(test)]
mod tests {
    use super::{digits, numbers};

    fn found(text: &str) -> Vec<String> {
        numbers(text).map(|number| digits(&text[number]).into_owned()).collect()
    }

    #[test]
    fn grouping_is_taken_off() {
        for text in ["1,912", "1.912", "1 912", "1\u{a0}912", "1\u{202f}912", "1912"] {
            assert_eq!(found(text), ["1912"], "{text:?}");
        }
        assert_eq!(found("12,345,678 bytes, 75."), ["12345678", "75"]);
    }

    #[test]
    fn groups_have_one_separator_and_three_digits() {
        assert_eq!(found("1,912.345"), ["1912", "345"]);
        assert_eq!(found("1,91 and 1,9123"), ["1", "91", "1", "9123"]);
        assert_eq!(found("1912,345"), ["1912", "345"]);
        assert_eq!(found("1-912"), ["1", "912"]);
    }

    #[test]
    fn digits_of_words_are_none() {
        assert_eq!(found("4XX, v2, B12 and é5"), Vec::<String>::new());
        assert_eq!(found("3-digit, 5 100a"), ["3", "5"]);
        assert_eq!(found("1,912th 912,th"), ["1", "912"]);
    }
}
