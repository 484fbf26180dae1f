//! Blocks, in the order in which kramdown tries them.

use std::cell::Cell;

use super::Context;
use super::html::{self, Tag};
use crate::finding::Rule;
use crate::markdown::document::{Block, BlockKind, Prose};
use crate::markdown::mapped::Mapped;
use crate::text::scan::Search;
use crate::text::source::Span;
use crate::text::white::{is_blank, trim_end, trim_start};

/// How deeply lists and quotations may stand in one another.
const DEEPEST: usize = 16;

/// An attribute list that waits for the next block.
pub(super) struct Pending {
    /// The anchor in it.
    pub(super) id: Option<String>,
}

/// Reads the blocks of one text: the page's, an item's or a quotation's.
pub(super) struct Blocks<'b, 'a> {
    pub(super) context: &'b mut Context<'a>,
    pub(super) text: &'b Mapped<'a>,
    pub(super) at: usize,
    pub(super) children: Vec<Block<'a>>,
    pub(super) pending: Option<Pending>,
    pub(super) depth: usize,
    pub(super) brace: Search,
    pub(super) comment_end: Search,
    pub(super) fences: super::codeblock::Fences,
    pub(super) extension_ends: [Search; 3],
    /// Where the line begins and ends that was asked for last: many blocks may stand on one.
    known_line: Cell<(usize, usize)>,
}

/// Reads a text's blocks behind those that its container has already.
pub(super) fn read<'a>(
    context: &mut Context<'a>,
    text: &Mapped<'a>,
    children: Vec<Block<'a>>,
    depth: usize,
) -> Vec<Block<'a>> {
    if depth > DEEPEST {
        context.unsupported(
            text.span(0..text.text().len()),
            "a list or quotation in too many others",
            "take it out of some of them",
        );
        return children;
    }
    let fences = super::codeblock::Fences::read(text.text());
    let mut blocks = Blocks {
        context,
        text,
        at: 0,
        children,
        pending: None,
        depth,
        brace: Search::new("}"),
        comment_end: Search::new("-->"),
        fences,
        extension_ends: ["{:/}", "{:/comment}", "{:/nomarkdown}"].map(Search::new),
        known_line: Cell::new((0, 0)),
    };
    while blocks.at < text.text().len() {
        blocks.block();
    }
    blocks.children
}

impl<'b, 'a> Blocks<'b, 'a> {
    /// Reads one block; kramdown's order.
    fn block(&mut self) {
        let _ = self.blank_line()
            || self.codeblock()
            || self.codeblock_fenced()
            || self.blockquote()
            || self.atx_header()
            || self.horizontal_rule()
            || self.list()
            || self.definition_list()
            || self.block_html()
            || self.setext_header()
            || self.block_math()
            || self.table()
            || self.footnote_definition()
            || self.link_definition()
            || self.abbrev_definition()
            || self.block_extensions()
            || self.eob_marker()
            || self.paragraph();
    }

    /// The rest of the text, from here on.
    pub(super) fn rest(&self) -> &'b str {
        &self.text.text()[self.at..]
    }

    /// The line that begins at this offset, with its end.
    pub(super) fn line_at(&self, at: usize) -> &'b str {
        let text = self.text.text();
        let known = self.known_line.get();
        if known.0 <= at && at < known.1 {
            return &text[at..known.1];
        }
        let end = text[at..].find('\n').map_or(text.len(), |end| at + end + 1);
        self.known_line.set((at, end));
        &text[at..end]
    }

    pub(super) fn line(&self) -> &'b str {
        self.line_at(self.at)
    }

    /// Adds a block that goes on to this offset, and goes on behind it.
    pub(super) fn push(&mut self, end: usize, kind: BlockKind<'a>) {
        let start = std::mem::replace(&mut self.at, end);
        self.push_from(start, kind);
    }

    /// Adds a block that goes from this offset to where the reader is.
    pub(super) fn push_from(&mut self, start: usize, kind: BlockKind<'a>) {
        let written = trim_end(&self.text.text()[start..self.at]).len();
        let span = self.text.span(start..start + written);
        self.children.push(Block { span, kind });
    }

    pub(super) fn last(&self) -> Option<&BlockKind<'a>> {
        self.children.last().map(|block| &block.kind)
    }

    pub(super) fn after_block_boundary(&self) -> bool {
        matches!(self.last(), None | Some(BlockKind::Blank | BlockKind::EndOfBlock)) || self.pending.is_some()
    }

    pub(super) fn before_block_boundary(&mut self, at: usize) -> bool {
        at == self.text.text().len()
            || is_blank(self.line_at(at))
            || is_eob(self.line_at(at))
            || self.attribute_list(at).is_some()
    }

    fn blank_line(&mut self) -> bool {
        if !is_blank(self.line()) {
            return false;
        }
        let end = self.at + self.line().len();
        if matches!(self.last(), Some(BlockKind::Blank)) {
            // kramdown makes one blank of both, which a definition list doesn't go on over.
            if let Some(last) = self.children.last_mut() {
                last.span.end = self.text.span(self.at..end).end;
            }
            self.at = end;
        } else {
            self.pending = None;
            let span = self.text.span(self.at..end);
            self.children.push(Block { span, kind: BlockKind::Blank });
            self.at = end;
        }
        true
    }

    fn blockquote(&mut self) -> bool {
        if quote_mark(self.line()).is_none() {
            return false;
        }
        let mut inner = Mapped::new(self.text.page(), self.text.origin(self.at));
        let mut end = self.at;
        loop {
            let length = self.line_at(end).len();
            let mark = quote_mark(self.line_at(end)).unwrap_or_default();
            inner.append(self.text, end + mark..end + length);
            end += length;
            if end == self.text.text().len() || self.is_lazy_end(end) {
                break;
            }
        }
        self.pending = None;
        let blocks = read(self.context, &inner, Vec::new(), self.depth + 1);
        self.push(end, BlockKind::Quote(blocks));
        true
    }

    fn horizontal_rule(&mut self) -> bool {
        if !is_horizontal_rule(self.line()) {
            return false;
        }
        self.pending = None;
        self.push(self.at + self.line().len(), BlockKind::Rule);
        true
    }

    /// kramdown makes a definition of a line that begins with a colon, and terms of the paragraph above.
    fn definition_list(&mut self) -> bool {
        let is_definition = unindented(self.line()).is_some_and(|line| is_marked(line, ":"));
        let follows_term = match self.children.as_slice() {
            [.., Block { kind: BlockKind::Paragraph(_), .. }] => true,
            [.., Block { kind: BlockKind::Paragraph(_), .. }, Block { kind: BlockKind::Blank, span }] => {
                span.len() == 1
            }
            _ => false,
        };
        if !is_definition || !follows_term {
            return false;
        }
        let span = self.text.span(self.at..self.at + trim_end(self.line()).len());
        let what = "a line that begins with a colon, which kramdown makes a definition list of";
        let help = "write `\\:` for the colon, or put words in front of it";
        if self.line().contains('|') {
            // A table may stand in the definition.
            self.context.reaching(span, what, help);
        } else {
            self.context.unsupported(span, what, help);
        }
        false
    }

    fn block_html(&mut self) -> bool {
        let indent = indent(self.line());
        let rest = &self.rest()[indent..];
        if indent > 3 || !rest.starts_with('<') {
            return false;
        }
        let start = self.at;
        if rest.starts_with("<!--") {
            let end = self.comment_end.find(self.text.text(), self.at + indent + "<!--".len());
            // In front of an indented one kramdown begins a paragraph.
            let Some(end) = end.filter(|_| indent == 0) else { return false };
            self.at = trailing_white_space(self.text.text(), end + "-->".len());
            self.push_from(start, BlockKind::Comment);
            return true;
        }
        let Some(tag) = Tag::at(self.text.text(), self.at + indent) else { return false };
        if tag.is_end || html::is_one_of(tag.name, html::SPAN_ELEMENTS) {
            return false;
        }
        self.pending = None;
        let element = html::element(self.text.text(), &tag, &mut self.comment_end);
        self.at = if element.is_trailed {
            trailing_white_space(self.text.text(), element.end)
        } else {
            element.end
        };
        if let Some(open) = element.unclosed {
            let span = self.text.span(open.clone());
            let found = super::shown(&self.text.text()[open]).into_owned();
            self.context.report(
                Rule::UnclosedTag,
                span,
                format!("found `{found}` without its end; kramdown reads no Markdown in what follows"),
                "write its end tag, or `&lt;` for a `<` that starts no element",
            );
        }
        if let Some(tag) = element.markdown {
            let span = self.text.span(tag);
            self.context.reaching(
                span,
                "the attribute `markdown`, which changes how kramdown reads the element",
                "take the attribute out",
            );
        }
        self.push_from(start, BlockKind::Html);
        true
    }

    /// kramdown takes what stands between `$$` at the start of a block and the next `$$` for mathematics.
    fn block_math(&mut self) -> bool {
        let indent = indent(self.line());
        let rest = &self.rest()[indent..];
        let is_math = rest.starts_with("$$") || rest.starts_with("\\$$");
        if indent > 3 || !is_math || !self.after_block_boundary() {
            return false;
        }
        let start = self.at + indent;
        if self.rest()[indent + 2..].contains("$$") {
            let span = self.text.span(start..self.at + trim_end(self.line()).len());
            self.context.unsupported(
                span,
                "`$$`, which begins a block of mathematics",
                "write `\\$\\$` for the characters themselves",
            );
        }
        false
    }

    fn eob_marker(&mut self) -> bool {
        if !is_eob(self.line()) {
            return false;
        }
        self.pending = None;
        self.push(self.at + self.line().len(), BlockKind::EndOfBlock);
        true
    }

    fn paragraph(&mut self) -> bool {
        let start = self.at;
        let mut end = start + self.line().len();
        while end < self.text.text().len() && !self.is_paragraph_end(end) {
            self.check_definition_under_tag(end);
            end += self.line_at(end).len();
        }
        let written = start + trim_end(&self.text.text()[start..end]).len();
        self.span_options(start..written);
        // kramdown goes on with a paragraph that ended for a block that was none.
        if let Some(Block { span, kind: BlockKind::Paragraph(Prose::Kramdown(text)) }) =
            self.children.last_mut()
        {
            text.append(self.text, start - 1..start);
            text.append(self.text, start..written);
            span.end = self.text.span(start..written).end;
            self.at = end;
            return true;
        }
        self.pending = None;
        let first = written - trim_start(&self.text.text()[start..written]).len();
        let prose = Prose::Kramdown(self.text.slice(first..written));
        self.push(end, BlockKind::Paragraph(prose));
        true
    }

    /// Reports what defines a link's target if the tag above it ends the text.
    fn check_definition_under_tag(&mut self, at: usize) {
        let line = self.line_at(at);
        let defines = unindented(line).is_some_and(|line| line.starts_with('[') && line.contains("]:"));
        let above = trim_end(&self.text.text()[..at]);
        let is_tag =
            above.ends_with('}') && self.context.is_of_tag(&self.text.span(above.len() - 1..above.len()));
        if defines && is_tag {
            let span = self.text.span(at..at + trim_end(line).len());
            self.context.reaching(
                span,
                "what may define a link's target, right under a Liquid tag",
                "put a blank line between them",
            );
        }
    }

    /// Reports options in a line of text, which hold for the whole page.
    fn span_options(&mut self, text: std::ops::Range<usize>) {
        let written = &self.text.text()[text.clone()];
        for (at, mark) in written.match_indices("{::options") {
            if written[..at].ends_with(['`', '\\']) {
                continue;
            }
            let behind = &written[at + mark.len()..];
            let end = behind
                .find(['}', '\n'])
                .map_or(behind.len(), |end| end + usize::from(behind[end..].starts_with('}')));
            let start = text.start + at;
            let span = self.text.span(start..start + mark.len() + end);
            self.context.reaching(
                span,
                "`{::options`, which changes how kramdown reads the page",
                "take it out",
            );
        }
    }

    fn is_paragraph_end(&mut self, at: usize) -> bool {
        let line = self.line_at(at);
        let starts_other = unindented(line).is_some_and(|line| {
            line.starts_with('>') || is_marked(line, ":") || super::codeblock::is_fence(line)
        });
        starts_other
            || super::header::atx(line).is_some()
            || super::list::marker(line).is_some()
            || self.is_lazy_end(at)
    }

    /// Says whether a paragraph or a quotation ends above the line at this offset.
    pub(super) fn is_lazy_end(&mut self, at: usize) -> bool {
        let line = self.line_at(at);
        if is_blank(line) || is_eob(line) {
            return true;
        }
        let indent = indent(line);
        let starts_html = indent <= 3 && html::ends_lazy_text(&self.text.text()[at + indent..]);
        starts_html || self.attribute_list(at).is_some()
    }

    /// The offsets of what stands in the block attribute list at this offset, and of the line below it.
    pub(super) fn attribute_list(&mut self, at: usize) -> Option<(Span, usize)> {
        let start = at + indent(self.line_at(at));
        if start - at > 3 {
            return None;
        }
        let inner = start + "{:".len();
        let rest = self.text.text()[start..].strip_prefix("{:")?;
        if rest.starts_with([':', '/']) {
            return None;
        }
        let close = self.closing_brace(inner)?;
        let below = close >= at + self.line_at(at).len();
        if below && self.context.is_of_variable(&self.text.span(close..close + 1)) {
            let span = self.text.span(start..inner);
            let known = self.context.reaching.last().is_some_and(|finding| finding.span == span);
            if !known {
                let what = "an attribute list whose brace doesn't close on its line";
                self.context.reaching(span, what, "write `}` at the end of its line, or `\\{` for the brace");
            }
        }
        let end = close + 1 + self.line_at(close + 1).len();
        (close > inner && is_blank(&self.text.text()[close + 1..end])).then_some((inner..close, end))
    }

    /// The next brace that closes an attribute list.
    pub(super) fn closing_brace(&mut self, from: usize) -> Option<usize> {
        let text = self.text.text();
        let mut close = self.brace.find(text, from)?;
        while text[..close].ends_with('\\') {
            close = self.brace.find(text, close + 1)?;
        }
        Some(close)
    }
}

/// How many spaces a line begins with.
pub(super) fn indent(line: &str) -> usize {
    line.bytes().take_while(|byte| *byte == b' ').count()
}

/// A line behind the up to three spaces that kramdown allows in front of a block.
pub(super) fn unindented(line: &str) -> Option<&str> {
    let indent = indent(line);
    (indent <= 3).then(|| &line[indent..])
}

/// Says whether a line begins with a mark of a list, and what kramdown wants behind it.
pub(super) fn is_marked(line: &str, mark: &str) -> bool {
    line.strip_prefix(mark).is_some_and(|rest| rest.starts_with(['\t', '|', ' ']))
}

pub(super) fn is_eob(line: &str) -> bool {
    line.strip_prefix('^').is_some_and(is_blank)
}

/// How long the mark of a quotation is that a line begins with.
fn quote_mark(line: &str) -> Option<usize> {
    let rest = unindented(line)?.strip_prefix('>')?;
    Some(line.len() - rest.strip_prefix(' ').unwrap_or(rest).len())
}

pub(super) fn is_horizontal_rule(line: &str) -> bool {
    let Some(line) = unindented(line) else { return false };
    let line = line.strip_suffix('\n').unwrap_or(line);
    let Some(mark) = line.chars().next().filter(|mark| "*-_".contains(*mark)) else { return false };
    line.chars().all(|char| char == mark || matches!(char, ' ' | '\t'))
        && line.chars().filter(|char| *char == mark).count() >= 3
}

/// What is behind the blanks and the line's end that follow an offset, if nothing else does.
pub(super) fn trailing_white_space(text: &str, at: usize) -> usize {
    let rest = &text[at..];
    let blank = rest.len() - rest.trim_start_matches([' ', '\t']).len();
    if rest[blank..].starts_with('\n') { at + blank + 1 } else { at }
}
