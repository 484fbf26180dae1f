//! A description as it is written on its page, with marks.

use braze_errors_codegen::{Finding, Inline, Node, Page, Row, Span};
use maud::{Markup, Render, html};

/// A description as it is written on its page.
pub(super) struct Text<'a> {
    /// The page.
    page: &'a Page,
    /// The description.
    span: Span,
    /// What is marked, in page order and apart from each other.
    marks: Vec<Span>,
    /// The code spans and the links' targets, in page order.
    code: Vec<Span>,
    /// Where lines begin, in page order.
    lines: Vec<usize>,
}

impl<'a> Text<'a> {
    /// The description of a row, in which `marks` are marked and the parts of it that findings speak of.
    pub(super) fn new(page: &'a Page, row: &'a Row, mut marks: Vec<Span>, findings: &[&Finding]) -> Self {
        let span = &row.description.span;
        for finding in findings {
            let notes = finding.notes.iter().map(|note| (&note.source, &note.span));
            for (source, part) in notes.chain([(&finding.source, &finding.span)]) {
                // A finding in all of the description points at nothing in it.
                let is_part = span.start <= part.start && part.end <= span.end && part != span;
                if is_part && source.path() == page.source.path() {
                    marks.push(part.clone());
                }
            }
        }
        let mut text = Self {
            page,
            span: span.clone(),
            marks: merge(marks, page.source.text()),
            code: Vec::new(),
            lines: Vec::new(),
        };
        text.nodes(&row.description.nodes);
        // In HTML a link's target stands before its words.
        text.code.sort_by_key(|span| (span.start, span.end));
        text
    }

    fn nodes(&mut self, nodes: &[Node]) {
        for Node { span, inline } in nodes {
            match inline {
                Inline::Code(_) => self.code.push(span.clone()),
                Inline::Link { target, words, .. } => {
                    self.nodes(words);
                    let written = self.page.source.text()[span.clone()].rfind(target.as_str());
                    self.code.extend(written.map(|at| span.start + at..span.start + at + target.len()));
                }
                Inline::Break => self.lines.push(span.end),
                Inline::Item(nodes) => {
                    self.lines.push(span.start);
                    self.nodes(nodes);
                }
                other => self.nodes(other.children()),
            }
        }
    }

    /// Every place where something begins or ends, in page order.
    fn cuts(&self) -> Vec<usize> {
        let mut cuts = vec![self.span.start, self.span.end];
        cuts.extend(self.marks.iter().chain(&self.code).flat_map(|span| [span.start, span.end]));
        cuts.extend(&self.lines);
        cuts.retain(|cut| (self.span.start..=self.span.end).contains(cut));
        cuts.sort_unstable();
        cuts.dedup();
        cuts
    }
}

impl Render for Text<'_> {
    fn render(&self) -> Markup {
        let cuts = self.cuts();
        html! {
            @for (start, end) in cuts.iter().zip(&cuts[1..]) {
                @let text = &self.page.source.text()[*start..*end];
                @if self.lines.binary_search(start).is_ok() { br; }
                @match (holds(&self.code, *start), holds(&self.marks, *start)) {
                    (true, true) => code { mark { (text) } },
                    (true, false) => code { (text) },
                    (false, true) => mark { (text) },
                    (false, false) => (text),
                }
            }
        }
    }
}

/// Spans in page order; those become one that touch, or have nothing but white space between them.
pub(super) fn merge(mut spans: Vec<Span>, text: &str) -> Vec<Span> {
    spans.sort_by_key(|span| (span.start, span.end));
    let mut merged: Vec<Span> = Vec::new();
    for span in spans {
        match merged.last_mut() {
            Some(last) if span.start <= last.end || text[last.end..span.start].trim().is_empty() => {
                last.end = last.end.max(span.end);
            }
            _ => merged.push(span),
        }
    }
    merged
}

/// Says whether one of these spans, which are in page order, holds this byte.
fn holds(spans: &[Span], at: usize) -> bool {
    let index = spans.partition_point(|span| span.end <= at);
    spans.get(index).is_some_and(|span| span.start <= at)
}
