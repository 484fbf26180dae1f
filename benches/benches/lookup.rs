//! Look-ups at 22, 1,000 and 10,000 codes beside their limit, one comparison of strings, and beside their peers.
//!
//! ```console
//! $ cargo bench -p braze-errors-benches --bench lookup
//! ```
#![allow(missing_docs, clippy::pedantic, reason = "the catalogs and their peers are generated")]

use std::collections::HashMap;

use braze_errors::Status;
use divan::{Bencher, black_box};

fn main() {
    divan::main();
}

/// How many calls a sample makes, each with other arguments, so that no branch is learnt by heart.
const CALLS: usize = 8192;

/// A status and a message to look up, and the code to compare them with at the limit.
struct Query {
    status: u16,
    message: String,
    /// Status and message in one string, which is what a map of strings is asked for.
    code: String,
    candidate: (u16, &'static str),
}

/// The candidate is given: one comparison, in a function of its own as the look-up is.
#[inline(never)]
fn is_candidate(status: u16, message: &str, candidate: (u16, &str)) -> bool {
    status == candidate.0 && message == candidate.1
}

fn over<R>(bencher: Bencher<'_, '_>, queries: &[Query], mut call: impl FnMut(&Query) -> R) {
    bencher.counter(divan::counter::ItemsCount::new(queries.len())).bench_local(|| {
        for query in black_box(queries) {
            black_box(call(query));
        }
    });
}

macro_rules! lookups {
    ($name:ident, $catalog:literal, $lookups:literal, $($group:ident($miss:literal)),*) => {
        mod $name {
            use super::*;

            include!(concat!(env!("OUT_DIR"), $catalog));
            include!(concat!(env!("OUT_DIR"), $lookups));

            /// A query for each code, or for one as long that isn't there, in an order that is the same every time.
            fn queries(is_miss: bool) -> Vec<Query> {
                let codes: Vec<(u16, &'static str)> = PageError::ALL
                    .iter()
                    .filter_map(|error| match error.status() {
                        Status::Code(status) => Some((status, error.message())),
                        Status::Any | Status::Class(_) => None,
                    })
                    .collect();
                let mut state = 1_u64;
                let mut next = || {
                    state = state.wrapping_mul(6_364_136_223_846_793_005).wrapping_add(1_442_695_040_888_963_407);
                    (state >> 33) as usize
                };
                (0..CALLS)
                    .map(|_| {
                        let candidate = codes[next() % codes.len()];
                        let (status, message) = candidate;
                        let end = if is_miss { "~" } else { &message[message.len() - 1..] };
                        let message = format!("{}{end}", &message[..message.len() - 1]);
                        Query { status, code: format!("{status} {message}"), message, candidate }
                    })
                    .collect()
            }

            $(mod $group {
                use super::*;

                #[divan::bench]
                fn limit(bencher: Bencher<'_, '_>) {
                    over(bencher, &queries($miss), |query| {
                        is_candidate(query.status, &query.message, query.candidate)
                    });
                }

                #[divan::bench]
                fn limit_again(bencher: Bencher<'_, '_>) {
                    limit(bencher);
                }

                #[divan::bench]
                fn ours(bencher: Bencher<'_, '_>) {
                    over(bencher, &queries($miss), |query| {
                        // Where there is no such code, the full look-up goes on to what is like it.
                        if $miss {
                            PageError::lookup_exact(query.status, &query.message)
                        } else {
                            PageError::lookup(query.status, &query.message)
                        }
                    });
                }

                #[divan::bench]
                fn phf(bencher: Bencher<'_, '_>) {
                    over(bencher, &queries($miss), |query| PHF.get(query.code.as_str()).copied());
                }

                #[divan::bench]
                fn hash_map(bencher: Bencher<'_, '_>) {
                    let map: HashMap<&str, usize, foldhash::fast::FixedState> =
                        PHF.entries().map(|(code, row)| (*code, *row)).collect();
                    over(bencher, &queries($miss), |query| map.get(query.code.as_str()).copied());
                }

                #[divan::bench]
                fn plain_match(bencher: Bencher<'_, '_>) {
                    over(bencher, &queries($miss), |query| by_match(query.status, &query.message));
                }
            })*
        }
    };
}

lookups!(codes_22, "/catalog-22.rs", "/lookups-22.rs", lookup_hit_22(false), lookup_miss_22(true));
lookups!(codes_1000, "/catalog-1000.rs", "/lookups-1000.rs", lookup_hit_1000(false), lookup_miss_1000(true));
lookups!(
    codes_10000,
    "/catalog-10000.rs",
    "/lookups-10000.rs",
    lookup_hit_10000(false),
    lookup_miss_10000(true)
);
