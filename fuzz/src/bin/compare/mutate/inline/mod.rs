//! Dense Markdown within cells: marks, tags, entities and letters of many scripts, in any order.

mod constructs;
mod words;

use fastrand::Rng;

use self::constructs::SPECIAL;
use self::words::{CODES, LETTERS, MARKS, PAIRS};
use super::{Change, any, place, row};

pub(super) const CHANGES: &[(&str, Change)] = &[
    ("a description is dense", |rng, page| {
        let pieces = rng.usize(1..8);
        let words = dense(rng, pieces);
        describe(rng, page, &words);
    }),
    ("a description is a run of marks", |rng, page| {
        let words = noise(rng);
        describe(rng, page, &words);
    }),
    ("dense words are added", |rng, page| {
        let pieces = rng.usize(1..4);
        let words = dense(rng, pieces);
        add(rng, page, &words);
    }),
    ("a construct is added", |rng, page| {
        let words = construct(rng);
        add(rng, page, &words);
    }),
    ("marks are added", |rng, page| {
        let marks = any(rng, MARKS);
        add(rng, page, marks);
    }),
    ("words are wrapped in marks", |rng, page| {
        let at = row(rng, page);
        let first = place(rng, &page[at]);
        let last = first + place(rng, &page[at][first..]);
        let (start, end) = PAIRS[rng.usize(..PAIRS.len())];
        page[at].insert_str(last, end);
        page[at].insert_str(first, start);
    }),
    ("a word is wrapped in marks", |rng, page| {
        let at = row(rng, page);
        let words: Vec<&str> = page[at].split(' ').collect();
        let index = rng.usize(..words.len());
        let (start, end) = PAIRS[rng.usize(..PAIRS.len())];
        let word = format!("{start}{}{end}", words[index]);
        page[at] = [&words[..index], &[word.as_str()], &words[index + 1..]].concat().join(" ");
    }),
    ("a code is another", |rng, page| {
        let at = row(rng, page);
        let code = any(rng, CODES);
        let end = page[at].char_indices().filter(|(_, char)| *char == '|').nth(1);
        if let Some((end, _)) = end {
            page[at] = format!("| {code} {}", &page[at][end..]);
        }
    }),
    ("letters touch a mark", |rng, page| {
        let at = row(rng, page);
        if let Some(place) = super::find(rng, &page[at], &['*', '_', '`', '<', '>', '[', ')']) {
            page[at].insert_str(place + usize::from(rng.bool()), any(rng, LETTERS));
        }
    }),
];

/// Pieces of Markdown, one behind the other.
pub(crate) fn dense(rng: &mut Rng, pieces: usize) -> String {
    let mut words = String::new();
    for index in 0..pieces {
        if index > 0 && rng.u8(..3) > 0 {
            words.push(' ');
        }
        match rng.u8(..10) {
            0..3 => words.push_str(any(rng, LETTERS)),
            3..5 => words.push_str(any(rng, MARKS)),
            5 => words.push_str(any(rng, SPECIAL)),
            _ => words.push_str(&construct(rng)),
        }
    }
    words
}

/// A well-formed construct, mostly.
fn construct(rng: &mut Rng) -> String {
    let (start, end) = PAIRS[rng.usize(..PAIRS.len())];
    let inner = match rng.u8(..6) {
        0 => {
            let (start, end) = PAIRS[rng.usize(..PAIRS.len())];
            format!("{start}{}{end}", any(rng, LETTERS))
        }
        1 => format!("{}{}", any(rng, LETTERS), any(rng, MARKS)),
        2 => format!("{} {}", any(rng, LETTERS), any(rng, LETTERS)),
        3 => any(rng, SPECIAL).to_owned(),
        _ => any(rng, LETTERS).to_owned(),
    };
    format!("{start}{inner}{end}")
}

/// Marks and letters alone.
fn noise(rng: &mut Rng) -> String {
    const ALPHABET: &[char] = &[
        '*', '*', '*', '_', '_', '~', '`', '`', '[', ']', '(', ')', '<', '>', '!', '{', '}', ':', '\\', '&',
        ';', '#', '$', '^', '"', '\'', '-', '.', ' ', ' ', ' ', 'a', 'b', 'x', '字', '가', 'ก', 'ع', 'é',
        '1', '/', '=',
    ];
    let length = rng.usize(1..14);
    (0..length).map(|_| ALPHABET[rng.usize(..ALPHABET.len())]).collect()
}

/// Replaces the description of a row.
fn describe(rng: &mut Rng, page: &mut [String], words: &str) {
    let at = row(rng, page);
    let second = page[at].char_indices().filter(|(_, char)| *char == '|').nth(1);
    if let Some((second, _)) = second {
        page[at].truncate(second);
        page[at].extend(["| ", words, " |"]);
    } else {
        page[at].push_str(words);
    }
}

/// Puts words into a line of the table.
fn add(rng: &mut Rng, page: &mut [String], words: &str) {
    let at = row(rng, page);
    let place = place(rng, &page[at]);
    page[at].insert_str(place, words);
}
