//! What a check has found, once excuses and levels are applied.

mod excuse;

use std::fmt;

use self::excuse::Excuses;
pub use self::excuse::excuse;
use crate::catalog::{Catalog, Missing};
use crate::check::{Memory, drift};
use crate::finding::{Finding, Findings, Level, Levels, Rule, curtail, curtail_by};
use crate::load::Loaded;
use crate::markdown::Dialect;
use crate::text::source::Span;

/// Checks a catalog: what stops the build, the drift of every translation from its source, and `more`, which
/// others have found, such as [`unlisted_pages`](crate::unlisted_pages).
///
/// Excuses on the pages and `levels` decide what of it is reported.
pub fn check(loaded: &Loaded, more: Findings, levels: &Levels) -> Report {
    check_by(loaded, more, levels, None)
}

/// [`check`], for pages that are checked again and again while somebody edits them.
///
/// ```
/// use braze_errors_codegen::{Findings, Levels, Memory, Setup, check, check_again};
///
/// let folder = tempfile::tempdir()?;
/// let page = "| Code | Description |\n|---|---|\n| `404 Not Found` | There is no parcel of this number, nor a letter. |\n";
/// for name in ["en.md", "fr.md"] {
///     std::fs::write(folder.path().join(name), page)?;
/// }
/// let loaded = Setup::find(folder.path(), "errors.md").unwrap().load(folder.path(), "docs");
/// let mut memory = Memory::default();
/// for _ in 0..2 {
///     let report = check_again(&loaded, Findings::default(), &Levels::default(), &mut memory);
///     assert_eq!(report.to_string(), check(&loaded, Findings::default(), &Levels::default()).to_string());
/// }
/// # Ok::<(), std::io::Error>(())
/// ```
pub fn check_again(loaded: &Loaded, more: Findings, levels: &Levels, memory: &mut Memory) -> Report {
    memory.begin();
    check_by(loaded, more, levels, Some(memory))
}

fn check_by(loaded: &Loaded, more: Findings, levels: &Levels, memory: Option<&Memory>) -> Report {
    let catalog = &loaded.catalog;
    let mut findings = loaded.findings.clone();
    findings.append(more);
    findings.append(drift(loaded, memory));
    for (findings, page) in findings.pages.iter_mut().zip(&catalog.pages) {
        let mut excuses = Excuses::read(page);
        findings.retain(|finding| !excuses.excuses(finding));
        findings.extend(excuses.unused());
    }
    Report::new(catalog, findings, levels)
}

/// What a check has found.
///
/// Displayed, it is one line: `5 pages, 22 rows (kramdown): 2 errors, 3 warnings; fr 100 % pt-BR 95 %`.
#[derive(Debug)]
pub struct Report {
    /// The dialect that the pages were read in.
    pub dialect: Dialect,
    /// What is neither allowed nor excused, on each page by place.
    pub findings: Findings,
    /// How much of the catalog each locale has, in the locales' order.
    pub coverage: Vec<Coverage>,
    /// What is to be said of each entry in each locale: `states[entry][locale]`.
    pub states: Vec<Vec<State>>,
    /// The entry that each finding on a page is about, if it is about one: `entries[locale][finding]`.
    entries: Vec<Vec<Option<usize>>>,
}

/// A finding, and what of the catalog it is about.
#[derive(Clone, Copy, Debug)]
pub struct About<'a> {
    /// The finding.
    pub finding: &'a Finding,
    /// The position of the locale on whose page it stands; `None` where that is none of the catalog's.
    pub locale: Option<usize>,
    /// The position of the entry whose row it is about; `None` where it is about no row, or one of no entry.
    pub entry: Option<usize>,
}

/// How much of the catalog a locale has: every format of a report says it with these numbers.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Coverage {
    /// The locale's tag.
    pub tag: String,
    /// The others are translated from it.
    pub is_source: bool,
    /// It is one of those that are reported on.
    pub is_reported: bool,
    /// How many rows are in each state, in the order of [`State::ALL`].
    counts: [usize; State::ALL.len()],
}

/// What is to be said of an entry in a locale; where there is more, the last of these.
///
/// ```
/// use braze_errors_codegen::State;
///
/// let names = State::ALL.map(State::name);
/// assert_eq!(names, ["done", "stale", "drifted", "untranslated", "fallback", "missing"]);
/// assert!(State::Stale < State::Drifted);
/// ```
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum State {
    /// Nothing: it is translated, and says what the source says.
    Done,
    /// The source's row has changed since this one was accepted.
    Stale,
    /// There are findings in the row.
    Drifted,
    /// The row is equal to the source's.
    Untranslated,
    /// The source's row stands in for one that isn't there.
    Fallback,
    /// There is no row.
    Missing,
}

impl Report {
    /// Sets the findings' levels, and leaves out what is allowed.
    fn new(catalog: &Catalog, mut findings: Findings, levels: &Levels) -> Self {
        let is_left = |finding: &mut Finding, tag: Option<&str>| {
            finding.level = levels.level_or(finding.rule, tag, finding.level);
            finding.level != Level::Allow
        };
        for (findings, locale) in findings.pages.iter_mut().zip(&catalog.locales) {
            findings.retain_mut(|finding| is_left(finding, Some(&locale.tag)));
            explained(findings);
        }
        findings.unlisted.retain_mut(|(tag, finding)| is_left(finding, Some(tag)));
        findings.lock.retain_mut(|finding| is_left(finding, None));
        findings.sort();
        let entries = entries(catalog, &findings);
        let states = states(catalog, &findings, &entries);
        let coverage =
            (0..catalog.locales.len()).map(|locale| coverage(catalog, &states, locale, levels)).collect();
        let dialect = catalog.pages.get(catalog.source).map_or_else(Dialect::default, |page| page.dialect);
        Self { dialect, findings, coverage, states, entries }
    }

    /// Every finding in order, and what it is about.
    pub fn about(&self) -> impl Iterator<Item = About<'_>> {
        let pages = self.findings.pages.iter().zip(&self.entries).enumerate();
        let on_pages = pages.flat_map(|(locale, (findings, entries))| {
            findings.iter().zip(entries).map(move |(finding, entry)| About {
                finding,
                locale: Some(locale),
                entry: *entry,
            })
        });
        let others = self.findings.elsewhere();
        on_pages.chain(others.map(|finding| About { finding, locale: None, entry: None }))
    }

    /// How much of the catalog each translation has that is reported on.
    pub fn translations(&self) -> impl Iterator<Item = &Coverage> {
        self.coverage.iter().filter(|coverage| !coverage.is_source && coverage.is_reported)
    }

    /// How many findings have this level, whether they are listed or not.
    pub fn count(&self, level: Level) -> usize {
        let of_level = self.findings.iter().filter(|finding| finding.level == level);
        of_level.map(|finding| 1 + finding.others).sum()
    }

    /// Leaves as many findings of each page as somebody reads, as [`curtail`] does.
    pub fn curtail(&mut self) {
        for (findings, entries) in self.findings.pages.iter_mut().zip(&mut self.entries) {
            let mut both: Vec<_> =
                std::mem::take(findings).into_iter().zip(std::mem::take(entries)).collect();
            curtail_by(&mut both, |(finding, _)| finding);
            (*findings, *entries) = both.into_iter().unzip();
        }
        curtail_by(&mut self.findings.unlisted, |(_, finding)| finding);
        curtail(&mut self.findings.lock);
    }
}

impl Coverage {
    /// How many rows are in this state.
    pub fn count(&self, state: State) -> usize {
        self.counts[state as usize]
    }

    /// How many rows there are.
    pub fn rows(&self) -> usize {
        self.counts.iter().sum()
    }

    /// How many rows there is something to do about.
    pub fn to_do(&self) -> usize {
        self.rows() - self.count(State::Done)
    }

    /// The share of rows that are done, in percent; 100 for all of them alone, 0 where there are none.
    pub fn percent(&self) -> usize {
        (self.count(State::Done) * 100).checked_div(self.rows()).unwrap_or(0)
    }
}

impl State {
    /// Every state, from nothing to do to the most.
    pub const ALL: [Self; 6] =
        [Self::Done, Self::Stale, Self::Drifted, Self::Untranslated, Self::Fallback, Self::Missing];

    /// The state in one word.
    pub fn name(self) -> &'static str {
        match self {
            Self::Done => "done",
            Self::Stale => "stale",
            Self::Drifted => "drifted",
            Self::Untranslated => "untranslated",
            Self::Fallback => "fallback",
            Self::Missing => "missing",
        }
    }
}

/// Leaves out the control characters of a page that are part of text in the wrong encoding.
fn explained(findings: &mut Vec<Finding>) {
    let mojibake = findings.iter().filter(|finding| finding.rule == Rule::Mojibake);
    let mut spans: Vec<Span> = mojibake.map(|finding| finding.span.clone()).collect();
    spans.sort_by_key(|span| span.start);
    findings.retain(|finding| {
        let before = spans.partition_point(|span| span.start < finding.span.end);
        let is_explained = before > 0 && spans[before - 1].end > finding.span.start;
        finding.rule != Rule::ControlCharacter || !is_explained
    });
}

/// The entry that each finding on a page is about.
fn entries(catalog: &Catalog, findings: &Findings) -> Vec<Vec<Option<usize>>> {
    let mut entry_of_row: Vec<Vec<Option<usize>>> =
        catalog.pages.iter().map(|page| vec![None; page.rows.len()]).collect();
    for (index, entry) in catalog.entries.iter().enumerate() {
        for (entries, row) in entry_of_row.iter_mut().zip(&entry.rows) {
            if let Some(row) = row {
                entries[*row] = Some(index);
            }
        }
    }
    let entry_at = |locale: usize, at: usize| entry_of_row[locale][catalog.pages[locale].row_at(at)?];
    let about = |locale: usize, finding: &Finding| match finding.notes.first() {
        // It stands at the row beside which the missing one belongs.
        Some(note) if finding.rule == Rule::MissingRow => entry_at(catalog.source, note.span.start),
        _ => entry_at(locale, finding.span.start),
    };
    let pages = findings.pages.iter().enumerate();
    pages.map(|(locale, findings)| findings.iter().map(|finding| about(locale, finding)).collect()).collect()
}

fn states(catalog: &Catalog, findings: &Findings, entries: &[Vec<Option<usize>>]) -> Vec<Vec<State>> {
    let missing = |locale: usize| match catalog.locales[locale].missing {
        Missing::Fallback => State::Fallback,
        Missing::Refuse => State::Missing,
    };
    let in_each_locale = |rows: &Vec<Option<usize>>| {
        let rows = rows.iter().enumerate();
        rows.map(|(locale, row)| if row.is_some() { State::Done } else { missing(locale) }).collect()
    };
    let mut states: Vec<Vec<State>> =
        catalog.entries.iter().map(|entry| in_each_locale(&entry.rows)).collect();
    for (locale, (findings, entries)) in findings.pages.iter().zip(entries).enumerate() {
        for (finding, entry) in findings.iter().zip(entries) {
            let table = &catalog.pages[locale].table;
            // What is said of a table's wording at its header is said of every row, as is what reaches into the table from
            // above.
            let is_of_wording =
                said_by(finding.rule) == State::Untranslated && table.contains(&finding.span.start);
            let reaches_into = finding.rule == Rule::Mojibake && finding.span.end > table.start;
            let is_of_page = entry.is_none() && (is_of_wording || reaches_into);
            let meant =
                if is_of_page { 0..states.len() } else { entry.map_or(0..0, |entry| entry..entry + 1) };
            for states in &mut states[meant] {
                states[locale] = states[locale].max(said_by(finding.rule));
            }
        }
    }
    states
}

/// What a finding says of the row that it is about.
fn said_by(rule: Rule) -> State {
    match rule {
        Rule::Untranslated | Rule::OtherLanguage => State::Untranslated,
        Rule::Stale => State::Stale,
        // They are about another row, the lock, a comment or the call.
        Rule::MissingRow
        | Rule::NewRow
        | Rule::VariantRemoved
        | Rule::VariantRenamed
        | Rule::UnusedExcuse
        | Rule::RelativeLink => State::Done,
        _ => State::Drifted,
    }
}

fn coverage(catalog: &Catalog, states: &[Vec<State>], locale: usize, levels: &Levels) -> Coverage {
    let tag = catalog.locales[locale].tag.clone();
    let mut counts = [0; State::ALL.len()];
    for states in states {
        counts[states[locale] as usize] += 1;
    }
    Coverage { is_reported: levels.reports_on(&tag), tag, is_source: locale == catalog.source, counts }
}

impl fmt::Display for Report {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let counted =
            |count: usize, noun: &str| format!("{count} {noun}{}", if count == 1 { "" } else { "s" });
        write!(
            f,
            "{}, {} ({}): {}, {}",
            counted(self.coverage.len(), "page"),
            counted(self.states.len(), "row"),
            self.dialect,
            counted(self.count(Level::Deny), "error"),
            counted(self.count(Level::Warn), "warning")
        )?;
        for (position, coverage) in self.translations().enumerate() {
            let before = if position == 0 { ";" } else { "" };
            write!(f, "{before} {} {} %", coverage.tag, coverage.percent())?;
        }
        Ok(())
    }
}
