//! kramdown, with GitHub's dialect as its input and Liquid in front of it, as Jekyll's sites have it.
//!
//! What is read means just what kramdown means by it; each file reads the construct that kramdown's own file of that
//! name reads. What is outside of that language, and could change what a page's tables are, is reported.

mod block;
mod codeblock;
mod codespan;
mod emphasis;
mod entity;
mod extensions;
mod header;
pub(crate) mod html;
mod link;
mod liquid;
mod list;
mod span;
mod span_html;
mod table;

use std::collections::{HashMap, HashSet};
use std::rc::Rc;

use self::liquid::{Liquid, LiquidBlock, LiquidMark, MarkKind};
use super::description::{Description, finished};
use super::document::{Block, BlockKind};
use super::mapped::Mapped;
use super::{BASE_URL, shown};
use crate::finding::{Finding, Rule, TextFindings};
use crate::text::source::{Source, Span, lines};
use crate::text::white::is_blank;

/// What a page says of links: where a label leads.
#[derive(Debug)]
struct Target {
    url: String,
    title: Option<String>,
}

/// What the texts of a page have in common.
#[derive(Debug)]
pub(super) struct Context<'a> {
    source: &'a Rc<Source>,
    labels: HashMap<String, Target>,
    footnotes: HashSet<String>,
    liquid: Liquid,
    /// What could swallow what stands below it.
    findings: Vec<Finding>,
    /// What could change texts anywhere on the page.
    reaching: Vec<Finding>,
}

impl<'a> Context<'a> {
    fn finding(&self, rule: Rule, span: Span) -> Finding {
        Finding::new(rule, self.source, span)
    }

    fn report(&mut self, rule: Rule, span: Span, message: impl Into<String>, help: impl Into<String>) {
        let finding = self.finding(rule, span);
        self.findings.push(finding.message(message).help(help));
    }

    /// Reports what changes texts that stand anywhere on the page.
    fn reaching(&mut self, span: Span, what: &str, help: &str) {
        self.unsupported(span, what, help);
        self.reaching.extend(self.findings.pop());
    }

    fn unsupported(&mut self, span: Span, what: &str, help: &str) {
        let message = format!("found {what}; expected headings, text, lists, code, HTML and tables");
        self.report(Rule::UnsupportedMarkdown, span, message, help);
    }

    /// Reads a page from this byte on.
    ///
    /// What it finds outside of the language is wrong only where it could swallow what stands below.
    pub(super) fn read(
        source: &'a Rc<Source>,
        body: usize,
        findings: &mut Vec<Finding>,
    ) -> (Self, Vec<Block<'a>>, Vec<Finding>) {
        let page = source.text();
        let liquid = liquid::scan(source, body, findings);
        let text = liquid.rendered(page, body);
        let (labels, footnotes) = (HashMap::new(), HashSet::new());
        let mut context =
            Self { source, labels, footnotes, liquid, findings: Vec::new(), reaching: Vec::new() };
        let mut blocks = block::read(&mut context, &text, Vec::new(), 0);
        let hidden = context.liquid.blocks.iter();
        blocks.extend(
            hidden
                .map(|block| Block { span: block.span.clone(), kind: BlockKind::Liquid(block.tag.clone()) }),
        );
        blocks.sort_by_key(|block| block.span.start);
        let math = page.find("$$");
        for LiquidBlock { tag, span } in &context.liquid.blocks {
            let hidden = LiquidBlock { tag: tag.clone(), span: span.clone() }.hidden(page);
            findings.extend(hidden.and_then(|hidden| context.check_hidden(tag, hidden, math)));
            findings.extend(context.check_below(tag, span.end));
        }
        for (mark, is_wordless) in context.liquid.glued(page, body) {
            let found = shown(&page[mark.clone()]);
            let finding = Finding::new(Rule::UnknownLiquid, source, mark.clone())
                .message(format!("found `{found}` beside text; expected Liquid on lines of its own"))
                .help("move it to a line of its own, with a blank line between it and the table");
            // After words it can only end their block.
            if is_wordless { &mut *findings } else { &mut context.findings }.push(finding);
        }
        findings.append(&mut context.reaching);
        let above = std::mem::take(&mut context.findings);
        (context, blocks, above)
    }

    /// Finds below a block an indented bullet: the block ends a list that stands above, and code is left of what was in it.
    fn check_below(&self, tag: &Span, end: usize) -> Option<Finding> {
        let below = self.source.text()[end..].trim_start_matches([' ', '\t']);
        // Behind the last block of its line.
        if !below.starts_with(['\n', '\r']) {
            return None;
        }
        let line = lines(below).map(|line| &below[line]).find(|line| !is_blank(line))?;
        let is_indented = line.starts_with('\t') || block::indent(line) > 3;
        let is_bullet = is_indented && list::marker(&format!("{}\n", line.trim_start())).is_some();
        (is_bullet && (line.contains("**") || line.contains("__"))).then(|| {
            self.finding(Rule::UnknownLiquid, tag.clone())
                .message("found a Liquid block in front of an indented item; expected it behind the list, which it ends")
                .help("move the block out of the list, or take the item's indent away")
        })
    }

    /// Finds in the inside of a block what could reach beyond it, or show in a list or an anchor.
    fn check_hidden(&self, tag: &Span, hidden: Span, math: Option<usize>) -> Option<Finding> {
        let inner = &self.source.text()[hidden.clone()];
        let lines: Vec<&str> = lines(inner).map(|line| &inner[line]).collect();
        let lines = || lines.iter().copied();
        let line = |start: &str| {
            let at = inner.find(start).unwrap_or_default();
            hidden.start + at..hidden.start + at + start.len()
        };
        if let Some(open) = html::unclosed_tag(inner) {
            let span = hidden.start + open.start.min(inner.len())..hidden.start + open.end.min(inner.len());
            return Some(
                self.finding(Rule::UnclosedTag, span)
                    .message("found a tag or a comment that is not closed in its Liquid block; kramdown reads no Markdown in what follows")
                    .help("write its end, or `&lt;` for a `<` that starts no element"),
            );
        }
        let mut fences = lines().filter(|line| codeblock::is_fence(line.trim_start()));
        let is_shown = !self.source.text()[tag.clone()].contains("alert");
        let is_mark = |char: char| char.is_whitespace() || char.is_ascii_digit() || "-*+>.".contains(char);
        let is_heading = |line: &&str| line.trim_start_matches(is_mark).starts_with('#');
        let is_status = |line: &&str| {
            line.trim_start().starts_with(['-', '*', '+']) && (line.contains("**") || line.contains("__"))
        };
        let is_extension = |line: &&str| line.trim_start().starts_with("{:");
        let found = if math.is_some_and(|math| math < hidden.start) && inner.contains("$$") {
            Some(("`$$`, which may end mathematics above it,", "$$"))
        } else if fences.clone().count() % 2 == 1 {
            fences.next_back().map(|fence| ("a fence without its partner", fence))
        } else if let Some(mark) = lines().find(is_extension) {
            Some(("a mark of kramdown's", mark))
        } else {
            lines()
                .find(is_heading)
                .or_else(|| lines().find(is_status))
                .filter(|_| is_shown)
                .map(|line| ("a heading or bold words of a list", line))
        };
        let (what, found) = found?;
        let name = shown(&self.source.text()[tag.clone()]);
        Some(
            self.finding(Rule::UnknownLiquid, line(found))
                .message(format!("found {what} between `{name}` and its end tag, which may or may not be shown; expected text"))
                .help("move it out of the block"),
        )
    }

    /// Reads a text, and says what is wrong with it.
    pub(super) fn describe(&self, text: &Mapped<'a>) -> (Description, Vec<Finding>) {
        let (nodes, mut findings) = span::read(self, text, false);
        let span = text.span(0..text.text().len());
        let mut marks = TextFindings::default();
        marks.extend(self.marks(&span).filter_map(|mark| self.refused_mark(mark)));
        findings.extend(marks.into_vec());
        (Description { span, nodes: finished(nodes) }, findings)
    }

    /// The words of a heading as its anchor has them.
    pub(super) fn anchor_words(&self, text: &Mapped<'a>) -> (Description, Vec<Finding>) {
        let (nodes, findings) = span::read(self, text, true);
        (Description { span: text.span(0..text.text().len()), nodes }, findings)
    }

    /// The blocks between the tags of a Liquid block, read as if each tag in it stood for nothing.
    #[cfg(feature = "check")]
    pub(super) fn inside(&self, tag: &Span, block: &Span) -> Vec<Block<'a>> {
        let end = self.marks(block).last().map_or(block.end, |end_tag| end_tag.span.start);
        let marks = self.marks(&(tag.end..end)).cloned().collect();
        let liquid = Liquid { marks, ..Liquid::default() };
        let text = liquid.rendered(&self.source.text()[..end], tag.end);
        let (labels, footnotes) = (HashMap::new(), HashSet::new());
        let mut context = Self {
            source: self.source,
            labels,
            footnotes,
            liquid,
            findings: Vec::new(),
            reaching: Vec::new(),
        };
        block::read(&mut context, &text, Vec::new(), 0)
    }

    /// Liquid's marks in a part of the page, outside of `{% raw %}`.
    pub(super) fn marks(&self, span: &Span) -> impl Iterator<Item = &LiquidMark> {
        let first = self.liquid.marks.partition_point(|mark| mark.span.end <= span.start);
        let end = span.end;
        self.liquid.marks[first..].iter().take_while(move |mark| mark.span.start < end)
    }

    /// Says whether this byte belongs to a variable of Liquid's, whose braces kramdown doesn't see.
    fn is_of_variable(&self, byte: &Span) -> bool {
        self.marks(byte).any(|mark| matches!(mark.kind, MarkKind::Variable | MarkKind::BaseUrl))
    }

    /// Says whether this byte belongs to a tag of Liquid's of which the site may make anything.
    fn is_of_tag(&self, byte: &Span) -> bool {
        self.marks(byte).any(|mark| mark.kind == MarkKind::Tag)
    }

    /// The start tag and the inside of each `{% raw %}` block.
    #[cfg(feature = "check")]
    pub(super) fn raw_blocks(&self) -> &[(Span, Span)] {
        &self.liquid.raw
    }

    fn refused_mark(&self, LiquidMark { span, kind }: &LiquidMark) -> Option<Finding> {
        let found = shown(&self.source.text()[span.clone()]);
        let finding = self.finding(Rule::UnknownLiquid, span.clone());
        match kind {
            MarkKind::Removed | MarkKind::BaseUrl => None,
            MarkKind::Tag => Some(
                finding
                    .message(format!("found `{found}` in a line of text; expected Liquid tags on lines of their own"))
                    .help("move the tag to a line of its own, with a blank line between it and the table"),
            ),
            MarkKind::Variable => Some(
                finding
                    .message(format!("found `{found}`, which Liquid replaces; expected `{BASE_URL}` alone"))
                    .help(format!("write what it stands for, or `{{% raw %}}{found}{{% endraw %}}` for the braces themselves")),
            ),
        }
    }
}

pub(super) use self::table::rows;

/// A label as labels are compared.
fn normal_label(label: &str) -> String {
    let mut normal = String::with_capacity(label.len());
    for (index, word) in label
        .split(crate::text::white::is_space)
        .enumerate()
        .filter(|(index, word)| *index == 0 || !word.is_empty())
    {
        if index > 0 {
            normal.push(' ');
        }
        normal.push_str(word);
    }
    normal.to_lowercase()
}
