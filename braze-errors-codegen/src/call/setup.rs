//! What a catalog is made of.

use crate::catalog::{Locale, Rename};
use crate::finding::Notation;
use crate::markdown::Dialect;
use crate::page::{Columns, Sought};

/// What a catalog is made of, wherever its pages are.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Setup {
    /// The locales.
    pub locales: Vec<Locale>,
    /// The source's position among them.
    pub source: usize,
    /// Each page below the pages' folder: `{locale}/errors.md`.
    pub file: String,
    /// What reads the pages.
    pub markdown: Dialect,
    /// Where the page is published below each locale's documentation URL.
    pub path: Option<String>,
    /// The columns of the error tables, where they are not two whose codes begin with a status.
    pub columns: Option<Columns>,
    /// The heading of the source page that the error tables stand below.
    pub under: Option<String>,
    /// Codes of rows that are left out.
    pub skip: Vec<String>,
    /// The names that are given to variants.
    pub renames: Vec<Rename>,
    /// The lock below the pages' folder, if there is to be one: `catalog.lock`.
    pub lock: Option<String>,
    /// Where this is written.
    pub notation: Notation,
}

impl Setup {
    /// Which tables of the source's page are error tables.
    pub fn sought(&self) -> Sought<'_> {
        Sought { columns: self.columns.as_ref(), under: self.under.as_deref(), skip: &self.skip, like: None }
    }

    /// The path of a locale's page below the pages' folder.
    pub fn page(&self, locale: &Locale) -> String {
        locale.page.clone().unwrap_or_else(|| self.file.replace("{locale}", &locale.tag))
    }
}
