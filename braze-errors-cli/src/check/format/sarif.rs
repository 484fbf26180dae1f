//! The report as a log in the Static Analysis Results Interchange Format, SARIF, version 2.1.0.

use std::collections::{BTreeMap, HashMap};
use std::fmt::Write;
use std::path::Path;

use braze_errors_codegen::{About, Catalog, Finding, Fix, Level, Note, Report, Rule, Source, Span};
use serde_json::json;
use serde_sarif::sarif::{
    ArtifactChange, ArtifactContent, ArtifactLocation, Fix as SarifFix, Location, Message,
    MultiformatMessageString, PhysicalLocation, Region, Replacement, ReportingConfiguration,
    ReportingDescriptor, Result as SarifResult, ResultLevel, Run, Sarif, Tool, ToolComponent, Version,
};

const SCHEMA: &str =
    "https://docs.oasis-open.org/sarif/sarif/v2.1.0/errata01/os/schemas/sarif-schema-2.1.0.json";

/// The log.
pub(crate) fn sarif(report: &Report, catalog: &Catalog) -> String {
    let driver = ToolComponent::builder()
        .name(env!("CARGO_BIN_NAME"))
        .version(env!("CARGO_PKG_VERSION"))
        .information_uri(env!("CARGO_PKG_REPOSITORY"))
        .rules(Rule::ALL.iter().map(|rule| descriptor(*rule)).collect::<Vec<_>>())
        .build();
    let mut fingerprints = Fingerprints { catalog, counts: HashMap::new() };
    let results =
        report.about().map(|about| result(about.finding, fingerprints.next(about))).collect::<Vec<_>>();
    let run = Run::builder()
        .tool(Tool::builder().driver(driver).build())
        .results(results)
        .column_kind("unicodeCodePoints")
        .newline_sequences(["\r\n", "\n", "\r"].map(str::to_owned))
        .build();
    let log = Sarif::builder().schema(SCHEMA).version(json!(Version::V2_1_0)).runs([run]).build();
    crate::record::json(&log)
}

/// What there is to know of a rule.
fn descriptor(rule: Rule) -> ReportingDescriptor {
    let page = rule.page();
    // A page is a heading, what the rule finds, examples, and how to mend it.
    let paragraph = page.split("\n\n").nth(1).unwrap_or_default().replace('\n', " ");
    let sentence = paragraph.find(". ").map_or(paragraph.as_str(), |end| &paragraph[..=end]);
    let text = |text: &str| MultiformatMessageString::builder().text(text).build();
    let level = rule.default_level();
    ReportingDescriptor::builder()
        .id(rule.name())
        .short_description(text(sentence))
        .full_description(text(&paragraph))
        .help(MultiformatMessageString::builder().text(page).markdown(page).build())
        .default_configuration(
            ReportingConfiguration::builder()
                .enabled(level != Level::Allow)
                .level(json!(result_level(level)))
                .build(),
        )
        .build()
}

fn result(finding: &Finding, fingerprint: String) -> SarifResult {
    let Finding { rule, level, source, span, message, help, notes, fix, .. } = finding;
    let place = Location::builder().physical_location(place(source, span)).build();
    let index = Rule::ALL.iter().position(|other| other == rule).map_or(-1, number);
    let mut result = SarifResult::builder()
        .rule_id(rule.name())
        .rule_index(index)
        .level(result_level(*level))
        .message(text(&format!("{message}\nhelp: {help}")))
        .locations([place])
        .partial_fingerprints(BTreeMap::from([("finding/v1".to_owned(), fingerprint)]))
        .build();
    if !notes.is_empty() {
        result.related_locations = Some(notes.iter().enumerate().map(related).collect());
    }
    result.fixes = fix.as_ref().map(|fix| vec![mend(source, help, fix)]);
    result
}

/// Another place that a finding speaks of.
fn related((index, note): (usize, &Note)) -> Location {
    Location::builder()
        .id(number(index))
        .physical_location(place(&note.source, &note.span))
        .message(text(&note.message))
        .build()
}

fn mend(source: &Source, help: &str, fix: &Fix) -> SarifFix {
    let replacement = Replacement::builder()
        .deleted_region(region(source, &fix.span))
        .inserted_content(ArtifactContent::builder().text(&fix.text).build())
        .build();
    let change =
        ArtifactChange::builder().artifact_location(artifact(source)).replacements([replacement]).build();
    SarifFix::builder().description(text(help)).artifact_changes([change]).build()
}

fn place(source: &Source, span: &Span) -> PhysicalLocation {
    PhysicalLocation::builder().artifact_location(artifact(source)).region(region(source, span)).build()
}

fn artifact(source: &Source) -> ArtifactLocation {
    ArtifactLocation::builder().uri(uri(source.path())).build()
}

fn region(source: &Source, span: &Span) -> Region {
    let (start, end) = (source.place(span.start), source.place(span.end));
    Region::builder()
        .start_line(number(start.line))
        .start_column(number(start.column))
        .end_line(number(end.line))
        .end_column(number(end.column))
        .build()
}

fn text(text: &str) -> Message {
    Message::builder().text(text).build()
}

fn result_level(level: Level) -> ResultLevel {
    match level {
        Level::Allow => ResultLevel::None,
        Level::Warn => ResultLevel::Warning,
        Level::Deny => ResultLevel::Error,
    }
}

fn number(number: usize) -> i64 {
    i64::try_from(number).unwrap_or(i64::MAX)
}

/// A path, whose parts stand between `/`, as a URI; relative where the path is.
fn uri(path: &str) -> String {
    let mut uri = String::new();
    if Path::new(path).is_absolute() {
        uri.push_str(if path.starts_with('/') { "file://" } else { "file:///" });
    }
    for byte in path.bytes() {
        match byte {
            b'a'..=b'z' | b'A'..=b'Z' | b'0'..=b'9' | b'-' | b'.' | b'_' | b'~' | b'/' => {
                uri.push(char::from(byte));
            }
            _ => {
                let _ = write!(uri, "%{byte:02X}");
            }
        }
    }
    uri
}

/// What a finding is known by in the next log, wherever its line has moved.
struct Fingerprints<'a> {
    catalog: &'a Catalog,
    /// How often each was given.
    counts: HashMap<String, usize>,
}

impl Fingerprints<'_> {
    fn next(&mut self, About { finding, locale, entry }: About<'_>) -> String {
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

#[cfg(test)]
mod tests {
    use super::uri;

    #[test]
    fn a_path_is_a_uri_of_the_same_kind() {
        assert_eq!(uri("docs/pt-BR/errors.md"), "docs/pt-BR/errors.md");
        assert_eq!(uri("../my docs/50%/é:?#.md"), "../my%20docs/50%25/%C3%A9%3A%3F%23.md");
        if cfg!(unix) {
            assert_eq!(uri("/tmp/docs/fr/errors.md"), "file:///tmp/docs/fr/errors.md");
        }
    }
}
