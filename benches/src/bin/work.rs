//! Does one thing again and again, for a profiler to count its instructions.

use std::hint::black_box;
use std::path::Path;
use std::rc::Rc;

use braze_errors::{FatalError, Locale, Status};
use braze_errors_benches::instructions::Work;
use braze_errors_codegen::{Dialect, Page, Source};
use clap::Parser;

/// Do one thing again and again
#[derive(Debug, Parser)]
struct Args {
    /// What to do
    work: Work,

    /// How often
    times: usize,
}

fn main() {
    let Args { work, times } = Args::parse();
    match work {
        Work::Text => {
            repeat(times, || {
                for locale in Locale::ALL {
                    for error in FatalError::ALL {
                        black_box(black_box(*error).text(*locale));
                    }
                }
            });
        }
        Work::LookupHit => lookup(times, FatalError::lookup, str::to_owned),
        // Where there is no such code, the full look-up goes on to what is like it.
        Work::LookupMiss => lookup(times, FatalError::lookup_exact, |message| format!("{}~", &message[1..])),
        Work::Reading => {
            let sources: Vec<Rc<Source>> = Locale::ALL.iter().map(|locale| source(locale.tag())).collect();
            repeat(times, || {
                for source in &sources {
                    black_box(Page::read(source, Dialect::Kramdown));
                }
            });
        }
    }
}

fn repeat(times: usize, mut work: impl FnMut()) {
    for _ in 0..times {
        work();
    }
}

/// Looks every code up, with this message.
fn lookup(times: usize, find: impl Fn(u16, &str) -> &'static [FatalError], message: impl Fn(&str) -> String) {
    let queries: Vec<(u16, String)> = FatalError::ALL
        .iter()
        .filter_map(|error| match error.status() {
            Status::Code(status) => Some((status, message(error.message()))),
            Status::Any | Status::Class(_) => None,
        })
        .collect();
    repeat(times, || {
        for (status, message) in &queries {
            black_box(find(black_box(*status), black_box(message)));
        }
    });
}

/// The bundled page in a locale.
fn source(tag: &str) -> Rc<Source> {
    let path = Path::new(env!("CARGO_MANIFEST_DIR")).join("../docs").join(tag).join("errors.md");
    Source::read(&path, tag).unwrap_or_else(|_| Source::new(tag, ""))
}
