//! Two texts compared word by word.

use std::ops::Range;

use imara_diff::{Algorithm, Diff, InternedInput};
use unicode_segmentation::UnicodeSegmentation;

/// A part of a text that changed.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Words {
    /// Words that stay.
    Same(String),
    /// Words that went.
    Removed(String),
    /// Words that came.
    Added(String),
}

impl Words {
    /// The words themselves.
    pub fn text(&self) -> &str {
        let (Self::Same(text) | Self::Removed(text) | Self::Added(text)) = self;
        text
    }
}

/// Of longer texts only the ends are compared, as the time that all words take grows with the square of their number.
const LONGEST: usize = 10_000;

/// What two texts share, and what the one or the other has alone.
///
/// Changes that nothing but white space parts are one change.
pub(crate) fn diff(old: &str, new: &str) -> Vec<Words> {
    if old.len().max(new.len()) > LONGEST {
        return diff_between_ends(old, new);
    }
    let mut parts: Vec<Words> = Vec::new();
    let mut change = Change::default();
    let [old, new] = [old, new].map(|text| text.split_word_bounds().collect::<Vec<_>>());
    let mut at = 0;
    for (removed, added) in changes(&old, &new) {
        old[at..removed.start].iter().for_each(|word| change.keep(word, &mut parts));
        at = removed.end;
        old[removed].iter().for_each(|word| change.remove(word));
        new[added].iter().for_each(|word| change.add(word));
    }
    old[at..].iter().for_each(|word| change.keep(word, &mut parts));
    change.end(&mut parts);
    parts
}

/// What the one or the other of two lists has alone: for each difference, in their order, the items of both.
pub fn changes(old: &[&str], new: &[&str]) -> Vec<(Range<usize>, Range<usize>)> {
    let mut input = InternedInput::default();
    input.update_before(old.iter().copied());
    input.update_after(new.iter().copied());
    let diff = Diff::compute(Algorithm::MyersMinimal, &input);
    let range = |range: Range<u32>| range.start as usize..range.end as usize;
    diff.hunks().map(|hunk| (range(hunk.before), range(hunk.after))).collect()
}

/// What two texts share at their start and at their end, and all that stands between as one change.
fn diff_between_ends(old: &str, new: &str) -> Vec<Words> {
    let shared = |pairs: &mut dyn Iterator<Item = (char, char)>| -> usize {
        pairs.take_while(|(old, new)| old == new).map(|(char, _)| char.len_utf8()).sum()
    };
    let start = shared(&mut old.chars().zip(new.chars()));
    let [old_rest, new_rest] = [&old[start..], &new[start..]];
    let end = shared(&mut old_rest.chars().rev().zip(new_rest.chars().rev()));
    let [removed, added] = [old_rest, new_rest].map(|rest| &rest[..rest.len() - end]);
    let parts = [
        Words::Same(old[..start].to_owned()),
        Words::Removed(removed.to_owned()),
        Words::Added(added.to_owned()),
        Words::Same(old[old.len() - end..].to_owned()),
    ];
    parts.into_iter().filter(|part| !part.text().is_empty()).collect()
}

/// A change while its words are being collected.
#[derive(Default)]
struct Change {
    removed: String,
    added: String,
    /// White space that belongs to the change if it goes on.
    space: String,
}

impl Change {
    fn remove(&mut self, word: &str) {
        self.go_on();
        self.removed.push_str(word);
    }

    fn add(&mut self, word: &str) {
        self.go_on();
        self.added.push_str(word);
    }

    fn keep(&mut self, word: &str, parts: &mut Vec<Words>) {
        if self.is_open() && word.trim().is_empty() {
            self.space.push_str(word);
            return;
        }
        self.end(parts);
        match parts.last_mut() {
            Some(Words::Same(same)) => same.push_str(word),
            _ => parts.push(Words::Same(word.to_owned())),
        }
    }

    fn is_open(&self) -> bool {
        !self.removed.is_empty() || !self.added.is_empty()
    }

    fn go_on(&mut self) {
        let space = std::mem::take(&mut self.space);
        self.removed.push_str(&space);
        self.added.push_str(&space);
    }

    fn end(&mut self, parts: &mut Vec<Words>) {
        let Self { mut removed, mut added, mut space } = std::mem::take(self);
        // White space that both end in has not changed.
        while let Some(char) =
            removed.chars().next_back().filter(|char| char.is_whitespace() && added.ends_with(*char))
        {
            removed.pop();
            added.pop();
            space.insert(0, char);
        }
        let parts_of_change = [Words::Removed(removed), Words::Added(added), Words::Same(space)].into_iter();
        parts.extend(parts_of_change.filter(|part| !part.text().is_empty()));
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    /// The parts as one text, with marks around what went and what came.
    fn marked(old: &str, new: &str) -> String {
        let mark = |part: &Words| match part {
            Words::Same(text) => text.clone(),
            Words::Removed(text) => format!("[-{text}-]"),
            Words::Added(text) => format!("{{+{text}+}}"),
        };
        diff(old, new).iter().map(mark).collect()
    }

    #[test]
    fn punctuation_is_no_part_of_a_word() {
        assert_eq!(marked("Set `send_at`.", "Set `sent_at`."), "Set `[-send_at-]{+sent_at+}`.");
    }

    #[test]
    fn changes_that_white_space_parts_are_one() {
        assert_eq!(
            marked("One two three four.", "One deux trois four."),
            "One [-two three-]{+deux trois+} four."
        );
        assert_eq!(marked("One two.", "One."), "One[- two-].");
        assert_eq!(marked("One two", "Un two"), "[-One-]{+Un+} two");
    }

    #[test]
    fn white_space_that_changes_is_a_change() {
        assert_eq!(marked("One two", "One\ntwo"), "One[- -]{+\n+}two");
    }

    #[test]
    fn languages_without_spaces_have_words_too() {
        assert_eq!(marked("番号がない。", "名前がない。"), "[-番号-]{+名前+}がない。");
    }

    #[test]
    fn of_long_texts_the_ends_are_compared() {
        let long = "wörd ".repeat(LONGEST);
        assert_eq!(marked(&format!("a {long}b"), &format!("a {long}c")), format!("a {long}[-b-]{{+c+}}"));
        assert_eq!(marked(&long, &format!("{long}{long}")), format!("{long}{{+{long}+}}"));
        assert_eq!(marked(&long, &long.replace('ö', "o")).matches("[-").count(), 1);
    }

    #[test]
    fn the_parts_make_both_texts() {
        let (old, new) = ("a  b c, d\n- e `f g`", "b  a c d\n- `f h` e ");
        let (mut was, mut is) = (String::new(), String::new());
        for part in diff(old, new) {
            if !matches!(part, Words::Added(_)) {
                was.push_str(part.text());
            }
            if !matches!(part, Words::Removed(_)) {
                is.push_str(part.text());
            }
        }
        assert_eq!((was.as_str(), is.as_str()), (old, new));
    }
}
