//! What rust-analyzer makes of a crate with a large catalog.

use std::process::Command;

use crate::compile::call;
use crate::pages::Size;
use crate::project::{run, workshop};

/// Prints rust-analyzer's statistics of a crate that is one call with 10,000 rows, where it is installed.
///
/// # Errors
///
/// It is installed and fails.
pub fn analyzer() -> Result<(), String> {
    if let Err(error) = run(Command::new("rust-analyzer").arg("--version")) {
        println!("rust-analyzer is not installed: {}", error.lines().next().unwrap_or_default());
        return Ok(());
    }
    let project = call(Size { rows: 10_000, locales: 1 })?;
    let statistics = Command::new("rust-analyzer")
        .args(["analysis-stats", "."])
        .env("CARGO_TARGET_DIR", workshop().join("target"))
        .current_dir(project.folder())
        .output()
        .map_err(|error| error.to_string())?;
    println!("{}", String::from_utf8_lossy(&statistics.stderr));
    println!("{}", String::from_utf8_lossy(&statistics.stdout));
    if statistics.status.success() { Ok(()) } else { Err("rust-analyzer failed".to_owned()) }
}
