//! Paths as a forge knows them: from the repository's root.

use std::env;
use std::path::{Path, PathBuf};

use crate::text::shown;
use crate::write;

/// The root of the repository that the command runs in, if it runs in one.
pub(super) struct Repository {
    root: Option<PathBuf>,
}

impl Repository {
    pub(super) fn find() -> Self {
        let here = env::current_dir().and_then(|here| here.canonicalize()).ok();
        // In a worktree and in a submodule it is a file.
        let root = here
            .and_then(|here| here.ancestors().find(|folder| folder.join(".git").exists()).map(PathBuf::from));
        Self { root }
    }

    /// A page's path from the root, also of one that isn't there; as it is where its place is in no repository, or in
    /// another.
    pub(super) fn path(&self, path: &str) -> String {
        let below = || {
            let real = write::place_of(Path::new(path)).ok()?;
            Some(shown(real.strip_prefix(self.root.as_ref()?).ok()?))
        };
        below().unwrap_or_else(|| path.to_owned())
    }
}
