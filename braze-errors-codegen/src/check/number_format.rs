//! `number-format`: numbers that are not grouped as the locale groups them.

use icu_decimal::DecimalFormatter;
use icu_decimal::input::Decimal;
use icu_decimal::options::GroupingStrategy;
use icu_locale_core::Locale;

use super::number;
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
pub(super) struct Grouping {
    /// With ASCII's digits.
    latin: Option<DecimalFormatter>,
    /// With the locale's digits.
    own: Option<DecimalFormatter>,
}

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
        let own = formatter(tag);
        let is_latin = own.as_ref().is_none_or(|own| own.format_to_string(&Decimal::from(1)) == "1");
        let latin = if is_latin { formatter(tag) } else { formatter(&format!("{tag}-u-nu-latn")) };
        Self { latin, own }
    }

    /// Writes a number with the digits that another is written with.
    pub(super) fn write_like(&self, digits: &str, like: &str) -> String {
        let is_latin = like.chars().any(|char| char.is_ascii_digit());
        let formatter = if is_latin { &self.latin } else { &self.own };
        match (formatter, Decimal::try_from_str(digits)) {
            (Some(formatter), Ok(number)) if !digits.starts_with('0') => formatter.format_to_string(&number),
            _ => digits.to_owned(),
        }
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
            [("fa", "۷۵", "۱٬۹۱۲"), ("ar-EG", "٧٥", "١٬٩١٢"), ("hi-u-nu-deva", "७५", "१,९१२")]
        {
            assert_eq!(Grouping::of(tag).write_like("1912", like), expected, "{tag}");
        }
    }
}
