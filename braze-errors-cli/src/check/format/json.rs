//! The report as JSON.

use braze_errors_codegen::diff::Words;
use braze_errors_codegen::{About, Coverage, Level, Place, Source, Span, State};
use serde::Serialize;

use super::Reported;

#[derive(Serialize)]
struct Document<'a> {
    findings: Vec<FindingObject<'a>>,
    summary: Summary<'a>,
}

#[derive(Serialize)]
struct FindingObject<'a> {
    rule: &'static str,
    level: String,
    /// `null` for what stands on no page of a locale.
    locale: Option<&'a str>,
    /// The code of the row; `null` for what is about none.
    row: Option<String>,
    /// The name of the row's variant.
    variant: Option<&'a str>,
    #[serde(flatten)]
    region: Region<'a>,
    message: &'a str,
    help: &'a str,
    notes: Vec<NoteObject<'a>>,
    #[serde(skip_serializing_if = "Option::is_none")]
    fix: Option<FixObject<'a>>,
    #[serde(skip_serializing_if = "Option::is_none")]
    change: Option<ChangeObject<'a>>,
}

/// How the source's text has changed since it was accepted.
#[derive(Serialize)]
struct ChangeObject<'a> {
    before: &'a str,
    now: &'a str,
    words: Vec<WordsObject>,
}

#[derive(Serialize)]
struct WordsObject {
    change: &'static str,
    markdown: String,
}

#[derive(Serialize)]
struct NoteObject<'a> {
    #[serde(flatten)]
    region: Region<'a>,
    message: &'a str,
}

#[derive(Serialize)]
struct FixObject<'a> {
    #[serde(flatten)]
    region: Region<'a>,
    text: &'a str,
}

/// A place from its first character to the one behind its last; 1-based, columns in Unicode scalar values.
#[derive(Serialize)]
struct Region<'a> {
    path: &'a str,
    line: usize,
    column: usize,
    end_line: usize,
    end_column: usize,
}

#[derive(Serialize)]
struct Summary<'a> {
    pages: usize,
    rows: usize,
    errors: usize,
    warnings: usize,
    coverage: Vec<CoverageObject<'a>>,
}

#[derive(Serialize)]
struct CoverageObject<'a> {
    locale: &'a str,
    rows: usize,
    done: usize,
    stale: usize,
    drifted: usize,
    untranslated: usize,
    fallback: usize,
    missing: usize,
    percent: usize,
}

pub(crate) fn json(reported: &Reported<'_>) -> String {
    let report = reported.report;
    let document = Document {
        findings: reported.about().map(|about| finding(reported, about)).collect(),
        summary: Summary {
            pages: report.coverage.len(),
            rows: report.states.len(),
            errors: report.count(Level::Deny),
            warnings: report.count(Level::Warn),
            coverage: report.translations().map(CoverageObject::of).collect(),
        },
    };
    crate::record::json(&document)
}

impl<'a> CoverageObject<'a> {
    fn of(coverage: &'a Coverage) -> Self {
        Self {
            locale: &coverage.tag,
            rows: coverage.rows(),
            done: coverage.count(State::Done),
            stale: coverage.count(State::Stale),
            drifted: coverage.count(State::Drifted),
            untranslated: coverage.count(State::Untranslated),
            fallback: coverage.count(State::Fallback),
            missing: coverage.count(State::Missing),
            percent: coverage.percent(),
        }
    }
}

fn finding<'a>(reported: &Reported<'a>, about: About<'a>) -> FindingObject<'a> {
    let (finding, (locale, row)) = (about.finding, reported.place_of(&about));
    let (row, variant) = row.unzip();
    let change = finding.change.as_ref();
    FindingObject {
        locale,
        row,
        variant,
        rule: finding.rule.name(),
        level: finding.level.to_string(),
        region: region(&finding.source, &finding.span),
        message: &finding.message,
        help: &finding.help,
        notes: finding
            .notes
            .iter()
            .map(|note| NoteObject { region: region(&note.source, &note.span), message: &note.message })
            .collect(),
        fix: finding
            .fix
            .as_ref()
            .map(|fix| FixObject { region: region(&finding.source, &fix.span), text: &fix.text }),
        change: change.map(|change| ChangeObject {
            before: &change.before,
            now: &change.now,
            words: change.words().into_iter().map(words).collect(),
        }),
    }
}

fn words(words: Words) -> WordsObject {
    let (change, markdown) = match words {
        Words::Same(markdown) => ("same", markdown),
        Words::Removed(markdown) => ("removed", markdown),
        Words::Added(markdown) => ("added", markdown),
    };
    WordsObject { change, markdown }
}

fn region<'a>(source: &'a Source, span: &Span) -> Region<'a> {
    let (start, end): (Place, Place) = (source.place(span.start), source.place(span.end));
    Region {
        path: source.path(),
        line: start.line,
        column: start.column,
        end_line: end.line,
        end_column: end.column,
    }
}
