//! Findings drawn for a terminal: the quoted line, a caret under what was found, and the help.

use annotate_snippets::{AnnotationKind, Group, Level as Title, Renderer, Snippet};

use super::{Finding, Level};
use crate::text::escape::{escape_controls, escape_line};
use crate::text::source::{Source, Span};

/// Draws findings one after the other, with colours where the terminal is to have them.
///
/// ```
/// use braze_errors_codegen::{Dialect, Page, Source, draw};
///
/// let source = Source::new("docs/en/errors.md", "| Code | Description |\n|---|---|\n| `404` | Gone. |\n");
/// let report = draw(&Page::read(&source, Dialect::Gfm).findings, false);
/// assert!(report.contains("docs/en/errors.md:3:3"));
/// assert!(report.contains("help: "));
/// ```
pub fn draw<'a>(findings: impl IntoIterator<Item = &'a Finding>, is_styled: bool) -> String {
    draw_within(findings, is_styled, annotate_snippets::renderer::DEFAULT_TERM_WIDTH)
}

/// [`draw`], with the lines that are quoted cut to so many columns.
pub fn draw_within<'a>(
    findings: impl IntoIterator<Item = &'a Finding>,
    is_styled: bool,
    width: usize,
) -> String {
    let renderer = if is_styled { Renderer::styled() } else { Renderer::plain() }.term_width(width);
    findings.into_iter().map(|finding| draw_one(finding, &renderer)).collect::<Vec<_>>().join("\n\n")
}

fn draw_one(finding: &Finding, renderer: &Renderer) -> String {
    let title = match finding.level {
        Level::Deny => Title::ERROR,
        Level::Warn | Level::Allow => Title::WARNING,
    };
    let message = escape_controls(&finding.message);
    let help = escape_controls(&finding.help);
    let notes: Vec<(String, Quote)> = finding
        .notes
        .iter()
        .map(|note| (escape_controls(&note.message), Quote::new(&note.source, &note.span)))
        .collect();
    let quote = Quote::new(&finding.source, &finding.span);
    let mut report = vec![
        title.primary_title(message).id(finding.rule.name()).element(quote.snippet(AnnotationKind::Primary)),
    ];
    for (message, quote) in &notes {
        report.push(
            Title::NOTE.secondary_title(message.as_str()).element(quote.snippet(AnnotationKind::Context)),
        );
    }
    report.push(Group::with_title(Title::HELP.secondary_title(help)));
    renderer.render(&report)
}

/// The line that a finding stands in, fit to be shown.
struct Quote {
    path: String,
    line: String,
    number: usize,
    span: Span,
}

impl Quote {
    fn new(source: &Source, span: &Span) -> Self {
        let line = source.line(span.start);
        let text = source.text();
        let end = span.end.clamp(span.start, line.end.max(span.start));
        // What is escaped is longer than what stands in the page.
        let before = escape_controls(&text[line.start..span.start]);
        let found = escape_controls(&text[span.start..end]);
        let after = escape_controls(&text[end..line.end.max(end)]);
        Self {
            path: escape_line(source.path()),
            number: source.place(span.start).line,
            span: before.len()..before.len() + found.len(),
            line: format!("{before}{found}{after}"),
        }
    }

    fn snippet(&self, kind: AnnotationKind) -> Snippet<'_, annotate_snippets::Annotation<'_>> {
        Snippet::source(self.line.as_str())
            .line_start(self.number)
            .path(&self.path)
            .annotation(kind.span(self.span.clone()))
    }
}
