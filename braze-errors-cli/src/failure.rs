//! Why a subcommand has nothing to print.

use std::fmt::Write as _;
use std::io::{self, Write as _};
use std::path::Path;
use std::process::ExitCode;

use anstyle::AnsiColor;

use crate::output::error_width;
use crate::text::{escape_line, wrap};

/// What went wrong, and what would mend it.
#[derive(Debug)]
pub(crate) struct Failure {
    code: u8,
    /// At least one.
    messages: Vec<String>,
    help: Option<String>,
}

impl Failure {
    /// Nothing was found of what was asked for.
    pub(crate) fn nothing_found(message: String, help: String) -> Self {
        Self { code: 1, messages: vec![message], help: Some(help) }
    }

    /// What was asked for makes no sense here.
    pub(crate) fn bad_use(message: String, help: String) -> Self {
        Self { code: 2, messages: vec![message], help: Some(help) }
    }

    /// What was asked for could not be done.
    pub(crate) fn trouble(message: String) -> Self {
        Self::troubles(vec![message])
    }

    /// What was asked for could not be done, for several reasons.
    pub(crate) fn troubles(messages: Vec<String>) -> Self {
        Self { code: 2, messages, help: None }
    }

    /// A file could not be read.
    pub(crate) fn unread(path: &Path, error: &io::Error) -> Self {
        let why = error.get_ref().map_or_else(|| error.kind().to_string(), ToString::to_string);
        Self::trouble(format!("cannot read {}: {why}", path.display()))
    }

    /// Puts the place in a file in front that says what makes no sense.
    pub(crate) fn at(self, place: &str) -> Self {
        let messages = self.messages.iter().map(|message| format!("{place}: {message}")).collect();
        Self { messages, ..self }
    }

    /// Adds what would mend it.
    pub(crate) fn help(self, help: impl Into<String>) -> Self {
        Self { help: Some(help.into()), ..self }
    }

    /// What went wrong.
    pub(crate) fn messages(&self) -> &[String] {
        &self.messages
    }

    /// What would mend it, where that is known.
    pub(crate) fn help_line(&self) -> Option<&str> {
        self.help.as_deref()
    }

    /// Says on standard error what went wrong, and gives the code to exit with.
    pub(crate) fn report(&self) -> ExitCode {
        let error = AnsiColor::Red.on_default().bold();
        let help = AnsiColor::Cyan.on_default().bold();
        let mut report = String::new();
        for message in &self.messages {
            let _ = write!(report, "{error}error{error:#}{}", behind_label("error", message));
        }
        if let Some(line) = &self.help {
            let _ = write!(report, "{help}help{help:#}{}", behind_label("help", line));
        }
        // Where standard error can't be written to, the exit code still tells.
        let _ = anstream::stderr().write_all(report.as_bytes());
        ExitCode::from(self.code)
    }
}

/// A message as it stands behind its label, which has styles of its own; on a terminal in lines that fit.
fn behind_label(label: &str, message: &str) -> String {
    let labelled = format!("{label}: {}", escape_line(message));
    wrap(&labelled, "", error_width()).split_off(label.len())
}
