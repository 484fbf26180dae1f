//! What a call of `error_catalog!` makes of its lock.

use std::path::{Path, PathBuf};

use braze_errors_codegen::{Setup, expand};
use proc_macro2::{TokenStream, TokenTree};

const PAGE: &str = "| Code | Description |\n|---|---|\n| `404 Not Found` | There is no such parcel. |\n";

/// A folder with a page and, where a text is given, a lock.
fn folder(name: &str, lock: Option<&str>) -> PathBuf {
    let folder = Path::new(env!("CARGO_TARGET_TMPDIR")).join(name);
    std::fs::create_dir_all(folder.join("docs/en")).unwrap();
    std::fs::write(folder.join("docs/en/errors.md"), PAGE).unwrap();
    let file = folder.join("docs/catalog.lock");
    match lock {
        Some(lock) => std::fs::write(file, lock).unwrap(),
        None => drop(std::fs::remove_file(file)),
    }
    folder
}

fn call(path: &str) -> TokenStream {
    format!(
        "pub enum ParcelError; pub enum Locale; lock = \"{path}\", pages = \"docs/{{locale}}/errors.md\", \
         env = \"PARCEL_DOCS\", source = \"en\", locales = [\"en\"]"
    )
    .parse()
    .unwrap()
}

/// The words of the compile errors.
fn errors(tokens: TokenStream) -> String {
    let tokens: Vec<TokenTree> = tokens.into_iter().collect();
    let error = |window: &[TokenTree]| match window {
        [TokenTree::Ident(name), TokenTree::Punct(_), TokenTree::Group(group)] if name == "compile_error" => {
            Some(syn::parse2::<syn::LitStr>(group.stream()).unwrap().value())
        }
        _ => None,
    };
    tokens.windows(3).filter_map(error).collect::<Vec<_>>().join("\n\n")
}

fn expand_with(name: &str, lock: Option<&str>) -> TokenStream {
    expand(call("docs/catalog.lock"), &folder(name, lock), |_| None)
}

#[test]
fn a_lock_that_is_not_there_is_an_error() {
    insta::assert_snapshot!(errors(expand_with("missing", None)));
}

#[test]
fn a_lock_outside_of_the_pages_folder_is_an_error() {
    let folder = folder("outside", None);
    for path in ["catalog.lock", "docs", "docs/", "docs-old/catalog.lock", "/docs/catalog.lock"] {
        assert_eq!(
            errors(expand(call(path), &folder, |_| None)),
            "found a lock outside of the pages' folder; expected a path such as \"docs/catalog.lock\"",
            "{path}"
        );
    }
}

#[test]
fn a_redirected_folder_has_its_own_lock_or_none() {
    let here = folder("redirected", None);
    for (lock, is_tracked) in [(None, false), (Some("braze-errors lock 1\n\nend\n"), true)] {
        let docs = folder("redirection", lock).join("docs");
        let tokens = expand(call("docs/catalog.lock"), &here, |_| docs.to_str().map(str::to_owned));
        assert_eq!(errors(tokens.clone()), "");
        assert_eq!(tokens.to_string().contains("catalog.lock"), is_tracked);
    }
}

#[test]
fn what_is_wrong_with_a_lock_is_one_error_that_hides_no_variant() {
    let tokens = expand_with("broken", Some("braze-errors lock 1\n\nrow NotFound\ncolour red\n\nend\n"));
    assert!(tokens.to_string().contains("pub enum ParcelError { # [doc"), "{tokens}");
    assert!(tokens.to_string().contains("NotFound"), "{tokens}");
    insta::assert_snapshot!(errors(tokens));
}

#[test]
fn a_kept_text_is_read_as_strictly_as_a_pages() {
    insta::assert_snapshot!(errors(expand_with(
        "kept",
        Some(
            "braze-errors lock 1\n\
             \n\
             row Columns\ncode 400 Columns\ndeprecated\nlocale en\ntext 0123456789abcdef\n\
             markdown Two | columns.\n\
             \n\
             row Markup\ncode 400 Markup\ndeprecated\nlocale en\ntext 0123456789abcdef\n\
             markdown This is <blink>new</blink>, see [there]({{site.baseurl}}/new).\n\
             \n\
             row NoText\ncode 400 No Text\ndeprecated\nlocale en\ntext 0123456789abcdef\n\
             \n\
             row Url\ncode 400 Url\ndeprecated\nlocale en\ntext 0123456789abcdef\n\
             markdown See [there]({{site.baseurl}}/new).\n\
             \n\
             end\n"
        )
    )));
}

#[test]
fn a_name_that_no_variant_can_have_stops_the_build_at_its_place() {
    for deprecated in ["", "deprecated\n"] {
        let lock = format!(
            "braze-errors lock 1\n\nrow r#type\ncode 400 Type\n{deprecated}locale en\ntext 0123456789abcdef\n\nend\n"
        );
        let said = errors(expand_with("raw", Some(&lock)));
        assert!(said.starts_with("docs/catalog.lock:3:5: error[bad-lock]: found the row `r#type`"), "{said}");
    }
}

#[test]
fn a_row_may_not_take_a_deprecated_rows_name() {
    insta::assert_snapshot!(errors(expand_with(
        "taken",
        Some(
            "braze-errors lock 1\n\
             \n\
             row NotFound\ncode 410 Not Found\ndeprecated\nlocale en\ntext 0123456789abcdef\nmarkdown Gone.\n\
             \n\
             end\n"
        )
    )));
}

#[test]
fn variants_are_deprecated_by_the_lock_alone() {
    let lock = |deprecated: &str| {
        format!(
            "braze-errors lock 1\n\nrow NotFound\ncode 404 Not Found\n{deprecated}locale en\ntext 0123456789abcdef\n\nend\n"
        )
    };
    for (deprecated, is_deprecated) in [("", false), ("deprecated\n", true)] {
        let tokens = expand_with(&format!("deprecated-{is_deprecated}"), Some(&lock(deprecated)));
        assert_eq!(errors(tokens.clone()), "");
        assert_eq!(tokens.to_string().contains("# [deprecated"), is_deprecated);
    }
}

#[test]
fn a_folder_that_no_call_names_may_have_a_lock() {
    let lock =
        "braze-errors lock 1\n\nrow NoName\ncode 400 No Name\nlocale en\ntext 0123456789abcdef\n\nend\n";
    let found = |lock: Option<&str>, page: &str| {
        let docs = folder("setup", lock).join("docs");
        std::fs::write(docs.join("en/errors.md"), page).unwrap();
        let loaded = Setup::find(&docs, "errors.md").unwrap().load(&docs, "docs");
        let (of_lock, changes) = (&loaded.findings.lock, loaded.compare_with_lock());
        of_lock.iter().chain(&changes).map(|finding| finding.rule.name()).collect::<Vec<_>>()
    };
    assert_eq!(found(None, PAGE), [""; 0]);
    assert_eq!(found(Some(lock), PAGE), ["new-row", "variant-removed"]);
    assert_eq!(found(Some(lock), &format!("{PAGE}| `No Name` | Give a name. |\n")), [""; 0]);
    assert_eq!(found(Some("braze-errors lock 2"), PAGE), ["bad-lock"]);
}
