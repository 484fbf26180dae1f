braze_errors::error_catalog! {
    pub enum Error;
    pub enum Locale;

    pages = "{locale}/errors.md",
    env = "UI_PAGES",
    lock = "broken.lock",
    source = "en",
    locales = ["en", "de"],
}

fn main() {
    println!("{}", Error::NoSuchBook);
}
