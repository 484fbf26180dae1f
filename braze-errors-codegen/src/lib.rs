//! The backend of [braze-errors]: reads Markdown pages that document an API's errors, aligns them into a
//! catalog, finds drift between the locales, and generates a typed and localized error enum.
//!
//! Data flows one way: a page's text ([`Source`]) is read into rows ([`Page`]), the pages of all locales are
//! aligned ([`Catalog`]), and the catalog becomes findings ([`Finding`]) and tokens ([`expand`]).
//!
//! ```
//! use braze_errors_codegen::{Dialect, Form, Page, Source};
//!
//! let source = Source::new("docs/en/errors.md", "\
//! | Error code | Description |
//! |---|---|
//! | `404 Not Found` | There is no **such** parcel. |
//! ");
//! let reading = Page::read(&source, Dialect::Gfm);
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
#[cfg(feature = "exchange")]
pub mod exchange;
mod expand;
mod finding;
mod form;
mod load;
mod lock;
mod markdown;
mod page;
#[cfg(feature = "check")]
mod pseudo;
#[cfg(feature = "check")]
mod report;
mod text;

pub use self::call::{Call, Declaration, Setup};
#[cfg(feature = "check")]
pub use self::call::{Configuration, KeyTable};
pub use self::catalog::{Alignment, BadRename, Catalog, Entry, Locale, Missing, Rename, Unknown};
#[cfg(feature = "check")]
pub use self::check::Memory;
pub use self::expand::{derive_rows, expand, expand_with, lookup_functions};
#[cfg(feature = "draw")]
pub use self::finding::draw;
pub use self::finding::{Finding, Findings, Fix, Level, Notation, Note, Rule, SourceChange, curtail};
#[cfg(feature = "check")]
pub use self::finding::{Levels, UnknownRuleError};
pub use self::form::Form;
#[cfg(feature = "check")]
pub use self::load::unlisted_pages;
pub use self::load::{Folder, Loaded, Readings, is_taken, workspace_above, workspace_being_built};
pub use self::lock::Lock;
#[cfg(feature = "check")]
pub use self::lock::Selection;
pub use self::markdown::{Description, Dialect, Inline, Node};
pub use self::page::{Code, Columns, Page, Reading, Row, Section, Sought, Status, StatusBullet};
#[cfg(feature = "check")]
pub use self::pseudo::{pseudo, pseudo_tables};
#[cfg(feature = "check")]
pub use self::report::{About, Coverage, Report, State, check, check_again, excuse};
pub use self::text::composed::composed;
#[cfg(feature = "check")]
pub use self::text::encoding::Decoded;
pub use self::text::escape::{escape_controls, escape_line, steers};
pub use self::text::file::read_file;
pub use self::text::number::{digits, numbers};
pub use self::text::source::{Place, Source, Span};
#[cfg(feature = "check")]
pub use self::text::words::changes;
#[cfg(feature = "draw")]
pub use self::text::wrap::wrap;
