//! A command that is killed while it writes leaves each file whole, as it was or as it was to be; the next one leaves
//! nothing else beside them.
//!
//! `BRAZE_ERRORS_KILLS` says how often each command is killed.

use std::collections::BTreeMap;
use std::env;
use std::fs;
use std::os::unix::fs::MetadataExt;
use std::path::{Path, PathBuf};
use std::process::{Command, Stdio};
use std::thread;
use std::time::{Duration, Instant};

use tempfile::TempDir;

use crate::support::pages::{self, write};
use crate::support::{command, finish};

/// How many kills find a slip that is no rare one.
const KILLS: u32 = 8;

/// Locales in which there are pages.
const LOCALES: [&str; 5] = ["en", "de", "fr", "ja", "sv"];

/// A page whose descriptions end with these words.
fn page(end: &str) -> String {
    let row = |row| format!("400 Bad Parcel {row} = The parcel of number {row} is bad{end}.");
    let rows: Vec<String> = (0..150).map(row).collect();
    pages::page(&rows.iter().map(String::as_str).collect::<Vec<_>>())
}

/// Every file below a folder, with what it holds.
fn files(folder: &Path) -> BTreeMap<PathBuf, String> {
    let mut files = BTreeMap::new();
    for entry in fs::read_dir(folder).expect("there is a folder") {
        let path = entry.expect("it can be read").path();
        if path.is_dir() {
            files.extend(self::files(&path));
        } else {
            // It may be one that is being written, and go again.
            files.insert(path.clone(), fs::read_to_string(path).unwrap_or_default());
        }
    }
    files
}

fn is_leftover(file: &Path) -> bool {
    let name = file.file_name().and_then(|name| name.to_str()).unwrap_or_default();
    name.starts_with(".braze-errors-")
}

/// Runs the command, which writes below `docs`, and kills it again and again, each time a little later.
fn kill(what: &str, folder: &TempDir, args: &[&str]) {
    let folder = folder.path();
    let docs = folder.join("docs");
    let start = || {
        let mut command = command(args);
        command.current_dir(folder).stdout(Stdio::null()).stderr(Stdio::null());
        command
    };
    let old = files(&docs);
    let began = Instant::now();
    let run = finish(start());
    let whole_run = began.elapsed();
    assert_eq!(run.code, Some(0), "{what}");
    let new = files(&docs);
    assert_ne!(old, new, "{what}");

    let to_write: Vec<&PathBuf> = new.keys().filter(|file| old.get(*file) != new.get(*file)).collect();
    // Renaming gives a file's name to another inode.
    let inodes =
        || to_write.iter().map(|file| fs::metadata(file).map_or(0, |file| file.ino())).collect::<Vec<_>>();

    let kills = env::var("BRAZE_ERRORS_KILLS").map_or(KILLS, |kills| kills.parse().expect("it is a number"));
    let (mut killed, mut amidst, mut between) = (0, 0, 0);
    for turn in 0.. {
        if killed == kills {
            break;
        }
        assert!(turn < 20 * kills, "{what}: it ends before it can be killed");
        for file in new.keys().filter(|file| !old.contains_key(*file)) {
            fs::remove_file(file).expect("it can be removed");
        }
        for (file, text) in &old {
            fs::write(file, text).expect("it can be written");
        }
        let before = inodes();
        let mut running = start().spawn().expect("it starts");
        // Anywhere, while files are written beside their places, and while they are renamed.
        let has_come = || match turn % 4 {
            0 => true,
            1 | 2 => files_in(&docs).any(|file| is_leftover(&file)),
            _ => inodes() != before,
        };
        while running.try_wait().expect("it can be asked").is_none() && !has_come() {}
        match turn % 4 {
            0 => thread::sleep(whole_run * (turn % 16) / 16),
            1 | 2 => thread::sleep(Duration::from_micros(100) * (turn % 20)),
            _ => {}
        }
        running.kill().expect("it can be killed");
        killed += u32::from(running.wait().expect("it ends").code().is_none());

        let left = files(&docs);
        amidst += u32::from(left.keys().any(|file| is_leftover(file)));
        assert!(old.keys().all(|file| left.contains_key(file)), "{what}: a file is gone");
        for (file, text) in left.iter().filter(|(file, _)| !is_leftover(file)) {
            let is_whole = [&old, &new].iter().any(|files| files.get(file) == Some(text));
            assert!(is_whole, "{what}: {} is neither the old one nor the new one", file.display());
        }
        let is_placed = |file: &&&PathBuf| left.get(**file) == new.get(**file);
        let placed = to_write.iter().filter(|file| is_placed(file)).count();
        between += u32::from(placed > 0 && placed < to_write.len());

        assert_eq!(finish(start()).code, Some(0), "{what}");
        assert!(files(&docs) == new, "{what}: found {:?}", files(&docs).keys());
    }
    println!("{what}: {killed} killed, {amidst} of them amidst the writing, {between} between two files");
    assert!(amidst > 0, "{what}: no kill hit the writing");
}

/// The paths of the files in a folder and in those below it.
fn files_in(folder: &Path) -> impl Iterator<Item = PathBuf> {
    let entries =
        |folder: PathBuf| fs::read_dir(folder).into_iter().flatten().flatten().map(|entry| entry.path());
    entries(folder.to_owned()).chain(entries(folder.to_owned()).flat_map(entries))
}

#[test]
fn accept_leaves_a_whole_lock() {
    let folder = tempfile::tempdir().expect("there are temporary folders");
    for locale in LOCALES {
        write(folder.path(), [(format!("docs/{locale}/errors.md").as_str(), page(""))]);
    }
    let accept = ["accept", "--folder", "docs"];
    let mut first = command(&accept);
    first.current_dir(folder.path());
    assert_eq!(finish(first).code, Some(0));
    write(folder.path(), [("docs/en/errors.md", page(", and so is its label"))]);
    kill("accept", &folder, &accept);
}

#[test]
fn fix_leaves_whole_pages() {
    let folder = tempfile::tempdir().expect("there are temporary folders");
    for locale in LOCALES {
        let end = if locale == "en" { "" } else { ", dÃ©jÃ  vu, trÃ¨s bien" };
        write(folder.path(), [(format!("docs/{locale}/errors.md").as_str(), page(end))]);
    }
    kill("check --fix", &folder, &["check", "docs", "--fix"]);
}

#[test]
fn sync_leaves_whole_pages() {
    let folder = tempfile::tempdir().expect("there are temporary folders");
    write(folder.path(), [("checkout/_docs/_api/errors.md", page(", and so is its label"))]);
    for locale in LOCALES {
        let text = page(&format!(" in {locale}"));
        if locale != "en" {
            write(folder.path(), [(format!("checkout/_lang/{locale}/_api/errors.md").as_str(), text)]);
        }
        // Some are changed, and one is new.
        if locale != "sv" {
            write(folder.path(), [(format!("docs/{locale}/errors.md").as_str(), page(""))]);
        }
    }
    for args in [
        &["init", "--quiet"][..],
        &["add", "docs"],
        &[
            "-c",
            "user.name=Test",
            "-c",
            "user.email=test@example.com",
            "commit",
            "--quiet",
            "--message",
            "Add",
        ],
    ] {
        assert!(
            Command::new("git").current_dir(&folder).args(args).status().expect("there is git").success()
        );
    }
    kill("sync --write", &folder, &["sync", "checkout", "--into", "docs", "--write"]);
}

#[test]
fn pseudo_leaves_a_whole_page() {
    let folder = tempfile::tempdir().expect("there are temporary folders");
    for locale in ["en", "en-XA"] {
        write(folder.path(), [(format!("docs/{locale}/errors.md").as_str(), page(""))]);
    }
    kill("pseudo", &folder, &["pseudo", "docs/en/errors.md", "--output", "docs/en-XA/errors.md"]);
}

#[test]
fn import_leaves_whole_pages() {
    let folder = tempfile::tempdir().expect("there are temporary folders");
    for locale in LOCALES {
        let end = if locale == "en" { String::new() } else { format!(" in {locale}") };
        write(folder.path(), [(format!("docs/{locale}/errors.md").as_str(), page(&end))]);
    }
    let mut export = command(&["export", "--folder", "docs", "--format", "po", "--output", "{locale}.po"]);
    export.current_dir(folder.path());
    assert_eq!(finish(export).code, Some(0));
    let translations: Vec<String> =
        LOCALES.iter().filter(|locale| **locale != "en").map(|locale| format!("{locale}.po")).collect();
    for (file, locale) in translations.iter().zip(LOCALES.iter().filter(|locale| **locale != "en")) {
        let units = fs::read_to_string(folder.path().join(file)).expect("it was exported");
        let changed = units.replace(&format!(" in {locale}."), &format!(" in all of {locale}."));
        fs::write(folder.path().join(file), changed).expect("it can be written");
    }
    let files = translations.iter().map(String::as_str);
    let args: Vec<&str> = ["import", "--folder", "docs"].into_iter().chain(files).collect();
    kill("import", &folder, &args);
}
