//! GitHub's dialect, read by pulldown-cmark.

mod inline;
#[cfg(test)]
mod tests;

use std::ops::Range;
use std::rc::Rc;

use pulldown_cmark::{CodeBlockKind, CowStr, Event, Options, Parser, Tag, TagEnd};

use super::description::{Description, finished};
use super::document::{Block, BlockKind, Heading, LineKind, Prose, Table, TableLine};
use super::shown;
use crate::finding::{Finding, Rule};
use crate::text::scan::Search;
use crate::text::source::{Source, Span};
use crate::text::white;

/// How deeply lists, their items and quotations may stand in one another.
const DEEPEST: usize = 32;

/// What pulldown-cmark sees of a page, and where.
#[derive(Debug)]
pub(super) struct Events<'a> {
    source: &'a Rc<Source>,
    events: Vec<(Event<'a>, Span)>,
}

impl<'a> Events<'a> {
    /// Reads a page from this byte on.
    pub(super) fn read(source: &'a Rc<Source>, body: usize) -> (Self, Vec<Block<'a>>, Vec<Finding>) {
        // Footnotes are read to be reported, since GitHub takes them out of the text.
        let options = Options::ENABLE_TABLES | Options::ENABLE_STRIKETHROUGH | Options::ENABLE_FOOTNOTES;
        let parser = Parser::new_ext(&source.text()[body..], options).into_offset_iter();
        let events = parser.map(|(event, span)| (event, body + span.start..body + span.end)).collect();
        let page = Self { source, events };
        let (blocks, mut findings) = page.blocks();
        findings.extend(page.foreign_mark(body));
        (page, blocks, findings)
    }

    /// Reads the text that these events make, and says what is wrong with it.
    pub(super) fn describe(&self, events: Range<usize>, span: Span) -> (Description, Vec<Finding>) {
        let before = events.start.checked_sub(1).map(|before| &self.events[before].0);
        let (nodes, mut findings) = inline::read(self.source, &self.events[events], span.end);
        let pipe = self.source.text()[span.clone()].find(r"\\|").map(|at| span.start + at);
        if let (Some(Event::Start(Tag::TableCell)), Some(at)) = (before, pipe) {
            let message = r"found `\\|`, of which some sites show a backslash and some don't; expected `\|`";
            let help = r"write `\|` for a pipe, and `&#92;` for a backslash in front of it";
            findings.push(self.unsupported(at..at + 3, message, help));
        }
        (Description { span, nodes: finished(nodes) }, findings)
    }

    /// The words of a heading as its anchor has them: a dash begins no item there.
    pub(super) fn anchor_words(&self, events: Range<usize>, span: Span) -> (Description, Vec<Finding>) {
        let (nodes, findings) = inline::read(self.source, &self.events[events], span.end);
        (Description { span, nodes }, findings)
    }

    fn text(&self, span: &Span) -> &'a str {
        &self.source.text()[span.clone()]
    }

    fn unsupported(&self, span: Span, message: impl Into<String>, help: impl Into<String>) -> Finding {
        Finding::new(Rule::UnsupportedMarkdown, self.source, span).message(message).help(help)
    }

    fn blocks(&self) -> (Vec<Block<'a>>, Vec<Finding>) {
        let mut findings = Vec::new();
        // The blocks of the innermost list, item or quotation, and of those around it.
        let (mut blocks, mut outer) = (Vec::new(), Vec::new());
        // How many more are open, whose blocks are read as those of the innermost one.
        let mut too_deep: usize = 0;
        let mut at = 0;
        while let Some((event, span)) = self.events.get(at) {
            let first = at;
            at += 1;
            let kind = match event {
                Event::Start(Tag::List(_) | Tag::Item | Tag::BlockQuote(_)) if outer.len() < DEEPEST => {
                    outer.push(std::mem::take(&mut blocks));
                    continue;
                }
                Event::Start(Tag::List(_) | Tag::Item | Tag::BlockQuote(_)) => {
                    if too_deep == 0 {
                        let message = "found a list or quotation in too many others; expected fewer of them";
                        let help = "take it out of some of them";
                        findings.push(self.unsupported(self.trimmed(span.clone()), message, help));
                    }
                    too_deep += 1;
                    continue;
                }
                Event::End(end @ (TagEnd::List(_) | TagEnd::Item | TagEnd::BlockQuote(_))) => {
                    if too_deep > 0 {
                        too_deep -= 1;
                        continue;
                    }
                    let inner = std::mem::replace(&mut blocks, outer.pop().unwrap_or_default());
                    match end {
                        TagEnd::List(_) => BlockKind::List(inner),
                        TagEnd::Item => BlockKind::Item(inner),
                        _ => BlockKind::Quote(inner),
                    }
                }
                // A footnote's blocks are read as those of what it stands in.
                Event::Start(Tag::FootnoteDefinition(_)) | Event::End(_) => continue,
                Event::Start(Tag::Paragraph) => BlockKind::Paragraph(self.prose(&mut at)),
                Event::Start(Tag::Heading { level, .. }) => {
                    BlockKind::Heading(self.heading(*level as usize, self.prose(&mut at)))
                }
                Event::Start(Tag::Table(_)) => BlockKind::Table(self.table(&mut at, &mut findings)),
                Event::Start(Tag::CodeBlock(kind)) => {
                    self.prose(&mut at);
                    findings.extend(self.unclosed_fence(kind, span));
                    BlockKind::Code { is_fenced: matches!(kind, CodeBlockKind::Fenced(_)) }
                }
                Event::Start(Tag::HtmlBlock) => {
                    self.prose(&mut at);
                    let html = white::trim(self.text(span));
                    match html.strip_prefix("<!").filter(|html| html.starts_with("--")) {
                        Some(html)
                            if html.strip_suffix("-->").is_some_and(|inner| !inner.contains("-->")) =>
                        {
                            BlockKind::Comment
                        }
                        Some(html) if !html.contains("-->") => {
                            let start = self.trimmed(span.clone()).start;
                            let finding = Finding::new(Rule::UnclosedTag, self.source, start..start + 4);
                            findings.push(
                                finding
                                    .message("found `<!--` without its end, which hides what follows; expected `-->`")
                                    .help("write `-->` where the comment ends"),
                            );
                            BlockKind::Comment
                        }
                        _ => BlockKind::Html,
                    }
                }
                Event::Rule => BlockKind::Rule,
                // The text of an item without blank lines has no paragraph around it.
                _ => {
                    at += self.events[at..].iter().take_while(|(event, _)| is_inline(event)).count();
                    let span = self.trimmed(span.start..self.events[at - 1].1.end);
                    let prose = Prose::Gfm(first..at, span.clone());
                    blocks.push(Block { span, kind: BlockKind::Paragraph(prose) });
                    continue;
                }
            };
            let end = span.start + white::trim_end(self.text(span)).len();
            blocks.push(Block { span: span.start..end, kind });
        }
        (blocks, findings)
    }

    /// The text of the block whose first event stands in front of this one; goes on behind the block's end.
    fn prose(&self, at: &mut usize) -> Prose<'a> {
        let start = *at;
        let is_within = |(event, _): &&(Event<'a>, Span)| is_inline(event) || matches!(event, Event::Html(_));
        let events = start..start + self.events[start..].iter().take_while(is_within).count();
        *at = events.end + 1;
        let span = match &self.events[events.clone()] {
            [] => self.events[start - 1].1.end..self.events[start - 1].1.end,
            [(_, first), ..] => first.start..self.events[events.end - 1].1.end,
        };
        Prose::Gfm(events, self.trimmed(span))
    }

    /// A span without the white space at its ends.
    fn trimmed(&self, span: Span) -> Span {
        let start = span.end - white::trim_start(self.text(&span)).len();
        start..start + white::trim(self.text(&span)).len()
    }

    /// Takes the anchor off that stands behind a heading's words, as Docusaurus and others have it: `{#anchor}`.
    fn heading(&self, level: usize, words: Prose<'a>) -> Heading<'a> {
        let Prose::Gfm(events, span) = &words else { return Heading { level, words, named: None } };
        let parts = self.text(span).strip_suffix('}').and_then(|text| text.rsplit_once("{#"));
        let is_anchor = |anchor: &str| !anchor.is_empty() && !anchor.contains(white::is_space);
        match parts.filter(|(_, anchor)| is_anchor(anchor)) {
            Some((before, anchor)) => {
                let span = span.start..span.start + white::trim_end(before).len();
                Heading { level, words: Prose::Gfm(events.clone(), span), named: Some(anchor.to_owned()) }
            }
            None => Heading { level, words, named: None },
        }
    }

    /// Reports a fence that has no end, and so makes code of what follows.
    fn unclosed_fence(&self, kind: &CodeBlockKind<'_>, span: &Span) -> Option<Finding> {
        let span = self.trimmed(span.clone());
        let fence = self.text(&span).chars().next().filter(|_| matches!(kind, CodeBlockKind::Fenced(_)))?;
        let marks = self.text(&span).chars().take_while(|char| *char == fence).count();
        let last = self.text(&span).rsplit(['\n', '\r']).next().filter(|last| last.len() < span.len());
        let last = last.map(|last| last.trim_start_matches([' ', '\t', '>']));
        if last.is_some_and(|last| last.len() >= marks && last.chars().all(|char| char == fence)) {
            return None;
        }
        let found = &self.text(&span)[..marks];
        Some(self.unsupported(
            span.start..span.start + marks,
            format!(
                "found `{found}` without its end, which makes code of what follows; expected a second one"
            ),
            format!("write `{found}` on a line of its own where the code ends"),
        ))
    }

    fn table(&self, at: &mut usize, findings: &mut Vec<Finding>) -> Table<'a> {
        let (mut lines, mut cells, mut row, mut written) = (Vec::new(), Vec::new(), 0..0, 0);
        while let Some((event, span)) = self.events.get(*at) {
            *at += 1;
            match event {
                Event::Start(Tag::TableCell) => {
                    let Prose::Gfm(events, _) = self.prose(at) else { continue };
                    // The cells that GitHub adds to a short row stand behind the row's end.
                    if span.start < row.end {
                        cells.push(Prose::Gfm(events, self.trimmed(span.clone())));
                        written = span.end;
                    }
                }
                Event::Start(_) => (row, written) = (span.clone(), span.start),
                Event::End(TagEnd::Table) => break,
                _ => {
                    self.surplus_cells(written..row.end, &mut cells);
                    findings.extend(self.indented_row(&row, lines.get(1)));
                    let (span, cells) = (self.trimmed(row.clone()), std::mem::take(&mut cells));
                    lines.push(TableLine { span, kind: LineKind::Row, cells, open_code: None });
                    if lines.len() == 1 {
                        let (span, kind) = (self.delimiter(row.end), LineKind::Delimiter);
                        lines.push(TableLine { span, kind, cells: Vec::new(), open_code: None });
                    }
                }
            }
        }
        // A row means the same with outer pipes and without.
        Table { lines }
    }

    /// Reports a row that begins so far to the right of the table that it may be code.
    fn indented_row(&self, row: &Span, delimiter: Option<&TableLine<'_>>) -> Option<Finding> {
        let indent = |start: usize| {
            let before = &self.source.text()[..start];
            let indent = &before[before.trim_end_matches([' ', '\t']).len()..];
            indent.chars().map(|char| if char == '\t' { 4 } else { 1 }).sum::<usize>()
        };
        let is_code = indent(row.start) >= 4 && indent(row.start) > indent(delimiter?.span.start);
        let message =
            "found a row behind white space, which some sites take for code; expected it below the others";
        let help = "take the white space in front of it out";
        is_code.then(|| self.unsupported(self.trimmed(row.clone()), message, help))
    }

    /// Adds the cells behind a row's last column, which GitHub doesn't show.
    fn surplus_cells(&self, mut rest: Span, cells: &mut Vec<Prose<'a>>) {
        loop {
            rest.start += usize::from(self.text(&rest).starts_with('|'));
            let text = self.text(&rest);
            if white::is_blank(text) {
                return;
            }
            let mut pipes = text.match_indices('|').map(|(at, _)| at);
            let end = rest.start + pipes.find(|at| !text[..*at].ends_with('\\')).unwrap_or(text.len());
            cells.push(Prose::Gfm(0..0, self.trimmed(rest.start..end)));
            rest.start = end;
        }
    }

    /// The line of dashes that begins at this byte, without the marks of the quotations around it.
    fn delimiter(&self, start: usize) -> Span {
        let rest = &self.source.text()[start..];
        let line = white::trim_end(&rest[..rest.find(['\n', '\r']).unwrap_or(rest.len())]);
        let marks = line.len() - line.trim_start_matches([' ', '\t', '>']).len();
        start + marks..start + line.len()
    }

    /// Reports the first Liquid tag or attribute list outside of code: the page is written for the other dialect.
    fn foreign_mark(&self, body: usize) -> Option<Finding> {
        let page = self.source.text();
        let is_code = |event: &Event<'_>| matches!(event, Event::Code(_) | Event::Start(Tag::CodeBlock(_)));
        let mut codes =
            self.events.iter().filter(|(event, _)| is_code(event)).map(|(_, span)| span).peekable();
        let (mut tag_end, mut tag, mut list) = (Search::new("%}"), None, None);
        for at in page[body..].match_indices('{').map(|(at, _)| body + at) {
            while codes.next_if(|code| code.end <= at).is_some() {}
            if codes.peek().is_some_and(|code| code.start <= at) {
                continue;
            }
            let (before, behind) = (&page[body..at], &page[at + 1..]);
            // Hugo's shortcodes, `{{% … %}}`, are no Liquid tags.
            if behind.starts_with('%') && !before.ends_with('{') {
                let Some(end) = tag_end.find(page, at + 2) else { continue };
                let inner = white::trim(page[at + 2..end].trim_matches('-'));
                if inner.starts_with('/') || inner.ends_with('/') {
                    // Markdoc's tags, some of which look like Liquid's, are the site's business.
                    return list.map(|span| self.foreign(Rule::UnsupportedMarkdown, span));
                }
                if tag.is_none() && inner.starts_with(|char: char| char.is_ascii_alphabetic()) {
                    tag = Some(at..end + 2);
                }
            } else if behind.starts_with(':') && list.is_none() {
                let before = before.trim_end_matches([' ', '\t', '>']);
                if before.is_empty() || before.ends_with(['\n', '\r']) {
                    let line = &behind[..behind.find(['\n', '\r']).unwrap_or(behind.len())];
                    let end = at + 1 + white::trim_end(line).len();
                    list = Some(at..end).filter(|span| self.text(span).ends_with('}'));
                }
            }
        }
        match (tag, list) {
            (Some(tag), list) if list.as_ref().is_none_or(|list| tag.start < list.start) => {
                Some(self.foreign(Rule::UnknownLiquid, tag))
            }
            (_, list) => list.map(|span| self.foreign(Rule::UnsupportedMarkdown, span)),
        }
    }

    fn foreign(&self, rule: Rule, span: Span) -> Finding {
        let what = if rule == Rule::UnknownLiquid { "a template's tag" } else { "an attribute list" };
        let found = shown(self.text(&span));
        let message = format!(
            "found `{found}`, {what}, which GitHub's Markdown doesn't know; expected a page without it"
        );
        let help = "take it out, or name the dialect that has it: `markdown = …`";
        Finding::new(rule, self.source, span).message(message).help(help)
    }
}

/// The text that a reference such as `&eacute;` stands for: itself if there is no such reference.
pub(super) fn decode(reference: &str) -> String {
    let texts = Parser::new(reference).filter_map(|event| match event {
        Event::Text(text) => Some(text),
        _ => None,
    });
    texts.map(CowStr::into_string).collect()
}

/// Says whether an event is part of a text.
fn is_inline(event: &Event<'_>) -> bool {
    match event {
        Event::Start(tag) => is_inline_end(tag.to_end()),
        Event::End(end) => is_inline_end(*end),
        Event::Html(_) | Event::Rule => false,
        _ => true,
    }
}

fn is_inline_end(end: TagEnd) -> bool {
    use TagEnd::{Emphasis, Image, Link, Strikethrough, Strong};
    matches!(end, Emphasis | Image | Link | Strikethrough | Strong)
}
