//! What generated code calls; not covered by the semantic version.

#[cfg(feature = "serde")]
pub use serde_core;

pub use crate::negotiate::{for_header, nearest};
#[cfg(feature = "serde")]
pub use crate::serde::deserialize;
pub use crate::{__deserialize_from_str as deserialize_from_str, __serialize_as as serialize_as};
use crate::{CatalogLocale, Status, StatusText};

pub use crate::lookup::{equal_range, lookup as lookup_in, lookup_number as lookup_number_in};

/// How a look-up finds its key.
pub mod lookup {
    braze_errors_macros::lookup_functions!();
}

/// The locale with this tag, in any case and with `_` for `-`.
pub fn find_locale<L: CatalogLocale>(text: &str) -> Option<L> {
    let is_same = |locale: &&L| {
        let tag = locale.tag();
        tag.len() == text.len()
            && tag
                .bytes()
                .zip(text.bytes())
                .all(|(tag, byte)| tag.eq_ignore_ascii_case(&if byte == b'_' { b'-' } else { byte }))
    };
    L::ALL.iter().find(is_same).copied()
}

/// The text of this status in a page's list, else of its class.
pub fn find_status_text(list: &[StatusText], status: u16) -> Option<StatusText> {
    let is_own = |text: &&StatusText| text.status() == Status::Code(status);
    list.iter().find(is_own).or_else(|| list.iter().find(|text| text.status().matches(status))).copied()
}
