//! A folder of pages, read as the build reads it, and checked.

use std::path::{Path, PathBuf};

use braze_errors_codegen::{Finding, Levels, Loaded, Report, Setup, check, unlisted_pages};

use super::levels::LevelArgs;
use super::settings::Settings;
use crate::call;
use crate::failure::Failure;
use crate::pages::{PAGE, refuse_stray};

/// A folder of pages, and what the build knows of it.
#[derive(Debug)]
pub(crate) struct Opened {
    pub(crate) setup: Setup,
    pub(crate) loaded: Loaded,
    /// The locales' pages that the setup doesn't list, each with the locale's tag.
    unlisted: Vec<(String, Finding)>,
    /// The levels that the settings name.
    levels: Levels,
}

impl Opened {
    /// Reads the pages as the call in `catalog` does, or the one in the file that the settings name.
    ///
    /// # Errors
    ///
    /// Says why the pages can't be read as the build reads them.
    pub(crate) fn read(folder: &Path, catalog: Option<&Path>) -> Result<Self, Failure> {
        let settings = Settings::read(folder)?;
        // The lock of a folder that a call doesn't read itself is optional, as it is where the build is redirected.
        let (setup, needs_lock) = match catalog.or(settings.catalog.as_deref()) {
            Some(file) => {
                let call = call::in_file(file, Some(folder))?;
                let needs_lock = call::reads(&call, file, folder);
                (call.setup, needs_lock)
            }
            None => (Setup::find(folder, PAGE).map_err(Failure::trouble)?, false),
        };
        let pages = setup.locales.iter().map(|locale| Path::new(&locale.tag).join(&setup.file));
        for file in pages.chain(setup.lock.iter().map(PathBuf::from)) {
            refuse_stray(folder, &folder.join(file))?;
        }
        let shown = shown(folder);
        let mut loaded = setup.load(folder, &shown);
        if needs_lock {
            loaded.require_lock(&setup, &shown);
        }
        if !loaded.bad_renames.is_empty() {
            let renames: Vec<&str> = loaded.bad_renames.iter().map(|bad| bad.message.as_str()).collect();
            let message =
                format!("the call of `error_catalog!` renames what isn't there: {}", renames.join("; "));
            return Err(Failure::trouble(message).help("build the crate to see where"));
        }
        let unlisted = unlisted_pages(&setup, folder, &shown);
        let opened = Self { setup, loaded, unlisted, levels: settings.levels };
        for (tag, place) in &settings.locales {
            opened.refuse_unknown(std::slice::from_ref(tag)).map_err(|failure| failure.at(place))?;
        }
        Ok(opened)
    }

    /// Refuses tags that no locale has.
    ///
    /// # Errors
    ///
    /// Says which one, and which there are.
    pub(crate) fn refuse_unknown(&self, tags: &[String]) -> Result<(), Failure> {
        let listed = self.setup.locales.iter().map(|locale| locale.tag.as_str());
        let unlisted = self.unlisted.iter().map(|(tag, _)| tag.as_str());
        let known: Vec<&str> = listed.chain(unlisted).collect();
        match tags.iter().find(|tag| !known.iter().any(|known| known.eq_ignore_ascii_case(tag))) {
            Some(tag) => Err(Failure::bad_use(
                format!("found the locale `{tag}`, which has no page here"),
                format!("name one of {}", known.join(", ")),
            )),
            None => Ok(()),
        }
    }
}

/// A folder of pages, checked.
#[derive(Debug)]
pub(crate) struct Pages {
    /// The file of each locale's page.
    pub(crate) files: Vec<PathBuf>,
    pub(crate) loaded: Loaded,
    pub(crate) report: Report,
}

impl Pages {
    /// Checks a folder.
    ///
    /// # Errors
    ///
    /// Says why the pages can't be checked.
    pub(crate) fn check(folder: &Path, catalog: Option<&Path>, args: &LevelArgs) -> Result<Self, Failure> {
        let opened = Opened::read(folder, catalog)?;
        opened.refuse_unknown(args.locales())?;
        let Opened { setup, loaded, unlisted, mut levels } = opened;
        args.apply(&setup, &mut levels);
        let mut more = loaded.compare_with_lock();
        more.unlisted = unlisted;
        let report = check(&loaded, more, &levels);
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
