//! The fatal errors of the [Braze REST API][docs] as a typed enum, with their text in every locale of
//! the documentation.
//!
//! The enum is generated at build time from the pages that document the errors, so that the code and
//! the documentation cannot drift apart.
//!
//! ```
//! # #[cfg(feature = "response")] {
//! use braze_errors::{FatalError, Locale};
//!
//! // What the API answered.
//! let (status, body) = (400, r#"{ "message": "No Recipients" }"#);
//!
//! let error = braze_errors::parse(status, body).unwrap_err();
//! assert_eq!(error.causes(), [FatalError::NoRecipients]);
//! // La requête ne s’adresse à personne : …
//! println!("{}", error.in_locale(Locale::Fr));
//! # }
//! ```
//!
//! The program needs the feature `response`. With no feature at all the enum is there, its texts and the look-up:
//!
//! ```
//! use braze_errors::{FatalError, Locale, Status};
//!
//! // A response said `400 No Recipients`.
//! let [error] = FatalError::lookup(400, "No Recipients") else { panic!("not documented") };
//! assert_eq!(*error, FatalError::NoRecipients);
//! assert_eq!(error.status(), Status::Code(400));
//!
//! // The text in French, and with the code in front of it.
//! let french = error.in_locale(Locale::Fr);
//! assert_eq!(french.to_string(), error.text(Locale::Fr));
//! assert!(format!("{french:#}").starts_with("400 No Recipients: "));
//! ```
//!
//! # Features
//!
//! Each is useful alone, and none but `std` is on by default.
//!
//! | feature | what it adds | dependencies |
//! |---|---|---|
//! | `std` | whether and when to retry: `RetryAdvice`; the standard library in the other features' dependencies | |
//! | `serde` | `Locale` as its tag, errors as their name, `Status` as `400` or `5XX`, in every catalog | `serde_core` |
//! | `response` | from a status and a body to a success or a typed error: `parse`; the endpoints' own errors: `EndpointError` | `serde_json`, those of `serde` |
//! | `http` | `RateLimit` from the headers, and with `response` whole responses: `parse_parts`, `parse_http` | `http`, `httpdate` |
//! | `axum` | errors as answers of a service: `IntoResponse` of `Problem` and `LocalizedApiError` | `axum-core`, those of `response` and `http` |
//! | `miette` | errors as diagnostics: `Diagnostic` of `Localized`, and with `response` of `ApiError` | `miette` |
//! | `system` | from the user's own system to a locale: `Locale::from_system` | `sys-locale` |
//!
//! With none of them the crate is `no_std`, allocates nothing and has no dependency at run time; `serde` and
//! `response` are `no_std` too. The others turn `std` on.
//!
//! The module [`guide`] leads through them, from a response to a sentence.
//!
//! # Names and versions
//!
//! A variant's name, its code and the locales are covered by the semantic version. The order of the
//! variants, and so [`Ord`] and the discriminants, follows the source page and is not.
//!
//! # Catalogs of your own
//!
//! [`error_catalog!`] builds the same enum from any API's error pages, and [`CatalogError`] lets code be
//! written over all of them.
//!
//! # Other pages
//!
//! With `BRAZE_ERRORS_DOCS=<folder>` set at build time, this crate is built from
//! `<folder>/<locale>/errors.md` instead of its own pages: the same names, the folder's text. The source's text stands
//! in for a locale that the folder lacks. What the endpoints say, of which such a folder has no page, keeps its own.
//!
//! The path is absolute: a dependency can't know what a relative one starts from. Cargo makes it so in the
//! `.cargo/config.toml` of your workspace:
//!
//! ```toml
//! [env]
//! BRAZE_ERRORS_DOCS = { value = "pages", relative = true }
//! ```
//!
//! [docs]: https://www.braze.com/docs/api/errors/
#![no_std]
#![cfg_attr(docsrs, feature(doc_cfg))]

#[cfg(feature = "response")]
extern crate alloc;
#[cfg(any(feature = "std", test))]
extern crate std;

#[doc(hidden)]
#[path = "private.rs"]
pub mod __private;
mod catalog;
#[cfg(feature = "response")]
mod endpoint;
// The docs have it with any features, and its examples run with those that they use.
#[cfg(all(doc, any(not(doctest), all(feature = "response", feature = "http"))))]
pub mod guide;
mod localized;
mod lookup;
#[cfg(feature = "miette")]
mod miette;
mod negotiate;
#[cfg(feature = "http")]
mod rate_limit;
#[cfg(feature = "response")]
mod response;
#[cfg(feature = "std")]
mod retry;
#[cfg_attr(not(feature = "serde"), path = "no_serde.rs")]
mod serde;
mod status;
mod status_text;
#[cfg(feature = "system")]
mod system;
mod unknown;

pub use crate::catalog::{CatalogError, CatalogLocale};
#[cfg(feature = "response")]
#[cfg_attr(docsrs, doc(cfg(feature = "response")))]
pub use crate::endpoint::EndpointError;
pub use crate::localized::Localized;
#[cfg(feature = "http")]
#[cfg_attr(docsrs, doc(cfg(feature = "http")))]
pub use crate::rate_limit::RateLimit;
#[cfg(feature = "response")]
#[cfg_attr(docsrs, doc(cfg(feature = "response")))]
pub use crate::response::{
    ApiError, InputError, ItemError, LocalizedApiError, Match, MinorError, Parser, Problem, Success, parse,
};
#[cfg(all(feature = "response", feature = "http"))]
#[cfg_attr(docsrs, doc(cfg(all(feature = "response", feature = "http"))))]
pub use crate::response::{parse_http, parse_parts};
#[cfg(feature = "std")]
#[cfg_attr(docsrs, doc(cfg(feature = "std")))]
pub use crate::retry::{Repeat, Retry, RetryAdvice};
pub use crate::status::Status;
pub use crate::status_text::StatusText;
pub use crate::unknown::{UnknownLocaleError, UnknownNameError, UnknownStatusError};

/// Generates a localized error enum from Markdown pages that document an API's errors.
///
/// The pages hold one or more tables of one shape, whose first column is a *code* in a code span (`400 No Recipients`: a
/// status and a message) and whose second is a *description*. The macro reads the table in every locale
/// that the call lists, aligns the rows, and generates the enum, its texts, its documentation and an
/// implementation of [`CatalogError`]; for the locales, an enum that implements [`CatalogLocale`]. What
/// does not fit stops the build, with the file, the line and the column.
///
/// ```
/// braze_errors::error_catalog! {
///     /// An error of the Parcel API.
///     pub enum ParcelError;
///     /// A locale of the Parcel API's documentation.
///     pub enum ParcelLocale;
///
///     pages = "docs/{locale}/errors.md",
///     markdown = kramdown, // for a site that Jekyll makes
///     source = "en",
///     locales = [
///         "en" { docs = "https://parcel.example/docs" },
///         "fr" { docs = "https://parcel.example/fr/docs", missing = fallback },
///     ],
/// }
///
/// # fn main() {
/// // What the API answered, in the reader's language, and what else the page knows of it.
/// for error in ParcelError::lookup(404, "Not Found") {
///     println!("{}", error.in_locale(ParcelLocale::Fr));
///     println!("{} is documented at {:?}", error.code(), error.docs_url(ParcelLocale::Fr));
/// }
/// // The program knows the errors by name.
/// assert_eq!("NotFound".parse(), Ok(ParcelError::NotFound));
/// // What the translation still lacks.
/// let missing = ParcelError::ALL.iter().filter(|error| !error.is_translated(ParcelLocale::Fr));
/// println!("{} texts to translate", missing.count());
/// # }
/// ```
///
/// <!-- from the code: catalog -->
/// | key | | what it says |
/// |---|---|---|
/// | `pages` | required | the pages' paths, from the folder of `Cargo.toml` or `braze-errors.toml`; `{locale}` stands for each locale's tag |
/// | `env` | optional | an environment variable that, set at build time, names a folder to read instead of what stands before `{locale}` in `pages`: absolute, or in a crate of the workspace that is built, relative to that; the source's text stands in for a translation that it lacks, and it need not have the lock |
/// | `lock` | optional | the lock's path, in the pages' folder: what the command `braze-errors accept` writes, and where rows that have left the pages live on as deprecated variants |
/// | `path` | optional | where the page is published below each locale's `docs` URL |
/// | `markdown` | optional | the Markdown that the pages' site reads: `gfm`, GitHub's, which is the default, or `kramdown`, Jekyll's with Liquid |
/// | `source` | required | the locale that is written first; the others are its translations |
/// | `locales` | required | all locales, as BCP 47 tags; their order is that of the locale enum |
/// | `columns` | optional | the headers of the source's error tables, see below |
/// | `under` | optional | a heading of the source page, below which its error tables stand |
/// | `skip` | optional | codes whose rows are left out, such as `["0"]` |
/// | `rename` | optional | names for variants, see below |
/// | `crate` | optional | the path of `braze_errors`, where it was renamed |
///
/// In the list of locales each may be followed by what is to be said of it, in curly braces; of rows where the source
/// stands in, `is_translated` says so:
///
/// <!-- from the code: locale -->
/// | key | | what it says |
/// |---|---|---|
/// | `docs` | optional | the URL of the documentation, which `{{site.baseurl}}` in links becomes |
/// | `page` | optional | the path of its page, where that is not what `pages` says |
/// | `unknown` | optional | what becomes of rows that the source does not have: `ignore` passes over them, `refuse`, the default, reports them |
/// | `missing` | optional | what becomes of rows that the translation lacks: with `fallback` the source's text stands in, `refuse`, the default, reports them |
///
/// Without `columns`, error tables have two columns, and their codes begin with a status: `404 Not Found`. For other
/// tables, `columns` says which header holds what:
///
/// ```text
/// columns = { code = "Error code", status = "HTTP status", name = "Name", description = ["Meaning", "What to do"] },
/// under = "Errors",
/// skip = ["0"],
/// ```
///
/// <!-- from the code: columns -->
/// | key | | what it says |
/// |---|---|---|
/// | `code` | optional | the header of the code |
/// | `status` | optional | the header of the status, where the code does not begin with one |
/// | `name` | optional | the header of a name, after which variants are named where it gives each row one of its own |
/// | `description` | required | the header of the description, or a list of headers, whose texts are joined by a blank line |
///
/// One of `code` and `status` is required, and a header may serve twice. All tables of the source page with these headers are read; in a translation, whose headers
/// are translated, the tables of the same width and codes. Variants are named after `name` where it gives each row
/// one of its own, else after the code: `Code1001` for a number, `Status404` where there is only a status, and
/// `Invalid404` where a code stands with several statuses. Where nothing else tells rows apart, the heading above does.
///
/// A variant is named after the message, and where a code stands more than once, after the first code span
/// that tells its row from the others as well. `rename` gives it another name. Where the code stands more
/// than once, `with` says which row is meant, by a code span or, failing that, words of its description in the source:
///
/// ```text
/// rename = [
///     "404 Not Found" => UnknownParcel,
///     "400 Bad Request" with "weight" => TooHeavy,
/// ],
/// ```
///
/// Pages of one API have the same locales. Where another catalog of the crate has generated the enum of them, the call
/// takes that in the place of a second one, and lists the same locales again, in the same order:
///
/// ```text
/// pub enum LabelError;
/// use crate::ParcelLocale;
/// ```
///
/// Attributes and documentation comments on the two enums are passed through. Both enums have `Clone`, `Copy`, `Debug`,
/// `Display`, `Eq`, `FromStr`, `Hash` and `Ord` already, the error enum `Error` too; the locale enum has to be as visible
/// as the error enum. With this crate's feature `serde`,
/// an error serializes as its variant's name and a locale as its tag, unless the enum derives that itself.
///
/// A variant is documented by its code and its text in every locale, or, in a catalog of more than 2,000 texts, by the
/// source's text alone, so that what few read costs no build.
pub use braze_errors_macros::error_catalog;

error_catalog! {
    /// A fatal error of the Braze REST API, as its documentation lists it.
    ///
    /// When a response carries one, none of the request's messages was sent.
    ///
    /// ```
    /// use braze_errors::{FatalError, Locale, Status};
    ///
    /// // A response said `400 Invalid Campaign ID`: the rows with this code, of which some codes have several.
    /// let [error] = FatalError::lookup(400, "Invalid Campaign ID") else { panic!("not documented") };
    /// match error {
    ///     FatalError::InvalidCampaignId => println!("look the campaign up again"),
    ///     other => println!("{}: {other}", other.code()),
    /// }
    ///
    /// // For a terminal, a chat, or a page that it is safe to embed in.
    /// println!("{}", error.text(Locale::PtBr));
    /// println!("{}", error.markdown(Locale::PtBr));
    /// println!("<p lang={}>{}</p>", Locale::PtBr, error.html(Locale::PtBr));
    ///
    /// // For logs and their queries, the name, which comes back as the error.
    /// assert_eq!(error.name(), "InvalidCampaignId");
    /// assert_eq!(error.name().parse(), Ok(*error));
    /// assert_eq!((error.status(), error.message()), (Status::Code(400), "Invalid Campaign ID"));
    ///
    /// // Any documented error of the server's side is one row, whatever it said.
    /// assert_eq!(FatalError::lookup(503, "upstream connect error"), [FatalError::InternalServerError]);
    /// // What no row documents has a status still.
    /// let [] = FatalError::lookup(409, "Conflict") else { panic!("documented") };
    /// println!("{}", FatalError::status_text(409, Locale::PtBr).expect("the pages list its class"));
    /// ```
    ///
    /// [`CatalogError`], which has the same methods, shows each of them at work.
    pub enum FatalError;

    /// A locale of the documentation.
    ///
    /// `best_for` takes any tag and `negotiate` any `Accept-Language` header; `FromStr` takes the locales' own tags alone.
    ///
    /// ```
    /// use braze_errors::{FatalError, Locale};
    ///
    /// assert_eq!(Locale::best_for("fr-FR"), Locale::Fr);
    /// assert_eq!(Locale::best_for("de_AT.UTF-8"), Locale::De);
    /// assert_eq!(Locale::negotiate("pt-PT, fr;q=0.5"), Locale::PtBr);
    /// assert_eq!("pt_br".parse(), Ok(Locale::PtBr));
    /// assert!("fr-FR".parse::<Locale>().is_err());
    ///
    /// // A setting of the reader's, else the source.
    /// let chosen = std::env::args().nth(1);
    /// let locale = chosen.map_or(Locale::SOURCE, |tag| Locale::best_for(&tag));
    /// println!("Content-Language: {locale}\n\n{}", FatalError::NotFound.text(locale));
    ///
    /// // A menu to choose from, without the locales that are made for tests.
    /// let tags: Vec<_> = Locale::ALL.iter().filter(|locale| !locale.is_pseudo()).map(|locale| locale.tag()).collect();
    /// assert_eq!(tags, ["en", "pt-BR", "fr", "de", "es", "ja", "ko"]);
    /// ```
    pub enum Locale;

    pages = "docs/{locale}/errors.md",
    env = "BRAZE_ERRORS_DOCS",
    lock = "docs/catalog.lock",
    path = "/api/errors/",
    markdown = kramdown,
    source = "en",
    locales = [
        "en" { docs = "https://www.braze.com/docs" },
        "pt-BR" { docs = "https://www.braze.com/docs/pt-br" },
        "fr" { docs = "https://www.braze.com/docs/fr" },
        "de" { docs = "https://www.braze.com/docs/de" },
        "es" { docs = "https://www.braze.com/docs/es" },
        "ja" { docs = "https://www.braze.com/docs/ja" },
        "ko" { docs = "https://www.braze.com/docs/ko" },
        "en-XA" { docs = "https://www.braze.com/docs" },
    ],
    crate = crate,
}

/// This is [`CatalogLocale`]'s, here so that the trait needs no import.
#[cfg(feature = "system")]
#[cfg_attr(docsrs, doc(cfg(feature = "system")))]
impl Locale {
    /// The locale that suits the user of this computer best, or the source where none does; see
    /// [`CatalogLocale::from_system`].
    pub fn from_system() -> Self {
        <Self as CatalogLocale>::from_system()
    }
}
