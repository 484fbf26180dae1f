//! A row of a translation beside the source's.

use crate::catalog::Catalog;
use crate::finding::{Finding, Rule};
use crate::page::{Page, Row};
use crate::source::Span;

/// A row of a translation beside the source's.
pub(super) struct Pair<'a> {
    pub(super) source_page: &'a Page,
    pub(super) source: &'a Row,
    pub(super) page: &'a Page,
    pub(super) row: &'a Row,
}

impl<'a> Pair<'a> {
    /// Every row that a locale has of its own, in the source page's order.
    pub(super) fn all(catalog: &'a Catalog, locale: usize) -> impl Iterator<Item = Self> {
        let (source_page, page) = (&catalog.pages[catalog.source], &catalog.pages[locale]);
        catalog.entries.iter().filter_map(move |entry| {
            let source = &source_page.rows[entry.rows[catalog.source]?];
            let row = &page.rows[entry.rows[locale]?];
            Some(Self { source_page, source, page, row })
        })
    }

    /// A finding in the translation's row, with the source's row beside it.
    pub(super) fn finding(&self, rule: Rule, span: Span) -> Finding {
        Finding::new(rule, &self.page.source, span).note(
            &self.source_page.source,
            self.source.description_span.clone(),
            "the source's row",
        )
    }
}
