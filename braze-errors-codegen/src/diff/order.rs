//! Which rows moved: the fewest whose move explains a page's new order.

use std::collections::HashMap;

use super::Move;
use crate::catalog::Catalog;
use crate::catalog::order::increasing;

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
