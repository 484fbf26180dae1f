//! The look-ups that every catalog has, over those that are generated.

use core::cmp::Ordering;
use core::slice;

use crate::{CatalogError, CatalogLocale, Status};

/// [`CatalogError::lookup`].
#[inline]
pub fn lookup<E: CatalogError>(status: u16, code: &str) -> &'static [E] {
    match E::lookup_exact(status, code) {
        [] => nearest(status, code),
        rows => rows,
    }
}

/// The rows where none has exactly this status and code.
fn nearest<E: CatalogError>(status: u16, code: &str) -> &'static [E] {
    let own = || E::by_status(Status::Code(status));
    first([&|| E::lookup_exact(0, code), &|| of_status(status), &|| like(own(), code), &|| {
        like(E::by_status(Status::Any), code)
    }])
}

/// [`CatalogError::lookup_number`].
pub fn lookup_number<E: CatalogError>(status: u16, code: i64) -> &'static [E] {
    let mut digits = [0; 20];
    let text = decimal(code, &mut digits);
    let is_same = |row: &&E| number(row.message()) == Some(code);
    let of = |status: Status| E::by_status(status).iter().find(is_same).map_or(&[][..], |row| group(*row));
    first([
        &|| E::lookup_exact(status, text),
        &|| E::lookup_exact(0, text),
        &|| of(Status::Code(status)),
        &|| of(Status::Any),
        &|| of_status(status),
    ])
}

/// What the first of these finds that finds something.
fn first<E: 'static, const N: usize>(ways: [&dyn Fn() -> &'static [E]; N]) -> &'static [E] {
    ways.iter().map(|find| find()).find(|rows| !rows.is_empty()).unwrap_or_default()
}

/// The rows of a status of which no code is said, else all of its class.
fn of_status<E: CatalogError>(status: u16) -> &'static [E] {
    match E::lookup_exact(status, "") {
        [] => u8::try_from(status / 100).map_or(&[], |digit| E::by_status(Status::Class(digit))),
        rows => rows,
    }
}

/// Of these rows, those with the code that a server's words come nearest to; or the one of them that the words pick.
fn like<E: CatalogError>(rows: &'static [E], words: &str) -> &'static [E] {
    let fits = rows.iter().filter_map(|row| Some((fit(words, row.message())?, *row)));
    // Of equal fits the first one counts.
    let rows = fits.min_by_key(|(fit, _)| *fit).map_or(&[][..], |(_, row)| group(row));
    let mut picked = rows.iter().filter(|row| is_picked(**row, rows, |hint| contains_word(words, hint)));
    match (picked.next(), picked.next()) {
        (Some(row), None) => slice::from_ref(row),
        _ => rows,
    }
}

/// Says whether a code span that a row has alone among several is one that the server wrote, as `send_at` can be.
pub(crate) fn is_picked<E: CatalogError>(row: E, rows: &[E], is_written: impl Fn(&str) -> bool) -> bool {
    let is_own =
        |hint: &&str| !rows.iter().any(|other| *other != row && code_spans(*other).any(|span| span == *hint));
    // A word such as `time` says nothing: any sentence may hold it.
    let is_name = |hint: &&str| !hint.bytes().all(|byte| byte.is_ascii_alphabetic());
    code_spans(row).filter(is_own).filter(is_name).any(is_written)
}

/// The code spans of a row, which the plain text has between backticks.
fn code_spans<E: CatalogError>(row: E) -> impl Iterator<Item = &'static str> {
    row.text(E::Locale::SOURCE).split('`').skip(1).step_by(2)
}

pub(crate) fn contains_word(text: &str, word: &str) -> bool {
    let is_part = |char: char| char.is_alphanumeric() || char == '_';
    text.match_indices(word)
        .any(|(at, _)| !text[..at].ends_with(is_part) && !text[at + word.len()..].starts_with(is_part))
}

/// The rows with the status and the code of this one, which is of one status or of any.
fn group<E: CatalogError>(row: E) -> &'static [E] {
    let status = if let Status::Code(status) = row.status() { status } else { 0 };
    E::lookup_exact(status, row.message())
}

/// How a documented code stands in a server's words; what comes first fits better.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub(crate) enum Fit {
    /// They are the code, but for case, white space and punctuation.
    Whole,
    /// They are the code, followed by a colon and so many bytes.
    Prefix(usize),
}

/// Says how a documented code stands in a server's words, if it does.
pub(crate) fn fit(words: &str, code: &str) -> Option<Fit> {
    let rest = rest_after(words, code)?;
    let fit = if !rest.contains(char::is_alphanumeric) {
        Fit::Whole
    } else if rest.trim_start().starts_with(':') {
        Fit::Prefix(rest.len())
    } else {
        return None;
    };
    // A number's signs are more than punctuation.
    let said = &words[..words.len() - rest.len()];
    let is_same = number(code).is_none_or(|own| number(said.trim_start_matches(is_filler)) == Some(own));
    is_same.then_some(fit)
}

/// Says whether a character before a number is none of it.
fn is_filler(char: char) -> bool {
    !char.is_alphanumeric() && char != '-'
}

/// What follows a documented code in a server's words, which write it in any case and punctuation.
fn rest_after<'a>(words: &'a str, code: &str) -> Option<&'a str> {
    let mut rest = words.chars();
    let mut is_empty = true;
    for expected in code.chars().filter(|char| char.is_alphanumeric()) {
        is_empty = false;
        let found = rest.find(|char| char.is_alphanumeric())?;
        if !found.to_lowercase().eq(expected.to_lowercase()) {
            return None;
        }
    }
    (!is_empty).then_some(rest.as_str())
}

/// The number that a code is: `131001`, `-32700`, `0x02`.
fn number(code: &str) -> Option<i64> {
    let (is_negative, digits) = code.strip_prefix('-').map_or((false, code), |digits| (true, digits));
    let (radix, digits) = match digits.strip_prefix("0x").or_else(|| digits.strip_prefix("0X")) {
        Some(digits) => (16, digits),
        None => (10, digits),
    };
    // The parser takes a sign of its own.
    if !digits.starts_with(|char: char| char.is_ascii_hexdigit()) {
        return None;
    }
    let number = i128::from(u64::from_str_radix(digits, radix).ok()?);
    i64::try_from(if is_negative { -number } else { number }).ok()
}

/// A number in decimal, of which none has more than 20 characters.
fn decimal(number: i64, digits: &mut [u8; 20]) -> &str {
    let mut start = digits.len();
    let mut rest = number.unsigned_abs();
    loop {
        start -= 1;
        digits[start] = b'0' + u8::try_from(rest % 10).unwrap_or_default();
        rest /= 10;
        if rest == 0 {
            break;
        }
    }
    if number < 0 {
        start -= 1;
        digits[start] = b'-';
    }
    core::str::from_utf8(&digits[start..]).unwrap_or_default()
}

/// The rows of a sorted list that compare as equal.
pub(crate) fn equal_range<E>(rows: &'static [E], compare: impl Fn(&E) -> Ordering) -> &'static [E] {
    let start = rows.partition_point(|row| compare(row).is_lt());
    let end = start + rows[start..].partition_point(|row| compare(row).is_eq());
    &rows[start..end]
}
