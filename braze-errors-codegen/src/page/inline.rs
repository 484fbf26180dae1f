//! A cell's text: code spans, emphasis, links, breaks and list items.

use std::collections::HashSet;
use std::ops::Range;
use std::rc::Rc;

use pulldown_cmark::{BrokenLink, CowStr, Event, LinkType, Options, Parser, Tag, TagEnd};

use super::agree;
use super::block::{self, Context, LinkLabels};
use super::cell::{self, Segment, Snippet};
use super::html::{self, Markup, Tags};
use super::{entity, plain, shown};
use crate::finding::{Finding, Rule};
use crate::text::scan::Search;
use crate::text::source::{Source, Span};

/// A piece of a description, and where it stands.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Node {
    /// The bytes of the page.
    pub span: Span,
    /// What stands there.
    pub inline: Inline,
}

/// What a description is made of.
///
/// Nothing stands in a thing of its own kind, so descriptions are never nested deeply.
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
    if let [cell] = parts {
        if let Some(nodes) = plain::read(context.text, cell) {
            return nodes;
        }
    }
    let segments = cell::segments(context, parts, findings);
    let mut builder = Builder {
        context,
        findings,
        frames: vec![Frame::new(Open::Root, 0..0)],
        code_end: Search::new(CODE_END),
        refused_emphasis: 0,
        has_misplaced_list: false,
    };
    for segment in &segments {
        builder.code_end = Search::new(CODE_END);
        match segment {
            Segment::Markdown(snippet) => builder.markdown(snippet),
            Segment::Html(snippet) => builder.html(snippet),
        }
    }
    builder.finish()
}

/// Says whether nothing would be seen of a description.
pub(crate) fn is_empty(nodes: &[Node]) -> bool {
    nodes.iter().all(|node| match &node.inline {
        Inline::Text(text) => text.trim().is_empty(),
        Inline::Strong(nodes) | Inline::Emphasis(nodes) | Inline::Item(nodes) => is_empty(nodes),
        Inline::Break | Inline::Comment(_) => true,
        Inline::Code(_) | Inline::Link { .. } => false,
    })
}

/// The words of a heading, without its marks, images and footnotes.
pub(super) fn words(text: &str, labels: &LinkLabels) -> String {
    if plain::lacks(text, plain::IN_TEXT) {
        return text.to_owned();
    }
    let text = format!(".{text}");
    let is_defined = |link: BrokenLink<'_>| {
        let is_label = is_footnote(&link.reference) || labels.contains(&block::normal_label(&link.reference));
        is_label.then_some((CowStr::from(""), CowStr::from("")))
    };
    let parser = Parser::new_with_broken_link_callback(&text, Options::empty(), Some(is_defined));
    let (mut words, mut hidden) = (String::new(), 0_usize);
    let mut links = Vec::new();
    for event in parser {
        match event {
            Event::Start(Tag::Image { .. }) => hidden += 1,
            Event::End(TagEnd::Image) => hidden -= 1,
            Event::Start(Tag::Link { id, .. }) => {
                links.push(is_footnote(&id));
                hidden += usize::from(is_footnote(&id));
            }
            Event::End(TagEnd::Link) => hidden -= usize::from(links.pop().unwrap_or_default()),
            Event::Text(text) | Event::Code(text) if hidden == 0 => words.push_str(&text),
            _ => {}
        }
    }
    words.split_off(1)
}

fn is_footnote(label: &str) -> bool {
    label.starts_with('^')
}

pub(super) fn control_character(source: &Rc<Source>, span: Span, control: char) -> Finding {
    Finding::new(Rule::ControlCharacter, source, span)
        .message(format!("found the control character U+{:04X}; expected text", u32::from(control)))
        .help("delete the character")
}

/// What has begun and not ended.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Open {
    Root,
    Strong,
    Emphasis,
    Link,
    Tag(&'static str),
}

/// A kind of thing that must not stand in itself.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Sort {
    Strong,
    Emphasis,
    Link,
    List,
    Item,
    Code,
    Root,
}

impl Open {
    fn sort(self) -> Sort {
        match self {
            Self::Strong | Self::Tag("b" | "strong") => Sort::Strong,
            Self::Emphasis | Self::Tag("i" | "em") => Sort::Emphasis,
            Self::Link | Self::Tag("a") => Sort::Link,
            Self::Tag("ul") => Sort::List,
            Self::Tag("li") => Sort::Item,
            Self::Tag(_) => Sort::Code,
            Self::Root => Sort::Root,
        }
    }
}

struct Frame {
    open: Open,
    span: Span,
    /// A link's target and title.
    target: String,
    title: Option<String>,
    nodes: Vec<Node>,
    /// How many more of the same have begun in it, which are left out.
    repeated: usize,
}

impl Frame {
    fn new(open: Open, span: Span) -> Self {
        Self { open, span, target: String::new(), title: None, nodes: Vec::new(), repeated: 0 }
    }
}

const CODE_END: &str = "</code>";

/// The HTML elements that a description may hold.
const ELEMENTS: &[&str] = &["a", "b", "br", "code", "em", "i", "li", "strong", "ul"];

struct Builder<'a, 'f> {
    context: &'a Context<'a>,
    findings: &'f mut Vec<Finding>,
    /// What is open, outermost first: the root, and then no two of one sort.
    frames: Vec<Frame>,
    /// Finds the ends of code elements in the snippet being read.
    code_end: Search,
    /// Where the emphasis ends that was refused last, in the snippet being read.
    refused_emphasis: usize,
    /// A list without `{::nomarkdown}` is one finding, not one for each of its tags.
    has_misplaced_list: bool,
}

impl Builder<'_, '_> {
    fn report(&mut self, rule: Rule, span: Span, message: impl Into<String>, help: impl Into<String>) {
        self.findings.push(Finding::new(rule, self.context.source, span).message(message).help(help));
    }

    fn last(&mut self) -> &mut Frame {
        let last = self.frames.len() - 1;
        &mut self.frames[last]
    }

    fn push(&mut self, inline: Inline, span: Span) {
        self.last().nodes.push(Node { span, inline });
    }

    fn text(&mut self, text: &str, span: Span) {
        self.check_controls(text, &span);
        match self.last().nodes.last_mut() {
            Some(Node { span: before, inline: Inline::Text(words) }) => {
                words.push_str(text);
                before.end = before.end.max(span.end);
            }
            _ => self.push(Inline::Text(text.to_owned()), span),
        }
    }

    fn code(&mut self, code: &str, span: Span) {
        self.check_controls(code, &span);
        self.push(Inline::Code(code.to_owned()), span);
    }

    fn check_controls(&mut self, text: &str, span: &Span) {
        if plain::lacks(text, plain::CONTROL) {
            return;
        }
        if let Some(control) = text.chars().find(|char| char.is_control() && *char != '\t') {
            self.findings.push(control_character(self.context.source, span.clone(), control));
        }
    }

    /// Begins something, or, in another of its sort, takes note that its end is to be passed by.
    fn open(&mut self, frame: Frame) {
        let sort = frame.open.sort();
        match self.frames.iter_mut().find(|open| open.open.sort() == sort) {
            Some(outer) => outer.repeated += 1,
            None => self.frames.push(frame),
        }
    }

    /// Ends the innermost frame.
    fn close_last(&mut self, end: usize) {
        if self.frames.len() < 2 {
            return;
        }
        let Some(Frame { open, span, target, title, nodes, .. }) = self.frames.pop() else { return };
        let span = span.start..end.max(span.end);
        match open.sort() {
            Sort::Strong => self.push(Inline::Strong(nodes), span),
            Sort::Emphasis => self.push(Inline::Emphasis(nodes), span),
            Sort::Item => self.push(Inline::Item(nodes), span),
            Sort::Link => {
                self.check_link(&target, &nodes, &span);
                self.check_controls(title.as_deref().unwrap_or_default(), &span);
                self.push(Inline::Link { target, title, words: nodes }, span);
            }
            Sort::List => self.list(nodes),
            // Only a code element without its end gets here, and that is reported.
            Sort::Code | Sort::Root => self.last().nodes.extend(nodes),
        }
    }

    /// Ends what is open as `open`, reporting tags that were left open in it, and says whether there was such.
    fn close(&mut self, end: usize, open: Open) -> bool {
        let is_same =
            |frame: &Frame| frame.open == open || frame.repeated > 0 && frame.open.sort() == open.sort();
        let Some(index) = self.frames.iter().rposition(is_same) else { return false };
        if self.frames[index].repeated > 0 {
            self.frames[index].repeated -= 1;
            return true;
        }
        while self.frames.len() > index + 1 {
            self.report_unclosed();
            self.close_last(end);
        }
        self.close_last(end);
        true
    }

    fn finish(mut self) -> Vec<Node> {
        while self.frames.len() > 1 {
            let end = self.last().span.end;
            self.report_unclosed();
            self.close_last(end);
        }
        items(std::mem::take(&mut self.last().nodes))
    }

    fn report_unclosed(&mut self) {
        let Frame { open, span, .. } = self.last();
        let (Open::Tag(name), span) = (*open, span.clone()) else { return };
        self.report(
            Rule::UnclosedTag,
            span,
            format!("found `<{name}>` without its end; expected `</{name}>` in the same cell"),
            format!("write `</{name}>` where it ends"),
        );
    }

    /// Takes over the items of a list: a list is its items, and what stands between them is white space.
    fn list(&mut self, nodes: Vec<Node>) {
        for node in nodes {
            match &node.inline {
                Inline::Item(_) | Inline::Comment(_) => self.last().nodes.push(node),
                Inline::Text(text) if text.trim().is_empty() => {}
                _ => self.report(
                    Rule::MisplacedTag,
                    node.span,
                    "found content of `<ul>` outside of its items; expected `<li>`",
                    "write it between `<li>` and `</li>`",
                ),
            }
        }
    }

    fn check_link(&mut self, target: &str, words: &[Node], span: &Span) {
        if let Err(what) = agree::check_target(target) {
            self.report(
                Rule::UnsafeLink,
                span.clone(),
                format!(
                    "found a link to `{}`, {what}; expected an http, https or mailto URL, a path or an anchor",
                    shown(target)
                ),
                "write the URL of a page",
            );
        }
        if is_empty(words) {
            self.report(
                Rule::UnsupportedMarkdown,
                span.clone(),
                "found a link without words; expected some to click on",
                "write its words between `[` and `]`",
            );
        }
    }

    fn markdown(&mut self, snippet: &Snippet) {
        self.refused_emphasis = 0;
        let mut skip_to = 0;
        let has_lists = !snippet.attribute_lists().is_empty();
        let mut ends = HashSet::new();
        for (event, range) in Parser::new_ext(snippet.marked(), Options::empty()).into_offset_iter() {
            // What a code element stands in ends behind it.
            let is_end = matches!(event, Event::End(_));
            if range.start < skip_to && !(is_end && range.end > skip_to) {
                if range.end > skip_to {
                    self.findings.push(agree::unsupported(
                        self.context,
                        snippet.span(&range),
                        "marks that begin in a `<code>` element and end behind it",
                        "write the first one as an entity, such as `&#42;` for `*`",
                    ));
                }
                continue;
            }
            if has_lists && !matches!(event, Event::Text(_) | Event::Start(_)) {
                ends.insert(range.end);
            }
            match event {
                Event::Text(text) => self.markdown_text(snippet, &text, &range),
                Event::Code(code) => {
                    agree::check_code(self.context, snippet, &range, self.findings);
                    self.code(&code, snippet.span(&range));
                }
                Event::Start(tag) => self.start(snippet, tag, &range),
                Event::End(tag) => self.end(tag, snippet.span(&range).end),
                Event::InlineHtml(tag) | Event::Html(tag) => match self.code_element(snippet, &range, &tag) {
                    Some(end) => skip_to = end,
                    None => self.tag(&tag, snippet.span(&range), false),
                },
                // A cell is one line, and so are a bullet's, joined by spaces.
                _ => {}
            }
        }
        agree::check_attribute_lists(self.context, snippet, &ends, self.findings);
    }

    fn markdown_text(&mut self, snippet: &Snippet, text: &str, range: &Range<usize>) {
        // The marks at the snippet's ends are no part of the text.
        let inner = snippet.within(range);
        let text = &text[inner.start - range.start..text.len() - (range.end - inner.end)];
        let is_autolink = self.last().open == Open::Link && snippet.before(inner.start).ends_with('<');
        // kramdown shows the address alone.
        let text = text.strip_prefix("mailto:").filter(|_| is_autolink).unwrap_or(text);
        if is_autolink {
            self.text(text, snippet.span(&inner));
        } else if !text.is_empty() {
            agree::check_text(self.context, snippet, text, &inner, self.findings);
            self.text(text, snippet.span(&inner));
        }
    }

    fn start(&mut self, snippet: &Snippet, tag: Tag<'_>, range: &Range<usize>) {
        let span = snippet.span(range);
        match tag {
            Tag::Strong => {
                self.check_emphasis(snippet, range, 2, Sort::Strong);
                self.open(Frame::new(Open::Strong, span));
            }
            Tag::Emphasis => {
                self.check_emphasis(snippet, range, 1, Sort::Emphasis);
                self.open(Frame::new(Open::Emphasis, span));
            }
            Tag::Link { link_type, dest_url, title, .. } => {
                agree::check_link(self.context, snippet, range, link_type, &title, self.findings);
                let is_email = link_type == LinkType::Email;
                let target = if is_email { format!("mailto:{dest_url}") } else { dest_url.into_string() };
                let title = (!title.is_empty()).then(|| title.into_string());
                self.check_nested(Open::Link, &span);
                self.open(Frame { target, title, ..Frame::new(Open::Link, span) });
            }
            Tag::Image { .. } => {
                self.findings.push(agree::unsupported(
                    self.context,
                    span,
                    "an image",
                    "describe it in words",
                ));
            }
            _ => {}
        }
    }

    /// Reports emphasis that kramdown would read otherwise; what stands in it goes with it.
    fn check_emphasis(&mut self, snippet: &Snippet, range: &Range<usize>, marks: usize, sort: Sort) {
        if range.end > self.refused_emphasis {
            let finding = agree::check_emphasis(self.context, snippet, range, marks, self.has_open(sort));
            if let Some(finding) = finding {
                self.findings.push(finding);
                self.refused_emphasis = range.end;
            }
        }
    }

    fn end(&mut self, tag: TagEnd, end: usize) {
        let open = match tag {
            TagEnd::Strong => Open::Strong,
            TagEnd::Emphasis => Open::Emphasis,
            TagEnd::Link => Open::Link,
            _ => return,
        };
        self.close(end, open);
    }

    fn has_open(&self, sort: Sort) -> bool {
        self.frames.iter().any(|frame| frame.open.sort() == sort)
    }

    fn check_nested(&mut self, open: Open, span: &Span) {
        let what = match open.sort() {
            Sort::Strong => "strong emphasis in strong emphasis",
            Sort::Emphasis => "emphasis in emphasis",
            Sort::Link => "a link in a link",
            _ => return,
        };
        if self.has_open(open.sort()) {
            self.findings.push(agree::unsupported(
                self.context,
                span.clone(),
                what,
                "take the inner one out",
            ));
        }
    }

    /// Reads a `<code>` element, in which kramdown reads no Markdown.
    fn code_element(&mut self, snippet: &Snippet, range: &Range<usize>, tag: &str) -> Option<usize> {
        let (Markup::Start { name, attributes }, _) = html::parse(tag)? else { return None };
        if !name.eq_ignore_ascii_case("code") {
            return None;
        }
        let close = self.code_end.find(snippet.marked(), range.end)?;
        let end = close + CODE_END.len();
        self.check_attributes(tag, attributes, &snippet.span(range));
        self.raw_code(snippet.text(&(range.end..close)), snippet.span(&(range.start..end)));
        Some(end)
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
    fn html(&mut self, snippet: &Snippet) {
        let html = snippet.marked();
        let Range { start: mut at, end } = snippet.within(&(0..html.len()));
        let html = &html[..end];
        let mut tags = Tags::new(html);
        while at < end {
            let rest = &html[at..];
            at += if let Some((markup, length)) = tags.at(at) {
                self.html_tag(snippet, at, &markup, length)
            } else {
                let length = rest.find('<').map_or(rest.len(), |next| next.max(1));
                self.html_text(&rest[..length], snippet.span(&(at..at + length)));
                length
            };
        }
    }

    /// Reads a tag, or a whole element of code, and says how long it is.
    fn html_tag(&mut self, snippet: &Snippet, at: usize, markup: &Markup<'_>, length: usize) -> usize {
        let content = at + length;
        let is_code = matches!(markup, Markup::Start { name, .. } if name.eq_ignore_ascii_case("code"));
        if is_code {
            if let Some(close) = self.code_end.find(snippet.marked(), content) {
                let end = close + CODE_END.len();
                self.raw_code(snippet.text(&(content..close)), snippet.span(&(at..end)));
                return end - at;
            }
        }
        let range = at..content;
        self.tag(snippet.text(&range), snippet.span(&range), true);
        length
    }

    fn html_text(&mut self, text: &str, span: Span) {
        if text.starts_with('<') {
            self.report(
                Rule::UnknownTag,
                span.clone(),
                "found `<` where no tag follows; expected text",
                "write `&lt;`",
            );
        }
        if text.contains('`') {
            self.findings.push(agree::unsupported(
                self.context,
                span.clone(),
                "a backtick in `{::nomarkdown}`, where it marks nothing",
                "write `<code>…</code>`",
            ));
        }
        let is_between_items = self.last().open == Open::Tag("ul") && text.trim().is_empty();
        if !is_between_items {
            self.text(&entity::decode_all(text), span);
        }
    }

    fn tag(&mut self, tag: &str, span: Span, in_html: bool) {
        let Some((markup, _)) = html::parse(tag) else {
            return self.findings.push(agree::unknown_tag(self.context, tag, span));
        };
        let name = match markup {
            Markup::Comment(comment) => return self.push(Inline::Comment(comment.to_owned()), span),
            Markup::Start { name, .. } | Markup::End { name } => name,
        };
        let Some(name) = ELEMENTS.iter().find(|known| known.eq_ignore_ascii_case(name)).copied() else {
            return self.findings.push(agree::unknown_tag(self.context, tag, span));
        };
        if matches!(name, "ul" | "li") && !in_html {
            if std::mem::replace(&mut self.has_misplaced_list, true) {
                return;
            }
            return self.report(
                Rule::MisplacedTag,
                span,
                format!("found `{}`, which kramdown prints as text here; expected it between `{{::nomarkdown}}` and `{{:/}}`", shown(tag)),
                "write the whole list as `{::nomarkdown}<ul><li>…</li></ul>{:/}`, or its items as `<br>- …`",
            );
        }
        match markup {
            Markup::Start { attributes, .. } => self.start_tag(tag, name, attributes, span),
            _ => self.end_tag(tag, name, span),
        }
    }

    fn start_tag(&mut self, tag: &str, name: &'static str, attributes: &str, span: Span) {
        let attributes = self.check_attributes(tag, attributes, &span);
        let is_broken = attributes.is_none();
        let attributes = attributes.unwrap_or_default();
        if name == "br" {
            return self.push(Inline::Break, span);
        }
        let is_nested = self.frames.iter().any(|frame| frame.open == Open::Tag("ul") && frame.repeated > 0);
        if name == "li" && self.last().open == Open::Tag("li") && !is_nested {
            self.report_unclosed();
            self.close_last(span.start);
        }
        let in_list = self.last().open == Open::Tag("ul");
        let is_misplaced = (name == "li") != in_list || (name == "ul" && self.frames.len() > 1);
        if is_misplaced && !is_nested {
            self.report(
                Rule::MisplacedTag,
                span.clone(),
                format!(
                    "found `{}` in the wrong place; expected a flat list, `<ul><li>…</li></ul>`",
                    shown(tag)
                ),
                "close the item or element before it, and make one list of nested ones",
            );
        }
        self.check_nested(Open::Tag(name), &span);
        // What is wrong with a tag as a whole is not to be said again of its target.
        let missing = if is_broken { "#" } else { "" };
        let target = html::attribute(&attributes, "href").unwrap_or_else(|| missing.to_owned());
        let title = html::attribute(&attributes, "title").filter(|title| !title.is_empty());
        self.open(Frame { target, title, ..Frame::new(Open::Tag(name), span) });
    }

    fn end_tag(&mut self, tag: &str, name: &'static str, span: Span) {
        if name == "br" {
            return self.report(
                Rule::UnclosedTag,
                span,
                format!("found `{}`, which kramdown prints as text; expected `<br>`", shown(tag)),
                "write `<br>`",
            );
        }
        if !self.close(span.end, Open::Tag(name)) {
            self.report(
                Rule::UnclosedTag,
                span,
                format!("found `{}` without its start; expected `<{name}>` before it", shown(tag)),
                format!("take it out, or write `<{name}>` where it starts"),
            );
        }
    }

    /// Reads a tag's attributes, reporting those that kramdown wouldn't read or that change how it reads.
    fn check_attributes<'t>(
        &mut self,
        tag: &str,
        attributes: &'t str,
        span: &Span,
    ) -> Option<Vec<(&'t str, &'t str)>> {
        let Some(attributes) = html::attributes(attributes) else {
            self.report(
                Rule::UnknownTag,
                span.clone(),
                format!(
                    "found `{}`, which kramdown prints as text; expected its attributes' values in quotes",
                    shown(tag)
                ),
                "write quotes around each value, and a space in front of each attribute",
            );
            return None;
        };
        if html::attribute(&attributes, "markdown").is_some() {
            self.findings.push(agree::unsupported(
                self.context,
                span.clone(),
                "the attribute `markdown`, which changes how kramdown reads the element",
                "take the attribute out",
            ));
        }
        Some(attributes)
    }
}

/// Makes list items of what is written as `<br>- …`.
fn items(nodes: Vec<Node>) -> Vec<Node> {
    let mut result: Vec<Node> = Vec::with_capacity(nodes.len());
    let mut item: Option<Vec<Node>> = None;
    let mut at_line_start = true;
    for mut node in nodes {
        if matches!(node.inline, Inline::Break | Inline::Item(_)) {
            result.extend(item.take().and_then(item_of));
        } else if let (true, Inline::Text(text)) = (at_line_start, &mut node.inline) {
            if let Some(rest) = text.trim_start().strip_prefix("- ") {
                *text = rest.trim_start().to_owned();
                item = Some(Vec::new());
            }
        }
        at_line_start = match &node.inline {
            Inline::Break => true,
            Inline::Comment(_) => at_line_start,
            Inline::Text(text) => at_line_start && text.trim().is_empty() && item.is_none(),
            _ => false,
        };
        item.as_mut().unwrap_or(&mut result).push(node);
    }
    result.extend(item.and_then(item_of));
    result
}

fn item_of(nodes: Vec<Node>) -> Option<Node> {
    let span = nodes.first()?.span.start..nodes.last()?.span.end;
    Some(Node { span, inline: Inline::Item(nodes) })
}
