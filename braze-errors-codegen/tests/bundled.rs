//! The locks of this project's own pages; it is not packed, because the calls that they belong to are another crate's.
#![cfg(feature = "check")]

use std::path::Path;

use braze_errors_codegen::{Call, Folder, Selection};

#[test]
fn the_projects_locks_say_what_its_pages_say() {
    let manifest = Path::new(env!("CARGO_MANIFEST_DIR")).join("../braze-errors");
    for (file, lock, help) in [
        ("src/lib.rs", "catalog.lock", "run `cargo run -- accept`"),
        (
            "src/endpoint.rs",
            "endpoints.lock",
            "run `cargo run -- accept --catalog braze-errors/src/endpoint.rs`",
        ),
    ] {
        let help = format!("docs/{lock} is behind the pages; {help}");
        let rust = std::fs::read_to_string(manifest.join(file)).unwrap();
        let [(Some(call), _)] = &Call::find(&rust).unwrap()[..] else { panic!("{file} has one call") };
        assert_eq!(call.setup.lock.as_deref(), Some(lock));
        let loaded = call.load(&Folder::find(call, &manifest, || None, |_| None).unwrap());
        assert!(loaded.findings.lock.is_empty(), "{:?}", loaded.findings.lock);
        let lock = loaded.lock.unwrap();
        let mut all = lock.clone();
        all.accept(&loaded.catalog, &Selection::default()).unwrap();
        assert!(all.to_string() == lock.to_string(), "{help}");
        let findings = lock.compare(&loaded.catalog);
        assert!(findings.is_empty(), "{findings:?}\n{help}");
    }
}
