//! The backend's modules stand on floors: each uses those below it, and none above it or beside it.

use std::collections::BTreeSet;
use std::fs;
use std::path::Path;

/// The floors from the ground up, each with the modules that stand on it.
const FLOORS: &[&[&str]] = &[
    &["text"],
    &["finding"],
    &["markdown"],
    &["page"],
    &["form"],
    &["catalog"],
    &["call", "lock"],
    &["load"],
    &["diff", "expand", "pseudo"],
    &["check"],
    &["report"],
    &["exchange"],
];

/// The floor that a module stands on.
fn floor(module: &str) -> Option<usize> {
    FLOORS.iter().position(|modules| modules.contains(&module))
}

fn source() -> std::path::PathBuf {
    Path::new(env!("CARGO_MANIFEST_DIR")).join("src")
}

/// The modules that Rust code names by their path from the crate's root.
fn used(rust: &str) -> BTreeSet<&str> {
    let is_code = |line: &&str| !line.trim_start().starts_with("//");
    let paths = rust.lines().filter(is_code).flat_map(|line| line.split("crate::").skip(1));
    let is_name = |char: char| char.is_alphanumeric() || char == '_';
    paths.map(|path| path.split(|char| !is_name(char)).next().unwrap_or_default()).collect()
}

/// Panics where code of a module uses one that is not below it.
fn check_file(module: &str, file: &Path) {
    let rust = fs::read_to_string(file).unwrap();
    let own = floor(module).unwrap_or_else(|| panic!("{module} stands on no floor"));
    for used in used(&rust).into_iter().filter(|used| *used != module) {
        let of_used = floor(used).unwrap_or_else(|| panic!("{}: `crate::{used}`", file.display()));
        assert!(of_used < own, "{}: {module} uses {used}, which is not below it", file.display());
    }
}

fn check_folder(module: &str, folder: &Path) {
    for entry in fs::read_dir(folder).unwrap() {
        let path = entry.unwrap().path();
        if path.is_dir() { check_folder(module, &path) } else { check_file(module, &path) }
    }
}

#[test]
fn a_module_uses_the_floors_below_it() {
    for entry in fs::read_dir(source()).unwrap() {
        let path = entry.unwrap().path();
        let module = path.file_stem().unwrap().to_string_lossy().into_owned();
        match path.is_dir() {
            true => check_folder(&module, &path),
            false if module != "lib" => check_file(&module, &path),
            false => {}
        }
    }
}

#[test]
fn a_use_is_seen_wherever_it_stands() {
    let rust = "use crate::page::Row;\npub(crate) use crate::text::{scan, source};\n\
                // crate::report\nfn f(a: &crate::form::Form) -> crate::catalog::Entry {}\n";
    assert_eq!(used(rust), BTreeSet::from(["catalog", "form", "page", "text"]));
}
