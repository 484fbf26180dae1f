//! Tables: lines with a pipe in each.

use std::ops::Range;

use super::block::{Blocks, indent};
use super::codespan::{self, CodeSpan};
use super::html::{self, Tag};
use crate::markdown::document::{BlockKind, LineKind, Prose, Table, TableLine};
use crate::markdown::mapped::Mapped;
use crate::text::source::Span;
use crate::text::white::{is_blank, is_space, trim, trim_start};

impl Blocks<'_, '_> {
    pub(super) fn table(&mut self) -> bool {
        let line = self.line();
        let starts_table = indent(line) <= 3 && !line[indent(line)..].starts_with(is_space) && has_pipe(line);
        if !starts_table || !self.after_block_boundary() {
            return false;
        }
        let leading_pipe = trim_start(line).starts_with('|');
        self.pending = None;
        let start = self.at;
        let (mut end, mut lines) = (start, Vec::new());
        let (mut is_table, mut is_swallowed) = (true, false);
        while end < self.text.text().len() && has_pipe(self.line_at(end)) {
            let below = end + self.line_at(end).len();
            let kind = kind(self.line_at(end));
            if !is_swallowed && kind == LineKind::Row {
                let dividing = dividing_pipe(self.line_at(end));
                is_table &= dividing.is_found;
                is_swallowed = dividing.is_open;
            }
            lines.push((kind, end..below));
            end = below;
        }
        let has_body = body(&lines);
        if !is_table || !has_body || !self.before_block_boundary(end) {
            return false;
        }
        let lines =
            lines.into_iter().map(|(kind, range)| table_line(self.text, kind, range, leading_pipe)).collect();
        self.push(end, BlockKind::Table(Table { lines }));
        true
    }
}

/// The rows that the lines of a text would be in a table.
pub(in crate::markdown) fn rows<'a>(text: &Mapped<'a>) -> Vec<TableLine<'a>> {
    let mut rows = Vec::new();
    let mut at = 0;
    let leading_pipe =
        text.text().lines().find(|line| has_pipe(line)).is_some_and(|line| trim_start(line).starts_with('|'));
    for line in text.text().split_inclusive('\n') {
        let range = at..at + line.len();
        at = range.end;
        if has_pipe(line) {
            rows.push(table_line(text, kind(line), range, leading_pipe));
        }
    }
    rows
}

fn table_line<'a>(
    text: &Mapped<'a>,
    kind: LineKind,
    range: Range<usize>,
    leading_pipe: bool,
) -> TableLine<'a> {
    let line = &text.text()[range.clone()];
    let written = range.start..range.start + line.trim_end_matches(['\n', '\t', ' ']).len();
    let mut open_code = None;
    let cells = match kind {
        LineKind::Row => {
            cells(text, written, leading_pipe, &mut open_code).into_iter().map(Prose::Kramdown).collect()
        }
        _ => Vec::new(),
    };
    let span = text.span(range.start..range.start + line.trim_end_matches('\n').len());
    TableLine { span, kind, cells, open_code }
}

/// Says whether kramdown makes a body of these lines: they hold a row below the header, or one without a delimiter.
fn body(lines: &[(LineKind, Range<usize>)]) -> bool {
    let (mut rows, mut has_header, mut has_footer, mut has_body) = (0, false, false, false);
    for (kind, _) in lines {
        match kind {
            LineKind::Row => rows += 1,
            LineKind::Delimiter if rows == 0 => {}
            LineKind::Delimiter if !has_header && !has_footer => (has_header, rows) = (true, 0),
            LineKind::Delimiter if !has_footer => (has_body, rows) = (true, 0),
            LineKind::Delimiter => {}
            LineKind::FooterDelimiter => {
                has_body |= rows > 0;
                (has_footer, rows) = (true, 0);
            }
        }
    }
    has_body || rows > 0 && !has_footer
}

/// Says whether a line holds a pipe without a backslash in front of it, in code or not.
pub(super) fn has_pipe(line: &str) -> bool {
    line.match_indices('|').any(|(at, _)| at == 0 || !line[..at].ends_with('\\'))
}

fn kind(line: &str) -> LineKind {
    let holds = |mark: char| {
        line.contains(mark) && line.chars().all(|char| char == mark || "+|: \t\n".contains(char))
    };
    if holds('-') {
        LineKind::Delimiter
    } else if holds('=') {
        LineKind::FooterDelimiter
    } else {
        LineKind::Row
    }
}

/// Whether a line has a pipe that is no part of code or of an element.
struct DividingPipe {
    is_found: bool,
    /// An element goes on over the line's end, in which kramdown looks for no pipes.
    is_open: bool,
}

/// Looks for a pipe that is no part of code; kramdown makes no table where a line has none.
///
/// Code that goes on over a line's end is left to the row to report.
fn dividing_pipe(line: &str) -> DividingPipe {
    let (mut at, mut piece) = (0, 0);
    while let Some(next) = line[at..].find(['`', '<']).map(|next| at + next) {
        let end = if line[next..].starts_with('`') {
            match codespan::parse(line, next, 0..line.len()) {
                CodeSpan::Code { range, .. } => Some(range.end),
                CodeSpan::Lone(end) | CodeSpan::Unclosed(end) => {
                    at = end;
                    None
                }
            }
        } else if let Some((inner, _)) =
            line[next..].strip_prefix("<!--").and_then(|inner| inner.split_once("-->"))
        {
            // A pipe in a comment counts.
            if has_pipe(&format!("<{inner}")) {
                return DividingPipe { is_found: true, is_open: false };
            }
            Some(next + "<!---->".len() + inner.len())
        } else if let Some(tag) = span_tag(line, next) {
            match element_end(line, &tag) {
                None => return DividingPipe { is_found: has_pipe(&line[piece..next]), is_open: true },
                end => end,
            }
        } else {
            None
        };
        if let Some(end) = end {
            if has_pipe(&line[piece..next]) {
                return DividingPipe { is_found: true, is_open: false };
            }
            (at, piece) = (end, end);
        } else {
            at = at.max(next + 1);
        }
    }
    DividingPipe { is_found: has_pipe(&line[piece..]), is_open: false }
}

/// The start tag that begins at this offset of a line, if kramdown begins an element with it.
fn span_tag(line: &str, at: usize) -> Option<Tag<'_>> {
    Tag::at(line, at).filter(|tag| !tag.is_end && !html::is_one_of(tag.name, html::BLOCK_ELEMENTS))
}

/// Where an element ends that this tag begins, and all that begins in it.
fn element_end(line: &str, tag: &Tag<'_>) -> Option<usize> {
    if tag.is_closed || html::is_one_of(tag.name, html::VOID_ELEMENTS) {
        return Some(tag.range.end);
    }
    let is_markdown = html::is_one_of(tag.name, html::MARKDOWN_ELEMENTS);
    let mut open = vec![tag.name];
    let mut at = tag.range.end;
    while let Some(next) = line[at..].find(['<', '`']).map(|next| at + next) {
        at = next + 1;
        if line[next..].starts_with('`') {
            match codespan::parse(line, next, 0..line.len()) {
                CodeSpan::Code { range, .. } if is_markdown => at = range.end,
                _ => {}
            }
        } else if let Some(inner) = Tag::at(line, next) {
            at = inner.range.end;
            let is_void = inner.is_closed || html::is_one_of(inner.name, html::VOID_ELEMENTS);
            if inner.is_end && open.last().is_some_and(|name| name.eq_ignore_ascii_case(inner.name)) {
                open.pop();
                if open.is_empty() {
                    return Some(at);
                }
            } else if !inner.is_end && !is_void && !html::is_one_of(inner.name, html::BLOCK_ELEMENTS) {
                open.push(inner.name);
            }
        }
    }
    None
}

/// Cuts a row into its cells.
///
/// kramdown looks for code elements first, then for code spans between them, then for pipes between those. A backslash
/// in front of a pipe goes, and a code span is written with as few marks as it needs.
fn cells<'a>(
    text: &Mapped<'a>,
    row: Range<usize>,
    leading_pipe: bool,
    open_code: &mut Option<Span>,
) -> Vec<Mapped<'a>> {
    let mut cells = Vec::new();
    let mut at = row.start;
    while at < row.end {
        let code = code_element(&text.text()[..row.end], at);
        let end = code.as_ref().map_or(row.end, |code| code.start);
        cells_between(text, at..end, &mut cells, open_code);
        if let Some(code) = &code {
            last(&mut cells, text, code.start).append(text, code.clone());
        }
        at = code.map_or(row.end, |code| code.end);
    }
    if leading_pipe && cells.first().is_some_and(|cell| is_blank(cell.text())) {
        cells.remove(0);
    }
    if cells.last().is_some_and(|cell| is_blank(cell.text())) {
        cells.pop();
    }
    cells.iter().map(trimmed).collect()
}

fn trimmed<'a>(cell: &Mapped<'a>) -> Mapped<'a> {
    let start = cell.text().len() - trim_start(cell.text()).len();
    cell.slice(start..start + trim(cell.text()).len())
}

/// The last cell, which goes on behind code.
fn last<'c, 'a>(cells: &'c mut Vec<Mapped<'a>>, text: &Mapped<'a>, at: usize) -> &'c mut Mapped<'a> {
    if cells.is_empty() {
        cells.push(Mapped::new(text.page(), text.origin(at)));
    }
    let last = cells.len() - 1;
    &mut cells[last]
}

/// The next `<code …>…</code>`.
fn code_element(row: &str, from: usize) -> Option<Range<usize>> {
    let start = from + row[from..].find("<code")?;
    let content = start + row[start..].find('>')? + 1;
    Some(start..content + row[content..].find("</code>")? + "</code>".len())
}

fn cells_between<'a>(
    text: &Mapped<'a>,
    piece: Range<usize>,
    cells: &mut Vec<Mapped<'a>>,
    open_code: &mut Option<Span>,
) {
    let mut at = piece.start;
    let mut start = at;
    while let Some(next) = text.text()[at..piece.end].find('`').map(|next| at + next) {
        match codespan::parse(text.text(), next, piece.clone()) {
            CodeSpan::Code { range, content } => {
                cut(text, start..next, cells);
                code_span(text, range.clone(), content, last(cells, text, next));
                (at, start) = (range.end, range.end);
            }
            CodeSpan::Lone(end) => at = end,
            CodeSpan::Unclosed(end) => {
                open_code.get_or_insert(text.span(next..end));
                at = end;
            }
        }
    }
    if start < piece.end {
        cut(text, start..piece.end, cells);
    }
}

/// Cuts text at its pipes.
fn cut<'a>(text: &Mapped<'a>, piece: Range<usize>, cells: &mut Vec<Mapped<'a>>) {
    if piece.is_empty() {
        return;
    }
    let written = &text.text()[..piece.end];
    let mut start = piece.start;
    for (pipe, _) in written[piece.start..].match_indices('|').map(|(at, mark)| (piece.start + at, mark)) {
        let is_escaped = written[piece.start..pipe].ends_with('\\');
        last(cells, text, start).append(text, start..pipe - usize::from(is_escaped));
        start = if is_escaped { pipe } else { pipe + 1 };
        if !is_escaped {
            cells.push(Mapped::new(text.page(), text.origin(start)));
        }
    }
    last(cells, text, start).append(text, start..piece.end);
}

/// Adds a code span to a cell, as kramdown writes it there.
fn code_span<'a>(text: &Mapped<'a>, range: Range<usize>, content: Range<usize>, cell: &mut Mapped<'a>) {
    let code = &text.text()[content.clone()];
    let longest = code.split(|char| char != '`').map(str::len).max().unwrap_or_default();
    let marks = text.text()[range.clone()].bytes().take_while(|byte| *byte == b'`').count();
    if marks == 1 {
        // What has one mark has no mark in it.
        return cell.append(text, range);
    }
    let marks = "`".repeat(longest + 1);
    let padding = if marks.len() > 1 { " " } else { "" };
    cell.insert(&format!("{marks}{padding}"), text.origin(range.start));
    cell.append(text, content);
    cell.insert(&format!("{padding}{marks}"), text.origin(range.end - 1));
}
