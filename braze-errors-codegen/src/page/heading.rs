//! Headings, and the anchors that kramdown gives them.

use std::collections::HashMap;

use super::block::LinkLabels;
use super::{inline, is_space};

/// The anchors of a page's headings, in page order.
#[derive(Debug, Default)]
pub(super) struct Headings {
    found: Vec<Heading>,
    /// How often each automatic anchor has been given.
    automatic: HashMap<String, usize>,
    /// The anchor that an attribute list gives the block below it.
    pending: Option<String>,
}

#[derive(Debug)]
struct Heading {
    at: usize,
    anchor: String,
}

impl Headings {
    /// The anchor of the last heading above this byte.
    pub(super) fn anchor_above(&self, offset: usize) -> Option<&str> {
        let above = self.found.partition_point(|heading| heading.at < offset);
        Some(self.found[..above].last()?.anchor.as_str())
    }

    /// Adds the heading that stands at this byte and holds this text.
    pub(super) fn push(&mut self, at: usize, contents: &str, labels: &LinkLabels) {
        let anchor = match (explicit_anchor(contents), self.pending.take()) {
            (_, Some(anchor)) => anchor,
            (Some(anchor), None) => anchor.to_owned(),
            (None, None) => self.automatic_anchor(contents, labels),
        };
        self.found.push(Heading { at, anchor });
    }

    /// Takes note of an attribute list right below the last heading.
    pub(super) fn attribute_list_below(&mut self, list: &str) {
        if let (Some(heading), Some(anchor)) = (self.found.last_mut(), listed_anchor(list)) {
            anchor.clone_into(&mut heading.anchor);
        }
    }

    /// Takes note of an attribute list that nothing stands right above, and so is the next block's.
    pub(super) fn attribute_list_above(&mut self, list: &str) {
        if let Some(anchor) = listed_anchor(list) {
            self.pending = Some(anchor.to_owned());
        }
    }

    /// Forgets the attribute list above a block that is no heading.
    pub(super) fn other_block(&mut self) {
        self.pending = None;
    }

    /// What kramdown makes of a heading that names no anchor.
    fn automatic_anchor(&mut self, contents: &str, labels: &LinkLabels) -> String {
        let mut words = inline::words(contents, labels).to_lowercase();
        // kramdown makes dashes and an ellipsis of these, which no anchor holds.
        for mark in ["---", "--", "..."] {
            words = words.replace(mark, "");
        }
        let anchor: String = words
            .chars()
            .filter_map(|char| match char {
                ' ' | '\t' => Some('-'),
                '-' | '_' | '\u{300}'..='\u{36f}' => Some(char),
                _ => char.is_alphanumeric().then_some(char),
            })
            .collect();
        let count = self.automatic.entry(anchor.clone()).or_default();
        *count += 1;
        if *count == 1 { anchor } else { format!("{anchor}-{}", *count - 1) }
    }
}

/// The anchor that an attribute list such as `#anchor .class` gives.
fn listed_anchor(list: &str) -> Option<&str> {
    list.split(is_space).find_map(|word| word.strip_prefix('#'))
}

/// The text of a heading that begins with `#`.
pub(super) fn atx(line: &str) -> Option<&str> {
    let rest = line.strip_prefix('#')?.trim_start_matches('#');
    if line.len() - rest.len() > 6 || !rest.starts_with([' ', '\t']) {
        return None;
    }
    let text = rest.trim_matches(is_space);
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
