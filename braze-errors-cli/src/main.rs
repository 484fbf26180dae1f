//! The command `braze-errors`: lists and explains the fatal errors of the Braze REST API, and checks the pages that
//! document them.
//!
//! Each subcommand is a module that turns its arguments into what is to be printed, or into a [`Failure`].

mod accept;
mod bundled;
mod call;
mod check;
mod completions;
mod configuration;
mod described;
mod dialect;
mod diff;
mod explain;
mod export;
mod failure;
mod git;
mod import;
mod init;
mod list;
mod locale;
mod lsp;
mod man;
mod opened;
mod output;
mod pages;
mod pseudo;
mod record;
mod suggest;
mod sync;
mod text;
mod write;

use std::io::{ErrorKind, Write};
use std::process::ExitCode;

use anstream::ColorChoice;
use clap::builder::Styles;
use clap::{CommandFactory, Parser, Subcommand};

use crate::failure::Failure;

/// Lists and explains the errors of the Braze REST API, and checks their pages
#[derive(Debug, Parser)]
#[command(name = "braze-errors", version, after_help = short_example(), after_long_help = after_long_help())]
struct Cli {
    /// When to colour what is printed
    #[arg(long, global = true, value_name = "WHEN", value_enum, default_value_t = Color::Auto, hide_short_help = true)]
    color: Color,

    #[command(subcommand)]
    command: Command,
}

/// When what is printed has colours.
#[derive(Clone, Copy, Debug, clap::ValueEnum)]
enum Color {
    /// On a terminal, unless the environment asks for none
    Auto,
    Always,
    Never,
}

#[derive(Debug, Subcommand)]
enum Command {
    List(list::Args),
    Explain(explain::Args),
    Init(init::Args),
    Check(check::Args),
    Accept(accept::Args),
    Pseudo(pseudo::Args),
    Diff(diff::Args),
    Export(export::Args),
    Import(import::Args),
    Sync(sync::Args),
    Lsp(lsp::Args),
    Completions(completions::Args),
    Man(man::Args),
}

fn main() -> ExitCode {
    let Cli { color, command } = Cli::parse();
    let color = match color {
        Color::Auto => ColorChoice::Auto,
        Color::Always => ColorChoice::Always,
        Color::Never => ColorChoice::Never,
    };
    color.write_global();
    let done = match command {
        Command::List(args) => args.run().and_then(|text| print(&text)),
        Command::Explain(args) => args.run().and_then(|text| print(&text)),
        Command::Init(args) => args.run(),
        Command::Check(args) => args.run(),
        Command::Accept(args) => args.run(),
        Command::Pseudo(args) => args.run(),
        Command::Diff(args) => args.run(),
        Command::Export(args) => args.run(),
        Command::Import(args) => args.run(),
        Command::Sync(args) => args.run(),
        Command::Lsp(lsp::Args {}) => lsp::run(),
        Command::Completions(args) => print(&args.run(Cli::command())),
        Command::Man(args) => args.run(Cli::command()),
    };
    done.unwrap_or_else(|failure| failure.report())
}

/// Prints a text, with its colours where standard output is to have them.
fn print(text: &str) -> Result<ExitCode, Failure> {
    let mut stdout = anstream::stdout().lock();
    match stdout.write_all(text.as_bytes()).and_then(|()| stdout.flush()) {
        Ok(()) => Ok(ExitCode::SUCCESS),
        // Whoever reads has seen enough, as `head` has.
        Err(error) if error.kind() == ErrorKind::BrokenPipe => Ok(ExitCode::SUCCESS),
        Err(error) => Err(Failure::trouble(format!("cannot write to standard output: {error}"))),
    }
}

const EXAMPLE: &str = "braze-errors explain \"400 No Recipients\"";

/// The end of the short help of the whole command, on one line: all of it fits a terminal of 24.
fn short_example() -> String {
    format!("{} {EXAMPLE}", heading("Example"))
}

/// The end of the long help of the whole command.
fn after_long_help() -> String {
    let codes = section(
        "Exit codes",
        "0  it is done\n  1  `check` denies something, or `explain` knows no such error\n  2  it could not be done",
    );
    [codes, example(EXAMPLE)].join("\n\n")
}

/// The end of a help text: a call that works.
fn example(call: &str) -> String {
    section("Example", call)
}

/// A section of a help text.
fn section(name: &str, text: &str) -> String {
    format!("{}\n  {text}", heading(name))
}

fn heading(name: &str) -> String {
    let styles = Styles::styled();
    let heading = styles.get_header();
    format!("{heading}{name}:{heading:#}")
}
