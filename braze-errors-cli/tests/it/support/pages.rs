//! Pages of a made-up API, in temporary folders.

use std::fs;
use std::path::Path;

use tempfile::TempDir;

use super::{command, finish};

const HEAD: &str = "# Errors\n\n| Code | Description |\n|---|---|\n";

/// A page with these rows, each `code = description`.
pub(crate) fn page(rows: &[&str]) -> String {
    let mut text = HEAD.to_owned();
    for row in rows {
        let (code, description) = row.split_once(" = ").expect("a row is `code = description`");
        text.extend(["| `", code, "` | ", description, " |\n"]);
    }
    text
}

/// A folder with an English and a French page of these rows, as Markdown has them.
pub(crate) fn folder(english: &str, french: &str) -> TempDir {
    let folder = tempfile::tempdir().expect("there are temporary folders");
    let pages = [("en/errors.md", english), ("fr/errors.md", french)];
    write(folder.path(), pages.map(|(path, rows)| (path, format!("{HEAD}{rows}"))));
    folder
}

/// A folder whose English page, in its last row, has had 80 for 75 since it was accepted.
pub(crate) fn stale_folder() -> TempDir {
    let folder = tempfile::tempdir().expect("there are temporary folders");
    write(folder.path(), [("en/errors.md", page(&ENGLISH)), ("fr/errors.md", page(&FRENCH))]);
    let mut accept = command(&["accept", "--folder", "."]);
    accept.current_dir(folder.path());
    assert_eq!(finish(accept).code, Some(0));
    write(folder.path(), [("en/errors.md", page(&ENGLISH).replace("75", "80"))]);
    folder
}

/// Writes files below a folder, each with its path.
pub(crate) fn write(folder: &Path, files: impl IntoIterator<Item = (impl AsRef<Path>, String)>) {
    for (path, text) in files {
        let path = folder.join(path);
        fs::create_dir_all(path.parent().expect("a file has a folder")).expect("folders can be made");
        fs::write(path, text).expect("files can be written");
    }
}

pub(crate) const ENGLISH: [&str; 4] = [
    "400 No Label = The parcel has no label. Print one.",
    "400 Bad Request = `weight` is not a number of grams.",
    "404 Not Found = No depot knows a parcel of this number.",
    "429 Slow Down = More than 75 calls came within one minute.",
];

pub(crate) const FRENCH: [&str; 4] = [
    "400 No Label = Le colis n'a pas d'étiquette. Imprimez-en une.",
    "400 Bad Request = `weight` n'est pas un nombre de grammes.",
    "404 Not Found = Aucun dépôt ne connaît de colis de ce numéro.",
    "429 Slow Down = Plus de 75 appels en une minute.",
];
