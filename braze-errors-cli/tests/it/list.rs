//! `list` shows every error, whatever the pages say.

use serde_json::{Value, json};

use crate::support::pages::{ENGLISH, page, write};
use crate::support::{command, finish, listed, run, text};

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

/// The tags of the bundled pages' locales.
fn locales() -> Vec<String> {
    let mut locales: Vec<String> =
        listed("all").iter().map(|error| text(error, "locale").to_owned()).collect();
    locales.dedup();
    locales
}

#[test]
fn gives_each_error_a_row_that_begins_with_its_code() {
    for locale in locales() {
        let listing = run(&["list", "--locale", &locale]);
        assert_eq!((listing.code, listing.stderr.as_str()), (Some(0), ""));
        let (rows, errors) = (rows(&listing.stdout), listed(&locale));
        assert_eq!(rows.len(), errors.len());
        for (row, error) in rows.iter().zip(&errors) {
            assert_eq!(row[..2], [text(error, "code"), text(error, "variant")]);
            assert_eq!(row[2..].join("\n"), text(error, "text"));
        }
    }
}

#[test]
fn keeps_list_items_on_lines_of_their_own() {
    let listing = run(&["list", "--locale", "pt-BR"]);
    let rows = rows(&listing.stdout);
    let row = rows.iter().find(|row| row[0] == "401 Unauthorized").expect("it is documented");
    assert!(row[3].starts_with("- "), "{row:?}");
    assert!(row[3].contains("(https://www.braze.com/docs/pt-br/"), "{row:?}");
}

#[test]
fn gives_every_locale_in_turn() {
    let locales = locales();
    assert_eq!(locales, ["en", "pt-BR", "fr", "de", "en-XA"]);
    let one_by_one: Vec<Value> = locales.iter().flat_map(|locale| listed(locale)).collect();
    assert_eq!(listed("all"), one_by_one);

    let listing = run(&["list", "--locale", "all"]).stdout;
    let columns: Vec<&str> = listing.lines().filter_map(|line| line.split('\t').next()).collect();
    for locale in &locales {
        assert_eq!(columns.iter().filter(|column| *column == locale).count(), listed(locale).len());
    }
}

#[test]
fn says_where_each_text_stands() {
    // The variable's relative path, and the one of the pages that the command holds, is one from the workspace's folder.
    let workspace = std::path::Path::new(env!("CARGO_MANIFEST_DIR")).parent().unwrap();
    for error in listed("all") {
        let (path, locale) = (text(&error, "path"), text(&error, "locale"));
        assert!(path.ends_with(&format!("/{locale}/errors.md")), "{error}");
        let below = std::path::Path::new(path);
        let file = [workspace.join(below), std::path::Path::new(env!("CARGO_MANIFEST_DIR")).join(below)];
        let page =
            file.iter().find_map(|file| std::fs::read_to_string(file).ok()).expect("the page is there");
        let line = usize::try_from(error["line"].as_u64().expect("it is a number")).unwrap();
        let row = page.lines().nth(line - 1).expect("the page has the line");
        assert!(row.contains(text(&error, "code")), "{row}");
    }
}

/// Pages of a made-up API, as its crate has them: a row that the translation lacks, and one that only the lock holds.
fn parcel() -> tempfile::TempDir {
    let folder = tempfile::tempdir().unwrap();
    let call = "error_catalog! { pub enum E; pub enum L; pages = \"docs/{locale}/errors.md\", source = \"en\", \
        lock = \"docs/catalog.lock\", path = \"/errors/\", rename = [\"404 Not Found\" => UnknownParcel], \
        locales = [\"en\" { docs = \"https://parcel.example\" }, \
        \"fr\" { docs = \"https://parcel.example/fr\", missing = fallback }] }";
    let english = [
        "400 No Label = The parcel has no `label`. See the [list]({{site.baseurl}}/labels).",
        "404 Not Found = No depot knows it.<br>- Look **twice**.",
    ];
    let french = ["400 No Label = Pas de `label`. Voir la [liste]({{site.baseurl}}/labels)."];
    let files = [
        ("Cargo.toml", "[package]\nname = \"parcel\"\n".to_owned()),
        ("src/lib.rs", call.to_owned()),
        ("docs/en/errors.md", page(&[&english[..], &["410 Gone = It has gone."]].concat())),
        ("docs/fr/errors.md", page(&french)),
    ];
    write(folder.path(), files);
    for args in [&["accept"][..], &["accept", "--deprecate", "Gone"]] {
        let mut command = command(args);
        command.args(["--catalog", "src/lib.rs"]).current_dir(folder.path());
        let accepted = finish(command);
        assert_eq!(accepted.code, Some(0), "{}", accepted.stderr);
    }
    write(folder.path(), [("docs/en/errors.md", page(&english))]);
    folder
}

#[test]
fn gives_json_with_all_there_is_to_say() {
    let folder = parcel();
    let mut command = command(&["list", "--catalog", "src/lib.rs", "--locale", "fr", "--format", "json"]);
    command.current_dir(folder.path());
    let listing = finish(command);
    assert_eq!((listing.code, listing.stderr.as_str()), (Some(0), ""));
    let errors: Value = serde_json::from_str(&listing.stdout).expect("it is JSON");
    let expected = json!([
        {
            "variant": "NoLabel",
            "code": "400 No Label",
            "status": "400",
            "locale": "fr",
            "text": "Pas de `label`. Voir la liste (https://parcel.example/fr/labels).",
            "markdown": "Pas de `label`. Voir la [liste](https://parcel.example/fr/labels).",
            "html": "Pas de <code>label</code>. Voir la <a href=\"https://parcel.example/fr/labels\">liste</a>.",
            "translated": true,
            "path": "docs/fr/errors.md",
            "line": 5,
            "docs_url": "https://parcel.example/fr/errors/#errors",
        },
        {
            "variant": "UnknownParcel",
            "code": "404 Not Found",
            "status": "404",
            "locale": "fr",
            "text": "No depot knows it.\n- Look twice.",
            "markdown": "No depot knows it.\n\n- Look **twice**.",
            "html": "No depot knows it.<br>- Look <strong>twice</strong>.",
            "translated": false,
            "path": "docs/en/errors.md",
            "line": 6,
            "docs_url": "https://parcel.example/fr/errors/#errors",
        },
        {
            "variant": "Gone",
            "code": "410 Gone",
            "status": "410",
            "locale": "fr",
            "text": "It has gone.",
            "markdown": "It has gone.",
            "html": "It has gone.",
            "translated": false,
            "path": "docs/catalog.lock",
            "line": 9,
            "docs_url": "https://parcel.example/fr/errors/#errors",
        },
    ]);
    assert_eq!(errors, expected);
    let documented: Vec<&str> =
        listing.stdout.lines().skip(2).take(11).filter_map(|line| line.split('"').nth(1)).collect();
    let keys = [
        "variant",
        "code",
        "status",
        "locale",
        "text",
        "markdown",
        "html",
        "translated",
        "path",
        "line",
        "docs_url",
    ];
    assert_eq!(documented, keys);
}

#[test]
fn knows_no_url_where_no_call_says_it() {
    let folder = tempfile::tempdir().unwrap();
    write(folder.path(), [("en/errors.md", page(&ENGLISH))]);
    let mut command = command(&["list", ".", "--format", "json"]);
    command.current_dir(folder.path());
    let errors: Value = serde_json::from_str(&finish(command).stdout).expect("it is JSON");
    assert_eq!(errors[0]["docs_url"], Value::Null);
    assert_eq!(errors[0]["path"], "en/errors.md");
}
