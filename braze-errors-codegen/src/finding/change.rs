//! What has changed in a source's text since it was accepted.

#[cfg(feature = "check")]
use crate::text::words::{self, Words};

/// A source's text as it was accepted, and as it is now: both in Markdown, each on one line.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct SourceChange {
    /// As it was when the translation was accepted.
    pub before: String,
    /// As the source's page has it.
    pub now: String,
}

#[cfg(feature = "check")]
impl SourceChange {
    /// What both texts share, and what the one or the other has alone, word by word.
    pub fn words(&self) -> Vec<Words> {
        words::diff(&self.before, &self.now)
    }
}
