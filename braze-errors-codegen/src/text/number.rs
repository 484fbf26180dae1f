//! Numbers in a text, however a locale groups their digits.

use std::borrow::Cow;
use std::ops::Range;

/// Where the numbers of a text stand: digits, or groups of digits with one separator between all of them.
///
/// Groups have three digits, or two and in the end three, as in India. Letters may touch a number: it is 4 in `4KB`,
/// 75 in `75個` and 3339 in `RFC3339`.
pub fn numbers(text: &str) -> impl Iterator<Item = Range<usize>> + Clone {
    numbers_in(text, |char| char.is_ascii_digit())
}

/// A number without its grouping: `1,912`, `1.912` and `1 912` are one number.
pub fn digits(number: &str) -> Cow<'_, str> {
    if number.bytes().all(|byte| byte.is_ascii_digit()) {
        return Cow::Borrowed(number);
    }
    number.chars().filter(char::is_ascii_digit).collect()
}

/// [`numbers`], written with these digits.
pub(crate) fn numbers_in(
    text: &str,
    is_digit: fn(char) -> bool,
) -> impl Iterator<Item = Range<usize>> + Clone {
    let mut at = 0;
    std::iter::from_fn(move || {
        let start = at + text[at..].find(is_digit)?;
        let first = digits_at(text, start, is_digit);
        at = first.end;
        // The digits of `v2 100` belong to a name.
        let is_name = text[..start].ends_with(is_cased);
        if let Some(separator) = text[at..].chars().next().filter(|char| is_separator(*char, is_name)) {
            at = grouped(text, &first, separator, is_digit);
        }
        Some(start..at)
    })
}

/// Says whether a character is a letter of a script that has capitals: others stand beside digits as spaces do.
pub(crate) fn is_cased(char: char) -> bool {
    char.is_lowercase() || char.is_uppercase()
}

/// A run of digits.
struct Digits {
    end: usize,
    count: usize,
}

/// Where a number ends, of whose first digits a separator follows.
fn grouped(text: &str, first: &Digits, separator: char, is_digit: fn(char) -> bool) -> usize {
    if first.count > 3 {
        return first.end;
    }
    let group_behind = |end: usize| {
        let start = end + separator.len_utf8();
        text[end..].starts_with(separator).then(|| digits_at(text, start, is_digit))
    };
    let mut pairs = first.end;
    while let Some(Digits { end, count: 2 }) =
        group_behind(pairs).filter(|_| separator == ',' && first.count < 3)
    {
        pairs = end;
    }
    if let Some(Digits { end, count: 3 }) = group_behind(pairs).filter(|_| pairs > first.end) {
        return end;
    }
    let mut end = first.end;
    while let Some(group) = group_behind(end).filter(|group| group.count == 3) {
        end = group.end;
    }
    end
}

/// Says whether a character may stand between groups of digits.
fn is_separator(char: char, is_name: bool) -> bool {
    match char {
        ' ' | '\u{a0}' | '\u{2009}' | '\u{202f}' => !is_name,
        _ => matches!(char, ',' | '.' | '\'' | '’' | '\u{66c}'),
    }
}

fn digits_at(text: &str, at: usize, is_digit: fn(char) -> bool) -> Digits {
    let digits = text[at..].chars().take_while(|char| is_digit(*char));
    let (length, count) =
        digits.fold((0, 0), |(length, count), digit| (length + digit.len_utf8(), count + 1));
    Digits { end: at + length, count }
}

#[cfg(test)]
mod tests {
    use super::{digits, numbers};

    fn found(text: &str) -> Vec<String> {
        numbers(text).map(|number| digits(&text[number]).into_owned()).collect()
    }

    #[test]
    fn grouping_is_taken_off() {
        for text in [
            "1,912",
            "1.912",
            "1 912",
            "1\u{a0}912",
            "1\u{202f}912",
            "1\u{2009}912",
            "1’912",
            "1'912",
            "1\u{66c}912",
            "1912",
        ] {
            assert_eq!(found(text), ["1912"], "{text:?}");
        }
        assert_eq!(found("12,345,678 bytes, 75."), ["12345678", "75"]);
        assert_eq!(found("1,00,000 or 12,34,56,789"), ["100000", "123456789"]);
    }

    #[test]
    fn groups_have_one_separator_and_as_many_digits() {
        assert_eq!(found("1,912.345"), ["1912", "345"]);
        assert_eq!(found("1,91 and 1,9123"), ["1", "91", "1", "9123"]);
        assert_eq!(found("100,00"), ["100", "00"]);
        assert_eq!(found("1912,345"), ["1912", "345"]);
        assert_eq!(found("1-912"), ["1", "912"]);
    }

    #[test]
    fn letters_may_touch_a_number() {
        assert_eq!(
            found("4XX, v2, B12, é5, 4KB, 75個, 最大1,912バイト"),
            ["4", "2", "12", "5", "4", "75", "1912"]
        );
        assert_eq!(found("3-digit, v2 100, 1,912th"), ["3", "2", "100", "1912"]);
    }
}
