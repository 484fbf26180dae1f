//! `status-list`: statuses of the bullet list that a translation lacks or adds.

use std::collections::HashSet;

use crate::finding::{Finding, Rule};
use crate::page::{Page, Status, StatusBullet};

pub(super) fn check(source: &Page, page: &Page, findings: &mut Vec<Finding>) {
    let end = match page.statuses.last() {
        Some(last) => last.span.clone(),
        None => page.source.line(page.table.start),
    };
    for bullet in without(source, page) {
        findings.push(
            Finding::new(Rule::StatusList, &page.source, end.clone())
                .message(format!(
                    "found no bullet for `{}`; expected one as in the source's list",
                    bullet.status
                ))
                .note(&source.source, bullet.span.clone(), "the source's bullet")
                .help("translate the source's bullet, with the status in bold words"),
        );
    }
    for bullet in without(page, source) {
        findings.push(
            Finding::new(Rule::StatusList, &page.source, bullet.span.clone())
                .message(format!(
                    "found a bullet for `{}`, which the source's list doesn't have",
                    bullet.status
                ))
                .help(format!("delete the bullet, or write it in {} too", source.source.path())),
        );
    }
}

/// The bullets of a page for statuses that another page has none for.
fn without<'a>(page: &'a Page, other: &Page) -> Vec<&'a StatusBullet> {
    let mut known: HashSet<Status> = other.statuses.iter().map(|bullet| bullet.status).collect();
    page.statuses.iter().filter(|bullet| known.insert(bullet.status)).collect()
}
