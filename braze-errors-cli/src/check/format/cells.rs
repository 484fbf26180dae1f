//! Which entry and locale a finding is about.

use braze_errors_codegen::{Catalog, Finding, Rule};

/// The entries that rows belong to.
pub(super) struct Cells<'a> {
    catalog: &'a Catalog,
    /// The entry of each row: `entries[locale][row]`.
    entries: Vec<Vec<Option<usize>>>,
}

impl<'a> Cells<'a> {
    pub(super) fn new(catalog: &'a Catalog) -> Self {
        let mut entries: Vec<Vec<Option<usize>>> =
            catalog.pages.iter().map(|page| vec![None; page.rows.len()]).collect();
        for (index, entry) in catalog.entries.iter().enumerate() {
            for (locale, row) in entry.rows.iter().enumerate() {
                if let Some(row) = row {
                    entries[locale][*row] = Some(index);
                }
            }
        }
        Self { catalog, entries }
    }

    /// The entry and the locale that a finding is about; `None` where it is about no row, or one of no entry.
    pub(super) fn of(&self, finding: &Finding) -> Option<(usize, usize)> {
        let locale = self.catalog.locale_of(finding)?;
        let entry = match finding.notes.first() {
            // It stands at the row beside which the missing one belongs.
            Some(note) if finding.rule == Rule::MissingRow => {
                self.entry(self.catalog.source, note.span.start)
            }
            _ => self.entry(locale, finding.span.start),
        };
        Some((entry?, locale))
    }

    /// The entry whose row on a locale's page holds this byte.
    fn entry(&self, locale: usize, at: usize) -> Option<usize> {
        let rows = &self.catalog.pages[locale].rows;
        let row = rows.partition_point(|row| row.span.end <= at);
        rows.get(row).filter(|row| row.span.start <= at).and_then(|_| self.entries[locale][row])
    }
}
