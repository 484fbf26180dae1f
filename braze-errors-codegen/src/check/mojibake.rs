//! `mojibake`: text that was decoded with the wrong encoding.

use std::borrow::Cow;
use std::collections::BTreeSet;

use crate::finding::{Finding, Rule};
use crate::markdown::shown;
use crate::page::Page;
use crate::text::source::Span;

/// What Windows-1252 has in place of the C1 controls, from 0x80 on; where it has nothing, the control stands.
const WINDOWS_1252: [char; 32] = [
    '€', '\u{81}', '‚', 'ƒ', '„', '…', '†', '‡', 'ˆ', '‰', 'Š', '‹', 'Œ', '\u{8d}', 'Ž', '\u{8f}', '\u{90}',
    '‘', '’', '“', '”', '•', '–', '—', '˜', '™', 'š', '›', 'œ', '\u{9d}', 'ž', 'Ÿ',
];

/// So many different characters, decoded from the bytes of UTF-8, are no accident.
const FEWEST_CHARACTERS: usize = 3;

/// Finds it anywhere on a page, once where the whole page is meant, else once in each line; says whether all of it is.
pub(super) fn check(page: &Page, findings: &mut Vec<Finding>) -> bool {
    let text = page.source.text();
    let beyond = beyond_ascii(text);
    if let Some(meant) = decoded(&text[beyond.clone()]).filter(|meant| meant.contains('\n')) {
        findings.push(whole_page(page, beyond, &meant));
        return true;
    }
    let (mendable, lost): (Vec<Piece>, Vec<Piece>) =
        pieces(text).into_iter().partition(|piece| piece.mended.is_some());
    for line in lines(text, &mendable) {
        let span = span(line);
        let words = words(text, span.clone());
        let finding = Finding::new(Rule::Mojibake, &page.source, span.clone())
            .message(format!(
                "found `{}`, which was decoded with the wrong encoding",
                shown(&text[words.clone()])
            ))
            .help(format!("write `{}`, and save the page as UTF-8", shown(&mended(text, words, line))));
        findings.push(finding.fix(span.clone(), mended(text, span, line)));
    }
    for line in lines(text, &lost) {
        let span = span(line);
        let lost = text[span.clone()].chars().next().map_or(0, u32::from);
        findings.push(
            Finding::new(Rule::Mojibake, &page.source, span.clone())
                .message(format!(
                    "found U+{lost:04X} in `{}`, where a character was lost",
                    shown(&text[words(text, span)])
                ))
                .help("write the character that stood there, and save the page as UTF-8"),
        );
    }
    false
}

/// The finding of a page that was decoded wrongly as a whole, where this means that.
fn whole_page(page: &Page, span: Span, meant: &str) -> Finding {
    let text = page.source.text();
    let before = &text[words(text, span.clone()).start..span.start];
    let first = |text: &str| {
        let line = text.lines().next().unwrap_or_default();
        shown(&format!("{before}{}", line.split(' ').next().unwrap_or_default())).into_owned()
    };
    Finding::new(Rule::Mojibake, &page.source, span.clone())
        .message(format!(
            "found a page that was decoded with the wrong encoding as a whole, such as `{}`; expected `{}`",
            first(&text[span.clone()]),
            first(meant)
        ))
        .help("restore the page, or run `braze-errors check --fix`, which mends all of it; then save it as UTF-8")
        .fix(span, meant)
}

/// From the first character beyond ASCII to the last one.
fn beyond_ascii(text: &str) -> Span {
    let mut others = text.char_indices().filter(|(_, char)| !char.is_ascii());
    let Some((start, first)) = others.next() else { return 0..0 };
    let (end, last) = others.next_back().unwrap_or((start, first));
    start..end + last.len_utf8()
}

/// What a text means whose characters are all the bytes of UTF-8, read as Windows-1252, if enough of them are.
fn decoded(text: &str) -> Option<String> {
    // In a right text most such characters stand alone.
    if text.chars().nth(1).is_none_or(|char| char.is_ascii()) {
        return None;
    }
    let once = |text: &str| String::from_utf8(text.chars().map(windows_1252).collect::<Option<_>>()?).ok();
    let mut meant = once(text)?;
    // What was decoded wrongly more than once is decoded as often; each time it gets shorter.
    while let Some(again) = once(&meant).filter(|_| !meant.is_ascii()) {
        meant = again;
    }
    let characters: BTreeSet<char> = meant.chars().filter(|char| !char.is_ascii()).collect();
    (characters.len() >= FEWEST_CHARACTERS).then_some(meant)
}

/// A text with its wrong encoding mended.
pub(super) fn mend(text: &str) -> Cow<'_, str> {
    let pieces = pieces(text);
    if pieces.is_empty() { Cow::Borrowed(text) } else { Cow::Owned(mended(text, 0..text.len(), &pieces)) }
}

/// A piece of a text that was decoded with the wrong encoding.
struct Piece {
    span: Span,
    /// What was meant, where that can be told.
    mended: Option<String>,
    /// No page means what stands there.
    is_sure: bool,
}

/// The pieces of a text, of which those that may be meant are left out where their line doesn't tell that they aren't.
fn pieces(text: &str) -> Vec<Piece> {
    let (mut pieces, mut line) = (Vec::new(), 0);
    for end in text.match_indices(['\n', '\r']).map(|(end, _)| end).chain([text.len()]) {
        if !text[line..end].is_ascii() {
            pieces.extend(pieces_of_line(text, line..end));
        }
        line = end + 1;
    }
    // What was decoded wrongly more than once is mended as often; each time it gets shorter.
    for mended in pieces.iter_mut().filter_map(|piece| piece.mended.as_mut()) {
        if let Cow::Owned(again) = mend(mended) {
            *mended = again;
        }
    }
    pieces
}

fn pieces_of_line(text: &str, line: Span) -> Vec<Piece> {
    let beyond = beyond_ascii(&text[line.clone()]);
    let span = line.start + beyond.start..line.start + beyond.end;
    if let Some(meant) = decoded(&text[span.clone()]) {
        return vec![Piece { span, mended: Some(meant), is_sure: true }];
    }
    let mut pieces: Vec<Piece> = Vec::new();
    // A line that holds a right character was not decoded wrongly as a whole.
    let (mut at, mut has_right) = (line.start, false);
    while let Some(length) = text.as_bytes()[at..line.end].iter().position(|byte| !byte.is_ascii()) {
        at += length;
        let Some(char) = text[at..].chars().next() else { break };
        let rest = &text[at..line.end];
        let (mended, length, is_sure) = match decode(rest) {
            Some((mended, length)) if is_likely(mended, &text[..at]) => {
                (Some(mended), length, mended == '\u{a0}' || !may_be_meant(&text[..at], rest))
            }
            // A control that belongs to such a character is no character of its own.
            Some((_, length)) if rest[..length].contains(is_lost) => (None, length, true),
            _ if is_lost(char) => (from_control(char), char.len_utf8(), true),
            _ => {
                let Some(length) = lost_space(rest) else {
                    has_right = true;
                    at += char.len_utf8();
                    continue;
                };
                (Some('à'), length, text[..at].ends_with(char::is_lowercase))
            }
        };
        let span = at..at + length;
        at = span.end;
        match (pieces.last_mut(), mended) {
            (Some(Piece { span: before, mended: Some(words), is_sure: known }), Some(mended))
                if before.end == span.start =>
            {
                before.end = span.end;
                words.push(mended);
                *known |= is_sure;
            }
            (_, mended) => pieces.push(Piece { span, mended: mended.map(String::from), is_sure }),
        }
    }
    if has_right || !pieces.iter().any(|piece| piece.is_sure) {
        pieces.retain(|piece| piece.is_sure);
    }
    pieces
}

/// The length of an `à` that was decoded wrongly and whose no-break space became a space or went, where one begins a text.
///
/// A space that parts it from what follows stays, as it does where spaces in a row became one.
fn lost_space(text: &str) -> Option<usize> {
    let behind = text.strip_prefix('Ã')?;
    let is_swallowed = [" ", ",", ".", ")"]
        .iter()
        .any(|mark| behind.strip_prefix(' ').is_some_and(|rest| rest.starts_with(mark)));
    (behind.is_empty() || behind.starts_with(' ')).then(|| 'Ã'.len_utf8() + usize::from(is_swallowed))
}

/// The character whose bytes in UTF-8 a text begins with, read as Windows-1252, and how long they are there.
fn decode(text: &str) -> Option<(char, usize)> {
    let mut chars = text.chars();
    // The first byte of such a character is a letter in Windows-1252.
    let mut bytes = [u8::try_from(chars.next()?).ok()?, 0, 0, 0];
    let width = match bytes[0] {
        0xc2..=0xdf => 2,
        0xe0..=0xef => 3,
        0xf0..=0xf4 => 4,
        _ => return None,
    };
    for byte in &mut bytes[1..width] {
        *byte = windows_1252(chars.next()?)?;
    }
    let mended = std::str::from_utf8(&bytes[..width]).ok()?.chars().next()?;
    Some((mended, text.len() - chars.as_str().len()))
}

/// The byte of a character in Windows-1252.
fn windows_1252(char: char) -> Option<u8> {
    match u8::try_from(char) {
        Ok(byte) => Some(byte),
        Err(_) => (0x80..).zip(WINDOWS_1252).find_map(|(byte, other)| (other == char).then_some(byte)),
    }
}

/// Says whether a page is likely to mean this character, rather than the ones that stand there.
///
/// French `é »` with a no-break space and German `Ü“` would come out as letters from far away.
fn is_likely(mended: char, before: &str) -> bool {
    match mended {
        // No word goes on with a capital `Â` and a space.
        '\u{a0}' => before.ends_with(|char: char| char.is_lowercase() || char.is_ascii_digit()),
        '\u{a1}'..='\u{17f}' => mended.is_alphabetic(),
        '\u{2000}'..='\u{206f}' | '€' | '™' => true,
        _ => false,
    }
}

/// Says whether the capital letter and the mark that a text begins with may be right all the same: the end of a word in
/// capitals, or a word such as `Å`, and what stands behind it.
fn may_be_meant(before: &str, text: &str) -> bool {
    // No capital stands behind a small letter, and behind `â` no such mark.
    let mut chars = text.chars();
    !before.ends_with(char::is_lowercase)
        && chars.next().is_some_and(char::is_uppercase)
        && chars.next().is_some_and(|mark| {
            matches!(
                mark,
                '…' | '–'
                    | '—'
                    | '‘'
                    | '’'
                    | '‚'
                    | '“'
                    | '”'
                    | '„'
                    | '‹'
                    | '›'
                    | '«'
                    | '»'
                    | '•'
                    | '†'
                    | '‡'
                    | '´'
                    | '·'
                    | '°'
                    | '¹'
                    | '²'
                    | '³'
                    | '®'
                    | '™'
                    | '\u{a0}'
            )
        })
}

/// Says whether no page means this character.
fn is_lost(char: char) -> bool {
    matches!(char, '\u{80}'..='\u{9f}' | char::REPLACEMENT_CHARACTER)
}

/// What a control stands for that was a byte in Windows-1252.
fn from_control(char: char) -> Option<char> {
    let byte = usize::from(u8::try_from(char).ok()?);
    WINDOWS_1252.get(byte.checked_sub(0x80)?).copied().filter(|char| !char.is_control())
}

/// The pieces of each line.
fn lines<'p>(text: &str, pieces: &'p [Piece]) -> impl Iterator<Item = &'p [Piece]> {
    pieces.chunk_by(|one, other| !text[one.span.end..other.span.start].contains(['\n', '\r']))
}

/// All pieces, and what stands between them.
fn span(pieces: &[Piece]) -> Span {
    pieces[0].span.start..pieces[pieces.len() - 1].span.end
}

/// A span with the words that it begins and ends in.
fn words(text: &str, span: Span) -> Span {
    let before = text[..span.start].trim_end_matches(char::is_alphanumeric);
    let behind = text[span.end..].trim_start_matches(char::is_alphanumeric);
    before.len()..text.len() - behind.len()
}

/// What of a text is meant.
fn mended(text: &str, span: Span, pieces: &[Piece]) -> String {
    let (mut mended, mut at) = (String::new(), span.start);
    for piece in pieces {
        mended.push_str(&text[at..piece.span.start]);
        mended.push_str(piece.mended.as_deref().unwrap_or(&text[piece.span.clone()]));
        at = piece.span.end;
    }
    mended + &text[at..span.end]
}

#[cfg(test)]
mod tests {
    use super::mend;

    #[test]
    fn what_windows_1252_made_of_utf_8_is_mended() {
        for (found, expected) in [
            ("companyâ€™s", "company’s"),
            ("â€œquotedâ€\u{9d} â€“ 10 â‚¬, Brazeâ„¢", "“quoted” – 10 €, Braze™"),
            ("dÃ©jÃ\u{a0} vu", "déjà vu"),
            ("Ã„rger, MaÃŸ, aÃ§Ã£o, Å“uvre, 1Âº", "Ärger, Maß, ação, œuvre, 1º"),
            ("companyÃ¢â‚¬â„¢s", "company’s"),
            ("companyâ\u{80}\u{99}s, company\u{92}s", "company’s, company’s"),
            ("75Â\u{a0}ID, objetÂ\u{a0}: MÃ–BEL", "75\u{a0}ID, objet\u{a0}: MÖBEL"),
            ("« dÃ©jÃ\u{a0} vu »", "« déjà vu »"),
            ("MaÃŸ\nÃ„rger", "Maß\nÃ„rger"),
            ("cÅ“ur, connaÃ®tre, dÂ\u{a0}", "cœur, connaître, d\u{a0}"),
            ("dÃ©jÃ vu", "déjà vu"),
            ("dÃ©jÃ  vu, Ã  peine dÃ©jÃ , voilÃ  : (voilÃ )", "déjà vu, à peine déjà, voilà : (voilà)"),
            ("| voilÃ  |", "| voilà |"),
            ("voilÃ\nvoilÃ", "voilà\nvoilà"),
            ("å°\u{8f}åŒ…ã\u{81}¯", "小包は"),
        ] {
            assert_eq!(mend(found), expected);
        }
    }

    #[test]
    fn right_text_is_left_alone() {
        for text in [
            "« l’été\u{a0}», « é\u{a0}»",
            "„TÜ“, „QUALITÄ“, “AMANHÔ",
            "Ã, â, Å and ÃÃ",
            "Å… nei",
            "BLÅ’s, BLÅ’S and BLÅ–GUL",
            "MAÇÃ–PÃO",
            "„Ã–A“, «SÅ»: 5 Å², NYÅ® and Å\u{a0}s",
            "Ã sozinho",
            "naïve – “quoted” … €5, Braze™, 1\u{202f}912",
            "日本語, кириллица, Ďéèļď",
            // What was an arrow and a letter of Hiragana can't be told byte by byte.
            "â\u{86}\u{92}, ã\u{81}\u{82}",
        ] {
            assert_eq!(mend(text), text);
        }
    }
}
