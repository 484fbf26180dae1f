//! The titles in a page's front matter.

use super::words::Words;
use crate::text::source::{self, Span};

/// The keys whose values are there to be read.
const TITLES: [&str; 4] = ["nav_title", "article_title", "title", "description"];

/// The titles in front of the byte at which the page itself begins.
pub(super) fn titles(page: &str, body: usize) -> Vec<Words<'_>> {
    let lines: Vec<Span> = source::lines(&page[..body]).collect();
    let is_value = |line: &Span| page[line.clone()].starts_with([' ', '\t']);
    lines.chunk_by(|_, line| is_value(line)).filter_map(|lines| title(page, lines)).collect()
}

/// The value of a title that stands on these lines, without its quotes.
fn title<'a>(page: &'a str, lines: &[Span]) -> Option<Words<'a>> {
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
            let last = lines.last_mut()?;
            last.end = last.start + page[last.clone()].rfind(quote)?;
            lines[0].start += 1;
        }
        _ => {
            for line in &mut lines {
                line.end = page[line.clone()].find(" #").map_or(line.end, |comment| line.start + comment);
            }
        }
    }
    let mut words = Words::new(page, lines.first()?.start);
    let end = lines.last()?.end;
    lines.into_iter().for_each(|line| words.push(line));
    Some(words.finish(None, end))
}

fn trim(page: &str, span: &Span) -> Span {
    let start = span.end - page[span.clone()].trim_start().len();
    start..start + page[start..span.end].trim_end().len()
}
