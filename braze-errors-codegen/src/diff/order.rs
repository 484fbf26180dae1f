//! Which rows moved: the fewest whose move explains a page's new order.

use std::collections::HashMap;

use super::Move;
use crate::catalog::Catalog;

/// The rows that moved on a page of the new catalog, by the position of their entry.
///
/// `partners` are the positions of the old catalog's entries that the new one's were.
pub(super) fn moves(
    (old, old_locale): (&Catalog, usize),
    (new, new_locale): (&Catalog, usize),
    partners: &[Option<usize>],
) -> HashMap<usize, Move> {
    let mut on_page: Vec<(usize, usize)> = Vec::new();
    for (index, entry) in new.entries.iter().enumerate() {
        on_page.extend(entry.rows[new_locale].map(|row| (row, index)));
    }
    on_page.sort_unstable();
    // Of the rows that stay on the page, in their new order: what stands above, and where they stood.
    let mut stay = Vec::new();
    let mut above = None;
    for (_, index) in on_page {
        if let Some(row) = partners[index].and_then(|partner| old.entries[partner].rows[old_locale]) {
            stay.push((index, above, row));
        }
        above = Some(index);
    }
    let is_kept = increasing(&stay.iter().map(|(_, _, row)| *row).collect::<Vec<_>>());
    let moved = stay.into_iter().zip(is_kept).filter(|(_, is_kept)| !is_kept);
    moved
        .map(|((index, above, _), _)| {
            (index, Move { below: above.map(|above| new.entries[above].variant.clone()) })
        })
        .collect()
}

/// Says of each number whether it is part of a longest increasing series of them.
fn increasing(numbers: &[usize]) -> Vec<bool> {
    // For each length, where the series of that length ends whose last number is the least.
    let mut ends: Vec<usize> = Vec::new();
    let mut before: Vec<Option<usize>> = Vec::new();
    for (index, number) in numbers.iter().enumerate() {
        let length = ends.partition_point(|end| numbers[*end] < *number);
        before.push(length.checked_sub(1).map(|shorter| ends[shorter]));
        match ends.get_mut(length) {
            Some(end) => *end = index,
            None => ends.push(index),
        }
    }
    let mut is_part = vec![false; numbers.len()];
    let mut next = ends.last().copied();
    while let Some(index) = next {
        is_part[index] = true;
        next = before[index];
    }
    is_part
}

#[cfg(test)]
mod tests {
    use super::increasing;

    /// The numbers that are not part of the series.
    fn moved(numbers: &[usize]) -> Vec<usize> {
        let is_part = increasing(numbers);
        numbers.iter().zip(is_part).filter(|(_, is_part)| !is_part).map(|(number, _)| *number).collect()
    }

    #[test]
    fn the_fewest_numbers_move() {
        assert_eq!(moved(&[]), []);
        assert_eq!(moved(&[0, 1, 2]), []);
        assert_eq!(moved(&[3, 0, 1, 2]), [3]);
        assert_eq!(moved(&[1, 2, 3, 0]), [0]);
        assert_eq!(moved(&[1, 0]).len(), 1);
        assert_eq!(moved(&[0, 4, 1, 2, 7, 3, 5]), [4, 7]);
        assert_eq!(moved(&[2, 1, 0]).len(), 2);
    }
}
