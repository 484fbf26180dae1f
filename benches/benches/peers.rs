//! Our text of an error in a locale chosen at run time beside that of others, at 22 rows in 5 locales.
//!
//! ```console
//! $ cargo bench -p braze-errors-benches --bench peers
//! ```
#![allow(
    missing_docs,
    clippy::pedantic,
    elided_lifetimes_in_paths,
    unreachable_pub,
    dead_code,
    reason = "what peers need is generated"
)]

use std::fmt::Write;
use std::str::FromStr;

use divan::{Bencher, black_box};
use fluent_bundle::{FluentBundle, FluentResource};
use strum::EnumMessage;

include!(concat!(env!("OUT_DIR"), "/peers.rs"));
include!(concat!(env!("OUT_DIR"), "/rosetta_output.rs"));

mod ours {
    include!(concat!(env!("OUT_DIR"), "/catalog-22.rs"));
}
use ours::{PageError, PageLocale};

fn main() {
    divan::main();
}

/// The same rows and locales, in the same order that nobody can foresee, for everyone.
fn over<R>(bencher: Bencher<'_, '_>, mut call: impl FnMut(usize, usize) -> R) {
    let (rows, locales) = (PageError::ALL.len(), PageLocale::ALL.len());
    let mut state = 1_u64;
    let mut next = |end: usize| {
        state = state.wrapping_mul(6_364_136_223_846_793_005).wrapping_add(1_442_695_040_888_963_407);
        (state >> 33) as usize % end
    };
    let pairs: Vec<(usize, usize)> = (0..1024).map(|_| (next(rows), next(locales))).collect();
    bencher.counter(divan::counter::ItemsCount::new(pairs.len())).bench_local(|| {
        for (row, locale) in black_box(&pairs) {
            black_box(call(*row, *locale));
        }
    });
}

fn table() -> Vec<Vec<&'static str>> {
    let of = |locale: &PageLocale| PageError::ALL.iter().map(|error| error.text(*locale)).collect();
    PageLocale::ALL.iter().map(of).collect()
}

/// A text in one of five locales, borrowed where the library lends it.
mod peer_text_22 {
    use super::*;

    #[divan::bench]
    fn limit(bencher: Bencher<'_, '_>) {
        let table = table();
        over(bencher, |row, locale| table[locale][row]);
    }

    #[divan::bench]
    fn limit_again(bencher: Bencher<'_, '_>) {
        limit(bencher);
    }

    #[divan::bench]
    fn ours(bencher: Bencher<'_, '_>) {
        over(bencher, |row, locale| PageError::ALL[row].text(PageLocale::ALL[locale]));
    }

    #[divan::bench]
    fn rust_i18n(bencher: Bencher<'_, '_>) {
        over(bencher, |row, locale| rust_i18n::t!(KEYS[row], locale = TAGS[locale]).len());
    }

    #[divan::bench]
    fn fluent_bundle(bencher: Bencher<'_, '_>) {
        let bundles: Vec<FluentBundle<FluentResource>> = FLUENT
            .iter()
            .map(|(tag, text)| {
                let mut bundle = FluentBundle::new(vec![tag.parse().expect("a locale")]);
                let resource = FluentResource::try_new((*text).to_owned()).expect("a resource");
                bundle.add_resource(resource).expect("no message twice");
                bundle
            })
            .collect();
        over(bencher, |row, locale| {
            let value = bundles[locale].get_message(KEYS[row]).and_then(|message| message.value());
            value.map(|value| bundles[locale].format_pattern(value, None, &mut Vec::new()).len())
        });
    }

    #[divan::bench]
    fn typed_i18n(bencher: Bencher<'_, '_>) {
        let languages = [Language::En, Language::Pt, Language::Fr, Language::De, Language::Es];
        over(bencher, |row, locale| typed_text(languages[locale], row));
    }

    #[divan::bench]
    fn rosetta_i18n(bencher: Bencher<'_, '_>) {
        let languages = [Lang::En, Lang::Pt, Lang::Fr, Lang::De, Lang::Es];
        over(bencher, |row, locale| rosetta_text(languages[locale], row));
    }

    /// One locale: it knows no others.
    #[divan::bench]
    fn strum_one_locale(bencher: Bencher<'_, '_>) {
        over(bencher, |row, _| STRUMS[row].get_message());
    }
}

/// A text written into a string that is used again.
mod peer_display_22 {
    use super::*;

    fn written(string: &mut String, value: impl std::fmt::Display) -> usize {
        string.clear();
        let _ = write!(string, "{value}");
        black_box(string.as_str()).len()
    }

    struct Text(&'static str);

    impl std::fmt::Display for Text {
        fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
            f.write_str(self.0)
        }
    }

    #[divan::bench]
    fn limit(bencher: Bencher<'_, '_>) {
        let (table, mut string) = (table(), String::new());
        over(bencher, |row, locale| written(&mut string, Text(table[locale][row])));
    }

    #[divan::bench]
    fn limit_again(bencher: Bencher<'_, '_>) {
        limit(bencher);
    }

    #[divan::bench]
    fn ours(bencher: Bencher<'_, '_>) {
        let mut string = String::new();
        over(bencher, |row, locale| {
            written(&mut string, PageError::ALL[row].in_locale(PageLocale::ALL[locale]))
        });
    }

    /// One locale: it knows no others.
    #[divan::bench]
    fn thiserror_one_locale(bencher: Bencher<'_, '_>) {
        let mut string = String::new();
        over(bencher, |row, _| written(&mut string, ERRORS[row]));
    }
}

/// From a code to an error.
mod peer_code_22 {
    use super::*;

    fn codes() -> Vec<String> {
        PageError::ALL.iter().map(|error| error.code().to_owned()).collect()
    }

    /// The candidate is given: one comparison, in a function of its own as the look-up is.
    #[inline(never)]
    fn is_candidate(code: &str, candidate: &str) -> bool {
        code == candidate
    }

    #[divan::bench]
    fn limit(bencher: Bencher<'_, '_>) {
        let codes = codes();
        over(bencher, |row, _| is_candidate(&codes[row], PageError::ALL[row].code()));
    }

    #[divan::bench]
    fn limit_again(bencher: Bencher<'_, '_>) {
        limit(bencher);
    }

    #[divan::bench]
    fn ours(bencher: Bencher<'_, '_>) {
        let messages: Vec<(u16, &str)> = PageError::ALL
            .iter()
            .map(|error| (error.code()[..3].parse().unwrap_or(500), error.message()))
            .collect();
        over(bencher, |row, _| PageError::lookup(messages[row].0, messages[row].1));
    }

    #[divan::bench]
    fn strum(bencher: Bencher<'_, '_>) {
        let codes = codes();
        over(bencher, |row, _| StrumCode::from_str(&codes[row]));
    }
}
