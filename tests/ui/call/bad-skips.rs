mod not_a_list {
    braze_errors::error_catalog! {
        pub enum Error;
        pub enum Locale;

        pages = "docs/{locale}/errors.md",
        env = "UI_PAGES",
        source = "en",
        locales = ["en", "de"],
        skip = "0",
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
        skip = ["0"],
        skip = ["200"],
    }
}

mod numbers {
    braze_errors::error_catalog! {
        pub enum Error;
        pub enum Locale;

        pages = "docs/{locale}/errors.md",
        env = "UI_PAGES",
        source = "en",
        locales = ["en", "de"],
        skip = ["404 No Such Book", 0],
    }
}

fn main() {}
