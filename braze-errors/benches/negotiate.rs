//! What it costs to negotiate an `Accept-Language` header, beside the library that does the matching.
//!
//! `limit` reads the same header and the same locales with the library alone; `limit_again` is the limit once more,
//! so that the two together show the noise.
//!
//! ```console
//! $ cargo bench -p braze-errors --features negotiate --bench negotiate
//! ```

use braze_errors::Locale;
use divan::{Bencher, black_box};
use fluent_langneg::{
    LanguageIdentifier, NegotiationStrategy, negotiate_languages, parse_accepted_languages,
};

fn main() {
    divan::main();
}

/// The library alone.
fn library(header: &str) -> Option<LanguageIdentifier> {
    let requested = parse_accepted_languages(header);
    let available: Vec<LanguageIdentifier> =
        Locale::ALL.iter().filter_map(|locale| locale.tag().parse().ok()).collect();
    let found = negotiate_languages(&requested, &available, available.first(), NegotiationStrategy::Lookup);
    found.first().map(|id| (*id).clone())
}

macro_rules! negotiate {
    ($group:ident, $header:expr) => {
        mod $group {
            use super::{Bencher, Locale, black_box, library};

            #[divan::bench]
            fn limit(bencher: Bencher<'_, '_>) {
                let header = $header;
                bencher.bench_local(|| library(black_box(header.as_ref())));
            }

            #[divan::bench]
            fn limit_again(bencher: Bencher<'_, '_>) {
                limit(bencher);
            }

            #[divan::bench]
            fn ours(bencher: Bencher<'_, '_>) {
                let header = $header;
                bencher.bench_local(|| Locale::negotiate(black_box(header.as_ref())));
            }
        }
    };
}

/// So long is a header of malice.
const LEN: usize = 8 << 10;

/// A header that repeats a range.
fn repeated(range: &str) -> String {
    range.repeat(LEN / range.len())
}

negotiate!(negotiate_ordinary, "fr-CH, fr;q=0.9, en;q=0.8, de;q=0.7, *;q=0.5");
negotiate!(negotiate_ordinary_no_match, "ja-JP,ja;q=0.9,ko;q=0.8");
negotiate!(negotiate_malice_unknown, super::repeated("xx-Latn-ZZ,"));
negotiate!(negotiate_malice_weights, super::repeated("xx;q=0.123,"));
negotiate!(negotiate_malice_refused, super::repeated("fr;q=0,"));
negotiate!(negotiate_malice_commas, super::repeated(","));
negotiate!(negotiate_malice_one_tag, super::repeated("x"));
negotiate!(negotiate_malice_parameters, format!("fr{}", super::repeated(";a=b")));
