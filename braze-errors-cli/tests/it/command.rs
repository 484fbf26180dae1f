//! The command as a whole: its help, its streams and its exit codes.

use std::io;

use crate::support::{command, finish, run};

#[test]
fn helps() {
    for (name, args) in [
        ("help", vec!["--help"]),
        ("help-list", vec!["list", "--help"]),
        ("help-explain", vec!["explain", "--help"]),
    ] {
        let help = run(&args);
        assert_eq!((help.code, help.stderr.as_str()), (Some(0), ""));
        insta::assert_snapshot!(name, help.stdout);
    }
}

#[test]
fn shows_examples_that_work() {
    for (args, example) in [
        (vec!["--help"], vec!["explain", "400 No Recipients"]),
        (vec!["list", "--help"], vec!["list", "--locale", "pt-BR"]),
        (vec!["explain", "--help"], vec!["explain", "400 No Recipients", "--locale", "fr"]),
    ] {
        let help = run(&args).stdout;
        assert!(help.replace('"', "").contains(&example.join(" ")), "{help}");
        assert_eq!(run(&example).code, Some(0), "{example:?}");
    }
}

#[test]
fn says_its_version() {
    let version = run(&["--version"]);
    assert_eq!(version.stdout, concat!("braze-errors ", env!("CARGO_PKG_VERSION"), "\n"));
}

#[test]
fn calls_bad_use_what_is_bad_use() {
    for args in [vec![], vec!["lst"], vec!["list", "400"], vec!["list", "--format", "xml"], vec!["explain"]] {
        let bad = run(&args);
        assert_eq!((bad.code, bad.stdout.as_str()), (Some(2), ""), "{args:?}");
        assert!(!bad.stderr.is_empty(), "{args:?}");
    }
}

#[test]
fn takes_a_closed_pipe_for_an_end() {
    for args in [vec!["list"], vec!["list", "--format", "json"], vec!["explain", "400"], vec!["--help"]] {
        let (reader, writer) = io::pipe().expect("there are pipes");
        drop(reader);
        let mut command = command(&args);
        command.stdout(writer);
        let closed = finish(command);
        assert_eq!((closed.code, closed.stderr.as_str()), (Some(0), ""), "{args:?}");
    }
}

#[test]
#[cfg(target_os = "linux")]
fn says_when_the_output_is_lost() {
    let mut command = command(&["list"]);
    command.stdout(std::fs::File::options().write(true).open("/dev/full").expect("Linux has it"));
    let lost = finish(command);
    assert_eq!(lost.code, Some(2));
    assert!(lost.stderr.starts_with("error: cannot write to standard output: "), "{}", lost.stderr);
}
