//! The call of `error_catalog!` that reads some pages, and so knows their locales and their variants' names.

use std::path::Path;

use braze_errors_codegen::Call;

use crate::failure::Failure;
use crate::text::read_text;

/// The call in a Rust file; where there are several, the one that reads this folder.
///
/// # Errors
///
/// Says why there is no such call, or what is wrong with it.
pub(crate) fn in_file(file: &Path, folder: Option<&Path>) -> Result<Call, Failure> {
    let shown = file.display();
    let rust = read_text(file).map_err(|error| {
        Failure::unread(file, &error).help("name the Rust file that calls `error_catalog!`")
    })?;
    let calls = Call::find(&rust)
        .map_err(|error| Failure::trouble(format!("cannot read {shown} as Rust: {error}")))?;
    let is_alone = calls.len() == 1;
    let found = calls.into_iter().find(|(call, _)| {
        is_alone || call.as_ref().is_some_and(|call| folder.is_some_and(|folder| reads(call, file, folder)))
    });
    match found {
        Some((Some(call), mistakes)) if mistakes.is_empty() => Ok(call),
        Some((_, mistakes)) => {
            let mistakes: Vec<String> = mistakes.iter().map(ToString::to_string).collect();
            let message =
                format!("the call of `error_catalog!` in {shown} is wrong: {}", mistakes.join("; "));
            Err(Failure::trouble(message).help("build the crate to see where"))
        }
        None => {
            let message = format!("found no call of `error_catalog!` in {shown} that reads these pages");
            Err(Failure::trouble(message).help("name the Rust file that holds it"))
        }
    }
}

/// Says whether a call in a file reads a folder.
pub(crate) fn reads(call: &Call, file: &Path, folder: &Path) -> bool {
    let manifest = file.ancestors().skip(1).find(|folder| folder.join("Cargo.toml").is_file());
    let own = manifest.and_then(|manifest| manifest.join(&call.folder).canonicalize().ok());
    own.is_some() && own == folder.canonicalize().ok()
}
