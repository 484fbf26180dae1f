//! A diff for people, with marks that need no colour.

use std::fmt::Write;

use anstyle::{AnsiColor, Style};
use braze_errors_codegen::diff::{
    AnchorChange, Bump, Diff, LocaleDiff, Move, RowChange, RowDiff, StatusDiff, Variant,
};

use super::marks::Marks;
use crate::pages::count;
use crate::text::escape_controls;

const MARKS: Marks = Marks { same: escape_controls, removed, added };

const BOLD: Style = Style::new().bold();
const ADDED: Style = AnsiColor::Green.on_default();
const REMOVED: Style = AnsiColor::Red.on_default();
const CHANGED: Style = AnsiColor::Yellow.on_default();

/// The whole of a diff, the semantic version last.
pub(crate) fn write(diff: &Diff) -> String {
    let mut text = String::new();
    for tag in &diff.added_locales {
        line(&mut text, ADDED, '+', &format!("locale {BOLD}{tag}{BOLD:#}"));
    }
    for tag in &diff.removed_locales {
        line(&mut text, REMOVED, '-', &format!("locale {BOLD}{tag}{BOLD:#}"));
    }
    for AnchorChange { locale, old, new } in &diff.anchors {
        let change = [removed(&anchor(old.as_ref())), added(&anchor(new.as_ref()))].concat();
        line(&mut text, CHANGED, '~', &format!("anchor in {BOLD}{locale}{BOLD:#}: {change}"));
    }
    for StatusDiff { locale, status, text: change } in &diff.statuses {
        let words = MARKS.words(change).replace('\n', "\n    ");
        line(
            &mut text,
            CHANGED,
            '~',
            &format!("status {BOLD}{status}{BOLD:#} in {BOLD}{locale}{BOLD:#}: {words}"),
        );
    }
    for row in &diff.rows {
        write_row(&mut text, row);
    }
    if !text.is_empty() {
        text.push('\n');
    }
    text + &version(diff) + "\n"
}

fn line(text: &mut String, style: Style, mark: char, words: &str) {
    let _ = writeln!(text, "{style}{mark}{style:#} {words}");
}

fn anchor(anchor: Option<&String>) -> String {
    anchor.map_or("none".to_owned(), |anchor| format!("#{anchor}"))
}

fn write_row(text: &mut String, row: &RowDiff) {
    let head = |Variant { name, code }: &Variant| {
        format!("{BOLD}{}{BOLD:#}  {}", escape_controls(&code.to_string()), escape_controls(name))
    };
    match &row.change {
        RowChange::Added(variant) => line(text, ADDED, '+', &head(variant)),
        RowChange::Removed(variant) => line(text, REMOVED, '-', &head(variant)),
        RowChange::Kept { old, new } => {
            let code = either(&old.code.to_string(), &new.code.to_string(), BOLD);
            let name = either(&old.name, &new.name, Style::new());
            line(text, CHANGED, '~', &format!("{code}  {name}"));
        }
    }
    for (words, locales) in moves(row) {
        let _ = writeln!(text, "    {} ({})", escape_controls(&words), locales.join(", "));
    }
    for LocaleDiff { locale, text: change, .. } in &row.locales {
        let Some(change) = change else { continue };
        let _ = writeln!(text, "    {locale}: {}", MARKS.words(change).replace('\n', "\n      "));
    }
}

/// Where a row moved, each place with the locales whose pages have it there.
pub(super) fn moves(row: &RowDiff) -> Vec<(String, Vec<&str>)> {
    let mut places: Vec<(String, Vec<&str>)> = Vec::new();
    for LocaleDiff { locale, moved, .. } in &row.locales {
        let words = match moved {
            None => continue,
            Some(Move { below: Some(variant) }) => format!("moved below `{variant}`"),
            Some(Move { below: None }) => "moved to the top".to_owned(),
        };
        match places.iter_mut().find(|(known, _)| *known == words) {
            Some((_, locales)) => locales.push(locale),
            None => places.push((words, vec![locale])),
        }
    }
    places
}

fn removed(words: &str) -> String {
    format!("{REMOVED}[-{}-]{REMOVED:#}", escape_controls(words))
}

fn added(words: &str) -> String {
    format!("{ADDED}{{+{}+}}{ADDED:#}", escape_controls(words))
}

fn either(old: &str, new: &str, style: Style) -> String {
    if old == new { format!("{style}{}{style:#}", escape_controls(new)) } else { removed(old) + &added(new) }
}

/// `semantic version: major (1 variant removed, 2 rows reworded)`
pub(crate) fn version(diff: &Diff) -> String {
    let bump = diff.bump();
    if bump == Bump::None {
        return format!("semantic version: {BOLD}none{BOLD:#} (no row, status, locale or anchor changed)");
    }
    let rows = |is_meant: fn(&RowDiff) -> bool| diff.rows.iter().filter(|row| is_meant(row)).count();
    let facts = [
        (rows(|row| matches!(row.change, RowChange::Removed(_))), "variant", "removed"),
        (rows(|row| kept(row).is_some_and(|(old, new)| old.name != new.name)), "variant", "renamed"),
        (rows(|row| kept(row).is_some_and(|(old, new)| old.code != new.code)), "row", "recoded"),
        (diff.removed_locales.len(), "locale", "removed"),
        (rows(|row| matches!(row.change, RowChange::Added(_))), "variant", "added"),
        (diff.added_locales.len(), "locale", "added"),
        (
            rows(|row| kept(row).is_some() && row.locales.iter().any(|locale| locale.text.is_some())),
            "row",
            "reworded",
        ),
        (rows(|row| row.locales.iter().any(|locale| locale.moved.is_some())), "row", "moved"),
        (diff.statuses.len(), "status text", "changed"),
        (diff.anchors.len(), "anchor", "changed"),
    ];
    let facts = facts.iter().filter(|(number, ..)| *number > 0);
    let facts: Vec<String> =
        facts.map(|(number, what, how)| format!("{} {how}", count(*number, what))).collect();
    format!("semantic version: {BOLD}{}{BOLD:#} ({})", bump.name(), facts.join(", "))
}

/// The variant of a row that stayed, as it was and as it is.
fn kept(row: &RowDiff) -> Option<(&Variant, &Variant)> {
    match &row.change {
        RowChange::Kept { old, new } => Some((old, new)),
        RowChange::Added(_) | RowChange::Removed(_) => None,
    }
}
