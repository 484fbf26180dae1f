//! The editors' settings and extensions are of this version.

use serde_json::Value;

use crate::pages;

#[test]
fn the_extensions_have_the_version_of_the_command() {
    let version = env!("CARGO_PKG_VERSION");
    let manifest: Value = serde_json::from_str(&pages::read("editors/vscode/package.json").text).unwrap();
    assert_eq!(manifest["version"], version);
    let extension = pages::read("editors/zed/extension.toml").text;
    assert!(extension.contains(&format!("\nversion = \"{version}\"\n")), "{extension}");
}
