//! All that the editor works on: its folders, its documents, and their catalogs.

use std::collections::{BTreeMap, BTreeSet};
use std::path::{Path, PathBuf};

use lsp_types::Uri;
use serde::{Deserialize, Serialize};

use super::documents::Documents;
use super::edited_catalog::EditedCatalog;
use super::location::{path_of, uri_of};
use super::position::Encoding;
use crate::accept::Acceptance;
use crate::configuration::NAME;
use crate::failure::Failure;
use crate::write::place_of;

/// All that the editor works on.
#[derive(Debug, Default)]
pub(super) struct Workspace {
    pub(super) folders: BTreeSet<PathBuf>,
    pub(super) documents: Documents,
    pub(super) encoding: Encoding,
    /// The catalogs, by where the folder of their configuration file really is.
    catalogs: BTreeMap<PathBuf, EditedCatalog>,
    /// The catalogs to check: those of these files, or all.
    changed: Changed,
}

/// The row to accept, as the command is told that accepts it.
#[derive(Debug, Deserialize, Serialize)]
pub(super) struct AcceptedRow {
    /// A page of its catalog.
    pub(super) uri: Uri,
    pub(super) variant: String,
    /// The tag of the locale to accept it in; in all where there is none.
    pub(super) locale: Option<String>,
}

/// What has changed since the last check.
#[derive(Debug)]
enum Changed {
    /// These documents, by where they really are.
    Documents(BTreeSet<PathBuf>),
    /// Whatever there is.
    Everything,
}

impl Default for Changed {
    fn default() -> Self {
        Self::Documents(BTreeSet::new())
    }
}

impl Workspace {
    /// Takes down that a document has changed.
    pub(super) fn document_changed(&mut self, uri: &Uri) {
        let real = self.documents.get(uri).map(|document| document.real.clone());
        if let Changed::Documents(changed) = &mut self.changed {
            changed.extend(real);
        }
    }

    /// Takes down that anything may have changed.
    pub(super) fn everything_changed(&mut self) {
        self.changed = Changed::Everything;
    }

    /// Takes down that files have changed. What stands in a Rust file matters only where a call in it describes a catalog.
    pub(super) fn files_changed(&mut self, mut files: impl Iterator<Item = PathBuf>) {
        let may_matter = |file: PathBuf| {
            let is_rust = file.extension().is_some_and(|extension| extension == "rs");
            let real = place_of(&file).unwrap_or(file);
            !is_rust || self.catalogs().any(|catalog| catalog.may_be_described_by(&real))
        };
        if files.any(may_matter) {
            self.everything_changed();
        }
    }

    /// Says whether something has changed since the last check.
    pub(super) fn has_changed(&self) -> bool {
        !matches!(&self.changed, Changed::Documents(changed) if changed.is_empty())
    }

    /// Checks the catalogs of what has changed.
    pub(super) fn check(&mut self) {
        let changed = std::mem::take(&mut self.changed);
        if let Changed::Everything = changed {
            self.find_catalogs();
        }
        for catalog in self.catalogs.values_mut() {
            let is_concerned = match &changed {
                Changed::Documents(documents) => documents.iter().any(|real| catalog.locale(real).is_some()),
                Changed::Everything => true,
            };
            if is_concerned {
                catalog.check(&self.documents);
            }
        }
    }

    /// The catalogs that the folders and the documents are in.
    pub(super) fn catalogs(&self) -> impl Iterator<Item = &EditedCatalog> {
        self.catalogs.values()
    }

    /// The catalogs whose page a file really is, each with the position of its locale.
    pub(super) fn catalogs_of(&self, real: &Path) -> impl Iterator<Item = (&EditedCatalog, usize)> {
        self.catalogs().filter_map(|catalog| Some((catalog, catalog.locale(real)?)))
    }

    /// The URI of a file: the editor's own where it is open.
    pub(super) fn uri(&self, file: &Path) -> Option<Uri> {
        let real = place_of(file).unwrap_or_else(|_| file.to_owned());
        let open = self.documents.iter().find(|document| document.real == real);
        open.map(|document| document.uri.clone()).or_else(|| uri_of(file))
    }

    /// Accepts a row as it is in the editor, and writes that into the lock.
    ///
    /// # Errors
    ///
    /// Says why it can't be accepted.
    pub(super) fn accept(&mut self, row: &AcceptedRow) -> Result<(), Failure> {
        let page = path_of(&row.uri).and_then(|path| place_of(&path).ok());
        let Some((edited, _)) = page.and_then(|page| self.catalogs_of(&page).next()) else {
            return Err(Failure::trouble(format!(
                "found `{}`, which is no page of a catalog",
                row.uri.as_str()
            )));
        };
        let Some(opened) = edited.read(&edited.edited(&self.documents))? else { return Ok(()) };
        let (rows, locales) = ([row.variant.clone()], row.locale.as_slice());
        Acceptance { rows: &rows, locales, ..Acceptance::default() }.write(opened)?;
        self.everything_changed();
        Ok(())
    }

    /// Finds the catalogs that the folders and the documents are in: whatever configuration file is nearest above each.
    fn find_catalogs(&mut self) {
        let of_documents = self.documents.iter().filter_map(|document| document.path.parent());
        let folders = self.folders.iter().map(PathBuf::as_path).chain(of_documents);
        let mut found = BTreeMap::new();
        for folder in folders.filter_map(described_from) {
            let Ok(real) = folder.canonicalize() else { continue };
            let known = self.catalogs.remove(&real);
            let catalog = || known.unwrap_or_else(|| EditedCatalog::new(folder.to_owned(), real.clone()));
            found.entry(real.clone()).or_insert_with(catalog);
        }
        self.catalogs = found;
    }
}

/// The nearest folder with a configuration file: this one, or one above it.
fn described_from(folder: &Path) -> Option<&Path> {
    folder.ancestors().find(|folder| folder.join(NAME).symlink_metadata().is_ok())
}
