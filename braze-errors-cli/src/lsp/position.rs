//! Places in a text, as an editor counts them: lines from 0, and in a line the units of an encoding.

use braze_errors_codegen::{Source, Span};
use lsp_types::{Position, PositionEncodingKind, Range};

/// What a column counts.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub(super) enum Encoding {
    /// Bytes.
    Utf8,
    /// What UTF-16 writes a character with: one unit or two.
    #[default]
    Utf16,
}

impl Encoding {
    /// The first of these that is known here; UTF-16, which every client knows, where none is.
    pub(super) fn among<'n>(mut names: impl Iterator<Item = &'n str>) -> Self {
        let known = names.find_map(|name| match name {
            "utf-8" => Some(Self::Utf8),
            "utf-16" => Some(Self::Utf16),
            _ => None,
        });
        known.unwrap_or_default()
    }

    pub(super) fn kind(self) -> PositionEncodingKind {
        match self {
            Self::Utf8 => PositionEncodingKind::UTF8,
            Self::Utf16 => PositionEncodingKind::UTF16,
        }
    }

    /// How long a text on one line is.
    pub(super) fn length(self, text: &str) -> u32 {
        clamped(match self {
            Self::Utf8 => text.len(),
            Self::Utf16 => text.encode_utf16().count(),
        })
    }

    /// The place of a byte in a page.
    pub(super) fn position(self, source: &Source, at: usize) -> Position {
        let line = source.place(at).line - 1;
        // The mark that a file may begin with counts for an editor.
        let start = if line == 0 { 0 } else { source.line(at).start };
        let character = self.length(&source.text()[start.min(at)..at]);
        Position { line: clamped(line), character }
    }

    /// The place of a span in a page.
    pub(super) fn range(self, source: &Source, span: &Span) -> Range {
        Range { start: self.position(source, span.start), end: self.position(source, span.end) }
    }

    /// The byte at a place of a text: what is behind a line's end is its end, and what is behind the text's end, that.
    pub(super) fn offset(self, text: &str, position: Position) -> usize {
        let Some(line) = line_at(text, position) else { return text.len() };
        let mut left = position.character as usize;
        for (at, char) in text[line.clone()].char_indices() {
            let units = match self {
                Self::Utf8 => char.len_utf8(),
                Self::Utf16 => char.len_utf16(),
            };
            // A place within a character is in front of it.
            if left < units {
                return line.start + at;
            }
            left -= units;
        }
        line.end
    }

    /// The bytes of a text that a range means; one that ends before it begins is empty.
    pub(super) fn span(self, text: &str, range: Range) -> Span {
        let (start, end) = (self.offset(text, range.start), self.offset(text, range.end));
        start..end.max(start)
    }
}

/// The line of a place in a text, without its end; `None` below the last one.
pub(super) fn line_at(text: &str, position: Position) -> Option<Span> {
    lines(text).nth(position.line as usize)
}

/// The lines of a text without their ends, as editors take them: LF, CRLF or CR.
fn lines(text: &str) -> impl Iterator<Item = Span> + '_ {
    let mut next = Some(0);
    std::iter::from_fn(move || {
        let start = next?;
        let end = text[start..].find(['\n', '\r']).map_or(text.len(), |end| start + end);
        next = match text.as_bytes().get(end..) {
            Some([b'\r', b'\n', ..]) => Some(end + 2),
            Some([_, ..]) => Some(end + 1),
            _ => None,
        };
        Some(start..end)
    })
}

fn clamped(number: usize) -> u32 {
    u32::try_from(number).unwrap_or(u32::MAX)
}

#[cfg(test)]
mod tests {
    use super::*;

    const TEXT: &str = "a\u{e9}\u{1f4e6}b\r\n\rlast";

    #[test]
    fn a_place_is_the_same_there_and_back() {
        for text in [TEXT, "\u{feff}| a |\n\n", "", "\n"] {
            let source = Source::new("", text);
            for encoding in [Encoding::Utf8, Encoding::Utf16] {
                for (at, _) in text.char_indices().filter(|(at, _)| !text[..*at].ends_with('\r') || *at > 10)
                {
                    let position = encoding.position(&source, at);
                    assert_eq!(encoding.offset(text, position), at, "{encoding:?} {position:?}");
                }
            }
        }
    }

    #[test]
    fn places_out_of_bounds_are_the_nearest_within() {
        let at = |encoding: Encoding, line, character| encoding.offset(TEXT, Position { line, character });
        // The box takes four bytes, or two units.
        assert_eq!([at(Encoding::Utf8, 0, 3), at(Encoding::Utf8, 0, 5), at(Encoding::Utf8, 0, 7)], [3, 3, 7]);
        assert_eq!(
            [at(Encoding::Utf16, 0, 2), at(Encoding::Utf16, 0, 3), at(Encoding::Utf16, 0, 4)],
            [3, 3, 7]
        );
        assert_eq!(
            [at(Encoding::Utf16, 0, 99), at(Encoding::Utf16, 1, 99), at(Encoding::Utf16, 9, 0)],
            [8, 10, 15]
        );
        let backwards = Range { start: Position { line: 2, character: 1 }, end: Position::default() };
        assert_eq!(Encoding::Utf16.span(TEXT, backwards), 12..12);
    }

    #[test]
    fn the_first_encoding_that_both_know_is_taken() {
        for (names, encoding) in [
            (vec!["utf-32", "utf-8", "utf-16"], Encoding::Utf8),
            (vec!["utf-16", "utf-8"], Encoding::Utf16),
            (vec![], Encoding::Utf16),
        ] {
            assert_eq!(Encoding::among(names.into_iter()), encoding);
        }
    }
}
