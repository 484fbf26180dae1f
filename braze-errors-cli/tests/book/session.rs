//! Each page's blocks of commands are run, and answer what the page shows.
//!
//! A page is one session in a folder that is empty at first. A block with a file's name behind its language, such as
//! `toml braze-errors.toml`, is written there; in a block of `console` each line that begins with `$ ` is run by a
//! shell, and what follows is what it prints. A `…` stands for any text in a line and, alone, for any lines.

use std::fmt::Write as _;
use std::path::Path;
use std::process::{Command, Stdio};
use std::{env, fs, thread};

use crate::pages::{self, Page};

#[test]
fn commands_answer_what_the_pages_show() {
    let pages = pages::all();
    let wrong: Vec<String> = thread::scope(|scope| {
        let runs: Vec<_> =
            pages.iter().map(|page| scope.spawn(|| pages::compare(page, &session(page)).err())).collect();
        runs.into_iter()
            .filter_map(|run| run.join().expect("a page's blocks are as they should be"))
            .collect()
    });
    assert!(wrong.is_empty(), "{}", wrong.join("\n"));
    let is_command = |line: &&str| line.starts_with("$ braze-errors ");
    let count = pages.iter().flat_map(|page| page.text.lines()).filter(is_command).count();
    assert!(count > 20, "found {count} commands");
}

/// The page as it should be: as it is, where it shows what its commands print.
fn session(page: &Page) -> String {
    let folder = tempfile::tempdir().expect("there is a temporary folder");
    // What a shell printed is known from the top, and put in from the bottom.
    let mut printed = Vec::new();
    for block in pages::blocks(&page.text) {
        let before = &page.text[..block.span.start];
        let fence = before.lines().next_back().unwrap_or_default();
        assert!(fence.starts_with("```"), "found `{fence}` in {}; expected a block in no list", page.path);
        let (language, file) = block.info.split_once(' ').unwrap_or((&block.info, ""));
        if !file.is_empty() {
            let is_named = before.contains(&format!("`{file}`"));
            assert!(is_named, "found a file in {}; expected `{file}` in the text above it", page.path);
            write(&folder.path().join(file), block.text);
        }
        if language == "console" {
            printed.push((block.span.clone(), run(page, folder.path(), block.text)));
        }
    }
    let mut text = page.text.clone();
    for (span, block) in printed.into_iter().rev() {
        text.replace_range(span, &block);
    }
    text
}

fn write(path: &Path, text: &str) {
    fs::create_dir_all(path.parent().expect("a file is in a folder")).expect("the folder can be made");
    fs::write(path, text).expect("the file can be written");
}

/// The block as it should be.
fn run(page: &Page, folder: &Path, block: &str) -> String {
    let mut text = String::new();
    let mut lines = block.lines().peekable();
    while let Some(line) = lines.next() {
        let Some(mut command) = line.strip_prefix("$ ").map(str::to_owned) else {
            panic!("found `{line}` in {}; expected a command behind `$ `", page.path)
        };
        let _ = writeln!(text, "{line}");
        while let Some(before) = command.strip_suffix('\\') {
            let next = lines.next().unwrap_or_default();
            let _ = writeln!(text, "{next}");
            command = format!("{before}{next}");
        }
        let mut shown = Vec::new();
        while let Some(line) = lines.next_if(|line| !line.starts_with("$ ")) {
            shown.push(line);
        }
        // The tests can't run themselves.
        let is_run = command != "cargo test";
        let printed = if is_run { shell(folder, &command) } else { String::new() };
        let printed: Vec<&str> = printed.lines().collect();
        let lines = if agrees(&shown, &printed) { shown } else { printed };
        text.extend(lines.iter().flat_map(|line| [line, "\n"]));
    }
    text
}

/// What a command prints, on both streams.
fn shell(folder: &Path, command: &str) -> String {
    let program = Path::new(env!("CARGO_BIN_EXE_braze-errors"));
    let programs = [
        program.parent().expect("it is in a folder"),
        Path::new("/usr/local/bin"),
        Path::new("/usr/bin"),
        Path::new("/bin"),
    ];
    // In the workspace, where the README is read, cargo runs the command.
    let script = format!("exec 2>&1\ncargo() {{ shift 2; braze-errors \"$@\"; }}\n{command}");
    let output = Command::new("sh")
        .args(["-c", &script])
        .current_dir(folder)
        .env_clear()
        .env("PATH", env::join_paths(programs).expect("no path holds a colon"))
        .env("HOME", folder)
        .envs(["GIT_AUTHOR_NAME", "GIT_COMMITTER_NAME"].map(|name| (name, "A Writer")))
        .envs(["GIT_AUTHOR_EMAIL", "GIT_COMMITTER_EMAIL"].map(|name| (name, "writer@parcel.example")))
        .stdin(Stdio::null())
        .output()
        .expect("there is a shell");
    String::from_utf8(output.stdout).expect("the output is UTF-8")
}

/// Says whether lines are those that were printed, but for `…`.
fn agrees(shown: &[&str], printed: &[&str]) -> bool {
    match shown.split_first() {
        None => printed.is_empty(),
        Some((&"…", rest)) => (0..=printed.len()).any(|skipped| agrees(rest, &printed[skipped..])),
        Some((line, rest)) => {
            let Some((first, others)) = printed.split_first() else { return false };
            line_agrees(line, first) && agrees(rest, others)
        }
    }
}

fn line_agrees(shown: &str, printed: &str) -> bool {
    let mut parts = shown.split('…');
    let Some(mut left) = printed.strip_prefix(parts.next().unwrap_or_default()) else { return false };
    let parts: Vec<&str> = parts.collect();
    let Some((last, middle)) = parts.split_last() else { return left.is_empty() };
    for part in middle {
        let Some(at) = left.find(part) else { return false };
        left = &left[at + part.len()..];
    }
    left.ends_with(last)
}

#[test]
fn dots_stand_for_any_text_and_any_lines() {
    let lines = |text: &'static str| text.lines().collect::<Vec<_>>();
    for (shown, printed, agree) in [
        ("", "", true),
        ("a", "a", true),
        ("a", "b", false),
        ("a", "", false),
        ("a…", "abc", true),
        ("a…c", "abc", true),
        ("a…c", "abx", false),
        ("…\nb", "x\ny\nb", true),
        ("a\n…", "a", true),
        ("a\n…\nz", "a\nb", false),
    ] {
        assert_eq!(agrees(&lines(shown), &lines(printed)), agree, "{shown:?} {printed:?}");
    }
}
