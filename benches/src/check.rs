//! The command `check`: on the bundled pages, as people wait for it, and on large ones, beside reading them.

use std::path::Path;
use std::process::Command;
use std::thread;
use std::time::Duration;

use crate::clock::beside;
use crate::compile::pages;
use crate::pages::Size;
use crate::project::{cargo, run, target, workspace};
use crate::table::Figure;

/// What nobody waits for.
const INSTANT: Duration = Duration::from_millis(20);

/// Checks the bundled pages beside an instant, with the binary that people download.
///
/// # Errors
///
/// It can't be built or run.
pub fn bundled(mut each: impl FnMut(Figure)) -> Result<(), String> {
    let arguments = ["build", "--profile", "dist", "--quiet", "--package", "braze-errors-cli"];
    run(cargo(&target()).args(arguments).current_dir(workspace()))?;
    let mut command = Command::new(target().join("dist/braze-errors"));
    command.arg("check").current_dir(workspace());
    let mut wait = || {
        thread::sleep(INSTANT);
        Ok(())
    };
    let beside = beside(25, &mut wait, &mut || run(&mut command).map(drop))?;
    each(Figure {
        what: format!(
            "`braze-errors check`, the bundled pages, {:.1} ms",
            beside.ours.as_secs_f64() * 1000.0
        ),
        limit: format!("{} ms", INSTANT.as_millis()),
        ratio: beside.ratio,
        noise: beside.noise,
        goal: Some(1.0),
    });
    Ok(())
}

/// Checks 10,000 rows in 40 locales beside reading them, and its memory beside that of half the rows.
///
/// # Errors
///
/// Something can't be built or run.
pub fn check(mut each: impl FnMut(Figure)) -> Result<(), String> {
    for (package, program) in [("braze-errors-cli", "braze-errors"), ("braze-errors-benches", "read")] {
        let arguments = ["build", "--release", "--quiet", "--package", package, "--bin", program];
        run(cargo(&target()).args(arguments).current_dir(workspace()))?;
    }
    let programs = target().join("release");
    let size = Size { rows: 10_000, locales: 40 };
    let (large, half) = (pages(size)?, pages(Size { rows: 5_000, ..size })?);
    let program = |name: &str, arguments: &[&str], folder: &Path| {
        let mut command = Command::new(programs.join(name));
        command.args(arguments).arg(folder);
        command
    };
    let checking = |folder: &Path| program("braze-errors", &["check"], folder);
    let beside = beside(5, &mut || run(&mut program("read", &[], &large)).map(drop), &mut || {
        run(&mut checking(&large)).map(drop)
    })?;
    each(Figure {
        what: "`braze-errors check`, 10,000 x 40".to_owned(),
        limit: "reading the same pages".to_owned(),
        ratio: beside.ratio,
        noise: beside.noise,
        goal: Some(3.0),
    });
    match (peak(&checking(&half)), peak(&checking(&large)), peak(&checking(&half))) {
        (Some(half), Some(large), Some(again)) => each(Figure {
            what: format!("its peak memory, {:.0} MB", large / 1000.0),
            limit: "twice that of half the rows".to_owned(),
            ratio: large / half / 2.0,
            noise: again / half,
            goal: Some(1.1),
        }),
        _ => eprintln!("GNU time is not installed; the peak memory is not measured"),
    }
    Ok(())
}

/// A command's peak memory in kB, as GNU time tells it.
fn peak(command: &Command) -> Option<f64> {
    let mut time = Command::new("/usr/bin/time");
    time.args(["--format", "%M"]).arg(command.get_program()).args(command.get_args());
    let output = time.output().ok()?;
    String::from_utf8_lossy(&output.stderr).lines().last()?.parse().ok()
}
