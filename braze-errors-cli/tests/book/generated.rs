//! What is listed in the book and in the documentation of the macro follows from the code.

use std::fmt::Write as _;

use braze_errors_codegen::{KeyTable, Level, Notation, Rule};

use crate::pages;

/// Holds that below each line `<!-- from the code: NAME -->` stands its table; `prefix` begins each line.
fn hold(path: &str, prefix: &str, tables: &[(&str, String)]) {
    let page = pages::read(path);
    let mut text = page.text.clone();
    for (name, table) in tables {
        let mark = format!("{prefix}<!-- from the code: {name} -->\n");
        let start = text.find(&mark).unwrap_or_else(|| panic!("found no `{mark}` in {path}")) + mark.len();
        let is_row = |line: &&str| line.starts_with(&format!("{prefix}|"));
        let length: usize = text[start..].split_inclusive('\n').take_while(is_row).map(str::len).sum();
        let table: String = table.split_inclusive('\n').flat_map(|row| [prefix, row]).collect();
        text.replace_range(start..start + length, &table);
    }
    if let Err(difference) = pages::compare(&page, &text) {
        panic!("{difference}");
    }
}

#[test]
fn the_configuration_s_keys_are_those_of_the_code() {
    let file = Notation::File;
    let tables = [
        ("catalog", KeyTable::Catalog.markdown(file)),
        ("locale", KeyTable::Locale.markdown(file)),
        ("columns", KeyTable::Columns.markdown(file)),
        ("rename", KeyTable::Rename.markdown(file)),
    ];
    hold("book/src/reference/configuration.md", "", &tables);
}

#[test]
fn the_macro_s_keys_are_those_of_the_code() {
    let call = Notation::Call;
    let tables = [
        ("catalog", KeyTable::Catalog.markdown(call)),
        ("locale", KeyTable::Locale.markdown(call)),
        ("columns", KeyTable::Columns.markdown(call)),
    ];
    hold("braze-errors/src/lib.rs", "/// ", &tables);
}

#[test]
fn the_rules_are_those_of_the_code() {
    let mut table = "| rule | level | what it finds |\n|---|---|---|\n".to_owned();
    let mut summary = String::new();
    for rule in Rule::ALL {
        let (name, level) = (rule.name(), word(rule.default_level()));
        let _ =
            writeln!(table, "| [`{name}`](../rules/{name}.md) | {level} | {} |", first_sentence(rule.page()));
        let _ = writeln!(summary, "  - [{name}](rules/{name}.md)");
    }
    hold("book/src/reference/rules.md", "", &[("rules", table)]);
    let page = pages::read("book/src/SUMMARY.md");
    let is_rule = |line: &&str| line.starts_with("  - [") && line.contains("](rules/");
    let listed: String = page.text.split_inclusive('\n').filter(is_rule).collect();
    if let Err(difference) = pages::compare(&page, &page.text.replace(&listed, &summary)) {
        panic!("{difference}");
    }
}

fn word(level: Level) -> &'static str {
    match level {
        Level::Allow => "allowed",
        Level::Warn => "warning",
        Level::Deny => "error",
    }
}

/// The first sentence of a rule's page, below its heading.
fn first_sentence(page: &str) -> String {
    let paragraph =
        page.split("\n\n").nth(1).expect("a heading is followed by a paragraph").replace('\n', " ");
    let end = paragraph.find(". ").map_or(paragraph.len(), |end| end + 1);
    paragraph[..end].replace('|', "\\|")
}
