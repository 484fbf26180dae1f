//! On a terminal the output is wrapped and coloured; anywhere else it is neither.

use std::fs::File;
use std::io::{BufRead, BufReader};
use std::os::fd::OwnedFd;
use std::path::Path;
use std::process::{Child, Command};
use std::thread;

use rustix::fs::{Mode, OFlags};
use rustix::pty::{OpenptFlags, grantpt, openpt, ptsname, unlockpt};
use rustix::termios::{Winsize, tcsetwinsize};
use tempfile::TempDir;
use textwrap::core::display_width;

use crate::support::pages::{ENGLISH, FRENCH, folder, page, write};
use crate::support::{command as command_of, listed, run, text};

/// What a command that succeeds shows on a terminal of this width.
fn shown(mut command: Command, width: u16) -> String {
    let (screen, terminal) = open(width);
    let stdout = screen.try_clone().expect("there are handles");
    let child = command.stdout(stdout).spawn().expect("the command starts");
    let (shown, is_success) = finish(child, &screen, terminal);
    assert!(is_success);
    shown
}

/// All that a command shows on a terminal of this width, without colours.
fn screen(args: &[&str], folder: &Path, width: u16) -> String {
    let (screen, terminal) = open(width);
    let mut command = command(args);
    command
        .current_dir(folder)
        .env_remove("BRAZE_ERRORS_DOCS")
        .env("NO_COLOR", "1")
        .stdout(screen.try_clone().expect("there are handles"))
        .stderr(screen.try_clone().expect("there are handles"));
    let child = command.spawn().expect("the command starts");
    finish(child, &screen, terminal).0
}

/// A terminal of this width: what is written to it, and what shows it.
fn open(width: u16) -> (OwnedFd, OwnedFd) {
    let terminal = openpt(OpenptFlags::RDWR | OpenptFlags::NOCTTY).expect("there are terminals");
    grantpt(&terminal).expect("the terminal is ours");
    unlockpt(&terminal).expect("the terminal is ours");
    let path = ptsname(&terminal, Vec::new()).expect("the terminal has a name");
    let screen = rustix::fs::open(path, OFlags::RDWR | OFlags::NOCTTY, Mode::empty()).expect("it opens");
    let size = Winsize { ws_col: width, ws_row: 24, ws_xpixel: 0, ws_ypixel: 0 };
    tcsetwinsize(&screen, size).expect("the terminal has a size");
    (screen, terminal)
}

/// What a terminal has shown once a command ends, and whether that succeeded.
///
/// Whoever closes a terminal may lose what is still on its way: it is closed once all was read, up to a mark behind it.
fn finish(mut child: Child, screen: &OwnedFd, terminal: OwnedFd) -> (String, bool) {
    const END: u8 = 0;
    let (shown, is_success) = thread::scope(|scope| {
        let ended = scope.spawn(|| {
            let is_success = child.wait().expect("the command ends").success();
            rustix::io::write(screen, &[END]).expect("the terminal is open");
            is_success
        });
        let mut shown = Vec::new();
        BufReader::new(File::from(terminal)).read_until(END, &mut shown).expect("the terminal is open");
        (shown, ended.join().expect("the command is waited for"))
    });
    let shown = String::from_utf8(shown).expect("the output is UTF-8");
    (shown.trim_end_matches('\0').replace("\r\n", "\n"), is_success)
}

fn without_colours(args: &[&str], width: u16) -> String {
    let mut command = command(args);
    command.env("NO_COLOR", "1");
    shown(command, width)
}

/// The command, on a terminal that knows colours.
fn command(args: &[&str]) -> Command {
    let mut command = command_of(args);
    command.env("TERM", "xterm");
    command
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

/// Pages with findings of long words, in lines that are longer than a terminal is wide.
fn drifted_folder() -> TempDir {
    let folder = tempfile::tempdir().expect("there is a temporary folder");
    let english = page(&ENGLISH).replace("a number of grams.", "a number of grams.<br>- Is it in pounds?");
    let french = page(&FRENCH)
        .replace(
            "`weight` n'est pas",
            "Le poids que vous avez indiqué dans votre demande n'est pas, comme il le faut, `poids`,",
        )
        .replace("grammes.", "grammes.<br>- Est-il en livres ?")
        .replace("75", "80");
    let japanese = page(&[
        "400 No Label = 小包にラベルがありません。印刷してください。",
        "400 Bad Request = お客様がリクエストで指定された小包の重量は、必要とされるグラム単位の数値である`重さ`として正しくありません。ポンド単位ですか？",
        "404 Not Found = この番号の小包はどの倉庫でも見つかりませんでした。",
        "429 Slow Down = 1分間に行われた呼び出しが、このAPIで一度に許可されている上限の件数である80件を超えました。",
    ]);
    write(
        folder.path(),
        [("docs/en/errors.md", english), ("docs/fr/errors.md", french), ("docs/ja/errors.md", japanese)],
    );
    folder
}

#[test]
fn a_report_fits_the_terminal() {
    let folder = drifted_folder();
    for width in [80, 200] {
        let shown = screen(&["check"], folder.path(), width);
        insta::assert_snapshot!(format!("report-{width}"), shown);
        for line in shown.lines() {
            assert!(display_width(line) <= usize::from(width), "{line}");
        }
    }
}

/// What stands in a drawn report over its carets.
fn pointed_at(report: &str) -> Vec<String> {
    let lines: Vec<&str> = report.lines().collect();
    let pairs = lines.windows(2).filter(|pair| pair[1].contains('^'));
    pairs
        .map(|pair| {
            let from = display_width(pair[1].split_once('^').expect("it has a caret").0);
            let to = from + pair[1].matches('^').count();
            let mut column = 0;
            let found = pair[0].chars().filter(|char| {
                let at = column;
                column += display_width(char.encode_utf8(&mut [0; 4]));
                (from..to).contains(&at)
            });
            found.collect()
        })
        .collect()
}

#[test]
fn carets_stand_under_what_was_found() {
    let folder = drifted_folder();
    let expected = ["`poids`", "80", "`重さ`", "80"];
    for width in [60, 80, 140, 200] {
        let shown = screen(&["check", "--allow", "structure"], folder.path(), width);
        assert_eq!(pointed_at(&shown), expected, "{width}: {shown}");
    }
}

#[test]
fn what_goes_wrong_is_told_within_the_terminal() {
    let folder = drifted_folder();
    let tags = ["de", "es", "it", "ko", "nl", "pl", "pt-BR", "sv", "tr", "uk"];
    write(folder.path(), tags.map(|tag| (["docs/", tag, "/errors.md"].concat(), page(&ENGLISH))));
    let shown = screen(&["check", "--locale", "xx"], folder.path(), 60);
    insta::assert_snapshot!(shown, @"
    error: found the locale `xx`, which has no page here
    help: name one of en, de, es, fr, it, ja, ko, nl, pl, pt-BR,
    sv, tr, uk
    ");
}

#[test]
fn a_terminal_shows_the_short_help_whole() {
    for subcommand in [
        "", "list", "explain", "init", "check", "accept", "pseudo", "diff", "export", "import", "sync", "lsp",
    ] {
        let args: Vec<&str> = [subcommand, "-h"].into_iter().filter(|arg| !arg.is_empty()).collect();
        let help = screen(&args, Path::new("."), 80);
        assert!(help.lines().count() <= 24, "{help}");
        if matches!(subcommand, "" | "check") {
            insta::assert_snapshot!(["short-help", subcommand].join("-").trim_end_matches('-'), help);
        }
    }
}

#[test]
fn colours_are_asked_for_or_not() {
    let folder = folder("| `404 Not Found` | Up to 75. |\n", "| `404 Not Found` | Un maximum de 80. |\n");
    let check = |color: &str| {
        let mut command = command(&["check", ".", "--color", color]);
        command.current_dir(folder.path());
        crate::support::finish(command).stdout
    };
    assert!(check("always").contains("\u{1b}["));
    assert!(!check("never").contains('\u{1b}') && !check("auto").contains('\u{1b}'));
}

#[test]
fn a_person_is_asked_before_a_file_is_written() {
    let answered = |answer: &[u8]| {
        let folder = tempfile::tempdir().expect("there is a temporary folder");
        write(folder.path(), [("docs/en/errors.md", page(&ENGLISH)), ("docs/fr/errors.md", page(&FRENCH))]);
        let (screen, terminal) = open(80);
        let mut command = command(&["init"]);
        command.current_dir(folder.path()).stdin(screen.try_clone().expect("there are handles"));
        command.stdout(screen.try_clone().expect("there are handles"));
        let child = command.spawn().expect("the command starts");
        rustix::io::write(&terminal, answer).expect("the terminal takes what is typed");
        let (shown, _) = finish(child, &screen, terminal);
        assert!(shown.contains("Write it to braze-errors.toml? [Y/n]"), "{shown}");
        folder.path().join("braze-errors.toml").exists()
    };
    for (answer, is_written) in [(&b"\n"[..], true), (b"y\n", true), (b"n\n", false), (b"\x04", false)] {
        assert_eq!(answered(answer), is_written, "{answer:?}");
    }
}
