//! Headings: `# …` and underlined ones.

use super::block::{Blocks, unindented};
use super::entity;
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
        self.check_references(start..start + words);
        let words = Prose::Kramdown(self.text.slice(start..start + words));
        let marks = text[self.at..].bytes().take_while(|byte| *byte == b'#').count();
        let underline = if trim_end(&text[..end]).ends_with('=') { 1 } else { 2 };
        let level = if marks > 0 { marks } else { underline };
        self.push(end, BlockKind::Heading(Heading { level, words, named }));
    }

    /// Reports references to characters that there are not: kramdown fails at them where it makes an anchor.
    fn check_references(&mut self, words: std::ops::Range<usize>) {
        let text = &self.text.text()[words.clone()];
        for (at, _) in text.match_indices("&#") {
            let Some(reference) = entity::at_start(&text[at..]) else { continue };
            if entity::decode(reference) == entity::Meaning::Nothing {
                let span = self.text.span(words.start + at..words.start + at + reference.len());
                let what = format!("`{reference}` in a heading, which stands for no character");
                self.context.reaching(span, &what, "take it out");
            }
        }
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
    // XML's names.
    let is_start = |char| {
        matches!(char, ':' | '_' | 'A'..='Z' | 'a'..='z' | '\u{c0}'..='\u{d6}' | '\u{d8}'..='\u{f6}' | '\u{f8}'..='\u{2ff}'
            | '\u{370}'..='\u{37d}' | '\u{37f}'..='\u{1fff}' | '\u{200c}' | '\u{200d}' | '\u{2070}'..='\u{218f}'
            | '\u{2c00}'..='\u{2fef}' | '\u{3001}'..='\u{d7ff}' | '\u{f900}'..='\u{fdcf}' | '\u{fdf0}'..='\u{fffd}'
            | '\u{10000}'..='\u{effff}')
    };
    let is_name = |char| {
        is_start(char)
            || matches!(char, '-' | '.' | '0'..='9' | '\u{b7}' | '\u{300}'..='\u{36f}' | '\u{203f}' | '\u{2040}')
    };
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
