//! Counts of instructions, compared with those that were committed.
//!
//! A count is the difference between a run of so many rounds and one of twice as many, so that what it costs to start
//! is no part of it.

use std::fmt::Write as _;
use std::fs;
use std::path::{Path, PathBuf};
use std::process::Command;

use clap::ValueEnum;

use crate::project::{cargo, run, target, workshop, workspace};

/// What is counted.
#[derive(Clone, Copy, Debug, PartialEq, Eq, ValueEnum)]
pub enum Work {
    /// Every error's text in every locale.
    Text,
    /// A look-up of every code.
    LookupHit,
    /// A look-up of as many messages that no code has.
    LookupMiss,
    /// Reading the bundled pages.
    Reading,
}

impl Work {
    fn name(self) -> String {
        self.to_possible_value().map(|value| value.get_name().to_owned()).unwrap_or_default()
    }

    /// How many rounds are enough for a count that stays the same.
    fn rounds(self) -> u64 {
        if self == Self::Reading { 2 } else { 100 }
    }
}

/// By how many percent a count may differ from the committed one.
const MARGIN: f64 = 5.0;

fn baseline() -> PathBuf {
    workspace().join("benches/instructions.txt")
}

/// Compares the counts with the baseline, or writes the baseline anew.
///
/// # Errors
///
/// A count differs by more than the margin, or can't be taken.
pub fn instructions(renew: bool) -> Result<(), String> {
    let arguments = ["build", "--release", "--quiet", "--package", "braze-errors-benches", "--bin", "work"];
    run(cargo(&target()).args(arguments).current_dir(workspace()))?;
    let rustc = run(Command::new("rustc").arg("--version").current_dir(workspace()))?;
    let mut counts = Vec::new();
    for work in Work::value_variants() {
        let (once, twice) = (count(*work, work.rounds())?, count(*work, work.rounds() * 2)?);
        counts.push((work.name(), twice.saturating_sub(once) / work.rounds()));
    }
    if renew {
        let mut text = format!("# Instructions a round, as callgrind counts them\n{}\n", rustc.trim());
        for (name, count) in counts {
            let _ = writeln!(text, "{name} {count}");
        }
        return fs::write(baseline(), text).map_err(|error| error.to_string());
    }
    compare(&fs::read_to_string(baseline()).map_err(|error| error.to_string())?, rustc.trim(), &counts)
}

fn compare(baseline: &str, rustc: &str, counts: &[(String, u64)]) -> Result<(), String> {
    let before = |name: &str| -> Option<u64> {
        let line = baseline.lines().find_map(|line| line.strip_prefix(name)?.strip_prefix(' '))?;
        line.parse().ok()
    };
    let is_same_compiler = baseline.lines().any(|line| line == rustc);
    let mut differing = Vec::new();
    println!("| work | instructions a round | baseline | difference |\n|---|---|---|---|");
    for (name, count) in counts {
        let Some(before) = before(name) else {
            differing.push(format!("{name} has no baseline"));
            continue;
        };
        #[expect(clippy::cast_precision_loss, reason = "a percentage needs no more digits")]
        let percent = (*count as f64 / before as f64 - 1.0) * 100.0;
        println!("| {name} | {count} | {before} | {percent:+.1} % |");
        if percent.abs() > MARGIN {
            differing.push(format!("{name} differs by {percent:+.1} %"));
        }
    }
    if differing.is_empty() {
        return Ok(());
    }
    let compiler = if is_same_compiler { "" } else { "; the baseline is another compiler's" };
    Err(format!(
        "{}; at most {MARGIN} % are let pass{compiler}\nhelp: mend it, or renew the baseline with `cargo run --release \
         -p braze-errors-benches -- instructions --renew`",
        differing.join(", ")
    ))
}

/// The instructions of so many rounds.
fn count(work: Work, rounds: u64) -> Result<u64, String> {
    callgrind(&target().join("release/work"), &[&work.name(), &rounds.to_string()])
}

/// The instructions of a program, from its start to its end.
///
/// # Errors
///
/// valgrind is missing, or the program fails.
pub(crate) fn callgrind(program: &Path, arguments: &[&str]) -> Result<u64, String> {
    let file = workshop().join("callgrind.out");
    fs::create_dir_all(workshop()).map_err(|error| error.to_string())?;
    let mut valgrind = Command::new("valgrind");
    valgrind.args(["--quiet", "--tool=callgrind"]).arg(format!("--callgrind-out-file={}", file.display()));
    valgrind.arg(program).args(arguments);
    run(&mut valgrind)?;
    let profile = fs::read_to_string(&file).map_err(|error| error.to_string())?;
    let total =
        profile.lines().find_map(|line| line.strip_prefix("summary: ").or(line.strip_prefix("totals: ")));
    total
        .and_then(|total| total.trim().parse().ok())
        .ok_or_else(|| "found no total in callgrind's profile".to_owned())
}

#[cfg(test)]
mod tests {
    use super::compare;

    #[test]
    fn more_than_the_margin_fails() {
        let baseline = "# counts\nrustc 1.95.0\nreading 1000\n";
        let with = |count| compare(baseline, "rustc 1.95.0", &[("reading".to_owned(), count)]);
        assert_eq!(with(1050), Ok(()));
        assert_eq!(with(950), Ok(()));
        assert!(with(1051).is_err_and(|error| error.contains("reading differs by +5.1 %")));
        assert!(with(949).is_err());
    }

    #[test]
    fn another_compiler_is_told_of() {
        let error = compare("rustc 1.95.0\nreading 1000\n", "rustc 1.96.0", &[("reading".to_owned(), 2000)]);
        assert!(error.is_err_and(|error| error.contains("another compiler's")));
        assert!(compare("", "rustc 1.96.0", &[("reading".to_owned(), 1)]).is_err());
    }
}
