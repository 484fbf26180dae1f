//! Texts of deprecated rows.

use std::rc::Rc;

use super::Cell;
use crate::finding::{Finding, Note, Rule};
use crate::page::{Page, Reading, Row};
use crate::source::Source;

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
