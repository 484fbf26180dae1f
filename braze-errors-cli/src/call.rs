//! The call of `error_catalog!` that reads some pages, and so knows their locales and their variants' names.

use std::env;
use std::path::{Path, PathBuf};

use braze_errors_codegen::{Call, Folder, workspace_above};

use crate::failure::Failure;
use crate::text::read_text;

/// The call in a Rust file; where there are several, the one that reads this folder.
///
/// # Errors
///
/// Says why there is no such call, or what is wrong with it.
pub(crate) fn in_file(file: &Path, folder: Option<&Path>) -> Result<Call, Failure> {
    let rust = read_text(file).map_err(|error| {
        Failure::unread(file, &error).help("name the Rust file that calls `error_catalog!`")
    })?;
    in_rust(&rust, &file.display().to_string(), |call| folder.is_some_and(|folder| reads(call, file, folder)))
}

/// The call in Rust code that messages name `shown`; where there are several, the first one that is meant.
///
/// # Errors
///
/// Says why there is no such call, or what is wrong with it.
pub(crate) fn in_rust(rust: &str, shown: &str, is_meant: impl Fn(&Call) -> bool) -> Result<Call, Failure> {
    let calls = Call::find(rust)
        .map_err(|error| Failure::trouble(format!("cannot read {shown} as Rust: {error}")))?;
    let count = calls.len();
    let found = calls.into_iter().find(|(call, _)| count == 1 || call.as_ref().is_some_and(&is_meant));
    match found {
        Some((Some(call), mistakes)) if mistakes.is_empty() => Ok(call),
        Some((_, mistakes)) => {
            let mistakes: Vec<String> = mistakes.iter().map(ToString::to_string).collect();
            let message =
                format!("the call of `error_catalog!` in {shown} is wrong: {}", mistakes.join("; "));
            Err(Failure::trouble(message).help("build the crate to see where"))
        }
        None if count > 1 => {
            let message = format!(
                "found {count} calls of `error_catalog!` in {shown}; expected one that reads these pages"
            );
            Err(Failure::trouble(message)
                .help("name the folder that it reads, or a Rust file that holds it alone"))
        }
        None => {
            let message = format!("found no call of `error_catalog!` in {shown} that reads these pages");
            Err(Failure::trouble(message).help("name the Rust file that holds it"))
        }
    }
}

/// Says whether a call in a file reads a folder.
fn reads(call: &Call, file: &Path, folder: &Path) -> bool {
    let own = manifest(file).join(&call.folder).canonicalize().ok();
    own.is_some() && own == folder.canonicalize().ok()
}

/// The folder of the manifest that a Rust file belongs to, or else the one that the command runs in.
pub(crate) fn manifest(file: &Path) -> &Path {
    let mut folders = file.ancestors().skip(1);
    folders.find(|folder| folder.join("Cargo.toml").is_file()).unwrap_or(Path::new(""))
}

/// The folder that the environment names in the place of a call's own, where it does, and what messages name it.
///
/// A relative path is one from the workspace's folder, which is `manifest` or stands above it.
///
/// # Errors
///
/// Says why there is no such folder.
pub(crate) fn redirected(call: &Call, manifest: &Path) -> Result<Option<(PathBuf, String)>, Failure> {
    let value = call.env.as_ref().and_then(|(name, _)| env::var(name).ok()).filter(|value| !value.is_empty());
    let Some(value) = value else { return Ok(None) };
    let manifest = env::current_dir().unwrap_or_default().join(manifest);
    let folder = Folder::find(call, &manifest, || workspace_above(&manifest), |_| Some(value.clone()))
        .map_err(Failure::trouble)?;
    Ok(Some((folder.path, folder.shown)))
}
