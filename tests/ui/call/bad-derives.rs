braze_errors::error_catalog! {
    /// An error.
    #[derive(Debug, Copy, std::hash::Hash)]
    #[cfg_attr(all(), derive(PartialOrd), allow(missing_docs))]
    pub enum Error;
    #[derive(Clone)]
    #[derive(Default, Display)]
    pub enum Locale;

    pages = "docs/{locale}/errors.md",
    env = "UI_PAGES",
    source = "en",
    locales = ["en", "de"],
}

fn main() {
    println!("{:#}", Error::BadLoanReader.in_locale(Locale::De));
    println!("{:#}", Error::NoSuchBook);
}
