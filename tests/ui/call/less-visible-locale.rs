// The error enum is seen where the locale enum is not.

braze_errors::error_catalog! {
    pub enum Error;
    enum Locale;

    pages = "pages/{locale}/errors.md",
    source = "en",
    locales = ["en"],
}

fn main() {}
