//! Rows: what they say in any language, and how they are written in one.

use std::collections::{HashMap, HashSet};

use super::dice::Dice;
use super::locale::Tongue;
use super::words::{ADJECTIVES, ENDINGS, FIELDS, MARKS, NOUNS, PATHS, STATUSES, WORDS};

/// How many of a hundred rows repeat the code of an earlier one.
const DUPLICATES: usize = 10;

/// What one row says in any language.
#[derive(Debug)]
pub(super) struct PlannedRow {
    code: String,
    sentences: Vec<Vec<Part>>,
    /// Its sentences are a list's items, all but the first.
    is_list: bool,
}

/// A part of a sentence.
#[derive(Debug)]
enum Part {
    Word(usize),
    Bold(usize),
    Link(usize, &'static str),
    Code(&'static str),
    Number(usize),
}

impl PlannedRow {
    /// As many rows as are asked for; the first is a class of statuses.
    pub(super) fn all(count: usize, dice: &mut Dice) -> Vec<Self> {
        let mut rows: Vec<Self> = Vec::with_capacity(count);
        let mut messages = HashSet::new();
        let mut repeated: HashMap<String, usize> = HashMap::new();
        for index in 0..count {
            if index == 0 {
                rows.push(Self::new("5XX Internal Server Error".to_owned(), None, dice));
                continue;
            }
            if index > 1 && dice.percent(DUPLICATES) {
                let code = rows[dice.between(1, index - 1)].code.clone();
                let times = repeated.entry(code.clone()).or_default();
                if let Some(mark) = MARKS.get(*times) {
                    *times += 1;
                    rows.push(Self::new(code, Some(mark), dice));
                    continue;
                }
            }
            let message = loop {
                let message = message(dice);
                if messages.insert(message.clone()) {
                    break message;
                }
            };
            rows.push(Self::new(format!("{} {message}", dice.pick(STATUSES)), None, dice));
        }
        rows
    }

    fn new(code: String, mark: Option<&'static str>, dice: &mut Dice) -> Self {
        let is_list = dice.percent(8);
        let (mut length, wanted) = (0, dice.between(60, 140));
        let mut sentences = Vec::new();
        let mut mark = mark;
        while length < wanted {
            let mut sentence = Vec::new();
            for _ in 0..dice.between(5, 10) {
                let part = match mark.take() {
                    Some(mark) if sentence.is_empty() => Part::Code(mark),
                    _ => Part::draw(dice),
                };
                length += part.length() + 1;
                sentence.push(part);
                // Two parts that aren't words don't touch, so that a number stays one.
                let word = Part::Word(dice.below(WORDS.len()));
                length += word.length() + 1;
                sentence.push(word);
                if length >= wanted {
                    break;
                }
            }
            sentences.push(sentence);
        }
        Self { code, sentences, is_list }
    }

    pub(super) fn code(&self) -> &str {
        &self.code
    }

    pub(super) fn write(&self, tongue: &Tongue, out: &mut String) {
        out.extend(["| `", &self.code, "` | ", &self.description(tongue), " |\n"]);
    }

    pub(super) fn description(&self, tongue: &Tongue) -> String {
        let mut out = String::new();
        for (index, sentence) in self.sentences.iter().enumerate() {
            match index {
                0 => {}
                1 if self.is_list => out.push_str("<br><br>- "),
                _ if self.is_list => out.push_str("<br>- "),
                _ => out.push(' '),
            }
            write_sentence(sentence, tongue, &mut out);
        }
        out
    }
}

fn write_sentence(sentence: &[Part], tongue: &Tongue, out: &mut String) {
    let mut was_word = true;
    for (index, part) in sentence.iter().enumerate() {
        let is_word = matches!(part, Part::Word(_));
        if index > 0 {
            out.push_str(if is_word && was_word { tongue.space() } else { " " });
        }
        was_word = is_word;
        match part {
            Part::Word(word) if index == 0 => {
                let mut chars = tongue.word(*word).chars();
                out.extend(chars.next().into_iter().flat_map(char::to_uppercase));
                out.push_str(chars.as_str());
            }
            Part::Word(word) => out.push_str(tongue.word(*word)),
            Part::Bold(word) => out.extend(["**", tongue.word(*word), "**"]),
            Part::Link(word, path) => {
                out.extend(["[", tongue.word(*word), "]({{site.baseurl}}", path, ")"]);
            }
            Part::Code(code) => out.extend(["`", code, "`"]),
            Part::Number(number) => out.push_str(&tongue.number(*number)),
        }
    }
    out.push_str(tongue.stop());
}

impl Part {
    fn draw(dice: &mut Dice) -> Self {
        match dice.below(100) {
            0..6 => Self::Code(dice.pick(FIELDS)),
            6..9 => Self::Number(dice.between(2, 99_999)),
            9..11 => Self::Link(dice.below(WORDS.len()), dice.pick(PATHS)),
            11..13 => Self::Bold(dice.below(WORDS.len())),
            _ => Self::Word(dice.below(WORDS.len())),
        }
    }

    /// Its length in English.
    fn length(&self) -> usize {
        match self {
            Self::Word(word) => WORDS[*word].len(),
            Self::Bold(word) => WORDS[*word].len() + 4,
            Self::Link(word, path) => WORDS[*word].len() + path.len() + 20,
            Self::Code(code) => code.len() + 2,
            Self::Number(_) => 6,
        }
    }
}

/// A message of two to four words.
fn message(dice: &mut Dice) -> String {
    let mut words = vec![dice.pick(ADJECTIVES), dice.pick(NOUNS)];
    match dice.below(3) {
        0 => {}
        1 => words.push(dice.pick(ENDINGS)),
        _ => {
            let noun = dice.pick(NOUNS);
            words.extend([noun, dice.pick(ENDINGS)]);
        }
    }
    words.join(" ")
}
