//! The report for people.

use braze_errors_codegen::{Report, draw};

/// Every finding, drawn; what it is printed with takes the colours off where there is no terminal.
pub(crate) fn human(report: &Report) -> String {
    if report.findings.is_empty() {
        return String::new();
    }
    draw(&report.findings, true) + "\n"
}
