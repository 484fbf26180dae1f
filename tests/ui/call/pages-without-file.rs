braze_errors::error_catalog! {
    pub enum Error;
    pub enum Locale;

    pages = "docs/{locale}/",
    env = "UI_PAGES",
    source = "en",
    locales = ["en", "de"],
}

fn main() {
    println!("{:#}", Error::BadLoan.in_locale(Locale::De));
    println!("{:#}", Error::NoSuchBook);
}
