//! What git knows of the files that are about to be written over.

use std::path::Path;
use std::process::Command;

use super::{Fate, Target};
use crate::failure::Failure;

/// Refuses to write over files with changes that git doesn't have.
pub(super) fn refuse_unsaved(folder: &Path, targets: &[&Target]) -> Result<(), Failure> {
    let mut unsaved = Vec::new();
    for target in targets.iter().filter(|target| target.fate() == Fate::Changed) {
        let below = target.path.strip_prefix(folder).unwrap_or(&target.path);
        if !status(folder, below)?.is_empty() {
            unsaved.push(format!("`{}`", target.path.display()));
        }
    }
    if unsaved.is_empty() {
        return Ok(());
    }
    Err(Failure::trouble(format!("found changes that git doesn't have yet, in {}", unsaved.join(", ")))
        .help("commit them, or give them up with `--force`"))
}

/// What `git status` says of a file below a folder: nothing where it is as in the last commit.
fn status(folder: &Path, file: &Path) -> Result<Vec<u8>, Failure> {
    let mut git = Command::new("git");
    // A hook of another repository may have set these.
    for variable in ["GIT_DIR", "GIT_WORK_TREE", "GIT_INDEX_FILE", "GIT_PREFIX"] {
        git.env_remove(variable);
    }
    git.arg("-C").arg(folder).args(["--no-optional-locks", "--literal-pathspecs", "status", "--porcelain"]);
    git.args(["--untracked-files=all", "--ignored=matching", "--"]).arg(file);
    let cannot_ask = |why: &str| {
        Failure::trouble(format!("git can't say whether it has the pages in `{}`: {why}", folder.display()))
            .help("keep a copy of them, then write over them with `--force`")
    };
    match git.output() {
        Ok(output) if output.status.success() => Ok(output.stdout),
        Ok(output) => Err(cannot_ask(String::from_utf8_lossy(&output.stderr).trim())),
        Err(error) => Err(cannot_ask(&error.to_string())),
    }
}
