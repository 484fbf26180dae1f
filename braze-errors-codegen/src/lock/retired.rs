//! Deprecated rows that have left the pages: the lock is their texts' only home.

use std::collections::HashMap;
use std::ops::Range;
use std::rc::Rc;

use super::{KeptText, Lock, LockedRow};
use crate::catalog::{self, Catalog, Entry, Names};
use crate::finding::{Finding, Findings, Note, Rule};
use crate::markdown::{Description, Dialect};
use crate::page::{Page, Reading, Row};
use crate::text::source::Source;

impl Lock {
    /// The deprecated rows that the pages don't hold any more, as a catalog of their own, by variant.
    ///
    /// Its translations fall back to the source where the lock holds none.
    pub(crate) fn retired(&self, catalog: &Catalog, findings: &mut Findings) -> Catalog {
        let on_pages: HashMap<&str, &Entry> =
            catalog.entries.iter().map(|entry| (entry.variant.as_str(), entry)).collect();
        let mut retired = catalog.without_rows(&self.source);
        let mut taken = Vec::new();
        for (variant, locked) in self.rows.iter().filter(|(_, locked)| locked.is_deprecated) {
            match on_pages.get(variant.as_str()) {
                None => self.retire(variant, locked, &mut retired, &mut findings.lock),
                Some(entry) if *catalog.code(entry) != locked.code => taken.push((locked, *entry)),
                Some(_) => {}
            }
        }
        if !taken.is_empty() {
            let names = catalog.names();
            let taken = taken.iter().map(|(locked, entry)| self.taken(locked, catalog, &names, entry));
            findings.pages[catalog.source].extend(taken);
        }
        for (locale, page) in retired.locales.iter().zip(&retired.pages) {
            if locale.docs.is_none() {
                catalog::base_urls(&locale.tag, page, &mut findings.lock);
            }
        }
        retired
    }

    fn retire(&self, variant: &str, locked: &LockedRow, retired: &mut Catalog, findings: &mut Vec<Finding>) {
        let kept = |tag: &str| locked.locales.get(tag)?.markdown.as_ref();
        let source = &retired.locales[retired.source].tag;
        if kept(source).is_none() {
            findings.push(
                Finding::new(Rule::BadLock, &self.source, locked.span.clone())
                    .message(format!("found the deprecated row `{variant}` without its text in `{source}`, and no page has the row"))
                    .help(format!("restore the row on the page, then run `braze-errors accept --deprecate {variant}`")),
            );
            return;
        }
        let mut rows = vec![None; retired.locales.len()];
        for (position, locale) in retired.locales.iter().enumerate() {
            let Some(kept) = kept(&locale.tag) else { continue };
            let page = &mut retired.pages[position];
            match read(kept, &self.source, page.dialect) {
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
    fn taken(&self, locked: &LockedRow, catalog: &Catalog, names: &Names<'_>, entry: &Entry) -> Finding {
        let (code, variant) = (catalog.code(entry), &entry.variant);
        let row = catalog.row(entry, catalog.source);
        let position = entry.rows[catalog.source].unwrap_or_default();
        Finding::new(Rule::SharedName, &catalog.pages[catalog.source].source, row.code_span.clone())
            .message(format!(
                "found `{code}`, whose variant's name would be `{variant}` as that of the deprecated `{}` is",
                locked.code
            ))
            .note(&self.source, locked.span.clone(), "the lock holds the deprecated row here")
            .help(format!("write a name for it {}", names.rename(position, &names.other(position, variant))))
    }
}

/// Reads a text that the lock keeps as a page's reader would, with its findings placed in the lock.
pub(super) fn read(kept: &KeptText, lock: &Rc<Source>, dialect: Dialect) -> Result<Row, Vec<Finding>> {
    const ABOVE: &str = "| | |\n|---|---|\n| `400 A` | ";
    let page = Source::new(lock.path(), [ABOVE, &kept.text, " |\n"].concat());
    let Reading { page: Page { rows, .. }, mut findings } = Page::read(&page, dialect);
    match <[Row; 1]>::try_from(rows) {
        Ok([row]) if findings.is_empty() => {
            let span = kept.span.clone();
            let description = Description { span: span.clone(), ..row.description };
            return Ok(Row { span, description, ..row });
        }
        _ if findings.is_empty() => findings.push(
            Finding::new(Rule::BadLock, &page, 0..0)
                .message("found a text that is not the cell of one row")
                .help("write the description in Markdown, on one line"),
        ),
        _ => {}
    }
    let place = |at: usize| {
        let Range { start, end } = kept.span;
        (at.saturating_sub(ABOVE.len()) + start).min(end)
    };
    for finding in &mut findings {
        let notes = finding.notes.iter_mut().map(|Note { source, span, .. }| (source, span));
        for (source, span) in notes.chain([(&mut finding.source, &mut finding.span)]) {
            *source = Rc::clone(lock);
            *span = place(span.start)..place(span.end);
        }
    }
    Err(findings)
}
