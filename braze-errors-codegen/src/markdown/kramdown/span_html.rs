//! HTML in a line of text, and in `{::nomarkdown}`.

use std::ops::Range;

use super::entity;
use super::html::{self, Tag};
use super::span::{Open, Spans, Stop};
use crate::finding::Rule;
use crate::markdown::description::{Inline, Node, is_empty, push_text};
use crate::markdown::{ELEMENTS, shown, unknown_tag};
use crate::text::white::{is_blank, is_space};

/// The name of an element that a description may hold, in small letters.
fn element(name: &str) -> Option<&'static str> {
    ELEMENTS.into_iter().find(|known| known.eq_ignore_ascii_case(name))
}

impl Spans<'_, '_> {
    /// Reads what begins with `<`: an autolink, a comment, a tag, or the character alone.
    pub(super) fn angle(&mut self, nodes: &mut Vec<Node>) {
        if self.autolink(nodes) {
            return;
        }
        if self.rest().starts_with("<<") {
            // A quotation mark for kramdown, behind which no tag begins.
            if self.for_anchor {
                self.at += if self.rest()[2..].starts_with(' ') { 3 } else { 2 };
                return;
            }
            return self.take(nodes, self.at + 2);
        }
        if let Some(comment) = self.comment() {
            return nodes.push(comment);
        }
        let tag = if self.at < self.last_close { Tag::at(self.text(), self.at) } else { None };
        if let Some(tag) = tag {
            return self.tag(nodes, &tag);
        }
        let behind = &self.rest()[1..];
        if behind.starts_with(|char: char| char.is_alphabetic() || "/!?_{".contains(char)) {
            self.no_tag();
        }
        self.char(nodes);
    }

    /// Reports what begins like a tag, and is none to kramdown.
    fn no_tag(&mut self) {
        // Where another begins, it ends: of many without an end none is read to the end of the text.
        let rest = self.rest();
        let found = match rest[1..].find(['<', '>']).map(|end| end + 1) {
            Some(end) if rest[end..].starts_with('>') => &rest[..=end],
            end => &rest[..end.unwrap_or(rest.len())],
        };
        let mut finding = unknown_tag(self.context.source, found, self.span(self.at..self.at + 1));
        let inner = found[1..].strip_suffix('>');
        let known = html::name(&found[1..]).and_then(element);
        if let Some(address) = inner.filter(|inner| inner.contains('@') && !inner.contains(is_space)) {
            finding = finding.help(format!("write `[{address}](mailto:{address})`"));
        } else if let (Some(name), true) = (known, inner.is_some()) {
            finding = finding
                .message(format!(
                    "found `{}`, which kramdown prints as text; expected its attributes' values in quotes",
                    shown(found)
                ))
                .help("write quotes around each value, and a space in front of each attribute");
            self.skipped.push(name);
        }
        self.findings.push(finding);
    }

    fn comment(&mut self) -> Option<Node> {
        let inner = self.at + "<!--".len();
        let ends = &self.ahead.html_comment_ends;
        let end =
            self.rest().starts_with("<!--").then(|| ends.first(self.mapped.text(), inner, |end| end.start));
        let end = end.flatten().filter(|end| end.end <= self.within.end)?;
        let range = self.at..end.end;
        let inner = &self.text()[inner..end.start];
        if inner.starts_with('>') || inner.starts_with("->") {
            let what = "a comment that begins with `>`, with which a browser ends it";
            self.unsupported(range.clone(), what, "write a space behind `<!--`");
        }
        self.at = range.end;
        Some(Node { span: self.span(range), inline: Inline::Comment(inner.to_owned()) })
    }

    fn tag(&mut self, nodes: &mut Vec<Node>, tag: &Tag<'_>) {
        let range = tag.range.clone();
        let found = shown(&self.text()[range.clone()]);
        // In a heading, any element that kramdown reads Markdown in is but its words.
        let of_line = html::MARKDOWN_ELEMENTS.iter().find(|known| known.eq_ignore_ascii_case(tag.name));
        let Some(name) = element(tag.name).or_else(|| of_line.copied().filter(|_| self.for_anchor)) else {
            let finding =
                unknown_tag(self.context.source, &self.text()[range.clone()], self.span(range.clone()));
            self.findings.push(finding);
            return self.take(nodes, range.end);
        };
        if matches!(name, "ul" | "li") {
            if !self.is_of_misplaced_list(name) {
                let message = format!(
                    "found `{found}`, which kramdown prints as text here; expected it between `{{::nomarkdown}}` and `{{:/}}`"
                );
                let help = "write the whole list as `{::nomarkdown}<ul><li>…</li></ul>{:/}`, or its items as `<br>- …`";
                self.report(Rule::MisplacedTag, range.clone(), message, help);
            }
            return self.take(nodes, range.end);
        }
        self.at = range.end;
        if tag.is_end {
            match self.skipped.iter().rposition(|skipped| *skipped == name) {
                Some(index) => _ = self.skipped.remove(index),
                None => self.stray_end_tag(tag, name),
            }
            return;
        }
        self.check_attributes(tag);
        if name == "br" {
            return self.line_break(nodes, range);
        }
        if name == "code" {
            return self.code_element(nodes, tag);
        }
        let is_nested = self.is_within(Open::Element(name));
        let (words, is_closed) = if tag.is_closed {
            (Vec::new(), false)
        } else {
            self.parse(Open::Element(name), Stop::Tag(name))
        };
        if is_closed {
            self.at += self.rest().find('>').map_or(0, |end| end + 1);
        } else {
            self.report_unclosed(name, range.clone());
        }
        if is_nested {
            self.report_nested(tag, name);
            return nodes.extend(words);
        }
        self.element(nodes, tag, name, words, range.start..self.at);
    }

    fn line_break(&mut self, nodes: &mut Vec<Node>, range: Range<usize>) {
        if matches!(nodes.last(), Some(Node { inline: Inline::Item(_), .. })) {
            self.unsupported(range.clone(), "a break behind a list, which ends its line", "take it out");
        }
        nodes.push(Node { span: self.span(range), inline: Inline::Break });
    }

    fn element(
        &mut self,
        nodes: &mut Vec<Node>,
        tag: &Tag<'_>,
        name: &'static str,
        words: Vec<Node>,
        range: Range<usize>,
    ) {
        if name == "a" {
            return match tag.attribute("href") {
                Some(target) => {
                    let title = tag.attribute("title").map(str::to_owned);
                    self.link(nodes, target, title, words, range);
                }
                // It is there to be led to, and shows what is in it, if anything.
                None => nodes.extend(words),
            };
        }
        if words.is_empty() {
            return;
        }
        let inline =
            if matches!(name, "b" | "strong") { Inline::Strong(words) } else { Inline::Emphasis(words) };
        nodes.push(Node { span: self.span(range), inline });
    }

    /// Reports an element that stands inside another of its kind.
    fn report_nested(&mut self, tag: &Tag<'_>, name: &str) {
        let message = format!(
            "found `<{name}>` in an element of its kind; expected text, code spans, emphasis, links and breaks"
        );
        let finding = self.context.finding(Rule::UnsupportedMarkdown, self.span(tag.range.clone()));
        self.findings.push(finding.message(message).help("take the inner one out"));
    }

    fn stray_end_tag(&mut self, tag: &Tag<'_>, name: &str) {
        if self.is_of_misplaced_list(name) {
            return;
        }
        let found = shown(&self.text()[tag.range.clone()]).into_owned();
        let (message, help) = if name == "br" {
            (
                format!("found `{found}`, which kramdown prints as text; expected `<br>`"),
                "write `<br>`".to_owned(),
            )
        } else {
            (
                format!("found `{found}` without its start; expected `<{name}>` before it"),
                format!("take it out, or write `<{name}>` where it starts"),
            )
        };
        self.report(Rule::UnclosedTag, tag.range.clone(), message, help);
    }

    /// Says whether a tag belongs to a list of which another tag was reported: a list is one finding.
    fn is_of_misplaced_list(&self, name: &str) -> bool {
        matches!(name, "ul" | "li") && self.findings.iter().any(|finding| finding.rule == Rule::MisplacedTag)
    }

    fn report_unclosed(&mut self, name: &str, range: Range<usize>) {
        if self.is_of_misplaced_list(name) {
            return;
        }
        self.report(
            Rule::UnclosedTag,
            range,
            format!("found `<{name}>` without its end; expected `</{name}>` in the same cell"),
            format!("write `</{name}>` where it ends"),
        );
    }

    fn check_attributes(&mut self, tag: &Tag<'_>) {
        if tag.attribute("markdown").is_some() {
            let what = "the attribute `markdown`, which changes how kramdown reads the element";
            self.unsupported(tag.range.clone(), what, "take the attribute out");
        }
    }

    /// Reports a reference in HTML that browsers read in another way than kramdown.
    pub(super) fn check_references(&mut self, html: &str, range: &Range<usize>) {
        if let Some(reference) = entity::unknown(html) {
            let what = format!("`{}`, of which a browser might make a character", shown(reference));
            self.unsupported(range.clone(), &what, "write `&amp;` for `&`");
        }
    }

    /// Reads a `<code>` element, in which no Markdown is read.
    fn code_element(&mut self, nodes: &mut Vec<Node>, tag: &Tag<'_>) {
        let content = self.at;
        let mut ends =
            self.rest().match_indices("</").filter_map(|(at, _)| Tag::at(self.text(), content + at));
        let end = ends.find(|end| end.name.eq_ignore_ascii_case("code"));
        let looked_at = end.as_ref().map_or(self.within.end, |end| end.range.end) - content;
        if !self.spend(looked_at) {
            return;
        }
        let Some(end) = end else {
            return self.report_unclosed("code", tag.range.clone());
        };
        let raw = &self.text()[content..end.range.start];
        let range = tag.range.start..end.range.end;
        let is_tag = |(at, _): (usize, &str)| {
            raw[at + 1..].starts_with(|char: char| char.is_alphabetic() || "/!?_".contains(char))
        };
        if raw.match_indices('<').any(is_tag) {
            let message = "found a tag in a `<code>` element; expected text";
            self.report(
                Rule::UnknownTag,
                range.clone(),
                message,
                "write `&lt;` for `<`, or take the tag out",
            );
        }
        self.check_references(raw, &range);
        self.at = range.end;
        // An anchor has the letters of what is written.
        let code = if self.for_anchor { raw.to_owned() } else { entity::decode_all(raw) };
        self.code(nodes, code.replace('\n', " "), range);
    }

    /// Reads what stands in `{::nomarkdown}`, which kramdown passes on: HTML.
    pub(super) fn raw_html(&mut self, nodes: &mut Vec<Node>, range: Range<usize>) {
        if self.for_anchor {
            let inline = Inline::Comment(self.text()[range.clone()].to_owned());
            return nodes.push(Node { span: self.span(range), inline });
        }
        let outer = std::mem::replace(&mut self.within, range.clone());
        self.at = range.start;
        let (read, _) = self.html_nodes(None);
        nodes.extend(read);
        self.within = outer;
    }

    /// Reads HTML up to the end of this element, or of the text, and says whether the element was closed.
    fn html_nodes(&mut self, within: Option<&'static str>) -> (Vec<Node>, bool) {
        let mut nodes: Vec<Node> = Vec::new();
        while self.at < self.within.end {
            if let Some(comment) = self.comment() {
                nodes.push(comment);
                continue;
            }
            let Some(tag) = Tag::at(self.text(), self.at) else {
                self.html_text(&mut nodes, within);
                continue;
            };
            match element(tag.name) {
                Some(name) if tag.is_end && within == Some(name) && !self.skipped.contains(&name) => {
                    self.at = tag.range.end;
                    return (nodes, true);
                }
                // The end of what it stands in ends an element too, and the next item the one before it.
                Some(name)
                    if tag.is_end && within.is_some() && self.stack.contains(&Open::Element(name))
                        || !tag.is_end && name == "li" && within == Some("li") =>
                {
                    return (nodes, false);
                }
                Some(name) if tag.is_end => {
                    match self.skipped.iter().rposition(|skipped| *skipped == name) {
                        Some(index) => _ = self.skipped.remove(index),
                        None => self.stray_end_tag(&tag, name),
                    }
                    self.at = tag.range.end;
                }
                Some(name) => self.html_element(&mut nodes, &tag, name, within),
                None => {
                    let finding = unknown_tag(
                        self.context.source,
                        &self.text()[tag.range.clone()],
                        self.span(tag.range.clone()),
                    );
                    self.findings.push(finding);
                    self.at = tag.range.end;
                }
            }
        }
        (nodes, false)
    }

    fn html_element(
        &mut self,
        nodes: &mut Vec<Node>,
        tag: &Tag<'_>,
        name: &'static str,
        within: Option<&str>,
    ) {
        self.at = tag.range.end;
        if tag.repeats_attribute() {
            let what = format!("`<{name}>` with an attribute twice, of which browsers take the first");
            self.unsupported(tag.range.clone(), &what, "take one of them out");
        }
        if name == "br" {
            return self.line_break(nodes, tag.range.clone());
        }
        if name == "code" {
            return self.code_element(nodes, tag);
        }
        let is_misplaced = match name {
            "li" => within != Some("ul"),
            "ul" => within.is_some() || !self.stack.iter().all(|open| *open == Open::Root),
            _ => within == Some("ul"),
        };
        if is_misplaced {
            let found = shown(&self.text()[tag.range.clone()]).into_owned();
            self.report(
                Rule::MisplacedTag,
                tag.range.clone(),
                format!("found `{found}` in the wrong place; expected a flat list, `<ul><li>…</li></ul>`"),
                "close the item or element before it, and make one list of nested ones",
            );
            return;
        }
        if self.is_within(Open::Element(name)) {
            self.report_nested(tag, name);
            self.skipped.push(name);
            return;
        }
        self.stack.push(Open::Element(name));
        let (words, is_closed) = self.html_nodes(Some(name));
        self.stack.pop();
        if !is_closed {
            self.report_unclosed(name, tag.range.clone());
        }
        let range = tag.range.start..self.at;
        match name {
            "ul" => nodes.extend(words),
            "li" if matches!(words.first(), Some(Node { inline: Inline::Break, .. })) => {
                self.unsupported(range, "a break at the start of an item", "take it out");
            }
            "li" if is_empty(&words) => {}
            "li" => nodes.push(Node { span: self.span(range), inline: Inline::Item(words) }),
            _ => self.element(nodes, tag, name, words, range),
        }
    }

    fn html_text(&mut self, nodes: &mut Vec<Node>, within: Option<&str>) {
        let rest = self.rest();
        let first = rest.chars().next().map_or(0, char::len_utf8);
        let length = rest[first..].find('<').map_or(rest.len(), |next| first + next);
        let range = self.at..self.at + length;
        let text = &rest[..length];
        self.at = range.end;
        if text.starts_with('<') {
            let message = "found `<` where no tag follows; expected text";
            self.report(Rule::UnknownTag, range.start..range.start + 1, message, "write `&lt;`");
        }
        let is_open = |(at, _)| {
            let behind: &str = &text[at..];
            behind[1..].starts_with(|char: char| char.is_alphabetic() || char == '#')
                && entity::at_start(behind).is_none()
        };
        if text.match_indices('&').any(is_open) {
            self.unsupported(
                range.clone(),
                "`&` in `{::nomarkdown}`, of which a browser might make a character",
                "write `&amp;`",
            );
        }
        if text.contains('`') {
            self.unsupported(
                range.clone(),
                "a backtick in `{::nomarkdown}`, where it marks nothing",
                "write `<code>…</code>`",
            );
        }
        if within == Some("ul") {
            if !is_blank(text) {
                let message = "found content of `<ul>` outside of its items; expected `<li>`";
                self.report(Rule::MisplacedTag, range, message, "write it between `<li>` and `</li>`");
            }
            return;
        }
        let text = entity::decode_all(&text.replace('\n', " "));
        self.check_controls(&text, &range);
        push_text(nodes, &text, self.span(range));
    }
}
