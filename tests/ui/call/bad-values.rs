braze_errors::error_catalog! {
    pub enum Error;
    pub enum Locale;

    pages = ["docs/{locale}/errors.md"],
    env = "",
    path = "api/errors",
    source = en,
    locales = [
        "en" { docs = "library.example" },
        "de" { docs = "https://library.example/de docs" },
        fr,
    ],
    crate = "library",
}

fn main() {}
