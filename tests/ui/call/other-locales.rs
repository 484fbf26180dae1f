braze_errors::error_catalog! {
    pub enum FirstError;
    pub enum Locale;

    pages = "docs/{locale}/errors.md",
    env = "UI_PAGES",
    source = "en",
    locales = ["en", "de"],
}

mod other_order {
    braze_errors::error_catalog! {
        pub enum SecondError;
        use super::Locale;

        pages = "docs/{locale}/errors.md",
        env = "UI_PAGES",
        source = "en",
        locales = ["de", "en"],
    }
}

mod other_source {
    braze_errors::error_catalog! {
        pub enum SecondError;
        use super::Locale;

        pages = "docs/{locale}/errors.md",
        env = "UI_PAGES",
        source = "de",
        locales = ["en", "de"],
    }
}

fn main() {}
