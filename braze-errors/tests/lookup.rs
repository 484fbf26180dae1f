//! What a status and a code find, in a catalog whose rows say both, one of them, or a number.

use braze_errors::{CatalogError, FatalError, Status, error_catalog};
use proptest::prelude::*;

error_catalog! {
    /// An error of a post office.
    pub enum PostError;
    /// A locale of its documentation.
    pub enum PostLocale;

    pages = "tests/lookup/{locale}.md",
    source = "en",
    locales = ["en"],
    columns = { code = "Error code", status = "HTTP status", description = "Meaning" },
    rename = ["410 Not Found" => Gone],
}

/// The codes of what a look-up finds.
fn codes(rows: &[PostError]) -> Vec<&'static str> {
    rows.iter().map(|row| row.code()).collect()
}

#[test]
fn a_status_and_a_code_find_the_nearest_rows() {
    for (status, code, expected) in [
        (404, "Not Found", "404 Not Found"),
        (410, "Not Found", "410 Not Found"),
        (400, "131001", "131001"),
        (503, "131001", "131001"),
        (410, "not found.", "410 Not Found"),
        (410, "Not Found: parcel 7", "410 Not Found"),
        (404, "not found.", "404"),
        (400, "NO STAMP", "400 no_stamp"),
        (418, "too late!", "Too Late"),
        (418, "(#131001)", "131001"),
        (400, "-32700: parse error", "-32700"),
        // Codes of several words are found in any spelling, and the longest one wins.
        (400, "Bad sender.", "bad_sender"),
        (400, "BAD_SENDER: +49 1", "bad_sender"),
        (400, "bad-sender-blocked", "BadSender.Blocked"),
        (400, "BadSender.Blocked: by you", "BadSender.Blocked"),
        (400, "text too long!", "TEXT_TOO_LONG"),
        (400, "TEXT_TOO_LONG", "TEXT_TOO_LONG"),
        (400, "bad_sender of +49 1", ""),
        (400, "sender", ""),
        (400, "text", ""),
        (400, ":", ""),
        (404, "whatever", "404"),
        (404, "", "404"),
        (503, "whatever", "5XX"),
        (400, "32700", ""),
        (400, "1310011", ""),
        (400, "Not Found", ""),
        (400, "", ""),
    ] {
        let found = codes(PostError::lookup(status, code));
        let expected = if expected.is_empty() { vec![] } else { vec![expected] };
        assert_eq!(found, expected, "{status} {code:?}");
    }
    assert_eq!(codes(PostError::lookup_exact(404, "Not Found")), ["404 Not Found"]);
    assert_eq!(codes(PostError::lookup_exact(404, "not found")), [""; 0]);
}

#[test]
fn a_number_finds_its_row_however_it_is_written() {
    for (status, number, expected) in [
        (400, 131_001, "131001"),
        (400, -32700, "-32700"),
        (409, 2, "409 0x02"),
        (404, 7, "404"),
        (500, i64::MIN, "5XX"),
    ] {
        assert_eq!(codes(PostError::lookup_number(status, number)), [expected], "{status} {number}");
    }
    for number in [2, 32700, i64::MAX] {
        assert_eq!(codes(PostError::lookup_number(400, number)), [""; 0], "{number}");
    }
}

#[test]
fn a_code_and_a_status_alone_find_their_rows_in_page_order() {
    assert_eq!(codes(PostError::by_code("Not Found")), ["404 Not Found", "410 Not Found"]);
    assert_eq!(codes(PostError::by_code("not found")), [""; 0]);
    assert_eq!(
        codes(PostError::by_status(Status::Any)),
        ["131001", "-32700", "Too Late", "bad_sender", "BadSender.Blocked", "TEXT_TOO_LONG"]
    );
    assert_eq!(codes(PostError::by_status(Status::Code(404))), ["404 Not Found", "404"]);
}

#[test]
fn a_row_says_what_its_page_says() {
    let [row] = PostError::by_code("131001") else { panic!("one row has this code") };
    assert_eq!((row.status(), row.message(), row.name()), (Status::Any, "131001", "Code131001"));
    let [row] = PostError::by_status(Status::Class(5)) else { panic!("one row is of the class") };
    assert_eq!((row.code(), row.message()), ("5XX", ""));
    assert_eq!("Code131001".parse(), Ok(PostError::Code131001));
}

fn holds_what_is_exact<E: CatalogError>(status: u16, code: &str) {
    let exact = E::lookup_exact(status, code);
    let found = E::lookup(status, code);
    assert!(exact.is_empty() || found == exact, "{status} {code:?}");
    assert!(found.iter().all(|row| row.status().matches(status)), "{status} {code:?}");
    assert!(exact.iter().all(|row| E::by_code(code).contains(row)), "{status} {code:?}");
}

proptest! {
    #[test]
    fn a_look_up_finds_what_is_exact_and_nothing_of_another_status(
        status in prop_oneof![400_u16..=410, 500_u16..=504, any::<u16>()],
        row in 0_usize..64,
        any in ".{0,20}",
        is_any in any::<bool>(),
        number in any::<i64>(),
    ) {
        let post = PostError::ALL[row % PostError::ALL.len()].message();
        let braze = FatalError::ALL[row % FatalError::ALL.len()].message();
        holds_what_is_exact::<PostError>(status, if is_any { &any } else { post });
        holds_what_is_exact::<FatalError>(status, if is_any { &any } else { braze });
        let found = PostError::lookup_number(status, number);
        prop_assert!(found.iter().all(|row| row.status().matches(status)));
    }
}
