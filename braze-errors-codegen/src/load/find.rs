//! A catalog's setup where no call of `error_catalog!` says it.

use std::collections::HashMap;
use std::io;
use std::path::Path;

use oxilangtag::LanguageTag;

use super::is_taken;
use crate::call::Setup;
use crate::catalog::Locale;
use crate::markdown::{BASE_URL, Dialect};
use crate::text::source::Source;

/// The locale that is written first, where nothing else is said.
const SOURCE: &str = "en";

/// What stands behind the tags where all pages are in one folder.
const FLAT: &str = ".md";

/// The lock beside the pages.
const LOCK: &str = "catalog.lock";

impl Setup {
    /// The setup of a folder that no call names: the source is `en`, and the other locales are the folders below
    /// it that are named by a locale's tag and hold the page, such as `errors.md`; or all of them are pages in the
    /// folder itself, `en.md` and `pt-BR.md`. The source's page says which dialect they are all read in.
    ///
    /// `{{site.baseurl}}` stays as it is.
    ///
    /// # Errors
    ///
    /// Says what is wrong with the folder.
    pub fn find(folder: &Path, file: &str) -> Result<Self, String> {
        let shown = folder.display();
        let mut found = None;
        for behind in [format!("/{file}"), FLAT.to_owned()] {
            let tags = tags(folder, &behind)
                .map_err(|error| format!("can't read the folder `{shown}`: {}", error.kind()))?;
            if let Some(source) = tags.iter().position(|tag| tag == SOURCE) {
                found = Some((tags, source, behind));
                break;
            }
        }
        let Some((mut tags, source, behind)) = found else {
            return Err(format!("found no `{SOURCE}/{file}` in `{shown}`; expected the source's page there"));
        };
        let mut names = HashMap::new();
        for name in &tags {
            if let Some(first) = names.insert(Self::tag(name), name) {
                return Err(format!(
                    "found `{first}{behind}` and `{name}{behind}` in `{shown}`; expected one page in each locale"
                ));
            }
        }
        tags[..=source].rotate_right(1);
        let page = Source::read(&folder.join(format!("{SOURCE}{behind}")), String::new());
        let markdown = page.map_or_else(|_| Dialect::default(), |page| Dialect::of(page.text()));
        let locale = |tag| Locale { tag, docs: Some(BASE_URL.to_owned()), ..Locale::default() };
        let locales = tags.into_iter().map(locale).collect();
        let lock = Some(LOCK.to_owned());
        Ok(Self { locales, file: format!("{{locale}}{behind}"), markdown, lock, ..Self::default() })
    }

    /// The tag of the locale that a folder's name stands for, in the letters' usual case: `pt-BR` of `pt-br`.
    pub fn tag(name: &str) -> Option<String> {
        let tag = LanguageTag::parse_and_normalize(name).ok()?;
        // Longer languages are reserved, and words such as `assets` look like them; one letter is no language.
        matches!(tag.primary_language().len(), 2 | 3).then(|| tag.into_inner())
    }
}

/// The locales that have a page in a folder, in alphabetical order; its path is their tag and what is to stand behind.
///
/// What stands in a page's place and is no file, or can't be looked at, is found as well: whoever reads it says so, where
/// a locale passed over would seem to be gone.
pub(super) fn tags(folder: &Path, behind: &str) -> io::Result<Vec<String>> {
    let ending = if behind.starts_with('/') { "" } else { behind };
    let mut tags = Vec::new();
    for entry in std::fs::read_dir(folder)? {
        let entry = entry?;
        let Ok(name) = entry.file_name().into_string() else { continue };
        let Some(tag) = name.strip_suffix(ending) else { continue };
        // A link that leads nowhere in the place of a locale's folder holds no page, and is no other file either.
        let is_lost = || entry.path().is_symlink() && !entry.path().exists();
        if Setup::tag(tag).is_some() && (is_taken(&folder.join(format!("{tag}{behind}"))) || is_lost()) {
            tags.push(tag.to_owned());
        }
    }
    tags.sort_unstable();
    Ok(tags)
}
