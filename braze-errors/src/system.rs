//! The locales that the user of this computer prefers.

use std::string::String;
use std::vec::Vec;

use crate::CatalogLocale;
use crate::negotiate::{MAX_RANGES, Range, negotiate};

pub(crate) fn from_system<L: CatalogLocale>() -> L {
    let preferred: Vec<String> = sys_locale::get_locales().take(MAX_RANGES).collect();
    negotiate(preferred.iter().map(|tag| Range { tag, quality: 1000 }).collect())
}
