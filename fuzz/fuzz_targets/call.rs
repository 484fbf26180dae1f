#![no_main]

use std::path::Path;

use braze_errors_fuzz::codegen::call::check;

const MANIFEST: &str = concat!(env!("CARGO_MANIFEST_DIR"), "/../braze-errors-codegen/tests/expand");

libfuzzer_sys::fuzz_target!(|bytes: &[u8]| {
    check(bytes, Path::new(MANIFEST));
    // Each text that was parsed is kept until it is said that no span of it lives on.
    proc_macro2::extra::invalidate_current_thread_spans();
});
