//! What git knows of the files that are about to be written over.

use std::path::Path;

use super::{Fate, PAGE, Target};
use crate::failure::Failure;
use crate::git;

/// Refuses to write over files with changes that git doesn't have.
pub(super) fn refuse_unsaved(targets: &[&Target]) -> Result<(), Failure> {
    let mut unsaved = Vec::new();
    for target in targets.iter().filter(|target| target.fate() == Fate::Changed) {
        if !is_saved(&target.path)? {
            unsaved.push(format!("`{}`", target.path.display()));
        }
    }
    if unsaved.is_empty() {
        return Ok(());
    }
    Err(Failure::trouble(format!("found changes that git doesn't have yet, in {}", unsaved.join(", ")))
        .help("commit them, or give them up with `--force`"))
}

/// Says whether a page is as in the last commit.
///
/// The page itself is compared: `git status` is silent about files that it was told to pass over.
fn is_saved(path: &Path) -> Result<bool, Failure> {
    let tree = ask(path, &["ls-tree", "HEAD", "--", PAGE])?;
    // `<mode> <type> <object>`, a tab and the name; nothing where the commit doesn't have the page.
    let Some(committed) = tree.split_ascii_whitespace().nth(2) else { return Ok(false) };
    Ok(ask(path, &["hash-object", "--", PAGE])?.trim() == committed)
}

/// What git says of a page, asked in the page's folder, which may be in a repository of its own.
fn ask(path: &Path, question: &[&str]) -> Result<String, Failure> {
    let answer = git::ask(path.parent().unwrap_or(path), question).map_err(|why| {
        Failure::trouble(format!("git can't say whether it has `{}`: {why}", path.display()))
            .help("keep a copy of the pages, then write over them with `--force`")
    })?;
    Ok(String::from_utf8_lossy(&answer).into_owned())
}
