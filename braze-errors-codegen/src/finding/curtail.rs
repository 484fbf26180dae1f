//! Reports of a length that somebody reads.

use std::collections::HashMap;
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

/// Leaves those of which the findings are left.
pub(crate) fn curtail_by<T>(list: &mut Vec<T>, finding: impl Fn(&mut T) -> &mut Finding) {
    let mut counts: HashMap<_, usize> = HashMap::new();
    // Of each rule and file, in the order in which they are listed.
    let mut last: HashMap<_, usize> = HashMap::new();
    let mut kept = 0;
    list.retain_mut(|item| {
        let finding = finding(item);
        let key = (finding.rule, Rc::as_ptr(&finding.source));
        let count = counts.entry(key.clone()).or_default();
        *count += 1;
        let is_kept = *count <= MOST;
        if *count == MOST {
            last.insert(key, kept);
        }
        kept += usize::from(is_kept);
        is_kept
    });
    for (key, index) in last {
        let others = counts[&key] - MOST;
        if others > 0 {
            let last = finding(&mut list[index]);
            last.others = others;
            last.message.push_str(&format!("; {others} more of this rule follow in this file"));
        }
    }
}
