//! Responses of a service that is written with axum.

use std::time::SystemTime;

use axum_core::response::{IntoResponse, Response};
use http::StatusCode;
use http::header::{CONTENT_LANGUAGE, CONTENT_TYPE, HeaderValue, RETRY_AFTER, VARY};

use crate::{LocalizedApiError, Problem};

/// Answers with the problem as JSON, in the locale that it names, and says when to come back where Braze said so.
///
/// `Vary` tells caches that another reader gets another answer.
impl IntoResponse for Problem {
    fn into_response(self) -> Response {
        let mut response = serde_json::to_string(&self).unwrap_or_default().into_response();
        *response.status_mut() = StatusCode::from_u16(self.status).unwrap_or(StatusCode::BAD_GATEWAY);
        let headers = response.headers_mut();
        headers.insert(CONTENT_TYPE, HeaderValue::from_static("application/problem+json"));
        headers.insert(CONTENT_LANGUAGE, HeaderValue::from_static(self.locale.tag()));
        headers.insert(VARY, HeaderValue::from_static("Accept-Language"));
        let now = SystemTime::now();
        if let Some(wait) = self.rate_limit.retry_at(now).and_then(|time| time.duration_since(now).ok()) {
            headers.insert(RETRY_AFTER, wait.as_secs().saturating_add(1).into());
        }
        response
    }
}

/// Answers with the error's [`Problem`].
impl IntoResponse for LocalizedApiError<'_> {
    fn into_response(self) -> Response {
        self.problem().into_response()
    }
}
