//! The command on this project's own pages; it is not packed, because the pages are not.

mod support;

use std::path::Path;

use support::{Run, command, finish};

/// Runs the command in the workspace's folder.
fn run(args: &[&str]) -> Run {
    let mut command = command(args);
    command.current_dir(Path::new(env!("CARGO_MANIFEST_DIR")).parent().unwrap());
    finish(command)
}

#[test]
fn the_bundled_pages_report_nothing() {
    let checked = run(&["check"]);
    assert_eq!((checked.code, checked.stdout.as_str()), (Some(0), ""), "{}", checked.stderr);
}

#[test]
fn the_bundled_pages_make_a_small_report() {
    let size = run(&["check", "--format", "html"]).stdout.len();
    assert!((1..200_000).contains(&size), "{size}");
}
