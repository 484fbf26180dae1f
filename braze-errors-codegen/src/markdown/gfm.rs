//! GitHub's dialect, read by pulldown-cmark.

mod inline;
#[cfg(test)]
mod tests;

use std::ops::Range;
use std::rc::Rc;

use pulldown_cmark::{CodeBlockKind, CowStr, Event, Options, Parser, Tag, TagEnd};

use super::description::{Description, finished};
use super::document::{Block, BlockKind, Heading, LineKind, Prose, Table, TableLine};
use super::{control_character, is_of_gitbook, shown};
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
        findings.extend(page.second_byte_order_mark(body));
        findings.extend(page.foreign_white_space(body));
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

    /// The words that these events make up to this byte of the page, whatever marks, tags and images stand among them.
    pub(super) fn words(&self, events: Range<usize>, end: usize) -> String {
        let (mut words, mut images) = (String::new(), 0_usize);
        for (event, span) in self.events[events].iter().filter(|(_, span)| span.start < end) {
            match event {
                Event::Start(Tag::Image { .. }) => images += 1,
                Event::End(TagEnd::Image) => images = images.saturating_sub(1),
                _ if images > 0 => {}
                // A heading's last text goes on behind its words if an anchor stands there.
                Event::Text(text) if span.end > end => {
                    words.push_str(text.get(..end - span.start).unwrap_or(text));
                }
                Event::Text(text) | Event::Code(text) => words.push_str(text),
                Event::SoftBreak => words.push(' '),
                event if is_break(event) => words.push(' '),
                _ => {}
            }
        }
        words
    }

    /// Reports a break in a heading.
    pub(super) fn broken_heading(&self, events: Range<usize>) -> Option<Finding> {
        let (_, span) = self.events[events].iter().find(|(event, _)| is_break(event))?;
        let message =
            "found a break in a heading, whose anchor sites write in several ways; expected one line";
        Some(self.unsupported(span.clone(), message, "write the heading on one line"))
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
                Event::Start(Tag::FootnoteDefinition(_)) => {
                    findings.extend(self.footnote_blocks(at));
                    continue;
                }
                Event::End(_) => continue,
                Event::Start(Tag::Paragraph) => {
                    let prose = self.prose(&mut at);
                    findings.extend((!outer.is_empty()).then(|| self.lazy_tag(&prose)).flatten());
                    BlockKind::Paragraph(prose)
                }
                Event::Start(Tag::Heading { level, .. }) => {
                    BlockKind::Heading(self.heading(*level as usize, self.prose(&mut at)))
                }
                Event::Start(Tag::Table(_)) => {
                    findings.extend(self.unsure_table(span.start));
                    BlockKind::Table(self.table(&mut at, &mut findings))
                }
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
                    findings.extend(self.lazy_tag(&prose));
                    blocks.push(Block { span, kind: BlockKind::Paragraph(prose) });
                    continue;
                }
            };
            let end = span.start + white::trim_end(self.text(span)).len();
            blocks.push(Block { span: span.start..end, kind });
        }
        (blocks, findings)
    }

    /// Reports a byte order mark behind the page's own, which hides what stands behind it from some readers.
    fn second_byte_order_mark(&self, body: usize) -> Option<Finding> {
        let (message, help) = ("found a second byte order mark; expected one at most", "take it out");
        let is_there = self.source.text()[body..].starts_with('\u{feff}');
        is_there.then(|| self.unsupported(body..body + '\u{feff}'.len_utf8(), message, help))
    }

    /// Reports white space that some readers of this dialect know, and some don't.
    fn foreign_white_space(&self, body: usize) -> Option<Finding> {
        let foreign = ['\u{b}', '\u{c}', '\u{85}'];
        let page = self.source.text();
        let is_lone = |at: &usize| !page[at + 1..].starts_with('\n');
        let mut returns = page.match_indices('\r').map(|(at, _)| at).filter(|at| *at >= body);
        // A page may end its lines so, but not some of them.
        let lone = if page.contains('\n') { returns.find(is_lone) } else { None };
        let at = lone.or_else(|| page[body..].find(foreign).map(|at| body + at))?;
        let char = self.source.text()[at..].chars().next()?;
        Some(control_character(self.source, at..at + char.len_utf8(), char))
    }

    /// Reports a tag alone on a line of an item or quotation without the marks of that: some readers end it there.
    fn lazy_tag(&self, prose: &Prose<'a>) -> Option<Finding> {
        let Prose::Gfm(events, _) = prose else { return None };
        let page = self.source.text();
        let is_alone = |span: &Span| {
            let line = page[..span.start].rsplit('\n').next().unwrap_or_default();
            let rest = page[span.end..].split('\n').next().unwrap_or_default();
            span.start > 0 && line.trim_start_matches([' ', '\t']).is_empty() && white::is_blank(rest)
        };
        let mut events = self.events[events.clone()].iter();
        let (_, span) =
            events.find(|(event, span)| matches!(event, Event::InlineHtml(_)) && is_alone(span))?;
        let message = "found a tag alone on a line of an item or quotation, which some sites end there; expected words before it";
        let help = "write it behind the words, or a blank line in front of it";
        Some(self.unsupported(span.clone(), message, help))
    }

    /// Reports a table, heading or list in the footnote whose events begin here: GitHub moves it to the page's end, or leaves it out.
    fn footnote_blocks(&self, first: usize) -> Option<Finding> {
        let is_end = |event: &Event<'_>| matches!(event, Event::End(TagEnd::FootnoteDefinition));
        let mut inner = self.events[first..].iter().take_while(|(event, _)| !is_end(event));
        let is_block = |event: &Event<'_>| {
            matches!(event, Event::Start(Tag::Table(_) | Tag::List(_) | Tag::Heading { .. }))
        };
        let (_, span) = inner.find(|(event, _)| is_block(event))?;
        let message = "found a block in a footnote, which sites move or leave out; expected it outside";
        let help = "write a blank line and words without indentation before it";
        Some(self.unsupported(self.trimmed(span.clone()), message, help))
    }

    /// Reports a table right below other text of which some readers take the header, or all of it, for more of that,
    /// and one whose delimiter row they take for an item.
    fn unsure_table(&self, table: usize) -> Option<Finding> {
        let page = self.source.text();
        let is_end = ['\n', '\r'];
        let start = page[..table].rfind(is_end).map_or(0, |end| end + 1);
        let above = page[..start].strip_suffix('\n').unwrap_or(&page[..start]);
        let above = above.strip_suffix('\r').unwrap_or(above);
        let paragraph = above.rsplit(is_end).take_while(|line| !white::is_blank(line));
        let mut lines = page[start..].split(is_end).filter(|line| !line.is_empty());
        let (header, delimiter) = (lines.next()?, lines.next()?);
        let marks = [' ', '\t', '>'];
        if ["- ", "-\t"].iter().any(|item| delimiter.trim_start_matches(marks).starts_with(item)) {
            let message =
                "found a delimiter row that begins as an item of a list does; expected `|` before it";
            let span = self.trimmed(table..start + header.len());
            return Some(self.unsupported(span, message, "write a pipe in front of each line of the table"));
        }
        let indent = |line: &str| line.len() - line.trim_start_matches(marks).len();
        let is_delimiter =
            |line: &str| line.contains(['|', '-']) && !line.contains(|char: char| !"|-: \t>".contains(char));
        let is_definition = |line: &str| line.trim_start().starts_with('[') && line.contains("]:");
        let mut paragraph = paragraph.peekable();
        paragraph.peek()?;
        let is_unsure = indent(header) != indent(delimiter)
            || is_delimiter(header)
            || paragraph.any(|line| is_delimiter(line) || is_definition(line));
        let message = "found a table right below other text, which some sites take for more of that; expected a blank line between";
        is_unsure.then(|| self.unsupported(self.trimmed(table..start + header.len()), message, "write one"))
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
                let is_name = inner.starts_with(|char: char| char.is_ascii_alphabetic());
                if tag.is_none() && is_name && !is_of_gitbook(inner) {
                    tag = Some(at..end + 2);
                }
            } else if behind.starts_with(':') && list.is_none() {
                let before = before.trim_end_matches([' ', '\t', '>', '|']);
                if before.is_empty() || before.ends_with(['\n', '\r']) {
                    let line = &behind[..behind.find(['\n', '\r']).unwrap_or(behind.len())];
                    let end = at + 1 + line.trim_end_matches([' ', '\t', '|']).len();
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

/// Says whether an event ends a line.
fn is_break(event: &Event<'_>) -> bool {
    match event {
        Event::HardBreak => true,
        Event::InlineHtml(tag) => {
            let name = tag.trim_start_matches(['<', '/']);
            name.get(..2).is_some_and(|name| name.eq_ignore_ascii_case("br"))
                && !name[2..].starts_with(|char: char| char.is_ascii_alphanumeric() || char == '-')
        }
        _ => false,
    }
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
