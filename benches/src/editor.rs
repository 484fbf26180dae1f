//! The language server: from a keystroke on the source's page to the findings on all pages.

use std::fs;
use std::io::{self, BufReader};
use std::path::Path;
use std::process::{Child, ChildStdin, ChildStdout, Command, Stdio};
use std::thread;
use std::time::Duration;

use lsp_server::{Message, Notification, Request, RequestId};
use serde_json::{Value, json};

use crate::clock::beside;
use crate::compile::pages;
use crate::pages::{LOCALES, Size};
use crate::project::{cargo, run, target, workspace};
use crate::table::Figure;

/// What is edited, and how long the findings may take: what nobody waits for, and what a large catalog may take.
const EDITED: [(Size, Duration); 2] = [
    (Size { rows: 22, locales: 8 }, Duration::from_millis(50)),
    (Size { rows: 1_000, locales: 10 }, Duration::from_millis(300)),
];

/// Types in the source's page beside the time that it may take.
///
/// # Errors
///
/// The command can't be built, or doesn't answer.
pub fn editor(mut each: impl FnMut(Figure)) -> Result<(), String> {
    let arguments = ["build", "--release", "--quiet", "--package", "braze-errors-cli"];
    run(cargo(&target()).args(arguments).current_dir(workspace()))?;
    let program = target().join("release/braze-errors");
    let failed = |error: io::Error| format!("the language server: {error}");
    for (size, limit) in EDITED {
        let folder = pages(size)?;
        describe(&folder, size).map_err(failed)?;
        run(Command::new(&program).arg("accept").current_dir(&folder))?;
        let mut editor = Editor::start(&program, &folder).map_err(failed)?;
        let mut wait = || {
            thread::sleep(limit);
            Ok(())
        };
        let beside = beside(15, &mut wait, &mut || editor.strike().map_err(failed))?;
        let Size { rows, locales } = size;
        each(Figure {
            what: format!("a keystroke, {rows} x {locales}, {:.1} ms", beside.ours.as_secs_f64() * 1000.0),
            limit: format!("{} ms", limit.as_millis()),
            ratio: beside.ratio,
            noise: beside.noise,
            goal: Some(1.0),
        });
    }
    Ok(())
}

/// Writes the configuration file of synthetic pages.
fn describe(folder: &Path, size: Size) -> io::Result<()> {
    let tags: Vec<&str> = LOCALES[..size.locales].iter().map(|locale| locale.tag).collect();
    let described = format!(
        "source = {:?}\nmarkdown = \"kramdown\"\npages = \"{{locale}}/errors.md\"\nlocales = {tags:?}\n",
        tags[0]
    );
    fs::write(folder.join("braze-errors.toml"), described)
}

/// An editor with the source's page open.
struct Editor {
    server: Child,
    input: ChildStdin,
    output: BufReader<ChildStdout>,
    uri: String,
    /// The line of the page's first row.
    line: usize,
    asked: i32,
}

impl Editor {
    fn start(program: &Path, folder: &Path) -> io::Result<Self> {
        let mut command = Command::new(program);
        let mut server = command.arg("lsp").stdin(Stdio::piped()).stdout(Stdio::piped()).spawn()?;
        let (Some(input), Some(output)) = (server.stdin.take(), server.stdout.take()) else {
            return Err(io::Error::other("it has no pipes"));
        };
        let page = folder.join(LOCALES[0].tag).join("errors.md");
        let (uri, text) = (format!("file://{}", page.display()), fs::read_to_string(&page)?);
        let line = text.lines().position(|line| line.starts_with("| `")).unwrap_or_default();
        let mut editor = Self { server, input, output: BufReader::new(output), uri, line, asked: 0 };
        editor.ask("initialize", json!({ "capabilities": {} }))?;
        let document = json!({ "uri": editor.uri, "languageId": "markdown", "version": 0, "text": text });
        editor.tell("textDocument/didOpen", json!({ "textDocument": document }))?;
        editor.ask("none", Value::Null)?;
        Ok(editor)
    }

    /// Strikes a key in the description of the page's first row, and waits until the findings are there.
    fn strike(&mut self) -> io::Result<()> {
        let place = json!({ "line": self.line, "character": 60 });
        let change = json!({ "range": { "start": place, "end": place }, "text": "e" });
        let document = json!({ "uri": self.uri, "version": self.asked });
        self.tell("textDocument/didChange", json!({ "textDocument": document, "contentChanges": [change] }))?;
        self.ask("none", Value::Null)
    }

    fn tell(&mut self, method: &str, params: Value) -> io::Result<()> {
        Message::Notification(Notification { method: method.to_owned(), params }).write(&mut self.input)
    }

    /// Asks, and waits for an answer, whatever it says: what was told before is checked then.
    fn ask(&mut self, method: &str, params: Value) -> io::Result<()> {
        self.asked += 1;
        let id = RequestId::from(self.asked);
        Message::Request(Request { id: id.clone(), method: method.to_owned(), params })
            .write(&mut self.input)?;
        loop {
            match Message::read(&mut self.output)? {
                Some(Message::Response(answer)) if answer.id == id => return Ok(()),
                Some(_) => {}
                None => return Err(io::Error::other("it has ended")),
            }
        }
    }
}

impl Drop for Editor {
    fn drop(&mut self) {
        // What has ended already needs no end.
        let _ = self.server.kill();
        let _ = self.server.wait();
    }
}
