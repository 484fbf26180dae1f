//! Rows that stand where the dialect makes no table of them.

use super::columns::is_below;
use super::table::{ErrorTable, ErrorTables, has_delimiter, is_code};
use super::{Page, Sought, count};
use super::{guide, row};
use crate::finding::{Finding, Rule};
use crate::markdown::{Block, BlockKind, Document, LineKind, Prose, shown, walk};
use crate::text::source::{self, Span};
use crate::text::white::{is_blank, trim};

/// Reports rows that are no table's, and where there is no table at all.
pub(super) fn report(
    document: &Document<'_>,
    tables: &ErrorTables<'_, '_>,
    page: &mut Page,
    findings: &mut Vec<Finding>,
) {
    let has_swallowed =
        |span: &Span, findings: &[Finding]| findings.iter().any(|finding| span.contains(&finding.span.start));
    let mut stray = Stray { document, text: document.source.text(), page, findings };
    for block in &document.blocks {
        match &block.kind {
            BlockKind::Paragraph(prose) => stray.paragraph(block, prose),
            BlockKind::Table(_) if tables.holds(block) => {}
            BlockKind::Html if has_swallowed(&block.span, stray.findings) => {}
            _ => stray.hidden(block),
        }
    }
    if tables.0.is_empty() && stray.findings.is_empty() {
        no_table(document, guide::SoughtBy::Default, findings);
    }
}

/// Reports that no table is the one that was sought: which ones there are, or what may hide it.
pub(super) fn no_table(document: &Document<'_>, by: guide::SoughtBy<'_>, findings: &mut Vec<Finding>) {
    let text = document.source.text();
    let hides = |kind: &BlockKind<'_>| {
        matches!(
            kind,
            BlockKind::Code { .. } | BlockKind::Definition | BlockKind::Comment | BlockKind::Extension
        )
    };
    let has_row = |block: &&Block<'_>| {
        hides(&block.kind)
            && source::lines(&text[block.span.clone()])
                .any(|line| looks_like_row(&text[block.span.clone()][line]))
    };
    if let Some(block) = document.walk().find(has_row) {
        let line = document.source.line(block.span.start);
        findings.push(
            Finding::new(Rule::NoTable, document.source, block.span.start..line.end)
                .message("found rows in code, in a comment or in a definition that begins here, and no error table; expected a table of its own")
                .help("end what begins here above the table"),
        );
        return;
    }
    if let Some(finding) = guide::no_table(document, by).or_else(|| guide::full_width(document)) {
        findings.push(finding);
        return;
    }
    let first =
        source::lines(text).find(|line| line.start >= document.body && !is_blank(&text[line.clone()]));
    let first = first.unwrap_or_else(|| document.source.line(0));
    let (expected, help) = match by {
        guide::SoughtBy::Default => (
            "one whose first column holds codes such as `400 Bad Request`",
            "write the table, with a blank line above and below it:\n\n\
             | Error code | Description |\n|---|---|\n| `400 Bad Request` | What is wrong with the request. |"
                .to_owned(),
        ),
        guide::SoughtBy::Columns(columns) => {
            let headers = columns.headers();
            let (header, delimiter) = (headers.join(" | "), "---|".repeat(headers.len()));
            (
                "one with the headers that `columns` names",
                format!(
                    "write the table, with a blank line above and below it:\n\n| {header} |\n|{delimiter}"
                ),
            )
        }
        guide::SoughtBy::Like => (
            "the source's, translated",
            "translate the source's table; its codes are not translated".to_owned(),
        ),
    };
    findings.push(
        Finding::new(Rule::NoTable, document.source, first)
            .message(format!("found no error table; expected {expected}"))
            .help(help),
    );
}

/// Reports rows that stand apart from the table above them, whose columns the call names.
pub(super) fn report_cut_off(
    document: &Document<'_>,
    tables: &ErrorTables<'_, '_>,
    findings: &mut Vec<Finding>,
) {
    let mut tables = tables.0.iter().peekable();
    let mut above: Option<&ErrorTable<'_, '_>> = None;
    for block in document.walk() {
        if let Some(table) = tables.next_if(|table| table.block.span == block.span) {
            above = Some(table);
        } else if !matches!(block.kind, BlockKind::Blank | BlockKind::Comment) {
            let Some(table) = above.take() else { continue };
            let width = table.layout.as_ref().map_or(0, |layout| layout.width);
            let rows = cut_off(document, block, width);
            if rows > 0 {
                findings.push(
                    Finding::new(Rule::StrayRow, document.source, document.source.line(block.span.start))
                        .message(format!(
                            "found {} cut off from the table above; expected all rows in one table",
                            count(rows, "row")
                        ))
                        .help("take out what stands between them, so that the table goes on"),
                );
            }
        }
    }
}

/// How many rows of so many cells a block begins with that has no header.
fn cut_off(document: &Document<'_>, block: &Block<'_>, width: usize) -> usize {
    let text = &document.source.text()[block.span.clone()];
    let is_row = |line: &Span| {
        let line = trim(&text[line.clone()]);
        let inner = line.strip_prefix('|').and_then(|line| line.strip_suffix('|'));
        inner.is_some_and(|inner| inner.replace("\\|", "").split('|').count() == width)
    };
    match &block.kind {
        BlockKind::Paragraph(_) => source::lines(text).take_while(is_row).count(),
        BlockKind::Table(table) if !has_delimiter(table) => source::lines(text).take_while(is_row).count(),
        _ => 0,
    }
}

/// The first header with the columns that are named of which no table is made.
pub(super) fn hidden_header(document: &Document<'_>, sought: &Sought<'_>) -> Option<Finding> {
    // A translation has headers of its own.
    let columns = sought.columns.filter(|_| sought.like.is_none())?;
    let text = document.source.text();
    let is_below = is_below(document, sought.under);
    let mut hidden = document.walk().filter_map(|block| {
        let place = match block.kind {
            BlockKind::Paragraph(_) => "in a text",
            BlockKind::Html => "in an HTML element",
            BlockKind::Code { is_fenced: false } => "behind white space",
            BlockKind::Liquid(_) => "between a tag and its end",
            _ => return None,
        };
        is_below(block).then_some((block, place))
    });
    let (line, place) = hidden.find_map(|(block, place)| {
        let lines = source::lines(&text[block.span.clone()]);
        let mut lines = lines.map(|line| block.span.start + line.start..block.span.start + line.end);
        Some((lines.find(|line| columns.are_in(text[line.clone()].split('|')))?, place))
    })?;
    Some(
        Finding::new(Rule::StrayRow, document.source, line)
            .message(format!(
                "found a header with the columns that are named {place}, where no table is made of it; expected it at the start of a line, behind a blank line, and `---` for each column below it"
            ))
            .help("write the header so, and a blank line below the last row"),
    )
}

/// Says whether a finding tells why rows below its place are in no table.
fn may_swallow(rule: Rule) -> bool {
    matches!(
        rule,
        Rule::UnclosedTag | Rule::UnsupportedMarkdown | Rule::UnknownLiquid | Rule::UnbalancedLiquid
    )
}

fn looks_like_row(line: &str) -> bool {
    // Nothing may be left of what stands in Liquid's tags, and between them.
    let mark = line.find(['`', '|', '<']).unwrap_or(line.len());
    let line = &line[line[..mark].rfind("%}").map_or(0, |end| end + "%}".len())..];
    let is_mark = |char: char| char.is_whitespace() || ">-*+|:.0123456789".contains(char);
    line.contains('|') && is_code(line.trim_start_matches(is_mark)).is_some()
}

struct Stray<'d, 'a, 'b> {
    document: &'d Document<'a>,
    text: &'a str,
    page: &'b mut Page,
    findings: &'b mut Vec<Finding>,
}

impl<'a> Stray<'_, 'a, '_> {
    fn report(&mut self, rule: Rule, span: Span, message: String, help: &str) {
        self.findings.push(Finding::new(rule, self.document.source, span).message(message).help(help));
    }

    /// The lines of a block, from where it begins.
    fn lines(&self, span: &Span) -> Vec<Span> {
        let first = span.start..self.document.source.line(span.start).end.min(span.end);
        let below = source::lines(&self.text[span.clone()]).skip(1);
        let below = below.map(|line| span.start + line.start..span.start + line.end);
        std::iter::once(first).chain(below).collect()
    }

    fn looks_like_row(&self, line: &Span) -> bool {
        looks_like_row(&self.text[line.clone()])
    }

    /// Reports text that touches rows, so that no table is made of them.
    fn paragraph(&mut self, block: &Block<'a>, prose: &Prose<'a>) {
        if !self.text[block.span.clone()].contains('|') {
            return;
        }
        let lines = self.lines(&block.span);
        let has_pipe = |line: &&Span| {
            let line = &self.text[(*line).clone()];
            line.match_indices('|').any(|(at, _)| !line[..at].ends_with('\\'))
        };
        let Some(first) = lines.iter().position(|line| self.looks_like_row(line)) else { return };
        let line_start = self.document.source.line(block.span.start).start;
        if first == 0 && !is_blank(&self.text[line_start..block.span.start]) {
            return self.report(
                Rule::StrayRow,
                lines[0].clone(),
                "found 1 row behind a comment or an HTML element; expected all rows in one table".to_owned(),
                "move the row into the table, on a line of its own",
            );
        }
        // The header and the delimiter row stand above the first row with a code.
        let start = first - lines[..first].iter().rev().take_while(has_pipe).count();
        let end = first + lines[first..].iter().take_while(has_pipe).count();
        let above = start.checked_sub(1).map(|above| lines[above].clone());
        let above = above.or_else(|| self.line_above(block.span.start));
        let known = self.findings.len();
        if let Some(above) = above {
            self.glued_above(above);
        }
        let below = lines.get(end).cloned().or_else(|| self.line_below(block.span.end));
        if let Some(below) = below {
            self.glued_below(below);
        }
        let rows = Document::rows_in(prose);
        row::read_lines(self.document, &rows, self.page, self.findings);
        let is_above = |finding: &Finding| finding.span.start < block.span.start && may_swallow(finding.rule);
        if self.findings.len() > known || self.findings.iter().any(is_above) {
            return;
        }
        if let Some(delimiter) = rows.last().filter(|line| line.kind != LineKind::Row) {
            self.report(
                Rule::DelimiterRow,
                delimiter.span.clone(),
                "found a delimiter row below the last row, so that no table is made of them; expected it under the header".to_owned(),
                "move this line under the header",
            );
        } else if let Some(line) = rows.iter().find(|line| line.kind == LineKind::FooterDelimiter) {
            self.report(
                Rule::DelimiterRow,
                line.span.clone(),
                "found a row of `=`, which makes a footer of the rows below it; expected a row".to_owned(),
                "delete this line",
            );
        } else if let Some(line) = rows.iter().find(|line| line.kind == LineKind::Row && line.cells.len() < 2)
        {
            self.glued_below(line.span.clone());
        } else if let Some(finding) = self.unlike_header(&lines[start..end]) {
            self.findings.push(finding);
        } else {
            let rows = lines[start..end].iter().filter(|line| self.looks_like_row(line)).count();
            self.report(
                Rule::StrayRow,
                lines[first].clone(),
                format!(
                    "found {} of which no table is made; expected all rows in one table",
                    count(rows, "row")
                ),
                "write a header and a delimiter row above them, and a pipe between the cells of each line",
            );
        }
    }

    /// What is said where GitHub makes no table of a header since the delimiter row below it has other cells.
    fn unlike_header(&self, lines: &[Span]) -> Option<Finding> {
        let [header, delimiter, ..] = lines else { return None };
        let cells = row::delimiter_cells(&self.text[delimiter.clone()])?;
        let header = trim(&self.text[header.clone()]).replace("\\|", "");
        let inner = header.strip_prefix('|').unwrap_or(&header);
        let columns = inner.strip_suffix('|').unwrap_or(inner).split('|').count();
        (cells != columns).then(|| row::unlike_header(self.document, delimiter, columns))
    }

    fn glued_below(&mut self, below: Span) {
        // A line between full-width pipes is a row without a pipe.
        if let Some(finding) = row::full_width_pipe(self.document, &below, 1, 2)
            .filter(|_| !self.text[below.clone()].contains('|'))
        {
            return self.findings.push(finding);
        }
        let found = shown(trim(&self.text[below.clone()])).into_owned();
        let message = format!(
            "found `{found}` right under the table's last row; no table is made of what stands above"
        );
        self.report(
            Rule::GluedText,
            below,
            message,
            "put a blank line above this line, or, if it goes on with the last cell, join it to the row",
        );
    }

    fn glued_above(&mut self, above: Span) {
        let found = shown(trim(&self.text[above.clone()])).into_owned();
        let message = format!("found `{found}` right above the table; no table is made of what follows");
        self.report(
            Rule::GluedText,
            above,
            message,
            "put a blank line between this line and the table's header",
        );
    }

    /// The line that touches the one of this byte from above.
    fn line_above(&self, at: usize) -> Option<Span> {
        let above = self.document.source.line_above(at)?;
        (above.start >= self.document.body && !is_blank(&self.text[above.clone()])).then_some(above)
    }

    /// The line that touches the one of this byte from below.
    fn line_below(&self, at: usize) -> Option<Span> {
        let below = self.document.source.line_below(at)?;
        (!is_blank(&self.text[below.clone()])).then_some(below)
    }

    /// The line above rows that go on with a list's item or a quotation because no blank line stands between.
    fn text_of_lazy_rows(&self, first: &Span) -> Option<Span> {
        let is_row = |line: &Span| self.text[line.clone()].contains('|');
        if !self.text[first.clone()].starts_with(['|', '`']) {
            return None;
        }
        let mut above = self.line_above(first.start)?;
        while is_row(&above) {
            above = self.line_above(above.start)?;
        }
        Some(above)
    }

    /// Reports rows in a block that is no table.
    fn hidden(&mut self, block: &Block<'a>) {
        if !self.text[block.span.clone()].contains('|') {
            return;
        }
        let (place, note, help) = match &block.kind {
            BlockKind::Liquid(tag) => (
                format!("between `{}` and its end tag", shown(&self.text[tag.clone()])),
                Some((tag.clone(), "the tag stands here")),
                "move the end tag above the table, or the table below it",
            ),
            BlockKind::Html => (
                "in an HTML element, in which no Markdown table is read".to_owned(),
                Some((self.document.source.line(block.span.start), "the element starts here")),
                "write the element's end tag above the table, and `&lt;` for a `<` that starts no element",
            ),
            BlockKind::Heading(_) => (
                "that the line below makes a heading".to_owned(),
                Some((self.document.source.line(block.span.end), "this line does")),
                "take that line out, and move the row into the table",
            ),
            BlockKind::List(_) | BlockKind::Quote(_) | BlockKind::Code { is_fenced: false } => (
                "in a list, in a quotation or indented".to_owned(),
                None,
                "take out what stands in front of the row, so that it starts the line",
            ),
            _ => return,
        };
        let code: Vec<Span> = walk(std::slice::from_ref(block))
            .filter(|block| {
                matches!(
                    block.kind,
                    BlockKind::Code { is_fenced: true } | BlockKind::Comment | BlockKind::Extension
                )
            })
            .map(|block| block.span.clone())
            .collect();
        let is_code = |line: &Span| code.iter().any(|code| code.start <= line.start && line.end <= code.end);
        let rows: Vec<Span> = self
            .lines(&block.span)
            .into_iter()
            .filter(|line| self.looks_like_row(line) && !is_code(line))
            .collect();
        let Some(first) = rows.first() else { return };
        if let (BlockKind::List(_) | BlockKind::Quote(_), Some(above)) =
            (&block.kind, self.text_of_lazy_rows(first))
        {
            return self.glued_above(above);
        }
        let message = format!("found {} {place}; expected all rows in one table", count(rows.len(), "row"));
        let mut finding =
            Finding::new(Rule::StrayRow, self.document.source, first.clone()).message(message).help(help);
        if let Some((span, words)) = note {
            finding = finding.note(self.document.source, span, words);
        }
        self.findings.push(finding);
    }
}
