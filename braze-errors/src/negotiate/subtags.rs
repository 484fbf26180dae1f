//! What CLDR knows of languages, scripts and regions.

use core::fmt;
use core::iter::from_fn;

use super::tables::{
    LANGUAGES, PARENTS, PARENTS_IN_OTHER_LANGUAGES, REGIONS, REGIONS_OF_LANGUAGES, SCRIPTS,
    SCRIPTS_IN_REGIONS, SCRIPTS_OF_LANGUAGES,
};

/// A subtag as the tables write it.
pub(super) type Letters = [u8; 4];

/// Two subtags, one behind the other.
pub(super) type Pair = [u8; 8];

/// A language, a script or a region: four letters in the case that is usual for it, or less and spaces.
#[derive(Clone, Copy, PartialEq, Eq)]
pub(super) struct Subtag(u32);

impl Subtag {
    /// Stands for one that is left out.
    pub(super) const NONE: Self = Self::new(*b"    ");

    /// Stands for a language that is left open.
    const UNDETERMINED: Self = Self::new(*b"und ");

    /// The script of every language that the table lacks.
    const LATIN: Self = Self::new(*b"Latn");

    pub(super) const fn new(letters: Letters) -> Self {
        Self(u32::from_be_bytes(letters))
    }

    /// The other, where this one is left out.
    fn or(self, other: Self) -> Self {
        if self == Self::NONE { other } else { self }
    }
}

impl fmt::Debug for Subtag {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{}", self.0.to_be_bytes().trim_ascii_end().escape_ascii())
    }
}

/// Language, script and region of a tag.
#[derive(Clone, Copy, PartialEq, Eq)]
pub(super) struct Subtags {
    pub(super) language: Subtag,
    pub(super) script: Subtag,
    pub(super) region: Subtag,
}

impl Subtags {
    /// The same with its language, where that follows from the others, and without a script that goes without saying:
    /// `zh-TW` for `zh-Hant-TW`, `zh-Hant` and `und-TW`.
    ///
    /// A tag that leaves the language open, and has nothing for it to follow from, asks for nothing.
    #[inline]
    pub(super) fn normal(mut self) -> Option<Self> {
        if self.language == Subtag::UNDETERMINED {
            self = self.with_likely_language()?;
        }
        if self.script != Subtag::NONE && self.script == usual_script(self.language, self.region) {
            self.script = Subtag::NONE;
        }
        Some(self)
    }

    fn with_likely_language(self) -> Option<Self> {
        let Self { script, region, .. } = self;
        if script == Subtag::NONE && region == Subtag::NONE {
            return None;
        }
        Some(if let Some(language) = of_pair(&SCRIPTS_IN_REGIONS, script, region) {
            Self { language, ..self }
        } else if let Some((language, likely)) = of_one(&SCRIPTS, script) {
            Self { language, script, region: region.or(likely) }
        } else if let Some((language, likely)) = of_one(&REGIONS, region) {
            Self { language, script: script.or(likely), region }
        } else {
            // CLDR's guess where it knows of nothing else.
            let (language, region) = (Subtag::new(*b"en  "), region.or(Subtag::new(*b"US  ")));
            Self { language, script: script.or(Subtag::LATIN), region }
        })
    }

    /// This and what is asked for where it isn't there, nearest first: `en-AT`, `en-150`, `en-001`, `en`.
    ///
    /// In another script a language is no parent: `sr-Latn` has none.
    pub(super) fn ancestors(self) -> impl Iterator<Item = Self> + Clone {
        let (mut first, mut child) = (Some(self), None);
        // `successors` would look the next one up before it is asked for.
        from_fn(move || {
            child = child.map_or_else(|| first.take(), Self::parent);
            child
        })
    }

    fn parent(self) -> Option<Self> {
        let Self { language, script, region } = self;
        if region == Subtag::NONE {
            return foreign_parent(language, script);
        }
        if script != Subtag::NONE {
            return Self { region: Subtag::NONE, ..self }.normal();
        }
        if let Some(region) = of_pair(&PARENTS, language, region) {
            return Some(Self { region, ..self });
        }
        // The script that goes without saying in the region has to be said without it.
        let script = of_pair(&SCRIPTS_OF_LANGUAGES, language, region).unwrap_or(Subtag::NONE);
        Some(Self { language, script, region: Subtag::NONE })
    }

    /// The region in which the language, in this script, is most at home.
    pub(super) fn likely_region(self) -> Option<Subtag> {
        if self.region != Subtag::NONE {
            return Some(self.region);
        }
        let of_script = of_pair(&REGIONS_OF_LANGUAGES, self.language, self.script);
        of_script.or_else(|| of_one(&LANGUAGES, self.language).map(|(_, region)| region))
    }
}

impl fmt::Debug for Subtags {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{:?}", self.language)?;
        let rest = [self.script, self.region].into_iter().filter(|subtag| *subtag != Subtag::NONE);
        rest.into_iter().try_for_each(|subtag| write!(f, "-{subtag:?}"))
    }
}

/// Says whether a tag of this language may be near to one of another.
#[inline]
pub(super) fn may_be_near_others(language: Subtag) -> bool {
    let is_child = |((child, _), _): &((Letters, _), _)| Subtag::new(*child) == language;
    language == Subtag::UNDETERMINED || PARENTS_IN_OTHER_LANGUAGES.iter().any(is_child)
}

fn foreign_parent(language: Subtag, script: Subtag) -> Option<Subtags> {
    let is_child =
        |child: &(Letters, Letters)| (Subtag::new(child.0), Subtag::new(child.1)) == (language, script);
    let (_, (language, region)) = PARENTS_IN_OTHER_LANGUAGES.iter().find(|(child, _)| is_child(child))?;
    Some(Subtags { language: Subtag::new(*language), script: Subtag::NONE, region: Subtag::new(*region) })
}

/// The script that a language is written in, as a rule or in this region.
pub(super) fn usual_script(language: Subtag, region: Subtag) -> Subtag {
    let in_region =
        if region == Subtag::NONE { None } else { of_pair(&SCRIPTS_OF_LANGUAGES, language, region) };
    in_region.or_else(|| of_one(&LANGUAGES, language).map(|(script, _)| script)).unwrap_or(Subtag::LATIN)
}

/// What follows from a subtag.
fn of_one(table: &[(Letters, (Letters, Letters))], key: Subtag) -> Option<(Subtag, Subtag)> {
    let record = table.binary_search_by_key(&key.0, |(key, _)| u32::from_be_bytes(*key)).ok()?;
    let (a, b) = table[record].1;
    Some((Subtag::new(a), Subtag::new(b)))
}

/// What follows from two subtags.
fn of_pair(table: &[(Pair, Letters)], a: Subtag, b: Subtag) -> Option<Subtag> {
    let key = u64::from(a.0) << 32 | u64::from(b.0);
    let record = table.binary_search_by_key(&key, |(key, _)| u64::from_be_bytes(*key)).ok()?;
    Some(Subtag::new(table[record].1))
}
