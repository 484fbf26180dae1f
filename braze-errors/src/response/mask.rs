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

use alloc::string::{String, ToString};
use alloc::vec::Vec;
use core::mem;
use core::ops::Range;

use serde_json::{Map, Value};

use super::MESSAGES;

const MASK: &str = "[masked]";

/// What announces a key, as [`normal`] writes it.
const MARKS: [&str; 4] = ["apikey", "appgroupid", "authorization", "bearer"];

/// What a key can be said to lack, or to have: no key follows a colon after one of these.
const HARMLESS: [&str; 10] = [
    "permission",
    "permissions",
    "scope",
    "scopes",
    "access",
    "endpoint",
    "endpoints",
    "see",
    "docs",
    "link",
];

/// How a key is sent, which a body may repeat in front of it.
const SCHEMES: [&str; 4] = ["basic", "bearer", "digest", "token"];

pub(super) struct Mask {
    guess: Option<Guess>,
    /// What is masked wherever it stands, as [`normal`] writes it.
    keys: Vec<String>,
}

/// How to find the keys that the caller has not told.
#[derive(Clone, Copy)]
struct Guess {
    is_unauthorized: bool,
}

/// Where a text stands.
#[derive(Clone, Copy)]
enum Place<'a> {
    /// It is the name of a field.
    Name,
    /// It is the value of the field of this name, or stands in it.
    Value(&'a str),
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
            fields.get(name).into_iter().for_each(|message| mask.learn_from(guess, message, name));
        }
        mask.learn_from_fields(guess, fields);
        mask
    }

    fn learn_from_fields(&mut self, guess: Guess, fields: &Map<String, Value>) {
        for (name, value) in fields {
            self.learn_from_text(guess, name, Place::Name);
            self.learn_from(guess, value, name);
        }
    }

    fn learn_from(&mut self, guess: Guess, value: &Value, name: &str) {
        match value {
            Value::Array(values) => values.iter().for_each(|value| self.learn_from(guess, value, name)),
            // A field in a field that announces a key is part of what is announced.
            Value::Object(fields) if guess.is_mark(name) => {
                fields.values().for_each(|value| self.learn_from(guess, value, name));
            }
            Value::Object(fields) => self.learn_from_fields(guess, fields),
            Value::String(text) => self.learn_from_text(guess, text, Place::Value(name)),
            Value::Number(number) => self.learn_from_text(guess, &number.to_string(), Place::Value(name)),
            Value::Null | Value::Bool(_) => {}
        }
    }

    fn learn_from_text(&mut self, guess: Guess, text: &str, place: Place<'_>) {
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
        let masked = mem::take(fields).into_iter().map(|(name, mut value)| {
            self.value(&mut value, &name);
            (self.text(&name, Place::Name), value)
        });
        fields.extend(masked);
    }

    /// Masks the value of the field of this name, and what is in it.
    pub(super) fn value(&self, value: &mut Value, name: &str) {
        match value {
            Value::Array(values) => values.iter_mut().for_each(|value| self.value(value, name)),
            Value::Object(fields) if self.guess.is_some_and(|guess| guess.is_mark(name)) => {
                let masked = mem::take(fields).into_iter().map(|(inner, mut value)| {
                    self.value(&mut value, name);
                    (self.text(&inner, Place::Name), value)
                });
                fields.extend(masked);
            }
            Value::Object(fields) => self.fields(fields),
            Value::String(text) => *text = self.text(text, Place::Value(name)),
            Value::Number(number) => {
                let number = number.to_string();
                let masked = self.text(&number, Place::Value(name));
                if masked != number {
                    *value = Value::String(masked);
                }
            }
            Value::Null | Value::Bool(_) => {}
        }
    }

    /// Masks the server's message.
    pub(super) fn message(&self, text: &str) -> String {
        self.text(text, Place::Value("message"))
    }

    fn text(&self, text: &str, place: Place<'_>) -> String {
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

impl Guess {
    /// Says whether a field of this name holds a key, or something in which there is one.
    fn is_mark(self, name: &str) -> bool {
        !says_permission(name)
            && (!marks(name).is_empty() || (self.is_unauthorized && name.eq_ignore_ascii_case("key")))
    }

    /// Where a text has what is likely to be a key.
    fn keys(self, text: &str, place: Place<'_>) -> Vec<Range<usize>> {
        let field = match place {
            Place::Value(name) if self.is_mark(name) => return core::iter::once(0..text.len()).collect(),
            Place::Value(name) => name,
            Place::Name => "",
        };
        let words: Vec<Range<usize>> = words(text).collect();
        let mut marks = marks(text);
        if self.is_unauthorized {
            let is_key = |word: &Range<usize>| text[word.clone()].eq_ignore_ascii_case("key");
            marks.extend((0..words.len()).filter(|word| is_key(&words[*word])));
            marks.sort_unstable();
            marks.dedup();
        }
        let sentence = Sentence { text, words, marks };
        let mut keys: Vec<Range<usize>> = sentence.announced(matches!(place, Place::Name)).collect();
        if self.is_unauthorized || !sentence.marks.is_empty() {
            let says_permission = says_permission(text) || says_permission(field);
            let is_likely = |(position, word): (usize, &Range<usize>)| {
                let word = &text[word.clone()];
                let is_spared = match place {
                    Place::Name => is_snake_case(word),
                    Place::Value(name) => is_id(name) || sentence.follows_id(position),
                };
                let is_harmless = is_link(word) || (says_permission && is_permission(word));
                looks_like_key(word) && !is_spared && !is_harmless
            };
            let likely = sentence.words.iter().enumerate().filter(|word| is_likely(*word));
            keys.extend(likely.map(|(_, word)| word.clone()));
        }
        keys
    }
}

/// A text with its words, and those of them that end an announcement, by position.
struct Sentence<'a> {
    text: &'a str,
    words: Vec<Range<usize>>,
    marks: Vec<usize>,
}

impl Sentence<'_> {
    /// Where the text has what its announcements are followed by.
    fn announced(&self, is_name: bool) -> impl Iterator<Item = Range<usize>> {
        let nexts = self.marks.iter().skip(1).copied().chain([self.words.len()]);
        self.marks.iter().copied().zip(nexts).filter_map(move |(mark, next_mark)| {
            let first = mark + 1;
            let is_bearer = self.is_word(mark, &["bearer"]);
            // `Bearer token: …`
            let first = if is_bearer && self.is_word(first, &["token"]) { first + 1 } else { first };
            self.words.get(first)?;
            let gap = self.gap(first - 1);
            // An apostrophe right after the word, as in `the API key's owner`, quotes nothing.
            let is_quoted = gap.starts_with(char::is_whitespace) && gap.contains(['"', '\'', '`']);
            if gap.contains([':', '=']) || is_quoted || (is_name && !self.is_harmless(first)) {
                return self.clause(mark, first, next_mark);
            }
            if is_bearer {
                return Some(self.words[first].clone());
            }
            let colon = (first..next_mark.min(self.words.len() - 1))
                .take_while(|word| !self.is_harmless(*word) && !self.ends_clause(*word))
                .find(|word| self.gap(*word).contains([':', '=']));
            if let Some(word) = colon {
                return self.clause(mark, word + 1, next_mark);
            }
            let next = self.words[first].clone();
            (self.text[next.clone()].len() >= 4 && has_digit(&self.text[next.clone()])).then_some(next)
        })
    }

    /// The clause that begins with this word and ends before the next announcement; what an `Authorization` is followed
    /// by is all one.
    fn clause(&self, mark: usize, first: usize, next_mark: usize) -> Option<Range<usize>> {
        let start = self.words[first].start;
        if is_link(&self.text[self.words[first].clone()]) {
            return None;
        }
        let quoted = self.text[..start].chars().next_back().filter(|char| "\"'`".contains(*char));
        let quoted = quoted.and_then(|quote| self.text[start..].find(quote));
        if let Some(length) = quoted {
            return Some(start..start + length);
        }
        let is_header = normal(&self.text[self.words[mark].clone()]).contains("authorization");
        let is_last = |word: &usize| !is_header && self.ends_clause(*word);
        let last = (first..next_mark).find(is_last).unwrap_or(first.max(next_mark - 1));
        let end = self.words[last].end;
        let trimmed = self.text[start..end].trim_end_matches(['.', '!', '?']);
        Some(if trimmed.is_empty() { start..end } else { start..start + trimmed.len() })
    }

    /// What stands between a word and the next one.
    fn gap(&self, word: usize) -> &str {
        let end = self.words.get(word + 1).map_or(self.text.len(), |next| next.start);
        &self.text[self.words[word].end..end]
    }

    fn ends_clause(&self, word: usize) -> bool {
        self.text[self.words[word].clone()].ends_with(['.', '!', '?'])
            || self.gap(word).contains([',', ';', '\n', ')', ']', '}'])
    }

    fn is_word(&self, word: usize, of: &[&str]) -> bool {
        let word = self.words.get(word).map(|word| normal(&self.text[word.clone()]));
        word.is_some_and(|word| of.contains(&word.trim_end_matches('.')))
    }

    fn is_harmless(&self, word: usize) -> bool {
        self.is_word(word, &HARMLESS)
    }

    /// Says whether the word in front says that this one is an ID: `request ID …`, `request_id: …`.
    fn follows_id(&self, word: usize) -> bool {
        let Some(before) = word.checked_sub(1) else { return false };
        self.marks.binary_search(&before).is_err() && is_id(&self.text[self.words[before].clone()])
    }
}

/// The positions of the words that end an announcement, which can be several words: `API key`.
fn marks(text: &str) -> Vec<usize> {
    // A longer word is no part of an announcement of several, but can be one by itself.
    const MAX_LEN: usize = 24;
    let mut marks = Vec::new();
    let mut before = [String::new(), String::new()];
    for (position, word) in words(text).enumerate() {
        if is_link(&text[word.clone()]) {
            before = <[String; 2]>::default();
            continue;
        }
        let word: String = normal(&text[word]).chars().filter(|char| char.is_alphanumeric()).collect();
        let joined = if word.len() > MAX_LEN { word.clone() } else { before.concat() + &word };
        if MARKS.iter().any(|mark| joined.contains(mark) && !before.concat().contains(mark)) {
            marks.push(position);
        }
        before = [mem::take(&mut before[1]), if word.len() > MAX_LEN { String::new() } else { word }];
    }
    marks
}

/// The words of a text; a link is one.
fn words(text: &str) -> impl Iterator<Item = Range<usize>> {
    let mut at = 0;
    core::iter::from_fn(move || {
        at = text.len() - text[at..].trim_start_matches(is_delimiter).len();
        let rest = &text[at..];
        let link = &rest[..rest.find(ends_link).unwrap_or(rest.len())];
        let length = if is_link(link) { link.len() } else { rest.find(is_delimiter).unwrap_or(rest.len()) };
        let word = at..at + length;
        at = word.end;
        (length > 0).then_some(word)
    })
}

fn is_delimiter(char: char) -> bool {
    char.is_whitespace() || "\"'`<>()[]{},;:=".contains(char)
}

fn ends_link(char: char) -> bool {
    char.is_whitespace() || "\"'`<>()[]{}".contains(char)
}

/// Says whether a word is a link, in which no key is handed over.
fn is_link(word: &str) -> bool {
    let Some((scheme, rest)) = word.split_once("://") else { return false };
    let is_scheme = scheme.eq_ignore_ascii_case("https") || scheme.eq_ignore_ascii_case("http");
    is_scheme && !rest.contains(['@', '?'])
}

/// In lower case and without dashes, as the same key may be written.
fn normal(text: &str) -> String {
    text.chars().flat_map(normal_chars).collect()
}

fn normal_chars(char: char) -> impl Iterator<Item = char> {
    char.to_lowercase().filter(|char| *char != '-')
}

/// Braze's keys are UUIDs, and test keys are long words.
fn looks_like_key(word: &str) -> bool {
    word.len() >= 16 || (word.len() >= 8 && has_digit(word))
}

fn has_digit(word: &str) -> bool {
    word.bytes().any(|byte| byte.is_ascii_digit())
}

/// Says whether a name is made of several words, as those of fields are: `attributes_processed`.
fn is_snake_case(name: &str) -> bool {
    let is_word = |word: &str| !word.is_empty() && word.bytes().all(|byte| byte.is_ascii_lowercase());
    name.contains('_') && name.split('_').all(is_word)
}

/// Says whether a name is that of an ID, which looks like a key: `request_id`, `requestId`.
fn is_id(name: &str) -> bool {
    let own = name.eq_ignore_ascii_case("id");
    own || ["_id", "-id", "_ID", "-ID", "-Id", "Id"].iter().any(|end| name.ends_with(end))
}

fn says_permission(text: &str) -> bool {
    let text = text.to_ascii_lowercase();
    text.contains("permission") || text.contains("scope")
}

/// Says whether a word has the form of a permission's name: `users.export.segment`.
fn is_permission(word: &str) -> bool {
    let is_part =
        |part: &str| !part.is_empty() && part.bytes().all(|byte| byte.is_ascii_lowercase() || byte == b'_');
    let word = word.trim_end_matches('.');
    word.contains('.') && word.split('.').all(is_part)
}
