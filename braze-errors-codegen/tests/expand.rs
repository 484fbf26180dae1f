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

/// A folder with the pages of both locales, each of these rows.
fn pages(english: &str, french: &str) -> tempfile::TempDir {
    let folder = tempfile::tempdir().unwrap();
    for (locale, rows) in [("en", english), ("fr", french)] {
        let page = folder.path().join("docs").join(locale).join("errors.md");
        fs::create_dir_all(page.parent().unwrap()).unwrap();
        fs::write(page, format!("| Code | Description |\n|---|---|\n{rows}")).unwrap();
    }
    folder
}

/// The expansion of the call in a folder, laid out as a person would write it.
fn expansion(manifest: &Path) -> String {
    expansion_of(CALL, manifest)
}

fn expansion_of(call: &str, manifest: &Path) -> String {
    let tokens = expand(call.parse().unwrap(), manifest, |_| None);
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
fn a_catalog_with_the_locales_of_another_has_its_own_errors_alone() {
    let call = CALL.replace("pub enum ParcelLocale;", "use super::Locale;");
    let call = call.replace("/// A locale of its documentation.", "");
    let shared = expansion_of(&call, folder());
    let file = syn::parse_file(&shared).unwrap();
    let enums = file.items.iter().filter_map(|item| match item {
        syn::Item::Enum(item) => Some(item.ident.to_string()),
        _ => None,
    });
    assert_eq!(enums.collect::<Vec<_>>(), ["ParcelError"]);
    for of_locale in ["CatalogLocale for", "TAGS", "\"the tag of a locale\""] {
        assert!(expansion(folder()).contains(of_locale) && !shared.contains(of_locale), "{of_locale}");
    }
    // The import is the only place that says where the enum is; a name in scope needs none.
    assert_eq!(shared.matches("super::Locale").count(), 1, "{shared}");
    let plain: String = shared.split_whitespace().collect();
    assert!(
        plain.contains("Locale::ALL,[Locale::En,Locale::Fr]") && plain.contains("Locale::SOURCE,Locale::En")
    );
    assert!(!expansion_of(&call.replace("super::Locale", "Locale"), folder()).contains("use Locale"));
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

#[test]
fn a_broken_source_leaves_the_variants_that_its_translations_still_yield() {
    let folder = pages(
        "| `400 Bad Request` | `weight` is no number. |\n| `401 Wrong Key` | Not a key. |\n\
         | `40 Not Found` | No such parcel. |\n",
        "| `400 Bad Request` | `weight` n’est pas un nombre. |\n| `401 Wrong Key` | Clé fausse. |\n\
         | `404 Not Found` | Pas de colis. |\n| `404 Not Found` | Plus de colis. |\n\
         | `403 Wrong Key` | Clé bloquée. |\n| `410 ¡!` | Parti. |\n",
    );
    let file = syn::parse_file(&expansion(folder.path())).unwrap();
    let variants = file.items.iter().find_map(|item| match item {
        syn::Item::Enum(item) if item.ident == "ParcelError" => Some(&item.variants),
        _ => None,
    });
    let names: Vec<String> = variants.unwrap().iter().map(|variant| variant.ident.to_string()).collect();
    assert_eq!(names, ["BadWeight", "WrongKey", "NotFound"]);
}

#[test]
fn a_page_that_is_not_there_is_said_to_be_sought_below_the_manifest() {
    let folder = pages("| `404 Not Found` | No such parcel. |\n", "| `404 Not Found` | Pas de colis. |\n");
    fs::remove_file(folder.path().join("docs/fr/errors.md")).unwrap();
    let said = |variable: Option<String>| {
        let tokens = expand(CALL.parse().unwrap(), folder.path(), |_| variable.clone()).to_string();
        tokens.replace(&folder.path().display().to_string(), "/home/me/parcels")
    };
    let said_of = |tag: &str, what: &str| {
        format!(
            "docs/{tag}/errors.md:1:1: error[unreadable-page]: found no such file; expected a Markdown page\\n  \
             help: write the page there, or take its locale off the list; the pages' folder is /home/me/parcels/docs, {what}"
        )
    };
    let plain = said(None);
    let expected = said_of("fr", "for a call's paths start at the folder of its crate's manifest");
    assert!(plain.contains(&expected), "{plain}");
    // There the source stands in for a translation, and nothing for the source.
    fs::remove_file(folder.path().join("docs/en/errors.md")).unwrap();
    let redirected = said(Some(format!("{}/docs", folder.path().display())));
    assert!(redirected.contains(&said_of("en", "as PARCEL_DOCS says")), "{redirected}");
}
