//! Which of a page's tables are error tables.

use super::code::{Code, NoCode, Status};
use super::columns::Layout;
use crate::markdown::{Block, BlockKind, Document, LineKind, Table, TableLine};

/// The error tables of a page, in page order.
pub(super) struct ErrorTables<'d, 'a>(pub(super) Vec<ErrorTable<'d, 'a>>);

/// An error table.
pub(super) struct ErrorTable<'d, 'a> {
    pub(super) block: &'d Block<'a>,
    /// Where its columns stand; a table without is one of two columns whose codes begin with a status.
    pub(super) layout: Option<Layout>,
}

impl<'d, 'a> ErrorTables<'d, 'a> {
    /// The tables with their lines.
    pub(super) fn tables(&self) -> impl Iterator<Item = &'d Table<'a>> {
        self.0.iter().filter_map(|table| match &table.block.kind {
            BlockKind::Table(table) => Some(table),
            _ => None,
        })
    }

    pub(super) fn holds(&self, block: &Block<'_>) -> bool {
        let start = |table: &ErrorTable<'_, '_>| table.block.span.start;
        let found = self.0.binary_search_by_key(&block.span.start, start);
        found.is_ok_and(|table| self.0[table].block.span == block.span)
    }
}

/// The most that a table's rows begin with.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
enum Holds {
    Nothing,
    /// A code that is no code span.
    Bare,
    /// A status, with something other than a message behind it.
    Status,
    Code,
}

/// Finds the tables of two columns whose codes begin with a status.
pub(super) fn find<'d, 'a>(document: &'d Document<'a>) -> ErrorTables<'d, 'a> {
    let text = document.source.text();
    let tables: Vec<(&Block<'a>, &Table<'a>, Holds)> = document
        .blocks
        .iter()
        .filter_map(|block| match &block.kind {
            BlockKind::Table(table) => Some((block, table, holds(text, table))),
            _ => None,
        })
        .collect();
    let has_codes = tables.iter().any(|(.., holds)| *holds == Holds::Code);
    let is_error_table = |table: &Table<'_>, holds: Holds| match holds {
        Holds::Code => true,
        Holds::Status => !has_codes && has_delimiter(table),
        // Rows that are cut off have no header of their own; other tables may well hold statuses.
        Holds::Bare => has_codes && !has_delimiter(table),
        Holds::Nothing => false,
    };
    let found = tables.into_iter().filter(|(_, table, holds)| is_error_table(table, *holds));
    ErrorTables(found.map(|(block, ..)| ErrorTable { block, layout: None }).collect())
}

pub(super) fn has_delimiter(table: &Table<'_>) -> bool {
    table.lines.iter().any(|line| line.kind == LineKind::Delimiter)
}

fn holds(text: &str, table: &Table<'_>) -> Holds {
    let of_line = |line: &TableLine<'_>| {
        let cell = first_cell(text, line);
        match is_code(cell) {
            Some(Ok(_)) => Holds::Code,
            Some(Err(_)) => Holds::Status,
            None if Code::check(cell.trim_start_matches(is_around_code)).is_ok() => Holds::Bare,
            // Liquid in a code span may make a code of it.
            None if cell.starts_with('`') && cell.contains("{%") => Holds::Bare,
            None => Holds::Nothing,
        }
    };
    table.lines.iter().map(of_line).max().unwrap_or(Holds::Nothing)
}

/// The first cell in which anything is seen: a pipe too many leaves an empty one in front of it.
pub(super) fn first_cell<'t>(text: &'t str, line: &'t TableLine<'_>) -> &'t str {
    let mut cells = line.cells.iter().map(|cell| cell.written(text));
    cells.find(|cell| !cell.trim_matches(is_around_code).is_empty()).unwrap_or_default()
}

/// Says whether a character may stand around what was meant as a code: marks of emphasis, and any white space.
fn is_around_code(char: char) -> bool {
    char.is_whitespace() || matches!(char, '*' | '_' | '\u{feff}')
}

/// Says whether a first cell was meant as a code, and whether it is one.
pub(super) fn is_code(cell: &str) -> Option<Result<Status, NoCode>> {
    let mut cell = cell.trim_start_matches(is_around_code);
    let behind_mark = |cell: &str| {
        let (mark, end) = if cell.starts_with("<!--") { ("<!--", "-->") } else { ("<br", ">") };
        Some(cell.strip_prefix(mark)?.find(end)? + mark.len() + end.len())
    };
    // A comment or a break in front of a code.
    while let Some(end) = behind_mark(cell) {
        cell = cell[end..].trim_start();
    }
    let cell = cell.trim_start_matches(is_around_code);
    let content = if cell.starts_with('`') {
        let content = cell.trim_start_matches('`');
        &content[..content.find('`')?]
    } else {
        let (_, content) =
            cell.strip_prefix("<code").or_else(|| cell.strip_prefix("<CODE"))?.split_once('>')?;
        content.split('<').next()?
    };
    let behind_tags = |content: &'_ str| content.trim_start().strip_prefix("{%")?.find("%}");
    let mut content = content;
    while let Some(end) = behind_tags(content) {
        content = &content.trim_start()[end + 2 * "{%".len()..];
    }
    match Code::check(content) {
        Err(NoCode::Status) => None,
        checked => Some(checked),
    }
}
