//! Attribute lists, extensions, and definitions of links, footnotes and abbreviations.

use super::block::{Blocks, Pending, indent, unindented};
use super::{Target, normal_label};
use crate::markdown::document::{Block, BlockKind, walk};
use crate::text::white::{is_blank, is_space, trim, trim_end};

/// What an attribute list says that changes more than looks.
#[derive(Debug, Default, PartialEq, Eq)]
pub(super) struct Attributes {
    pub(super) id: Option<String>,
    /// It sets what a link leads to, or how an element is read.
    pub(super) is_effective: bool,
    /// It refers to a list that is defined elsewhere.
    pub(super) has_reference: bool,
}

impl Attributes {
    pub(super) fn parse(list: &str) -> Self {
        let mut attributes = Self::default();
        let mut rest = trim(list);
        while !rest.is_empty() {
            let key = name(rest).unwrap_or_default();
            let value = rest[key.len()..].strip_prefix('=').and_then(quoted);
            if let Some((value, after)) =
                value.filter(|(_, after)| after.is_empty() || after.starts_with(is_space))
            {
                match key {
                    "id" => attributes.id = Some(value.to_owned()),
                    "href" | "title" | "markdown" | "src" => attributes.is_effective = true,
                    _ => {}
                }
                rest = trim(after);
                continue;
            }
            let (word, after) = rest.split_once(is_space).unwrap_or((rest, ""));
            if word.starts_with(['#', '.']) {
                for part in word.split_inclusive(['#', '.']).collect::<Vec<_>>().windows(2) {
                    if part[0].ends_with('#') {
                        attributes.id = Some(part[1].trim_end_matches(['#', '.']).to_owned());
                    }
                }
            } else if key.len() == word.len() {
                attributes.has_reference = true;
            }
            rest = trim(after);
        }
        attributes
    }
}

/// A value in quotes, and what stands behind it.
fn quoted(text: &str) -> Option<(&str, &str)> {
    let quote = text.chars().next().filter(|quote| matches!(quote, '"' | '\''))?;
    let mut end = 1;
    while text[end..].find(quote).is_some_and(|next| text[..end + next].ends_with('\\')) {
        end += text[end..].find(quote)? + 1;
    }
    end += text[end..].find(quote)?;
    Some((&text[1..end], &text[end + 1..]))
}

/// The name that a text begins with.
pub(super) fn name(text: &str) -> Option<&str> {
    let is_word = |char: char| char.is_ascii_alphanumeric() || char == '_';
    let end = text.find(|char| !is_word(char) && char != '-').unwrap_or(text.len());
    text.starts_with(is_word).then(|| &text[..end])
}

/// An extension's mark: `{::nomarkdown}`.
pub(super) struct Extension<'t> {
    pub(super) name: &'t str,
    pub(super) options: &'t str,
    pub(super) is_closed: bool,
}

impl<'t> Extension<'t> {
    /// Reads what stands between `{::` and the closing brace.
    pub(super) fn parse(inner: &'t str) -> Option<Self> {
        let (inner, is_closed) = inner.strip_suffix('/').map_or((inner, false), |inner| (inner, true));
        let end =
            inner.find(|char: char| !char.is_ascii_alphanumeric() && char != '_').unwrap_or(inner.len());
        let (name, options) = inner.split_at(end);
        (!name.is_empty() && (options.is_empty() || options.starts_with(is_space))).then_some(Self {
            name,
            options: trim(options),
            is_closed,
        })
    }
}

impl Blocks<'_, '_> {
    pub(super) fn block_extensions(&mut self) -> bool {
        if !unindented(self.line()).is_some_and(|line| line.starts_with("{:")) {
            return false;
        }
        self.list_definition() || self.extension() || self.block_attribute_list()
    }

    /// The definition of an attribute list: `{:name: .class}`.
    fn list_definition(&mut self) -> bool {
        let start = self.at + indent(self.line()) + "{:".len();
        let Some(name) = name(&self.text.text()[start..]) else { return false };
        let list = start + name.len() + 1;
        if !self.text.text()[list - 1..].starts_with(':') {
            return false;
        }
        let Some(close) = self.closing_brace(list).filter(|close| *close > list) else { return false };
        let end = close + 1 + self.line_at(close + 1).len();
        if !is_blank(&self.text.text()[close + 1..end]) {
            return false;
        }
        let Attributes { id, is_effective, has_reference } =
            Attributes::parse(&self.text.text()[list..close]);
        if id.is_some() || is_effective || has_reference {
            let span = self.text.span(start - "{:".len()..close + 1);
            self.context.reaching(
                span,
                "a named attribute list with more than classes in it",
                "write its attributes where they are meant",
            );
        }
        self.pending = None;
        self.push(end, BlockKind::Attributes);
        true
    }

    fn extension(&mut self) -> bool {
        let start = self.at + indent(self.line());
        if !self.text.text()[start..].starts_with("{::") {
            return false;
        }
        let Some(close) = self.closing_brace(start) else { return false };
        let end = close + 1 + self.line_at(close + 1).len();
        let text = self.text.text();
        let Some(Extension { name, is_closed, .. }) =
            Extension::parse(&text[start + "{::".len()..close]).filter(|_| is_blank(&text[close + 1..end]))
        else {
            return false;
        };
        let kind = match name {
            "comment" => 1,
            "nomarkdown" => 2,
            _ => return false,
        };
        if is_closed {
            self.at = end;
            return true;
        }
        let Some(end) = self.extension_end(end, kind) else { return false };
        self.push(end, BlockKind::Extension);
        true
    }

    /// The line below the one that ends an extension.
    fn extension_end(&mut self, from: usize, kind: usize) -> Option<usize> {
        let mut at = from;
        loop {
            let text = self.text.text();
            let [any, comment, nomarkdown] = &mut self.extension_ends;
            let named = if kind == 1 { comment } else { nomarkdown };
            let end = [any.find(text, at), named.find(text, at)].into_iter().flatten().min()?;
            let line = text[..end].rfind('\n').map_or(0, |start| start + 1);
            let below = end + self.line_at(end).len();
            let behind = text[end..below].find('}').map(|brace| end + brace + 1)?;
            if line >= from && end - line == indent(&text[line..]).min(3) && is_blank(&text[behind..below]) {
                return Some(below);
            }
            at = behind;
        }
    }

    fn block_attribute_list(&mut self) -> bool {
        let Some((list, end)) = self.attribute_list(self.at) else { return false };
        let Attributes { id, is_effective, .. } = Attributes::parse(&self.text.text()[list.clone()]);
        let is_contents = self.text.text()[list.clone()].split(is_space).any(|word| word == "toc");
        let follows_definition = matches!(self.last(), Some(BlockKind::Definition));
        if is_contents && self.attribute_list(end).is_none() && self.is_placeholder() {
            // The contents of the page stand in the list's place.
            self.children.pop();
            self.push(end, BlockKind::Attributes);
            return true;
        }
        if is_contents && matches!(self.last(), Some(BlockKind::List(_)))
            || is_effective && follows_definition
        {
            let span = self.text.span(list.clone());
            self.context.reaching(
                span,
                "an attribute list that puts something else in the place of what stands above",
                "take it out",
            );
        }
        match self.children.last_mut().map(|block| &mut block.kind) {
            None | Some(BlockKind::Blank | BlockKind::EndOfBlock | BlockKind::Attributes) => {
                if is_contents {
                    let span = self.text.span(list);
                    self.context.reaching(
                        span,
                        "an attribute list that puts the page's contents in the place of a list below it",
                        "write it below the list whose place they take",
                    );
                }
                let before = self.pending.take().and_then(|list| list.id);
                self.pending = Some(Pending { id: id.or(before) });
                self.at = end;
            }
            Some(kind) => {
                if let (BlockKind::Heading(heading), Some(id)) = (kind, id) {
                    heading.named = Some(id);
                }
                if self.attribute_list(end).is_some() {
                    self.at = end;
                } else {
                    self.push(end, BlockKind::Attributes);
                }
            }
        }
        true
    }

    /// Says whether a list of one item without a table stands last.
    fn is_placeholder(&self) -> bool {
        let is_table = |block: &Block<'_>| matches!(block.kind, BlockKind::Table(_));
        matches!(self.last(), Some(BlockKind::List(items)) if items.len() == 1 && !walk(items).any(is_table))
    }

    /// A footnote takes the indented lines below it.
    pub(super) fn footnote_definition(&mut self) -> bool {
        let Some(line) = unindented(self.line()) else { return false };
        let label = line.strip_prefix("[^").and_then(|rest| rest.split_once("]:")).map(|(label, _)| label);
        let Some(label) = label.filter(|label| name(label).is_some_and(|name| name.len() == label.len()))
        else {
            return false;
        };
        self.context.footnotes.insert(label.to_owned());
        let start = self.at;
        self.at += self.line().len();
        let count = self.children.len();
        while self.codeblock_below() {}
        self.children.truncate(count);
        self.pending = None;
        self.push_from(start, BlockKind::Definition);
        true
    }

    fn codeblock_below(&mut self) -> bool {
        let blank = self.rest().len() - self.rest().trim_start_matches(is_space).len();
        let line = self.text.text()[..self.at + blank].rfind('\n').map_or(0, |end| end + 1).max(self.at);
        let from = std::mem::replace(&mut self.at, line);
        let is_code = self.at < self.text.text().len() && self.codeblock();
        if !is_code {
            self.at = from;
        }
        is_code
    }

    /// `[label]: target "title"`
    pub(super) fn link_definition(&mut self) -> bool {
        let Some(line) = unindented(self.line()) else { return false };
        let parts = line.strip_prefix('[').and_then(|rest| rest.split_once(']'));
        let Some((label, rest)) = parts.filter(|(label, rest)| !label.is_empty() && rest.starts_with(':'))
        else {
            return false;
        };
        let rest = trim(&rest[1..]);
        let (mut target, mut title) = (rest, None);
        if let Some((inner, behind)) = rest.strip_prefix('<').and_then(|rest| rest.split_once('>')) {
            (target, title) = (inner, Some(trim(behind)).filter(|behind| !behind.is_empty()));
        } else if let Some(quote) = rest.find(" \"").or_else(|| rest.find(" '")).or_else(|| rest.find("\t\""))
        {
            (target, title) = (trim_end(&rest[..quote]), Some(trim(&rest[quote..])));
        }
        let title = match title.map(quoted) {
            None => None,
            Some(Some((title, ""))) if !title.is_empty() => Some(title.to_owned()),
            // Neither a title nor a target that kramdown would take.
            Some(_) => return false,
        };
        let mut end = self.at + self.line().len();
        let below = trim(self.line_at(end));
        let has_title_below =
            title.is_none() && matches!(quoted(below), Some((inner, "")) if !inner.is_empty());
        if target.is_empty() || below.starts_with(['"', '\'']) && !has_title_below {
            return false;
        }
        let label = normal_label(label);
        let title = if has_title_below { quoted(below).map(|(title, _)| title.to_owned()) } else { title };
        let target = Target { url: target.to_owned(), title };
        if has_title_below {
            end += self.line_at(end).len();
        }
        self.context.labels.insert(label, target);
        self.pending = None;
        self.push(end, BlockKind::Definition);
        true
    }

    /// `*[abbreviation]: what it means`
    pub(super) fn abbrev_definition(&mut self) -> bool {
        let Some(line) = unindented(self.line()) else { return false };
        let is_definition = line.strip_prefix("*[").and_then(|rest| rest.find("]:")).is_some_and(|at| at > 0);
        if is_definition {
            self.pending = None;
            self.push(self.at + self.line().len(), BlockKind::Definition);
        }
        is_definition
    }
}
