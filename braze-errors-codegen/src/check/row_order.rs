//! `row-order`: rows in another order than the source's.

use crate::catalog::Catalog;
use crate::catalog::order::increasing;
use crate::finding::{Finding, Rule};

/// Finds the fewest rows of a translation whose move gives the source's order.
pub(super) fn check(catalog: &Catalog, locale: usize, findings: &mut Vec<Finding>) {
    let (source_page, page) = (&catalog.pages[catalog.source], &catalog.pages[locale]);
    // Each row of the translation with the source's, in the translation's order.
    let mut rows: Vec<(usize, usize)> = catalog
        .entries
        .iter()
        .filter_map(|entry| Some((entry.rows[locale]?, entry.rows[catalog.source]?)))
        .collect();
    rows.sort_unstable();
    let stays = increasing(&rows.iter().map(|(_, source)| *source).collect::<Vec<_>>());
    let (staying, moved): (Vec<_>, Vec<_>) = rows.iter().zip(stays).partition(|(_, stays)| *stays);
    for ((row, source), _) in moved {
        let next = staying.partition_point(|((_, other), _)| other < source);
        let place = |side: &str, ((row, _), _): &(&(usize, usize), bool)| {
            let row = &page.rows[*row];
            format!("{side} `{}` in line {}", row.code, page.source.place(row.span.start).line)
        };
        let place = match next.checked_sub(1) {
            Some(last) => place("below", &staying[last]),
            None => place("above", &staying[0]),
        };
        let (row, source) = (&page.rows[*row], &source_page.rows[*source]);
        findings.push(
            Finding::new(Rule::RowOrder, &page.source, row.code_span.clone())
                .message(format!(
                    "found `{}` in another place than the source's; expected it {place}",
                    row.code
                ))
                .note(&source_page.source, source.code_span.clone(), "the source's row")
                .help(format!("move the row {place}")),
        );
    }
}
