braze_errors::error_catalog! {
    pub enum Error;
    pub enum Locale;

    pages = "docs/{locale}/errors.md",
    env = "UI_PAGES",
    source = "en",
    locales = ["en", "de" { page = "docs/german/errors.md" }],
}

fn main() {
    println!("{:#}", Error::BadLoanReader.in_locale(Locale::De));
    println!("{:#}", Error::NoSuchBook);
}
