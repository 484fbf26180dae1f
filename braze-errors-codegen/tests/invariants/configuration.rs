//! What holds of every configuration file.

use braze_errors_codegen::{Configuration, Source};

/// Checks the file whose text stands in these bytes, and the one that they plan.
///
/// # Panics
///
/// Where something doesn't hold.
pub fn check(bytes: &[u8]) {
    check_file(&String::from_utf8_lossy(bytes));
    check_file(&planned(bytes));
}

fn check_file(text: &str) {
    let lines = text.split(['\n', '\r']).count();
    let mistakes = match Configuration::parse(&Source::new("braze-errors.toml", text)) {
        Ok(Configuration { catalog, setup, .. }) => {
            assert!(catalog.is_none() || setup.is_none(), "{text}");
            if let Some(setup) = setup {
                assert!(setup.source < setup.locales.len(), "{text}");
                let pages = setup.locales.iter().map(|locale| setup.page(locale));
                // What stands elsewhere on the machine is nobody's page.
                assert!(pages.chain(setup.lock.clone()).all(|path| !path.starts_with('/')), "{text}");
            }
            return;
        }
        Err(mistakes) => mistakes,
    };
    assert!(!mistakes.is_empty(), "{text}");
    for mistake in mistakes {
        let place = mistake.strip_prefix("braze-errors.toml:").and_then(|rest| rest.split_once(':'));
        let line: Option<usize> = place.and_then(|(line, _)| line.parse().ok());
        assert!(line.is_some_and(|line| (1..=lines).contains(&line)), "{mistake}\n{text}");
    }
}

/// A file whose lines these bytes plan.
fn planned(bytes: &[u8]) -> String {
    const LINES: [&str; 40] = [
        "source = 'en'",
        "source = 'fr'",
        "source = 1",
        "sauce = 'en'",
        "pages = 'docs/{locale}/errors.md'",
        "pages = '/srv/{locale}.md'",
        "pages = '{locale}//x.md'",
        "pages = ['{locale}']",
        "locales = ['en', 'fr']",
        "locales = []",
        "locales = ['en', 'en']",
        "locales = 'en'",
        "locales = ['x_y', 1]",
        "markdown = 'gfm'",
        "markdown = 'html'",
        "path = '/api/'",
        "lock = 'docs/catalog.lock'",
        "lock = '../x'",
        "catalog = '../src/lib.rs'",
        "under = 'Errors'",
        "skip = ['0']",
        "missing = 'fallback'",
        "unknown = 'ignore'",
        "[locales]",
        "en = { page = 'errors.md', docs = 'https://a.example' }",
        "fr = { page = 'i18n/fr/errors.md', missing = 'fallback' }",
        "de = {}",
        "'' = { page = '' }",
        "[columns]",
        "code = 'Code'",
        "description = ['Meaning', 'Mend']",
        "[rename]",
        "\"404 Not Found\" = 'Missing'",
        "\"400 Bad Request\" = { with = 'weight', name = 'BadWeight' }",
        "'400 Bad Request' = { name = 'r#type' }",
        "[levels]",
        "stale = 'deny'",
        "fr = { number = 'allow' }",
        "stall = 'deny'",
        "x = [[[[",
    ];
    // Most files begin well, so that what follows is read.
    let mut file = String::new();
    if bytes.first().is_some_and(|first| first % 4 != 0) {
        file.push_str("source = 'en'\npages = 'docs/{locale}/errors.md'\n");
    }
    for byte in bytes.iter().take(40) {
        file.push_str(LINES[usize::from(*byte) % LINES.len()]);
        file.push('\n');
    }
    file
}
