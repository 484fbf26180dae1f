//! Which pages the command reads, and what it says of those that don't build.

use std::path::Path;

use serde_json::Value;
use tempfile::TempDir;

use crate::support::pages::{ENGLISH, FRENCH, page, write};
use crate::support::{Run, command, finish, listed, text};

/// The variable that names a folder in the bundled pages' place.
const VARIABLE: &str = "BRAZE_ERRORS_DOCS";

/// The variants that a call lists, run in a folder.
fn variants(run: &Run) -> Vec<String> {
    assert_eq!((run.code, run.stderr.as_str()), (Some(0), ""));
    let errors: Vec<Value> = serde_json::from_str(&run.stdout).expect("it is JSON");
    errors.iter().map(|error| text(error, "variant").to_owned()).collect()
}

/// Runs the command in a folder, with or without another folder in the bundled pages' place.
fn run_in(folder: &Path, docs: Option<&Path>, args: &[&str]) -> Run {
    let mut command = command(args);
    command.current_dir(folder).env_remove(VARIABLE);
    if let Some(docs) = docs {
        command.env(VARIABLE, docs);
    }
    finish(command)
}

/// A crate with pages in two locales, and a call that gives a name.
fn project() -> TempDir {
    let folder = tempfile::tempdir().unwrap();
    let call = "error_catalog! { pub enum E; pub enum L; pages = \"pages/{locale}/errors.md\", source = \"en\", \
        env = \"BRAZE_ERRORS_DOCS\", locales = [\"en\", \"fr\"], rename = [\"404 Not Found\" => UnknownParcel] }";
    let files = [
        ("Cargo.toml", "[package]\nname = \"parcel\"\n[workspace]\n".to_owned()),
        ("src/lib.rs", call.to_owned()),
        ("pages/en/errors.md", page(&ENGLISH)),
        ("pages/fr/errors.md", page(&FRENCH)),
        ("other/en/errors.md", page(&ENGLISH[1..])),
        ("other/fr/errors.md", page(&FRENCH[1..])),
    ];
    write(folder.path(), files);
    folder
}

const JSON: [&str; 2] = ["--format", "json"];

#[test]
fn reads_a_folder_or_a_call_s_or_a_folder_as_a_call_does() {
    let folder = project();
    let list = |args: &[&str]| variants(&run_in(folder.path(), None, &[&["list"], args, &JSON].concat()));
    assert_eq!(list(&["pages"]), ["NoLabel", "BadRequest", "NotFound", "SlowDown"]);
    let named = ["NoLabel", "BadRequest", "UnknownParcel", "SlowDown"];
    assert_eq!(list(&["--catalog", "src/lib.rs"]), named);
    assert_eq!(list(&["other", "--catalog", "src/lib.rs"]), named[1..]);
    let explain = ["explain", "404", "--folder", "other", "--catalog", "src/lib.rs"];
    assert_eq!(variants(&run_in(folder.path(), None, &[&explain[..], &JSON].concat())), ["UnknownParcel"]);
    let explain = ["explain", "404", "--folder", "other"];
    assert_eq!(variants(&run_in(folder.path(), None, &[&explain[..], &JSON].concat())), ["NotFound"]);
}

#[test]
fn reads_the_folder_that_the_environment_names_as_the_build_does() {
    let folder = project();
    let list =
        |docs: &Path, args: &[&str]| run_in(folder.path(), Some(docs), &[&["list"], args, &JSON].concat());
    // The path is absolute, or one from the workspace's folder.
    for docs in [&folder.path().join("other"), Path::new("other")] {
        let listed = list(docs, &["--catalog", "src/lib.rs"]);
        assert_eq!(variants(&listed), ["BadRequest", "UnknownParcel", "SlowDown"]);
        // A folder that is named itself is meant.
        assert_eq!(variants(&list(docs, &["pages"])).len(), 4);
    }
    let listed = list(Path::new("nowhere"), &[]);
    assert_eq!((listed.code, listed.stdout.as_str()), (Some(2), ""));
    assert!(listed.stderr.contains("nowhere/en/errors.md"), "{}", listed.stderr);

    let outside = tempfile::tempdir().unwrap();
    let listed = run_in(outside.path(), Some(Path::new("other")), &["list"]);
    assert_eq!((listed.code, listed.stdout.as_str()), (Some(2), ""));
    assert!(listed.stderr.contains("expected an absolute path"), "{}", listed.stderr);
}

#[test]
fn reads_a_folder_that_lacks_a_locale_as_the_build_does() {
    let folder = project();
    std::fs::remove_dir_all(folder.path().join("other/fr")).unwrap();
    let run = |args: &[&str]| run_in(folder.path(), Some(Path::new("other")), args);
    let listed = run(&["list", "--catalog", "src/lib.rs", "--locale", "fr", "--format", "json"]);
    assert_eq!((listed.code, listed.stderr.as_str()), (Some(0), ""));
    let errors: Vec<Value> = serde_json::from_str(&listed.stdout).expect("it is JSON");
    assert!(
        errors
            .iter()
            .all(|error| error["translated"] == false && text(error, "path") == "other/en/errors.md")
    );
    // A folder that is named itself is to have what the call lists.
    let checked = run(&["check", "other", "--catalog", "src/lib.rs"]);
    assert_eq!(checked.code, Some(1));
    assert!(checked.stdout.contains("error[unreadable-page]"), "{}", checked.stdout);
}

/// The bundled pages in a folder, of which one locale's has lost a row.
fn broken(locale: &str) -> TempDir {
    let folder = tempfile::tempdir().unwrap();
    for tag in ["en", "pt-BR", "fr", "de", "es", "ja", "ko", "en-XA"] {
        let path = Path::new(env!("CARGO_MANIFEST_DIR")).join("docs").join(tag).join("errors.md");
        let mut page = std::fs::read_to_string(path).unwrap();
        if tag == locale {
            page = page
                .lines()
                .filter(|line| !line.contains("`400 No Recipients`"))
                .collect::<Vec<_>>()
                .join("\n");
        }
        write(&folder.path().join(tag), [("errors.md", page)]);
    }
    folder
}

#[test]
fn tells_what_stops_the_build() {
    let pages = broken("de");
    let run = |args: &[&str]| run_in(Path::new("/"), Some(pages.path()), args);
    let checked = run(&["check", "--format", "github"]);
    assert_eq!(checked.code, Some(1), "{}", checked.stderr);
    assert!(checked.stdout.starts_with("::error file="), "{}", checked.stdout);
    assert!(checked.stdout.contains("no row for `400 No Recipients`"), "{}", checked.stdout);

    // What is no part of the broken page can still be shown.
    assert_eq!(variants(&run(&["list", "--locale", "fr", "--format", "json"])).len(), listed("fr").len());
    for args in [&["list", "--locale", "de"][..], &["explain", "404", "--locale", "all"]] {
        let refused = run(args);
        assert_eq!((refused.code, refused.stdout.as_str()), (Some(2), ""));
        assert!(refused.stderr.contains("error[missing-row]"), "{}", refused.stderr);
        assert!(refused.stderr.ends_with("error: 1 finding in the pages; expected pages that build\n"));
    }
    // The source is a part of every locale.
    let pages = broken("en");
    let run = run_in(Path::new("/"), Some(pages.path()), &["list", "--locale", "fr"]);
    assert_eq!((run.code, run.stdout.as_str()), (Some(2), ""));
}

#[test]
fn refuses_a_file_whose_calls_no_folder_tells_apart() {
    let folder = project();
    let call = std::fs::read_to_string(folder.path().join("src/lib.rs")).unwrap();
    write(folder.path(), [("src/lib.rs", call.repeat(2))]);
    let listed = run_in(folder.path(), None, &["list", "--catalog", "src/lib.rs"]);
    assert_eq!((listed.code, listed.stdout.as_str()), (Some(2), ""));
    insta::assert_snapshot!(listed.stderr, @r"
    error: found 2 calls of `error_catalog!` in src/lib.rs; expected one that reads these pages
    help: name the folder that it reads, or a Rust file that holds it alone
    ");
}
