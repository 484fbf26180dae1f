#![no_main]

use braze_errors_fuzz::codegen::configuration::check;

libfuzzer_sys::fuzz_target!(|bytes: &[u8]| check(bytes));
