//! What stands in a line of text, in the order in which kramdown tries it.

use std::ops::Range;

use super::Context;
use super::codespan::{self, CodeSpan};
use super::entity;
use super::extensions::{Attributes, Extension};
use super::link::{self, Parentheses};
use crate::finding::{Finding, Rule, TextFindings};
use crate::markdown::description::{Inline, Node, push_text, with_plain_base_url};
use crate::markdown::mapped::Mapped;
use crate::markdown::{control_character, shown};
use crate::text::scan::{Places, all};
use crate::text::source::Span;
use crate::text::white::{is_space, trim, trim_start};

/// What is open around the text that is being read.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Open {
    Root,
    Strong,
    Emphasis,
    Link,
    Image,
    /// An HTML element.
    Element(&'static str),
    Strike,
}

/// What ends the text that is being read.
#[derive(Clone, Copy, Debug)]
pub(super) enum Stop {
    /// Its end.
    End,
    /// The mark that this emphasis began with.
    Mark(&'static str, Open),
    /// The bracket that closes a link's words.
    Bracket,
    /// An element's end tag.
    Tag(&'static str),
}

/// As many marks and elements as may stand in each other.
const DEEPEST: usize = 16;

/// How many bytes are looked at for each byte of a text before its brackets and marks are too many to pair.
const FUEL: usize = 48;

/// Reads one text into nodes.
pub(super) struct Spans<'s, 'a> {
    pub(super) context: &'s Context<'a>,
    pub(super) mapped: &'s Mapped<'a>,
    /// The part of the text that is read: all of it, or what is struck out.
    pub(super) within: Range<usize>,
    pub(super) at: usize,
    pub(super) stack: Vec<Open>,
    pub(super) findings: TextFindings,
    /// Dashes that kramdown joins are left out, as from an anchor.
    pub(super) for_anchor: bool,
    fuel: usize,
    /// Where the text was given up, of which nothing is read then.
    given_up: Option<usize>,
    pub(super) ahead: Ahead,
    /// How many images were read.
    pub(super) images: usize,
    /// The elements inside another of their kind whose end tags are still to come.
    pub(super) skipped: Vec<&'static str>,
    /// Marks of emphasis that none in the rest of the text, outside of everything else, ends.
    pub(super) hopeless: Vec<&'static str>,
    /// Where the last `](` stands, and the last `>`: no link and no tag is looked for behind them.
    pub(super) last_target: usize,
    pub(super) last_close: usize,
}

/// What may end something, each looked up once in the whole text.
#[derive(Debug)]
pub(super) struct Ahead {
    strike_ends: Places,
    extension_ends: Places<Range<usize>>,
    comment_ends: Places<Range<usize>>,
    raw_ends: Places<Range<usize>>,
    pub(super) html_comment_ends: Places<Range<usize>>,
    pub(super) closes: Places,
    /// The quotes that end a title, double ones and single ones.
    pub(super) title_ends: [Places; 2],
    pub(super) targets: Places<Parentheses>,
}

impl Default for Ahead {
    fn default() -> Self {
        Self {
            strike_ends: Places::new(|text| {
                let is_end = |at: &usize| !text[..*at].ends_with(|char| is_space(char) || char == '~');
                all(text, "~~").map(|mark| mark.start).filter(is_end).collect()
            }),
            extension_ends: Places::new(|text| all(text, "{:/}").collect()),
            comment_ends: Places::new(|text| all(text, "{:/comment}").collect()),
            raw_ends: Places::new(|text| all(text, "{:/nomarkdown}").collect()),
            html_comment_ends: Places::new(|text| all(text, "-->").collect()),
            closes: Places::new(|text| all(text, ">").map(|close| close.start).collect()),
            title_ends: [
                Places::new(|text| link::title_ends(text, "\"")),
                Places::new(|text| link::title_ends(text, "'")),
            ],
            targets: Places::new(Parentheses::all),
        }
    }
}

/// Reads a text into nodes, and says what is wrong with it.
pub(super) fn read<'a>(
    context: &Context<'a>,
    mapped: &Mapped<'a>,
    for_anchor: bool,
) -> (Vec<Node>, Vec<Finding>) {
    let length = mapped.text().len();
    let mut spans = Spans {
        context,
        mapped,
        within: 0..length,
        at: 0,
        stack: Vec::new(),
        findings: TextFindings::default(),
        for_anchor,
        fuel: FUEL * length + 4096,
        given_up: None,
        ahead: Ahead::default(),
        images: 0,
        skipped: Vec::new(),
        hopeless: Vec::new(),
        last_target: mapped.text().rfind("](").unwrap_or_default(),
        last_close: mapped.text().rfind('>').unwrap_or_default(),
    };
    let (nodes, _) = spans.parse(Open::Root, Stop::End);
    if let Some(at) = spans.given_up {
        spans.findings.truncate(0);
        let what = "more marks than the reader can pair";
        spans.check_anchor(at..length, what);
        spans.unsupported(at..length, what, "take some of them out");
    }
    (nodes, spans.findings.into_vec())
}

impl<'s> Spans<'s, '_> {
    pub(super) fn text(&self) -> &'s str {
        &self.mapped.text()[..self.within.end]
    }

    pub(super) fn rest(&self) -> &'s str {
        &self.text()[self.at..]
    }

    /// What stands in front of this offset.
    pub(super) fn before(&self, at: usize) -> &'s str {
        &self.text()[self.within.start..at]
    }

    pub(super) fn span(&self, range: Range<usize>) -> Span {
        self.mapped.span(range)
    }

    pub(super) fn report(
        &mut self,
        rule: Rule,
        range: Range<usize>,
        message: impl Into<String>,
        help: impl Into<String>,
    ) {
        // What is printed as it stands has its letters in an anchor.
        let is_exact = !matches!(rule, Rule::UnknownTag | Rule::UnclosedTag | Rule::MisplacedTag);
        if !(self.for_anchor && is_exact) {
            let finding = self.context.finding(rule, self.span(range));
            self.findings.push(finding.message(message).help(help));
        }
    }

    pub(super) fn unsupported(&mut self, range: Range<usize>, what: &str, help: &str) {
        let message = format!("found {what}; expected text, code spans, emphasis, links and breaks");
        self.report(Rule::UnsupportedMarkdown, range, message, help);
    }

    /// Reports in a heading what makes its anchor one that nobody would expect.
    pub(super) fn check_anchor(&mut self, range: Range<usize>, what: &str) {
        if self.for_anchor {
            let finding = self.context.finding(Rule::UnsupportedMarkdown, self.span(range));
            let message = format!("found {what} in a heading, whose anchor it changes; expected words");
            self.findings.push(finding.message(message).help("take it out, or name the anchor: `{#anchor}`"));
        }
    }

    /// Takes over text as it stands up to this offset.
    pub(super) fn take(&mut self, nodes: &mut Vec<Node>, end: usize) {
        let range = self.at..end;
        self.at = end;
        self.push(nodes, &self.text()[range.clone()], range);
    }

    /// Adds a text that stands for this range.
    pub(super) fn push(&mut self, nodes: &mut Vec<Node>, text: &str, range: Range<usize>) {
        self.check_controls(text, &range);
        if !text.is_empty() {
            push_text(nodes, text, self.span(range));
        }
    }

    pub(super) fn check_controls(&mut self, text: &str, range: &Range<usize>) {
        // Most texts have no such byte; those that may have are looked at character by character.
        let may_control = |byte: u8| byte < b' ' || matches!(byte, 0x7f | 0xc2);
        if !text.bytes().any(may_control) {
            return;
        }
        let control = text.chars().find(|char| char.is_control() && !matches!(char, '\t' | '\n'));
        if let Some(control) = control {
            let finding = control_character(self.context.source, self.span(range.clone()), control);
            self.findings.push(finding);
        }
    }

    /// Reads up to what ends the text, and says whether that was found; it is not read yet.
    pub(super) fn parse(&mut self, open: Open, stop: Stop) -> (Vec<Node>, bool) {
        if self.stack.len() > DEEPEST {
            self.give_up();
            return (Vec::new(), false);
        }
        self.stack.push(open);
        let mut nodes = Vec::new();
        let mut brackets = 1;
        let is_found = loop {
            let rest = self.rest().as_bytes();
            let length = rest.iter().position(|byte| MARKS[usize::from(*byte)]).unwrap_or(rest.len());
            self.take(&mut nodes, self.at + length);
            if !self.spend(length + 1) || self.at == self.within.end {
                break matches!(stop, Stop::End);
            }
            if self.stops(stop, &nodes, &mut brackets) {
                break true;
            }
            let is_counted = matches!(stop, Stop::Bracket) && self.rest().starts_with("![");
            let images = self.images;
            self.step(&mut nodes);
            // An image's own bracket closed it.
            brackets -= usize::from(is_counted && self.images > images);
        };
        self.stack.pop();
        (nodes, is_found)
    }

    /// Takes note of how many bytes were looked at, and gives the text up where they are too many.
    #[must_use = "there is nothing to read on"]
    pub(super) fn spend(&mut self, bytes: usize) -> bool {
        self.fuel = self.fuel.saturating_sub(bytes);
        if self.fuel == 0 {
            self.give_up();
        }
        self.fuel > 0
    }

    /// Gives the text up, whose marks are too many.
    fn give_up(&mut self) {
        self.given_up.get_or_insert(self.at);
        self.fuel = 0;
        self.at = self.within.end;
    }

    fn stops(&self, stop: Stop, nodes: &[Node], brackets: &mut usize) -> bool {
        match stop {
            Stop::End => false,
            Stop::Mark(mark, open) => self.ends_emphasis(mark, open, nodes),
            Stop::Bracket => {
                if self.rest().starts_with(']') {
                    *brackets -= 1;
                } else if self.rest().starts_with('[') || self.rest().starts_with("![") {
                    *brackets += 1;
                }
                *brackets == 0
            }
            Stop::Tag(name) => {
                let end = self.rest().strip_prefix("</");
                let behind = end.and_then(|end| Some(end.get(..name.len())?.eq_ignore_ascii_case(name)));
                behind == Some(true)
                    && !self.skipped.contains(&name)
                    && trim_start(&self.rest()[2 + name.len()..]).starts_with('>')
            }
        }
    }

    /// Reads what begins at this character, be it only that.
    fn step(&mut self, nodes: &mut Vec<Node>) {
        let rest = self.rest();
        match rest.as_bytes()[0] {
            b'*' | b'_' => self.emphasis(nodes),
            b'`' => self.codespan(nodes),
            b'<' => self.angle(nodes),
            b'[' | b'!' => self.bracket(nodes),
            b'$' => self.inline_math(nodes),
            b'{' => self.brace(nodes),
            b'&' => self.html_entity(nodes),
            b'-' => self.dashes(nodes),
            b'\\' => self.backslash(nodes),
            b'~' => self.strikethrough(nodes),
            b'>' => self.closing_guillemet(nodes),
            b'\n' => self.line_end(nodes),
            _ => self.char(nodes),
        }
    }

    pub(super) fn char(&mut self, nodes: &mut Vec<Node>) {
        let length = self.rest().chars().next().map_or(0, char::len_utf8);
        self.take(nodes, self.at + length);
    }

    fn codespan(&mut self, nodes: &mut Vec<Node>) {
        match codespan::parse(self.text(), self.at, self.within.clone()) {
            CodeSpan::Code { range, content } => {
                self.at = range.end;
                self.code(nodes, self.text()[content].replace('\n', " "), range);
            }
            CodeSpan::Lone(end) if self.lone_partner(end).is_some() => {
                let end = self.lone_partner(end).unwrap_or(end);
                let found = &self.text()[self.at..end];
                let message = format!(
                    "found {}, whose backticks kramdown prints: white space stands around the first; expected a code span",
                    shown(found)
                );
                let code = trim(found.trim_matches('`'));
                let code = if code.is_empty() { "code" } else { code };
                let help = format!("write `{code}`, or `&#96;` for the character itself");
                self.report(Rule::UnclosedCodeSpan, self.at..end, message, help);
                self.take(nodes, end);
            }
            CodeSpan::Lone(end) | CodeSpan::Unclosed(end) => {
                self.report(
                    Rule::UnclosedCodeSpan,
                    self.at..end,
                    "found a backtick without its partner; expected a code span to end in its cell",
                    "write the missing backtick, or `&#96;` for the character itself",
                );
                self.take(nodes, end);
            }
        }
    }

    /// Where the backtick ends that was meant to end the code span of one between white space: it begins none either.
    fn lone_partner(&self, end: usize) -> Option<usize> {
        let partner = end + self.text()[end..].find('`')?;
        match codespan::parse(self.text(), partner, self.within.clone()) {
            CodeSpan::Code { .. } => None,
            CodeSpan::Lone(end) | CodeSpan::Unclosed(end) => (end == partner + 1).then_some(end),
        }
    }

    pub(super) fn code(&mut self, nodes: &mut Vec<Node>, code: String, range: Range<usize>) {
        self.check_controls(&code, &range);
        let inline = Inline::Code(with_plain_base_url(code));
        nodes.push(Node { span: self.span(range), inline });
    }

    /// kramdown makes a dash of two or three hyphens, and no anchor holds a dash.
    fn dashes(&mut self, nodes: &mut Vec<Node>) {
        let marks = self.rest().bytes().take(3).take_while(|byte| *byte == b'-').count();
        if self.for_anchor && marks > 1 {
            self.at += marks;
        } else {
            self.take(nodes, self.at + marks);
        }
    }

    /// kramdown takes `>>` and the space in front of it for a quotation mark, which no anchor holds.
    fn closing_guillemet(&mut self, nodes: &mut Vec<Node>) {
        let is_mark = self.rest().starts_with(">>");
        if !is_mark || !self.for_anchor {
            return self.take(nodes, self.at + 1 + usize::from(is_mark));
        }
        if let Some(Node { inline: Inline::Text(text), .. }) =
            nodes.last_mut().filter(|_| self.before(self.at).ends_with(' '))
        {
            text.pop();
        }
        self.at += 2;
    }

    fn inline_math(&mut self, nodes: &mut Vec<Node>) {
        let math = self.rest().strip_prefix("$$").and_then(|rest| rest.split_once("$$"));
        let Some((math, _)) = math else { return self.char(nodes) };
        let range = self.at..self.at + math.len() + 4;
        let help = "write `\\$\\$` for the characters themselves";
        self.unsupported(range.clone(), "`$$`, mathematics", help);
        self.at = range.end;
        self.push(nodes, trim(math), range);
    }

    fn html_entity(&mut self, nodes: &mut Vec<Node>) {
        let Some(reference) = entity::at_start(self.rest()) else { return self.char(nodes) };
        let range = self.at..self.at + reference.len();
        match entity::decode(reference) {
            entity::Meaning::Character(char) => {
                self.at = range.end;
                self.push(nodes, char.encode_utf8(&mut [0; 4]), range);
            }
            entity::Meaning::Itself => self.take(nodes, range.end),
            entity::Meaning::Nothing => {
                let finding = self.context.finding(Rule::UnsupportedMarkdown, self.span(range.clone()));
                let message = format!(
                    "found `{}`, which stands for no character; expected one that does",
                    shown(reference)
                );
                self.findings.push(finding.message(message).help("take it out"));
                self.take(nodes, range.end);
            }
        }
    }

    fn backslash(&mut self, nodes: &mut Vec<Node>) {
        let behind = &self.rest()[1..];
        let is_guillemet = behind.starts_with("<<") || behind.starts_with(">>");
        let escaped = behind.chars().next().filter(|char| r#"\.*_+`<>()[]{}#!:|"'$=-~"#.contains(*char));
        let is_in_element = |open: &Open| matches!(open, Open::Element(_) | Open::Strike);
        if behind.starts_with('\n') && self.stack.iter().any(is_in_element) {
            let what = "a backslash at the end of a line in an element, where kramdown prints it";
            self.unsupported(self.at..self.at + 1, what, "write `<br>` for a break");
            self.char(nodes);
        } else if behind.starts_with('\n') || behind.starts_with("\\\n") {
            let start = self.at;
            self.at += if behind.starts_with('\n') { 1 } else { 2 };
            nodes.push(Node { span: self.span(start..self.at), inline: Inline::Break });
        } else if behind.starts_with("{{") && self.is_replaced(self.at + 1) {
            let what = "a backslash in front of what Liquid replaces, which kramdown prints";
            self.unsupported(self.at..self.at + 1, what, "take it out");
            self.char(nodes);
        } else if let Some(escaped) = escaped {
            let range = self.at..self.at + 1 + if is_guillemet { 2 } else { escaped.len_utf8() };
            let reference = self.before(range.start);
            let reference = reference
                .trim_end_matches(|char: char| char.is_ascii_alphanumeric() || "#:.-_".contains(char));
            if reference.ends_with('&') {
                self.unsupported(
                    range.clone(),
                    "a backslash behind `&`, of which a browser might make a character",
                    "write `&amp;` for `&`",
                );
            }
            self.at = range.end;
            self.push(nodes, &self.text()[range.start + 1..range.end], range);
        } else {
            self.char(nodes);
        }
    }

    /// Says whether Liquid replaces what begins at this offset.
    fn is_replaced(&self, at: usize) -> bool {
        let span = self.span(at..at + 1);
        self.context.marks(&span).next().is_some_and(|mark| mark.span.start == span.start)
    }

    /// Reads `~~struck out~~`, whose words kramdown reads as a text of their own.
    fn strikethrough(&mut self, nodes: &mut Vec<Node>) {
        let Some(behind) = self.rest().strip_prefix("~~") else { return self.char(nodes) };
        let start = self.at + 2;
        let starts = behind.starts_with(|char| !is_space(char) && char != '~');
        let end = self.ahead.strike_ends.first(self.mapped.text(), start + 1, |at| *at);
        let Some(end) = end.filter(|end| starts && end + 2 <= self.within.end) else {
            let before = self.before(self.at).chars().next_back();
            let ends = !behind.starts_with('~') && before.is_some_and(|char| !is_space(char) && char != '~');
            if starts || ends {
                self.unsupported(
                    self.at..start,
                    "`~~` that begins or ends no struck-out text",
                    "write `\\~\\~` for the characters themselves, or their partners",
                );
            }
            // The second of these may begin what the first one doesn't.
            return self.char(nodes);
        };
        let range = self.at..end + 2;
        let outer = std::mem::replace(&mut self.within, start..end);
        let is_nested = self.stack.contains(&Open::Strike);
        self.at = start;
        let (words, _) = self.parse(Open::Strike, Stop::End);
        self.within = outer;
        self.at = range.end;
        if is_nested {
            self.unsupported(range, "struck-out text in struck-out text", "take the inner one out");
            return nodes.extend(words);
        }
        nodes.push(Node { span: self.span(range), inline: Inline::Strike(words) });
    }

    /// A line's end is a space, or a break where two spaces stand in front of it.
    fn line_end(&mut self, nodes: &mut Vec<Node>) {
        let before = self.before(self.at);
        let is_break = before.ends_with("  ");
        let start = self.at;
        self.at = self.within.end - self.rest()[1..].trim_start_matches([' ', '\t', '\n']).len();
        if let Some(Node { inline: Inline::Text(text), .. }) = nodes.last_mut() {
            text.truncate(text.trim_end_matches([' ', '\t']).len());
        }
        let mut before = nodes.iter().rev().skip_while(|node| matches!(node.inline, Inline::Comment(_)));
        let follows_break = before.next().is_some_and(|node| match &node.inline {
            Inline::Text(text) => {
                text.ends_with(' ') && !matches!(nodes.last(), Some(Node { inline: Inline::Text(_), .. }))
            }
            inline => matches!(inline, Inline::Break),
        });
        if is_break {
            nodes.push(Node { span: self.span(start..self.at), inline: Inline::Break });
        } else if !follows_break {
            push_text(nodes, " ", self.span(start..self.at));
        }
    }

    /// Reads an attribute list, which is the site's business, or an extension.
    fn brace(&mut self, nodes: &mut Vec<Node>) {
        let rest = self.rest();
        if !rest.starts_with("{:") {
            return self.char(nodes);
        }
        let close = rest.match_indices('}').map(|(at, _)| at).find(|at| !rest[..*at].ends_with('\\'));
        if !self.spend(close.unwrap_or(rest.len())) {
            return;
        }
        let Some(close) = close.filter(|close| *close > 2) else { return self.char(nodes) };
        let (range, inner) = (self.at..self.at + close + 1, &rest[2..close]);
        self.check_mark_in_anchor(inner, &range);
        if self.context.is_of_variable(&self.span(range.end - 1..range.end)) {
            let what = "an attribute list with a variable of Liquid's in it";
            self.unsupported(range.clone(), what, "write what the variable stands for");
        }
        if let Some(inner) = inner.strip_prefix(':') {
            return self.extension(nodes, Extension::parse(inner), range);
        }
        if inner.starts_with('/') {
            self.report(
                Rule::UnclosedTag,
                range.clone(),
                "found an end mark of kramdown's without its start",
                "take it out, or write `{::nomarkdown}` where the HTML starts",
            );
            return self.refused(nodes, range.end);
        }
        // Behind a break stands the line's end, which is text.
        let begins_line = self.before(range.start).trim_end_matches([' ', '\t']).ends_with('\n');
        if begins_line || nodes.last().is_none_or(|node| matches!(node.inline, Inline::Text(_))) {
            self.report(
                Rule::UnsupportedMarkdown,
                range.clone(),
                "found an attribute list behind plain text, which kramdown prints; expected it behind a link, a code span or emphasis",
                "take it out, or write `\\{` for the brace",
            );
            return self.refused(nodes, range.end);
        }
        let attributes = Attributes::parse(inner);
        if attributes.is_effective {
            self.unsupported(
                range.clone(),
                "an attribute list that changes what a link leads to or how an element is read",
                "write that where the link is",
            );
        }
        self.at = range.end;
    }

    /// Reports in a heading an attribute list behind what may be more than text, such as a dash that kramdown draws.
    fn check_mark_in_anchor(&mut self, inner: &str, range: &Range<usize>) {
        let is_text = self.before(range.start).trim_end_matches(is_space).ends_with(char::is_alphanumeric);
        let is_extension = inner.strip_prefix(':').is_some_and(|inner| Extension::parse(inner).is_some());
        if !is_text && !is_extension {
            self.check_anchor(range.clone(), "an attribute list");
        }
    }

    /// Passes by what is reported; kramdown reads on behind its first character, as an anchor has to.
    fn refused(&mut self, nodes: &mut Vec<Node>, end: usize) {
        if self.for_anchor { self.char(nodes) } else { self.take(nodes, end) }
    }

    fn extension(&mut self, nodes: &mut Vec<Node>, extension: Option<Extension<'_>>, range: Range<usize>) {
        let known = extension.filter(|extension| {
            ["comment", "nomarkdown"].contains(&extension.name) && extension.options.is_empty()
        });
        let Some(Extension { name, is_closed, .. }) = known else {
            let what = format!("`{}`, an extension of kramdown's", shown(&self.text()[range.clone()]));
            self.unsupported(range.clone(), &what, "write what it stands for");
            return self.refused(nodes, range.end);
        };
        self.at = range.end;
        if is_closed {
            return;
        }
        let of_this = if name == "comment" { &self.ahead.comment_ends } else { &self.ahead.raw_ends };
        let ends = [&self.ahead.extension_ends, of_this];
        let first = |ends: &Places<Range<usize>>| ends.first(self.mapped.text(), self.at, |end| end.start);
        let end = ends.into_iter().filter_map(first).min_by_key(|end| end.start);
        let Some(end) = end.filter(|end| end.end <= self.within.end) else {
            let mark = &self.text()[range.clone()];
            let message = format!("found `{mark}` without its end; expected `{{:/}}` in the same cell");
            self.report(Rule::UnclosedTag, range, message, "write `{:/}` where it ends");
            return;
        };
        let body = self.at..end.start;
        if name == "nomarkdown" {
            self.raw_html(nodes, body);
        } else {
            let comment = self.text()[body.clone()].to_owned();
            nodes.push(Node { span: self.span(body), inline: Inline::Comment(comment) });
        }
        self.at = end.end;
    }
}

/// The bytes that may begin something, or end it.
static MARKS: [bool; 256] = {
    let mut marks = [false; 256];
    let mut bytes: &[u8] = b"*_`<[]!$&{-\\~>\n";
    while let [byte, rest @ ..] = bytes {
        marks[*byte as usize] = true;
        bytes = rest;
    }
    marks
};
