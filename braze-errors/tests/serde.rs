//! Every type that serializes comes back as it was.
#![cfg(feature = "serde")]

mod parcel;

use braze_errors::{FatalError, Locale, Status};
use parcel::{ParcelError, ParcelLocale};
use serde::de::DeserializeOwned;
use serde::{Deserialize, Serialize};

#[track_caller]
fn round_trip<T: Serialize + DeserializeOwned + PartialEq + std::fmt::Debug>(value: &T, json: &str) {
    assert_eq!(serde_json::to_string(value).unwrap(), json);
    assert_eq!(serde_json::from_str::<T>(json).unwrap(), *value);
}

#[test]
fn a_locale_is_its_tag() {
    for locale in Locale::ALL {
        round_trip(locale, &format!("\"{}\"", locale.tag()));
    }
    round_trip(&ParcelLocale::ZhHans, "\"zh-Hans\"");
    let error = serde_json::from_str::<Locale>("\"zh\"").unwrap_err().to_string();
    assert!(error.starts_with("unknown locale: expected one of en, pt-BR"), "{error}");
}

#[test]
fn an_error_is_its_name() {
    for error in FatalError::ALL {
        round_trip(error, &format!("\"{}\"", error.name()));
    }
    round_trip(&ParcelError::TooHeavy, "\"TooHeavy\"");
    let error = serde_json::from_str::<FatalError>("400").unwrap_err().to_string();
    assert!(error.contains("expected the name of a variant"), "{error}");
}

#[test]
fn a_status_is_what_it_displays() {
    for (status, json) in [
        (Status::Any, "\"\""),
        (Status::Code(400), "\"400\""),
        (Status::Class(5), "\"5XX\""),
        (Status::Code(u16::MAX), "\"65535\""),
        (Status::Class(u8::MAX), "\"255XX\""),
    ] {
        round_trip(&status, json);
    }
    for text in [" ", "XX", "+400", "-1", "65536", "256XX", "5xx", "4 00"] {
        text.parse::<Status>().unwrap_err();
    }
}

mod derived {
    use super::{Deserialize, Serialize};

    braze_errors::error_catalog! {
        /// Serialize is derived.
        #[derive(Serialize, Deserialize)]
        #[serde(rename_all = "snake_case")]
        pub enum DerivedError;
        /// Only one of the two is derived.
        #[derive(Serialize)]
        pub enum DerivedLocale;

        pages = "tests/parcel/{locale}/errors.md",
        source = "en",
        locales = ["en" { docs = "https://parcel.example/docs" }],
    }
}

#[test]
fn what_a_catalog_derives_by_itself_stands() {
    round_trip(&derived::DerivedError::TooHeavy, "\"too_heavy\"");
    assert_eq!(serde_json::to_string(&derived::DerivedLocale::En).unwrap(), "\"En\"");
    assert_eq!(serde_json::from_str::<derived::DerivedLocale>("\"en\"").unwrap(), derived::DerivedLocale::En);
}
