//! Pages of other APIs, compiled as their users would.

use std::fs;

use crate::project::{Project, copy_folder, root};

/// Each shape has a crate of its own, whose program holds what it looks up against what it expects.
#[test]
fn pages_of_every_shape_build_and_are_looked_up() {
    let project = Project::workspace("field-like");
    for entry in fs::read_dir(project.path("")).unwrap() {
        let entry = entry.unwrap();
        if entry.path().is_dir() {
            project.run_package(&entry.file_name().to_string_lossy());
        }
    }
}

/// The pages lie beside the checkout, or nowhere.
#[test]
fn every_row_of_nine_catalogs_is_looked_up() {
    let pages = root().join("../shared/field");
    if !pages.is_dir() {
        return;
    }
    let project = Project::new("field", "field-catalogs");
    copy_folder(&pages, &project.path("pages"));
    insta::assert_snapshot!(project.run(&[]));
}
