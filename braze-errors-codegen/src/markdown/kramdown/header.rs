//! Headings: `# …` and underlined ones.

use super::block::{Blocks, unindented};
use crate::markdown::document::{BlockKind, Heading, Prose};
use crate::text::white::{trim, trim_end};

impl Blocks<'_, '_> {
    pub(super) fn atx_header(&mut self) -> bool {
        let Some(contents) = atx(self.line()) else { return false };
        let without_id = without_id(contents).0;
        let mut words = without_id;
        let marks = words.trim_end_matches('#');
        if marks.len() < words.len() && marks.ends_with([' ', '\t']) {
            words = trim_end(marks);
        }
        if words.is_empty() {
            return false;
        }
        let end = self.at + self.line().len();
        let start = self.at + contents.as_ptr().addr() - self.line().as_ptr().addr();
        self.header(start, words.len(), contents.len(), end);
        true
    }

    pub(super) fn setext_header(&mut self) -> bool {
        let line = self.line();
        let Some(first) = unindented(line).filter(|line| !line.starts_with([' ', '\t', '\n'])) else {
            return false;
        };
        let below = self.line_at(self.at + line.len());
        let marks = trim_end(below);
        let is_underline = !marks.is_empty() && marks.bytes().all(|byte| matches!(byte, b'-' | b'='));
        if !is_underline || !self.after_block_boundary() {
            return false;
        }
        let contents = trim_end(first);
        let words = without_id(contents).0.len();
        if words == 0 {
            return false;
        }
        let (start, length) = (self.at + line.len() - first.len(), contents.len());
        let end = self.at + line.len() + below.len();
        self.header(start, words, length, end);
        true
    }

    fn header(&mut self, start: usize, words: usize, contents: usize, end: usize) {
        let text = self.text.text();
        let named = without_id(&text[start..start + contents]).1.map(str::to_owned);
        let named = self.pending.take().and_then(|list| list.id).or(named);
        let words = Prose::Kramdown(self.text.slice(start..start + words));
        let marks = text[self.at..].bytes().take_while(|byte| *byte == b'#').count();
        let underline = if trim_end(&text[..end]).ends_with('=') { 1 } else { 2 };
        let level = if marks > 0 { marks } else { underline };
        self.push(end, BlockKind::Heading(Heading { level, words, named }));
    }
}

/// What stands behind the marks of a heading that a line begins with `#`.
pub(super) fn atx(line: &str) -> Option<&str> {
    let level = line.bytes().take_while(|byte| *byte == b'#').count();
    let rest = &line[level..];
    let is_heading = (1..=6).contains(&level) && rest.starts_with([' ', '\t']) && line.ends_with('\n');
    is_heading.then(|| trim(rest))
}

/// A heading's text and the anchor that is written behind it: `{#anchor}`.
fn without_id(contents: &str) -> (&str, Option<&str>) {
    let is_start = |char: char| char.is_alphabetic() || matches!(char, '_' | ':');
    let is_name = |char: char| char.is_alphanumeric() || "_:.-\u{b7}".contains(char);
    let parts = contents.strip_suffix('}').and_then(|rest| rest.rsplit_once("{#"));
    match parts {
        Some((before, id))
            if before.ends_with([' ', '\t']) && id.starts_with(is_start) && id.chars().all(is_name) =>
        {
            (trim_end(before), Some(id))
        }
        _ => (contents, None),
    }
}
