//! Which row of a translation says what a row of the source says.

use std::cmp::Reverse;
use std::collections::{HashMap, HashSet, VecDeque};

use super::meant::Left;
use super::{Entry, Locale, Missing, Unknown};
use crate::finding::{Finding, Rule};
use crate::form::Form;
use crate::markdown::BASE_URL;
use crate::page::{Code, Page, Row};
use crate::text::escape::with_unseen;

/// A page with the rows of each code, in page order.
pub(super) struct KeyedPage<'a> {
    pub(super) page: &'a Page,
    by_code: HashMap<&'a Code, Vec<usize>>,
    /// The rows that say what an earlier one says.
    duplicates: HashSet<usize>,
}

impl<'a> KeyedPage<'a> {
    pub(super) fn new(page: &'a Page) -> Self {
        let mut by_code: HashMap<&Code, Vec<usize>> = HashMap::with_capacity(page.rows.len());
        for (index, row) in page.rows.iter().enumerate() {
            by_code.entry(&row.code).or_default().push(index);
        }
        Self { page, by_code, duplicates: HashSet::new() }
    }

    /// Finds rows that say what an earlier one says, and reports them unless the call names the page's columns.
    ///
    /// There they are one row: tables of endpoints repeat what several of them answer.
    pub(super) fn find_duplicates(&mut self, findings: &mut Vec<Finding>) {
        let source = &self.page.source;
        let may_repeat = !self.page.layouts.is_empty();
        for (code, rows) in self.by_code.iter().filter(|(_, rows)| rows.len() > 1) {
            let mut seen: HashMap<String, &Row> = HashMap::new();
            for index in rows {
                let row = &self.page.rows[*index];
                let text = Form::Markdown.write(&row.description, BASE_URL);
                if let Some(first) = seen.get(&text) {
                    self.duplicates.insert(*index);
                    if may_repeat {
                        continue;
                    }
                    findings.push(
                        Finding::new(Rule::DuplicateRow, source, row.span.clone())
                            .message(format!(
                                "found `{code}` twice with the same description; expected each row once"
                            ))
                            .note(source, first.span.clone(), "the first one stands here")
                            .help("delete this row, or say in its description what tells it from the first"),
                    );
                } else {
                    seen.insert(text, row);
                }
            }
        }
        if may_repeat {
            for rows in self.by_code.values_mut() {
                rows.retain(|row| !self.duplicates.contains(row));
            }
        }
    }

    /// The rows that are entries of their own, in page order.
    pub(super) fn own_rows(&self) -> Vec<usize> {
        let may_repeat = !self.page.layouts.is_empty();
        (0..self.page.rows.len()).filter(|row| !may_repeat || !self.duplicates.contains(row)).collect()
    }
}

/// Gives each entry its row in a translation.
///
/// A duplicate is a finding already, and no row that another page doesn't have.
pub(super) fn align_page(
    locale: &Locale,
    position: usize,
    (source_position, source): (usize, &KeyedPage<'_>),
    translation: KeyedPage<'_>,
    entries: &mut [Entry],
    findings: &mut Vec<Finding>,
) {
    let KeyedPage { page, mut by_code, duplicates } = translation;
    for (code, source_rows) in &source.by_code {
        let Some(rows) = by_code.get_mut(code) else { continue };
        for (source_row, row) in pair(source.page, source_rows, page, rows) {
            if let Ok(entry) =
                entries.binary_search_by_key(&Some(source_row), |entry| entry.rows[source_position])
            {
                entries[entry].rows[position] = Some(row);
            }
        }
    }
    let mut unknown: Vec<usize> = Vec::new();
    if locale.unknown == Unknown::Refuse {
        unknown = by_code.into_values().flatten().filter(|row| !duplicates.contains(row)).collect();
        unknown.sort_unstable();
        let changed = changed_codes(position, (source_position, source), page, &unknown, entries, findings);
        unknown.retain(|row| !changed.contains(row));
    }
    if locale.missing == Missing::Refuse {
        missing_rows(position, (source_position, source), page, entries, findings);
    }
    let repeated: HashSet<&Code> = source.duplicates.iter().map(|row| &source.page.rows[*row].code).collect();
    let mut aligned: HashMap<&Code, &Row> = HashMap::new();
    if !unknown.is_empty() && !repeated.is_empty() {
        let rows = entries.iter().filter_map(|entry| entry.rows[position]).map(|row| &page.rows[row]);
        aligned.extend(rows.map(|row| (&row.code, row)));
    }
    for row in unknown.into_iter().map(|row| &page.rows[row]) {
        let source_path = source.page.source.path();
        if let Some(other) = aligned.get(&row.code).filter(|_| repeated.contains(&row.code)) {
            findings.push(reworded(source_path, page, row, other));
            continue;
        }
        findings.push(
            Finding::new(Rule::UnknownRow, &page.source, row.span.clone())
                .message(format!(
                    "found `{}`, a row that {source_path} doesn't have",
                    with_unseen(&row.code.to_string())
                ))
                .help(format!("delete the row, correct its code, or write it in {source_path} too")),
        );
    }
}

/// What is said of a row of other words than another one, where the source repeats a row.
fn reworded(source_path: &str, page: &Page, row: &Row, other: &Row) -> Finding {
    let code = with_unseen(&row.code.to_string());
    Finding::new(Rule::UnknownRow, &page.source, row.span.clone())
        .message(format!(
            "found `{code}` in other words than in another row; expected the same words, for {source_path} repeats one row"
        ))
        .note(&page.source, other.span.clone(), "the other row")
        .help(format!("write the same description in both rows, or tell those of {source_path} apart"))
}

/// Gives each entry without a row the one whose code was meant as its own, and reports the code.
///
/// The rows that are no longer unknown.
fn changed_codes(
    position: usize,
    (source_position, source): (usize, &KeyedPage<'_>),
    page: &Page,
    unknown: &[usize],
    entries: &mut [Entry],
    findings: &mut Vec<Finding>,
) -> HashSet<usize> {
    let (mut partners, mut missing) = (HashMap::new(), HashMap::new());
    for (index, entry) in entries.iter().enumerate() {
        match (entry.rows[source_position], entry.rows[position]) {
            (Some(source), Some(row)) => _ = partners.insert(row, source),
            (Some(row), None) if !source.duplicates.contains(&row) => _ = missing.insert(row, index),
            _ => {}
        }
    }
    if unknown.is_empty() || missing.is_empty() {
        return HashSet::new();
    }
    let mut rows: Vec<usize> = missing.keys().copied().collect();
    rows.sort_unstable();
    let left = Left { source: source.page, missing: &rows, page, unknown, partners: &partners };
    let pairs = left.pairs();
    for (meant, row) in &pairs {
        entries[missing[meant]].rows[position] = Some(*row);
        findings.push(changed_code(source.page, &source.page.rows[*meant], page, &page.rows[*row]));
    }
    pairs.into_iter().map(|(_, row)| row).collect()
}

fn changed_code(source: &Page, meant: &Row, page: &Page, row: &Row) -> Finding {
    let expected = &source.source.text()[meant.code_span.clone()];
    let finding = Finding::new(Rule::ChangedCode, &page.source, row.code_span.clone())
        .message(format!(
            "found `{}`, a code that {} doesn't have; is this `{}`?",
            with_unseen(&row.code.to_string()),
            source.source.path(),
            meant.code
        ))
        .note(&source.source, meant.code_span.clone(), "the source's code")
        .help(format!("write {expected} as the API answers it, in every language"));
    // A status may stand in a cell of its own.
    let is_whole = page.layouts.is_empty() || meant.code.status == row.code.status;
    if is_whole { finding.fix(row.code_span.clone(), expected) } else { finding }
}

/// Pairs the rows of one code: those of equal locale-free content first, then those that have the most of it in common,
/// then the rest, each in page order.
///
/// What is left in `rows` has no partner.
fn pair(
    source_page: &Page,
    source_rows: &[usize],
    page: &Page,
    rows: &mut Vec<usize>,
) -> Vec<(usize, usize)> {
    let mut pairs = Vec::with_capacity(source_rows.len());
    if let ([source_row], [row]) = (source_rows, rows.as_slice()) {
        pairs.push((*source_row, *row));
        rows.clear();
        return pairs;
    }
    let mut by_content: HashMap<Vec<String>, VecDeque<usize>> = HashMap::new();
    for row in rows.iter() {
        by_content.entry(page.rows[*row].description.content()).or_default().push_back(*row);
    }
    let mut left = Vec::new();
    for source_row in source_rows {
        let partners = by_content.get_mut(&source_page.rows[*source_row].description.content());
        match partners.and_then(VecDeque::pop_front) {
            Some(row) => pairs.push((*source_row, row)),
            None => left.push(*source_row),
        }
    }
    let is_paired: HashSet<usize> = pairs.iter().map(|(_, row)| *row).collect();
    rows.retain(|row| !is_paired.contains(row));
    pairs.extend(most_in_common(source_page, &mut left, page, rows));
    let rest = rows.drain(..left.len().min(rows.len()));
    pairs.extend(left.into_iter().zip(rest));
    pairs
}

/// Takes the rows that have locale-free content in common, beginning with those that have the most.
///
/// What stands in many rows tells nothing.
fn most_in_common(
    source_page: &Page,
    source_rows: &mut Vec<usize>,
    page: &Page,
    rows: &mut Vec<usize>,
) -> Vec<(usize, usize)> {
    const MANY: usize = 8;
    let mut holders: HashMap<String, [Vec<usize>; 2]> = HashMap::new();
    for (side, page, rows) in [(0, source_page, &*source_rows), (1, page, &*rows)] {
        for row in rows {
            for item in page.rows[*row].description.content() {
                holders.entry(item).or_default()[side].push(*row);
            }
        }
    }
    let mut in_common: HashMap<(usize, usize), usize> = HashMap::new();
    for [source_rows, rows] in holders.values().filter(|sides| sides.iter().all(|rows| rows.len() <= MANY)) {
        for pair in source_rows.iter().flat_map(|source_row| rows.iter().map(|row| (*source_row, *row))) {
            *in_common.entry(pair).or_default() += 1;
        }
    }
    let mut likely: Vec<((usize, usize), usize)> = in_common.into_iter().collect();
    likely.sort_unstable_by_key(|(pair, count)| (Reverse(*count), *pair));
    let mut taken = [HashSet::new(), HashSet::new()];
    let mut pairs = Vec::new();
    for ((source_row, row), _) in likely {
        if !taken[0].contains(&source_row) && !taken[1].contains(&row) {
            taken[0].insert(source_row);
            taken[1].insert(row);
            pairs.push((source_row, row));
        }
    }
    source_rows.retain(|row| !taken[0].contains(row));
    rows.retain(|row| !taken[1].contains(row));
    pairs
}

fn missing_rows(
    position: usize,
    (source_position, source): (usize, &KeyedPage<'_>),
    page: &Page,
    entries: &[Entry],
    findings: &mut Vec<Finding>,
) {
    // The page's own defect says it all.
    if page.rows.is_empty() {
        return;
    }
    // It is wanted beside the rows of its own table: at the next one, or at the last one above.
    let is_together = |one: usize, other: usize| source.page.rows[one].table == source.page.rows[other].table;
    let pairs = entries.iter().filter_map(|entry| Some((entry.rows[source_position]?, entry.rows[position])));
    let (mut above, mut missing) = (None, Vec::new());
    for (index, row) in pairs.clone() {
        match row {
            Some(row) => above = Some((index, row)),
            None if source.duplicates.contains(&index) => {}
            None => missing.push((index, above.filter(|(above, _)| is_together(*above, index)))),
        }
    }
    let mut below = None;
    let mut pairs = pairs.rev().peekable();
    let mut placed = Vec::with_capacity(missing.len());
    for (index, above) in missing.into_iter().rev() {
        while let Some((aligned, row)) = pairs.next_if(|(aligned, _)| *aligned > index) {
            below = row.map(|row| (aligned, row)).or(below);
        }
        let place = below.filter(|(below, _)| is_together(*below, index)).or(above).or(below);
        let place = place.map_or(page.rows.len() - 1, |(_, row)| row);
        placed.push((&source.page.rows[index], page.rows[place].span.clone()));
    }
    for (row, place) in placed.into_iter().rev() {
        findings.push(
            Finding::new(Rule::MissingRow, &page.source, place)
                .message(format!("found no row for `{}`; expected one here", row.code))
                .note(&source.page.source, row.span.clone(), "the source's row stands here")
                .help(format!(
                    "translate the source's row:\n\n{}",
                    source.page.source.text()[row.span.clone()].trim_end()
                )),
        );
    }
}
