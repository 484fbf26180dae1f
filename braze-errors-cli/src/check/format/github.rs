//! The report as GitHub's workflow commands.

use std::fmt::Write;

use braze_errors_codegen::{Level, escape_controls};

use super::Reported;
use super::repository::Repository;

/// A line for each finding, which GitHub shows beside the line of the page.
pub(crate) fn github(reported: &Reported<'_>) -> String {
    let (repository, mut commands) = (Repository::find(), String::new());
    for finding in reported.findings() {
        let command = if finding.level == Level::Deny { "error" } else { "warning" };
        let (start, end) = (finding.place(), finding.source.place(finding.span.end));
        let message = data(&format!("{}\nhelp: {}", finding.message, finding.help));
        let (file, rule) = (property(&repository.path(finding.source.path())), finding.rule.name());
        let _ = writeln!(
            commands,
            "::{command} file={file},line={},col={},endLine={},endColumn={},title={rule}::{message}",
            start.line, start.column, end.line, end.column
        );
    }
    commands
}

/// A message, in which a line end would end the command.
fn data(text: &str) -> String {
    escape_controls(text).replace('%', "%25").replace('\n', "%0A")
}

/// A property, in which a comma would begin the next one.
fn property(text: &str) -> String {
    data(text).replace(':', "%3A").replace(',', "%2C")
}
