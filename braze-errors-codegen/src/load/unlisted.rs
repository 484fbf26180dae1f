//! `unlisted-page`: a locale's page that the catalog doesn't list.

use std::path::Path;

use super::find::tags;
use crate::call::Setup;
use crate::catalog::Locale;
use crate::finding::{Finding, Rule};
use crate::text::source::Source;

/// Finds the locales' pages in a folder that a setup doesn't list, each with the locale's tag; messages are to
/// name the folder `shown`.
///
/// A folder that can't be read holds none.
pub fn unlisted_pages(setup: &Setup, folder: &Path, shown: &str) -> Vec<(String, Finding)> {
    let is_listed = |tag: &String| setup.locales.iter().any(|locale| locale.tag == *tag);
    // Only where each locale has a folder is a name there a locale's.
    let Some(behind) = setup.file.strip_prefix("{locale}").filter(|behind| behind.starts_with('/')) else {
        return Vec::new();
    };
    let unlisted = tags(folder, behind).unwrap_or_default().into_iter().filter(|tag| !is_listed(tag));
    unlisted
        .map(|tag| {
            let locale = Locale { tag: tag.clone(), ..Locale::default() };
            let source = Source::new(setup.shown_path(shown, &locale), "");
            let finding = Finding::new(Rule::UnlistedPage, &source, 0..0)
                .message(format!("found a page in `{tag}`, a locale that the catalog doesn't list"))
                .help(format!("list it in the call, locales = [\"{tag}\"], or delete the page"));
            (tag, finding)
        })
        .collect()
}
