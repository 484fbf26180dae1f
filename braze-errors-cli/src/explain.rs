//! The subcommand `explain`: all that is documented of one error.

use braze_errors::{FatalError, Status};
use braze_errors_codegen::Rule;

use crate::check::rule;
use crate::failure::Failure;
use crate::output::{Format, Output, terminal_width};
use crate::record::{self, Record};
use crate::suggest::suggest;
use crate::text::escape_controls;

/// Explain an error, or all that a status can mean
///
/// A code that stands for several errors gives all of them.
#[derive(Debug, clap::Args)]
#[command(after_help = crate::example("braze-errors explain \"400 No Recipients\" --locale fr"))]
pub(crate) struct Args {
    /// A code (`400 No Recipients`), its message or its status alone, or a variant's name, in any case
    #[arg(required_unless_present = "rule", value_name = "ERROR")]
    words: Vec<String>,

    /// Explain a rule of `check` instead
    #[arg(long, conflicts_with_all = ["words", "locale", "format"], value_parser = rule())]
    rule: Option<Rule>,

    #[command(flatten)]
    output: Output,
}

impl Args {
    pub(crate) fn run(&self) -> Result<String, Failure> {
        if let Some(rule) = self.rule {
            return Ok(rule.page().to_owned());
        }
        let query = normalize(&self.words.join(" "));
        let errors = find(&query);
        if errors.is_empty() {
            return Err(not_found(&query));
        }
        let records = self.output.records(&errors);
        Ok(match self.output.format {
            Format::Json => record::json(&records),
            Format::Human => {
                // Errors that are documented in one place say so once.
                let sections = records.chunk_by(|one, next| one.docs_url == next.docs_url);
                sections.map(|records| section(records, terminal_width())).collect::<Vec<_>>().join("\n")
            }
        })
    }
}

/// Errors, and the one place where they are documented.
fn section(records: &[Record], width: Option<usize>) -> String {
    let paragraphs = record::paragraphs(records, width);
    match records.first().and_then(|record| record.docs_url) {
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
    words.join(" ")
}

/// The errors that go by what was asked for, else those that a response with it can mean.
fn find(query: &str) -> Vec<FatalError> {
    let named = matching(|error| {
        let names = [error.code(), error.message(), error.name()];
        names.iter().any(|name| name.to_lowercase() == query.to_lowercase())
    });
    if !named.is_empty() {
        return named;
    }
    let (status, message) = query.split_once(' ').unwrap_or((query, ""));
    match (parse_status(status), message) {
        (Some(Status::Code(code)), "") => matching(|error| error.status().matches(code)),
        (Some(Status::Code(code)), message) => FatalError::lookup(code, message).to_vec(),
        (Some(Status::Class(digit)), "") => matching(|error| match error.status() {
            Status::Code(code) => Status::Class(digit).matches(code),
            Status::Class(own) => own == digit,
        }),
        _ => Vec::new(),
    }
}

fn matching(is_meant: impl Fn(FatalError) -> bool) -> Vec<FatalError> {
    FatalError::ALL.iter().copied().filter(|error| is_meant(*error)).collect()
}

/// Reads `400` or `5XX`.
fn parse_status(word: &str) -> Option<Status> {
    match word.as_bytes() {
        [digit @ b'1'..=b'9', b'x' | b'X', b'x' | b'X'] => Some(Status::Class(digit - b'0')),
        [b'1'..=b'9', b'0'..=b'9', b'0'..=b'9'] => word.parse().ok().map(Status::Code),
        _ => None,
    }
}

fn not_found(query: &str) -> Failure {
    let spellings = FatalError::ALL.iter().flat_map(|error| {
        [error.code(), error.message(), error.name()].map(|spelling| (spelling, error.code()))
    });
    let suggestions: Vec<String> =
        suggest(query, spellings).into_iter().map(|code| format!("`{code}`")).collect();
    let help = match suggestions.as_slice() {
        [] => "`braze-errors list` shows every documented error".to_owned(),
        [one] => format!("did you mean {one}?"),
        [others @ .., last] => format!("did you mean {} or {last}?", others.join(", ")),
    };
    Failure::nothing_found(format!("`{query}` is no documented error"), help)
}
