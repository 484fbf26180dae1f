//! The pages of `shared/cases/reader`, where they are at hand: each is read as kramdown reads it, or refused at the line of
//! what swallows its rows.

use std::path::Path;

use braze_errors_codegen::{Dialect, Form, Page, Source};
use serde_json::Value;

/// The pages that are refused, and the line of the first finding.
const REFUSED: &[(&str, usize)] = &[
    ("cross-link-strong", 6),
    ("cross-strong-code", 6),
    ("eob-after-list", 5),
    ("fence-glued-list", 8),
    ("html-div-p", 3),
    ("html-optional-li", 5),
    ("ial-href", 6),
    ("math-around", 3),
    ("placeholder-line", 3),
    ("placeholder-line-accent", 3),
    ("placeholder-list", 3),
    ("row-after-blank-bare", 8),
    ("row-after-blank-code-tag", 8),
    ("row-after-blank-strong", 8),
    ("tag-accent", 6),
];

#[test]
fn every_page_is_read_as_kramdown_reads_it_or_refused_where_its_rows_are_swallowed() {
    let folder = Path::new(env!("CARGO_MANIFEST_DIR")).join("../../shared/cases/reader");
    let Ok(expected) = std::fs::read_to_string(folder.join("expected.json")) else { return };
    let expected: Value = serde_json::from_str(&expected).unwrap();
    let mut wrong = Vec::new();
    for (name, tables) in expected.as_object().unwrap() {
        let source = Source::read(&folder.join(format!("{name}.md")), name).unwrap();
        let reading = Page::read(&source, Dialect::Kramdown);
        let line = reading.findings.first().map(|finding| finding.place().line);
        let refused = REFUSED.iter().find(|(page, _)| page == name).map(|(_, line)| *line);
        if line != refused {
            wrong.push(format!("{name}: refused at {line:?}, expected {refused:?}"));
        }
        let rows: Vec<[String; 2]> = reading
            .page
            .rows
            .iter()
            .map(|row| [row.code.to_string(), Form::Html.write(&row.description, "https://example.com")])
            .collect();
        if line.is_none() && rows != kramdown_rows(tables) {
            wrong.push(format!("{name}: {rows:?}"));
        }
    }
    assert!(wrong.is_empty(), "{wrong:#?}");
}

fn kramdown_rows(tables: &Value) -> Vec<[String; 2]> {
    let tables = tables.as_array().into_iter().flatten();
    let row = |row: &Value| [0, 2].map(|cell| row[cell].as_str().unwrap().to_owned());
    tables.filter_map(Value::as_array).flatten().map(row).collect()
}
