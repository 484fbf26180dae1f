//! What a description is made of, one piece after the other.

use std::ops::Range;

use crate::page::{Inline, Node};
use crate::source::{Source, Span};

/// Every piece of a description in page order, each before what it holds.
pub(super) fn inlines(description: &[Node]) -> impl Iterator<Item = &Node> {
    let mut open = vec![description.iter()];
    std::iter::from_fn(move || {
        loop {
            let Some(node) = open.last_mut()?.next() else {
                open.pop();
                continue;
            };
            if let Inline::Strong(nodes) | Inline::Emphasis(nodes) | Inline::Item(nodes) = &node.inline {
                open.push(nodes.iter());
            } else if let Inline::Link { target, words, .. } = &node.inline {
                // The words of `<https://…>` are its target.
                let is_bare =
                    matches!(words.as_slice(), [Node { inline: Inline::Text(text), .. }] if text == target);
                if !is_bare {
                    open.push(words.iter());
                }
            }
            return Some(node);
        }
    })
}

/// Where a part of a piece's text stands: the piece, where escapes or entities hide the exact place.
pub(super) fn part(source: &Source, piece: &Span, text: &str, part: Range<usize>) -> Span {
    let written = &source.text()[piece.clone()];
    if written.starts_with(&text[..part.end]) {
        piece.start + part.start..piece.start + part.end
    } else if written.ends_with(&text[part.start..]) {
        piece.end - (text.len() - part.start)..piece.end - (text.len() - part.end)
    } else {
        piece.clone()
    }
}
