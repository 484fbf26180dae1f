//! Writes synthetic pages.
//!
//! ```console
//! $ cargo run -p braze-errors-benches --bin pages -- --rows 1000 --locales 10 --seed 1 --output target/pages
//! ```

use std::io;
use std::path::PathBuf;

use braze_errors_benches::pages::{LOCALES, Size};
use clap::Parser;

/// Write synthetic pages: <OUTPUT>/<locale>/errors.md, and <OUTPUT>/catalog.rs with the call that reads them
#[derive(Debug, Parser)]
struct Args {
    /// The rows of each page
    #[arg(long)]
    rows: usize,

    /// The locales, from `en` on
    #[arg(long, value_parser = clap::value_parser!(u16).range(1..=i64::try_from(LOCALES.len()).unwrap_or(i64::MAX)))]
    locales: u16,

    /// The pages' name: the same seed gives the same pages
    #[arg(long, default_value_t = 1)]
    seed: u64,

    /// The folder to write to
    #[arg(long)]
    output: PathBuf,
}

fn main() -> io::Result<()> {
    let Args { rows, locales, seed, output } = Args::parse();
    Size { rows, locales: locales.into() }.write(&output, seed)
}
