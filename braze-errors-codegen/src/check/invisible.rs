//! `invisible-character`: characters that nobody sees, and texts that differ in what nobody sees.

use std::borrow::Cow;
use std::fmt::Write;

use unicode_security::skeleton;

use crate::finding::{Finding, Rule};
use crate::page::Page;
use crate::text::escape::{is_invisible, with_unseen};
use crate::text::source::Span;

/// Says whether two texts that differ look alike: in white space, in letters of other scripts, or in how accents are
/// written.
pub(super) fn look_alike(one: &str, other: &str) -> bool {
    one != other && seen(one).eq(seen(other))
}

/// What is seen of a text.
fn seen(text: &str) -> impl Iterator<Item = char> {
    skeleton(text)
        .filter(|char| !is_invisible(*char))
        .map(|char| if char.is_whitespace() { ' ' } else { char })
}

/// Two texts that look alike, in which what differs is named: `send\u{2010}at` as `send[U+2010]at`.
pub(super) fn told_apart(one: &str, other: &str) -> [String; 2] {
    let is_equal = |(one, other): &(char, char)| one == other;
    let before: usize =
        one.chars().zip(other.chars()).take_while(is_equal).map(|(char, _)| char.len_utf8()).sum();
    let behind: usize = one[before..]
        .chars()
        .rev()
        .zip(other[before..].chars().rev())
        .take_while(is_equal)
        .map(|(char, _)| char.len_utf8())
        .sum();
    [one, other].map(|text| {
        let mut told = text[..before].to_owned();
        for char in text[before..text.len() - behind].chars() {
            if char.is_ascii_graphic() || char == ' ' {
                told.push(char);
            } else {
                let _ = write!(told, "[U+{:04X}]", u32::from(char));
            }
        }
        told + &text[text.len() - behind..]
    })
}

/// Finds invisible characters anywhere on a page, once in each line, but for those in a code that has a finding.
pub(super) fn check(page: &Page, told: &[Finding], findings: &mut Vec<Finding>) {
    let text = page.source.text();
    let codes = told.iter().filter(|finding| finding.rule == Rule::ChangedCode);
    let codes: Vec<&Span> = codes.map(|finding| &finding.span).collect();
    let is_told = |at: usize| {
        codes.get(codes.partition_point(|code| code.end <= at)).is_some_and(|code| code.start <= at)
    };
    let found: Vec<(usize, char)> =
        text.char_indices().filter(|(at, char)| !is_meant(*char, &text[..*at]) && !is_told(*at)).collect();
    for line in found.chunk_by(|(one, _), (other, _)| !text[*one..*other].contains(['\n', '\r'])) {
        let ((start, first), (last, _)) = (line[0], line[line.len() - 1]);
        let span = start..last + first.len_utf8();
        let is_of_word =
            |char: char| char.is_alphanumeric() || is_invisible(char) || matches!(char, '_' | '-');
        let word = text[..start].trim_end_matches(is_of_word).len();
        let word_end = text.len() - text[start..].trim_start_matches(is_of_word).len();
        findings.push(
            Finding::new(Rule::InvisibleCharacter, &page.source, span.clone())
                .message(format!(
                    "found U+{:04X} in `{}`, which nobody sees",
                    u32::from(first),
                    with_unseen(&text[word..word_end])
                ))
                .help("delete it")
                .fix(
                    span.clone(),
                    text[span].chars().filter(|char| !is_zero_width(*char)).collect::<String>(),
                ),
        );
    }
}

/// Says whether a character may stand behind a text: one that is seen, or that the script or the emoji needs.
fn is_meant(char: char, before: &str) -> bool {
    // Hebrew to Burmese, Khmer and Mongolian, and what emoji are made of.
    let needs_it = |char: char| matches!(char, '\u{590}'..='\u{109f}' | '\u{1780}'..='\u{18af}' | '\u{2600}'..='\u{27bf}' | '\u{fe00}'..='\u{fe0f}' | '\u{1f000}'..='\u{1faff}');
    !is_zero_width(char)
        || before.is_empty() && char == '\u{feff}'
        || before.chars().next_back().is_some_and(needs_it)
}

/// Says whether a character takes no place. A soft hyphen may take one.
fn is_zero_width(char: char) -> bool {
    is_invisible(char) && char != '\u{ad}'
}

/// A text without what nobody sees.
pub(super) fn visible(text: &str) -> Cow<'_, str> {
    if text.contains(is_invisible) {
        Cow::Owned(text.chars().filter(|char| !is_invisible(*char)).collect())
    } else {
        Cow::Borrowed(text)
    }
}
