//! `unlisted-page`: a page that looks like a locale's and that the catalog doesn't list.

use std::collections::HashSet;
use std::path::Path;

use super::find::{LOCALE, names};
use super::similar::similar_file;
use crate::call::Setup;
use crate::finding::{Finding, Notation, Rule};
use crate::text::source::Source;

/// Finds the locales' pages in a folder that a setup doesn't list, each with the locale's tag; messages are to
/// name the folder `shown`. A folder that is named as some sites name locales (`fr_FR`, `pt_br`) is one too, and so is one
/// whose page has nearly the name that it should have.
///
/// A folder that can't be read holds none.
pub fn unlisted_pages(setup: &Setup, folder: &Path, shown: &str) -> Vec<(String, Finding)> {
    // A page in a folder of many, such as `faq.md`, has a name that is no locale's.
    if setup.file.starts_with(LOCALE) && !setup.file.starts_with("{locale}/") {
        return Vec::new();
    }
    let listed: HashSet<String> = setup.locales.iter().map(|locale| setup.page(locale)).collect();
    let names = names(folder, &setup.file).unwrap_or_default();
    let found = names.into_iter().filter_map(|name| {
        let tag = Setup::tag(&name.replace('_', "-"))?;
        let below = setup.file.replace(LOCALE, &name);
        if listed.contains(&below) {
            return None;
        }
        let path = folder.join(&below);
        let found = if path.is_file() { path } else { similar_file(&path)? };
        let below = found.strip_prefix(folder).ok()?.to_string_lossy().replace('\\', "/");
        let source = Source::new(super::shown_path(shown, &below), "");
        let finding = Finding::new(Rule::UnlistedPage, &source, 0..0);
        if let Some(locale) = setup.locales.iter().find(|locale| locale.tag == tag && locale.page.is_some()) {
            let own = setup.page(locale);
            // Where that isn't there, its finding tells of this page.
            let finding = finding
                .message(format!("found a page in `{tag}`, whose page is `{}`", super::shown_path(shown, &own)))
                .help(format!("delete the page, or the key `page` of `{tag}`"));
            return folder.join(own).is_file().then_some((tag, finding));
        }
        let expected = setup.file.replace(LOCALE, &tag);
        let finding = if below != setup.file.replace(LOCALE, &name) || name != tag {
            finding
                .message(format!("found a page that looks like one in `{tag}`; expected `{expected}`"))
                .help(format!("rename it if it is the page in `{tag}`, and list it; else leave it out: `--allow unlisted-page`"))
        } else {
            finding
                .message(format!("found a page in `{tag}`, a locale that the catalog doesn't list"))
                .help(match setup.notation {
                    Notation::Call => format!("list it in the call, locales = [\"{tag}\"], or delete the page"),
                    Notation::File => {
                        format!("list it in `braze-errors.toml`, below `[locales]`: {tag} = {{}}\nor delete the page")
                    }
                })
        };
        Some((tag, finding))
    });
    found.collect()
}
