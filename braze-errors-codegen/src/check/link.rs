//! `link`: link targets that differ from the source's, and links within a page that lead nowhere.

use std::borrow::Cow;

use super::compare::{Difference, Item, Subject};
use super::pair::Pair;
use crate::finding::{Finding, Rule};
use crate::markdown::{Description, Inline, shown};
use crate::page::{Anchor, Page};
use crate::text::source::Span;

pub(super) fn check(pair: &Pair<'_>) -> Option<Finding> {
    let texts = [(pair.source_page, pair.source), (pair.page, pair.translation)];
    // Headings are the same where there are as many.
    let [of_source, of_page] = texts.map(|(page, _)| page.outline.anchors.count);
    let items = texts.map(|(page, description)| items(page, description, of_source == of_page));
    let difference = Difference::between(items, |target| &target.key)?;
    if let Some((unknown, missing)) = difference.single() {
        // That it leads nowhere has been said.
        if leads_nowhere(pair.page, unknown.shown) && missing.shown.starts_with('#') {
            return None;
        }
    }
    let finding = difference
        .finding(pair, Subject { rule: Rule::Link, noun: "link target", mark: "`" })
        .help("link to the same targets as the source, in any order");
    Some(finding)
}

/// Finds the links of a page's rows and bullets that lead to a place on the page which isn't there.
pub(super) fn check_page(page: &Page, findings: &mut Vec<Finding>) {
    let rows = page.rows.iter().map(|row| &row.description);
    let descriptions = rows.chain(page.statuses.iter().map(|bullet| &bullet.description));
    for (target, span) in descriptions.flat_map(targets).filter(|(target, _)| leads_nowhere(page, target)) {
        findings.push(
            Finding::new(Rule::Link, &page.source, span)
                .message(format!(
                    "found a link to `{}`, and no heading on the page with that anchor",
                    shown(target)
                ))
                .help("write the anchor of the heading that is meant, or name it: `## Heading {#anchor}`"),
        );
    }
}

fn leads_nowhere(page: &Page, target: &str) -> bool {
    target.strip_prefix('#').is_some_and(|anchor| page.outline.anchors.find(anchor) == Anchor::Nowhere)
}

fn targets(description: &Description) -> impl Iterator<Item = (&str, Span)> + Clone {
    description.pieces().filter_map(|node| match &node.inline {
        Inline::Link { target, .. } => Some((target.as_str(), node.span.clone())),
        _ => None,
    })
}

fn items<'a>(
    page: &'a Page,
    description: &'a Description,
    has_same_headings: bool,
) -> impl Iterator<Item = Item<'a>> + Clone {
    let key =
        move |target: &'a str| match target.strip_prefix('#').map(|anchor| page.outline.anchors.find(anchor))
        {
            Some(Anchor::Heading(position)) if has_same_headings => Cow::Owned(format!("#{position}")),
            // Anchors are made of the language's words.
            Some(Anchor::Heading(_)) => Cow::Borrowed("#"),
            _ => without_slash(target),
        };
    targets(description).map(move |(target, span)| Item { key: key(target), shown: target, span })
}

/// A target without the slash that its path ends with, which leads to the same page.
fn without_slash(target: &str) -> Cow<'_, str> {
    let (path, rest) = target.split_at(target.find(['?', '#']).unwrap_or(target.len()));
    match path.strip_suffix('/') {
        Some(path) if rest.is_empty() => Cow::Borrowed(path),
        Some(path) => Cow::Owned(format!("{path}{rest}")),
        None => Cow::Borrowed(target),
    }
}
