//! From a response's status and body to what it says.

mod api_error;
mod cause;
mod localized;
mod mask;
mod minor_error;
mod success;

use alloc::string::String;
use alloc::vec::Vec;

use serde_json::{Map, Value};

pub use self::api_error::ApiError;
pub use self::cause::Match;
pub use self::localized::LocalizedApiError;
use self::mask::Mask;
pub use self::minor_error::{InputError, ItemError, MinorError};
pub use self::success::Success;

/// Reads the responses of the Braze REST API.
///
/// ```
/// use braze_errors::{FatalError, Locale, Response};
///
/// let success = Response::parse(201, r#"{ "message": "success", "send_id": "abc" }"#)?;
/// assert_eq!(success.send_id(), Some("abc"));
///
/// let error = Response::parse(400, r#"{ "message": "No Recipients" }"#).unwrap_err();
/// assert_eq!(error.causes(), [FatalError::NoRecipients]);
/// println!("{}", error.in_locale(Locale::Fr));
/// # Ok::<(), braze_errors::ApiError>(())
/// ```
#[derive(Clone, Copy, Debug)]
pub enum Response {}

impl Response {
    /// Reads a response's status and body, whatever they are.
    ///
    /// A response is a success where its status is `2XX` and its `message` is `success`, or `queued` with
    /// `202`. Everything else is an error: any other message, whatever the status, and a body that is no JSON,
    /// as a proxy's HTML.
    ///
    /// # Errors
    ///
    /// The error that the response is.
    pub fn parse(status: u16, body: impl AsRef<[u8]>) -> Result<Success, ApiError> {
        let body = body.as_ref();
        let said = Said::read(status, body);
        match said.message.as_deref() {
            Some("success") if status / 100 == 2 => Ok(Success::new(status, "success", said)),
            Some("queued") if status == 202 => Ok(Success::new(status, "queued", said)),
            _ => Err(ApiError::new(status, said, body)),
        }
    }

    /// Reads a response with its headers, which may say when to retry.
    ///
    /// # Errors
    ///
    /// The error that the response is.
    ///
    /// ```
    /// use std::time::{Duration, SystemTime};
    ///
    /// use braze_errors::{Repeat, Response, Retry};
    ///
    /// let response = http::Response::builder().status(429).header("Retry-After", "30").body("")?;
    /// let error = Response::parse_http(&response).unwrap_err();
    /// let now = SystemTime::now();
    /// assert_eq!(error.retry(now).given(Repeat::Safe), Retry::At(now + Duration::from_secs(30)));
    /// # Ok::<(), http::Error>(())
    /// ```
    #[cfg(feature = "http")]
    #[cfg_attr(docsrs, doc(cfg(feature = "http")))]
    pub fn parse_http(response: &http::Response<impl AsRef<[u8]>>) -> Result<Success, ApiError> {
        Self::parse(response.status().as_u16(), response.body())
            .map_err(|error| error.with_rate_limit(crate::RateLimit::from_headers(response.headers())))
    }
}

/// What a body says, with API keys masked in all but what is compared with the documentation.
struct Said {
    /// The message as the server wrote it, to find its causes by; never kept.
    message: Option<String>,
    masked_message: Option<String>,
    errors: Vec<MinorError>,
    /// All other fields, and those that are not of the expected type.
    fields: Map<String, Value>,
}

impl Said {
    fn read(status: u16, body: &[u8]) -> Self {
        let Ok(Value::Object(mut fields)) = serde_json::from_slice(body) else {
            return Self { message: None, masked_message: None, errors: Vec::new(), fields: Map::new() };
        };
        // What is wrong with the JSON of a request can be said in `error` alone.
        let key = if fields.contains_key("message") { "message" } else { "error" };
        let mask = Mask::new(status, &fields);
        let message = take_string(&mut fields, key);
        let masked_message = message.as_deref().map(|message| mask.text(message));
        let mut errors = fields.remove("errors").unwrap_or_default();
        mask.value(&mut errors);
        mask.fields(&mut fields);
        let errors = match errors {
            Value::Array(errors) => errors.into_iter().map(MinorError::new).collect(),
            Value::Null => Vec::new(),
            error => [MinorError::new(error)].into(),
        };
        Self { message, masked_message, errors, fields }
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
