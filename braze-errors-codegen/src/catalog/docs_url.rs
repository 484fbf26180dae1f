//! Where a catalog's errors are documented.

use std::fmt::Write;

use super::Catalog;

impl Catalog {
    /// The URL of the section that documents the errors in a locale, where the catalog knows the documentation's; `path`
    /// is where the page is published below that.
    ///
    /// ```
    /// use braze_errors_codegen::{Catalog, Dialect, Locale, Missing, Page, Source};
    ///
    /// let source = Source::new("docs/en/errors.md", "\
    /// ## What went wrong
    ///
    /// | Error code | Description |
    /// |---|---|
    /// | `404 Not Found` | There is no such parcel. |
    /// ");
    /// let docs = Some("https://parcel.example".to_owned());
    /// let en = Locale { tag: "en".to_owned(), docs, missing: Missing::Refuse, ..Locale::default() };
    /// let catalog = Catalog::align(vec![en], 0, vec![Page::read(&source, Dialect::Gfm).page], &[]).catalog;
    /// assert_eq!(catalog.docs_url(0, "/errors/").unwrap(), "https://parcel.example/errors/#what-went-wrong");
    /// ```
    pub fn docs_url(&self, locale: usize, path: &str) -> Option<String> {
        let mut url = self.locales[locale].docs.as_ref()?.clone() + path;
        if let Some(anchor) = self.pages[locale].anchor().filter(|anchor| !anchor.is_empty()) {
            url.push('#');
            percent_encode(anchor, &mut url);
        }
        Some(url)
    }
}

/// Writes an anchor as a URL's fragment.
fn percent_encode(anchor: &str, url: &mut String) {
    for byte in anchor.bytes() {
        if byte.is_ascii_alphanumeric() || b"-_.~:".contains(&byte) {
            url.push(char::from(byte));
        } else {
            let _ = write!(url, "%{byte:02X}");
        }
    }
}
