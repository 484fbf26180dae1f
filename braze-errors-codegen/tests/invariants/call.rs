//! What holds of every input of the macro.

use std::path::Path;

use braze_errors_codegen::{Call, expand_with, workspace_above};
use proc_macro2::TokenStream;

/// Checks the call whose text stands in these bytes, and the one that they plan.
///
/// Its pages are in the folder of `manifest`.
///
/// # Panics
///
/// Where something doesn't hold.
pub fn check(bytes: &[u8], manifest: &Path) {
    check_call(&String::from_utf8_lossy(bytes), manifest);
    check_call(&planned(bytes), manifest);
}

fn check_call(text: &str, manifest: &Path) {
    let Ok(tokens) = text.parse::<TokenStream>() else { return };
    let (call, errors) = Call::parse(tokens.clone());
    assert!(call.is_some() || !errors.is_empty(), "{text}");
    for error in errors.iter().flatten() {
        assert!(!error.to_string().is_empty());
    }
    let variable = |name: &str| (name == "DOCS").then(|| "docs".to_owned());
    let lex = |code: &str| code.parse().unwrap_or_default();
    let expansion = expand_with(tokens, manifest, || workspace_above(manifest), variable, lex, |_| ());
    let written = expansion.to_string();
    assert!(errors.is_empty() || written.contains("compile_error"), "{text}");
    if let Err(error) = syn::parse2::<syn::File>(expansion) {
        assert!(written.contains("compile_error"), "{error}\n{text}\n{written}");
    }
    // What is built is the same wherever it is built; a mistake's words say where a page was looked for.
    let folder = manifest.to_string_lossy();
    let names_folder = written.contains(&*folder) && !text.contains(&*folder);
    assert!(!names_folder || written.contains("unreadable-page"), "{written}");
}

/// A call whose parts these bytes plan.
fn planned(bytes: &[u8]) -> String {
    const PARTS: [&str; 42] = [
        "pub enum E; pub enum L;",
        "pages = \"docs/{locale}/errors.md\",",
        "source = \"en\",",
        "locales = [\"en\"],",
        "locales = [\"en\", \"fr\" { missing = fallback }],",
        "locales = [\"en\" { docs = \"https://a.b\" }, \"fr\" { docs = \"https://a.b/fr\" }],",
        "locales = [\"en\", \"de\"],",
        "rename = [\"400 Bad Request\" with \"weight\" => BadWeight],",
        "rename = [\"404 Not Found\" => Missing,],",
        "rename = [\"404 Not Found\" => Self],",
        "path = \"/api/\",",
        "path = \"api\",",
        "markdown = kramdown,",
        "markdown = x,",
        "env = \"DOCS\",",
        "env = \"\",",
        "lock = \"docs/catalog.lock\",",
        "lock = \"../x\",",
        "crate = ::braze_errors,",
        "crate = a::b,",
        "crate = crate",
        "/// Words.\n",
        "#[derive(Serialize)]",
        "#[",
        "enum r#type;",
        "pub(crate) enum E;",
        "pub enum L { A }",
        "pages = \"../{locale}\",",
        "pages = \"/{locale}/x\",",
        "source = \"fr\",",
        "source = 1,",
        "locales = [],",
        "locales = [\"x_y\" { a = 1 }],",
        "=",
        ",",
        ";",
        "]",
        "[",
        "{",
        "}",
        "\"\\u{1b}\"",
        "'a",
    ];
    // Most calls begin well, so that what follows is read.
    let mut call = String::new();
    if bytes.first().is_some_and(|first| first % 4 != 0) {
        call.push_str("#[non_exhaustive] pub enum E; /// Where.\n pub enum L;");
        call.push_str("pages = \"docs/{locale}/errors.md\", source = \"en\",");
    }
    for byte in bytes.iter().take(64) {
        call.push_str(PARTS[usize::from(*byte) % PARTS.len()]);
        call.push(' ');
    }
    call
}
