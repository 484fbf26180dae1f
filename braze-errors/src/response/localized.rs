use alloc::borrow::ToOwned;
use alloc::string::{String, ToString};
use alloc::vec::Vec;
use core::fmt;

use super::api_error::Inner;
use crate::{FatalError, Locale, Match, Status, StatusText};

/// An error of the API together with the locale to say it in.
///
/// `{}` writes the text, which is in the locale alone; `{:#}` puts the status and the server's message in front
/// of it. Width, fill, alignment and precision work on the whole.
///
/// ```
/// use braze_errors::{FatalError, Locale, Response};
///
/// let error = Response::parse(404, r#"{ "message": "Not Found" }"#).unwrap_err();
/// let german = error.in_locale(Locale::De);
/// assert_eq!(german.to_string(), FatalError::NotFound.text(Locale::De));
/// assert_eq!(german.html(), FatalError::NotFound.html(Locale::De));
/// assert_eq!(format!("{german:#.15}"), "404 Not Found: ");
/// ```
#[derive(Clone, Copy, Debug)]
pub struct LocalizedApiError<'a> {
    error: &'a Inner,
    locale: Locale,
}

impl<'a> LocalizedApiError<'a> {
    pub(super) const fn new(error: &'a Inner, locale: Locale) -> Self {
        Self { error, locale }
    }

    /// The locale.
    pub const fn locale(self) -> Locale {
        self.locale
    }

    /// The words as plain text, each cause on lines of its own.
    ///
    /// For an error that is not documented these are the words of the status list: of the status itself, else
    /// of its class. A status that the list does not explain stands for itself: `302`.
    pub fn text(self) -> String {
        self.words(FatalError::text, StatusText::text, "\n")
    }

    /// The words as CommonMark, each cause in a paragraph of its own.
    pub fn markdown(self) -> String {
        self.words(FatalError::markdown, StatusText::markdown, "\n\n")
    }

    /// The words as HTML that holds `a`, `br`, `code`, `em` and `strong`, and is safe to embed.
    pub fn html(self) -> String {
        self.words(FatalError::html, StatusText::html, "<br>")
    }

    fn words(
        self,
        of_cause: fn(FatalError, Locale) -> &'static str,
        of_status: fn(StatusText) -> &'static str,
        separator: &str,
    ) -> String {
        let Inner { status, causes, kind, .. } = self.error;
        let listed = if *status >= 400 { FatalError::status_text(*status, self.locale) } else { None };
        match (kind, listed) {
            // The list explains a gateway's failures one by one, and the table does not.
            (Match::Status, Some(listed)) if listed.status() == Status::Code(*status) => {
                of_status(listed).to_owned()
            }
            (Match::None, Some(listed)) => of_status(listed).to_owned(),
            (Match::None, None) => status.to_string(),
            _ => causes.iter().map(|cause| of_cause(*cause, self.locale)).collect::<Vec<_>>().join(separator),
        }
    }
}

impl LocalizedApiError<'_> {
    /// Writes the status and the server's message in front of the words.
    pub(super) fn pad_whole(self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let status = self.error.status.to_string();
        let text = self.text();
        let mut whole = status.clone();
        if let Some(message) = &self.error.message {
            whole.extend([" ", message]);
        }
        if text != status {
            whole.extend([": ", &text]);
        }
        f.pad(&whole)
    }
}

impl fmt::Display for LocalizedApiError<'_> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        if f.alternate() { self.pad_whole(f) } else { f.pad(&self.text()) }
    }
}
