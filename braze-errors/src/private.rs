//! What generated code calls; not covered by the semantic version.

#[cfg(feature = "serde")]
pub use serde_core;

pub use braze_errors_macros::Rows;

use crate::lookup::equal_range;
pub use crate::lookup::{lookup as lookup_in, lookup_number as lookup_number_in};
#[cfg(feature = "serde")]
pub use crate::serde::deserialize;
pub use crate::{__deserialize_from_str as deserialize_from_str, __serialize_as as serialize_as};
use crate::{CatalogError, CatalogLocale, Status, StatusText, UnknownLocaleError, UnknownNameError};

/// How a look-up finds its key.
pub mod lookup {
    braze_errors_macros::lookup_functions!();
}

/// Functions that are called as the parameters of generated functions are.
///
/// No parameter can have the name of a constant, a static item or a unit struct in scope, and the caller may have any. In
/// the scope of generated code these functions stand before them; a function's name is free for a parameter.
pub mod parameters {
    macro_rules! parameters {
        ($($name:ident)*) => { $(pub const fn $name() {})* };
    }

    parameters!(accept_language code deserializer f locale name serializer status tag);
}

/// Of all rows of a catalog, of which there is one at least, those at these positions.
pub const fn pick<E: Copy, const N: usize>(all: &[E], positions: [usize; N]) -> [E; N] {
    let mut picked = [all[0]; N];
    let mut index = 0;
    while index < N {
        picked[index] = all[positions[index]];
        index += 1;
    }
    picked
}

/// Says whether a bit is set; the lowest one of a byte comes first.
pub const fn is_set(bytes: &[u8], bit: usize) -> bool {
    (bytes[bit / 8] >> (bit % 8)) & 1 == 1
}

/// A code in composed form where it is the decomposed form of one, which these pairs hold with the other, sorted.
pub fn composed<'c>(pairs: &[(&'static str, &'static str)], code: &'c str) -> &'c str {
    if code.is_ascii() {
        return code;
    }
    match pairs.binary_search_by(|(decomposed, _)| (*decomposed).cmp(code)) {
        Ok(index) => pairs[index].1,
        Err(_) => code,
    }
}

/// The rows between the two ends that a look-up has found.
#[inline]
pub fn found<E>(rows: &'static [E], ends: Option<(usize, usize)>) -> &'static [E] {
    ends.and_then(|(start, end)| rows.get(start..end)).unwrap_or_default()
}

/// The rows with this code, of rows that are sorted by their codes.
pub fn by_code<E: CatalogError>(rows: &'static [E], code: &str) -> &'static [E] {
    equal_range(rows, |row| row.message().cmp(code))
}

/// The rows of this status, of rows that are sorted by their statuses.
pub fn by_status<E: CatalogError>(rows: &'static [E], status: Status) -> &'static [E] {
    equal_range(rows, |row| row.status().cmp(&status))
}

/// The row of this name, of rows that are sorted by their names.
///
/// # Errors
///
/// The error of the enum that is called `enum_name`, where it has no such variant.
pub fn find_name<E: CatalogError>(
    rows: &'static [E],
    name: &str,
    enum_name: &'static str,
) -> Result<E, UnknownNameError> {
    match rows.binary_search_by(|row| row.name().cmp(name)) {
        Ok(index) => Ok(rows[index]),
        Err(_) => Err(UnknownNameError::new(enum_name)),
    }
}

/// The locale with this tag, in any case and with `_` for `-`.
///
/// # Errors
///
/// The error that lists these tags, where it is none of them.
pub fn find_locale<L: CatalogLocale>(
    text: &str,
    tags: &'static [&'static str],
) -> Result<L, UnknownLocaleError> {
    let is_same = |locale: &&L| {
        let tag = locale.tag();
        tag.len() == text.len()
            && tag
                .bytes()
                .zip(text.bytes())
                .all(|(tag, byte)| tag.eq_ignore_ascii_case(&if byte == b'_' { b'-' } else { byte }))
    };
    L::ALL.iter().find(is_same).copied().ok_or(UnknownLocaleError::new(tags))
}

/// The text of this status in a page's list, else of its class.
pub fn find_status_text(list: &[StatusText], status: u16) -> Option<StatusText> {
    let is_own = |text: &&StatusText| text.status() == Status::Code(status);
    list.iter().find(is_own).or_else(|| list.iter().find(|text| text.status().matches(status))).copied()
}
