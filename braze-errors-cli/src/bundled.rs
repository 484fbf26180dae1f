//! The pages of the crate `braze-errors`, which the command holds as files, and the call that reads them.

use braze_errors_codegen::Call;
use include_dir::{Dir, File, include_dir};

use crate::call;
use crate::failure::Failure;

/// The Rust file with the call: `braze-errors/src/lib.rs`.
const CATALOG: &str = include_str!("../catalog.rs");

/// The pages' folder. What is wrong with a page is told when it is read, and stops no build of the command.
static DOCS: Dir<'static> = include_dir!("$CARGO_MANIFEST_DIR/docs");

/// The call, which pins the variants' names.
///
/// # Errors
///
/// Says what is wrong with it.
pub(crate) fn call() -> Result<Call, Failure> {
    call::in_rust(CATALOG, "braze-errors/src/lib.rs", |_| true)
}

/// The file at a path below the pages' folder.
pub(crate) fn file(below: &str) -> Option<&'static [u8]> {
    DOCS.get_file(below).map(File::contents)
}

/// The tags of the locales, by which their folders are named.
pub(crate) fn tags() -> impl Iterator<Item = &'static str> {
    DOCS.dirs().filter_map(|folder| folder.path().to_str())
}
