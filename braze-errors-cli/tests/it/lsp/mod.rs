//! The language server, over its protocol.

mod client;

use std::fs;
use std::path::{Path, PathBuf};

use serde_json::{Value, json};
use tempfile::TempDir;

use self::client::{Client, uri};
use crate::support::pages::{ENGLISH, FRENCH, page, write};
use crate::support::{command, finish};

/// A folder with a configuration file, and a page in English and one in French, of which all is accepted.
struct Catalog {
    _temporary: TempDir,
    folder: PathBuf,
}

impl Catalog {
    fn new() -> Self {
        let temporary = tempfile::tempdir().unwrap();
        // Where it really is: so do the server's answers name it.
        let folder = temporary.path().canonicalize().unwrap();
        let configuration = "source = 'en'\npages = 'docs/{locale}/errors.md'\nlocales = ['en', 'fr']\n";
        write(
            &folder,
            [
                ("braze-errors.toml", configuration.to_owned()),
                ("docs/en/errors.md", page(&ENGLISH)),
                ("docs/fr/errors.md", page(&FRENCH)),
            ],
        );
        let catalog = Self { _temporary: temporary, folder };
        let mut accept = command(&["accept"]);
        accept.current_dir(&catalog.folder);
        assert_eq!(finish(accept).code, Some(0));
        catalog
    }

    fn file(&self, below: &str) -> PathBuf {
        self.folder.join(below)
    }

    fn page(&self, tag: &str) -> PathBuf {
        self.file(&format!("docs/{tag}/errors.md"))
    }

    /// What `check` finds in the files, as it says it.
    fn check(&self) -> Vec<Value> {
        let mut check = command(&["check", "--format", "json", "--quiet"]);
        check.current_dir(&self.folder).env_remove("BRAZE_ERRORS_DOCS");
        let report: Value = serde_json::from_str(&finish(check).stdout).unwrap();
        report["findings"].as_array().unwrap().clone()
    }
}

#[test]
fn a_finding_appears_at_the_keystroke_that_causes_it() {
    let catalog = Catalog::new();
    let (en, fr) = (catalog.page("en"), catalog.page("fr"));
    let mut client = Client::in_folder(&catalog.folder);
    assert_eq!(client.diagnostics.keys().collect::<Vec<_>>(), [&uri(&en), &uri(&fr)]);
    assert!(client.diagnostics.values().all(Vec::is_empty), "{:?}", client.diagnostics);
    client.open(&fr);
    client.write_over(&fr, "de 75", "de 7");
    insta::assert_snapshot!(shown(&client.found(&fr), &catalog.folder));
    client.write_over(&fr, "de 7", "de 75");
    assert_eq!(client.found(&fr), Vec::<Value>::new());
    assert_eq!(client.end(), Some(0));
}

/// What the server said, as JSON in which the folder has no name.
fn shown(said: &[Value], folder: &Path) -> String {
    serde_json::to_string_pretty(said).unwrap().replace(&uri(folder), "file:///…")
}
