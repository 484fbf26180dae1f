//! `empty-description`: a row of named columns that has a code alone.

use crate::finding::{Finding, Level, Rule};
use crate::page::Page;

/// Finds them where the call names the columns: there the build allows them.
pub(super) fn check(page: &Page, findings: &mut Vec<Finding>) {
    if page.layouts.is_empty() {
        return;
    }
    for row in page.rows.iter().filter(|row| row.description.is_empty()) {
        let mut finding = Finding::new(Rule::EmptyDescription, &page.source, row.code_span.clone())
            .message(format!("found no description for `{}`; expected what the error means", row.code))
            .help("write the description, or name another column as well: description = [\"…\", \"…\"]");
        finding.level = Level::Warn;
        findings.push(finding);
    }
}
