//! `row-order`: rows in another order than the source's.

use crate::catalog::Catalog;
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
    let mut stays = vec![false; rows.len()];
    for index in longest_increasing(rows.iter().map(|(_, source)| *source)) {
        stays[index] = true;
    }
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

/// The positions of a longest increasing subsequence.
fn longest_increasing(values: impl Iterator<Item = usize>) -> Vec<usize> {
    let values: Vec<usize> = values.collect();
    // The position of the smallest value that ends an increasing subsequence of each length.
    let mut ends: Vec<usize> = Vec::new();
    let mut before: Vec<Option<usize>> = Vec::new();
    for (position, value) in values.iter().enumerate() {
        let length = ends.partition_point(|end| values[*end] < *value);
        before.push(length.checked_sub(1).map(|length| ends[length]));
        match ends.get_mut(length) {
            Some(end) => *end = position,
            None => ends.push(position),
        }
    }
    let mut found: Vec<usize> =
        std::iter::successors(ends.last().copied(), |position| before[*position]).collect();
    found.reverse();
    found
}

#[cfg(test)]
mod tests {
    use super::longest_increasing;

    #[test]
    fn the_fewest_values_are_left_out() {
        let length = |values: &[usize]| longest_increasing(values.iter().copied()).len();
        assert_eq!(length(&[]), 0);
        assert_eq!(length(&[0, 1, 2, 3]), 4);
        assert_eq!(length(&[3, 0, 1, 2]), 3);
        assert_eq!(length(&[1, 2, 3, 0]), 3);
        assert_eq!(length(&[0, 3, 2, 1, 4]), 3);
        assert_eq!(length(&[3, 2, 1, 0]), 1);
    }
}
