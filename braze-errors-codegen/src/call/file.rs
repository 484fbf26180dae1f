//! The configuration file, `braze-errors.toml`: the keys of a call, for those who have no Rust.

use std::ops::Range;

use toml::Spanned;
use toml::de::{DeTable, DeValue};

use super::value::{Element, Kind, Mistake, PagePath, Place, Text, Value};
use super::{Draft, Setup, keys};
use crate::finding::{Level, Levels, Notation, Rule};
use crate::markdown::{BASE_URL, Dialect};
use crate::text::source::Source;

/// How many letters of ten two names share at least where one is taken for the other.
const ALIKE: f64 = 0.7;

/// The lock, where the file names none: beside the file.
const LOCK: &str = "catalog.lock";

/// What the configuration file says: either which call reads the pages, or all that a call would.
///
/// ```
/// use braze_errors_codegen::{Configuration, Source};
///
/// let source = Source::new("braze-errors.toml", "\
/// source = 'en'
/// pages = 'docs/{locale}/errors.md'
/// locales = ['en', 'fr']
/// ");
/// let setup = Configuration::parse(&source).unwrap().setup.unwrap();
/// assert_eq!(setup.page(&setup.locales[1]), "docs/fr/errors.md");
///
/// let source = Source::new("braze-errors.toml", "sauce = 'en'\n");
/// let mistakes = Configuration::parse(&source).unwrap_err();
/// assert!(mistakes[0].starts_with("braze-errors.toml:1:1: found the unknown key `sauce`, did you mean `source`?"));
/// ```
#[derive(Debug, Default)]
pub struct Configuration {
    /// The Rust file that holds the call, from the file's folder.
    pub catalog: Option<String>,
    /// The catalog, whose paths start at the file's folder.
    pub setup: Option<Setup>,
    /// The dialect, where the file names one.
    pub markdown: Option<Dialect>,
    /// The levels.
    pub levels: Levels,
    /// The locales that levels are set for, each with its place: `braze-errors.toml:3:1`.
    pub level_locales: Vec<(String, String)>,
}

impl Place for Range<usize> {
    const IS_IN_FILE: bool = true;
    const TEXT: &str = "expected a text in quotes";
    const RENAMES: &str = "expected codes and names such as { \"404 Not Found\" = \"UnknownParcel\" }";

    fn suggest(written: &str, names: &[&str]) -> String {
        let similarity = |name: &&str| strsim::jaro(name, written);
        let alike = names.iter().copied().filter(|name| similarity(name) > ALIKE);
        let best = alike.max_by(|one, other| similarity(one).total_cmp(&similarity(other)));
        best.map(|name| format!(", did you mean `{name}`?")).unwrap_or_default()
    }
}

impl Configuration {
    /// Reads the file.
    ///
    /// # Errors
    ///
    /// Every mistake, with its place in front: `braze-errors.toml:2:1: …`.
    pub fn parse(source: &Source) -> Result<Self, Vec<String>> {
        let placed = |Mistake { place, message, first }: Mistake<Range<usize>>| {
            let at = |place: &Range<usize>| format!("{}:{}", source.path(), source.place(place.start));
            let first = first.map(|first| format!(" (the first one stands at {})", at(&first)));
            format!("{}: {message}{}", at(&place), first.unwrap_or_default())
        };
        let file = DeTable::parse(source.text())
            .map_err(|error| vec![placed(Mistake::new(error.span().unwrap_or_default(), error.message()))])?;
        let mut mistakes = Vec::new();
        let (mut draft, elements) = (Draft::default(), elements(file.get_ref()));
        let names: Vec<Text<Range<usize>>> = elements.iter().map(|element| element.key.clone()).collect();
        let missing = keys::read_keys(&keys::of_catalog(), &mut draft, elements, &mut mistakes);
        let mut configuration = Self::default();
        if let Some(Value { kind, place }) = draft.levels.take() {
            configuration.set_levels(kind, place, source, &mut mistakes);
        }
        let describing = names.iter().find(|key| !["catalog", "levels"].contains(&key.value.as_str()));
        configuration.catalog = draft.catalog.take().map(|catalog| catalog.value);
        match (&configuration.catalog, describing) {
            (_, None) => {}
            (Some(_), Some(key)) => {
                let message = format!(
                    "found `{}` beside `catalog`; expected one of the two: the call in the catalog's file says the rest",
                    key.value
                );
                mistakes.push(Mistake::new(key.place.clone(), message));
            }
            (None, Some(key)) => {
                // What is unknown is told already, and is mostly what is missing.
                if mistakes.is_empty() {
                    let place = key.place.clone();
                    mistakes.extend(missing.into_iter().map(|missing| Mistake::new(place.clone(), missing)));
                }
                configuration.markdown = draft.markdown;
                configuration.setup = draft.file_setup(&mut mistakes);
            }
        }
        if mistakes.is_empty() { Ok(configuration) } else { Err(mistakes.into_iter().map(placed).collect()) }
    }

    /// Sets what stands below `[levels]`: a rule's level, or a locale's table of them.
    fn set_levels(
        &mut self,
        kind: Kind<Range<usize>>,
        place: Range<usize>,
        source: &Source,
        mistakes: &mut Vec<Mistake<Range<usize>>>,
    ) {
        let Kind::Table(elements) = kind else {
            mistakes.push(Value { kind, place }.unfit("expected a table of rules and their levels"));
            return;
        };
        let is_table = |element: &Element<Range<usize>>| {
            matches!(element.value, Some(Value { kind: Kind::Table(_), .. }))
        };
        // What is set later wins, so that a locale's level wins over the rule's.
        let (locales, rules): (Vec<_>, Vec<_>) = elements.into_iter().partition(is_table);
        let mut set = |locale: Option<&str>, element: Element<Range<usize>>| {
            let Element { key, value } = element;
            let rule = key.value.parse::<Rule>();
            match rule.map_err(|error| Mistake::new(key.place, error.to_string())) {
                Ok(rule) => match value.map(level) {
                    Some(Ok(level)) => self.levels.set(rule, locale, level),
                    Some(Err(mistake)) => mistakes.push(mistake),
                    None => {}
                },
                Err(mistake) => mistakes.push(mistake),
            }
        };
        for rule in rules {
            set(None, rule);
        }
        for Element { key, value } in locales {
            if let Some(Value { kind: Kind::Table(rules), .. }) = value {
                for rule in rules {
                    set(Some(&key.value), rule);
                }
            }
            let place = format!("{}:{}", source.path(), source.place(key.place.start));
            self.level_locales.push((key.value, place));
        }
    }
}

impl Draft<Range<usize>> {
    /// The catalog, whose paths all start at the file's folder.
    fn file_setup(mut self, mistakes: &mut Vec<Mistake<Range<usize>>>) -> Option<Setup> {
        self.find_source(mistakes);
        self.check_columns(mistakes);
        let PagePath { folder, file } = self.pages.take()?;
        let file = if folder.is_empty() { file } else { format!("{folder}/{file}") };
        self.place_files(PagePath { folder: String::new(), file }, mistakes);
        let mut setup = self.setup;
        setup.notation = Notation::File;
        setup.markdown = self.markdown.unwrap_or_default();
        setup.lock.get_or_insert_with(|| LOCK.to_owned());
        for locale in &mut setup.locales {
            // Nothing is made of these pages that needs the URL.
            locale.docs.get_or_insert_with(|| BASE_URL.to_owned());
        }
        Some(setup)
    }
}

fn level(value: Value<Range<usize>>) -> Result<Level, Mistake<Range<usize>>> {
    value.choice(&[("allow", Level::Allow), ("warn", Level::Warn), ("deny", Level::Deny)])
}

/// The keys of a table, in the file's order.
fn elements(table: &DeTable<'_>) -> Vec<Element<Range<usize>>> {
    let element = |(key, value): (&Spanned<toml::de::DeString<'_>>, &Spanned<DeValue<'_>>)| Element {
        key: Text { value: key.get_ref().to_string(), place: key.span() },
        value: Some(value_of(value)),
    };
    let mut elements: Vec<_> = table.iter().map(element).collect();
    elements.sort_by_key(|element| element.key.place.start);
    elements
}

fn value_of(value: &Spanned<DeValue<'_>>) -> Value<Range<usize>> {
    let kind = match value.get_ref() {
        DeValue::String(text) => Kind::Text(text.to_string()),
        DeValue::Table(table) => Kind::Table(elements(table)),
        DeValue::Array(array) => Kind::List(array.iter().map(element_of).collect()),
        _ => Kind::Other,
    };
    Value { kind, place: value.span() }
}

/// An element of a list: a text, or anything else under no name.
fn element_of(value: &Spanned<DeValue<'_>>) -> Element<Range<usize>> {
    match value.get_ref() {
        DeValue::String(text) => {
            Element { key: Text { value: text.to_string(), place: value.span() }, value: None }
        }
        _ => {
            Element { key: Text { value: String::new(), place: value.span() }, value: Some(value_of(value)) }
        }
    }
}
