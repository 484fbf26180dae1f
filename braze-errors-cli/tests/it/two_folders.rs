//! The same pages in two folders give the same output, byte for byte, and no folder's path is in it.

use std::fs;
use std::path::Path;

use tempfile::TempDir;

use crate::support::pages::{ENGLISH, FRENCH, page, write};
use crate::support::{command, finish};

/// A folder with pages that have drifted, of a name that is as long as asked for.
fn folder(name_length: usize) -> TempDir {
    let folder = tempfile::Builder::new().rand_bytes(name_length).tempdir().unwrap();
    let drifted: Vec<String> =
        FRENCH.iter().map(|row| row.replace("75", "80").replace("`weight`", "poids")).collect();
    let drifted: Vec<&str> = drifted.iter().map(String::as_str).collect();
    let files = [
        ("docs/en/errors.md", page(&ENGLISH)),
        // A row is missing, and one is cut in two.
        ("docs/de/errors.md", page(&ENGLISH[1..]).replace(" came ", "\ncame ")),
        ("docs/fr/errors.md", page(&drifted)),
        ("docs/ja/errors.md", "\u{1b}[2J\n".to_owned()),
        ("old/en/errors.md", page(&ENGLISH[..3])),
        ("sound/en/errors.md", page(&ENGLISH)),
        ("sound/fr/errors.md", page(&FRENCH)),
        ("src/lib.rs", CATALOG.to_owned()),
        ("Cargo.toml", "[package]\nname = \"parcel\"\n".to_owned()),
    ];
    write(folder.path(), files);
    folder
}

const CATALOG: &str = r#"
error_catalog! {
    pub enum ParcelError;
    pub enum ParcelLocale;
    pages = "docs/{locale}/errors.md",
    lock = "docs/catalog.lock",
    source = "en",
    locales = ["en", "de", "fr"],
}
"#;

const CALLS: &[&[&str]] = &[
    &["check", "docs"],
    &["check", "docs", "--format", "json"],
    &["check", "docs", "--format", "sarif"],
    &["check", "docs", "--format", "github"],
    &["check", "docs", "--format", "html"],
    &["check", "docs", "--format", "json", "--catalog", "src/lib.rs"],
    &["check", "docs", "--format", "sarif", "--catalog", "src/lib.rs"],
    &["check", "docs", "--format", "html", "--catalog", "src/lib.rs"],
    &["check", "nowhere"],
    &["accept", "--folder", "docs"],
    &["accept", "--folder", "sound"],
    &["check", "sound", "--format", "json"],
    &["diff", "old", "sound"],
    &["diff", "old", "sound", "--format", "json"],
    &["diff", "old", "sound", "--format", "markdown"],
    &["sync", "docs", "--into", "old"],
    &["list", "--format", "json"],
    &["explain", "400", "--format", "json"],
];

/// What every call says, and the lock that is written on the way.
fn outputs(folder: &Path) -> Vec<String> {
    let mut outputs: Vec<String> = CALLS
        .iter()
        .map(|args| {
            let mut command = command(args);
            // The report for a browser says when it was made.
            command.current_dir(folder).env_remove("BRAZE_ERRORS_DOCS").env("SOURCE_DATE_EPOCH", "0");
            let run = finish(command);
            format!("{args:?}: {:?}\n{}{}", run.code, run.stdout, run.stderr)
        })
        .collect();
    outputs.push(fs::read_to_string(folder.join("sound/catalog.lock")).unwrap());
    outputs
}

#[test]
fn the_same_pages_in_another_folder_give_the_same_output() {
    let folders = [folder(4), folder(40)];
    let [one, other] = folders.each_ref().map(|folder| outputs(folder.path()));
    for (one, other) in one.iter().zip(&other) {
        assert_eq!(one, other);
        for folder in &folders {
            let name = folder.path().file_name().unwrap().to_str().unwrap();
            assert!(!one.contains(name), "{one}");
        }
        let source = Path::new(env!("CARGO_MANIFEST_DIR")).parent().unwrap();
        assert!(!one.contains(source.to_str().unwrap()), "{one}");
    }
    // There is something in them that a path could have crept into.
    for (output, expected) in one.iter().zip(["broken-cell", "\"code-span\"", "\"ruleId\"", "::error file="])
    {
        assert!(output.contains(expected), "{output}");
    }
}
