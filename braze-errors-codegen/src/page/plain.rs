//! Text that needs no parser: words, code spans between single backticks, strong emphasis between words.
//!
//! Most cells are no more than that, and pulldown-cmark costs more for a cell than all else that is done with it.

use super::inline::{Inline, Node};
use super::trim;
use crate::source::Span;

/// Reads a cell in which kramdown and CommonMark can't but see the same; `None` of any other.
pub(super) fn read(text: &str, cell: &Span) -> Option<Vec<Node>> {
    // A list item.
    if trim(&text[cell.clone()]).starts_with('-') {
        return None;
    }
    let bytes = &text.as_bytes()[..cell.end];
    let mut nodes = Vec::with_capacity(4);
    let mut at = cell.start;
    loop {
        let start = at;
        at = end_of(bytes, at, IN_TEXT);
        if at > start {
            nodes.push(word(text, start..at));
        }
        if at == bytes.len() {
            return Some(nodes);
        }
        let span;
        if bytes[at] == b'`' {
            span = at..code_end(bytes, at)?;
            nodes.push(Node { span: span.clone(), inline: Inline::Code(text[at + 1..span.end - 1].to_owned()) });
        } else {
            span = at..strong_end(&bytes[cell.start..], at - cell.start)? + cell.start;
            let words = vec![word(text, at + 2..span.end - 2)];
            nodes.push(Node { span: span.clone(), inline: Inline::Strong(words) });
        }
        at = span.end;
    }
}

fn word(text: &str, span: Span) -> Node {
    Node { inline: Inline::Text(text[span.clone()].to_owned()), span }
}

/// Where a code span ends that begins here; longer marks, and white space within them, are for the parser to judge.
pub(super) fn code_end(bytes: &[u8], start: usize) -> Option<usize> {
    let content = start + 1;
    let close = end_of(bytes, content, IN_CODE);
    let is_code = content < close
        && close < bytes.len()
        && bytes[close] == b'`'
        && bytes[content] != b' '
        && bytes[close - 1] != b' '
        && (close + 1 == bytes.len() || bytes[close + 1] != b'`');
    is_code.then_some(close + 1)
}

/// Where strong emphasis ends that begins here, with a letter or digit on the inner sides of its marks and none on
/// the outer ones.
fn strong_end(cell: &[u8], start: usize) -> Option<usize> {
    let content = start + 2;
    let close = end_of(cell, content, IN_TEXT);
    let is_edge = |byte: Option<&u8>| byte.is_none_or(|byte| matches!(byte, b' ' | b'.' | b',' | b':'));
    let is_strong = content < close
        && &cell[start..content] == b"**"
        && cell[close..].starts_with(b"**")
        && cell[content].is_ascii_alphanumeric()
        && cell[close - 1].is_ascii_alphanumeric()
        && is_edge(cell[..start].last())
        && is_edge(cell.get(close + 2));
    is_strong.then_some(close + 2)
}

/// Says whether a text holds nothing but words.
pub(super) fn is_words(text: &str) -> bool {
    end_of(text.as_bytes(), 0, IN_TEXT) == text.len()
}

/// Says whether a text holds no control character, so that it needs no look at its characters.
pub(super) fn has_no_controls(text: &str) -> bool {
    end_of(text.as_bytes(), 0, CONTROL) == text.len()
}

/// Where the text from here on ends that holds no byte of this class.
///
/// It is a bare loop because an iterator costs several times as much where this crate is built without optimisation.
pub(super) fn end_of(bytes: &[u8], from: usize, class: u8) -> usize {
    let mut at = from;
    while at < bytes.len() && CLASSES[bytes[at] as usize] & class == 0 {
        at += 1;
    }
    at
}

/// May begin something in text.
pub(super) const IN_TEXT: u8 = 1;
/// May end a code span, or stand for something else in it.
const IN_CODE: u8 = 2;
/// May tell where a row's cells end.
pub(super) const IN_ROW: u8 = 16;
/// May begin something for kramdown that CommonMark takes for text.
pub(super) const MARK: u8 = 4;
/// Is an ASCII control character.
pub(super) const CONTROL: u8 = 8;

/// The classes of each byte.
static CLASSES: [u8; 256] = {
    let mut classes = [0; 256];
    let mut byte = 0;
    while byte < 128 {
        classes[byte as usize] = classes_of(byte);
        byte += 1;
    }
    classes
};

const fn classes_of(byte: u8) -> u8 {
    match byte {
        b'`' | b'<' => IN_TEXT | IN_CODE | IN_ROW | MARK,
        b'*' | b'_' | b'~' | b'$' | b'[' | b']' | b'&' => IN_TEXT | MARK,
        b'\\' => IN_TEXT | IN_CODE | IN_ROW,
        b'{' => IN_TEXT | IN_CODE,
        b'|' => IN_ROW,
        _ if byte.is_ascii_control() => IN_TEXT | IN_CODE | CONTROL,
        _ => 0,
    }
}
