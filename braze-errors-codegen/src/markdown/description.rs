//! What a text says: words, code spans, emphasis, links, breaks and list items.

use super::BASE_URL;
use crate::text::number::{digits, numbers};
use crate::text::source::Span;
use crate::text::white::is_space;

/// A text of inline Markdown, read.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Description {
    /// Where it stands in the page.
    pub span: Span,
    /// What it is made of, in order.
    pub nodes: Vec<Node>,
}

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
    /// Struck-out text.
    Strike(Vec<Node>),
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

impl Inline {
    /// What it holds.
    pub fn children(&self) -> &[Node] {
        match self {
            Self::Strong(nodes) | Self::Emphasis(nodes) | Self::Strike(nodes) | Self::Item(nodes) => nodes,
            Self::Link { words, .. } => words,
            Self::Text(_) | Self::Code(_) | Self::Break | Self::Comment(_) => &[],
        }
    }
}

impl Description {
    /// Says whether nothing would be seen of it.
    pub fn is_empty(&self) -> bool {
        is_empty(&self.nodes)
    }

    /// Every piece in page order, each before what it holds.
    ///
    /// The words of a bare URL, `<https://…>`, are its target and no piece of their own.
    pub fn pieces(&self) -> impl Iterator<Item = &Node> + Clone {
        pieces(&self.nodes)
    }

    /// Its words, with those of its code spans and links; a space parts those on two lines.
    pub(crate) fn words(&self) -> String {
        self.joined(" ")
    }

    /// Its words as anchors have them: those on two lines touch there.
    pub(super) fn anchor_words(&self) -> String {
        self.joined("")
    }

    fn joined(&self, line_end: &str) -> String {
        fn collect(nodes: &[Node], line_end: &str, words: &mut String) {
            for node in nodes {
                match &node.inline {
                    Inline::Text(text) | Inline::Code(text) => words.push_str(text),
                    Inline::Break | Inline::Item(_) => words.push_str(line_end),
                    _ => {}
                }
                collect(node.inline.children(), line_end, words);
            }
        }
        let mut words = String::new();
        collect(&self.nodes, line_end, &mut words);
        words
    }

    /// Its code spans, in order.
    pub fn code_spans(&self) -> impl Iterator<Item = &str> {
        self.pieces().filter_map(|node| match &node.inline {
            Inline::Code(code) => Some(code.as_str()),
            _ => None,
        })
    }

    /// What it says in any language, sorted: its code spans, its numbers and its link targets.
    pub(crate) fn content(&self) -> Vec<String> {
        let mut content = Vec::new();
        for node in self.pieces() {
            match &node.inline {
                Inline::Text(text) => {
                    content.extend(numbers(text).map(|number| format!("#{}", digits(&text[number]))));
                }
                Inline::Code(code) => content.push(format!("`{code}")),
                Inline::Link { target, .. } => content.push(format!("({target}")),
                _ => {}
            }
        }
        content.sort_unstable();
        content
    }

    /// Says whether a form of it would write the documentation's URL.
    pub(crate) fn holds_base_url(&self) -> bool {
        self.pieces().any(|node| match &node.inline {
            Inline::Text(text) | Inline::Code(text) => text.contains(BASE_URL),
            Inline::Link { target, title, .. } => {
                target.contains(BASE_URL) || title.as_ref().is_some_and(|title| title.contains(BASE_URL))
            }
            _ => false,
        })
    }
}

/// Says whether nothing would be seen of these.
pub(crate) fn is_empty(nodes: &[Node]) -> bool {
    nodes.iter().all(|node| match &node.inline {
        Inline::Text(text) => text.trim().is_empty(),
        Inline::Strong(nodes) | Inline::Emphasis(nodes) | Inline::Strike(nodes) | Inline::Item(nodes) => {
            is_empty(nodes)
        }
        Inline::Break | Inline::Comment(_) => true,
        Inline::Code(_) | Inline::Link { .. } => false,
    })
}

fn pieces(nodes: &[Node]) -> impl Iterator<Item = &Node> + Clone {
    let mut innermost = nodes.iter();
    // Most descriptions hold nothing within anything, and need no memory for what is open.
    let mut open = Vec::new();
    std::iter::from_fn(move || {
        loop {
            let Some(node) = innermost.next() else {
                innermost = open.pop()?;
                continue;
            };
            let is_bare = matches!(&node.inline, Inline::Link { target, words, .. }
                if matches!(words.as_slice(), [Node { inline: Inline::Text(text), .. }] if text == target));
            let children = node.inline.children();
            if !is_bare && !children.is_empty() {
                open.push(std::mem::replace(&mut innermost, children.iter()));
            }
            return Some(node);
        }
    })
}

/// Adds text behind nodes, to the text that they end in if they do.
pub(super) fn push_text(nodes: &mut Vec<Node>, text: &str, span: Span) {
    if text.is_empty() {
        return;
    }
    match nodes.last_mut() {
        Some(Node { span: before, inline: Inline::Text(words) }) => {
            words.push_str(text);
            before.end = before.end.max(span.end);
        }
        _ => nodes.push(Node { span, inline: Inline::Text(text.to_owned()) }),
    }
}

/// Makes list items of what is written as `<br>- …`, and writes the base URL's variable in one way.
pub(super) fn finished(mut nodes: Vec<Node>) -> Vec<Node> {
    write_base_url_plainly(&mut nodes);
    let has_breaks = nodes.iter().any(|node| matches!(node.inline, Inline::Break | Inline::Item(_)));
    let starts_item = matches!(nodes.first(), Some(Node { inline: Inline::Text(text), .. }) if text.trim_start().starts_with('-'));
    if !has_breaks && !starts_item {
        return nodes;
    }
    let mut result: Vec<Node> = Vec::with_capacity(nodes.len());
    let mut item: Option<Vec<Node>> = None;
    let mut at_line_start = true;
    let mut ends_line = vec![true; nodes.len()];
    for index in (1..nodes.len()).rev() {
        ends_line[index - 1] = match &nodes[index].inline {
            Inline::Comment(_) => ends_line[index],
            Inline::Text(text) if text.trim().is_empty() => ends_line[index],
            Inline::Break | Inline::Item(_) => true,
            _ => false,
        };
    }
    // The end of a `<ul>` ends its line, so that a break behind it makes a blank one.
    let mut is_behind_list = false;
    for (mut node, ends_line) in nodes.into_iter().zip(ends_line) {
        if matches!(node.inline, Inline::Break | Inline::Item(_)) {
            result.extend(item.take().and_then(item_of));
        } else if let (true, Inline::Text(text)) = (at_line_start, &mut node.inline) {
            // A dash alone is no item.
            let rest = text.trim_start().strip_prefix("- ");
            if let Some(rest) = rest.filter(|rest| !ends_line || !rest.trim().is_empty()) {
                *text = rest.trim_start().to_owned();
                item = Some(Vec::new());
            }
        }
        if is_behind_list && begins_with_break(&node) {
            result.push(Node { span: node.span.clone(), inline: Inline::Break });
        }
        is_behind_list = match &node.inline {
            Inline::Comment(_) => is_behind_list,
            Inline::Text(text) => is_behind_list && text.trim().is_empty(),
            inline => matches!(inline, Inline::Item(_)),
        };
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

fn begins_with_break(node: &Node) -> bool {
    matches!(node.inline, Inline::Break) || node.inline.children().first().is_some_and(begins_with_break)
}

fn item_of(nodes: Vec<Node>) -> Option<Node> {
    let span = nodes.first()?.span.start..nodes.last()?.span.end;
    Some(Node { span, inline: Inline::Item(nodes) })
}

fn write_base_url_plainly(nodes: &mut [Node]) {
    for node in nodes {
        match &mut node.inline {
            Inline::Text(text) => *text = with_plain_base_url(std::mem::take(text)),
            Inline::Strong(nodes)
            | Inline::Emphasis(nodes)
            | Inline::Strike(nodes)
            | Inline::Item(nodes)
            | Inline::Link { words: nodes, .. } => write_base_url_plainly(nodes),
            Inline::Code(_) | Inline::Break | Inline::Comment(_) => {}
        }
    }
}

/// A text in which the base URL's variable is written in one way.
pub(super) fn with_plain_base_url(text: String) -> String {
    if !text.contains("{{") {
        return text;
    }
    let mut plain = String::with_capacity(text.len());
    let mut rest = text.as_str();
    while let Some((before, variable)) = rest.split_once("{{") {
        plain.push_str(before);
        let name = variable.trim_start_matches(is_space).strip_prefix("site.baseurl");
        let after = name.and_then(|behind| behind.trim_start_matches(is_space).strip_prefix("}}"));
        rest = if let Some(after) = after {
            plain.push_str(BASE_URL);
            after
        } else {
            plain.push_str("{{");
            variable
        };
    }
    plain.push_str(rest);
    plain
}
