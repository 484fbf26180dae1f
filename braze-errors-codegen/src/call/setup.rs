//! What a catalog is made of.

use crate::catalog::{Locale, Rename};
use crate::markdown::Dialect;

/// What a catalog is made of, wherever its pages are.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Setup {
    /// The locales.
    pub locales: Vec<Locale>,
    /// The source's position among them.
    pub source: usize,
    /// Each page below its locale's folder: `errors.md`.
    pub file: String,
    /// What reads the pages.
    pub markdown: Dialect,
    /// Where the page is published below each locale's documentation URL.
    pub path: Option<String>,
    /// The names that are given to variants.
    pub renames: Vec<Rename>,
    /// The lock below the pages' folder, if there is to be one: `catalog.lock`.
    pub lock: Option<String>,
}

impl Setup {
    /// The path of a locale's page below the pages' folder.
    pub fn page(&self, tag: &str) -> String {
        format!("{tag}/{}", self.file)
    }
}
