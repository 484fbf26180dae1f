//! A cell's text: code spans, emphasis, links, breaks and list items.

use std::ops::Range;
use std::rc::Rc;

use pulldown_cmark::{Event, LinkType, Options, Parser, Tag, TagEnd};

use super::block::Context;
use super::html::{self, Markup};
use super::liquid::{BASE_URL, Kind};
use super::{entity, liquid};
use crate::finding::{Finding, Rule};
use crate::source::{Source, Span};

/// A piece of a description, and where it stands.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Node {
    /// The bytes of the page.
    pub span: Span,
    /// What stands there.
    pub inline: Inline,
}

/// What a description is made of.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Inline {
    /// Words.
    Text(String),
    /// A code span.
    Code(String),
    /// Strong emphasis.
    Strong(Vec<Node>),
    /// Emphasis.
    Emphasis(Vec<Node>),
    /// A link; `{{site.baseurl}}` in its target is not expanded yet.
    Link {
        /// Where it leads.
        target: String,
        /// Its title, if it has one.
        title: Option<String>,
        /// Its words.
        words: Vec<Node>,
    },
    /// The end of a line.
    Break,
    /// A list item.
    Item(Vec<Node>),
    /// A comment, which reaches no form of the text.
    Comment(String),
}

/// Reads the text of a cell, or of a bullet's lines joined by spaces.
pub(super) fn read(context: &Context<'_>, parts: &[Span], findings: &mut Vec<Finding>) -> Vec<Node> {
    let segments = segments(context, parts, findings);
    let mut builder = Builder { source: context.source, findings, frames: vec![Frame::root()] };
    for segment in &segments {
        match segment {
            Segment::Markdown(snippet) => builder.markdown(context, snippet),
            Segment::Html(span) => builder.html(&context.text[span.clone()], span.start),
        }
    }
    builder.finish()
}

/// Says whether nothing would be seen of a description.
pub(super) fn is_empty(nodes: &[Node]) -> bool {
    nodes.iter().all(|node| match &node.inline {
        Inline::Text(text) => text.trim().is_empty(),
        Inline::Strong(nodes) | Inline::Emphasis(nodes) | Inline::Item(nodes) => is_empty(nodes),
        Inline::Break | Inline::Comment(_) => true,
        Inline::Code(_) | Inline::Link { .. } => false,
    })
}

/// The words of a heading, without its marks.
pub(super) fn words(text: &str) -> String {
    let mut words = String::new();
    for event in Parser::new(&format!(".{text}")) {
        if let Event::Text(text) | Event::Code(text) = event {
            words.push_str(&text);
        }
    }
    words.split_off(1)
}

pub(super) fn control_character(source: &Rc<Source>, span: Span, control: char) -> Finding {
    Finding::new(Rule::ControlCharacter, source, span)
        .message(format!("found the control character U+{:04X}; expected text", u32::from(control)))
        .help("delete the character")
}

/// The byte ranges of a text that kramdown takes for code when it cuts a row into cells.
pub(crate) fn code_ranges(text: &str) -> Vec<Range<usize>> {
    let bytes = text.as_bytes();
    let mut ranges = Vec::new();
    let mut piece = 0;
    // kramdown looks for code elements first, and for code spans in what lies between them.
    while let Some(start) = text[piece..].find("<code").map(|at| piece + at) {
        let Some(end) = text[start..].find("</code>").map(|at| start + at + "</code>".len()) else { break };
        code_spans(bytes, piece..start, &mut ranges);
        ranges.push(start..end);
        piece = end;
    }
    code_spans(bytes, piece..bytes.len(), &mut ranges);
    ranges
}

fn code_spans(bytes: &[u8], piece: Range<usize>, ranges: &mut Vec<Range<usize>>) {
    let mut runs: Vec<Range<usize>> = Vec::new();
    for at in piece.clone().filter(|at| bytes[*at] == b'`') {
        match runs.last_mut() {
            Some(run) if run.end == at => run.end += 1,
            _ => runs.push(at..at + 1),
        }
    }
    // The longest run from each one on, so that looking for an end that isn't there costs nothing.
    let mut longest = vec![0; runs.len() + 1];
    for (index, run) in runs.iter().enumerate().rev() {
        longest[index] = longest[index + 1].max(run.len());
    }
    let is_space = |byte: Option<&u8>| byte.is_none_or(u8::is_ascii_whitespace);
    let mut index = 0;
    while index < runs.len() {
        let open = runs[index].clone();
        let before = (open.start > piece.start).then(|| &bytes[open.start - 1]);
        let is_lone =
            open.len() == 1 && is_space(before) && bytes.get(open.end).is_some_and(u8::is_ascii_whitespace);
        if is_lone || longest[index + 1] < open.len() {
            index += 1;
            continue;
        }
        let close = (index + 1..runs.len()).find(|close| runs[*close].len() >= open.len()).unwrap_or(index);
        let end = runs[close].start + open.len();
        ranges.push(open.start..end);
        if end == runs[close].end {
            index = close + 1;
        } else {
            // What is left of a longer run opens the next code span.
            runs[close].start = end;
            index = close;
        }
    }
}

/// A piece of a cell that is parsed in one way.
enum Segment {
    Markdown(Snippet),
    /// What stands between `{::nomarkdown}` and `{:/}`.
    Html(Span),
}

/// Markdown as kramdown gets it: Liquid expanded, its own marks taken off.
///
/// It begins with a full stop, so that pulldown-cmark takes whatever follows for a paragraph's text.
struct Snippet {
    text: String,
    /// Where pieces of the text stand in the page: offset here, offset there.
    origins: Vec<(usize, usize)>,
}

impl Snippet {
    fn new(at: usize) -> Self {
        Self { text: ".".to_owned(), origins: vec![(1, at)] }
    }

    fn push(&mut self, text: &str, at: usize) {
        self.origins.push((self.text.len(), at));
        self.text.push_str(text);
    }

    fn origin(&self, offset: usize) -> usize {
        let index = self.origins.partition_point(|(here, _)| *here <= offset).saturating_sub(1);
        let (here, there) = self.origins[index];
        there + offset.saturating_sub(here)
    }

    /// Where a range stands in the page.
    fn span(&self, range: &Range<usize>) -> Span {
        let start = self.origin(range.start.max(1));
        start..self.origin(range.end.saturating_sub(1)).max(start) + usize::from(range.end > range.start)
    }

    fn char_before(&self, at: usize) -> Option<char> {
        self.text[..at].chars().next_back().filter(|_| at > 1)
    }

    fn char_at(&self, at: usize) -> Option<char> {
        self.text[at..].chars().next()
    }
}

fn segments(context: &Context<'_>, parts: &[Span], findings: &mut Vec<Finding>) -> Vec<Segment> {
    let mut segments = Vec::new();
    let mut snippet = Snippet::new(parts[0].start);
    for (index, part) in parts.iter().enumerate() {
        if index > 0 {
            snippet.push(" ", part.start);
        }
        let mut cell = Cell {
            context,
            part: part.clone(),
            codes: code_ranges(&context.text[part.clone()]),
            next_code: 0,
        };
        cell.read(&mut snippet, &mut segments, findings);
    }
    segments.push(Segment::Markdown(snippet));
    segments
}

struct Cell<'a> {
    context: &'a Context<'a>,
    part: Span,
    codes: Vec<Range<usize>>,
    next_code: usize,
}

impl Cell<'_> {
    fn read(&mut self, snippet: &mut Snippet, segments: &mut Vec<Segment>, findings: &mut Vec<Finding>) {
        let Self { context, part: Span { start, end }, .. } = self;
        let (context, end) = (*context, *end);
        let text = &context.text[..end];
        let mut at = *start;
        let mut copied = at;
        while let Some(special) = text[at..].find(['{', '\\']).map(|next| at + next) {
            let rest = &text[special..];
            let (kept, skipped) = if let Some(markup) = markup_at(context, special) {
                match markup.kind {
                    Kind::Removed => ("", markup.span.len()),
                    Kind::BaseUrl => (BASE_URL, markup.span.len()),
                    Kind::Tag | Kind::Variable => {
                        findings.push(unknown_liquid(context, markup));
                        (rest, markup.span.len())
                    }
                }
            } else if self.is_code(special) {
                (rest, 1)
            } else if rest.starts_with("{:") {
                match self.extension(special, snippet, &text[copied..special], findings) {
                    Extension::Skip(length) => ("", length),
                    Extension::Keep => (rest, 1),
                    Extension::NoMarkdown { body, length } => {
                        snippet.push(&text[copied..special], copied);
                        let markdown = std::mem::replace(snippet, Snippet::new(special + length));
                        segments.extend([Segment::Markdown(markdown), Segment::Html(body)]);
                        copied = special + length;
                        at = copied;
                        continue;
                    }
                }
            } else if rest.starts_with("\\|") {
                ("", 1)
            } else if rest.starts_with("\\\\|") {
                ("", 1)
            } else if rest.starts_with("\\\\") {
                (rest, 2)
            } else {
                // kramdown leaves these escapes as they stand, CommonMark takes the backslash off.
                if rest.starts_with('\\') && rest[1..].starts_with(['%', '&', ',', '/', ';', '?', '@', '^']) {
                    findings.push(
                        Finding::new(Rule::UnsupportedMarkdown, context.source, special..special + 2)
                            .message(format!(
                                "found `{}`, whose backslash kramdown prints; expected no escape",
                                &rest[..2]
                            ))
                            .help(format!("write `{}`", &rest[1..2])),
                    );
                }
                (rest, 1)
            };
            if kept.len() == rest.len() {
                at = special + skipped;
            } else {
                snippet.push(&text[copied..special], copied);
                snippet.push(kept, special);
                at = special + skipped;
                copied = at;
            }
            at = at.min(end);
        }
        snippet.push(&text[copied.min(end)..], copied.min(end));
    }

    fn is_code(&mut self, at: usize) -> bool {
        let at = at - self.part.start;
        while self.codes.get(self.next_code).is_some_and(|code| code.end <= at) {
            self.next_code += 1;
        }
        self.codes.get(self.next_code).is_some_and(|code| code.contains(&at))
    }

    /// What one of kramdown's own marks, `{:…}`, does to the cell.
    fn extension(
        &self,
        at: usize,
        snippet: &Snippet,
        pending: &str,
        findings: &mut Vec<Finding>,
    ) -> Extension {
        let rest = &self.context.text[at..self.part.end];
        let finding = |rule, message: &str, help: &str| {
            let length = rest.find('}').map_or(rest.len(), |end| end + 1);
            Finding::new(rule, self.context.source, at..at + length).message(message).help(help)
        };
        if let Some(name) = rest.strip_prefix("{::") {
            let name = name.split(|char: char| !char.is_alphanumeric()).next().unwrap_or_default();
            let open = rest.find('}').map_or(rest.len(), |end| end + 1);
            if !matches!(name, "nomarkdown" | "comment") {
                findings.push(finding(
                    Rule::UnsupportedMarkdown,
                    "found an extension of kramdown's; expected `{::nomarkdown}` alone",
                    "write what it stands for",
                ));
                return Extension::Keep;
            }
            let long = format!("{{:/{name}}}");
            let close =
                [long.as_str(), "{:/}"].iter().filter_map(|mark| Some((rest.find(mark)?, mark.len()))).min();
            let Some((close, mark)) = close else {
                findings.push(finding(
                    Rule::UnclosedTag,
                    &format!("found `{{::{name}}}` without its end; expected `{{:/}}` in the same cell"),
                    "write `{:/}` where it ends",
                ));
                return Extension::Keep;
            };
            return if name == "comment" {
                Extension::Skip(close + mark)
            } else {
                Extension::NoMarkdown { body: at + open..at + close, length: close + mark }
            };
        }
        if rest.starts_with("{:/") {
            findings.push(finding(
                Rule::UnclosedTag,
                "found an end mark of kramdown's without its start",
                "take it out, or write `{::nomarkdown}` where the HTML starts",
            ));
            return Extension::Keep;
        }
        let before = pending.chars().next_back().or_else(|| snippet.char_before(snippet.text.len()));
        match rest.find('}') {
            Some(end) if before.is_some_and(|before| ")`*_>]}".contains(before)) => Extension::Skip(end + 1),
            _ => {
                findings.push(finding(
                    Rule::UnsupportedMarkdown,
                    "found an attribute list behind plain text, which kramdown prints; expected it behind a link, a code span or emphasis",
                    "take it out, or write `\\{` for the brace",
                ));
                Extension::Keep
            }
        }
    }
}

enum Extension {
    /// Nothing is left of it.
    Skip(usize),
    /// It is kept as text, and reported.
    Keep,
    /// HTML that kramdown passes on.
    NoMarkdown { body: Span, length: usize },
}

fn markup_at<'a>(context: &'a Context<'_>, at: usize) -> Option<&'a liquid::Markup> {
    let index = context.markup.binary_search_by_key(&at, |markup| markup.span.start).ok()?;
    Some(&context.markup[index])
}

fn unknown_liquid(context: &Context<'_>, markup: &liquid::Markup) -> Finding {
    let found = &context.text[markup.span.clone()];
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

struct Frame {
    open: Open,
    span: Span,
    nodes: Vec<Node>,
}

enum Open {
    Root,
    Strong,
    Emphasis,
    Link { target: String, title: Option<String> },
    Tag(&'static str, Option<String>),
}

impl Frame {
    fn root() -> Self {
        Self { open: Open::Root, span: 0..0, nodes: Vec::new() }
    }

    fn tag(&self) -> Option<&'static str> {
        match &self.open {
            Open::Tag(name, _) => Some(name),
            _ => None,
        }
    }
}

/// The HTML elements that a description may hold.
const ELEMENTS: &[&str] = &["a", "b", "br", "code", "em", "i", "li", "strong", "ul"];

struct Builder<'a> {
    source: &'a Rc<Source>,
    findings: &'a mut Vec<Finding>,
    frames: Vec<Frame>,
}

impl Builder<'_> {
    fn report(&mut self, rule: Rule, span: Span, message: impl Into<String>, help: impl Into<String>) {
        self.findings.push(Finding::new(rule, self.source, span).message(message).help(help));
    }

    fn nodes(&mut self) -> &mut Vec<Node> {
        let last = self.frames.len() - 1;
        &mut self.frames[last].nodes
    }

    fn push(&mut self, inline: Inline, span: Span) {
        self.nodes().push(Node { span, inline });
    }

    fn text(&mut self, text: &str, span: Span) {
        if let Some(control) =
            text.chars().find(|char| char.is_control() && !matches!(char, '\t' | '\u{80}'..))
        {
            self.findings.push(control_character(self.source, span.clone(), control));
        }
        match self.nodes().last_mut() {
            Some(Node { span: before, inline: Inline::Text(words) }) => {
                words.push_str(text);
                before.end = before.end.max(span.end);
            }
            _ => self.push(Inline::Text(text.to_owned()), span),
        }
    }

    fn code(&mut self, code: &str, span: Span) {
        if let Some(control) = code.chars().find(|char| char.is_ascii_control() && *char != '\t') {
            self.findings.push(control_character(self.source, span.clone(), control));
        }
        self.push(Inline::Code(code.to_owned()), span);
    }

    fn open(&mut self, open: Open, span: Span) {
        self.frames.push(Frame { open, span, nodes: Vec::new() });
    }

    /// Closes the innermost frame.
    fn close(&mut self, end: usize) {
        let Some(Frame { open, span, nodes }) = self.frames.pop() else { return };
        let span = span.start..end.max(span.end);
        let inline = match open {
            Open::Root => return,
            Open::Strong | Open::Tag("b" | "strong", _) => Inline::Strong(nodes),
            Open::Emphasis | Open::Tag("i" | "em", _) => Inline::Emphasis(nodes),
            Open::Tag("li", _) => Inline::Item(nodes),
            Open::Link { target, title } => return self.link(target, title, nodes, span),
            Open::Tag("a", target) => return self.link(target.unwrap_or_default(), None, nodes, span),
            // A list is its items, and what stands between them is white space.
            Open::Tag(..) => {
                for node in nodes {
                    match &node.inline {
                        Inline::Item(_) | Inline::Comment(_) => self.nodes().push(node),
                        Inline::Text(text) if text.trim().is_empty() => {}
                        _ => self.report(
                            Rule::MisplacedTag,
                            node.span,
                            "found content of `<ul>` outside of its items; expected `<li>`",
                            "write it between `<li>` and `</li>`",
                        ),
                    }
                }
                return;
            }
        };
        self.push(inline, span);
    }

    fn link(&mut self, target: String, title: Option<String>, words: Vec<Node>, span: Span) {
        if let Err(what) = check_target(&target) {
            self.report(
                Rule::UnsafeLink,
                span.clone(),
                format!("found a link to `{target}`, {what}; expected an http, https or mailto URL, a path or an anchor"),
                "write the URL of a page",
            );
        }
        if is_empty(&words) {
            self.report(
                Rule::UnsupportedMarkdown,
                span.clone(),
                "found a link without words",
                "write its words between `[` and `]`",
            );
        }
        self.push(Inline::Link { target, title, words }, span);
    }

    /// Closes frames down to the one that `matches`, reporting tags that were left open in it.
    fn close_to(&mut self, end: usize, matches: impl Fn(&Open) -> bool) -> bool {
        if !self.frames.iter().any(|frame| matches(&frame.open)) {
            return false;
        }
        while let Some(frame) = self.frames.last() {
            let found = matches(&frame.open);
            if !found {
                self.report_unclosed();
            }
            self.close(end);
            if found {
                return true;
            }
        }
        false
    }

    fn report_unclosed(&mut self) {
        let Some(frame) = self.frames.last() else { return };
        let (name, span) = (frame.tag().unwrap_or("this"), frame.span.clone());
        self.report(
            Rule::UnclosedTag,
            span,
            format!("found `<{name}>` without its end; expected `</{name}>` in the same cell"),
            format!("write `</{name}>` where it ends"),
        );
    }

    fn finish(mut self) -> Vec<Node> {
        while self.frames.len() > 1 {
            let end = self.frames.last().map_or(0, |frame| frame.span.end);
            self.report_unclosed();
            self.close(end);
        }
        let mut nodes = Vec::new();
        std::mem::swap(self.nodes(), &mut nodes);
        items(nodes)
    }

    fn markdown(&mut self, context: &Context<'_>, snippet: &Snippet) {
        let mut skip_to = 0;
        for (event, range) in Parser::new_ext(&snippet.text, Options::empty()).into_offset_iter() {
            if range.start < skip_to {
                continue;
            }
            let span = snippet.span(&range);
            match event {
                Event::Text(text) => {
                    let (text, range) =
                        if range.start == 0 { (&text[1..], 1..range.end) } else { (&*text, range) };
                    if !text.is_empty() {
                        self.check_text(context, snippet, text, &range);
                        self.text(text, span);
                    }
                }
                Event::Code(code) => {
                    self.check_code(snippet, &range);
                    self.code(&code, span);
                }
                Event::Start(Tag::Strong) => {
                    self.check_emphasis(snippet, &range, 2);
                    self.open(Open::Strong, span);
                }
                Event::Start(Tag::Emphasis) => {
                    self.check_emphasis(snippet, &range, 1);
                    self.open(Open::Emphasis, span);
                }
                Event::Start(Tag::Link { link_type, dest_url, title, .. }) => {
                    self.check_link(snippet, &range, link_type, &title);
                    let target = if link_type == LinkType::Email {
                        format!("mailto:{dest_url}")
                    } else {
                        dest_url.into_string()
                    };
                    let title = (!title.is_empty()).then(|| title.into_string());
                    self.open(Open::Link { target, title }, span);
                }
                Event::Start(Tag::Image { .. }) => {
                    self.unsupported(span, "an image", "describe it in words");
                }
                Event::End(TagEnd::Strong) => {
                    self.close_to(span.end, |open| matches!(open, Open::Strong));
                }
                Event::End(TagEnd::Emphasis) => {
                    self.close_to(span.end, |open| matches!(open, Open::Emphasis));
                }
                Event::End(TagEnd::Link) => {
                    self.close_to(span.end, |open| matches!(open, Open::Link { .. }));
                }
                Event::InlineHtml(tag) | Event::Html(tag) => {
                    if let Some(end) = self.code_element(snippet, &range, &tag) {
                        skip_to = end;
                    } else {
                        self.tag(&tag, span, false);
                    }
                }
                Event::SoftBreak => self.text(" ", span),
                Event::HardBreak => self.push(Inline::Break, span),
                _ => {}
            }
        }
    }

    /// Reads a `<code>` element, in which kramdown reads no Markdown.
    fn code_element(&mut self, snippet: &Snippet, range: &Range<usize>, tag: &str) -> Option<usize> {
        let (Markup::Start { name, .. }, _) = html::parse(tag)? else { return None };
        if !name.eq_ignore_ascii_case("code") {
            return None;
        }
        let close = snippet.text[range.end..].find("</code>").map(|at| range.end + at)?;
        let span = snippet.span(&(range.start..close + "</code>".len()));
        self.raw_code(&snippet.text[range.end..close], span);
        Some(close + "</code>".len())
    }

    fn raw_code(&mut self, raw: &str, span: Span) {
        if raw.contains('<') {
            self.report(
                Rule::UnknownTag,
                span.clone(),
                "found a tag in a `<code>` element; expected text",
                "write `&lt;` for `<`, or take the tag out",
            );
        }
        self.code(&entity::decode_all(raw), span);
    }

    /// Reads what stands in `{::nomarkdown}`: HTML.
    fn html(&mut self, html: &str, origin: usize) {
        let mut at = 0;
        while at < html.len() {
            let rest = &html[at..];
            if let Some((markup, length)) = html::parse(rest) {
                let span = origin + at..origin + at + length;
                if matches!(markup, Markup::Start { name, .. } if name.eq_ignore_ascii_case("code")) {
                    if let Some(close) = rest.find("</code>") {
                        let end = close + "</code>".len();
                        self.raw_code(&rest[length..close], span.start..span.start + end);
                        at += end;
                        continue;
                    }
                }
                self.tag(&rest[..length], span, true);
                at += length;
                continue;
            }
            let length = if rest.starts_with('<') {
                self.report(
                    Rule::UnknownTag,
                    origin + at..origin + at + 1,
                    "found `<` where no tag follows; expected text",
                    "write `&lt;`",
                );
                1
            } else {
                rest.find('<').unwrap_or(rest.len())
            };
            let text = entity::decode_all(&rest[..length]);
            if !(text.trim().is_empty() && self.frames.last().and_then(Frame::tag) == Some("ul")) {
                self.text(&text, origin + at..origin + at + length);
            }
            at += length;
        }
    }

    fn tag(&mut self, tag: &str, span: Span, in_html: bool) {
        let Some((markup, _)) = html::parse(tag) else {
            return self.unknown_tag(tag, span);
        };
        let name = match markup {
            Markup::Comment(comment) => return self.push(Inline::Comment(comment.to_owned()), span),
            Markup::Start { name, .. } | Markup::End { name } => name,
        };
        let Some(name) = ELEMENTS.iter().find(|known| known.eq_ignore_ascii_case(name)).copied() else {
            return self.unknown_tag(tag, span);
        };
        if matches!(name, "ul" | "li") && !in_html {
            return self.report(
                Rule::MisplacedTag,
                span,
                format!("found `{tag}`, which kramdown prints as text here; expected it between `{{::nomarkdown}}` and `{{:/}}`"),
                "write the whole list as `{::nomarkdown}<ul><li>…</li></ul>{:/}`, or its items as `<br>- …`",
            );
        }
        match markup {
            Markup::Start { .. } if name == "br" => self.push(Inline::Break, span),
            Markup::Start { attributes, .. } => {
                let open_tag = self.frames.last().and_then(Frame::tag);
                if (name == "li") != (open_tag == Some("ul")) || (name == "ul" && self.frames.len() > 1) {
                    self.report(
                        Rule::MisplacedTag,
                        span.clone(),
                        format!(
                            "found `{tag}` in the wrong place; expected a flat list, `<ul><li>…</li></ul>`"
                        ),
                        "close the item or element before it, and make one list of nested ones",
                    );
                    if name == "li" && open_tag == Some("li") {
                        self.close(span.start);
                    }
                }
                let target = html::attribute(attributes, "href");
                self.open(Open::Tag(name, target), span);
            }
            _ => {
                let end = span.end;
                if name != "br"
                    && !self.close_to(end, |open| matches!(open, Open::Tag(other, _) if *other == name))
                {
                    self.report(
                        Rule::UnclosedTag,
                        span,
                        format!("found `{tag}` without its start; expected `<{name}>` before it"),
                        format!("take it out, or write `<{name}>` where it starts"),
                    );
                }
            }
        }
    }

    fn unknown_tag(&mut self, tag: &str, span: Span) {
        let shown: String = tag.chars().take(40).collect();
        self.report(
            Rule::UnknownTag,
            span,
            format!("found `{shown}`; expected text, or one of the tags {}", ELEMENTS.join(", ")),
            "take the tag out, or write `&lt;` for `<`",
        );
    }

    fn unsupported(&mut self, span: Span, what: &str, help: impl Into<String>) {
        let message = format!("found {what}; expected text, code spans, emphasis, links and breaks");
        self.report(Rule::UnsupportedMarkdown, span, message, help);
    }

    /// Reports marks that pulldown-cmark leaves as text and kramdown might not.
    fn check_text(&mut self, context: &Context<'_>, snippet: &Snippet, text: &str, range: &Range<usize>) {
        let raw = &snippet.text[range.clone()];
        if raw != text {
            if raw.starts_with('&') && !entity::is_known(raw) {
                self.unsupported(
                    snippet.span(range),
                    &format!("`{raw}`, which kramdown prints as it stands"),
                    format!("write `{text}`"),
                );
            }
            return;
        }
        let mut previous_mark = usize::MAX;
        for (offset, char) in raw.char_indices() {
            let at = range.start + offset;
            if !"`*_~$[]!<{".contains(char) || (offset == 0 && snippet.text[..at].ends_with('\\')) {
                continue;
            }
            // A run of one mark is one finding.
            if previous_mark.wrapping_add(1) == at
                && snippet.text.as_bytes()[at - 1] == snippet.text.as_bytes()[at]
            {
                previous_mark = at;
                continue;
            }
            let rest = &snippet.text[at..];
            let after = rest.trim_start_matches(char).chars().next();
            let before = snippet.char_before(at);
            let is_space = |char: Option<char>| char.is_none_or(char::is_whitespace);
            let is_alone = is_space(before) && is_space(after);
            let span = snippet.span(&(at..at + 1));
            match char {
                '`' => self.report(
                    Rule::CodeSpan,
                    span,
                    "found a backtick without its partner; expected a code span to end in its cell",
                    "write the missing backtick, or `\\`` for the character itself",
                ),
                '*' if !is_alone => self.lone_mark(span, '*'),
                '_' if !is_alone && !before.is_some_and(char::is_alphabetic) => self.lone_mark(span, '_'),
                '~' if rest.starts_with("~~") => {
                    self.unsupported(span, "`~~`, struck-out text", "take the marks out")
                }
                '$' if rest.starts_with("$$") => self.unsupported(
                    span,
                    "`$$`, mathematics",
                    "write `\\$\\$` for the characters themselves",
                ),
                '[' if rest.starts_with("[^") => {
                    self.unsupported(span, "a footnote", "write it into the description")
                }
                '[' if context.has_link_definitions => {
                    self.unsupported(
                        span,
                        "a link whose target stands elsewhere",
                        "write `[words](target)`, or `\\[` for the bracket itself",
                    );
                }
                ']' if rest.starts_with("](") => {
                    self.unsupported(
                        span,
                        "`](` that begins no link",
                        "write the target without spaces: `[words](target)`",
                    );
                }
                '<' if after.is_some_and(|after| after.is_ascii_alphabetic() || "/!?".contains(after)) => {
                    self.unknown_tag(&rest[..rest.find('>').map_or(rest.len(), |end| end + 1)], span);
                }
                _ => continue,
            }
            previous_mark = at;
        }
    }

    fn lone_mark(&mut self, span: Span, mark: char) {
        self.unsupported(
            span,
            &format!("`{mark}` that begins or ends no emphasis"),
            format!("write `\\{mark}` for the character itself, or its partner"),
        );
    }

    /// Reports a code span that kramdown would end elsewhere.
    fn check_code(&mut self, snippet: &Snippet, range: &Range<usize>) {
        let raw = &snippet.text[range.clone()];
        let marks = raw.len() - raw.trim_start_matches('`').len();
        let Some(content) = raw.get(marks..raw.len().saturating_sub(marks)) else { return };
        let has_padding = marks == 1 && (content.starts_with(' ') || content.ends_with(' '));
        if has_padding || content.contains(&raw[..marks]) {
            let expected = content.trim();
            self.report(
                Rule::CodeSpan,
                snippet.span(range),
                format!("found the code span {raw}, which kramdown reads otherwise; expected no spaces at its ends and no such backticks in it"),
                if expected.contains('`') {
                    "write `<code>…</code>`".to_owned()
                } else {
                    format!("write `{expected}`")
                },
            );
        }
    }

    /// Reports emphasis that kramdown would read otherwise.
    fn check_emphasis(&mut self, snippet: &Snippet, range: &Range<usize>, marks: usize) {
        let raw = &snippet.text[range.clone()];
        let mark = raw.chars().next().unwrap_or('*');
        let is_doubled = snippet.char_before(range.start) == Some(mark)
            || snippet.char_at(range.end) == Some(mark)
            || raw[marks..].starts_with(mark)
            || raw[..raw.len() - marks].ends_with(mark);
        let is_nested = self.frames.iter().any(|frame| {
            matches!(
                (&frame.open, marks),
                (Open::Strong | Open::Tag("b" | "strong", _), 2)
                    | (Open::Emphasis | Open::Tag("i" | "em", _), 1)
            )
        });
        if is_doubled || is_nested {
            self.unsupported(
                snippet.span(range),
                &format!("emphasis in emphasis, `{raw}`, which kramdown may read otherwise"),
                "use one kind of emphasis",
            );
        }
    }

    fn check_link(&mut self, snippet: &Snippet, range: &Range<usize>, link_type: LinkType, title: &str) {
        let raw = &snippet.text[range.clone()];
        let inner = raw.strip_suffix(')').unwrap_or(raw).trim_end();
        let is_odd = match link_type {
            LinkType::Inline => {
                let target = raw.rfind("](").map_or("", |at| &raw[at..]);
                target.contains('\\') || !title.is_empty() && !inner.ends_with(['"', '\''])
            }
            _ => false,
        };
        if is_odd {
            self.unsupported(
                snippet.span(range),
                "a link target that kramdown reads otherwise",
                "write `[words](target \"title\")` without backslashes in the target",
            );
        }
    }
}

/// Says why a link's target is not one that a page may hold.
fn check_target(target: &str) -> Result<(), &'static str> {
    if target.is_empty() {
        return Err("which leads nowhere");
    }
    if target.chars().any(|char| char.is_whitespace() || char.is_control()) {
        return Err("which holds white space or a control character");
    }
    let expanded = target.strip_prefix(BASE_URL).unwrap_or(target);
    match expanded.split_once(':') {
        Some((scheme, _)) if !scheme.contains(['/', '?', '#']) && expanded.len() == target.len() => {
            match scheme.to_ascii_lowercase().as_str() {
                "http" | "https" | "mailto" => Ok(()),
                _ => Err("which a browser might run"),
            }
        }
        _ => Ok(()),
    }
}

/// Makes list items of what is written as `<br>- …`.
fn items(nodes: Vec<Node>) -> Vec<Node> {
    let mut result: Vec<Node> = Vec::with_capacity(nodes.len());
    let mut item: Option<Vec<Node>> = None;
    let mut at_line_start = true;
    for mut node in nodes {
        let ends_item = matches!(node.inline, Inline::Break | Inline::Item(_));
        if ends_item {
            finish_item(item.take(), &mut result);
        } else if let (true, Inline::Text(text)) = (at_line_start, &mut node.inline) {
            if let Some(rest) = text.trim_start().strip_prefix("- ") {
                *text = rest.trim_start().to_owned();
                item = Some(Vec::new());
            }
        }
        at_line_start = matches!(node.inline, Inline::Break)
            || at_line_start && matches!(&node.inline, Inline::Comment(_))
            || at_line_start
                && matches!(&node.inline, Inline::Text(text) if text.trim().is_empty() && item.is_none());
        match &mut item {
            Some(item) => item.push(node),
            None => result.push(node),
        }
    }
    finish_item(item, &mut result);
    result
}

fn finish_item(item: Option<Vec<Node>>, result: &mut Vec<Node>) {
    if let Some(nodes) = item {
        let span =
            nodes.first().map_or(0, |node| node.span.start)..nodes.last().map_or(0, |node| node.span.end);
        result.push(Node { span, inline: Inline::Item(nodes) });
    }
}
