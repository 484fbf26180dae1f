//! What a call of `error_catalog!` becomes.

use std::fs;
use std::path::Path;

use braze_errors_codegen::expand;

const CALL: &str = r#"
    /// An error of the Parcel API.
    #[derive(serde::Serialize)]
    pub enum ParcelError;
    /// A locale of its documentation.
    pub enum ParcelLocale;

    pages = "docs/{locale}/errors.md",
    env = "PARCEL_DOCS",
    path = "/api/errors/",
    source = "en",
    locales = [
        "en" { docs = "https://parcel.example/docs" },
        "fr" { docs = "https://parcel.example/fr/docs", missing = fallback },
    ],
    rename = ["400 Bad Request" with "weight" => BadWeight],
"#;

/// The expansion of the call in a folder, laid out as a person would write it.
fn expansion(manifest: &Path) -> String {
    let tokens = expand(CALL.parse().unwrap(), manifest, |_| None);
    prettyplease::unparse(&syn::parse2(tokens).unwrap())
}

fn folder() -> &'static Path {
    Path::new(concat!(env!("CARGO_MANIFEST_DIR"), "/tests/expand"))
}

#[test]
fn a_small_catalog() {
    insta::assert_snapshot!(expansion(folder()));
}

#[test]
fn the_same_pages_in_another_folder_give_the_same_code() {
    let other = tempfile::tempdir().unwrap();
    for locale in ["en", "fr"] {
        let page = Path::new("docs").join(locale).join("errors.md");
        fs::create_dir_all(other.path().join(&page).parent().unwrap()).unwrap();
        fs::copy(folder().join(&page), other.path().join(&page)).unwrap();
    }
    let expansion = expansion(folder());
    assert_eq!(expansion, self::expansion(other.path()));
    assert!(!expansion.contains(env!("CARGO_MANIFEST_DIR")));
}
