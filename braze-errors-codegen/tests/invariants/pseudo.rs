//! What holds of every pseudo-localized page.

use braze_errors_codegen::{Dialect, Inline, Node, Page, Row, Source, StatusBullet};
use unicode_normalization::UnicodeNormalization;
use unicode_normalization::char::is_combining_mark;

use super::grammar;

/// Checks the page that stands in these bytes.
///
/// That a page in brackets stays as it is holds for those that the reader reads: where tags, quotes and backticks
/// are left open, a bracket can change which of them belong together.
///
/// # Panics
///
/// Where something doesn't hold.
pub fn check(bytes: &[u8]) {
    let page = grammar::page(bytes);
    says_the_same(&page, &pseudo(&page));
    let facts = Facts::of(&page);
    if facts.findings.is_empty() {
        check_page(&page);
        let codes = |facts: Facts| facts.rows.into_iter().map(|(code, _)| code).collect::<Vec<_>>();
        assert_eq!(codes(Facts::of(&pseudo(&page))), codes(facts), "{page}");
    }
}

fn pseudo(page: &str) -> String {
    braze_errors_codegen::pseudo(page, Dialect::Kramdown)
}

/// What a text says, whatever its accents and its length are.
///
/// Brackets, accents and case go, and a run of one letter counts as one, so that a source and its pseudo text
/// say the same.
fn folded(text: &str) -> String {
    let letters = text.nfd().filter(|char| !is_combining_mark(*char) && !['⟦', '⟧'].contains(char));
    let mut folded = String::new();
    for char in letters.flat_map(char::to_lowercase).nfd().filter(|char| !is_combining_mark(*char)) {
        if !(char.is_alphabetic() && folded.ends_with(char)) {
            folded.push(char);
        }
    }
    folded
}

/// Checks what holds for every page, and that making it twice is as good as once.
///
/// # Panics
///
/// Where something doesn't hold.
pub fn check_page(page: &str) {
    let made = pseudo(page);
    says_the_same(page, &made);
    assert_eq!(pseudo(&made), made, "twice must be as good as once:\n{page}");
}

/// Words and spaces stay.
fn says_the_same(page: &str, made: &str) {
    assert_eq!(folded(made), folded(page), "it must say the same:\n{page}\n{made}");
    let ends = |text: &str| text.chars().filter(|char| char.is_whitespace()).collect::<String>();
    assert_eq!(ends(made), ends(page), "lines, their ends and all spaces must stay:\n{page}\n{made}");
    assert_eq!(made.starts_with('\u{feff}'), page.starts_with('\u{feff}'));
}

/// What the reader finds on a page, but for the wording.
#[derive(Debug, PartialEq)]
pub struct Facts {
    /// The anchor of the table's section.
    pub anchor: Option<String>,
    /// Each row's code, and the facts of its description.
    pub rows: Vec<(String, Vec<String>)>,
    /// Each bullet's status, and the facts of its description.
    pub statuses: Vec<(String, Vec<String>)>,
    /// Each finding's rule and line.
    pub findings: Vec<(&'static str, usize)>,
}

impl Facts {
    /// Reads a page.
    pub fn of(page: &str) -> Self {
        let source = Source::new("errors.md", page);
        let reading = Page::read(&source, Dialect::Kramdown);
        let row = |row: &Row| (row.code.to_string(), facts(&row.description.nodes));
        let bullet = |bullet: &StatusBullet| (bullet.status.to_string(), facts(&bullet.description.nodes));
        let finding = |finding: &braze_errors_codegen::Finding| (finding.rule.name(), finding.place().line);
        Self {
            anchor: reading.page.anchor().map(str::to_owned),
            rows: reading.page.rows.iter().map(row).collect(),
            statuses: reading.page.statuses.iter().map(bullet).collect(),
            findings: reading.findings.iter().map(finding).collect(),
        }
    }
}

/// The structure of a text, its code and its numbers.
fn facts(nodes: &[Node]) -> Vec<String> {
    let mut found = Vec::new();
    for node in nodes {
        let (fact, nodes) = match &node.inline {
            Inline::Text(text) => {
                let words = text.split(|char: char| !char.is_alphanumeric());
                found.extend(words.filter(|word| word.contains(char::is_numeric)).map(str::to_owned));
                continue;
            }
            Inline::Code(code) => (format!("`{code}`"), &[][..]),
            Inline::Strong(nodes) => ("strong".to_owned(), &nodes[..]),
            Inline::Emphasis(nodes) => ("emphasis".to_owned(), &nodes[..]),
            Inline::Strike(nodes) => ("strike".to_owned(), &nodes[..]),
            Inline::Link { target, title, words } => (format!("link {target} {title:?}"), &words[..]),
            Inline::Break => ("break".to_owned(), &[][..]),
            Inline::Item(nodes) => ("item".to_owned(), &nodes[..]),
            Inline::Comment(comment) => (format!("comment {comment}"), &[][..]),
        };
        found.push(fact);
        found.extend(facts(nodes));
        found.push("end".to_owned());
    }
    found
}
