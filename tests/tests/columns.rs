//! Catalogs of other APIs, whose tables are of other shapes.

use braze_errors::{CatalogError, Status, error_catalog};

error_catalog! {
    /// An error of the Ferry API.
    pub enum FerryError;
    /// A locale of the Ferry API's documentation.
    pub enum FerryLocale;

    pages = "pages/ferry/{locale}/errors.md",
    path = "/api/errors",
    source = "en",
    locales = [
        "en" { page = "pages/ferry/errors.md", docs = "https://ferry.example" },
        "ja" { page = "pages/ferry/i18n/ja/errors.md", docs = "https://ferry.example/ja", missing = fallback, unknown = ignore },
    ],
    columns = {
        code = "Error code",
        status = "HTTP status",
        name = "Name",
        description = ["Meaning", "What to do"],
    },
    skip = ["0"],
}

error_catalog! {
    /// An error on the wire.
    pub enum WireError;
    /// The language of the wire.
    pub enum WireLocale;

    pages = "pages/wire/errors.{locale}.md",
    source = "en",
    locales = ["en"],
    columns = { code = "Code", description = "Explanation" },
}

#[test]
fn rows_of_every_table_are_variants_in_page_order() {
    use FerryError::*;
    assert_eq!(FerryError::ALL, [BoatGone, SeatTaken, OddDate, GateClosed, Storm, EngineOff]);
    let codes: Vec<&str> = FerryError::ALL.iter().map(|error| error.code()).collect();
    assert_eq!(codes, ["404 1001", "409 1002", "400 -7", "0x1F", "503", "5XX 2002"]);
    assert_eq!(GateClosed.status(), Status::Any);
    assert_eq!(Storm.message(), "");
}

#[test]
fn several_columns_are_one_description() {
    assert_eq!(
        FerryError::OddDate.text(FerryLocale::En),
        "`sail_on` is no day.\n\nWrite it as `2031-05-04`."
    );
    assert_eq!(FerryError::SeatTaken.text(FerryLocale::En), "Somebody sits on seat `seat_no`.");
    assert_eq!(FerryError::Storm.text(FerryLocale::Ja), "船は出ません。\n\nお待ちください。");
}

#[test]
fn the_nearest_row_answers() {
    use FerryError::*;
    // The exact row.
    assert_eq!(FerryError::lookup(404, "1001"), [BoatGone]);
    // The row of that code of which no status is said.
    assert_eq!(FerryError::lookup(418, "0x1F"), [GateClosed]);
    assert_eq!(FerryError::lookup(503, "0x1F"), [GateClosed]);
    // The row of that status of which no code is said.
    assert_eq!(FerryError::lookup(503, "1001"), [Storm]);
    // The class.
    assert_eq!(FerryError::lookup(500, "1001"), [EngineOff]);
    assert_eq!(FerryError::lookup(404, "1002"), []);
}

#[test]
fn only_the_exact_row_is_found_exactly() {
    assert_eq!(FerryError::lookup_exact(404, "1001"), [FerryError::BoatGone]);
    for (status, code) in [(418, "0x1F"), (503, "1001"), (500, "2002")] {
        assert_eq!(FerryError::lookup_exact(status, code), [], "{status} {code}");
    }
    assert_eq!(WireError::lookup_exact(400, "invalid_sender"), []);
}

#[test]
fn numbers_are_found_however_the_page_writes_them() {
    use FerryError::*;
    assert_eq!(FerryError::lookup_number(409, 1002), [SeatTaken]);
    assert_eq!(FerryError::lookup_number(400, -7), [OddDate]);
    assert_eq!(FerryError::lookup_number(404, 31), [GateClosed]);
    assert_eq!(FerryError::lookup_number(503, 1), [Storm]);
    assert_eq!(FerryError::lookup_number(599, i64::MIN), [EngineOff]);
    assert_eq!(FerryError::lookup_number(400, 7), []);
}

#[test]
fn a_code_is_found_without_a_status() {
    assert_eq!(FerryError::by_code("2002"), [FerryError::EngineOff]);
    assert_eq!(<FerryError as CatalogError>::by_code("-7"), [FerryError::OddDate]);
    assert_eq!(FerryError::by_code("7"), []);
    assert_eq!(WireError::by_code("MSG_TOO_LONG"), [WireError::MsgTooLong]);
}

#[test]
fn a_code_that_a_server_writes_in_its_own_way_is_found() {
    use WireError::*;
    for (code, found) in [
        ("invalid_sender", InvalidSender),
        ("Invalid sender.", InvalidSender),
        ("INVALID_SENDER: +49 1", InvalidSender),
        ("invalid-sender-blocked", InvalidSenderBlocked),
        ("InvalidSender.Blocked: by you", InvalidSenderBlocked),
        ("msg too long!", MsgTooLong),
    ] {
        assert_eq!(WireError::lookup(400, code), [found], "{code}");
    }
    for code in ["", ":", "sender", "invalid_sender of +49 1", "msg"] {
        assert_eq!(WireError::lookup(400, code), [], "{code}");
    }
    // Nothing is like a number but the number.
    assert_eq!(FerryError::lookup(400, "7"), []);
    assert_eq!(FerryError::lookup(404, "1001."), [FerryError::BoatGone]);
}
