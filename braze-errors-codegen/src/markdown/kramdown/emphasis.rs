//! Emphasis: `*`, `**`, `_` and `__`. kramdown asks no more of a mark than that no white space follows it.

use super::span::{Open, Spans, Stop};
use crate::markdown::description::{Inline, Node, is_empty};
use crate::text::white::is_space;

impl Spans<'_, '_> {
    pub(super) fn emphasis(&mut self, nodes: &mut Vec<Node>) {
        let start = self.at;
        let Some(mark) = ["**", "*", "__", "_"].into_iter().find(|mark| self.rest().starts_with(mark)) else {
            return;
        };
        let open = if mark.len() == 2 { Open::Strong } else { Open::Emphasis };
        let inner = start + mark.len();
        let is_in_word = mark.starts_with('_') && follows_word(self.before(start));
        if is_in_word || self.text()[inner..].starts_with(is_space) || self.stack.contains(&open) {
            self.check_lone_mark(start, mark);
            return self.take(nodes, inner);
        }
        let Some(words) = self.emphasized(inner, mark, open) else {
            if open == Open::Strong && !self.stack.contains(&Open::Emphasis) {
                if let Some(words) = self.emphasized(start + 1, &mark[..1], Open::Emphasis) {
                    self.at += 1;
                    let span = self.span(start..self.at);
                    return nodes.push(Node { span, inline: Inline::Emphasis(words) });
                }
            }
            self.at = start;
            self.check_lone_mark(start, mark);
            return self.take(nodes, inner);
        };
        self.at += mark.len();
        let range = start..self.at;
        if self.is_within(open) {
            self.unsupported(range, "emphasis in an element that is the same", "take one of them out");
            return nodes.extend(words);
        }
        if is_empty(&words) {
            self.unsupported(range.clone(), "emphasis without words", "write its words between the marks");
        }
        let inline = if open == Open::Strong { Inline::Strong(words) } else { Inline::Emphasis(words) };
        nodes.push(Node { span: self.span(range), inline });
    }

    /// Reads what is emphasized from this offset on, up to the mark that ends it, if one does.
    fn emphasized(&mut self, from: usize, mark: &'static str, open: Open) -> Option<Vec<Node>> {
        // What no mark ends from one on, none ends from a later one on.
        let is_outermost = self.stack.len() == 1;
        if is_outermost && self.hopeless.contains(&mark) {
            return None;
        }
        let known = self.findings.len();
        self.at = from;
        let (words, is_found) = self.parse(open, Stop::Mark(mark, open));
        if is_found {
            return Some(words);
        }
        // What was read in vain is read again as what it is.
        self.findings.truncate(known);
        if is_outermost {
            self.hopeless.push(mark);
        }
        None
    }

    /// Says whether what is open is the same in HTML.
    pub(super) fn is_within(&self, open: Open) -> bool {
        let is_same = |other: &Open| match open {
            Open::Strong | Open::Element("b" | "strong") => {
                matches!(other, Open::Strong | Open::Element("b" | "strong"))
            }
            Open::Emphasis | Open::Element("i" | "em") => {
                matches!(other, Open::Emphasis | Open::Element("i" | "em"))
            }
            Open::Link | Open::Element("a") => matches!(other, Open::Link | Open::Element("a")),
            _ => false,
        };
        self.stack.iter().any(is_same)
    }

    /// Says whether a mark of emphasis, and not one that could be text, ends what it began.
    pub(super) fn ends_emphasis(&self, mark: &str, open: Open, nodes: &[Node]) -> bool {
        let Some(behind) = self.rest().strip_prefix(mark) else { return false };
        let is_double = open == Open::Emphasis && behind.starts_with(mark) && !behind[1..].starts_with(mark);
        let is_in_word = mark.starts_with('_') && behind.starts_with(char::is_alphanumeric);
        !self.before(self.at).ends_with(is_space) && !is_double && !is_in_word && !nodes.is_empty()
    }

    /// Reports a mark that kramdown prints, where it looks as if it had lost its partner.
    fn check_lone_mark(&mut self, start: usize, mark: &str) {
        let end = start + mark.len();
        let (before, behind) = (self.before(start).chars().next_back(), self.text()[end..].chars().next());
        let is_open = |char: Option<char>| char.is_none_or(is_space);
        let is_alone = is_open(before) && is_open(behind);
        let is_in_word = mark.starts_with('_') && before.is_some_and(char::is_alphanumeric);
        if !is_alone && !is_in_word {
            let char = &mark[..1];
            let what = format!("`{mark}` that begins or ends no emphasis");
            let help = format!("write `\\{char}` for the character itself, or its partner");
            self.unsupported(start..end, &what, &help);
        }
    }
}

/// Says whether kramdown sees in `_`, behind this text, a letter of a word: `name_`, `pre-_`.
fn follows_word(before: &str) -> bool {
    before.strip_suffix('-').unwrap_or(before).ends_with(char::is_alphabetic)
}
