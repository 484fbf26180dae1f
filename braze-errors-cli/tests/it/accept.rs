//! `accept` writes the lock, from which `check` tells what has changed.

use std::fs;
use std::path::Path;

use tempfile::TempDir;

use crate::support::pages::{ENGLISH, FRENCH, page, write};
use crate::support::{Run, command, finish};

/// A folder with an English and a French page.
fn folder() -> TempDir {
    let folder = tempfile::tempdir().unwrap();
    write(folder.path(), [("en/errors.md", page(&ENGLISH)), ("fr/errors.md", page(&FRENCH))]);
    folder
}

fn braze_errors(folder: &TempDir, args: &[&str]) -> Run {
    let mut command = command(args);
    command.current_dir(folder.path()).env_remove("BRAZE_ERRORS_DOCS");
    finish(command)
}

fn accept(folder: &TempDir, args: &[&str]) -> Run {
    braze_errors(folder, &[&["accept", "--folder", "."], args].concat())
}

/// The rules that `check` finds something of.
fn found(folder: &TempDir) -> Vec<String> {
    let checked = braze_errors(folder, &["check", ".", "--format", "github"]);
    let title = |line: &str| Some(line.split("title=").nth(1)?.split("::").next()?.to_owned());
    checked.stdout.lines().filter_map(title).collect()
}

fn edit(page: &Path, from: &str, to: &str) {
    let text = fs::read_to_string(page).unwrap();
    assert!(text.contains(from), "{text}");
    fs::write(page, text.replace(from, to)).unwrap();
}

#[test]
fn a_translation_left_behind_is_stale_until_it_is_accepted() {
    let folder = folder();
    let accepted = accept(&folder, &[]);
    assert_eq!(
        (accepted.code, accepted.stdout.as_str()),
        (Some(0), "wrote catalog.lock\n"),
        "{}",
        accepted.stderr
    );
    assert_eq!(accept(&folder, &[]).stdout, "nothing has changed\n");
    assert!(found(&folder).is_empty());

    edit(&folder.path().join("en/errors.md"), "Print one.", "Print one and fix it to the parcel.");
    assert_eq!(found(&folder), ["stale"]);
    assert_eq!(accept(&folder, &["--locale", "FR", "NoLabel"]).code, Some(0));
    assert!(found(&folder).is_empty());
}

#[test]
fn a_variant_that_goes_has_to_be_named() {
    let folder = folder();
    accept(&folder, &[]);
    for (locale, rows) in [("en", ENGLISH), ("fr", FRENCH)] {
        write(folder.path(), [(format!("{locale}/errors.md").as_str(), page(&rows[..3]))]);
    }
    assert_eq!(found(&folder), ["variant-removed"]);
    assert_eq!(accept(&folder, &[]).code, Some(0));
    assert_eq!(found(&folder), ["variant-removed"]);
    assert_eq!(accept(&folder, &["SlowDown"]).code, Some(0));
    assert!(found(&folder).is_empty());
}

#[test]
fn a_deprecated_row_may_leave_the_pages() {
    let folder = folder();
    accept(&folder, &[]);
    assert_eq!(accept(&folder, &["--deprecate", "429 Slow Down"]).code, Some(0));
    for (locale, rows) in [("en", ENGLISH), ("fr", FRENCH)] {
        write(folder.path(), [(format!("{locale}/errors.md").as_str(), page(&rows[..3]))]);
    }
    assert!(found(&folder).is_empty());
    let lock = fs::read_to_string(folder.path().join("catalog.lock")).unwrap();
    assert!(lock.contains("markdown Plus de 75 appels en une minute.\n"), "{lock}");
}

#[test]
fn a_deprecation_is_undone_by_naming_the_row() {
    let folder = folder();
    let lock = || fs::read_to_string(folder.path().join("catalog.lock")).unwrap();
    accept(&folder, &[]);
    let before = lock();
    accept(&folder, &["--deprecate", "SlowDown"]);
    edit(&folder.path().join("fr/errors.md"), "Plus de 75", "Au-delà de 75");
    assert_eq!(found(&folder), ["stale"]);
    accept(&folder, &[]);
    assert!(found(&folder).is_empty());
    assert!(lock().contains("markdown Au-delà de 75"), "{}", lock());
    edit(&folder.path().join("fr/errors.md"), "Au-delà de 75", "Plus de 75");
    assert_eq!(accept(&folder, &["SlowDown"]).stdout, "wrote catalog.lock\n");
    assert_eq!(lock(), before);
}

#[cfg(unix)]
#[test]
fn a_lock_behind_a_link_is_written_where_it_lies() {
    let folder = folder();
    accept(&folder, &["NoLabel"]);
    let (link, file) = (folder.path().join("catalog.lock"), folder.path().join("shared.lock"));
    fs::rename(&link, &file).unwrap();
    std::os::unix::fs::symlink(&file, &link).unwrap();
    let before = fs::read_to_string(&file).unwrap();
    assert_eq!(accept(&folder, &[]).code, Some(0));
    assert!(link.is_symlink());
    assert_ne!(fs::read_to_string(&file).unwrap(), before);
}

#[test]
fn what_can_not_be_accepted_is_told() {
    let folder = folder();
    let unknown = accept(&folder, &["NoLable"]);
    assert_eq!(unknown.code, Some(2));
    assert!(unknown.stderr.contains("found no row `NoLable` on the pages"), "{}", unknown.stderr);
    let unknown = accept(&folder, &["--locale", "de"]);
    assert_eq!(unknown.code, Some(2));
    assert!(unknown.stderr.contains("name one of en, fr"), "{}", unknown.stderr);
    write(folder.path(), [("fr/errors.md", page(&FRENCH[..2]))]);
    let broken = accept(&folder, &[]);
    assert_eq!(broken.code, Some(2));
    assert!(broken.stderr.contains("error[missing-row]"), "{}", broken.stderr);
    assert!(!folder.path().join("catalog.lock").exists());
}

/// Says which of these rows' variants the lock holds as they are on the pages.
fn accepted(folder: &TempDir) -> Vec<&'static str> {
    let stale = braze_errors(folder, &["check", ".", "--format", "json"]).stdout;
    let stale: serde_json::Value = serde_json::from_str(&stale).expect("it is JSON");
    let is_stale = |code: &str| {
        let findings = stale["findings"].as_array().expect("it is an array").iter();
        findings.clone().any(|finding| finding["message"].as_str().is_some_and(|said| said.contains(code)))
    };
    [("NoLabel", "400 No Label"), ("SlowDown", "429 Slow Down")]
        .into_iter()
        .filter_map(|(variant, code)| (!is_stale(code)).then_some(variant))
        .collect()
}

/// Of two that accept at once, each accepts what it was told to, or says that it didn't.
#[test]
fn no_acceptance_is_lost() {
    for _ in 0..20 {
        let folder = folder();
        accept(&folder, &[]);
        edit(&folder.path().join("en/errors.md"), "Print one.", "Print one and fix it to the parcel.");
        edit(&folder.path().join("en/errors.md"), "one minute", "one short minute");
        assert_eq!(accepted(&folder), [""; 0]);
        let rows = ["NoLabel", "SlowDown"];
        let runs = std::thread::scope(|scope| {
            let folder = &folder;
            let runs = rows.map(|row| scope.spawn(move || accept(folder, &[row])));
            runs.map(|run| run.join().expect("it ends"))
        });
        let mut told = Vec::new();
        for (row, run) in rows.into_iter().zip(runs) {
            if run.code == Some(0) {
                told.push(row);
            } else {
                assert_eq!(run.code, Some(2), "{}", run.stderr);
                assert!(run.stderr.contains("it has changed since it was read"), "{}", run.stderr);
            }
        }
        assert_eq!(accepted(&folder), told);
        assert!(!told.is_empty());
    }
}

#[cfg(unix)]
#[test]
fn commands_that_are_printed_work_as_they_are() {
    let project = |docs: &str| {
        let folder = tempfile::tempdir().unwrap();
        let path = |tag: &str| format!("{docs}/{tag}/errors.md");
        write(folder.path(), [(path("en").as_str(), page(&ENGLISH)), (path("fr").as_str(), page(&FRENCH))]);
        write(
            folder.path(),
            [(
                "lib.rs",
                format!(
                    "error_catalog! {{ pub enum E; pub enum L; pages = \"{docs}/{{locale}}/errors.md\", lock = \"{docs}/catalog.lock\", source = \"en\", locales = [\"en\", \"fr\"] }}"
                ),
            )],
        );
        folder
    };
    for (docs, args) in [
        ("docs", &["check"][..]),
        ("docs", &["check", "docs/en/errors.md"]),
        ("my pages", &["check", "my pages"]),
        ("pages", &["check", "pages", "--markdown", "gfm"]),
        ("pages", &["check", "--catalog", "lib.rs"]),
    ] {
        let folder = project(docs);
        let file = docs.to_owned() + "/catalog.lock";
        write(folder.path(), [(file.as_str(), "braze-errors lock 1\n\nend\n".to_owned())]);
        let checked = braze_errors(&folder, args);
        let commands: Vec<&str> =
            checked.stdout.split('`').filter(|words| words.starts_with("braze-errors accept")).collect();
        assert_eq!(commands.len(), 4, "{args:?}: {}{}", checked.stdout, checked.stderr);
        for pasted in commands {
            let binary = Path::new(env!("CARGO_BIN_EXE_braze-errors")).parent().unwrap();
            let path = format!("{}:{}", binary.display(), std::env::var("PATH").unwrap());
            let status = std::process::Command::new("sh")
                .args(["-c", pasted])
                .current_dir(folder.path())
                .env("PATH", path)
                .env_remove("BRAZE_ERRORS_DOCS")
                .stdout(std::process::Stdio::null())
                .status();
            assert!(status.unwrap().success(), "{pasted}");
        }
        let checked = braze_errors(&folder, args);
        assert_eq!((checked.code, checked.stdout.as_str()), (Some(0), ""), "{args:?}");
    }
}
