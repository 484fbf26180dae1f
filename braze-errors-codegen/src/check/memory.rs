//! What one check tells the next.

use std::cell::RefCell;
use std::collections::HashMap;
use std::hash::Hash;
use std::ops::Range;
use std::rc::Rc;

use super::language::{Language, Told};

/// What one check remembers of texts for the next, which is then several times as fast: which language each is in, and where
/// its sentences are.
///
/// What the last check didn't ask for is forgotten, so that no more is kept than the pages hold.
#[derive(Debug, Default)]
pub struct Memory {
    /// What is told of the language of a text, by the one that is expected.
    pub(super) languages: Remembered<(Language, String), Told>,
    /// Whether a text that is expected in one language is in another one.
    pub(super) others: Remembered<(Language, Language, String), bool>,
    /// The sentences of a line.
    pub(super) sentences: Remembered<String, Rc<[Range<usize>]>>,
}

impl Memory {
    /// Begins another check.
    pub(crate) fn begin(&mut self) {
        self.languages.begin();
        self.others.begin();
        self.sentences.begin();
    }
}

/// What was found out in the last check, and is asked for in this one.
#[derive(Debug)]
pub(super) struct Remembered<K, V> {
    before: HashMap<K, V>,
    asked: RefCell<HashMap<K, V>>,
}

impl<K, V> Default for Remembered<K, V> {
    fn default() -> Self {
        Self { before: HashMap::new(), asked: RefCell::default() }
    }
}

impl<K: Eq + Hash, V: Clone> Remembered<K, V> {
    fn begin(&mut self) {
        self.before = self.asked.take();
    }

    /// What is remembered, or else what is found now.
    pub(super) fn recall(&self, key: K, find: impl FnOnce(&K) -> V) -> V {
        let known = self.asked.borrow().get(&key).cloned();
        known.unwrap_or_else(|| {
            let found = self.before.get(&key).cloned().unwrap_or_else(|| find(&key));
            self.asked.borrow_mut().insert(key, found.clone());
            found
        })
    }
}
