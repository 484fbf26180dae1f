//! What a hostile page can't do to a build; `HOSTILE_PAGES.md` says it in words.

use std::fs::{self, File};
use std::path::Path;

use braze_errors_codegen::{Dialect, Form, Lock, Page, Source, expand};
use proc_macro2::{TokenStream, TokenTree};
use tempfile::TempDir;

const CALL: &str = r#"
    pub enum ParcelError;
    pub enum ParcelLocale;

    pages = "docs/{locale}/errors.md",
    source = "en",
    locales = ["en", "fr"],
"#;

const HEAD: &str = "| Code | Description |\n|---|---|\n";

/// A folder with a page in two locales.
fn folder(english: &str, french: &str) -> TempDir {
    let folder = tempfile::tempdir().unwrap();
    for (tag, rows) in [("en", english), ("fr", french)] {
        let page = folder.path().join("docs").join(tag).join("errors.md");
        fs::create_dir_all(page.parent().unwrap()).unwrap();
        fs::write(page, format!("{HEAD}{rows}")).unwrap();
    }
    folder
}

/// The words of the compile errors.
fn errors(folder: &Path) -> Vec<String> {
    let tokens: TokenStream = expand(CALL.parse().unwrap(), folder, |_| None);
    let tokens: Vec<TokenTree> = tokens.into_iter().collect();
    let error = |window: &[TokenTree]| match window {
        [TokenTree::Ident(name), TokenTree::Punct(_), TokenTree::Group(group)] if name == "compile_error" => {
            Some(syn::parse2::<syn::LitStr>(group.stream()).unwrap().value())
        }
        _ => None,
    };
    tokens.windows(3).filter_map(error).collect()
}

fn rows(count: usize) -> String {
    let row = |row| format!("| `400 Parcel {row}` | Parcel {row} is late. |\n");
    (0..count).map(row).collect()
}

#[test]
fn a_compile_error_lists_no_more_than_anyone_reads() {
    let folder = folder(&rows(3_000), &rows(1));
    let errors = errors(folder.path());
    let [error] = errors.as_slice() else { panic!("{errors:?}") };
    assert_eq!(error.matches("error[missing-row]").count(), 50);
    assert!(error.ends_with("\nand 2949 more"), "{error}");
    let folder = self::folder(&rows(51), &rows(1));
    let errors = self::errors(folder.path());
    assert_eq!(errors[0].matches("error[missing-row]").count(), 50);
    assert!(!errors[0].contains("and 1 more"), "{}", errors[0]);
}

#[test]
fn codes_that_differ_in_one_letter_have_places_of_their_own() {
    for length in 0..=17 {
        let code =
            |letter: char| format!("| `400 P{}{letter}` | Parcel {letter} is late. |\n", "a".repeat(length));
        let rows: String = ('a'..='z').chain('0'..='9').map(code).collect();
        let folder = folder(&rows, &rows.replace("Parcel", "Colis"));
        assert_eq!(errors(folder.path()), [""; 0]);
    }
}

#[test]
fn a_file_that_is_too_long_is_not_read() {
    let folder = folder(&rows(1), &rows(1));
    for file in ["docs/fr/errors.md", "catalog.lock"] {
        // It takes no space on the disk.
        File::create(folder.path().join(file)).unwrap().set_len((16 << 20) + 1).unwrap();
    }
    assert_eq!(
        errors(folder.path()),
        [
            "docs/fr/errors.md:1:1: error[unreadable-page]: found a file of more than 16 MiB; expected a Markdown page\n  \
          help: write the page there, or take its locale off the list"
        ]
    );
    let findings = Lock::read(&folder.path().join("catalog.lock"), "catalog.lock").unwrap_err();
    assert_eq!(findings[0].message, "found a file of more than 16 MiB; expected the catalog's lock");
}

#[test]
fn a_lock_that_might_never_end_is_not_read() {
    let findings = Lock::read(Path::new("/"), "catalog.lock").unwrap_err();
    assert_eq!(findings[0].message, "found something that is no regular file; expected the catalog's lock");
}

#[test]
fn a_long_line_is_read() {
    let words = "There is no such parcel. ".repeat(40_000);
    let reading =
        Page::read(&Source::new("errors.md", format!("{HEAD}| `404 Gone` | {words} |\n")), Dialect::Kramdown);
    assert!(reading.findings.is_empty(), "{}", reading.findings[0]);
    assert_eq!(Form::Text.write(&reading.page.rows[0].description, ""), words.trim_end());
}

#[test]
fn nothing_is_nested_too_deeply() {
    const DEPTH: usize = 5_000;
    for open in [
        "**a ",
        "*a _b ",
        "[",
        "![",
        "[a](",
        "<b>",
        "<i><b>",
        "<a href=\"/x\">",
        "<code>",
        "`",
        "(",
        "{::nomarkdown}",
        "{::nomarkdown}<ul><li>",
        "<ul><li>",
        "<div>",
        "<!--",
        "{{",
        "{% if x %}",
        "{% raw %}",
        "\\",
        "&",
        "~~a ",
    ] {
        let nested = open.repeat(DEPTH);
        for text in [
            format!("{HEAD}| `404 Gone` | {nested} |\n"),
            format!("{nested}\n\n{HEAD}| `404 Gone` | No. |\n"),
        ] {
            let reading = Page::read(&Source::new("errors.md", text), Dialect::Kramdown);
            for row in &reading.page.rows {
                for form in [Form::Text, Form::Markdown, Form::Html] {
                    form.write(&row.description, "");
                }
            }
        }
    }
    for block in ["> ", "- ", "1. ", "{% alert note %}\n", "<div>\n", "# ", "\t"] {
        Page::read(
            &Source::new("errors.md", format!("{}{HEAD}| `404 Gone` | No. |\n", block.repeat(DEPTH))),
            Dialect::Kramdown,
        );
    }
}

#[test]
fn no_code_steers_the_terminal_or_the_eye() {
    let row = "| `400 Late\u{202e}\u{2066}` | See `\u{202e}` \u{200f}. |\n| `404 Gone` | \u{1b}[2J |\n";
    let folder = folder(&rows(1), row);
    let said = errors(folder.path()).concat();
    assert!(said.contains("`400 Late\\u{202e}\\u{2066}`"), "{said}");
    let steers = |char: char| {
        char.is_control() && char != '\n' || matches!(char, '\u{200f}'..='\u{202e}' | '\u{2066}')
    };
    assert_eq!(said.find(steers), None, "{said:?}");
}

#[test]
fn broken_pages_in_another_folder_give_the_same_errors() {
    let [one, other] = [4, 40].map(|length| {
        let folder = tempfile::Builder::new().rand_bytes(length).tempdir().unwrap();
        let docs = self::folder(&rows(2), "| `404 Gone` | <blink> |\n");
        fs::rename(docs.path().join("docs"), folder.path().join("docs")).unwrap();
        let tokens = expand(CALL.parse().unwrap(), folder.path(), |_| None).to_string();
        assert!(tokens.contains("compile_error") && tokens.contains("unknown-tag"), "{tokens}");
        assert!(!tokens.contains(folder.path().to_str().unwrap()), "{tokens}");
        tokens
    });
    assert_eq!(one, other);
}
