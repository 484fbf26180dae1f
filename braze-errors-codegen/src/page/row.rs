//! The rows of the error tables, and what is wrong with them.

use super::code::{Code, NoCode};
use super::guide;
use super::table::{ErrorTables, first_cell, has_delimiter, is_code};
use super::{Page, Row, count};
use crate::finding::{Finding, Fix, Rule};
use crate::markdown::{
    BlockKind, Description, Dialect, Document, Inline, LineKind, Node, Prose, Table, TableLine,
    control_character, shown,
};
use crate::text::source::{self, Span};
use crate::text::white::{is_blank, trim, trim_end};

/// Reads the rows of the error tables.
pub(super) fn read(
    document: &Document<'_>,
    tables: &ErrorTables<'_, '_>,
    skip: &[String],
    page: &mut Page,
    findings: &mut Vec<Finding>,
) {
    let mut reader =
        Rows { document, text: document.source.text(), page, findings, is_wide: false, start: 0 };
    if let (Some(first), Some(last)) = (tables.0.first(), tables.0.last()) {
        reader.page.table = first.block.span.start..last.block.span.end;
    }
    let has_header =
        tables.tables().any(has_delimiter) || is_below_swallowed_header(document, reader.page.table.start);
    for (index, (table, error_table)) in tables.tables().zip(&tables.0).enumerate() {
        reader.start = error_table.block.span.start;
        if let Some(layout) = &error_table.layout {
            reader.columns(table, layout, skip);
        } else if has_delimiter(table) || (!has_header && index == 0) {
            reader.table(table);
        } else {
            reader.cut_off(table);
        }
    }
}

/// Says whether a header and its delimiter row are part of a text above this byte.
fn is_below_swallowed_header(document: &Document<'_>, at: usize) -> bool {
    let text = document.source.text();
    let mut above = document.blocks.iter().take_while(|block| block.span.start < at);
    above.any(|block| {
        let text = &text[block.span.clone()];
        let is_delimiter =
            |line: Span| text[line.clone()].contains('|') && delimiter_cells(&text[line]).is_some();
        matches!(block.kind, BlockKind::Paragraph(_)) && source::lines(text).any(is_delimiter)
    })
}

/// Reads lines that no table is made of, as the rows that they were meant as.
pub(super) fn read_lines(
    document: &Document<'_>,
    lines: &[TableLine<'_>],
    page: &mut Page,
    findings: &mut Vec<Finding>,
) {
    let start = lines.first().map_or(0, |line| line.span.start);
    let mut reader = Rows { document, text: document.source.text(), page, findings, is_wide: false, start };
    for line in lines.iter().filter(|line| line.kind == LineKind::Row) {
        if reader.has_code(line) {
            reader.row(line, None);
        }
    }
}

/// Reads rows into a page.
pub(super) struct Rows<'d, 'a, 'b> {
    pub(super) document: &'d Document<'a>,
    pub(super) text: &'a str,
    pub(super) page: &'b mut Page,
    pub(super) findings: &'b mut Vec<Finding>,
    /// The table has more than two columns, as its header has told.
    is_wide: bool,
    /// Where the table begins.
    start: usize,
}

impl<'a> Rows<'_, 'a, '_> {
    pub(super) fn report(
        &mut self,
        rule: Rule,
        span: &Span,
        message: impl Into<String>,
        help: impl Into<String>,
    ) {
        let finding = Finding::new(rule, self.document.source, span.clone()).message(message).help(help);
        self.findings.push(finding);
    }

    /// The one right mend of what was reported last.
    fn mend(&mut self, span: Span, text: &str) {
        if let Some(finding) = self.findings.last_mut() {
            finding.fix = Some(Fix { span, text: text.to_owned() });
        }
    }

    /// Reads a text of the page, reporting what is wrong with it.
    pub(super) fn describe(&mut self, prose: &Prose<'a>) -> Description {
        let (description, findings) = self.document.describe(prose);
        self.findings.extend(findings);
        description
    }

    fn table(&mut self, table: &Table<'a>) {
        self.is_wide = false;
        let mut before: Option<&TableLine<'a>> = None;
        for line in self.header(table) {
            match line.kind {
                LineKind::Row if self.is_second_delimiter(line) => {}
                LineKind::Row => self.row(line, before),
                LineKind::Delimiter => self.second_delimiter(line),
                LineKind::FooterDelimiter => self.report(
                    Rule::DelimiterRow,
                    &line.span,
                    "found a row of `=`, which makes a footer of the rows below it; expected a row",
                    "delete this line",
                ),
            }
            before = Some(line);
        }
        self.check_end(table);
    }

    fn second_delimiter(&mut self, line: &TableLine<'a>) {
        self.report(
            Rule::DelimiterRow,
            &line.span,
            "found a second delimiter row; expected rows alone below the first",
            "delete this line",
        );
    }

    /// Says whether a row is a delimiter row, which GitHub reads once in a table, and reports it.
    pub(super) fn is_second_delimiter(&mut self, line: &TableLine<'a>) -> bool {
        let is_delimiter = delimiter_cells(&self.text[line.span.clone()]).is_some();
        if is_delimiter {
            self.second_delimiter(line);
        }
        is_delimiter
    }

    /// Reads rows that stand apart from the table that has the header.
    fn cut_off(&mut self, table: &Table<'a>) {
        let Some(first) = table.lines.first() else { return };
        let above = self.document.source.line_above(first.span.start).unwrap_or_default();
        let written = trim_end(&self.text[..first.span.start]).len();
        let help = match trim(&self.text[above.clone()]) {
            _ if written == 0 => "move them below the table's delimiter row".to_owned(),
            "" => "delete the blank line above, so that the table goes on".to_owned(),
            line => format!("move `{}` below the table, so that the table goes on", shown(line)),
        };
        let message = format!(
            "found {} cut off from the table; expected all rows in one table",
            count(table.lines.len(), "row")
        );
        self.report(Rule::StrayRow, &first.span, message, help);
        let last_line = self.document.source.line(written);
        // The blank lines are what cuts them off, unless the line above them is no row.
        let is_above = written > 0 && last_line.end <= first.span.start;
        if is_above && is_blank(&self.text[above]) && self.text[last_line.clone()].contains('|') {
            self.mend(last_line.end..first.span.start, line_end(&self.text[last_line.end..]));
        }
        for line in table.lines.iter().filter(|line| line.kind == LineKind::Row) {
            self.row(line, None);
        }
    }

    /// Reads the header and the delimiter row, and gives the lines that are left.
    fn header<'t>(&mut self, table: &'t Table<'a>) -> &'t [TableLine<'a>] {
        let mut lines = table.lines.as_slice();
        let Some(first) = lines.first() else { return lines };
        if first.kind == LineKind::Delimiter {
            self.report(
                Rule::DelimiterRow,
                &first.span,
                "found a delimiter row above the header; expected the header first",
                "move this line below the header",
            );
            lines = &lines[1..];
        } else if !has_delimiter(table) {
            self.report(
                Rule::DelimiterRow,
                &first.span,
                "found no delimiter row under the header; expected dashes, one cell for each of the header's",
                "write this line under the header:\n\n|---|---|",
            );
        }
        // A first row with a code in it is no header.
        let Some(header) = lines.first().filter(|line| !self.has_code(line)) else { return lines };
        lines = &lines[1..];
        if header.cells.len() > 2 {
            self.is_wide = true;
            self.report(
                Rule::CellCount,
                &header.span,
                format!(
                    "found a header with {}; expected two, or columns that are named",
                    count(header.cells.len(), "cell")
                ),
                match guide::columns(self.document) {
                    Some(columns) => {
                        format!("name the columns, in the call or in `braze-errors.toml`:\n\n{columns}")
                    }
                    None => "leave two columns, a code and a description".to_owned(),
                },
            );
        } else if header.cells.len() < 2 && !self.has_full_width_pipe(header, 2) {
            self.cell_count(header);
        }
        // What is left open in the header swallows the rows.
        for cell in &header.cells {
            self.describe(cell);
        }
        self.check_code_spans(header);
        if let Some(delimiter) = lines.first().filter(|line| line.kind == LineKind::Delimiter) {
            self.check_delimiter(delimiter, header.cells.len());
            lines = &lines[1..];
        }
        lines
    }

    fn has_code(&self, line: &TableLine<'a>) -> bool {
        is_code(first_cell(self.text, line)).is_some()
    }

    fn check_delimiter(&mut self, line: &TableLine<'a>, columns: usize) {
        let text = &self.text[line.span.clone()];
        if delimiter_cells(text) != Some(columns) {
            self.findings.push(unlike_header(self.document, &line.span, columns));
        }
    }

    /// Reports a last row that the page's end cuts off: of what it lacks nothing else may tell.
    fn check_end(&mut self, table: &Table<'a>) {
        let is_closed = |line: &TableLine<'a>| {
            let line = trim_end(&self.text[line.span.clone()]);
            line.ends_with('|') && !line.ends_with("\\|")
        };
        if let [.., above, last] = table.lines.as_slice() {
            if last.span.end == self.text.len() && is_closed(above) && !is_closed(last) {
                self.report(
                    Rule::BrokenCell,
                    &last.span,
                    "found the page's end in a row; expected a `|` at its end, as the row above has",
                    "restore what was cut off, or write the `|`",
                );
            }
        }
    }

    /// Reports code that goes on over the line's end, where no cell has told so.
    pub(super) fn check_code_spans(&mut self, line: &TableLine<'a>) {
        let is_open = |finding: &Finding| matches!(finding.rule, Rule::UnclosedCodeSpan | Rule::BadCode);
        // What was found in the line was found last.
        let is_in_line = |finding: &&Finding| line.span.contains(&finding.span.start);
        let mut of_line = self.findings.iter().rev().take_while(is_in_line);
        if let Some(open) = line.open_code.as_ref().filter(|_| !of_line.any(is_open)) {
            self.report(
                Rule::UnclosedCodeSpan,
                open,
                "found a backtick without its partner in the row, which pairs with one of another row; expected code to end in its cell",
                "write `&#96;` for the character itself",
            );
        }
    }

    fn row(&mut self, line: &TableLine<'a>, above: Option<&TableLine<'a>>) {
        if self.is_attribute_list(line) {
            return;
        }
        self.cells(line, above);
        self.check_code_spans(line);
    }

    /// Says whether a row is an attribute list, which a formatter took for one, and reports it where the dialect has such
    /// lists; where it has none the document has told.
    pub(super) fn is_attribute_list(&mut self, line: &TableLine<'a>) -> bool {
        let is_empty = |cell: &Prose<'_>| trim(cell.written(self.text)).is_empty();
        let [list, others @ ..] = line.cells.as_slice() else { return false };
        let list = trim(list.written(self.text));
        let is_list = list.starts_with("{:") && list.ends_with('}');
        if !is_list || !others.iter().all(is_empty) {
            return false;
        }
        if self.page.dialect != Dialect::Kramdown {
            return true;
        }
        let message =
            format!("found the attribute list `{}` as a row; expected it on a line of its own", shown(list));
        let list = list.to_owned();
        self.report(Rule::StrayRow, &line.span, message, "take the pipes around it out");
        self.mend(line.span.clone(), &list);
        true
    }

    fn cells(&mut self, line: &TableLine<'a>, above: Option<&TableLine<'a>>) {
        if !self.is_wide && self.has_full_width_pipe(line, 2) {
            return;
        }
        if line.cells.len() != 2 && !self.is_wide {
            if above.is_some_and(|above| self.goes_on_with(above, line)) {
                return self.report(
                    Rule::BrokenCell,
                    &line.span,
                    "found the rest of a row on a line of its own; expected each row on one line",
                    "join this line to the one above it; `<br>` breaks a line within a cell",
                );
            }
            self.cell_count(line);
            if line.cells.first().is_some_and(|cell| self.text[cell.span()].trim().is_empty()) {
                return;
            }
        }
        // A table of other columns has other cells: its header has told.
        let has_code = || matches!(is_code(first_cell(self.text, line)), Some(Ok(_)));
        if self.is_wide && line.cells.len() != 2 && !has_code() {
            return;
        }
        let mut cells = line.cells.iter();
        let Some(code_cell) = cells.next() else { return };
        let code_span = code_cell.span();
        let Some(code) = self.code(code_cell, &code_span) else { return };
        let Some(cell) = cells.next() else { return };
        let description = self.describe(cell);
        if description.is_empty() {
            self.report(
                Rule::EmptyDescription,
                &line.span,
                format!("found no description for `{code}`; expected what the error means"),
                "write the description in the second cell, or delete the row",
            );
        }
        self.push(line, (code, code_span), None, description);
    }

    /// Adds a row; which section it stands in is found later.
    pub(super) fn push(
        &mut self,
        line: &TableLine<'a>,
        (code, code_span): (Code, Span),
        name: Option<String>,
        description: Description,
    ) {
        let (span, table) = (line.span.clone(), self.start);
        self.page.rows.push(Row { section: None, table, span, code, code_span, name, description });
    }

    /// Says whether a line looks like the rest of the row above it.
    fn goes_on_with(&self, above: &TableLine<'a>, line: &TableLine<'a>) -> bool {
        let first = line.cells.first().map_or("", |cell| &self.text[cell.span()]);
        let starts_no_row = line.cells.len() < 2 || !first.contains('`');
        let above = trim(&self.text[above.span.clone()]);
        starts_no_row && above.starts_with('|') && !above.ends_with('|')
    }

    /// Says whether a row of so many cells has a full-width pipe in a pipe's place, and reports it.
    pub(super) fn has_full_width_pipe(&mut self, line: &TableLine<'a>, width: usize) -> bool {
        let finding = full_width_pipe(self.document, &line.span, line.cells.len(), width);
        let is_found = finding.is_some();
        self.findings.extend(finding);
        is_found
    }

    fn cell_count(&mut self, line: &TableLine<'a>) {
        let found = line.cells.len();
        let message =
            format!("found a row with {}; expected two, a code and a description", count(found, "cell"));
        let help = if found < 2 {
            "write both cells on one line: | `400 Bad Request` | What is wrong. |"
        } else {
            "write `\\|` for a pipe that belongs to the text, and take out empty cells"
        };
        self.report(Rule::CellCount, &line.span, message, help);
    }

    /// Reads a first cell.
    fn code(&mut self, cell: &Prose<'a>, span: &Span) -> Option<Code> {
        let (description, findings) = self.document.describe(cell);
        let written = &self.text[span.clone()];
        let is_space = |node: &&Node| matches!(&node.inline, Inline::Text(text) if text.trim().is_empty());
        let mut nodes = description.nodes.iter().filter(|node| !is_space(node));
        let content = match (nodes.next().map(|node| &node.inline), nodes.next()) {
            (Some(Inline::Code(code)), None) => Some(code.as_str()),
            // A code may stand bare.
            (Some(Inline::Text(text)), None) if Code::check(text).is_ok() => Some(text.as_str()),
            _ => None,
        };
        // What is wrong with the text of a code has words of its own.
        let finding = match content.map(Code::parse) {
            Some(Ok(code)) => {
                self.findings.extend(findings);
                return self.check_code(code, span);
            }
            Some(Err(NoCode::OutOfRange)) => (
                Rule::BadStatus,
                format!(
                    "found {}; expected a status from 100 to 599, or a class from 1XX to 5XX",
                    shown(written)
                ),
                "write the status that the API answers with".to_owned(),
            ),
            Some(Err(NoCode::Message)) => (
                Rule::EmptyMessage,
                format!("found {}; expected a message after the status", shown(written)),
                "write the error's message after the status: `400 Bad Request`".to_owned(),
            ),
            Some(Err(NoCode::Status)) | None => no_code(written),
        };
        let (rule, message, help) = finding;
        let is_said = findings.iter().any(|finding| finding.rule != Rule::UnclosedCodeSpan);
        self.findings.extend(findings.into_iter().filter(|finding| finding.rule != Rule::UnclosedCodeSpan));
        if !is_said {
            self.report(rule, span, message, help);
        }
        None
    }

    /// Reports what a code may not hold.
    pub(super) fn check_code(&mut self, code: Code, span: &Span) -> Option<Code> {
        if let Some(control) = code.message.chars().find(|char| char.is_control()) {
            self.findings.push(control_character(self.document.source, span.clone(), control));
        } else if let Some(liquid) = self.document.liquid_in(span) {
            let found = shown(&self.text[liquid.clone()]);
            let message = format!(
                "found `{found}` in a code, where Liquid replaces it; expected the message as the API answers it"
            );
            self.report(Rule::UnknownLiquid, &liquid, message, "write what it stands for");
        } else {
            return Some(code);
        }
        None
    }
}

/// How many cells a delimiter row has; `None` where a line is none.
pub(super) fn delimiter_cells(line: &str) -> Option<usize> {
    let line = trim(line);
    let inner = line.strip_prefix('|').unwrap_or(line);
    let inner = inner.strip_suffix('|').unwrap_or(inner);
    let is_plain = |cell: &str| {
        let dashes = cell.strip_prefix(':').unwrap_or(cell);
        let dashes = dashes.strip_suffix(':').unwrap_or(dashes);
        !dashes.is_empty() && dashes.bytes().all(|byte| byte == b'-')
    };
    inner.split('|').map(trim).all(is_plain).then(|| inner.split('|').count())
}

/// What is said of a delimiter row that is not as its header of so many columns wants it.
pub(super) fn unlike_header(document: &Document<'_>, delimiter: &Span, columns: usize) -> Finding {
    let written = trim(&document.source.text()[delimiter.clone()]);
    Finding::new(Rule::DelimiterRow, document.source, delimiter.clone())
        .message(format!(
            "found a delimiter row `{}`; expected dashes in {}, one for each of the header's",
            shown(written),
            count(columns, "cell")
        ))
        .help(format!("write `|{}`", "---|".repeat(columns)))
}

/// What keyboards for Chinese, Japanese and Korean write for a pipe.
const FULL_WIDTH_PIPE: char = '｜';

/// What is said of full-width pipes that were meant as pipes, in a line of `cells` cells that should have `width`.
///
/// The mend is sure where the line has as many cells then as it should.
pub(super) fn full_width_pipe(
    document: &Document<'_>,
    line: &Span,
    cells: usize,
    width: usize,
) -> Option<Finding> {
    let text = &document.source.text()[line.clone()];
    let written = trim(text);
    let begins_so = written.starts_with(FULL_WIDTH_PIPE);
    let ends_so = written.ends_with(FULL_WIDTH_PIPE) && (begins_so || written.starts_with('|'));
    // Of a text in which it stands no row was to be made.
    let lacks_cells = cells < width && written.starts_with(['|', '`']);
    if !begins_so && !ends_so && !lacks_cells {
        return None;
    }
    let (mut meant, mut pipes) = (Vec::new(), 0);
    let (mut is_code, mut is_escaped, mut has_pipe_in_code) = (false, false, false);
    for (at, char) in text.char_indices() {
        match char {
            '`' => is_code = !is_code,
            FULL_WIDTH_PIPE if !is_code => meant.push(at),
            '|' if is_code => has_pipe_in_code = true,
            '|' if !is_escaped => pipes += 1,
            _ => {}
        }
        is_escaped = char == '\\' && !is_escaped;
    }
    let (first, last) = (*meant.first()?, *meant.last()?);
    let at = |from: usize, to: usize| line.start + from..line.start + to + FULL_WIDTH_PIPE.len_utf8();
    let finding = Finding::new(Rule::CellCount, document.source, at(first, first))
        .message("found a full-width pipe `｜` (U+FF5C), which ends no cell; expected `|`")
        .help("write `|` in front of, between and behind the cells");
    let is_pipe = |char| matches!(char, '|' | FULL_WIDTH_PIPE);
    let outer = usize::from(written.starts_with(is_pipe)) + usize::from(written.ends_with(is_pipe));
    if pipes + meant.len() + 1 != width + outer || has_pipe_in_code {
        return Some(finding);
    }
    let span = at(first, last);
    let mut is_code = false;
    let mended = document.source.text()[span.clone()].chars().map(|char| {
        is_code ^= char == '`';
        if char == FULL_WIDTH_PIPE && !is_code { '|' } else { char }
    });
    let mended: String = mended.collect();
    Some(finding.fix(span, mended))
}

/// What is wrong with a first cell that is not one code span with a status in it.
fn no_code(cell: &str) -> (Rule, String, String) {
    let bare = cell.replace('`', "");
    let bare = bare.trim_matches(['*', '_', ' ']);
    let (message, help) = match Code::parse(bare) {
        Ok(code) => (
            format!("found {}, which is no code span; expected a code in one code span", shown(cell)),
            format!("write `{code}`"),
        ),
        Err(_) => (
            format!(
                "found {} in the first cell; expected a code, a status and a message in one code span",
                if trim(bare).is_empty() { "nothing".into() } else { shown(cell) }
            ),
            "write the code as the API answers it: `400 Bad Request`".to_owned(),
        ),
    };
    (Rule::BadCode, message, help)
}

/// The line end that a text begins with.
fn line_end(text: &str) -> &'static str {
    match text.as_bytes() {
        [b'\r', b'\n', ..] => "\r\n",
        [b'\r', ..] => "\r",
        _ => "\n",
    }
}
