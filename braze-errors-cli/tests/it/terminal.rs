//! On a terminal the output is wrapped and coloured; anywhere else it is neither.

use std::fs::File;
use std::io::Read;
use std::process::Command;

use rustix::fs::{Mode, OFlags};
use rustix::pty::{OpenptFlags, grantpt, openpt, ptsname, unlockpt};
use rustix::termios::{Winsize, tcsetwinsize};

use crate::support::pages::{ENGLISH, page, write};
use crate::support::{command, listed, run, text};

/// What a command shows on a terminal of this width.
fn shown(mut command: Command, width: u16) -> String {
    let terminal = openpt(OpenptFlags::RDWR | OpenptFlags::NOCTTY).expect("there are terminals");
    grantpt(&terminal).expect("the terminal is ours");
    unlockpt(&terminal).expect("the terminal is ours");
    let path = ptsname(&terminal, Vec::new()).expect("the terminal has a name");
    let screen = rustix::fs::open(path, OFlags::RDWR | OFlags::NOCTTY, Mode::empty()).expect("it opens");
    let size = Winsize { ws_col: width, ws_row: 24, ws_xpixel: 0, ws_ypixel: 0 };
    tcsetwinsize(&screen, size).expect("the terminal has a size");
    let mut child = command.env("TERM", "xterm").stdout(screen).spawn().expect("the command starts");
    drop(command);
    let mut shown = Vec::new();
    // Linux reports a terminal that nobody writes to any more as an error.
    let _ = File::from(terminal).read_to_end(&mut shown);
    assert!(child.wait().expect("the command ends").success());
    String::from_utf8(shown).expect("the output is UTF-8").replace("\r\n", "\n")
}

fn without_colours(args: &[&str], width: u16) -> String {
    let mut command = command(args);
    command.env("NO_COLOR", "1");
    shown(command, width)
}

/// The words of a text, however it is wrapped.
fn words(text: &str) -> Vec<&str> {
    text.split_whitespace().collect()
}

#[test]
fn wraps_to_the_width_without_losing_a_word() {
    let errors = listed("de");
    for args in [vec!["list", "--locale", "de"], vec!["explain", "400", "--locale", "de"]] {
        let [narrow, wide] = [40, 60].map(|width| without_colours(&args, width));
        assert!(narrow.lines().count() > wide.lines().count());
        for (shown, width) in [(&narrow, 40), (&wide, 60)] {
            for line in shown.lines().filter(|line| line.chars().count() > width) {
                // What must not be broken may be longer; nothing that could have been is.
                let whole = line.contains("https://") || line.contains('`') || !line.trim().contains(' ');
                let is_code = errors.iter().any(|error| text(error, "code") == line);
                assert!(whole || is_code, "{line}");
            }
        }
        assert_eq!(words(&narrow), words(&wide));
    }
}

#[test]
fn takes_a_terminal_of_no_size_for_one_of_the_usual_size() {
    let args = ["list", "--locale", "fr"];
    assert_eq!(without_colours(&args, 0), without_colours(&args, 80));
}

#[test]
fn lists_every_error_with_its_text() {
    let (shown, errors) = (without_colours(&["list", "--locale", "fr"], 80), listed("fr"));
    let expected: String = errors
        .iter()
        .map(|error| ["code", "variant", "text"].map(|key| text(error, key)).join(" ") + "\n")
        .collect();
    assert_eq!(words(&shown), words(&expected));
}

#[test]
fn a_pseudo_localized_page_does_not_steer_the_terminal() {
    let folder = tempfile::tempdir().expect("there is a temporary folder");
    let text = page(&ENGLISH).replace("# Errors", "# Errors\n\nMore \u{1b}[2J\u{9b}2J\u{202e}.");
    write(folder.path(), [("errors.md", text)]);
    let mut command = command(&["pseudo", "errors.md"]);
    command.current_dir(folder.path());
    let shown = shown(command, 80);
    assert!(!shown.contains(['\u{1b}', '\u{9b}', '\u{202e}']), "{shown:?}");
    assert!(shown.contains("\\u{1b}[2J"), "{shown}");
}

#[test]
fn colours_only_a_terminal_that_wants_them() {
    let args = ["explain", "404 Not Found", "--locale", "en"];
    assert!(shown(command(&args), 80).contains("\u{1b}["));
    assert!(!without_colours(&args, 80).contains('\u{1b}'));
    assert!(!run(&args).stdout.contains('\u{1b}'));
}
