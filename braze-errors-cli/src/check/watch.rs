//! Checking again at each save.

use std::collections::BTreeSet;
use std::fs;
use std::io::{self, IsTerminal};
use std::path::{Path, PathBuf};
use std::process::ExitCode;
use std::sync::mpsc::{self, RecvTimeoutError};
use std::time::{Duration, SystemTime};

use braze_errors_codegen::Setup;
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
    let trouble = |error: notify::Error| Failure::trouble(format!("cannot watch the pages: {error}"));
    let (sender, events) = mpsc::channel();
    let mut watcher = notify::recommended_watcher(move |event: notify::Result<notify::Event>| {
        // Reading the pages is an event too.
        if let Some(event) = event.ok().filter(|event| !matches!(event.kind, EventKind::Access(_))) {
            // Once nobody listens any more, the program is about to end.
            let _ = sender.send(event.paths);
        }
    })
    .map_err(trouble)?;
    // What can't be described now can't be watched either.
    let mut known = BTreeSet::new();
    watch(&mut watcher, &mut known, &describe()?).map_err(trouble)?;
    loop {
        if let Err(failure) = check() {
            failure.report();
        }
        say("watching for changes\n");
        let Ok(mut changed) = events.recv() else { return Ok(ExitCode::SUCCESS) };
        loop {
            match events.recv_timeout(QUIET) {
                Ok(more) => changed.extend(more),
                Err(RecvTimeoutError::Timeout) => break,
                Err(RecvTimeoutError::Disconnected) => return Ok(ExitCode::SUCCESS),
            }
        }
        // A folder may have come. One that can't be watched is told when it is checked.
        if let Ok(described) = describe() {
            let _ = watch(&mut watcher, &mut known, &described);
        }
        if io::stdout().is_terminal() {
            say(CLEAR);
        }
        say(&format!("{}\n", named(&changed)));
    }
}

/// Watches the folders that are to be and aren't yet.
fn watch(
    watcher: &mut RecommendedWatcher,
    known: &mut BTreeSet<PathBuf>,
    described: &Described,
) -> notify::Result<()> {
    for folder in folders(described) {
        // An editor may put a new file in the old one's place, which the file itself would not tell.
        if known.insert(folder.clone()) {
            watcher.watch(&folder, RecursiveMode::NonRecursive)?;
        }
    }
    Ok(())
}

/// The folders in which something may change that the check depends on.
fn folders(described: &Described) -> BTreeSet<PathBuf> {
    let Described { setup, folder, files, .. } = described;
    let pages = setup.locales.iter().map(|locale| described.page(locale));
    let paths = pages.chain(setup.lock.iter().map(|lock| folder.join(lock))).chain(files.iter().cloned());
    let mut folders: BTreeSet<PathBuf> =
        paths.filter_map(|path| path.parent()?.join("").canonicalize().ok()).collect();
    // Where folders are named by locales, others may be or come.
    if let Some((before, _)) = setup.file.split_once("{locale}/") {
        let parent = folder.join(before);
        folders.extend(parent.canonicalize());
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
    let since = SystemTime::now().duration_since(SystemTime::UNIX_EPOCH).unwrap_or_default().as_secs();
    let (hours, minutes, seconds) = (since / 3600 % 24, since / 60 % 60, since % 60);
    let names = names.into_iter().collect::<Vec<_>>().join(", ");
    format!("{hours:02}:{minutes:02}:{seconds:02} UTC  {names} changed")
}

fn shown(path: &Path) -> String {
    let here = std::env::current_dir().and_then(|here| here.canonicalize()).ok();
    let below = here.and_then(|here| path.strip_prefix(here).ok().map(Path::to_owned));
    escape_line(&below.unwrap_or_else(|| path.to_owned()).display().to_string())
}
