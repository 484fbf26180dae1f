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
use crate::text::composed::composed;
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
#[derive(Clone, Debug, PartialEq, Eq, Hash)]
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
    /// Says whether all of these headers stand in cells of a line.
    pub(super) fn are_in<'t>(&self, cells: impl Iterator<Item = &'t str>) -> bool {
        let cells: Vec<String> = cells.map(|cell| plain(cell.trim_matches(['*', '`', '_', ' ']))).collect();
        let named = [&self.code, &self.status, &self.name].into_iter().flatten().chain(&self.description);
        cells.len() > 1 && named.map(|header| plain(header)).all(|header| cells.contains(&header))
    }

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

/// The header of a table and the rows below it.
///
/// A header in which nothing stands is there because Markdown wants one: the first row is the table's own then.
pub(super) fn lines<'t, 'a>(
    document: &Document<'a>,
    table: &'t Table<'a>,
) -> impl Iterator<Item = &'t TableLine<'a>> {
    let mut lines = table.lines.iter().filter(|line| line.kind == LineKind::Row).peekable();
    lines.next_if(|header| is_blank(document, header));
    lines
}

/// Says whether nothing stands in the cells of a line.
fn is_blank<'a>(document: &Document<'a>, line: &TableLine<'a>) -> bool {
    line.cells.iter().all(|cell| document.words(cell).trim().is_empty())
}

/// The words of a table's headers.
fn headers(document: &Document<'_>, table: &Table<'_>) -> Vec<String> {
    let header = lines(document, table).next();
    let cells = header.map_or(&[][..], |line| &line.cells);
    cells.iter().map(|cell| plain(&document.words(cell))).collect()
}

/// The tables of a page that have these columns, and stand below a heading of this name if one is given.
pub(super) fn find<'d, 'a>(
    document: &'d Document<'a>,
    columns: &Columns,
    under: Option<&str>,
) -> ErrorTables<'d, 'a> {
    let is_below = is_below(document, under);
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
    let positions: HashSet<usize> = source.layouts.iter().map(|layout| layout.position).collect();
    // Most tables of a page are laid out alike.
    let mut seen = HashSet::new();
    let is_new = |layout: &&Layout| seen.insert(Layout { position: 0, ..(*layout).clone() });
    let kinds: Vec<&Layout> = source.layouts.iter().filter(is_new).collect();
    let (mut found, mut misfits) = (Vec::new(), Vec::new());
    for (position, (block, table)) in tables(document).enumerate() {
        let width = headers(document, table).len();
        let layouts = kinds.iter().copied().filter(|layout| layout.width == width);
        let mut best: Option<(usize, usize, &Layout)> = None;
        for layout in layouts {
            let rows = lines(document, table).skip(1);
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
        } else if positions.contains(&position) {
            let header = table.lines.first().map_or(block.span.clone(), |line| line.span.clone());
            misfits.push(
                Finding::new(Rule::NoTable, document.source, header)
                    .message(format!(
                        "found a table of {} where the source's error table stands, of which {known} have a code of the source's; expected half of them at least",
                        count(all, "row")
                    ))
                    .help("write the codes as the source does: they are not translated"),
            );
        }
    }
    // A translation may have other tables in front of those.
    if found.len() < source.layouts.len() {
        findings.append(&mut misfits);
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

/// Says whether a block stands below a heading of this name, if one is given.
pub(super) fn is_below(document: &Document<'_>, under: Option<&str>) -> impl Fn(&Block<'_>) -> bool + use<> {
    let below = under.map(|name| sections(document, name));
    move |block| {
        let at = block.span.start;
        below.as_ref().is_none_or(|spans: &Vec<Span>| {
            spans.get(spans.partition_point(|span| span.end <= at)).is_some_and(|span| span.start <= at)
        })
    }
}

/// Says whether a heading has this name.
pub(super) fn has_heading(document: &Document<'_>, name: &str) -> bool {
    !sections(document, name).is_empty()
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
        if open.is_none() && plain(&document.words(&heading.words)) == plain(name) {
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
    // What pages write into long codes to let a browser break them is no part of the code.
    let text = text.replace(['\u{200b}', '\u{ad}', '\u{2060}', '\u{feff}'], "");
    text.trim().split(is_space).filter(|word| !word.is_empty()).collect::<Vec<_>>().join(" ")
}

/// The status that a text says, which words without digits may stand in front of: `400`, `5XX`, `HTTP 400`.
fn leading_status(text: &str) -> Option<Status> {
    let mut words = text.split(|char: char| !char.is_ascii_alphanumeric());
    let word = words.find(|word| word.bytes().any(|byte| byte.is_ascii_digit()))?;
    Status::parse(&word.to_ascii_uppercase())
}

/// Says whether a cell of the status says that there is none: it is empty, a dash or `N/A`.
fn says_none(text: &str) -> bool {
    let text = text.trim().trim_matches(['-', '–', '—', '−']);
    text.is_empty() || text.eq_ignore_ascii_case("n/a")
}

/// Says whether a line is a mark of a site's: the end of an admonition, a template's or a component's tag, attributes.
fn is_mark(line: &str) -> bool {
    line.starts_with(":::")
        || line.starts_with('{') && line.ends_with('}')
        || line.starts_with('<') && line.ends_with('>')
}

impl<'a> Rows<'_, 'a, '_> {
    /// Reads the rows of a table below its header.
    pub(super) fn columns(&mut self, table: &Table<'a>, layout: &Layout, skip: &[String]) {
        for line in lines(self.document, table).skip(1) {
            if self.has_full_width_pipe(line, layout.width) {
                continue;
            }
            // GitHub makes a row of any line right under a table.
            if !self.text[line.span.clone()].contains('|') && layout.width > 1 {
                self.line_below(line);
            } else if !is_blank(self.document, line) && !self.is_attribute_list(line) {
                self.row_of_columns(line, layout, skip);
                self.check_code_spans(line);
            }
        }
    }

    /// Passes a line by that is no row, or reports it.
    fn line_below(&mut self, line: &TableLine<'a>) {
        let text = &self.text[line.span.clone()];
        if !is_mark(text) {
            self.report(
                Rule::GluedText,
                &line.span,
                format!(
                    "found `{}` right under a row, where a row is made of it; expected a blank line above",
                    shown(text)
                ),
                "put a blank line above this line or, if it is a row, write a pipe between its cells",
            );
        }
    }

    fn row_of_columns(&mut self, line: &TableLine<'a>, layout: &Layout, skip: &[String]) {
        let cell = |column: Option<usize>| column.and_then(|column| line.cells.get(column));
        let (code_text, code_findings) = cell(layout.code).map(|cell| self.document.describe(cell)).unzip();
        let (status_text, status_findings) =
            cell(layout.status).map(|cell| self.document.describe(cell)).unzip();
        let code = code(code_text.as_ref(), status_text.as_ref());
        let is_skipped = |skipped: &String| {
            let skipped = composed(skipped);
            skipped == code.to_string() || skipped == code.message && !code.message.is_empty()
        };
        if skip.iter().any(is_skipped) {
            return;
        }
        // Nothing is lost with cells that are empty.
        let surplus = line.cells.get(layout.width..).unwrap_or_default();
        if surplus.iter().any(|cell| !cell.written(self.text).is_empty()) {
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
            if code.status == Status::Any && !says_none(&written) {
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
