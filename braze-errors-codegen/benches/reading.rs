//! What reading the bundled pages costs, beside the limit: pulldown-cmark's bare events over the same text.
//!
//! The limit is measured twice, and how its two figures differ is the noise. A macro's dependencies are built without
//! optimisation, also in a release build, so both profiles count:
//!
//! ```sh
//! cargo bench -p braze-errors-codegen --no-default-features --bench reading
//! cargo bench -p braze-errors-codegen --no-default-features --bench reading --profile dev
//! ```
//!
//! `BRAZE_ERRORS_DOCS` names a folder of other pages to read, `<locale>/errors.md` each.

use std::path::{Path, PathBuf};
use std::rc::Rc;

use braze_errors_codegen::{Dialect, Page, Source};
use divan::{Bencher, black_box, black_box_drop};
use pulldown_cmark::{Options, Parser};

fn main() {
    divan::main();
}

#[divan::bench]
fn limit(bencher: Bencher<'_, '_>) {
    events(bencher);
}

#[divan::bench]
fn limit_again(bencher: Bencher<'_, '_>) {
    events(bencher);
}

#[divan::bench]
fn read(bencher: Bencher<'_, '_>) {
    let pages = pages();
    bencher.bench_local(|| {
        for page in &pages {
            black_box_drop(Page::read(black_box(page), Dialect::Kramdown));
        }
    });
}

fn events(bencher: Bencher<'_, '_>) {
    let pages = pages();
    bencher.bench_local(|| {
        for page in &pages {
            Parser::new_ext(black_box(page.text()), Options::ENABLE_TABLES).for_each(black_box_drop);
        }
    });
}

fn pages() -> Vec<Rc<Source>> {
    let bundled = || Path::new(env!("CARGO_MANIFEST_DIR")).join("../docs");
    let folder = std::env::var_os("BRAZE_ERRORS_DOCS").map_or_else(bundled, PathBuf::from);
    let mut paths: Vec<PathBuf> = std::fs::read_dir(&folder)
        .expect("the folder of pages can be read")
        .map(|entry| entry.expect("the folder of pages can be read").path().join("errors.md"))
        .filter(|path| path.is_file())
        .collect();
    paths.sort();
    paths
        .iter()
        .map(|path| Source::read(path, path.to_string_lossy()).expect("the page can be read"))
        .collect()
}
