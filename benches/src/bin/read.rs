//! Reads the pages in a folder and does nothing else: the limit of what checks them.
//!
//! ```console
//! $ cargo run --release -p braze-errors-benches --bin read -- target/pages
//! ```

use std::path::PathBuf;

use braze_errors_codegen::{Dialect, Page, Source};
use clap::Parser;

/// Read the page of every locale in a folder
#[derive(Debug, Parser)]
struct Args {
    /// The folder of the pages
    folder: PathBuf,
}

fn main() -> std::io::Result<()> {
    let mut pages = Vec::new();
    for entry in Args::parse().folder.read_dir()? {
        let path = entry?.path().join("errors.md");
        if path.is_file() {
            // A page with findings is read to its end all the same.
            let source =
                Source::read(&path, path.to_string_lossy()).map_err(|_| std::io::ErrorKind::InvalidData)?;
            pages.push(Page::read(&source, Dialect::Kramdown).page);
        }
    }
    println!("{} pages, {} rows", pages.len(), pages.iter().map(|page| page.rows.len()).sum::<usize>());
    Ok(())
}
