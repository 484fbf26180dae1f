braze_errors::error_catalog! {
    pub enum Error;
    pub enum Locale;

    pages = "{locale}/broken-source.md",
    env = "UI_PAGES",
    source = "en",
    locales = ["en", "de"],
}

fn main() {
    println!("{}", Error::NoReader);
    println!("{}", Error::NoSuchBook);
    println!("{}", Error::LibraryClosed);
}
