//! Where a text is likely to have a key.

use alloc::string::String;
use alloc::vec::Vec;
use core::mem;
use core::ops::Range;

use super::word::{
    has_digit, is_id, is_link, is_permission, is_snake_case, looks_like_key, normal, says_permission, words,
};

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

/// How to find the keys that the caller has not told.
#[derive(Clone, Copy)]
pub(super) struct Guess {
    pub(super) is_unauthorized: bool,
}

/// What the name of a field says of its value, which is asked once for all that is in it.
#[derive(Clone, Copy, Default)]
pub(super) struct Field {
    /// It holds a key, or something in which there is one.
    pub(super) is_mark: bool,
    is_id: bool,
    says_permission: bool,
}

/// Where a text stands.
#[derive(Clone, Copy)]
pub(super) enum Place {
    /// It is the name of a field.
    Name,
    /// It is the value of this field, or stands in it.
    Value(Field),
}

impl Guess {
    pub(super) fn field(self, name: &str) -> Field {
        let says_permission = says_permission(name);
        let is_key = self.is_unauthorized && name.eq_ignore_ascii_case("key");
        let is_mark = !says_permission && (is_key || !marks(name).is_empty());
        Field { is_mark, is_id: is_id(name), says_permission }
    }

    /// Where a text has what is likely to be a key.
    pub(super) fn keys(self, text: &str, place: Place) -> Vec<Range<usize>> {
        let field = match place {
            Place::Value(field) if field.is_mark => return core::iter::once(0..text.len()).collect(),
            Place::Value(field) => field,
            Place::Name => Field::default(),
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
            let says_permission = field.says_permission || says_permission(text);
            let is_likely = |(position, word): (usize, &Range<usize>)| {
                let word = &text[word.clone()];
                let is_spared = match place {
                    Place::Name => is_snake_case(word),
                    Place::Value(field) => field.is_id || sentence.follows_id(position),
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
