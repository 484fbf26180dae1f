//! Error tables whose columns the call names.

use std::collections::HashSet;

use super::code::{Code, Status};
use super::count;
use super::row::Rows;
use super::table::{ErrorTable, ErrorTables};
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

    /// The headers that are named, each once.
    pub(super) fn headers(&self) -> Vec<&str> {
        let mut headers: Vec<&str> = Vec::new();
        let named = [&self.code, &self.status, &self.name].into_iter().flatten().chain(&self.description);
        for header in named {
            if !headers.iter().any(|other| plain(other) == plain(header)) {
                headers.push(header);
            }
        }
        headers
    }

    /// How many of the descriptions in front of this one have its header.
    fn named_above(&self, index: usize) -> usize {
        let header = plain(&self.description[index]);
        self.description[..index].iter().filter(|above| plain(above) == header).count()
    }

    /// A header that stands more often than it is named, so that nobody knows which column is meant.
    fn ambiguous<'h>(&self, headers: &'h [String]) -> Option<&'h String> {
        let roles = [&self.code, &self.status, &self.name].into_iter().flatten();
        let is_named =
            |header: &&String| roles.clone().chain(&self.description).any(|named| plain(named) == **header);
        headers.iter().filter(is_named).find(|header| {
            let stands = headers.iter().filter(|other| other == header).count();
            let named = self.description.iter().filter(|named| plain(named) == **header).count();
            let is_role = roles.clone().any(|named| plain(named) == **header);
            stands > 1 && (is_role || named < stands)
        })
    }

    /// Where these columns stand in a table with these headers, if it has them all.
    fn layout(&self, headers: &[String], position: usize) -> Option<Layout> {
        let places = |header: &str| {
            let header = plain(header);
            headers.iter().enumerate().filter(move |(_, found)| **found == header).map(|(place, _)| place)
        };
        let find = |header: &String| places(header).next();
        let find_some = |header: &Option<String>| match header {
            Some(header) => find(header).map(Some),
            None => Some(None),
        };
        Some(Layout {
            code: find_some(&self.code)?,
            status: find_some(&self.status)?,
            name: find_some(&self.name)?,
            // A header that is named again is the next one of that name.
            description: (self.description.iter().enumerate())
                .map(|(index, header)| places(header).nth(self.named_above(index)))
                .collect::<Option<_>>()?,
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
pub(super) fn headers(document: &Document<'_>, table: &Table<'_>) -> Vec<String> {
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

/// Reports headers of the error tables of which nobody knows which column is meant.
pub(super) fn report_ambiguous(
    document: &Document<'_>,
    columns: &Columns,
    found: &ErrorTables<'_, '_>,
    findings: &mut Vec<Finding>,
) {
    for table in found.tables() {
        let (headers, Some(line)) = (headers(document, table), lines(document, table).next()) else {
            continue;
        };
        let Some(header) = columns.ambiguous(&headers) else { continue };
        let cell = line.cells.iter().rev().find(|cell| plain(&document.words(cell)) == *header);
        let span = cell.map_or(line.span.clone(), Prose::span);
        findings.push(
            Finding::new(Rule::NoTable, document.source, span.clone())
                .message(format!(
                    "found a second column `{}`, a header that `columns` names; expected one",
                    shown(&document.source.text()[span])
                ))
                .help("give each of these columns a header of its own; several of descriptions may be named one by one: `description = [\"Text\", \"Text\"]`"),
        );
    }
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

/// Says whether a line of a table is written as a row.
pub(super) fn is_row(document: &Document<'_>, line: &TableLine<'_>, layout: &Layout) -> bool {
    layout.width < 2 || document.source.text()[line.span.clone()].contains('|')
}

/// The code of a row.
pub(super) fn code_of<'a>(document: &Document<'a>, line: &TableLine<'a>, layout: &Layout) -> Code {
    let read = |column: Option<usize>| Some(document.describe(line.cells.get(column?)?).0);
    code(read(layout.code).as_ref(), read(layout.status).as_ref())
}

/// Says whether the call leaves rows of this code out.
pub(super) fn is_skipped(code: &Code, skip: &[String]) -> bool {
    skip.iter().any(|skipped| {
        let skipped = composed(skipped);
        skipped == code.to_string() || skipped == code.message && !code.message.is_empty()
    })
}

/// A cell's code span, or its text without marks.
///
/// No code has a backslash before an underscore: whoever wrote one didn't know that a code span needs none.
pub(super) fn code_text(description: &Description) -> String {
    let text = match description.code_spans().next() {
        Some(code) => code.replace(r"\_", "_"),
        None => description.words(),
    };
    // What pages write into long codes to let a browser break them is no part of the code.
    let text = text.replace(['\u{200b}', '\u{ad}', '\u{2060}', '\u{feff}'], "");
    text.trim().split(is_space).filter(|word| !word.is_empty()).collect::<Vec<_>>().join(" ")
}

/// The status that a text says, which words without digits may stand in front of: `400`, `5XX`, `HTTP 400`.
pub(super) fn leading_status(text: &str) -> Option<Status> {
    let mut words = text.split(|char: char| !char.is_ascii_alphanumeric());
    let word = words.find(|word| word.bytes().any(|byte| byte.is_ascii_digit()))?;
    Status::parse(&word.to_ascii_uppercase())
}

/// Says whether a text holds several statuses: `400, 404`, `400-499`.
///
/// Between slashes stand the words of one answer: pages write the likeliest status first.
fn holds_several(text: &str) -> bool {
    let is_status = |word: &str| Status::parse(&word.to_ascii_uppercase());
    text.split('/').any(|text| {
        let mut statuses = text.split(|char: char| !char.is_ascii_alphanumeric()).filter_map(is_status);
        let first = statuses.next();
        statuses.any(|status| Some(status) != first)
    })
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
            if !is_row(self.document, line, layout) {
                self.line_below(line);
            } else if self.is_second_delimiter(line) {
                // It has told.
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
        if is_skipped(&code, skip) {
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
        let status_written = status_text.map(|text| text.words().trim().to_owned());
        if let (Some(cell), Some(written)) = (cell(layout.status), status_written) {
            let is_several = holds_several(&written);
            if is_several || code.status == Status::Any && !says_none(&written) {
                let help = if is_several {
                    "write a row for each status, or the class of them"
                } else {
                    "write the status that the API answers with, or leave the cell empty"
                };
                self.report(
                    Rule::BadStatus,
                    &cell.span(),
                    format!(
                        "found `{}`; expected a status such as `400`, or `4XX`, or nothing",
                        shown(&written)
                    ),
                    help,
                );
                if is_several || code.is_empty() {
                    return;
                }
            }
        }
        if code.is_empty() {
            // Where the call lacks both headers, that is the mistake.
            if layout.code.or(layout.status).is_some() {
                self.report(
                    Rule::BadCode,
                    &code_span,
                    "found no code in the row; expected what the API answers",
                    "write the code; join the row to the one above if it goes on with that; or leave such rows out: `skip = [\"\"]`",
                );
            }
            return;
        }
        let codes: HashSet<&str> =
            code_text.iter().flat_map(Description::code_spans).map(str::trim).collect();
        if codes.len() > 1 {
            return self.report(
                Rule::BadCode,
                &code_span,
                format!("found {} codes in one cell; expected one", codes.len()),
                "write a row for each code",
            );
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
