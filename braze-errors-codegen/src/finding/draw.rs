//! Findings drawn for a terminal: the quoted line, a caret under what was found, and the help.

use annotate_snippets::{Annotation, AnnotationKind, Group, Level as Title, Renderer, Snippet};
use textwrap::core::display_width;

use super::{Finding, Level};
use crate::text::escape::{escape_controls, escape_line};
use crate::text::source::{Place, Source, Span};
use crate::text::wrap::wrap;

/// How many bytes of a line are quoted on each side of what was found, and of what was found itself: more than a terminal
/// shows, and little of a line that is as long as its page.
const QUOTED: usize = 400;

/// How many columns of a quoted line are for its number and for the dots where it is cut.
const AROUND: usize = 24;

/// Draws findings one after the other within so many columns, with colours where the terminal is to have them: the lines
/// that are quoted are cut, the words around them wrapped. What is to be pasted stays whole.
///
/// ```
/// use braze_errors_codegen::{Dialect, Page, Source, draw};
///
/// let page = format!("| Code | Description |\n|---|---|\n| `404` | {} |\n", "Gone. ".repeat(40));
/// let report = draw(&Page::read(&Source::new("docs/en/errors.md", page), Dialect::Gfm).findings, false, 60);
/// assert!(report.contains("docs/en/errors.md:3:3"));
/// assert!(report.lines().all(|line| line.chars().count() <= 60));
/// ```
pub fn draw<'a>(findings: impl IntoIterator<Item = &'a Finding>, is_styled: bool, width: usize) -> String {
    let renderer = if is_styled { Renderer::styled() } else { Renderer::plain() }.term_width(width);
    findings.into_iter().map(|finding| draw_one(finding, &renderer, width)).collect::<Vec<_>>().join("\n\n")
}

fn draw_one(finding: &Finding, renderer: &Renderer, width: usize) -> String {
    let title = match finding.level {
        Level::Deny => Title::ERROR,
        Level::Warn | Level::Allow => Title::WARNING,
    };
    let message = fit(&finding.message, width, &format!("{}[{}]: ", finding.level, finding.rule.name()));
    let help = fit(&finding.help, width, "help: ");
    let notes: Vec<(String, Quote)> = finding
        .notes
        .iter()
        .map(|note| (fit(&note.message, width, "note: "), Quote::new(&note.source, &note.span, width)))
        .collect();
    let quote = Quote::new(&finding.source, &finding.span, width);
    let title = title.primary_title(message).id(finding.rule.name());
    let mut report = vec![title.element(quote.snippet(AnnotationKind::Primary))];
    for (message, quote) in &notes {
        let title = Title::NOTE.secondary_title(message.as_str());
        report.push(title.element(quote.snippet(AnnotationKind::Context)));
    }
    report.push(Group::with_title(Title::HELP.secondary_title(help)));
    let mut drawn = renderer.render(&report);
    let mut at = 0;
    for quote in std::iter::once(&quote).chain(notes.iter().map(|(_, quote)| quote)) {
        at = quote.correct_place(&mut drawn, at);
    }
    drawn
}

/// Words fit to be shown behind a label: wrapped, but for what stands below a blank line to be pasted.
fn fit(words: &str, width: usize, label: &str) -> String {
    let words = escape_controls(words);
    let (told, pasted) = words.split_at(words.find("\n\n").unwrap_or(words.len()));
    wrap(told, "", Some(width.saturating_sub(label.len()))).trim_end().to_owned() + pasted
}

/// The line that a finding stands in, or as much of it as stands around what was found, fit to be shown.
struct Quote {
    path: String,
    place: Place,
    line: String,
    span: Span,
}

impl Quote {
    /// What was found is marked as far as it fits into so many columns.
    fn new(source: &Source, span: &Span, width: usize) -> Self {
        let line = source.line(span.start);
        let text = source.text();
        let line_end = line.end.max(span.start);
        let end = boundary(text, span.end.min(span.start + QUOTED)).clamp(span.start, line_end);
        let from = boundary(text, span.start.saturating_sub(QUOTED)).max(line.start.min(span.start));
        let to = boundary(text, line_end.min(end + QUOTED));
        // What is escaped is longer than what stands in the page.
        let before = escape_controls(&text[from..span.start]);
        let mut found = escape_controls(&text[span.start..end]);
        let mut after = escape_controls(&text[end..to]);
        after.insert_str(0, &found.split_off(fitting(&found, width.saturating_sub(AROUND))));
        Self {
            path: escape_line(source.path()),
            place: source.place(span.start),
            span: before.len()..before.len() + found.len(),
            line: format!("{before}{found}{after}"),
        }
    }

    fn snippet(&self, kind: AnnotationKind) -> Snippet<'_, Annotation<'_>> {
        Snippet::source(self.line.as_str())
            .line_start(self.place.line)
            .path(&self.path)
            .annotation(kind.span(self.span.clone()))
    }

    /// Puts the place in the page where the one in what is quoted was drawn, behind this byte; returns where it ends.
    fn correct_place(&self, drawn: &mut String, from: usize) -> usize {
        let Self { path, place: Place { line, column }, .. } = self;
        let quoted = format!("{path}:{line}:{}", self.line[..self.span.start].chars().count() + 1);
        let place = format!("{path}:{line}:{column}");
        let Some(at) = drawn[from..].find(&quoted).map(|at| from + at) else { return from };
        drawn.replace_range(at..at + quoted.len(), &place);
        at + place.len()
    }
}

/// How many bytes of a text fit into so many columns: one character at least.
fn fitting(text: &str, columns: usize) -> usize {
    let mut column = 0;
    let fits = |char: &char| {
        column += display_width(char.encode_utf8(&mut [0; 4]));
        column <= columns
    };
    let fitting: usize = text.chars().take_while(fits).map(char::len_utf8).sum();
    fitting.max(text.chars().next().map_or(0, char::len_utf8))
}

/// The end of the last character that ends at this byte or in front of it.
fn boundary(text: &str, at: usize) -> usize {
    (0..=at.min(text.len())).rev().find(|at| text.is_char_boundary(*at)).unwrap_or_default()
}

#[cfg(test)]
mod tests {
    use super::draw;
    use crate::finding::{Finding, Rule};
    use crate::text::source::Source;

    /// The report of one finding at this part of a page.
    fn drawn(page: &str, found: &str) -> String {
        let start = page.find(found).unwrap();
        let source = Source::new("docs/en/errors.md", page);
        let finding = Finding::new(Rule::StrayRow, &source, start..start + found.len());
        draw(&[finding.message("found it").help("mend it")], false, 140)
    }

    #[test]
    fn of_a_long_line_what_stands_around_the_find_is_quoted() {
        let words = "wörds ".repeat(100_000);
        for page in [
            format!("{words}THIS {words}"),
            format!("THIS {words}"),
            format!("\u{feff}\n{words}THIS"),
            format!("{words}\u{1b}THIS{}\r\n{words}", "IS".repeat(100_000)),
        ] {
            let report = drawn(&page, "THIS");
            assert!(report.len() < 4_000, "{} bytes", report.len());
            let (before, _) = page.split_once("THIS").unwrap();
            let line = before.rsplit('\n').next().unwrap();
            let place = format!(":{}:{}\n", 1 + before.matches('\n').count(), line.chars().count() + 1);
            assert!(report.contains(&place), "{place}{report}");
            assert!(report.contains("THIS") && report.contains("^^^^"), "{report}");
        }
        let report = drawn(&words, &words);
        assert!(report.len() < 4_000, "{} bytes", report.len());
    }

    #[test]
    fn a_place_is_counted_in_the_page_and_not_in_what_is_shown() {
        let report = drawn("\u{1b}[2J\u{202e}THIS", "THIS");
        assert!(report.contains("docs/en/errors.md:1:6\n"), "{report}");
    }
}
