//! The report as a code quality report, which GitLab shows in a merge request.

use braze_errors_codegen::Level;
use serde::Serialize;

use super::Reported;
use super::repository::Repository;
use super::sarif::Fingerprints;

#[derive(Serialize)]
struct Issue {
    description: String,
    check_name: &'static str,
    fingerprint: String,
    severity: &'static str,
    location: Location,
}

#[derive(Serialize)]
struct Location {
    path: String,
    lines: Lines,
}

#[derive(Serialize)]
struct Lines {
    begin: usize,
    end: usize,
}

pub(crate) fn gitlab(reported: &Reported<'_>) -> String {
    let repository = Repository::find();
    let mut fingerprints = Fingerprints::new(reported.catalog);
    let issue = |about: braze_errors_codegen::About<'_>| {
        let finding = about.finding;
        let (begin, end) = (finding.place().line, finding.source.place(finding.span.end).line);
        Issue {
            description: format!("{}\nhelp: {}", finding.message, finding.help),
            check_name: finding.rule.name(),
            fingerprint: fingerprints.next(about),
            severity: if finding.level == Level::Deny { "major" } else { "minor" },
            location: Location { path: repository.path(finding.source.path()), lines: Lines { begin, end } },
        }
    };
    crate::record::json(&reported.about().map(issue).collect::<Vec<_>>())
}
