//! A description's three forms: plain text, CommonMark and HTML.

use std::borrow::Cow;

use oxiri::Iri;

use crate::markdown::{BASE_URL, Description, Inline, Node, is_empty};
use crate::text::scan::find;

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
    pub fn write(self, description: &Description, base_url: &str) -> String {
        self.write_published(description, base_url, None)
    }

    /// Writes a description of a page that is published at this URL, from which relative links become absolute.
    pub(crate) fn write_published(
        self,
        description: &Description,
        base_url: &str,
        page_url: Option<&str>,
    ) -> String {
        Writer::new(self, base_url, page_url).write(description)
    }
}

/// Writes a description as [`Form::write_published`] does, for a table's cell in the documentation of a Rust item.
///
/// It is one line of Markdown, in which rustdoc reads more than CommonMark does.
pub(crate) fn write_rustdoc_cell(
    description: &Description,
    base_url: &str,
    page_url: Option<&str>,
) -> String {
    let mut writer = Writer::new(Form::Markdown, base_url, page_url);
    writer.is_rustdoc = true;
    // In code too, a pipe would end the cell.
    writer.write(description).replace('|', "\\|")
}

/// A code span that holds this text in CommonMark.
pub(crate) fn code_span(text: &str) -> String {
    let mut writer = Writer::new(Form::Markdown, BASE_URL, None);
    writer.code(text);
    writer.out
}

/// What was written last.
#[derive(Clone, Copy, PartialEq, Eq)]
enum Place {
    Start,
    Line,
    /// An item's dash.
    ItemStart,
    Item,
    AfterItem,
}

struct Writer<'a> {
    form: Form,
    /// Whether Markdown is for a table's cell that rustdoc reads.
    is_rustdoc: bool,
    base_url: &'a str,
    page_url: Option<&'a str>,
    out: String,
    /// Breaks that are written when something follows them.
    breaks: usize,
    place: Place,
    /// The start marks of emphasis and links that are written, behind the breaks, when something follows them.
    opened: Vec<String>,
    /// How much emphasis and how many links are open.
    depth: usize,
}

impl<'a> Writer<'a> {
    fn new(form: Form, base_url: &'a str, page_url: Option<&'a str>) -> Self {
        Self {
            form,
            is_rustdoc: false,
            base_url,
            page_url,
            out: String::new(),
            breaks: 0,
            place: Place::Start,
            opened: Vec::new(),
            depth: 0,
        }
    }

    fn write(mut self, description: &Description) -> String {
        self.nodes(&description.nodes, None);
        self.out
    }

    fn nodes(&mut self, nodes: &[Node], after: Option<char>) {
        // Words on both sides of a comment are one text.
        let mut words = String::new();
        let base_url = self.base_url;
        for (index, node) in nodes.iter().enumerate() {
            let after = |index| nodes[index..].iter().find_map(|node| first_char(node, base_url)).or(after);
            if !matches!(node.inline, Inline::Text(_) | Inline::Comment(_)) {
                self.text(&std::mem::take(&mut words), after(index));
            }
            match &node.inline {
                Inline::Text(text) => words.push_str(text),
                Inline::Code(code) => self.code(code),
                Inline::Strong(nodes) => self.emphasis(nodes, "**", "strong", after(index + 1)),
                Inline::Emphasis(nodes) => self.emphasis(nodes, "*", "em", after(index + 1)),
                Inline::Strike(nodes) => self.emphasis(nodes, "~~", "del", after(index + 1)),
                Inline::Link { target, title, words } => {
                    self.link(&self.absolute(target), title.as_deref(), words);
                }
                Inline::Item(nodes) if !is_empty(nodes) => {
                    self.start_item();
                    self.nodes(nodes, None);
                    self.breaks = 0;
                    self.place = Place::AfterItem;
                }
                Inline::Break | Inline::Item(_) => self.breaks += 1,
                Inline::Comment(_) => {}
            }
        }
        self.text(&words, after);
    }

    /// Where a link leads, from anywhere: from the page itself where the URL of that is known.
    fn absolute<'t>(&self, target: &'t str) -> Cow<'t, str> {
        let page = self.page_url.filter(|_| is_relative(target));
        let resolved = page.and_then(|page| Iri::parse(page).ok()?.resolve(target).ok());
        resolved.map_or_else(|| expand(target, self.base_url), |iri| iri.into_inner().into())
    }

    /// Says whether the next thing written begins a line, and so drops the spaces in front of it.
    fn is_at_line_start(&self) -> bool {
        self.breaks > 0 || matches!(self.place, Place::Start | Place::ItemStart | Place::AfterItem)
    }

    fn text(&mut self, text: &str, after: Option<char>) {
        let text = expand(text, self.base_url);
        let is_line_start = self.is_at_line_start();
        let words = if is_line_start { text.trim_start() } else { &text };
        let words = if after.is_none_or(|after| after == '\n') { words.trim_end() } else { words };
        if words.is_empty() {
            return;
        }
        let is_marked = !self.opened.is_empty();
        self.start_content();
        match self.form {
            Form::Text => self.out.push_str(words),
            Form::Html => escape_html(words, &mut self.out),
            Form::Markdown => {
                // No block begins in a table's cell.
                let may_begin_block = is_line_start && !is_marked && !self.is_rustdoc;
                escape_markdown(words, may_begin_block, after, self.is_rustdoc, &mut self.out);
            }
        }
    }

    /// The character that what is written next will stand behind; none at the start of a line.
    fn char_before(&self) -> Option<char> {
        match self.opened.last() {
            Some(mark) => mark.chars().next_back(),
            None if self.is_at_line_start() => None,
            None => self.out.chars().next_back(),
        }
    }

    /// Writes the breaks that stand between what was written and what follows, and the marks that start there.
    fn start_content(&mut self) {
        let breaks = std::mem::take(&mut self.breaks);
        let in_item = matches!(self.place, Place::ItemStart | Place::Item);
        let form = self.form_of_lines();
        let indent = if in_item && form == Form::Markdown { "  " } else { "" };
        match self.place {
            Place::Start | Place::ItemStart => {}
            // The item ends its line.
            Place::AfterItem => self.out.push_str(&match form {
                Form::Text => "\n".repeat(breaks.max(1)),
                Form::Markdown => "\n\n".to_owned(),
                Form::Html => "<br>".repeat(breaks.max(1)),
            }),
            Place::Line | Place::Item => match (form, breaks) {
                // A paragraph ends in no emphasis, link or item.
                (Form::Markdown, 2) if !in_item && self.depth == 0 => self.out.push_str("\n\n"),
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
        self.place = if in_item { Place::Item } else { Place::Line };
        self.out.extend(self.opened.drain(..));
    }

    /// How lines are broken: in a table's cell as HTML has it.
    fn form_of_lines(&self) -> Form {
        if self.is_rustdoc { Form::Html } else { self.form }
    }

    fn start_item(&mut self) {
        self.breaks = 0;
        self.out.push_str(match (self.form_of_lines(), self.place) {
            (_, Place::Start) => "",
            (Form::Html, _) => "<br>",
            (Form::Text, _) | (Form::Markdown, Place::AfterItem) => "\n",
            (Form::Markdown, _) => "\n\n",
        });
        self.out.push_str("- ");
        self.place = Place::ItemStart;
    }

    fn code(&mut self, code: &str) {
        let code = &expand(code, self.base_url);
        // CommonMark has no empty code span, and takes marks that touch for one mark.
        let is_element = self.form == Form::Markdown && (code.is_empty() || self.char_before() == Some('`'));
        self.start_content();
        if self.form == Form::Html || is_element {
            self.out.push_str("<code>");
            match self.form {
                Form::Html => escape_html(code, &mut self.out),
                _ => escape_code(code, &mut self.out),
            }
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
            || (code.starts_with(' ') && code.ends_with(' ') && !code.trim_matches(' ').is_empty());
        let padding = if needs_padding { " " } else { "" };
        self.out.extend([&marks, padding, code, padding, &marks]);
    }

    fn emphasis(&mut self, nodes: &[Node], mark: &str, element: &str, after: Option<char>) {
        if is_empty(nodes) {
            return self.nodes(nodes, after);
        }
        let (open, close) = match self.form {
            Form::Text => (String::new(), String::new()),
            Form::Markdown if self.fits(nodes, after) => (mark.to_owned(), mark.to_owned()),
            Form::Markdown | Form::Html => (format!("<{element}>"), format!("</{element}>")),
        };
        self.within(open, nodes);
        self.out.push_str(&close);
    }

    /// Writes what is in emphasis or in a link, which is something, behind its start mark.
    fn within(&mut self, open: String, nodes: &[Node]) {
        self.opened.push(open);
        self.depth += 1;
        self.nodes(nodes, Some(' '));
        self.depth -= 1;
    }

    /// Says whether CommonMark would see emphasis in marks around these nodes, here.
    fn fits(&self, nodes: &[Node], after: Option<char>) -> bool {
        let before = self.char_before();
        let first = nodes.iter().find_map(|node| first_char(node, self.base_url)).unwrap_or(' ');
        let last = nodes.iter().rev().find_map(|node| last_char(node, self.base_url)).unwrap_or(' ');
        let is_open = |char: Option<char>| char.is_none_or(is_space_or_mark);
        !first.is_whitespace()
            && !last.is_whitespace()
            && !matches!(before, Some('*'))
            && !matches!(after, Some('*'))
            && !matches!((first, last), ('*', _) | (_, '*'))
            && (first.is_alphanumeric() || is_open(before))
            && (last.is_alphanumeric() || is_open(after))
    }

    fn link(&mut self, target: &str, title: Option<&str>, words: &[Node]) {
        if is_empty(words) {
            return;
        }
        match self.form {
            Form::Text => {
                let start = self.out.len();
                self.within(String::new(), words);
                let written = self.out[start..].trim_start();
                if written != target && Some(written) != target.strip_prefix("mailto:") {
                    self.out.extend([" (", target, ")"]);
                }
            }
            Form::Markdown => {
                // rustdoc takes a bare word for an item of the crate.
                let is_word = self.is_rustdoc && is_relative(target) && !target.contains(['/', '#']);
                let target = &if is_word { format!("./{target}") } else { target.to_owned() };
                self.within("[".to_owned(), words);
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
                let mut open = "<a href=\"".to_owned();
                escape_html(target, &mut open);
                if let Some(title) = title {
                    open.push_str("\" title=\"");
                    escape_html(title, &mut open);
                }
                open.push_str("\">");
                self.within(open, words);
                self.out.push_str("</a>");
            }
        }
    }
}

/// Says whether a link's target is written from its page's place or from its site's.
pub(crate) fn is_relative(target: &str) -> bool {
    let scheme = target.split_once(':').map(|(scheme, _)| scheme);
    !target.contains(BASE_URL) && scheme.is_none_or(|scheme| scheme.contains(['/', '?', '#']))
}

/// Writes the base URL out.
fn expand<'t>(text: &'t str, base_url: &str) -> Cow<'t, str> {
    if find(text, 0, BASE_URL).is_some() { text.replace(BASE_URL, base_url).into() } else { text.into() }
}

/// The first character that a node writes; a break counts as the line's end.
fn first_char(node: &Node, base_url: &str) -> Option<char> {
    match &node.inline {
        Inline::Text(text) => expand(text, base_url).chars().next(),
        Inline::Code(_) => Some('`'),
        Inline::Strong(nodes) | Inline::Emphasis(nodes) if is_empty(nodes) => {
            nodes.iter().find_map(|node| first_char(node, base_url))
        }
        Inline::Strike(nodes) if is_empty(nodes) => nodes.iter().find_map(|node| first_char(node, base_url)),
        Inline::Strong(_) | Inline::Emphasis(_) => Some('*'),
        Inline::Strike(_) => Some('~'),
        Inline::Link { .. } => Some('['),
        Inline::Break | Inline::Item(_) => Some('\n'),
        Inline::Comment(_) => None,
    }
}

/// The last character that a node writes, or its first one where both are marks.
fn last_char(node: &Node, base_url: &str) -> Option<char> {
    match &node.inline {
        Inline::Text(text) => expand(text, base_url).chars().next_back(),
        _ => first_char(node, base_url),
    }
}

/// Says whether CommonMark surely takes a character for white space or punctuation.
fn is_space_or_mark(char: char) -> bool {
    let is_quote_or_dash = matches!(char, '«' | '»' | '¡' | '¿' | '\u{2010}'..='\u{2027}');
    let is_space = char.is_whitespace() && !['\u{2028}', '\u{2029}'].contains(&char);
    char.is_ascii_punctuation() || is_quote_or_dash || is_space
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

/// Writes what stands in a `<code>` element so that CommonMark sees no marks in it, nor kramdown a backslash.
fn escape_code(code: &str, out: &mut String) {
    for char in code.chars() {
        if matches!(char, '\\' | '`' | '*' | '_' | '[' | ']' | '<' | '&' | '!') {
            out.extend(["&#", &u32::from(char).to_string(), ";"]);
        } else {
            out.push(char);
        }
    }
}

/// Writes words so that CommonMark sees no marks in them; `after` is what follows them.
fn escape_markdown(text: &str, at_line_start: bool, after: Option<char>, is_rustdoc: bool, out: &mut String) {
    let may_begin_block = at_line_start && !text.starts_with(char::is_alphabetic);
    if !may_begin_block
        && !is_rustdoc
        && !text.ends_with('!')
        && !holds_any(text, &['\\', '`', '*', '[', ']', '<', '_', '&', '{', '~'])
    {
        return out.push_str(text);
    }
    let digits = text.len() - text.trim_start_matches(|char: char| char.is_ascii_digit()).len();
    for (at, char) in text.char_indices() {
        let rest = &text[at + char.len_utf8()..];
        let is_within_word = || {
            let is_letter = |char: Option<char>| char.is_some_and(char::is_alphanumeric);
            is_letter(text[..at].chars().next_back()) && is_letter(rest.chars().next())
        };
        let is_mark = match char {
            '\\' | '`' | '*' | '[' | ']' | '<' => true,
            '_' => !is_within_word(),
            '&' => rest.starts_with(|char: char| char.is_ascii_alphanumeric() || char == '#'),
            '!' => rest.is_empty() && after == Some('['),
            // kramdown begins an attribute list or an extension with it.
            '{' => rest.starts_with(':'),
            // GitHub's Markdown strikes out what stands before it; where none ends, none begins.
            '~' if !out.is_empty() && !out.ends_with(char::is_whitespace) => true,
            '#' | '>' | '-' | '+' | '=' | '~' if at_line_start && at == 0 => true,
            '.' | ')' if at_line_start && at == digits && digits > 0 => true,
            // rustdoc makes typographic quotes, dashes and dots of these, and wants a link around a URL.
            '"' | '\'' => is_rustdoc,
            '-' | '.' => is_rustdoc && rest.starts_with(char),
            ':' => is_rustdoc && rest.starts_with("//"),
            _ => false,
        };
        if is_mark {
            out.push('\\');
        }
        out.push(char);
    }
}
