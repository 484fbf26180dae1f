//! From what the server wrote to the rows of the documentation.

use alloc::string::String;
use alloc::vec::Vec;

use serde_core::de::{Deserialize, Deserializer, Error};
use serde_core::ser::{Serialize, Serializer};

use crate::lookup::{Fit, contains_word, fit, is_picked};
use crate::{CatalogError, Status};

/// How the causes of an error were found: what the server writes is not always what the documentation writes.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
#[non_exhaustive]
pub enum Match {
    /// The status and the message are exactly a documented code.
    Code,
    /// The message is a documented one but for case, space and punctuation, or came with a success status.
    Message,
    /// The message is a documented one, followed by a colon and more.
    Prefix,
    /// The message is no documented one, but a single row stands for the status.
    Status,
    /// No row fits.
    None,
}

impl Match {
    const ALL: [Self; 5] = [Self::Code, Self::Message, Self::Prefix, Self::Status, Self::None];

    /// The kind as one word, for logs: `code`, `message`, `prefix`, `status`, `none`.
    pub const fn name(self) -> &'static str {
        match self {
            Self::Code => "code",
            Self::Message => "message",
            Self::Prefix => "prefix",
            Self::Status => "status",
            Self::None => "none",
        }
    }
}

impl Serialize for Match {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        serializer.serialize_str(self.name())
    }
}

impl<'de> Deserialize<'de> for Match {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        let name = String::deserialize(deserializer)?;
        let found = Self::ALL.into_iter().find(|kind| kind.name() == name);
        found
            .ok_or_else(|| D::Error::unknown_variant(&name, &["code", "message", "prefix", "status", "none"]))
    }
}

/// Finds the rows of any catalog, in page order, that a status and a message can mean.
pub(super) fn find<E: CatalogError>(status: u16, message: Option<&str>) -> (Match, Vec<E>) {
    let by_message =
        message.and_then(|message| by_code(status, message).or_else(|| by_message(status, message)));
    by_message.or_else(|| by_status(status)).unwrap_or((Match::None, Vec::new()))
}

fn by_code<E: CatalogError>(status: u16, message: &str) -> Option<(Match, Vec<E>)> {
    let of_class = E::by_code(message).iter().filter(|row| row.status().matches(status));
    found(Match::Code, of_class.copied().collect())
}

fn by_message<E: CatalogError>(status: u16, message: &str) -> Option<(Match, Vec<E>)> {
    // A success status doesn't tell one error from another.
    let candidates: Vec<(Fit, E)> = E::ALL
        .iter()
        .filter(|row| status / 100 == 2 || row.status().matches(status))
        .filter_map(|row| Some((fit(message, row.message())?, *row)))
        .collect();
    let (best, _) = candidates.iter().min()?;
    let kind = if *best == Fit::Whole { Match::Message } else { Match::Prefix };
    found(kind, candidates.iter().filter(|(fit, _)| fit == best).map(|(_, row)| *row).collect())
}

fn by_status<E: CatalogError>(status: u16) -> Option<(Match, Vec<E>)> {
    let rows = |is_of: &dyn Fn(Status) -> bool| -> Vec<E> {
        E::ALL.iter().filter(|row| is_of(row.status())).copied().collect()
    };
    let own = rows(&|of| of == Status::Code(status));
    let rows = if own.is_empty() { rows(&|of| of.matches(status)) } else { own };
    if rows.len() == 1 { Some((Match::Status, rows)) } else { None }
}

fn found<E>(kind: Match, rows: Vec<E>) -> Option<(Match, Vec<E>)> {
    if rows.is_empty() { None } else { Some((kind, rows)) }
}

/// Keeps those of several rows that a hint in the server's words picks, or all of them where none does.
///
/// A hint is a code span that stands in one row alone, as `send_at` does.
pub(super) fn pick<E: CatalogError>(rows: Vec<E>, words: &[String]) -> Vec<E> {
    if rows.len() < 2 {
        return rows;
    }
    let is_written = |hint: &str| words.iter().any(|words| contains_word(words, hint));
    let is_picked = |row: &E| is_picked(*row, &rows, is_written);
    let picked: Vec<E> = rows.iter().filter(|row| is_picked(row)).copied().collect();
    if picked.is_empty() { rows } else { picked }
}
