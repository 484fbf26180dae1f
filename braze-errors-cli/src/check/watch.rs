//! Checking again at each save.

use std::path::{self, Path, PathBuf};
use std::process::ExitCode;
use std::sync::mpsc::{self, Receiver};
use std::time::Duration;

use notify::{EventKind, RecommendedWatcher, RecursiveMode, Watcher};

use super::say;
use crate::failure::Failure;

/// How long a folder must be quiet before it is read: an editor's save is several events.
const QUIET: Duration = Duration::from_millis(100);

/// Checks, and checks again whenever something in the folder changes, or the catalog's file.
///
/// `catalog` gives that file, which the settings in the folder may name.
///
/// # Errors
///
/// Says why the folder can't be watched; a failed check is told, and the watch goes on.
pub(crate) fn run(
    folder: &Path,
    catalog: impl Fn() -> Result<Option<PathBuf>, Failure>,
    check: impl Fn() -> Result<ExitCode, Failure>,
) -> Result<ExitCode, Failure> {
    folder.read_dir().map_err(|error| trouble(folder, &error))?;
    catalog()?;
    loop {
        // Each watch is begun anew, since another folder may have come in the place of the one that was watched. What
        // changes before it begins is seen by the check, and what changes after, by the watch.
        let catalog = catalog().ok().flatten();
        let watch = Watch::begin(folder, catalog.as_deref()).map_err(|error| trouble(folder, &error))?;
        if let Err(failure) = check() {
            failure.report();
        }
        say("watching for changes\n");
        watch.wait();
    }
}

fn trouble(folder: &Path, error: &dyn std::error::Error) -> Failure {
    Failure::trouble(format!("cannot watch {}: {error}", folder.display()))
}

/// A watch, which ends when this goes.
struct Watch {
    changes: Receiver<()>,
    _watcher: RecommendedWatcher,
}

impl Watch {
    /// Watches a folder and a file, whether they are there or not.
    fn begin(folder: &Path, catalog: Option<&Path>) -> notify::Result<Self> {
        let (sender, changes) = mpsc::channel();
        let names = [Some(folder), catalog].into_iter().flatten();
        // A link may be put elsewhere, and what is behind it may change.
        let paths: Vec<PathBuf> = names
            .flat_map(|name| [path::absolute(name).ok(), name.canonicalize().ok()].into_iter().flatten())
            .collect();
        let above: Vec<PathBuf> = paths
            .iter()
            .flat_map(|path| path.ancestors().skip(1).collect::<Vec<_>>().into_iter().rev())
            .map(Path::to_owned)
            .collect();
        let mut watcher = notify::recommended_watcher(move |event: notify::Result<notify::Event>| {
            let concerns =
                |path: &PathBuf| paths.iter().any(|other| path.starts_with(other) || other.starts_with(path));
            // Reading the pages is an event too. One without a path says that others were lost.
            if event.is_ok_and(|event| {
                !matches!(event.kind, EventKind::Access(_))
                    && (event.paths.is_empty() || event.paths.iter().any(concerns))
            }) {
                // Once nobody listens any more, the watch is about to end.
                let _ = sender.send(());
            }
        })?;
        // The folders above tell when a name goes, comes back or is given to another file, as editors do at a save. The
        // outer ones are watched first, so that none comes unseen; those that can't be watched stay as they are.
        for folder in above {
            let _ = watcher.watch(&folder, RecursiveMode::NonRecursive);
        }
        match watcher.watch(folder, RecursiveMode::Recursive) {
            Err(error) if folder.exists() => Err(error),
            _ => Ok(Self { changes, _watcher: watcher }),
        }
    }

    /// Waits for a change, and until no other follows it.
    fn wait(&self) {
        let _ = self.changes.recv();
        while self.changes.recv_timeout(QUIET).is_ok() {}
    }
}
