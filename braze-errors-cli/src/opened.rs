//! Pages, read as the build reads them, wherever they are.

use std::path::{Path, PathBuf};

use braze_errors_codegen::{Dialect, Finding, Level, Levels, Loaded, Readings, Setup, unlisted_pages};

use crate::bundled;
use crate::described::{Described, Describer};
use crate::failure::Failure;
use crate::pages::{self, refuse_stray};
use crate::write::refuse_over;

/// Pages, and what the build knows of them.
#[derive(Debug)]
pub(crate) struct Opened {
    pub(crate) setup: Setup,
    pub(crate) by: Describer,
    pub(crate) loaded: Loaded,
    /// The folder that the setup's paths start at; empty for the bundled pages.
    pub(crate) folder: PathBuf,
    /// Where a call or the configuration file says that the page is published, below each locale's documentation.
    pub(crate) published: Option<String>,
    /// The locales' pages that the setup doesn't list, each with the locale's tag.
    pub(crate) unlisted: Vec<(String, Finding)>,
    /// The levels that the configuration file names.
    pub(crate) levels: Levels,
}

/// A page as an editor has it, before it is saved.
#[derive(Clone, Copy, Debug)]
pub(crate) struct EditedPage<'a> {
    pub(crate) path: &'a Path,
    pub(crate) bytes: &'a [u8],
}

impl Opened {
    /// Reads the pages of a catalog.
    ///
    /// # Errors
    ///
    /// Says why the pages can't be read as the build reads them.
    pub(crate) fn read(described: Described) -> Result<Self, Failure> {
        Self::read_edited(described, &[], None)
    }

    /// Reads the pages of a catalog, some of them from an editor, and those alone that have changed since they were read
    /// last.
    ///
    /// # Errors
    ///
    /// Says why the pages can't be read as the build reads them.
    pub(crate) fn read_edited(
        described: Described,
        edited: &[EditedPage<'_>],
        readings: Option<&mut Readings>,
    ) -> Result<Self, Failure> {
        let texts = described.edited_texts(edited)?;
        let is_dialect_shown = described.is_dialect_shown;
        let Described { mut setup, by, folder, shown, published, needs_lock, levels, level_locales, .. } =
            described;
        let source = setup.page(&setup.locales[setup.source]);
        if let Some(text) = texts.get(&source).filter(|_| is_dialect_shown) {
            setup.markdown = Dialect::of(&String::from_utf8_lossy(text));
        }
        let is_bundled = by == Describer::Bundled;
        let pages: Vec<String> = setup.locales.iter().map(|locale| setup.page(locale)).collect();
        for file in pages.iter().chain(&setup.lock).filter(|_| !is_bundled) {
            refuse_stray(&folder, file)?;
        }
        let mut loaded = if is_bundled {
            setup.load_files(&shown, bundled::file)
        } else {
            setup.load_edited(&folder, &shown, |below| texts.get(below).copied(), readings)
        };
        if needs_lock {
            loaded.require_lock(&setup, &shown);
        }
        if !loaded.bad_renames.is_empty() {
            let renames: Vec<&str> = loaded.bad_renames.iter().map(|bad| bad.message.as_str()).collect();
            let message = format!("{} renames what isn't there: {}", by.name(), renames.join("; "));
            let failure = Failure::trouble(message);
            return Err(if by == Describer::File {
                failure
            } else {
                failure.help("build the crate to see where")
            });
        }
        let unlisted = if is_bundled { Vec::new() } else { unlisted_pages(&setup, &folder, &shown) };
        let opened = Self { setup, by, loaded, folder, published, unlisted, levels };
        for (tag, place) in &level_locales {
            opened.refuse_unknown(std::slice::from_ref(tag)).map_err(|failure| failure.at(place))?;
        }
        Ok(opened)
    }

    /// What is wrong with the lock so that it can't be read; one that isn't there yet is none.
    pub(crate) fn broken_lock(&self) -> Vec<Finding> {
        let is_there = self.setup.lock.as_ref().is_some_and(|lock| self.folder.join(lock).exists());
        let findings = self.loaded.findings.lock.iter().filter(|_| is_there);
        findings.filter(|finding| finding.level == Level::Deny).cloned().collect()
    }

    /// Refuses pages that don't build, as far as the texts of these locales are made of them.
    ///
    /// # Errors
    ///
    /// Says how many findings there are, which are reported.
    pub(crate) fn refuse_unbuildable(&self, locales: &[usize]) -> Result<(), Failure> {
        let pages = self.loaded.findings.pages.iter().enumerate();
        let meant = pages.filter(|(locale, _)| *locale == self.setup.source || locales.contains(locale));
        let findings = meant.flat_map(|(_, findings)| findings).chain(&self.loaded.findings.lock);
        let findings: Vec<Finding> =
            findings.filter(|finding| finding.level == Level::Deny).cloned().collect();
        if findings.is_empty() {
            return Ok(());
        }
        pages::report(&findings);
        let found = pages::count(findings.len(), "finding");
        Err(Failure::trouble(format!("{found} in the pages; expected pages that build")))
    }

    /// Refuses to write what is made of the catalog over a page of it, or over its lock.
    ///
    /// # Errors
    ///
    /// Says which of them the file is.
    pub(crate) fn refuse_own(&self, output: &Path) -> Result<(), Failure> {
        let pages = self.setup.locales.iter().map(|locale| self.setup.page(locale));
        let own = pages.chain(self.setup.lock.clone()).filter(|_| self.by != Describer::Bundled);
        refuse_over(output, own.map(|own| self.folder.join(own)))
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
