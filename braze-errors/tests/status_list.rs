//! What the pages say of a status in general.

mod parcel;

use braze_errors::{CatalogError, FatalError, Locale, Status};
use parcel::{ParcelError, ParcelLocale};

#[test]
fn every_locale_has_a_text_for_each_class() {
    for locale in Locale::ALL {
        for (status, class) in [(201, 2), (418, 4), (599, 5)] {
            let text = FatalError::status_text(status, *locale).unwrap();
            assert_eq!(text.status(), Status::Class(class), "{locale}");
            let source = FatalError::status_text(status, Locale::SOURCE).unwrap();
            let may_be_the_same = *locale == Locale::SOURCE || locale.is_pseudo();
            assert!(may_be_the_same || text.text() != source.text(), "{locale}");
        }
    }
}

#[test]
fn a_status_of_its_own_comes_before_its_class() {
    for status in 502..=504 {
        let text = FatalError::status_text(status, Locale::Fr).unwrap();
        assert_eq!(text.status(), Status::Code(status));
        assert!(text.html().contains("<strong>"));
        assert!(text.markdown().contains("**"));
        assert!(!text.text().contains("**"));
    }
}

#[test]
fn a_status_outside_the_list_has_no_text() {
    for status in [0, 100, 302, 600, u16::MAX] {
        assert_eq!(FatalError::status_text(status, Locale::En), None);
    }
}

#[test]
fn a_translation_that_lacks_a_status_has_its_own_class_instead() {
    let source = ParcelError::status_text(502, ParcelLocale::En).unwrap();
    assert_eq!(source.text(), "A 502 error says that a van broke down.");
    let translation = ParcelError::status_text(502, ParcelLocale::Fr).unwrap();
    assert_eq!(translation.status(), Status::Class(5));
    assert_eq!(
        translation.text(),
        "La classe 5XX indique que nous avons échoué. Voir l’état (https://parcel.example/fr/docs/status)."
    );
}

#[test]
fn a_page_without_the_list_has_no_text() {
    assert_eq!(ParcelError::status_text(502, ParcelLocale::ZhHans), None);
}

#[test]
fn generic_code_sees_the_same_texts() {
    assert_eq!(
        <FatalError as CatalogError>::status_text(503, Locale::De),
        FatalError::status_text(503, Locale::De)
    );
}
