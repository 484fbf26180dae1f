//! A description's three forms: plain text, CommonMark and HTML.

use std::borrow::Cow;

use crate::page::{BASE_URL, Inline, Node};

/// A form of a description.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Form {
    /// For terminals and logs.
    Text,
    /// CommonMark.
    Markdown,
    /// HTML of inline elements alone, safe to embed.
    Html,
}

impl Form {
    /// Writes a description in this form, with `base_url` for `{{site.baseurl}}`.
    pub fn write(self, description: &[Node], base_url: &str) -> String {
        let mut writer = Writer { form: self, base_url, out: String::new(), breaks: 0, place: Place::Start };
        writer.nodes(description, None);
        writer.out
    }
}

/// What was written last.
#[derive(Clone, Copy, PartialEq, Eq)]
enum Place {
    Start,
    Line,
    Item,
    AfterItem,
}

struct Writer<'a> {
    form: Form,
    base_url: &'a str,
    out: String,
    /// Breaks that are written when something follows them.
    breaks: usize,
    place: Place,
}

impl Writer<'_> {
    fn nodes(&mut self, nodes: &[Node], after: Option<char>) {
        for (index, node) in nodes.iter().enumerate() {
            let after = nodes[index + 1..].iter().find_map(first_char).or(after);
            self.node(&node.inline, after);
        }
    }

    fn node(&mut self, inline: &Inline, after: Option<char>) {
        match inline {
            Inline::Text(text) => self.text(text, after),
            Inline::Code(code) => {
                self.start_content();
                self.code(code);
            }
            Inline::Strong(nodes) => self.emphasis(nodes, "**", "strong", after),
            Inline::Emphasis(nodes) => self.emphasis(nodes, "*", "em", after),
            Inline::Link { target, title, words } => {
                self.start_content();
                self.link(&self.expand(target), title.as_deref(), words);
            }
            Inline::Break => {
                self.breaks += 1;
            }
            Inline::Item(nodes) => {
                self.start_item();
                self.nodes(nodes, None);
                self.breaks = 0;
                self.place = Place::AfterItem;
            }
            Inline::Comment(_) => {}
        }
    }

    fn expand<'t>(&self, text: &'t str) -> Cow<'t, str> {
        if text.contains(BASE_URL) { text.replace(BASE_URL, self.base_url).into() } else { text.into() }
    }

    /// Says whether the next thing written begins a line, and so drops the spaces in front of it.
    fn is_at_line_start(&self) -> bool {
        self.breaks > 0 || matches!(self.place, Place::Start | Place::AfterItem) || self.out.ends_with("- ")
    }

    fn text(&mut self, text: &str, after: Option<char>) {
        let text = self.expand(text);
        let is_line_start = self.is_at_line_start();
        let words = if is_line_start { text.trim_start() } else { &text };
        let words = if after.is_none_or(|after| after == '\n') { words.trim_end() } else { words };
        if words.is_empty() {
            return;
        }
        self.start_content();
        match self.form {
            Form::Text => self.out.push_str(words),
            Form::Html => escape_html(words, &mut self.out),
            Form::Markdown => escape_markdown(words, is_line_start, &mut self.out),
        }
    }

    /// Writes the breaks that stand between what was written and what follows.
    fn start_content(&mut self) {
        let breaks = std::mem::take(&mut self.breaks);
        let indent = if self.place == Place::Item && self.form == Form::Markdown { "  " } else { "" };
        match self.place {
            Place::Start => {}
            Place::AfterItem => self.out.push_str(match self.form {
                Form::Text => "\n",
                Form::Markdown => "\n\n",
                Form::Html => "<br>",
            }),
            Place::Line | Place::Item => match (self.form, breaks) {
                (Form::Markdown, 2) if indent.is_empty() => self.out.push_str("\n\n"),
                (form, breaks) => {
                    for _ in 0..breaks {
                        self.out.push_str(match form {
                            Form::Text => "\n",
                            Form::Markdown => "\\\n",
                            Form::Html => "<br>",
                        });
                        self.out.push_str(indent);
                    }
                }
            },
        }
        if self.place != Place::Item {
            self.place = Place::Line;
        }
    }

    fn start_item(&mut self) {
        self.breaks = 0;
        self.out.push_str(match (self.form, self.place) {
            (_, Place::Start) => "",
            (Form::Html, _) => "<br>",
            (Form::Text, _) | (Form::Markdown, Place::AfterItem) => "\n",
            (Form::Markdown, _) => "\n\n",
        });
        self.out.push_str("- ");
        self.place = Place::Item;
    }

    fn code(&mut self, code: &str) {
        let code = &self.expand(code);
        if self.form == Form::Html {
            self.out.push_str("<code>");
            escape_html(code, &mut self.out);
            self.out.push_str("</code>");
            return;
        }
        let marks = if code.contains('`') {
            let longest = code.split(|char| char != '`').map(str::len).max().unwrap_or_default();
            "`".repeat(longest + 1)
        } else {
            "`".to_owned()
        };
        let needs_padding = code.starts_with('`')
            || code.ends_with('`')
            || (code.starts_with(' ') && code.ends_with(' ') && !code.trim().is_empty());
        let padding = if needs_padding { " " } else { "" };
        self.out.extend([&marks, padding, code, padding, &marks]);
    }

    fn emphasis(&mut self, nodes: &[Node], mark: &str, element: &str, after: Option<char>) {
        if !nodes.iter().any(|node| first_char(node).is_some()) {
            return;
        }
        self.start_content();
        let (open, close) = match self.form {
            Form::Text => (String::new(), String::new()),
            Form::Markdown if self.fits(nodes, after) => (mark.to_owned(), mark.to_owned()),
            Form::Markdown | Form::Html => (format!("<{element}>"), format!("</{element}>")),
        };
        self.out.push_str(&open);
        self.nodes(nodes, Some(' '));
        self.out.push_str(&close);
    }

    /// Says whether CommonMark would see emphasis in marks around these nodes, here.
    fn fits(&self, nodes: &[Node], after: Option<char>) -> bool {
        let before = self.out.chars().next_back();
        let first = nodes.iter().find_map(first_char).unwrap_or(' ');
        let last = nodes.iter().rev().find_map(last_char).unwrap_or(' ');
        let is_open =
            |char: Option<char>| char.is_none_or(|char| char.is_whitespace() || is_punctuation(char));
        !first.is_whitespace()
            && !last.is_whitespace()
            && !matches!(before, Some('*'))
            && !matches!(after, Some('*'))
            && !matches!((first, last), ('*', _) | (_, '*'))
            && (!is_punctuation(first) || is_open(before))
            && (!is_punctuation(last) || is_open(after))
    }

    fn link(&mut self, target: &str, title: Option<&str>, words: &[Node]) {
        match self.form {
            Form::Text => {
                let start = self.out.len();
                self.nodes(words, Some(' '));
                let written = &self.out[start..];
                if written != target && Some(written) != target.strip_prefix("mailto:") {
                    self.out.extend([" (", target, ")"]);
                }
            }
            Form::Markdown => {
                self.out.push('[');
                self.nodes(words, Some(' '));
                self.out.push_str("](");
                let needs_brackets = target.is_empty() || holds_any(target, &['(', ')', '<', '>']);
                self.out.push_str(if needs_brackets { "<" } else { "" });
                escape(target, &['<', '>', '\\', '&'], &mut self.out);
                self.out.push_str(if needs_brackets { ">" } else { "" });
                if let Some(title) = title {
                    self.out.push_str(" \"");
                    escape(title, &['"', '\\', '&'], &mut self.out);
                    self.out.push('"');
                }
                self.out.push(')');
            }
            Form::Html => {
                self.out.push_str("<a href=\"");
                escape_html(target, &mut self.out);
                if let Some(title) = title {
                    self.out.push_str("\" title=\"");
                    escape_html(title, &mut self.out);
                }
                self.out.push_str("\">");
                self.nodes(words, Some(' '));
                self.out.push_str("</a>");
            }
        }
    }
}

/// The first character that a node writes; a break counts as the line's end.
fn first_char(node: &Node) -> Option<char> {
    match &node.inline {
        Inline::Text(text) => text.chars().next(),
        Inline::Code(_) => Some('`'),
        Inline::Strong(nodes) | Inline::Emphasis(nodes) => nodes.iter().find_map(first_char).map(|_| '*'),
        Inline::Link { .. } => Some('['),
        Inline::Break | Inline::Item(_) => Some('\n'),
        Inline::Comment(_) => None,
    }
}

/// The last character that a node writes, or its first one where both are marks.
fn last_char(node: &Node) -> Option<char> {
    match &node.inline {
        Inline::Text(text) => text.chars().next_back(),
        _ => first_char(node),
    }
}

fn is_punctuation(char: char) -> bool {
    char.is_ascii_punctuation() || !(char.is_ascii() || char.is_alphanumeric() || char.is_whitespace())
}

/// Says whether a text holds one of these characters, which are ASCII.
///
/// Most texts hold none and can be written as they are. A search for one character is the standard library's and fast
/// even where this crate is not optimized, as in a macro; a look at each character is not.
fn holds_any(text: &str, chars: &[char]) -> bool {
    chars.iter().any(|char| text.contains(*char))
}

/// Writes a text with a backslash in front of these characters.
fn escape(text: &str, marks: &[char], out: &mut String) {
    if !holds_any(text, marks) {
        return out.push_str(text);
    }
    for char in text.chars() {
        if marks.contains(&char) {
            out.push('\\');
        }
        out.push(char);
    }
}

fn escape_html(text: &str, out: &mut String) {
    if !holds_any(text, &['&', '<', '>', '"']) {
        return out.push_str(text);
    }
    for char in text.chars() {
        match char {
            '&' => out.push_str("&amp;"),
            '<' => out.push_str("&lt;"),
            '>' => out.push_str("&gt;"),
            '"' => out.push_str("&quot;"),
            _ => out.push(char),
        }
    }
}

fn escape_markdown(text: &str, at_line_start: bool, out: &mut String) {
    if at_line_start {
        let after_number = text.trim_start_matches(|char: char| char.is_ascii_digit());
        if text.starts_with(['#', '>', '-', '+', '=', '~']) {
            out.push('\\');
        } else if after_number.len() < text.len() && after_number.starts_with(['.', ')']) {
            out.push_str(&text[..text.len() - after_number.len()]);
            out.push('\\');
            return escape_markdown(after_number, false, out);
        }
    }
    if !holds_any(text, &['\\', '`', '*', '[', ']', '<', '_', '&']) {
        return out.push_str(text);
    }
    for (at, char) in text.char_indices() {
        let is_within_word = || {
            let is_letter = |char: Option<char>| char.is_some_and(char::is_alphanumeric);
            is_letter(text[..at].chars().next_back()) && is_letter(text[at + 1..].chars().next())
        };
        let is_mark = match char {
            '\\' | '`' | '*' | '[' | ']' | '<' => true,
            '_' => !is_within_word(),
            '&' => text[at + 1..].starts_with(|char: char| char.is_ascii_alphanumeric() || char == '#'),
            _ => false,
        };
        if is_mark {
            out.push('\\');
        }
        out.push(char);
    }
}
