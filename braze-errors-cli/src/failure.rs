//! Why nothing was printed.

use std::io::Write;
use std::process::ExitCode;

use anstyle::AnsiColor;

use crate::text::escape_controls;

/// What went wrong.
#[derive(Debug)]
pub(crate) struct Failure {
    code: u8,
    message: String,
}

impl Failure {
    /// What was asked for could not be done.
    pub(crate) fn trouble(message: String) -> Self {
        Self { code: 2, message }
    }

    /// Says on standard error what went wrong, and gives the code to exit with.
    pub(crate) fn report(&self) -> ExitCode {
        let error = AnsiColor::Red.on_default().bold();
        let report = format!("{error}error{error:#}: {}\n", escape_controls(&self.message));
        // Where standard error can't be written to, the exit code still tells.
        let _ = anstream::stderr().write_all(report.as_bytes());
        ExitCode::from(self.code)
    }
}
