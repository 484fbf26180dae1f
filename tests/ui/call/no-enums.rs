braze_errors::error_catalog! {
    pages = "docs/{locale}/errors.md",
    env = "UI_PAGES",
    source = "en",
    locales = ["en", "de"],
}

fn main() {}
