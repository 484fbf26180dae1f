//! The bundled pages and their lock, and what becomes of a set of them that is damaged.

use std::fs;
use std::ops::RangeInclusive;
use std::path::{Path, PathBuf};

use braze_errors_codegen::{
    Call, Dialect, Finding, Level, Levels, Loaded, Page, Rule, Setup, Source, check, expand,
};
use tempfile::TempDir;

/// What `braze-errors` calls the macro with.
const CALL: &str = r#"
    pub enum FatalError;
    pub enum Locale;

    pages = "docs/{locale}/errors.md",
    lock = "docs/catalog.lock",
    path = "/api/errors/",
    markdown = kramdown,
    source = "en",
    locales = [
        "en" { docs = "https://www.braze.com/docs" },
        "pt-BR" { docs = "https://www.braze.com/docs/pt-br" },
        "fr" { docs = "https://www.braze.com/docs/fr" },
        "de" { docs = "https://www.braze.com/docs/de" },
        "es" { docs = "https://www.braze.com/docs/es" },
        "ja" { docs = "https://www.braze.com/docs/ja" },
        "ko" { docs = "https://www.braze.com/docs/ko" },
        "en-XA" { docs = "https://www.braze.com/docs" },
    ],
"#;

/// The pages as they are, and a folder in which they can be damaged.
pub(crate) struct Pages {
    root: TempDir,
    setup: Setup,
    sound: Loaded,
    expansion: String,
}

/// What is done to the pages.
pub(crate) struct Damage {
    /// The damaged pages, each with its locale.
    pub(crate) pages: Vec<(usize, Vec<u8>)>,
    /// The row that is damaged, where it is one.
    pub(crate) entry: Option<usize>,
}

/// What becomes of a damaged set.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) enum Verdict {
    /// The text is what it was.
    Undamaged,
    StopsTheBuild,
    IsFound,
    HasNoEffect,
    /// Where the damage is, and what is found elsewhere.
    IsLost(String),
}

impl Pages {
    pub(crate) fn new() -> Self {
        let root = tempfile::tempdir().unwrap();
        let bundled = Path::new(env!("CARGO_MANIFEST_DIR")).join("../docs");
        let (call, mistakes) = Call::parse(CALL.parse().unwrap());
        assert!(mistakes.is_empty(), "{mistakes:?}");
        let setup = call.unwrap().setup;
        let docs = root.path().join("docs");
        for locale in &setup.locales {
            fs::create_dir_all(docs.join(&locale.tag)).unwrap();
            let page = setup.page(locale);
            fs::copy(bundled.join(&page), docs.join(&page)).unwrap();
        }
        fs::copy(bundled.join("catalog.lock"), docs.join("catalog.lock")).unwrap();
        let sound = setup.load(&docs, "docs");
        let report = check(&sound, sound.compare_with_lock(), &Levels::default());
        assert!(report.findings.is_empty(), "{:?}", report.findings);
        let mut pages = Self { root, setup, sound, expansion: String::new() };
        pages.expansion = pages.expand();
        pages
    }

    pub(crate) fn locales(&self) -> usize {
        self.setup.locales.len()
    }

    pub(crate) fn source(&self) -> usize {
        self.setup.source
    }

    pub(crate) fn entries(&self) -> usize {
        self.sound.catalog.entries.len()
    }

    pub(crate) fn tag(&self, locale: usize) -> &str {
        &self.setup.locales[locale].tag
    }

    pub(crate) fn page(&self, locale: usize) -> &Page {
        &self.sound.catalog.pages[locale]
    }

    pub(crate) fn text(&self, locale: usize) -> &str {
        self.page(locale).source.text()
    }

    /// The position of an entry's row on a page.
    pub(crate) fn row(&self, entry: usize, locale: usize) -> usize {
        self.sound.catalog.entries[entry].rows[locale].unwrap()
    }

    fn docs(&self) -> PathBuf {
        self.root.path().join("docs")
    }

    fn file(&self, locale: usize) -> PathBuf {
        self.docs().join(self.setup.page(&self.setup.locales[locale]))
    }

    fn expand(&self) -> String {
        expand(CALL.parse().unwrap(), self.root.path(), |_| None).to_string()
    }

    pub(crate) fn verdict(&self, damage: &Damage) -> Verdict {
        if damage.pages.iter().all(|(locale, text)| text == self.text(*locale).as_bytes()) {
            return Verdict::Undamaged;
        }
        // What the reader refuses needs no other page.
        if damage.pages.iter().any(|(locale, text)| self.stops(&self.read(*locale, text), damage)) {
            return Verdict::StopsTheBuild;
        }
        for (locale, text) in &damage.pages {
            fs::write(self.file(*locale), text).unwrap();
        }
        let verdict = self.verdict_of_set(damage);
        for (locale, _) in &damage.pages {
            fs::write(self.file(*locale), self.text(*locale)).unwrap();
        }
        verdict
    }

    fn verdict_of_set(&self, damage: &Damage) -> Verdict {
        let loaded = self.setup.load(&self.docs(), "docs");
        if self.stops(&loaded.findings, damage) {
            return Verdict::StopsTheBuild;
        }
        let report = check(&loaded, loaded.compare_with_lock(), &Levels::default());
        if report.findings.iter().any(|finding| self.is_placed(finding, damage)) {
            return Verdict::IsFound;
        }
        if report.findings.is_empty() && self.expand() == self.expansion {
            return Verdict::HasNoEffect;
        }
        let places: Vec<String> = damage
            .pages
            .iter()
            .map(|(locale, text)| format!("{}:{:?}", self.tag(*locale), self.changed(*locale, text)))
            .collect();
        let found: Vec<String> = report.findings.iter().map(ToString::to_string).collect();
        Verdict::IsLost(format!("damaged: {}; found: {}", places.join(", "), found.join("\n")))
    }

    /// What the reader finds on a damaged page.
    fn read(&self, locale: usize, text: &[u8]) -> Vec<Finding> {
        match Source::from_bytes(self.page(locale).source.path(), text.to_vec()) {
            Ok(source) => Page::read(&source, Dialect::Kramdown).findings,
            Err(findings) => findings,
        }
    }

    fn stops<'f>(&self, findings: impl IntoIterator<Item = &'f Finding>, damage: &Damage) -> bool {
        findings.into_iter().any(|finding| finding.level == Level::Deny && self.is_placed(finding, damage))
    }

    /// Says whether a finding stands where the damage is: in what has changed of a page or right under it, in the
    /// same row of a page that has not changed, or where the lock has it.
    fn is_placed(&self, finding: &Finding, damage: &Damage) -> bool {
        let line = finding.place().line;
        let locale =
            (0..self.locales()).find(|locale| self.page(*locale).source.path() == finding.source.path());
        let Some(locale) = locale else {
            let variant = damage.entry.map(|entry| &self.sound.catalog.entries[entry].variant);
            let row = finding.source.text().lines().nth(line - 1).and_then(|line| line.strip_prefix("row "));
            return variant.map(String::as_str) == row && row.is_some();
        };
        match (damage.pages.iter().find(|(damaged, _)| *damaged == locale), damage.entry) {
            (Some((_, text)), entry) => {
                // Of a page it may be told that there is no table, or which tag is left open.
                let is_of_page = matches!(
                    finding.rule,
                    Rule::EmptyPage | Rule::NoTable | Rule::UnclosedFrontMatter | Rule::UnbalancedLiquid
                );
                self.changed(locale, text).contains(&line) || entry.is_none() && is_of_page
            }
            (None, Some(entry)) => {
                let row = &self.page(locale).rows[self.row(entry, locale)];
                line == self.page(locale).source.place(row.span.start).line
            }
            (None, None) => self.page(locale).rows.iter().any(|row| row.span.contains(&finding.span.start)),
        }
    }

    /// The lines of a damaged page that are not what they were, and the one below them.
    fn changed(&self, locale: usize, text: &[u8]) -> RangeInclusive<usize> {
        let [old, new] = [self.text(locale).as_bytes(), text].map(|text| text.split(|byte| *byte == b'\n'));
        let above = old.clone().zip(new.clone()).take_while(|(old, new)| old == new).count();
        let below = old.rev().zip(new.clone().rev()).take_while(|(old, new)| old == new).count();
        let lines = new.count();
        let last_row = self.page(locale).source.place(self.page(locale).table.end).line;
        // Below the table nothing can be told of its last row.
        above.min(last_row - 1).max(1)..=(lines - below.min(lines - above)) + 1
    }
}
