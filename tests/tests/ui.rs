//! What the compiler says of mistakes: in the call, and on the pages.

use std::env;
use std::path::Path;
use std::process::Command;

/// The variable by which the calls in `ui` find their pages.
///
/// `trybuild` compiles them as a package that stands elsewhere, so that no path relative to the manifest leads
/// there. What messages show of the folder it replaces by `$DIR`.
const PAGES: &str = "UI_PAGES";

#[test]
fn mistakes_are_reported_where_they_stand() {
    if env::var_os(PAGES).is_some() {
        trybuild::TestCases::new().compile_fail("ui/*/*.rs");
        return;
    }
    // Setting a variable of a running process is unsafe, so this test runs once more, in a process that has it.
    let status = Command::new(env::current_exe().expect("the test has a path"))
        .args(["mistakes_are_reported_where_they_stand", "--exact", "--nocapture"])
        .env(PAGES, Path::new(env!("CARGO_MANIFEST_DIR")).join("ui/pages"))
        .env_remove("BRAZE_ERRORS_DOCS")
        .status();
    assert!(status.expect("the test starts again").success());
}
