//! The fatal-errors table: which lines it is, and what its rows and cells are.

use std::ops::Range;

use super::block::{self, Context, Hidden, HiddenIn};
use super::code::{Code, NoCode, Status};
use super::code_span::code_ranges;
use super::{Page, Row, inline, is_space, plain, shown, trim, trimmed, without_leading};
use crate::finding::{Finding, Rule};
use crate::text::scan::find;
use crate::text::source::Span;

/// Consecutive lines that kramdown would take for the rows of one table.
#[derive(Debug)]
pub(super) struct Run {
    pub(super) lines: Range<usize>,
    /// Nothing touches the first line from above, so that kramdown starts a table with it.
    after_boundary: bool,
    holds: Holds,
    has_delimiter: bool,
}

/// The most that a line of a run begins with.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Holds {
    Nothing,
    /// A status, with something other than a message behind it.
    Status,
    Code,
}

impl Run {
    /// The run that starts with this line.
    pub(super) fn new(context: &Context<'_>, start: usize, after_boundary: bool) -> Self {
        let end = (start + 1..context.lines.len())
            .find(|index| context.lines[*index].is_boundary || !has_pipe(context.line(*index)))
            .unwrap_or(context.lines.len());
        let has_delimiter = (start..end).any(|index| is_delimiter(context.line(index)));
        let mut run = Self { lines: start..end, after_boundary, holds: Holds::Nothing, has_delimiter };
        for index in start..end {
            if let Some(code) = first_code(context.line(index)) {
                run.holds = Holds::Status;
                if code.is_ok() {
                    run.holds = Holds::Code;
                    break;
                }
            }
        }
        run
    }
}

/// Says whether a line that kramdown takes for something else looks like a row all the same.
pub(super) fn looks_like_row(line: &str) -> bool {
    let is_mark = |char: char| char.is_whitespace() || ">-*+|".contains(char);
    has_pipe(line) && block::is_code(line.trim_start_matches(is_mark)).is_some()
}

/// Says whether a line holds a pipe that is not escaped.
pub(super) fn has_pipe(line: &str) -> bool {
    let mut pipe = find(line, 0, "|");
    while let Some(at) = pipe.filter(|at| line[..*at].ends_with('\\')) {
        pipe = find(line, at + 1, "|");
    }
    pipe.is_some()
}

fn first_code(line: &str) -> Option<Result<Status, NoCode>> {
    block::is_code(without_leading(trim(line), b'|'))
}

/// A row of dashes under the header, or what kramdown takes for one.
fn is_delimiter(line: &str) -> bool {
    line.bytes().all(|byte| matches!(byte, b'+' | b'|' | b':' | b' ' | b'\t' | b'-')) && line.contains('-')
}

/// A row of equals signs, which starts kramdown's table footer.
fn is_footer_delimiter(line: &str) -> bool {
    line.bytes().all(|byte| matches!(byte, b'+' | b'|' | b':' | b' ' | b'\t' | b'=')) && line.contains('=')
}

/// Finds the fatal-errors table among the runs and reads its rows.
pub(super) fn read(
    context: &Context<'_>,
    runs: Vec<Run>,
    hidden: &[Hidden],
    page: &mut Page,
    findings: &mut Vec<Finding>,
) {
    let has_codes = runs.iter().any(|run| run.holds == Holds::Code);
    let is_fatal = |run: &Run| match run.holds {
        Holds::Code => true,
        Holds::Status => !has_codes && run.has_delimiter,
        Holds::Nothing => false,
    };
    let mut fatal: Vec<Run> = runs.into_iter().filter(is_fatal).collect();
    let mut reader = Reader { context, page, findings };
    if fatal.is_empty() {
        if hidden.is_empty() {
            reader.no_table();
        }
    } else {
        let main = fatal.remove(fatal.iter().position(|run| run.has_delimiter).unwrap_or_default());
        reader.table(&main);
        for run in &fatal {
            reader.other_run(&main, run);
        }
    }
    for rows in hidden {
        reader.hidden_rows(rows);
    }
}

struct Reader<'a, 'b> {
    context: &'a Context<'a>,
    page: &'b mut Page,
    findings: &'b mut Vec<Finding>,
}

impl Reader<'_, '_> {
    fn finding(
        &self,
        rule: Rule,
        span: Span,
        message: impl Into<String>,
        help: impl Into<String>,
    ) -> Finding {
        Finding::new(rule, self.context.source, span).message(message).help(help)
    }

    /// Reports a whole line.
    fn report(&mut self, rule: Rule, index: usize, message: impl Into<String>, help: impl Into<String>) {
        let finding = self.finding(rule, self.line_span(index), message, help);
        self.findings.push(finding);
    }

    fn line_span(&self, index: usize) -> Span {
        self.context.lines[index].span.clone()
    }

    fn no_table(&mut self) {
        let lines = &self.context.lines;
        let place = lines.iter().find(|line| !line.is_boundary).or(lines.first());
        let span = place.map_or(0..0, |line| line.span.clone());
        let finding = self.finding(
            Rule::NoTable,
            span,
            "found no fatal-errors table; expected one whose first column holds codes such as `400 Bad Request`",
            "write the table, with a blank line above and below it:\n\n\
             | Error code | Description |\n|---|---|\n| `400 Bad Request` | What is wrong with the request. |",
        );
        self.findings.push(finding);
    }

    /// Reports rows that stand where kramdown makes no table of them.
    fn hidden_rows(&mut self, Hidden { lines, rows, place }: &Hidden) {
        let (place, note, help) = match place {
            HiddenIn::Liquid(tag) => (
                format!("between `{}` and its end tag", shown(&self.context.text[tag.clone()])),
                Some((tag.clone(), "the tag stands here")),
                "move the end tag above the table, or the table below it",
            ),
            HiddenIn::Html(index) => (
                "in an HTML element, in which kramdown reads no table".to_owned(),
                Some((self.line_span(*index), "the element starts here")),
                "write the element's end tag above the table, and `&lt;` for a `<` that starts no element",
            ),
            HiddenIn::Behind => (
                "behind a comment or an HTML element".to_owned(),
                None,
                "move the row into the table, on a line of its own",
            ),
            HiddenIn::Heading => (
                "that the line below makes a heading".to_owned(),
                Some((self.line_span(lines.end), "this line does")),
                "take that line out, and move the row into the table",
            ),
            HiddenIn::Container => (
                "in a list, in a quotation or indented".to_owned(),
                None,
                "take out what stands in front of the row, so that it starts the line",
            ),
        };
        let message = format!("found {} {place}; expected all rows in one table", count(*rows, "row"));
        let mut finding = self.finding(Rule::StrayRow, self.line_span(lines.start), message, help);
        if let Some((span, words)) = note {
            finding = finding.note(self.context.source, span, words);
        }
        self.findings.push(finding);
    }

    /// Reports rows that stand apart from the table, and reads them all the same.
    fn other_run(&mut self, main: &Run, run: &Run) {
        let first = run.lines.start;
        if run.has_delimiter {
            let finding = self
                .finding(
                    Rule::SecondTable,
                    self.line_span(first),
                    "found a second fatal-errors table; expected one on a page",
                    "move its rows into the first table, and delete its header and delimiter row",
                )
                .note(self.context.source, self.line_span(main.lines.start), "the first one stands here");
            self.findings.push(finding);
            return;
        }
        let above =
            first.checked_sub(1).map_or(0..0, |above| self.context.source.line(self.line_span(above).start));
        let help = match &self.context.text[above] {
            blank if block::is_blank(blank) => {
                "delete the blank line above, so that the table goes on".to_owned()
            }
            line => format!("move `{}` below the table, so that the table goes on", shown(line.trim())),
        };
        let message = format!(
            "found {} cut off from the table; expected all rows in one table",
            count(run.lines.len(), "row")
        );
        self.report(Rule::StrayRow, first, message, help);
        for index in run.lines.clone() {
            self.row(index, true);
        }
    }

    fn table(&mut self, run: &Run) {
        let lines = &self.context.lines;
        self.page.table = lines[run.lines.start].span.start..lines[run.lines.end - 1].span.end;
        self.check_surroundings(run);
        let leading_pipe = self.context.line(run.lines.start).trim_start_matches(is_space).starts_with('|');
        for index in self.header(run, leading_pipe) {
            self.body_line(index, leading_pipe);
        }
        self.check_end(run);
    }

    /// Reports a last row that the page's end cuts off: of what it lacks nothing else may tell.
    fn check_end(&mut self, run: &Run) {
        let is_closed = |index: usize| {
            let line = self.context.line(index).trim_end_matches(is_space);
            line.ends_with('|') && !line.ends_with("\\|")
        };
        let (first, last) = (run.lines.start, run.lines.end - 1);
        let is_at_end = self.line_span(last).end == self.context.text.len();
        if is_at_end && first < last && is_closed(last - 1) && !is_closed(last) {
            self.report(
                Rule::BrokenCell,
                last,
                "found the page's end in a row; expected a `|` at its end, as the row above has",
                "restore what was cut off, or write the `|`",
            );
        }
    }

    /// Reports what touches the table, so that kramdown makes none of it.
    fn check_surroundings(&mut self, run: &Run) {
        if !run.after_boundary {
            let above = run.lines.start.saturating_sub(1);
            let message = format!(
                "found `{}` right above the table; kramdown makes no table of what follows",
                shown(self.context.line(above).trim())
            );
            self.report(
                Rule::GluedText,
                above,
                message,
                "put a blank line between this line and the table's header",
            );
        }
        let below = run.lines.end;
        let is_glued = self.context.lines.get(below).is_some_and(|line| !line.is_boundary);
        if is_glued && !block::ends_table(self.context.line(below)) {
            let message = format!(
                "found `{}` right under the table's last row; kramdown makes no table of what stands above",
                shown(self.context.line(below).trim())
            );
            self.report(
                Rule::GluedText,
                below,
                message,
                "put a blank line above this line, or, if it goes on with the last cell, join it to the row",
            );
        }
    }

    /// Reads the header and the delimiter row, and says which lines are left.
    fn header(&mut self, run: &Run, leading_pipe: bool) -> Range<usize> {
        let mut rows = run.lines.clone();
        let is_above = is_delimiter(self.context.line(rows.start));
        if is_above {
            self.report(
                Rule::DelimiterRow,
                rows.start,
                "found a delimiter row above the header; expected the header first",
                "move this line below the header",
            );
            rows.start += 1;
        } else if !run.has_delimiter {
            self.report(
                Rule::DelimiterRow,
                rows.start,
                "found no delimiter row under the header; expected dashes, one cell for each of the header's",
                "write this line under the header:\n\n|---|---|",
            );
        }
        // A first row with a code in it is no header.
        if rows.is_empty() || first_code(self.context.line(rows.start)).is_some() {
            return rows;
        }
        let header = rows.start;
        rows.start += 1;
        let cells = split(self.context.text, self.line_span(header), leading_pipe);
        if cells.len() != 2 {
            self.cell_count(header, cells.len());
        }
        // What is left open in the header swallows the rows.
        for cell in &cells {
            inline::read(self.context, std::slice::from_ref(cell), self.findings);
        }
        if !rows.is_empty() && is_delimiter(self.context.line(rows.start)) {
            self.check_delimiter(rows.start, cells.len());
            rows.start += 1;
        }
        rows
    }

    fn check_delimiter(&mut self, index: usize, columns: usize) {
        let line = self.context.line(index).trim();
        let inner = line.strip_prefix('|').unwrap_or(line);
        let inner = inner.strip_suffix('|').unwrap_or(inner);
        let is_plain = inner.split('|').map(str::trim).all(|cell| {
            let dashes = cell.strip_prefix(':').unwrap_or(cell);
            let dashes = dashes.strip_suffix(':').unwrap_or(dashes);
            !dashes.is_empty() && dashes.bytes().all(|byte| byte == b'-')
        });
        if inner.split('|').count() != columns || !is_plain {
            let message = format!(
                "found a delimiter row `{}`; expected dashes in {}, one for each of the header's",
                shown(line),
                count(columns, "cell")
            );
            self.report(Rule::DelimiterRow, index, message, "write `|---|---|`");
        }
    }

    /// Reads a line under the header.
    fn body_line(&mut self, index: usize, leading_pipe: bool) {
        if is_delimiter(self.context.line(index)) {
            self.report(
                Rule::DelimiterRow,
                index,
                "found a second delimiter row; expected rows alone below the first",
                "delete this line",
            );
        } else if is_footer_delimiter(self.context.line(index)) {
            self.report(
                Rule::DelimiterRow,
                index,
                "found a row of `=`, which makes a footer of the rows below it; expected a row",
                "delete this line",
            );
        } else {
            self.row(index, leading_pipe);
        }
    }

    fn row(&mut self, index: usize, leading_pipe: bool) {
        let line = self.line_span(index);
        if let Some(plain::Row { code: code_span, description: description_span, nodes: description }) =
            plain::row(self.context.text, &line).filter(|_| leading_pipe)
        {
            let content = &self.context.text[code_span.start + 1..code_span.end - 1];
            let Some(code) = self.code(&code_span, Some(content)) else { return };
            self.page.rows.push(Row { span: line, code, code_span, description, description_span });
            return;
        }
        let mut cells = split(self.context.text, line.clone(), leading_pipe);
        if cells.len() != 2 {
            if self.goes_on_with_row_above(index, &cells) {
                self.report(
                    Rule::BrokenCell,
                    index,
                    "found the rest of a row on a line of its own; expected each row on one line",
                    "join this line to the one above it; `<br>` breaks a line within a cell",
                );
                return;
            }
            self.cell_count(index, cells.len());
        }
        cells.truncate(2);
        let mut cells = cells.into_iter();
        let Some(code_span) = cells.next() else { return };
        let content = code_span_content(&self.context.text[code_span.clone()]);
        let Some(code) = self.code(&code_span, content) else { return };
        let Some(description_span) = cells.next() else { return };
        let description = inline::read(self.context, std::slice::from_ref(&description_span), self.findings);
        if inline::is_empty(&description) {
            self.report(
                Rule::EmptyDescription,
                index,
                format!("found no description for `{code}`; expected what the error means"),
                "write the description in the second cell, or delete the row",
            );
        }
        self.page.rows.push(Row { span: line, code, code_span, description, description_span });
    }

    /// Says whether a line looks like the rest of a row that was broken in two.
    fn goes_on_with_row_above(&self, index: usize, cells: &[Span]) -> bool {
        let starts_no_row = cells.len() < 2 || !self.context.text[cells[0].clone()].contains('`');
        let above = index.checked_sub(1).map_or("", |above| self.context.line(above).trim());
        starts_no_row && above.starts_with('|') && !above.ends_with('|')
    }

    fn cell_count(&mut self, index: usize, found: usize) {
        let message =
            format!("found a row with {}; expected two, a code and a description", count(found, "cell"));
        let help = if found < 2 {
            "write both cells on one line: | `400 Bad Request` | What is wrong. |"
        } else {
            "write `\\|` for a pipe that belongs to the text, and take out empty cells"
        };
        self.report(Rule::CellCount, index, message, help);
    }

    /// Reads a first cell, of which this is the content where it is one code span.
    fn code(&mut self, span: &Span, content: Option<&str>) -> Option<Code> {
        let cell = &self.context.text[span.clone()];
        let (rule, message, help) = match content.map(Code::parse) {
            Some(Ok(code)) => return self.check_code(code, span),
            Some(Err(NoCode::OutOfRange)) => (
                Rule::BadStatus,
                format!(
                    "found {}; expected a status from 100 to 599, or a class from 1XX to 5XX",
                    shown(cell)
                ),
                "write the status that the API answers with",
            ),
            Some(Err(NoCode::Message)) => (
                Rule::EmptyMessage,
                format!("found {}; expected a message after the status", shown(cell)),
                "write the error's message after the status: `400 Bad Request`",
            ),
            Some(Err(NoCode::Status)) | None => return self.no_code(cell, span),
        };
        let finding = self.finding(rule, span.clone(), message, help);
        self.findings.push(finding);
        None
    }

    /// Reports a first cell that is not one code span with a status in it.
    fn no_code(&mut self, cell: &str, span: &Span) -> Option<Code> {
        let bare = cell.replace('`', "");
        let (message, help) = match Code::parse(&bare) {
            Ok(code) => (
                format!(
                    "found {}, which kramdown takes for no code span; expected a code in one code span",
                    shown(cell)
                ),
                format!("write `{code}`"),
            ),
            Err(_) => (
                format!(
                    "found {} in the first cell; expected a code, a status and a message in one code span",
                    if bare.trim().is_empty() { "nothing".into() } else { shown(cell) }
                ),
                "write the code as the API answers it: `400 Bad Request`".to_owned(),
            ),
        };
        let finding = self.finding(Rule::BadCode, span.clone(), message, help);
        self.findings.push(finding);
        None
    }

    /// Reports what a code may not hold.
    fn check_code(&mut self, code: Code, span: &Span) -> Option<Code> {
        let markup = &self.context.markup;
        let first = markup.partition_point(|markup| markup.span.end <= span.start);
        let is_clean = plain::lacks(&code.message, plain::CONTROL | plain::NOT_ASCII);
        let control = if is_clean { None } else { code.message.chars().find(|char| char.is_control()) };
        let finding = if let Some(control) = control {
            inline::control_character(self.context.source, span.clone(), control)
        } else if let Some(liquid) = markup.get(first).filter(|markup| markup.span.start < span.end) {
            let found = shown(&self.context.text[liquid.span.clone()]);
            self.finding(
                Rule::UnknownLiquid,
                liquid.span.clone(),
                format!("found `{found}` in a code, where Liquid replaces it; expected the message as the API answers it"),
                "write what it stands for",
            )
        } else {
            return Some(code);
        };
        self.findings.push(finding);
        None
    }
}

fn count(number: usize, what: &str) -> String {
    if number == 1 { format!("1 {what}") } else { format!("{number} {what}s") }
}

/// What stands in a cell that is one code span; kramdown sees none where it begins with a space.
fn code_span_content(cell: &str) -> Option<&str> {
    let marks = cell.len() - without_leading(cell, b'`').len();
    let fence = &cell[..marks];
    let content = cell[marks..].strip_suffix(fence)?;
    (marks > 0 && !content.starts_with(is_space) && find(content, 0, fence).is_none()).then_some(content)
}

/// Splits a row into the spans of its cells, as kramdown does.
///
/// Pipes in code spans and in `<code>` elements belong to the cell, and so do escaped ones.
pub(crate) fn split(text: &str, line: Span, leading_pipe: bool) -> Vec<Span> {
    let row = text[line.clone()].trim_end_matches([' ', '\t']);
    let pipes = pipes(row);
    let mut cells = Vec::new();
    let mut start = 0;
    let last = pipes.len();
    for (index, end) in pipes.into_iter().chain([row.len()]).enumerate() {
        let is_left_out = (index == 0 && leading_pipe) || index == last;
        if !is_left_out || !block::is_blank(&row[start..end]) {
            cells.push(trimmed(text, line.start + start..line.start + end));
        }
        start = end + 1;
    }
    cells
}

/// Where a row's cells end.
fn pipes(row: &str) -> Vec<usize> {
    let mut pipes = Vec::new();
    let mut end_of_code = 0;
    let mut codes = code_ranges(row).into_iter().peekable();
    for (at, _) in row.match_indices('|') {
        while let Some(code) = codes.next_if(|code| code.start < at) {
            end_of_code = code.end;
        }
        if at >= end_of_code && !row[..at].ends_with('\\') {
            pipes.push(at);
        }
    }
    pipes
}
