//! The locales that the user of this computer prefers.

use std::string::String;

use crate::CatalogLocale;

/// So many locales of the user's are read.
const MAX_LOCALES: usize = 64;

pub(crate) fn from_system<L: CatalogLocale>() -> L {
    let is_language = |tag: &String| tag != "C" && tag != "POSIX";
    let preferred = sys_locale::get_locales().take(MAX_LOCALES).take_while(is_language);
    crate::negotiate::for_list(preferred).unwrap_or(L::SOURCE)
}
