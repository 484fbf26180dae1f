//! Code spans.

use std::ops::Range;

use crate::text::white::is_space;

/// What a backtick begins.
pub(super) enum CodeSpan {
    /// A code span: all of it, and what stands in it.
    Code { range: Range<usize>, content: Range<usize> },
    /// A backtick between white space, which is text up to this offset.
    Lone(usize),
    /// Backticks without their partners, up to this offset.
    Unclosed(usize),
}

/// Reads what the backticks at this offset begin, in this part of a text.
pub(super) fn parse(text: &str, at: usize, within: Range<usize>) -> CodeSpan {
    let part = &text[..within.end];
    let marks = part[at..].bytes().take_while(|byte| *byte == b'`').count();
    let inner = at + marks;
    let follows_space = at == within.start || part[within.start..at].ends_with(is_space);
    if marks == 1 && follows_space && part[inner..].starts_with(is_space) {
        return CodeSpan::Lone(inner);
    }
    let Some(length) = part[inner..].find(&part[at..inner]) else { return CodeSpan::Unclosed(inner) };
    let mut content = inner..inner + length;
    if marks > 1 {
        content.start += usize::from(part[content.clone()].starts_with(' '));
        content.end -= usize::from(part[content.clone()].ends_with(' '));
    }
    CodeSpan::Code { range: at..inner + length + marks, content }
}
