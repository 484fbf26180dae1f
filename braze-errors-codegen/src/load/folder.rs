//! The folder that a call's pages are in.

use std::path::{Path, PathBuf};

use crate::call::Call;

/// Where the pages of a call are.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Folder {
    /// The folder itself.
    pub path: PathBuf,
    /// What messages name it.
    pub shown: String,
    /// How compiled code names it.
    pub(crate) tracked: Tracked,
}

/// How compiled code names a folder, without an absolute path in it.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) enum Tracked {
    /// From the manifest's folder.
    Manifest,
    /// By the variable, which is absolute.
    Variable,
    /// By the variable, from this path below the manifest's folder.
    VariableFrom(String),
}

impl Folder {
    /// Finds the pages' folder: what the call says, or what its environment variable says instead.
    ///
    /// `workspace` gives the folder that a relative value starts from, where it can be known, and `variable` an
    /// environment variable's value.
    ///
    /// # Errors
    ///
    /// Says what is wrong with the variable's value.
    pub fn find(
        call: &Call,
        manifest: &Path,
        workspace: impl FnOnce() -> Option<PathBuf>,
        variable: impl Fn(&str) -> Option<String>,
    ) -> Result<Self, String> {
        let name = call.env.as_ref().map(|(name, _)| name.as_str()).unwrap_or_default();
        let Some(value) = variable(name).filter(|value| !name.is_empty() && !value.is_empty()) else {
            let folder = &call.folder;
            return Ok(Self {
                path: manifest.join(folder),
                shown: folder.clone(),
                tracked: Tracked::Manifest,
            });
        };
        let shown = value.trim_end_matches('/').to_owned();
        if Path::new(&value).is_absolute() {
            return Ok(Self { path: value.into(), shown, tracked: Tracked::Variable });
        }
        let from = workspace().and_then(|workspace| Some((way_up(manifest, &workspace)?, workspace)));
        let Some((up, workspace)) = from else {
            return Err(format!(
                "{name} is `{value}`, a relative path, and which workspace it starts from can't be known here; \
                 expected an absolute path"
            ));
        };
        Ok(Self { path: workspace.join(&value), shown, tracked: Tracked::VariableFrom(up) })
    }

    /// Says whether an environment variable names the folder.
    pub(crate) fn is_redirected(&self) -> bool {
        self.tracked != Tracked::Manifest
    }
}

/// The folder of the workspace that is being built, as far as a macro can know it that a crate calls.
///
/// Cargo runs the compiler in the folder of that workspace for the crates that stand in it, and in the crate's own folder
/// for others: dependencies from a registry, from git and from elsewhere on the disk. So another folder than the crate's
/// own is the workspace's. A crate in its own folder is what is built, if it `is_primary` (cargo's
/// `CARGO_PRIMARY_PACKAGE`: it was asked to build this one), belongs to no larger workspace and was not unpacked by cargo.
///
/// ```
/// use std::path::Path;
///
/// use braze_errors_codegen::workspace_being_built;
///
/// let manifest = Path::new(env!("CARGO_MANIFEST_DIR"));
/// let workspace = manifest.parent().unwrap();
/// assert_eq!(workspace_being_built(manifest, workspace, false).as_deref(), Some(workspace));
/// // As a dependency of something else, it can't know of what.
/// assert_eq!(workspace_being_built(manifest, manifest, false), None);
/// ```
pub fn workspace_being_built(manifest: &Path, directory: &Path, is_primary: bool) -> Option<PathBuf> {
    if !is_same(manifest, directory) {
        return Some(directory.to_owned());
    }
    let is_unpacked = ["Cargo.toml.orig", ".cargo-ok"].iter().any(|file| manifest.join(file).exists());
    let is_all = workspace_above(manifest).is_none_or(|workspace| is_same(&workspace, manifest));
    (is_primary && is_all && !is_unpacked).then(|| directory.to_owned())
}

/// The nearest folder of a workspace: this one, or one above it.
///
/// ```
/// use std::path::Path;
///
/// use braze_errors_codegen::workspace_above;
///
/// assert_eq!(workspace_above(Path::new("/nowhere")), None);
/// ```
pub fn workspace_above(folder: &Path) -> Option<PathBuf> {
    let is_workspace = |folder: &&Path| {
        std::fs::read_to_string(folder.join("Cargo.toml")).is_ok_and(|manifest| {
            manifest.lines().any(|line| {
                let line = line.trim_start();
                line.starts_with("[workspace]") || line.starts_with("[workspace.")
            })
        })
    };
    folder.ancestors().find(is_workspace).map(Path::to_owned)
}

/// The way from a folder to one above it: `/../..`.
///
/// The compiler goes this way, and ends elsewhere where a folder on it is a link.
fn way_up(from: &Path, above: &Path) -> Option<String> {
    let mut up = String::new();
    let mut at = from.to_owned();
    for _ in from.ancestors() {
        if is_same(&at, above) {
            return Some(up);
        }
        up.push_str("/..");
        at.push("..");
    }
    None
}

/// Says whether two paths lead to one folder.
fn is_same(one: &Path, other: &Path) -> bool {
    matches!((one.canonicalize(), other.canonicalize()), (Ok(one), Ok(other)) if one == other)
}
