//! The row that the cursor stands in.

use braze_errors_codegen::{About, Catalog, Entry, Row};
use lsp_types::{Position, Range, Uri};

use super::edited_catalog::EditedCatalog;
use super::workspace::Workspace;
use crate::check::Pages;

/// A row of a page, which is an entry's.
pub(super) struct Here<'a> {
    pub(super) workspace: &'a Workspace,
    pub(super) edited: &'a EditedCatalog,
    pub(super) pages: &'a Pages,
    /// The positions of the page's locale and of the row's entry.
    pub(super) locale: usize,
    pub(super) entry: usize,
}

impl<'a> Here<'a> {
    /// The row at a place, of the first catalog that has one there.
    pub(super) fn find(workspace: &'a Workspace, uri: &Uri, position: Position) -> Option<Self> {
        let document = workspace.documents.get(uri)?;
        workspace.catalogs_of(&document.real).find_map(|(edited, locale)| {
            let pages = edited.pages()?;
            let catalog = &pages.loaded.catalog;
            let page = &catalog.pages[locale];
            let at = workspace.encoding.offset(page.source.text(), position);
            let is_here = |row: &Row| row.span.start <= at && at <= page.source.line(row.span.start).end;
            let row = page.rows.iter().position(is_here)?;
            let entry = catalog.entries.iter().position(|entry| entry.rows[locale] == Some(row))?;
            Some(Self { workspace, edited, pages, locale, entry })
        })
    }

    pub(super) fn catalog(&self) -> &'a Catalog {
        &self.pages.loaded.catalog
    }

    pub(super) fn entry(&self) -> &'a Entry {
        &self.catalog().entries[self.entry]
    }

    /// The file of a locale's row of the entry, and where it stands there: its line and its code.
    pub(super) fn place(&self, locale: usize) -> Option<(Uri, Range, Range)> {
        let page = &self.catalog().pages[locale];
        let row = &page.rows[self.entry().rows[locale]?];
        let range = |span| self.workspace.encoding.range(&page.source, span);
        let uri = self.workspace.uri(&self.edited.file(&page.source))?;
        let line = page.source.line(row.span.start);
        Some((uri, range(&line), range(&row.code_span)))
    }

    /// What is found about the row.
    pub(super) fn findings(&self) -> impl Iterator<Item = About<'a>> {
        let (locale, entry) = (Some(self.locale), Some(self.entry));
        self.pages.report.about().filter(move |about| (about.locale, about.entry) == (locale, entry))
    }
}
