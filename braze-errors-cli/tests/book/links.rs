//! Every page is in the book's summary, every link leads somewhere, and every command that is named is one.

use std::collections::{BTreeSet, HashMap};
use std::path::{Component, Path, PathBuf};
use std::process::{Command, Stdio};

use pulldown_cmark::{Event, Tag, TagEnd};

use crate::pages::{self, Page, workspace};

/// Where the repository's files are shown.
const REPOSITORY: &str = "https://github.com/braze-errors/braze-errors/";

/// Where the book is published.
const SITE: &str = "https://braze-errors.github.io/braze-errors/";

#[test]
fn the_summary_lists_each_page_once() {
    let summary = pages::read("book/src/SUMMARY.md");
    let listed: Vec<String> =
        links(&summary.text).into_iter().map(|link| format!("book/src/{link}")).collect();
    let unique: BTreeSet<&String> = listed.iter().collect();
    assert_eq!(unique.len(), listed.len(), "found a page twice in {}", summary.path);
    let pages: Vec<Page> = pages::all();
    let is_chapter = |path: &&String| path.starts_with("book/") && **path != summary.path;
    let written: BTreeSet<&String> = pages.iter().map(|page| &page.path).filter(is_chapter).collect();
    assert_eq!(unique, written);
}

#[test]
fn each_link_leads_to_a_page_and_a_heading() {
    let pages = pages::all();
    let anchors: HashMap<&str, BTreeSet<String>> =
        pages.iter().map(|page| (page.path.as_str(), headings(&page.text))).collect();
    let mut broken = Vec::new();
    for page in &pages {
        for link in links(&page.text) {
            if let Err(wrong) = follow(page, &link, &anchors) {
                broken.push(format!("{}: found the link {link}; expected {wrong}", page.path));
            }
        }
    }
    assert!(broken.is_empty(), "{}", broken.join("\n"));
}

/// Follows a link inside the workspace.
fn follow(page: &Page, link: &str, anchors: &HashMap<&str, BTreeSet<String>>) -> Result<(), String> {
    let is_book = page.path.starts_with("book/");
    let (file, anchor) = link.split_once('#').unwrap_or((link, ""));
    let path = if let Some(below) = file.strip_prefix(REPOSITORY) {
        let below = ["blob/main/", "tree/main/"].into_iter().find_map(|view| below.strip_prefix(view));
        let Some(below) = below else { return Ok(()) };
        below.to_owned()
    } else if let Some(below) = file.strip_prefix(SITE) {
        format!(
            "book/src/{}",
            if below.is_empty() { "README.md".to_owned() } else { below.replace(".html", ".md") }
        )
    } else if file.contains("://") {
        return if file.starts_with("https://") { Ok(()) } else { Err("https".to_owned()) };
    } else if file.is_empty() {
        page.path.clone()
    } else {
        join(&page.path, file)
    };
    if !workspace().join(&path).exists() {
        return Err("a file that is there".to_owned());
    }
    if is_book && !file.contains("://") && !path.starts_with("book/src/") {
        return Err(format!("{REPOSITORY}blob/main/{path}, as it is outside of the book"));
    }
    let known = anchors.get(path.as_str());
    match known {
        Some(known) if !anchor.is_empty() && !known.contains(anchor) => Err(format!("one of {known:?}")),
        _ => Ok(()),
    }
}

/// A link from a page, as a path in the workspace.
fn join(page: &str, link: &str) -> String {
    let mut path = PathBuf::from(page);
    path.pop();
    for part in Path::new(link).components() {
        match part {
            Component::ParentDir => drop(path.pop()),
            part => path.push(part),
        }
    }
    path.to_str().expect("the path is UTF-8").replace('\\', "/")
}

fn links(text: &str) -> Vec<String> {
    let target = |(event, _)| match event {
        Event::Start(Tag::Link { dest_url, .. } | Tag::Image { dest_url, .. }) => {
            Some(dest_url.into_string())
        }
        _ => None,
    };
    pages::events(text).filter_map(target).collect()
}

/// The anchors that mdbook and GitHub give to headings.
fn headings(text: &str) -> BTreeSet<String> {
    let (mut anchors, mut heading) = (BTreeSet::new(), None);
    for (event, _) in pages::events(text) {
        match event {
            Event::Start(Tag::Heading { .. }) => heading = Some(String::new()),
            Event::Text(words) | Event::Code(words) => {
                if let Some(heading) = &mut heading {
                    heading.push_str(&words);
                }
            }
            Event::End(TagEnd::Heading(_)) => anchors.extend(heading.take().map(|heading| anchor(&heading))),
            _ => {}
        }
    }
    anchors
}

fn anchor(heading: &str) -> String {
    let letter = |letter: char| match letter {
        letter if letter.is_alphanumeric() || matches!(letter, '-' | '_') => {
            Some(letter.to_ascii_lowercase())
        }
        letter if letter.is_whitespace() => Some('-'),
        _ => None,
    };
    heading.chars().filter_map(letter).collect()
}

/// Files that the book includes are there.
#[test]
fn each_file_that_is_included_is_there() {
    for page in pages::all() {
        for include in page.text.split("{{#include ").skip(1) {
            let file = include.split("}}").next().unwrap_or_default();
            let path = join(&page.path, file.split(':').next().unwrap_or_default());
            assert!(workspace().join(&path).is_file(), "found no {path}, which {} includes", page.path);
        }
    }
}

/// In a sentence, in a workflow or in a settings file, a command has a subcommand and options that there are.
#[test]
fn each_command_that_is_named_is_one() {
    let mut named = BTreeSet::new();
    for page in pages::all() {
        let in_sentence = |(event, _)| match event {
            Event::Code(text) => Some(text.into_string()),
            _ => None,
        };
        // What is run says itself what is wrong.
        let blocks = pages::blocks(&page.text).into_iter().filter(|block| block.info != "console");
        let texts = pages::events(&page.text)
            .filter_map(in_sentence)
            .chain(blocks.map(|block| block.text.to_owned()));
        for text in texts {
            named.extend(text.lines().filter_map(arguments).map(|words| (words, page.path.clone())));
        }
    }
    assert!(named.len() > 20, "found few commands: {named:?}");
    let mut wrong = Vec::new();
    for (words, page) in &named {
        let mut command = Command::new(env!("CARGO_BIN_EXE_braze-errors"));
        let run =
            command.args(words).arg("--help").stdin(Stdio::null()).output().expect("the command starts");
        if !run.status.success() {
            let said = String::from_utf8_lossy(&run.stderr).into_owned();
            wrong.push(format!("{page}: braze-errors {}\n{said}", words.join(" ")));
        }
    }
    assert!(wrong.is_empty(), "{}", wrong.join("\n"));
}

/// The arguments of `braze-errors` in a line, up to what only a shell understands.
fn arguments(line: &str) -> Option<Vec<String>> {
    let (before, behind) = line.split_once("braze-errors ")?;
    let is_word = before.chars().next_back().is_none_or(|before| matches!(before, ' ' | '`' | '"' | '\''));
    // The dependency in a manifest is no command.
    if !is_word || behind.starts_with('=') {
        return None;
    }
    let words = behind.split_whitespace().map(|word| word.trim_matches(['"', '\'', '`']));
    let is_shell = |word: &&str| matches!(*word, ">" | ">>" | "|" | "&&" | "||" | ";" | "\\" | "2>&1");
    Some(words.take_while(|word| !is_shell(word)).map(str::to_owned).collect())
}
