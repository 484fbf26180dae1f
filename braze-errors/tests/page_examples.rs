//! The JSON examples of the pages parse into what the text above them describes, in every locale.
#![cfg(feature = "response")]

use std::path::{Path, PathBuf};

use braze_errors::{FatalError, Locale, MinorError};

/// The folders of pages: this project's own, and the publisher's where they lie beside the workspace, in some locales.
fn folders() -> Vec<PathBuf> {
    let manifest = Path::new(env!("CARGO_MANIFEST_DIR"));
    let publisher = ["upstream", "upstream-newer"].map(|folder| manifest.join("../../shared").join(folder));
    [manifest.join("docs")].into_iter().chain(publisher).collect()
}

/// The fenced `json` blocks of a page, each with the paragraph above it.
fn examples(page: &str) -> Vec<(String, String)> {
    let mut examples = Vec::new();
    let mut rest = page;
    while let Some((above, below)) = rest.split_once("```json\n") {
        let (block, after) = below.split_once("```").expect("a block ends");
        let description = above.trim_end().rsplit("\n\n").next().unwrap_or_default();
        examples.push((description.to_owned(), fill_in(block)));
        rest = after;
    }
    examples
}

/// Writes a message for each placeholder between angle brackets.
///
/// Where it stands says which one it is, as its own words may be translated.
fn fill_in(block: &str) -> String {
    let mut filled = String::new();
    let mut rest = block;
    while let Some((before, after)) = rest.split_once('<') {
        let (_, after) = after.split_once('>').expect("a placeholder ends");
        let is_fatal = before.trim_end().ends_with("\"message\" :");
        filled += before;
        filled += if is_fatal { "\"No Recipients\"" } else { "\"a minor error\"" };
        rest = after;
    }
    filled + rest
}

#[test]
fn each_example_is_the_response_that_it_illustrates() {
    let minor_error = [MinorError::Message("a minor error".into())];
    for folder in folders() {
        for locale in Locale::ALL {
            let path = folder.join(locale.tag()).join("errors.md");
            if !path.is_file() && !folder.ends_with("docs") {
                continue;
            }
            let page = std::fs::read_to_string(&path).unwrap().replace("\r\n", "\n");
            let place = path.display();
            // An example of a queued message says in any language that its status is 202.
            let (queued, others): (Vec<_>, Vec<_>) =
                examples(&page).into_iter().partition(|(description, _)| description.contains("202"));
            for (_, body) in queued {
                assert!(braze_errors::parse(202, body).unwrap().is_queued(), "{place}");
            }
            // The others describe, in this order, a success, one with minor errors, a fatal error, a tracked send.
            let [(_, success), (_, with_minor_errors), (_, fatal), (_, tracked)] = others.as_slice() else {
                panic!("{place}: found {} examples; expected four", others.len());
            };

            let success = braze_errors::parse(201, success).unwrap();
            assert!(success.minor_errors().is_empty() && success.send_id().is_none(), "{place}");
            assert!(success.fields().is_empty(), "{place}");

            let with_minor_errors = braze_errors::parse(201, with_minor_errors).unwrap();
            assert_eq!(with_minor_errors.minor_errors(), minor_error, "{place}");
            assert!(with_minor_errors.fields().is_empty(), "{place}");

            let fatal = braze_errors::parse(400, fatal).unwrap_err();
            assert_eq!(fatal.causes(), [FatalError::NoRecipients], "{place}");
            assert_eq!(fatal.minor_errors(), minor_error, "{place}");
            assert!(fatal.fields().is_empty(), "{place}");

            let tracked = braze_errors::parse(201, tracked).unwrap();
            assert_eq!(tracked.send_id(), Some("example_send_id"), "{place}");
            assert!(tracked.fields().is_empty(), "{place}");
        }
    }
}
