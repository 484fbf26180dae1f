mod misspelt {
    braze_errors::error_catalog! {
        pub enum Error;
        pub enum Locale;

        pages = "docs/{locale}/errors.md",
        env = "UI_PAGES",
        source = "en",
        locales = ["en", "de"],
        columns = { Code = "Code", statuses = "Status", description = "Meaning" },
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
        columns = { code = "Code", code = "Meaning", description = "Meaning" },
        columns = { code = "Code", description = "Meaning" },
    }
}

mod empty {
    braze_errors::error_catalog! {
        pub enum Error;
        pub enum Locale;

        pages = "docs/{locale}/errors.md",
        env = "UI_PAGES",
        source = "en",
        locales = ["en", "de"],
        columns = { code = "", description = [] },
    }
}

mod nothing {
    braze_errors::error_catalog! {
        pub enum Error;
        pub enum Locale;

        pages = "docs/{locale}/errors.md",
        env = "UI_PAGES",
        source = "en",
        locales = ["en", "de"],
        columns = {},
    }
}

mod not_headers {
    braze_errors::error_catalog! {
        pub enum Error;
        pub enum Locale;

        pages = "docs/{locale}/errors.md",
        env = "UI_PAGES",
        source = "en",
        locales = ["en", "de"],
        columns = { code = Code, description = ["Meaning", 2, " "] },
    }
}

mod a_list {
    braze_errors::error_catalog! {
        pub enum Error;
        pub enum Locale;

        pages = "docs/{locale}/errors.md",
        env = "UI_PAGES",
        source = "en",
        locales = ["en", "de"],
        columns = ["Code", "Meaning"],
    }
}

mod without_code {
    braze_errors::error_catalog! {
        pub enum Error;
        pub enum Locale;

        pages = "docs/{locale}/errors.md",
        env = "UI_PAGES",
        source = "en",
        locales = ["en", "de"],
        columns = { name = "Code", description = "Meaning" },
    }
}

mod without_description {
    braze_errors::error_catalog! {
        pub enum Error;
        pub enum Locale;

        pages = "docs/{locale}/errors.md",
        env = "UI_PAGES",
        source = "en",
        locales = ["en", "de"],
        columns = { code = "Code" },
    }
}

fn main() {}
