braze_errors::error_catalog! {
    pub enum Error;
    pub enum Error;

    pages = "docs/{locale}/errors.md",
    env = "UI_PAGES",
    source = "en",
    locales = ["en", "de"],
}

fn main() {}
