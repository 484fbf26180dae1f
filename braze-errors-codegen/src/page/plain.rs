//! Text that needs no parser: words, code spans between single backticks, strong emphasis between words.
//!
//! Most cells are no more than that, and pulldown-cmark costs more for a cell than all else that is done with it.

use super::inline::{Inline, Node};
use super::trim_start;
use crate::text::source::Span;

/// A row that needs no parser.
pub(super) struct Row {
    pub(super) code: Span,
    pub(super) description: Span,
    pub(super) nodes: Vec<Node>,
}

/// Reads a row of a code span and a description with a pipe in front of each; `None` of any other.
pub(super) fn row(text: &str, line: &Span) -> Option<Row> {
    let bytes = &text.as_bytes()[..line.end];
    let start = skip_spaces(bytes, pipe(bytes, line.start)?);
    let code = start..code_end(bytes, start)?;
    let start = skip_spaces(bytes, pipe(bytes, skip_spaces(bytes, code.end))?);
    let (nodes, end) = nodes(text, start, line.end, IN_TEXT | IN_ROW)?;
    let is_last = end == line.end || skip_spaces(bytes, end + 1) == line.end;
    let description = start..nodes.last()?.span.end;
    // White space that is not ASCII is taken off too, elsewhere.
    (is_last && is_trimmed(&text[description.clone()])).then_some(Row { code, description, nodes })
}

/// Says whether a text has no white space at its ends, looking at its characters only where they are not ASCII.
fn is_trimmed(text: &str) -> bool {
    match text.as_bytes() {
        [first, .., last] if first.is_ascii_graphic() && last.is_ascii_graphic() => true,
        _ => !text.starts_with(char::is_whitespace) && !text.ends_with(char::is_whitespace),
    }
}

fn skip_spaces(bytes: &[u8], from: usize) -> usize {
    let mut at = from;
    while at < bytes.len() && bytes[at] == b' ' {
        at += 1;
    }
    at
}

/// What follows the pipe that stands here.
fn pipe(bytes: &[u8], at: usize) -> Option<usize> {
    (at < bytes.len() && bytes[at] == b'|').then_some(at + 1)
}

/// Reads a cell in which kramdown and CommonMark can't but see the same; `None` of any other.
pub(super) fn read(text: &str, cell: &Span) -> Option<Vec<Node>> {
    nodes(text, cell.start, cell.end, IN_TEXT).map(|(nodes, _)| nodes)
}

/// Reads what stands here up to the end or to a pipe, if that is of the class.
fn nodes(text: &str, start: usize, end: usize, class: u8) -> Option<(Vec<Node>, usize)> {
    // A list item.
    if trim_start(&text[start..end]).starts_with('-') {
        return None;
    }
    let bytes = &text.as_bytes()[..end];
    let mut nodes = Vec::with_capacity(4);
    let mut at = start;
    loop {
        let word_start = at;
        at = words_end(bytes, at, class);
        let is_end = at == end || bytes[at] == b'|';
        let mut word_end = at;
        while is_end && class != IN_TEXT && word_end > word_start && bytes[word_end - 1] == b' ' {
            word_end -= 1;
        }
        if word_end > word_start {
            nodes.push(word(text, word_start..word_end));
        }
        if is_end {
            return Some((nodes, at));
        }
        let start = at;
        if bytes[start] == b'`' {
            at = code_end(bytes, start)?;
            let code = text[start + 1..at - 1].to_owned();
            nodes.push(Node { span: start..at, inline: Inline::Code(code) });
        } else {
            at = strong_end(&text[..end], start)?;
            let words = vec![word(text, start + 2..at - 2)];
            nodes.push(Node { span: start..at, inline: Inline::Strong(words) });
        }
    }
}

/// Where words end; what stands between them may be no ASCII, but no control character.
fn words_end(bytes: &[u8], from: usize, class: u8) -> usize {
    let mut at = end_of(bytes, from, class);
    while bytes.get(at) == Some(&LATIN) && bytes[at + 1] >= FIRST_PRINTED {
        at = end_of(bytes, at + 2, class);
    }
    at
}

fn word(text: &str, span: Span) -> Node {
    Node { inline: Inline::Text(text[span.clone()].to_owned()), span }
}

/// Where a code span ends that begins here; longer marks, and white space at its start, are for the parser to judge.
pub(super) fn code_end(bytes: &[u8], start: usize) -> Option<usize> {
    if start == bytes.len() || bytes[start] != b'`' {
        return None;
    }
    let content = start + 1;
    let close = end_of(bytes, content, IN_CODE);
    let is_code = content < close
        && close < bytes.len()
        && bytes[close] == b'`'
        && bytes[content] != b' '
        && (close + 1 == bytes.len() || bytes[close + 1] != b'`');
    is_code.then_some(close + 1)
}

/// Where strong emphasis ends that begins here, with letters or digits inside and no word right behind it.
fn strong_end(text: &str, start: usize) -> Option<usize> {
    let bytes = text.as_bytes();
    if !bytes[start..].starts_with(b"**") {
        return None;
    }
    let content = start + 2;
    let close = end_of(bytes, content, IN_TEXT | IN_ROW);
    let is_strong = bytes[close..].starts_with(b"**")
        && text[content..].starts_with(char::is_alphanumeric)
        && text[..close].ends_with(char::is_alphanumeric)
        && bytes.get(close + 2).is_none_or(|byte| matches!(byte, b' ' | b'.' | b',' | b':'));
    is_strong.then_some(close + 2)
}

/// Says whether a text holds no byte of this class.
pub(super) fn lacks(text: &str, class: u8) -> bool {
    end_of(text.as_bytes(), 0, class) == text.len()
}

/// Where the text from here on ends that holds no byte of this class.
///
/// It is a bare loop because an iterator costs several times as much where this crate is built without optimisation.
pub(super) fn end_of(bytes: &[u8], from: usize, class: u8) -> usize {
    let class_of = &CLASSES;
    let mut at = from;
    while let Some(&[a, b, c, d, e, f, g, h]) = bytes[at..].first_chunk() {
        let first = class_of[a as usize] | class_of[b as usize] | class_of[c as usize] | class_of[d as usize];
        let last = class_of[e as usize] | class_of[f as usize] | class_of[g as usize] | class_of[h as usize];
        if (first | last) & class != 0 {
            break;
        }
        at += 8;
    }
    while at < bytes.len() && class_of[bytes[at] as usize] & class == 0 {
        at += 1;
    }
    at
}

/// May begin something in text.
pub(super) const IN_TEXT: u8 = 1;
/// May end a code span, or stand for something else in it.
const IN_CODE: u8 = 2;
/// Ends a cell of a row.
const IN_ROW: u8 = 16;
/// May begin something for kramdown that CommonMark takes for text.
pub(super) const MARK: u8 = 4;
/// Is a control character, or may begin one of two bytes.
pub(super) const CONTROL: u8 = 8;
/// Is no ASCII character.
pub(super) const NOT_ASCII: u8 = 32;

/// Begins U+0080 to U+00BF, whose second byte tells the control characters, which come first, from others.
const LATIN: u8 = 0xC2;
const FIRST_PRINTED: u8 = 0xA0;

/// The classes of each byte.
static CLASSES: [u8; 256] = {
    let mut classes = [NOT_ASCII; 256];
    classes[LATIN as usize] = IN_TEXT | IN_CODE | CONTROL | NOT_ASCII;
    let mut byte = 0;
    while byte < 0x80 {
        classes[byte as usize] = classes_of(byte);
        byte += 1;
    }
    classes
};

const fn classes_of(byte: u8) -> u8 {
    match byte {
        b'`' | b'<' => IN_TEXT | IN_CODE | MARK,
        b'*' | b'_' | b'~' | b'$' | b'[' | b']' | b'&' => IN_TEXT | MARK,
        b'\\' => IN_TEXT,
        b'{' => IN_TEXT | IN_CODE,
        b'|' => IN_ROW,
        _ if byte.is_ascii_control() => IN_TEXT | IN_CODE | CONTROL,
        _ => 0,
    }
}
