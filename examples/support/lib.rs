//! A server on this computer that plays Braze, for the examples to call.
//!
//! It answers what Braze's documentation shows, in these shapes alone; what is no JSON comes from what stands between
//! Braze and its callers.
//!
//! It needs nothing but the standard library's sockets, as some of what it plays is no HTTP that a server would let
//! pass: a body that ends before its length.

use std::collections::HashMap;
use std::io::{self, BufRead, BufReader, Read, Write};
use std::net::{Ipv4Addr, SocketAddr, TcpListener, TcpStream};
use std::sync::{Arc, Mutex, PoisonError};
use std::thread;
use std::time::{Duration, SystemTime};

use braze_errors::{EndpointError, FatalError, Status};
use serde_json::{Value, json};

/// A server that answers what the query of the request asks for: `?answer=NoRecipients`.
///
/// Where a request carries an `external_send_id`, trouble that passes does so: a rate limit when its window is
/// over, anything else before the third attempt with the same ID.
#[derive(Clone, Copy, Debug)]
pub struct PlayedBraze {
    address: SocketAddr,
}

impl PlayedBraze {
    /// Starts the server, which stops with the program.
    ///
    /// # Errors
    ///
    /// Where no port can be listened on.
    pub fn start() -> io::Result<Self> {
        let listener = TcpListener::bind((Ipv4Addr::LOCALHOST, 0))?;
        let address = listener.local_addr()?;
        let sends = Arc::new(Mutex::new(HashMap::new()));
        thread::spawn(move || {
            for stream in listener.incoming().flatten() {
                let sends = Arc::clone(&sends);
                // A client that hangs up spoils its own connection alone.
                thread::spawn(move || converse(&stream, &sends));
            }
        });
        Ok(Self { address })
    }

    /// The address to call for this answer.
    pub fn url(self, path: &str, answer: &str) -> String {
        format!("http://{}{path}?answer={answer}", self.address)
    }

    /// The answers there are, each fatal error among them by its name, and one error that only the endpoints of catalogs
    /// have.
    pub fn answers() -> impl Iterator<Item = &'static str> {
        let rows = FatalError::ALL.iter().map(|row| row.name());
        ["Success"].into_iter().chain(rows).chain([
            "CatalogNotFound",
            "Undocumented",
            "BadGateway",
            "CutShort",
        ])
    }
}

/// What is remembered of the sends that have an ID.
type Sends = Mutex<HashMap<String, Send>>;

struct Send {
    attempts: u32,
    window_ends: SystemTime,
}

struct Answer {
    status: u16,
    headers: String,
    body: String,
    /// How much of the body arrives.
    arrives: usize,
}

impl Answer {
    fn new(status: u16, body: &impl ToString) -> Self {
        let body = body.to_string();
        Self { status, headers: String::new(), arrives: body.len(), body }
    }
}

fn converse(mut stream: &TcpStream, sends: &Sends) -> io::Result<()> {
    stream.set_read_timeout(Some(Duration::from_secs(10)))?;
    let request = Request::read(BufReader::new(stream))?;
    let Answer { status, headers, body, arrives } = play(&request, sends);
    let head =
        format!("HTTP/1.1 {status} \r\nContent-Length: {}\r\nConnection: close\r\n{headers}\r\n", body.len());
    stream.write_all(head.as_bytes())?;
    stream.write_all(&body.as_bytes()[..arrives])
}

struct Request {
    is_transactional: bool,
    answer: String,
    key: String,
    external_send_id: Option<String>,
}

impl Request {
    fn read(mut reader: impl BufRead) -> io::Result<Self> {
        let mut line = String::new();
        reader.read_line(&mut line)?;
        let answer = line.split_once("?answer=").and_then(|(_, rest)| rest.split(' ').next());
        let answer = answer.unwrap_or_default().to_owned();
        let is_transactional = line.contains("/transactional/");
        let (mut key, mut length) = (String::new(), 0);
        loop {
            line.clear();
            reader.read_line(&mut line)?;
            let Some((name, value)) = line.trim_end().split_once(": ") else { break };
            match name.to_ascii_lowercase().as_str() {
                "authorization" => value.trim_start_matches("Bearer ").clone_into(&mut key),
                "content-length" => length = value.parse().unwrap_or_default(),
                _ => {}
            }
        }
        let mut body = Vec::new();
        reader.take(length).read_to_end(&mut body)?;
        let body: Value = serde_json::from_slice(&body).unwrap_or_default();
        let external_send_id = body["external_send_id"].as_str().map(str::to_owned);
        Ok(Self { is_transactional, answer, key, external_send_id })
    }
}

fn play(request: &Request, sends: &Sends) -> Answer {
    let Request { answer, key, external_send_id, .. } = request;
    let now = SystemTime::now();
    let mut send = Send { attempts: 1, window_ends: next_window(now) };
    if let Some(id) = external_send_id {
        let mut sends = sends.lock().unwrap_or_else(PoisonError::into_inner);
        let known = sends.entry(id.clone()).or_insert(Send { attempts: 0, ..send });
        known.attempts += 1;
        send = Send { ..*known };
    }
    let is_over = send.attempts > 2;
    match answer.as_str() {
        "CatalogNotFound" => Answer::new(404, &catalog_not_found()),
        "Undocumented" => {
            Answer::new(400, &json!({ "message": "<img src=x onerror=alert(1)> is no message" }))
        }
        "BadGateway" if !is_over => Answer::new(502, &"<html><h1>502 Bad Gateway</h1></html>"),
        "CutShort" if !is_over => Answer { arrives: 12, ..success(request) },
        "Success" | "BadGateway" | "CutShort" => success(request),
        _ => match answer.parse::<FatalError>() {
            Ok(FatalError::InternalServerError) if is_over => success(request),
            Ok(FatalError::RateLimited) if now >= send.window_ends => success(request),
            Ok(FatalError::RateLimited) => rate_limited(send.window_ends),
            Ok(row) => fatal(row, key),
            Err(_) => fatal(FatalError::NotFound, key),
        },
    }
}

/// A transactional message is confirmed in its own way; elsewhere, there can be minor errors.
fn success(request: &Request) -> Answer {
    let said = if request.is_transactional {
        json!({ "dispatch_id": "4b0f2c1d", "status": "sent", "metadata": {} })
    } else {
        let minor = "'<b>external_id</b>' is required";
        json!({ "dispatch_id": "4b0f2c1d", "message": "success", "errors": [minor] })
    };
    Answer::new(201, &said)
}

fn fatal(row: FatalError, key: &str) -> Answer {
    let status = match row.status() {
        Status::Code(code) => code,
        Status::Class(digit) => u16::from(digit) * 100,
        Status::Any => 400,
    };
    let said = match row {
        // Servers have been seen to repeat the key.
        FatalError::Unauthorized => json!({ "message": format!("Invalid API key: {key}") }),
        // One code, three causes: words beside the message tell which.
        FatalError::BadRequestSendAt => json!({ "message": row.message(), "errors": ["send_at is invalid"] }),
        FatalError::BadRequestInLocalTime => {
            json!({ "message": row.message(), "errors": ["in_local_time needs a later time"] })
        }
        _ => json!({ "message": row.message() }),
    };
    Answer::new(status, &said)
}

/// The message says nothing: what is wrong stands below it.
fn catalog_not_found() -> Value {
    let error = json!({
        "id": EndpointError::CatalogNotFound.message(),
        "message": "Could not find catalog",
        "parameters": ["catalog_name"],
        "parameter_values": ["parcels"],
    });
    json!({ "message": "Invalid Request", "errors": [error] })
}

fn rate_limited(window_ends: SystemTime) -> Answer {
    let reset = seconds(window_ends);
    let headers =
        format!("X-RateLimit-Limit: 250000\r\nX-RateLimit-Remaining: 0\r\nX-RateLimit-Reset: {reset}\r\n");
    Answer { headers, ..fatal(FatalError::RateLimited, "") }
}

/// Windows begin with a second, and are short here: one to two seconds.
fn next_window(now: SystemTime) -> SystemTime {
    SystemTime::UNIX_EPOCH + Duration::from_secs(seconds(now) + 2)
}

fn seconds(time: SystemTime) -> u64 {
    time.duration_since(SystemTime::UNIX_EPOCH).unwrap_or_default().as_secs()
}
