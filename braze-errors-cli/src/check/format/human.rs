//! The report for people.

use std::fmt::Write;

use braze_errors_codegen::draw;

use super::Reported;
use crate::output::{WIDTH, terminal_width};
use crate::pages::count;

/// Every finding, drawn; what it is printed with takes the colours off where there is no terminal.
pub(crate) fn human(reported: &Reported<'_>) -> String {
    if reported.report.findings.is_empty() {
        return String::new();
    }
    let width = terminal_width();
    let mut drawn = draw(reported.findings(), true, width.unwrap_or(WIDTH)) + "\n";
    if reported.left_out() > 0 {
        let _ = writeln!(drawn, "\n… and {} more", count(reported.left_out(), "finding"));
    }
    // On a terminal the summary follows.
    drawn + if width.is_some() { "\n" } else { "" }
}
