//! Levels on the command line.

use std::ffi::OsStr;

use braze_errors_codegen::{Level, Levels, Rule};
use clap::builder::{PossibleValue, TypedValueParser};
use clap::error::ErrorKind;
use clap::{Arg, Command, Error};

/// The name that stands for every finding that would be a warning.
const WARNINGS: &str = "warnings";

/// What the command line says of levels.
#[derive(Debug, Default, clap::Args)]
pub(crate) struct LevelArgs {
    /// Make errors of what these rules find
    ///
    /// `warnings` stands for all that would be a warning.
    #[arg(long, value_name = "RULE", value_delimiter = ',', value_parser = DeniedParser, hide_possible_values = true)]
    deny: Vec<Denied>,

    /// Make warnings of what these rules find
    #[arg(long, value_name = "RULE", value_delimiter = ',', value_parser = RuleParser, hide_possible_values = true)]
    warn: Vec<Rule>,

    /// Leave out what these rules find
    #[arg(long, value_name = "RULE", value_delimiter = ',', value_parser = RuleParser, hide_possible_values = true)]
    allow: Vec<Rule>,

    /// The locales to report on [default: all]
    #[arg(long, value_name = "TAG", value_delimiter = ',')]
    pub(crate) locale: Vec<String>,
}

/// What the command line denies.
#[derive(Clone, Copy, Debug)]
enum Denied {
    Rule(Rule),
    Warnings,
}

impl LevelArgs {
    /// Adds these levels to those of the configuration file; what denies wins over what warns, and that over what allows.
    pub(crate) fn apply(&self, levels: &mut Levels) {
        let of = |rules: &[Rule], level: Level| rules.iter().map(|rule| (*rule, level)).collect::<Vec<_>>();
        for (rule, level) in of(&self.allow, Level::Allow).into_iter().chain(of(&self.warn, Level::Warn)) {
            levels.set(rule, None, level);
        }
        for denied in &self.deny {
            match denied {
                Denied::Rule(rule) => levels.set(*rule, None, Level::Deny),
                Denied::Warnings => levels.deny_warnings(),
            }
        }
    }
}

/// The names of all rules, in lines that fit a terminal where two spaces stand before the first one.
pub(crate) fn rules() -> String {
    let names: Vec<&str> = Rule::ALL.iter().map(|rule| rule.name()).collect();
    let options = textwrap::Options::new(80)
        .word_splitter(textwrap::WordSplitter::NoHyphenation)
        .initial_indent("  ")
        .subsequent_indent("  ");
    textwrap::fill(&names.join(", "), options).trim_start().to_owned()
}

/// Reads the name of a rule; for one that no rule has, says first which was probably meant.
#[derive(Clone, Copy, Debug)]
pub(crate) struct RuleParser;

impl TypedValueParser for RuleParser {
    type Value = Rule;

    fn parse_ref(&self, command: &Command, arg: Option<&Arg>, value: &OsStr) -> Result<Rule, Error> {
        let name = value.to_string_lossy();
        let option = arg.map(|arg| format!("`{arg}` ")).unwrap_or_default();
        name.parse::<Rule>().map_err(|error| {
            let message = format!("{error}\n\n{option}is for one of these:\n  {}", rules());
            Error::raw(ErrorKind::InvalidValue, message + "\n").with_cmd(command)
        })
    }

    fn possible_values(&self) -> Option<Box<dyn Iterator<Item = PossibleValue> + '_>> {
        Some(Box::new(Rule::ALL.iter().map(|rule| PossibleValue::new(rule.name()))))
    }
}

/// Reads the name of a rule, or `warnings`.
#[derive(Clone, Copy, Debug)]
struct DeniedParser;

impl TypedValueParser for DeniedParser {
    type Value = Denied;

    fn parse_ref(&self, command: &Command, arg: Option<&Arg>, value: &OsStr) -> Result<Denied, Error> {
        if value == WARNINGS {
            return Ok(Denied::Warnings);
        }
        RuleParser.parse_ref(command, arg, value).map(Denied::Rule)
    }

    fn possible_values(&self) -> Option<Box<dyn Iterator<Item = PossibleValue> + '_>> {
        let warnings = std::iter::once(PossibleValue::new(WARNINGS));
        Some(Box::new(RuleParser.possible_values()?.chain(warnings)))
    }
}
