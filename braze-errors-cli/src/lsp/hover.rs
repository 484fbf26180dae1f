//! What is shown of a row: its name, what the source says, and what the source said when it was accepted.

use std::fmt::Write;

use braze_errors_codegen::{SourceChange, State};
use lsp_types::{Hover, HoverContents};

use super::capabilities::Shown;
use super::here::Here;

/// What is shown of the row that the cursor stands in.
pub(super) fn hover(here: &Here<'_>, shown_as: Shown) -> Option<Hover> {
    let (catalog, entry) = (here.catalog(), here.entry());
    let source = catalog.source;
    let code = catalog.code(entry).to_string();
    let (mut shown, rule) = match shown_as {
        Shown::Markdown => (format!("**{}** · {}", entry.variant, code_span(&code)), "\n\n---\n\n"),
        Shown::Text => (format!("{} · {code}", entry.variant), "\n\n"),
    };
    if here.locale == source {
        let states = catalog.locales.iter().zip(&here.pages.report.states[here.entry]);
        let states: Vec<String> = states
            .filter(|(_, state)| **state != State::Done)
            .map(|(locale, state)| format!("{} {}", locale.tag, state.name()))
            .collect();
        let all = if states.is_empty() { "done in every locale".to_owned() } else { states.join(", ") };
        let _ = write!(shown, "\n\n{all}");
    } else {
        let (tag, text) = (&catalog.locales[source].tag, catalog.text(entry, source, shown_as.form()));
        let _ = write!(shown, "{rule}{tag}\n\n{text}");
    }
    for change in here.findings().filter_map(|about| about.finding.change.as_ref()) {
        let SourceChange { before, .. } = change;
        let _ = write!(
            shown,
            "{rule}accepted when the source said\n\n{before}\n\nsince then {}",
            change.summary()
        );
    }
    let contents = HoverContents::Markup(shown_as.content(shown));
    let (_, range, _) = here.place(here.locale)?;
    Some(Hover { contents, range: Some(range) })
}

/// A text as code, whatever backticks stand in it.
fn code_span(text: &str) -> String {
    let longest = text.split(|char| char != '`').map(str::len).max().unwrap_or_default();
    let (marks, gap) = ("`".repeat(longest + 1), if longest == 0 { "" } else { " " });
    format!("{marks}{gap}{text}{gap}{marks}")
}
