//! `relative-link`: links that are left relative because the catalog doesn't know the documentation's URL.

use crate::catalog::Locale;
use crate::finding::{Finding, Rule};
use crate::form::is_relative;
use crate::markdown::{Description, Inline, shown};
use crate::page::Page;

/// Finds the first of a page: one URL mends them all.
pub(super) fn check(locale: &Locale, page: &Page, findings: &mut Vec<Finding>) {
    if locale.docs.is_some() {
        return;
    }
    let of_statuses = page.statuses.iter().map(|bullet| &bullet.description);
    let texts = page.rows.iter().map(|row| &row.description).chain(of_statuses);
    let mut nodes = texts.flat_map(Description::pieces);
    let relative = nodes.find_map(|node| match &node.inline {
        Inline::Link { target, .. } if is_relative(target) => Some((node.span.clone(), target)),
        _ => None,
    });
    if let Some((span, target)) = relative {
        let tag = &locale.tag;
        findings.push(
            Finding::new(Rule::RelativeLink, &page.source, span)
                .message(format!(
                    "found a link to `{}`, and the catalog doesn't know the documentation's URL in `{tag}`",
                    shown(target)
                ))
                .help(format!("write the URL in the call: \"{tag}\" {{ docs = \"https://…\" }}")),
        );
    }
}
