//! Reads pages over and over, for a profiler that counts instructions.
//!
//! ```sh
//! cargo build --release -p braze-errors-codegen --no-default-features --example reading
//! valgrind --tool=callgrind target/release/examples/reading read 10 docs/en/errors.md
//! ```
//!
//! The first argument is `read` for the reader, or `limit` for pulldown-cmark's bare events over the same text;
//! the second says how often. What one reading costs is the difference between two such runs, divided by the
//! difference between their counts.
//!
//! `reading shape NAME SIZE` reads a page that is written to be slow to read, and `reading shapes` lists their names.
//! Twice the size is to cost no more than twice the instructions, and a few for what sorting and look-ups add.

#[path = "../tests/linear/shapes.rs"]
mod shapes;

use std::error::Error;
use std::hint::black_box;

use braze_errors_codegen::{Dialect, Page, Source};
use pulldown_cmark::{Options, Parser};

use self::shapes::SHAPES;

fn main() -> Result<(), Box<dyn Error>> {
    let arguments: Vec<String> = std::env::args().skip(1).collect();
    let arguments: Vec<&str> = arguments.iter().map(String::as_str).collect();
    match arguments[..] {
        ["shapes"] => SHAPES.iter().for_each(|shape| println!("{}", shape.name)),
        ["shape", name, size] => {
            let shape = SHAPES.iter().find(|shape| shape.name == name).ok_or("no such shape")?;
            drop(black_box(Page::read(&Source::new(name, (shape.page)(size.parse()?)), Dialect::Kramdown)));
        }
        [what @ ("read" | "limit"), times, ref paths @ ..] => {
            let pages = paths
                .iter()
                .map(|path| Ok(Source::new(*path, std::fs::read_to_string(path)?)))
                .collect::<Result<Vec<_>, std::io::Error>>()?;
            for page in (0..times.parse()?).flat_map(|_: u32| &pages) {
                if what == "read" {
                    drop(black_box(Page::read(black_box(page), Dialect::Kramdown)));
                } else {
                    Parser::new_ext(black_box(page.text()), Options::ENABLE_TABLES)
                        .for_each(|event| drop(black_box(event)));
                }
            }
        }
        _ => return Err("expected `read`, `limit`, `shape` or `shapes`".into()),
    }
    Ok(())
}
