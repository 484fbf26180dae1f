use core::error::Error;
use core::fmt::{self, Alignment, Write};

use crate::CatalogError;

/// An error together with the locale to display it in.
///
/// `{}` writes the text, `{:#}` puts the code in front of it. Width, fill, alignment and precision work on
/// the whole, as they do on a string. With the feature `serde`, it serializes as the text.
///
/// ```
/// use braze_errors::{FatalError, Locale};
///
/// let localized = FatalError::NotFound.in_locale(Locale::De);
/// assert_eq!(format!("{localized}"), FatalError::NotFound.text(Locale::De));
/// assert_eq!(format!("{localized:#.13}"), "404 Not Found");
/// assert_eq!(format!("{localized:->9.4}").chars().filter(|c| *c == '-').count(), 5);
/// ```
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub struct Localized<E: CatalogError> {
    error: E,
    locale: E::Locale,
}

impl<E: CatalogError> Localized<E> {
    /// Joins an error and a locale; `error.in_locale(locale)` reads better.
    pub const fn new(error: E, locale: E::Locale) -> Self {
        Self { error, locale }
    }

    /// The error.
    pub const fn error(self) -> E {
        self.error
    }

    /// The locale.
    pub const fn locale(self) -> E::Locale {
        self.locale
    }
}

impl<E: CatalogError> fmt::Display for Localized<E> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let text = self.error.text(self.locale);
        if f.alternate() { pad_joined(f, [self.error.code(), ": ", text]) } else { f.pad(text) }
    }
}

impl<E: CatalogError> Error for Localized<E> {}

/// Does for the parts joined what [`fmt::Formatter::pad`] does for one string, without joining them.
fn pad_joined(f: &mut fmt::Formatter<'_>, parts: [&str; 3]) -> fmt::Result {
    let (width, precision) = (f.width(), f.precision());
    if width.is_none() && precision.is_none() {
        return parts.iter().try_for_each(|part| f.write_str(part));
    }
    let chars = || parts.iter().flat_map(|part| part.chars()).take(precision.unwrap_or(usize::MAX));
    let missing = width.map_or(0, |width| width.saturating_sub(chars().count()));
    let before = match f.align() {
        Some(Alignment::Right) => missing,
        Some(Alignment::Center) => missing / 2,
        Some(Alignment::Left) | None => 0,
    };
    let fill = f.fill();
    (0..before).try_for_each(|_| f.write_char(fill))?;
    chars().try_for_each(|char| f.write_char(char))?;
    (before..missing).try_for_each(|_| f.write_char(fill))
}
