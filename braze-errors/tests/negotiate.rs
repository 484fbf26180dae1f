//! From an `Accept-Language` header to a locale.

mod parcel;

use braze_errors::{CatalogLocale, Locale};
use parcel::ParcelLocale;
use proptest::prelude::{any, proptest};

#[track_caller]
fn gives(header: &str, locale: Locale) {
    assert_eq!(Locale::negotiate(header), locale, "{header}");
}

#[test]
fn the_most_welcome_language_wins() {
    gives("fr-CH, fr;q=0.9, en;q=0.8, de;q=0.7, *;q=0.5", Locale::Fr);
    gives("en;q=0.2, de;q=0.9", Locale::De);
    gives("de;q=0.5,fr;q=0.50", Locale::De);
    gives(" de ; q=0.1 ,\tfr ; Q=0.2 ", Locale::Fr);
}

#[test]
fn a_language_that_is_refused_is_not_given() {
    gives("fr;q=0, de;q=0.5", Locale::De);
    gives("fr;q=0.0, fr-CH;q=1, de;q=0.5", Locale::De);
    gives("en;q=0, *;q=0.1", Locale::PtBr);
    gives("fr-CH;q=0, fr;q=0.5", Locale::Fr);
    gives("*;q=0, de-AT;q=0.1", Locale::De);
    gives("en;q=0", Locale::SOURCE);
}

#[test]
fn a_locale_of_the_language_is_found() {
    gives("DE-at", Locale::De);
    gives("pt", Locale::PtBr);
    gives("pt-PT, fr;q=0.5", Locale::PtBr);
    gives("de-DE-u-co-phonebk", Locale::De);
    gives("en-GB", Locale::En);
    gives("fr-Latn-CA-x-quebec", Locale::Fr);
}

#[test]
fn the_source_stands_in_for_what_there_is_not() {
    gives("ja", Locale::SOURCE);
    gives("", Locale::SOURCE);
    gives("*", Locale::SOURCE);
    gives(&",".repeat(8192), Locale::SOURCE);
    gives(&"x".repeat(8192), Locale::SOURCE);
    gives(&"de-".repeat(2731), Locale::SOURCE);
}

#[test]
fn the_wildcard_is_every_language_that_is_not_named() {
    gives("*, fr;q=0.5", Locale::SOURCE);
    gives("en;q=0.1, *", Locale::PtBr);
    gives("ja, *;q=0.5, de;q=0.1", Locale::SOURCE);
}

#[test]
fn a_pseudo_locale_is_given_to_those_who_name_it() {
    gives("en-XA", Locale::EnXa);
    gives("en-xa;q=0.5, de;q=0.4", Locale::EnXa);
    gives("en-XA-u-nu-latn", Locale::EnXa);
    for header in ["en", "en-US", "en;q=0, *", "en-Latn", "*", "und", "en;q=0, en-US"] {
        assert!(!Locale::negotiate(header).is_pseudo(), "{header}");
    }
}

#[test]
fn what_is_malformed_counts_as_not_sent() {
    gives("de;q=2, fr;q=0.1", Locale::Fr);
    gives("de;q=, fr;q=0.1", Locale::Fr);
    gives("d_e!, *-CH, ;q=1, , é, fr;q=0.1", Locale::Fr);
    gives("de;q=0.5;q=x, fr;q=0.1", Locale::De);
}

#[test]
fn what_is_beyond_the_bounds_is_not_read() {
    let many = "ja,".repeat(64);
    gives(&format!("{many}fr"), Locale::SOURCE);
    gives(&format!("{},fr", &many[3..many.len() - 1]), Locale::Fr);
    gives(&format!("fr;q=0.1,{},de", "é".repeat(4096)), Locale::Fr);
}

#[test]
fn likely_subtags_tell_scripts_apart() {
    for (header, locale) in [
        ("zh", ParcelLocale::ZhHans),
        ("zh-TW", ParcelLocale::ZhHant),
        ("zh-HK", ParcelLocale::ZhHant),
        ("zh-SG", ParcelLocale::ZhHans),
    ] {
        assert_eq!(ParcelLocale::negotiate(header), locale, "{header}");
    }
}

proptest! {
    #[test]
    fn any_header_gives_a_locale_that_it_may(header in any::<String>()) {
        let locale = Locale::negotiate(&header);
        assert!(!locale.is_pseudo() || header.to_ascii_lowercase().contains("en"));
    }

    #[test]
    fn any_list_of_ranges_gives_a_locale_that_it_may(
        header in "((en|de|fr|pt|ja|zh|und|[a-z]{1,9}|\\*)(-[A-Za-z0-9]{1,9}){0,3} ?(;q=[01]?(\\.[0-9]{0,4})?)?, ?){0,8}"
    ) {
        let locale = Locale::negotiate(&header);
        assert!(!locale.is_pseudo() || header.to_ascii_lowercase().contains("en-xa"));
    }
}
