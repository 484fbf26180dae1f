//! Reports of a length that somebody reads.

use std::collections::HashMap;
use std::fmt::Write;
use std::rc::Rc;

use super::Finding;

/// How many findings of one rule a report lists of one file: who has mended so many sees the others.
const MOST: usize = 100;

/// Leaves the first hundred findings of each rule in each file; the last one of them says how many more there are.
///
/// ```
/// use braze_errors_codegen::{Dialect, Page, Source, curtail};
///
/// let page = format!("| | |\n|---|---|\n{}", "| `404 Gone` | A <x> tag. |\n".repeat(1000));
/// let mut findings = Page::read(&Source::new("docs/en/errors.md", page), Dialect::Gfm).findings;
/// curtail(&mut findings);
/// assert_eq!(findings.len(), 100);
/// assert!(findings[99].message.ends_with("; 900 more of this rule follow in this file"));
/// assert_eq!(findings[99].others, 900);
/// ```
pub fn curtail(findings: &mut Vec<Finding>) {
    curtail_by(findings, |finding| finding);
}

/// Leaves the items whose findings are left.
pub(crate) fn curtail_by<T>(items: &mut Vec<T>, finding: impl Fn(&mut T) -> &mut Finding) {
    // Of each rule and file: how many there are, and where the last one stands that is left.
    let mut counts: HashMap<_, (usize, usize)> = HashMap::new();
    let mut left = 0;
    items.retain_mut(|item| {
        let finding = finding(item);
        let (count, last) = counts.entry((finding.rule, Rc::as_ptr(&finding.source))).or_default();
        *count += 1;
        if *count <= MOST {
            *last = left;
            left += 1;
        }
        *count <= MOST
    });
    for (count, last) in counts.into_values().filter(|(count, _)| *count > MOST) {
        let (others, finding) = (count - MOST, finding(&mut items[last]));
        finding.others = others;
        let _ = write!(finding.message, "; {others} more of this rule follow in this file");
    }
}
