//! `list` shows every error, whatever the pages say.

mod support;

use braze_errors::{FatalError, Locale};
use support::run;

/// The rows of a listing: the lines that begin with a code, each with those that follow it.
fn rows(listing: &str) -> Vec<Vec<&str>> {
    let mut rows: Vec<Vec<&str>> = Vec::new();
    for line in listing.lines() {
        match (line.strip_prefix("\t\t"), rows.last_mut()) {
            (Some(more), Some(row)) => row.push(more),
            _ => rows.push(line.splitn(3, '\t').collect()),
        }
    }
    rows
}

#[test]
fn gives_each_error_a_row_that_begins_with_its_code() {
    for locale in Locale::ALL {
        let listed = run(&["list", "--locale", locale.tag()]);
        assert_eq!((listed.code, listed.stderr.as_str()), (Some(0), ""));
        let rows = rows(&listed.stdout);
        assert_eq!(rows.len(), FatalError::ALL.len());
        for (row, error) in rows.iter().zip(FatalError::ALL) {
            assert_eq!(row[..2], [error.code(), error.name()]);
            assert_eq!(row[2..].join("\n"), error.text(*locale));
        }
    }
}

#[test]
fn keeps_list_items_on_lines_of_their_own() {
    let listed = run(&["list", "--locale", "pt-BR"]);
    let rows = rows(&listed.stdout);
    let row = rows.iter().find(|row| row[0] == "401 Unauthorized").expect("it is documented");
    assert!(row[3].starts_with("- "), "{row:?}");
    assert!(row[3].contains("(https://www.braze.com/docs/pt-br/"), "{row:?}");
}

#[test]
fn gives_json_with_every_text() {
    for locale in Locale::ALL {
        let listed = run(&["list", "--locale", locale.tag(), "--format", "json"]);
        let listed: serde_json::Value = serde_json::from_str(&listed.stdout).expect("it is JSON");
        let expected: Vec<_> = FatalError::ALL
            .iter()
            .map(|error| {
                serde_json::json!({
                    "code": error.code(),
                    "status": error.status().to_string(),
                    "message": error.message(),
                    "name": error.name(),
                    "locale": locale.tag(),
                    "text": error.text(*locale),
                    "markdown": error.markdown(*locale),
                    "html": error.html(*locale),
                    "translated": error.is_translated(*locale),
                    "docs_url": error.docs_url(*locale),
                })
            })
            .collect();
        assert_eq!(listed, serde_json::Value::Array(expected));
    }
}

#[test]
fn gives_json_in_the_order_of_its_documentation() {
    let listed = run(&["list", "--format", "json"]);
    let keys: Vec<&str> =
        listed.stdout.lines().skip(2).take(10).map_while(|line| line.split('"').nth(1)).collect();
    let documented =
        ["code", "status", "message", "name", "locale", "text", "markdown", "html", "translated", "docs_url"];
    assert_eq!(keys, documented);
}
