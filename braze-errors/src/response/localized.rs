use alloc::borrow::ToOwned;
use alloc::string::String;
use core::error::Error;
use core::fmt;

use serde_core::ser::{Serialize, Serializer};

use super::api_error::Inner;
use super::{Problem, phrase};
use crate::{CatalogError, FatalError, Locale, Match, Status, StatusText};

/// An error of the API together with the locale to say it in.
///
/// `{}` writes the text, which is in the locale alone; `{:#}` puts the status and the server's message in front
/// of it. Width, fill, alignment and precision work on the whole. It serializes as the text.
///
/// ```
/// use braze_errors::{FatalError, Locale};
///
/// let error = braze_errors::parse(404, r#"{ "message": "Not Found" }"#).unwrap_err();
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

/// The three forms of the words.
#[derive(Clone, Copy)]
enum Form {
    Text,
    Markdown,
    Html,
}

impl Form {
    fn of_row(self, row: impl CatalogError<Locale = Locale>, locale: Locale) -> &'static str {
        match self {
            Self::Text => row.text(locale),
            Self::Markdown => row.markdown(locale),
            Self::Html => row.html(locale),
        }
    }

    const fn of_status(self, text: StatusText) -> &'static str {
        match self {
            Self::Text => text.text(),
            Self::Markdown => text.markdown(),
            Self::Html => text.html(),
        }
    }

    /// The text of the only row, or a list of several, below a lead that says what they have to do with each other.
    fn of_rows<E: CatalogError<Locale = Locale>>(self, rows: &[E], locale: Locale, lead: &str) -> String {
        if let [row] = rows {
            return self.of_row(*row, locale).to_owned();
        }
        let (lead_end, item) = match self {
            Self::Text => ("", "\n- "),
            Self::Markdown => ("\n", "\n- "),
            Self::Html => ("", "<br>- "),
        };
        let mut list = lead.to_owned() + lead_end;
        for row in rows {
            let text = self.of_row(*row, locale);
            list.push_str(item);
            match self {
                // What belongs to an item of a list is indented.
                Self::Markdown => list.push_str(&text.replace('\n', "\n  ")),
                Self::Text | Self::Html => list.push_str(text),
            }
        }
        list
    }
}

impl<'a> LocalizedApiError<'a> {
    pub(super) const fn new(error: &'a Inner, locale: Locale) -> Self {
        Self { error, locale }
    }

    /// The locale.
    pub const fn locale(self) -> Locale {
        self.locale
    }

    /// The words as plain text.
    ///
    /// These are the most special that are known: those of the endpoint errors; else the cause's or, where there are
    /// several, theirs as alternatives; else what the documentation says of the status. Where it doesn't explain the
    /// status, a sentence says that the response was not to be expected.
    ///
    /// ```
    /// use braze_errors::{FatalError, Locale};
    ///
    /// // Nothing tells which of three causes this has.
    /// let error = braze_errors::parse(400, r#"{ "message": "Bad Request" }"#).unwrap_err();
    /// let german = error.in_locale(Locale::De).text();
    /// assert!(german.starts_with("Eine dieser Ursachen liegt vor:\n- "));
    /// assert!(german.contains(FatalError::BadRequestSendAt.text(Locale::De)));
    /// ```
    pub fn text(self) -> String {
        self.words(Form::Text)
    }

    /// The words as CommonMark; see [`text`](Self::text).
    pub fn markdown(self) -> String {
        self.words(Form::Markdown)
    }

    /// The words as HTML that holds `a`, `br`, `code`, `em` and `strong`, and is safe to embed; see
    /// [`text`](Self::text).
    pub fn html(self) -> String {
        self.words(Form::Html)
    }

    /// The error as RFC 9457 has it; see [`ApiError::problem`](crate::ApiError::problem).
    pub fn problem(self) -> Problem {
        Problem::new(self.error, self.locale)
    }

    /// The most special words that are known, the first of these that there are.
    fn words(self, form: Form) -> String {
        let Inner { status, causes, endpoint_errors, kind, .. } = self.error;
        if !endpoint_errors.is_empty() {
            return form.of_rows(endpoint_errors, self.locale, phrase::all_of_these(self.locale));
        }
        let listed = if *status >= 400 { FatalError::status_text(*status, self.locale) } else { None };
        // The list explains some statuses one by one, where the table has a row for any error of that status.
        let of_status =
            listed.filter(|listed| *kind == Match::Status && listed.status() == Status::Code(*status));
        match (of_status, causes.as_slice(), listed) {
            (Some(own), _, _) | (None, [], Some(own)) => form.of_status(own).to_owned(),
            (None, [], None) => phrase::unexpected(self.locale).to_owned(),
            (None, causes, _) => form.of_rows(causes, self.locale, phrase::one_of_these(self.locale)),
        }
    }
}

impl fmt::Display for LocalizedApiError<'_> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        if f.alternate() { f.pad(&(self.error.said() + ": " + &self.text())) } else { f.pad(&self.text()) }
    }
}

impl Error for LocalizedApiError<'_> {}

impl Serialize for LocalizedApiError<'_> {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        serializer.serialize_str(&self.text())
    }
}
