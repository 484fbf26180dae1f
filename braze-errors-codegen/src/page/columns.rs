//! Error tables whose columns the call names.

use std::collections::HashSet;

use super::code::{Code, Status};
use super::row::Rows;
use super::table::{ErrorTable, ErrorTables};
use super::{Page, count};
use crate::finding::{Finding, Rule};
use crate::markdown::{
    Block, BlockKind, Description, Document, Inline, LineKind, Node, Prose, Table, TableLine, shown,
};
use crate::text::source::Span;
use crate::text::white::is_space;

/// Which headers of the source page hold what.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Columns {
    /// What the API answers to say which error it is.
    pub code: Option<String>,
    /// The HTTP status.
    pub status: Option<String>,
    /// Where variants get their names, if it gives each row one of its own.
    pub name: Option<String>,
    /// What the row says; several are joined by a blank line.
    pub description: Vec<String>,
}

/// Where the columns of a table stand.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) struct Layout {
    pub(super) code: Option<usize>,
    pub(super) status: Option<usize>,
    pub(super) name: Option<usize>,
    pub(super) description: Vec<usize>,
    /// How many columns there are.
    pub(super) width: usize,
    /// Which of the page's tables it is.
    pub(super) position: usize,
}

impl Columns {
    /// Where these columns stand in a table with these headers, if it has them all.
    fn layout(&self, headers: &[String], position: usize) -> Option<Layout> {
        let find = |header: &String| headers.iter().position(|found| *found == plain(header));
        let find_some = |header: &Option<String>| match header {
            Some(header) => find(header).map(Some),
            None => Some(None),
        };
        Some(Layout {
            code: find_some(&self.code)?,
            status: find_some(&self.status)?,
            name: find_some(&self.name)?,
            description: self.description.iter().map(find).collect::<Option<_>>()?,
            width: headers.len(),
            position,
        })
    }
}

/// A header's words, as headers are compared.
pub(super) fn plain(header: &str) -> String {
    header.split_whitespace().collect::<Vec<_>>().join(" ").to_lowercase()
}

/// The words of a table's headers.
pub(super) fn headers(document: &Document<'_>, table: &Table<'_>) -> Vec<String> {
    let header = table.lines.iter().find(|line| line.kind == LineKind::Row);
    let cells = header.map_or(&[][..], |line| &line.cells);
    cells.iter().map(|cell| plain(&document.describe(cell).0.words())).collect()
}

/// The tables of a page that have these columns, and stand below a heading of this name if one is given.
pub(super) fn find<'d, 'a>(
    document: &'d Document<'a>,
    columns: &Columns,
    under: Option<&str>,
) -> ErrorTables<'d, 'a> {
    let below = under.map(|name| sections(document, name));
    let is_below = |block: &Block<'_>| {
        below.as_ref().is_none_or(|spans| spans.iter().any(|span| span.contains(&block.span.start)))
    };
    let found = tables(document).enumerate().filter_map(|(position, (block, table))| {
        let layout = columns.layout(&headers(document, table), position).filter(|_| is_below(block))?;
        Some(ErrorTable { block, layout: Some(layout) })
    });
    ErrorTables(found.collect())
}

/// The tables of a translation that are the source's: as wide, with half of their codes the source's at least.
pub(super) fn find_like<'d, 'a>(
    document: &'d Document<'a>,
    source: &Page,
    findings: &mut Vec<Finding>,
) -> ErrorTables<'d, 'a> {
    let codes: HashSet<String> = source.rows.iter().map(|row| row.code.to_string()).collect();
    let mut found = Vec::new();
    for (position, (block, table)) in tables(document).enumerate() {
        let width = headers(document, table).len();
        let layouts = source.layouts.iter().filter(|layout| layout.width == width);
        let mut best: Option<(usize, usize, &Layout)> = None;
        for layout in layouts {
            let rows = table.lines.iter().filter(|line| line.kind == LineKind::Row).skip(1);
            let (mut known, mut all) = (0, 0);
            for line in rows {
                all += 1;
                let read = |column: Option<usize>| Some(document.describe(line.cells.get(column?)?).0);
                let code = code(read(layout.code).as_ref(), read(layout.status).as_ref());
                known += usize::from(codes.contains(&code.to_string()));
            }
            if best.is_none_or(|(most, ..)| known > most) {
                best = Some((known, all, layout));
            }
        }
        let Some((known, all, layout)) = best else { continue };
        if known * 2 >= all && known > 0 {
            found.push(ErrorTable { block, layout: Some(Layout { position, ..layout.clone() }) });
        } else if source.layouts.iter().any(|layout| layout.position == position) {
            let header = table.lines.first().map_or(block.span.clone(), |line| line.span.clone());
            findings.push(
                Finding::new(Rule::NoTable, document.source, header)
                    .message(format!(
                        "found a table of {} where the source's error table stands, of which {known} have a code of the source's; expected half of them at least",
                        count(all, "row")
                    ))
                    .help("write the codes as the source does: they are not translated"),
            );
        }
    }
    ErrorTables(found)
}

pub(super) fn tables<'d, 'a>(
    document: &'d Document<'a>,
) -> impl Iterator<Item = (&'d Block<'a>, &'d Table<'a>)> {
    document.walk().filter_map(|block| match &block.kind {
        BlockKind::Table(table) => Some((block, table)),
        _ => None,
    })
}

/// Where the sections of this name go: to the next heading of their level.
fn sections(document: &Document<'_>, name: &str) -> Vec<Span> {
    let mut open: Option<(usize, usize)> = None;
    let mut sections = Vec::new();
    for block in document.walk() {
        let BlockKind::Heading(heading) = &block.kind else { continue };
        let start = block.span.start;
        if let Some((level, from)) = open.take_if(|(level, _)| heading.level <= *level) {
            sections.push(from..start);
            let _ = level;
        }
        if open.is_none() && plain(&document.describe(&heading.words).0.words()) == plain(name) {
            open = Some((heading.level, start));
        }
    }
    sections.extend(open.map(|(_, from)| from..usize::MAX));
    sections
}

/// What the API answers for a row, from its cells of the code and of the status.
fn code(code: Option<&Description>, status: Option<&Description>) -> Code {
    let status = status.and_then(|cell| leading_status(&cell.words()));
    Code::new(status.unwrap_or(Status::Any), &code.map(code_text).unwrap_or_default())
}

/// A cell's code span, or its text without marks.
///
/// No code has a backslash before an underscore: whoever wrote one didn't know that a code span needs none.
fn code_text(description: &Description) -> String {
    let text = match description.code_spans().next() {
        Some(code) => code.replace(r"\_", "_"),
        None => description.words(),
    };
    text.split(is_space).filter(|word| !word.is_empty()).collect::<Vec<_>>().join(" ")
}

/// The status that a text begins with: `400`, `5XX`.
fn leading_status(text: &str) -> Option<Status> {
    let word = text.trim_start().split(|char: char| !char.is_ascii_alphanumeric()).next()?;
    Status::parse(&word.to_ascii_uppercase())
}

impl<'a> Rows<'_, 'a, '_> {
    /// Reads the rows of a table below its header.
    pub(super) fn columns(&mut self, table: &Table<'a>, layout: &Layout, skip: &[String]) {
        for line in table.lines.iter().filter(|line| line.kind == LineKind::Row).skip(1) {
            self.row_of_columns(line, layout, skip);
            self.check_code_spans(line);
        }
    }

    fn row_of_columns(&mut self, line: &TableLine<'a>, layout: &Layout, skip: &[String]) {
        let cell = |column: Option<usize>| column.and_then(|column| line.cells.get(column));
        let (code_text, code_findings) = cell(layout.code).map(|cell| self.document.describe(cell)).unzip();
        let (status_text, status_findings) =
            cell(layout.status).map(|cell| self.document.describe(cell)).unzip();
        let code = code(code_text.as_ref(), status_text.as_ref());
        if skip.contains(&code.message) || skip.contains(&code.to_string()) {
            return;
        }
        if line.cells.len() > layout.width {
            let found = count(line.cells.len(), "cell");
            self.report(
                Rule::CellCount,
                &line.span,
                format!("found a row with {found}; expected {}, as the header has", layout.width),
                "write `\\|` for a pipe that belongs to the text",
            );
        }
        let code_cell = cell(layout.code).or(cell(layout.status));
        let code_span = code_cell.map_or(line.span.clone(), Prose::span);
        self.findings.extend(status_findings.into_iter().chain(code_findings).flatten());
        if let (Some(cell), Some(text)) = (cell(layout.status), status_text) {
            let written = text.words();
            if code.status == Status::Any && !written.trim().is_empty() {
                self.report(
                    Rule::BadStatus,
                    &cell.span(),
                    format!(
                        "found `{}`; expected a status such as `400`, or `4XX`, or nothing",
                        shown(written.trim())
                    ),
                    "write the status that the API answers with, or leave the cell empty",
                );
            }
        }
        let name = cell(layout.name).map(|cell| self.describe(cell).words());
        let Some(code) = self.check_code(code, &code_span) else { return };
        let description = self.joined(line, layout);
        let name = name.map(|name| name.trim().to_owned()).filter(|name| !name.is_empty());
        self.push(line, (code, code_span), name, description);
    }

    /// The descriptions of a row, with a blank line between them.
    fn joined(&mut self, line: &TableLine<'a>, layout: &Layout) -> Description {
        let mut joined: Option<Description> = None;
        for cell in layout.description.iter().filter_map(|column| line.cells.get(*column)) {
            let next = self.describe(cell);
            joined = Some(match joined {
                None => next,
                Some(before) if next.is_empty() => before,
                Some(before) if before.is_empty() => next,
                Some(mut before) => {
                    let between = before.span.end..next.span.start.max(before.span.end);
                    let line_break = Node { span: between, inline: Inline::Break };
                    before.nodes.extend([line_break.clone(), line_break]);
                    before.nodes.extend(next.nodes);
                    before.span = before.span.start.min(next.span.start)..before.span.end.max(next.span.end);
                    before
                }
            });
        }
        joined.unwrap_or(Description { span: line.span.end..line.span.end, nodes: Vec::new() })
    }
}
