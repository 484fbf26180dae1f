//! `unlisted-page`: a locale's page that the catalog doesn't list.

use std::path::Path;

use super::find::tags;
use crate::call::Setup;
use crate::finding::{Finding, Rule};
use crate::text::source::Source;

/// Finds the locales' pages in a folder that a setup doesn't list, each with the locale's tag; messages are to
/// name the folder `shown`.
///
/// A folder that can't be read holds none.
pub fn unlisted_pages(setup: &Setup, folder: &Path, shown: &str) -> Vec<(String, Finding)> {
    let is_listed = |tag: &String| setup.locales.iter().any(|locale| locale.tag == *tag);
    let unlisted = tags(folder, &setup.file).unwrap_or_default().into_iter().filter(|tag| !is_listed(tag));
    unlisted
        .map(|tag| {
            let source = Source::new(setup.shown_path(shown, &tag), "");
            let finding = Finding::new(Rule::UnlistedPage, &source, 0..0)
                .message(format!("found a page in `{tag}`, a locale that the catalog doesn't list"))
                .help(format!("list it in the call, locales = [\"{tag}\"], or delete the page"));
            (tag, finding)
        })
        .collect()
}
