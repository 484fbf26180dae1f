//! What CLDR knows of languages, scripts and regions.

use core::fmt;
use core::iter::from_fn;

use super::tables::{
    LANGUAGES, PARENTS, PARENTS_IN_OTHER_LANGUAGES, REGIONS, REGIONS_OF_LANGUAGES, SCRIPTS, SCRIPTS_IN_REGIONS,
    SCRIPTS_OF_LANGUAGES,
};

/// A language, a script or a region, in the case that is usual for it, with spaces behind it.
pub(super) type Subtag = [u8; 4];

/// Stands for a subtag that is left out.
pub(super) const NONE: Subtag = *b"    ";

/// Stands for a language that is left open.
const UNDETERMINED: Subtag = *b"und ";
/// The script of every language that the table lacks.
const LATIN: Subtag = *b"Latn";

/// Subtag, script and region of a tag.
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
    pub(super) fn normal(mut self) -> Option<Self> {
        if self.language == UNDETERMINED {
            self = self.with_likely_language()?;
        }
        if self.script != NONE && self.script == usual_script(self.language, self.region) {
            self.script = NONE;
        }
        Some(self)
    }

    fn with_likely_language(self) -> Option<Self> {
        let Self { script, region, .. } = self;
        if script == NONE && region == NONE {
            return None;
        }
        let or = |subtag, likely| if subtag == NONE { likely } else { subtag };
        Some(if let Some(language) = find(&SCRIPTS_IN_REGIONS, (script, region)) {
            Self { language, ..self }
        } else if let Some((language, likely)) = find(&SCRIPTS, script) {
            Self { language, script, region: or(region, likely) }
        } else if let Some((language, likely)) = find(&REGIONS, region) {
            Self { language, script: or(script, likely), region }
        } else {
            // CLDR's guess where it knows of nothing else.
            Self { language: *b"en  ", script: or(script, LATIN), region: or(region, *b"US  ") }
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
        if region == NONE {
            let (language, region) = find(&PARENTS_IN_OTHER_LANGUAGES, (language, script))?;
            return Some(Self { language, script: NONE, region });
        }
        if script != NONE {
            return Self { region: NONE, ..self }.normal();
        }
        if let Some(region) = find(&PARENTS, (language, region)) {
            return Some(Self { region, ..self });
        }
        // The script that goes without saying in the region has to be said without it.
        let script = find(&SCRIPTS_OF_LANGUAGES, (language, region)).unwrap_or(NONE);
        Some(Self { language, script, region: NONE })
    }

    /// The region in which the language, in this script, is most at home.
    pub(super) fn likely_region(self) -> Option<Subtag> {
        if self.region != NONE {
            return Some(self.region);
        }
        let of_script = find(&REGIONS_OF_LANGUAGES, (self.language, self.script));
        of_script.or_else(|| find(&LANGUAGES, self.language).map(|(_, region)| region))
    }

}

impl fmt::Debug for Subtags {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let subtags = [self.language, self.script, self.region].into_iter().filter(|subtag| *subtag != NONE);
        for (at, subtag) in subtags.enumerate() {
            let hyphen = if at > 0 { "-" } else { "" };
            write!(f, "{hyphen}{}", subtag.trim_ascii_end().escape_ascii())?;
        }
        Ok(())
    }
}

/// Says whether tags of the two languages can have an ancestor in common.
pub(super) fn may_be_related(a: Subtag, b: Subtag) -> bool {
    let has_foreign_parent = |language| PARENTS_IN_OTHER_LANGUAGES.iter().any(|((child, _), _)| *child == language);
    a == b || has_foreign_parent(a) || has_foreign_parent(b)
}

/// The script that a language is written in, as a rule or in this region.
pub(super) fn usual_script(language: Subtag, region: Subtag) -> Subtag {
    let in_region = if region == NONE { None } else { find(&SCRIPTS_OF_LANGUAGES, (language, region)) };
    in_region.or_else(|| find(&LANGUAGES, language).map(|(script, _)| script)).unwrap_or(LATIN)
}

fn find<K: Ord, V: Copy>(table: &[(K, V)], key: K) -> Option<V> {
    let record = table.binary_search_by(|(other, _)| other.cmp(&key)).ok()?;
    Some(table[record].1)
}
