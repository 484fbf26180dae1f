//! What the editor holds: texts that may not be saved yet.

use std::collections::BTreeMap;
use std::path::PathBuf;

use lsp_types::{TextDocumentContentChangeEvent, TextDocumentItem, Uri};

use super::location::path_of;
use super::position::Encoding;
use crate::write::place_of;

/// A document that is open in the editor.
#[derive(Debug)]
pub(super) struct Document {
    pub(super) uri: Uri,
    /// Its file as the editor names it, and where that really is, or would be.
    pub(super) path: PathBuf,
    pub(super) real: PathBuf,
    pub(super) version: i32,
    pub(super) text: String,
}

/// The documents that are open, by URI.
#[derive(Debug, Default)]
pub(super) struct Documents(BTreeMap<String, Document>);

impl Documents {
    /// Takes a document in; one that is no file is of no catalog.
    pub(super) fn open(&mut self, item: TextDocumentItem) {
        let Some(path) = path_of(&item.uri) else { return };
        let real = place_of(&path).unwrap_or_else(|_| path.clone());
        let TextDocumentItem { uri, version, text, .. } = item;
        self.0.insert(uri.as_str().to_owned(), Document { uri, path, real, version, text });
    }

    /// Follows the editor's changes, one after the other; those of a document that isn't open are nobody's.
    pub(super) fn change(
        &mut self,
        uri: &Uri,
        version: i32,
        changes: Vec<TextDocumentContentChangeEvent>,
        encoding: Encoding,
    ) {
        let Some(document) = self.0.get_mut(uri.as_str()) else { return };
        document.version = version;
        for TextDocumentContentChangeEvent { range, text, .. } in changes {
            match range {
                Some(range) => document.text.replace_range(encoding.span(&document.text, range), &text),
                None => document.text = text,
            }
        }
    }

    pub(super) fn close(&mut self, uri: &Uri) {
        self.0.remove(uri.as_str());
    }

    pub(super) fn get(&self, uri: &Uri) -> Option<&Document> {
        self.0.get(uri.as_str())
    }

    pub(super) fn iter(&self) -> impl Iterator<Item = &Document> {
        self.0.values()
    }
}
