//! What a check has found.

use std::fmt;

use super::levels::Levels;
use super::place::row_of;
use crate::catalog::{Catalog, Missing};
use crate::finding::{Finding, Level, Rule};

/// What a check has found.
///
/// Displayed, it is one line: `5 pages, 22 rows: 2 errors, 3 warnings; fr 100 % pt-BR 95 %`.
#[derive(Debug)]
pub struct Report {
    /// What is neither allowed nor excused, by locale in their order, then by place; last, what stands on none of
    /// the catalog's pages.
    pub findings: Vec<Finding>,
    /// How much of the catalog each locale has, in the locales' order.
    pub coverage: Vec<Coverage>,
    /// Each entry in each locale: `cells[entry][locale]`.
    pub cells: Vec<Vec<Cell>>,
}

/// An entry in a locale.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Cell {
    /// What is to be said of it.
    pub state: State,
    /// The positions of the findings in its row, among the report's.
    pub findings: Vec<usize>,
}

/// How much of the catalog a locale has.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Coverage {
    /// The locale's tag.
    pub tag: String,
    /// The others are translated from it.
    pub is_source: bool,
    /// How many rows it has in its own language.
    pub translated: usize,
    /// How many rows there are.
    pub rows: usize,
}

/// What is to be said of an entry in a locale; where there is more, the last of these.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum State {
    /// Nothing.
    InStep,
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
    pub(super) fn new(catalog: &Catalog, findings: Vec<Finding>, levels: &Levels) -> Self {
        let mut placed: Vec<(Option<usize>, Finding)> =
            findings.into_iter().map(|finding| (catalog.locale_of(&finding), finding)).collect();
        placed.retain_mut(|(locale, finding)| {
            let tag = locale.map(|locale| catalog.locales[locale].tag.as_str());
            let level = levels.level(finding.rule, tag.or_else(|| unlisted_tag(finding)));
            finding.level = level;
            level != Level::Allow
        });
        placed.sort_by_key(|(locale, finding)| (locale.is_none(), *locale, finding.span.start));
        let findings: Vec<Finding> = placed.into_iter().map(|(_, finding)| finding).collect();
        let cells = cells(catalog, &findings);
        let coverage = (0..catalog.locales.len()).map(|locale| coverage(catalog, &cells, locale)).collect();
        Self { findings, coverage, cells }
    }

    /// How many findings have this level.
    pub fn count(&self, level: Level) -> usize {
        self.findings.iter().filter(|finding| finding.level == level).count()
    }
}

impl Coverage {
    /// The share of rows that are translated, in percent; 100 for all of them alone.
    pub fn percent(&self) -> usize {
        (self.translated * 100).checked_div(self.rows).unwrap_or(100)
    }
}

/// The locale of a page that the catalog doesn't list: the folder that it stands in.
fn unlisted_tag(finding: &Finding) -> Option<&str> {
    let mut parts = finding.source.path().rsplit('/').skip(1);
    parts.next().filter(|_| finding.rule == Rule::UnlistedPage)
}

fn cells(catalog: &Catalog, findings: &[Finding]) -> Vec<Vec<Cell>> {
    let mut entries: Vec<Vec<Option<usize>>> =
        catalog.pages.iter().map(|page| vec![None; page.rows.len()]).collect();
    let mut cells = Vec::with_capacity(catalog.entries.len());
    for (index, entry) in catalog.entries.iter().enumerate() {
        let mut states = Vec::with_capacity(catalog.locales.len());
        for (locale, row) in entry.rows.iter().enumerate() {
            if let Some(row) = row {
                entries[locale][*row] = Some(index);
            }
            let state = match (row, catalog.locales[locale].missing) {
                (Some(_), _) => State::InStep,
                (None, Missing::Fallback) => State::Fallback,
                (None, Missing::Refuse) => State::Missing,
            };
            states.push(Cell { state, findings: Vec::new() });
        }
        cells.push(states);
    }
    for (index, finding) in findings.iter().enumerate() {
        let Some(locale) = catalog.locale_of(finding) else { continue };
        let row = row_of(&catalog.pages[locale], finding);
        if let Some(entry) = row.and_then(|row| entries[locale][row]) {
            let cell = &mut cells[entry][locale];
            cell.state = cell.state.max(state(finding.rule));
            cell.findings.push(index);
        }
    }
    cells
}

/// What a finding says of the row that it stands in.
fn state(rule: Rule) -> State {
    match rule {
        Rule::Untranslated => State::Untranslated,
        Rule::Stale => State::Stale,
        // They are about another row, the lock or a comment.
        Rule::MissingRow
        | Rule::NewRow
        | Rule::VariantRemoved
        | Rule::VariantRenamed
        | Rule::UnusedExcuse => State::InStep,
        _ => State::Drifted,
    }
}

fn coverage(catalog: &Catalog, cells: &[Vec<Cell>], locale: usize) -> Coverage {
    let is_translated = |cells: &&Vec<Cell>| cells[locale].state < State::Untranslated;
    Coverage {
        tag: catalog.locales[locale].tag.clone(),
        is_source: locale == catalog.source,
        translated: cells.iter().filter(is_translated).count(),
        rows: cells.len(),
    }
}

impl fmt::Display for Report {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let counted =
            |count: usize, noun: &str| format!("{count} {noun}{}", if count == 1 { "" } else { "s" });
        write!(
            f,
            "{}, {}: {}, {};",
            counted(self.coverage.len(), "page"),
            counted(self.cells.len(), "row"),
            counted(self.count(Level::Deny), "error"),
            counted(self.count(Level::Warn), "warning")
        )?;
        for coverage in self.coverage.iter().filter(|coverage| !coverage.is_source) {
            write!(f, " {} {} %", coverage.tag, coverage.percent())?;
        }
        Ok(())
    }
}
