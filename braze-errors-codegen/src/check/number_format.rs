//! `number-format`: numbers that are not grouped as the locale groups them.

use oxilangtag::LanguageTag;

use super::number;
use crate::finding::{Finding, Rule};
use crate::page::Page;

pub(super) fn check(tag: &str, page: &Page, findings: &mut Vec<Finding>) {
    let Some(grouping) = Grouping::of(tag) else { return };
    for number in page.rows.iter().flat_map(|row| number::of_row(page, row)) {
        let expected = grouping.write(&number.key);
        if number.shown != expected && !number.key.starts_with('0') {
            findings.push(
                Finding::new(Rule::NumberFormat, &page.source, number.span)
                    .message(format!("found {}; expected {expected}, as `{tag}` groups digits", number.shown))
                    .help(format!("write `{expected}`{}", grouping.separator_name())),
            );
        }
    }
}

/// What CLDR 47 has in its `numbers.json`: `symbols-numberSystem-latn.group` and `minimumGroupingDigits`.
///
/// Locales that group by another number of digits than three are left out.
const GROUPINGS: &[(char, usize, &[&str])] = &[
    (',', 1, &["en", "en-AU", "en-CA", "en-GB", "en-IE", "en-NZ", "en-US", "en-XA", "en-XB"]),
    (',', 1, &["ja", "ja-JP", "ko", "ko-KR", "th", "th-TH", "zh", "zh-CN", "zh-HK", "zh-SG", "zh-TW"]),
    ('.', 1, &["da", "da-DK", "de", "de-DE", "el", "el-GR", "id", "id-ID", "nl", "nl-BE", "nl-NL"]),
    ('.', 1, &["pt", "pt-BR", "tr", "tr-TR"]),
    ('.', 2, &["es", "es-ES", "it", "it-IT"]),
    ('\u{a0}', 1, &["cs", "cs-CZ", "fi", "fi-FI", "fr-CA", "ru", "ru-RU", "sk", "sk-SK", "sv", "sv-SE"]),
    ('\u{a0}', 1, &["uk", "uk-UA"]),
    ('\u{a0}', 2, &["bg", "bg-BG", "pl", "pl-PL", "pt-PT"]),
    ('\u{202f}', 1, &["fr", "fr-BE", "fr-FR"]),
];

/// How a locale groups the digits of a number.
struct Grouping {
    separator: char,
    /// How many digits stand before the separator at least.
    minimum: usize,
}

impl Grouping {
    /// `None` for a locale whose grouping isn't known here.
    fn of(tag: &str) -> Option<Self> {
        let tag = LanguageTag::parse(tag).ok()?;
        let mut key = tag.primary_language().to_ascii_lowercase();
        if let Some(region) = tag.region() {
            key.extend(["-", &region.to_ascii_uppercase()]);
        }
        let known = GROUPINGS.iter().find(|(_, _, locales)| locales.contains(&key.as_str()));
        known.map(|(separator, minimum, _)| Self { separator: *separator, minimum: *minimum })
    }

    fn write(&self, digits: &str) -> String {
        if digits.len() < 3 + self.minimum {
            return digits.to_owned();
        }
        let mut written = String::new();
        for (index, digit) in digits.char_indices() {
            if index > 0 && (digits.len() - index) % 3 == 0 {
                written.push(self.separator);
            }
            written.push(digit);
        }
        written
    }

    /// Names a separator that nobody can tell from a space.
    fn separator_name(&self) -> &'static str {
        match self.separator {
            '\u{a0}' => " with the no-break space U+00A0",
            '\u{202f}' => " with the narrow no-break space U+202F",
            _ => "",
        }
    }
}

#[cfg(test)]
mod tests {
    use super::Grouping;

    #[test]
    fn digits_are_grouped_as_in_cldr() {
        let write = |tag: &str, digits| Grouping::of(tag).map(|grouping| grouping.write(digits));
        for (tag, four, seven) in [
            ("en", "1,912", "1,234,567"),
            ("en-XA", "1,912", "1,234,567"),
            ("de", "1.912", "1.234.567"),
            ("pt-BR", "1.912", "1.234.567"),
            ("pt-PT", "1912", "1\u{a0}234\u{a0}567"),
            ("fr", "1\u{202f}912", "1\u{202f}234\u{202f}567"),
            ("fr-CA", "1\u{a0}912", "1\u{a0}234\u{a0}567"),
            ("es", "1912", "1.234.567"),
            ("zh-Hant-TW", "1,912", "1,234,567"),
        ] {
            assert_eq!(write(tag, "1912").as_deref(), Some(four), "{tag}");
            assert_eq!(write(tag, "1234567").as_deref(), Some(seven), "{tag}");
            assert_eq!(write(tag, "912").as_deref(), Some("912"), "{tag}");
        }
        assert_eq!(write("es", "19123").as_deref(), Some("19.123"));
        assert_eq!(write("es", "191234").as_deref(), Some("191.234"));
        // Digits are grouped by two in India, by an apostrophe in Switzerland, and `xx` is no language.
        for tag in ["en-IN", "de-CH", "xx"] {
            assert_eq!(write(tag, "1912"), None, "{tag}");
        }
    }
}
