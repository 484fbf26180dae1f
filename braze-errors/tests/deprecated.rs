//! Deprecated rows: on the page still, or in the lock alone.
#![deny(warnings)]

use braze_errors::{CatalogError, Status, error_catalog};

error_catalog! {
    /// An error.
    pub enum ParcelError;
    /// A locale.
    pub enum ParcelLocale;

    pages = "tests/deprecated/{locale}/errors.md",
    markdown = kramdown,
    lock = "tests/deprecated/catalog.lock",
    source = "en",
    locales = [
        "en" { docs = "https://parcel.example/docs" },
        "fr" { docs = "https://parcel.example/fr/docs", missing = fallback },
    ],
}

use ParcelLocale::{En, Fr};

#[test]
fn the_page_says_what_a_row_says_that_is_about_to_go() {
    #[expect(deprecated)]
    let error = ParcelError::NotFound;
    assert_eq!(error.text(En), "There is no such parcel, nowhere.");
    assert_eq!(error.text(Fr), "Ce colis n'existe pas.");
}

#[test]
fn the_lock_says_what_a_row_said_that_has_gone() {
    #[expect(deprecated)]
    let error = ParcelError::BadRequestWeight;
    assert_eq!(error.code(), "400 Bad Request");
    assert_eq!(error.status(), Status::Code(400));
    assert_eq!(error.text(En), "The `weight` is more than a limit (https://parcel.example/docs/limits).");
    assert_eq!(error.text(Fr), "Le `weight` dépasse une limite (https://parcel.example/fr/docs/limits).");
    assert_eq!(
        error.html(En),
        "The <code>weight</code> is <strong>more</strong> than <a href=\"https://parcel.example/docs/limits\">a limit</a>."
    );
    assert!(error.is_translated(Fr));
    assert_eq!(error.docs_url(Fr), Some("https://parcel.example/fr/docs#erreurs"));
}

#[test]
fn the_source_stands_in_for_a_translation_that_the_lock_lacks() {
    #[expect(deprecated)]
    let error = ParcelError::TooManyLabels;
    assert_eq!(error.text(Fr), "Take some labels off.");
    assert!(!error.is_translated(Fr));
}

#[test]
#[expect(deprecated)]
fn rows_that_have_gone_stand_last_and_are_found() {
    assert_eq!(
        ParcelError::ALL,
        [
            ParcelError::NotFound,
            ParcelError::BadRequest,
            ParcelError::BadRequestWeight,
            ParcelError::TooManyLabels
        ]
    );
    assert_eq!(
        ParcelError::lookup(400, "Bad Request"),
        [ParcelError::BadRequest, ParcelError::BadRequestWeight]
    );
    assert_eq!(ParcelError::lookup(499, "Anything"), [ParcelError::TooManyLabels]);
    for error in <ParcelError as CatalogError>::ALL {
        assert_eq!(error.name().parse(), Ok(*error));
    }
}
