//! Links: `[words](target "title")`, `[words][label]`, `[label]` and `<https://…>`.

use std::ops::Range;

use super::span::{Open, Spans, Stop};
use super::{entity, normal_label};
use crate::finding::Rule;
use crate::markdown::description::{Inline, Node, is_empty, with_plain_base_url};
use crate::markdown::{BASE_URL, refused_target, shown};
use crate::text::scan;
use crate::text::white::{is_space, trim, trim_start};

impl Spans<'_, '_> {
    /// Reads a footnote's mark, an image or a link, or the bracket alone.
    pub(super) fn bracket(&mut self, nodes: &mut Vec<Node>) {
        if self.rest().starts_with("[^") {
            return self.footnote_marker(nodes);
        }
        let start = self.at;
        let (open, mark) = if self.rest().starts_with('!') { (Open::Image, "![") } else { (Open::Link, "[") };
        let behind = self.rest().strip_prefix(mark);
        if behind.is_none_or(|behind| behind.is_empty() || behind.starts_with('^')) {
            return self.char(nodes);
        }
        let is_nested = self.stack.iter().any(|outer| matches!(outer, Open::Link | Open::Image));
        if open == Open::Link && is_nested || !self.may_close() {
            return self.take(nodes, start + mark.len());
        }
        let known = self.findings.len();
        self.at = start + mark.len();
        let (words, is_closed) = self.parse(open, Stop::Bracket);
        let label = start + mark.len()..self.at;
        let Some((target, title)) = is_closed.then(|| self.target(label)).flatten() else {
            // What was read in vain is read again as what it is.
            self.findings.truncate(known);
            self.at = start;
            return self.take(nodes, start + mark.len());
        };
        let range = start..self.at;
        if open == Open::Image {
            self.images += 1;
            self.unsupported(range.clone(), "an image", "describe it in words");
            if is_nested {
                self.check_anchor(range.clone(), "an image in a link");
            }
            if self.for_anchor {
                let inline = Inline::Comment(target);
                return nodes.push(Node { span: self.span(range), inline });
            }
            return nodes.extend(words);
        }
        self.link(nodes, &target, title, words, range);
    }

    /// Says whether a bracket behind this one may close a link's words: most brackets are text.
    fn may_close(&self) -> bool {
        !self.context.labels.is_empty() || self.at < self.last_target
    }

    fn footnote_marker(&mut self, nodes: &mut Vec<Node>) {
        let name = super::extensions::name(&self.rest()[2..]);
        let Some(label) = name.filter(|name| self.rest()[2 + name.len()..].starts_with(']')) else {
            return self.char(nodes);
        };
        let end = self.at + 2 + label.len() + 1;
        if self.context.footnotes.contains(label) {
            self.unsupported(self.at..end, "a footnote", "write it into the description");
            if self.for_anchor {
                self.at = end;
                return;
            }
        }
        self.take(nodes, end);
    }

    /// The target and title of a link, behind its words; of words alone, what the page defines for them.
    fn target(&mut self, words: Range<usize>) -> Option<(String, Option<String>)> {
        self.at += 1;
        let behind = trim_start(self.rest());
        let label = behind.strip_prefix('[').and_then(|rest| rest.split_once(']'));
        if label.is_some() || !self.rest().starts_with('(') {
            let start = words.start;
            let words = self.text()[words].replace('\\', "");
            let id = label.map_or("", |(id, _)| id);
            let target = self.context.labels.get(&normal_label(if id.is_empty() { &words } else { id }))?;
            let (url, title) = (target.url.clone(), target.title.clone());
            if let Some((id, _)) = label {
                self.at = self.within.end - behind.len() + id.len() + 2;
            }
            if with_plain_base_url(url.clone()).replace(BASE_URL, "").contains("{{") {
                let what = "a link whose target Liquid replaces where the page defines it";
                self.unsupported(start..self.at, what, "write what the variable stands for");
            }
            return Some((url, title));
        }
        let url = if let Some(close) = self.angle_close() {
            let url = &self.text()[self.at + "(<".len()..close];
            self.at = close + 1;
            if self.rest().starts_with(')') {
                self.at += 1;
                return Some((url.to_owned(), None));
            }
            url
        } else {
            let target = self.ahead.targets.first(self.mapped.text(), self.at, |target| target.start);
            let Parentheses { end, has_title, .. } = target.filter(|target| target.start == self.at)?;
            // Behind a title's quote stands more.
            if end + usize::from(has_title) > self.within.end {
                return None;
            }
            let url = trim(&self.text()[self.at + 1..end - 1]);
            self.at = end;
            if !has_title {
                return Some((url.to_owned(), None));
            }
            url
        };
        let quote = trim_start(self.rest());
        let mark = quote.chars().next().filter(|mark| matches!(mark, '"' | '\''))?;
        let inner = self.within.end - quote.len() + 1;
        let [double, single] = &self.ahead.title_ends;
        let ends = if mark == '"' { double } else { single };
        let end = ends.first(self.mapped.text(), inner + 1, |at| *at).filter(|end| *end < self.within.end)?;
        let behind = trim_start(&self.text()[end + 1..]).strip_prefix(')')?;
        self.at = self.within.end - behind.len();
        Some((url.to_owned(), Some(self.text()[inner..end].to_owned())))
    }

    /// Where the `>` stands that ends a target in angle brackets.
    fn angle_close(&self) -> Option<usize> {
        let closes = self
            .rest()
            .starts_with("(<")
            .then(|| self.ahead.closes.first(self.mapped.text(), self.at, |at| *at));
        closes.flatten().filter(|close| *close < self.within.end)
    }

    /// Adds a link, reporting what no page may lead to.
    pub(super) fn link(
        &mut self,
        nodes: &mut Vec<Node>,
        target: &str,
        title: Option<String>,
        words: Vec<Node>,
        range: Range<usize>,
    ) {
        self.check_references(target, &range);
        let target = with_plain_base_url(entity::decode_all(target));
        if let Some(what) = refused_target(&target) {
            let message = format!(
                "found a link to `{}`, {what}; expected an http, https or mailto URL, a path or an anchor",
                shown(&target)
            );
            let help =
                if target.contains(is_space) { "write `%20` for a space" } else { "write the URL of a page" };
            self.report(Rule::UnsafeLink, range.clone(), message, help);
        } else if target.contains('\\') {
            let what =
                format!("a backslash in the link's target `{}`, which kramdown leaves there", shown(&target));
            self.unsupported(range.clone(), &what, "take it out");
        }
        if is_empty(&words) {
            let message = "found a link without words; expected some to click on";
            self.report(
                Rule::UnsupportedMarkdown,
                range.clone(),
                message,
                "write its words between `[` and `]`",
            );
        }
        self.check_controls(title.as_deref().unwrap_or_default(), &range);
        if self.is_within(Open::Link) {
            self.unsupported(range, "a link in a link", "take the inner one out");
            return nodes.extend(words);
        }
        let title = title.map(|title| entity::decode_all(&title)).filter(|title| !title.is_empty());
        nodes.push(Node { span: self.span(range), inline: Inline::Link { target, title, words } });
    }

    /// Reads `<https://…>` or `<name@example.com>`, if that stands here.
    pub(super) fn autolink(&mut self, nodes: &mut Vec<Node>) -> bool {
        let Some(rest) = self.rest().strip_prefix('<').filter(|_| self.at < self.last_close) else {
            return false;
        };
        let schemes = ["mailto:", "http:", "https:", "ftp:", "ftps:"];
        let has_scheme = schemes.iter().any(|scheme| rest.starts_with(scheme));
        let is_of_address = |char: char| char.is_alphanumeric() || "-_.@".contains(char);
        let end = if has_scheme { rest.find(['>', '\n']) } else { rest.find(|char| !is_of_address(char)) };
        let Some(url) = end.filter(|end| rest[*end..].starts_with('>')).map(|end| &rest[..end]) else {
            return false;
        };
        let is_url = has_scheme && !url.ends_with(':');
        let mail = url
            .split_once('@')
            .filter(|(name, host)| !name.is_empty() && !host.is_empty() && !host.contains('@'));
        if !is_url && (has_scheme || mail.is_none()) {
            return false;
        }
        let range = self.at..self.at + url.len() + 2;
        let target = if has_scheme { url.to_owned() } else { format!("mailto:{url}") };
        let words = url.strip_prefix("mailto:").unwrap_or(url);
        // An anchor has the letters of what is written.
        let words = if self.for_anchor { words.to_owned() } else { entity::decode_all(words) };
        let words = Node { span: self.span(range.start + 1..range.end - 1), inline: Inline::Text(words) };
        self.at = range.end;
        self.link(nodes, &target, None, vec![words], range);
        true
    }
}

/// A target in parentheses.
#[derive(Clone, Copy, Debug)]
pub(super) struct Parentheses {
    start: usize,
    /// Behind the parenthesis that closes it, or in front of its title's quote.
    end: usize,
    has_title: bool,
}

impl Parentheses {
    /// What each parenthesis of a text opens, up to its partner or to a quote behind white space, whichever comes first.
    pub(super) fn all(text: &str) -> Vec<Self> {
        let (mut all, mut open) = (Vec::new(), Vec::new());
        for (at, char) in text.char_indices() {
            let closed = match char {
                '(' => {
                    open.push(at);
                    continue;
                }
                ')' => open.len().saturating_sub(1),
                char if is_space(char) && text[at + 1..].starts_with(['"', '\'']) => 0,
                _ => continue,
            };
            all.extend(open.drain(closed..).map(|start| Self { start, end: at + 1, has_title: char != ')' }));
        }
        all.sort_unstable_by_key(|parentheses| parentheses.start);
        all
    }
}

/// The quotes of a text that end a title: a parenthesis closes behind them.
pub(super) fn title_ends(text: &str, quote: &'static str) -> Vec<usize> {
    let is_end = |at: &usize| trim_start(&text[at + 1..]).starts_with(')');
    scan::all(text, quote).map(|quote| quote.start).filter(is_end).collect()
}
