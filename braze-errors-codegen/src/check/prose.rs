//! What of a page's text is code, and where its blocks begin and end.

use crate::page::code_ranges;
use crate::text::source::{self, Span};

/// What code spans are told from: comments and Liquid's variables. Most lines hold neither.
const ASKED: [&str; 2] = ["<!--", "{{"];

/// A page's text below its front matter.
pub(crate) struct Prose {
    /// Lines between blank lines, in page order; a fenced code block is part of one, blank lines and all.
    pub(crate) blocks: Vec<Span>,
    /// Code blocks, and the code spans of lines that hold one of [`ASKED`], in page order.
    code: Vec<Span>,
}

impl Prose {
    pub(crate) fn read(text: &str) -> Self {
        let mut prose = Self { blocks: Vec::new(), code: Vec::new() };
        let mut fence: Option<&str> = None;
        let mut is_within = false;
        for line in body(text) {
            let content = text[line.clone()].trim();
            let is_code = fence.is_some();
            match fence {
                Some(mark)
                    if content.starts_with(mark) && content.trim_start_matches(&mark[..1]).is_empty() =>
                {
                    fence = None;
                }
                Some(_) => {}
                None => fence = opening_mark(content),
            }
            if is_code {
                prose.code.push(line.clone());
            } else if ASKED.iter().any(|mark| text[line.clone()].contains(mark)) {
                let codes = code_ranges(&text[line.clone()]);
                prose
                    .code
                    .extend(codes.into_iter().map(|code| line.start + code.start..line.start + code.end));
            }
            let is_blank = content.is_empty() && !is_code;
            match prose.blocks.last_mut() {
                Some(block) if is_within && !is_blank => block.end = line.end,
                _ if !is_blank => prose.blocks.push(line),
                _ => {}
            }
            is_within = !is_blank;
        }
        prose
    }

    /// Says whether one of [`ASKED`], which begins at this byte, stands in code.
    pub(crate) fn is_code(&self, at: usize) -> bool {
        within(&self.code, at).is_some()
    }

    /// The block that this byte stands in.
    pub(crate) fn block(&self, at: usize) -> Option<usize> {
        within(&self.blocks, at)
    }
}

/// The span that holds this byte, of spans in page order.
fn within(spans: &[Span], at: usize) -> Option<usize> {
    let index = spans.partition_point(|span| span.end <= at);
    spans.get(index).filter(|span| span.start <= at).map(|_| index)
}

/// The lines below the front matter.
fn body(text: &str) -> impl Iterator<Item = Span> {
    let is_mark = |line: &Span, marks: &[&str]| marks.contains(&text[line.clone()].trim_end());
    let mut lines = source::lines(text);
    let has_front_matter = lines.next().is_some_and(|line| is_mark(&line, &["---"]));
    let end = lines.find(|line| is_mark(line, &["---", "..."])).filter(|_| has_front_matter);
    let end = end.map_or(0, |line| line.end);
    source::lines(text).skip_while(move |line| line.end <= end)
}

/// The marks that a line opens a fenced code block with.
fn opening_mark(line: &str) -> Option<&str> {
    let mark = ["`", "~"].into_iter().find(|mark| line.starts_with(mark))?;
    let info = line.trim_start_matches(mark);
    let length = line.len() - info.len();
    (length >= 3 && !info.contains('`')).then_some(&line[..length])
}
