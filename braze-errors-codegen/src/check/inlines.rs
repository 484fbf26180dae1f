//! What a description is made of, one piece after the other.

use std::ops::Range;

use crate::page::{Inline, Node};
use crate::text::source::{Source, Span};

/// Every piece of a description in page order, each before what it holds.
pub(crate) fn inlines(description: &[Node]) -> impl Iterator<Item = &Node> + Clone {
    let mut innermost = description.iter();
    // Most descriptions hold nothing within anything, and need no memory for what is open.
    let mut open = Vec::new();
    std::iter::from_fn(move || {
        loop {
            let Some(node) = innermost.next() else {
                innermost = open.pop()?;
                continue;
            };
            if let Inline::Strong(nodes) | Inline::Emphasis(nodes) | Inline::Item(nodes) = &node.inline {
                open.push(std::mem::replace(&mut innermost, nodes.iter()));
            } else if let Inline::Link { target, words, .. } = &node.inline {
                // The words of `<https://…>` are its target.
                let is_bare =
                    matches!(words.as_slice(), [Node { inline: Inline::Text(text), .. }] if text == target);
                if !is_bare {
                    open.push(std::mem::replace(&mut innermost, words.iter()));
                }
            }
            return Some(node);
        }
    })
}

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
