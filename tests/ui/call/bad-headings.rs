mod no_string {
    braze_errors::error_catalog! {
        pub enum Error;
        pub enum Locale;

        pages = "docs/{locale}/errors.md",
        env = "UI_PAGES",
        source = "en",
        locales = ["en", "de"],
        under = Errors,
    }
}

mod twice {
    braze_errors::error_catalog! {
        pub enum Error;
        pub enum Locale;

        pages = "docs/{locale}/errors.md",
        env = "UI_PAGES",
        source = "en",
        locales = ["en", "de"],
        under = "Errors",
        under = "Loans",
    }
}

mod several {
    braze_errors::error_catalog! {
        pub enum Error;
        pub enum Locale;

        pages = "docs/{locale}/errors.md",
        env = "UI_PAGES",
        source = "en",
        locales = ["en", "de"],
        under = ["Errors", "Loans"],
    }
}

fn main() {}
