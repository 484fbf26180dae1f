//! The subcommand `diff`.

use std::fs;
use std::io;
use std::path::Path;

use tempfile::TempDir;

use crate::support::pages::{ENGLISH, FRENCH, page, write};
use crate::support::{Run, command, finish};

/// A folder that holds the pages as they were in `old`, and `new`.
fn folders(new: &[(&str, &[&str])]) -> TempDir {
    let folder = tempfile::tempdir().expect("there are temporary folders");
    write(folder.path(), [("old/en/errors.md", page(&ENGLISH)), ("old/fr/errors.md", page(&FRENCH))]);
    write(folder.path(), new.iter().map(|(path, rows)| (*path, page(rows))));
    folder
}

fn diff(folder: &Path, args: &[&str]) -> Run {
    let mut command = command(&["diff"]);
    command.current_dir(folder).args(args);
    finish(command)
}

fn shown(folder: &Path, args: &[&str]) -> String {
    let run = diff(folder, args);
    assert_eq!((run.code, run.stderr.as_str()), (Some(0), ""));
    run.stdout
}

/// New pages with a change of every kind.
fn every_change() -> TempDir {
    let gone = ENGLISH[2].replace("404 Not Found", "410 Gone");
    let english = [
        gone.as_str(),
        ENGLISH[0],
        "400 Bad Request = `weight` is no number of **grams** (see [units](/units)).",
        "503 Depot Closed = The depot has closed.<br>Try again:<br>- at 8 *sharp*<br>- later",
    ];
    let german = [
        "410 Gone = Kein Lager kennt ein Paket mit dieser Nummer.",
        "400 No Label = Dem Paket fehlt ein Etikett.",
    ];
    folders(&[("new/en/errors.md", &english), ("new/de/errors.md", &german)])
}

#[test]
fn shows_every_change() {
    let folder = every_change();
    insta::assert_snapshot!("human", shown(folder.path(), &["old", "new"]));
    insta::assert_snapshot!("markdown", shown(folder.path(), &["old", "new", "--format", "markdown"]));
    insta::assert_snapshot!("json", shown(folder.path(), &["old", "new", "--format", "json"]));
}

#[test]
fn shows_rows_and_locales_that_come_and_go() {
    let folder = folders(&[("new/en/errors.md", &ENGLISH), ("new/fr/errors.md", &FRENCH[..3])]);
    insta::assert_snapshot!(shown(folder.path(), &["old", "new"]), @"
    ~ 429 Slow Down  SlowDown
        fr: [-Plus de 75 appels en une minute.-]

    semantic version: patch (1 row reworded)
    ");
    insta::assert_snapshot!(shown(folder.path(), &["new", "old"]), @"
    ~ 429 Slow Down  SlowDown
        fr: {+Plus de 75 appels en une minute.+}

    semantic version: patch (1 row reworded)
    ");
    insta::assert_snapshot!(shown(folder.path(), &["new", "old", "--format", "markdown"]), @"
    ### Changed

    - `SlowDown` (429 Slow Down):
      - fr: <ins>Plus de 75 appels en une minute.</ins>
    ");
    insta::assert_snapshot!(shown(folder.path(), &["en=new/en/errors.md", "new"]), @"
    + locale fr

    semantic version: minor (1 locale added)
    ");
}

#[test]
fn shows_what_changed_in_the_status_list() {
    let folder = folders(&[]);
    let with = |list: &str| page(&ENGLISH).replace("# Errors\n", &format!("# Errors\n\n{list}"));
    let old = "- **5XX** errors are ours.\n- A **502 error** is a closed depot.\n- A **504 error** is a late depot.\n";
    let new = "- **5XX** errors are ours.\n- A **502 error** is a full depot.\n- A **503 error** is a slow depot.\n";
    write(folder.path(), [("a/en/errors.md", with(old)), ("b/en/errors.md", with(new))]);
    insta::assert_snapshot!("statuses-human", shown(folder.path(), &["a", "b"]));
    insta::assert_snapshot!("statuses-markdown", shown(folder.path(), &["a", "b", "--format", "markdown"]));
    insta::assert_snapshot!("statuses-json", shown(folder.path(), &["a", "b", "--format", "json"]));
    assert_eq!(diff(folder.path(), &["a", "b", "--exit-code"]).code, Some(10));
}

#[test]
fn shows_moves_once_for_all_locales_that_share_them() {
    let moved = |rows: [&'static str; 4]| [rows[3], rows[0], rows[1], rows[2]];
    let folder = folders(&[("new/en/errors.md", &moved(ENGLISH)), ("new/fr/errors.md", &moved(FRENCH))]);
    insta::assert_snapshot!(shown(folder.path(), &["old", "new"]), @"
    ~ 429 Slow Down  SlowDown
        moved to the top (en, fr)

    semantic version: patch (1 row moved)
    ");
    insta::assert_snapshot!(shown(folder.path(), &["old", "new", "--format", "markdown"]), @"
    ### Changed

    - `SlowDown` (429 Slow Down):
      - moved to the top (en, fr)
    ");
}

#[test]
fn says_that_nothing_changed() {
    let folder = folders(&[]);
    insta::assert_snapshot!(shown(folder.path(), &["old", "old"]), @"
    semantic version: none (no row, status, locale or anchor changed)
    ");
    insta::assert_snapshot!(shown(folder.path(), &["old", "old", "--format", "json"]), @r#"
    {
      "bump": "none",
      "added_locales": [],
      "removed_locales": [],
      "anchors": [],
      "statuses": [],
      "rows": []
    }
    "#);
    assert_eq!(shown(folder.path(), &["old", "old", "--format", "markdown"]), "");
}

#[test]
fn exits_with_what_the_change_calls_for_if_asked() {
    let reworded = ["400 No Label = Print a label.", ENGLISH[1], ENGLISH[2], ENGLISH[3]];
    let folder = folders(&[
        ("less/en/errors.md", &ENGLISH[..3]),
        ("less/fr/errors.md", &FRENCH[..3]),
        ("reworded/en/errors.md", &reworded),
        ("reworded/fr/errors.md", &FRENCH),
    ]);
    for (old, new, code) in [
        ("old", "old", 0),
        ("old", "reworded", 10),
        ("less", "old", 11),
        ("old", "less", 12),
        ("old", "none", 2),
    ] {
        for format in ["human", "json", "markdown"] {
            let run = diff(folder.path(), &[old, new, "--exit-code", "--format", format]);
            assert_eq!(run.code, Some(code), "{old} {new}");
        }
        assert_eq!(diff(folder.path(), &[old, new]).code, Some(if code == 2 { 2 } else { 0 }), "{old} {new}");
    }
}

#[test]
fn takes_lists_of_pages() {
    let folder = folders(&[
        ("new/a.md", &ENGLISH[..3]),
        ("new/b,c=d.md", &FRENCH[1..]),
        ("new/fr/errors.md", &FRENCH[..3]),
    ]);
    let whole = shown(folder.path(), &["old", "en=new/a.md,new/fr/errors.md"]);
    assert_eq!(
        shown(folder.path(), &["old/en/errors.md,old/fr/errors.md", "fr=new/fr/errors.md,en=new/a.md"]),
        whole
    );
    assert_eq!(shown(folder.path(), &["old", "EN=new/a.md,FR=new/fr/errors.md"]), whole);
    // Two single pages need no tags, and take the one that their folders share.
    insta::assert_snapshot!(shown(folder.path(), &["old/en/errors.md", "new/a.md"]), @"
    - 429 Slow Down  SlowDown
        en: [-More than 75 calls came within one minute.-]

    semantic version: major (1 variant removed)
    ");
    insta::assert_snapshot!(shown(folder.path(), &["old/fr/errors.md", "new/fr/errors.md"]), @"
    - 429 Slow Down  SlowDown
        fr: [-Plus de 75 appels en une minute.-]

    semantic version: major (1 variant removed)
    ");
    // A path may hold a comma and an equals sign.
    insta::assert_snapshot!(shown(folder.path(), &["old/fr/errors.md", "new/b,c=d.md"]), @"
    - 400 No Label  NoLabel
        en: [-Le colis n'a pas d'étiquette. Imprimez-en une.-]

    semantic version: major (1 variant removed)
    ");
}

#[test]
fn names_variants_as_the_call_does() {
    let folder =
        folders(&[("new/en/errors.md", &[ENGLISH[0], "404 Slow Down = No such depot.", ENGLISH[3]])]);
    // Without names the pages have none.
    assert_eq!(diff(folder.path(), &["old", "new"]).code, Some(2));
    let call = |renames: &str| {
        format!(
            "//! A client.\nparcels::error_catalog! {{ pub enum Error; pub enum Locale; pages = \"{{locale}}/errors.md\",
             source = \"en\", locales = [\"en\"], rename = [{renames}] }}"
        )
    };
    write(
        folder.path(),
        [
            ("lib.rs", call("\"429 Slow Down\" => TooFast, \"404 Slow Down\" => NoDepot")),
            ("wrong.rs", call("429 => TooFast")),
            ("none.rs", "fn main() {}".to_owned()),
            ("broken.rs", "fn main() {".to_owned()),
        ],
    );
    insta::assert_snapshot!("named", shown(folder.path(), &["old", "new", "--catalog", "lib.rs"]));
    for file in ["wrong.rs", "none.rs", "broken.rs", "missing.rs"] {
        let run = diff(folder.path(), &["old", "new", "--catalog", file]);
        assert_eq!((run.code, run.stdout.as_str()), (Some(2), ""), "{file}");
        insta::assert_snapshot!(file, run.stderr);
    }
}

#[test]
fn says_what_it_can_not_compare() {
    let folder = folders(&[("fr/errors.md", &FRENCH), ("a.md", &ENGLISH)]);
    fs::create_dir(folder.path().join("empty")).expect("folders can be made");
    fs::create_dir(folder.path().join("translations")).expect("folders can be made");
    fs::rename(folder.path().join("fr"), folder.path().join("translations/fr"))
        .expect("folders can be moved");
    for (name, old) in [
        ("missing", "none"),
        ("missing-page", "en=none.md,fr=translations/fr/errors.md"),
        ("empty", "empty"),
        ("no-source", "translations"),
        ("no-tag", "a.md"),
        ("no-source-in-list", "fr=a.md,de=a.md"),
        ("one-locale-twice", "en=a.md,old/en/errors.md"),
    ] {
        let run = diff(folder.path(), &[old, "old"]);
        assert_eq!((run.code, run.stdout.as_str()), (Some(2), ""), "{old}");
        insta::assert_snapshot!(name, run.stderr);
    }
}

#[test]
fn draws_everything_that_is_wrong_with_the_pages_of_both_sides() {
    let folder = folders(&[]);
    write(
        folder.path(),
        [
            ("bad/en/errors.md", page(&["400 No Label = A <u>parcel</u> without a label."])),
            ("bad/fr/errors.md", page(&["400 No Label = Un <u>colis</u> sans étiquette."])),
            ("worse/en/errors.md", String::new()),
            ("unknown/en/errors.md", page(&ENGLISH[..1])),
            ("unknown/fr/errors.md", page(&FRENCH[..2])),
        ],
    );
    let run = diff(folder.path(), &["bad", "worse"]);
    assert_eq!((run.code, run.stdout.as_str()), (Some(2), ""));
    insta::assert_snapshot!("broken", run.stderr);
    let run = diff(folder.path(), &["old", "unknown"]);
    assert_eq!((run.code, run.stdout.as_str()), (Some(2), ""));
    insta::assert_snapshot!("unknown-row", run.stderr);
}

#[test]
fn colours_what_it_marks() {
    let folder = every_change();
    let plain = shown(folder.path(), &["old", "new"]);
    let mut command = command(&["diff", "old", "new"]);
    command.current_dir(folder.path()).env("CLICOLOR_FORCE", "1");
    let coloured = finish(command).stdout;
    assert!(
        coloured.contains("\u{1b}[31m[-404 Not Found-]\u{1b}[0m\u{1b}[32m{+410 Gone+}\u{1b}[0m"),
        "{coloured}"
    );
    assert_eq!(anstream::adapter::strip_str(&coloured).to_string(), plain);
}

#[test]
fn helps() {
    let folder = folders(&[]);
    insta::assert_snapshot!("help", shown(folder.path(), &["--help"]));
}

#[test]
fn takes_a_closed_pipe_for_an_end() {
    let folder = every_change();
    for format in ["human", "json", "markdown"] {
        let (reader, writer) = io::pipe().expect("there are pipes");
        drop(reader);
        let mut command = command(&["diff", "old", "new", "--format", format]);
        command.current_dir(folder.path()).stdout(writer);
        let run = finish(command);
        assert_eq!((run.code, run.stderr.as_str()), (Some(0), ""));
    }
}

#[test]
fn leaves_no_control_character_to_the_terminal() {
    let steering = ["400 No Label = Print a\u{9b}31m label."];
    let folder = folders(&[("plain/en/errors.md", &ENGLISH[..1]), ("steering/en/errors.md", &steering)]);
    for format in ["human", "json", "markdown"] {
        let run = diff(folder.path(), &["plain", "steering", "--format", format]);
        let printed = run.stdout + &run.stderr;
        assert!(!printed.contains(|char: char| char.is_control() && char != '\n'), "{printed:?}");
    }
}
