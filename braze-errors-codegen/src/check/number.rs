//! `number`: numbers that differ from the source's, however they are grouped and whatever digits they have.

use std::borrow::Cow;
use std::collections::{HashMap, HashSet};

use icu_properties::CodePointMapData;
use icu_properties::props::GeneralCategory;

use super::code_span;
use super::compare::{Difference, Item, Subject};
use super::inlines::parts;
use super::number_format::Grouping;
use super::pair::Pair;
use super::spelled;
use crate::finding::{Finding, Rule};
use crate::markdown::{Description, Inline};
use crate::text::number::{is_cased, numbers_in};
use crate::text::source::{Source, Span};

pub(super) fn check(pair: &Pair<'_>) -> Option<Finding> {
    let (page, source_page) = (&pair.page.source, &pair.source_page.source);
    let numbers = [of(source_page, pair.source), of(page, pair.translation)];
    let mut difference = Difference::between(numbers, |number| &number.item.key)?;
    let Difference { missing, unknown } = &mut difference;
    settle(unknown, missing);
    settle(missing, unknown);
    drop_words(&mut difference);
    let Difference { missing, unknown } = &mut difference;
    // Of code that isn't written as such, `code-span` tells.
    for (numbers, places) in [&mut *missing, &mut *unknown].into_iter().zip(code_span::in_texts(pair)) {
        numbers.retain(|number| {
            let behind = places.partition_point(|place| place.start <= number.item.span.start);
            places[..behind].last().is_none_or(|place| place.end < number.item.span.end)
        });
    }
    let of_source = spelled::numbers(pair.source, pair.source_locale, pair.locale);
    let of_translation = spelled::numbers(pair.translation, pair.locale, pair.source_locale);
    missing.retain(|number| !of_translation.contains(&*number.item.key));
    unknown.retain(|number| !of_source.contains(&*number.item.key));
    if difference.is_empty() {
        return None;
    }
    let finding = difference
        .map(|number| number.item.clone())
        .finding(pair, Subject { rule: Rule::Number, noun: "number", mark: "" })
        .help("write the source's numbers, grouped as your language groups them: `1,912`, `1.912`");
    Some(match difference.single().and_then(|(unknown, missing)| mend(pair, unknown, missing)) {
        Some((span, number)) => finding.fix(span, number),
        None => finding,
    })
}

/// What stands in the place of the one number that differs.
fn mend(pair: &Pair<'_>, unknown: &Number<'_>, missing: &Number<'_>) -> Option<(Span, String)> {
    let is_whole = unknown.multiplied.is_none() && missing.multiplied.is_none();
    let Item { shown, span, .. } = &unknown.item;
    // An entity may hide where exactly the number stands.
    let is_there = pair.page.source.text()[span.clone()] == **shown;
    let is_grouped = missing.item.shown.chars().any(|char| value(char).is_none());
    let grouping = if is_grouped { Grouping::of(pair.locale) } else { Grouping::none(pair.locale) };
    (is_whole && is_there).then(|| (span.clone(), grouping.write_like(&missing.item.key, shown)))
}

/// A number of a text.
#[derive(Clone)]
pub(super) struct Number<'a> {
    pub(super) item: Item<'a>,
    /// The word that its digits are a part of, where it could be said without them: `RFC#`, `#XX`.
    pub(super) word: Option<String>,
    /// What it is with the word for ten thousand behind it: 100000, for `10 萬`.
    multiplied: Option<String>,
}

/// The numbers of a description that stand outside of code and link targets.
pub(super) fn of<'a>(
    page: &'a Source,
    description: &'a Description,
) -> impl Iterator<Item = Number<'a>> + Clone {
    let texts = description.pieces().filter_map(|node| match &node.inline {
        Inline::Text(text) => Some((&node.span, text)),
        _ => None,
    });
    texts.flat_map(|(piece, text)| {
        let place = parts(page, piece, text);
        numbers_in(text, |char| value(char).is_some()).map(move |number| {
            let shown = &text[number.clone()];
            let key = digits(shown);
            Number {
                word: word(&text[..number.start], &text[number.end..]),
                multiplied: multiplied(&key, &text[number.end..]),
                item: Item { key, shown, span: place(number) },
            }
        })
    })
}

/// The value of a digit of any script.
pub(super) fn value(char: char) -> Option<u32> {
    if char.is_ascii() {
        return char.to_digit(10);
    }
    if !char.is_numeric() {
        return None;
    }
    let category = CodePointMapData::<GeneralCategory>::new();
    let is_digit = |code: u32| category.get32(code) == GeneralCategory::DecimalNumber;
    let code = u32::from(char);
    // Unicode has the ten digits of each script in a row, and no other digits right in front of a zero but some more
    // of ten.
    is_digit(code)
        .then(|| (0..code).rev().take_while(|code| is_digit(*code)).fold(0, |value, _| (value + 1) % 10))
}

/// The digits of a number, as ASCII has them and without its grouping.
fn digits(number: &str) -> Cow<'_, str> {
    if number.bytes().all(|byte| byte.is_ascii_digit()) {
        return Cow::Borrowed(number);
    }
    number.chars().filter_map(|char| char::from_digit(value(char)?, 10)).collect()
}

/// What ordinal numbers end in.
const ORDINALS: [&str; 17] =
    ["st", "nd", "rd", "th", "er", "re", "e", "ère", "ème", "ième", "º", "ª", "o", "a", "ste", "te", "ter"];

/// The word that digits are a part of, where a translation may say it without them.
///
/// What stands in front of digits makes a name of them. A unit, as in `4KB`, doesn't: the number counts.
fn word(before: &str, behind: &str) -> Option<String> {
    let letters = |text: &str| text.chars().take_while(|char| is_cased(*char)).map(char::len_utf8).sum();
    let start: usize = before.chars().rev().take_while(|char| is_cased(*char)).map(char::len_utf8).sum();
    let (before, behind) = (&before[before.len() - start..], &behind[..letters(behind)]);
    if !before.is_empty() {
        return Some(format!("{}#{}", before.to_lowercase(), behind.to_lowercase()));
    }
    match behind.to_lowercase().as_str() {
        "xx" => Some("#xx".to_owned()),
        suffix if ORDINALS.contains(&suffix) => Some("#th".to_owned()),
        _ => None,
    }
}

/// A number with the zeros of the word behind it: CLDR's compact formats have these words.
fn multiplied(digits: &str, behind: &str) -> Option<String> {
    let zeros = match behind.trim_start().chars().next()? {
        '千' | '천' => 3,
        '万' | '萬' | '만' => 4,
        '億' | '亿' | '억' => 8,
        '兆' | '조' => 12,
        _ => return None,
    };
    Some(format!("{digits}{}", "0".repeat(zeros)))
}

/// Takes numbers away that, read in another way, are what others say: `10 萬` is 100,000, and `400,401` may be two.
fn settle(numbers: &mut Vec<Number<'_>>, others: &mut Vec<Number<'_>>) {
    if numbers.is_empty() || others.is_empty() {
        return;
    }
    let mut left: HashMap<Cow<'_, str>, usize> = HashMap::new();
    for other in others.iter() {
        *left.entry(other.item.key.clone()).or_default() += 1;
    }
    let mut take = |keys: &[String]| {
        let are_left = keys.iter().all(|key| left.get(key.as_str()).is_some_and(|count| *count > 0));
        for key in keys.iter().filter(|_| are_left) {
            left.entry(Cow::Owned(key.clone())).and_modify(|count| *count = count.saturating_sub(1));
        }
        are_left
    };
    numbers.retain(|number| {
        let groups = number.item.shown.split(|char| value(char).is_none());
        let groups: Vec<String> = groups.map(|group| digits(group).into_owned()).collect();
        let is_said = number.multiplied.clone().is_some_and(|multiplied| take(&[multiplied]));
        !is_said && (groups.len() < 2 || !take(&groups))
    });
    others.retain(|other| match left.get_mut(&other.item.key) {
        Some(count) if *count > 0 => {
            *count -= 1;
            true
        }
        _ => false,
    });
}

/// Drops numbers that are a part of a word, unless both texts have the word with other digits.
fn drop_words(Difference { missing, unknown }: &mut Difference<Number<'_>>) {
    let words = |numbers: &[Number<'_>]| -> HashSet<String> {
        numbers.iter().filter_map(|number| number.word.clone()).collect()
    };
    let (of_source, of_translation) = (words(missing), words(unknown));
    let counts = |number: &Number<'_>, words: &HashSet<String>| {
        number.word.as_ref().is_none_or(|word| words.contains(word))
    };
    missing.retain(|number| counts(number, &of_translation));
    unknown.retain(|number| counts(number, &of_source));
}
