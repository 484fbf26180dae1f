//! No header breaks the parsers, and none is taken for what it doesn't say.
#![cfg(feature = "http")]

use proptest::prelude::{any, proptest};

#[path = "invariants/headers.rs"]
pub mod invariants;

proptest! {
    #[test]
    fn any_bytes_are_headers(bytes in any::<Vec<u8>>()) {
        invariants::check(&bytes);
    }

    #[test]
    fn any_lines_are_headers(
        lines in "([0-9]{0,21}|-?[0-9]{1,3}|[A-Z][a-z]{2}, [0-9]{2} (Jan|Dec) [0-9]{4} [0-9]{2}:[0-9]{2}:[0-9]{2} GMT|[ -~\t]{0,9})(\n[0-9]{0,21}){0,4}"
    ) {
        invariants::check(lines.as_bytes());
    }

    #[test]
    fn any_ranges_are_a_header(
        header in "((en|de|fr|pt|ja|zh|und|[a-z]{1,9}|\\*)([-_][A-Za-z0-9]{1,9}){0,3} ?(;[qQ]=[01]?(\\.[0-9]{0,4})?)?, ?){0,8}"
    ) {
        invariants::check(header.as_bytes());
    }
}
