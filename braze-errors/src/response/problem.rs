use alloc::string::String;
use alloc::vec::Vec;

use serde_core::ser::{Serialize, SerializeMap, Serializer};

use super::api_error::Inner;
use super::localized::LocalizedApiError;
use crate::{EndpointError, FatalError, Locale, Match};

/// An error of the API as a problem detail ([RFC 9457]), for a service to answer its own callers with.
///
/// It serializes as `application/problem+json`, whose `Content-Language` is its locale. It holds nothing of what the
/// server said; what a service has to add goes into its fields.
///
/// ```
/// use braze_errors::Locale;
///
/// let error = braze_errors::parse(400, r#"{ "message": "No Recipients" }"#).unwrap_err();
/// let mut problem = error.problem(Locale::Fr);
/// problem.instance = Some("/orders/17".into());
///
/// let json = serde_json::to_value(&problem)?;
/// assert_eq!(json["title"], "No Recipients");
/// assert_eq!(json["status"], 400);
/// assert_eq!(json["detail"], error.in_locale(Locale::Fr).text());
/// assert_eq!(json["causes"][0], "NoRecipients");
/// # Ok::<(), serde_json::Error>(())
/// ```
///
/// [RFC 9457]: https://www.rfc-editor.org/rfc/rfc9457
#[derive(Clone, Debug, PartialEq)]
#[non_exhaustive]
pub struct Problem {
    /// `type`: where the API documents the error, in the source locale, since it identifies the type in any language;
    /// `about:blank` where it is not documented.
    pub type_uri: String,
    /// `title`: the documented message, where that is what the server answered.
    pub title: Option<String>,
    /// `status`: the API's own, or `502` where that is no status of an error.
    pub status: u16,
    /// `detail`: the words in the locale.
    pub detail: String,
    /// `instance`: where it happened, which is the service's to know.
    pub instance: Option<String>,
    /// `code`: the documented code, where that is what the server answered.
    pub code: Option<&'static str>,
    /// `causes`: the documented errors that this can be.
    pub causes: Vec<FatalError>,
    /// `endpoint_errors`: what the endpoint's own documentation says was wrong.
    pub endpoint_errors: Vec<EndpointError>,
    /// The locale of the words, for the header `Content-Language`; it is no member.
    pub locale: Locale,
    /// For the header `Retry-After`.
    #[cfg(feature = "axum")]
    pub(super) rate_limit: crate::RateLimit,
}

impl Problem {
    pub(super) fn new(error: &Inner, locale: Locale) -> Self {
        let cause = error.causes.first();
        // A row that stands for the status alone says nothing about the message.
        let named = cause.filter(|_| error.kind != Match::Status);
        let (title, code) = match (error.endpoint_errors.first(), named) {
            (Some(row), _) => (Some(row.message()), Some(row.code())),
            (None, Some(cause)) => (Some(cause.message()), Some(cause.code())),
            (None, None) => (None, None),
        };
        Self {
            type_uri: cause.and_then(|cause| cause.docs_url(Locale::SOURCE)).unwrap_or("about:blank").into(),
            title: title.map(Into::into),
            status: if (400..600).contains(&error.status) { error.status } else { 502 },
            detail: LocalizedApiError::new(error, locale).text(),
            instance: None,
            code,
            causes: error.causes.clone(),
            endpoint_errors: error.endpoint_errors.clone(),
            locale,
            #[cfg(feature = "axum")]
            rate_limit: error.rate_limit,
        }
    }
}

impl Serialize for Problem {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        let mut map = serializer.serialize_map(None)?;
        map.serialize_entry("type", &self.type_uri)?;
        if let Some(title) = &self.title {
            map.serialize_entry("title", title)?;
        }
        map.serialize_entry("status", &self.status)?;
        map.serialize_entry("detail", &self.detail)?;
        if let Some(instance) = &self.instance {
            map.serialize_entry("instance", instance)?;
        }
        if let Some(code) = self.code {
            map.serialize_entry("code", code)?;
        }
        map.serialize_entry("causes", &self.causes)?;
        map.serialize_entry("endpoint_errors", &self.endpoint_errors)?;
        map.end()
    }
}
