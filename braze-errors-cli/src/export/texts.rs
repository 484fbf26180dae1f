//! What every error says in every locale, as a front end needs it.

use std::collections::HashMap;

use braze_errors_codegen::{Form, Loaded, Status};

/// The version of the JSON and of the TypeScript: it rises when what reads them has to change.
pub(super) const VERSION: u32 = 1;

/// What every error says in every locale.
pub(super) struct Texts<'a> {
    /// The tag of the source.
    pub(super) source: &'a str,
    /// Each code with the variants of the rows that have it, in the source page's order.
    pub(super) codes: Vec<(String, Vec<&'a str>)>,
    pub(super) locales: Vec<LocaleTexts<'a>>,
}

/// What every error says in a locale.
pub(super) struct LocaleTexts<'a> {
    pub(super) tag: &'a str,
    pub(super) errors: Vec<ErrorText<'a>>,
}

/// What an error says in a locale.
pub(super) struct ErrorText<'a> {
    pub(super) variant: &'a str,
    pub(super) code: String,
    /// `None` where the page says none.
    pub(super) status: Option<String>,
    pub(super) text: String,
    pub(super) html: String,
}

impl<'a> Texts<'a> {
    /// What the rows say in these locales, those included that the lock alone still holds.
    pub(super) fn of(loaded: &'a Loaded, locales: &[usize]) -> Self {
        let mut codes: Vec<(String, Vec<&str>)> = Vec::new();
        let mut positions: HashMap<String, usize> = HashMap::new();
        for (catalog, entry) in loaded.rows() {
            let code = catalog.code(entry).to_string();
            let position = *positions.entry(code.clone()).or_insert_with(|| {
                codes.push((code, Vec::new()));
                codes.len() - 1
            });
            codes[position].1.push(&entry.variant);
        }
        let catalog = &loaded.catalog;
        let errors = |locale: usize| {
            let error = loaded.rows().map(move |(catalog, entry)| {
                let code = catalog.code(entry);
                ErrorText {
                    variant: &entry.variant,
                    code: code.to_string(),
                    status: (code.status != Status::Any).then(|| code.status.to_string()),
                    text: catalog.text(entry, locale, Form::Text),
                    html: catalog.text(entry, locale, Form::Html),
                }
            });
            error.collect()
        };
        let locales = locales
            .iter()
            .map(|locale| LocaleTexts { tag: &catalog.locales[*locale].tag, errors: errors(*locale) });
        Self { source: &catalog.locales[catalog.source].tag, codes, locales: locales.collect() }
    }
}
