//! A text as words and what translators are not to change.

use std::ops::Range;

use crate::exchange::{Text, plain};
use crate::markdown::{Inline, Node};

/// A piece of a text.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) enum Piece {
    Words(String),
    /// A code span, a break, a variable or the like, as the page writes it.
    Mark(String),
    /// What begins and ends a link or emphasis, with what stands between.
    Pair {
        open: String,
        inner: Vec<Piece>,
        close: String,
    },
}

/// The pieces of a text, which are together what the page writes.
pub(super) fn pieces(text: Text<'_>) -> Vec<Piece> {
    let mut pieces = Vec::new();
    let description = text.description;
    // The call may name the columns of a description in another order than the page has.
    let mut nodes: Vec<&Node> = description.nodes.iter().filter(|node| !node.span.is_empty()).collect();
    nodes.sort_by_key(|node| node.span.start);
    cut(text.page.source.text(), nodes, description.span.clone(), &mut pieces);
    pieces
}

/// Cuts a part of a page that these nodes stand in.
fn cut<'n>(
    page: &str,
    nodes: impl IntoIterator<Item = &'n Node>,
    part: Range<usize>,
    pieces: &mut Vec<Piece>,
) {
    let mut at = part.start;
    for Node { span, inline } in nodes {
        if span.start < at || span.end > part.end {
            continue;
        }
        between(&page[at..span.start], pieces);
        at = span.end;
        let written = &page[span.clone()];
        match (inline, inline.children()) {
            (Inline::Text(_), _) => words(written, pieces),
            (Inline::Item(_), nodes) => cut(page, nodes, span.clone(), pieces),
            (_, [first, ..]) => {
                let end = inline.children().last().map_or(first.span.end, |last| last.span.end);
                let within = first.span.start..end;
                if within.start < span.start || within.end > span.end || within.start > within.end {
                    pieces.push(Piece::Mark(plain(written)));
                    continue;
                }
                let mut inner = Vec::new();
                cut(page, inline.children(), within.clone(), &mut inner);
                let [open, close] =
                    [span.start..within.start, within.end..span.end].map(|mark| plain(&page[mark]));
                pieces.push(Piece::Pair { open, inner, close });
            }
            _ => pieces.push(Piece::Mark(plain(written))),
        }
    }
    between(&page[at..part.end], pieces);
}

/// What stands between two nodes: white space and dashes are the list's, anything else is HTML.
fn between(written: &str, pieces: &mut Vec<Piece>) {
    if written.is_empty() {
        return;
    }
    let is_plain = matches!(written.trim(), "" | "-");
    pieces.push(if is_plain { Piece::Words(plain(written)) } else { Piece::Mark(plain(written)) });
}

/// Words, in which the variables of Liquid are marks.
fn words(written: &str, pieces: &mut Vec<Piece>) {
    let mut push = |text: &str, piece: fn(String) -> Piece| {
        if !text.is_empty() {
            pieces.push(piece(plain(text)));
        }
    };
    let mut rest = written;
    while let Some(start) = rest.find("{{") {
        let Some(end) = rest[start..].find("}}").map(|end| start + end + 2) else { break };
        push(&rest[..start], Piece::Words);
        push(&rest[start..end], Piece::Mark);
        rest = &rest[end..];
    }
    push(rest, Piece::Words);
}
