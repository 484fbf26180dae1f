//! `check --watch` says what has changed before it checks again.

use std::fs;
use std::io::{BufRead, BufReader};
use std::process::Stdio;

use crate::support::command;
use crate::support::pages::{ENGLISH, FRENCH, page, write};

#[test]
fn the_page_that_changed_is_named_and_so_is_the_time() {
    let folder = tempfile::tempdir().unwrap();
    write(folder.path(), [("docs/en/errors.md", page(&ENGLISH)), ("docs/fr/errors.md", page(&FRENCH))]);
    let mut command = command(&["check", "--watch"]);
    command
        .current_dir(folder.path())
        .env_remove("BRAZE_ERRORS_DOCS")
        .stdout(Stdio::null())
        .stderr(Stdio::piped());
    let mut watching = command.spawn().unwrap();
    let mut lines = BufReader::new(watching.stderr.take().unwrap()).lines().map(Result::unwrap);
    assert!(lines.any(|line| line == "watching for changes"));
    fs::write(folder.path().join("docs/fr/errors.md"), page(&FRENCH).replace("75", "80")).unwrap();
    let said = lines.next().unwrap();
    let summary = lines.next().unwrap();
    watching.kill().unwrap();
    watching.wait().unwrap();
    let (time, changed) = said.split_once("  ").unwrap_or_else(|| panic!("{said}"));
    assert!(time.ends_with(" UTC") && time.matches(':').count() == 2, "{said}");
    assert!(changed.contains("docs/fr/errors.md") && changed.ends_with(" changed"), "{said}");
    assert!(summary.contains("1 error"), "{summary}");
}
