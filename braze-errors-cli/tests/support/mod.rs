//! Runs the command as a user does, in an environment that asks for nothing.

#![allow(dead_code, reason = "no test file uses all of it")]

pub(crate) mod pages;

use std::process::{Command, Stdio};

/// What a run left.
#[derive(Debug)]
pub(crate) struct Run {
    pub(crate) code: Option<i32>,
    pub(crate) stdout: String,
    pub(crate) stderr: String,
}

/// The command with these arguments, to be run in any way.
pub(crate) fn command(args: &[&str]) -> Command {
    let mut command = Command::new(env!("CARGO_BIN_EXE_braze-errors"));
    command.args(args).stdin(Stdio::null());
    let locale = ["LANGUAGE", "LC_ALL", "LC_MESSAGES", "LANG"];
    let terminal = ["CLICOLOR", "CLICOLOR_FORCE", "COLUMNS", "NO_COLOR", "TERM"];
    for variable in locale.into_iter().chain(terminal) {
        command.env_remove(variable);
    }
    command
}

/// Runs the command with its output in pipes.
pub(crate) fn run(args: &[&str]) -> Run {
    finish(command(args))
}

/// Runs a command that was prepared.
pub(crate) fn finish(mut command: Command) -> Run {
    let output = command.output().expect("the command starts");
    Run {
        code: output.status.code(),
        stdout: String::from_utf8(output.stdout).expect("the output is UTF-8"),
        stderr: String::from_utf8(output.stderr).expect("the errors are UTF-8"),
    }
}
