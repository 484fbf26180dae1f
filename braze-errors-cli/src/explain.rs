//! The subcommand `explain`: all that is documented of one error.

use std::path::PathBuf;

use braze_errors_codegen::{Catalog, Entry, Rule, Status, composed};

use crate::check::{RuleParser, rules};
use crate::failure::Failure;
use crate::output::{Format, Output, terminal_width};
use crate::record::{self, Record};
use crate::suggest::suggest;
use crate::text::escape_controls;

/// Explain an error, or all that a status can mean
///
/// A code that stands for several errors gives all of them.
///
/// Without a folder or a catalog the errors are those of the Braze REST API, as in `list`.
#[derive(Debug, clap::Args)]
#[command(after_help = crate::example(EXAMPLE), after_long_help = after_long_help())]
pub(crate) struct Args {
    /// A code (`400 No Recipients`), its message or its status alone, or a variant's name, in any case
    #[arg(required_unless_present = "rule", value_name = "ERROR")]
    words: Vec<String>,

    /// Explain a rule of `check` instead
    #[arg(long, conflicts_with_all = ["words", "folder", "catalog", "markdown", "source", "locale", "format"], value_parser = RuleParser, hide_possible_values = true)]
    rule: Option<Rule>,

    /// The folder of the pages, which holds a folder for each locale
    #[arg(long)]
    folder: Option<PathBuf>,

    #[command(flatten)]
    output: Output,
}

const EXAMPLE: &str = "braze-errors explain \"400 No Recipients\" --locale fr";

fn after_long_help() -> String {
    [crate::section("Rules", &rules()), crate::example(EXAMPLE)].join("\n\n")
}

impl Args {
    pub(crate) fn run(&self) -> Result<String, Failure> {
        if let Some(rule) = self.rule {
            return Ok(rule.page().to_owned());
        }
        let shown = self.output.open(self.folder.as_deref())?;
        let query = normalize(&self.words.join(" "));
        let rows: Vec<(&Catalog, &Entry)> = shown.pages.loaded.rows().collect();
        let found = find(&query, &rows);
        if found.is_empty() {
            return Err(not_found(&query, &rows));
        }
        let records = record::all(&shown, &found);
        Ok(match self.output.format {
            Format::Json => record::json(&records),
            Format::Human => {
                // Errors that are documented in one place say so once.
                let sections = records.chunk_by(|one, next| one.docs_url == next.docs_url);
                let section = |records| section(records, shown.tells_locale, terminal_width());
                sections.map(section).collect::<Vec<_>>().join("\n")
            }
        })
    }
}

/// Errors, and the one place where they are documented.
fn section(records: &[Record], tells_locale: bool, width: Option<usize>) -> String {
    let paragraphs = record::paragraphs(records, tells_locale, width);
    match records.first().and_then(|record| record.docs_url.as_ref()) {
        Some(url) => format!("{paragraphs}\nDocumentation: {}\n", escape_controls(url)),
        None => paragraphs,
    }
}

/// What was written, without what people copy along: backticks and white space.
fn normalize(written: &str) -> String {
    let words: Vec<&str> = written
        .split(|char: char| char.is_whitespace() || char == '`')
        .filter(|word| !word.is_empty())
        .collect();
    composed(&words.join(" ")).into_owned()
}

/// All that an error goes by.
fn names((catalog, entry): (&Catalog, &Entry)) -> [String; 3] {
    let code = catalog.code(entry);
    // Nobody asks for a row by the code that it doesn't have.
    let message = if code.message.is_empty() { entry.variant.clone() } else { code.message.clone() };
    [code.to_string(), message, entry.variant.clone()]
}

/// The errors that go by what was asked for, else those that a response with it can mean.
fn find<'p>(query: &str, rows: &[(&'p Catalog, &'p Entry)]) -> Vec<(&'p Catalog, &'p Entry)> {
    let wanted = query.to_lowercase();
    let is_named = |row| names(row).iter().any(|name| name.to_lowercase() == wanted);
    let named: Vec<_> = rows.iter().copied().filter(|row| is_named(*row)).collect();
    if !named.is_empty() {
        return named;
    }
    let (status, message) = query.split_once(' ').unwrap_or((query, ""));
    let Some(asked) = parse_status(status) else { return Vec::new() };
    let is_meant = |(catalog, entry): &(&Catalog, &Entry)| match (asked, catalog.code(entry).status) {
        // A class stands for its statuses with any message.
        (Status::Code(asked), Status::Class(own)) => asked / 100 == u16::from(own),
        _ if !message.is_empty() => false,
        (Status::Class(asked), Status::Code(own)) => own / 100 == u16::from(asked),
        (asked, own) => asked == own,
    };
    rows.iter().copied().filter(is_meant).collect()
}

/// Reads `400` or `5XX`.
fn parse_status(word: &str) -> Option<Status> {
    match word.as_bytes() {
        [digit @ b'1'..=b'9', b'x' | b'X', b'x' | b'X'] => Some(Status::Class(digit - b'0')),
        [b'1'..=b'9', b'0'..=b'9', b'0'..=b'9'] => word.parse().ok().map(Status::Code),
        _ => None,
    }
}

fn not_found(query: &str, rows: &[(&Catalog, &Entry)]) -> Failure {
    let names: Vec<[String; 3]> = rows.iter().copied().map(names).collect();
    let spellings =
        names.iter().flat_map(|names| names.iter().map(|name| (name.as_str(), names[0].as_str())));
    let suggestions: Vec<String> =
        suggest(query, spellings).into_iter().map(|code| format!("`{code}`")).collect();
    let help = match suggestions.as_slice() {
        [] => "`braze-errors list` shows every documented error".to_owned(),
        [one] => format!("did you mean {one}?"),
        [others @ .., last] => format!("did you mean {} or {last}?", others.join(", ")),
    };
    Failure::nothing_found(format!("`{query}` is no documented error"), help)
}
