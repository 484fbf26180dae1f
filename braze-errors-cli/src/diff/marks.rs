//! How a format marks the words that a change takes away and brings.

use braze_errors_codegen::diff::{TextChange, Words};

/// How a format writes words that stay, that go and that come.
pub(super) struct Marks {
    pub(super) same: fn(&str) -> String,
    pub(super) removed: fn(&str) -> String,
    pub(super) added: fn(&str) -> String,
}

impl Marks {
    /// The words of a change, each part with its marks.
    pub(super) fn words(&self, change: &TextChange) -> String {
        match change {
            TextChange::Added(words) => (self.added)(words),
            TextChange::Removed(words) => (self.removed)(words),
            TextChange::Reworded(parts) => parts.iter().map(|part| self.part(part)).collect(),
        }
    }

    fn part(&self, part: &Words) -> String {
        match part {
            Words::Same(words) => (self.same)(words),
            Words::Removed(words) => (self.removed)(words),
            Words::Added(words) => (self.added)(words),
        }
    }
}
