//! What shells and `man` are told of the command.

use std::fs;
use std::io::Write;
use std::process::{Command, Stdio};

use crate::support::run;

const SUBCOMMANDS: [&str; 12] = [
    "list",
    "explain",
    "init",
    "check",
    "accept",
    "pseudo",
    "diff",
    "export",
    "import",
    "sync",
    "lsp",
    "completions",
];
const SHELLS: [&str; 5] = ["bash", "elvish", "fish", "powershell", "zsh"];

#[test]
fn every_shell_gets_every_subcommand() {
    for shell in SHELLS {
        let script = run(&["completions", shell]);
        assert_eq!((script.code, script.stderr.as_str()), (Some(0), ""), "{shell}");
        for part in SUBCOMMANDS.into_iter().chain(["locale"]) {
            assert!(script.stdout.contains(part), "{shell}: {part}");
        }
    }
}

/// The shells that are installed read their scripts without a word.
#[test]
fn the_scripts_are_written_in_their_shells_languages() {
    for (shell, args) in [("bash", ["-n"]), ("zsh", ["-n"]), ("fish", ["--no-execute"])] {
        let started = Command::new(shell)
            .args(args)
            .stdin(Stdio::piped())
            .stdout(Stdio::piped())
            .stderr(Stdio::piped())
            .spawn();
        let Ok(mut started) = started else { continue };
        let script = run(&["completions", shell]).stdout;
        started.stdin.take().unwrap().write_all(script.as_bytes()).unwrap();
        let read = started.wait_with_output().unwrap();
        assert!(read.status.success() && read.stderr.is_empty(), "{shell}: {read:?}");
    }
}

/// What bash completes the last of these words to.
#[cfg(target_os = "linux")]
fn completed(words: &[&str]) -> String {
    let script = run(&["completions", "bash"]).stdout;
    let last = words.len() - 1;
    let program = format!(
        "{script}
        function=$(complete -p braze-errors | sed 's/.* -F \\([^ ]*\\).*/\\1/')
        COMP_WORDS=({}); COMP_CWORD={last}
        \"$function\" braze-errors '{}' '{}'
        echo \"${{COMPREPLY[@]}}\"",
        words.join(" "),
        words[last],
        words[last - 1],
    );
    let output = Command::new("bash").args(["-c", &program]).output().expect("Linux has bash");
    String::from_utf8(output.stdout).unwrap()
}

#[test]
#[cfg(target_os = "linux")]
fn bash_completes_words() {
    assert_eq!(completed(&["braze-errors", "ex"]), "explain export\n");
    assert_eq!(completed(&["braze-errors", "check", "--format", "sa"]), "sarif\n");
    assert_eq!(completed(&["braze-errors", "list", "--locale", "p"]), "pt-BR\n");
}

#[test]
fn an_unknown_shell_is_bad_use() {
    let bad = run(&["completions", "dash"]);
    assert_eq!((bad.code, bad.stdout.as_str()), (Some(2), ""));
    assert!(SHELLS.iter().all(|shell| bad.stderr.contains(shell)), "{}", bad.stderr);
}

#[test]
fn the_manual_has_a_page_for_each_subcommand() {
    let folder = tempfile::tempdir().unwrap();
    let man1 = folder.path().join("share/man1");
    let written = run(&["man", man1.to_str().unwrap()]);
    assert_eq!((written.code, written.stdout.as_str(), written.stderr.as_str()), (Some(0), "", ""));

    let page = |name: String| fs::read_to_string(man1.join(name)).unwrap();
    let whole = page("braze-errors.1".to_owned());
    for subcommand in SUBCOMMANDS {
        assert!(whole.contains(&format!("braze\\-errors\\-{subcommand}(1)")), "{whole}");
        let page = page(format!("braze-errors-{subcommand}.1"));
        assert!(page.contains(".SH SYNOPSIS") && !page.contains('\u{1b}'), "{page}");
        let help = run(&[subcommand, "--help"]).stdout;
        let options = help.split_whitespace().filter(|word| word.starts_with("--"));
        for option in options.filter(|word| word[2..].chars().all(|c| c.is_ascii_lowercase())) {
            assert!(page.contains(&option.replace('-', "\\-")), "{subcommand} {option}: {page}");
        }
    }
    assert_eq!(fs::read_dir(&man1).unwrap().count(), SUBCOMMANDS.len() + 1);
}

#[test]
fn a_manual_that_cannot_be_written_is_trouble() {
    let file = tempfile::NamedTempFile::new().unwrap();
    let lost = run(&["man", file.path().join("man1").to_str().unwrap()]);
    assert_eq!(lost.code, Some(2));
    assert!(lost.stderr.starts_with("error: cannot write "), "{}", lost.stderr);
}
