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
        self.below(path).unwrap_or_else(|| path.to_owned())
    }

    /// The same, where that is a path from the root; without a repository, from the folder that the command runs in.
    pub(super) fn path_from_root(&self, path: &str) -> Option<String> {
        let is_below = |path: &&str| {
            self.root.is_none() && Path::new(path).is_relative() && !path.split('/').any(|part| part == "..")
        };
        self.below(path).or_else(|| Some(path).filter(is_below).map(str::to_owned))
    }

    fn below(&self, path: &str) -> Option<String> {
        let real = write::place_of(Path::new(path)).ok()?;
        Some(shown(real.strip_prefix(self.root.as_ref()?).ok()?))
    }
}
