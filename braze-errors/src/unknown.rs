use core::error::Error;
use core::fmt;

/// A text that is the tag of no locale of the catalog.
///
/// ```
/// use braze_errors::Locale;
///
/// let error = "zh".parse::<Locale>().unwrap_err();
/// assert_eq!(error.to_string(), "unknown locale: expected one of en, pt-BR, fr, de, es, ja, ko, en-XA");
/// assert_eq!(error.expected().len(), Locale::ALL.len());
/// ```
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct UnknownLocaleError {
    expected: &'static [&'static str],
}

impl UnknownLocaleError {
    /// Builds the error that lists these tags.
    pub const fn new(expected: &'static [&'static str]) -> Self {
        Self { expected }
    }

    /// The tags that the catalog has.
    pub const fn expected(&self) -> &'static [&'static str] {
        self.expected
    }
}

impl fmt::Display for UnknownLocaleError {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("unknown locale: expected one of ")?;
        for (position, tag) in self.expected.iter().enumerate() {
            if position > 0 {
                f.write_str(", ")?;
            }
            f.write_str(tag)?;
        }
        Ok(())
    }
}

impl Error for UnknownLocaleError {}

/// A text that is the name of no variant of the catalog.
///
/// ```
/// use braze_errors::FatalError;
///
/// let error = "no recipients".parse::<FatalError>().unwrap_err();
/// assert_eq!(error.to_string(), "unknown name: `FatalError` has no variant so named");
/// assert_eq!("NoRecipients".parse(), Ok(FatalError::NoRecipients));
/// ```
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct UnknownNameError {
    enum_name: &'static str,
}

impl UnknownNameError {
    /// Builds the error for the enum of this name.
    pub const fn new(enum_name: &'static str) -> Self {
        Self { enum_name }
    }
}

impl fmt::Display for UnknownNameError {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "unknown name: `{}` has no variant so named", self.enum_name)
    }
}

impl Error for UnknownNameError {}

/// A text that is no status and no class of statuses.
///
/// ```
/// use braze_errors::Status;
///
/// let error = "teapot".parse::<Status>().unwrap_err();
/// assert_eq!(error.to_string(), "unknown status: expected one such as `400` or `5XX`");
/// ```
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
#[non_exhaustive]
pub struct UnknownStatusError;

impl fmt::Display for UnknownStatusError {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("unknown status: expected one such as `400` or `5XX`")
    }
}

impl Error for UnknownStatusError {}
