//! The formats of a report.

mod github;
mod html;
mod human;
mod json;
mod sarif;

use braze_errors_codegen::{Catalog, Report};

/// A format of a report.
#[derive(Clone, Copy, Debug, clap::ValueEnum)]
pub(crate) enum Format {
    /// For people: each finding with the line that it stands in
    Human,
    /// One object: the findings and the summary
    Json,
    /// A log in the Static Analysis Results Interchange Format, version 2.1.0
    Sarif,
    /// Workflow commands, which GitHub shows beside the lines of a pull request
    Github,
    /// One page for a browser: every row in every locale, and what differs
    Html,
}

impl Format {
    pub(crate) fn write(self, report: &Report, catalog: &Catalog) -> String {
        match self {
            Self::Human => human::human(report),
            Self::Json => json::json(report),
            Self::Sarif => sarif::sarif(report, catalog),
            Self::Github => github::github(report),
            Self::Html => html::html(report, catalog),
        }
    }
}
