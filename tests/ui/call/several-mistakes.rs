braze_errors::error_catalog! {
    pub enum Error;
    pub enum Locale;

    pages = "docs/{locale}/errors.md",
    env = "UI_PAGES",
    source = "fr",
    locales = [
        "en" { docs = "library.example", missing = never },
        "de_DE",
        "de",
        "DE",
    ],
    colour = "red",
    rename = ["404 No Such Book" => no_book, "404 No Such Reader" => Stranger],
}

fn main() {
    println!("{:#}", Error::BadLoan.in_locale(Locale::De));
    println!("{:#}", Error::NoSuchBook);
}
