//! How the size of what a call becomes follows from the number of its rows and locales.

use std::fmt::Write;
use std::fs;

use braze_errors_codegen::expand;
use proc_macro2::{TokenStream, TokenTree};

/// Tokens for each text in each of the three forms: the literal and its comma.
const FOR_A_TEXT: usize = 3 * 2;
/// Tokens for each row, whatever the number of locales: its variant, its code, its status, its place in the look-up.
const FOR_A_ROW: usize = 46;
/// Tokens for each locale, whatever the number of rows: its variant, its tag, its page, its arm in each function.
const FOR_A_LOCALE: usize = 210;
/// Tokens for the functions and implementations themselves.
const FOR_A_CATALOG: usize = 2600;

const LOCALES: [&str; 8] = ["en", "de", "fr", "es", "it", "nl", "sv", "da"];

fn count(tokens: TokenStream) -> usize {
    let size = |token| if let TokenTree::Group(group) = token { 1 + count(group.stream()) } else { 1 };
    tokens.into_iter().map(size).sum()
}

/// The expansion of a call over pages with so many rows, of which translations lack the last.
fn expansion(rows: usize, locales: usize) -> TokenStream {
    let folder = tempfile::tempdir().unwrap();
    let mut listed = String::new();
    for tag in &LOCALES[..locales] {
        let mut page = String::from("| Code | Text |\n|---|---|\n");
        let rows = if *tag == "en" { rows } else { rows - 1 };
        for row in 0..rows {
            writeln!(page, "| `{} Row {row}` | The `field` is {row}, **too**. |", 400 + row % 7).unwrap();
        }
        let path = folder.path().join(tag);
        fs::create_dir(&path).unwrap();
        fs::write(path.join("errors.md"), page).unwrap();
        write!(listed, "\"{tag}\" {{ missing = fallback }},").unwrap();
    }
    let call = format!(
        "pub enum Error; pub enum Locale; pages = \"{{locale}}/errors.md\", source = \"en\", locales = [{listed}]"
    );
    let tokens = expand(call.parse().unwrap(), folder.path(), |_| None);
    assert!(!tokens.to_string().contains("compile_error"));
    tokens
}

fn expansion_size(rows: usize, locales: usize) -> usize {
    count(expansion(rows, locales))
}

#[test]
fn the_number_of_tokens_is_linear_in_rows_times_locales() {
    for (rows, locales) in [(2, 1), (22, 5), (64, 8), (512, 2), (512, 8)] {
        let limit = rows * locales * FOR_A_TEXT + rows * FOR_A_ROW + locales * FOR_A_LOCALE + FOR_A_CATALOG;
        let size = expansion_size(rows, locales);
        assert!(size <= limit, "{rows} rows in {locales} locales: {size} tokens; expected {limit} or less");
    }
}

#[test]
fn a_text_more_costs_two_tokens_in_each_form() {
    let [small, large] = [128, 256].map(|rows| expansion_size(rows, 8) - expansion_size(rows, 4));
    // The locales themselves cost the same in both, so that the rest is the texts'.
    assert_eq!(large - small, (256 - 128) * 4 * FOR_A_TEXT);
}

#[test]
fn a_large_catalog_documents_its_variants_in_the_source_alone() {
    let documented = |rows, locales, tag: &str| {
        expansion(rows, locales).to_string().matches(&format!("| `{tag}` |")).count()
    };
    assert_eq!([documented(250, 8, "en"), documented(250, 8, "da")], [250, 250]);
    assert_eq!([documented(251, 8, "en"), documented(251, 8, "da")], [251, 0]);
}
