//! Diagnostics of a program that reports its errors with miette.

use std::boxed::Box;
use std::fmt::Display;

use miette::Diagnostic;

#[cfg(feature = "response")]
use crate::{ApiError, Locale};
use crate::{CatalogError, Localized};

/// The code, and the URL that documents it, in the locale.
///
/// The text is what the error displays.
impl<E: CatalogError> Diagnostic for Localized<E> {
    fn code<'a>(&'a self) -> Option<Box<dyn Display + 'a>> {
        Some(Box::new(self.error().code()))
    }

    fn url<'a>(&'a self) -> Option<Box<dyn Display + 'a>> {
        Some(Box::new(self.error().docs_url(self.locale())?))
    }
}

/// The code, the text in the source locale as help, and the URL that documents it.
#[cfg(feature = "response")]
impl Diagnostic for ApiError {
    fn code<'a>(&'a self) -> Option<Box<dyn Display + 'a>> {
        Some(Box::new(self.problem(Locale::SOURCE).code?))
    }

    fn help<'a>(&'a self) -> Option<Box<dyn Display + 'a>> {
        Some(Box::new(self.in_locale(Locale::SOURCE)))
    }

    fn url<'a>(&'a self) -> Option<Box<dyn Display + 'a>> {
        Some(Box::new(self.causes().first()?.docs_url(Locale::SOURCE)?))
    }
}
