//! Crates that depend on `braze-errors` in ways of their own.

use crate::project::Project;

#[test]
fn a_crate_without_std_and_alloc_is_linked() {
    Project::new("no-std", "no-std-build").build();
}

#[test]
fn nothing_but_the_crate_itself_is_there_at_run_time() {
    let tree = Project::new("no-std", "no-std-tree")
        .cargo("tree", &["--edges=normal,no-proc-macro", "--prefix=depth", "--format={lib}"]);
    assert_eq!(String::from_utf8_lossy(&tree.stdout), "0no_std_tree\n1braze_errors\n");
}

#[test]
fn the_dependency_can_be_renamed() {
    assert_eq!(
        Project::new("renamed", "renamed-dependency").run(&[]),
        "409 Sold Out: No seat is left.\n409 Sold Out: No quedan localidades.\n409 Sold Out: No quedan localidades.\n"
    );
}

#[test]
fn the_generated_code_passes_the_strictest_lints() {
    Project::new("lints", "strict-lints").build();
}
