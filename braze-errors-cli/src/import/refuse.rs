//! What is refused, so that nothing is written.

use std::collections::{BTreeMap, HashMap};

use braze_errors_codegen::{Finding, Inline, Level, Loaded, Node, Report, Rule};

use super::{Imported, checked};
use crate::failure::Failure;
use crate::opened::Opened;
use crate::pages;
use braze_errors_codegen::exchange::{Text, Unit, units};

/// Refuses what would lose something, or would be read otherwise than it is meant.
pub(super) fn refuse_losses(
    opened: &Opened,
    before: &Report,
    written: &Loaded,
    by_locale: &BTreeMap<usize, Imported>,
    force: bool,
) -> Result<(), Failure> {
    let after = checked(written, &opened.levels);
    let mut lost: Vec<Finding> = Vec::new();
    let mut misread = Vec::new();
    for (locale, imported) in by_locale {
        let is_error =
            |finding: &&Finding| finding.level == Level::Deny && !(force && is_drift(finding.rule));
        let mut counts: HashMap<(Rule, &str), usize> = HashMap::new();
        for finding in before.findings.pages[*locale].iter().filter(is_error) {
            *counts.entry((finding.rule, &finding.message)).or_default() += 1;
        }
        for finding in after.findings.pages[*locale].iter().filter(is_error) {
            match counts.get_mut(&(finding.rule, finding.message.as_str())) {
                Some(count) if *count > 0 => *count -= 1,
                _ => lost.push(finding.clone()),
            }
        }
        let expected: HashMap<&str, &str> =
            imported.changes.iter().map(|change| (change.id.as_str(), change.text.as_str())).collect();
        let old = units(&opened.loaded.catalog, before, *locale);
        let new = units(&written.catalog, &after, *locale);
        let new: HashMap<&str, &Unit<'_>> = new.iter().map(|unit| (unit.id.as_str(), unit)).collect();
        for unit in &old {
            let written = new.get(unit.id.as_str()).and_then(|unit| unit.target);
            // A cell more or less, or another one between the descriptions, is no translation.
            let is_torn = match (written.map(between_cells), unit.target.map(between_cells)) {
                (Some(now), Some(before)) => now != before,
                (Some(now), None) => now.len() != between_cells(unit.source).len(),
                (None, _) => false,
            };
            if is_torn {
                misread.push(format!(
                    "found `{}` for `{}`, with other marks between its cells; expected what stands between the texts to stay",
                    written.map(Text::written).unwrap_or_default(),
                    unit.id
                ));
                continue;
            }
            let text = expected.get(unit.id.as_str()).map(|text| (*text).to_owned());
            let text = text.or_else(|| unit.target.map(Text::written));
            let found = written.map(Text::written);
            if found != text {
                let expected = match unit.entry {
                    Some(_) => "one cell of inline Markdown",
                    None => "a bullet of inline Markdown, with its status in bold words",
                };
                misread.push(format!(
                    "found `{}` for `{}`, which the page's reader would not find in its place; expected {expected}",
                    text.unwrap_or_default(),
                    unit.id
                ));
            }
        }
    }
    if !lost.is_empty() {
        pages::report(&lost);
        let found = pages::count(lost.len(), "error");
        // What would not build is written by no means.
        let help = if lost.iter().all(|finding| is_drift(finding.rule)) {
            "mend the file, or add `--force`, which writes what `check` alone would find"
        } else {
            "mend the file"
        };
        return Err(Failure::trouble(format!("found {found} in what would be written; nothing is written"))
            .help(help));
    }
    if misread.is_empty() {
        return Ok(());
    }
    let help = "mend the text in the file: it has to be in one piece, with no white space around it";
    Err(Failure::troubles(misread).help(help))
}

/// What stands between the cells that a description is made of: ` | `.
fn between_cells(Text { page, description }: Text<'_>) -> Vec<&str> {
    let between = |pair: &[Node]| match pair {
        [Node { span, inline: Inline::Break }, Node { span: other, inline: Inline::Break }]
            if span == other =>
        {
            page.source.text().get(span.clone())
        }
        _ => None,
    };
    description.nodes.windows(2).filter_map(between).collect()
}

/// Says whether pages build all the same with what a rule finds: it is denied by choice, or is about what a translation
/// loses of its source.
fn is_drift(rule: Rule) -> bool {
    let is_by_choice = rule.default_level() != Level::Deny;
    is_by_choice
        || matches!(rule, Rule::CodeSpan | Rule::Number | Rule::Link | Rule::Mojibake | Rule::DoubleEscape)
}

/// Refuses a page whose rows can't all be read, or whose source's can't.
pub(crate) fn refuse_unalignable(opened: &Opened, locale: usize) -> Result<(), Failure> {
    let pages = &opened.loaded.findings.pages;
    // A row that isn't there is what translators are to write; one without a name of its own is no unit.
    let is_bad = |finding: &&Finding| {
        finding.rule.loses_rows() || matches!(finding.rule, Rule::SharedName | Rule::UnnameableRow)
    };
    let findings = pages[opened.setup.source].iter().chain(&pages[locale]);
    let findings: Vec<Finding> = findings.filter(is_bad).cloned().collect();
    if findings.is_empty() {
        return Ok(());
    }
    pages::report(&findings);
    let found = pages::count(findings.len(), "finding");
    Err(Failure::trouble(format!("{found} in the pages; expected pages whose rows can be told apart")))
}
