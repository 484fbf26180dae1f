//! Masking of API keys, which the server may repeat: `401` can say `Invalid API key: <key>`.
//!
//! Which words are a key can't be known, so rather too much is masked than too little:
//!
//! - what follows `API key:` or `Bearer` in a text, and the value of a field so named,
//! - in such a text, and anywhere in a `401`, each word that looks like a key,
//! - wherever else it stands in the same body, what one of these found.

use alloc::string::{String, ToString};
use alloc::vec::Vec;
use core::mem;

use serde_json::{Map, Value};

const MASK: &str = "[masked]";

/// What a text says before it says a key.
const MARKS: [&str; 5] = ["api key", "api-key", "api_key", "apikey", "bearer"];

pub(super) struct Mask {
    is_unauthorized: bool,
    keys: Vec<String>,
}

impl Mask {
    /// So many keys are looked for in the rest of a body: a server repeats one, and a body must not cost more
    /// than its length.
    const MAX_KEYS: usize = 8;

    /// Learns the keys of a body.
    pub(super) fn new(status: u16, fields: &Map<String, Value>) -> Self {
        let mut mask = Self { is_unauthorized: status == 401, keys: Vec::new() };
        mask.learn_from_fields(fields);
        // A key that holds another one is masked as a whole.
        mask.keys.sort_by_key(|key| core::cmp::Reverse(key.len()));
        mask
    }

    fn learn_from_fields(&mut self, fields: &Map<String, Value>) {
        for (name, value) in fields {
            match value {
                Value::String(text) if has_mark(name) => self.learn(text),
                value => self.learn_from(value),
            }
        }
    }

    fn learn_from(&mut self, value: &Value) {
        match value {
            Value::String(text) => self.learn_from_text(text),
            Value::Array(values) => values.iter().for_each(|value| self.learn_from(value)),
            Value::Object(fields) => self.learn_from_fields(fields),
            Value::Null | Value::Bool(_) | Value::Number(_) => {}
        }
    }

    fn learn_from_text(&mut self, text: &str) {
        if let Some(start) = key_start(text) {
            let rest = &text[start..];
            self.learn(rest);
            self.learn(rest.split(is_delimiter).next().unwrap_or_default());
        }
        if self.suspects(text) {
            text.split(is_delimiter).filter(|word| looks_like_key(word)).for_each(|word| self.learn(word));
        }
    }

    fn learn(&mut self, key: &str) {
        // Shorter ones are words of the sentence.
        const MIN_LEN: usize = 4;
        let key = key.trim_matches(|char: char| is_delimiter(char) || ".!?".contains(char));
        let is_new = key.len() >= MIN_LEN && !self.keys.iter().any(|known| known == key);
        if is_new && self.keys.len() < Self::MAX_KEYS {
            self.keys.push(key.into());
        }
    }

    /// Says whether words that look like a key are likely to be one here.
    fn suspects(&self, text: &str) -> bool {
        self.is_unauthorized || has_mark(text)
    }

    /// Masks the values of these fields, and keys in their names.
    pub(super) fn fields(&self, fields: &mut Map<String, Value>) {
        let masked = mem::take(fields).into_iter().map(|(name, mut value)| {
            match &mut value {
                Value::String(text) if has_mark(&name) => *text = MASK.into(),
                value => self.value(value),
            }
            (self.name(name), value)
        });
        fields.extend(masked);
    }

    /// Masks a value and what is in it.
    pub(super) fn value(&self, value: &mut Value) {
        match value {
            Value::String(text) => *text = self.text(text),
            Value::Array(values) => values.iter_mut().for_each(|value| self.value(value)),
            Value::Object(fields) => self.fields(fields),
            Value::Number(number) => {
                let number = number.to_string();
                let masked = self.text(&number);
                if masked != number {
                    *value = Value::String(masked);
                }
            }
            Value::Null | Value::Bool(_) => {}
        }
    }

    /// Masks a text.
    pub(super) fn text(&self, text: &str) -> String {
        let start = key_start(text);
        let suspects = self.suspects(text);
        let mut masked = String::with_capacity(text.len());
        for piece in text[..start.unwrap_or(text.len())].split_inclusive(is_delimiter) {
            let word = piece.trim_end_matches(is_delimiter);
            let is_key = suspects && looks_like_key(word);
            masked.push_str(if is_key { MASK } else { word });
            masked.push_str(&piece[word.len()..]);
        }
        if start.is_some() {
            masked.push_str(MASK);
        }
        self.known_keys(masked)
    }

    fn name(&self, name: String) -> String {
        // The names of fields are long; a digit tells a key from them.
        let is_key = self.is_unauthorized && looks_like_key(&name) && has_digit(&name);
        if is_key { MASK.into() } else { self.known_keys(name) }
    }

    fn known_keys(&self, mut text: String) -> String {
        for key in &self.keys {
            if text.contains(key) {
                text = text.replace(key, MASK);
            }
        }
        text
    }
}

/// Says whether a text, or the name of a field, speaks of an API key.
fn has_mark(text: &str) -> bool {
    let text = text.to_ascii_lowercase();
    MARKS.iter().any(|mark| text.contains(mark))
}

/// Where the key begins in a text that announces one.
fn key_start(text: &str) -> Option<usize> {
    let lower = text.to_ascii_lowercase();
    let after = |mark: &str| lower.find(mark).map(|at| at + mark.len());
    let after_colon = |at: usize| text[at..].find([':', '=']).map(|colon| at + colon + 1);
    let key = MARKS.iter().filter_map(|mark| after(mark)).min().and_then(after_colon);
    let start = after("bearer ").into_iter().chain(key).min()?;
    let rest = text[start..].trim_start_matches(is_delimiter);
    if rest.is_empty() { None } else { Some(text.len() - rest.len()) }
}

fn is_delimiter(char: char) -> bool {
    char.is_whitespace() || "\"'`<>()[]{},;:=".contains(char)
}

/// Braze's keys are UUIDs, and test keys are long words.
fn looks_like_key(word: &str) -> bool {
    word.len() >= 16 || (word.len() >= 8 && has_digit(word))
}

fn has_digit(word: &str) -> bool {
    word.bytes().any(|byte| byte.is_ascii_digit())
}
