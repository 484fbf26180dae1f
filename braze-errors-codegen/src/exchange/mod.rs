//! What translators get of a page, and what comes back: a unit for each row, and for each bullet that explains a status.
//!
//! ```
//! use braze_errors_codegen::exchange::{Exchange, Mark, po, units};
//! use braze_errors_codegen::{Findings, Levels, Locale, Setup, check};
//!
//! let locale = |tag: &str| Locale { tag: tag.to_owned(), ..Locale::default() };
//! let setup = Setup {
//!     locales: vec![locale("en"), locale("de")],
//!     file: "{locale}.md".to_owned(),
//!     ..Setup::default()
//! };
//! let page = |text: &str| format!("| Code | Description |\n|---|---|\n| `404 Not Found` | {text} |\n").into_bytes();
//! let loaded = setup.load_files("docs", |path| match path {
//!     "en.md" => Some(page("There is no such parcel.")),
//!     _ => Some(page("Dieses Paket gibt es nicht.")),
//! });
//! let report = check(&loaded, Findings::default(), &Levels::default());
//!
//! let units = units(&loaded.catalog, &report, 1);
//! assert_eq!((units[0].id.as_str(), units[0].place().as_str()), ("NotFound", "docs/de.md:3"));
//! let file = po::write(&Exchange { source: "en", tag: "de", units });
//! assert!(file.contains("msgid \"There is no such parcel.\"\n"));
//!
//! let translated = po::read(&file.replace("Dieses Paket", "Das Paket")).unwrap();
//! assert_eq!(translated.tag, "de");
//! let unit = &translated.units[0];
//! assert_eq!((unit.target.as_str(), unit.mark), ("Das Paket gibt es nicht.", Mark::Done));
//! ```

pub mod po;
pub mod xliff;

use std::collections::{HashMap, HashSet};

use crate::catalog::Catalog;
use crate::finding::Rule;
use crate::markdown::Description;
use crate::page::{Page, Status};
use crate::report::{Report, State};

/// A text of a page, as the page writes it.
#[derive(Clone, Copy, Debug)]
pub struct Text<'a> {
    /// The page.
    pub page: &'a Page,
    /// What it says there.
    pub description: &'a Description,
}

impl Text<'_> {
    /// The text, with plain line ends and no character that a file can't hold.
    pub fn written(self) -> String {
        plain(&self.page.source.text()[self.description.span.clone()])
    }

    /// The page and the line: `docs/de/errors.md:89`.
    pub fn place(self) -> String {
        let source = &self.page.source;
        format!("{}:{}", source.path(), source.place(self.description.span.start).line)
    }
}

/// A text as files of any format hold it: what they can't hold is replaced, and line ends are plain.
pub fn plain(text: &str) -> String {
    let is_kept = |char: char| char == '\n' || char == '\t' || !char.is_control() && !is_no_character(char);
    text.replace("\r\n", "\n").chars().map(|char| if is_kept(char) { char } else { '\u{fffd}' }).collect()
}

/// Says whether XML has no such character.
fn is_no_character(char: char) -> bool {
    matches!(char, '\u{fffe}' | '\u{ffff}')
}

/// A row or a bullet, in the source and in a translation.
#[derive(Clone, Debug)]
pub struct Unit<'a> {
    /// The variant of the row, or the [name of the bullet](Status::bullet).
    pub id: String,
    /// The row's code, or the bullet's status.
    pub code: String,
    /// What the source says.
    pub source: Text<'a>,
    /// `None` where the translation has no such row or bullet.
    pub target: Option<Text<'a>>,
    /// The position of the row's entry; `None` for a bullet.
    pub entry: Option<usize>,
    /// The translation says what the source does.
    pub is_untranslated: bool,
    /// The source has changed since the translation was accepted.
    pub is_stale: bool,
    /// The source's text that the translation was accepted for, where another has come since and the lock knows it.
    pub previous: Option<String>,
    /// What `check` finds in it: `warning[number]: found …`.
    pub findings: Vec<String>,
}

impl Unit<'_> {
    /// The translation, which is empty as long as there is none.
    pub fn translation(&self) -> String {
        let translation = self.target.map(Text::written);
        translation.filter(|text| !self.is_untranslated || *text != self.source.written()).unwrap_or_default()
    }

    /// The place of the translation, or of the source where there is none.
    pub fn place(&self) -> String {
        self.target.unwrap_or(self.source).place()
    }
}

/// All units of a locale: the source's rows in its page's order, then its bullets for statuses.
pub fn units<'a>(catalog: &'a Catalog, report: &Report, locale: usize) -> Vec<Unit<'a>> {
    let (source_page, page) = (&catalog.pages[catalog.source], &catalog.pages[locale]);
    let text = |page: &'a Page, description: &'a Description| Text { page, description };
    let rows = catalog.entries.iter().enumerate().filter_map(|(index, entry)| {
        let row = &source_page.rows[entry.rows[catalog.source]?];
        Some(Unit {
            id: entry.variant.clone(),
            code: row.code.to_string(),
            source: text(source_page, &row.description),
            target: entry.rows[locale].map(|row| text(page, &page.rows[row].description)),
            entry: Some(index),
            is_untranslated: report.states[index][locale] == State::Untranslated,
            is_stale: false,
            previous: None,
            findings: Vec::new(),
        })
    });
    let mut bullets: HashMap<Status, &Description> = HashMap::new();
    for bullet in page.statuses.iter().rev() {
        bullets.insert(bullet.status, &bullet.description);
    }
    let mut seen = HashSet::new();
    let of_source = source_page.statuses.iter().filter(|bullet| seen.insert(bullet.status));
    // Of a page that is a copy of the source's, the check says it once for all.
    let is_other_language = !catalog.locales[locale].has_language_of(&catalog.locales[catalog.source]);
    let bullets = of_source.map(|bullet| {
        let source = text(source_page, &bullet.description);
        let target = bullets.get(&bullet.status).map(|description| text(page, description));
        Unit {
            id: bullet.status.bullet(),
            code: bullet.status.to_string(),
            source,
            target,
            entry: None,
            is_untranslated: is_other_language
                && target.is_some_and(|target| source.written() == target.written()),
            is_stale: false,
            previous: None,
            findings: Vec::new(),
        }
    });
    let mut units: Vec<Unit<'_>> = rows.chain(bullets).collect();
    let of_entry: HashMap<usize, usize> =
        units.iter().enumerate().filter_map(|(unit, Unit { entry, .. })| Some(((*entry)?, unit))).collect();
    let mut of_bullets: Vec<(usize, usize)> = (units.iter().enumerate())
        .filter(|(_, unit)| unit.entry.is_none())
        .filter_map(|(index, unit)| Some((unit.target?.description.span.start, index)))
        .collect();
    of_bullets.sort_unstable();
    let bullet_at = |at: usize, units: &[Unit<'_>]| {
        let (_, index) = of_bullets[..of_bullets.partition_point(|(start, _)| *start <= at)].last()?;
        units[*index].target.filter(|text| at < text.description.span.end).map(|_| *index)
    };
    let missing_bullets: HashMap<usize, usize> = (units.iter().enumerate())
        .filter(|(_, unit)| unit.entry.is_none() && unit.target.is_none())
        .map(|(index, unit)| (unit.source.description.span.start, index))
        .collect();
    for about in report.about().filter(|about| about.locale == Some(locale)) {
        let finding = about.finding;
        let unit = match (about.entry, finding.notes.first()) {
            // It stands at the bullet beside which the missing one belongs.
            (_, Some(note)) if finding.rule == Rule::StatusList => {
                missing_bullets.get(&note.span.start).copied()
            }
            (Some(entry), _) => of_entry.get(&entry).copied(),
            (None, _) => bullet_at(finding.span.start, &units),
        };
        let Some(unit) = unit.and_then(|unit| units.get_mut(unit)) else { continue };
        unit.is_untranslated |= finding.rule == Rule::Untranslated;
        unit.is_stale |= finding.rule == Rule::Stale;
        unit.previous = finding.change.as_ref().map(|change| plain(&change.before)).or(unit.previous.take());
        unit.findings.push(format!("{}[{}]: {}", finding.level, finding.rule.name(), finding.message));
    }
    units
}

/// A file for translators: the units of a locale.
#[derive(Debug)]
pub struct Exchange<'a> {
    /// The tag of the source.
    pub source: &'a str,
    /// The tag of the translation.
    pub tag: &'a str,
    /// The units, in the order of the file.
    pub units: Vec<Unit<'a>>,
}

/// A file that has come back.
#[derive(Debug, Default)]
pub struct Translated {
    /// The tag of the translation.
    pub tag: String,
    /// The units, in the order of the file.
    pub units: Vec<TranslatedUnit>,
}

/// A unit that has come back.
#[derive(Clone, Debug, Default)]
pub struct TranslatedUnit {
    /// The name of the unit; empty where a tool has lost it.
    pub id: String,
    /// What the source said when the file was written.
    pub source: String,
    /// Empty where there is no translation yet.
    pub target: String,
    /// What the file says of it.
    pub mark: Mark,
}

/// What a file says of a translation.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum Mark {
    /// It is right, as far as the file tells.
    #[default]
    Done,
    /// Somebody is to look at it first: `fuzzy` in PO, the state `initial` or `needs-…` in XLIFF.
    NotDone,
}
