//! What stands in a text: pulldown-cmark's events, and the HTML that these leave as it is.

use std::mem::discriminant;
use std::rc::Rc;

use pulldown_cmark::{Event, LinkType, Tag};

use super::decode;
use crate::finding::{Finding, Rule, TextFindings};
use crate::markdown::description::{Inline, Node, is_empty, push_text};
use crate::markdown::{ELEMENTS, control_character, refused_target, shown, unknown_tag};
use crate::text::source::{Source, Span};
use crate::text::white::is_blank;

/// A Markdown mark or an element that has begun.
struct Open {
    /// The element's name; a Markdown mark has none.
    element: Option<&'static str>,
    span: Span,
    /// It is refused, and what is in it is read as that of what it stands in.
    is_flat: bool,
}

/// Reads events into nodes.
struct Inlines<'a> {
    source: &'a Rc<Source>,
    findings: TextFindings,
    /// The text's nodes.
    nodes: Vec<Node>,
    /// Everything that is open.
    open: Vec<Open>,
    /// What becomes of those that are not flat, and the nodes in each; `<ul>` becomes nothing.
    ///
    /// Nothing stands in its like, so there are few.
    frames: Vec<(Option<Inline>, Vec<Node>)>,
    /// Where the last event ends that was read.
    end: usize,
    /// A tag without its partner is reported; one mistake is not to be reported for each tag that it concerns.
    is_torn: bool,
    /// A `~` stands in front that might begin struck-out text.
    after_tilde: bool,
}

/// Reads events, up to this byte of the page, into nodes, and says what is wrong with them.
pub(super) fn read(
    source: &Rc<Source>,
    events: &[(Event<'_>, Span)],
    end: usize,
) -> (Vec<Node>, Vec<Finding>) {
    let (findings, nodes, open, frames) = (TextFindings::default(), Vec::new(), Vec::new(), Vec::new());
    let mut inlines =
        Inlines { source, findings, nodes, open, frames, end: 0, is_torn: false, after_tilde: false };
    for (event, span) in events.iter().filter(|(_, span)| span.start < end) {
        inlines.event(event, span.start..span.end.min(end));
    }
    while !inlines.open.is_empty() {
        inlines.close_early();
    }
    (inlines.nodes, inlines.findings.into_vec())
}

impl Inlines<'_> {
    fn report(&mut self, rule: Rule, span: Span, message: impl Into<String>, help: impl Into<String>) {
        self.findings.push(Finding::new(rule, self.source, span).message(message).help(help));
    }

    fn unsupported(&mut self, span: Span, what: &str, help: &str) {
        let message = format!("found {what}; expected text, code spans, emphasis, links and breaks");
        self.report(Rule::UnsupportedMarkdown, span, message, help);
    }

    fn event(&mut self, event: &Event<'_>, span: Span) {
        match event {
            Event::Start(tag) => self.start(tag, span),
            Event::End(_) => {
                while self.open.last().is_some_and(|open| open.element.is_some()) {
                    self.close_early();
                }
                self.close(span.end);
            }
            Event::Text(text) if self.source.text()[span.start..].starts_with(&**text) => {
                self.check_tildes(text, span.start);
                // A heading's last text goes on behind its words if an anchor stands there.
                self.text(&text[..text.len().min(span.len())], span);
            }
            Event::Text(text) => self.text(text, span),
            Event::SoftBreak if matches!(self.inner().last(), Some(Node { inline: Inline::Break, .. })) => {}
            Event::SoftBreak => self.text(" ", span),
            Event::HardBreak => self.push(Inline::Break, span),
            Event::Code(code) => {
                self.check_controls(code, &span);
                self.push(Inline::Code(code.to_string()), span);
            }
            Event::InlineHtml(html) => self.html(html, span),
            _ => self.unsupported(span, "a footnote", "write what it says, in parentheses"),
        }
    }

    fn start(&mut self, tag: &Tag<'_>, span: Span) {
        let inline = match tag {
            Tag::Strong => Inline::Strong(Vec::new()),
            Tag::Emphasis => Inline::Emphasis(Vec::new()),
            Tag::Strikethrough => {
                self.check_strike(&span);
                Inline::Strike(Vec::new())
            }
            Tag::Link { link_type, dest_url, title, .. } => {
                let scheme = if *link_type == LinkType::Email { "mailto:" } else { "" };
                let title = Some(title.to_string()).filter(|title| !title.is_empty());
                Inline::Link { target: format!("{scheme}{dest_url}"), title, words: Vec::new() }
            }
            _ => {
                self.unsupported(span.clone(), "an image", "describe it in words");
                return self.open.push(Open { element: None, span, is_flat: true });
            }
        };
        self.open(None, Some(inline), span);
    }

    /// The nodes of what is open.
    fn inner(&mut self) -> &mut Vec<Node> {
        self.frames.last_mut().map_or(&mut self.nodes, |(_, nodes)| nodes)
    }

    fn push(&mut self, inline: Inline, span: Span) {
        self.end = span.end;
        self.inner().push(Node { span, inline });
    }

    fn text(&mut self, text: &str, span: Span) {
        self.check_controls(text, &span);
        self.end = span.end;
        push_text(self.inner(), text, span);
    }

    fn check_controls(&mut self, text: &str, span: &Span) {
        let control = text.chars().find(|char| char.is_control() && !matches!(char, '\t' | '\n'));
        if let Some(control) = control {
            self.findings.push(control_character(self.source, span.clone(), control));
        }
    }

    /// Reports tildes that stand as text here, and that other readers of this dialect make marks of.
    fn check_tildes(&mut self, text: &str, start: usize) {
        let page = self.source.text();
        for at in text.match_indices('~').map(|(at, _)| start + at) {
            let before = page[..at].chars().next_back();
            if matches!(before, Some('~' | '\\')) {
                continue;
            }
            let behind = page[at..].trim_start_matches('~').chars().next();
            let is_mark = |char| matches!(char, Some('*' | '_'));
            let is_word = |char: Option<char>| char.is_some_and(|char| !char.is_whitespace());
            if self.after_tilde && is_word(before) || is_mark(before) || is_mark(behind) {
                return self.unsure_tilde(at);
            }
            self.after_tilde |= is_word(behind);
        }
    }

    /// Reports struck-out text of which not all readers of this dialect see the marks, for what these touch.
    fn check_strike(&mut self, span: &Span) {
        self.after_tilde = true;
        let page = self.source.text();
        let inner = page[span.clone()].trim_matches('~');
        let sides = [
            (inner.chars().next(), page[..span.start].chars().next_back()),
            (inner.chars().next_back(), page[span.end..].chars().next()),
        ];
        let is_sure = |(inner, outer): (Option<char>, Option<char>)| {
            let is_word = inner.is_some_and(char::is_alphanumeric);
            let is_apart = outer.is_none_or(|char| char.is_whitespace() || char.is_ascii_punctuation());
            (is_word || is_apart) && inner != Some('_') && outer != Some('_')
        };
        if !sides.into_iter().all(is_sure) {
            self.unsure_tilde(span.start);
        }
    }

    fn unsure_tilde(&mut self, at: usize) {
        let what = "`~`, which some sites show and some strike text out with";
        let help = "write `\\~` for the character itself, or white space around struck-out text";
        self.unsupported(at..at + 1, what, help);
    }

    /// Begins what becomes of these marks or this element, and refuses it where it may not stand.
    fn open(&mut self, element: Option<&'static str>, inline: Option<Inline>, span: Span) {
        let kind = inline.as_ref().map(discriminant);
        let is_nested = self.frames.iter().any(|(outer, _)| outer.as_ref().map(discriminant) == kind);
        let is_misplaced = match inline {
            None => !self.open.is_empty(),
            Some(Inline::Item(_)) => !matches!(self.frames.last(), Some((None, _))),
            _ => false,
        };
        if is_misplaced {
            let found = shown(&self.source.text()[span.clone()]).into_owned();
            let message =
                format!("found `{found}` in the wrong place; expected a flat list, `<ul><li>…</li></ul>`");
            let help = "close the item or element before it, and make one list of nested ones";
            self.report(Rule::MisplacedTag, span.clone(), message, help);
        } else if is_nested {
            let what = match (element, &inline) {
                (Some(name), _) => format!("`<{name}>` in what is the same"),
                (None, Some(Inline::Link { .. })) => "a link in a link".to_owned(),
                (None, Some(Inline::Strike(_))) => "struck-out text in struck-out text".to_owned(),
                (None, _) => "emphasis in an element that is the same".to_owned(),
            };
            self.unsupported(span.clone(), &what, "take the inner one out");
        }
        self.end = span.end;
        self.open.push(Open { element, span, is_flat: is_misplaced || is_nested });
        if !is_misplaced && !is_nested {
            self.frames.push((inline, Vec::new()));
        }
    }

    /// Ends what was opened last.
    fn close(&mut self, end: usize) {
        let Some(Open { span, is_flat, .. }) = self.open.pop() else { return };
        self.end = end;
        let frame = if is_flat { None } else { self.frames.pop() };
        let Some((inline, nodes)) = frame else { return };
        let span = span.start..end;
        let Some(inline) = inline else { return self.list(nodes) };
        let inline = match inline {
            Inline::Link { target, title, .. } => {
                self.check_link(&target, title.as_deref(), &nodes, &span);
                Inline::Link { target, title, words: nodes }
            }
            Inline::Code(_) => Inline::Code(self.code(nodes, &span)),
            // What is empty shows nothing.
            Inline::Item(_) if is_empty(&nodes) => return,
            _ if nodes.is_empty() => return,
            Inline::Item(_) => Inline::Item(nodes),
            Inline::Strong(_) => Inline::Strong(nodes),
            Inline::Emphasis(_) => Inline::Emphasis(nodes),
            _ => Inline::Strike(nodes),
        };
        self.push(inline, span);
    }

    /// Ends what was opened last, whose end tag doesn't stand here.
    fn close_early(&mut self) {
        if let Some(Open { element: Some(name), span, .. }) = self.open.last() {
            let (message, help) = (
                format!("found `<{name}>` without its end; expected `</{name}>` in the same text"),
                format!("write `</{name}>` where it ends"),
            );
            self.torn(span.clone(), message, help);
        }
        self.close(self.end);
    }

    /// Reports a tag without its partner, where none is reported yet.
    fn torn(&mut self, span: Span, message: String, help: String) {
        if !std::mem::replace(&mut self.is_torn, true) {
            self.report(Rule::UnclosedTag, span, message, help);
        }
    }

    fn check_link(&mut self, target: &str, title: Option<&str>, words: &[Node], span: &Span) {
        if let Some(what) = refused_target(target) {
            let target = shown(target);
            let message = format!(
                "found a link to `{target}`, {what}; expected an http, https or mailto URL, a path or an anchor"
            );
            self.report(Rule::UnsafeLink, span.clone(), message, "write the URL of a page");
        } else if is_empty(words) {
            let message = "found a link without words; expected some to click on";
            self.report(
                Rule::UnsupportedMarkdown,
                span.clone(),
                message,
                "write its words between `[` and `]`",
            );
        }
        self.check_controls(title.unwrap_or_default(), span);
    }

    /// What stands in a `<code>` element: text.
    fn code(&mut self, nodes: Vec<Node>, span: &Span) -> String {
        let mut code = String::new();
        for Node { inline, .. } in nodes {
            let Inline::Text(text) = inline else {
                let help = "write a code span in its place, or a backslash in front of the marks in it";
                self.unsupported(span.clone(), "more than text in a `<code>` element", help);
                break;
            };
            code.push_str(&text);
        }
        code
    }

    /// Adds the items of a list, and reports what else is in it.
    fn list(&mut self, mut nodes: Vec<Node>) {
        nodes.retain(|node| !matches!(&node.inline, Inline::Text(text) if is_blank(text)));
        let stray = nodes.iter().find(|node| !matches!(node.inline, Inline::Item(_) | Inline::Comment(_)));
        if let Some(span) = stray.map(|node| node.span.clone()) {
            let message = "found content of `<ul>` outside of its items; expected `<li>`";
            self.report(Rule::MisplacedTag, span, message, "write it between `<li>` and `</li>`");
        }
        self.inner().extend(nodes);
    }

    fn html(&mut self, html: &str, span: Span) {
        if let Some(comment) = html.strip_prefix("<!--") {
            let comment = comment.strip_suffix("-->").unwrap_or_default();
            return self.push(Inline::Comment(comment.to_owned()), span);
        }
        let tag = html.trim_start_matches(['<', '/']);
        let name =
            tag.split(|char: char| !char.is_ascii_alphanumeric() && char != '-').next().unwrap_or_default();
        let Some(name) = ELEMENTS.into_iter().find(|known| known.eq_ignore_ascii_case(name)) else {
            self.findings.push(unknown_tag(self.source, html, span.clone()));
            return self.text(html, span);
        };
        if html.starts_with("</") {
            return self.end_tag(name, html, span);
        }
        let inline = match name {
            "br" => return self.push(Inline::Break, span),
            "a" => {
                let title = attribute(tag, "title").filter(|title| !title.is_empty());
                let target = attribute(tag, "href").unwrap_or_default();
                Some(Inline::Link { target, title, words: Vec::new() })
            }
            "b" | "strong" => Some(Inline::Strong(Vec::new())),
            "em" | "i" => Some(Inline::Emphasis(Vec::new())),
            "code" => Some(Inline::Code(String::new())),
            "li" => Some(Inline::Item(Vec::new())),
            _ => None,
        };
        // The next item ends the one before it.
        if name == "li" && self.open.last().is_some_and(|open| open.element == Some("li")) {
            self.close_early();
        }
        self.open(Some(name), inline, span);
    }

    fn end_tag(&mut self, name: &'static str, found: &str, span: Span) {
        let last = self.open.last().and_then(|open| open.element);
        if last == Some(name) {
            self.close(span.end);
        } else if self.is_torn {
            // It may be the partner of a tag that is reported.
        } else if !self.open.iter().any(|open| open.element == Some(name)) {
            let message = format!("found `{found}` without its start; expected `<{name}>` before it");
            self.torn(span, message, format!("take it out, or write `<{name}>` where it starts"));
        } else if last.is_some() {
            self.close_early();
            self.end_tag(name, found, span);
        } else {
            let message = format!(
                "found `{found}` among words that are marked behind `<{name}>`; expected it behind their mark"
            );
            self.torn(
                span,
                message,
                format!("write `{found}` behind the mark, or `<{name}>` in front of the words"),
            );
        }
    }
}

/// The first value of an attribute of a tag, as browsers take it.
fn attribute(tag: &str, name: &str) -> Option<String> {
    let is_space = |char: char| char.is_ascii_whitespace();
    let mut rest = &tag[tag.find(is_space)?..];
    loop {
        rest = rest.trim_start_matches(|char| is_space(char) || char == '/');
        let end = rest.find(|char| is_space(char) || "=/>".contains(char)).filter(|end| *end > 0)?;
        let key = &rest[..end];
        rest = rest[end..].trim_start_matches(is_space);
        let mut value = "";
        if let Some(behind) = rest.strip_prefix('=').map(|behind| behind.trim_start_matches(is_space)) {
            (value, rest) = match behind.chars().next()? {
                quote @ ('"' | '\'') => behind[1..].split_once(quote)?,
                _ => behind.split_at(behind.find(|char| is_space(char) || char == '>')?),
            };
        }
        if key.eq_ignore_ascii_case(name) {
            return Some(decoded(value));
        }
    }
}

/// An attribute's value with every reference in it decoded.
fn decoded(value: &str) -> String {
    let mut parts = value.split('&');
    let mut decoded = parts.next().unwrap_or_default().to_owned();
    for part in parts {
        let is_name = |name: &str| name.chars().all(|char| char.is_ascii_alphanumeric() || char == '#');
        match part.split_once(';').filter(|(name, _)| is_name(name)) {
            Some((name, behind)) => decoded.extend([&decode(&format!("&{name};")), behind]),
            None => decoded.extend(["&", part]),
        }
    }
    decoded
}
