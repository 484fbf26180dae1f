//! The command `braze-errors`: lists and explains the fatal errors of the Braze REST API, and checks the pages that
//! document them.
//!
//! Each subcommand is a module that turns its arguments into what is to be printed, or into a [`Failure`].

mod check;
mod explain;
mod failure;
mod list;
mod locale;
mod output;
mod record;
mod suggest;
mod text;

use std::io::{ErrorKind, Write};
use std::process::ExitCode;

use clap::builder::Styles;
use clap::{Parser, Subcommand};

use crate::failure::Failure;

/// Lists and explains the fatal errors of the Braze REST API, and checks the pages that document them
#[derive(Debug, Parser)]
#[command(name = "braze-errors", version, after_help = example("braze-errors explain \"400 No Recipients\""))]
struct Cli {
    #[command(subcommand)]
    command: Command,
}

#[derive(Debug, Subcommand)]
enum Command {
    List(list::Args),
    Explain(explain::Args),
    Check(check::Args),
}

fn main() -> ExitCode {
    let done = match Cli::parse().command {
        Command::List(args) => print(&args.run()),
        Command::Explain(args) => args.run().and_then(|text| print(&text)),
        Command::Check(args) => return args.run().unwrap_or_else(|failure| failure.report()),
    };
    match done {
        Ok(()) => ExitCode::SUCCESS,
        Err(failure) => failure.report(),
    }
}

/// Prints a text, with its colours where standard output is to have them.
fn print(text: &str) -> Result<(), Failure> {
    let mut stdout = anstream::stdout().lock();
    match stdout.write_all(text.as_bytes()).and_then(|()| stdout.flush()) {
        Ok(()) => Ok(()),
        // Whoever reads has seen enough, as `head` has.
        Err(error) if error.kind() == ErrorKind::BrokenPipe => Ok(()),
        Err(error) => Err(Failure::trouble(format!("cannot write to standard output: {error}"))),
    }
}

/// The end of a help text: a call that works.
fn example(call: &str) -> String {
    let styles = Styles::styled();
    let heading = styles.get_header();
    format!("{heading}Example:{heading:#}\n  {call}")
}
