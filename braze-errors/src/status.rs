use core::fmt;

/// The HTTP status of a code: one status code, or a whole class of them.
///
/// ```
/// use braze_errors::Status;
///
/// assert_eq!(Status::Code(400).to_string(), "400");
/// assert_eq!(Status::Class(5).to_string(), "5XX");
/// assert!(Status::Class(5).matches(503));
/// assert!(!Status::Code(400).matches(404));
/// ```
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Status {
    /// One status code: `400`.
    Code(u16),
    /// The first digit of a class of status codes: `5XX` is `Class(5)`.
    Class(u8),
}

impl Status {
    /// Says whether a response's status code is this one, or belongs to this class.
    pub const fn matches(self, code: u16) -> bool {
        match self {
            Self::Code(own) => own == code,
            Self::Class(digit) => code / 100 == digit as u16,
        }
    }
}

impl fmt::Display for Status {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
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
