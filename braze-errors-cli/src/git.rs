//! What git knows of files.

use std::path::Path;
use std::process::Command;

/// What git says, asked in a folder, which may be in a repository of its own.
///
/// # Errors
///
/// Says why it can't tell.
pub(crate) fn ask(folder: &Path, question: &[&str]) -> Result<Vec<u8>, String> {
    let mut git = Command::new("git");
    // A hook of another repository may have set these.
    for variable in ["GIT_DIR", "GIT_WORK_TREE", "GIT_COMMON_DIR", "GIT_INDEX_FILE", "GIT_PREFIX"] {
        git.env_remove(variable);
    }
    let folder = if folder.as_os_str().is_empty() { Path::new(".") } else { folder };
    match git.arg("-C").arg(folder).args(question).output() {
        Ok(output) if output.status.success() => Ok(output.stdout),
        Ok(output) => Err(String::from_utf8_lossy(&output.stderr).trim().to_owned()),
        Err(error) => Err(error.to_string()),
    }
}

/// Says whether a repository, which a folder is in, has a revision of this name.
pub(crate) fn has_revision(folder: &Path, revision: &str) -> bool {
    let commit = format!("{revision}^{{commit}}");
    !revision.is_empty()
        && ask(folder, &["rev-parse", "--verify", "--quiet", "--end-of-options", &commit]).is_ok()
}

/// What a file held at a revision; `None` where it wasn't there. Its path starts at the folder.
pub(crate) fn file_at(folder: &Path, revision: &str, below: &str) -> Option<Vec<u8>> {
    // Without the dot git takes the path for one from the repository's root.
    let from_here = if below.starts_with("../") { "" } else { "./" };
    ask(folder, &["cat-file", "blob", &format!("{revision}:{from_here}{below}")]).ok()
}

/// The paths of all files below a folder at a revision, from the folder.
pub(crate) fn files_at(folder: &Path, revision: &str) -> Vec<String> {
    let listed = ask(folder, &["ls-tree", "-r", "-z", "--name-only", revision]).unwrap_or_default();
    String::from_utf8_lossy(&listed).split('\0').map(str::to_owned).collect()
}
