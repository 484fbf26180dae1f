//! `code-span`: code spans that differ from the source's row.

use super::pair::Pair;
use crate::finding::{Finding, Rule};
use crate::page::code_spans;

pub(super) fn check(pair: &Pair<'_>, findings: &mut Vec<Finding>) {
    let mut missing = code_spans(&pair.source.description);
    let mut unknown = Vec::new();
    for span in code_spans(&pair.row.description) {
        match missing.iter().position(|code| *code == span) {
            Some(found) => drop(missing.remove(found)),
            None => unknown.push(span),
        }
    }
    if missing.is_empty() && unknown.is_empty() {
        return;
    }
    let list = |codes: &[&str]| codes.iter().map(|code| format!("`{code}`")).collect::<Vec<_>>().join(", ");
    let message = match (unknown.as_slice(), missing.as_slice()) {
        (unknown, []) => format!("found the code spans {}, which the source doesn't have", list(unknown)),
        ([], missing) => format!("found no code spans {}; expected them as in the source", list(missing)),
        (unknown, missing) => format!("found the code spans {}; expected {}", list(unknown), list(missing)),
    };
    findings.push(
        pair.finding(Rule::CodeSpan, pair.row.description_span.clone())
            .message(message)
            .help("write the same code spans as in the source, in any order"),
    );
}
