//! From the languages that a reader prefers to a locale of a catalog.

use std::vec::Vec;

use fluent_langneg::LanguageIdentifier;
use fluent_langneg::negotiate::{NegotiationStrategy, filter_matches};

use crate::CatalogLocale;

/// So much of a header is read; those that browsers send are a tenth of it.
const MAX_BYTES: usize = 4096;

/// So many ranges of a header, or of the system, are read.
pub(crate) const MAX_RANGES: usize = 64;

/// What the wildcard stands for: every language that no other range names.
const ANY: &str = "*";

/// A language range, as RFC 4647 has it, and how welcome it is, in thousandths.
pub(crate) struct Range<'a> {
    pub(crate) tag: &'a str,
    pub(crate) quality: u16,
}

/// The ranges of an `Accept-Language` header, as RFC 9110 has them; malformed ones count as not sent.
pub(crate) fn ranges(header: &str) -> Vec<Range<'_>> {
    let is_range = |range: &&str| !range.is_empty();
    bounded(header).split(',').map(str::trim).filter(is_range).take(MAX_RANGES).filter_map(range).collect()
}

/// The header, or what fits of it without a range that is cut.
fn bounded(header: &str) -> &str {
    if header.len() <= MAX_BYTES {
        return header;
    }
    // A string is searched by words, where bytes would be one by one.
    let cut = (0..=MAX_BYTES + 1).rev().find(|cut| header.is_char_boundary(*cut)).unwrap_or_default();
    let end = header[..cut].rfind(',').unwrap_or_default();
    &header[..end]
}

fn range(text: &str) -> Option<Range<'_>> {
    let mut parts = text.split(';').map(str::trim);
    let tag = parts.next()?;
    let weight = parts.find_map(|part| part.strip_prefix(['q', 'Q'])?.strip_prefix('='));
    Some(Range { tag, quality: weight.map_or(Some(1000), quality)? })
}

/// A weight in thousandths: `0`, `0.5`, `1.000`.
fn quality(weight: &str) -> Option<u16> {
    let (whole, fraction) = weight.split_once('.').unwrap_or((weight, ""));
    if fraction.len() > 3 || !fraction.bytes().all(|byte| byte.is_ascii_digit()) {
        return None;
    }
    let mut thousandths = 0;
    for digit in fraction.bytes().chain(*b"000").take(3) {
        thousandths = thousandths * 10 + u16::from(digit - b'0');
    }
    match (whole, thousandths) {
        ("0", _) => Some(thousandths),
        ("1", 0) => Some(1000),
        _ => None,
    }
}

struct Available<L> {
    locale: L,
    id: LanguageIdentifier,
}

impl<L> AsRef<LanguageIdentifier> for Available<L> {
    fn as_ref(&self) -> &LanguageIdentifier {
        &self.id
    }
}

/// The locale that suits these ranges best, or the source where none does.
pub(crate) fn negotiate<L: CatalogLocale>(mut ranges: Vec<Range<'_>>) -> L {
    let may_refuse = ranges.iter().any(|range| range.quality == 0);
    let accepted = L::ALL.iter().filter(|locale| !(may_refuse && is_refused(**locale, &ranges)));
    let accepted: Vec<Available<L>> =
        accepted.filter_map(|locale| Some(Available { locale: *locale, id: parse(locale.tag())? })).collect();
    ranges.retain(|range| range.quality > 0);
    ranges.sort_by_key(|range| std::cmp::Reverse(range.quality));
    let found = ranges.iter().find_map(|range| {
        if range.tag == ANY {
            return any(&accepted, &ranges);
        }
        let id = parse(range.tag)?;
        // A pseudo-locale is for tests: its own name alone chooses it.
        let may_match = |available: &&Available<L>| !available.locale.is_pseudo() || available.id == id;
        let candidates: Vec<&Available<L>> = accepted.iter().filter(may_match).collect();
        let matches = filter_matches(&[&id], &candidates, NegotiationStrategy::Lookup);
        matches.first().map(|available| available.locale)
    });
    found.unwrap_or(L::SOURCE)
}

/// The source, else the first locale, that no range names.
fn any<L: CatalogLocale>(accepted: &[Available<L>], ranges: &[Range<'_>]) -> Option<L> {
    let is_unnamed = |locale: &L| !locale.is_pseudo() && most_specific(*locale, ranges).is_none();
    let unnamed = || accepted.iter().map(|available| available.locale).filter(is_unnamed);
    unnamed().find(|locale| *locale == L::SOURCE).or_else(|| unnamed().next())
}

/// Says whether the range that names this locale most specifically has the quality 0.
fn is_refused<L: CatalogLocale>(locale: L, ranges: &[Range<'_>]) -> bool {
    most_specific(locale, ranges).is_some_and(|range| range.quality == 0)
}

/// The longest range that the locale's tag is in, by RFC 4647's basic filtering.
fn most_specific<'a, L: CatalogLocale>(locale: L, ranges: &'a [Range<'_>]) -> Option<&'a Range<'a>> {
    let tag = locale.tag();
    let names = |range: &&Range<'_>| {
        let len = range.tag.len();
        let is_start = tag.get(..len).is_some_and(|start| start.eq_ignore_ascii_case(range.tag));
        is_start && (tag.len() == len || tag[len..].starts_with('-'))
    };
    ranges.iter().filter(names).max_by_key(|range| range.tag.len())
}

/// Reads a tag, without its extensions.
fn parse(tag: &str) -> Option<LanguageIdentifier> {
    LanguageIdentifier::try_from_locale_bytes(tag.as_bytes()).ok()
}

#[cfg(test)]
mod tests {
    use super::{MAX_BYTES, bounded, quality};

    #[test]
    fn a_weight_is_what_rfc_9110_says() {
        for (weight, thousandths) in
            [("0", 0), ("1", 1000), ("0.5", 500), ("0.05", 50), ("0.", 0), ("1.000", 1000)]
        {
            assert_eq!(quality(weight), Some(thousandths), "{weight}");
        }
        for weight in ["", "2", "1.1", "-1", "0.1234", "0.x", "01", ".5", "0.+1", "0,5"] {
            assert_eq!(quality(weight), None, "{weight}");
        }
    }

    #[test]
    fn a_long_header_ends_before_a_range_that_is_cut() {
        let header = "fr,".repeat(MAX_BYTES);
        assert!(bounded(&header).len() <= MAX_BYTES);
        assert!(bounded(&header).ends_with("fr"));
        assert_eq!(bounded(&"x".repeat(MAX_BYTES)).len(), MAX_BYTES);
        assert_eq!(bounded(&"x".repeat(MAX_BYTES + 1)), "");
    }
}
