//! Checking again at each save.

use std::collections::BTreeSet;
use std::fs;
use std::io::{self, IsTerminal};
use std::path::{self, Path, PathBuf};
use std::process::ExitCode;
use std::sync::mpsc::{self, Receiver};
use std::time::{Duration, SystemTime};

use braze_errors_codegen::Setup;
use humantime::format_rfc3339_seconds;
use notify::{EventKind, RecommendedWatcher, RecursiveMode, Watcher};

use super::say;
use crate::described::Described;
use crate::failure::Failure;
use crate::text::escape_line;

/// How long a folder must be quiet before it is read: an editor's save is several events.
const QUIET: Duration = Duration::from_millis(100);

/// Clears the screen and what was scrolled off it, and goes to its first line.
const CLEAR: &str = "\u{1b}[2J\u{1b}[3J\u{1b}[H";

/// Checks, and checks again whenever something changes in a folder that holds a page, or a file that describes the catalog.
///
/// # Errors
///
/// Says why the folders can't be watched; a failed check is told, and the watch goes on.
pub(crate) fn run(
    describe: impl Fn() -> Result<Described, Failure>,
    check: impl Fn() -> Result<ExitCode, Failure>,
) -> Result<ExitCode, Failure> {
    // What can't be described now can't be watched either.
    let mut described = describe()?;
    loop {
        // Each watch is begun anew: a folder may have come, also in the place of one that was watched. What changes before
        // it begins is seen by the check, and what changes after, by the watch.
        let watch = Watch::begin(&described)
            .map_err(|error| Failure::trouble(format!("cannot watch the pages: {error}")))?;
        if let Err(failure) = check() {
            failure.report();
        }
        say("watching for changes\n");
        let changed = watch.wait();
        if io::stdout().is_terminal() {
            say(CLEAR);
        }
        say(&format!("{}\n", named(&changed)));
        // While the folder is away, nothing describes its catalog; it is waited for as it was.
        described = describe().unwrap_or(described);
    }
}

/// A watch, which ends when this goes.
struct Watch {
    changes: Receiver<Vec<PathBuf>>,
    _watcher: RecommendedWatcher,
}

impl Watch {
    /// Watches the folders of a catalog, whether they are there or not.
    fn begin(described: &Described) -> notify::Result<Self> {
        let (sender, changes) = mpsc::channel();
        let folders = folders(described);
        // Outer ones first, so that none comes unseen in one that isn't watched yet.
        let above: BTreeSet<PathBuf> =
            folders.iter().flat_map(|folder| folder.ancestors().skip(1)).map(Path::to_owned).collect();
        let own = folders.clone();
        let mut watcher = notify::recommended_watcher(move |event: notify::Result<notify::Event>| {
            let concerns = |path: &PathBuf| {
                folders.iter().any(|folder| path.parent() == Some(folder) || folder.starts_with(path))
            };
            // Reading the pages is an event too. One without a path says that others were lost.
            let Some(mut event) = event.ok().filter(|event| !matches!(event.kind, EventKind::Access(_)))
            else {
                return;
            };
            let is_told_of_all = event.paths.is_empty();
            event.paths.retain(concerns);
            if is_told_of_all || !event.paths.is_empty() {
                // Once nobody listens any more, the watch is about to end.
                let _ = sender.send(event.paths);
            }
        })?;
        // The folders above tell when one goes or comes back; those that can't be watched stay as they are.
        for folder in above {
            let _ = watcher.watch(&folder, RecursiveMode::NonRecursive);
        }
        for folder in own {
            // An editor may put a new file in the old one's place, which the file itself would not tell.
            match watcher.watch(&folder, RecursiveMode::NonRecursive) {
                Err(error) if folder.exists() => return Err(error),
                _ => {}
            }
        }
        Ok(Self { changes, _watcher: watcher })
    }

    /// Waits for a change, and until no other follows it; returns what has changed.
    fn wait(&self) -> Vec<PathBuf> {
        let mut changed = self.changes.recv().unwrap_or_default();
        while let Ok(more) = self.changes.recv_timeout(QUIET) {
            changed.extend(more);
        }
        changed
    }
}

/// The folders in which something may change that the check depends on.
fn folders(described: &Described) -> BTreeSet<PathBuf> {
    let Described { setup, folder, files, .. } = described;
    let pages = setup.locales.iter().map(|locale| described.page(locale));
    let paths = pages.chain(setup.lock.iter().map(|lock| folder.join(lock))).chain(files.iter().cloned());
    // Where its name leads now, and the name itself, which may lead elsewhere later.
    let both =
        |folder: &Path| [folder.canonicalize().ok(), path::absolute(folder).ok()].into_iter().flatten();
    let mut folders: BTreeSet<PathBuf> =
        paths.filter_map(|path| Some(path.parent()?.join("."))).flat_map(|folder| both(&folder)).collect();
    // Where folders are named by locales, others may be or come.
    if let Some((before, _)) = setup.file.split_once("{locale}/") {
        let parent = folder.join(before);
        folders.extend(both(&parent.join(".")));
        let entries = fs::read_dir(&parent).into_iter().flatten().flatten();
        let is_locale = |name: &str| Setup::tag(&name.replace('_', "-")).is_some();
        let named = entries.filter(|entry| entry.file_name().to_str().is_some_and(is_locale));
        folders.extend(
            named.filter(|entry| entry.path().is_dir()).filter_map(|entry| entry.path().canonicalize().ok()),
        );
    }
    folders
}

/// What has changed, and when.
fn named(changed: &[PathBuf]) -> String {
    let names: BTreeSet<String> = changed.iter().map(|path| shown(path)).collect();
    let names = names.into_iter().collect::<Vec<_>>().join(", ");
    let now = format_rfc3339_seconds(SystemTime::now()).to_string();
    let time = now.split_once('T').map_or("", |(_, time)| time.trim_end_matches('Z'));
    format!("{time} UTC  {names} changed")
}

fn shown(path: &Path) -> String {
    let here = std::env::current_dir().and_then(|here| here.canonicalize()).ok();
    let below = here.and_then(|here| path.strip_prefix(here).ok().map(Path::to_owned));
    escape_line(&below.unwrap_or_else(|| path.to_owned()).display().to_string())
}
