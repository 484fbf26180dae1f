//! What the subcommands that show errors have in common: the pages, the locale, the format and the terminal.

use std::io::{self, IsTerminal};
use std::path::Path;

use terminal_size::{Height, Width, terminal_size_of};

use crate::described::{CatalogArgs, Unnamed};
use crate::failure::Failure;
use crate::locale::{self, LocaleParser};
use crate::opened::Opened;

/// How wide findings are drawn that no terminal shows.
pub(crate) const WIDTH: usize = 140;

/// Which pages are read, and how errors are shown.
#[derive(Debug, clap::Args)]
pub(crate) struct Output {
    #[command(flatten)]
    catalog: CatalogArgs,

    /// The locale of the texts, or one near it: `pt` finds `pt-BR`; `all` is every locale [default: your own, else
    /// the source]
    #[arg(long, value_name = "TAG", value_parser = LocaleParser, hide_possible_values = true)]
    locale: Option<String>,

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

/// Pages that can be shown, and the locales to show them in.
pub(crate) struct Shown {
    pub(crate) pages: Opened,
    /// The positions of the locales.
    pub(crate) locales: Vec<usize>,
    /// Whether several locales were asked for, so that each text has to say its own.
    pub(crate) tells_locale: bool,
}

impl Output {
    /// Reads the pages of a folder; where none is named, those that are described, else the bundled ones.
    ///
    /// # Errors
    ///
    /// Says what is wrong with the pages, as far as these locales are made of them.
    pub(crate) fn open(&self, folder: Option<&Path>) -> Result<Shown, Failure> {
        let pages = Opened::read(self.catalog.describe(folder, Unnamed::Bundled)?)?;
        let setup = &pages.setup;
        let locales = match &self.locale {
            Some(tag) => locale::asked_for(tag, &setup.locales)?,
            None => vec![locale::of_user(&setup.locales).unwrap_or(setup.source)],
        };
        pages.refuse_unbuildable(&locales)?;
        let tells_locale = self.locale.as_deref() == Some(locale::ALL);
        Ok(Shown { pages, locales, tells_locale })
    }
}

/// The width of the terminal that standard output is, if it is one.
pub(crate) fn terminal_width() -> Option<usize> {
    let stdout = io::stdout();
    stdout.is_terminal().then(|| width(terminal_size_of(stdout)))
}

/// The width of the terminal that standard error is, if it is one.
pub(crate) fn error_width() -> Option<usize> {
    let stderr = io::stderr();
    stderr.is_terminal().then(|| width(terminal_size_of(stderr)))
}

/// A terminal that doesn't know its size is taken for one of the usual size.
fn width(size: Option<(Width, Height)>) -> usize {
    size.map_or(80, |(Width(width), _)| usize::from(width))
}
