//! The pages that are tested, and the code blocks in them.

use std::ops::Range;
use std::path::{Path, PathBuf};
use std::{env, fs};

use pulldown_cmark::{CodeBlockKind, Event, Options, Parser, Tag, TagEnd};

/// A page, by its path in the workspace.
pub(crate) struct Page {
    pub(crate) path: String,
    pub(crate) text: String,
}

/// A code block with a fence.
#[derive(Debug)]
pub(crate) struct Block<'p> {
    /// What stands behind the opening fence: `console`, or `toml braze-errors.toml`.
    pub(crate) info: String,
    pub(crate) text: &'p str,
    /// Where the text is in the page.
    pub(crate) span: Range<usize>,
}

pub(crate) fn workspace() -> &'static Path {
    Path::new(env!("CARGO_MANIFEST_DIR")).parent().expect("the command is a member of the workspace")
}

pub(crate) fn read(path: &str) -> Page {
    let text = fs::read_to_string(workspace().join(path)).unwrap_or_else(|error| panic!("{path}: {error}"));
    Page { path: path.to_owned(), text: text.replace("\r\n", "\n") }
}

/// Every page of the book, and the README.
pub(crate) fn all() -> Vec<Page> {
    let mut files = vec![PathBuf::from("README.md")];
    let mut folders = vec![PathBuf::from("book/src")];
    while let Some(folder) = folders.pop() {
        for entry in fs::read_dir(workspace().join(&folder)).expect("the folder can be read") {
            let name = entry.expect("it can be read").file_name();
            let path = folder.join(name);
            // The rules' folder is a link to where the code has them.
            if workspace().join(&path).is_dir() {
                folders.push(path);
            } else if path.extension().is_some_and(|extension| extension == "md") {
                files.push(path);
            }
        }
    }
    files.sort();
    let slashed = |path: &PathBuf| path.to_str().expect("the path is UTF-8").replace('\\', "/");
    files.iter().map(|path| read(&slashed(path))).collect()
}

pub(crate) fn events(text: &str) -> impl Iterator<Item = (Event<'_>, Range<usize>)> {
    Parser::new_ext(text, Options::ENABLE_TABLES).into_offset_iter()
}

pub(crate) fn blocks(text: &str) -> Vec<Block<'_>> {
    let mut blocks = Vec::new();
    let mut open: Option<(String, Option<Range<usize>>)> = None;
    for (event, span) in events(text) {
        match event {
            Event::Start(Tag::CodeBlock(CodeBlockKind::Fenced(info))) => {
                open = Some((info.into_string(), None));
            }
            Event::Text(_) => {
                if let Some((_, inner)) = &mut open {
                    let start = inner.as_ref().map_or(span.start, |inner| inner.start);
                    *inner = Some(start..span.end);
                }
            }
            Event::End(TagEnd::CodeBlock) => {
                if let Some((info, Some(span))) = open.take() {
                    blocks.push(Block { info, text: &text[span.clone()], span });
                }
            }
            _ => {}
        }
    }
    blocks
}

/// Compares a page with what it should be, or writes it so.
pub(crate) fn compare(page: &Page, expected: &str) -> Result<(), String> {
    if page.text == expected {
        return Ok(());
    }
    if env::var_os("INSTA_UPDATE").is_some_and(|update| update == "always") {
        fs::write(workspace().join(&page.path), expected).expect("the page can be written");
        return Ok(());
    }
    let same =
        page.text.lines().zip(expected.lines()).take_while(|(found, expected)| found == expected).count();
    let from = |text: &str| {
        text.lines().skip(same).take(5).map(|line| format!("  {line}\n")).collect::<Vec<_>>().concat()
    };
    let (found, expected) = (from(&page.text), from(expected));
    Err(format!("{}:{}: found\n{found}expected\n{expected}", page.path, same + 1))
}
