//! Checking again at each save.

use std::path::Path;
use std::process::ExitCode;
use std::sync::mpsc::{self, RecvTimeoutError};
use std::time::Duration;

use notify::{EventKind, RecursiveMode, Watcher};

use super::say;
use crate::failure::Failure;

/// How long a folder must be quiet before it is read: an editor's save is several events.
const QUIET: Duration = Duration::from_millis(100);

/// Checks, and checks again whenever something in the folder changes, or in the one that holds the catalog's file.
///
/// # Errors
///
/// Says why the folder can't be watched; a failed check is told, and the watch goes on.
pub(crate) fn run(
    folder: &Path,
    catalog: Option<&Path>,
    check: impl Fn() -> Result<ExitCode, Failure>,
) -> Result<ExitCode, Failure> {
    let trouble =
        |error: notify::Error| Failure::trouble(format!("cannot watch {}: {error}", folder.display()));
    let (sender, events) = mpsc::channel();
    let mut watcher = notify::recommended_watcher(move |event: notify::Result<notify::Event>| {
        // Reading the pages is an event too.
        if event.is_ok_and(|event| !matches!(event.kind, EventKind::Access(_))) {
            // Once nobody listens any more, the program is about to end.
            let _ = sender.send(());
        }
    })
    .map_err(trouble)?;
    watcher.watch(folder, RecursiveMode::Recursive).map_err(trouble)?;
    // An editor may put a new file in the old one's place, which the file itself would not tell.
    let beside = catalog.and_then(|file| file.canonicalize().ok());
    if let Some(beside) = beside.as_deref().and_then(Path::parent) {
        watcher.watch(beside, RecursiveMode::NonRecursive).map_err(trouble)?;
    }
    loop {
        if let Err(failure) = check() {
            failure.report();
        }
        say("watching for changes\n");
        if events.recv().is_err() {
            return Ok(ExitCode::SUCCESS);
        }
        while events.recv_timeout(QUIET) != Err(RecvTimeoutError::Timeout) {}
    }
}
