//! Reading, comparing and writing a lock are linear in its rows.

use std::path::Path;

use allocation_counter::measure;
use braze_errors_codegen::{Catalog, Dialect, Locale, Lock, Missing, Page, Selection, Setup, Source};

use crate::assert_linear;

/// Rows of codes of their own, and what else the same rows may become.
const ROW: &str = "| `400 Date {n}` | Number `{n}` is **bad**. |";
const OTHER_TEXT: &str = "| `400 Date {n}` | Number `{n}` is bad. |";
const OTHER_CODE: &str = "| `404 Date {n}` | Number `{n}` is **bad**. |";
/// Rows that share one code.
const SHARED_CODE: &str = "| `400 Bad Date` | Number `n{n}` is **bad**. |";
const OTHER_SPAN: &str = "| `400 Bad Date` | Number `m{n}` is **bad**. |";

/// A page of so many rows.
fn page(row: &str, rows: usize) -> String {
    let rows: Vec<String> = (0..rows).map(|number| row.replace("{n}", &number.to_string())).collect();
    format!("| Code | Description |\n|---|---|\n{}\n", rows.join("\n"))
}

fn catalog(row: &str, rows: usize) -> Catalog {
    let page = Page::read(&Source::new("docs/en/errors.md", page(row, rows)), Dialect::Kramdown).page;
    let en = Locale { tag: "en".to_owned(), docs: None, missing: Missing::Refuse, ..Locale::default() };
    Catalog::align(vec![en], 0, vec![page], &[]).catalog
}

fn accepted(catalog: &Catalog, rows: Vec<String>) -> Lock {
    let mut lock = Lock::new("docs/catalog.lock");
    lock.accept(catalog, &Selection { rows, locales: Vec::new() }).expect("any row can be accepted");
    lock
}

fn deprecated(catalog: &Catalog, rows: &[String]) -> Lock {
    let mut lock = Lock::new("docs/catalog.lock");
    lock.deprecate(catalog, rows).expect("any row can be kept");
    lock
}

fn variants(catalog: &Catalog) -> Vec<String> {
    catalog.entries.iter().map(|entry| entry.variant.clone()).collect()
}

#[test]
fn writing_is_linear() {
    for row in [ROW, SHARED_CODE] {
        let catalogs = [1000, 2000].map(|rows| catalog(row, rows));
        let variants = catalogs.each_ref().map(variants);
        let [once, twice] = [0, 1].map(|at| measure(|| drop(accepted(&catalogs[at], variants[at].clone()))));
        assert_linear("accepting", &once, &twice);
        let [once, twice] = [0, 1].map(|at| measure(|| drop(deprecated(&catalogs[at], &variants[at]))));
        assert_linear("deprecating", &once, &twice);
    }
}

#[test]
fn reading_is_linear() {
    let folder = Path::new(env!("CARGO_TARGET_TMPDIR")).join("linear-lock");
    std::fs::create_dir_all(folder.join("en")).unwrap();
    std::fs::write(folder.join("en/errors.md"), page("| `500 Oops` | Ours. |", 1)).unwrap();
    let [once, twice] = [1000, 2000].map(|rows| {
        let catalog = catalog(ROW, rows);
        let lock = deprecated(&catalog, &variants(&catalog));
        std::fs::write(folder.join("catalog.lock"), lock.to_string()).unwrap();
        measure(|| {
            let loaded = Setup::find(&folder, "errors.md").unwrap().load(&folder, "docs");
            // No page holds these rows any more.
            assert_eq!(loaded.retired.entries.len(), rows, "{:?}", loaded.findings);
        })
    });
    assert_linear("reading", &once, &twice);
}

#[test]
fn comparing_is_linear() {
    for (before, after) in
        [(ROW, ROW), (ROW, OTHER_TEXT), (ROW, OTHER_CODE), (SHARED_CODE, OTHER_SPAN), (OTHER_SPAN, ROW)]
    {
        let [once, twice] = [1000, 2000].map(|rows| {
            let (lock, catalog) = (accepted(&catalog(before, rows), Vec::new()), catalog(after, rows));
            measure(|| drop(lock.compare(&catalog)))
        });
        assert_linear(&format!("comparing {before} with {after}"), &once, &twice);
    }
}

/// What compares each row with each other never ends.
#[test]
fn huge_locks_are_compared() {
    const ROWS: usize = 20_000;
    for (before, after) in [(ROW, ROW), (SHARED_CODE, OTHER_SPAN)] {
        let lock = accepted(&catalog(before, ROWS), Vec::new()).to_string();
        let renamed = Source::new("docs/catalog.lock", lock.replace("\nrow ", "\nrow Other"));
        let lock = Lock::parse(&renamed).unwrap();
        assert!(lock.compare(&catalog(after, ROWS)).len() >= ROWS);
    }
}
