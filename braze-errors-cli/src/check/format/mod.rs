//! The formats of a report.

mod edit_url;
mod github;
mod gitlab;
mod html;
mod human;
mod json;
mod junit;
mod markdown;
mod repository;
mod sarif;

use std::collections::BTreeMap;
use std::fmt::Write;
use std::path::Path;

use braze_errors_codegen::{About, Catalog, Finding, Level, Report};

pub(crate) use self::edit_url::EditUrl;

/// The schema of the JSON report.
pub(crate) const JSON_SCHEMA: &str = include_str!("findings.schema.json");

/// A format of a report.
#[derive(Clone, Copy, Debug, PartialEq, Eq, clap::ValueEnum)]
pub(crate) enum Format {
    /// For people: each finding with the line that it stands in
    Human,
    /// One object: the findings and the summary
    Json,
    /// The schema of the JSON, and no report
    JsonSchema,
    /// A log in the Static Analysis Results Interchange Format, version 2.1.0
    Sarif,
    /// Workflow commands, which GitHub shows beside the lines of a pull request
    Github,
    /// A code quality report, which GitLab shows in a merge request
    Gitlab,
    /// Test cases, one for each page, which most build servers show
    Junit,
    /// A summary for the page of a forge's job
    Markdown,
    /// One page for a browser: how far each locale is, and every row in every locale
    Html,
}

/// What is to be written: a report on a catalog, and how many findings of it at most.
pub(crate) struct Reported<'a> {
    pub(crate) report: &'a Report,
    pub(crate) catalog: &'a Catalog,
    pub(crate) max: usize,
    /// The folder of the pages.
    pub(crate) folder: &'a Path,
    /// Where a line of a page is edited.
    pub(crate) edit_url: Option<&'a EditUrl>,
}

impl<'a> Reported<'a> {
    /// The findings that are shown, and what each is about.
    fn about(&self) -> impl Iterator<Item = About<'a>> + use<'a> {
        self.report.about().take(self.max)
    }

    fn findings(&self) -> impl Iterator<Item = &'a Finding> + use<'a> {
        self.about().map(|about| about.finding)
    }

    /// How many findings are not shown.
    fn left_out(&self) -> usize {
        self.report.findings.len().saturating_sub(self.max)
    }

    /// The tag of the locale on whose page a finding stands, and the code and the variant of its row.
    fn place_of(&self, about: &About<'_>) -> (Option<&'a str>, Option<(String, &'a str)>) {
        let locale = about.locale.map(|locale| self.catalog.locales[locale].tag.as_str());
        let row = about.entry.map(|entry| {
            let entry = &self.catalog.entries[entry];
            (self.catalog.code(entry).to_string(), entry.variant.as_str())
        });
        (locale, row)
    }
}

impl Format {
    pub(crate) fn write(self, reported: &Reported<'_>) -> String {
        match self {
            Self::Human => human::human(reported),
            Self::Json => json::json(reported),
            Self::JsonSchema => JSON_SCHEMA.to_owned(),
            Self::Sarif => sarif::sarif(reported),
            Self::Github => github::github(reported),
            Self::Gitlab => gitlab::gitlab(reported),
            Self::Junit => junit::junit(reported),
            Self::Markdown => markdown::markdown(reported),
            Self::Html => html::html(reported),
        }
    }
}

/// How many findings each rule has, the most first, and where to read about it.
pub(crate) fn statistics(report: &Report) -> String {
    let mut counts: BTreeMap<&str, (usize, Level)> = BTreeMap::new();
    for finding in &report.findings {
        let (count, level) = counts.entry(finding.rule.name()).or_insert((0, finding.level));
        *count += 1;
        *level = finding.level.max(*level);
    }
    let mut counts: Vec<_> = counts.into_iter().collect();
    counts.sort_by_key(|(_, (count, level))| (std::cmp::Reverse(*level), std::cmp::Reverse(*count)));
    let width = counts.iter().map(|(rule, _)| rule.len()).max().unwrap_or_default();
    let mut lines = String::new();
    for (rule, (count, level)) in counts {
        let level = level.to_string();
        let _ = writeln!(lines, "{count:>6}  {level:<7}  {rule:width$}  braze-errors explain --rule {rule}");
    }
    lines
}
