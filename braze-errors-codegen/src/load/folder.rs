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
    /// `variable` gives an environment variable's value.
    ///
    /// # Errors
    ///
    /// Says what is wrong with the variable's value.
    pub fn find(
        call: &Call,
        manifest: &Path,
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
        let mut up = String::new();
        for folder in manifest.ancestors() {
            if is_workspace(folder) {
                return Ok(Self { path: folder.join(&value), shown, tracked: Tracked::VariableFrom(up) });
            }
            up.push_str("/..");
        }
        Err(format!(
            "{name} is `{value}`, a relative path, and no folder above {} is a workspace; expected an absolute path",
            manifest.file_name().unwrap_or_default().to_string_lossy()
        ))
    }
}

fn is_workspace(folder: &Path) -> bool {
    std::fs::read_to_string(folder.join("Cargo.toml")).is_ok_and(|manifest| {
        manifest.lines().any(|line| {
            let line = line.trim_start();
            line.starts_with("[workspace]") || line.starts_with("[workspace.")
        })
    })
}
