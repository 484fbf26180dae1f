//! A page with other texts in its cells.

use braze_errors_codegen::{Catalog, Page, Span};

use crate::exchange::{Text, Unit};

/// A text that a page is to hold.
#[derive(Debug)]
pub(super) struct Change {
    /// The unit's name.
    pub(super) id: String,
    pub(super) text: String,
    /// What is written over, which is empty for a row that isn't there yet.
    span: Span,
    /// What is written, with plain line ends.
    written: String,
    /// The position of the row's entry: rows that are added in one place stand in the source's order.
    entry: Option<usize>,
}

impl Change {
    /// The change that gives a unit this text in a locale.
    pub(super) fn new(unit: &Unit<'_>, text: String, catalog: &Catalog, locale: usize) -> Self {
        let (span, written) = match unit.target {
            Some(target) => (target.description.span.clone(), text.clone()),
            None => new_row(unit, &text, catalog, locale),
        };
        Self { id: unit.id.clone(), text, span, written, entry: unit.entry }
    }
}

/// Where a row goes that a page lacks, and its line: the source's, with this description.
fn new_row(unit: &Unit<'_>, text: &str, catalog: &Catalog, locale: usize) -> (Span, String) {
    let page = &catalog.pages[locale];
    let entry = unit.entry.unwrap_or_default();
    let Text { page: source_page, description } = unit.source;
    let source = source_page.source.text();
    let line = source_page.source.line(description.span.start);
    let before = &source[line.start..description.span.start];
    let line = [before, text, source[description.span.end..line.end].trim_end()].concat();
    let end_of = |row: usize| page.source.line(page.rows[row].span.start).end;
    // It stands behind the row that it stands behind in the source.
    let above = catalog.entries[..entry].iter().rev().find_map(|entry| entry.rows[locale]);
    let below = || catalog.entries[entry..].iter().find_map(|entry| entry.rows[locale]);
    match (above, below()) {
        (Some(row), _) => (end_of(row)..end_of(row), format!("\n{line}")),
        (None, Some(row)) => {
            let start = page.source.line(page.rows[row].span.start).start;
            (start..start, format!("{line}\n"))
        }
        (None, None) => (page.table.end..page.table.end, format!("\n{line}")),
    }
}

/// A page's text with these changes, in which nothing else changes.
pub(super) fn changed(page: &Page, changes: &[Change]) -> String {
    let text = page.source.text();
    let line_end = if text.contains("\r\n") { "\r\n" } else { "\n" };
    let mut changes: Vec<&Change> = changes.iter().collect();
    changes.sort_by_key(|change| (change.span.start, change.entry));
    let mut new = String::with_capacity(text.len());
    let mut at = 0;
    for Change { span, written, .. } in changes {
        // What stands in another text is read back otherwise, and so refused.
        let Some(between) = text.get(at..span.start) else { continue };
        new.push_str(between);
        new.push_str(&written.replace('\n', line_end));
        at = span.end;
    }
    new.push_str(&text[at..]);
    new
}
