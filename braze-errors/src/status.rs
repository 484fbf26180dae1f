use core::fmt;
use core::str::FromStr;

use crate::UnknownStatusError;

/// The HTTP status of a code: one status code, a whole class of them, or any.
///
/// ```
/// use braze_errors::Status;
///
/// assert_eq!(Status::Code(400).to_string(), "400");
/// assert_eq!(Status::Class(5).to_string(), "5XX");
/// assert_eq!("5XX".parse(), Ok(Status::Class(5)));
/// assert!(Status::Class(5).matches(503));
/// assert!(!Status::Code(400).matches(404));
/// // Where the documentation says none.
/// assert!(Status::Any.matches(404));
/// assert_eq!(Status::Any.to_string(), "");
/// ```
///
/// With the feature `http`, it comes from an `http::StatusCode`, and a single status code becomes one with
/// `try_from`.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Status {
    /// None is said: it stands for every status, and displays as nothing.
    Any,
    /// One status code: `400`.
    Code(u16),
    /// The first digit of a class of status codes: `5XX` is `Class(5)`.
    Class(u8),
}

impl Status {
    /// Says whether a response's status code is this one, or belongs to this class.
    pub const fn matches(self, code: u16) -> bool {
        match self {
            Self::Any => true,
            Self::Code(own) => own == code,
            Self::Class(digit) => code / 100 == digit as u16,
        }
    }
}

impl fmt::Display for Status {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::Any => f.pad(""),
            Self::Code(code) => fmt::Display::fmt(code, f),
            Self::Class(digit @ 0..=9) => {
                const CLASSES: [&str; 10] =
                    ["0XX", "1XX", "2XX", "3XX", "4XX", "5XX", "6XX", "7XX", "8XX", "9XX"];
                f.pad(CLASSES[*digit as usize])
            }
            Self::Class(digit) => write!(f, "{digit}XX"),
        }
    }
}

impl FromStr for Status {
    type Err = UnknownStatusError;

    /// Reads what `Display` writes: `400`, `5XX`, and nothing for any.
    fn from_str(text: &str) -> Result<Self, Self::Err> {
        if text.is_empty() {
            return Ok(Self::Any);
        }
        let (digits, is_class) = match text.strip_suffix("XX") {
            Some(digits) => (digits, true),
            None => (text, false),
        };
        // The parsers of integers take a sign, which no status has.
        if !digits.bytes().all(|byte| byte.is_ascii_digit()) {
            return Err(UnknownStatusError);
        }
        let status = if is_class { digits.parse().map(Self::Class) } else { digits.parse().map(Self::Code) };
        status.map_err(|_| UnknownStatusError)
    }
}

#[cfg(feature = "http")]
impl From<http::StatusCode> for Status {
    fn from(code: http::StatusCode) -> Self {
        Self::Code(code.as_u16())
    }
}

/// A class of statuses, or any status, is no single one, and so is invalid.
#[cfg(feature = "http")]
impl TryFrom<Status> for http::StatusCode {
    type Error = http::status::InvalidStatusCode;

    fn try_from(status: Status) -> Result<Self, Self::Error> {
        Self::from_u16(match status {
            Status::Code(code) => code,
            Status::Any | Status::Class(_) => 0,
        })
    }
}
