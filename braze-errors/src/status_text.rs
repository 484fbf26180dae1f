use core::fmt;

use crate::Status;

/// What the pages say, in one locale, of a status or of a whole class of them.
///
/// A response whose message no row documents still has a status, and so words in the reader's language. With the
/// feature `serde`, it serializes as the plain text.
///
/// ```
/// use braze_errors::{FatalError, Locale, Status};
///
/// let text = FatalError::status_text(418, Locale::Fr).expect("the page lists the classes");
/// assert_eq!(text.status(), Status::Class(4));
/// println!("{text}");
/// ```
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub struct StatusText {
    status: Status,
    text: &'static str,
    markdown: &'static str,
    html: &'static str,
}

impl StatusText {
    /// Joins a status and the three forms of its text.
    pub const fn new(status: Status, text: &'static str, markdown: &'static str, html: &'static str) -> Self {
        Self { status, text, markdown, html }
    }

    /// The status that the text is about: the one asked for, or its class.
    pub const fn status(self) -> Status {
        self.status
    }

    /// The plain text.
    pub const fn text(self) -> &'static str {
        self.text
    }

    /// The text as CommonMark.
    pub const fn markdown(self) -> &'static str {
        self.markdown
    }

    /// The text as HTML that holds `a`, `br`, `code`, `em` and `strong`, and is safe to embed.
    pub const fn html(self) -> &'static str {
        self.html
    }
}

/// Writes the plain text.
impl fmt::Display for StatusText {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.pad(self.text)
    }
}
