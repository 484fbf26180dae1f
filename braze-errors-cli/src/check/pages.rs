//! A folder of pages, read and checked.

use std::path::{Path, PathBuf};

use braze_errors_codegen::{Finding, Loaded, Report, Setup, check, unlisted_pages};

use super::levels::LevelArgs;
use super::settings::Settings;
use crate::call;
use crate::failure::Failure;
use crate::pages::PAGE;

/// A folder of pages, read and checked.
#[derive(Debug)]
pub(crate) struct Pages {
    /// The file of each locale's page.
    pub(crate) files: Vec<PathBuf>,
    pub(crate) loaded: Loaded,
    pub(crate) report: Report,
}

impl Pages {
    /// Reads the pages as the call in `catalog` does, or the one in the file that the settings name.
    ///
    /// # Errors
    ///
    /// Says why the pages can't be checked.
    pub(crate) fn check(folder: &Path, catalog: Option<&Path>, args: &LevelArgs) -> Result<Self, Failure> {
        let settings = Settings::read(folder)?;
        let mut levels = settings.levels;
        args.apply(&mut levels);
        let setup = match catalog.or(settings.catalog.as_deref()) {
            Some(file) => call::in_file(file, Some(folder))?.setup(),
            None => Setup::find(folder, PAGE).map_err(Failure::trouble)?,
        };
        for tag in args.locales() {
            if !setup.locales.iter().any(|locale| locale.tag.eq_ignore_ascii_case(tag)) {
                let tags: Vec<&str> = setup.locales.iter().map(|locale| locale.tag.as_str()).collect();
                let message = format!("found no locale `{tag}` in {}", folder.display());
                return Err(Failure::bad_use(message, format!("name one of {}", tags.join(", "))));
            }
        }

        let shown = shown(folder);
        let loaded = setup.load(folder, &shown);
        if !loaded.bad_renames.is_empty() {
            let renames: Vec<&str> = loaded.bad_renames.iter().map(|bad| bad.message.as_str()).collect();
            let message =
                format!("the call of `error_catalog!` renames what isn't there: {}", renames.join("; "));
            return Err(Failure::trouble(message).help("build the crate to see where"));
        }
        let more = unlisted_pages(&setup, folder, &shown);
        let mut report = check(&loaded, more, &levels);
        if let Some(tags) = args.only() {
            let is_meant = |finding: &Finding| {
                let page =
                    loaded.catalog.pages.iter().position(|page| page.source.path() == finding.source.path());
                page.is_some_and(|page| {
                    let tag = &loaded.catalog.locales[page].tag;
                    tags.iter().any(|meant| meant.eq_ignore_ascii_case(tag))
                })
            };
            report.findings.retain(is_meant);
        }
        let files = setup.locales.iter().map(|locale| folder.join(&locale.tag).join(&setup.file)).collect();
        Ok(Self { files, loaded, report })
    }
}

/// How messages name the folder: as it was given, with `/` between its parts.
fn shown(folder: &Path) -> String {
    let shown = folder.to_string_lossy();
    let shown = if cfg!(windows) { shown.replace('\\', "/") } else { shown.into_owned() };
    let shown = shown.strip_prefix("./").unwrap_or(&shown);
    if shown == "." { String::new() } else { shown.to_owned() }
}
