//! What git knows of the files that are about to be written over.

use std::path::Path;

use super::{Fate, PAGE, Target};
use crate::failure::Failure;
use crate::git;

/// Refuses to write over files with changes that git doesn't have.
pub(super) fn refuse_unsaved(targets: &[Target]) -> Result<(), Failure> {
    let mut unsaved = Vec::new();
    for target in targets.iter().filter(|target| target.fate() == Fate::Changed) {
        if !is_saved(target)? {
            unsaved.push(format!("`{}`", target.path.display()));
        }
    }
    if unsaved.is_empty() {
        return Ok(());
    }
    Err(Failure::trouble(format!("found changes that git doesn't have yet, in {}", unsaved.join(", ")))
        .help("commit them, or give them up with `--force`"))
}

/// Says whether git has every line of a page: as the last commit holds it, or as git would write it back.
///
/// What was read of the page is compared itself. `git status` is silent about files that it was told to pass over, and
/// about lines that a filter takes out on their way into a commit.
fn is_saved(target: &Target) -> Result<bool, Failure> {
    let path = &target.path;
    if ask(path, &["ls-tree", "HEAD", "--", PAGE])?.is_empty() {
        return Ok(false);
    }
    let page = format!("HEAD:./{PAGE}");
    let old = target.old.as_deref().unwrap_or_default();
    Ok(lines(old).eq(lines(&ask(path, &["cat-file", "blob", &page])?))
        || lines(old).eq(lines(&ask(path, &["cat-file", "--filters", &page])?)))
}

/// The lines of a page without their ends, which git may convert either way.
fn lines(page: &[u8]) -> impl Iterator<Item = &[u8]> {
    page.split(|byte| *byte == b'\n').map(|line| line.strip_suffix(b"\r").unwrap_or(line))
}

/// What git says of a page, asked in the page's folder, which may be in a repository of its own.
fn ask(path: &Path, question: &[&str]) -> Result<Vec<u8>, Failure> {
    git::ask(path.parent().unwrap_or(path), question).map_err(|why| {
        Failure::trouble(format!("git can't say whether it has `{}`: {why}", path.display()))
            .help("keep a copy of the pages, then write over them with `--force`")
    })
}
