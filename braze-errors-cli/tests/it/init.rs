//! `init` finds the pages of a repository and writes what describes them.

use std::fs;
use std::path::Path;

use tempfile::TempDir;

use crate::support::pages::{ENGLISH, FRENCH, page, write};
use crate::support::{Run, command, finish};

fn run_in(folder: &Path, args: &[&str]) -> Run {
    let mut command = command(args);
    command.current_dir(folder).env_remove("BRAZE_ERRORS_DOCS");
    finish(command)
}

/// A repository in which the English page and the French one have these paths.
fn repository(english: &str, french: &str) -> TempDir {
    let folder = tempfile::tempdir().expect("there are temporary folders");
    write(
        folder.path(),
        [
            (english, page(&ENGLISH)),
            (french, page(&FRENCH)),
            ("README.md", "# Parcels\n".to_owned()),
            ("node_modules/x/docs/en/errors.md", page(&ENGLISH).repeat(2)),
            ("docs/guide.md", "| Limit | Value |\n|---|---|\n| Calls | 75 |\n".to_owned()),
        ],
    );
    folder
}

#[test]
fn shows_what_it_would_write_and_writes_it_when_told_to() {
    let folder = repository("_docs/_api/errors.md", "_lang/fr_fr/_api/errors.md");
    let shown = run_in(folder.path(), &["init"]);
    assert_eq!(shown.code, Some(2));
    assert_eq!(shown.stderr, "error: nothing is written without `--yes`\n");
    insta::assert_snapshot!(shown.stdout, @r#"
    # What `braze-errors` knows of the error pages in this repository.
    source = "en"
    markdown = "gfm"
    pages = "_lang/{locale}/_api/errors.md"

    [locales]
    en = { page = "_docs/_api/errors.md" }
    fr = { page = "_lang/fr_fr/_api/errors.md" }

    _docs/_api/errors.md: 4 rows
    _lang/fr_fr/_api/errors.md: 4 rows
    "#);
    assert!(!folder.path().join("braze-errors.toml").exists());
    assert_eq!(run_in(folder.path(), &["init", "--yes"]).code, Some(0));
    let again = run_in(folder.path(), &["init", "--yes"]);
    assert_eq!(again.code, Some(2));
    assert!(again.stderr.contains("found `braze-errors.toml` in this folder already"), "{}", again.stderr);
}

#[test]
fn finds_pages_in_every_layout_that_sites_have() {
    for (english, french) in [
        ("_docs/_api/errors.md", "_lang/fr_fr/_api/errors.md"),
        ("docs/en/errors.md", "docs/fr/errors.md"),
        ("docs/api/en_us/error-codes.md", "docs/api/fr_FR/error-codes.md"),
        ("errors.en.md", "errors.fr.md"),
        ("content/api/errors.md", "content/api/errors.fr.md"),
        ("content/en/api/errors.md", "content/fr/api/errors.md"),
        ("docs/api/errors.mdx", "i18n/fr/docusaurus-plugin-content-docs/current/api/errors.mdx"),
        ("website/docs/errors.md", "website/i18n/fr/docusaurus-plugin-content-docs/current/errors.md"),
    ] {
        let folder = repository(english, french);
        let written = run_in(folder.path(), &["init", "--yes"]);
        assert_eq!(written.code, Some(0), "{english}: {}", written.stderr);
        for path in [english, french] {
            assert!(written.stdout.contains(&format!("{path}: 4 rows\n")), "{}", written.stdout);
        }
        let checked = run_in(folder.path(), &["check"]);
        assert_eq!((checked.code, checked.stdout.as_str()), (Some(0), ""), "{english}: {}", checked.stderr);
        assert!(
            checked.stderr.starts_with("2 pages, 4 rows (gfm): 0 errors, 0 warnings"),
            "{}",
            checked.stderr
        );
    }
}

#[test]
fn says_the_dialect_the_columns_and_the_source() {
    let folder = tempfile::tempdir().unwrap();
    let table = "| Error code | HTTP status | Meaning |\n|---|---|---|\n| not_found | 404 | There is no such parcel. |\n";
    write(
        folder.path(),
        [
            ("docs/errors.md", format!("{{% raw %}}\n{{% endraw %}}\n\n{table}")),
            ("i18n/en/docusaurus-plugin-content-docs/current/errors.md", table.to_owned()),
            (
                "docusaurus.config.js",
                "module.exports = {\n  i18n: {\n    defaultLocale: 'ja',\n  },\n};\n".to_owned(),
            ),
        ],
    );
    let written = run_in(folder.path(), &["init", "--yes"]);
    assert_eq!(written.code, Some(0), "{}", written.stderr);
    insta::assert_snapshot!(fs::read_to_string(folder.path().join("braze-errors.toml")).unwrap(), @r#"
    # What `braze-errors` knows of the error pages in this repository.
    source = "ja"
    markdown = "kramdown"
    pages = "i18n/{locale}/docusaurus-plugin-content-docs/current/errors.md"
    columns = { code = "Error code", status = "HTTP status", description = "Meaning" }

    [locales]
    ja = { page = "docs/errors.md" }
    en = {}
    "#);
}

#[test]
fn a_page_is_named_where_several_are_meant() {
    let folder = repository("docs/en/errors.md", "docs/fr/errors.md");
    write(
        folder.path(),
        [("sms/en/errors.md", page(&ENGLISH[..1])), ("sms/fr/errors.md", page(&FRENCH[..1]))],
    );
    let shown = run_in(folder.path(), &["init", "sms/fr/errors.md"]);
    assert!(shown.stdout.contains("sms/en/errors.md: 1 row\n"), "{}", shown.stdout);
    let shown = run_in(folder.path(), &["init"]);
    assert!(shown.stdout.contains("docs/en/errors.md: 4 rows\n"), "{}", shown.stdout);
}

#[test]
fn a_folder_without_errors_is_told() {
    let folder = tempfile::tempdir().unwrap();
    write(folder.path(), [("docs/en/guide.md", "# Parcels\n".to_owned())]);
    let run = run_in(folder.path(), &["init", "--yes"]);
    assert_eq!((run.code, run.stdout.as_str()), (Some(2), ""));
    assert!(run.stderr.starts_with("error: found no page with a table of errors"), "{}", run.stderr);
    assert!(!folder.path().join("braze-errors.toml").exists());
}
