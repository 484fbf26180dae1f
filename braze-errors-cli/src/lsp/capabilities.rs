//! What the client and the server can do, as they tell each other at the beginning.

use std::path::PathBuf;

use braze_errors_codegen::Form;
use lsp_server::Message;
use lsp_types::notification::{DidChangeWatchedFiles, Notification as _};
use lsp_types::request::{RegisterCapability, Request as _};
use lsp_types::{CodeActionKind, Documentation, MarkupContent, MarkupKind, TextDocumentSyncKind, Uri};
use serde_json::{Value, json};

use super::location::{encoded, path_of};
use super::message;
use super::position::Encoding;

/// The files that say what is found: pages, the lock, the configuration file, and the Rust file with the call. Which of them
/// are a catalog's is known when they change.
const WATCHED: [&str; 4] = ["**/*.{md,mdx,markdown}", "**/*.lock", "**/braze-errors.toml", "**/*.rs"];

/// The command that accepts a row.
pub(super) const ACCEPT: &str = "braze-errors.accept";

/// What is to be known of a client.
#[derive(Clone, Copy, Debug, Default)]
pub(super) struct Client {
    pub(super) encoding: Encoding,
    /// It watches files for a server that asks for it.
    pub(super) registers_watchers: bool,
    /// It takes edits of a version of a document.
    pub(super) edits_versions: bool,
    /// What it shows of a row, and beside a row that is offered.
    pub(super) hover: Shown,
    pub(super) documentation: Shown,
}

impl Client {
    /// Reads the parameters of `initialize`. What they don't say, or say in a way that nobody can read, the client can't do.
    pub(super) fn of(params: &Value) -> Self {
        let capability = |path: &str| params.pointer(&format!("/capabilities/{path}"));
        let can = |path: &str| capability(path).and_then(Value::as_bool).unwrap_or_default();
        let shown = |path: &str| {
            let formats = capability(path).and_then(Value::as_array);
            let is_markdown =
                formats.is_some_and(|formats| formats.iter().any(|format| format == "markdown"));
            if is_markdown { Shown::Markdown } else { Shown::Text }
        };
        let encodings = capability("general/positionEncodings").and_then(Value::as_array);
        Self {
            encoding: Encoding::among(encodings.into_iter().flatten().filter_map(Value::as_str)),
            registers_watchers: can("workspace/didChangeWatchedFiles/dynamicRegistration"),
            edits_versions: can("workspace/workspaceEdit/documentChanges"),
            hover: shown("textDocument/hover/contentFormat"),
            documentation: shown("textDocument/completion/completionItem/documentationFormat"),
        }
    }
}

/// What a client shows.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub(super) enum Shown {
    Markdown,
    #[default]
    Text,
}

impl Shown {
    /// The form of the catalog's texts in it.
    pub(super) fn form(self) -> Form {
        match self {
            Self::Markdown => Form::Markdown,
            Self::Text => Form::Text,
        }
    }

    /// A text beside what is offered.
    pub(super) fn documentation(self, text: String) -> Documentation {
        match self {
            Self::Markdown => Documentation::MarkupContent(self.content(text)),
            // A client that names no kind of text knows none.
            Self::Text => Documentation::String(text),
        }
    }

    pub(super) fn content(self, value: String) -> MarkupContent {
        let kind = match self {
            Self::Markdown => MarkupKind::Markdown,
            Self::Text => MarkupKind::PlainText,
        };
        MarkupContent { kind, value }
    }
}

/// The folders that the parameters of `initialize` name.
pub(super) fn folders(params: &Value) -> Vec<PathBuf> {
    let path = |uri: &Value| path_of(&encoded(uri.as_str()?).parse::<Uri>().ok()?);
    match params.get("workspaceFolders").and_then(Value::as_array) {
        Some(folders) => folders.iter().filter_map(|folder| path(folder.get("uri")?)).collect(),
        None => params.get("rootUri").and_then(path).into_iter().collect(),
    }
}

/// What the server tells of itself.
pub(super) fn of_server(encoding: Encoding) -> Value {
    json!({
        "capabilities": {
            "positionEncoding": encoding.kind(),
            "textDocumentSync": {
                "openClose": true,
                "change": TextDocumentSyncKind::INCREMENTAL,
                "save": { "includeText": false },
            },
            "hoverProvider": true,
            "definitionProvider": true,
            "referencesProvider": true,
            // What a row begins with.
            "completionProvider": { "triggerCharacters": ["|"] },
            "codeActionProvider": { "codeActionKinds": [CodeActionKind::QUICKFIX, CodeActionKind::SOURCE_FIX_ALL] },
            "executeCommandProvider": { "commands": [ACCEPT] },
            "workspace": { "workspaceFolders": { "supported": true, "changeNotifications": true } },
        },
        "serverInfo": { "name": env!("CARGO_BIN_NAME"), "version": env!("CARGO_PKG_VERSION") },
    })
}

/// The request to be told of changed files.
pub(super) fn watchers() -> Message {
    let registration = json!({
        "id": "files",
        "method": DidChangeWatchedFiles::METHOD,
        "registerOptions": { "watchers": WATCHED.map(|glob| json!({ "globPattern": glob })) },
    });
    message::request("files", RegisterCapability::METHOD, json!({ "registrations": [registration] }))
}
