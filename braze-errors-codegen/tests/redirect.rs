//! What a call of `error_catalog!` makes of a folder that the environment names.

use std::cell::RefCell;
use std::fs;
use std::path::Path;

use braze_errors_codegen::expand_with;

const CALL: &str = "pub enum ParcelError; pub enum Locale; pages = \"docs/{locale}/errors.md\", lock = \"docs/catalog.lock\", \
                    env = \"PARCEL_DOCS\", source = \"en\", locales = [\"en\", \"fr\", \"de\"]";

/// What an expansion over a folder's pages holds, and what is noted beside it.
fn expand(pages: &Path) -> (String, Vec<String>) {
    let notes = RefCell::new(Vec::new());
    let note = |said: &str| notes.borrow_mut().push(said.to_owned());
    let variable = |_: &str| pages.to_str().map(str::to_owned);
    let lex = |code: &str| code.parse().unwrap();
    let tokens = expand_with(CALL.parse().unwrap(), Path::new("/"), || None, variable, lex, note);
    (tokens.to_string(), notes.into_inner())
}

/// Writes a page with this description.
fn write(pages: &Path, locale: &str, description: &str) {
    fs::create_dir_all(pages.join(locale)).unwrap();
    let page = format!("| Code | Description |\n|---|---|\n| `404 Not Found` | {description} |\n");
    fs::write(pages.join(locale).join("errors.md"), page).unwrap();
}

#[test]
fn the_source_stands_in_for_the_translations_that_a_folder_lacks() {
    let folder = tempfile::tempdir().unwrap();
    let pages = folder.path();
    write(pages, "en", "There is no such parcel.");
    write(pages, "de", "Dieses Paket gibt es nicht.");
    let (expansion, notes) = expand(pages);
    assert!(!expansion.contains("compile_error"), "{expansion}");
    assert!(expansion.contains("gibt es nicht"), "{expansion}");
    let note = format!("found no `fr/errors.md` in `{}`; the source's text stands in", pages.display());
    assert_eq!(notes, [note]);

    write(pages, "fr", "Ce colis n’existe pas.");
    let (expansion, notes) = expand(pages);
    assert!(!expansion.contains("compile_error") && notes.is_empty(), "{expansion}");
}

#[test]
fn what_is_no_page_does_not_lack() {
    let folder = tempfile::tempdir().unwrap();
    let pages = folder.path();
    for locale in ["en", "de"] {
        write(pages, locale, "404");
    }
    fs::create_dir_all(pages.join("fr/errors.md")).unwrap();
    let (expansion, notes) = expand(pages);
    assert!(expansion.contains("fr/errors.md:1:1: "), "{expansion}");
    assert!(expansion.contains("found a folder in the page") && notes.is_empty(), "{expansion}");
}

#[test]
fn nothing_stands_in_for_the_source() {
    let folder = tempfile::tempdir().unwrap();
    write(folder.path(), "de", "Dieses Paket gibt es nicht.");
    let (expansion, notes) = expand(folder.path());
    for locale in ["en", "fr"] {
        assert!(expansion.contains(&format!("{locale}/errors.md:1:1: ")), "{expansion}");
    }
    assert!(notes.is_empty());
}
