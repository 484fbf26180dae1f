braze_errors::error_catalog! {
    pub enum Error;
    pub enum Locale;

    pages = "docs/{locale}/errors.md",
    env = "UI_PAGES"
    source = "en",
    locales = [
        "en" { docs = "https://library.example" missing = refuse }
        "de",
    ]
    rename = [
        "400 Bad Loan" with "reader" => NoReader
        "404 No Such Book" => NoBook,
    ],
}

fn main() {
    println!("{:#}", Error::NoReader.in_locale(Locale::De));
    println!("{:#}", Error::NoBook);
}
