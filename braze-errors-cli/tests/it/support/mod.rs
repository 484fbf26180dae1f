//! Runs the command as a user does, in an environment that asks for nothing.

pub(crate) mod pages;

use std::process::{Command, Stdio};

use serde_json::Value;

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

/// What `list` gives of the pages that the command holds, in a locale.
pub(crate) fn listed(locale: &str) -> Vec<Value> {
    let listed = run(&["list", "--locale", locale, "--format", "json"]);
    assert_eq!((listed.code, listed.stderr.as_str()), (Some(0), ""));
    serde_json::from_str(&listed.stdout).expect("it is JSON")
}

/// A text of an object.
pub(crate) fn text<'v>(object: &'v Value, key: &str) -> &'v str {
    object[key].as_str().expect("it is a string")
}
