//! What the tables know, beside ICU: of every language, script and region that CLDR knows.
//!
//! CLDR has names of two and three letters for languages, of four for scripts, of two or three digits for regions: all
//! of these are tried, so that a record that the tables lack is found as well as one that is wrong.

use std::fmt::{Debug, Display};
use std::format;
use std::println;
use std::string::{String, ToString};
use std::vec::Vec;

use icu_locale::fallback::LocaleFallbackConfig;
use icu_locale::subtags::{Language, Region, Script};
use icu_locale::{DataLocale, LanguageIdentifier, LocaleExpander, LocaleFallbacker, langid};

use super::distance;
use super::subtags::{Subtag, Subtags, usual_script};
use super::tag::Tag;

/// All names of so many letters.
fn names(len: u32) -> impl Iterator<Item = String> {
    (0..26_u32.pow(len)).map(move |number| {
        let letter = |place| char::from(b'a' + u8::try_from(number / 26_u32.pow(place) % 26).unwrap());
        (0..len).rev().map(letter).collect()
    })
}

fn subtag(name: &impl ToString) -> Subtag {
    Subtag::new(format!("{:4}", name.to_string()).as_bytes().try_into().unwrap())
}

fn subtags(id: &LanguageIdentifier) -> Subtags {
    let script = id.script.map_or(Subtag::NONE, |script| subtag(&script));
    let region = id.region.map_or(Subtag::NONE, |region| subtag(&region));
    Subtags { language: subtag(&id.language), script, region }
}

/// What CLDR knows, as ICU has it.
struct Icu(LocaleExpander);

impl Icu {
    fn maximal(&self, mut id: LanguageIdentifier) -> LanguageIdentifier {
        self.0.maximize(&mut id);
        id
    }

    fn languages(&self) -> Vec<Language> {
        let is_known = |language: &Language| {
            *language != Language::UNKNOWN && self.maximal((*language).into()).script.is_some()
        };
        names(2).chain(names(3)).filter_map(|name| name.parse().ok()).filter(is_known).collect()
    }

    fn scripts(&self) -> Vec<Script> {
        let guess = self.maximal(langid!("und"));
        let is_known = |script: &Script| {
            let maximal = self.maximal((Language::UNKNOWN, Some(*script), None).into());
            (maximal.language, maximal.region) != (guess.language, guess.region)
                || Some(*script) == guess.script
        };
        names(4).filter_map(|name| name.parse().ok()).filter(is_known).collect()
    }

    fn regions(&self) -> Vec<Region> {
        let guess = self.maximal(langid!("und"));
        let is_known = |region: &Region| {
            let maximal = self.maximal((Language::UNKNOWN, None, Some(*region)).into());
            (maximal.language, maximal.script) != (guess.language, guess.script)
                || Some(*region) == guess.region
        };
        let digits = (0..1000).map(|number| format!("{number:03}"));
        names(2).chain(digits).filter_map(|name| name.parse().ok()).filter(is_known).collect()
    }
}

/// What was compared, and what differed.
#[derive(Default)]
struct Comparison {
    tags: usize,
    differences: Vec<String>,
}

impl Comparison {
    fn compare<T: PartialEq + Debug>(&mut self, tag: &impl Display, ours: &T, theirs: &T) {
        self.tags += 1;
        if ours != theirs {
            self.differences.push(format!("{tag}: {ours:?}, with ICU {theirs:?}"));
        }
    }

    /// Prints how many were compared. Each difference that there may be has its reason beside it.
    #[track_caller]
    fn finish(self, what: &str, expected: &[&str]) {
        println!("{what}: {} tags compared with ICU, {} differences", self.tags, self.differences.len());
        assert!(self.tags > 8000);
        assert_eq!(self.differences, expected);
    }
}

#[test]
fn likely_subtags_are_those_of_icu() {
    let icu = Icu(LocaleExpander::new_extended());
    let (languages, scripts) = (icu.languages(), icu.scripts());
    let regions: Vec<(Region, Subtag)> =
        icu.regions().into_iter().map(|region| (region, subtag(&region))).collect();
    let mut comparison = Comparison::default();
    let mut at_home_in_one_region = 0;
    for language in &languages {
        let (name, maximal) = (subtag(language), icu.maximal((*language).into()));
        let usual = subtag(&maximal.script.unwrap());
        comparison.compare(language, &usual_script(name, Subtag::NONE), &usual);
        for (region, name_of_region) in &regions {
            let id = LanguageIdentifier::from((*language, None, Some(*region)));
            let script = icu.maximal(id.clone()).script;
            let theirs = if script == maximal.script { usual } else { subtag(&script.unwrap()) };
            comparison.compare(&id, &usual_script(name, *name_of_region), &theirs);
        }
        // The region in which the language is at home, by itself and in each script.
        let in_script = |script| Subtags { language: name, script, region: Subtag::NONE }.likely_region();
        if in_script(Subtag::NONE).is_none() {
            at_home_in_one_region += 1;
            continue;
        }
        comparison.compare(language, &in_script(Subtag::NONE), &maximal.region.map(|region| subtag(&region)));
        for script in &scripts {
            let id = LanguageIdentifier::from((*language, Some(*script), None));
            let theirs = icu.maximal(id.clone()).region.map(|region| subtag(&region));
            comparison.compare(&id, &in_script(subtag(script)), &theirs);
        }
    }
    println!("{} languages, {} scripts, {} regions", languages.len(), scripts.len(), regions.len());
    println!(
        "not compared: the region of {at_home_in_one_region} languages that have one alone to choose from"
    );
    comparison.finish("likely subtags", &[]);
}

#[test]
fn the_language_of_a_script_in_a_region_is_that_of_icu() {
    let icu = Icu(LocaleExpander::new_extended());
    let mut comparison = Comparison::default();
    let scripts: Vec<Option<Script>> = icu.scripts().into_iter().map(Some).chain([None]).collect();
    let regions: Vec<Option<Region>> = icu.regions().into_iter().map(Some).chain([None]).collect();
    for id in
        scripts.iter().flat_map(|script| regions.iter().map(|region| (Language::UNKNOWN, *script, *region)))
    {
        let id = LanguageIdentifier::from(id);
        // With neither, CLDR takes a guess; a range that says nothing asks for nothing here.
        let theirs = (id.script.is_some() || id.region.is_some()).then(|| subtags(&icu.maximal(id.clone())));
        comparison.compare(&id, &subtags(&id).normal(), &theirs.and_then(Subtags::normal));
    }
    comparison.finish("languages of scripts and regions", &[]);
}

#[test]
fn a_locale_in_the_script_of_icu_is_nearer_than_one_in_another() {
    let icu = Icu(LocaleExpander::new_extended());
    let mut comparison = Comparison::default();
    for language in icu.languages() {
        let script = icu.maximal(language.into()).script.unwrap();
        let other = if script.as_str() == "Latn" { "Cyrl" } else { "Latn" };
        let asked = language.to_string();
        let is_in_other_script = |script: &str| {
            let (tag, own) = (Tag::read(asked.as_bytes()).unwrap(), format!("{language}-{script}"));
            let distance = distance(&tag, tag.subtags.normal().unwrap(), &Tag::read(own.as_bytes()).unwrap());
            distance.map(|distance| distance.is_in_other_script)
        };
        comparison.compare(&language, &is_in_other_script(script.as_str()), &Some(false));
        comparison.compare(&language, &is_in_other_script(other), &Some(true));
    }
    comparison.finish("scripts of locales", &[]);
}

#[test]
fn ancestors_are_those_of_icu() {
    let (icu, common) = (Icu(LocaleExpander::new_extended()), Icu(LocaleExpander::new_common()));
    let fallbacker = LocaleFallbacker::new();
    let fallbacker = fallbacker.for_config(LocaleFallbackConfig::default());
    let regions: Vec<Option<Region>> = icu.regions().into_iter().map(Some).chain([None]).collect();
    let mut comparison = Comparison::default();
    // The others' scripts are unknown to ICU's fallback, which reads its table of the common languages alone.
    for language in common.languages() {
        for region in &regions {
            let id = LanguageIdentifier::from((language, None, *region));
            let mut fallback = fallbacker.fallback_for(DataLocale::from(&id));
            let mut theirs = Vec::new();
            while !fallback.get().is_unknown() {
                let DataLocale { language, script, region, .. } = *fallback.get();
                theirs.extend(subtags(&(language, script, region).into()).normal());
                fallback.step();
            }
            comparison.compare(&id, &subtags(&id).normal().unwrap().ancestors().collect(), &theirs);
        }
    }
    // CLDR lists the parent under `zh-Hant-MO`, which ICU writes as `zh-MO` before it looks for it.
    let macao = "zh-MO: [zh-MO, zh-HK, zh-Hant], with ICU [zh-MO, zh-Hant]";
    comparison.finish("ancestors", &[macao]);
}
