//! Where parts of a description's text stand.

use std::ops::Range;

use crate::text::source::{Source, Span};

/// Where the parts of a piece's text stand: the whole piece, where escapes or entities hide the exact place.
pub(super) fn parts(
    source: &Source,
    piece: &Span,
    text: &str,
) -> impl Fn(Range<usize>) -> Span + Clone + use<> {
    let written = &source.text()[piece.clone()];
    let equal = |(one, other): &(u8, u8)| one == other;
    let (before, behind) = if written == text {
        (text.len(), text.len())
    } else {
        (
            written.bytes().zip(text.bytes()).take_while(equal).count(),
            written.bytes().rev().zip(text.bytes().rev()).take_while(equal).count(),
        )
    };
    let (piece, length) = (piece.clone(), text.len());
    move |part| {
        if part.end <= before {
            piece.start + part.start..piece.start + part.end
        } else if length - part.start <= behind {
            piece.end - (length - part.start)..piece.end - (length - part.end)
        } else {
            piece.clone()
        }
    }
}
