//! A catalog whose pages are edited, checked as the command checks it.

use std::path::{Path, PathBuf};

use braze_errors_codegen::{Memory, Readings, Source};
use pathdiff::diff_paths;

use super::documents::Documents;
use super::location::below;
use crate::check::Pages;
use crate::configuration::NAME;
use crate::described::{CatalogArgs, Described};
use crate::failure::Failure;
use crate::opened::{EditedPage, Opened};
use crate::text::shown;

/// A catalog, and what was found in it when it was checked last.
#[derive(Debug)]
pub(super) struct EditedCatalog {
    /// The folder of the configuration file that describes it, as the editor names it, and where it really is.
    folder: PathBuf,
    real_folder: PathBuf,
    /// Where its pages really are, in the order of its locales.
    real_pages: Vec<PathBuf>,
    /// Where the files really are that describe it.
    real_files: Vec<PathBuf>,
    /// `None` where the configuration file describes no pages.
    checked: Result<Option<Pages>, Failure>,
    /// What makes the next check faster.
    readings: Readings,
    memory: Memory,
}

impl EditedCatalog {
    /// The catalog of the configuration file in a folder, which is checked later.
    pub(super) fn new(folder: PathBuf, real_folder: PathBuf) -> Self {
        Self {
            folder,
            real_folder,
            real_pages: Vec::new(),
            real_files: Vec::new(),
            checked: Ok(None),
            readings: Readings::default(),
            memory: Memory::default(),
        }
    }

    /// The configuration file, as the editor names it.
    pub(super) fn configuration(&self) -> PathBuf {
        self.folder.join(NAME)
    }

    /// Where the configuration file really is.
    pub(super) fn real_configuration(&self) -> PathBuf {
        self.real_folder.join(NAME)
    }

    /// Why it can't be checked, if it can't.
    pub(super) fn failure(&self) -> Option<&Failure> {
        self.checked.as_ref().err()
    }

    /// What the last check has found.
    pub(super) fn pages(&self) -> Option<&Pages> {
        self.checked.as_ref().ok()?.as_ref()
    }

    /// The position of the locale whose page a file really is.
    pub(super) fn locale(&self, real: &Path) -> Option<usize> {
        self.real_pages.iter().position(|page| page == real)
    }

    /// Says whether a file may describe it: while it can't be checked, which ones do is not known.
    pub(super) fn may_be_described_by(&self, real: &Path) -> bool {
        self.failure().is_some() || self.real_files.iter().any(|file| file == real)
    }

    /// The file of a page or of the lock, as the editor names it.
    pub(super) fn file(&self, source: &Source) -> PathBuf {
        below(&self.folder, source.path())
    }

    /// Checks the pages, those that are open as the editor has them. What describes them is read anew: it may have changed.
    pub(super) fn check(&mut self, documents: &Documents) {
        self.checked = self.try_check(documents);
    }

    fn try_check(&mut self, documents: &Documents) -> Result<Option<Pages>, Failure> {
        let Some(described) = self.describe()? else {
            self.real_pages.clear();
            return Ok(None);
        };
        self.real_pages = described.real_pages();
        self.real_files = described.files.iter().filter_map(|file| file.canonicalize().ok()).collect();
        let edited = self.edited(documents);
        let opened = Opened::read_edited(described, &edited, Some(&mut self.readings))?;
        let mut pages = Pages::check_again(opened, &mut self.memory)?;
        pages.report.curtail();
        Ok(Some(pages))
    }

    /// Its pages that are open, as the editor has them.
    pub(super) fn edited<'d>(&self, documents: &'d Documents) -> Vec<EditedPage<'d>> {
        let of_catalog = documents.iter().filter(|document| self.locale(&document.real).is_some());
        of_catalog
            .map(|document| EditedPage { path: &document.real, bytes: document.text.as_bytes() })
            .collect()
    }

    /// Reads the pages, some of them from the editor.
    ///
    /// # Errors
    ///
    /// Says why they can't be read.
    pub(super) fn read(&self, edited: &[EditedPage<'_>]) -> Result<Option<Opened>, Failure> {
        self.describe()?.map(|described| Opened::read_edited(described, edited, None)).transpose()
    }

    /// What describes the catalog. Messages name its files from the configuration file's folder, as they do where the command
    /// runs there.
    fn describe(&self) -> Result<Option<Described>, Failure> {
        let described = CatalogArgs::default().described(Some(&self.real_folder))?;
        Ok(described.map(|described| {
            let folder = below(&described.folder, "");
            let shown = diff_paths(&folder, &self.real_folder).map_or_else(String::new, |path| shown(&path));
            Described { folder, shown, ..described }
        }))
    }
}
