braze_errors::error_catalog! {
    pub enum Error;
    pub enum Locale;

    pages = "{locale}/missing-page.md",
    env = "UI_PAGES",
    source = "de",
    locales = ["en", "de"],
}

fn main() {
    println!("{}", Locale::De);
}
