//! Findings as diagnostics.

use std::collections::{BTreeMap, HashMap};

use braze_errors_codegen::{Finding, Level, Note, Rule, Source};
use lsp_types::{
    CodeDescription, Diagnostic, DiagnosticRelatedInformation, DiagnosticSeverity, Location, NumberOrString,
    PublishDiagnosticsParams, Range, Uri,
};

use super::edited_catalog::EditedCatalog;
use super::position::Encoding;
use super::workspace::Workspace;
use crate::failure::Failure;
use crate::text::shown;

/// What is found in all catalogs, by the URI of the file.
pub(super) fn of_workspace(workspace: &Workspace) -> BTreeMap<String, PublishDiagnosticsParams> {
    let mut files: BTreeMap<String, PublishDiagnosticsParams> = BTreeMap::new();
    for catalog in workspace.catalogs() {
        for (uri, diagnostics) in Diagnostics::new(catalog, workspace).by_file() {
            let version = workspace.documents.get(&uri).map(|document| document.version);
            let file = files.entry(uri.as_str().to_owned());
            let file = file.or_insert_with(|| PublishDiagnosticsParams::new(uri, Vec::new(), version));
            file.diagnostics.extend(diagnostics);
        }
    }
    files
}

/// Writes what is found in a catalog as an editor shows it.
pub(super) struct Diagnostics<'a> {
    catalog: &'a EditedCatalog,
    workspace: &'a Workspace,
    /// The URI of each file, by its path below the catalog's folder.
    uris: HashMap<String, Option<Uri>>,
}

impl<'a> Diagnostics<'a> {
    pub(super) fn new(catalog: &'a EditedCatalog, workspace: &'a Workspace) -> Self {
        Self { catalog, workspace, uris: HashMap::new() }
    }

    /// What is found, by the file in which it stands. Each page's file is among them, also where nothing is found in it.
    fn by_file(&mut self) -> Vec<(Uri, Vec<Diagnostic>)> {
        let mut files = Vec::new();
        if let Some(failure) = self.catalog.failure() {
            files.extend(self.of_failure(failure));
        }
        let Some(pages) = self.catalog.pages() else { return files };
        let sources = pages.loaded.catalog.pages.iter().map(|page| &page.source);
        let findings = &pages.report.findings;
        for (source, findings) in sources.zip(&findings.pages) {
            if let Some(uri) = self.uri(source) {
                files.push((uri, findings.iter().map(|finding| self.of_finding(finding)).collect()));
            }
        }
        let elsewhere = findings.unlisted.iter().map(|(_, finding)| finding).chain(&findings.lock);
        for finding in elsewhere {
            if let Some(uri) = self.uri(&finding.source) {
                files.push((uri, vec![self.of_finding(finding)]));
            }
        }
        files
    }

    pub(super) fn of_finding(&mut self, finding: &Finding) -> Diagnostic {
        let Finding { rule, level, source, span, message, help, notes, .. } = finding;
        let related: Vec<_> = notes.iter().filter_map(|note| self.related(note)).collect();
        Diagnostic {
            severity: Some(severity(*level)),
            code: Some(NumberOrString::String(rule.name().to_owned())),
            code_description: page_of(*rule).parse().ok().map(|href| CodeDescription { href }),
            related_information: Some(related).filter(|related| !related.is_empty()),
            ..diagnostic(self.workspace.encoding.range(source, span), format!("{message}\nhelp: {help}"))
        }
    }

    /// The source's row, mostly.
    fn related(&mut self, Note { source, span, message }: &Note) -> Option<DiagnosticRelatedInformation> {
        let (uri, range) = (self.uri(source)?, self.workspace.encoding.range(source, span));
        Some(DiagnosticRelatedInformation { location: Location { uri, range }, message: message.clone() })
    }

    /// Why the catalog can't be checked, in the file that describes it.
    fn of_failure(&self, failure: &Failure) -> Option<(Uri, Vec<Diagnostic>)> {
        let file = self.catalog.configuration();
        let text = std::fs::read_to_string(&file).unwrap_or_default();
        let source = Source::new(shown(&self.catalog.real_configuration()), text);
        let help = failure.help_line().map_or_else(String::new, |help| format!("\nhelp: {help}"));
        let of_message = |message: &String| {
            let (range, message) = placed(message, &source, self.workspace.encoding);
            let severity = Some(DiagnosticSeverity::ERROR);
            Diagnostic { severity, ..diagnostic(range, format!("{message}{help}")) }
        };
        Some((self.workspace.uri(&file)?, failure.messages().iter().map(of_message).collect()))
    }

    fn uri(&mut self, source: &Source) -> Option<Uri> {
        if let Some(uri) = self.uris.get(source.path()) {
            return uri.clone();
        }
        let uri = self.workspace.uri(&self.catalog.file(source));
        self.uris.insert(source.path().to_owned(), uri.clone());
        uri
    }
}

fn diagnostic(range: Range, message: String) -> Diagnostic {
    Diagnostic { range, message, source: Some(env!("CARGO_BIN_NAME").to_owned()), ..Diagnostic::default() }
}

fn severity(level: Level) -> DiagnosticSeverity {
    match level {
        Level::Deny => DiagnosticSeverity::ERROR,
        Level::Warn | Level::Allow => DiagnosticSeverity::WARNING,
    }
}

/// Where a rule's page is to be read.
fn page_of(rule: Rule) -> String {
    format!(
        "{}/blob/v{}/braze-errors-codegen/rules/{}.md",
        env!("CARGO_PKG_REPOSITORY"),
        env!("CARGO_PKG_VERSION"),
        rule.name()
    )
}

/// The place in a configuration file that a message begins with, to the end of its line, and the rest of the message; the
/// file's beginning where it names none.
fn placed<'m>(message: &'m str, file: &Source, encoding: Encoding) -> (Range, &'m str) {
    let found = || {
        let (line, rest) = message.strip_prefix(file.path())?.strip_prefix(':')?.split_once(':')?;
        let (column, rest) = rest.split_once(": ")?;
        let (line, column): (usize, usize) = (line.parse().ok()?, column.parse().ok()?);
        let start: usize = file.text().split_inclusive('\n').take(line.checked_sub(1)?).map(str::len).sum();
        let end = file.line(start).end;
        let found = file.text()[start..end].char_indices().nth(column.checked_sub(1)?);
        let start = found.map_or(end, |(at, _)| start + at);
        Some((encoding.range(file, &(start..end)), rest))
    };
    found().unwrap_or((Range::default(), message))
}
