//! From a call to the pages that it names.

use std::path::{Path, PathBuf};
use std::rc::Rc;

use crate::call::Call;
use crate::catalog::{Alignment, BadRename, Catalog, Entry, Locale, Rename};
use crate::finding::{Finding, Rule};
use crate::lock::Lock;
use crate::page::{Page, Reading};
use crate::source::Source;

/// Where the pages of a call are.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Folder {
    /// The folder itself.
    pub path: PathBuf,
    /// What messages name it.
    pub shown: String,
    /// How compiled code names it.
    pub(crate) tracked: Tracked,
}

/// How compiled code names a folder, without an absolute path in it.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) enum Tracked {
    /// From the manifest's folder.
    Manifest,
    /// By the variable, which is absolute.
    Variable,
    /// By the variable, from this path below the manifest's folder.
    VariableFrom(String),
}

/// What a catalog is made of, wherever its pages are.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Setup {
    /// The locales.
    pub locales: Vec<Locale>,
    /// The source's position among them.
    pub source: usize,
    /// Each page below its locale's folder: `errors.md`.
    pub file: String,
    /// The names that are given to variants.
    pub renames: Vec<Rename>,
    /// The lock below the pages' folder, if there is to be one: `catalog.lock`.
    pub lock: Option<String>,
}

/// The catalog of a call, and what is wrong with its pages.
#[derive(Debug)]
pub struct Loaded {
    /// The catalog, or what could be made of the pages.
    pub catalog: Catalog,
    /// What is wrong with each locale's page, in the locales' order and by place.
    pub findings: Vec<Vec<Finding>>,
    /// Renames that can't be followed.
    pub bad_renames: Vec<BadRename>,
    /// Names of variants that translations alone still yield, where the source is broken.
    pub stray_variants: Vec<String>,
    /// The lock, where there is one and it could be read.
    pub lock: Option<Lock>,
    /// What is wrong with the lock, by place.
    pub lock_findings: Vec<Finding>,
    /// The deprecated rows that the lock alone still holds.
    pub retired: Catalog,
}

impl Loaded {
    /// Reports a lock that the setup names and that isn't there, in the folder that messages name `shown`.
    pub fn require_lock(&mut self, setup: &Setup, shown: &str) {
        if let (Some(lock), None, []) = (&setup.lock, &self.lock, self.lock_findings.as_slice()) {
            self.lock_findings.push(Lock::missing(shown_path(shown, lock)));
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
        let findings = catalog.pages.iter().map(|_| Vec::new()).collect();
        let no_lock = Source::new("", "");
        let retired = Catalog::without_rows(catalog.locales.clone(), catalog.source, &no_lock);
        Self {
            catalog,
            findings,
            bad_renames: Vec::new(),
            stray_variants: Vec::new(),
            lock: None,
            lock_findings: Vec::new(),
            retired,
        }
    }
}

impl Folder {
    /// Finds the pages' folder: what the call says, or what its environment variable says instead.
    ///
    /// `variable` gives an environment variable's value.
    ///
    /// # Errors
    ///
    /// Says what is wrong with the variable's value.
    pub fn find(
        call: &Call,
        manifest: &Path,
        variable: impl Fn(&str) -> Option<String>,
    ) -> Result<Self, String> {
        let name = call.env.as_ref().map(|(name, _)| name.as_str()).unwrap_or_default();
        let Some(value) = variable(name).filter(|value| !name.is_empty() && !value.is_empty()) else {
            let folder = &call.pages.folder;
            return Ok(Self {
                path: manifest.join(folder),
                shown: folder.clone(),
                tracked: Tracked::Manifest,
            });
        };
        let shown = value.trim_end_matches('/').to_owned();
        if Path::new(&value).is_absolute() {
            return Ok(Self { path: value.into(), shown, tracked: Tracked::Variable });
        }
        let mut up = String::new();
        for folder in manifest.ancestors() {
            if is_workspace(folder) {
                return Ok(Self { path: folder.join(&value), shown, tracked: Tracked::VariableFrom(up) });
            }
            up.push_str("/..");
        }
        Err(format!(
            "{name} is `{value}`, a relative path, and no folder above {} is a workspace; expected an absolute path",
            manifest.file_name().unwrap_or_default().to_string_lossy()
        ))
    }
}

fn is_workspace(folder: &Path) -> bool {
    std::fs::read_to_string(folder.join("Cargo.toml")).is_ok_and(|manifest| {
        manifest.lines().any(|line| {
            let line = line.trim_start();
            line.starts_with("[workspace]") || line.starts_with("[workspace.")
        })
    })
}

impl Call {
    /// Reads the pages and the lock from a folder and aligns them.
    ///
    /// A folder that the environment names need not have a lock.
    pub fn load(&self, folder: &Folder) -> Loaded {
        let setup = self.setup();
        let mut loaded = setup.load(&folder.path, &folder.shown);
        if folder.tracked == Tracked::Manifest {
            loaded.require_lock(&setup, &folder.shown);
        }
        loaded
    }

    /// What the call says of its catalog.
    pub fn setup(&self) -> Setup {
        Setup {
            locales: self.locales.iter().map(|listed| listed.locale.clone()).collect(),
            source: self.source,
            file: self.pages.file.clone(),
            renames: self.renames.iter().map(|(rename, _)| rename.clone()).collect(),
            lock: self.lock.as_ref().map(|(lock, _)| lock.clone()),
        }
    }
}

impl Setup {
    /// Reads the pages from a folder, which messages are to name `shown`, and aligns them; with them the lock,
    /// if there is one.
    pub fn load(&self, folder: &Path, shown: &str) -> Loaded {
        self.load_by(
            shown,
            |below, shown| Source::read(&folder.join(below), shown),
            |below, shown| Lock::read(&folder.join(below), shown),
        )
    }

    /// Reads the pages, and the lock if there is one, from what `file` gives for a path below the folder, such as
    /// `fr/errors.md`, and aligns them: for pages that a program holds itself. Messages are to name the folder `shown`.
    ///
    /// ```
    /// use braze_errors_codegen::{Form, Locale, Missing, Setup};
    ///
    /// let setup = Setup {
    ///     locales: vec![Locale { tag: "en".to_owned(), docs: None, missing: Missing::Refuse }],
    ///     source: 0,
    ///     file: "errors.md".to_owned(),
    ///     renames: Vec::new(),
    ///     lock: None,
    /// };
    /// let page: &[u8] = b"| Error code | Description |\n|---|---|\n| `404 Not Found` | There is no such parcel. |\n";
    /// let loaded = setup.load_files("docs", |below| (below == "en/errors.md").then_some(page));
    /// let catalog = &loaded.catalog;
    /// assert_eq!(catalog.text(&catalog.entries[0], 0, Form::Text), "There is no such parcel.");
    /// ```
    pub fn load_files<'f>(&self, shown: &str, file: impl Fn(&str) -> Option<&'f [u8]>) -> Loaded {
        self.load_by(
            shown,
            |below, shown| match file(below) {
                Some(bytes) => Source::from_bytes(shown, bytes.to_vec()),
                // No file has this path, and a finding says so.
                None => Source::read(Path::new(""), shown),
            },
            |below, shown| match file(below) {
                Some(bytes) => Lock::parse(&Source::from_bytes(shown, bytes.to_vec())?).map(Some),
                None => Ok(None),
            },
        )
    }

    /// [`Setup::load`], with what reads the page or the lock at a path below the folder, under the path that messages
    /// are to name.
    fn load_by(
        &self,
        shown: &str,
        page: impl Fn(&str, String) -> Result<Rc<Source>, Vec<Finding>>,
        lock: impl Fn(&str, String) -> Result<Option<Lock>, Vec<Finding>>,
    ) -> Loaded {
        let (mut pages, mut findings): (Vec<Page>, Vec<Vec<Finding>>) = (Vec::new(), Vec::new());
        for Locale { tag, .. } in &self.locales {
            let shown = self.shown_path(shown, tag);
            let reading = match page(&format!("{tag}/{}", self.file), shown.clone()) {
                Ok(source) => Page::read(&source),
                Err(findings) => Reading { page: Page::empty(&Source::new(shown, "")), findings },
            };
            pages.push(reading.page);
            findings.push(reading.findings);
        }
        let has_lost_rows: Vec<bool> = findings
            .iter()
            .map(|findings| findings.iter().any(|finding| finding.rule.loses_rows()))
            .collect();
        let sources: Vec<Rc<Source>> = pages.iter().map(|page| Rc::clone(&page.source)).collect();
        let Alignment { catalog, findings: drift, mut bad_renames } =
            Catalog::align(self.locales.clone(), self.source, pages, &self.renames);
        // Rows that a page has and the reader could not read are no drift, and no mistake in the call.
        if has_lost_rows[self.source] {
            bad_renames.clear();
        }
        let read = self.lock.as_ref().map(|below| lock(below, shown_path(shown, below)));
        let (lock, mut lock_findings) = match read.unwrap_or(Ok(None)) {
            Ok(lock) => (lock, Vec::new()),
            Err(findings) => (None, findings),
        };
        let (retired, retired_findings) = lock.as_ref().unwrap_or(&Lock::new("")).retired(&catalog);
        for finding in drift.into_iter().chain(retired_findings) {
            let Some(locale) = sources.iter().position(|source| Rc::ptr_eq(source, &finding.source)) else {
                lock_findings.push(finding);
                continue;
            };
            let is_hidden = match finding.rule {
                Rule::MissingRow => has_lost_rows[locale],
                Rule::UnknownRow => has_lost_rows[self.source],
                _ => false,
            };
            if !is_hidden {
                findings[locale].push(finding);
            }
        }
        for findings in &mut findings {
            findings.sort_by_key(|finding| finding.span.start);
        }
        let stray_variants = if has_lost_rows[self.source] { catalog.stray_variants() } else { Vec::new() };
        Loaded { catalog, findings, bad_renames, stray_variants, lock, lock_findings, retired }
    }

    /// How messages name a locale's page.
    pub(crate) fn shown_path(&self, folder: &str, tag: &str) -> String {
        shown_path(folder, &format!("{tag}/{}", self.file))
    }
}

/// How messages name a file below a folder.
fn shown_path(folder: &str, below: &str) -> String {
    let separator = if folder.is_empty() || folder.ends_with('/') { "" } else { "/" };
    format!("{folder}{separator}{below}")
}
