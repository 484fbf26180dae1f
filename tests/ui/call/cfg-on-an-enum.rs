braze_errors::error_catalog! {
    #[cfg(feature = "errors")]
    pub enum Error;
    pub enum Locale;

    pages = "docs/{locale}/errors.md",
    env = "UI_PAGES",
    source = "en",
    locales = ["en", "de"],
}

fn main() {}
