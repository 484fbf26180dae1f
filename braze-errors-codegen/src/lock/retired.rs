//! Deprecated rows that have left the pages: the lock is their texts' only home.

use std::collections::HashMap;
use std::rc::Rc;

use super::{Cell, Lock, LockedRow};
use crate::catalog::{self, Catalog, Entry};
use crate::finding::{Finding, Note, Rule};
use crate::page::{Page, Reading, Row};
use crate::source::Source;

impl Lock {
    /// The deprecated rows that the pages don't hold any more, as a catalog of their own, by variant.
    ///
    /// Its translations fall back to the source where the lock holds none.
    pub(crate) fn retired(&self, catalog: &Catalog) -> (Catalog, Vec<Finding>) {
        let on_pages: HashMap<&str, &Entry> =
            catalog.entries.iter().map(|entry| (entry.variant.as_str(), entry)).collect();
        let mut retired = Catalog::without_rows(catalog.locales.clone(), catalog.source, &self.source);
        let mut findings = Vec::new();
        for (variant, locked) in self.rows.iter().filter(|(_, locked)| locked.is_deprecated) {
            match on_pages.get(variant.as_str()) {
                None => self.retire(variant, locked, &mut retired, &mut findings),
                Some(entry) if *catalog.code(entry) != locked.code => {
                    findings.push(self.taken(locked, catalog, entry));
                }
                Some(_) => {}
            }
        }
        for (locale, page) in retired.locales.iter().zip(&retired.pages) {
            if locale.docs.is_none() {
                catalog::base_urls(&locale.tag, page, &mut findings);
            }
        }
        findings.sort_by_key(|finding| finding.span.start);
        (retired, findings)
    }

    fn retire(&self, variant: &str, locked: &LockedRow, retired: &mut Catalog, findings: &mut Vec<Finding>) {
        let cell = |tag: &str| locked.locales.get(tag)?.markdown.as_ref();
        let source = &retired.locales[retired.source].tag;
        if cell(source).is_none() {
            findings.push(
                Finding::new(Rule::BadLock, &self.source, locked.span.clone())
                    .message(format!("found the deprecated row `{variant}` without its text in `{source}`, and no page has the row"))
                    .help(format!("restore the row on the page, then run `braze-errors accept --deprecate {variant}`")),
            );
            return;
        }
        let mut rows = vec![None; retired.locales.len()];
        for (position, locale) in retired.locales.iter().enumerate() {
            let Some(cell) = cell(&locale.tag) else { continue };
            let page = &mut retired.pages[position];
            match read(cell, &self.source) {
                Ok(row) => {
                    rows[position] = Some(page.rows.len());
                    let (code, code_span) = (locked.code.clone(), locked.span.clone());
                    page.rows.push(Row { code, code_span, ..row });
                }
                Err(mut found) => findings.append(&mut found),
            }
        }
        // Without the source's text there is nothing that the others could fall back to.
        if rows[retired.source].is_some() {
            retired.entries.push(Entry { variant: variant.to_owned(), rows });
        }
    }

    /// The finding that another row has taken a deprecated row's name.
    fn taken(&self, locked: &LockedRow, catalog: &Catalog, entry: &Entry) -> Finding {
        let (code, variant) = (catalog.code(entry), &entry.variant);
        let row = catalog.row(entry, catalog.source);
        Finding::new(Rule::SharedName, &catalog.pages[catalog.source].source, row.code_span.clone())
            .message(format!(
                "found `{code}`, whose variant's name would be `{variant}` as that of the deprecated `{}` is",
                locked.code
            ))
            .note(&self.source, locked.span.clone(), "the lock holds the deprecated row here")
            .help(format!(
                "write a name for it in the call: {}",
                catalog.rename(entry, &format!("{variant}{}", code.status))
            ))
    }
}

/// Reads a cell of the lock as a page's reader would, with its findings placed in the lock.
pub(super) fn read(cell: &Cell, lock: &Rc<Source>) -> Result<Row, Vec<Finding>> {
    const ABOVE: &str = "| | |\n|---|---|\n| `400 A` | ";
    // The spaces put the cell where it stands in the lock, so that every span is right there too.
    let spaces = " ".repeat(cell.span.start.saturating_sub(ABOVE.len()));
    let page = Source::new(lock.path(), [ABOVE, &spaces, &cell.text, " |\n"].concat());
    let Reading { page: Page { rows, .. }, mut findings } = Page::read(&page);
    match <[Row; 1]>::try_from(rows) {
        Ok([row]) if findings.is_empty() => {
            return Ok(Row { span: cell.span.clone(), description_span: cell.span.clone(), ..row });
        }
        _ if findings.is_empty() => findings.push(
            Finding::new(Rule::BadLock, &page, 0..0)
                .message("found a text that is not the cell of one row")
                .help("write the description in Markdown, on one line"),
        ),
        _ => {}
    }
    let place = |at: usize| at.clamp(cell.span.start, cell.span.end);
    for finding in &mut findings {
        let notes = finding.notes.iter_mut().map(|Note { source, span, .. }| (source, span));
        for (source, span) in notes.chain([(&mut finding.source, &mut finding.span)]) {
            *source = Rc::clone(lock);
            *span = place(span.start)..place(span.end);
        }
    }
    Err(findings)
}
