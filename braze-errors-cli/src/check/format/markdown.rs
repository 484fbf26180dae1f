//! The report as a summary in Markdown, for the page of a forge's job.

use std::fmt::Write;

use braze_errors_codegen::{Coverage, Finding, State, escape_line};

use super::Reported;
use crate::pages::count;

/// How many findings are listed: a forge takes a summary of some size alone.
const LISTED: usize = 100;

pub(crate) fn markdown(reported: &Reported<'_>) -> String {
    let report = reported.report;
    let mut summary = format!("## Error pages\n\n{report}\n");
    let rows: Vec<String> = report.translations().map(row).collect();
    if !rows.is_empty() {
        let names = State::ALL.map(State::name).join(" | ");
        let _ = write!(
            summary,
            "\n| locale | | {names} |\n|---|{}\n{}",
            "---:|".repeat(State::ALL.len() + 1),
            rows.concat()
        );
    }
    let listed = reported.max.min(LISTED);
    let lines: Vec<String> = reported.findings().take(listed).map(line).collect();
    if !lines.is_empty() {
        let _ = write!(summary, "\n| place | rule | finding |\n|---|---|---|\n{}", lines.concat());
    }
    let left_out = report.findings.len().saturating_sub(listed);
    if left_out > 0 {
        let _ = writeln!(summary, "\n… and {} more", count(left_out, "finding"));
    }
    summary
}

fn row(coverage: &Coverage) -> String {
    let counts = State::ALL.map(|state| coverage.count(state).to_string()).join(" | ");
    format!("| {} | {} % | {counts} |\n", coverage.tag, coverage.percent())
}

fn line(finding: &Finding) -> String {
    let place = format!("{}:{}", finding.source.path(), finding.place());
    let (rule, level) = (finding.rule.name(), finding.level);
    format!("| {} | {level}: {rule} | {} |\n", cell(&place), cell(&finding.message))
}

/// A text as a cell, in which nothing is markup but code spans, as messages write them.
fn cell(text: &str) -> String {
    let mut escaped = String::with_capacity(text.len());
    for char in escape_line(text).chars() {
        match char {
            '|' => escaped.push_str("\\|"),
            '<' => escaped.push_str("&lt;"),
            '*' | '_' | '[' | ']' | '~' => escaped.extend(['\\', char]),
            char => escaped.push(char),
        }
    }
    // A backslash is one inside of a code span.
    let parts: Vec<String> = escaped
        .split('`')
        .enumerate()
        .map(|(position, part)| if position % 2 == 0 { part.to_owned() } else { unescaped(part) })
        .collect();
    parts.join("`")
}

/// A part of a code span, in which a pipe alone is escaped in a table.
fn unescaped(part: &str) -> String {
    let part = part.replace("&lt;", "<");
    ['*', '_', '[', ']', '~']
        .iter()
        .fold(part, |part, mark| part.replace(&format!("\\{mark}"), &mark.to_string()))
}
