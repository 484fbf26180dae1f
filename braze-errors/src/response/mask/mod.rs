//! Masking of API keys, which the server may repeat: `401` can say `Invalid API key: <key>`.
//!
//! Where the caller says what the key is, that is masked and nothing else. Else it can't be known which words
//! are a key, so rather too much is masked than too little:
//!
//! - what an announcement such as `API key:`, `app_group_id`, `Authorization:` or `Bearer` is followed by, and
//!   whatever is in a field so named,
//! - in a text that holds an announcement, and anywhere in a `401`, each word that looks like a key,
//! - wherever else it stands in the same body, in any case and with its dashes or without, what one of these found.
//!
//! Links, IDs of a request and names of permissions look like keys, and are spared.

mod guess;
mod word;

use alloc::string::{String, ToString};
use alloc::vec::Vec;
use core::mem;
use core::ops::Range;

use serde_json::{Map, Value};

use self::guess::{Field, Guess, Place};
use self::word::{has_digit, is_delimiter, looks_like_key, normal, normal_chars, words};
use super::MESSAGES;

const MASK: &str = "[masked]";

/// How a key is sent, which a body may repeat in front of it.
const SCHEMES: [&str; 4] = ["basic", "bearer", "digest", "token"];

pub(super) struct Mask {
    guess: Option<Guess>,
    /// What is masked wherever it stands, as [`normal`] writes it.
    keys: Vec<String>,
}

impl Mask {
    /// So many keys are looked for in the rest of a body: a server repeats one, and a body must not cost more
    /// than its length.
    const MAX_KEYS: usize = 8;

    /// Masks this key alone, or where it is not told, what is likely to be one in this body.
    pub(super) fn new(key: Option<&str>, status: u16, fields: &Map<String, Value>) -> Self {
        if let Some(key) = key {
            let key = normal(key);
            return Self { guess: None, keys: if key.is_empty() { Vec::new() } else { [key].into() } };
        }
        let guess = Guess { is_unauthorized: status == 401 };
        let mut mask = Self { guess: Some(guess), keys: Vec::new() };
        // The most likely place comes first, as no more than some keys are learnt.
        for name in MESSAGES {
            fields
                .get(name)
                .into_iter()
                .for_each(|message| mask.learn_from(guess, message, guess.field(name)));
        }
        mask.learn_from_fields(guess, fields);
        mask
    }

    fn learn_from_fields(&mut self, guess: Guess, fields: &Map<String, Value>) {
        for (name, value) in fields {
            self.learn_from_text(guess, name, Place::Name);
            self.learn_from(guess, value, guess.field(name));
        }
    }

    fn learn_from(&mut self, guess: Guess, value: &Value, field: Field) {
        match value {
            Value::Array(values) => values.iter().for_each(|value| self.learn_from(guess, value, field)),
            // A field in a field that announces a key is part of what is announced.
            Value::Object(fields) if field.is_mark => {
                fields.values().for_each(|value| self.learn_from(guess, value, field));
            }
            Value::Object(fields) => self.learn_from_fields(guess, fields),
            Value::String(text) => self.learn_from_text(guess, text, Place::Value(field)),
            Value::Number(number) => self.learn_from_text(guess, &number.to_string(), Place::Value(field)),
            Value::Null | Value::Bool(_) => {}
        }
    }

    fn learn_from_text(&mut self, guess: Guess, text: &str, place: Place) {
        for range in guess.keys(text, place) {
            let found = &text[range];
            let is_first =
                |position: usize, word: &str| position == 0 && !SCHEMES.contains(&normal(word).as_str());
            let likely = words(found).map(|word| &found[word]).enumerate().filter(|(position, word)| {
                looks_like_key(word) || has_digit(word) || is_first(*position, word)
            });
            likely.for_each(|(_, word)| self.learn(word));
            // As a whole it can be a key with spaces in it.
            if found.contains(is_delimiter) {
                self.learn(found);
            }
        }
    }

    fn learn(&mut self, key: &str) {
        // Shorter ones are words of the sentence.
        const MIN_LEN: usize = 4;
        if self.keys.len() == Self::MAX_KEYS {
            return;
        }
        let key = normal(key);
        if key.len() >= MIN_LEN && !self.keys.contains(&key) {
            self.keys.push(key);
        }
    }

    /// Masks what is in these fields, and keys in their names.
    pub(super) fn fields(&self, fields: &mut Map<String, Value>) {
        self.each_field(fields, |name| self.guess.map(|guess| guess.field(name)).unwrap_or_default());
    }

    fn each_field(&self, fields: &mut Map<String, Value>, field: impl Fn(&str) -> Field) {
        let masked = mem::take(fields).into_iter().map(|(name, mut value)| {
            self.value_of(&mut value, field(&name));
            (self.text(&name, Place::Name), value)
        });
        fields.extend(masked);
    }

    /// Masks a value and what is in it.
    pub(super) fn value(&self, value: &mut Value) {
        self.value_of(value, Field::default());
    }

    fn value_of(&self, value: &mut Value, field: Field) {
        match value {
            Value::Array(values) => values.iter_mut().for_each(|value| self.value_of(value, field)),
            Value::Object(fields) if field.is_mark => self.each_field(fields, |_| field),
            Value::Object(fields) => self.fields(fields),
            Value::String(text) => *text = self.text(text, Place::Value(field)),
            Value::Number(number) => {
                let number = number.to_string();
                let masked = self.text(&number, Place::Value(field));
                if masked != number {
                    *value = Value::String(masked);
                }
            }
            Value::Null | Value::Bool(_) => {}
        }
    }

    /// Masks the server's message.
    pub(super) fn message(&self, text: &str) -> String {
        self.text(text, Place::Value(Field::default()))
    }

    fn text(&self, text: &str, place: Place) -> String {
        let mut ranges = self.guess.map(|guess| guess.keys(text, place)).unwrap_or_default();
        ranges.extend(self.known_keys(text));
        ranges.sort_by_key(|range| range.start);
        let mut masked = String::with_capacity(text.len());
        let mut end = 0;
        for range in ranges {
            if range.start >= end {
                masked.extend([&text[end..range.start], MASK]);
            }
            end = end.max(range.end);
        }
        masked.push_str(&text[end..]);
        masked
    }

    /// Where the text has a key that is known, in any case, and with its dashes or without.
    fn known_keys(&self, text: &str) -> Vec<Range<usize>> {
        if self.keys.is_empty() {
            return Vec::new();
        }
        let normal = normal(text);
        let found = |key: &String| -> Vec<Range<usize>> {
            normal.match_indices(key).map(|(at, key)| at..at + key.len()).collect()
        };
        let mut ranges: Vec<Range<usize>> = self.keys.iter().flat_map(found).collect();
        if ranges.is_empty() {
            return ranges;
        }
        // For each byte of the normal form, the character of the text that it comes from.
        let mut origins: Vec<Range<usize>> = Vec::with_capacity(normal.len());
        for (at, char) in text.char_indices() {
            let length = normal_chars(char).map(char::len_utf8).sum();
            origins.extend(core::iter::repeat_n(at..at + char.len_utf8(), length));
        }
        for range in &mut ranges {
            *range = origins[range.start].start..origins[range.end - 1].end;
        }
        ranges
    }
}
