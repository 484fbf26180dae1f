//! Headings, and the anchors that kramdown gives them.

use super::block::LinkLabels;
use super::{inline, is_space, trim_space, without_leading};
use crate::text::scan::find;

/// The anchors of a page's headings, in page order.
#[derive(Debug, Default)]
pub(super) struct Headings<'a> {
    found: Vec<Heading<'a>>,
    /// The anchor that an attribute list gives the block below it.
    pending: Option<&'a str>,
}

#[derive(Debug)]
struct Heading<'a> {
    at: usize,
    contents: &'a str,
    /// The anchor that the heading or an attribute list above it names, if one does.
    named: Option<&'a str>,
    /// The anchor that an attribute list below it names instead.
    renamed: Option<&'a str>,
}

impl<'a> Headings<'a> {
    /// The anchor of the last heading above this byte.
    pub(super) fn anchor_above(&self, offset: usize, labels: &LinkLabels) -> Option<String> {
        let above = self.found.partition_point(|heading| heading.at < offset);
        let (last, others) = self.found[..above].split_last()?;
        if let Some(anchor) = last.renamed.or(last.named) {
            return Some(anchor.to_owned());
        }
        let anchor = automatic_anchor(last.contents, labels);
        // kramdown counts what it makes, whatever becomes of it.
        let unnamed = others.iter().filter(|heading| heading.named.is_none());
        let count = unnamed.filter(|heading| automatic_anchor(heading.contents, labels) == anchor).count();
        Some(if count == 0 { anchor } else { format!("{anchor}-{count}") })
    }

    /// Adds the heading that stands at this byte and holds this text.
    pub(super) fn push(&mut self, at: usize, contents: &'a str) {
        let named = self.pending.take().or_else(|| explicit_anchor(contents));
        self.found.push(Heading { at, contents, named, renamed: None });
    }

    /// Takes note of an attribute list right below the last heading.
    pub(super) fn attribute_list_below(&mut self, list: &'a str) {
        if let (Some(heading), Some(anchor)) = (self.found.last_mut(), listed_anchor(list)) {
            heading.renamed = Some(anchor);
        }
    }

    /// Takes note of an attribute list that nothing stands right above, and so is the next block's.
    pub(super) fn attribute_list_above(&mut self, list: &'a str) {
        if let Some(anchor) = listed_anchor(list) {
            self.pending = Some(anchor);
        }
    }

    /// Forgets the attribute list above a block that is no heading.
    pub(super) fn other_block(&mut self) {
        self.pending = None;
    }
}

/// What kramdown makes of a heading that names no anchor.
fn automatic_anchor(contents: &str, labels: &LinkLabels) -> String {
    let mut words = inline::words(contents, labels).to_lowercase();
    // kramdown makes dashes and an ellipsis of these, which no anchor holds.
    for mark in ["---", "--", "..."] {
        if find(&words, 0, mark).is_some() {
            words = words.replace(mark, "");
        }
    }
    words
        .chars()
        .filter_map(|char| match char {
            ' ' | '\t' => Some('-'),
            '-' | '_' | '\u{300}'..='\u{36f}' => Some(char),
            _ => char.is_alphanumeric().then_some(char),
        })
        .collect()
}

/// The anchor that an attribute list such as `#anchor .class` gives.
fn listed_anchor(list: &str) -> Option<&str> {
    list.split(is_space).find_map(|word| word.strip_prefix('#'))
}

/// The text of a heading that begins with `#`.
pub(super) fn atx(line: &str) -> Option<&str> {
    let rest = without_leading(line.strip_prefix('#')?, b'#');
    if line.len() - rest.len() > 6 || !rest.starts_with([' ', '\t']) {
        return None;
    }
    let text = trim_space(rest);
    if !text.ends_with('#') {
        return (!text.is_empty()).then_some(text);
    }
    // Marks at the end go if white space parts them from the words.
    let without_marks = text.trim_end_matches('#');
    let text =
        if without_marks.ends_with([' ', '\t']) { without_marks.trim_end_matches(is_space) } else { text };
    (!text.is_empty()).then_some(text)
}

/// Says whether a line of `-` or `=` makes a heading of the one above it.
pub(super) fn is_setext_underline(line: &str) -> bool {
    let line = line.trim_end_matches(is_space);
    let Some(mark) = line.chars().next().filter(|char| matches!(char, '-' | '=')) else { return false };
    line.chars().all(|char| char == mark)
}

/// The anchor of `{#anchor}` at the end of a heading; kramdown wants a space before it and a name in it.
fn explicit_anchor(contents: &str) -> Option<&str> {
    let (before, anchor) = contents.strip_suffix('}')?.rsplit_once("{#")?;
    let is_name_start = |char: char| char.is_alphabetic() || matches!(char, '_' | ':');
    let is_name = |char: char| char.is_alphanumeric() || "_:.-".contains(char);
    let is_anchor = anchor.starts_with(is_name_start) && anchor.chars().all(is_name);
    (before.ends_with([' ', '\t']) && is_anchor).then_some(anchor)
}
