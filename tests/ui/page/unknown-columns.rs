braze_errors::error_catalog! {
    pub enum Error;
    pub enum Locale;

    pages = "docs/{locale}/errors.md",
    env = "UI_PAGES",
    source = "en",
    locales = ["en", "de"],
    columns = { code = "Answer", description = "Meaning" },
}

fn main() {}
