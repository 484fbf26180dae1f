//! Links: `[words](target "title")`, `[words][label]`, `[label]` and `<https://…>`.

use std::ops::Range;

use super::span::{Open, Spans, Stop};
use super::{entity, normal_label};
use crate::finding::Rule;
use crate::markdown::description::{Inline, Node, is_empty, with_plain_base_url};
use crate::markdown::{BASE_URL, refused_target, shown};
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
        let label = self.rest()[2..].split_once(']').map_or("", |(label, _)| label);
        let end = self.at + 2 + label.len() + 1;
        if self.context.footnotes.contains(label) {
            self.unsupported(self.at..end, "a footnote", "write it into the description");
            if self.for_anchor {
                self.at = end;
                return;
            }
        }
        let is_name = super::extensions::name(label).is_some_and(|name| name.len() == label.len());
        if is_name { self.take(nodes, end) } else { self.char(nodes) }
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
        let url = if let Some((url, after)) =
            self.rest().strip_prefix("(<").and_then(|rest| rest.split_once('>'))
        {
            self.at = self.within.end - after.len();
            if after.starts_with(')') {
                self.at += 1;
                return Some((url.to_owned(), None));
            }
            url
        } else {
            let (length, is_closed) = url_length(self.rest())?;
            let url = trim(&self.rest()[1..length - 1]);
            self.at += length;
            if is_closed {
                return Some((url.to_owned(), None));
            }
            url
        };
        let quote = trim_start(self.rest());
        let mark = quote.chars().next().filter(|mark| matches!(mark, '"' | '\''))?;
        let inner = &quote[1..];
        let mut ends = inner.match_indices(mark).map(|(at, _)| at).filter(|at| *at > 0);
        let end = ends.find(|at| trim_start(&inner[at + 1..]).starts_with(')'))?;
        self.at = self.within.end - trim_start(&inner[end + 1..]).len() + 1;
        Some((url.to_owned(), Some(inner[..end].to_owned())))
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

/// How long a target in parentheses is, up to the one that closes it or to a title's quote, and which of both it is.
fn url_length(text: &str) -> Option<(usize, bool)> {
    let mut depth = 0;
    for (at, char) in text.char_indices() {
        match char {
            '(' => depth += 1,
            ')' => {
                depth -= 1;
                if depth == 0 {
                    return Some((at + 1, true));
                }
            }
            char if is_space(char) && text[at + 1..].starts_with(['"', '\'']) => {
                return Some((at + 1, false));
            }
            _ => {}
        }
    }
    None
}
