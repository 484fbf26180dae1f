//! The backend of [braze-errors]: reads Markdown pages that document an API's errors, aligns them into a
//! catalog, finds drift between the locales, and generates a typed and localized error enum.
//!
//! Data flows one way: a page's text ([`Source`]) is read into rows ([`Page`]), the pages of all locales are
//! aligned ([`Catalog`]), and the catalog becomes findings ([`Finding`]) and tokens ([`expand`]).
//!
//! ```
//! use braze_errors_codegen::{Form, Page, Source};
//!
//! let source = Source::new("docs/en/errors.md", "\
//! | Error code | Description |
//! |---|---|
//! | `404 Not Found` | There is no **such** parcel. |
//! ");
//! let reading = Page::read(&source);
//! assert!(reading.findings.is_empty());
//! let row = &reading.page.rows[0];
//! assert_eq!(row.code.message, "Not Found");
//! assert_eq!(Form::Text.write(&row.description, ""), "There is no such parcel.");
//! ```
//!
//! [braze-errors]: https://docs.rs/braze-errors
#![cfg_attr(docsrs, feature(doc_cfg))]

mod call;
mod catalog;
#[cfg(feature = "check")]
mod check;
#[cfg(feature = "check")]
pub mod diff;
mod escape;
mod expand;
mod finding;
mod form;
mod load;
mod lock;
pub(crate) mod markdown;
mod number;
#[cfg(feature = "check")]
mod order;
mod page;
#[cfg(feature = "check")]
mod pseudo;
#[cfg(feature = "report")]
mod report;
mod search;
mod source;

pub use self::call::{Call, Declaration, ListedLocale, PagePath};
pub use self::catalog::{Alignment, BadRename, Catalog, Entry, Locale, Missing, Rename};
#[cfg(feature = "check")]
pub use self::check::{Cell, Coverage, Levels, Report, State, UnknownRuleError, check, unlisted_pages};
pub use self::escape::{escape_controls, escape_line, steers};
pub use self::expand::{expand, expand_with, lookup_functions};
pub use self::finding::{Finding, Fix, Level, Note, Rule};
pub use self::form::Form;
pub use self::load::{Folder, Loaded, Setup};
pub use self::lock::Lock;
#[cfg(feature = "check")]
pub use self::lock::Selection;
pub use self::markdown::Dialect;
pub use self::number::{digits, numbers};
pub use self::page::{Code, Inline, Node, Page, Reading, Row, Status, StatusBullet};
#[cfg(feature = "check")]
pub use self::pseudo::pseudo;
#[cfg(feature = "report")]
pub use self::report::draw;
pub use self::source::{Place, Source, Span, read_file};
