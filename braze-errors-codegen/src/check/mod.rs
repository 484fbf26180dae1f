//! Drift: what differs between a translation and its source and is not wording.
//!
//! Each rule is a module; all of them see the same pairs of rows.

mod code_span;
mod pair;

use self::pair::Pair;
use crate::catalog::Catalog;
use crate::finding::Finding;

/// Finds the drift of every translation from its source, by locale in their order, then by place.
///
/// What stops the build is not among it: [`Catalog::align`] and [`Page::read`](crate::Page::read) find that.
pub fn check(catalog: &Catalog) -> Vec<Finding> {
    let mut findings = Vec::new();
    for locale in (0..catalog.locales.len()).filter(|locale| *locale != catalog.source) {
        let mut found = Vec::new();
        for pair in Pair::all(catalog, locale) {
            code_span::check(&pair, &mut found);
        }
        found.sort_by_key(|finding: &Finding| finding.span.start);
        findings.append(&mut found);
    }
    findings
}
