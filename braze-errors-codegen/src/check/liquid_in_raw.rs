//! `liquid-in-raw`: a Liquid variable in `{% raw %}`, which the site prints as it stands.

use crate::finding::{Finding, Rule};
use crate::page::Page;
use crate::text::scan::find;
use crate::text::source::Span;

/// Finds it anywhere but in code, where a page means what it prints.
pub(super) fn check(page: &Page, findings: &mut Vec<Finding>) {
    let text = page.source.text();
    for (tag, raw) in &page.outline.raw {
        for variable in variables(text, raw).filter(|variable| !page.outline.is_code(variable.start)) {
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

fn variables(text: &str, raw: &Span) -> impl Iterator<Item = Span> {
    let (text, mut at) = (&text[..raw.end], raw.start);
    std::iter::from_fn(move || {
        let start = find(text, at, "{{")?;
        at = find(text, start + 2, "}}")? + 2;
        Some(start..at)
    })
}
