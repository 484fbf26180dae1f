//! A row's first cell: a status and a message.

use std::fmt;

use crate::text::composed::composed;

/// The status of a code: one HTTP status code, or a class of them.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Status {
    /// None is said: it stands for every status.
    Any,
    /// `400`
    Code(u16),
    /// `5XX`
    Class(u8),
}

/// Begins the name of a bullet; a variant's name begins with a capital letter, and a code with a digit.
const STATUS_BULLET: &str = "status-";

impl Status {
    /// Reads `400` or `5XX`; `None` where that is no HTTP status (RFC 9110 has 100 to 599).
    pub fn parse(text: &str) -> Option<Self> {
        match text.as_bytes() {
            [digit @ b'1'..=b'5', b'X', b'X'] => Some(Self::Class(digit - b'0')),
            [b'1'..=b'5', b'0'..=b'9', b'0'..=b'9'] => text.parse().ok().map(Self::Code),
            _ => None,
        }
    }

    /// What the bullet that explains it is called, so that no row of the same code is meant: `status-404`.
    pub fn bullet(self) -> String {
        format!("{STATUS_BULLET}{self}")
    }
}

impl fmt::Display for Status {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::Any => Ok(()),
            Self::Code(code) => write!(f, "{code}"),
            Self::Class(digit) => write!(f, "{digit}XX"),
        }
    }
}

/// A code: `400 No Recipients`.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct Code {
    /// `400`
    pub status: Status,
    /// `No Recipients`
    pub message: String,
}

impl fmt::Display for Code {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let Self { status, message } = self;
        let space = if *status == Status::Any || message.is_empty() { "" } else { " " };
        write!(f, "{status}{space}{message}")
    }
}

/// Why a text is no code.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum NoCode {
    /// It doesn't begin with something that looks like a status.
    Status,
    /// Its status is not one of HTTP's.
    OutOfRange,
    /// Nothing follows the status.
    Message,
}

impl Code {
    /// A code of this message, which is composed: see [`composed`].
    pub fn new(status: Status, message: &str) -> Self {
        Self { status, message: composed(message).into_owned() }
    }

    /// Says whether it says nothing: neither a status nor a message.
    pub(crate) fn is_empty(&self) -> bool {
        self.status == Status::Any && self.message.is_empty()
    }

    /// Reads a code; any run of white space in it counts as one space.
    pub(crate) fn parse(text: &str) -> Result<Self, NoCode> {
        let (status, words) = split(text)?;
        if is_single_spaced(words) {
            return Ok(Self { status, message: words.to_owned() });
        }
        Ok(Self::new(status, &words.split_whitespace().collect::<Vec<_>>().join(" ")))
    }

    /// Says whether a text is a code, without its message.
    pub(crate) fn check(text: &str) -> Result<Status, NoCode> {
        split(text).map(|(status, _)| status)
    }
}

/// Says whether the words of a message are known to stand apart by one space each, and to be composed, for all are ASCII.
fn is_single_spaced(words: &str) -> bool {
    let mut before = b' ';
    for &byte in words.as_bytes() {
        if !byte.is_ascii_graphic() && (byte != b' ' || before == b' ') {
            return false;
        }
        before = byte;
    }
    true
}

/// Splits a code into its status and the rest of it, which is not empty.
fn split(text: &str) -> Result<(Status, &str), NoCode> {
    let text = text.trim();
    let (first, words) = text.split_once(char::is_whitespace).unwrap_or((text, ""));
    match Status::parse(first) {
        Some(_) if words.is_empty() => Err(NoCode::Message),
        Some(status) => Ok((status, words.trim_start())),
        None if looks_like_status(first) => Err(NoCode::OutOfRange),
        None => Err(NoCode::Status),
    }
}

/// Says whether a word was meant as a status: digits, or a digit and `XX` in either case.
pub(crate) fn looks_like_status(word: &str) -> bool {
    let digits = word.trim_end_matches(['X', 'x']);
    !digits.is_empty() && word.len() - digits.len() <= 3 && digits.bytes().all(|byte| byte.is_ascii_digit())
}
