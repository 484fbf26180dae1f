mod absolute {
    braze_errors::error_catalog! {
        pub enum Error;
        pub enum Locale;

        pages = "docs/{locale}/errors.md",
        env = "UI_PAGES",
        source = "en",
        locales = ["en", "de" { page = "/docs/de/errors.md" }],
    }
}

mod of_each_locale {
    braze_errors::error_catalog! {
        pub enum Error;
        pub enum Locale;

        pages = "docs/{locale}/errors.md",
        env = "UI_PAGES",
        source = "en",
        locales = ["en", "de" { page = "docs/{locale}/errors.md" }],
    }
}

mod with_backslashes {
    braze_errors::error_catalog! {
        pub enum Error;
        pub enum Locale;

        pages = "docs/{locale}/errors.md",
        env = "UI_PAGES",
        source = "en",
        locales = ["en", "de" { page = "docs\\de\\errors.md" }],
    }
}

mod empty {
    braze_errors::error_catalog! {
        pub enum Error;
        pub enum Locale;

        pages = "docs/{locale}/errors.md",
        env = "UI_PAGES",
        source = "en",
        locales = ["en", "de" { page = "" }],
    }
}

mod no_string {
    braze_errors::error_catalog! {
        pub enum Error;
        pub enum Locale;

        pages = "docs/{locale}/errors.md",
        env = "UI_PAGES",
        source = "en",
        locales = ["en", "de" { page = docs }],
    }
}

mod twice {
    braze_errors::error_catalog! {
        pub enum Error;
        pub enum Locale;

        pages = "docs/{locale}/errors.md",
        env = "UI_PAGES",
        source = "en",
        locales = ["en", "de" { page = "docs/de/errors.md", page = "docs/en/errors.md" }],
    }
}

mod misspelt {
    braze_errors::error_catalog! {
        pub enum Error;
        pub enum Locale;

        pages = "docs/{locale}/errors.md",
        env = "UI_PAGES",
        source = "en",
        locales = ["en", "de" { pages = "docs/de/errors.md" }],
    }
}

fn main() {}
