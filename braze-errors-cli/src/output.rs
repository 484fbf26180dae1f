//! What the subcommands that show errors have in common: the locale, the format and the terminal.

use std::io::{self, IsTerminal};

use braze_errors::{FatalError, Locale};
use terminal_size::{Width, terminal_size_of};

use crate::locale::{self, LocaleParser};
use crate::record::Record;

/// How errors are shown.
#[derive(Debug, clap::Args)]
pub(crate) struct Output {
    /// The locale of the texts, or one near it: `pt` finds `pt-BR` [default: your own, else `en`]
    #[arg(long, value_name = "TAG", value_parser = LocaleParser)]
    locale: Option<Locale>,

    /// The format of the output
    #[arg(long, value_enum, default_value_t = Format::Human)]
    pub(crate) format: Format,
}

/// A format of the output.
#[derive(Clone, Copy, Debug, clap::ValueEnum)]
pub(crate) enum Format {
    /// For people, and for tools that read lines
    Human,
    /// An array of objects
    Json,
}

impl Output {
    /// What is shown of these errors, in the locale that was asked for.
    pub(crate) fn records(&self, errors: &[FatalError]) -> Vec<Record> {
        let locale = self.locale.unwrap_or_else(locale::of_user);
        errors.iter().map(|error| Record::new(*error, locale)).collect()
    }
}

/// The width of the terminal that standard output is, if it is one.
pub(crate) fn terminal_width() -> Option<usize> {
    let stdout = io::stdout();
    // A terminal that doesn't know its size is taken for one of the usual size.
    stdout.is_terminal().then(|| terminal_size_of(stdout).map_or(80, |(Width(width), _)| usize::from(width)))
}
