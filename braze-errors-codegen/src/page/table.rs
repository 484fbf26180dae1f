//! The fatal-errors table: which lines it is, and what its rows and cells are.

use std::ops::Range;

use super::block::{self, Context};
use super::code::{Code, NoCode};
use super::inline;
use super::{Page, Row};
use crate::finding::{Finding, Rule};
use crate::source::Span;

/// Consecutive lines that kramdown would take for the rows of one table.
#[derive(Debug)]
pub(super) struct Run {
    pub(super) lines: Range<usize>,
    /// Nothing touches the first line from above, so that kramdown starts a table with it.
    after_boundary: bool,
    /// How many of the lines begin with a code.
    codes: usize,
    /// How many of the lines begin with a status at least.
    statuses: usize,
    has_delimiter: bool,
}

impl Run {
    /// The run that starts with this line.
    pub(super) fn new(context: &Context<'_>, start: usize, after_boundary: bool) -> Self {
        let end = (start + 1..context.lines.len())
            .find(|index| context.lines[*index].is_boundary || !has_pipe(context.line(*index)))
            .unwrap_or(context.lines.len());
        let mut run = Self { lines: start..end, after_boundary, codes: 0, statuses: 0, has_delimiter: false };
        for index in start..end {
            let line = context.line(index);
            run.has_delimiter |= is_delimiter(line);
            if let Some(code) = block::is_code(line.trim().trim_start_matches('|')) {
                run.statuses += 1;
                run.codes += usize::from(code.is_ok());
            }
        }
        run
    }
}

/// Says whether kramdown starts a table with this line, where a block may start.
pub(super) fn starts(line: &str) -> bool {
    block::unindent(line).is_some() && has_pipe(line)
}

/// Says whether a line holds a pipe that is not escaped.
fn has_pipe(line: &str) -> bool {
    let bytes = line.as_bytes();
    (0..bytes.len()).any(|at| bytes[at] == b'|' && (at == 0 || bytes[at - 1] != b'\\'))
}

/// Says whether a line that kramdown takes for something else looks like a row all the same.
pub(super) fn looks_like_row(line: &str) -> bool {
    let rest = line.trim_start_matches(|char: char| char.is_whitespace() || ">-*+|".contains(char));
    has_pipe(line) && block::is_code(rest).is_some()
}

/// A row of dashes under the header, or what kramdown takes for one.
fn is_delimiter(line: &str) -> bool {
    line.contains('-') && line.bytes().all(|byte| matches!(byte, b'+' | b'|' | b':' | b' ' | b'\t' | b'-'))
}

/// A row of equals signs, which starts kramdown's table footer.
fn is_footer_delimiter(line: &str) -> bool {
    line.contains('=') && line.bytes().all(|byte| matches!(byte, b'+' | b'|' | b':' | b' ' | b'\t' | b'='))
}

/// Finds the fatal-errors table among the runs and reads its rows.
pub(super) fn read(
    context: &Context<'_>,
    runs: Vec<Run>,
    loose_rows: &[usize],
    page: &mut Page,
    findings: &mut Vec<Finding>,
) {
    let has_codes = runs.iter().any(|run| run.codes > 0);
    let (mut fatal, mut rest) = (Vec::new(), Vec::new());
    for run in runs {
        let is_fatal = if has_codes { run.codes > 0 } else { run.statuses > 0 && run.has_delimiter };
        if is_fatal { &mut fatal } else { &mut rest }.push(run);
    }
    let main = fatal.iter().position(|run| run.has_delimiter).unwrap_or_default();
    if main < fatal.len() {
        let main = fatal.remove(main);
        read_run(context, &main, page, findings);
        for run in &fatal {
            if run.has_delimiter {
                second_table(context, &main, run, findings);
            } else {
                for index in run.lines.clone() {
                    stray_row(context, index, findings);
                    read_row(context, index, true, page, findings);
                }
            }
        }
    } else {
        let place = context.lines.iter().find(|line| !line.is_boundary).or(context.lines.first());
        let span = place.map_or(0..0, |line| line.span.clone());
        findings.push(
            Finding::new(Rule::NoTable, context.source, span)
                .message("found no fatal-errors table; expected one whose first column holds codes such as `` `400 Bad Request` ``")
                .help("write the table, with a blank line above and below it:\n\n| Error code | Description |\n|---|---|\n| `400 Bad Request` | What is wrong with the request. |"),
        );
    }
    for index in loose_rows {
        stray_row(context, *index, findings);
    }
}

fn stray_row(context: &Context<'_>, index: usize, findings: &mut Vec<Finding>) {
    findings.push(
        Finding::new(Rule::StrayRow, context.source, context.lines[index].span.clone())
            .message("found a row outside of the table; expected all rows in one table")
            .help("take out the blank line or the text above it and its indentation, or delete the row"),
    );
}

fn second_table(context: &Context<'_>, main: &Run, run: &Run, findings: &mut Vec<Finding>) {
    findings.push(
        Finding::new(Rule::SecondTable, context.source, context.lines[run.lines.start].span.clone())
            .message("found a second fatal-errors table; expected one on a page")
            .note(context.source, context.lines[main.lines.start].span.clone(), "the first one stands here")
            .help("move its rows into the first table, and delete its header and delimiter row"),
    );
}

fn read_run(context: &Context<'_>, run: &Run, page: &mut Page, findings: &mut Vec<Finding>) {
    let first = run.lines.start;
    page.table = context.lines[first].span.start..context.lines[run.lines.end - 1].span.end;
    if !run.after_boundary {
        findings.push(
            Finding::new(Rule::GluedText, context.source, context.lines[first - 1].span.clone())
                .message("found text right above the table; kramdown makes no table of what follows")
                .help("put a blank line between this line and the table's header"),
        );
    }
    if let Some(below) = context.lines.get(run.lines.end) {
        if !below.is_boundary && !block::ends_table(context.line(run.lines.end)) {
            findings.push(
                Finding::new(Rule::GluedText, context.source, below.span.clone())
                    .message("found text right under the table's last row; kramdown makes no table of what stands above")
                    .help("put a blank line above this line, or, if it goes on with the last cell, join it to the row"),
            );
        }
    }

    let leading_pipe = context.line(first).trim_start().starts_with('|');
    let mut rows = run.lines.clone();
    if is_delimiter(context.line(first)) {
        delimiter_finding(
            context,
            first,
            "found a delimiter row above the header; expected the header first",
            "move this line below the header",
            findings,
        );
        rows.start += 1;
    }
    let header = rows.start;
    if rows.is_empty()
        || !rows.clone().skip(1).any(|index| is_delimiter(context.line(index))) && rows.start == first
    {
        delimiter_finding(
            context,
            header,
            "found no delimiter row under the header; expected dashes, one cell for each of the header's",
            "write this line under the header:\n\n|---|---|",
            findings,
        );
    }
    // A first row with a code in it is no header.
    if block::is_code(context.line(header).trim().trim_start_matches('|')).is_none() {
        rows.start += 1;
        let cells = split(context.text, context.lines[header].span.clone(), leading_pipe);
        if cells.len() != 2 {
            cell_count(context, header, cells.len(), findings);
        }
        if rows.start < rows.end && is_delimiter(context.line(rows.start)) {
            check_delimiter(context, rows.start, cells.len(), findings);
            rows.start += 1;
        }
    }
    for index in rows {
        let line = context.line(index);
        if is_delimiter(line) {
            delimiter_finding(
                context,
                index,
                "found a second delimiter row; expected rows alone below the first",
                "delete this line",
                findings,
            );
        } else if is_footer_delimiter(line) {
            delimiter_finding(
                context,
                index,
                "found a row of `=`, which makes a footer of the rows below it; expected a row",
                "delete this line",
                findings,
            );
        } else {
            read_row(context, index, leading_pipe, page, findings);
        }
    }
}

fn delimiter_finding(
    context: &Context<'_>,
    index: usize,
    message: &str,
    help: &str,
    findings: &mut Vec<Finding>,
) {
    findings.push(
        Finding::new(Rule::DelimiterRow, context.source, context.lines[index].span.clone())
            .message(message)
            .help(help),
    );
}

fn check_delimiter(context: &Context<'_>, index: usize, columns: usize, findings: &mut Vec<Finding>) {
    let line = context.line(index).trim();
    let inner = line.strip_prefix('|').unwrap_or(line);
    let inner = inner.strip_suffix('|').unwrap_or(inner);
    let cells: Vec<&str> = inner.split('|').map(str::trim).collect();
    let is_plain = cells.iter().all(|cell| {
        let dashes = cell.strip_prefix(':').unwrap_or(cell);
        let dashes = dashes.strip_suffix(':').unwrap_or(dashes);
        !dashes.is_empty() && dashes.bytes().all(|byte| byte == b'-')
    });
    if cells.len() != columns || !is_plain {
        let message = format!(
            "found a delimiter row `{line}`; expected dashes in {columns} cells, one for each of the header's"
        );
        let help = format!("write `|{}`", "---|".repeat(columns));
        delimiter_finding(context, index, &message, &help, findings);
    }
}

fn cell_count(context: &Context<'_>, index: usize, found: usize, findings: &mut Vec<Finding>) {
    let cells = if found == 1 { "1 cell".to_owned() } else { format!("{found} cells") };
    let help = if found < 2 {
        "write both cells on one line: | `400 Bad Request` | What is wrong. |"
    } else {
        "write `\\|` for a pipe that belongs to the text, and take out empty cells"
    };
    findings.push(
        Finding::new(Rule::CellCount, context.source, context.lines[index].span.clone())
            .message(format!("found a row with {cells}; expected two, a code and a description"))
            .help(help),
    );
}

fn read_row(
    context: &Context<'_>,
    index: usize,
    leading_pipe: bool,
    page: &mut Page,
    findings: &mut Vec<Finding>,
) {
    let line = &context.lines[index].span;
    let cells = split(context.text, line.clone(), leading_pipe);
    let is_continuation = |cells: &[Span]| {
        index > 0
            && cells.first().is_none_or(|cell| !context.text[cell.clone()].contains('`') || cells.len() < 2)
            && has_open_end(context, index - 1)
    };
    if cells.len() != 2 {
        if is_continuation(&cells) {
            findings.push(
                Finding::new(Rule::BrokenCell, context.source, line.clone())
                    .message("found the rest of a row on a line of its own; expected each row on one line")
                    .help("join this line to the one above it; `<br>` breaks a line within a cell"),
            );
            return;
        }
        cell_count(context, index, cells.len(), findings);
    }
    let Some(code_span) = cells.first().cloned() else { return };
    let Some(code) = read_code(context, &code_span, findings) else { return };
    let Some(description_span) = cells.get(1).cloned() else { return };
    let description = inline::read(context, std::slice::from_ref(&description_span), findings);
    if inline::is_empty(&description) {
        findings.push(
            Finding::new(Rule::EmptyDescription, context.source, line.clone())
                .message(format!("found no description for `{code}`; expected what the error means"))
                .help("write the description in the second cell, or delete the row"),
        );
    }
    page.rows.push(Row { span: line.clone(), code, code_span, description, description_span });
}

/// Says whether the row above has pipes at its start and none at its end, as a row broken in two has.
fn has_open_end(context: &Context<'_>, above: usize) -> bool {
    let above = context.line(above).trim();
    above.starts_with('|') && !above.ends_with('|')
}

fn read_code(context: &Context<'_>, span: &Span, findings: &mut Vec<Finding>) -> Option<Code> {
    let cell = context.text[span.clone()].trim();
    let content = code_span_content(cell);
    let (rule, message, help) = match content.map(Code::parse) {
        Some(Ok(code)) => {
            if let Some(control) = code.message.chars().find(|char| char.is_control()) {
                findings.push(inline::control_character(context.source, span.clone(), control));
                return None;
            }
            return Some(code);
        }
        Some(Err(NoCode::OutOfRange)) => (
            Rule::BadStatus,
            format!("found {cell}; expected a status from 100 to 599, or a class from 1XX to 5XX"),
            "write the status that the API answers with",
        ),
        Some(Err(NoCode::Message)) => (
            Rule::EmptyMessage,
            format!("found {cell}; expected a message after the status"),
            "write the error's message after the status: `400 Bad Request`",
        ),
        Some(Err(NoCode::Status)) | None => (
            Rule::BadCode,
            format!(
                "found `{}` in the first cell; expected a code, a status and a message in one code span",
                cell.replace('`', "")
            ),
            "write the code as the API answers it: `400 Bad Request`",
        ),
    };
    findings.push(Finding::new(rule, context.source, span.clone()).message(message).help(help));
    None
}

/// What stands in a cell that is one code span.
fn code_span_content(cell: &str) -> Option<&str> {
    let marks = cell.len() - cell.trim_start_matches('`').len();
    let fence = &cell[..marks];
    let content = cell[marks..].strip_suffix(fence)?;
    (marks > 0 && !content.contains(fence)).then_some(content)
}

/// Splits a row into the spans of its cells, as kramdown does.
///
/// Pipes in code spans and in `<code>` elements belong to the cell, and so do escaped ones.
pub(crate) fn split(text: &str, line: Span, leading_pipe: bool) -> Vec<Span> {
    let row = text[line.clone()].trim_end_matches([' ', '\t']);
    let mut cells = Vec::new();
    let mut start = 0;
    let mut end_of_code = 0;
    let mut codes = inline::code_ranges(row).into_iter().peekable();
    for (at, _) in row.match_indices('|') {
        while let Some(code) = codes.next_if(|code| code.start < at) {
            end_of_code = code.end;
        }
        if at < end_of_code || row[..at].ends_with('\\') {
            continue;
        }
        cells.push(start..at);
        start = at + 1;
    }
    cells.push(start..row.len());
    if leading_pipe && block::is_blank(&row[cells[0].clone()]) {
        cells.remove(0);
    }
    if cells.last().is_some_and(|cell| block::is_blank(&row[cell.clone()])) {
        cells.pop();
    }
    cells.into_iter().map(|cell| trim(text, line.start + cell.start..line.start + cell.end)).collect()
}

/// A span without the white space at its ends.
fn trim(text: &str, span: Span) -> Span {
    let start = span.end - text[span.clone()].trim_start().len();
    start..start + text[start..span.end].trim_end().len()
}
