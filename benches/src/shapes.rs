//! Pages that are written to be slow to read: whether the steps of reading them are linear in their size.

use crate::instructions::callgrind;
use crate::project::{cargo, run, target, workspace};

/// How large a page is; each is twice the one before.
const SIZES: [&str; 3] = ["1000", "2000", "4000"];

/// What doubling the size may cost, as a multiple of what the doubling before it did.
///
/// Two is linear, and four is a pass over the page for each line of it. What is sorted or looked up takes a little more
/// than two, as does a buffer that grows.
const MOST: f64 = 2.3;

/// Counts the instructions of reading each page at three sizes, the starting of the program left out.
///
/// # Errors
///
/// A page takes more than linear steps, or they can't be counted.
pub fn shapes() -> Result<(), String> {
    let arguments = [
        "build",
        "--release",
        "--quiet",
        "--package",
        "braze-errors-codegen",
        "--no-default-features",
        "--example",
        "reading",
    ];
    run(cargo(&target()).args(arguments).current_dir(workspace()))?;
    let program = target().join("release/examples/reading");
    let names = run(std::process::Command::new(&program).arg("shapes"))?;
    println!("| page | twice the size, in instructions |\n|---|---|");
    let mut slow = Vec::new();
    for name in names.lines() {
        let mut counts = Vec::new();
        for size in SIZES {
            counts.push(callgrind(&program, &["shape", name, size])?);
        }
        #[expect(clippy::cast_precision_loss, reason = "a ratio needs no more digits")]
        let growth = counts[2].saturating_sub(counts[1]) as f64 / counts[1].saturating_sub(counts[0]) as f64;
        println!("| {name} | {growth:.2} |");
        if growth > MOST {
            slow.push(format!("{name} takes {growth:.2} times the steps at twice the size"));
        }
    }
    if slow.is_empty() { Ok(()) } else { Err(format!("{}; expected {MOST} or less", slow.join(", "))) }
}
