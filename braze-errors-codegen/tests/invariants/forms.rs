//! What holds of every description in each of its forms.

use std::cell::RefCell;

use braze_errors_codegen::{Description, Dialect, Form, Inline, Node, Page, Source};
use html5ever::tokenizer::{
    BufferQueue, TagKind, Token, TokenSink, TokenSinkResult, Tokenizer, TokenizerOpts,
};
use pulldown_cmark::{Event, Options, Parser, Tag, TagEnd};

use super::grammar;

const BASE_URL: &str = "https://www.braze.com/docs/fr";

/// Checks the description that stands in these bytes, if the reader accepts it.
///
/// # Panics
///
/// Where something doesn't hold.
pub fn check(bytes: &[u8]) {
    let description = grammar::description(bytes).replace(['\n', '\r'], " ");
    if let Some(read) = read(&description, Dialect::Kramdown) {
        check_description(&read, &description);
    }
}

/// Reads the description of a page's only row, where nothing is wrong with it.
fn read(description: &str, dialect: Dialect) -> Option<Description> {
    let page = format!("| Code | Description |\n|---|---|\n| `400 Bad Request` | {description} |\n");
    let reading = Page::read(&Source::new("errors.md", page), dialect);
    let rows = reading.page.rows;
    reading.findings.is_empty().then(|| rows.into_iter().next().map(|row| row.description)).flatten()
}

/// Checks the forms of a description that the reader has accepted; `page` is where it stands.
///
/// # Panics
///
/// Where something doesn't hold.
pub fn check_description(description: &Description, page: &str) {
    let [text, markdown, html] =
        [Form::Text, Form::Markdown, Form::Html].map(|form| form.write(description, BASE_URL));
    check_text(&text, page);
    let said = Said::by_nodes(&description.nodes);
    let read_html = Said::by_html(&html);
    assert_eq!(read_html, said.as_html(), "{page:?}\n{html}");
    let said = said.without_blanks_behind_items();
    assert_eq!(Said::by_markdown(&markdown), said, "{page:?}\n{markdown}");
    // The form is CommonMark, some of which kramdown reads otherwise.
    if let Some(description) = cell(&markdown).and_then(|cell| read(&cell, Dialect::Gfm)) {
        let read = Said::by_nodes(&description.nodes).without_blanks_behind_items();
        assert_eq!(read, said, "{page:?}\n{markdown}");
    }
}

/// Nothing that controls a terminal reaches the text.
fn check_text(text: &str, page: &str) {
    let is_control = |char: char| char.is_control() && !['\n', '\t'].contains(&char);
    assert!(!text.contains(is_control), "{page:?}\n{text:?}");
}

/// A cell that says what CommonMark says: breaks and items as tags, since a cell is one line.
///
/// None for one with a pipe, which code spans hold as it is and all else escapes, for an item of several lines,
/// which a cell holds in `{::nomarkdown}` alone, and for a line of words that begins with a dash, which is an item
/// in a cell.
fn cell(markdown: &str) -> Option<String> {
    // No text holds it.
    const BACKSLASH: &str = "\0";
    let markdown = markdown.replace("\\\\", BACKSLASH);
    let cell = markdown
        .replace("\\\n", "<br>")
        .replace("\n\n- ", "<br>- ")
        .replace("\n- ", "<br>- ")
        .replace("\n\n", "<br><br>");
    let is_dashed = cell.starts_with("\\- ") || cell.contains("<br>\\- ");
    let is_cell = !is_dashed && !cell.contains(['\n', '|']) && !markdown.contains("\\\n  ");
    is_cell.then(|| cell.replace(BACKSLASH, "\\\\"))
}

/// What the words of a description are in.
#[derive(Clone, Debug, PartialEq, Eq)]
enum Style {
    Strong,
    Emphasis,
    Strike,
    Link { target: String, title: String },
}

#[derive(Clone, Debug, PartialEq, Eq)]
enum Piece {
    Char(char),
    Code(String),
    Break,
    ItemStart,
    ItemEnd,
}

/// A description in the order in which it is read, each piece with what it stands in, outermost first.
///
/// Two things are not told apart that look the same: one emphasis, and two that touch. Comments, spaces at the
/// ends of lines, the break that ends an item, and breaks that nothing follows, or that an item follows, are not said; an item that says nothing
/// is a break.
#[derive(Debug, Default, PartialEq, Eq)]
struct Said {
    pieces: Vec<(Piece, Vec<Style>)>,
    styles: Vec<Style>,
}

impl Said {
    fn by_nodes(nodes: &[Node]) -> Self {
        let mut said = Self::default();
        said.nodes(nodes);
        said.normal()
    }

    fn nodes(&mut self, nodes: &[Node]) {
        for node in nodes {
            match &node.inline {
                Inline::Text(text) => self.text(&text.replace("{{site.baseurl}}", BASE_URL)),
                Inline::Code(code) => self.push(Piece::Code(code.replace("{{site.baseurl}}", BASE_URL))),
                Inline::Strong(nodes) => self.within(Style::Strong, nodes),
                Inline::Emphasis(nodes) => self.within(Style::Emphasis, nodes),
                Inline::Strike(nodes) => self.within(Style::Strike, nodes),
                Inline::Link { target, title, words } => {
                    let target = target.replace("{{site.baseurl}}", BASE_URL);
                    self.within(Style::Link { target, title: title.clone().unwrap_or_default() }, words);
                }
                Inline::Break => self.push(Piece::Break),
                Inline::Item(nodes) if Self::by_nodes(nodes).pieces.is_empty() => self.push(Piece::Break),
                Inline::Item(nodes) => {
                    self.push(Piece::ItemStart);
                    self.nodes(nodes);
                    self.push(Piece::ItemEnd);
                }
                Inline::Comment(_) => {}
            }
        }
    }

    fn within(&mut self, style: Style, nodes: &[Node]) {
        if Self::by_nodes(nodes).pieces.is_empty() {
            return self.nodes(nodes);
        }
        self.styles.push(style);
        self.nodes(nodes);
        self.styles.pop();
    }

    fn push(&mut self, piece: Piece) {
        let is_place = matches!(piece, Piece::Break | Piece::ItemStart | Piece::ItemEnd);
        let styles = if is_place { Vec::new() } else { self.styles.clone() };
        self.pieces.push((piece, styles));
    }

    fn text(&mut self, text: &str) {
        text.chars().for_each(|char| self.push(Piece::Char(char)));
    }

    fn normal(mut self) -> Self {
        assert_eq!(self.styles, [], "an element without its end");
        let mut pieces: Vec<(Piece, Vec<Style>)> = Vec::with_capacity(self.pieces.len());
        let mut item_ends = false;
        for (piece, styles) in self.pieces.drain(..) {
            let is_line_end = matches!(piece, Piece::Break | Piece::ItemStart | Piece::ItemEnd);
            let is_line_start = pieces
                .last()
                .is_none_or(|(last, _)| matches!(last, Piece::Break | Piece::ItemStart | Piece::ItemEnd));
            match piece {
                Piece::Char(char) if char.is_whitespace() && is_line_start => continue,
                Piece::Break
                    if pieces.last().is_none_or(|(last, _)| *last == Piece::ItemStart)
                        || std::mem::take(&mut item_ends) =>
                {
                    continue;
                }
                _ => item_ends = piece == Piece::ItemEnd,
            }
            if is_line_end {
                trim(&mut pieces);
            }
            if matches!(piece, Piece::ItemStart | Piece::ItemEnd) {
                trim_breaks(&mut pieces);
            }
            pieces.push((piece, styles));
        }
        trim(&mut pieces);
        trim_breaks(&mut pieces);
        Self { pieces, styles: Vec::new() }
    }

    /// What CommonMark can say of it, in which a list ends in a blank line, and no other can be written behind it.
    fn without_blanks_behind_items(mut self) -> Self {
        let mut is_behind_item = false;
        self.pieces.retain(|(piece, _)| {
            is_behind_item = *piece == Piece::ItemEnd || is_behind_item && *piece == Piece::Break;
            *piece != Piece::Break || !is_behind_item
        });
        self
    }

    /// What HTML says of it, in which an item is a line that starts with a dash.
    fn as_html(&self) -> Self {
        let mut said = Self::default();
        let mut after_item = false;
        for (piece, styles) in &self.pieces {
            if std::mem::take(&mut after_item) && *piece != Piece::ItemStart {
                said.pieces.push((Piece::Break, Vec::new()));
            }
            match piece {
                Piece::ItemStart => {
                    if !said.pieces.is_empty() {
                        said.pieces.push((Piece::Break, Vec::new()));
                    }
                    said.text("- ");
                }
                Piece::ItemEnd => after_item = true,
                _ => said.pieces.push((piece.clone(), styles.clone())),
            }
        }
        said.normal()
    }

    /// Reads CommonMark, of which the forms write paragraphs, flat lists and four elements of HTML.
    fn by_markdown(markdown: &str) -> Self {
        let mut said = Self::default();
        let mut code: Option<String> = None;
        let mut after_paragraph = false;
        for event in Parser::new_ext(markdown, Options::ENABLE_STRIKETHROUGH) {
            match event {
                Event::Start(Tag::Paragraph) => {
                    if std::mem::take(&mut after_paragraph) {
                        said.pieces.extend([(Piece::Break, Vec::new()), (Piece::Break, Vec::new())]);
                    }
                }
                Event::End(TagEnd::Paragraph) => after_paragraph = true,
                Event::Start(Tag::List(None)) | Event::End(TagEnd::List(false)) => after_paragraph = false,
                Event::Start(Tag::Item) => said.push(Piece::ItemStart),
                Event::End(TagEnd::Item) => {
                    after_paragraph = false;
                    said.push(Piece::ItemEnd);
                }
                Event::Start(Tag::Strong) => said.styles.push(Style::Strong),
                Event::Start(Tag::Emphasis) => said.styles.push(Style::Emphasis),
                Event::Start(Tag::Strikethrough) => said.styles.push(Style::Strike),
                Event::Start(Tag::Link { dest_url, title, .. }) => {
                    said.styles
                        .push(Style::Link { target: dest_url.into_string(), title: title.into_string() });
                }
                Event::End(TagEnd::Strong | TagEnd::Emphasis | TagEnd::Strikethrough | TagEnd::Link) => {
                    drop(said.styles.pop());
                }
                Event::Text(text) => match &mut code {
                    Some(code) => code.push_str(&text),
                    None => said.text(&text),
                },
                Event::Code(code) => said.push(Piece::Code(code.into_string())),
                Event::HardBreak => said.push(Piece::Break),
                Event::InlineHtml(tag) => match &*tag {
                    "<strong>" => said.styles.push(Style::Strong),
                    "<em>" => said.styles.push(Style::Emphasis),
                    "<del>" => said.styles.push(Style::Strike),
                    "</strong>" | "</em>" | "</del>" => drop(said.styles.pop()),
                    "<code>" => code = Some(String::new()),
                    "</code>" => said.push(Piece::Code(code.take().unwrap_or_default())),
                    _ => panic!("found {tag} in {markdown}"),
                },
                _ => panic!("found {event:?} in {markdown}"),
            }
        }
        said.normal()
    }

    /// Reads HTML, of which the forms write six elements and two attributes.
    fn by_html(html: &str) -> Self {
        let sink = Sink { said: RefCell::default(), code: RefCell::default() };
        let tokenizer = Tokenizer::new(
            sink,
            TokenizerOpts { exact_errors: true, discard_bom: false, ..TokenizerOpts::default() },
        );
        let input = BufferQueue::default();
        input.push_back(html.into());
        let _ = tokenizer.feed(&input);
        tokenizer.end();
        let Sink { said, code } = tokenizer.sink;
        assert_eq!(code.into_inner(), None);
        said.into_inner().normal()
    }
}

/// Takes the spaces away that nothing follows.
fn trim(pieces: &mut Vec<(Piece, Vec<Style>)>) {
    while matches!(pieces.last(), Some((Piece::Char(char), _)) if char.is_whitespace()) {
        pieces.pop();
    }
}

/// Takes the breaks away that nothing follows, with the spaces in front of them.
fn trim_breaks(pieces: &mut Vec<(Piece, Vec<Style>)>) {
    while matches!(pieces.last(), Some((Piece::Break, _))) {
        pieces.pop();
        trim(pieces);
    }
}

struct Sink {
    said: RefCell<Said>,
    code: RefCell<Option<String>>,
}

impl TokenSink for Sink {
    type Handle = ();

    fn process_token(&self, token: Token, _line: u64) -> TokenSinkResult<()> {
        let (mut said, mut code) = (self.said.borrow_mut(), self.code.borrow_mut());
        match token {
            Token::CharacterTokens(text) => match &mut *code {
                Some(code) => code.push_str(&text),
                None => said.text(&text),
            },
            Token::TagToken(tag) => {
                assert!(!tag.self_closing);
                let has_no_attributes = tag.attrs.is_empty();
                match (&*tag.name, tag.kind) {
                    ("strong", TagKind::StartTag) if has_no_attributes => said.styles.push(Style::Strong),
                    ("em", TagKind::StartTag) if has_no_attributes => said.styles.push(Style::Emphasis),
                    ("del", TagKind::StartTag) if has_no_attributes => said.styles.push(Style::Strike),
                    ("code", TagKind::StartTag) if has_no_attributes => *code = Some(String::new()),
                    ("br", TagKind::StartTag) if has_no_attributes => said.push(Piece::Break),
                    ("a", TagKind::StartTag) => {
                        let (mut target, mut title) = (None, String::new());
                        for attribute in &tag.attrs {
                            match &*attribute.name.local {
                                "href" => target = Some(attribute.value.to_string()),
                                "title" => title = attribute.value.to_string(),
                                name => panic!("found the attribute {name}"),
                            }
                        }
                        let target = target.expect("a link leads somewhere");
                        check_target(&target);
                        said.styles.push(Style::Link { target, title });
                    }
                    ("strong", TagKind::EndTag) => assert_eq!(said.styles.pop(), Some(Style::Strong)),
                    ("em", TagKind::EndTag) => assert_eq!(said.styles.pop(), Some(Style::Emphasis)),
                    ("del", TagKind::EndTag) => assert_eq!(said.styles.pop(), Some(Style::Strike)),
                    ("a", TagKind::EndTag) => {
                        assert!(matches!(said.styles.pop(), Some(Style::Link { .. })));
                    }
                    ("code", TagKind::EndTag) => {
                        let code = code.take().expect("a code element begins before it ends");
                        said.push(Piece::Code(code));
                    }
                    _ => panic!("found the tag {tag:?}"),
                }
            }
            Token::EOFToken => {}
            // Unicode has characters that are none, which no browser acts on.
            Token::ParseError(error) if error.starts_with("Bad character") => {}
            _ => panic!("found {token:?}"),
        }
        TokenSinkResult::Continue
    }
}

/// A browser takes white space and control characters out before it looks for a scheme.
fn check_target(target: &str) {
    let target: String = target.chars().filter(|char| !char.is_whitespace() && !char.is_control()).collect();
    let scheme = target.split_once(':').map_or("", |(scheme, _)| scheme);
    let is_scheme = scheme.starts_with(|char: char| char.is_ascii_alphabetic())
        && scheme.chars().all(|char| char.is_ascii_alphanumeric() || "+-.".contains(char));
    let is_safe = ["http", "https", "mailto"].iter().any(|safe| scheme.eq_ignore_ascii_case(safe));
    assert!(!is_scheme || is_safe, "{target}");
}
