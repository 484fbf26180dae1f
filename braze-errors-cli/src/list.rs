//! The subcommand `list`: every error, in the order of the source page.

use std::path::PathBuf;

use crate::failure::Failure;
use crate::output::{Format, Output, terminal_width};
use crate::record::{self, Record};
use crate::text::escape_controls;

/// List every error: its code, its variant's name and its text
///
/// Without a folder or a catalog these are the errors of the Braze REST API, from the pages that the command holds or, in
/// their place, those in the folder that the environment variable `BRAZE_ERRORS_DOCS` names.
///
/// On a terminal each error is a paragraph. Elsewhere each is a row of three columns between tabs, for grep,
/// cut and awk; further lines of a text stand in the third column, under two empty ones. With `--locale all` a column in
/// front says the locale.
#[derive(Debug, clap::Args)]
#[command(after_help = crate::example("braze-errors list --locale pt-BR"))]
pub(crate) struct Args {
    /// The folder of the pages, which holds a folder for each locale
    folder: Option<PathBuf>,

    #[command(flatten)]
    output: Output,
}

impl Args {
    pub(crate) fn run(&self) -> Result<String, Failure> {
        let shown = self.output.open(self.folder.as_deref())?;
        let records = record::all(&shown, &shown.pages.loaded.rows().collect::<Vec<_>>());
        Ok(match (self.output.format, terminal_width()) {
            (Format::Json, _) => record::json(&records),
            (Format::Human, width @ Some(_)) => record::paragraphs(&records, shown.tells_locale, width),
            (Format::Human, None) => records.iter().map(|record| row(record, shown.tells_locale)).collect(),
        })
    }
}

/// One error as lines of columns, of which only the last is filled in all of them.
fn row(record: &Record, tells_locale: bool) -> String {
    let locale = tells_locale.then_some(record.locale.as_str());
    let columns = locale.into_iter().chain([record.code.as_str(), &record.variant, &record.text]);
    let columns: Vec<String> = columns.map(escape_controls).collect();
    let next_line = format!("\n{}", "\t".repeat(columns.len() - 1));
    columns.join("\t").replace('\n', &next_line) + "\n"
}
