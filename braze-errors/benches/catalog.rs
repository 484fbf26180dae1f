//! What the generated code costs at run time, each group beside its limit: the least that the same work can cost.
//!
//! `limit_again` is the limit once more, so that the two together show the noise.
//!
//! ```console
//! $ cargo bench -p braze-errors --bench catalog
//! ```

use std::fmt::{self, Display, Write};

use braze_errors::{FatalError, Locale, Status};
use divan::{Bencher, black_box};

fn main() {
    divan::main();
}

/// How many calls a sample makes, each with other arguments, so that no branch is learnt by heart.
const CALLS: usize = 8192;

/// Shuffles, the same way every time.
fn shuffled<T: Clone>(values: &[T]) -> Vec<T> {
    let mut state = 1_u64;
    let mut next = || {
        state = state.wrapping_mul(6_364_136_223_846_793_005).wrapping_add(1_442_695_040_888_963_407);
        usize::try_from(state >> 33).unwrap_or_default()
    };
    (0..CALLS).map(|_| values[next() % values.len()].clone()).collect()
}

const ERRORS: usize = FatalError::ALL.len();
const LOCALES: usize = Locale::ALL.len();

/// Every text by locale and error, as a static table written by hand holds it.
static TABLE: [[&str; ERRORS]; LOCALES] = {
    let mut table = [[""; ERRORS]; LOCALES];
    let mut locale = 0;
    while locale < LOCALES {
        let mut error = 0;
        while error < ERRORS {
            table[locale][error] = FatalError::ALL[error].text(Locale::ALL[locale]);
            error += 1;
        }
        locale += 1;
    }
    table
};

/// Every error in every locale.
fn pairs() -> Vec<(FatalError, Locale)> {
    let of = |error: &FatalError| Locale::ALL.iter().map(|locale| (*error, *locale)).collect::<Vec<_>>();
    shuffled(&FatalError::ALL.iter().flat_map(of).collect::<Vec<_>>())
}

/// Runs a function over all arguments.
fn over<T, R>(bencher: Bencher<'_, '_>, arguments: &[T], mut call: impl FnMut(&T) -> R) {
    bencher.counter(divan::counter::ItemsCount::new(arguments.len())).bench_local(|| {
        for argument in black_box(arguments) {
            black_box(call(argument));
        }
    });
}

mod text_22 {
    use super::{Bencher, TABLE, over, pairs};

    #[divan::bench]
    fn limit(bencher: Bencher<'_, '_>) {
        over(bencher, &pairs(), |(error, locale)| TABLE[*locale as usize][*error as usize]);
    }

    #[divan::bench]
    fn limit_again(bencher: Bencher<'_, '_>) {
        limit(bencher);
    }

    #[divan::bench]
    fn ours(bencher: Bencher<'_, '_>) {
        over(bencher, &pairs(), |(error, locale)| error.text(*locale));
    }
}

mod display_22 {
    use super::{Bencher, Display, TABLE, Write, black_box, fmt, over, pairs};

    struct Text(&'static str);

    impl Display for Text {
        fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
            f.write_str(self.0)
        }
    }

    /// Writes into a string that is used again.
    fn written(string: &mut String, value: impl Display) -> usize {
        string.clear();
        let _ = write!(string, "{value}");
        black_box(string.as_str()).len()
    }

    #[divan::bench]
    fn limit(bencher: Bencher<'_, '_>) {
        let mut string = String::new();
        over(bencher, &pairs(), |(error, locale)| {
            written(&mut string, Text(TABLE[*locale as usize][*error as usize]))
        });
    }

    #[divan::bench]
    fn limit_again(bencher: Bencher<'_, '_>) {
        limit(bencher);
    }

    #[divan::bench]
    fn ours(bencher: Bencher<'_, '_>) {
        let mut string = String::new();
        over(bencher, &pairs(), |(error, locale)| written(&mut string, error.in_locale(*locale)));
    }
}

/// A status and a message to look up, and the code to compare them with at the limit.
#[derive(Clone)]
struct Query {
    status: u16,
    message: String,
    candidate: (u16, &'static str),
}

/// A query for each code.
fn queries(make: impl Fn(u16, &str) -> (u16, String)) -> Vec<Query> {
    let query = |error: &FatalError| {
        let Status::Code(status) = error.status() else { return None };
        let (asked, message) = make(status, error.message());
        Some(Query { status: asked, message, candidate: (status, error.message()) })
    };
    shuffled(&FatalError::ALL.iter().filter_map(query).collect::<Vec<_>>())
}

/// The candidate is given: one comparison, in a function of its own as the look-up is.
#[inline(never)]
fn is_candidate(status: u16, message: &str, candidate: (u16, &str)) -> bool {
    status == candidate.0 && message == candidate.1
}

macro_rules! lookup {
    ($group:ident, $make:expr) => {
        mod $group {
            use super::{Bencher, FatalError, is_candidate, over, queries};

            #[divan::bench]
            fn limit(bencher: Bencher<'_, '_>) {
                over(bencher, &queries($make), |query| {
                    is_candidate(query.status, &query.message, query.candidate)
                });
            }

            #[divan::bench]
            fn limit_again(bencher: Bencher<'_, '_>) {
                limit(bencher);
            }

            #[divan::bench]
            fn ours(bencher: Bencher<'_, '_>) {
                over(bencher, &queries($make), |query| FatalError::lookup(query.status, &query.message));
            }
        }
    };
}

lookup!(lookup_hit_22, |status, message| (status, message.to_owned()));
lookup!(lookup_miss_status_22, |status, message| (status + 1000, message.to_owned()));
lookup!(lookup_miss_same_length_22, |status, message| (
    status,
    format!("{}~", &message[..message.len() - 1])
));
lookup!(lookup_miss_empty_22, |status, _| (status, String::new()));
lookup!(lookup_miss_long_22, |status, message| (status, message.repeat(100)));
