//! What it costs to negotiate an `Accept-Language` header, beside touching each of its bytes, and beside other libraries.
//!
//! `limit` is FNV-1a, the plainest hash that takes one byte after the other; `limit_again` is the limit once more, so
//! that the two together show the noise. The peers know the same locales, and read them once.
//!
//! ```console
//! $ cargo bench -p braze-errors-benches --bench negotiate
//! ```

use std::sync::LazyLock;

use braze_errors::Locale;
use divan::{Bencher, black_box};
use fluent_langneg::{
    LanguageIdentifier, NegotiationStrategy, negotiate_languages, parse_accepted_languages,
};

fn main() {
    divan::main();
}

/// Touches each byte.
fn touch(header: &str) -> u32 {
    header.bytes().fold(0x811c_9dc5, |hash, byte| (hash ^ u32::from(byte)).wrapping_mul(0x0100_0193))
}

static IDS: LazyLock<Vec<LanguageIdentifier>> =
    LazyLock::new(|| Locale::ALL.iter().filter_map(|locale| locale.tag().parse().ok()).collect());

static TAGS: LazyLock<Vec<&str>> = LazyLock::new(|| Locale::ALL.iter().map(|locale| locale.tag()).collect());

fn by_fluent_langneg(header: &str) -> Option<&'static LanguageIdentifier> {
    let requested = parse_accepted_languages(header);
    let found = negotiate_languages(&requested, &IDS, IDS.first(), NegotiationStrategy::Lookup);
    found.first().copied()
}

fn by_accept_language(header: &str) -> Option<String> {
    accept_language::intersection(header, &TAGS).into_iter().next()
}

macro_rules! negotiate {
    ($group:ident, $header:expr) => {
        mod $group {
            use super::{Bencher, Locale, black_box};

            fn over<R>(bencher: Bencher<'_, '_>, call: impl Fn(&str) -> R) {
                let header = $header;
                bencher.bench_local(|| call(black_box(header.as_ref())));
            }

            #[divan::bench]
            fn limit(bencher: Bencher<'_, '_>) {
                over(bencher, super::touch);
            }

            #[divan::bench]
            fn limit_again(bencher: Bencher<'_, '_>) {
                over(bencher, super::touch);
            }

            #[divan::bench]
            fn ours(bencher: Bencher<'_, '_>) {
                over(bencher, Locale::negotiate);
            }

            #[divan::bench]
            fn fluent_langneg(bencher: Bencher<'_, '_>) {
                over(bencher, super::by_fluent_langneg);
            }

            #[divan::bench]
            fn accept_language(bencher: Bencher<'_, '_>) {
                over(bencher, super::by_accept_language);
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

/// One in which each range is more welcome than those before it.
fn ascending(range: &str) -> String {
    let ranges = (1..1000).map(|quality| format!("{range};q=0.{quality:03},"));
    ranges.take(LEN / (range.len() + 9)).collect::<Vec<String>>().concat()
}

negotiate!(negotiate_ordinary, "fr-CH, fr;q=0.9, en;q=0.8, de;q=0.7, *;q=0.5");
negotiate!(negotiate_ordinary_first, "de-DE,de;q=0.9,en-US;q=0.8,en;q=0.7");
negotiate!(negotiate_ordinary_no_match, "ja-JP,ja;q=0.9,ko;q=0.8");
negotiate!(negotiate_malice_unknown, super::repeated("xx-Latn-ZZ,"));
negotiate!(negotiate_malice_weights, super::repeated("xx;q=0.123,"));
negotiate!(negotiate_malice_refused, super::repeated("fr;q=0,"));
negotiate!(negotiate_malice_refused_and_not, super::repeated("fr;q=0,en-AU;q=0.1,"));
negotiate!(negotiate_malice_ascending, super::ascending("en-AU"));
negotiate!(negotiate_malice_commas, super::repeated(","));
negotiate!(negotiate_malice_one_tag, super::repeated("x"));
negotiate!(negotiate_malice_parameters, format!("fr{}", super::repeated(";a=b")));
