//! Messages on their way: each a header that says how long it is, and JSON.

use std::io::{self, BufRead, Read, Write};

use lsp_server::{ErrorCode, Message, Request, RequestId, Response};
use serde_json::Value;

/// What a client has sent.
#[derive(Debug)]
pub(super) enum Incoming {
    Message(Message),
    /// What is no message, and the request's id, if it has one.
    Broken(Option<RequestId>, String),
}

/// Reads the next message; `None` where the client has gone.
///
/// A line of a header that makes no sense is passed over, so that the next header is found again.
///
/// # Errors
///
/// Says why there is nothing more to read.
pub(super) fn read(input: &mut impl BufRead) -> io::Result<Option<Incoming>> {
    let mut length = None;
    loop {
        let mut line = Vec::new();
        if input.read_until(b'\n', &mut line)? == 0 {
            return Ok(None);
        }
        let line = String::from_utf8_lossy(&line);
        match (line.trim_end(), length) {
            ("", Some(announced)) => match body(input, announced)? {
                Some(incoming) => return Ok(Some(incoming)),
                None => length = None,
            },
            (line, _) => length = content_length(line).or(length),
        }
    }
}

/// Writes a message.
///
/// # Errors
///
/// Says why it can't be written.
pub(super) fn write(output: &mut impl Write, message: &Message) -> io::Result<()> {
    message.write(output)
}

/// Answers what is no message: with no id, since nothing tells which request it was.
///
/// # Errors
///
/// Says why it can't be written.
pub(super) fn refuse(output: &mut impl Write, why: &str) -> io::Result<()> {
    let error = serde_json::json!({ "code": ErrorCode::ParseError as i32, "message": why });
    let answer = serde_json::json!({ "jsonrpc": "2.0", "id": Value::Null, "error": error }).to_string();
    write!(output, "Content-Length: {}\r\n\r\n{answer}", answer.len())?;
    output.flush()
}

/// The answer to a request that can't be followed.
pub(super) fn error(id: RequestId, code: ErrorCode, why: impl Into<String>) -> Message {
    Message::Response(Response::new_err(id, code as i32, why.into()))
}

/// The length that a line of a header announces. In front of its name may stand what is left of a message whose own
/// header said too little.
fn content_length(line: &str) -> Option<u64> {
    let (name, value) = line.rsplit_once(':')?;
    let is_meant = name.trim_end().to_ascii_lowercase().ends_with("content-length");
    value.trim().parse().ok().filter(|_| is_meant)
}

/// Reads what a header announces, as far as it comes: a length that is made up takes no memory. `None` for an answer, which
/// is not answered, whatever is wrong with it.
fn body(input: &mut impl BufRead, length: u64) -> io::Result<Option<Incoming>> {
    let mut bytes = Vec::new();
    input.take(length).read_to_end(&mut bytes)?;
    let error = match serde_json::from_slice(&bytes) {
        Ok(message) => return Ok(Some(Incoming::Message(message))),
        Err(error) => error,
    };
    let found: Value = serde_json::from_slice(&bytes).unwrap_or_default();
    let id = found.get("id").and_then(|id| serde_json::from_value(id.clone()).ok());
    let is_answer = id.is_some() && found.get("method").is_none();
    Ok((!is_answer).then(|| Incoming::Broken(id, format!("found what is no message: {error}"))))
}

/// A request of the server's own, whose answer says nothing that matters.
pub(super) fn request(id: &str, method: &str, params: Value) -> Message {
    Message::Request(Request { id: RequestId::from(id.to_owned()), method: method.to_owned(), params })
}
