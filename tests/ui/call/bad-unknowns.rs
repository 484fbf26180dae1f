mod quoted {
    braze_errors::error_catalog! {
        pub enum Error;
        pub enum Locale;

        pages = "docs/{locale}/errors.md",
        env = "UI_PAGES",
        source = "en",
        locales = ["en", "de" { unknown = "ignore" }],
    }
}

mod a_missing {
    braze_errors::error_catalog! {
        pub enum Error;
        pub enum Locale;

        pages = "docs/{locale}/errors.md",
        env = "UI_PAGES",
        source = "en",
        locales = ["en", "de" { unknown = fallback }],
    }
}

mod misspelt {
    braze_errors::error_catalog! {
        pub enum Error;
        pub enum Locale;

        pages = "docs/{locale}/errors.md",
        env = "UI_PAGES",
        source = "en",
        locales = ["en", "de" { unknwon = ignore }],
    }
}

mod twice {
    braze_errors::error_catalog! {
        pub enum Error;
        pub enum Locale;

        pages = "docs/{locale}/errors.md",
        env = "UI_PAGES",
        source = "en",
        locales = ["en", "de" { unknown = ignore, unknown = refuse }],
    }
}

mod no_value {
    braze_errors::error_catalog! {
        pub enum Error;
        pub enum Locale;

        pages = "docs/{locale}/errors.md",
        env = "UI_PAGES",
        source = "en",
        locales = ["en", "de" { unknown }],
    }
}

fn main() {}
