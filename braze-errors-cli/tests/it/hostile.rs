//! What a hostile page can't do; `braze-errors-codegen/HOSTILE_PAGES.md` says it in words.

use std::path::Path;

use serde_json::Value;
use tempfile::TempDir;

use crate::support::pages::{ENGLISH, FRENCH, page, write};
use crate::support::{Run, command, finish};

const CATALOG: &str = r#"
error_catalog! {
    pub enum ParcelError;
    pub enum ParcelLocale;
    pages = "docs/{locale}/errors.md",
    source = "en",
    locales = ["en", "fr"],
}
"#;

/// A crate with pages in two locales.
fn project() -> TempDir {
    let folder = tempfile::tempdir().unwrap();
    let files = [
        ("docs/en/errors.md", page(&ENGLISH)),
        ("docs/fr/errors.md", page(&FRENCH)),
        ("src/lib.rs", CATALOG.to_owned()),
        ("Cargo.toml", "[package]\nname = \"parcel\"\n".to_owned()),
    ];
    write(folder.path(), files);
    folder
}

fn braze_errors(folder: &Path, args: &[&str]) -> Run {
    let mut command = command(args);
    command.current_dir(folder).env_remove("BRAZE_ERRORS_DOCS");
    finish(command)
}

/// Says whether a character is a control, or one that turns the order of its neighbours.
fn steers(char: char) -> bool {
    char.is_control() && char != '\n'
        || matches!(char, '\u{200e}' | '\u{202a}'..='\u{202e}' | '\u{2066}'..='\u{2069}')
}

/// A page that tries everything, in words that differ from one locale to the next.
fn hostile(word: &str) -> String {
    let steering = "\u{1b}[2J\u{9b}31m\u{7}\u{202e}\u{2066}\r";
    let commands = "::error::owned %0A::error::owned ::stop-commands::x ##[error]owned";
    let code = "\"}],\"level\":\"none\",{\"x\":[\"";
    let head = format!("# {steering}{word}\n\n- The **502 {steering}error** is {word} {commands}.\n\n");
    head + &page(&[
        &format!("400 Late{steering} = {word} 1 `{word}{steering}` {commands}"),
        &format!(
            "401 {commands} = {word} 2 {commands} `{word}` [{word}](https://parcel.example/{word}\u{202e})"
        ),
        &format!("402 {code} = {word} 3 `{code}{word}`"),
        &format!("403 Gone\u{202e} = {word}\u{202e} 4 <br>::error::owned `{word}\u{2066}`"),
    ])
}

#[test]
fn no_page_steers_a_terminal_or_the_eye() {
    let folder = project();
    let pages = [
        ("old/en/errors.md", hostile("old")),
        ("new/en/errors.md", hostile("new")),
        ("new/fr/errors.md", hostile("neuf")),
    ];
    write(folder.path(), pages);
    let mut said = 0;
    for format in ["human", "json", "sarif", "github", "html"] {
        let run = braze_errors(folder.path(), &["check", "new", "--format", format]);
        assert_eq!(run.code, Some(1), "{}", run.stderr);
        assert_eq!(
            [run.stdout.find(steers), run.stderr.find(steers)],
            [None; 2],
            "{format}: {:?}",
            run.stdout
        );
        said += usize::from(run.stdout.contains("u{202e}") || run.stdout.contains("u202e"));
    }
    assert_eq!(said, 5);
    // Without controls, which the reader refuses, the pages can be compared.
    for page in ["old/en/errors.md", "new/en/errors.md", "new/fr/errors.md"] {
        let text = std::fs::read_to_string(folder.path().join(page)).unwrap();
        write(folder.path(), [(page, text.replace(|char: char| char.is_control() && char != '\n', ""))]);
    }
    for format in ["human", "json", "markdown"] {
        let run = braze_errors(folder.path(), &["diff", "old", "new", "--format", format]);
        assert_eq!(run.code, Some(0), "{}", run.stderr);
        assert_eq!(run.stdout.find(steers), None, "{format}: {:?}", run.stdout);
    }
}

#[test]
fn no_page_gives_a_workflow_commands_or_ends_a_report() {
    let folder = project();
    write(folder.path(), [("docs/en/errors.md", hostile("new")), ("docs/fr/errors.md", hostile("neuf"))]);
    let report = |format| braze_errors(folder.path(), &["check", "docs", "--format", format]).stdout;
    let json: Value = serde_json::from_str(&report("json")).unwrap();
    let findings = json["findings"].as_array().unwrap();
    assert!(findings.iter().any(|finding| finding["message"].as_str().unwrap().contains("\"level\"")));
    let sarif: Value = serde_json::from_str(&report("sarif")).unwrap();
    assert_eq!(sarif["runs"][0]["results"].as_array().unwrap().len(), findings.len());
    let commands = report("github");
    assert_eq!(commands.lines().count(), findings.len());
    for command in commands.lines() {
        assert!(
            command.starts_with("::error file=docs/") || command.starts_with("::warning file=docs/"),
            "{command}"
        );
    }
    assert!(commands.contains("%250A::error::owned"));
}

/// A page of twice two rows, of which the last one's description is this.
fn page_of(description: &str) -> String {
    page(&["404 Gone = The parcel is gone.", &format!("400 Late = {description}")])
}

const FORMATS: [&str; 5] = ["human", "json", "sarif", "github", "html"];

#[test]
fn a_line_as_long_as_a_page_makes_a_short_report() {
    let folder = project();
    for piece in ["<x>", "<a ", "<", "&#0;", "![a](b) ", "{{x}}", "{{", "{% x %}", "<b>", "<!-- ", "Ã©"] {
        let long = piece.repeat(10_000);
        let pages = [
            ("docs/en/errors.md", page_of(&long)),
            ("docs/fr/errors.md", page_of(&format!("Tard. {long}"))),
            ("old/en/errors.md", page_of("It was late.")),
            ("new/en/errors.md", page_of(&long)),
        ];
        write(folder.path(), pages);
        for args in [
            &["check", "docs", "--markdown", "gfm"][..],
            &["check", "docs", "--markdown", "kramdown"],
            &["diff", "old", "new", "--markdown", "kramdown"],
            &["pseudo", "new/en/errors.md", "--markdown", "kramdown"],
        ] {
            let run = braze_errors(folder.path(), args);
            assert!(matches!(run.code, Some(0..=2)), "{piece} {args:?} {:?}", run.code);
            // Where nothing is wrong with a page, `diff` and `pseudo` show it.
            if args[0] == "check" || run.code == Some(2) {
                assert!(run.stdout.len() + run.stderr.len() < 200_000, "{piece} {args:?}");
            }
        }
    }
}

#[test]
fn a_mark_over_and_over_is_one_finding() {
    let folder = project();
    for piece in ["<x>", "&#0;", "\u{7f}"] {
        for dialect in ["gfm", "kramdown"] {
            write(folder.path(), [("docs/fr/errors.md", page_of(&piece.repeat(1000)))]);
            let run =
                braze_errors(folder.path(), &["check", "docs", "--format", "json", "--markdown", dialect]);
            let report: Value = serde_json::from_str(&run.stdout).unwrap();
            let of_reader = |finding: &&Value| {
                ["unknown-tag", "unsupported-markdown", "control-character"]
                    .contains(&finding["rule"].as_str().unwrap())
            };
            let findings: Vec<&Value> =
                report["findings"].as_array().unwrap().iter().filter(of_reader).collect();
            assert!(findings.len() < 2, "{piece} {dialect}: {findings:?}");
        }
    }
}

#[test]
fn a_report_lists_a_hundred_findings_of_a_rule_and_says_how_many_there_are() {
    let folder = project();
    let row = |row: usize| format!("400 Late {row} = This parcel <x> is late.");
    let rows: Vec<String> = (0..1234).map(row).collect();
    let page = page(&rows.iter().map(String::as_str).collect::<Vec<_>>());
    write(folder.path(), [("docs/en/errors.md", page.clone()), ("docs/fr/errors.md", page)]);
    for format in FORMATS {
        let run = braze_errors(folder.path(), &["check", "docs", "--format", format]);
        assert_eq!(run.code, Some(1));
        assert!(run.stderr.contains("2 pages, 1234 rows (gfm): 2468 errors, 0 warnings;"), "{}", run.stderr);
        if format == "html" {
            // The page for a browser shows every row, and what is to be said of it.
            assert_eq!(run.stdout.matches("data-rule=\"unknown-tag\"").count(), 2468);
            continue;
        }
        // People's report is wrapped.
        let words = run.stdout.split_whitespace().collect::<Vec<_>>().join(" ");
        let told = words.matches("1134 more of this rule follow in this file").count();
        assert_eq!(told, 2, "{format}");
        assert!(run.stdout.matches("<x>").count() < 1000, "{format}");
    }
    let run = braze_errors(folder.path(), &["diff", "docs", "docs"]);
    assert_eq!(run.code, Some(2));
    assert_eq!(run.stderr.matches("error[unknown-tag]").count(), 400, "{}", run.stderr.len());
}

#[test]
fn a_page_of_marks_alone_is_refused_at_once() {
    let folder = project();
    for marks in ["<", "<\n", "| ` |\n"] {
        write(folder.path(), [("docs/fr/errors.md", marks.repeat((15 << 20) / marks.len()))]);
        for format in ["human", "json"] {
            let run = braze_errors(folder.path(), &["check", "docs", "--format", format]);
            assert_eq!(run.code, Some(1), "{}", run.stderr);
            assert!(run.stdout.contains("unreadable-page") && run.stdout.contains(" marks, such as pipes"));
            assert!(run.stdout.len() < 4_000, "{}", run.stdout.len());
        }
    }
}

#[test]
fn brackets_without_end_in_a_folder_s_catalog_are_refused() {
    let folder = project();
    write(folder.path(), [("docs/braze-errors.toml", "catalog = \"catalog.rs\"\n".to_owned())]);
    for (open, close) in [("[", "]"), ("{", "}"), ("(", ")")] {
        let nested = open.repeat(30_000) + &close.repeat(30_000);
        let call = CATALOG.replace("[\"en\", \"fr\"]", &nested);
        write(folder.path(), [("docs/catalog.rs", call)]);
        for args in [&["check", "docs"][..], &["accept"], &["check", "--catalog", "docs/catalog.rs"]] {
            let run = braze_errors(folder.path(), args);
            assert_eq!(run.code, Some(2), "{args:?} {}", run.stderr);
            assert!(run.stderr.contains("found brackets in 64 others; expected "), "{}", run.stderr);
        }
    }
}

#[cfg(unix)]
#[test]
fn no_name_of_a_file_begins_a_line() {
    let folder = project();
    let name = "docs\n::error::owned\u{1b}[2J\u{202e}";
    write(
        &folder.path().join(name),
        [("en/errors.md", page(&ENGLISH)), ("fr/errors.md", page(&FRENCH[..3]))],
    );
    let page = page(&ENGLISH);
    write(&folder.path().join("checkout"), [("_docs/_api/errors.md", page.clone())]);
    write(&folder.path().join("checkout/_lang").join(name), [("_api/errors.md", page)]);
    for args in [
        &["check", name][..],
        &["check", name, "--format", "json"],
        &["check", name, "--format", "sarif"],
        &["check", name, "--format", "github"],
        &["check", name, "--format", "html"],
        &["check", &format!("{name}/nowhere")],
        &["check", "docs", "--catalog", name],
        &["diff", "docs", &format!("{name}/en/errors.md")],
        &["sync", "checkout", "--into", "docs"],
        &["sync", "checkout", "--into", name],
    ] {
        let run = braze_errors(folder.path(), args);
        for text in [run.stdout, run.stderr] {
            assert_eq!(text.find(steers), None, "{args:?}: {text:?}");
            assert!(
                !text.lines().any(|line| line.trim_start().starts_with("::error::owned")),
                "{args:?}: {text}"
            );
        }
    }
}

#[cfg(unix)]
mod files {
    use std::fs;
    use std::os::unix::fs::symlink;
    use std::os::unix::net::UnixListener;
    use std::process::Command;

    use super::*;

    const WITH_CALL: &[&str] = &["check", "docs", "--catalog", "src/lib.rs"];

    #[test]
    fn what_might_never_end_is_not_read() {
        for (place, args) in [
            ("docs/fr/errors.md", WITH_CALL),
            ("docs/catalog.lock", &["check", "docs"]),
            ("docs/catalog.lock", &["accept"]),
            ("docs/braze-errors.toml", &["check", "docs"]),
            ("src/lib.rs", WITH_CALL),
        ] {
            let folder = project();
            let place = folder.path().join(place);
            let _ = fs::remove_file(&place);
            assert!(Command::new("mkfifo").arg(&place).status().unwrap().success());
            let run = braze_errors(folder.path(), args);
            assert!(matches!(run.code, Some(1 | 2)), "{run:?}");
            let said = run.stdout + &run.stderr;
            assert!(said.contains("found something that is no regular file"), "{said}");
        }
    }

    #[test]
    fn a_link_out_of_the_folder_is_not_followed() {
        for place in ["en/errors.md", "fr/errors.md", "catalog.lock", "braze-errors.toml"] {
            let folder = project();
            write(folder.path(), [("private", "token = \"hunter2\"\n".to_owned())]);
            let link = folder.path().join("docs").join(place);
            let _ = fs::remove_file(&link);
            symlink(folder.path().join("private"), &link).unwrap();
            for args in [
                &["check", "docs"][..],
                &["accept"],
                &["check", "docs", "--fix"],
                &["check", "docs", "--format", "json"],
            ] {
                let run = braze_errors(folder.path(), args);
                assert_eq!((run.code, run.stdout.as_str()), (Some(2), ""), "{args:?}");
                assert!(run.stderr.contains("outside of `docs`; expected a file in it"), "{}", run.stderr);
                assert!(!run.stderr.contains("hunter2"), "{}", run.stderr);
            }
        }
        let folder = project();
        let (link, page) = (folder.path().join("docs/fr/errors.md"), folder.path().join("private.md"));
        fs::rename(&link, &page).unwrap();
        symlink(&page, &link).unwrap();
        let run = braze_errors(folder.path(), &["diff", "docs", "docs"]);
        assert_eq!(run.code, Some(2), "{}", run.stderr);
    }

    #[test]
    fn what_stands_in_a_page_s_place_is_no_locale_that_went() {
        type Put = fn(&Path);
        let in_a_page_s_place: [(&str, Put); 6] = [
            ("a pipe", |page| assert!(Command::new("mkfifo").arg(page).status().unwrap().success())),
            ("a socket", |page| drop(UnixListener::bind(page).unwrap())),
            ("a folder", |page| fs::create_dir(page).unwrap()),
            ("a device", |page| symlink("/dev/zero", page).unwrap()),
            ("a link that leads nowhere", |page| symlink("nowhere.md", page).unwrap()),
            ("a link to itself", |page| symlink("errors.md", page).unwrap()),
        ];
        for (what, put) in in_a_page_s_place {
            let folder = project();
            write(folder.path(), [("old/en/errors.md", page(&ENGLISH)), ("old/fr/errors.md", page(&FRENCH))]);
            let place = folder.path().join("docs/fr/errors.md");
            fs::remove_file(&place).unwrap();
            put(&place);
            for args in [["diff", "old", "docs"].as_slice(), &["diff", "docs", "old"], &["check", "docs"]] {
                let run = braze_errors(folder.path(), args);
                assert!(matches!(run.code, Some(1 | 2)), "{what}, {args:?}: {run:?}");
                let said = run.stdout + &run.stderr;
                assert!(said.contains("docs/fr/errors.md"), "{what}, {args:?}: {said}");
            }
        }
        let folder = project();
        fs::rename(folder.path().join("docs/fr"), folder.path().join("french")).unwrap();
        symlink("nowhere", folder.path().join("docs/fr")).unwrap();
        let run = braze_errors(folder.path(), &["diff", "docs", "docs"]);
        assert_eq!(run.code, Some(2), "{run:?}");
    }

    #[test]
    fn nothing_is_written_through_a_link_out_of_the_folder() {
        let folder = project();
        let call = CATALOG.replace("source =", "lock = \"docs/link/below/owned.lock\",\n    source =");
        write(folder.path(), [("src/lib.rs", call)]);
        let (outside, link) = (folder.path().join("outside"), folder.path().join("docs/link"));
        symlink("../outside", &link).unwrap();
        // The folder isn't there, is, and has one that the lock would stand in.
        for below in [None, Some(""), Some("below")] {
            if let Some(below) = below {
                fs::create_dir_all(outside.join(below)).unwrap();
            }
            let run = braze_errors(folder.path(), &["accept", "--catalog", "src/lib.rs"]);
            assert_eq!((run.code, run.stdout.as_str()), (Some(2), ""), "{}", run.stderr);
            assert!(!outside.join("below/owned.lock").exists());
        }
        let run = braze_errors(folder.path(), &["accept", "--catalog", "src/lib.rs"]);
        assert!(run.stderr.contains("outside of `docs`; expected a file in it"), "{}", run.stderr);
        // Within the folder a link is as good as a folder.
        fs::remove_file(&link).unwrap();
        fs::create_dir(folder.path().join("docs/locks")).unwrap();
        symlink("locks", &link).unwrap();
        let run = braze_errors(folder.path(), &["accept", "--catalog", "src/lib.rs"]);
        assert_eq!(run.code, Some(0), "{}", run.stderr);
        assert!(folder.path().join("docs/locks/below/owned.lock").is_file());
    }

    #[test]
    fn a_page_is_written_over_neither_itself_nor_what_is_no_file() {
        let folder = project();
        let source = folder.path().join("docs/en/errors.md");
        let before = fs::read(&source).unwrap();
        symlink("errors.md", folder.path().join("docs/en/link.md")).unwrap();
        symlink("nowhere.md", folder.path().join("dangling.md")).unwrap();
        fs::create_dir(folder.path().join("folder.md")).unwrap();
        assert!(Command::new("mkfifo").arg(folder.path().join("pipe.md")).status().unwrap().success());
        for (output, expected) in [
            ("docs/en/errors.md", "a file of the catalog itself; expected another file"),
            ("docs/fr/../en/errors.md", "a file of the catalog itself; expected another file"),
            ("docs/en/link.md", "a file of the catalog itself; expected another file"),
            ("dangling.md", "found a link that leads nowhere"),
            ("folder.md", "found something that is no regular file"),
            ("pipe.md", "found something that is no regular file"),
            ("/dev/null", "found something that is no regular file"),
        ] {
            let run = braze_errors(folder.path(), &["pseudo", "docs/en/errors.md", "--output", output]);
            assert_eq!((run.code, run.stdout.as_str()), (Some(2), ""), "{output}: {}", run.stderr);
            assert!(run.stderr.contains(expected), "{output}: {}", run.stderr);
            assert_eq!(fs::read(&source).unwrap(), before, "{output}");
        }
    }

    #[test]
    fn what_is_written_behind_a_link_leaves_the_link() {
        let folder = project();
        let (file, link) = (folder.path().join("pages.md"), folder.path().join("link.md"));
        fs::write(&file, "old").unwrap();
        symlink("pages.md", &link).unwrap();
        let run = braze_errors(folder.path(), &["pseudo", "docs/en/errors.md", "--output", "link.md"]);
        assert_eq!(run.code, Some(0), "{}", run.stderr);
        assert!(link.is_symlink());
        assert!(fs::read_to_string(&file).unwrap().contains("404 Not Found"));
    }

    #[test]
    fn a_link_within_the_folder_and_one_to_it_are_followed() {
        let folder = project();
        let fr = folder.path().join("docs/fr");
        fs::rename(&fr, folder.path().join("docs/french")).unwrap();
        symlink("french", &fr).unwrap();
        symlink("docs", folder.path().join("pages")).unwrap();
        let run = braze_errors(folder.path(), &["check", "pages"]);
        assert_eq!(run.code, Some(0), "{}", run.stderr);
        assert!(run.stderr.starts_with("2 pages, 4 rows (gfm): "), "{}", run.stderr);
    }
}
