//! From a call to the pages that it names.

#[cfg(feature = "check")]
mod find;
mod folder;
mod readings;
#[cfg(feature = "check")]
mod similar;
#[cfg(feature = "check")]
mod unlisted;

use std::fmt::Write;
use std::io::{self, ErrorKind};
use std::path::Path;
use std::rc::Rc;

pub(crate) use self::folder::Tracked;
pub use self::folder::{Folder, workspace_above, workspace_being_built};
pub use self::readings::Readings;
#[cfg(feature = "check")]
use self::unlisted::Renamed;
#[cfg(feature = "check")]
pub use self::unlisted::unlisted_pages;
use crate::call::{Call, Setup};
use crate::catalog::{Alignment, BadRename, Catalog, Entry, Locale, Missing};
use crate::finding::{Finding, Findings, Rule};
use crate::lock::Lock;
use crate::page::{Page, Reading, Sought};
use crate::text::source::Source;

/// The catalog of a call, and what is wrong with its pages.
#[derive(Debug)]
pub struct Loaded {
    /// The catalog, or what could be made of the pages.
    pub catalog: Catalog,
    /// What is wrong with each locale's page and with the lock, by place.
    pub findings: Findings,
    /// Renames that can't be followed.
    pub bad_renames: Vec<BadRename>,
    /// Names of variants that translations alone still yield, where the source is broken.
    pub stray_variants: Vec<String>,
    /// The lock, where there is one and it could be read.
    pub lock: Option<Lock>,
    /// The deprecated rows that the lock alone still holds.
    pub retired: Catalog,
}

impl Loaded {
    /// Reports a lock that the setup names and that isn't there, in the folder that messages name `shown`.
    pub fn require_lock(&mut self, setup: &Setup, shown: &str) {
        if let (Some(lock), None, []) = (&setup.lock, &self.lock, self.findings.lock.as_slice()) {
            self.findings.lock.push(Lock::missing(shown_path(shown, lock)));
        }
    }

    /// What has changed on the pages since the lock was written.
    ///
    /// Of a source page that the reader lost rows of, nothing can be said.
    #[cfg(feature = "check")]
    pub fn compare_with_lock(&self) -> Findings {
        match &self.lock {
            Some(lock) if !has_lost_rows(&self.findings.pages[self.catalog.source]) => {
                let mut findings = lock.compare(&self.catalog);
                findings.lock.extend(lock.gone_locales(&self.catalog));
                findings
            }
            _ => Findings::none(self.catalog.locales.len()),
        }
    }

    /// All rows, each with the catalog that holds it: the pages' in their order, then those that the lock alone
    /// still holds, by variant.
    pub fn rows(&self) -> impl Iterator<Item = (&Catalog, &Entry)> {
        let catalogs = [&self.catalog, &self.retired].into_iter();
        catalogs.flat_map(|catalog| catalog.entries.iter().map(move |entry| (catalog, entry)))
    }

    /// Says whether an entry of the pages is a row that is about to leave them.
    pub fn is_deprecated(&self, entry: &Entry) -> bool {
        self.lock.as_ref().is_some_and(|lock| lock.is_deprecated(&self.catalog, entry))
    }
}

impl From<Catalog> for Loaded {
    /// A catalog with which nothing is wrong, and that has no lock.
    fn from(catalog: Catalog) -> Self {
        let findings = Findings::none(catalog.pages.len());
        let no_lock = Source::new("", "");
        let retired = catalog.without_rows(&no_lock);
        Self { catalog, findings, bad_renames: Vec::new(), stray_variants: Vec::new(), lock: None, retired }
    }
}

impl Call {
    /// Reads the pages and the lock from a folder and aligns them.
    ///
    /// A folder that the environment names need not have a lock, nor every translation.
    pub fn load(&self, folder: &Folder) -> Loaded {
        let is_redirected = folder.is_redirected();
        let mut setup = self.setup.clone();
        if is_redirected {
            setup.let_source_stand_in(&folder.path);
        }
        let mut loaded = setup.load(&folder.path, &folder.shown);
        if !is_redirected {
            loaded.require_lock(&setup, &folder.shown);
        }
        let variable = self.env.as_ref().map(|(variable, _)| variable).filter(|_| is_redirected);
        let reason = match variable {
            Some(variable) => format!("as {variable} says"),
            None => "for a call's paths start at the folder of its crate's manifest".to_owned(),
        };
        for (locale, findings) in self.setup.locales.iter().zip(&mut loaded.findings.pages) {
            let is_missing = !folder.path.join(self.setup.page(locale)).exists();
            let shown = self.setup.shown_path(&folder.shown, locale);
            // A file in a folder's place is a finding of its own.
            let is_about_page = |finding: &&mut Finding| {
                finding.rule == Rule::UnreadablePage && finding.source.path() == shown
            };
            for finding in findings.iter_mut().filter(is_about_page).filter(|_| is_missing) {
                let _ = write!(finding.help, "; the pages' folder is {}, {reason}", folder.path.display());
            }
        }
        loaded
    }
}

impl Setup {
    /// Lets the source's text stand in for each translation that has no page in a folder, if the source has one.
    ///
    /// A folder that was made for other locales than the call's can be read so.
    ///
    /// ```
    /// use braze_errors_codegen::{Locale, Setup};
    ///
    /// let folder = tempfile::tempdir()?;
    /// std::fs::write(folder.path().join("en.md"), "| Code | Description |\n|---|---|\n| `404 Not Found` | No parcel. |\n")?;
    /// let locale = |tag: &str| Locale { tag: tag.to_owned(), ..Locale::default() };
    /// let locales = vec![locale("en"), locale("fr")];
    /// let mut setup = Setup { locales, file: "{locale}.md".to_owned(), ..Setup::default() };
    /// assert_eq!(setup.load(folder.path(), "docs").findings.iter().count(), 1);
    ///
    /// setup.let_source_stand_in(folder.path());
    /// assert_eq!(setup.load(folder.path(), "docs").findings.iter().count(), 0);
    /// # Ok::<(), std::io::Error>(())
    /// ```
    pub fn let_source_stand_in(&mut self, folder: &Path) {
        let has_page: Vec<bool> =
            (self.locales.iter()).map(|locale| is_taken(&folder.join(self.page(locale)))).collect();
        if has_page[self.source] {
            for (locale, has_page) in self.locales.iter_mut().zip(has_page) {
                if !has_page {
                    (locale.lacks_page, locale.missing) = (true, Missing::Fallback);
                }
            }
        }
    }

    /// Reads the pages from a folder, which messages are to name `shown`, and aligns them; with them the lock,
    /// if there is one.
    pub fn load(&self, folder: &Path, shown: &str) -> Loaded {
        let loaded = self.load_by(
            shown,
            |below, shown| read_page(&folder.join(below), shown),
            |below, shown| Lock::read(&folder.join(below), shown),
            None,
        );
        #[cfg(feature = "check")]
        let loaded = self.tell_renamed(loaded, folder, shown);
        loaded
    }

    /// Adds to the findings that pages aren't there under which names they are.
    #[cfg(feature = "check")]
    fn tell_renamed(&self, mut loaded: Loaded, folder: &Path, shown: &str) -> Loaded {
        Renamed::find(self, folder).tell(self, shown, &mut loaded.findings);
        loaded
    }

    /// [`load`](Self::load), with the bytes that `edited` gives in place of what the page at a path below the folder holds:
    /// an editor's, before they are saved. Pages that are as they were in `readings` are not read again.
    ///
    /// ```
    /// use braze_errors_codegen::{Locale, Readings, Setup};
    ///
    /// let setup = Setup {
    ///     locales: vec![Locale { tag: "en".to_owned(), ..Locale::default() }],
    ///     file: "{locale}/errors.md".to_owned(),
    ///     ..Setup::default()
    /// };
    /// let typed: &[u8] = b"| Error code | Description |\n|---|---|\n| `404` | There is no such parcel. |\n";
    /// let edited = |below: &str| (below == "en/errors.md").then_some(typed);
    /// let mut readings = Readings::default();
    /// for _ in 0..2 {
    ///     let loaded = setup.load_edited("docs".as_ref(), "docs", edited, Some(&mut readings));
    ///     assert_eq!(loaded.findings.pages[0][0].place().to_string(), "3:3");
    /// }
    /// ```
    #[cfg(feature = "check")]
    pub fn load_edited<B: Into<Vec<u8>>>(
        &self,
        folder: &Path,
        shown: &str,
        edited: impl Fn(&str) -> Option<B>,
        readings: Option<&mut Readings>,
    ) -> Loaded {
        let loaded = self.load_by(
            shown,
            |below, shown| match edited(below) {
                Some(bytes) => Source::from_bytes(shown, bytes.into()),
                None => read_page(&folder.join(below), shown),
            },
            |below, shown| Lock::read(&folder.join(below), shown),
            readings,
        );
        self.tell_renamed(loaded, folder, shown)
    }

    /// Reads the pages, and the lock if there is one, from what `file` gives for a path below the folder, such as
    /// `fr/errors.md`, and aligns them: for pages that a program holds itself. Messages are to name the folder `shown`.
    ///
    /// ```
    /// use braze_errors_codegen::{Form, Locale, Setup};
    ///
    /// let setup = Setup {
    ///     locales: vec![Locale { tag: "en".to_owned(), ..Locale::default() }],
    ///     file: "{locale}/errors.md".to_owned(),
    ///     ..Setup::default()
    /// };
    /// let page: &[u8] = b"| Error code | Description |\n|---|---|\n| `404 Not Found` | There is no such parcel. |\n";
    /// let loaded = setup.load_files("docs", |below| (below == "en/errors.md").then_some(page));
    /// let catalog = &loaded.catalog;
    /// assert_eq!(catalog.text(&catalog.entries[0], 0, Form::Text), "There is no such parcel.");
    /// ```
    pub fn load_files<B: Into<Vec<u8>>>(&self, shown: &str, file: impl Fn(&str) -> Option<B>) -> Loaded {
        self.load_by(
            shown,
            |below, shown| match file(below) {
                Some(bytes) => Source::from_bytes(shown, bytes.into()),
                // No file has this path, and a finding says so.
                None => Source::read(Path::new(""), shown),
            },
            |below, shown| match file(below) {
                Some(bytes) => Lock::parse(&Source::from_bytes(shown, bytes.into())?).map(Some),
                None => Ok(None),
            },
            None,
        )
    }

    /// [`Setup::load`], with what reads the page or the lock at a path below the folder, under the path that messages
    /// are to name.
    fn load_by(
        &self,
        shown: &str,
        page: impl Fn(&str, String) -> Result<Rc<Source>, Vec<Finding>>,
        lock: impl Fn(&str, String) -> Result<Option<Lock>, Vec<Finding>>,
        mut readings: Option<&mut Readings>,
    ) -> Loaded {
        if let Some(readings) = &mut readings {
            readings.begin(self);
        }
        let mut findings = Findings::none(self.locales.len());
        let sought = self.sought();
        let folder = shown;
        let mut read = |locale: &Locale, sought: &Sought<'_>| {
            let shown = self.shown_path(folder, locale);
            if locale.lacks_page {
                let page = Page::empty(&Source::new(shown, ""), self.markdown);
                return Reading { page, findings: Vec::new() };
            }
            match page(&self.page(locale), shown.clone()) {
                Ok(source) => match &mut readings {
                    Some(readings) => readings.read(&source, sought),
                    None => Page::read_tables(&source, self.markdown, sought),
                },
                Err(mut findings) => {
                    self.name_usual_page(locale, folder, &page, &mut findings);
                    Reading { page: Page::empty(&Source::new(shown, ""), self.markdown), findings }
                }
            }
        };
        // What the source's tables are says which the translations' are.
        let source = read(&self.locales[self.source], &sought);
        let of_translation = Sought { like: Some(&source.page), ..sought };
        let is_source = |position: usize| position == self.source;
        let mut translations: Vec<Option<Reading>> = (self.locales.iter().enumerate())
            .map(|(position, locale)| (!is_source(position)).then(|| read(locale, &of_translation)))
            .collect();
        translations[self.source] = Some(source);
        let mut pages = Vec::with_capacity(self.locales.len());
        let readings = translations.into_iter().flatten().zip(&self.locales);
        for ((mut reading, locale), findings) in readings.zip(&mut findings.pages) {
            let path = self.path.as_deref().unwrap_or_default();
            reading.page.notation = self.notation;
            reading.page.published = locale.docs.as_ref().map(|docs| format!("{docs}{path}"));
            pages.push(reading.page);
            *findings = reading.findings;
        }
        let has_lost_rows: Vec<bool> =
            findings.pages.iter().map(|findings| has_lost_rows(findings)).collect();
        let is_source_whole = !has_lost_rows[self.source];

        let Alignment { catalog, findings: mut drift, mut bad_renames } =
            Catalog::align(self.locales.clone(), self.source, pages, &self.renames);
        // Rows that a page has and the reader could not read are no drift, and no mistake in the call.
        for (drift, has_lost_rows) in drift.pages.iter_mut().zip(has_lost_rows) {
            drift.retain(|finding| match finding.rule {
                Rule::MissingRow => !has_lost_rows,
                Rule::UnknownRow | Rule::ChangedCode => is_source_whole,
                _ => true,
            });
        }
        findings.append(drift);
        let stray_variants = if is_source_whole { Vec::new() } else { catalog.stray_variants() };
        bad_renames.retain(|_| is_source_whole);

        let lock = self.lock.as_ref().map(|below| lock(below, shown_path(shown, below)));
        let lock = lock.unwrap_or(Ok(None)).unwrap_or_else(|mistakes| {
            findings.lock = mistakes;
            None
        });
        let retired = lock.as_ref().unwrap_or(&Lock::new("")).retired(&catalog, &mut findings);
        findings.sort();
        Loaded { catalog, findings, bad_renames, stray_variants, lock, retired }
    }

    /// Adds to the finding that a page isn't there which a locale names as its own that the usual one is.
    fn name_usual_page(
        &self,
        locale: &Locale,
        folder: &str,
        page: impl Fn(&str, String) -> Result<Rc<Source>, Vec<Finding>>,
        findings: &mut [Finding],
    ) {
        let Some(finding) = findings.first_mut().filter(|_| locale.page.is_some()) else { return };
        let usual = self.page(&Locale { page: None, ..locale.clone() });
        let shown = shown_path(folder, &usual);
        if finding.rule == Rule::UnreadablePage && page(&usual, shown.clone()).is_ok() {
            finding.help = format!(
                "take out the key `page` of `{}`, for `{shown}` is there; or write the page",
                locale.tag
            );
        }
    }

    /// How messages name a locale's page.
    pub(crate) fn shown_path(&self, folder: &str, locale: &Locale) -> String {
        shown_path(folder, &self.page(locale))
    }
}

/// Says whether something stands in a page's place, be it no file or a link that leads nowhere; or in the place of its
/// folder, if that is such a link.
///
/// Whoever reads the page says what stands there, where a locale passed over would seem to be gone.
///
/// ```
/// use std::path::Path;
///
/// use braze_errors_codegen::is_taken;
///
/// assert!(is_taken(Path::new("/")));
/// assert!(!is_taken(Path::new("/nowhere/en/errors.md")));
/// ```
pub fn is_taken(page: &Path) -> bool {
    let is_free = |error: &io::Error| matches!(error.kind(), ErrorKind::NotFound | ErrorKind::NotADirectory);
    let is_lost = |folder: &Path| folder.is_symlink() && !folder.exists();
    !page.symlink_metadata().is_err_and(|error| is_free(&error)) || page.parent().is_some_and(is_lost)
}

fn read_page(path: &Path, shown: String) -> Result<Rc<Source>, Vec<Finding>> {
    let page = Source::read(path, shown);
    #[cfg(feature = "check")]
    let page = page.map_err(|findings| similar::name_similar_file(path, findings));
    page
}

/// Says whether rows of a page may be unread for what is wrong with it.
fn has_lost_rows(findings: &[Finding]) -> bool {
    findings.iter().any(|finding| finding.rule.loses_rows())
}

/// How messages name a file below a folder.
fn shown_path(folder: &str, below: &str) -> String {
    let (mut folder, mut below) = (folder, below);
    // A page may stand beside the folder.
    while let Some(rest) = below.strip_prefix("../").filter(|_| !folder.is_empty() && !folder.ends_with(".."))
    {
        folder = folder.trim_end_matches('/').rfind('/').map_or("", |end| &folder[..end]);
        below = rest;
    }
    let separator = if folder.is_empty() || folder.ends_with('/') { "" } else { "/" };
    format!("{folder}{separator}{below}")
}
