//! The language server, over its protocol.

mod client;
mod edits;
mod odd;
mod session;

use std::collections::BTreeMap;
use std::path::{Path, PathBuf};

use serde_json::Value;
use tempfile::TempDir;

use self::client::{Client, uri};
use crate::support::pages::{ENGLISH, FRENCH, page, write};
use crate::support::{Run, command, finish};

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
        assert_eq!(catalog.run(&["accept"]).code, Some(0));
        catalog
    }

    fn file(&self, below: &str) -> PathBuf {
        self.folder.join(below)
    }

    fn page(&self, tag: &str) -> PathBuf {
        self.file(&format!("docs/{tag}/errors.md"))
    }

    /// An editor that works in the folder.
    fn client(&self) -> Client {
        Client::in_folder(&self.folder)
    }

    /// Runs the command there.
    fn run(&self, args: &[&str]) -> Run {
        let mut command = command(args);
        command.current_dir(&self.folder).env_remove("BRAZE_ERRORS_DOCS");
        finish(command)
    }

    /// What `check` finds in the files, as it says it.
    fn check(&self) -> Vec<Value> {
        let checked = self.run(&["check", "--format", "json", "--quiet"]);
        let report: Value = serde_json::from_str(&checked.stdout).unwrap_or_else(|_| panic!("{checked:?}"));
        report["findings"].as_array().unwrap().clone()
    }
}

/// What the server said, as JSON in which the folder has no name.
fn shown(said: &Value, folder: &Path) -> String {
    serde_json::to_string_pretty(said).unwrap().replace(&uri(folder), "file:///…")
}

/// A finding's place, level, rule and words.
type Found = (usize, usize, usize, usize, String, String, String);

/// What the client was told last, by path below the folder.
fn told(client: &mut Client, folder: &Path) -> BTreeMap<String, Vec<Found>> {
    client.settle();
    let found = |diagnostic: &Value| {
        let number = |place: &str, name: &str| {
            usize::try_from(diagnostic["range"][place][name].as_u64().unwrap()).unwrap() + 1
        };
        let level = if diagnostic["severity"] == 1 { "error" } else { "warning" };
        let text = |name: &str| diagnostic[name].as_str().unwrap_or_default().to_owned();
        (
            number("start", "line"),
            number("start", "character"),
            number("end", "line"),
            number("end", "character"),
            level.to_owned(),
            text("code"),
            text("message"),
        )
    };
    let mut files: BTreeMap<String, Vec<Found>> = BTreeMap::new();
    for (uri, diagnostics) in client.diagnostics.iter().filter(|(_, found)| !found.is_empty()) {
        let below = uri.strip_prefix(&self::uri(folder)).unwrap().trim_start_matches('/');
        files.insert(below.to_owned(), diagnostics.iter().map(found).collect());
    }
    files
}

/// What `check` finds, in the same words.
fn checked(catalog: &Catalog) -> BTreeMap<String, Vec<Found>> {
    let mut files: BTreeMap<String, Vec<Found>> = BTreeMap::new();
    for finding in catalog.check() {
        let number = |name: &str| usize::try_from(finding[name].as_u64().unwrap()).unwrap();
        let text = |name: &str| finding[name].as_str().unwrap().to_owned();
        let found = (
            number("line"),
            number("column"),
            number("end_line"),
            number("end_column"),
            text("level"),
            text("rule"),
            format!("{}\nhelp: {}", text("message"), text("help")),
        );
        files.entry(text("path")).or_default().push(found);
    }
    files
}
