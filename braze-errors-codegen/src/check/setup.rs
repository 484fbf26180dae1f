//! A catalog's setup where no call of `error_catalog!` says it.

use std::io;
use std::path::Path;

use oxilangtag::LanguageTag;

use crate::catalog::{Locale, Missing};
use crate::load::Setup;
use crate::page::BASE_URL;

/// The locale that is written first, where nothing else is said.
const SOURCE: &str = "en";

/// The lock beside the pages.
const LOCK: &str = "catalog.lock";

impl Setup {
    /// The setup of a folder that no call names: the source is `en`, and the other locales are the folders below
    /// it that are named by a BCP 47 tag and hold the page, such as `errors.md`.
    ///
    /// `{{site.baseurl}}` stays as it is.
    ///
    /// # Errors
    ///
    /// Says what is wrong with the folder.
    pub fn find(folder: &Path, file: &str) -> Result<Self, String> {
        let shown = folder.display();
        let mut tags = tags(folder, file)
            .map_err(|error| format!("can't read the folder `{shown}`: {}", error.kind()))?;
        let Some(source) = tags.iter().position(|tag| tag == SOURCE) else {
            return Err(format!("found no `{SOURCE}/{file}` in `{shown}`; expected the source's page there"));
        };
        tags[..=source].rotate_right(1);
        let locale = |tag| Locale { tag, docs: Some(BASE_URL.to_owned()), missing: Missing::Refuse };
        let locales = tags.into_iter().map(locale).collect();
        Ok(Self {
            locales,
            source: 0,
            file: file.to_owned(),
            renames: Vec::new(),
            lock: Some(LOCK.to_owned()),
        })
    }
}

/// The locales that have a page in a folder, in alphabetical order.
pub(super) fn tags(folder: &Path, file: &str) -> io::Result<Vec<String>> {
    let mut tags = Vec::new();
    for entry in std::fs::read_dir(folder)? {
        let entry = entry?;
        let Ok(tag) = entry.file_name().into_string() else { continue };
        if LanguageTag::parse(tag.as_str()).is_ok() && entry.path().join(file).is_file() {
            tags.push(tag);
        }
    }
    tags.sort_unstable();
    Ok(tags)
}
