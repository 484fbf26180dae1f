//! What one check tells the next.

use std::cell::RefCell;
use std::collections::HashMap;

use super::language::Language;

/// What one check remembers for the next, which is then several times as fast: which language each text is in.
///
/// What the last check didn't ask for is forgotten, so that no more is kept than the pages hold.
#[derive(Debug, Default)]
pub struct Memory {
    known: Languages,
    asked: RefCell<Languages>,
}

/// The language that a text is in instead of the one that is expected, by both.
type Languages = HashMap<(Language, String), Option<Language>>;

impl Memory {
    /// Begins another check.
    pub(crate) fn begin(&mut self) {
        self.known = std::mem::take(self.asked.get_mut());
    }

    /// What is remembered of a text, or else what is found now.
    pub(super) fn instead(
        &self,
        expected: Language,
        text: &str,
        find: impl FnOnce() -> Option<Language>,
    ) -> Option<Language> {
        let key = (expected, text.to_owned());
        let mut asked = self.asked.borrow_mut();
        let known = asked.get(&key).or_else(|| self.known.get(&key)).copied();
        let found = known.unwrap_or_else(find);
        asked.insert(key, found);
        found
    }
}
