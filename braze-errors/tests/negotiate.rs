//! From the languages that a reader prefers to a locale.

mod listed;
mod parcel;

use std::collections::BTreeSet;

use braze_errors::Locale;
use listed::{Locales, looks, nearest, negotiate};
use parcel::ParcelLocale;
use proptest::prelude::{Just, Strategy, any, prop, proptest};

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
    gives("es-419", Locale::Es);
    gives("pt-PT, fr;q=0.5", Locale::PtBr);
    gives("de-DE-u-co-phonebk", Locale::De);
    gives("en-GB", Locale::En);
    gives("fr-Latn-CA-x-quebec", Locale::Fr);
}

#[test]
fn the_source_stands_in_for_what_there_is_not() {
    gives("zh", Locale::SOURCE);
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
    gives("zh, *;q=0.5, de;q=0.1", Locale::SOURCE);
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
    let many = "zh,".repeat(64);
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
        ("und-TW", ParcelLocale::ZhHant),
        ("und-Hans", ParcelLocale::ZhHans),
        ("zh-Latn", ParcelLocale::ZhHans),
    ] {
        assert_eq!(ParcelLocale::negotiate(header), locale, "{header}");
    }
}

/// Whatever the order that the locales are listed in.
#[track_caller]
fn is_nearest(list: &[&'static str], tag: &str, expected: Option<&str>) {
    for list in [list.to_vec(), list.iter().rev().copied().collect()] {
        assert_eq!(nearest(&list, tag), expected, "{tag} among {list:?}");
    }
}

#[test]
fn the_nearest_locale_wins() {
    for (list, cases) in [
        (
            &["en", "zh", "zh-Hant"][..],
            &[
                ("zh-Hant-TW", "zh-Hant"),
                ("zh-TW", "zh-Hant"),
                ("zh-CN", "zh"),
                ("zh-Hans-TW", "zh"),
                ("zh", "zh"),
            ][..],
        ),
        (
            &["en", "sr", "sr-Latn"],
            &[("sr-Latn-RS", "sr-Latn"), ("sr-ME", "sr-Latn"), ("sr-RS", "sr"), ("sr_RS@latin", "sr-Latn")],
        ),
        (
            &["es", "es-419", "es-AR"],
            &[
                ("es-MX", "es-419"),
                ("es-AR", "es-AR"),
                ("es-ES", "es"),
                ("es-GQ", "es"),
                ("es-419", "es-419"),
            ],
        ),
        (
            &["es-AR", "es-ES"],
            &[("es-MX", "es-AR"), ("es", "es-ES"), ("es-419", "es-AR"), ("es-PH", "es-ES")],
        ),
        (
            &["pt-BR", "pt-PT"],
            &[
                ("pt-AO", "pt-PT"),
                ("pt", "pt-BR"),
                ("pt-MO", "pt-PT"),
                ("pt-US", "pt-BR"),
                ("pt_PT", "pt-PT"),
            ],
        ),
        (
            &["en-US", "en-GB", "en-001"],
            &[
                ("en-AU", "en-001"),
                ("en-AT", "en-001"),
                ("en", "en-US"),
                ("en-GB", "en-GB"),
                ("en-CA", "en-US"),
            ],
        ),
        (
            &["en-GB", "en-US"],
            &[("en-AU", "en-GB"), ("en-150", "en-GB"), ("en-PR", "en-US"), ("en-Latn", "en-US")],
        ),
        (
            &["zh-Hans", "zh-Hant-HK", "zh-TW"],
            &[("zh-MO", "zh-Hant-HK"), ("zh-Hant", "zh-TW"), ("zh-SG", "zh-Hans")],
        ),
        (&["de", "de-1996", "de-CH"], &[("de-1996", "de-1996"), ("de-AT", "de"), ("de-AT-1996", "de-1996")]),
        (
            &["ca", "ca-valencia"],
            &[("ca_ES@valencia", "ca-valencia"), ("ca-ES-VALENCIA", "ca-valencia"), ("ca_ES", "ca")],
        ),
        (&["en", "no"], &[("nb-NO", "no"), ("nn", "no"), ("no-NO", "no")]),
        (&["en", "nb"], &[("no", "nb"), ("nb_NO.UTF-8", "nb"), ("nn", "nb")]),
        (&["az-Cyrl", "az-Latn"], &[("az", "az-Latn"), ("az-RU", "az-Cyrl"), ("az_AZ@cyrillic", "az-Cyrl")]),
        // A language in a script that was not asked for is better than none.
        (&["en", "sr"], &[("sr-Latn", "sr")]),
        (&["fr", "uz-Arab", "uz-Cyrl-UZ"], &[("uz-Arab-AF", "uz-Arab"), ("uz", "uz-Arab")]),
    ] {
        for (tag, nearest) in cases {
            is_nearest(list, tag, Some(nearest));
        }
    }
    for tag in ["ja", "und", "*", "", "C", "POSIX", "C.UTF-8", "x-pig", "english", "en US"] {
        is_nearest(&["en", "zh", "zh-Hant"], tag, None);
    }
}

#[test]
fn of_locales_as_near_the_first_wins() {
    for list in [["fr", "de-AT", "de-CH"], ["fr", "de-CH", "de-AT"]] {
        assert_eq!(nearest(&list.to_vec(), "de-LI"), Some(list[1]));
    }
}

#[test]
fn a_tag_of_a_system_is_as_good_as_another() {
    for (tag, locale) in [
        ("fr-FR", Locale::Fr),
        ("fr_FR.UTF-8", Locale::Fr),
        ("pt_PT", Locale::PtBr),
        ("de_DE@euro", Locale::De),
        ("de_AT.ISO-8859-15@euro", Locale::De),
        ("C", Locale::SOURCE),
        ("POSIX", Locale::SOURCE),
        ("C.UTF-8", Locale::SOURCE),
        ("zh_CN.GB18030", Locale::SOURCE),
        ("en_XA", Locale::EnXa),
    ] {
        assert_eq!(Locale::best_for(tag), locale, "{tag}");
    }
    assert_eq!(Locale::nearest("zh_CN.GB18030"), None);
    assert!("fr-FR".parse::<Locale>().is_err(), "`FromStr` is exact");
}

#[test]
fn another_range_is_better_than_another_script() {
    for (header, tag) in [
        ("zh-Hant-TW, en;q=0.1", "en"),
        ("zh-Hant-TW, zh;q=0.5, en;q=0.1", "zh"),
        ("zh-Hant-TW, ja", "zh"),
        ("zh-Hant-TW, *;q=0.1", "fr"),
        ("ja, zh-Hant-TW;q=0.1, zh-Hant;q=0.5", "zh"),
    ] {
        assert_eq!(negotiate(&vec!["fr", "en", "zh"], header), tag, "{header}");
    }
}

#[test]
fn the_work_is_bounded_by_the_locales_alone() {
    let locales: Locales = vec!["en", "en-GB", "fr", "pt-BR", "sr-Latn", "zh-Hant", "es-419", "de"];
    // A quality for each, and whatever makes a look at all locales again.
    let ascending = |tag: &str| {
        let ranges: Vec<String> = (0..2000).map(|at| format!("{tag};q=0.{:03}", at % 1000)).collect();
        ranges.join(",")
    };
    for header in [
        ascending("en-AU"),
        ascending("*"),
        ascending("sr"),
        "en;q=0,".repeat(100_000),
        "en-GB;q=0,*,".repeat(10_000),
        ",".repeat(1_000_000),
        "x".repeat(1_000_000),
        "*,".repeat(1_000_000),
        format!("en{}", ";q=0".repeat(100_000)),
        format!("en{}", "-abcde".repeat(600)),
    ] {
        let (short, long) = (looks(&locales, &header[..header.len().min(4096)]), looks(&locales, &header));
        let limit = 5 * 64 * locales.len();
        assert!(long <= limit, "{long} looks; expected {limit} or less: {header:.40}");
        assert!(long <= short + limit / 8, "{long} looks, {short} for the beginning alone: {header:.40}");
    }
}

const TAGS: [&str; 16] = [
    "en",
    "en-GB",
    "en-001",
    "fr",
    "fr-CA",
    "pt-BR",
    "pt-PT",
    "sr",
    "sr-Latn",
    "zh-Hans",
    "zh-Hant",
    "zh-Hant-HK",
    "es",
    "es-419",
    "de",
    "ja",
];

fn lists() -> impl Strategy<Value = Locales> {
    prop::sample::subsequence(&TAGS[..], 1..=TAGS.len()).prop_shuffle()
}

/// Some of a list, each with a quality of its own.
fn ranges() -> impl Strategy<Value = (Locales, Vec<(&'static str, u16)>)> {
    let qualities = prop::sample::subsequence((1..=1000).collect::<Vec<u16>>(), TAGS.len()).prop_shuffle();
    (lists(), qualities).prop_flat_map(|(list, qualities)| {
        let some = prop::sample::subsequence(list.clone(), 1..=list.len()).prop_shuffle();
        let ranges = some.prop_map(move |some| some.into_iter().zip(qualities.clone()).collect());
        (Just(list), ranges)
    })
}

fn header(ranges: &[(&str, u16)]) -> String {
    let range = |(tag, quality): &(&str, u16)| match quality {
        1000 => (*tag).to_owned(),
        quality => format!("{tag};q=0.{quality:03}"),
    };
    ranges.iter().map(range).collect::<Vec<_>>().join(", ")
}

proptest! {
    #[test]
    fn any_header_gives_a_locale_that_it_may(header in any::<String>()) {
        let locale = Locale::negotiate(&header);
        assert!(!locale.is_pseudo() || header.to_ascii_lowercase().contains("en"));
        let _ = (Locale::best_for(&header), Locale::nearest(&header));
    }

    #[test]
    fn any_list_of_ranges_gives_a_locale_that_it_may(
        header in "((en|de|fr|pt|ja|zh|und|[a-z]{1,9}|\\*)(-[A-Za-z0-9]{1,9}){0,3} ?(;q=[01]?(\\.[0-9]{0,4})?)?, ?){0,8}"
    ) {
        let locale = Locale::negotiate(&header);
        assert!(!locale.is_pseudo() || header.to_ascii_lowercase().contains("en-xa"));
    }

    #[test]
    fn the_name_of_a_locale_finds_it(list in lists(), at in any::<prop::sample::Index>()) {
        let tag = *at.get(&list);
        for spelling in [tag.to_owned(), tag.to_uppercase(), tag.replace('-', "_"), format!("{tag}.UTF-8"), format!("{tag}-u-nu-latn")] {
            assert_eq!(nearest(&list, &spelling), Some(tag), "{spelling} among {list:?}");
        }
    }

    #[test]
    fn a_longer_list_has_nothing_farther(list in lists(), more in lists(), tag in prop::sample::select(&TAGS[..])) {
        let longer: Locales = list.iter().chain(&more).copied().collect::<BTreeSet<_>>().into_iter().collect();
        match (nearest(&list, tag), nearest(&longer, tag)) {
            (Some(short), Some(long)) => assert_eq!(nearest(&vec![long, short], tag), Some(long), "{tag}: {list:?}"),
            (short, _) => assert_eq!(short, None, "{tag}: {list:?}, {more:?}"),
        }
    }

    #[test]
    fn the_highest_quality_wins((list, ranges) in ranges()) {
        let best = ranges.iter().max_by_key(|(_, quality)| *quality).map(|(tag, _)| *tag);
        let header = header(&ranges);
        assert_eq!(Some(negotiate(&list, &header)), best, "{header} among {list:?}");
    }

    #[test]
    fn what_is_refused_is_not_given((list, ranges) in ranges(), others in 0..4_usize) {
        let refused: Vec<&str> = ranges.iter().map(|(tag, _)| *tag).take(ranges.len() - others.min(ranges.len())).collect();
        let none = format!("{};q=0", refused.join(";q=0, "));
        for header in [format!("{}, {none}", header(&ranges)), format!("{}, {none}, *", header(&ranges)), format!("{none}, *;q=0.5")] {
            let found = negotiate(&list, &header);
            assert!(!refused.contains(&found) || found == list[0], "{header} among {list:?}");
        }
    }

    #[test]
    fn the_wildcard_is_the_first_that_is_not_named((list, ranges) in ranges()) {
        let is_named = |tag: &str| ranges.iter().any(|(range, _)| tag == *range || tag.starts_with(&format!("{range}-")));
        let Some(first) = list.iter().find(|tag| !is_named(tag)) else { return Ok(()) };
        let header = format!("*, {}", header(&ranges).replace(", ", ";a=b, "));
        assert_eq!(negotiate(&list, &header), *first, "{header} among {list:?}");
    }

    #[test]
    fn malformed_ranges_change_nothing(
        (list, ranges) in ranges(),
        malformed in prop::collection::vec("( |f|en-|[0-9]{2}|en;q=2|fr;q=|de;q=0\\.1234|\\*-CH|é|-|en--GB|zh-Hant-Hant|[a-z]{9}|;q=1)", 1..8),
    ) {
        let good = header(&ranges);
        let mut parts: Vec<String> = good.split(", ").map(str::to_owned).collect();
        for (at, bad) in malformed.into_iter().enumerate() {
            parts.insert((at * 7 % (parts.len() + 1)).min(parts.len()), bad);
        }
        let bad = parts.join(", ");
        assert_eq!(negotiate(&list, &bad), negotiate(&list, &good), "{bad} among {list:?}");
    }
}
