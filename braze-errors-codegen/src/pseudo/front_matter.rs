//! The titles in a page's front matter.

use super::words::Words;
use crate::markdown::Document;
use crate::text::source::{self, Span};

/// The keys whose values are there to be read.
const TITLES: [&str; 4] = ["nav_title", "article_title", "title", "description"];

/// The words of each title in front of the page's body.
pub(super) fn titles<'a>(document: &Document<'a>) -> Vec<Words<'a>> {
    let page = document.source.text();
    let lines: Vec<Span> = source::lines(&page[..document.body]).collect();
    let is_value = |line: &Span| page[line.clone()].starts_with([' ', '\t']);
    let values = lines.chunk_by(|_, line| is_value(line)).filter_map(|lines| value(page, lines));
    let mut titles = Vec::new();
    for lines in values {
        let (Some(first), Some(last)) = (lines.first(), lines.last()) else { continue };
        let (mut words, end) = (Words::new(page, first.start), last.end);
        for line in lines {
            words.push(line);
        }
        titles.push(words.finish(document, end));
    }
    titles
}

/// What stands on each of these lines of the value of a title, without its quotes.
fn value(page: &str, lines: &[Span]) -> Option<Vec<Span>> {
    let (key, value) = page[lines[0].clone()].split_once(':')?;
    if !TITLES.contains(&key) || value.trim().starts_with(['[', '{', '&', '*', '!', '#']) {
        return None;
    }
    let first = lines[0].end - value.len()..lines[0].end;
    let mut lines: Vec<Span> = [first].iter().chain(&lines[1..]).map(|line| trim(page, line)).collect();
    match value.trim_start().chars().next()? {
        // `|` or `>` alone, above lines that hold the text.
        '|' | '>' => _ = lines.remove(0),
        quote @ ('"' | '\'') => {
            lines[0].start += 1;
            let last = lines.last_mut()?;
            last.end = last.start + page[last.clone()].rfind(quote)?;
        }
        _ => {
            for line in &mut lines {
                line.end = page[line.clone()].find(" #").map_or(line.end, |comment| line.start + comment);
            }
        }
    }
    Some(lines)
}

fn trim(page: &str, span: &Span) -> Span {
    let start = span.end - page[span.clone()].trim_start().len();
    start..start + page[start..span.end].trim_end().len()
}
