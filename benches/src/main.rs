//! Measures everything beside its limit, and prints one table.
//!
//! ```console
//! $ cargo run --release -p braze-errors-benches
//! $ cargo run --release -p braze-errors-benches -- lookup check
//! ```

use std::process::ExitCode;

use braze_errors_benches::harness::Harness;
use braze_errors_benches::table::{self, Figure};
use braze_errors_benches::{analyzer, check, compile, editor, full, instructions, shapes};
use clap::{Parser, ValueEnum};

/// Measure everything beside its limit, and print one table
#[derive(Debug, Parser)]
struct Args {
    /// What to measure alone [default: all of the table]
    lines: Vec<Line>,

    /// Write the baseline of the instructions anew
    #[arg(long)]
    renew: bool,
}

#[derive(Clone, Copy, Debug, PartialEq, Eq, ValueEnum)]
enum Line {
    /// An error's text in a locale
    Text,
    /// A text written into a string
    Display,
    /// From a response to an error, at 22, 1,000 and 10,000 codes
    Lookup,
    /// An Accept-Language header
    Negotiate,
    /// The bundled pages
    Reading,
    /// Other libraries at the same work
    Peers,
    /// Compiling one call of the macro
    Compile,
    /// The bytes of a program
    Size,
    /// Builds from nothing
    Full,
    /// The command `check` on the bundled pages
    Bundled,
    /// The command `check` on large pages
    Check,
    /// The language server, from a keystroke to the findings
    Editor,
    /// Instructions, compared with the baseline; no part of the table
    Instructions,
    /// The steps of reading pages that are written to be slow to read; no part of the table
    Shapes,
    /// rust-analyzer on a large catalog; no part of the table
    Analyzer,
}

/// The lines of the table.
const TABLE: [Line; 12] = [
    Line::Text,
    Line::Display,
    Line::Lookup,
    Line::Negotiate,
    Line::Reading,
    Line::Peers,
    Line::Compile,
    Line::Size,
    Line::Full,
    Line::Bundled,
    Line::Check,
    Line::Editor,
];

impl Line {
    fn measure(self) -> Result<(), String> {
        let print = |figure: Figure| println!("{figure}");
        match self {
            Self::Compile => compile::compile(print),
            Self::Size => compile::size(print),
            Self::Full => full::full(print),
            Self::Bundled => check::bundled(print),
            Self::Check => check::check(print),
            Self::Editor => editor::editor(print),
            _ => self.harnesses().iter().try_for_each(|harness| harness.run(print)),
        }
    }

    /// The benchmarks inside the crates that it is measured by.
    fn harnesses(self) -> Vec<Harness> {
        let harness = |package, bench, groups, limit, goal| Harness { package, bench, groups, limit, goal };
        let ours = |groups, limit, goal| harness("braze-errors", "catalog", groups, limit, goal);
        let here = |bench, groups, limit, goal| harness("braze-errors-benches", bench, groups, limit, goal);
        let comparison = "the candidate given, one comparison";
        match self {
            Self::Text => vec![ours("text_22", "reading a table of `&str`", 1.1)],
            Self::Display => vec![ours("display_22", "`Display` over `write_str` of that table", 1.1)],
            Self::Lookup => vec![
                ours("lookup", comparison, 2.0),
                here("lookup", "codes_22::", comparison, 2.0),
                here("lookup", "codes_1000::", comparison, 2.0),
                here("lookup", "codes_10000::", comparison, 2.4),
            ],
            Self::Negotiate => vec![
                here("negotiate", "negotiate_ordinary", "touching each byte", 4.0),
                here("negotiate", "negotiate_malice", "touching each byte", 40.0),
            ],
            Self::Reading => vec![harness(
                "braze-errors-codegen",
                "reading",
                "",
                "pulldown-cmark's bare events over the same text",
                2.5,
            )],
            Self::Peers => vec![
                here("peers", "peer_text", "reading a table of `&str`", 1.1),
                here("peers", "peer_display", "`Display` over `write_str` of that table", 1.1),
                here("peers", "peer_code", comparison, 2.0),
            ],
            _ => Vec::new(),
        }
    }
}

fn main() -> ExitCode {
    let Args { lines, renew } = Args::parse();
    let (aside, table): (Vec<Line>, Vec<Line>) =
        lines.iter().partition(|line| matches!(line, Line::Instructions | Line::Shapes | Line::Analyzer));
    let table = if lines.is_empty() { TABLE.to_vec() } else { table };
    if !table.is_empty() {
        table::head();
    }
    let mut code = ExitCode::SUCCESS;
    for line in table.into_iter().chain(aside) {
        let done = match line {
            Line::Instructions => instructions::instructions(renew),
            Line::Shapes => shapes::shapes(),
            Line::Analyzer => analyzer::analyzer(),
            line => line.measure(),
        };
        // What can't be measured leaves the rest of the table as it is.
        if let Err(error) = done {
            eprintln!("{error}");
            code = ExitCode::FAILURE;
        }
    }
    code
}
