//! A short name for what a description says.

use std::fmt;

#[cfg(feature = "check")]
use crate::form::Form;
#[cfg(feature = "check")]
use crate::markdown::{BASE_URL, Description};

/// The 64-bit FNV-1a hash of a description's HTML form, in which `{{site.baseurl}}` stands as it is.
///
/// Line ends, spacing, needless escapes and comments make no difference to it.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub(super) struct TextHash(u64);

impl TextHash {
    #[cfg(feature = "check")]
    pub(super) fn of(description: &Description) -> Self {
        const OFFSET_BASIS: u64 = 0xcbf2_9ce4_8422_2325;
        const PRIME: u64 = 0x0100_0000_01b3;
        let text = Form::Html.write(description, BASE_URL);
        Self(text.bytes().fold(OFFSET_BASIS, |hash, byte| (hash ^ u64::from(byte)).wrapping_mul(PRIME)))
    }

    /// Reads 16 hexadecimal digits.
    pub(super) fn parse(text: &str) -> Option<Self> {
        let is_hash = text.len() == 16 && text.bytes().all(|byte| byte.is_ascii_hexdigit());
        u64::from_str_radix(text, 16).ok().filter(|_| is_hash).map(Self)
    }
}

impl fmt::Display for TextHash {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{:016x}", self.0)
    }
}
