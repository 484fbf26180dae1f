//! A page's lines: what is text, what is a heading, a fence or a table, as kramdown's block parser sees it.

use std::collections::HashSet;
use std::ops::Range;
use std::rc::Rc;

use super::code::{Code, NoCode, Status};
use super::heading::{self, Headings};
use super::inline::{self, Inline, Node};
use super::liquid::{self, Block, Kind, Liquid, Markup};
use super::table::{self, Run};
use super::{Page, StatusBullet, html, is_space, trim, trim_space, trim_start, without_leading};
use crate::finding::{Finding, Rule};
use crate::text::scan::{Search, find};
use crate::text::source::{self, Source, Span};

/// A line as kramdown gets it from Liquid.
#[derive(Debug)]
pub(super) struct Line {
    /// What is left of it, without the Liquid at its ends.
    pub(super) span: Span,
    /// Nothing is left of it, or Liquid tags alone: a block can't go on over it.
    pub(super) is_boundary: bool,
    /// The Liquid block that it stands in.
    block: Option<usize>,
}

/// About how many bytes pages have for each of their lines.
const LINE: usize = 64;

/// The labels of links whose targets the page defines apart: `[label]: target`.
pub(super) type LinkLabels = HashSet<String>;

/// Everything that the parts of the reader need to know of a page.
pub(super) struct Context<'a> {
    pub(super) source: &'a Rc<Source>,
    pub(super) text: &'a str,
    pub(super) lines: Vec<Line>,
    pub(super) markup: Vec<Markup>,
    blocks: Vec<Block>,
    pub(super) link_labels: LinkLabels,
}

impl<'a> Context<'a> {
    pub(super) fn line(&self, index: usize) -> &'a str {
        &self.text[self.lines[index].span.clone()]
    }
}

pub(super) fn read(source: &Rc<Source>, findings: &mut Vec<Finding>) -> Page {
    let text = source.text();
    let mut spans = Vec::with_capacity(text.len() / LINE);
    spans.extend(source::lines(text));
    let body = front_matter(source, &spans, findings);
    let Liquid { markup, blocks } = liquid::scan(source, body, findings);
    let lines = lines(text, body, spans, &markup, &blocks);
    let link_labels = lines.iter().filter_map(|line| link_label(&text[line.span.clone()])).collect();
    let context = Context { source, text, lines, markup, blocks, link_labels };

    let mut scanner = Scanner::new(&context, findings);
    scanner.scan();
    let Scanner { headings, runs, hidden, bullets, .. } = scanner;
    let mut page = Page::empty(source);
    page.statuses = bullets;
    table::read(&context, runs, &hidden, &mut page, findings);
    page.anchor = headings.anchor_above(page.table.start, &context.link_labels);
    page
}

/// Where the page begins behind its front matter, which Jekyll takes off.
fn front_matter(source: &Rc<Source>, lines: &[Span], findings: &mut Vec<Finding>) -> usize {
    let text = source.text();
    let mut lines = lines.iter().cloned();
    let first = lines.next().unwrap_or_default();
    if text[first.clone()].trim_end_matches(is_space) != "---" {
        return first.start;
    }
    let is_end =
        |line: &str| line.starts_with(['-', '.']) && matches!(line.trim_end_matches(is_space), "---" | "...");
    if let Some(end) = lines.find(|line| is_end(&text[line.clone()])) {
        return lines.next().map_or(end.end, |line| line.start);
    }
    findings.push(
        Finding::new(Rule::UnclosedFrontMatter, source, first.clone())
            .message("found front matter without its end; expected a second line `---`")
            .help("write `---` on a line of its own below the front matter"),
    );
    first.end
}

fn lines(text: &str, body: usize, spans: Vec<Span>, markup: &[Markup], blocks: &[Block]) -> Vec<Line> {
    let mut lines = Vec::with_capacity(spans.len());
    let (mut next, mut block) = (0, 0);
    for line in spans {
        if line.start < body {
            continue;
        }
        while next < markup.len() && markup[next].span.end <= line.start {
            next += 1;
        }
        while block < blocks.len() && blocks[block].span.end <= line.start {
            block += 1;
        }
        let is_within = block < blocks.len() && blocks[block].tag.end <= line.start;
        let (span, is_boundary) = without_liquid(text, line, &markup[next..]);
        lines.push(Line { span, is_boundary, block: is_within.then_some(block) });
    }
    lines
}

/// Takes off the Liquid at a line's ends of which nothing is left, and says whether the line is then a boundary.
fn without_liquid(text: &str, line: Span, markup: &[Markup]) -> (Span, bool) {
    let Range { mut start, mut end } = line;
    if markup.is_empty() || markup[0].span.start >= end {
        let is_boundary = is_blank(&text[line.clone()]);
        return (line, is_boundary);
    }
    let (mut only_tags, mut at_start) = (true, true);
    let mut covered = start;
    for Markup { span, kind } in markup.iter().take_while(|markup| markup.span.start < line.end) {
        only_tags &= matches!(kind, Kind::Removed | Kind::Tag)
            && is_blank(text.get(covered..span.start).unwrap_or_default());
        covered = span.end;
        if *kind == Kind::Removed {
            // What stands before the first piece of text is not to be read once more for each tag behind it.
            at_start = at_start && (span.start <= start || is_blank(&text[start..span.start]));
            if at_start {
                start = span.end.clamp(start, end);
            } else if span.end >= end || is_blank(&text[span.end..end]) {
                end = span.start;
            }
        }
    }
    only_tags &= is_blank(text.get(covered..end).unwrap_or_default());
    (start..end, only_tags || is_blank(&text[start..end]))
}

pub(super) fn is_blank(text: &str) -> bool {
    text.bytes().all(|byte| is_space(char::from(byte)))
}

/// The label of a link's target that this line defines.
fn link_label(line: &str) -> Option<String> {
    if !matches!(line.as_bytes().first(), Some(b' ' | b'[')) {
        return None;
    }
    let label = without_leading(line, b' ').strip_prefix('[')?;
    let (label, _) = label.split_once("]:").filter(|(label, _)| !label.starts_with('^'))?;
    Some(normal_label(label))
}

/// A label as labels are compared.
pub(super) fn normal_label(label: &str) -> String {
    label.split_whitespace().collect::<Vec<_>>().join(" ").to_lowercase()
}

/// What may stand right under a table: kramdown's attribute list, or its end-of-block mark.
pub(super) fn ends_table(line: &str) -> bool {
    is_attribute_list(line) || is_end_of_block(line)
}

fn is_end_of_block(line: &str) -> bool {
    line.starts_with('^') && line.trim_end_matches(is_space) == "^"
}

fn is_attribute_list(line: &str) -> bool {
    attribute_list(line).is_some()
}

/// What stands between the marks of an attribute list, or of the definition of one: `{:name: .class}`.
fn attribute_list(line: &str) -> Option<&str> {
    let list = unindent(line)?.strip_prefix("{:").filter(|list| !list.starts_with([':', '/']))?;
    let list = list.trim_end_matches(is_space).strip_suffix('}')?;
    // kramdown's list ends at the first brace that is not escaped.
    let ends_early = list.match_indices('}').any(|(at, _)| !list[..at].ends_with('\\'));
    (!list.is_empty() && !ends_early).then_some(list)
}

/// Says whether an attribute list is given a name for later rather than to a block.
fn is_list_definition(list: &str) -> bool {
    let rest = list.trim_start_matches(|char: char| char.is_alphanumeric() || "_-".contains(char));
    rest.starts_with(':') && rest.len() > 1
}

/// The line without the up to three spaces that kramdown allows in front of a block.
pub(super) fn unindent(line: &str) -> Option<&str> {
    let rest = without_leading(line, b' ');
    let is_indented = rest.as_bytes().first().is_some_and(|byte| is_space(char::from(*byte)));
    (line.len() - rest.len() <= 3 && !is_indented).then_some(rest)
}

/// Consecutive lines that hold what looks like rows, where kramdown sees something else.
#[derive(Debug)]
pub(super) struct Hidden {
    pub(super) lines: Range<usize>,
    /// How many of the lines look like rows.
    pub(super) rows: usize,
    pub(super) place: HiddenIn,
}

/// What kramdown sees instead of rows.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) enum HiddenIn {
    /// The Liquid block that begins with this tag.
    Liquid(Span),
    /// The HTML element that begins in this line.
    Html(usize),
    /// The rest of a line in which a comment or an HTML element ends.
    Behind,
    /// The heading that the line below makes of the row.
    Heading,
    /// A list, a quotation, or what is indented so far that it is code.
    Container,
}

struct Scanner<'a, 'f> {
    context: &'a Context<'a>,
    findings: &'f mut Vec<Finding>,
    headings: Headings<'a>,
    runs: Vec<Run>,
    hidden: Vec<Hidden>,
    bullets: Vec<StatusBullet>,
    comment_end: Search,
    /// For each line and each kind of fence, the longest fence that a line from there on closes.
    fences: Vec<[usize; 2]>,
    /// The kramdown extensions that are known to have no end below the line being read.
    unclosed_extensions: HashSet<&'static str>,
}

/// What a line turned out to be.
enum Step {
    /// It belongs to a block that goes on to this line, and touches what stands there.
    Block(usize),
    /// Whatever stands in the next line starts a block.
    Boundary,
    /// An attribute list, which leaves things as they are.
    Attributes,
}

impl<'a, 'f> Scanner<'a, 'f> {
    fn new(context: &'a Context<'a>, findings: &'f mut Vec<Finding>) -> Self {
        Self {
            context,
            findings,
            headings: Headings::default(),
            runs: Vec::new(),
            hidden: Vec::new(),
            bullets: Vec::new(),
            comment_end: Search::new("-->"),
            fences: closing_fences(context),
            unclosed_extensions: HashSet::new(),
        }
    }

    fn scan(&mut self) {
        let (mut index, mut after_boundary) = (0, true);
        while index < self.context.lines.len() {
            match self.step(index, after_boundary) {
                Step::Block(end) => (index, after_boundary) = (end, false),
                Step::Boundary => (index, after_boundary) = (index + 1, true),
                Step::Attributes => index += 1,
            }
        }
    }

    fn step(&mut self, index: usize, after_boundary: bool) -> Step {
        let line = &self.context.lines[index];
        if line.is_boundary {
            return Step::Boundary;
        }
        if let Some(block) = line.block {
            self.hide(index..index + 1, &HiddenIn::Liquid(self.context.blocks[block].tag.clone()));
            return Step::Block(index + 1);
        }
        if self.is_words(index) {
            self.headings.other_block();
            return Step::Block(index + 1);
        }
        if let Some(list) = attribute_list(self.context.line(index)) {
            return self.attributes(index, list, after_boundary);
        }
        if is_end_of_block(self.context.line(index)) {
            return self.end_of_block(index, after_boundary);
        }
        let end = self.block(index, after_boundary);
        self.headings.other_block();
        Step::Block(end)
    }

    /// Says whether a line can be nothing but text: most are, and need no more than this look.
    fn is_words(&self, index: usize) -> bool {
        let line = self.context.line(index);
        let is_underlined = || {
            let below = self.context.lines.get(index + 1);
            below.is_some_and(|below| {
                matches!(self.context.text.as_bytes().get(below.span.start), Some(b'-' | b'='))
            })
        };
        let starts_with_letter = match line.as_bytes()[0] {
            byte if byte.is_ascii() => byte.is_ascii_alphabetic(),
            _ => line.starts_with(char::is_alphabetic),
        };
        starts_with_letter && !line.contains('|') && !line.contains('{') && !is_underlined()
    }

    fn attributes(&mut self, index: usize, list: &'a str, after_boundary: bool) -> Step {
        if is_list_definition(list) {
            return Step::Block(index + 1);
        }
        if after_boundary {
            self.headings.attribute_list_above(list);
        } else if self.is_heading(index - 1) {
            self.headings.attribute_list_below(list);
        }
        Step::Attributes
    }

    /// Reads kramdown's end-of-block mark, which a list or a paragraph may take for its own.
    fn end_of_block(&self, index: usize, after_boundary: bool) -> Step {
        let ends_table = self.runs.last().is_some_and(|run| run.lines.end == index);
        if after_boundary || ends_table || self.is_heading(index - 1) {
            Step::Boundary
        } else {
            Step::Block(index + 1)
        }
    }

    /// Says whether this line was read as a heading, or as the underline of one.
    fn is_heading(&self, index: usize) -> bool {
        let line = self.context.line(index);
        heading::atx(line).is_some() || heading::is_setext_underline(line)
    }

    /// Reads the block that this line starts or goes on with, and says where it ends.
    fn block(&mut self, index: usize, after_boundary: bool) -> usize {
        if let Some(end) = self.fence(index).or_else(|| self.comment(index)) {
            return end;
        }
        self.options(index);
        if let Some(end) = self.extension(index) {
            return end;
        }
        if let Some(end) = self.html_block(index) {
            self.hide(index..end, &HiddenIn::Html(index));
            return end;
        }
        if let Some(end) = self.heading(index, after_boundary) {
            return end;
        }
        let line = self.context.line(index);
        if !table::has_pipe(line) {
            self.bullet(index);
            return index + 1;
        }
        if unindent(line).is_some() && !starts_container(line) {
            let run = Run::new(self.context, index, after_boundary);
            let end = run.lines.end;
            self.runs.push(run);
            return end;
        }
        self.hide(index..index + 1, &HiddenIn::Container);
        self.bullet(index);
        index + 1
    }

    /// Takes note of what looks like rows in lines that are no table's.
    fn hide(&mut self, lines: Range<usize>, place: &HiddenIn) {
        for index in lines.filter(|index| table::looks_like_row(self.context.line(*index))) {
            match self.hidden.last_mut() {
                Some(last)
                    if last.place == *place && (last.lines.end == index || *place != HiddenIn::Container) =>
                {
                    last.lines.end = index + 1;
                    last.rows += 1;
                }
                _ => self.hidden.push(Hidden { lines: index..index + 1, rows: 1, place: place.clone() }),
            }
        }
    }

    /// Where the fenced code block that starts here goes on, if one does; kramdown needs its end.
    fn fence(&self, index: usize) -> Option<usize> {
        let rest = unindent(self.context.line(index))?;
        let kind = usize::from(!rest.starts_with('`'));
        let mark = FENCES[kind];
        let info = without_leading(rest, mark);
        // kramdown's pattern gives up marks of a long opening line until an end fits.
        let length = (rest.len() - info.len()).min(self.fences.get(index + 1)?[kind]);
        if length < 3 || trim_space(info).contains(is_space) {
            return None;
        }
        let mut below = index + 1..self.context.lines.len();
        below.find(|end| closing_fence(self.context.line(*end), mark) >= length).map(|end| end + 1)
    }

    /// The line below an HTML comment that starts here.
    fn comment(&mut self, index: usize) -> Option<usize> {
        let rest = unindent(self.context.line(index))?;
        if !rest.starts_with("<!--") {
            return None;
        }
        let start = self.context.lines[index].span.end - rest.len();
        let end = self.comment_end.find(self.context.text, start + "<!--".len())?;
        Some(self.read_behind(index, end + "-->".len()))
    }

    /// Reports kramdown's own switches, which change what everything else means.
    fn options(&mut self, index: usize) {
        let line = self.context.line(index);
        let Some(start) = find(line, 0, "{::options") else { return };
        let length = line[start..].find('}').map_or(line.len() - start, |end| end + 1);
        let start = self.context.lines[index].span.start + start;
        self.findings.push(
            Finding::new(Rule::UnsupportedMarkdown, self.context.source, start..start + length)
                .message("found `{::options`, which changes how kramdown reads the page; expected none")
                .help("take it out"),
        );
    }

    /// The line below a `{::comment}` or `{::nomarkdown}` block that starts here.
    fn extension(&mut self, index: usize) -> Option<usize> {
        let rest = unindent(self.context.line(index))?.trim_end_matches(is_space);
        let body = rest.strip_prefix("{::")?.strip_suffix('}').filter(|body| !body.ends_with('/'))?;
        let name = ["comment", "nomarkdown"].into_iter().find(|name| {
            body.strip_prefix(name).is_some_and(|rest| rest.is_empty() || rest.starts_with(is_space))
        })?;
        if self.unclosed_extensions.contains(name) {
            return None;
        }
        let ends = |line: &str| {
            unindent(line)
                .and_then(|line| line.trim_end_matches(is_space).strip_prefix("{:/"))
                .is_some_and(|rest| rest == "}" || rest.strip_suffix('}') == Some(name))
        };
        let end = (index..self.context.lines.len()).find(|end| ends(self.context.line(*end)));
        if end.is_none() {
            self.unclosed_extensions.insert(name);
        }
        end.map(|end| end + 1)
    }

    /// The line below an HTML block that starts here; kramdown reads no Markdown in it.
    fn html_block(&mut self, index: usize) -> Option<usize> {
        let rest = unindent(self.context.line(index))?;
        if !rest.starts_with('<') {
            return None;
        }
        let end = html::block_end(self.context.text, self.context.lines[index].span.end - rest.len())?;
        Some(self.read_behind(index, end))
    }

    /// Takes note of a row in the rest of the line in which what ends at this offset does, where kramdown starts no
    /// table, and says which line is next.
    fn read_behind(&mut self, from: usize, end: usize) -> usize {
        let below = from + self.context.lines[from..].partition_point(|line| line.span.start < end);
        let rest = self.context.text.get(end..self.context.lines[below - 1].span.end);
        if rest.is_some_and(table::looks_like_row) {
            self.hidden.push(Hidden { lines: below - 1..below, rows: 1, place: HiddenIn::Behind });
        }
        below
    }

    /// The line below a heading that stands here.
    fn heading(&mut self, index: usize, after_boundary: bool) -> Option<usize> {
        let line = self.context.line(index);
        let is_underlined = || {
            let below =
                self.context.lines.get(index + 1).map_or("", |line| &self.context.text[line.span.clone()]);
            after_boundary && heading::is_setext_underline(below)
        };
        let (contents, end) = match heading::atx(without_containers(line)) {
            Some(contents) => (contents, index + 1),
            None if is_underlined() => {
                self.hide(index..index + 1, &HiddenIn::Heading);
                (trim_space(line), index + 2)
            }
            None => return None,
        };
        self.headings.push(self.context.lines[index].span.start, contents);
        Some(end)
    }

    /// Reads a bullet that explains a status, if this line is one.
    fn bullet(&mut self, index: usize) {
        let context = self.context;
        let Some(marker) = bullet_marker(context.line(index)) else { return };
        let more = (index + 1..context.lines.len())
            .take_while(|next| !context.lines[*next].is_boundary)
            .take_while(|next| {
                let line = context.line(*next);
                !starts_container(line) && !line.starts_with('#') && !is_attribute_list(line)
            });
        let mut parts = vec![context.lines[index].span.clone()];
        parts[0].start += marker;
        parts.extend(more.map(|next| context.lines[next].span.clone()));
        let has_bold_words = parts.iter().any(|part| {
            let part = &context.text[part.clone()];
            ["**", "__", "<b>", "<strong>"].iter().any(|mark| find(part, 0, mark).is_some())
        });
        if !has_bold_words {
            return;
        }
        let mut findings = Vec::new();
        let description = inline::read(context, &parts, &mut findings);
        let Some(status) = description.iter().find_map(bold_status) else { return };
        self.findings.append(&mut findings);
        let span = parts[0].start..parts[parts.len() - 1].end;
        self.bullets.push(StatusBullet { span, status, description });
    }
}

/// The characters that fences are made of.
const FENCES: [u8; 2] = *b"`~";

/// For each line and each kind of fence, the longest fence that it or a line below it closes.
fn closing_fences(context: &Context<'_>) -> Vec<[usize; 2]> {
    let mut fences = vec![[0; 2]; context.lines.len()];
    let mut longest = [0; 2];
    for index in (0..fences.len()).rev() {
        let line = context.line(index);
        if let Some(b' ' | b'`' | b'~') = line.as_bytes().first() {
            for kind in 0..FENCES.len() {
                longest[kind] = closing_fence(line, FENCES[kind]).max(longest[kind]);
            }
        }
        fences[index] = longest;
    }
    fences
}

/// How many marks a line has that holds nothing else; else 0.
fn closing_fence(line: &str, mark: u8) -> usize {
    let Some(line) = unindent(line).filter(|line| line.as_bytes().first() == Some(&mark)) else { return 0 };
    let rest = without_leading(line, mark);
    if is_blank(rest) { line.len() - rest.len() } else { 0 }
}

fn bold_status(node: &Node) -> Option<Status> {
    let Inline::Strong(words) = &node.inline else { return None };
    words.iter().find_map(|word| match &word.inline {
        Inline::Text(text) | Inline::Code(text) => {
            text.split(|char: char| !char.is_alphanumeric()).find_map(Status::parse)
        }
        _ => None,
    })
}

/// How long a bullet's marker is, with the white space around it.
fn bullet_marker(line: &str) -> Option<usize> {
    let rest = trim_start(line);
    (rest.starts_with(['-', '*', '+']) && rest[1..].starts_with([' ', '\t']))
        .then(|| line.len() - rest.len() + 2)
}

/// Says whether kramdown starts a list or a quotation with this line, whatever else it holds.
fn starts_container(line: &str) -> bool {
    trim_start(line).starts_with('>') || bullet_marker(line).is_some() || number_marker(line).is_some()
}

fn number_marker(line: &str) -> Option<usize> {
    let number = trim_start(line);
    let digits = number.bytes().take_while(u8::is_ascii_digit).count();
    let rest = &number[digits..];
    let is_numbered = digits > 0 && rest.starts_with(". ");
    is_numbered.then(|| line.len() - rest.len() + 2)
}

/// The line without the marks of the lists and quotations that start with it.
fn without_containers(line: &str) -> &str {
    let mut rest = line;
    while let Some(inner) = unindent(rest) {
        rest = if let Some(quoted) = inner.strip_prefix('>') {
            quoted.strip_prefix(' ').unwrap_or(quoted)
        } else if let Some(marker) = bullet_marker(inner).or_else(|| number_marker(inner)) {
            inner[marker..].trim_start_matches(' ')
        } else {
            break;
        };
    }
    rest
}

/// Says whether a first cell, as text, was meant as a code, and whether it is one.
pub(super) fn is_code(cell: &str) -> Option<Result<Status, NoCode>> {
    let content = trim(cell).strip_prefix('`')?;
    let content = &content[..content.find('`')?];
    match Code::check(content) {
        Err(NoCode::Status) => None,
        checked => Some(checked),
    }
}
