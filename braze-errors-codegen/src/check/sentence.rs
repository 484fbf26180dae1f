//! The sentences and list items of a description.

use std::ops::Range;

use unicode_segmentation::UnicodeSegmentation;

use super::inlines::parts;
use super::memory::Memory;
use crate::markdown::{Description, Inline, Node};
use crate::text::source::{Source, Span};

/// What stands in a sentence in a code span's place.
const CODE: char = '\u{fffc}';

/// A sentence or a list item, or what is one of a line.
pub(super) struct Sentence {
    /// Its words, with a mark in each code span's place.
    pub(super) text: String,
    /// Where it stands.
    pub(super) span: Span,
}

impl Sentence {
    /// Its words: no commands, paths and addresses.
    pub(super) fn words(&self) -> impl Iterator<Item = &str> {
        self.text.split_whitespace().filter_map(|word| {
            let word = word.trim_end_matches(|char: char| !char.is_alphabetic());
            let word = word.trim_start_matches(|char: char| !char.is_alphabetic() && char != '-');
            let is_word = word.chars().all(|char| char.is_alphabetic() || matches!(char, '\'' | '’' | '-'));
            (is_word && word.starts_with(char::is_alphabetic)).then_some(word)
        })
    }
}

/// How many letters a text has.
pub(super) fn letters(text: &str) -> usize {
    text.chars().filter(|char| char.is_alphabetic()).count()
}

/// What a description says in a language: its text without code.
pub(super) fn prose(description: &Description) -> String {
    let mut prose = String::new();
    for node in description.pieces() {
        match &node.inline {
            Inline::Text(text) => prose.push_str(text),
            Inline::Code(_) | Inline::Break | Inline::Item(_) => prose.push(' '),
            _ => {}
        }
    }
    prose
}

/// The sentences of a description, in page order.
pub(super) fn sentences(
    source: &Source,
    description: &Description,
    memory: Option<&Memory>,
) -> Vec<Sentence> {
    let (line, pieces, sentences) = (String::new(), Vec::new(), Vec::new());
    let mut reader = Reader { source, memory, line, pieces, sentences };
    reader.nodes(&description.nodes);
    reader.end_line();
    reader.sentences
}

/// Where the sentences of a line are.
fn bounds(line: &str) -> impl Iterator<Item = Range<usize>> + '_ {
    line.split_sentence_bound_indices().map(|(start, sentence)| start..start + sentence.len())
}

struct Reader<'a> {
    source: &'a Source,
    memory: Option<&'a Memory>,
    line: String,
    /// The pieces of the line: where each begins in it, its text, and where it stands on the page.
    pieces: Vec<(usize, &'a str, Span)>,
    sentences: Vec<Sentence>,
}

impl<'a> Reader<'a> {
    fn nodes(&mut self, nodes: &'a [Node]) {
        for Node { span, inline } in nodes {
            match inline {
                Inline::Text(text) => {
                    self.pieces.push((self.line.len(), text, span.clone()));
                    self.line.push_str(text);
                }
                Inline::Code(_) => {
                    self.pieces.push((self.line.len(), "\u{fffc}", span.clone()));
                    self.line.push(CODE);
                }
                Inline::Break => self.end_line(),
                Inline::Item(nodes) => {
                    self.end_line();
                    self.nodes(nodes);
                    self.end_line();
                }
                Inline::Strong(nodes) | Inline::Emphasis(nodes) | Inline::Strike(nodes) => self.nodes(nodes),
                Inline::Link { words, .. } => self.nodes(words),
                Inline::Comment(_) => {}
            }
        }
    }

    fn end_line(&mut self) {
        let (line, pieces) = (std::mem::take(&mut self.line), std::mem::take(&mut self.pieces));
        let place = |at: usize, length: usize| {
            let (start, text, span) =
                &pieces[pieces.partition_point(|(start, ..)| *start <= at).saturating_sub(1)];
            parts(self.source, span, text)(at - start..at - start + length)
        };
        let bounds = match self.memory {
            Some(memory) => memory.sentences.recall(line.clone(), |line| bounds(line).collect()),
            None => bounds(&line).collect(),
        };
        for Range { start, end } in bounds.iter().cloned() {
            let sentence = &line[start..end];
            let text = sentence.trim();
            let start = start + sentence.len() - sentence.trim_start().len();
            let (Some(first), Some(last)) = (text.chars().next(), text.chars().next_back()) else { continue };
            let end = start + text.len() - last.len_utf8();
            let span = place(start, first.len_utf8()).start..place(end, last.len_utf8()).end;
            self.sentences.push(Sentence { text: text.to_owned(), span });
        }
    }
}
