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
    /// It is refused or an anchor, and what is in it is read as that of what it stands in.
    is_flat: bool,
}

/// What is known of the tildes of a text.
#[derive(Clone, Copy, PartialEq, Eq)]
enum Tildes {
    None,
    /// One stands in front that might begin struck-out text.
    Open,
    /// One is reported.
    Reported,
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
    /// No element stands inside another of its kind, so there are few.
    frames: Vec<(Option<Inline>, Vec<Node>)>,
    /// Where the last event ends that was read.
    end: usize,
    /// A tag without its partner is reported; one mistake is not to be reported for each tag that it concerns.
    is_torn: bool,
    tildes: Tildes,
    /// Where a backtick stands as text in front.
    backtick: Option<usize>,
    /// It stands in an address between `<` and `>`.
    in_address: bool,
}

/// Reads events, up to this byte of the page, into nodes, and says what is wrong with them.
pub(super) fn read(
    source: &Rc<Source>,
    events: &[(Event<'_>, Span)],
    end: usize,
) -> (Vec<Node>, Vec<Finding>) {
    let (findings, nodes, open, frames) = (TextFindings::default(), Vec::new(), Vec::new(), Vec::new());
    let mut inlines = Inlines {
        source,
        findings,
        nodes,
        open,
        frames,
        end: 0,
        is_torn: false,
        tildes: Tildes::None,
        backtick: None,
        in_address: false,
    };
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
                self.in_address = false;
                self.close(span.end);
            }
            // References count in an address too.
            Event::Text(text) if self.in_address => {
                if text.contains(r"\|") {
                    self.escaped_pipe(&span);
                }
                self.text(&decoded(text), span);
            }
            Event::Text(text) if self.source.text()[span.start..].starts_with(&**text) => {
                self.check_tildes(text, span.start);
                self.check_footnote(text, span.start);
                self.check_torn_link(text, span.start);
                let escape = usize::from(self.source.text()[..span.start].ends_with('\\'));
                let backtick = text[escape.min(text.len())..].find('`').map(|at| span.start + escape + at);
                self.backtick = self.backtick.or(backtick);
                // A heading's last text goes on behind its words if an anchor stands there.
                self.text(&text[..text.len().min(span.len())], span);
            }
            Event::Text(text) => self.text(text, span),
            Event::SoftBreak if matches!(self.inner().last(), Some(Node { inline: Inline::Break, .. })) => {}
            Event::SoftBreak => self.text(" ", span),
            Event::HardBreak => self.push(Inline::Break, span),
            Event::Code(code) => {
                if let Some(at) = self.backtick.take() {
                    let what = "a backtick without a second one in front of code, of which some sites show the backticks";
                    self.unsupported(at..at + 1, what, "write \\` for the character itself");
                }
                self.check_controls(code, &span);
                self.push(Inline::Code(code.to_string()), span);
            }
            Event::InlineHtml(html) => self.html(html, span),
            _ => self.unsupported(span, "a footnote", "write what it says, in parentheses"),
        }
    }

    fn start(&mut self, tag: &Tag<'_>, span: Span) {
        let inline = match tag {
            Tag::Strong | Tag::Emphasis => {
                if self.source.text()[..span.start].ends_with('~') {
                    self.unsure_tilde(span.start - 1);
                }
                if *tag == Tag::Strong { Inline::Strong(Vec::new()) } else { Inline::Emphasis(Vec::new()) }
            }
            Tag::Strikethrough => {
                self.check_strike(&span);
                Inline::Strike(Vec::new())
            }
            Tag::Link { link_type, dest_url, title, .. } => {
                let target = match link_type {
                    LinkType::Autolink => decoded(dest_url),
                    LinkType::Email => format!("mailto:{dest_url}"),
                    _ => dest_url.replace(' ', "%20"),
                };
                let page = self.source.text();
                let is_behind_bracket = page[..span.start].ends_with(']')
                    && matches!(self.inner().last(), Some(Node { inline: Inline::Text(_), .. }));
                if is_behind_bracket || page[span.clone()].contains(r"]\[") {
                    let help =
                        "write a space between them, and `\\]` and `\\[` for the characters themselves";
                    self.unsupported(span.clone(), "a bracket that touches a link", help);
                }
                self.in_address = matches!(link_type, LinkType::Autolink | LinkType::Email);
                let title = Some(title.to_string()).filter(|title| !title.is_empty());
                Inline::Link { target, title, words: Vec::new() }
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
        let control = text.chars().find(|char| char.is_control() && *char != '\t');
        if let Some(control) = control {
            self.findings.push(control_character(self.source, span.clone(), control));
        }
    }

    /// Reports what looks like the start of a footnote's mark: some readers take what follows for text.
    fn check_footnote(&mut self, text: &str, start: usize) {
        let page = self.source.text();
        // A whole mark whose footnote isn't there is text for all of them.
        let is_whole = |rest: &str| {
            let label = |char: char| char.is_alphanumeric() || char == '-' || char == '_';
            rest.trim_start_matches(label).starts_with(']')
        };
        let is_mark = |at: &usize| {
            let rest = page[*at..].strip_prefix("[^");
            rest.is_some_and(|rest| !is_whole(rest)) && !page[..*at].ends_with('\\')
        };
        let mut brackets = text.match_indices('[').map(|(at, _)| start + at);
        if let Some(at) = brackets.find(is_mark) {
            let what = "`[^`, which begins a footnote's mark on some sites";
            self.unsupported(at..at + 2, what, "write `\\[^` for the characters themselves");
        }
    }

    /// Reports the middle of a link that is none: readers differ on which titles and targets make one.
    fn check_torn_link(&mut self, text: &str, start: usize) {
        let page = self.source.text();
        let is_middle = |at: &usize| page[*at..].starts_with("](") && !page[..*at].ends_with('\\');
        let mut brackets = text.match_indices(']').map(|(at, _)| start + at);
        if let Some(at) = brackets.find(is_middle) {
            let help = "write its target without white space, and `\\]` for the character itself";
            self.unsupported(at..at + 2, "`](` in what is no link", help);
        }
    }

    /// Reports tildes that stand as text here, and that other readers of this dialect make marks of.
    fn check_tildes(&mut self, text: &str, start: usize) {
        let page = self.source.text();
        let is_behind_strike = matches!(self.inner().last(), Some(Node { inline: Inline::Strike(_), .. }));
        if is_behind_strike && text.starts_with('*') {
            return self.unsure_tilde(start - 1);
        }
        let mut run_end = start;
        for at in text.match_indices('~').map(|(at, _)| start + at) {
            let before = page[..at].chars().next_back();
            if at >= run_end {
                run_end = page.len() - page[at..].trim_start_matches('~').len();
            }
            let behind = page[run_end..].chars().next();
            if matches!(before, Some('~' | '\\')) {
                // Of a run behind a backslash, only the first is escaped.
                let is_open = before == Some('\\') && page[at..].starts_with("~~");
                self.open_tilde(is_open && !behind.is_none_or(char::is_whitespace));
                continue;
            }
            let is_mark = |char| matches!(char, Some('*' | '_'));
            let is_word = |char: Option<char>| char.is_some_and(|char| !char.is_whitespace());
            if self.tildes == Tildes::Open && is_word(before) || is_mark(before) || is_mark(behind) {
                return self.unsure_tilde(at);
            }
            self.open_tilde(is_word(behind));
        }
    }

    /// Reports struck-out text of which not all readers of this dialect see the marks, for what these touch.
    fn check_strike(&mut self, span: &Span) {
        self.open_tilde(true);
        let page = self.source.text();
        // Marks of emphasis that begin none here.
        if page[..span.start].ends_with(['*', '_']) && !self.inner().is_empty() {
            return self.unsure_tilde(span.start);
        }
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

    fn open_tilde(&mut self, is_open: bool) {
        if is_open && self.tildes == Tildes::None {
            self.tildes = Tildes::Open;
        }
    }

    fn unsure_tilde(&mut self, at: usize) {
        if std::mem::replace(&mut self.tildes, Tildes::Reported) == Tildes::Reported {
            return;
        }
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
        let Some(inline) = inline else { return self.list(nodes, &span) };
        let inline = match inline {
            Inline::Link { target, title, .. } => {
                self.check_link(&target, title.as_deref(), &nodes, &span);
                Inline::Link { target, title, words: nodes }
            }
            Inline::Code(_) => Inline::Code(self.code(nodes, &span)),
            Inline::Item(_) => {
                let first =
                    nodes.iter().find(|node| !matches!(&node.inline, Inline::Text(text) if is_blank(text)));
                if let Some(Node { inline: Inline::Break, span }) = first {
                    self.unsupported(span.clone(), "a break at the start of an item", "take it out");
                } else if is_empty(&nodes) {
                    self.empty_list(&span);
                }
                Inline::Item(nodes)
            }
            // What is empty shows nothing.
            _ if nodes.is_empty() => return,
            Inline::Strong(_) => Inline::Strong(nodes),
            Inline::Emphasis(_) => Inline::Emphasis(nodes),
            _ => {
                let has_star = |node: &Node| matches!(&node.inline, Inline::Text(text) if text.contains('*'));
                if nodes.iter().any(has_star) {
                    self.unsure_tilde(span.start);
                }
                Inline::Strike(nodes)
            }
        };
        self.push(inline, span);
    }

    /// Ends what was opened last, whose end tag doesn't stand here.
    fn close_early(&mut self) {
        // Nothing is lost of an anchor that goes on.
        let is_anchor = |open: &&Open| open.element == Some("a") && open.is_flat;
        if let Some(Open { element: Some(name), span, .. }) = self.open.last().filter(|open| !is_anchor(open))
        {
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
    fn list(&mut self, mut nodes: Vec<Node>, span: &Span) {
        nodes.retain(|node| !matches!(&node.inline, Inline::Text(text) if is_blank(text)));
        if nodes.is_empty() {
            self.empty_list(span);
        }
        let stray = nodes.iter().find(|node| !matches!(node.inline, Inline::Item(_) | Inline::Comment(_)));
        if let Some(span) = stray.map(|node| node.span.clone()) {
            let message = "found content of `<ul>` outside of its items; expected `<li>`";
            self.report(Rule::MisplacedTag, span, message, "write it between `<li>` and `</li>`");
        }
        self.inner().extend(nodes);
    }

    /// Reports a list or an item with nothing in it, of which a browser shows the line or the mark.
    fn empty_list(&mut self, span: &Span) {
        let found = shown(&self.source.text()[span.clone()]).into_owned();
        let message = format!("found `{found}` without words; expected some in each item");
        self.report(Rule::MisplacedTag, span.clone(), message, "write them, or take it out");
    }

    fn html(&mut self, html: &str, span: Span) {
        if let Some(comment) = html.strip_prefix("<!--") {
            let comment = comment.strip_suffix("-->").unwrap_or_default();
            if comment.contains("--") || comment.starts_with(['>', '-']) || comment.ends_with('-') {
                let help = "take the dashes out, or write `<!-- … -->` with white space inside";
                self.unsupported(span.clone(), "dashes in a comment, which some sites show for them", help);
            }
            return self.push(Inline::Comment(comment.to_owned()), span);
        }
        let tag = html.trim_start_matches(['<', '/']);
        let name =
            tag.split(|char: char| !char.is_ascii_alphanumeric() && char != '-').next().unwrap_or_default();
        let Some(name) = ELEMENTS.into_iter().find(|known| known.eq_ignore_ascii_case(name)) else {
            self.findings.push(unknown_tag(self.source, html, span.clone()));
            return self.text(html, span);
        };
        // Browsers take the end of a break for one.
        if html.starts_with("</") && name != "br" {
            return self.end_tag(name, html, span);
        }
        let inline = match name {
            "br" => return self.push(Inline::Break, span),
            "a" => match attribute(tag, "href") {
                Some(target) => {
                    self.check_references(html, &span);
                    if html.contains(r"\|") {
                        self.escaped_pipe(&span);
                    }
                    let title = attribute(tag, "title").filter(|title| !title.is_empty());
                    Some(Inline::Link { target, title, words: Vec::new() })
                }
                None => return self.anchor(html, span),
            },
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

    /// Begins an `<a>` that leads nowhere, and is there to be led to: it shows what is in it, if anything.
    fn anchor(&mut self, html: &str, span: Span) {
        self.end = span.end;
        if self.frames.iter().any(|(outer, _)| matches!(outer, Some(Inline::Link { .. }))) {
            self.unsupported(
                span.clone(),
                "an anchor in a link, which ends there",
                "write it in front of the link",
            );
        }
        if !html.ends_with("/>") {
            self.open.push(Open { element: Some("a"), span, is_flat: true });
        }
    }

    fn escaped_pipe(&mut self, span: &Span) {
        let what = "an escaped pipe in an address, of which some sites show the backslash";
        self.unsupported(span.clone(), what, "write `%7C` for it");
    }

    /// Reports a reference without its `;` in a tag: a browser reads some of them.
    fn check_references(&mut self, tag: &str, span: &Span) {
        let is_read = |part: &str| {
            let end = part.find(|char: char| !char.is_ascii_alphanumeric()).unwrap_or(part.len());
            let reference = format!("&{};", &part[..end]);
            !part[end..].starts_with([';', '=']) && decode(&reference) != reference
        };
        if tag.split('&').skip(1).any(is_read) {
            let what = "a reference without `;` in a tag, of which some browsers show the letters";
            self.unsupported(span.clone(), what, "write `&amp;` for the character itself");
        }
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
