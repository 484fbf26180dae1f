//! Which tables of a translation are the source's error tables: those with their codes.

use std::collections::{HashMap, HashSet};

use super::code::Code;
use super::columns::{
    Layout, code_of, code_text, headers, is_row, is_skipped, leading_status, lines, tables,
};
use super::row::delimiter_cells;
use super::table::{ErrorTable, ErrorTables};
use super::{Page, count};
use crate::finding::{Finding, Rule};
use crate::markdown::{Block, Document, Table, TableLine};

/// What is known of a table of the source, by its position among them.
#[derive(Clone, Debug)]
pub(crate) struct KnownTable {
    /// The codes of its rows, sorted.
    codes: Vec<Code>,
    is_error_table: bool,
}

/// What is known of the tables of a source page, where these ones are its error tables.
///
/// What the other ones would say as error tables keeps theirs apart on the translations.
pub(super) fn known(document: &Document<'_>, found: &[Layout], skip: &[String]) -> Vec<KnownTable> {
    let by_position: HashMap<usize, &Layout> = found.iter().map(|layout| (layout.position, layout)).collect();
    let known = tables(document).enumerate().map(|(position, (_, table))| {
        let own = by_position.get(&position).copied();
        let layout = own.or_else(|| {
            let width = headers(document, table).len();
            found.iter().find(|layout| layout.width == width)
        });
        let codes = layout.map(|layout| codes(document, table, layout, skip)).unwrap_or_default();
        KnownTable { codes, is_error_table: own.is_some() }
    });
    known.collect()
}

/// The codes of a table's rows, sorted, but for those that are left out.
fn codes(document: &Document<'_>, table: &Table<'_>, layout: &Layout, skip: &[String]) -> Vec<Code> {
    let text = document.source.text();
    let is_row = |line: &&TableLine<'_>| {
        is_row(document, line, layout) && delimiter_cells(&text[line.span.clone()]).is_none()
    };
    let rows = lines(document, table).skip(1).filter(is_row).map(|line| code_of(document, line, layout));
    let is_sought = |code: &Code| !code.is_empty() && !is_skipped(code, skip);
    let mut codes: Vec<Code> = rows.filter(is_sought).collect();
    codes.sort_unstable();
    codes
}

/// The codes of the source's error tables, and of its other tables.
struct Codes<'p> {
    source: &'p Page,
    of_errors: HashSet<&'p Code>,
    of_others: HashSet<&'p Code>,
    /// Whether an error table has just these codes, and whether another table has.
    by_table: HashMap<&'p [Code], (bool, bool)>,
}

impl<'p> Codes<'p> {
    fn new(source: &'p Page) -> Self {
        let mut codes =
            Self { source, of_errors: HashSet::new(), of_others: HashSet::new(), by_table: HashMap::new() };
        for table in &source.known {
            let (is_of_errors, is_of_others) = codes.by_table.entry(&table.codes).or_default();
            if table.is_error_table {
                *is_of_errors = true;
                codes.of_errors.extend(&table.codes);
            } else {
                *is_of_others = true;
                codes.of_others.extend(&table.codes);
            }
        }
        codes
    }

    /// How many of these are the source's errors.
    fn known(&self, codes: &[Code]) -> usize {
        codes.iter().filter(|code| self.of_errors.contains(code)).count()
    }

    /// Says whether a translation's table with these codes is the source's: half of them are, or half of the source's are
    /// among them.
    fn are_of_errors(&self, codes: &[Code]) -> bool {
        let known = self.known(codes);
        let distinct = || codes.iter().filter(|code| self.of_errors.contains(code)).collect::<HashSet<_>>();
        known > 0 && (known * 2 >= codes.len() || distinct().len() * 2 >= self.of_errors.len())
    }

    /// Says whether a translation's table with these codes is one of the source's that is no error table.
    ///
    /// Where the codes leave it open the place tells, if the pages have equally many tables.
    fn are_of_others(&self, codes: &[Code], position: usize, tables: usize) -> bool {
        let of_others = codes.iter().filter(|code| self.of_others.contains(code)).count();
        let is_open = match self.by_table.get(codes) {
            Some((is_of_errors, is_of_others)) if is_of_errors != is_of_others => return *is_of_others,
            Some(_) => true,
            None if of_others > self.known(codes) => return true,
            None => of_others == self.known(codes),
        };
        let stands_in_others_place =
            || self.source.known.get(position).is_some_and(|table| !table.is_error_table);
        is_open && tables == self.source.known.len() && stands_in_others_place()
    }
}

/// A table of a translation, and its codes as the likeliest of the source's layouts has them.
struct Candidate<'d, 'a, 'p> {
    block: &'d Block<'a>,
    table: &'d Table<'a>,
    /// None where no error table of the source is as wide.
    read: Option<(&'p Layout, Vec<Code>)>,
    /// How many columns it has.
    width: usize,
}

/// The tables of a translation that are the source's: as wide, with half of their codes the source's at least.
pub(super) fn find<'d, 'a>(
    document: &'d Document<'a>,
    source: &Page,
    skip: &[String],
    findings: &mut Vec<Finding>,
) -> ErrorTables<'d, 'a> {
    let of_source = Codes::new(source);
    // Most tables of a page are laid out alike.
    let mut seen = HashSet::new();
    let is_new = |layout: &&Layout| seen.insert(Layout { position: 0, ..(*layout).clone() });
    let kinds: Vec<&Layout> = source.layouts.iter().filter(is_new).collect();
    let candidates: Vec<Candidate<'d, 'a, '_>> = tables(document)
        .map(|(block, table)| {
            let width = headers(document, table).len();
            let mut read: Option<(&Layout, Vec<Code>)> = None;
            for layout in kinds.iter().copied().filter(|layout| layout.width == width) {
                let codes = codes(document, table, layout, skip);
                if read.as_ref().is_none_or(|(_, best)| of_source.known(&codes) > of_source.known(best)) {
                    read = Some((layout, codes));
                }
            }
            Candidate { block, table, read, width }
        })
        .collect();
    let (mut found, mut others) = (Vec::new(), Vec::new());
    // How many rows of each code the source has more than the tables that are found.
    let mut lacking: HashMap<&Code, isize> = HashMap::new();
    for code in source.known.iter().filter(|table| table.is_error_table).flat_map(|table| &table.codes) {
        *lacking.entry(code).or_default() += 1;
    }
    for (position, candidate) in candidates.iter().enumerate() {
        match &candidate.read {
            Some((layout, codes))
                if of_source.are_of_errors(codes)
                    && !of_source.are_of_others(codes, position, candidates.len()) =>
            {
                for code in codes {
                    *lacking.entry(code).or_default() -= 1;
                }
                let layout = Some(Layout { position, ..(*layout).clone() });
                found.push(ErrorTable { block: candidate.block, layout });
            }
            _ => others.push((position, candidate)),
        }
    }
    let lacking: HashSet<&Code> =
        lacking.into_iter().filter(|(_, rows)| *rows > 0).map(|(code, _)| code).collect();
    if !lacking.is_empty() {
        // What a cell holds of a code.
        let word = |code: &Code| {
            if code.message.is_empty() { code.status.to_string() } else { code.message.clone() }
        };
        let words: HashSet<String> = lacking.iter().map(|code| word(code)).collect();
        let misfits = others.iter().filter_map(|(position, candidate)| {
            misfit(document, &of_source, &lacking, *position, candidate)
                .or_else(|| of_other_width(document, &kinds, &words, candidate))
        });
        findings.extend(misfits);
    }
    ErrorTables(found)
}

/// What is said of a table that stands in the place of an error table of the source whose codes are nowhere.
fn misfit(
    document: &Document<'_>,
    of_source: &Codes<'_>,
    lacking: &HashSet<&Code>,
    position: usize,
    candidate: &Candidate<'_, '_, '_>,
) -> Option<Finding> {
    let (_, codes) = candidate.read.as_ref()?;
    let known = of_source.source.known.get(position).filter(|table| table.is_error_table)?;
    let lost = known.codes.iter().filter(|code| lacking.contains(code)).count();
    if lost == 0 || lost * 2 < known.codes.len() {
        return None;
    }
    let finding = no_table(document, candidate);
    if codes.is_empty() {
        let message =
            "found a table without codes where the source's error table stands; expected the source's rows";
        let help = "translate the source's rows below its header; their codes are not translated";
        return Some(finding.message(message).help(help));
    }
    let known = of_source.known(codes);
    let message = format!(
        "found a table of {} where the source's error table stands, of which {known} have a code of the source's; expected half of them at least",
        count(codes.len(), "row")
    );
    Some(finding.message(message).help("write the codes as the source does: they are not translated"))
}

/// What is said of a table with codes that are nowhere else, but not with the source's columns.
fn of_other_width(
    document: &Document<'_>,
    kinds: &[&Layout],
    lacking: &HashSet<String>,
    candidate: &Candidate<'_, '_, '_>,
) -> Option<Finding> {
    if candidate.read.is_some() {
        return None;
    }
    let (mut rows, mut known) = (0, 0);
    for line in lines(document, candidate.table).skip(1) {
        rows += 1;
        let has_code = line.cells.iter().any(|cell| {
            let cell = document.describe(cell).0;
            let status = leading_status(&cell.words()).map(|status| status.to_string());
            lacking.contains(&code_text(&cell)) || status.is_some_and(|status| lacking.contains(&status))
        });
        known += usize::from(has_code);
    }
    if known == 0 || known * 2 < rows {
        return None;
    }
    let mut widths: Vec<usize> = kinds.iter().map(|layout| layout.width).collect();
    widths.sort_unstable();
    widths.dedup();
    let widths: Vec<String> = widths.iter().map(ToString::to_string).collect();
    let message = format!(
        "found the source's codes in a table of {} columns; expected {}, as the source has",
        candidate.width,
        widths.join(" or ")
    );
    Some(
        no_table(document, candidate)
            .message(message)
            .help("leave the columns that the source's table has, in its order"),
    )
}

fn no_table(document: &Document<'_>, candidate: &Candidate<'_, '_, '_>) -> Finding {
    let header = candidate.table.lines.first().map_or(&candidate.block.span, |line| &line.span);
    Finding::new(Rule::NoTable, document.source, header.clone())
}
