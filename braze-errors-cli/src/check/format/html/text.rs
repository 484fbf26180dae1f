//! A description as it is written on its page, with marks.

use std::fmt::{self, Display, Formatter};

use braze_errors_codegen::{Finding, Inline, Node, Page, Row, Span};

use super::escape::Escaped;

/// A description as it is written on its page.
pub(super) struct Text<'a> {
    /// The page.
    page: &'a Page,
    /// The description.
    span: Span,
    /// What is marked, in page order and apart from each other.
    marks: Vec<Span>,
    /// The code spans, in page order.
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
        text
    }

    fn nodes(&mut self, nodes: &[Node]) {
        for Node { span, inline } in nodes {
            match inline {
                Inline::Code(_) => self.code.push(span.clone()),
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

impl Display for Text<'_> {
    fn fmt(&self, f: &mut Formatter<'_>) -> fmt::Result {
        let cuts = self.cuts();
        for (start, end) in cuts.iter().zip(&cuts[1..]) {
            if self.lines.binary_search(start).is_ok() {
                f.write_str("<br>")?;
            }
            let (is_code, is_marked) = (holds(&self.code, *start), holds(&self.marks, *start));
            f.write_str(if is_code { "<code>" } else { "" })?;
            f.write_str(if is_marked { "<mark>" } else { "" })?;
            write!(f, "{}", Escaped(&self.page.source.text()[*start..*end]))?;
            f.write_str(if is_marked { "</mark>" } else { "" })?;
            f.write_str(if is_code { "</code>" } else { "" })?;
        }
        Ok(())
    }
}

/// Spans in page order; those become one that touch, or have nothing but white space between them.
fn merge(mut spans: Vec<Span>, text: &str) -> Vec<Span> {
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
