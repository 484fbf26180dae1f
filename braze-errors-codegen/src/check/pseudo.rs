//! `pseudo`: a row of a pseudo-locale that no longer says what the source says.

use std::borrow::Cow;
use std::ops::Range;

use unicode_normalization::UnicodeNormalization;
use unicode_normalization::char::is_combining_mark;

use super::inlines::parts;
use super::mojibake;
use super::pair::Pair;
use crate::finding::{Finding, Rule};
use crate::markdown::{Description, Inline};
use crate::pseudo::pseudo;
use crate::text::source::{Source, Span};

pub(super) fn check(pair: &Pair<'_>) -> Option<Finding> {
    let (source, translation) = (Wording::new(pair.source), Wording::new(pair.translation));
    let (expected, found) = (source.letters(), translation.letters());
    let equal = expected.iter().zip(&found).take_while(|(one, other)| one.folded == other.folded).count();
    let (expected, found) = (expected.get(equal), found.get(equal));
    let message = match (found, expected) {
        (None, None) => return None,
        (Some(found), Some(expected)) => {
            format!("found `{}` where the source says `{}`", translation.word(found), source.word(expected))
        }
        (Some(found), None) => format!("found `{}` where the source's text ends", translation.word(found)),
        (None, Some(expected)) => {
            format!("found no more text where the source says `{}`", source.word(expected))
        }
    };
    let span = match found {
        Some(found) => translation.span(found, &pair.page.source),
        None => pair.translation.span.clone(),
    };
    Some(
        pair.finding(Rule::Pseudo, span)
            .message(message)
            .help("write what the source says, in accented letters"),
    )
}

/// A finding in a pseudo-locale's row, with the one right mend: the description that the source's row gives.
///
/// It is made of the description in a table of its own: no table is made of a row without its header.
pub(super) fn mend(pair: &Pair<'_>, finding: Finding) -> Finding {
    const ABOVE: &str = "| | |\n|---|---|\n| `400 A` | ";
    const BEHIND: &str = " |\n";
    if !pair.source_page.has_whole_descriptions() {
        return finding;
    }
    let (source, whole, part) = (pair.source_page.source.text(), pair.source_span, &pair.source.span);
    let (above, behind) = match pair.row {
        Some(_) => (ABOVE, BEHIND),
        None => (&source[whole.start..part.start], &source[part.end..whole.end]),
    };
    let mended = pseudo(&[above, &source[part.clone()], behind].concat(), pair.source_page.dialect);
    match mended.strip_prefix(above).and_then(|mended| mended.strip_suffix(behind)) {
        Some(description) => finding.fix(pair.translation.span.clone(), description),
        None => finding,
    }
}

/// The words of a description and of its code, without links' targets.
struct Wording<'a> {
    pieces: Vec<(&'a Span, Cow<'a, str>)>,
}

/// A letter without case and accents.
struct Letter {
    folded: char,
    piece: usize,
    at: usize,
    /// Another letter stands right in front of it.
    is_joined: bool,
}

impl<'a> Wording<'a> {
    fn new(description: &'a Description) -> Self {
        let pieces = description
            .pieces()
            .filter_map(|node| match &node.inline {
                Inline::Text(text) | Inline::Code(text) => Some((&node.span, mojibake::mend(text))),
                _ => None,
            })
            .collect();
        Self { pieces }
    }

    /// The text's letters, those that are doubled as one.
    fn letters(&self) -> Vec<Letter> {
        let mut letters: Vec<Letter> = Vec::new();
        for (piece, (_, text)) in self.pieces.iter().enumerate() {
            let mut is_joined = false;
            for (at, char) in text.char_indices().filter(|(_, char)| !is_combining_mark(*char)) {
                for folded in fold(char) {
                    letters.push(Letter { folded, piece, at, is_joined });
                    is_joined = true;
                }
                is_joined &= char.is_alphabetic();
            }
        }
        // Pseudo pages write `úý` for a long `u`.
        let is_u = |letter: Option<&Letter>| letter.is_some_and(|letter| letter.folded == 'u');
        let long_u: Vec<usize> = (0..letters.len())
            .filter(|at| {
                let is_behind = letters[*at].is_joined && is_u(letters[..*at].last());
                let is_before = is_u(letters.get(at + 1).filter(|next| next.is_joined));
                letters[*at].folded == 'y' && (is_behind || is_before)
            })
            .collect();
        for at in long_u {
            letters[at].folded = 'u';
        }
        letters.dedup_by_key(|letter| letter.folded);
        letters
    }

    fn word_range(&self, letter: &Letter) -> Range<usize> {
        let text = &self.pieces[letter.piece].1;
        let before = text[..letter.at].trim_end_matches(char::is_alphanumeric);
        let behind = text[letter.at..].trim_start_matches(char::is_alphanumeric);
        before.len()..text.len() - behind.len()
    }

    /// The word that a letter stands in.
    fn word(&self, letter: &Letter) -> &str {
        &self.pieces[letter.piece].1[self.word_range(letter)]
    }

    /// Where that word stands.
    fn span(&self, letter: &Letter, source: &Source) -> Span {
        let (span, text) = &self.pieces[letter.piece];
        parts(source, span, text)(self.word_range(letter))
    }
}

/// What is left of a character without case and accents: nothing, unless it is a letter.
fn fold(char: char) -> impl Iterator<Item = char> {
    char.to_lowercase()
        .nfd()
        .filter(|char| char.is_alphabetic() && !is_combining_mark(*char))
        .map(|char| if char == 'æ' { 'a' } else { char })
}
