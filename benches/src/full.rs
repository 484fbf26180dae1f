//! Full builds from nothing, beside those of peers.

use std::fs;

use crate::clock::{Beside, beside};
use crate::compile::dependency;
use crate::project::{Project, workshop};
use crate::table::Figure;

/// Builds a crate that depends on us from nothing, beside those that depend on peers.
///
/// # Errors
///
/// Something can't be built.
pub fn full(mut each: impl FnMut(Figure)) -> Result<(), String> {
    let code = "pub fn nothing() {}\n";
    let ours = Project::write("full-ours", &dependency(), "src/lib.rs", code)?;
    for (peer, version) in [("thiserror", "2"), ("rust-i18n", "4")] {
        let limit =
            Project::write(&format!("full-{peer}"), &format!("{peer} = \"{version}\""), "src/lib.rs", code)?;
        // Fetched before the clock runs.
        let (our_crates, crates) = (ours.dependencies()?, limit.dependencies()?);
        let from_nothing = |project: &Project| {
            let _ = fs::remove_dir_all(workshop().join("full"));
            project.build("full", &["build", "--release"])
        };
        let Beside { ratio, noise, .. } =
            beside(3, &mut || from_nothing(&limit), &mut || from_nothing(&ours))?;
        each(Figure {
            what: format!("a full build from nothing, {} crates", our_crates.len()),
            limit: format!("{peer}, {} crates", crates.len()),
            ratio,
            noise,
            goal: (peer == "thiserror").then_some(1.0),
        });
    }
    Ok(())
}
