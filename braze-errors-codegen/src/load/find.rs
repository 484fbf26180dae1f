//! A catalog's setup where neither a call of `error_catalog!` nor a configuration file says it.

use std::collections::{HashMap, HashSet};
use std::io;
use std::path::Path;

use oxilangtag::LanguageTag;

use super::is_taken;
use crate::call::Setup;
use crate::catalog::Locale;
use crate::finding::Notation;
use crate::markdown::{BASE_URL, Dialect};
use crate::page::Page;
use crate::text::source::Source;

/// The locale that is written first, where nothing else is said.
const SOURCE: &str = "en";

/// The part of a path that each locale stands in for.
pub(super) const LOCALE: &str = "{locale}";

/// The lock beside the pages.
const LOCK: &str = "catalog.lock";

impl Setup {
    /// The setup of a folder that nothing describes, whose source is `en`; as [`find_with_source`](Self::find_with_source).
    ///
    /// # Errors
    ///
    /// Says what is wrong with the folder.
    pub fn find(folder: &Path, file: &str) -> Result<Self, String> {
        Self::find_with_source(folder, file, SOURCE)
    }

    /// The setup of a folder that nothing describes: its locales are the folders below it that are named by a locale's
    /// tag and hold the page, such as `errors.md`; or all of them are pages in the folder itself, `en.md` and
    /// `pt-BR.md`, or `errors.en.md` and `errors.pt-BR.md`. The source's page says which dialect they are all read in.
    ///
    /// `{{site.baseurl}}` stays as it is.
    ///
    /// # Errors
    ///
    /// Says what is wrong with the folder.
    pub fn find_with_source(folder: &Path, file: &str, source: &str) -> Result<Self, String> {
        let shown = folder.display();
        let mut found = None;
        for pattern in layouts(file) {
            let tags = tags(folder, &pattern)
                .map_err(|error| format!("can't read the folder `{shown}`: {}", error.kind()))?;
            if let Some(position) = tags.iter().position(|tag| tag == source) {
                found = Some((tags, position, pattern));
                break;
            }
        }
        let Some((mut tags, position, pattern)) = found else {
            return Err(format!("found no `{source}/{file}` in `{shown}`; expected the source's page there"));
        };
        let mut names = HashMap::new();
        for name in &tags {
            if let Some(first) = names.insert(Self::tag(name), name) {
                let [first, name] = [first, name].map(|name| pattern.replace(LOCALE, name));
                return Err(format!(
                    "found `{first}` and `{name}` in `{shown}`; expected one page in each locale"
                ));
            }
        }
        tags[..=position].rotate_right(1);
        let page = Source::read(&folder.join(pattern.replace(LOCALE, source)), String::new());
        let markdown = page.map_or_else(|_| Dialect::default(), |page| Dialect::of(page.text()));
        let locale = |tag| Locale { tag, docs: Some(BASE_URL.to_owned()), ..Locale::default() };
        let locales = tags.into_iter().map(locale).collect();
        let lock = Some(LOCK.to_owned());
        let notation = Notation::File;
        Ok(Self { locales, file: pattern, markdown, lock, notation, ..Self::default() })
    }

    /// The locale of a folder that nothing describes whose page all the others' could be translations of: it has every
    /// code that any of them has, and the most.
    pub fn likely_source(folder: &Path, file: &str) -> Option<String> {
        let pages = layouts(file).into_iter().find_map(|pattern| {
            let tags = tags(folder, &pattern).ok().filter(|tags| !tags.is_empty())?;
            let codes = |tag: String| {
                let page = Source::read(&folder.join(pattern.replace(LOCALE, &tag)), String::new()).ok()?;
                let rows = Page::read(&page, Dialect::of(page.text())).page.rows;
                Some((tag, rows.into_iter().map(|row| row.code).collect::<HashSet<_>>()))
            };
            Some(tags.into_iter().filter_map(codes).collect::<Vec<_>>())
        })?;
        let (tag, most) = pages.iter().rev().max_by_key(|(_, codes)| codes.len())?;
        let has_all = pages.iter().all(|(_, codes)| codes.is_subset(most));
        (has_all && !most.is_empty()).then(|| tag.clone())
    }

    /// The tag of the locale that a folder's name stands for, in the letters' usual case: `pt-BR` of `pt-br`.
    pub fn tag(name: &str) -> Option<String> {
        let tag = LanguageTag::parse_and_normalize(name).ok()?;
        // Longer languages are reserved, and words such as `assets` look like them; one letter is no language.
        matches!(tag.primary_language().len(), 2 | 3).then(|| tag.into_inner())
    }
}

/// How a folder may hold a page in each locale.
fn layouts(file: &str) -> [String; 3] {
    let (stem, extension) = file.rsplit_once('.').unwrap_or((file, "md"));
    [format!("{LOCALE}/{file}"), format!("{LOCALE}.{extension}"), format!("{stem}.{LOCALE}.{extension}")]
}

/// The names in a folder that stand where a pattern, such as `docs/{locale}/errors.md`, has the locale, sorted.
pub(super) fn names(folder: &Path, pattern: &str) -> io::Result<Vec<String>> {
    let Some((before, behind)) = pattern.split_once(LOCALE) else { return Ok(Vec::new()) };
    let (folders, start) = before.rsplit_once('/').unwrap_or(("", before));
    let end = behind.split_once('/').map_or(behind, |(end, _)| end);
    let mut names = Vec::new();
    for entry in std::fs::read_dir(folder.join(folders))? {
        let Ok(name) = entry?.file_name().into_string() else { continue };
        if let Some(name) = name.strip_prefix(start).and_then(|name| name.strip_suffix(end)) {
            names.push(name.to_owned());
        }
    }
    names.sort_unstable();
    Ok(names)
}

/// The locales that have a page in a folder, in alphabetical order; their tags stand in the pattern's place for them.
fn tags(folder: &Path, pattern: &str) -> io::Result<Vec<String>> {
    let mut tags = names(folder, pattern)?;
    tags.retain(|name| Setup::tag(name).is_some() && is_taken(&folder.join(pattern.replace(LOCALE, name))));
    Ok(tags)
}
