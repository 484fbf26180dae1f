//! A diff as Markdown for a changelog, under the headings of [Keep a Changelog](https://keepachangelog.com).

use std::fmt::Write;

use braze_errors_codegen::diff::{Diff, LocaleDiff, RowChange, RowDiff, StatusDiff, TextChange, Variant};

use super::human::moves;
use super::marks::Marks;
use crate::text::escape_controls;

const MARKS: Marks = Marks { same: literal, removed, added };

pub(super) fn write(diff: &Diff) -> String {
    let (mut added, mut changed, mut removed) = (String::new(), String::new(), String::new());
    for tag in &diff.added_locales {
        let _ = writeln!(added, "- The locale `{tag}`.");
    }
    for tag in &diff.removed_locales {
        let _ = writeln!(removed, "- **Breaking:** the locale `{tag}`.");
    }
    for row in &diff.rows {
        let _ = match &row.change {
            RowChange::Added(variant) => writeln!(added, "- {}{}", named(variant), description(row)),
            RowChange::Removed(variant) => writeln!(removed, "- **Breaking:** {}.", named(variant)),
            RowChange::Kept { old, new } if old == new => writeln!(changed, "- {}:", named(new)),
            RowChange::Kept { old, new } => {
                writeln!(changed, "- **Breaking:** {} is now {}.", named(old), named(new))
            }
        };
        if matches!(row.change, RowChange::Kept { .. }) {
            write_details(&mut changed, row);
        }
    }
    for StatusDiff { locale, status, text } in &diff.statuses {
        let _ = writeln!(changed, "- The text of the status `{status}` in `{locale}`: {}", MARKS.words(text));
    }
    for change in &diff.anchors {
        let _ =
            writeln!(changed, "- Links to the documentation in `{}` lead to another section.", change.locale);
    }
    let sections = [("Added", added), ("Changed", changed), ("Removed", removed)];
    let sections = sections.iter().filter(|(_, items)| !items.is_empty());
    sections.map(|(heading, items)| format!("### {heading}\n\n{items}")).collect::<Vec<_>>().join("\n")
}

fn named(Variant { name, code }: &Variant) -> String {
    format!("`{name}` ({})", literal(&code.to_string()))
}

/// The text of a row that came, in the first locale that has it: the source.
fn description(row: &RowDiff) -> String {
    match row.locales.first().and_then(|locale| locale.text.as_ref()) {
        Some(TextChange::Added(markdown)) => format!(": {}", escape_controls(markdown).replace('\n', "\n  ")),
        _ => ".".to_owned(),
    }
}

/// What changed in a row that stayed, below the item that names it.
fn write_details(items: &mut String, row: &RowDiff) {
    for (words, locales) in moves(row) {
        let _ = writeln!(items, "  - {words} ({})", locales.join(", "));
    }
    for LocaleDiff { locale, text, .. } in &row.locales {
        if let Some(change) = text {
            let _ = writeln!(items, "  - {locale}: {}", MARKS.words(change));
        }
    }
}

fn removed(words: &str) -> String {
    format!("<del>{}</del>", literal(words))
}

fn added(words: &str) -> String {
    format!("<ins>{}</ins>", literal(words))
}

/// A text as it is written: a change may begin or end inside of a code span or a link.
fn literal(text: &str) -> String {
    let mut escaped = String::with_capacity(text.len());
    for char in escape_controls(text).chars() {
        if "\\`*_[]<>&#|~".contains(char) {
            escaped.push('\\');
        }
        match char {
            '\n' => escaped.push_str("<br>"),
            char => escaped.push(char),
        }
    }
    escaped
}
