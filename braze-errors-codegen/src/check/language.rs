//! Which language a text is in, and which rows are another locale's.

use std::collections::HashMap;

use whatlang::{Detector, Lang, Script};

use super::memory::Memory;
use super::mojibake;
use super::sentence::{letters, prose};
use crate::catalog::Catalog;
use crate::form::Form;
use crate::markdown::BASE_URL;

/// Of what is shorter nobody tells the language. Measured on the pages of twenty APIs, none of whose rows is mistaken.
const FEWEST_LETTERS: usize = 40;

/// Two texts of so many letters are equal for a reason.
const FEWEST_EQUAL_LETTERS: usize = 20;

/// How sure the detector has to be of one language among all, where the two in question have different scripts, and of
/// one of these two.
const SURE_OF_ALL: f64 = 0.5;
const SURE_OF_TWO: f64 = 0.9;

/// The languages that the detector knows, by what tags call them.
const LANGUAGES: &[(&str, Lang)] = &[
    ("af", Lang::Afr),
    ("am", Lang::Amh),
    ("ar", Lang::Ara),
    ("az", Lang::Aze),
    ("be", Lang::Bel),
    ("bg", Lang::Bul),
    ("bn", Lang::Ben),
    ("ca", Lang::Cat),
    ("cs", Lang::Ces),
    ("cy", Lang::Cym),
    ("da", Lang::Dan),
    ("de", Lang::Deu),
    ("el", Lang::Ell),
    ("en", Lang::Eng),
    ("es", Lang::Spa),
    ("et", Lang::Est),
    ("fa", Lang::Pes),
    ("fi", Lang::Fin),
    ("fil", Lang::Tgl),
    ("fr", Lang::Fra),
    ("gu", Lang::Guj),
    ("he", Lang::Heb),
    ("hi", Lang::Hin),
    ("hr", Lang::Hrv),
    ("hu", Lang::Hun),
    ("hy", Lang::Hye),
    ("id", Lang::Ind),
    ("it", Lang::Ita),
    ("ja", Lang::Jpn),
    ("ka", Lang::Kat),
    ("km", Lang::Khm),
    ("kn", Lang::Kan),
    ("ko", Lang::Kor),
    ("lt", Lang::Lit),
    ("lv", Lang::Lav),
    ("mk", Lang::Mkd),
    ("ml", Lang::Mal),
    ("mr", Lang::Mar),
    ("my", Lang::Mya),
    ("nb", Lang::Nob),
    ("ne", Lang::Nep),
    ("nl", Lang::Nld),
    ("no", Lang::Nob),
    ("pa", Lang::Pan),
    ("pl", Lang::Pol),
    ("pt", Lang::Por),
    ("ro", Lang::Ron),
    ("ru", Lang::Rus),
    ("si", Lang::Sin),
    ("sk", Lang::Slk),
    ("sl", Lang::Slv),
    ("sv", Lang::Swe),
    ("ta", Lang::Tam),
    ("te", Lang::Tel),
    ("th", Lang::Tha),
    ("tr", Lang::Tur),
    ("uk", Lang::Ukr),
    ("ur", Lang::Urd),
    ("vi", Lang::Vie),
    ("zh", Lang::Cmn),
];

/// A language that a text may be in.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub(super) struct Language(Lang);

impl Language {
    /// The language of a locale, where the detector knows it.
    pub(super) fn of(tag: &str) -> Option<Self> {
        let tag = tag.to_ascii_lowercase();
        let (language, others) = tag.split_once('-').unwrap_or((&tag, ""));
        // It knows each language in one script.
        let has_script = others.split('-').any(|part| part.len() == 4 && !["hans", "hant"].contains(&part));
        let known = LANGUAGES.iter().find(|(known, _)| *known == language && !has_script);
        known.map(|(_, lang)| Self(*lang))
    }

    /// What it is called in English.
    pub(super) fn name(self) -> &'static str {
        match self.0 {
            Lang::Cmn => "Chinese",
            Lang::Nob => "Norwegian",
            Lang::Pes => "Persian",
            lang => lang.eng_name(),
        }
    }

    /// What is told of a text's language that is expected in this one.
    pub(super) fn told(self, text: &str, memory: Option<&Memory>) -> Told {
        let find = |text: &str| self.telling(text).map_or(Told::Nothing, |text| self.told_of(&text));
        match memory {
            Some(memory) => memory.languages.recall((self, text.to_owned()), |(_, text)| find(text)),
            None => find(text),
        }
    }

    /// Says whether a text that is expected in this language surely is in another one.
    pub(super) fn is_instead(self, other: Self, text: &str, memory: Option<&Memory>) -> bool {
        match memory {
            Some(memory) => {
                memory.others.recall((self, other, text.to_owned()), |(.., text)| self.is_in(other, text))
            }
            None => self.is_in(other, text),
        }
    }

    fn is_in(self, other: Self, text: &str) -> bool {
        let [own, of_other] = [self, other].map(|language| Script::Latin.langs().contains(&language.0));
        let latin = || text.chars().filter(|char| is_latin(*char)).count();
        // Where a fifth of the letters are of the own script, `telling` leaves the Latin ones out.
        if !own && of_other && latin() * 5 < FEWEST_LETTERS * 4 {
            return false;
        }
        // Two languages are compared much faster than all of them, and mostly this one is found.
        let text = self.telling(text).filter(|text| self.is_sure_of(other, text));
        text.is_some_and(|text| self.told_of(&text) == Told::Other(other))
    }

    fn told_of(self, text: &str) -> Told {
        // No page is in Latin or Esperanto, and each language that isn't asked for saves time.
        let known = LANGUAGES.iter().map(|(_, language)| *language).collect();
        let Some(found) = Detector::with_allowlist(known).detect(text) else { return Told::Nothing };
        if found.lang() == self.0 {
            return Told::Expected;
        }
        // Of languages in two scripts one is certain, but a row of names alone is in neither.
        let is_of_one_script = found.script().langs().contains(&self.0);
        if !is_of_one_script && found.confidence() < SURE_OF_ALL {
            return Told::Nothing;
        }
        let found = Self(found.lang());
        if self.is_sure_of(found, text) { Told::Other(found) } else { Told::Nothing }
    }

    /// Says whether a text surely is in another language, if it is in one of two.
    fn is_sure_of(self, other: Self, text: &str) -> bool {
        let of_two = Detector::with_allowlist(vec![self.0, other.0]).detect(text);
        of_two.is_some_and(|found| found.lang() == other.0 && found.confidence() >= SURE_OF_TWO)
    }

    /// What of a text tells its language, if there is enough of it.
    fn telling(self, text: &str) -> Option<String> {
        if text.len() < FEWEST_LETTERS {
            return None;
        }
        // Addresses, paths and names of settings are in no language.
        let is_word = |word: &&str| !word.contains(['/', '=', '@', '_', '{', '}']);
        let text = mojibake::mend(text);
        let text = text.split_whitespace().filter(is_word).collect::<Vec<_>>().join(" ");
        let all = letters(&text);
        if all < FEWEST_LETTERS {
            return None;
        }
        if Script::Latin.langs().contains(&self.0) {
            return Some(text);
        }
        // Names of products stand in Latin letters everywhere.
        let latin = text.chars().filter(|char| is_latin(*char)).count();
        if (all - latin) * 5 < all {
            return Some(text);
        }
        Some(text.chars().filter(|char| !is_latin(*char)).collect())
    }
}

/// What is told of a text's language.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Told {
    /// Nothing for sure.
    Nothing,
    /// It is in the language that is expected.
    Expected,
    /// It is in another one.
    Other(Language),
}

fn is_latin(char: char) -> bool {
    (char < '\u{250}' || matches!(char, '\u{1e00}'..='\u{1eff}')) && char.is_alphabetic()
}

/// The rows of each locale that say, word by word, what another locale's row says.
pub(super) struct Copies(HashMap<(usize, usize), (usize, usize)>);

impl Copies {
    /// Finds them in a catalog; which of equal rows is the original is told by its language.
    pub(super) fn find(catalog: &Catalog) -> Self {
        let mut copies = HashMap::new();
        for entry in &catalog.entries {
            let mut by_prose: HashMap<String, Vec<(usize, usize)>> = HashMap::new();
            let rows = entry.rows.iter().enumerate().filter_map(|(locale, row)| Some((locale, (*row)?)));
            for (locale, row) in rows.filter(|(locale, _)| !catalog.locales[*locale].is_pseudo()) {
                let description = &catalog.pages[locale].rows[row].description;
                // A Chinese character says more than a letter.
                let weight = |char: char| if char.len_utf8() > 2 { 2 } else { 1 };
                let prose = prose(description);
                let letters = prose.chars().filter(|char| char.is_alphabetic()).map(weight).sum::<usize>();
                if letters >= FEWEST_EQUAL_LETTERS {
                    by_prose.entry(prose).or_default().push((locale, row));
                }
            }
            // Most texts differ in what they say already.
            let mut by_text: HashMap<String, Vec<(usize, usize)>> = HashMap::new();
            for (locale, row) in by_prose.into_values().filter(|rows| rows.len() > 1).flatten() {
                let description = &catalog.pages[locale].rows[row].description;
                by_text.entry(Form::Markdown.write(description, BASE_URL)).or_default().push((locale, row));
            }
            // What the source says is untranslated.
            let has_source =
                |rows: &[(usize, usize)]| rows.iter().any(|(locale, _)| *locale == catalog.source);
            for (text, rows) in by_text.into_iter().filter(|(_, rows)| rows.len() > 1 && !has_source(rows)) {
                let original = original(catalog, &text, &rows);
                let has_other_language =
                    |locale: usize| !catalog.locales[locale].has_language_of(&catalog.locales[original.0]);
                let others = rows.into_iter().filter(|(locale, _)| has_other_language(*locale));
                copies.extend(others.map(|row| (row, original)));
            }
        }
        Self(copies)
    }

    /// The locale whose row a locale's row says, and that row; both by position.
    pub(super) fn of(&self, locale: usize, row: usize) -> Option<(usize, usize)> {
        self.0.get(&(locale, row)).copied()
    }
}

/// Which of equal rows the others are copies of: the one in whose language the text is, else the first.
fn original(catalog: &Catalog, text: &str, rows: &[(usize, usize)]) -> (usize, usize) {
    let language =
        |(locale, _): &(usize, usize)| Language::of(&catalog.locales[*locale].tag).map(|known| known.0);
    let found = Detector::with_allowlist(rows.iter().filter_map(language).collect()).detect_lang(text);
    *rows.iter().find(|row| found.is_some() && language(row) == found).unwrap_or(&rows[0])
}
