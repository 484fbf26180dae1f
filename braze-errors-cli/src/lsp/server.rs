//! The protocol's course: what a client asks and tells, from `initialize` to `exit`.

use std::collections::BTreeMap;
use std::io::{self, Write};
use std::process::ExitCode;

use lsp_server::{ErrorCode, Message, Notification, Request, Response};
use lsp_types::notification::{
    DidChangeTextDocument, DidChangeWatchedFiles, DidChangeWorkspaceFolders, DidCloseTextDocument,
    DidOpenTextDocument, DidSaveTextDocument, Exit, Initialized, Notification as _, PublishDiagnostics,
};
use lsp_types::request::{
    CodeActionRequest, Completion, ExecuteCommand, GotoDefinition, HoverRequest, Initialize, References,
    Request as _, Shutdown,
};
use lsp_types::{
    CodeActionKind, DidChangeTextDocumentParams, DidChangeWatchedFilesParams,
    DidChangeWorkspaceFoldersParams, DidCloseTextDocumentParams, DidOpenTextDocumentParams,
    ExecuteCommandParams, PublishDiagnosticsParams, Range, TextDocumentIdentifier,
    TextDocumentPositionParams, WorkspaceFolder,
};
use serde::de::DeserializeOwned;
use serde::{Deserialize, Serialize};
use serde_json::Value;

use super::action::Actions;
use super::capabilities::{self, ACCEPT, Client};
use super::completion::completion;
use super::diagnostic;
use super::here::Here;
use super::hover::hover;
use super::location::{encoded, path_of};
use super::message::{self, Incoming};
use super::navigation::{definition, references};
use super::workspace::Workspace;

/// A server, which writes to its client.
pub(super) struct Server<W> {
    output: W,
    stage: Stage,
    client: Client,
    workspace: Workspace,
    /// What the client was told last of each file, by URI.
    published: BTreeMap<String, PublishDiagnosticsParams>,
}

/// How far the protocol has come.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Stage {
    /// Nothing but `initialize` is answered.
    Begun,
    Running,
    /// Nothing but `exit` is expected.
    ShutDown,
}

/// Whether there is more to read.
pub(super) enum Next {
    Read,
    Exit(ExitCode),
}

/// What a question about a part of a page says of it.
#[derive(Debug, Deserialize)]
#[serde(rename_all = "camelCase")]
struct PageRange {
    text_document: TextDocumentIdentifier,
    range: Range,
}

/// Why a request isn't answered as it wants.
type Refused = (ErrorCode, String);

impl<W: Write> Server<W> {
    pub(super) fn new(output: W) -> Self {
        Self {
            output,
            stage: Stage::Begun,
            client: Client::default(),
            workspace: Workspace::default(),
            published: BTreeMap::new(),
        }
    }

    /// The code to exit with where nothing more comes: it is no failure once the client has asked for the end.
    pub(super) fn exit_code(&self) -> ExitCode {
        if self.stage == Stage::ShutDown { ExitCode::SUCCESS } else { ExitCode::FAILURE }
    }

    /// Follows a message.
    ///
    /// # Errors
    ///
    /// Says why the client can't be answered.
    pub(super) fn receive(&mut self, incoming: Incoming) -> io::Result<Next> {
        match incoming {
            Incoming::Message(Message::Request(request)) => {
                // What is asked is about the texts as they are.
                if self.has_changed() && self.stage == Stage::Running {
                    self.publish()?;
                }
                let id = request.id.clone();
                let answer = match self.answer(request) {
                    Ok(result) => Message::Response(Response::new_ok(id, result)),
                    Err((code, why)) => message::error(id, code, why),
                };
                self.send(&answer)?;
            }
            Incoming::Message(Message::Notification(told)) if told.method == Exit::METHOD => {
                return Ok(Next::Exit(self.exit_code()));
            }
            Incoming::Message(Message::Notification(told)) if self.stage == Stage::Running => {
                self.follow(told)?;
            }
            // Before the beginning and behind the end nothing is told. What a client answers says nothing that matters.
            Incoming::Message(Message::Notification(_) | Message::Response(_)) => {}
            Incoming::Broken(Some(id), why) => {
                self.send(&message::error(id, ErrorCode::InvalidRequest, why))?;
            }
            Incoming::Broken(None, why) => message::refuse(&mut self.output, &why)?,
        }
        Ok(Next::Read)
    }

    /// Says whether something has changed that is not checked yet.
    pub(super) fn has_changed(&self) -> bool {
        self.workspace.has_changed()
    }

    /// Checks what has changed, and tells the client what differs from what it was told.
    ///
    /// # Errors
    ///
    /// Says why it can't be told.
    pub(super) fn publish(&mut self) -> io::Result<()> {
        self.workspace.check();
        let mut old = std::mem::take(&mut self.published);
        for (name, new) in diagnostic::of_workspace(&self.workspace) {
            if old.remove(&name).as_ref() != Some(&new) {
                self.tell(&new)?;
            }
            self.published.insert(name, new);
        }
        for gone in old.into_values().filter(|gone| !gone.diagnostics.is_empty()) {
            self.tell(&PublishDiagnosticsParams { diagnostics: Vec::new(), version: None, ..gone })?;
        }
        Ok(())
    }

    fn tell(&mut self, found: &PublishDiagnosticsParams) -> io::Result<()> {
        self.send(&Message::Notification(Notification::new(PublishDiagnostics::METHOD.to_owned(), found)))
    }

    fn send(&mut self, message: &Message) -> io::Result<()> {
        message::write(&mut self.output, message)
    }

    fn answer(&mut self, Request { method, params, .. }: Request) -> Result<Value, Refused> {
        let refuse = |code, why: &str| Err((code, why.to_owned()));
        match (self.stage, method.as_str()) {
            (Stage::Begun, Initialize::METHOD) => {
                self.client = Client::of(&params);
                self.workspace.encoding = self.client.encoding;
                self.workspace.folders.extend(capabilities::folders(&params));
                self.workspace.everything_changed();
                self.stage = Stage::Running;
                Ok(capabilities::of_server(self.client.encoding))
            }
            (Stage::Begun, _) => refuse(ErrorCode::ServerNotInitialized, "found no `initialize` yet"),
            (Stage::Running, Initialize::METHOD) => {
                refuse(ErrorCode::InvalidRequest, "found a second `initialize`")
            }
            (Stage::Running, Shutdown::METHOD) => {
                self.stage = Stage::ShutDown;
                Ok(Value::Null)
            }
            (Stage::Running, _) => self.ask(&method, params),
            (Stage::ShutDown, _) => refuse(ErrorCode::InvalidRequest, "found a request behind `shutdown`"),
        }
    }

    /// Answers what the editor asks about its pages.
    fn ask(&mut self, method: &str, params: Value) -> Result<Value, Refused> {
        let workspace = &self.workspace;
        let here =
            |at: &TextDocumentPositionParams| Here::find(workspace, &at.text_document.uri, at.position);
        match method {
            HoverRequest::METHOD => {
                json(here(&read_asked(params)?).and_then(|here| hover(&here, self.client.hover)))
            }
            GotoDefinition::METHOD => json(here(&read_asked(params)?).and_then(|here| definition(&here))),
            References::METHOD => {
                let with_source = params.pointer("/context/includeDeclaration").and_then(Value::as_bool);
                let found = here(&read_asked(params)?);
                json(found.map(|here| references(&here, with_source.unwrap_or(true))))
            }
            Completion::METHOD => {
                let TextDocumentPositionParams { text_document, position } = read_asked(params)?;
                json(completion(workspace, &text_document.uri, position, self.client.documentation))
            }
            CodeActionRequest::METHOD => {
                let only: Option<Vec<CodeActionKind>> =
                    params.pointer("/context/only").and_then(|only| read(only.clone()));
                let PageRange { text_document, range } = read_asked(params)?;
                let Some(document) = workspace.documents.get(&text_document.uri) else {
                    return Ok(Value::Null);
                };
                let actions = Actions { workspace, document, edits_versions: self.client.edits_versions };
                json(actions.at(range, only.as_deref()))
            }
            ExecuteCommand::METHOD => {
                let ExecuteCommandParams { command, arguments, .. } = read_asked(params)?;
                if command != ACCEPT {
                    let why = format!("found the unknown command `{command}`; expected `{ACCEPT}`");
                    return Err((ErrorCode::InvalidParams, why));
                }
                let row = read_asked(arguments.into_iter().next().unwrap_or_default())?;
                let accepted = self.workspace.accept(&row);
                accepted.map_err(|failure| (ErrorCode::RequestFailed, failure.messages().join("; ")))?;
                Ok(Value::Null)
            }
            _ => Err((ErrorCode::MethodNotFound, format!("found the unknown method `{method}`"))),
        }
    }

    /// Follows what the client tells; what can't be read is passed over.
    fn follow(&mut self, Notification { method, params }: Notification) -> io::Result<()> {
        let workspace = &mut self.workspace;
        match method.as_str() {
            Initialized::METHOD if self.client.registers_watchers => self.send(&capabilities::watchers())?,
            DidOpenTextDocument::METHOD => {
                if let Some(DidOpenTextDocumentParams { text_document }) = read(params) {
                    workspace.documents.open(text_document);
                    workspace.everything_changed();
                }
            }
            DidChangeTextDocument::METHOD => {
                if let Some(DidChangeTextDocumentParams { text_document, content_changes }) = read(params) {
                    let (uri, encoding) = (text_document.uri, workspace.encoding);
                    workspace.documents.change(&uri, text_document.version, content_changes, encoding);
                    workspace.document_changed(&uri);
                }
            }
            DidCloseTextDocument::METHOD => {
                if let Some(DidCloseTextDocumentParams { text_document }) = read(params) {
                    workspace.documents.close(&text_document.uri);
                    workspace.everything_changed();
                }
            }
            DidSaveTextDocument::METHOD => workspace.everything_changed(),
            DidChangeWatchedFiles::METHOD => {
                if let Some(DidChangeWatchedFilesParams { changes }) = read(params) {
                    workspace.files_changed(changes.iter().filter_map(|change| path_of(&change.uri)));
                }
            }
            DidChangeWorkspaceFolders::METHOD => {
                if let Some(DidChangeWorkspaceFoldersParams { event }) = read(params) {
                    let path = |folder: &WorkspaceFolder| path_of(&folder.uri);
                    for gone in event.removed.iter().filter_map(path) {
                        workspace.folders.remove(&gone);
                    }
                    workspace.folders.extend(event.added.iter().filter_map(path));
                    workspace.everything_changed();
                }
            }
            _ => {}
        }
        Ok(())
    }
}

fn read_asked<P: DeserializeOwned>(mut params: Value) -> Result<P, Refused> {
    encode_uris(&mut params);
    serde_json::from_value(params).map_err(|error| (ErrorCode::InvalidParams, error.to_string()))
}

fn read<P: DeserializeOwned>(params: Value) -> Option<P> {
    read_asked(params).ok()
}

/// Writes the URIs in what a client says as they should be.
fn encode_uris(said: &mut Value) {
    match said {
        Value::Array(values) => values.iter_mut().for_each(encode_uris),
        Value::Object(values) => {
            for (key, value) in values {
                match value {
                    Value::String(uri) if key == "uri" => *uri = encoded(uri),
                    value => encode_uris(value),
                }
            }
        }
        _ => {}
    }
}

fn json(result: impl Serialize) -> Result<Value, Refused> {
    serde_json::to_value(result).map_err(|error| (ErrorCode::InternalError, error.to_string()))
}
