//! The error pages of other APIs, where they lie beside the checkout, are read as they are meant.

use std::collections::BTreeMap;
use std::fmt::Write;
use std::fs;
use std::path::{Path, PathBuf};

use braze_errors_codegen::{Columns, Dialect, Loaded, Locale, Missing, Page, Row, Setup, Source, Unknown};

fn folder() -> PathBuf {
    Path::new(env!("CARGO_MANIFEST_DIR")).join("../../shared/field")
}

/// An API's pages, as `index.tsv` lists them: the source first.
struct Api {
    name: String,
    locales: Vec<String>,
    columns: Columns,
    markdown: Dialect,
}

fn apis() -> Vec<Api> {
    let Ok(index) = fs::read_to_string(folder().join("index.tsv")) else { return Vec::new() };
    let mut apis: BTreeMap<String, Api> = BTreeMap::new();
    for line in index.lines().skip(1) {
        let fields: Vec<&str> = line.split('\t').collect();
        let (name, locale, is_source) = (fields[0].to_owned(), fields[1].to_owned(), fields[2] == "source");
        let markdown = if fields[10].contains("kramdown") { Dialect::Kramdown } else { Dialect::Gfm };
        let api = apis.entry(name.clone()).or_insert_with(|| Api {
            name,
            locales: Vec::new(),
            columns: Columns::default(),
            markdown,
        });
        if is_source {
            api.columns = columns(fields[9]);
            api.locales.insert(0, locale);
        } else {
            api.locales.push(locale);
        }
    }
    apis.into_values().collect()
}

/// Reads `code = "Error Code", description = "Description"`.
fn columns(text: &str) -> Columns {
    let mut columns = Columns::default();
    for part in text.split("\", ") {
        let (role, header) = part.split_once(" = \"").unwrap();
        let header = header.trim_end_matches('"').to_owned();
        match role.trim() {
            "code" => columns.code = Some(header),
            "status" => columns.status = Some(header),
            "name" => columns.name = Some(header),
            "description" => columns.description.push(header),
            role => panic!("{role}"),
        }
    }
    columns
}

/// Rows that stand for others, and have no code.
fn skip(api: &str) -> Vec<String> {
    match api {
        "nacos" => vec!["...".to_owned()],
        "hhru" => vec!["—".to_owned()],
        _ => Vec::new(),
    }
}

fn load(api: &Api) -> Loaded {
    let locale = |tag: &String| Locale {
        tag: tag.clone(),
        missing: Missing::Fallback,
        unknown: Unknown::Ignore,
        page: Some(format!("{tag}.md")),
        docs: Some("https://docs.example".to_owned()),
        ..Locale::default()
    };
    let setup = Setup {
        locales: api.locales.iter().map(locale).collect(),
        columns: Some(api.columns.clone()),
        markdown: api.markdown,
        skip: skip(&api.name),
        ..Setup::default()
    };
    setup.load(&folder().join(&api.name), &api.name)
}

/// A row of `*.rows.tsv`, which was made without what looks like a tag, and has all statuses of a cell.
fn comparable(row: &str) -> String {
    let mut plain = String::new();
    let mut rest = row;
    while let Some((before, (_, after))) =
        rest.split_once('<').and_then(|(before, tag)| Some((before, tag.split_once('>')?)))
    {
        plain.push_str(before);
        rest = after;
    }
    plain.push_str(rest);
    let mut fields = plain.split('\t').map(str::to_owned).collect::<Vec<_>>();
    let end = fields[1].find(' ').unwrap_or(fields[1].len());
    fields[1].truncate(end);
    fields.join("\t")
}

#[test]
fn rows_codes_statuses_and_names_are_those_of_the_page() {
    let mut different = String::new();
    for api in apis() {
        let loaded = load(&api);
        for (tag, page) in api.locales.iter().zip(&loaded.catalog.pages) {
            let expected = fs::read_to_string(folder().join(format!("{}/{tag}.rows.tsv", api.name))).unwrap();
            let skipped = skip(&api.name);
            let is_read = |row: &&str| !skipped.iter().any(|code| row.starts_with(&format!("{code}\t")));
            let expected: Vec<String> = expected.lines().skip(1).filter(is_read).map(comparable).collect();
            let row = |row: &Row| {
                let name = row.name.as_deref().unwrap_or_default();
                comparable(&format!("{}\t{}\t{name}", row.code.message, row.code.status))
            };
            let found: Vec<String> = page.rows.iter().map(row).collect();
            if found != expected {
                let first = found.iter().zip(&expected).find(|(found, expected)| found != expected);
                writeln!(
                    different,
                    "{} {tag}: {} rows, expected {}; {first:?}",
                    api.name,
                    found.len(),
                    expected.len()
                )
                .unwrap();
            }
        }
    }
    assert!(different.is_empty(), "{different}");
}

#[test]
fn what_stops_a_build_is_a_defect_of_the_page() {
    let mut defects = String::new();
    for api in apis() {
        let loaded = load(&api);
        for finding in loaded.findings.iter() {
            writeln!(
                defects,
                "{}: {}: {}",
                finding.place(),
                finding.source.path(),
                finding.to_string().lines().next().unwrap()
            )
            .unwrap();
        }
    }
    if !apis().is_empty() {
        insta::assert_snapshot!(defects);
    }
}

#[test]
fn the_guide_names_the_columns() {
    let apis = apis();
    let (mut right, mut wrong) = (0, String::new());
    for api in &apis {
        let tag = &api.locales[0];
        let page = fs::read_to_string(folder().join(format!("{}/{tag}.md", api.name))).unwrap();
        let source = Source::new("errors.md", page);
        let findings = Page::read(&source, api.markdown).findings;
        let line = api.columns.to_string();
        // It stands alone: what is wrong with other columns' cells is no defect.
        if findings.len() == 1 && findings.iter().any(|finding| finding.help.ends_with(&format!("\n{line}")))
        {
            right += 1;
        } else {
            writeln!(
                wrong,
                "{}: expected {line}; found {}",
                api.name,
                findings.iter().map(ToString::to_string).collect::<Vec<_>>().join("\n")
            )
            .unwrap();
        }
    }
    assert!(apis.is_empty() || right >= 18, "{right} of {}\n{wrong}", apis.len());
}

/// Where a rule finds something on the pages, by API: the places alone, since the pages' words are others'.
#[cfg(feature = "check")]
#[test]
fn what_is_found_of_wording_and_anchors_is_told_by_place() {
    use braze_errors_codegen::{Findings, Levels, Rule, check};

    let mut found = String::new();
    for api in apis() {
        let report = check(&load(&api), Findings::default(), &Levels::default());
        let rules = [Rule::OtherLanguage, Rule::Untranslated, Rule::CutOff];
        for finding in report
            .findings
            .iter()
            .filter(|finding| rules.contains(&finding.rule) || finding.message.ends_with("with that anchor"))
        {
            let whole = if finding.message.starts_with("found the source's text;") { "whole" } else { "" };
            writeln!(found, "{}:{} {} {whole}", finding.source.path(), finding.place(), finding.rule.name())
                .unwrap();
            println!("{finding}");
        }
    }
    if !apis().is_empty() {
        insta::assert_snapshot!(found);
    }
}
