//! `liquid-in-raw`: a Liquid variable in `{% raw %}`, which the site prints as it stands.

use super::prose::Prose;
use crate::finding::{Finding, Rule};
use crate::page::Page;
use crate::text::scan::find;
use crate::text::source::Span;

/// Finds it anywhere but in code, where a page means what it prints.
pub(super) fn check(page: &Page, prose: &Prose, findings: &mut Vec<Finding>) {
    let text = page.source.text();
    for (tag, raw) in raw_blocks(text) {
        for variable in variables(text, raw).filter(|variable| !prose.is_code(variable.start)) {
            let found = &text[variable.clone()];
            findings.push(
                Finding::new(Rule::LiquidInRaw, &page.source, variable)
                    .message(format!(
                        "found `{found}` in `{{% raw %}}`, where the site prints it as it stands"
                    ))
                    .note(&page.source, tag.clone(), "the block begins here")
                    .help("write `{% endraw %}` above this block and, if need be, `{% raw %}` below it"),
            );
        }
    }
}

/// The start tag and the inside of each `{% raw %}` block.
fn raw_blocks(text: &str) -> Vec<(Span, Span)> {
    let mut blocks = Vec::new();
    let mut open: Option<Span> = None;
    for (tag, name) in tags(text) {
        match (name, open.take()) {
            ("endraw", Some(start)) => blocks.push((start.clone(), start.end..tag.start)),
            ("raw", None) => open = Some(tag),
            (_, still_open) => open = still_open,
        }
    }
    blocks
}

/// The tags of a text, and their names.
fn tags(text: &str) -> impl Iterator<Item = (Span, &str)> {
    let mut at = 0;
    std::iter::from_fn(move || {
        let start = find(text, at, "{%")?;
        at = find(text, start + 2, "%}")? + 2;
        let name = text[start + 2..at - 2].trim_matches('-').trim();
        Some((start..at, name))
    })
}

fn variables(text: &str, raw: Span) -> impl Iterator<Item = Span> {
    let (text, mut at) = (&text[..raw.end], raw.start);
    std::iter::from_fn(move || {
        let start = find(text, at, "{{")?;
        at = find(text, start + 2, "}}")? + 2;
        Some(start..at)
    })
}
