//! Asks the real renderers: damages pages, and compares what our reader makes of those that it accepts with what a site
//! would show. `cargo run --release --bin compare -- kramdown --pages 200000 --seed 1`; a find names its case.

mod arguments;
mod case;
mod gfm;
mod kramdown;
mod minimize;
mod mutate;
mod ours;
mod pages;
mod reading;
mod run;
mod said;

use std::error::Error;
use std::process::ExitCode;

fn main() -> Result<ExitCode, Box<dyn Error>> {
    let arguments = arguments::Arguments::parse()?;
    let disagree = run::run(&arguments)?;
    Ok(if disagree == 0 { ExitCode::SUCCESS } else { ExitCode::FAILURE })
}
