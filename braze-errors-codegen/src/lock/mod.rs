//! The lock: what was accepted of every row, so that a change is seen without version control.
//!
//! Its file is made for review and for merging line by line. Git merges two changes when a line that neither
//! of them touched stands between them; so each hash has a line that doesn't change above it and below it, and
//! two people who accept different rows, or different locales of one row, don't meet.
//!
//! ```text
//! braze-errors lock 1
//!
//! row NoName
//! code 400 No Name
//! source 9e2f0f1b6c0a7d35 There is **no** name.
//! locale en
//! text 9e2f0f1b6c0a7d35
//! locale fr
//! text 51c0a3de77f4b210 from 9e2f0f1b6c0a7d35
//!
//! bullet 4XX
//! source 6310865afda8b282 The **4XX class** is yours.
//! locale en
//! text 6310865afda8b282
//! locale fr
//! text 3f247bba7449ec82 from 6310865afda8b282
//!
//! end
//! ```
//!
//! A bullet of the list that explains statuses is accepted as a row is, but gives its name to no variant.
//!
//! A line `source` holds the source's text that a hash of the row or the bullet stands for, as its page wrote it. Most have
//! one; where translations were accepted against several texts, there is one for each of them. It is there for people, who
//! are told what has changed since, and a row of an older lock, which has none, is as good.
//!
//! A row is deprecated where a line `deprecated` follows its code; each of its locales then ends with a line
//! `markdown`, which holds the description's cell as the page last had it.

#[cfg(feature = "check")]
mod accept;
#[cfg(feature = "check")]
mod change;
#[cfg(feature = "check")]
mod compare;
mod hash;
#[cfg(feature = "check")]
mod pairing;
mod parse;
mod retired;
mod write;

use std::collections::BTreeMap;
use std::io;
use std::path::Path;
use std::rc::Rc;

#[cfg(feature = "check")]
pub use self::accept::Selection;
use self::hash::TextHash;
use crate::catalog::{Catalog, Entry};
use crate::finding::{Finding, Rule, decode, file_for_folder, unread};
use crate::page::{Code, Status};
use crate::text::file::read_file;
use crate::text::source::{Source, Span};

/// The version of the format that is read and written here.
const VERSION: &str = "1";

/// What the first line holds in front of the version.
const NAME: &str = "braze-errors lock ";

/// Stands where a code has its status, of a code of which none is said; no code begins so otherwise that has one.
const ANY: &str = "any";

/// What was accepted of every row.
///
/// Displayed, it is the text of its file.
///
/// ```
/// use braze_errors_codegen::{Catalog, Dialect, Locale, Lock, Missing, Page, Selection, Source};
///
/// let source = Source::new("docs/en/errors.md", "\
/// | Error code | Description |
/// |---|---|
/// | `404 Not Found` | There is no such parcel. |
/// ");
/// let en = Locale { tag: "en".to_owned(), docs: None, missing: Missing::Refuse, ..Locale::default() };
/// let catalog = Catalog::align(vec![en], 0, vec![Page::read(&source, Dialect::Gfm).page], &[]).catalog;
///
/// let mut lock = Lock::new("docs/catalog.lock");
/// assert_eq!(lock.compare(&catalog).len(), 1, "the row is new");
/// lock.accept(&catalog, &Selection::default()).unwrap();
/// assert!(lock.compare(&catalog).is_empty());
///
/// let file = Source::new("docs/catalog.lock", lock.to_string());
/// assert_eq!(Lock::parse(&file).unwrap().to_string(), file.text());
/// ```
#[derive(Clone, Debug)]
pub struct Lock {
    source: Rc<Source>,
    /// The rows, by variant.
    rows: BTreeMap<String, LockedRow>,
    /// What was accepted of the bullets that explain statuses.
    bullets: BTreeMap<Status, LockedBullet>,
}

/// What was accepted of a row.
#[derive(Clone, Debug)]
struct LockedRow {
    /// Where the lock names its variant; empty for a row that no file holds yet.
    span: Span,
    code: Code,
    is_deprecated: bool,
    /// The source's texts that its translations were accepted against, in Markdown and each on one line.
    sources: BTreeMap<TextHash, String>,
    /// Its texts, by tag.
    locales: BTreeMap<String, Accepted>,
}

/// What was accepted of a bullet that explains a status.
#[derive(Clone, Debug, Default)]
struct LockedBullet {
    /// The source's texts that its translations were accepted against, as those of a row.
    sources: BTreeMap<TextHash, String>,
    /// Its texts, by tag.
    locales: BTreeMap<String, Accepted>,
}

/// What was accepted of a row or a bullet in a locale.
#[derive(Clone, Debug)]
struct Accepted {
    /// Its text.
    text: TextHash,
    /// The source's text that it says in its language; `None` for the source itself.
    from: Option<TextHash>,
    /// What a deprecated row keeps of it.
    markdown: Option<KeptText>,
}

/// A description as a page writes it, which the lock keeps.
#[derive(Clone, Debug)]
struct KeptText {
    text: String,
    /// Where it stands in the lock; empty for one that no file holds yet.
    span: Span,
}

impl Lock {
    /// A lock that holds nothing yet; messages name its file `path`.
    pub fn new(path: impl Into<String>) -> Self {
        Self { source: Source::new(path, ""), rows: BTreeMap::new(), bullets: BTreeMap::new() }
    }

    /// Reads the file at `path`, which messages are to name `shown`; `None` where there is no such file.
    ///
    /// # Errors
    ///
    /// A finding where the file can't be read, or for each mistake in it.
    pub fn read(path: &Path, shown: impl Into<String>) -> Result<Option<Self>, Vec<Finding>> {
        match read_file(path) {
            Ok(bytes) => {
                // No editor is to save it anew.
                let help = "restore the lock from version control; it is always UTF-8";
                Self::parse(&decode(shown.into(), bytes, Rule::BadLock, help)?).map(Some)
            }
            Err(error) => {
                let shown = shown.into();
                match file_for_folder(path, &shown) {
                    Some(finding) => Err(vec![finding]),
                    None if error.kind() == io::ErrorKind::NotFound => Ok(None),
                    None => Err(vec![
                        Finding::new(Rule::BadLock, &Source::new(shown, ""), 0..0)
                            .message(format!("{}; expected the catalog's lock", unread(&error)))
                            .help("put the lock there, or take the key `lock` out"),
                    ]),
                }
            }
        }
    }

    /// The text that the lock was read from; what was accepted since is not in it.
    pub fn text(&self) -> &str {
        self.source.text()
    }

    /// The finding that there is no such file.
    pub(crate) fn missing(shown: String) -> Finding {
        Finding::new(Rule::BadLock, &Source::new(shown, ""), 0..0)
            .message("found no such file; expected the catalog's lock")
            .help(format!(
                "run `braze-errors accept`, which writes it, or write these two lines:\n\n{NAME}{VERSION}\nend"
            ))
    }

    /// Says whether an entry is a row that is about to go.
    pub(crate) fn is_deprecated(&self, catalog: &Catalog, entry: &Entry) -> bool {
        let row = self.rows.get(&entry.variant);
        row.is_some_and(|row| row.is_deprecated && row.code == *catalog.code(entry))
    }
}
