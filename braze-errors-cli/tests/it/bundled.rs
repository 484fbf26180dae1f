//! The command on the pages that it holds.

use crate::support::{Run, command, finish};

/// Checks the folder of the pages, which stands in the package.
fn check(args: &[&str]) -> Run {
    let mut command = command(&["check", "docs", "--catalog", "catalog.rs"]);
    command.args(args).current_dir(env!("CARGO_MANIFEST_DIR"));
    finish(command)
}

#[test]
fn the_bundled_pages_report_nothing() {
    let checked = check(&[]);
    assert_eq!((checked.code, checked.stdout.as_str()), (Some(0), ""), "{}", checked.stderr);
}

#[test]
fn the_bundled_pages_make_a_small_report() {
    let size = check(&["--format", "html"]).stdout.len();
    assert!((1..320_000).contains(&size), "{size}");
}
