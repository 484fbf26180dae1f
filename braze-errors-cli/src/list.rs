//! The subcommand `list`: every error, in the order of the source page.

use braze_errors::FatalError;

use crate::output::{Format, Output, terminal_width};
use crate::record::{self, Record};
use crate::text::escape_controls;

/// List every error: its code, its variant's name and its text
///
/// On a terminal each error is a paragraph. Elsewhere each is a row of three columns between tabs, for grep,
/// cut and awk; further lines of a text stand in the third column, under two empty ones.
#[derive(Debug, clap::Args)]
#[command(after_help = crate::example("braze-errors list --locale pt-BR"))]
pub(crate) struct Args {
    #[command(flatten)]
    output: Output,
}

impl Args {
    pub(crate) fn run(&self) -> String {
        let records = self.output.records(FatalError::ALL);
        match (self.output.format, terminal_width()) {
            (Format::Json, _) => record::json(&records),
            (Format::Human, width @ Some(_)) => record::paragraphs(&records, width),
            (Format::Human, None) => records.iter().map(row).collect(),
        }
    }
}

/// One error as lines of three columns, of which only the first has a code.
fn row(record: &Record) -> String {
    let columns = [record.code, record.name, record.text].map(escape_controls).join("\t");
    columns.replace('\n', "\n\t\t") + "\n"
}
