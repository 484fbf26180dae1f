//! Where a row and the source's row differ.
//!
//! Two texts of one language are compared word by word. Of another language every word is another one, and only
//! what reads alike in every language is compared, in any order: code spans, numbers, link targets and breaks.

use std::ops::Range;

use braze_errors_codegen::{Inline, Node, Page, Row, Span, changes, digits, numbers};

/// The parts of two rows' descriptions that the other one doesn't have, in any order.
pub(super) fn differing(one: (&Page, &Row), other: (&Page, &Row), is_one_language: bool) -> [Vec<Span>; 2] {
    let [one, other] = [one, other].map(|(page, row)| {
        let mut pieces = Pieces { text: page.source.text(), all: Vec::new() };
        pieces.nodes(&row.description.nodes);
        if !is_one_language {
            pieces.all.retain(|piece| piece.is_of_any_language);
            // What both have stands in one order now, so that its own doesn't count.
            pieces.all.sort_by(|one, other| one.key.cmp(&other.key));
        }
        pieces.all
    });
    let mut marks = [Vec::new(), Vec::new()];
    let [keys, other_keys] =
        [&one, &other].map(|pieces| pieces.iter().map(|piece| piece.key.as_str()).collect::<Vec<_>>());
    for (range, other_range) in changes(&keys, &other_keys) {
        marks[0].extend(one[range].iter().map(|piece| piece.span.clone()));
        marks[1].extend(other[other_range].iter().map(|piece| piece.span.clone()));
    }
    marks
}

/// Something that a description says.
struct Piece {
    /// What is compared.
    key: String,
    is_of_any_language: bool,
    span: Span,
}

/// What a description says, piece by piece.
struct Pieces<'a> {
    text: &'a str,
    all: Vec<Piece>,
}

impl Pieces<'_> {
    fn nodes(&mut self, nodes: &[Node]) {
        for Node { span, inline } in nodes {
            match inline {
                Inline::Text(text) => self.words(text, span),
                Inline::Code(code) => self.push(format!("`{code}"), true, span.clone()),
                Inline::Link { target, words, .. } => {
                    self.nodes(words);
                    let written = self.text[span.clone()].rfind(target.as_str()).map(|at| span.start + at);
                    let place = written.map_or(span.clone(), |at| at..at + target.len());
                    self.push(format!("({target}"), true, place);
                }
                Inline::Strong(nodes)
                | Inline::Emphasis(nodes)
                | Inline::Strike(nodes)
                | Inline::Item(nodes) => {
                    self.nodes(nodes);
                }
                Inline::Break => self.push("<br>".to_owned(), true, span.clone()),
                Inline::Comment(_) => {}
            }
        }
    }

    fn words(&mut self, text: &str, span: &Span) {
        let written = &self.text.as_bytes()[span.clone()];
        let is_equal = |(one, other): &(&u8, &u8)| one == other;
        let before = written.iter().zip(text.as_bytes()).take_while(is_equal).count();
        let behind = written.iter().rev().zip(text.as_bytes().iter().rev()).take_while(is_equal).count();
        // Escapes and entities hide the exact place.
        let place = |part: Range<usize>| {
            if part.end <= before {
                span.start + part.start..span.start + part.end
            } else if text.len() - part.start <= behind {
                span.end - (text.len() - part.start)..span.end - (text.len() - part.end)
            } else {
                span.clone()
            }
        };
        let mut at = 0;
        for number in numbers(text) {
            for word in words(text, at..number.start) {
                self.push(text[word.clone()].to_owned(), false, place(word));
            }
            at = number.end;
            self.push(format!("#{}", digits(&text[number.clone()])), true, place(number));
        }
        for word in words(text, at..text.len()) {
            self.push(text[word.clone()].to_owned(), false, place(word));
        }
    }

    fn push(&mut self, key: String, is_of_any_language: bool, span: Span) {
        self.all.push(Piece { key, is_of_any_language, span });
    }
}

/// The words of a part of a text; a punctuation mark is a word too.
fn words(text: &str, part: Range<usize>) -> impl Iterator<Item = Range<usize>> {
    let mut at = part.start;
    std::iter::from_fn(move || {
        let rest = &text[at..part.end];
        let start = at + rest.len() - rest.trim_start().len();
        let rest = &text[start..part.end];
        let letters = rest.find(|char: char| !char.is_alphanumeric()).unwrap_or(rest.len());
        let length = if letters > 0 { letters } else { rest.chars().next()?.len_utf8() };
        at = start + length;
        Some(start..at)
    })
}

#[cfg(test)]
mod tests {
    use braze_errors_codegen::{Dialect, Page, Source};

    use super::differing;

    /// The marked parts of two descriptions.
    fn marked(one: &str, other: &str, is_one_language: bool) -> [Vec<String>; 2] {
        let pages = [one, other].map(|description| {
            let page = format!("| Code | Description |\n|---|---|\n| `404 Not Found` | {description} |\n");
            let reading = Page::read(&Source::new("errors.md", page), Dialect::Kramdown);
            assert!(reading.findings.is_empty(), "{:?}", reading.findings);
            reading.page
        });
        let [one, other] = &pages;
        let marks = differing((one, &one.rows[0]), (other, &other.rows[0]), is_one_language);
        [(one, &marks[0]), (other, &marks[1])].map(|(page, marks)| {
            marks.iter().map(|mark| page.source.text()[mark.clone()].to_owned()).collect()
        })
    }

    #[test]
    fn of_another_language_words_are_left_alone() {
        let source = "Send at most 1,912 bytes to `a` or `b`, see [here]({{site.baseurl}}/a).<br>- At once";
        let same = "Voir [ici]({{site.baseurl}}/a).<br>- `b` ou `a`, 1 912 octets au plus";
        assert_eq!(marked(source, same, false), [const { Vec::<String>::new() }; 2]);
        let drifted = "Voir [ici]({{site.baseurl}}/fr/a) : `b` ou `b`, 1 900 octets au plus";
        assert_eq!(
            marked(source, drifted, false),
            [
                vec!["1,912", "{{site.baseurl}}/a", "<br>", "`a`"],
                vec!["1 900", "{{site.baseurl}}/fr/a", "`b`"]
            ]
        );
    }

    #[test]
    fn of_one_language_words_are_compared_in_their_order() {
        let [one, other] = marked("Check the color of it, twice.", "Check the colour of it.", true);
        assert_eq!([one.join(" "), other.join(" ")], ["color , twice", "colour"]);
        assert_eq!(marked("A b `c`", "A b `c`", true), [const { Vec::<String>::new() }; 2]);
    }

    #[test]
    fn an_entity_hides_the_place() {
        assert_eq!(marked("Send 75 &amp; 2", "Envoyez 80 &amp; 3", false), [["2", "75"], ["3", "80"]]);
        assert_eq!(
            marked("a &amp; 7 &amp; b", "a &amp; 8 &amp; b", false),
            [["a &amp; 7 &amp; b"], ["a &amp; 8 &amp; b"]]
        );
    }
}
