//! `number-format`: numbers that are not grouped as the locale groups them.

use icu_decimal::DecimalFormatter;
use icu_decimal::input::Decimal;
use icu_decimal::options::GroupingStrategy;
use icu_locale_core::Locale;

use super::number::{self, value};
use crate::finding::{Finding, Rule};
use crate::page::Page;

pub(super) fn check(tag: &str, page: &Page, findings: &mut Vec<Finding>) {
    let grouping = Grouping::of(tag);
    let numbers = page.rows.iter().flat_map(|row| number::of(&page.source, &row.description));
    for number in numbers.filter(|number| number.word.is_none()).map(|number| number.item) {
        let expected = grouping.write_like(&number.key, number.shown);
        if number.shown != expected && !number.key.starts_with('0') {
            findings.push(
                Finding::new(Rule::NumberFormat, &page.source, number.span)
                    .message(format!("found {}; expected {expected}, as `{tag}` groups digits", number.shown))
                    .help(format!("write `{expected}`{}", separator_name(&expected))),
            );
        }
    }
}

/// How a locale groups the digits of a number, as CLDR says.
pub(super) struct Grouping(Option<DecimalFormatter>);

impl Grouping {
    pub(super) fn of(tag: &str) -> Self {
        Self::new(tag, GroupingStrategy::Auto)
    }

    /// Doesn't group digits.
    pub(super) fn none(tag: &str) -> Self {
        Self::new(tag, GroupingStrategy::Never)
    }

    fn new(tag: &str, strategy: GroupingStrategy) -> Self {
        let formatter = |tag: &str| {
            DecimalFormatter::try_new(Locale::try_from_str(tag).ok()?.into(), strategy.into()).ok()
        };
        let is_latin = |formatter: &DecimalFormatter| formatter.format_to_string(&Decimal::from(1)) == "1";
        // Numbers are written with ASCII's digits first, whatever the locale's own are.
        Self(formatter(tag).filter(is_latin).or_else(|| formatter(&format!("{tag}-u-nu-latn"))))
    }

    /// Writes a number with the digits that another is written with.
    pub(super) fn write_like(&self, digits: &str, like: &str) -> String {
        let written = match (&self.0, Decimal::try_from_str(digits)) {
            (Some(formatter), Ok(number)) if !digits.starts_with('0') => formatter.format_to_string(&number),
            _ => digits.to_owned(),
        };
        let zero = like.chars().find_map(|char| u32::from(char).checked_sub(value(char)?));
        let zero = zero.and_then(char::from_u32).filter(|zero| *zero != '0');
        let Some(zero) = zero else { return written };
        let in_script = |char: char| match char.to_digit(10) {
            Some(digit) => char::from_u32(u32::from(zero) + digit).unwrap_or(char),
            // Arabic digits have a separator of their own.
            None if matches!(zero, '\u{660}' | '\u{6f0}') => '\u{66c}',
            None => char,
        };
        written.chars().map(in_script).collect()
    }
}

/// Names a separator that nobody can tell from a space.
fn separator_name(number: &str) -> &'static str {
    if number.contains('\u{a0}') {
        " with the no-break space U+00A0"
    } else if number.contains('\u{202f}') {
        " with the narrow no-break space U+202F"
    } else {
        ""
    }
}

#[cfg(test)]
mod tests {
    use super::Grouping;

    #[test]
    fn digits_are_grouped_as_in_cldr() {
        for (tag, four, seven) in [
            ("en", "1,912", "1,234,567"),
            ("en-XA", "1,912", "1,234,567"),
            ("de", "1.912", "1.234.567"),
            ("de-CH", "1'912", "1'234'567"),
            ("pt-BR", "1.912", "1.234.567"),
            ("pt-PT", "1912", "1\u{a0}234\u{a0}567"),
            ("fr", "1\u{202f}912", "1\u{202f}234\u{202f}567"),
            ("fr-CA", "1\u{a0}912", "1\u{a0}234\u{a0}567"),
            ("es", "1912", "1.234.567"),
            ("en-IN", "1,912", "12,34,567"),
            ("zh-Hant-TW", "1,912", "1,234,567"),
            ("fa", "1,912", "1,234,567"),
        ] {
            let write = |digits| Grouping::of(tag).write_like(digits, "1");
            assert_eq!(write("1912"), four, "{tag}");
            assert_eq!(write("1234567"), seven, "{tag}");
            assert_eq!(write("912"), "912", "{tag}");
            assert_eq!(Grouping::none(tag).write_like("1234567", "1"), "1234567", "{tag}");
        }
        assert_eq!(Grouping::of("es").write_like("19123", "1"), "19.123");
    }

    #[test]
    fn digits_are_those_of_the_number_that_was_found() {
        for (tag, like, expected) in
            [("fa", "۷۵", "۱٬۹۱۲"), ("ar", "٧٥", "١٬٩١٢"), ("hi", "७५", "१,९१२"), ("ja", "７５", "１,９１２")]
        {
            assert_eq!(Grouping::of(tag).write_like("1912", like), expected, "{tag}");
        }
    }
}
