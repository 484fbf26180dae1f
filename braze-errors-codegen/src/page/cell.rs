//! A cell as kramdown gets it: Liquid expanded, kramdown's own marks followed.

use std::ops::Range;

use super::block::Context;
use super::code_span::code_ranges;
use super::liquid::{BASE_URL, Kind, Markup};
use super::shown;
use crate::finding::{Finding, Rule};
use crate::text::scan::Search;
use crate::text::source::Span;

/// A piece of a cell that is parsed in one way.
pub(super) enum Segment {
    Markdown(Snippet),
    /// What stands between `{::nomarkdown}` and `{:/}`.
    Html(Snippet),
}

/// Text without Liquid and without kramdown's own marks, for pulldown-cmark.
///
/// It stands between two marks. The first makes pulldown-cmark take whatever follows for a paragraph's text, and
/// the second makes it keep the spaces in front of it; neither is a character that Markdown escapes.
pub(super) struct Snippet {
    text: String,
    /// Where pieces of the text stand in the page: offset here, offset there.
    origins: Vec<(usize, usize)>,
    /// Where attribute lists were taken out of the text, and where they stand in the page.
    attribute_lists: Vec<(usize, Span)>,
}

const START: &str = ".";
const END: &str = "…";

impl Snippet {
    fn new(at: usize) -> Self {
        Self { text: START.to_owned(), origins: vec![(START.len(), at)], attribute_lists: Vec::new() }
    }

    fn push(&mut self, text: &str, at: usize) {
        if text.is_empty() {
            return;
        }
        self.origins.push((self.text.len(), at));
        self.text.push_str(text);
    }

    fn sealed(mut self) -> Self {
        self.text.push_str(END);
        self
    }

    /// The text for pulldown-cmark, with the marks at its ends.
    pub(super) fn marked(&self) -> &str {
        &self.text
    }

    /// The attribute lists that were taken out: the offset at which each stood, and where it is in the page.
    pub(super) fn attribute_lists(&self) -> &[(usize, Span)] {
        &self.attribute_lists
    }

    /// The part of a range that lies between the marks.
    pub(super) fn within(&self, range: &Range<usize>) -> Range<usize> {
        let end = range.end.min(self.text.len() - END.len());
        range.start.max(START.len()).min(end)..end
    }

    /// The text of a range.
    pub(super) fn text(&self, range: &Range<usize>) -> &str {
        &self.text[self.within(range)]
    }

    fn origin(&self, offset: usize) -> usize {
        let index = self.origins.partition_point(|(here, _)| *here <= offset).saturating_sub(1);
        let (here, there) = self.origins[index];
        there + offset.saturating_sub(here)
    }

    /// Where a range stands in the page.
    pub(super) fn span(&self, range: &Range<usize>) -> Span {
        let Range { start, end } = self.within(range);
        let origin = self.origin(start);
        if start == end {
            return origin..origin;
        }
        // The last character may come from a piece further on in the page than the first.
        let last = self.text[..end].char_indices().next_back().map_or(start, |(last, _)| last);
        origin..self.origin(last).max(origin) + (end - last)
    }

    pub(super) fn char_before(&self, at: usize) -> Option<char> {
        self.text[START.len()..at.max(START.len())].chars().next_back()
    }

    pub(super) fn char_at(&self, at: usize) -> Option<char> {
        self.text(&(at..self.text.len())).chars().next()
    }

    /// The text between the marks, up to this offset.
    pub(super) fn before(&self, at: usize) -> &str {
        self.text(&(0..at))
    }

    /// The text between the marks, from this offset on.
    pub(super) fn from(&self, at: usize) -> &str {
        self.text(&(at..self.text.len()))
    }
}

/// Splits a cell, or a bullet's lines joined by spaces, into what is Markdown and what is HTML.
pub(super) fn segments(context: &Context<'_>, parts: &[Span], findings: &mut Vec<Finding>) -> Vec<Segment> {
    let start = parts.first().map_or(0, |part| part.start);
    let (mut segments, mut snippet) = (Vec::new(), Snippet::new(start));
    for (index, part) in parts.iter().enumerate() {
        if index > 0 {
            snippet.push(" ", parts[index - 1].end);
        }
        let mut cell = Cell::new(context, part, snippet, &mut segments, findings);
        cell.read();
        snippet = cell.snippet;
    }
    segments.push(Segment::Markdown(snippet.sealed()));
    segments
}

struct Cell<'a, 'b> {
    context: &'a Context<'a>,
    /// The page's text up to the end of the cell.
    text: &'a str,
    at: usize,
    /// The end of what is in the snippet already, or was left out.
    copied: usize,
    codes: std::iter::Peekable<std::vec::IntoIter<Range<usize>>>,
    part_start: usize,
    closing_brace: Search,
    special: [Search; 2],
    ends: [Search; 3],
    snippet: Snippet,
    segments: &'b mut Vec<Segment>,
    findings: &'b mut Vec<Finding>,
}

/// The end marks of kramdown's extensions.
const ENDS: [&str; 3] = ["{:/}", "{:/nomarkdown}", "{:/comment}"];

impl<'a, 'b> Cell<'a, 'b> {
    fn new(
        context: &'a Context<'a>,
        part: &Span,
        snippet: Snippet,
        segments: &'b mut Vec<Segment>,
        findings: &'b mut Vec<Finding>,
    ) -> Self {
        Self {
            context,
            text: &context.text[..part.end],
            at: part.start,
            copied: part.start,
            codes: code_ranges(&context.text[part.clone()]).into_iter().peekable(),
            part_start: part.start,
            closing_brace: Search::new("}"),
            special: ["{", "\\"].map(Search::new),
            ends: ENDS.map(Search::new),
            snippet,
            segments,
            findings,
        }
    }

    fn read(&mut self) {
        while let Some(next) = self.next_special() {
            self.at = next;
            let rest = &self.text[self.at..];
            if let Some(markup) = markup_at(self.context, self.at) {
                self.liquid(markup);
            } else if self.is_code() {
                self.at += 1;
            } else if rest.starts_with("{::") {
                self.extension();
            } else if rest.starts_with("{:") {
                self.attribute_list();
            } else if rest.starts_with('\\') {
                self.backslash();
            } else {
                self.at += 1;
            }
            self.at = self.at.min(self.text.len());
        }
        self.at = self.text.len();
        self.replace(0, "");
    }

    /// Where the next brace or backslash stands.
    fn next_special(&mut self) -> Option<usize> {
        let (text, at) = (self.text, self.at);
        let [brace, backslash] = &mut self.special;
        [brace.find(text, at), backslash.find(text, at)].into_iter().flatten().min()
    }

    /// Takes over what was passed by, and puts something in the place of the next bytes.
    fn replace(&mut self, length: usize, with: &str) {
        self.snippet.push(&self.text[self.copied..self.at], self.copied);
        self.snippet.push(with, self.at);
        self.at = (self.at + length).min(self.text.len());
        self.copied = self.at;
    }

    fn report(&mut self, rule: Rule, span: Span, message: impl Into<String>, help: impl Into<String>) {
        self.findings.push(Finding::new(rule, self.context.source, span).message(message).help(help));
    }

    fn is_code(&mut self) -> bool {
        let at = self.at - self.part_start;
        while self.codes.next_if(|code| code.end <= at).is_some() {}
        self.codes.peek().is_some_and(|code| code.contains(&at))
    }

    fn liquid(&mut self, markup: &Markup) {
        let length = markup.span.len();
        match markup.kind {
            Kind::Removed => self.replace(length, ""),
            Kind::BaseUrl => self.replace(length, BASE_URL),
            Kind::Tag | Kind::Variable => {
                self.findings.push(unknown_liquid(self.context, markup));
                self.at += length;
            }
        }
    }

    fn backslash(&mut self) {
        let rest = &self.text[self.at + 1..];
        if rest.starts_with('|') {
            // Cutting the row into cells has taken the backslash, and only this one.
            self.replace(1, "");
        } else if rest.starts_with("\\|") {
            self.replace(1, "");
            self.at += 2;
        } else if rest.starts_with(['%', '&', ',', '/', ';', '?', '@', '^']) {
            // kramdown leaves these escapes as they stand, CommonMark takes the backslash off.
            let span = self.at..self.at + 2;
            let message = format!(
                "found `{}`, whose backslash kramdown prints; expected no escape",
                &self.text[span.clone()]
            );
            let help = format!("write `{}`", &rest[..1]);
            self.report(Rule::UnsupportedMarkdown, span, message, help);
            self.at += 2;
        } else if markup_at(self.context, self.at + 1).is_some() {
            self.report(
                Rule::UnsupportedMarkdown,
                self.at..self.at + 1,
                "found a backslash in front of Liquid, which knows no escapes; expected none",
                "take it out",
            );
            self.at += 1;
        } else {
            // Whatever is escaped, a second backslash or a brace, begins nothing.
            self.at += 1 + rest.chars().next().map_or(0, char::len_utf8);
        }
    }

    /// The mark up to its closing brace, or what is left of the cell.
    fn mark(&mut self) -> Span {
        let end = self.closing_brace.find(self.text, self.at).map_or(self.text.len(), |end| end + 1);
        self.at..end
    }

    /// Follows `{::nomarkdown}` or `{::comment}`.
    fn extension(&mut self) {
        let mark = self.mark();
        let body = self.text[mark.start + "{::".len()..mark.end].trim_end_matches('}');
        let kind = ["nomarkdown", "comment"].iter().position(|name| body == *name);
        let Some(kind) = kind else {
            let found = shown(&self.text[mark.clone()]).into_owned();
            self.report(
                Rule::UnsupportedMarkdown,
                mark,
                format!("found `{found}`, an extension of kramdown's; expected `{{::nomarkdown}}` alone"),
                "write what it stands for",
            );
            self.at += 1;
            return;
        };
        let ends =
            [0, kind + 1].map(|end| Some((self.ends[end].find(self.text, mark.end)?, ENDS[end].len())));
        let Some((end, end_length)) = ends.into_iter().flatten().min() else {
            let found = &self.text[mark.clone()];
            self.report(
                Rule::UnclosedTag,
                mark,
                format!("found `{found}` without its end; expected `{{:/}}` in the same cell"),
                "write `{:/}` where it ends",
            );
            self.at += 1;
            return;
        };
        self.replace(end + end_length - self.at, "");
        if kind == 0 {
            let markdown = std::mem::replace(&mut self.snippet, Snippet::new(self.at));
            let html = self.html(mark.end..end);
            self.segments.extend([Segment::Markdown(markdown.sealed()), Segment::Html(html)]);
        }
    }

    /// The HTML of this span, which Liquid has seen and kramdown passes on.
    fn html(&mut self, span: Span) -> Snippet {
        let mut html = Snippet::new(span.start);
        let mut copied = span.start;
        let first = self.context.markup.partition_point(|markup| markup.span.start < span.start);
        for markup in self.context.markup[first..].iter().take_while(|markup| markup.span.end <= span.end) {
            html.push(&self.text[copied..markup.span.start], copied);
            match markup.kind {
                Kind::Removed => {}
                Kind::BaseUrl => html.push(BASE_URL, markup.span.start),
                Kind::Tag | Kind::Variable => self.findings.push(unknown_liquid(self.context, markup)),
            }
            copied = markup.span.end;
        }
        html.push(&self.text[copied..span.end], copied);
        html.sealed()
    }

    /// Takes out an attribute list, which is the site's business.
    fn attribute_list(&mut self) {
        let mark = self.mark();
        if !self.text[mark.clone()].ends_with('}') {
            // Without its closing brace it is text.
            self.at += "{:".len();
            return;
        }
        if self.text[mark.clone()].starts_with("{:/") {
            self.report(
                Rule::UnclosedTag,
                mark,
                "found an end mark of kramdown's without its start",
                "take it out, or write `{::nomarkdown}` where the HTML starts",
            );
            self.at += 1;
            return;
        }
        self.replace(mark.len(), "");
        self.snippet.attribute_lists.push((self.snippet.text.len(), mark));
    }
}

fn markup_at<'a>(context: &'a Context<'_>, at: usize) -> Option<&'a Markup> {
    let index = context.markup.binary_search_by_key(&at, |markup| markup.span.start).ok()?;
    Some(&context.markup[index])
}

fn unknown_liquid(context: &Context<'_>, markup: &Markup) -> Finding {
    let found = shown(&context.text[markup.span.clone()]);
    let finding = Finding::new(Rule::UnknownLiquid, context.source, markup.span.clone());
    if markup.kind == Kind::Tag {
        finding
            .message(format!("found `{found}` in a line of text; expected Liquid tags on lines of their own"))
            .help("move the tag to a line of its own, with a blank line between it and the table")
    } else {
        finding.message(format!("found `{found}`, which Liquid replaces; expected `{BASE_URL}` alone")).help(
            format!(
                "write what it stands for, or `{{% raw %}}{found}{{% endraw %}}` for the braces themselves"
            ),
        )
    }
}
