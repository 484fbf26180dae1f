//! Which row of a translation says what a row of the source says.

use std::collections::{HashMap, VecDeque};

use super::{Entry, Locale, Missing};
use crate::finding::{Finding, Rule};
use crate::number::{digits, numbers};
use crate::page::{Code, Inline, Node, Page};

/// The rows of each code, in page order.
pub(super) type RowsByCode<'a> = HashMap<&'a Code, Vec<usize>>;

pub(super) fn rows_by_code(page: &Page) -> RowsByCode<'_> {
    let mut rows: RowsByCode<'_> = HashMap::with_capacity(page.rows.len());
    for (index, row) in page.rows.iter().enumerate() {
        rows.entry(&row.code).or_default().push(index);
    }
    rows
}

/// Gives each entry its row in a translation; each page comes with its rows by code.
pub(super) fn align_page(
    locale: &Locale,
    position: usize,
    (source_page, source): (&Page, &RowsByCode<'_>),
    (page, mut by_code): (&Page, RowsByCode<'_>),
    entries: &mut [Entry],
    findings: &mut Vec<Finding>,
) {
    for (code, source_rows) in source {
        let Some(rows) = by_code.get_mut(code) else { continue };
        for (source_row, row) in pair(source_page, source_rows, page, rows) {
            entries[source_row].rows[position] = Some(row);
        }
    }
    if locale.missing == Missing::Refuse {
        missing_rows(position, source_page, page, entries, findings);
    }
    let mut unknown: Vec<usize> = by_code.into_values().flatten().collect();
    unknown.sort_unstable();
    for row in unknown {
        let row = &page.rows[row];
        findings.push(
            Finding::new(Rule::UnknownRow, &page.source, row.span.clone())
                .message(format!(
                    "found `{}`, a row that {} doesn't have",
                    row.code,
                    source_page.source.path()
                ))
                .help(format!(
                    "delete the row, correct its code, or write it in {} too",
                    source_page.source.path()
                )),
        );
    }
}

/// Pairs the rows of one code: those of equal locale-free content first, then the rest, each in page order.
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
        by_content.entry(content(&page.rows[*row].description)).or_default().push_back(*row);
    }
    let mut left = Vec::new();
    for source_row in source_rows {
        let partners = by_content.get_mut(&content(&source_page.rows[*source_row].description));
        match partners.and_then(VecDeque::pop_front) {
            Some(row) => pairs.push((*source_row, row)),
            None => left.push(*source_row),
        }
    }
    let mut is_paired: Vec<usize> = pairs.iter().map(|(_, row)| *row).collect();
    is_paired.sort_unstable();
    rows.retain(|row| is_paired.binary_search(row).is_err());
    let rest = rows.drain(..left.len().min(rows.len()));
    pairs.extend(left.into_iter().zip(rest));
    pairs
}

/// What a description says in any language: its code spans, its numbers and its link targets.
fn content(description: &[Node]) -> Vec<String> {
    fn collect(nodes: &[Node], content: &mut Vec<String>) {
        for node in nodes {
            match &node.inline {
                Inline::Text(text) => {
                    content.extend(numbers(text).map(|number| format!("#{}", digits(&text[number]))));
                }
                Inline::Code(code) => content.push(format!("`{code}")),
                Inline::Link { target, words, .. } => {
                    content.push(format!("({target}"));
                    collect(words, content);
                }
                Inline::Strong(nodes) | Inline::Emphasis(nodes) | Inline::Item(nodes) => {
                    collect(nodes, content);
                }
                Inline::Break | Inline::Comment(_) => {}
            }
        }
    }
    let mut found = Vec::new();
    collect(description, &mut found);
    found.sort_unstable();
    found
}

fn missing_rows(
    position: usize,
    source_page: &Page,
    page: &Page,
    entries: &[Entry],
    findings: &mut Vec<Finding>,
) {
    // The page's own defect says it all.
    if page.rows.is_empty() {
        return;
    }
    let mut place = page.rows[page.rows.len() - 1].span.clone();
    let mut missing = Vec::new();
    for (entry, row) in entries.iter().zip(&source_page.rows).rev() {
        match entry.rows[position] {
            Some(aligned) => place = page.rows[aligned].span.clone(),
            None => missing.push((row, place.clone())),
        }
    }
    for (row, place) in missing.into_iter().rev() {
        findings.push(
            Finding::new(Rule::MissingRow, &page.source, place)
                .message(format!("found no row for `{}`; expected one here", row.code))
                .note(&source_page.source, row.span.clone(), "the source's row stands here")
                .help(format!(
                    "translate the source's row:\n\n{}",
                    source_page.source.text()[row.span.clone()].trim_end()
                )),
        );
    }
}
