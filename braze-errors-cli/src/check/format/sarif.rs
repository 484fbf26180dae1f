//! The report as a log in the Static Analysis Results Interchange Format, SARIF, version 2.1.0.

use std::collections::HashMap;

use braze_errors_codegen::{About, Catalog, Finding, Fix, Level, Note, Rule, Source, SourceChange, Span};
use serde::Serialize;

use super::Reported;
use super::repository::Repository;
use crate::text::uri;

const SCHEMA: &str =
    "https://docs.oasis-open.org/sarif/sarif/v2.1.0/errata01/os/schemas/sarif-schema-2.1.0.json";

/// What of SARIF a report needs.
#[derive(Serialize)]
struct Log<'a> {
    #[serde(rename = "$schema")]
    schema: &'static str,
    version: &'static str,
    runs: [Run<'a>; 1],
}

#[derive(Serialize)]
#[serde(rename_all = "camelCase")]
struct Run<'a> {
    tool: Tool,
    results: Vec<Result<'a>>,
    column_kind: &'static str,
    newline_sequences: [&'static str; 3],
}

#[derive(Serialize)]
struct Tool {
    driver: Driver,
}

#[derive(Serialize)]
#[serde(rename_all = "camelCase")]
struct Driver {
    name: &'static str,
    version: &'static str,
    information_uri: &'static str,
    rules: Vec<Descriptor>,
}

/// What there is to know of a rule.
#[derive(Serialize)]
#[serde(rename_all = "camelCase")]
struct Descriptor {
    id: &'static str,
    short_description: Text<String>,
    full_description: Text<String>,
    help: Help,
    default_configuration: Configuration,
}

#[derive(Serialize)]
struct Text<T> {
    text: T,
}

#[derive(Serialize)]
struct Help {
    text: &'static str,
    markdown: &'static str,
}

#[derive(Serialize)]
struct Configuration {
    enabled: bool,
    level: &'static str,
}

#[derive(Serialize)]
#[serde(rename_all = "camelCase")]
struct Result<'a> {
    rule_id: &'static str,
    rule_index: Option<usize>,
    level: &'static str,
    message: Text<String>,
    locations: [Location<'a>; 1],
    partial_fingerprints: Fingerprint,
    #[serde(skip_serializing_if = "Vec::is_empty")]
    related_locations: Vec<Location<'a>>,
    #[serde(skip_serializing_if = "Option::is_none")]
    fixes: Option<[Mend<'a>; 1]>,
    #[serde(skip_serializing_if = "Option::is_none")]
    properties: Option<Properties<'a>>,
}

/// How the source's text has changed since it was accepted.
#[derive(Serialize)]
#[serde(rename_all = "camelCase")]
struct Properties<'a> {
    source_before: &'a str,
    source_now: &'a str,
}

#[derive(Serialize)]
struct Fingerprint {
    #[serde(rename = "finding/v1")]
    finding: String,
}

#[derive(Serialize)]
struct Location<'a> {
    #[serde(skip_serializing_if = "Option::is_none")]
    id: Option<usize>,
    #[serde(rename = "physicalLocation")]
    place: PhysicalLocation,
    #[serde(skip_serializing_if = "Option::is_none")]
    message: Option<Text<&'a str>>,
}

#[derive(Serialize)]
#[serde(rename_all = "camelCase")]
struct PhysicalLocation {
    artifact_location: Artifact,
    region: Region,
}

#[derive(Serialize)]
struct Artifact {
    uri: String,
}

#[derive(Serialize)]
#[serde(rename_all = "camelCase")]
struct Region {
    start_line: usize,
    start_column: usize,
    end_line: usize,
    end_column: usize,
}

#[derive(Serialize)]
#[serde(rename_all = "camelCase")]
struct Mend<'a> {
    description: Text<&'a str>,
    artifact_changes: [Change<'a>; 1],
}

#[derive(Serialize)]
#[serde(rename_all = "camelCase")]
struct Change<'a> {
    artifact_location: Artifact,
    replacements: [Replacement<'a>; 1],
}

#[derive(Serialize)]
#[serde(rename_all = "camelCase")]
struct Replacement<'a> {
    deleted_region: Region,
    inserted_content: Text<&'a str>,
}

/// The log.
pub(crate) fn sarif(reported: &Reported<'_>) -> String {
    let driver = Driver {
        name: env!("CARGO_BIN_NAME"),
        version: env!("CARGO_PKG_VERSION"),
        information_uri: env!("CARGO_PKG_REPOSITORY"),
        rules: Rule::ALL.iter().map(|rule| Descriptor::of(*rule)).collect(),
    };
    let repository = Repository::find();
    let mut fingerprints = Fingerprints::new(reported.catalog);
    let results =
        reported.about().map(|about| repository.result(about.finding, fingerprints.next(about))).collect();
    let run = Run {
        tool: Tool { driver },
        results,
        column_kind: "unicodeCodePoints",
        newline_sequences: ["\r\n", "\n", "\r"],
    };
    crate::record::json(&Log { schema: SCHEMA, version: "2.1.0", runs: [run] })
}

impl Descriptor {
    fn of(rule: Rule) -> Self {
        let page = rule.page();
        // A page is a heading, what the rule finds, examples, and how to mend it.
        let paragraph = page.split("\n\n").nth(1).unwrap_or_default().replace('\n', " ");
        let sentence = paragraph.find(". ").map_or(paragraph.as_str(), |end| &paragraph[..=end]);
        let level = rule.default_level();
        Self {
            id: rule.name(),
            short_description: Text { text: sentence.to_owned() },
            full_description: Text { text: paragraph.clone() },
            help: Help { text: page, markdown: page },
            default_configuration: Configuration {
                enabled: level != Level::Allow,
                level: result_level(level),
            },
        }
    }
}

impl Repository {
    fn result<'a>(&self, finding: &'a Finding, fingerprint: String) -> Result<'a> {
        let Finding { rule, level, source, span, message, help, notes, fix, change, .. } = finding;
        Result {
            rule_id: rule.name(),
            rule_index: Rule::ALL.iter().position(|other| other == rule),
            level: result_level(*level),
            message: Text { text: format!("{message}\nhelp: {help}") },
            locations: [Location { id: None, place: self.place(source, span), message: None }],
            partial_fingerprints: Fingerprint { finding: fingerprint },
            related_locations: notes.iter().enumerate().map(|(id, note)| self.related(id, note)).collect(),
            fixes: fix.as_ref().map(|fix| [self.mend(source, help, fix)]),
            properties: change
                .as_ref()
                .map(|SourceChange { before, now }| Properties { source_before: before, source_now: now }),
        }
    }

    /// Another place that a finding speaks of.
    fn related<'a>(&self, id: usize, note: &'a Note) -> Location<'a> {
        Location {
            id: Some(id),
            place: self.place(&note.source, &note.span),
            message: Some(Text { text: &note.message }),
        }
    }

    fn mend<'a>(&self, source: &Source, help: &'a str, fix: &'a Fix) -> Mend<'a> {
        let replacement = Replacement {
            deleted_region: region(source, &fix.span),
            inserted_content: Text { text: &fix.text },
        };
        Mend {
            description: Text { text: help },
            artifact_changes: [Change {
                artifact_location: self.artifact(source),
                replacements: [replacement],
            }],
        }
    }

    fn place(&self, source: &Source, span: &Span) -> PhysicalLocation {
        PhysicalLocation { artifact_location: self.artifact(source), region: region(source, span) }
    }

    fn artifact(&self, source: &Source) -> Artifact {
        Artifact { uri: uri(&self.path(source.path())) }
    }
}

fn region(source: &Source, span: &Span) -> Region {
    let (start, end) = (source.place(span.start), source.place(span.end));
    Region { start_line: start.line, start_column: start.column, end_line: end.line, end_column: end.column }
}

fn result_level(level: Level) -> &'static str {
    match level {
        Level::Allow => "none",
        Level::Warn => "warning",
        Level::Deny => "error",
    }
}

/// What a finding is known by in the next log, wherever its line has moved.
pub(super) struct Fingerprints<'a> {
    catalog: &'a Catalog,
    /// How often each was given.
    counts: HashMap<String, usize>,
}

impl<'a> Fingerprints<'a> {
    pub(super) fn new(catalog: &'a Catalog) -> Self {
        Self { catalog, counts: HashMap::new() }
    }

    pub(super) fn next(&mut self, About { finding, locale, entry }: About<'_>) -> String {
        let page = match locale {
            Some(locale) => &self.catalog.locales[locale].tag,
            None => finding.source.path(),
        };
        let about = match entry {
            Some(entry) => &self.catalog.entries[entry].variant,
            None => &finding.message,
        };
        let fingerprint = format!("{}/{page}/{about}", finding.rule.name());
        let count = self.counts.entry(fingerprint.clone()).or_default();
        *count += 1;
        format!("{fingerprint}/{count}")
    }
}
