//! From a response's status and body to what it says.

mod api_error;
#[cfg(feature = "axum")]
mod axum;
mod cause;
mod endpoint;
mod localized;
mod mask;
mod minor_error;
mod one_line;
mod phrase;
mod problem;
mod stored;
mod success;

use alloc::string::String;
use alloc::vec::Vec;
use core::fmt;

use serde_json::{Map, Value};

pub use self::api_error::ApiError;
pub use self::cause::Match;
pub use self::localized::LocalizedApiError;
use self::mask::Mask;
pub use self::minor_error::{InputError, ItemError, MinorError};
pub use self::problem::Problem;
pub use self::success::Success;

/// Reads a response's status and body, whatever they are.
///
/// A response is a success where its status is `2XX` and its body is empty, or is JSON whose `message` is missing,
/// `success` or `queued`, and in which there is no `error`. Everything else is an error: any other message,
/// whatever the status, and a body that is no JSON, as a proxy's HTML.
///
/// ```
/// use braze_errors::{FatalError, Locale};
///
/// let success = braze_errors::parse(201, r#"{ "message": "success", "send_id": "abc" }"#)?;
/// assert_eq!(success.send_id(), Some("abc"));
///
/// let error = braze_errors::parse(400, r#"{ "message": "No Recipients" }"#).unwrap_err();
/// assert_eq!(error.causes(), [FatalError::NoRecipients]);
/// println!("{}", error.in_locale(Locale::Fr));
/// # Ok::<(), braze_errors::ApiError>(())
/// ```
///
/// # Errors
///
/// The error that the response is.
pub fn parse(status: u16, body: impl AsRef<[u8]>) -> Result<Success, ApiError> {
    Parser::new().parse(status, body)
}

/// Reads a response's status, headers and body, as any HTTP client has them.
///
/// The headers may say when to retry. They are pairs of a name and a value, such as a reference to the `HeaderMap` of
/// any version of the http crate gives, and so are `reqwest`'s, `ureq`'s and `hyper`'s.
///
/// ```
/// use std::time::{Duration, SystemTime};
///
/// use braze_errors::Repeat;
/// use http::{HeaderMap, HeaderValue, StatusCode};
///
/// // What a client has once the body has come: `response.status()`, `response.headers()` and the bytes.
/// let (status, body) = (StatusCode::TOO_MANY_REQUESTS, br#"{ "message": "Rate Limited" }"#);
/// let headers = HeaderMap::from_iter([(http::header::RETRY_AFTER, HeaderValue::from_static("30"))]);
///
/// let error = braze_errors::parse_parts(status, &headers, body).unwrap_err();
/// let now = SystemTime::now();
/// let retry = error.retry(now).given(Repeat::Safe);
/// assert_eq!(retry.delay(now, Duration::from_secs(1)), Some(Duration::from_secs(30)));
/// ```
///
/// # Errors
///
/// The error that the response is.
#[cfg(feature = "http")]
#[cfg_attr(docsrs, doc(cfg(feature = "http")))]
pub fn parse_parts<N: AsRef<str>, V: AsRef<[u8]>>(
    status: impl Into<u16>,
    headers: impl IntoIterator<Item = (N, V)>,
    body: impl AsRef<[u8]>,
) -> Result<Success, ApiError> {
    Parser::new().parse_parts(status, headers, body)
}

/// Reads a response of the http crate, with its headers, which may say when to retry.
///
/// ```
/// use std::time::{Duration, SystemTime};
///
/// use braze_errors::{Repeat, Retry};
///
/// let response = http::Response::builder().status(429).header("Retry-After", "30").body("")?;
/// let error = braze_errors::parse_http(&response).unwrap_err();
/// let now = SystemTime::now();
/// assert_eq!(error.retry(now).given(Repeat::Safe), Retry::At(now + Duration::from_secs(30)));
/// # Ok::<(), http::Error>(())
/// ```
///
/// # Errors
///
/// The error that the response is.
#[cfg(feature = "http")]
#[cfg_attr(docsrs, doc(cfg(feature = "http")))]
pub fn parse_http(response: &http::Response<impl AsRef<[u8]>>) -> Result<Success, ApiError> {
    Parser::new().parse_http(response)
}

/// Reads responses as [`parse`] does, and can be told the API key, so that it need not guess what to mask.
///
/// ```
/// use braze_errors::Parser;
///
/// let body = r#"{ "message": "Invalid API key: 2A0C9E, of the request 7f31c0d2-1b1e" }"#;
/// let error = Parser::new().with_key("2a0c9e").parse(401, body).unwrap_err();
/// assert_eq!(error.message(), Some("Invalid API key: [masked], of the request 7f31c0d2-1b1e"));
///
/// // Without it, what looks like a key is masked too.
/// let error = Parser::new().parse(401, body).unwrap_err();
/// assert_eq!(error.message(), Some("Invalid API key: [masked], of the request [masked]"));
/// ```
#[derive(Clone, Copy, Default)]
pub struct Parser<'a> {
    key: Option<&'a str>,
}

impl<'a> Parser<'a> {
    /// A reader that knows no API key.
    pub const fn new() -> Self {
        Self { key: None }
    }

    /// Masks this API key, in any case and with its dashes or without, and nothing else.
    #[must_use]
    pub const fn with_key(self, key: &'a str) -> Self {
        Self { key: Some(key) }
    }

    /// Reads a response's status and body; see [`parse`].
    ///
    /// # Errors
    ///
    /// The error that the response is.
    pub fn parse(self, status: u16, body: impl AsRef<[u8]>) -> Result<Success, ApiError> {
        let body = body.as_ref();
        let said = Said::read(self.key, status, body);
        if said.is_success {
            Ok(Success::new(status, said, body))
        } else {
            Err(ApiError::new(status, said, body))
        }
    }

    /// Reads a response's status, headers and body; see [`parse_parts`].
    ///
    /// # Errors
    ///
    /// The error that the response is.
    #[cfg(feature = "http")]
    #[cfg_attr(docsrs, doc(cfg(feature = "http")))]
    pub fn parse_parts<N: AsRef<str>, V: AsRef<[u8]>>(
        self,
        status: impl Into<u16>,
        headers: impl IntoIterator<Item = (N, V)>,
        body: impl AsRef<[u8]>,
    ) -> Result<Success, ApiError> {
        self.parse(status.into(), body)
            .map_err(|error| error.with_rate_limit(crate::RateLimit::from_headers(headers)))
    }

    /// Reads a response of the http crate; see [`parse_http`].
    ///
    /// # Errors
    ///
    /// The error that the response is.
    #[cfg(feature = "http")]
    #[cfg_attr(docsrs, doc(cfg(feature = "http")))]
    pub fn parse_http(self, response: &http::Response<impl AsRef<[u8]>>) -> Result<Success, ApiError> {
        self.parse_parts(response.status(), response.headers(), response.body())
    }
}

/// Says whether it knows a key, and not which one.
impl fmt::Debug for Parser<'_> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("Parser").field("knows_key", &self.key.is_some()).finish()
    }
}

/// What a body says, with API keys masked in all but what is compared with the documentation.
#[derive(Default)]
struct Said {
    is_success: bool,
    /// The message as the server wrote it, to find its causes by; never kept.
    message: Option<String>,
    masked_message: Option<String>,
    errors: Vec<MinorError>,
    /// All other fields, and those that are not of the expected type.
    fields: Map<String, Value>,
}

impl Said {
    fn read(key: Option<&str>, status: u16, body: &[u8]) -> Self {
        let is_2xx = status / 100 == 2;
        let body = without_mark(body);
        let mut fields = match serde_json::from_slice(body) {
            Ok(Value::Object(fields)) => fields,
            Ok(_) => return Self { is_success: is_2xx, ..Self::default() },
            Err(_) => return Self { is_success: is_2xx && body.trim_ascii().is_empty(), ..Self::default() },
        };
        let mask = Mask::new(key, status, &fields);
        let is_fatal = fields.get("error").is_some_and(says_something);
        let is_confirmed = fields.get("message").is_some_and(is_confirmation);
        let is_silent = !fields.get("message").is_some_and(says_something);
        let is_success = is_2xx && !is_fatal && (is_confirmed || is_silent);
        let places = match (is_success, is_fatal && is_confirmed) {
            (true, _) => &MESSAGES[..1],
            (false, true) => &MESSAGES[1..],
            (false, false) => &MESSAGES,
        };
        let message = places.iter().find_map(|key| take_string(&mut fields, key));
        let masked_message = message.as_deref().map(|message| mask.message(message));
        let mut errors = fields.remove("errors").unwrap_or_default();
        mask.value(&mut errors);
        mask.fields(&mut fields);
        Self { is_success, message, masked_message, errors: MinorError::all(errors), fields }
    }
}

/// Where a body can have its message: some endpoints say what is wrong in `error`, or in `detail`, alone.
const MESSAGES: [&str; 3] = ["message", "error", "detail"];

/// Takes a byte order mark off.
fn without_mark(body: &[u8]) -> &[u8] {
    body.strip_prefix("\u{feff}".as_bytes()).unwrap_or(body)
}

/// Says whether a message confirms the request, and is no error.
fn is_confirmation(message: &Value) -> bool {
    let is = |word: &str| message.as_str().is_some_and(|message| message.eq_ignore_ascii_case(word));
    is("success") || is("queued")
}

/// Says whether there is anything in a value that could be read.
fn says_something(value: &Value) -> bool {
    match value {
        Value::Null | Value::Bool(false) => false,
        Value::Bool(true) | Value::Number(_) => true,
        Value::String(text) => !text.trim().is_empty(),
        Value::Array(values) => values.iter().any(says_something),
        Value::Object(fields) => !fields.is_empty(),
    }
}

/// Takes a field out if it is a string.
fn take_string(fields: &mut Map<String, Value>, key: &str) -> Option<String> {
    match fields.remove(key)? {
        Value::String(text) => Some(text),
        other => {
            fields.insert(key.into(), other);
            None
        }
    }
}

/// Takes a field out if it is a whole number.
fn take_number(fields: &mut Map<String, Value>, key: &str) -> Option<u64> {
    let number = fields.get(key)?.as_u64()?;
    fields.remove(key);
    Some(number)
}
