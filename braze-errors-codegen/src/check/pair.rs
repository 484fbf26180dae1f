//! A row of a translation beside the source's.

use std::collections::HashSet;

use crate::finding::{Finding, Rule};
use crate::load::Loaded;
use crate::page::{Page, Row};
use crate::text::source::Span;

/// A row of a translation beside the source's.
pub(super) struct Pair<'a> {
    pub(super) source_page: &'a Page,
    pub(super) source: &'a Row,
    pub(super) page: &'a Page,
    pub(super) row: &'a Row,
}

impl<'a> Pair<'a> {
    /// Every row that a locale has of its own, in the source page's order, but for those that have defects: what
    /// stops the build says it all.
    pub(super) fn all(loaded: &'a Loaded, locale: usize) -> impl Iterator<Item = Self> {
        let catalog = &loaded.catalog;
        let (source_page, page) = (&catalog.pages[catalog.source], &catalog.pages[locale]);
        let source_defects = defective_rows(source_page, &loaded.findings.pages[catalog.source]);
        let defects = defective_rows(page, &loaded.findings.pages[locale]);
        catalog.entries.iter().filter_map(move |entry| {
            let (source, row) = (entry.rows[catalog.source]?, entry.rows[locale]?);
            let is_sound = !source_defects.contains(&source) && !defects.contains(&row);
            let (source, row) = (&source_page.rows[source], &page.rows[row]);
            is_sound.then_some(Self { source_page, source, page, row })
        })
    }

    /// A finding in the translation's row, with the source's row beside it.
    pub(super) fn finding(&self, rule: Rule, span: Span) -> Finding {
        self.finding_beside(rule, span, self.source.description.span.clone())
    }

    /// A finding in the translation's row, with a part of the source's row beside it.
    pub(super) fn finding_beside(&self, rule: Rule, span: Span, source: Span) -> Finding {
        Finding::new(rule, &self.page.source, span).note(&self.source_page.source, source, "the source's row")
    }
}

/// The rows that may say something else than was read.
fn defective_rows(page: &Page, findings: &[Finding]) -> HashSet<usize> {
    let is_about_row = |finding: &&Finding| !matches!(finding.rule, Rule::MissingRow | Rule::UnknownBaseUrl);
    findings.iter().filter(is_about_row).filter_map(|finding| page.row_at(finding.span.start)).collect()
}
