//! From a row to its source's, and to those of all locales.

use lsp_types::Location;

use super::here::Here;

/// Where the source's row stands.
pub(super) fn definition(here: &Here<'_>) -> Option<Location> {
    location(here, here.catalog().source)
}

/// Where the row stands in each locale, the source's first, if that is wanted.
pub(super) fn references(here: &Here<'_>, with_source: bool) -> Vec<Location> {
    let source = here.catalog().source;
    let translations = (0..here.catalog().locales.len()).filter(|locale| *locale != source);
    let locales = with_source.then_some(source).into_iter().chain(translations);
    locales.filter_map(|locale| location(here, locale)).collect()
}

fn location(here: &Here<'_>, locale: usize) -> Option<Location> {
    let (uri, _, code) = here.place(locale)?;
    Some(Location { uri, range: code })
}
