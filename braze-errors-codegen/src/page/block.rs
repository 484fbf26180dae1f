//! A page's lines: what is text, what is a heading, a fence or a table, as kramdown's block parser sees it.

use std::collections::HashMap;
use std::ops::Range;
use std::rc::Rc;

use super::code::{Code, Status};
use super::inline::{self, Inline, Node};
use super::liquid::{self, Kind, Markup};
use super::table::{self, Run};
use super::{Page, StatusBullet, html};
use crate::finding::{Finding, Rule};
use crate::source::{self, Source, Span};

/// A line as kramdown gets it from Liquid.
#[derive(Debug)]
pub(super) struct Line {
    /// What is left of it, without the Liquid at its ends.
    pub(super) span: Span,
    /// Nothing is left of it, or Liquid tags alone: a block can't go on over it.
    pub(super) is_boundary: bool,
}

/// Everything that the parts of the reader need to know of a page.
pub(super) struct Context<'a> {
    pub(super) source: &'a Rc<Source>,
    pub(super) text: &'a str,
    pub(super) lines: Vec<Line>,
    pub(super) markup: Vec<Markup>,
    /// The page defines link targets apart from its links: `[label]: target`.
    pub(super) has_link_definitions: bool,
}

impl Context<'_> {
    pub(super) fn line(&self, index: usize) -> &str {
        &self.text[self.lines[index].span.clone()]
    }
}

pub(super) fn read(source: &Rc<Source>, findings: &mut Vec<Finding>) -> Page {
    let text = source.text();
    let body = front_matter(source, findings);
    let markup = liquid::scan(source, body, findings);
    let lines = lines(text, body, &markup);
    let has_link_definitions = lines.iter().any(|line| is_link_definition(&text[line.span.clone()]));
    let context = Context { source, text, lines, markup, has_link_definitions };

    let mut blocks = Blocks::new(&context);
    blocks.scan(findings);
    let Blocks { headings, runs, loose_rows, bullets, .. } = blocks;
    let mut page = Page::empty(source);
    page.statuses = bullets;
    table::read(&context, runs, &loose_rows, &mut page, findings);
    page.anchor = headings
        .into_iter()
        .take_while(|heading| heading.at < page.table.start)
        .last()
        .map(|heading| heading.anchor);
    page
}

/// Where the page begins behind its front matter, which Jekyll takes off.
fn front_matter(source: &Rc<Source>, findings: &mut Vec<Finding>) -> usize {
    let text = source.text();
    let mut lines = source::lines(text);
    let first = lines.next().unwrap_or_default();
    if text[first.clone()].trim_end() != "---" {
        return first.start;
    }
    if let Some(end) = lines.find(|line| matches!(text[line.clone()].trim_end(), "---" | "...")) {
        return lines.next().map_or(end.end, |line| line.start);
    }
    findings.push(
        Finding::new(Rule::UnclosedFrontMatter, source, first.clone())
            .message("found front matter without its end; expected a second line `---`")
            .help("write `---` on a line of its own below the front matter"),
    );
    first.end
}

fn lines(text: &str, body: usize, markup: &[Markup]) -> Vec<Line> {
    let mut lines = Vec::new();
    let mut next = 0;
    for Range { mut start, mut end } in source::lines(text).skip_while(|line| line.end < body) {
        while markup.get(next).is_some_and(|markup| markup.span.end <= start) {
            next += 1;
        }
        let line_end = end;
        let here = markup[next..].iter().take_while(|markup| markup.span.start < line_end);
        let mut only_tags = true;
        let mut covered = start;
        for Markup { span, kind } in here {
            only_tags &= matches!(kind, Kind::Removed | Kind::Tag)
                && is_blank(text.get(covered..span.start).unwrap_or_default());
            covered = span.end;
            if *kind == Kind::Removed {
                if span.start <= start || is_blank(&text[start..span.start]) {
                    start = span.end.clamp(start, end);
                } else if span.end >= end || is_blank(&text[span.end..end]) {
                    end = span.start;
                }
            }
        }
        only_tags &= is_blank(text.get(covered..end).unwrap_or_default());
        lines.push(Line { is_boundary: only_tags || is_blank(&text[start..end]), span: start..end });
    }
    lines
}

/// White space as kramdown's regular expressions have it: a no-break space is text.
pub(super) fn is_blank(text: &str) -> bool {
    text.bytes().all(|byte| byte.is_ascii_whitespace() || byte == b'\x0b')
}

fn is_link_definition(line: &str) -> bool {
    let line = line.trim_start_matches(' ');
    line.starts_with('[') && !line.starts_with("[^") && line.contains("]:")
}

/// What may stand right under a table: kramdown's attribute list, or its end-of-block mark.
pub(super) fn ends_table(line: &str) -> bool {
    is_attribute_list(line) || line.trim_end() == "^"
}

fn is_attribute_list(line: &str) -> bool {
    let Some((indent, rest)) = unindent(line) else { return false };
    let _ = indent;
    rest.strip_prefix("{:").is_some_and(|rest| {
        !rest.starts_with([':', '/'])
            && rest.trim_end().strip_suffix('}').is_some_and(|list| !list.is_empty())
    })
}

/// The line without the up to three spaces that kramdown allows in front of a block.
pub(super) fn unindent(line: &str) -> Option<(usize, &str)> {
    let rest = line.trim_start_matches(' ');
    let indent = line.len() - rest.len();
    (indent <= 3 && !rest.starts_with('\t')).then_some((indent, rest))
}

struct Heading {
    at: usize,
    anchor: String,
}

struct Blocks<'a> {
    context: &'a Context<'a>,
    headings: Vec<Heading>,
    /// How often each heading's automatic anchor has been given.
    anchors: HashMap<String, usize>,
    runs: Vec<Run>,
    /// Lines that look like rows where kramdown sees something else.
    loose_rows: Vec<usize>,
    bullets: Vec<StatusBullet>,
    /// The shortest fence of each kind that is known to find no end below the line being read.
    unclosed_fences: [usize; 2],
}

impl<'a> Blocks<'a> {
    fn new(context: &'a Context<'a>) -> Self {
        Self {
            context,
            headings: Vec::new(),
            anchors: HashMap::new(),
            runs: Vec::new(),
            loose_rows: Vec::new(),
            bullets: Vec::new(),
            unclosed_fences: [usize::MAX; 2],
        }
    }

    fn scan(&mut self, findings: &mut Vec<Finding>) {
        let context = self.context;
        let mut after_boundary = true;
        let mut index = 0;
        while index < context.lines.len() {
            if context.lines[index].is_boundary {
                after_boundary = true;
                index += 1;
                continue;
            }
            let line = context.line(index);
            let opaque = self.fence(index).or_else(|| self.comment(index)).or_else(|| self.extension(index));
            if let Some(end) = opaque {
                after_boundary = false;
                index = end;
            } else if let Some(end) = self.html_block(index) {
                self.loose_rows
                    .extend((index..end).filter(|index| table::looks_like_row(context.line(*index))));
                after_boundary = false;
                index = end;
            } else if is_attribute_list(line) {
                self.anchor_from_attributes(index);
                index += 1;
            } else if line.trim_end() == "^" {
                after_boundary = true;
                index += 1;
            } else if self.heading(index, after_boundary) {
                after_boundary = false;
                index += 1;
            } else if table::starts(line) && !starts_container(line) {
                let run = Run::new(context, index, after_boundary);
                index = run.lines.end;
                after_boundary = false;
                self.runs.push(run);
            } else {
                if table::looks_like_row(line) {
                    self.loose_rows.push(index);
                }
                self.bullet(index, findings);
                after_boundary = false;
                index += 1;
            }
        }
    }

    /// Where the fenced code block that starts here goes on, if one does; kramdown needs its end.
    fn fence(&mut self, index: usize) -> Option<usize> {
        let (_, rest) = unindent(self.context.line(index))?;
        let (kind, mark) = if rest.starts_with("```") { (0, '`') } else { (1, '~') };
        let info = rest.trim_start_matches(mark);
        let length = rest.len() - info.len();
        if length < 3 || info.trim().contains(char::is_whitespace) {
            return None;
        }
        // kramdown's pattern gives up marks of a long opening line until an end fits.
        for length in (3..=length).rev() {
            if length >= self.unclosed_fences[kind] {
                continue;
            }
            let end = (index + 1..self.context.lines.len()).find(|end| {
                unindent(self.context.line(*end)).is_some_and(|(_, line)| {
                    let rest = line.trim_start_matches(mark);
                    line.len() - rest.len() >= length && is_blank(rest)
                })
            });
            match end {
                Some(end) => return Some(end + 1),
                None => self.unclosed_fences[kind] = length,
            }
        }
        None
    }

    /// The line below an HTML comment that starts here.
    fn comment(&self, index: usize) -> Option<usize> {
        let (_, rest) = unindent(self.context.line(index))?;
        if !rest.starts_with("<!--") {
            return None;
        }
        let start = self.context.lines[index].span.end - rest.len();
        let end = start + self.context.text[start + 4..].find("-->")? + 4;
        Some(self.line_below(index, end))
    }

    /// The line below a `{::comment}` or `{::nomarkdown}` block that starts here.
    fn extension(&self, index: usize) -> Option<usize> {
        let (_, rest) = unindent(self.context.line(index))?;
        if !rest.starts_with("{::") || rest.trim_end().ends_with("/}") || !rest.trim_end().ends_with('}') {
            return None;
        }
        (index + 1..self.context.lines.len())
            .find(|end| unindent(self.context.line(*end)).is_some_and(|(_, line)| line.starts_with("{:/")))
            .map(|end| end + 1)
    }

    /// The line below an HTML block that starts here; kramdown reads no Markdown in it.
    fn html_block(&self, index: usize) -> Option<usize> {
        let (_, rest) = unindent(self.context.line(index))?;
        if !rest.starts_with('<') {
            return None;
        }
        let start = self.context.lines[index].span.end - rest.len();
        let end = html::block_end(&self.context.text[start..])?;
        Some(self.line_below(index, start + end))
    }

    fn line_below(&self, from: usize, offset: usize) -> usize {
        from + self.context.lines[from..].partition_point(|line| line.span.end < offset) + 1
    }

    fn heading(&mut self, index: usize, after_boundary: bool) -> bool {
        let line = self.context.line(index);
        let contents = if let Some(rest) = line.strip_prefix('#') {
            let rest = rest.trim_start_matches('#');
            if line.len() - rest.len() > 6 || !rest.starts_with([' ', '\t']) {
                return false;
            }
            rest.trim().trim_end_matches('#').trim_end()
        } else if after_boundary && self.is_setext_underline(index + 1) {
            line.trim()
        } else {
            return false;
        };
        let explicit = contents.rfind("{#").filter(|_| contents.ends_with('}'));
        let anchor = match explicit {
            Some(at) => contents[at + 2..contents.len() - 1].to_owned(),
            None => self.automatic_anchor(contents),
        };
        self.headings.push(Heading { at: self.context.lines[index].span.start, anchor });
        true
    }

    fn is_setext_underline(&self, index: usize) -> bool {
        self.context.lines.get(index).is_some_and(|line| {
            let line = self.context.text[line.span.clone()].trim_end();
            !line.is_empty()
                && line.bytes().all(|byte| byte == line.as_bytes()[0])
                && line.starts_with(['-', '='])
        })
    }

    /// What kramdown makes of a heading that names no anchor.
    fn automatic_anchor(&mut self, contents: &str) -> String {
        let words = inline::words(contents).to_lowercase().replace("--", "").replace("...", "");
        let anchor: String = words
            .chars()
            .filter_map(|char| match char {
                ' ' | '\t' => Some('-'),
                '-' | '_' | '\u{300}'..='\u{36f}' => Some(char),
                _ => char.is_alphanumeric().then_some(char),
            })
            .collect();
        let count = self.anchors.entry(anchor.clone()).or_default();
        *count += 1;
        if *count == 1 { anchor } else { format!("{anchor}-{}", *count - 1) }
    }

    /// An attribute list right under a heading may name its anchor.
    fn anchor_from_attributes(&mut self, index: usize) {
        let list = self.context.line(index).trim().trim_start_matches("{:").trim_end_matches('}');
        let above = index.checked_sub(1).map(|above| self.context.lines[above].span.start);
        if let (Some(heading), Some(id)) =
            (self.headings.last_mut(), list.split_whitespace().find_map(|word| word.strip_prefix('#')))
        {
            if Some(heading.at) == above {
                id.clone_into(&mut heading.anchor);
            }
        }
    }

    /// Reads a bullet that explains a status, if this line is one.
    fn bullet(&mut self, index: usize, findings: &mut Vec<Finding>) {
        let context = self.context;
        if !is_bullet(context.line(index)) {
            return;
        }
        let more = (index + 1..context.lines.len())
            .take_while(|next| !context.lines[*next].is_boundary)
            .take_while(|next| {
                let line = context.line(*next);
                !starts_container(line) && !line.starts_with('#') && !is_attribute_list(line)
            });
        let mut parts = vec![context.lines[index].span.clone()];
        parts[0].start += context.line(index).len() - context.line(index).trim_start().len() + 2;
        parts.extend(more.map(|next| context.lines[next].span.clone()));
        if !parts.iter().any(|part| {
            ["**", "__", "<b>", "<strong>"].iter().any(|mark| context.text[part.clone()].contains(mark))
        }) {
            return;
        }
        let mut bullet_findings = Vec::new();
        let description = inline::read(context, &parts, &mut bullet_findings);
        let Some(status) = description.iter().find_map(bold_status) else { return };
        findings.append(&mut bullet_findings);
        let span = parts[0].start..parts[parts.len() - 1].end;
        self.bullets.push(StatusBullet { span, status, description });
    }
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

fn is_bullet(line: &str) -> bool {
    let line = line.trim_start();
    line.starts_with(['-', '*', '+']) && line[1..].starts_with([' ', '\t'])
}

/// Says whether kramdown starts a list, a quotation or a heading with this line, whatever else it holds.
fn starts_container(line: &str) -> bool {
    let line = line.trim_start();
    let after_number = line.trim_start_matches(|char: char| char.is_ascii_digit());
    let is_numbered = after_number.len() < line.len() && after_number.starts_with(". ");
    is_bullet(line) || line.starts_with('>') || is_numbered
}

/// Says whether a first cell, as text, was meant as a code, and whether it is one.
pub(super) fn is_code(cell: &str) -> Option<Result<Code, super::code::NoCode>> {
    let content = cell.trim().strip_prefix('`')?;
    let content = &content[..content.find('`')?];
    match Code::parse(content) {
        Err(super::code::NoCode::Status) => None,
        read => Some(read),
    }
}
