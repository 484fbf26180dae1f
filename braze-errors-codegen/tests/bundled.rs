//! The lock of this project's own pages; it is not packed, because the call that it belongs to is another crate's.
#![cfg(feature = "check")]

use std::path::Path;

use braze_errors_codegen::{Call, Folder, Selection};

#[test]
fn the_projects_lock_says_what_its_pages_say() {
    let manifest = Path::new(env!("CARGO_MANIFEST_DIR")).join("../braze-errors");
    let file = std::fs::read_to_string(manifest.join("src/lib.rs")).unwrap();
    let (_, call) = file.split_once("\nerror_catalog! {").unwrap();
    let (call, _) = call.split_once("\n}").unwrap();
    let call = Call::parse(call.parse().unwrap()).0.unwrap();
    let loaded = call.load(&Folder::find(&call, &manifest, || None, |_| None).unwrap());
    assert!(loaded.findings.lock.is_empty(), "{:?}", loaded.findings.lock);
    let lock = loaded.lock.unwrap();
    let mut all = lock.clone();
    all.accept(&loaded.catalog, &Selection::default()).unwrap();
    let help = "docs/catalog.lock is behind the pages; run `cargo run -- accept`";
    assert!(all.to_string() == lock.to_string(), "{help}");
    let findings = lock.compare(&loaded.catalog);
    assert!(findings.is_empty(), "{findings:?}\n{help}");
}
