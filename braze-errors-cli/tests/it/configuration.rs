//! A repository that describes its catalog in `braze-errors.toml`, with no Rust in it.

use std::fs;
use std::io::Write;
use std::path::Path;
use std::process::{Command, Stdio};

use serde_json::Value;
use tempfile::TempDir;

use crate::support::pages::{ENGLISH, FRENCH, page, write};
use crate::support::{Run, command, finish};

const CONFIGURATION: &str = "\
source = \"en\"
pages = \"_lang/{locale}/_api/errors.md\"

[locales]
en = { page = \"_docs/_api/errors.md\" }
fr = { page = \"_lang/fr_fr/_api/errors.md\" }

[rename]
\"404 Not Found\" = \"UnknownParcel\"
";

/// A repository laid out as Braze's.
fn repository() -> TempDir {
    let folder = tempfile::tempdir().expect("there are temporary folders");
    write(
        folder.path(),
        [
            ("braze-errors.toml", CONFIGURATION.to_owned()),
            ("_docs/_api/errors.md", page(&ENGLISH)),
            ("_lang/fr_fr/_api/errors.md", page(&FRENCH)),
        ],
    );
    folder
}

fn run_in(folder: &Path, args: &[&str]) -> Run {
    let mut command = command(args);
    command.current_dir(folder).env_remove("BRAZE_ERRORS_DOCS");
    finish(command)
}

fn edit(page: &Path, from: &str, to: &str) {
    let text = fs::read_to_string(page).expect("the page is there");
    assert!(text.contains(from), "{text}");
    fs::write(page, text.replace(from, to)).expect("the page can be written");
}

/// Each finding as `path:line rule`.
fn findings(run: &Run) -> Vec<String> {
    let report: Value = serde_json::from_str(&run.stdout).unwrap_or_else(|error| panic!("{error}: {run:?}"));
    let findings = report["findings"].as_array().expect("there are findings").iter();
    let shown = |finding: &Value| {
        format!(
            "{}:{} {}",
            finding["path"].as_str().unwrap(),
            finding["line"],
            finding["rule"].as_str().unwrap()
        )
    };
    findings.map(shown).collect()
}

#[test]
fn every_subcommand_reads_the_catalog_from_wherever_it_runs() {
    let folder = repository();
    for below in ["", "_docs", "_lang/fr_fr/_api"] {
        let here = folder.path().join(below);
        let run = |args: &[&str]| run_in(&here, args);
        let checked = run(&["check"]);
        assert_eq!((checked.code, checked.stdout.as_str()), (Some(0), ""), "{}", checked.stderr);
        assert!(checked.stderr.starts_with("2 pages, 4 rows (gfm): 0 errors"), "{}", checked.stderr);
        let listed = run(&["list", "--locale", "fr"]);
        assert!(listed.stdout.contains("404 Not Found\tUnknownParcel\tAucun dépôt"), "{}", listed.stdout);
        let explained = run(&["explain", "UnknownParcel", "--locale", "en"]);
        assert!(explained.stdout.contains("No depot knows a parcel"), "{}", explained.stdout);
        let accepted = run(&["accept"]);
        assert_eq!(accepted.code, Some(0), "{}", accepted.stderr);
    }
    assert!(folder.path().join("catalog.lock").is_file());
    edit(&folder.path().join("_docs/_api/errors.md"), "Print one.", "Print one, and fix it to the parcel.");
    let checked = run_in(&folder.path().join("_lang"), &["check", "--format", "json"]);
    assert_eq!(findings(&checked), ["../_lang/fr_fr/_api/errors.md:5 stale"]);
}

#[test]
fn a_page_or_a_folder_is_checked_with_the_catalog_that_it_is_part_of() {
    let folder = repository();
    edit(&folder.path().join("_docs/_api/errors.md"), "label.", "label\u{1}.");
    edit(&folder.path().join("_lang/fr_fr/_api/errors.md"), "75", "80");
    let check = |paths: &[&str]| {
        let run = run_in(folder.path(), &[&["check"], paths, &["--format", "json"]].concat());
        assert_eq!(run.code, Some(1), "{}", run.stderr);
        findings(&run)
    };
    let (english, french) =
        ("_docs/_api/errors.md:5 control-character", "_lang/fr_fr/_api/errors.md:8 number");
    assert_eq!(check(&[]), [english, french]);
    assert_eq!(check(&["_lang/fr_fr/_api/errors.md"]), [french]);
    assert_eq!(check(&["_lang"]), [french]);
    assert_eq!(check(&["_docs/_api/errors.md"]), [english]);
    assert_eq!(check(&["_docs/_api/errors.md", "_lang/fr_fr"]), [english, french]);
    let checked = run_in(folder.path(), &["check", "_docs", "_lang/de"]);
    assert_eq!(checked.code, Some(2));
    assert!(
        checked.stderr.contains("found `_lang/de`, which is no page of the catalog"),
        "{}",
        checked.stderr
    );
}

#[test]
fn a_page_is_checked_with_the_folder_that_it_is_in_where_nothing_describes_it() {
    let folder = tempfile::tempdir().unwrap();
    write(
        folder.path(),
        [
            ("docs/en/errors.md", page(&ENGLISH)),
            ("docs/fr/errors.md", page(&FRENCH).replace("75", "80")),
            ("flat/errors.en.md", page(&ENGLISH)),
            ("flat/errors.fr.md", page(&FRENCH).replace("75", "80")),
        ],
    );
    for (path, expected) in [
        ("docs/fr/errors.md", "docs/fr/errors.md:8 number"),
        ("docs/fr", "docs/fr/errors.md:8 number"),
        ("flat/errors.fr.md", "flat/errors.fr.md:8 number"),
        ("flat", "flat/errors.fr.md:8 number"),
    ] {
        let checked = run_in(folder.path(), &["check", path, "--format", "json"]);
        assert_eq!(findings(&checked), [expected], "{path}");
    }
    let checked = run_in(folder.path(), &["check", "docs/en/errors.md"]);
    assert_eq!((checked.code, checked.stdout.as_str()), (Some(0), ""), "{}", checked.stderr);
    write(folder.path(), [("docs/fr/guide.md", "# Guide\n".to_owned())]);
    let checked = run_in(folder.path(), &["check", "docs/fr/guide.md"]);
    assert_eq!((checked.code, checked.stdout.as_str()), (Some(2), ""));
    assert!(
        checked.stderr.contains("`docs/fr/guide.md`, which is no page of a catalog"),
        "{}",
        checked.stderr
    );
}

#[test]
fn an_editor_s_page_is_checked_in_the_file_s_place() {
    let folder = repository();
    let check = |args: &[&str], input: &str| {
        let mut command = command(args);
        command
            .current_dir(folder.path())
            .stdin(Stdio::piped())
            .stdout(Stdio::piped())
            .stderr(Stdio::piped());
        let mut child = command.spawn().unwrap();
        child.stdin.take().unwrap().write_all(input.as_bytes()).unwrap();
        let output = child.wait_with_output().unwrap();
        (
            output.status.code(),
            String::from_utf8(output.stdout).unwrap(),
            String::from_utf8(output.stderr).unwrap(),
        )
    };
    let path = "_lang/fr_fr/_api/errors.md";
    let args = ["check", "-", "--stdin-path", path, "--format", "github"];
    let (code, stdout, _) = check(&args, &page(&FRENCH).replace("75", "80"));
    assert_eq!(code, Some(1));
    assert!(stdout.starts_with("::error file=_lang/fr_fr/_api/errors.md,line=8,"), "{stdout}");
    let (code, stdout, stderr) = check(&args, &page(&FRENCH));
    assert_eq!((code, stdout.as_str()), (Some(0), ""), "{stderr}");
    assert_eq!(fs::read_to_string(folder.path().join(path)).unwrap(), page(&FRENCH), "nothing is written");
    for args in
        [&["check", "-"][..], &["check", "--stdin-path", path], &["check", "-", "--stdin-path", "x.md"]]
    {
        let (code, stdout, stderr) = check(args, "");
        assert_eq!((code, stdout.as_str()), (Some(2), ""), "{stderr}");
    }
}

#[test]
fn mistakes_in_the_file_are_told_with_their_places() {
    let folder = repository();
    write(
        folder.path(),
        [("braze-errors.toml", CONFIGURATION.replace("source", "sauce").replace("fr =", "fr_fr ="))],
    );
    for args in [&["check"][..], &["list"], &["accept"], &["diff", "../_docs"]] {
        let run = run_in(&folder.path().join("_docs"), args);
        assert_eq!((run.code, run.stdout.as_str()), (Some(2), ""), "{args:?}");
        insta::allow_duplicates! {
            insta::assert_snapshot!(run.stderr, @r#"
            error: ../braze-errors.toml:1:1: found the unknown key `sauce`, did you mean `source`?; expected one of `catalog`, `pages`, `lock`, `path`, `markdown`, `source`, `locales`, `columns`, `under`, `skip`, `rename`, `levels`
            error: ../braze-errors.toml:6:1: found "fr_fr", which is no BCP 47 tag; expected one such as "en" or "pt-BR"
            "#);
        }
    }
    write(folder.path(), [("braze-errors.toml", CONFIGURATION.replace("404 Not Found", "404 Lost"))]);
    let checked = run_in(folder.path(), &["check"]);
    assert_eq!(checked.code, Some(2));
    assert!(
        checked.stderr.starts_with("error: `braze-errors.toml` renames what isn't there: "),
        "{}",
        checked.stderr
    );
    write(
        folder.path(),
        [("braze-errors.toml", format!("{CONFIGURATION}\n[levels.es]\nnumber = \"warn\"\n"))],
    );
    let checked = run_in(folder.path(), &["check"]);
    assert!(
        checked.stderr.starts_with("error: braze-errors.toml:11:9: found the locale `es`"),
        "{}",
        checked.stderr
    );
}

#[test]
fn the_source_need_not_be_english() {
    let folder = tempfile::tempdir().unwrap();
    write(folder.path(), [("docs/de/errors.md", page(&ENGLISH)), ("docs/fr/errors.md", page(&FRENCH[1..]))]);
    let checked = run_in(folder.path(), &["check"]);
    assert_eq!(checked.code, Some(2));
    insta::assert_snapshot!(checked.stderr, @"
    error: found no `en/errors.md` in `docs`; expected the source's page there
    help: the pages may be translations of the one in `de`: add `--source de`
    ");
    let checked = run_in(folder.path(), &["check", "--source", "de", "--format", "json"]);
    assert_eq!(findings(&checked), ["docs/fr/errors.md:5 missing-row"]);
    let checked = run_in(repository().path(), &["check", "--source", "fr"]);
    assert_eq!(checked.code, Some(2));
    assert!(
        checked.stderr.contains("found `--source`, and `braze-errors.toml` names the source"),
        "{}",
        checked.stderr
    );
}

#[test]
fn levels_stand_in_the_same_file() {
    let folder = repository();
    edit(&folder.path().join("_lang/fr_fr/_api/errors.md"), "75", "80");
    assert_eq!(run_in(folder.path(), &["check"]).code, Some(1));
    write(
        folder.path(),
        [("braze-errors.toml", format!("{CONFIGURATION}\n[levels.fr]\nnumber = \"warn\"\n"))],
    );
    assert_eq!(run_in(folder.path(), &["check"]).code, Some(0));
    assert_eq!(run_in(folder.path(), &["check", "--deny", "link,number"]).code, Some(1));
}

fn git(folder: &Path, args: &[&str]) {
    let mut git = Command::new("git");
    git.current_dir(folder).env("GIT_CONFIG_GLOBAL", "/dev/null").env("GIT_CONFIG_NOSYSTEM", "1");
    git.args(["-c", "user.name=Test", "-c", "user.email=test@example.com"]).args(args);
    assert!(git.status().expect("there is git").success());
}

fn commit(folder: &Path, tag: &str) {
    git(folder, &["add", "."]);
    git(folder, &["commit", "--quiet", "--message", "Change the pages"]);
    git(folder, &["tag", tag]);
}

#[test]
fn a_revision_is_compared_with_the_pages_as_they_are() {
    let folder = repository();
    git(folder.path(), &["init", "--quiet"]);
    commit(folder.path(), "v1.2");
    edit(&folder.path().join("_docs/_api/errors.md"), "75", "80");
    commit(folder.path(), "v1.3");
    edit(&folder.path().join("_lang/fr_fr/_api/errors.md"), "75", "80");
    for below in ["", "_docs"] {
        let diff = |args: &[&str]| {
            let run = run_in(&folder.path().join(below), &[&["diff"], args].concat());
            assert_eq!(run.code, Some(0), "{}", run.stderr);
            run.stdout
        };
        let all = diff(&["v1.2"]);
        assert!(
            all.contains("en: More than [-75-]{+80+} calls") && all.contains("fr: Plus de [-75-]{+80+}"),
            "{all}"
        );
        let english = diff(&["v1.2", "v1.3"]);
        assert!(english.contains("en: More than") && !english.contains("fr:"), "{english}");
    }
    let run = run_in(folder.path(), &["diff", "v0.9"]);
    assert_eq!(run.code, Some(2));
    assert!(run.stderr.contains("found `v0.9`, which is not there"), "{}", run.stderr);
}

#[test]
fn a_revision_of_a_folder_may_have_other_locales() {
    let folder = tempfile::tempdir().unwrap();
    let files = [("docs/en/errors.md", page(&ENGLISH)), ("docs/fr/errors.md", page(&FRENCH))];
    write(folder.path(), files);
    git(folder.path(), &["init", "--quiet"]);
    commit(folder.path(), "v1");
    fs::remove_dir_all(folder.path().join("docs/fr")).unwrap();
    write(folder.path(), [("docs/ja/errors.md", page(&ENGLISH))]);
    let run = run_in(folder.path(), &["diff", "v1", "docs"]);
    assert_eq!(run.code, Some(0), "{}", run.stderr);
    assert!(run.stdout.contains("- locale fr\n") && run.stdout.contains("+ locale ja\n"), "{}", run.stdout);
}

#[test]
fn one_broken_page_keeps_no_other_locale_from_being_accepted() {
    let folder = repository();
    let german = page(&ENGLISH[..2]) + "| `404 Not Found | kaputt\n";
    write(
        folder.path(),
        [
            ("_lang/de/_api/errors.md", german),
            ("braze-errors.toml", CONFIGURATION.replace("fr =", "de = {}\nfr =")),
        ],
    );
    assert_eq!(run_in(folder.path(), &["accept"]).code, Some(2));
    let accepted = run_in(folder.path(), &["accept", "--locale", "fr"]);
    assert_eq!(
        (accepted.code, accepted.stdout.as_str()),
        (Some(0), "wrote catalog.lock\n"),
        "{}",
        accepted.stderr
    );
}

#[test]
fn a_page_whose_columns_the_file_names_is_pseudo_localized_and_compared() {
    let folder = tempfile::tempdir().unwrap();
    let page = |text: &str| format!("| Error code | Meaning |\n|---|---|\n| not_found | {text} |\n");
    let configuration = "pages = \"docs/{locale}/errors.md\"\nsource = \"en\"\nlocales = [\"en\", \"fr\"]\n\
                         columns = { code = \"Error code\", description = \"Meaning\" }\n";
    write(
        folder.path(),
        [
            ("braze-errors.toml", configuration.to_owned()),
            ("docs/en/errors.md", page("There is no such parcel.")),
            ("docs/fr/errors.md", page("Ce colis n'existe pas.")),
            ("old/en/errors.md", page("There is none.")),
        ],
    );
    for args in [&["pseudo", "docs/en/errors.md"][..], &["pseudo"]] {
        let run = run_in(folder.path(), args);
        assert_eq!(run.code, Some(0), "{args:?}: {}", run.stderr);
        assert!(run.stdout.contains("⟦Ţĥéèŕéè"), "{}", run.stdout);
    }
    let run = run_in(folder.path(), &["diff", "old/en/errors.md", "docs/en/errors.md"]);
    assert_eq!(run.code, Some(0), "{}", run.stderr);
    assert!(run.stdout.contains("not_found  NotFound"), "{}", run.stdout);
    let call = "error_catalog! { pub enum E; pub enum L; pages = \"docs/{locale}/errors.md\", source = \"en\", locales = [\"en\"], \
                columns = { code = \"Error code\", description = \"Meaning\" } }";
    write(folder.path(), [("lib.rs", call.to_owned())]);
    fs::remove_file(folder.path().join("braze-errors.toml")).unwrap();
    let run = run_in(folder.path(), &["pseudo", "old/en/errors.md", "--catalog", "lib.rs"]);
    assert_eq!(run.code, Some(0), "{}", run.stderr);
}
