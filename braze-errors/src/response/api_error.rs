use alloc::boxed::Box;
use alloc::string::{String, ToString};
use alloc::vec::Vec;
use core::error::Error;
use core::fmt;

use serde_core::de::{Deserialize, Deserializer};
use serde_core::ser::{Serialize, SerializeStruct, Serializer};
use serde_json::{Map, Value};

use super::one_line::one_line;
use super::stored::Stored;
use super::{LocalizedApiError, MinorError, Problem, Said, cause, endpoint};
use crate::{EndpointError, FatalError, Locale, Match};

/// An error that the API answered.
///
/// It displays the status, the server's message and its words for each minor error, on one line and with control
/// characters escaped, for logs; `{:#}` adds what the documentation says in the source locale, on lines of its own.
/// [`in_locale`](Self::in_locale) gives the words for a reader.
///
/// In a chain of errors, as `anyhow` and `eyre` have them, the source is what the endpoint's own documentation says, an
/// [`EndpointError`], or else the cause, where there is only one:
///
/// ```
/// use braze_errors::FatalError;
///
/// # fn send() -> Result<(), Box<dyn std::error::Error>> {
/// #     braze_errors::parse(400, r#"{ "message": "No Recipients" }"#)?;
/// #     Ok(())
/// # }
/// let error = send().unwrap_err();
/// let cause = error.source().and_then(|source| source.downcast_ref::<FatalError>());
/// assert_eq!(cause, Some(&FatalError::NoRecipients));
/// ```
///
/// It serializes without the body and the headers, and is equal to what is deserialized from that where it had none.
///
/// # Secrets
///
/// The server can repeat an API key, as in `Invalid API key: <key>`. Keys are masked in everything that this
/// type displays, debugs, serializes and returns, with one exception whose name says so:
/// [`unmasked_body`](Self::unmasked_body). As a key can't be told from a word with certainty, more is masked
/// than is secret: what follows the announcement of a key, and in a `401` every word that looks like one. Who knows
/// the key can have that masked and nothing else, with [`Parser::with_key`](crate::Parser::with_key).
///
/// ```
/// use braze_errors::{FatalError, Match};
///
/// let error = braze_errors::parse(401, r#"{ "message": "Invalid API key: 2a0c9e" }"#).unwrap_err();
/// assert_eq!(error.message(), Some("Invalid API key: [masked]"));
/// assert_eq!((error.matched(), error.causes()), (Match::Status, &[FatalError::Unauthorized][..]));
/// assert!(!format!("{error} {error:?}").contains("2a0c9e"));
/// ```
#[derive(Clone, PartialEq)]
pub struct ApiError(Box<Inner>);

#[derive(Clone, PartialEq)]
pub(super) struct Inner {
    pub(super) status: u16,
    pub(super) message: Option<String>,
    pub(super) kind: Match,
    pub(super) causes: Vec<FatalError>,
    pub(super) endpoint_errors: Vec<EndpointError>,
    minor_errors: Vec<MinorError>,
    fields: Map<String, Value>,
    #[cfg(feature = "http")]
    pub(super) rate_limit: crate::RateLimit,
    body: Vec<u8>,
}

impl ApiError {
    pub(super) fn new(status: u16, said: Said, body: &[u8]) -> Self {
        let (kind, rows) = cause::find(status, said.message.as_deref());
        let endpoint_errors = endpoint::find(&said, kind);
        let words: Vec<String> =
            said.message.into_iter().chain(said.errors.iter().map(ToString::to_string)).collect();
        Self(Box::new(Inner {
            status,
            message: said.masked_message,
            kind,
            causes: cause::pick(rows, &words),
            endpoint_errors,
            minor_errors: said.errors,
            fields: said.fields,
            #[cfg(feature = "http")]
            rate_limit: crate::RateLimit::default(),
            body: body.into(),
        }))
    }

    /// The status of the response.
    pub fn status(&self) -> u16 {
        self.0.status
    }

    /// The server's message, in its language, where the body has one.
    pub fn message(&self) -> Option<&str> {
        self.0.message.as_deref()
    }

    /// How the causes were found.
    pub fn matched(&self) -> Match {
        self.0.kind
    }

    /// The documented errors that this can be, in page order; none where the documentation has none.
    ///
    /// One code can have several causes, as `400 Bad Request` has. Where the server's words hold a hint that
    /// only some of them name, such as `send_at`, these are left.
    pub fn causes(&self) -> &[FatalError] {
        &self.0.causes
    }

    /// What the endpoint's own documentation says was wrong, without repeats: the rows that the `errors` of items name;
    /// else the one that the `error_code` names; else, where the message is no documented fatal error, the message's
    /// or else those of the other minor errors.
    ///
    /// ```
    /// use braze_errors::{EndpointError, Locale};
    ///
    /// let body = r#"{
    ///     "message": "Invalid Request",
    ///     "errors": [{ "id": "catalog-not-found", "message": "Could not find catalog" }]
    /// }"#;
    /// let error = braze_errors::parse(404, body).unwrap_err();
    /// assert_eq!(error.endpoint_errors(), [EndpointError::CatalogNotFound]);
    /// assert_eq!(error.in_locale(Locale::De).text(), EndpointError::CatalogNotFound.text(Locale::De));
    /// ```
    pub fn endpoint_errors(&self) -> &[EndpointError] {
        &self.0.endpoint_errors
    }

    /// What was wrong with parts of the request besides.
    pub fn minor_errors(&self) -> &[MinorError] {
        &self.0.minor_errors
    }

    /// The fields that no other method gives: unknown ones, and known ones that are not of their type.
    pub fn fields(&self) -> &Map<String, Value> {
        &self.0.fields
    }

    /// The body as it came, **with the API key** where the server repeated it.
    pub fn unmasked_body(&self) -> &[u8] {
        &self.0.body
    }

    /// The error together with the locale to say it in.
    pub fn in_locale(&self, locale: Locale) -> LocalizedApiError<'_> {
        LocalizedApiError::new(&self.0, locale)
    }

    /// The error as a problem detail (RFC 9457), for a service to answer its own callers with.
    ///
    /// ```
    /// use braze_errors::Locale;
    ///
    /// let error = braze_errors::parse(429, "").unwrap_err();
    /// let json = serde_json::to_string_pretty(&error.problem(Locale::De)).unwrap();
    /// println!("Content-Type: application/problem+json\nContent-Language: de\n\n{json}");
    /// ```
    pub fn problem(&self, locale: Locale) -> Problem {
        Problem::new(&self.0, locale)
    }

    /// What the headers said of the rate limit.
    #[cfg(feature = "http")]
    #[cfg_attr(docsrs, doc(cfg(feature = "http")))]
    pub fn rate_limit(&self) -> crate::RateLimit {
        self.0.rate_limit
    }

    /// Adds what the headers said of the rate limit, where the response did not come as one of the http
    /// crate's.
    #[cfg(feature = "http")]
    #[cfg_attr(docsrs, doc(cfg(feature = "http")))]
    #[must_use]
    pub fn with_rate_limit(mut self, rate_limit: crate::RateLimit) -> Self {
        self.0.rate_limit = rate_limit;
        self
    }

    /// Whether and when to send the request again, once it is said whether a repeat is safe.
    ///
    /// The time comes from the headers, and so with the feature `http` alone.
    ///
    /// ```
    /// use std::time::SystemTime;
    ///
    /// use braze_errors::{Repeat, Retry};
    ///
    /// let error = braze_errors::parse(502, "<h1>Bad Gateway</h1>").unwrap_err();
    /// assert_eq!(error.retry(SystemTime::now()).given(Repeat::Safe), Retry::WithBackoff);
    /// ```
    #[cfg(feature = "std")]
    #[cfg_attr(docsrs, doc(cfg(feature = "std")))]
    #[cfg_attr(not(feature = "http"), expect(unused_variables, reason = "without headers there is no time"))]
    pub fn retry(&self, now: std::time::SystemTime) -> crate::RetryAdvice {
        #[cfg(feature = "http")]
        return crate::RetryAdvice::for_response(self.0.status, &self.0.rate_limit, now);
        #[cfg(not(feature = "http"))]
        return crate::RetryAdvice::for_status(self.0.status);
    }
}

impl Inner {
    /// What the server said, on one line.
    pub(super) fn said(&self) -> String {
        one_line(self.status, self.message.as_deref(), &self.minor_errors)
    }
}

impl fmt::Display for ApiError {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let mut whole = self.0.said();
        if f.alternate() {
            whole.extend(["\n", &self.in_locale(Locale::SOURCE).text()]);
        }
        f.pad(&whole)
    }
}

impl Error for ApiError {
    /// The first of the endpoint errors; else the cause, where there is one alone: of several, it is not known which.
    fn source(&self) -> Option<&(dyn Error + 'static)> {
        match (self.endpoint_errors(), self.causes()) {
            ([first, ..], _) => Some(first),
            ([], [cause]) => Some(cause),
            ([], _) => None,
        }
    }
}

impl fmt::Debug for ApiError {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        fmt::Debug::fmt(&self.0, f)
    }
}

/// Leaves the body out, which can hold an API key.
impl fmt::Debug for Inner {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let mut debug = f.debug_struct("ApiError");
        debug
            .field("status", &self.status)
            .field("message", &self.message)
            .field("matched", &self.kind)
            .field("causes", &self.causes)
            .field("endpoint_errors", &self.endpoint_errors)
            .field("minor_errors", &self.minor_errors)
            .field("fields", &self.fields);
        #[cfg(feature = "http")]
        debug.field("rate_limit", &self.rate_limit);
        debug.finish_non_exhaustive()
    }
}

/// Leaves the body out, which can hold an API key.
impl Serialize for ApiError {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        let mut error = serializer.serialize_struct("ApiError", 7)?;
        error.serialize_field("status", &self.0.status)?;
        error.serialize_field("message", &self.0.message)?;
        error.serialize_field("matched", &self.0.kind)?;
        error.serialize_field("causes", &self.0.causes)?;
        error.serialize_field("endpoint_errors", &self.0.endpoint_errors)?;
        error.serialize_field("errors", &self.0.minor_errors)?;
        error.serialize_field("fields", &self.0.fields)?;
        error.end()
    }
}

impl<'de> Deserialize<'de> for ApiError {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        let mut stored = Stored::deserialize(deserializer)?;
        Ok(Self(Box::new(Inner {
            status: stored.take("status")?,
            message: stored.take("message")?,
            kind: stored.take("matched")?,
            causes: stored.take("causes")?,
            endpoint_errors: stored.take("endpoint_errors")?,
            minor_errors: stored.take("errors")?,
            fields: stored.take("fields")?,
            #[cfg(feature = "http")]
            rate_limit: crate::RateLimit::default(),
            body: Vec::new(),
        })))
    }
}
