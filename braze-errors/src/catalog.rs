use core::error::Error;
use core::fmt::{Debug, Display};
use core::hash::Hash;
use core::str::FromStr;

use crate::{Localized, Status, StatusText, UnknownLocaleError, UnknownNameError};

/// What every enum has that [`error_catalog!`](crate::error_catalog) generated, for code over any catalog.
///
/// Each method exists on the enum itself too, as a `const fn` where it can be one, so that the trait
/// needs to be in scope in generic code alone.
///
/// ```
/// use braze_errors::{CatalogError, CatalogLocale, FatalError};
///
/// fn untranslated<E: CatalogError>(locale: E::Locale) -> usize {
///     E::ALL.iter().filter(|error| !error.is_translated(locale)).count()
/// }
///
/// for locale in <FatalError as CatalogError>::Locale::ALL {
///     assert_eq!(untranslated::<FatalError>(*locale), 0);
/// }
/// ```
pub trait CatalogError:
    Copy + Debug + Display + Eq + Error + FromStr<Err = UnknownNameError> + Hash + Ord + Send + Sync + 'static
{
    /// The locales that the catalog is written in.
    type Locale: CatalogLocale;

    /// Every error, in the order of the source page.
    const ALL: &'static [Self];

    /// The errors that a response with this status and code can mean.
    ///
    /// These are, in page order, the rows with exactly that status and code; else those with the code of which no status
    /// is said; else those of the status of which no code is said; else those of the status's class. Where there is none
    /// of these, they are those whose code differs in case and punctuation alone, or is followed by a colon and more: of
    /// several, the one whose own code span the server writes. Else there is none.
    ///
    /// ```
    /// use braze_errors::FatalError;
    ///
    /// assert_eq!(FatalError::lookup(404, "Not Found"), [FatalError::NotFound]);
    /// // One code, three causes.
    /// assert_eq!(FatalError::lookup(400, "Bad Request").len(), 3);
    /// // `5XX` is the code of one row, which answers to any message.
    /// assert_eq!(FatalError::lookup(502, "Bad Gateway"), [FatalError::InternalServerError]);
    /// assert_eq!(FatalError::lookup(418, "I'm a teapot"), []);
    /// // Servers write a code in several ways.
    /// for code in ["No Recipients", "no recipients", "No Recipients.", "No Recipients: none given"] {
    ///     assert_eq!(FatalError::lookup(400, code), [FatalError::NoRecipients]);
    /// }
    /// assert_eq!(FatalError::lookup(400, "Bad Request: invalid send_at"), [FatalError::BadRequestSendAt]);
    /// ```
    fn lookup(status: u16, code: &str) -> &'static [Self] {
        crate::lookup::lookup(status, code)
    }

    /// The errors with exactly this status and code, in page order.
    ///
    /// It costs one hash and one comparison, however many codes there are. A code is in Unicode's composed form (NFC); the
    /// same code in decomposed form (NFD) is found too.
    ///
    /// ```
    /// use braze_errors::FatalError;
    ///
    /// assert_eq!(FatalError::lookup_exact(404, "Not Found"), [FatalError::NotFound]);
    /// assert_eq!(FatalError::lookup_exact(404, "not found"), []);
    /// ```
    fn lookup_exact(status: u16, code: &str) -> &'static [Self];

    /// [`lookup`](Self::lookup), for a code that is a number: 131001, -32700, and 2 where the page has `0x02`.
    ///
    /// ```
    /// use braze_errors::FatalError;
    ///
    /// // No code of this API is a number; its rows for a class answer to any code.
    /// assert_eq!(FatalError::lookup_number(400, 131_001), []);
    /// assert_eq!(FatalError::lookup_number(503, 131_001), [FatalError::InternalServerError]);
    /// ```
    fn lookup_number(status: u16, code: i64) -> &'static [Self] {
        crate::lookup::lookup_number(status, code)
    }

    /// The errors with exactly this code, whatever their status, in page order.
    ///
    /// ```
    /// use braze_errors::FatalError;
    ///
    /// assert_eq!(FatalError::by_code("Not Found"), [FatalError::NotFound]);
    /// assert_eq!(FatalError::by_code("404"), []);
    /// ```
    fn by_code(code: &str) -> &'static [Self];

    /// The errors of which exactly this status is said, in page order.
    ///
    /// ```
    /// use braze_errors::{FatalError, Status};
    ///
    /// assert_eq!(FatalError::by_status(Status::Class(5)), [FatalError::InternalServerError]);
    /// assert_eq!(FatalError::by_status(Status::Code(503)), []);
    /// ```
    fn by_status(status: Status) -> &'static [Self];

    /// What the pages say of a status in general, in their list of statuses.
    ///
    /// This is the text of the status itself, else of its class. A locale whose page has neither has none: the
    /// source's text stands in for nothing.
    ///
    /// ```
    /// use braze_errors::{FatalError, Locale};
    ///
    /// let words = FatalError::status_text(504, Locale::Fr).expect("the pages list it");
    /// println!("<p lang=fr>{}</p>", words.html());
    /// assert!(FatalError::status_text(302, Locale::Fr).is_none());
    /// ```
    fn status_text(status: u16, locale: Self::Locale) -> Option<StatusText>;

    /// The code: status, if one is said, and message, as the page writes them, in Unicode's composed form (NFC).
    ///
    /// ```
    /// use braze_errors::FatalError;
    ///
    /// assert_eq!(FatalError::RateLimited.code(), "429 Rate Limited");
    /// assert_eq!(FatalError::InternalServerError.code(), "5XX Internal Server Error");
    /// ```
    fn code(self) -> &'static str;

    /// The message: the code without its status.
    ///
    /// ```
    /// use braze_errors::FatalError;
    ///
    /// assert_eq!(FatalError::RateLimited.message(), "Rate Limited");
    /// ```
    fn message(self) -> &'static str;

    /// The variant's name, for logs; [`FromStr`] takes it.
    ///
    /// ```
    /// use braze_errors::FatalError;
    ///
    /// let logged = FatalError::BadRequestSendAt.name();
    /// assert_eq!(logged, "BadRequestSendAt");
    /// assert_eq!(logged.parse(), Ok(FatalError::BadRequestSendAt));
    /// ```
    fn name(self) -> &'static str;

    /// The status, the class of statuses, or any.
    ///
    /// ```
    /// use braze_errors::{FatalError, Status};
    ///
    /// assert_eq!(FatalError::NotFound.status(), Status::Code(404));
    /// assert!(FatalError::InternalServerError.status().matches(503));
    /// ```
    fn status(self) -> Status;

    /// The description as plain text.
    ///
    /// ```
    /// use braze_errors::{FatalError, Locale};
    ///
    /// eprintln!("error: {}", FatalError::NoRecipients.text(Locale::De));
    /// ```
    fn text(self, locale: Self::Locale) -> &'static str;

    /// The description as CommonMark.
    ///
    /// ```
    /// use braze_errors::{FatalError, Locale};
    ///
    /// // Chats and issue trackers show it as it is meant.
    /// let note = format!("> {}", FatalError::AccessDenied.markdown(Locale::En));
    /// assert!(note.contains("**Settings**"));
    /// ```
    fn markdown(self, locale: Self::Locale) -> &'static str;

    /// The description as HTML that holds `a`, `br`, `code`, `em` and `strong`, and is safe to embed.
    ///
    /// ```
    /// use braze_errors::{FatalError, Locale};
    ///
    /// let alert = format!("<p role=alert lang=fr>{}</p>", FatalError::AccessDenied.html(Locale::Fr));
    /// assert!(alert.contains("<strong>"));
    /// ```
    fn html(self, locale: Self::Locale) -> &'static str;

    /// Says whether the texts are the locale's own, and not the source's standing in for them.
    ///
    /// ```
    /// use braze_errors::{FatalError, Locale};
    ///
    /// let missing = FatalError::ALL.iter().filter(|error| !error.is_translated(Locale::De));
    /// assert_eq!(missing.count(), 0);
    /// ```
    fn is_translated(self, locale: Self::Locale) -> bool;

    /// The URL of the section that documents the error, where the catalog knows the documentation's.
    ///
    /// ```
    /// use braze_errors::{FatalError, Locale};
    ///
    /// if let Some(url) = FatalError::NotFound.docs_url(Locale::De) {
    ///     println!("<a href=\"{url}\">Dokumentation</a>");
    /// }
    /// ```
    fn docs_url(self, locale: Self::Locale) -> Option<&'static str>;

    /// The error together with the locale to display it in.
    ///
    /// ```
    /// use braze_errors::{FatalError, Locale};
    ///
    /// let error = FatalError::NotFound.in_locale(Locale::Fr);
    /// println!("{error}"); // the text
    /// println!("{error:#}"); // 404 Not Found: the text
    /// ```
    fn in_locale(self, locale: Self::Locale) -> Localized<Self> {
        Localized::new(self, locale)
    }
}

/// What every locale enum has that [`error_catalog!`](crate::error_catalog) generated.
///
/// `FromStr` takes the tag of a locale, in any case and with `-` or `_`; [`best_for`](Self::best_for) takes any tag.
///
/// ```
/// use braze_errors::Locale;
///
/// assert_eq!(Locale::PtBr.tag(), "pt-BR");
/// assert_eq!("PT_br".parse(), Ok(Locale::PtBr));
/// ```
pub trait CatalogLocale:
    Copy + Debug + Display + Eq + FromStr<Err = UnknownLocaleError> + Hash + Ord + Send + Sync + 'static
{
    /// Every locale, in the order of the call.
    const ALL: &'static [Self];

    /// The locale that is written first.
    const SOURCE: Self;

    /// The BCP 47 tag: `pt-BR`.
    fn tag(self) -> &'static str;

    /// Says whether this is a pseudo-locale, made for tests from the source: `en-XA`.
    fn is_pseudo(self) -> bool;

    /// The locale that suits an `Accept-Language` header best, or the source where none does.
    ///
    /// Quality values count as RFC 9110 has them, and what is malformed counts as not sent. Of the ranges, the most
    /// welcome one that finds a locale decides, as RFC 4647's look-up has it; [`nearest`](Self::nearest) says which.
    /// Of a header longer than 4 KB, or of more than 64 ranges, the rest is not read.
    ///
    /// ```
    /// use braze_errors::Locale;
    ///
    /// assert_eq!(Locale::negotiate("fr-CH, fr;q=0.9, en;q=0.8"), Locale::Fr);
    /// assert_eq!(Locale::negotiate("en;q=0.2, de;q=0.9"), Locale::De);
    /// assert_eq!(Locale::negotiate("zh"), Locale::SOURCE);
    /// ```
    fn negotiate(accept_language: &str) -> Self {
        crate::negotiate::for_header(accept_language).unwrap_or(Self::SOURCE)
    }

    /// The locale that suits a language tag best, or the source where none does; see [`nearest`](Self::nearest).
    ///
    /// ```
    /// use braze_errors::Locale;
    ///
    /// assert_eq!(Locale::best_for("fr-FR"), Locale::Fr);
    /// assert_eq!(Locale::best_for("de_AT.UTF-8"), Locale::De);
    /// assert_eq!(Locale::best_for("zh"), Locale::SOURCE);
    /// ```
    fn best_for(tag: &str) -> Self {
        Self::nearest(tag).unwrap_or(Self::SOURCE)
    }

    /// The locale that is nearest to a language tag, if one is in its language.
    ///
    /// The tag is one of BCP 47, or of a system: `sr-Latn-RS`, `sr_RS@latin`, `fr_FR.UTF-8`. What it names itself is
    /// nearest, then its parents in CLDR, and then what has a parent in common with it: for `es-MX`, `es-419` and `es`
    /// come first, and `es-AR` before `es-ES`. Which script goes without saying, and in which region a language is most
    /// at home, is known of every language that CLDR knows: `zh-HK` finds `zh-Hant`, and `pt` finds `pt-BR` before
    /// `pt-PT`. The language in another script comes last. A pseudo-locale is found by its own name alone.
    ///
    /// ```
    /// use braze_errors::Locale;
    ///
    /// // The reader's choice, else what the browser says.
    /// fn locale(chosen: Option<&str>, accept_language: &str) -> Locale {
    ///     chosen.and_then(Locale::nearest).unwrap_or_else(|| Locale::negotiate(accept_language))
    /// }
    ///
    /// assert_eq!(locale(Some("pt-PT"), "de"), Locale::PtBr);
    /// assert_eq!(locale(Some("tlh"), "de"), Locale::De);
    /// ```
    fn nearest(tag: &str) -> Option<Self> {
        crate::negotiate::nearest(tag)
    }

    /// The locale that suits the user of this computer best, or the source where none does.
    ///
    /// The systems' `C` and `POSIX` ask for no language: what they stand before counts as not said.
    ///
    /// ```
    /// use braze_errors::{FatalError, Locale};
    ///
    /// println!("{}", FatalError::NotFound.in_locale(Locale::from_system()));
    /// ```
    #[cfg(feature = "system")]
    #[cfg_attr(docsrs, doc(cfg(feature = "system")))]
    fn from_system() -> Self {
        crate::system::from_system()
    }
}
