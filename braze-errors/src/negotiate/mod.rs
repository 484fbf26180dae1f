//! From the languages that a reader prefers to a locale of a catalog.

#[cfg(test)]
mod against_icu;
mod header;
mod subtags;
mod tables;
mod tag;

use core::cmp::Reverse;
use core::slice;

use self::header::{MOST_WELCOME, Range, Ranges};
use self::subtags::{Subtags, may_be_near_others};
use self::tag::Tag;
use crate::CatalogLocale;

/// The locale that suits a header best.
pub(crate) fn for_header<L: CatalogLocale>(header: &str) -> Option<L> {
    let mut search = search(L::ALL, header);
    if search.may_refuse {
        let is_accepted = |locale: &&L| named_by(**locale, header).is_none_or(|range| range.quality > 0);
        let accepted = L::ALL.iter().filter(is_accepted);
        let found = accepted.filter_map(|locale| self::search(slice::from_ref(locale), header).best);
        search.best = found.min_by_key(|(merit, _)| *merit);
    }
    search.best.map(|(_, locale)| locale)
}

/// The locale that is nearest to a tag.
pub(crate) fn nearest<L: CatalogLocale>(tag: &str) -> Option<L> {
    find_nearest(tag.as_bytes(), L::ALL).map(|(_, locale)| locale)
}

/// The locale that suits a list of tags best, the most welcome first.
#[cfg(feature = "system")]
pub(crate) fn for_list<L: CatalogLocale>(tags: impl Iterator<Item = std::string::String>) -> Option<L> {
    let found = tags.filter_map(|tag| find_nearest(tag.as_bytes(), L::ALL));
    found.min_by_key(|(distance, _)| distance.is_in_other_script).map(|(_, locale)| locale)
}

/// What the wildcard stands for: every language that no other range names.
const ANY: &[u8] = b"*";

/// How far a locale is from what was asked for, the nearest first.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, PartialOrd, Ord)]
struct Distance {
    /// Words in another script than was asked for are better than none, and no better.
    is_in_other_script: bool,
    /// From the tag to the nearest ancestor that is the locale's too.
    up: u8,
    /// From there to the locale.
    down: u8,
    is_other_variant: bool,
    /// Among regions that are as near, the one where the language is most at home comes first.
    is_other_region: bool,
}

/// The locale that is nearest to a tag; of those as near, the first.
fn find_nearest<L: CatalogLocale>(tag: &[u8], locales: &[L]) -> Option<(Distance, L)> {
    let language = Tag::language(tag);
    let is_near_others = may_be_near_others(language);
    let may_be_near = |locale: &&L| {
        let own = Tag::language(locale.tag().as_bytes());
        own == language || is_near_others || may_be_near_others(own)
    };
    let mut near = locales.iter().filter(may_be_near).peekable();
    // Most ranges of most headers end here, unread.
    near.peek()?;
    let tag = Tag::read(tag)?;
    let asked = tag.subtags.normal()?;
    let mut nearest: Option<(Distance, L)> = None;
    for locale in near {
        let Some(own) = Tag::read(locale.tag().as_bytes()) else { continue };
        let distance = if own.subtags == tag.subtags && own.has_variants_of(&tag) {
            return Some((Distance::default(), *locale));
        } else if locale.is_pseudo() {
            // A pseudo-locale is for tests: its own name alone chooses it.
            None
        } else {
            distance(&tag, asked, &own)
        };
        if let Some(distance) = distance.filter(|distance| nearest.is_none_or(|(least, _)| *distance < least))
        {
            nearest = Some((distance, *locale));
        }
    }
    nearest
}

/// How far a locale's own tag is from one that asks for these subtags.
fn distance(tag: &Tag<'_>, asked: Subtags, own: &Tag<'_>) -> Option<Distance> {
    let there = own.subtags.normal()?;
    let is_other_variant = !tag.has_variants_of(own);
    let down_from = |ancestor| there.ancestors().zip(0..).find(|(step, _)| *step == ancestor);
    let met = asked.ancestors().zip(0..).find_map(|(ancestor, up)| Some((up, down_from(ancestor)?)));
    let Some((up, (ancestor, down))) = met else {
        let is_same_language = asked.language == there.language;
        let (up, down) = (0, there.ancestors().zip(1..).map(|(_, steps)| steps).last().unwrap_or_default());
        let other_script =
            Distance { is_in_other_script: true, up, down, is_other_variant, is_other_region: false };
        return is_same_language.then_some(other_script);
    };
    let is_other_region = down > 0 && ancestor.likely_region() != Some(there.region);
    Some(Distance { is_in_other_script: false, up, down, is_other_variant, is_other_region })
}

/// How good a choice is, the best first: by the range that asks for it, and the distance from it.
#[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
struct Merit {
    is_in_other_script: bool,
    quality: Reverse<u16>,
    place: u8,
    distance: Distance,
}

/// What a search for the best locale comes to.
struct Search<L> {
    best: Option<(Merit, L)>,
    /// Whether a range may say that a locale is not welcome: the best may be one of these.
    may_refuse: bool,
}

/// Finds the best of these locales; of those as good, the first.
fn search<L: CatalogLocale>(locales: &[L], header: &str) -> Search<L> {
    let mut search = Search { best: None::<(Merit, L)>, may_refuse: false };
    let mut wildcard: Option<Merit> = None;
    let (mut ranges, mut place) = (Ranges::new(header), 0);
    while let Some(Range { tag, quality }) = ranges.next() {
        place += 1;
        let merit = |distance: Distance| Merit {
            is_in_other_script: distance.is_in_other_script,
            quality: Reverse(quality),
            place,
            distance,
        };
        let is_better = |merit| search.best.is_none_or(|(best, _)| merit < best);
        let utmost = merit(Distance::default());
        if quality == 0 {
            search.may_refuse = true;
        } else if tag == ANY {
            wildcard = Some(wildcard.map_or(utmost, |wildcard| wildcard.min(utmost)));
        } else if is_better(utmost) {
            let found = find_nearest(tag, locales).map(|(distance, locale)| (merit(distance), locale));
            if let Some(found) = found.filter(|(merit, _)| is_better(*merit)) {
                search.best = Some(found);
                if quality == MOST_WELCOME && !found.0.is_in_other_script {
                    // No other range has more to say, but that a locale is not welcome.
                    search.may_refuse |= ranges.may_refuse();
                    break;
                }
            }
        }
    }
    if let Some(merit) = wildcard.filter(|merit| search.best.is_none_or(|(best, _)| *merit < best)) {
        let is_unnamed = |locale: &&L| !locale.is_pseudo() && named_by(**locale, header).is_none();
        let merits = locales.iter().filter(is_unnamed).map(|locale| {
            // The source is before the others.
            let distance = Distance { up: u8::from(*locale != L::SOURCE), ..merit.distance };
            (Merit { distance, ..merit }, *locale)
        });
        search.best = merits.chain(search.best).min_by_key(|(merit, _)| *merit);
    }
    search
}

/// The range that names this locale most specifically.
fn named_by<L: CatalogLocale>(locale: L, header: &str) -> Option<Range<'_>> {
    Ranges::new(header).filter(|range| range.names(locale.tag())).max_by_key(|range| range.tag.len())
}
