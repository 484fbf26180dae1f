//! `invisible-character`: characters that nobody sees, and texts that differ in what nobody sees.

use std::fmt::Write;

use unicode_security::skeleton;

use crate::text::escape::is_invisible;

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
            if char.is_ascii_graphic() {
                told.push(char);
            } else {
                let _ = write!(told, "[U+{:04X}]", u32::from(char));
            }
        }
        told + &text[text.len() - behind..]
    })
}
