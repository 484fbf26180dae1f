//! An editor, as far as a language server sees one.

use std::collections::BTreeMap;
use std::io::{BufRead, BufReader, Read, Write};
use std::path::{Path, PathBuf};
use std::process::{Child, ChildStdin, ChildStdout, Stdio};

use lsp_server::{Message, Notification, Request, RequestId, Response};
use serde_json::{Value, json};

use crate::support::command;

/// A server that runs, and what it has told.
pub(super) struct Client {
    server: Child,
    input: Option<ChildStdin>,
    output: BufReader<ChildStdout>,
    asked: i32,
    /// The diagnostics of each file that were told last, by URI.
    pub(super) diagnostics: BTreeMap<String, Vec<Value>>,
    /// The requests of the server's own.
    pub(super) requests: Vec<Request>,
    version: i32,
    /// The texts that are open, as they are after each change.
    texts: BTreeMap<PathBuf, String>,
}

impl Client {
    /// Starts the server.
    pub(super) fn start() -> Self {
        let mut command = command(&["lsp"]);
        command.env_remove("BRAZE_ERRORS_DOCS").stdin(Stdio::piped()).stdout(Stdio::piped());
        let mut server = command.spawn().unwrap();
        let input = server.stdin.take();
        let output = BufReader::new(server.stdout.take().unwrap());
        let (diagnostics, requests) = (BTreeMap::new(), Vec::new());
        Self { server, input, output, asked: 0, diagnostics, requests, version: 0, texts: BTreeMap::new() }
    }

    /// Starts the server, and begins to work in a folder.
    pub(super) fn in_folder(folder: &Path) -> Self {
        Self::with(&[folder], &json!({}))
    }

    /// Starts the server for a client that can do this, and begins to work in some folders.
    pub(super) fn with(folders: &[&Path], capabilities: &Value) -> Self {
        let mut client = Self::start();
        let folder = |folder: &&Path| json!({ "uri": uri(folder), "name": "docs" });
        let folders: Vec<Value> = folders.iter().map(folder).collect();
        let params = json!({ "processId": null, "capabilities": capabilities, "workspaceFolders": folders });
        client.ask("initialize", params);
        client.tell("initialized", json!({}));
        client.settle();
        client
    }

    /// Sends bytes, whatever they are.
    pub(super) fn send_raw(&mut self, bytes: &[u8]) {
        let input = self.input.as_mut().unwrap();
        input.write_all(bytes).unwrap();
        input.flush().unwrap();
    }

    fn send(&mut self, message: &Message) {
        message.write(self.input.as_mut().unwrap()).unwrap();
    }

    pub(super) fn tell(&mut self, method: &str, params: Value) {
        self.send(&Message::Notification(Notification::new(method.to_owned(), params)));
    }

    /// Asks, and takes down what is told until the answer comes.
    pub(super) fn try_ask(&mut self, method: &str, params: Value) -> Result<Value, (i32, String)> {
        self.asked += 1;
        let id = RequestId::from(self.asked);
        self.send(&Message::Request(Request::new(id.clone(), method.to_owned(), params)));
        loop {
            match self.read() {
                Message::Response(Response { id: of, response_result }) if of == id => {
                    return response_result.map_err(|error| (error.code, error.message));
                }
                other => self.take_down(other),
            }
        }
    }

    pub(super) fn ask(&mut self, method: &str, params: Value) -> Value {
        self.try_ask(method, params).unwrap_or_else(|error| panic!("{method}: {error:?}"))
    }

    /// Waits until all that was told is checked.
    pub(super) fn settle(&mut self) {
        let unknown = self.try_ask("test/settle", Value::Null);
        assert_eq!(unknown.unwrap_err().0, -32601);
    }

    /// The error that the server answers with, whatever it is an answer to.
    pub(super) fn raw_error(&mut self) -> Value {
        loop {
            let mut header = String::new();
            self.output.read_line(&mut header).unwrap();
            let length = header.trim_end().strip_prefix("Content-Length: ").unwrap().parse().unwrap();
            self.output.read_line(&mut header).unwrap();
            let mut body = vec![0; length];
            self.output.read_exact(&mut body).unwrap();
            let message: Value = serde_json::from_slice(&body).unwrap();
            if message.get("error").is_some() {
                return message;
            }
        }
    }

    /// The next message of the server, as it comes.
    pub(super) fn read(&mut self) -> Message {
        Message::read(&mut self.output).unwrap().expect("the server is alive")
    }

    fn take_down(&mut self, message: Message) {
        match message {
            Message::Notification(told) if told.method == "textDocument/publishDiagnostics" => {
                let uri = told.params["uri"].as_str().unwrap().to_owned();
                let diagnostics = told.params["diagnostics"].as_array().unwrap().clone();
                self.diagnostics.insert(uri, diagnostics);
            }
            Message::Request(request) => {
                let answer = Response::new_ok(request.id.clone(), Value::Null);
                self.send(&Message::Response(answer));
                self.requests.push(request);
            }
            _ => {}
        }
    }

    /// Opens a file with what it holds.
    pub(super) fn open(&mut self, path: &Path) {
        self.open_text(path, &std::fs::read_to_string(path).unwrap());
    }

    pub(super) fn open_text(&mut self, path: &Path, text: &str) {
        self.version += 1;
        self.texts.insert(path.to_owned(), text.to_owned());
        let document =
            json!({ "uri": uri(path), "languageId": "markdown", "version": self.version, "text": text });
        self.tell("textDocument/didOpen", json!({ "textDocument": document }));
    }

    /// Types in an open file, whose client counts in UTF-16: writes something over what stands there once.
    pub(super) fn write_over(&mut self, path: &Path, old: &str, new: &str) {
        let text = &self.texts[path];
        assert_eq!(text.matches(old).count(), 1, "{old:?} in {text}");
        let start = text.find(old).unwrap();
        let range = json!({ "start": position(text, start), "end": position(text, start + old.len()) });
        let changed = text.replacen(old, new, 1);
        self.texts.insert(path.to_owned(), changed);
        self.change_by(path, &json!([{ "range": range, "text": new }]));
    }

    /// The place of what stands once in an open file.
    pub(super) fn place(&self, path: &Path, of: &str) -> Value {
        let text = &self.texts[path];
        assert_eq!(text.matches(of).count(), 1, "{of:?} in {text}");
        position(text, text.find(of).unwrap())
    }

    /// Does what an answer says is to be done in open files, as an editor does.
    pub(super) fn apply(&mut self, edit: &Value) {
        let files = edit["changes"].as_object().expect("the client takes no edits of versions");
        for (uri, edits) in files {
            let path = PathBuf::from(uri.strip_prefix("file://").unwrap());
            let mut edits: Vec<(usize, usize, &str)> = (edits.as_array().unwrap().iter())
                .map(|edit| {
                    let at = |place: &str| offset(&self.texts[&path], &edit["range"][place]);
                    (at("start"), at("end"), edit["newText"].as_str().unwrap())
                })
                .collect();
            edits.sort_unstable();
            let mut text = self.texts[&path].clone();
            for (start, end, new) in edits.into_iter().rev() {
                text.replace_range(start..end, new);
            }
            self.texts.insert(path.clone(), text.clone());
            self.change_by(&path, &json!([{ "text": text }]));
        }
    }

    /// What an open file holds.
    pub(super) fn text(&self, path: &Path) -> &str {
        &self.texts[path]
    }

    pub(super) fn change_by(&mut self, path: &Path, changes: &Value) {
        self.version += 1;
        let document = json!({ "uri": uri(path), "version": self.version });
        self.tell("textDocument/didChange", json!({ "textDocument": document, "contentChanges": changes }));
    }

    /// What was found on a page, once everything is checked.
    pub(super) fn found(&mut self, path: &Path) -> Vec<Value> {
        self.settle();
        self.diagnostics.get(&uri(path)).cloned().unwrap_or_default()
    }

    /// The rules of what was found on a page.
    pub(super) fn rules(&mut self, path: &Path) -> Vec<String> {
        self.found(path).iter().map(|found| found["code"].as_str().unwrap().to_owned()).collect()
    }

    /// Asks about the place of what stands once in an open file.
    pub(super) fn ask_at(&mut self, method: &str, path: &Path, of: &str) -> Value {
        let position = self.place(path, of);
        self.ask(method, json!({ "textDocument": { "uri": uri(path) }, "position": position }))
    }

    /// Ends the server as a client should; returns its exit code.
    pub(super) fn end(mut self) -> Option<i32> {
        assert_eq!(self.ask("shutdown", Value::Null), Value::Null);
        self.tell("exit", Value::Null);
        self.exit_code()
    }

    /// Waits for the end of the server, once nothing more comes.
    pub(super) fn exit_code(&mut self) -> Option<i32> {
        self.input = None;
        self.server.wait().unwrap().code()
    }
}

impl Drop for Client {
    fn drop(&mut self) {
        let _ = self.server.kill();
        let _ = self.server.wait();
    }
}

/// The place of a byte, in UTF-16.
fn position(text: &str, at: usize) -> Value {
    let line = text[..at].rfind('\n').map_or(0, |end| end + 1);
    json!({ "line": text[..at].matches('\n').count(), "character": text[line..at].encode_utf16().count() })
}

/// The byte at a place, in UTF-16.
fn offset(text: &str, position: &Value) -> usize {
    let number = |name: &str| usize::try_from(position[name].as_u64().unwrap()).unwrap();
    let line = text.split_inclusive('\n').take(number("line")).map(str::len).sum::<usize>();
    let mut units = 0;
    let before = text[line..].chars().take_while(|char| {
        units += char.len_utf16();
        units <= number("character")
    });
    line + before.map(char::len_utf8).sum::<usize>()
}

/// The URI of a file whose path needs no escape.
pub(super) fn uri(path: &Path) -> String {
    let path = path.to_str().unwrap().replace('\\', "/");
    let root = if path.starts_with('/') { "" } else { "/" };
    format!("file://{root}{path}")
}
