//! The settings file beside the pages: `braze-errors.toml`.

use std::io::ErrorKind;
use std::ops::Range;
use std::path::{Path, PathBuf};

use braze_errors_codegen::{Level, Levels, Rule, Source};
use toml::Spanned;
use toml::de::{DeString, DeTable, DeValue};

use crate::failure::Failure;
use crate::pages::refuse_stray;
use crate::text::read_text;

/// The name of the file.
const NAME: &str = "braze-errors.toml";

/// What the file says.
#[derive(Debug, Default)]
pub(crate) struct Settings {
    /// The Rust file that holds the call.
    pub(crate) catalog: Option<PathBuf>,
    /// The levels, which the command line may change.
    pub(crate) levels: Levels,
    /// The locales that levels are set for, each with its place.
    pub(crate) locales: Vec<(String, String)>,
}

impl Settings {
    /// Reads the file in a folder; a folder without one says nothing.
    ///
    /// # Errors
    ///
    /// Says where the file can't be followed.
    pub(crate) fn read(folder: &Path) -> Result<Self, Failure> {
        let path = folder.join(NAME);
        refuse_stray(folder, &path)?;
        match read_text(&path) {
            Ok(text) => Self::parse(&path, &text),
            Err(error) if error.kind() == ErrorKind::NotFound => Ok(Self::default()),
            Err(error) => Err(Failure::unread(&path, &error)),
        }
    }

    fn parse(path: &Path, text: &str) -> Result<Self, Failure> {
        let source = Source::new(path.display().to_string(), text);
        let fail = |span: Range<usize>, message: &str| {
            Failure::trouble(format!("{}:{}: {message}", source.path(), source.place(span.start)))
        };
        let file =
            DeTable::parse(text).map_err(|error| fail(error.span().unwrap_or_default(), error.message()))?;
        let mut settings = Self::default();
        for (key, value) in file.get_ref() {
            match (key.get_ref().as_ref(), value.get_ref()) {
                ("catalog", DeValue::String(catalog)) => {
                    settings.catalog = Some(path.with_file_name("").join(&**catalog));
                }
                ("levels", DeValue::Table(levels)) => {
                    let tables = levels.iter().filter(|(_, value)| value.get_ref().is_table());
                    settings.locales.extend(tables.map(|(locale, _)| {
                        let place = source.place(locale.span().start);
                        (locale.get_ref().to_string(), format!("{}:{place}", source.path()))
                    }));
                    set_levels(&mut settings.levels, levels)
                        .map_err(|(span, message)| fail(span, &message))?;
                }
                ("catalog", _) => {
                    return Err(fail(value.span(), "expected the path of a Rust file in quotes"));
                }
                ("levels", _) => {
                    return Err(fail(value.span(), "expected a table of rules and their levels"));
                }
                (other, _) => {
                    let message = format!("found the unknown key `{other}`; expected `catalog` or `levels`");
                    return Err(fail(key.span(), &message));
                }
            }
        }
        Ok(settings)
    }
}

/// A place in the file, and what is wrong there.
type Mistake = (Range<usize>, String);

/// Sets what stands below `[levels]`: a rule's level, or a locale's table of them.
fn set_levels(levels: &mut Levels, table: &DeTable<'_>) -> Result<(), Mistake> {
    for (name, value) in table {
        if !matches!(value.get_ref(), DeValue::Table(_)) {
            levels.set(rule(name)?, None, level(value)?);
        }
    }
    // What is set later wins, so that a locale's level wins over the rule's.
    for (locale, value) in table {
        if let DeValue::Table(rules) = value.get_ref() {
            for (name, value) in rules {
                levels.set(rule(name)?, Some(locale.get_ref()), level(value)?);
            }
        }
    }
    Ok(())
}

fn rule(name: &Spanned<DeString<'_>>) -> Result<Rule, Mistake> {
    name.get_ref().parse::<Rule>().map_err(|error| (name.span(), error.to_string()))
}

fn level(value: &Spanned<DeValue<'_>>) -> Result<Level, Mistake> {
    match value.get_ref().as_str() {
        Some("allow") => Ok(Level::Allow),
        Some("warn") => Ok(Level::Warn),
        Some("deny") => Ok(Level::Deny),
        _ => Err((value.span(), "expected \"allow\", \"warn\" or \"deny\"".to_owned())),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn parse(text: &str) -> Result<Settings, String> {
        Settings::parse(Path::new("docs/braze-errors.toml"), text).map_err(|failure| format!("{failure:?}"))
    }

    #[test]
    fn a_locale_s_level_wins_over_the_rule_s() {
        let settings = parse("[levels]\nnumber = \"warn\"\n[levels.fr]\nnumber = \"allow\"\n").unwrap();
        assert_eq!(settings.levels.level(Rule::Number, Some("fr")), Level::Allow);
        assert_eq!(settings.levels.level(Rule::Number, Some("de")), Level::Warn);
    }

    #[test]
    fn the_catalog_is_named_from_the_file_s_own_folder() {
        let settings = parse("catalog = \"../src/lib.rs\"\n").unwrap();
        assert_eq!(settings.catalog, Some(PathBuf::from("docs/../src/lib.rs")));
    }

    #[test]
    fn mistakes_are_told_with_their_place() {
        for (text, expected) in [
            (
                "[levels]\nnumbr = \"warn\"\n",
                "docs/braze-errors.toml:2:1: found the unknown rule `numbr`; did you mean `number`?",
            ),
            ("[levels]\nnumber = \"error\"\n", "docs/braze-errors.toml:2:10: expected "),
            ("catalogue = \"x\"\n", "docs/braze-errors.toml:1:1: found the unknown key `catalogue`"),
            ("[levels.fr]\nlnk = \"warn\"\n", "docs/braze-errors.toml:2:1: found the unknown rule `lnk`"),
        ] {
            let error = parse(text).unwrap_err();
            assert!(error.contains(expected), "{error}");
        }
    }
}
