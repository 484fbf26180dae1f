//! The report for people.

use braze_errors_codegen::draw_within;

use super::Reported;
use crate::output::terminal_width;
use crate::pages::count;

/// How wide a report is that no terminal shows.
const WIDTH: usize = 140;

/// Every finding, drawn; what it is printed with takes the colours off where there is no terminal.
pub(crate) fn human(reported: &Reported<'_>) -> String {
    if reported.report.findings.is_empty() {
        return String::new();
    }
    let mut drawn = draw_within(reported.findings(), true, terminal_width().unwrap_or(WIDTH)) + "\n";
    if reported.left_out() > 0 {
        drawn += &format!("\n… and {} more\n", count(reported.left_out(), "finding"));
    }
    drawn
}
