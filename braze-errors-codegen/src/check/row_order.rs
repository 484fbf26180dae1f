//! `row-order`: rows in another order than the source's.

use crate::catalog::Catalog;
use crate::catalog::order::increasing;
use crate::finding::{Finding, Fix, Rule};
use crate::page::Page;

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
    let fix = sorted(page, &rows);
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
        let finding = Finding::new(Rule::RowOrder, &page.source, row.code_span.clone())
            .message(format!("found `{}` in another place than the source's; expected it {place}", row.code))
            .note(&source_page.source, source.code_span.clone(), "the source's row")
            .help(format!("move the row {place}"));
        findings.push(match &fix {
            Some(Fix { span, text }) => finding.fix(span.clone(), text.as_str()),
            None => finding,
        });
    }
}

/// The rows that are not where the source has them, in the source's order: one mend for all of them.
///
/// `rows` are all of the page's rows with the source's; where there are others, or where anything stands between the
/// rows, nobody knows what belongs to what.
fn sorted(page: &Page, rows: &[(usize, usize)]) -> Option<Fix> {
    let mut sorted: Vec<(usize, usize)> = rows.to_vec();
    sorted.sort_unstable_by_key(|(_, source)| *source);
    let differs = |at: &usize| rows[*at].0 != sorted[*at].0;
    let first = (0..rows.len()).find(differs)?;
    let last = (0..rows.len()).rev().find(differs)?;
    let text = page.source.text();
    let line = |at: &(usize, usize)| page.rows[at.0].span.clone();
    let is_line_end = |pair: &[(usize, usize)]| {
        matches!(&text[line(&pair[0]).end..line(&pair[1]).start], "\n" | "\r\n" | "\r")
    };
    if rows.len() != page.rows.len() || !rows[first..=last].windows(2).all(is_line_end) {
        return None;
    }
    let (mut mended, span) = (String::new(), line(&rows[first]).start..line(&rows[last]).end);
    for at in first..=last {
        mended.push_str(&text[line(&sorted[at])]);
        if at < last {
            mended.push_str(&text[line(&rows[at]).end..line(&rows[at + 1]).start]);
        }
    }
    Some(Fix { span, text: mended })
}
