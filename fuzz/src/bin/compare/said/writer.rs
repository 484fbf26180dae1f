//! HTML, as a browser's tokenizer reads it, becomes pieces in one spelling.

use std::cell::RefCell;

use html5ever::tendril::StrTendril;
use html5ever::tokenizer::{
    BufferQueue, Tag, TagKind, Token, TokenSink, TokenSinkResult, Tokenizer, TokenizerOpts,
};

use super::Piece;
use crate::reading::BASE_URL;

pub(super) fn pieces(html: &str) -> Vec<Piece> {
    let queue = BufferQueue::default();
    queue.push_back(StrTendril::from(html));
    let tokenizer = Tokenizer::new(Sink::default(), TokenizerOpts::default());
    let _ = tokenizer.feed(&queue);
    tokenizer.end();
    tokenizer.sink.0.into_inner().finish()
}

#[derive(Default)]
struct Sink(RefCell<Writer>);

impl TokenSink for Sink {
    type Handle = ();

    fn process_token(&self, token: Token, _line: u64) -> TokenSinkResult<()> {
        let mut writer = self.0.borrow_mut();
        match token {
            Token::CharacterTokens(text) => writer.words.push_str(&text),
            Token::NullCharacterToken => writer.words.push('\0'),
            Token::TagToken(tag) => {
                writer.text();
                writer.tag(&tag);
            }
            _ => {}
        }
        TokenSinkResult::Continue
    }
}

/// What waits for content behind it on its line.
#[derive(Debug)]
enum Waiting {
    Space(String),
    Tag(Piece),
}

#[derive(Default)]
struct Writer {
    /// What stands since the last tag.
    words: String,
    pieces: Vec<Piece>,
    /// Breaks that are written when something follows them.
    breaks: usize,
    waiting: Vec<Waiting>,
    /// Nothing but the dash of an item stands on the line.
    is_item_start: bool,
    /// How many breaks in front of the last item were not written, and where they would stand.
    dropped: (usize, usize),
    /// How many `<code>` elements are open.
    codes: usize,
    /// Whether each `<a>` that is open leads somewhere: one that does not shows what is in it, and no more.
    links: Vec<bool>,
}

impl Writer {
    fn tag(&mut self, tag: &Tag) {
        let name = match &*tag.name {
            "b" => "strong",
            "i" => "em",
            "s" | "strike" => "del",
            name => name,
        };
        let attribute = |name: &str| {
            let found = tag.attrs.iter().find(|attribute| &*attribute.name.local == name);
            found.filter(|_| &*tag.name == "a").map(|attribute| with_base_url(&attribute.value))
        };
        match (name, tag.kind) {
            ("br", _) => self.line_break(),
            ("ul", _) | ("li", TagKind::EndTag) => self.soft_break(),
            ("li", TagKind::StartTag) => {
                self.soft_break();
                self.words.push_str("- ");
                self.text();
            }
            ("a", TagKind::StartTag) if !leads(tag) => self.links.push(false),
            ("a", TagKind::EndTag) if self.links.pop() == Some(false) => {}
            (_, TagKind::StartTag) => {
                self.links.extend((name == "a").then_some(true));
                self.codes += usize::from(name == "code");
                let open = Piece::Open(name.to_owned(), attribute("href"), attribute("title"));
                self.waiting.push(Waiting::Tag(open));
            }
            (_, TagKind::EndTag) => self.close(name),
        }
    }

    fn close(&mut self, name: &str) {
        self.codes -= usize::from(name == "code" && self.codes > 0);
        let last = self.waiting.iter().rposition(|waiting| matches!(waiting, Waiting::Tag(_)));
        let empty = last.filter(
            |last| matches!(&self.waiting[*last], Waiting::Tag(Piece::Open(open, ..)) if open == name),
        );
        match empty {
            Some(last) if !matches!(name, "a" | "code") => drop(self.waiting.remove(last)),
            // An empty code span or link is something.
            Some(_) => {
                self.start_content();
                self.pieces.push(Piece::Close(name.to_owned()));
            }
            // What ends behind a break ends in front of it as well.
            None if self.breaks > 0
                && !self.waiting.iter().any(|waiting| matches!(waiting, Waiting::Tag(_))) =>
            {
                self.pieces.push(Piece::Close(name.to_owned()))
            }
            None => self.waiting.push(Waiting::Tag(Piece::Close(name.to_owned()))),
        }
    }

    fn line_break(&mut self) {
        self.end_line();
        self.breaks += 1;
    }

    /// A break where there is none yet.
    fn soft_break(&mut self) {
        self.end_line();
        if !self.pieces.is_empty() && self.breaks == 0 {
            self.breaks = 1;
        }
    }

    /// Writes the end tags that wait; start tags wait for the next line.
    fn end_line(&mut self) {
        if self.is_item_start {
            // A dash alone is no item.
            let (at, breaks) = std::mem::take(&mut self.dropped);
            self.pieces.splice(at..at, std::iter::repeat_n(Piece::Break, breaks));
        }
        self.is_item_start = false;
        let waiting = std::mem::take(&mut self.waiting);
        for waiting in waiting {
            match waiting {
                Waiting::Space(_) => {}
                Waiting::Tag(close @ Piece::Close(_)) => self.pieces.push(close),
                open @ Waiting::Tag(_) => self.waiting.push(open),
            }
        }
    }

    fn is_line_start(&self) -> bool {
        self.pieces.is_empty() || self.breaks > 0 || self.is_item_start
    }

    fn text(&mut self) {
        let text = with_base_url(&std::mem::take(&mut self.words));
        if self.codes > 0 {
            self.start_content();
            return self.push_text(&text.replace('\n', " "));
        }
        let text = one_line(&text);
        let content = text.trim();
        let start = text.len() - text.trim_start().len();
        if start > 0 {
            self.waiting.push(Waiting::Space(text[..start].to_owned()));
        }
        if content.is_empty() {
            return;
        }
        let is_item = self.is_line_start() && !self.is_item_start && text[start..].starts_with("- ");
        if is_item {
            self.dropped = (self.pieces.len(), self.breaks.saturating_sub(1));
            self.breaks = self.breaks.min(1);
        }
        self.start_content();
        if is_item {
            let words = content[1..].trim_start();
            self.push_text("- ");
            self.push_text(words);
            self.is_item_start = words.is_empty();
        } else {
            self.push_text(content);
        }
        let end = &text[start + content.len()..];
        if !end.is_empty() && !self.is_item_start {
            self.waiting.push(Waiting::Space(end.to_owned()));
        }
    }

    /// Writes what waits; spaces at the start of a line go.
    fn start_content(&mut self) {
        let is_line_start = self.is_line_start();
        if !self.pieces.is_empty() {
            self.pieces.extend(std::iter::repeat_n(Piece::Break, self.breaks));
        }
        self.breaks = 0;
        self.is_item_start = false;
        for waiting in std::mem::take(&mut self.waiting) {
            match waiting {
                Waiting::Space(space) if !is_line_start => self.push_text(&space),
                Waiting::Space(_) => {}
                Waiting::Tag(tag) => self.pieces.push(tag),
            }
        }
    }

    fn push_text(&mut self, text: &str) {
        match self.pieces.last_mut() {
            Some(Piece::Text(last)) => last.push_str(text),
            _ if text.is_empty() => {}
            _ => self.pieces.push(Piece::Text(text.to_owned())),
        }
    }

    fn finish(mut self) -> Vec<Piece> {
        self.text();
        self.end_line();
        self.pieces
    }
}

/// Says whether an `<a>` has a target.
fn leads(tag: &Tag) -> bool {
    tag.attrs.iter().any(|attribute| &*attribute.name.local == "href")
}

/// Real pages hold the variable in `{% raw %}`, where Liquid leaves it; what they mean is clear.
fn with_base_url(text: &str) -> String {
    let mut text = text.to_owned();
    for spelt in ["{{site.baseurl}}", "{{ site.baseurl }}", "{{site.baseurl }}", "{{ site.baseurl}}"] {
        text = text.replace(spelt, BASE_URL);
    }
    text
}

/// A line's end, with the white space around it, is a space.
fn one_line(text: &str) -> String {
    if !text.contains('\n') {
        return text.to_owned();
    }
    let lines: Vec<&str> = text.split('\n').collect();
    let last = lines.len() - 1;
    let trimmed = lines.iter().enumerate().map(|(index, line)| {
        let line = if index > 0 { line.trim_start_matches([' ', '\t', '\r']) } else { line };
        if index < last { line.trim_end_matches([' ', '\t', '\r']) } else { line }
    });
    trimmed.collect::<Vec<_>>().join(" ")
}
