//! A page's blocks: where a heading, a paragraph, a list item or a cell stands.

use std::collections::HashSet;

use super::prose;
use crate::page::{cells, html};
use crate::text::source::{self, Span};

/// A text that is read as one, over one line or several.
pub(super) struct Block {
    /// What stands on each line, without the marks of quotes and lists.
    lines: Vec<Span>,
    /// How many quotes it stands in.
    quotes: usize,
}

impl Block {
    fn of_line(line: Span) -> Self {
        Self { lines: vec![line], quotes: 0 }
    }

    pub(super) fn start(&self) -> usize {
        self.lines[0].start
    }

    /// The block on one line, with spaces for all that stands between its lines.
    pub(super) fn text(&self, page: &str) -> String {
        let mut text = String::new();
        for line in &self.lines {
            let gap = line.start - self.start() - text.len();
            text.extend(std::iter::repeat_n(' ', gap));
            text.push_str(&page[line.clone()]);
        }
        text
    }
}

/// The labels that a page gives to the targets of links: `[label]: target`.
pub(super) struct Labels(HashSet<String>);

impl Labels {
    pub(super) fn read(page: &str) -> Self {
        Self(source::lines(page).filter_map(|line| defined_label(&page[line])).map(folded).collect())
    }

    pub(super) fn contains(&self, label: &str) -> bool {
        !self.0.is_empty() && self.0.contains(&folded(label))
    }
}

fn defined_label(line: &str) -> Option<&str> {
    let line = line.trim_start();
    let rest = line.strip_prefix('[').or_else(|| line.strip_prefix("*["))?;
    let (label, _) = rest.split_once(']').filter(|(_, target)| target.starts_with(':'))?;
    Some(label)
}

fn folded(label: &str) -> String {
    label.split_whitespace().collect::<Vec<_>>().join(" ").to_lowercase()
}

/// All blocks of a page that may hold prose, in order.
pub(super) fn read(page: &str) -> Vec<Block> {
    let lines: Vec<Span> = source::lines(page).collect();
    let mut blocks = Vec::new();
    let body = front_matter(page, &lines, &mut blocks);
    let mut reader = Reader {
        page,
        lines: &lines,
        blocks,
        open: None,
        lists: Vec::new(),
        missing: Vec::new(),
        closing_fences: closing_fences(page, &lines),
    };
    let mut index = body;
    while index < lines.len() {
        index = reader.line(index);
    }
    reader.close();
    reader.blocks
}

/// The keys of the front matter whose values are there to be read.
const TITLES: [&str; 4] = ["nav_title", "article_title", "title", "description"];

/// Finds the titles in the front matter, and says at which line the page goes on.
fn front_matter(page: &str, lines: &[Span], blocks: &mut Vec<Block>) -> usize {
    let text = |index: usize| page[lines[index].clone()].trim_end();
    let end = (1..lines.len()).find(|index| matches!(text(*index), "---" | "..."));
    let Some(end) = end.filter(|_| text(0) == "---") else { return 0 };
    let mut index = 1;
    while index < end {
        let more =
            lines[index + 1..end].iter().take_while(|line| page[(*line).clone()].starts_with([' ', '\t']));
        let next = index + 1 + more.count();
        blocks.extend(title(page, &lines[index..next]));
        index = next;
    }
    end + 1
}

/// The value of a title in the front matter, without its quotes.
fn title(page: &str, lines: &[Span]) -> Option<Block> {
    let (key, value) = page[lines[0].clone()].split_once(':')?;
    let first = trim(page, lines[0].end - value.len()..lines[0].end);
    if !TITLES.contains(&key) || value.trim().starts_with(['[', '{', '&', '*', '!', '#']) {
        return None;
    }
    let mut block = Block::of_line(first.clone());
    block.lines.extend(lines[1..].iter().map(|line| trim(page, line.clone())));
    match value.trim_start().chars().next() {
        // Nothing, or `|` and `>` alone, above lines that hold the text.
        None => return None,
        Some('|' | '>') => _ = block.lines.remove(0),
        Some(quote @ ('"' | '\'')) => {
            let last = block.lines.pop()?;
            let end = page[last.clone()].rfind(quote).map(|end| last.start + end)?;
            block.lines.push(last.start..end);
            block.lines[0].start = (first.start + 1).min(block.lines[0].end);
        }
        Some(_) => {
            for line in &mut block.lines {
                line.end = page[line.clone()].find(" #").map_or(line.end, |comment| line.start + comment);
            }
        }
    }
    (!block.lines.is_empty()).then_some(block)
}

fn trim(page: &str, span: Span) -> Span {
    let start = span.end - page[span.clone()].trim_start().len();
    start..start + page[start..span.end].trim_end().len()
}

struct Reader<'a> {
    page: &'a str,
    lines: &'a [Span],
    blocks: Vec<Block>,
    /// The paragraph or list item that the next line may go on with.
    open: Option<Block>,
    /// The columns in which the texts of the open list items begin.
    lists: Vec<usize>,
    /// Ends of verbatim blocks that are known to stand nowhere below.
    missing: Vec<&'static str>,
    /// For each line and each of [`FENCES`], the longest fence that it or a line below it closes.
    closing_fences: Vec<[usize; 2]>,
}

/// How a line begins: with the marks of quotes, lists and Liquid, behind which its text stands.
struct Beginning {
    /// Where the text stands in the line.
    at: usize,
    column: usize,
    quotes: usize,
    is_item: bool,
    /// The column that an indent of four makes code from.
    margin: usize,
}

impl Reader<'_> {
    /// Reads a line, or the verbatim lines that it begins, and says which line is next.
    fn line(&mut self, index: usize) -> usize {
        let line = self.lines[index].clone();
        if is_rule(&self.page[line.clone()]) {
            self.close();
            return index + 1;
        }
        let beginning = self.beginning(&self.page[line.clone()]);
        let span = trim(self.page, line.start + beginning.at..line.end);
        let text = &self.page[span.clone()];
        let starts_block =
            beginning.is_item || self.open.as_ref().is_none_or(|open| open.quotes < beginning.quotes);
        let is_code = starts_block && beginning.column >= beginning.margin + CODE_INDENT;
        if is_code || is_rule(text) || defined_label(text).is_some() {
            self.close();
            return index + 1;
        }
        if let Some(next) = self.fenced(index, text).or_else(|| self.verbatim(index, span.start)) {
            self.close();
            return next;
        }
        if is_only_marks(text) {
            self.close();
        } else if let Some(heading) = heading(text) {
            self.close();
            self.blocks.push(Block::of_line(span.start + heading.start..span.start + heading.end));
        } else if let Some(cells) = self.row(&span, starts_block) {
            self.close();
            self.blocks.extend(cells.into_iter().map(Block::of_line));
        } else if starts_block {
            self.close();
            self.open = Some(Block { lines: vec![span], quotes: beginning.quotes });
        } else if let Some(open) = &mut self.open {
            open.lines.push(span);
        }
        index + 1
    }

    fn close(&mut self) {
        self.blocks.extend(self.open.take());
    }

    fn beginning(&mut self, line: &str) -> Beginning {
        let mut begin = Beginning { at: 0, column: 0, quotes: 0, is_item: false, margin: 0 };
        loop {
            let rest = line[begin.at..].trim_start_matches([' ', '\t']);
            let indent = &line[begin.at..line.len() - rest.len()];
            begin.at += indent.len();
            begin.column = indent.bytes().fold(begin.column, |column, byte| match byte {
                b'\t' => column / 4 * 4 + 4,
                _ => column + 1,
            });
            let outer = self.lists.partition_point(|list| *list <= begin.column);
            begin.margin = begin.margin.max(outer.checked_sub(1).map_or(0, |list| self.lists[list]));
            let is_code = self.open.is_none() && begin.column >= begin.margin + CODE_INDENT;
            if is_code {
                return begin;
            } else if rest.starts_with('>') && !self.is_in_tag() {
                begin.quotes += 1;
                begin.at += 1;
                begin.column += 1;
                begin.margin = begin.column + 1;
            } else if let Some(length) = item_mark(rest) {
                self.leave_lists(begin.column);
                begin.is_item = true;
                begin.at += length;
                begin.column += length;
                begin.margin = begin.column + 1;
                self.lists.push(begin.margin);
            } else if let Some(length) = liquid_tag(rest) {
                begin.at += length;
            } else {
                if self.open.is_none() && !rest.is_empty() {
                    self.leave_lists(begin.column);
                }
                return begin;
            }
        }
    }

    /// Says whether the open block ends within an HTML tag, which the next line goes on with.
    fn is_in_tag(&self) -> bool {
        let last = self.open.as_ref().and_then(|open| open.lines.last());
        last.is_some_and(|line| html::ends_in_tag(&self.page[line.clone()]))
    }

    fn leave_lists(&mut self, column: usize) {
        self.lists.truncate(self.lists.partition_point(|list| *list <= column));
    }

    /// The line below the fenced code that begins here; kramdown makes none of a fence without its end.
    fn fenced(&mut self, index: usize, text: &str) -> Option<usize> {
        let kind = usize::from(!text.starts_with('`'));
        let mark = FENCES[kind];
        let info = text.trim_start_matches(mark);
        // What could be a code span is a fence to kramdown where no white space parts it.
        let is_code_span = info.contains('`') && info.trim().contains(char::is_whitespace);
        // kramdown gives up marks of a long fence until an end fits.
        let length = (text.len() - info.len()).min(self.closing_fences.get(index + 1)?[kind]);
        if length < 3 || is_code_span {
            return None;
        }
        let mut below = index + 1..self.lines.len();
        below
            .find(|end| closing_fence(&self.page[self.lines[*end].clone()], mark) >= length)
            .map(|end| end + 1)
    }

    /// The line below the comment, or the HTML that holds no text, that begins at this byte.
    fn verbatim(&mut self, index: usize, start: usize) -> Option<usize> {
        let text = &self.page[start..];
        let (_, end) = VERBATIM
            .iter()
            .find(|(open, _)| text.starts_with(open))
            .or_else(|| Some(if liquid_name(text)? == "comment" { &LIQUID_COMMENT } else { &LIQUID_TAG }))?;
        if self.missing.contains(end) {
            return None;
        }
        let Some(length) = text.find(end) else {
            self.missing.push(end);
            return None;
        };
        Some(index + self.lines[index..].partition_point(|line| line.end < start + length) + 1)
    }

    /// The cells of a row, where a table can have one.
    fn row(&self, line: &Span, starts_block: bool) -> Option<Vec<Span>> {
        let text = prose::row(&self.page[line.clone()]);
        let cells = cells(&text, 0..text.len(), true);
        let is_cut = cells.first() != Some(&(0..text.len()));
        (text.starts_with('|') || starts_block && is_cut)
            .then(|| cells.iter().map(|cell| line.start + cell.start..line.start + cell.end).collect())
    }
}

/// How far a block is indented that is code.
const CODE_INDENT: usize = 4;

/// How blocks begin and end that hold no prose, whatever is in them.
const VERBATIM: [(&str, &str); 6] = [
    ("<!--", "-->"),
    ("<pre", "</pre"),
    ("<script", "</script"),
    ("<style", "</style"),
    ("<textarea", "</textarea"),
    ("{::comment", "{:/"),
];

const LIQUID_COMMENT: (&str, &str) = ("comment", "endcomment");

/// A tag that goes on in the next line: one that does not is but a mark in front of a text.
const LIQUID_TAG: (&str, &str) = ("{%", "%}");

/// The characters that fences are made of.
const FENCES: [char; 2] = ['`', '~'];

fn closing_fences(page: &str, lines: &[Span]) -> Vec<[usize; 2]> {
    let mut longest = [0; 2];
    let mut fences: Vec<[usize; 2]> = lines
        .iter()
        .rev()
        .map(|line| {
            for (kind, mark) in FENCES.into_iter().enumerate() {
                longest[kind] = closing_fence(&page[line.clone()], mark).max(longest[kind]);
            }
            longest
        })
        .collect();
    fences.reverse();
    fences
}

/// How many marks a line has that holds nothing else but those of quotes; else 0.
fn closing_fence(line: &str, mark: char) -> usize {
    let marks = line.trim_start_matches([' ', '\t', '>']).trim_end();
    if marks.chars().all(|char| char == mark) { marks.len() } else { 0 }
}

/// Says whether a line divides blocks: it is blank, a rule, the line under a heading, or kramdown's mark for that.
fn is_rule(line: &str) -> bool {
    let marks = line.trim();
    let mark = marks.chars().next().unwrap_or('-');
    "-=*_^".contains(mark) && marks.chars().all(|char| char == mark || char.is_whitespace())
}

/// Says whether a line is one attribute list, or another mark of kramdown's.
fn is_only_marks(line: &str) -> bool {
    let is_end = |(at, _): &(usize, &str)| !line[..*at].ends_with('\\');
    line.starts_with("{:") && line.match_indices('}').find(is_end) == Some((line.len() - 1, "}"))
}

/// How long the mark is that begins a list item or a definition.
fn item_mark(text: &str) -> Option<usize> {
    let digits = text.bytes().take_while(u8::is_ascii_digit).count();
    let marks: &[char] = if digits == 0 { &['-', '*', '+', ':'] } else { &['.', ')'] };
    let rest = text[digits..].strip_prefix(marks)?;
    rest.starts_with([' ', '\t']).then_some(digits + 1)
}

/// How long the Liquid tag is that a line begins with, unless it begins a comment.
fn liquid_tag(text: &str) -> Option<usize> {
    liquid_name(text).filter(|name| *name != "comment")?;
    text.find("%}").map(|end| end + "%}".len())
}

fn liquid_name(text: &str) -> Option<&str> {
    let body = text.strip_prefix("{%")?.trim_start_matches(['-', ' ']);
    Some(&body[..body.find(|char: char| !char.is_alphanumeric()).unwrap_or(body.len())])
}

/// The text of a heading, without the marks around it and without its `{#anchor}`.
fn heading(line: &str) -> Option<Span> {
    let rest = line.trim_start_matches('#');
    let level = line.len() - rest.len();
    if level == 0 || level > 6 || !rest.starts_with([' ', '\t']) {
        return None;
    }
    let list = line.rfind("{#").or_else(|| line.rfind("{:")).filter(|_| line.ends_with('}'));
    let text = line[..list.unwrap_or(line.len())].trim_end();
    let without_marks = text.trim_end_matches('#');
    let end = if without_marks.ends_with([' ', '\t']) { without_marks.len() } else { text.len() };
    Some(level..end.max(level))
}
