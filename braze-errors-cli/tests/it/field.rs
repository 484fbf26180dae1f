//! Pages of other APIs, of which no call says anything: `check` says which columns to name.
//!
//! They lie beside the checkout, or nowhere.

use std::collections::BTreeSet;
use std::fs;
use std::path::Path;

use crate::support::{command, finish};

/// What a line says of the columns, in any order.
fn roles(line: &str) -> BTreeSet<String> {
    line.split(", ").map(|role| role.trim().to_owned()).collect()
}

#[test]
fn the_columns_of_most_pages_are_told() {
    let folder = Path::new(env!("CARGO_MANIFEST_DIR")).join("../../shared/field");
    let Ok(index) = fs::read_to_string(folder.join("index.tsv")) else { return };
    let mut told = BTreeSet::new();
    for line in index.lines().skip(1) {
        let fields: Vec<&str> = line.split('\t').collect();
        let [api, _, "source", ..] = fields[..] else { continue };
        let run = finish(command(&["check", &folder.join(api).to_string_lossy()]));
        let mut lines = run.stdout.lines().filter_map(|line| {
            line.trim().strip_prefix("columns = { ").and_then(|line| line.strip_suffix(" }"))
        });
        if lines.any(|line| roles(line) == roles(fields[9])) {
            told.insert(api.to_owned());
        }
    }
    // Two pages are read without: their tables have two columns, and codes that begin with a status.
    assert!(told.len() >= 18, "{told:?}");
}
