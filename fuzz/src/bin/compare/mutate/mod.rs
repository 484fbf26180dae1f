//! What happens to pages: small changes, each as people, tools or sites make them.

mod blocks;
mod github;
pub(crate) mod inline;
mod lines;
mod liquid;
mod marks;

use fastrand::Rng;

use crate::ours::Dialect;

/// A change to a page's lines.
pub(crate) type Change = fn(&mut Rng, &mut Vec<String>);

/// A kind of changes, how often it is taken, and the changes themselves.
type Kind = (u8, &'static [(&'static str, Change)]);

const KRAMDOWN: &[Kind] = &[
    (3, lines::CHANGES),
    (3, marks::CHANGES),
    (3, blocks::CHANGES),
    (4, inline::CHANGES),
    (2, liquid::CHANGES),
];

const GFM: &[Kind] = &[
    (3, lines::CHANGES),
    (3, marks::CHANGES),
    (2, blocks::CHANGES),
    (4, inline::CHANGES),
    (3, github::CHANGES),
];

/// Changes a page once, and names the change.
pub(crate) fn change(rng: &mut Rng, dialect: Dialect, page: &mut Vec<String>) -> &'static str {
    let kinds = match dialect {
        Dialect::Kramdown => KRAMDOWN,
        Dialect::Gfm => GFM,
    };
    let all: u8 = kinds.iter().map(|(weight, _)| weight).sum();
    let mut at = rng.u8(..all);
    for (weight, changes) in kinds {
        if at < *weight {
            let (name, change) = changes[rng.usize(..changes.len())];
            if !page.is_empty() {
                change(rng, page);
            }
            return name;
        }
        at -= weight;
    }
    ""
}

/// How often a page is changed: mostly little, so that it may still be accepted.
pub(crate) fn times(rng: &mut Rng) -> usize {
    match rng.u8(..16) {
        0 => 0,
        1..9 => 1,
        9..13 => 2,
        13..15 => 3,
        _ => rng.usize(4..=6),
    }
}

/// Any of a list.
pub(crate) fn any<'a>(rng: &mut Rng, list: &[&'a str]) -> &'a str {
    list[rng.usize(..list.len())]
}

/// Any line.
pub(crate) fn line(rng: &mut Rng, page: &[String]) -> usize {
    rng.usize(..page.len())
}

/// A row with a code, mostly; else a line of the table, if there is one.
pub(crate) fn row(rng: &mut Rng, page: &[String]) -> usize {
    let needs_code = rng.u8(..8) > 0;
    let is_row = |line: &String| line.contains('|') && (!needs_code || line.contains('`'));
    let rows: Vec<usize> = (0..page.len()).filter(|index| is_row(&page[*index])).collect();
    if rows.is_empty() { line(rng, page) } else { rows[rng.usize(..rows.len())] }
}

/// A line of the table or near it: three times of four a row.
pub(crate) fn near(rng: &mut Rng, page: &[String]) -> usize {
    if rng.u8(..4) == 0 { line(rng, page) } else { row(rng, page) }
}

/// Where something can be put: above the table, at its start, within it, under it, or anywhere.
pub(crate) fn gap(rng: &mut Rng, page: &[String]) -> usize {
    let first = page.iter().position(|line| line.contains('|')).unwrap_or(0);
    let last = page.iter().rposition(|line| line.contains('|')).unwrap_or(0);
    match rng.u8(..16) {
        0 => first,
        1..5 => first.saturating_sub(1),
        5 => last + 1,
        6..8 => (last + 2).min(page.len()),
        8 => rng.usize(first..=last),
        9..13 => rng.usize(..=first),
        _ => rng.usize(..=page.len()),
    }
}

/// Lines above the table, or of the page where there are none: from the first to behind the last.
pub(crate) fn above(rng: &mut Rng, page: &[String]) -> (usize, usize) {
    let end = page.iter().position(|line| line.contains('|')).filter(|end| *end > 0).unwrap_or(page.len());
    let first = rng.usize(..end);
    (first, rng.usize(first..end) + 1)
}

/// A place in a line, between two characters.
pub(crate) fn place(rng: &mut Rng, line: &str) -> usize {
    let places: Vec<usize> = line.char_indices().map(|(at, _)| at).chain([line.len()]).collect();
    places[rng.usize(..places.len())]
}

/// A place where one of these stands in a line.
pub(crate) fn find(rng: &mut Rng, line: &str, marks: &[char]) -> Option<usize> {
    let places: Vec<usize> = line.match_indices(marks).map(|(at, _)| at).collect();
    (!places.is_empty()).then(|| places[rng.usize(..places.len())])
}

/// Puts lines into a page.
pub(crate) fn put(page: &mut Vec<String>, at: usize, lines: &str) {
    page.splice(at..at, lines.split('\n').map(str::to_owned));
}
