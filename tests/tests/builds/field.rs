//! Pages of other APIs, where they lie beside the checkout, compiled as their users would.

use crate::project::{Project, copy_folder, root};

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
