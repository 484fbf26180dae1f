//! Pages, read as the build reads them, wherever they are.

use std::path::{Path, PathBuf};

use braze_errors_codegen::{Call, Finding, Levels, Loaded, Setup, unlisted_pages};

use crate::bundled;
use crate::call;
use crate::check::Settings;
use crate::dialect::Markdown;
use crate::failure::Failure;
use crate::pages::{PAGE, refuse_stray};

/// Pages, and what the build knows of them.
#[derive(Debug)]
pub(crate) struct Opened {
    pub(crate) setup: Setup,
    pub(crate) loaded: Loaded,
    /// The folder of the pages; empty for the bundled ones.
    pub(crate) folder: PathBuf,
    /// Where a call says that the page is published, below each locale's documentation.
    pub(crate) published: Option<String>,
    /// The locales' pages that the setup doesn't list, each with the locale's tag.
    pub(crate) unlisted: Vec<(String, Finding)>,
    /// The levels that the settings name.
    pub(crate) levels: Levels,
}

impl Opened {
    /// Reads the pages of a folder as the call in `catalog` does, or the one in the file that the settings name, but in
    /// the dialect that the command line names.
    ///
    /// # Errors
    ///
    /// Says why the pages can't be read as the build reads them.
    pub(crate) fn read(folder: &Path, catalog: Option<&Path>, markdown: Markdown) -> Result<Self, Failure> {
        let settings = Settings::read(folder)?;
        // The lock of a folder that a call doesn't read itself is optional, as it is where the build is redirected.
        let (call, needs_lock) = match catalog.or(settings.catalog.as_deref()) {
            Some(file) => {
                let call = call::in_file(file, Some(folder))?;
                let needs_lock = call::reads(&call, file, folder);
                (Some(call), needs_lock)
            }
            None => (None, false),
        };
        Self::of_folder(folder, &shown(folder), call.as_ref(), needs_lock, settings, markdown)
    }

    /// Reads the pages that are meant where no folder is named: those of the call in `catalog`, else the bundled ones; or
    /// those that the environment names in their place. They are read in the dialect that the command line names.
    ///
    /// # Errors
    ///
    /// Says why the pages can't be read as the build reads them.
    pub(crate) fn of_call(catalog: Option<&Path>, markdown: Markdown) -> Result<Self, Failure> {
        let (mut call, manifest) = match catalog {
            Some(file) => (call::in_file(file, None)?, Some(call::manifest(file))),
            None => (bundled::call()?, None),
        };
        if let Some((folder, shown)) = call::redirected(&call, manifest.unwrap_or(Path::new(".")))? {
            let settings = Settings::read(&folder)?;
            call.setup.let_source_stand_in(&folder);
            return Self::of_folder(&folder, &shown, Some(&call), false, settings, markdown);
        }
        let Some(manifest) = manifest else {
            let mut setup = call.setup.clone();
            markdown.apply(&mut setup);
            let mut loaded = setup.load_files(&call.folder, bundled::file);
            loaded.require_lock(&setup, &call.folder);
            return Self::new(setup, loaded, Some(&call));
        };
        let folder = manifest.join(&call.folder);
        let settings = Settings::read(&folder)?;
        Self::of_folder(&folder, &shown(&folder), Some(&call), true, settings, markdown)
    }

    fn of_folder(
        folder: &Path,
        shown: &str,
        call: Option<&Call>,
        needs_lock: bool,
        settings: Settings,
        markdown: Markdown,
    ) -> Result<Self, Failure> {
        let mut setup = match call {
            Some(call) => call.setup.clone(),
            None => Setup::find(folder, PAGE).map_err(Failure::trouble)?,
        };
        markdown.apply(&mut setup);
        let pages = setup.locales.iter().map(|locale| PathBuf::from(setup.page(locale)));
        for file in pages.chain(setup.lock.iter().map(PathBuf::from)) {
            refuse_stray(folder, &folder.join(file))?;
        }
        let mut loaded = setup.load(folder, shown);
        if needs_lock {
            loaded.require_lock(&setup, shown);
        }
        let opened = Self::new(setup, loaded, call)?;
        let unlisted = unlisted_pages(&opened.setup, folder, shown);
        let opened = Self { folder: folder.to_owned(), unlisted, levels: settings.levels, ..opened };
        for (tag, place) in &settings.locales {
            opened.refuse_unknown(std::slice::from_ref(tag)).map_err(|failure| failure.at(place))?;
        }
        Ok(opened)
    }

    /// Pages that no folder holds.
    fn new(setup: Setup, loaded: Loaded, call: Option<&Call>) -> Result<Self, Failure> {
        if !loaded.bad_renames.is_empty() {
            let renames: Vec<&str> = loaded.bad_renames.iter().map(|bad| bad.message.as_str()).collect();
            let message =
                format!("the call of `error_catalog!` renames what isn't there: {}", renames.join("; "));
            return Err(Failure::trouble(message).help("build the crate to see where"));
        }
        Ok(Self {
            setup,
            loaded,
            folder: PathBuf::new(),
            published: call.map(|call| call.setup.path.clone().unwrap_or_default()),
            unlisted: Vec::new(),
            levels: Levels::default(),
        })
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

/// How messages name the folder: as it was given, with `/` between its parts.
fn shown(folder: &Path) -> String {
    let shown = folder.to_string_lossy();
    let shown = if cfg!(windows) { shown.replace('\\', "/") } else { shown.into_owned() };
    let shown = shown.strip_prefix("./").unwrap_or(&shown);
    if shown == "." { String::new() } else { shown.to_owned() }
}
