//! Codes with characters that Unicode writes in more than one way.

use braze_errors::error_catalog;

error_catalog! {
    /// An error of the Scale API, whose German page is written in decomposed characters.
    pub enum ScaleError;
    /// A locale of the Scale API's documentation.
    pub enum ScaleLocale;

    pages = "pages/scale/{locale}/errors.md",
    source = "de",
    locales = ["de", "en"],
    rename = ["400 1 A\u{30a}" => TooSmall],
}

#[test]
fn rows_are_aligned_and_named_however_they_are_written() {
    use ScaleError::*;
    assert_eq!(ScaleError::ALL, [UnbekannteGröße, Über300K, TooSmall]);
    assert_eq!(UnbekannteGröße.text(ScaleLocale::En), "There is no such size.");
    assert_eq!(Über300K.code(), "416 Über 300 K");
    assert_eq!(TooSmall.text(ScaleLocale::En), "The scale is not that precise.");
}

#[test]
fn both_forms_of_a_code_are_found() {
    for code in ["Unbekannte Größe", "Unbekannte Gro\u{308}ße"] {
        assert_eq!(ScaleError::lookup_exact(422, code), [ScaleError::UnbekannteGröße], "{code:?}");
        assert_eq!(ScaleError::lookup(422, code), [ScaleError::UnbekannteGröße], "{code:?}");
        assert_eq!(ScaleError::by_code(code), [ScaleError::UnbekannteGröße], "{code:?}");
    }
    for code in ["1 \u{c5}", "1 A\u{30a}"] {
        assert_eq!(ScaleError::lookup_exact(400, code), [ScaleError::TooSmall], "{code:?}");
    }
    assert_eq!(ScaleError::lookup_exact(416, "U\u{308}ber 300 K"), [ScaleError::Über300K]);
    assert_eq!(ScaleError::lookup_exact(422, "Unbekannte Gro\u{301}ße"), []);
}
