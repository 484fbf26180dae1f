//! The settings file beside the pages: `braze-errors.toml`.

use std::collections::BTreeMap;
use std::io::ErrorKind;
use std::path::{Path, PathBuf};

use braze_errors_codegen::{Level, Levels, Rule, Source};
use serde::Deserialize;
use toml::Spanned;

use crate::failure::Failure;

/// The name of the file.
const NAME: &str = "braze-errors.toml";

/// What the file says.
#[derive(Debug, Default)]
pub(crate) struct Settings {
    /// The Rust file that holds the call.
    pub(crate) catalog: Option<PathBuf>,
    /// The levels, which the command line may change.
    pub(crate) levels: Levels,
}

/// The file as it is written.
#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct File {
    catalog: Option<PathBuf>,
    #[serde(default)]
    levels: BTreeMap<Spanned<String>, Levelled>,
}

/// What stands behind a name below `[levels]`.
#[derive(Deserialize)]
#[serde(untagged, expecting = "expected `allow`, `warn` or `deny`, or a table of a locale's levels")]
enum Levelled {
    /// The level of a rule.
    Rule(LevelName),
    /// The levels of a locale's rules.
    Locale(BTreeMap<Spanned<String>, LevelName>),
}

#[derive(Clone, Copy, Deserialize)]
#[serde(rename_all = "kebab-case")]
enum LevelName {
    Allow,
    Warn,
    Deny,
}

impl From<LevelName> for Level {
    fn from(name: LevelName) -> Self {
        match name {
            LevelName::Allow => Self::Allow,
            LevelName::Warn => Self::Warn,
            LevelName::Deny => Self::Deny,
        }
    }
}

impl Settings {
    /// Reads the file in a folder; a folder without one says nothing.
    ///
    /// # Errors
    ///
    /// Says where the file can't be followed.
    pub(crate) fn read(folder: &Path) -> Result<Self, Failure> {
        let path = folder.join(NAME);
        match std::fs::read_to_string(&path) {
            Ok(text) => Self::parse(&path, &text),
            Err(error) if error.kind() == ErrorKind::NotFound => Ok(Self::default()),
            Err(error) => Err(Failure::trouble(format!("cannot read {}: {}", path.display(), error.kind()))),
        }
    }

    fn parse(path: &Path, text: &str) -> Result<Self, Failure> {
        let source = Source::new(path.display().to_string(), text);
        let fail = |offset: usize, message: &str| {
            Failure::trouble(format!("{}:{}: {message}", source.path(), source.place(offset)))
        };
        let file: File = toml::from_str(text)
            .map_err(|error| fail(error.span().map_or(0, |span| span.start), error.message()))?;
        let rule = |name: &Spanned<String>| {
            name.get_ref().parse::<Rule>().map_err(|error| fail(name.span().start, &error.to_string()))
        };
        let mut levels = Levels::default();
        // A locale's levels are set last, since what is set later wins.
        for (name, levelled) in &file.levels {
            if let Levelled::Rule(level) = levelled {
                levels.set(rule(name)?, None, (*level).into());
            }
        }
        for (locale, levelled) in &file.levels {
            if let Levelled::Locale(rules) = levelled {
                for (name, level) in rules {
                    levels.set(rule(name)?, Some(locale.get_ref()), (*level).into());
                }
            }
        }
        let catalog = file.catalog.map(|catalog| path.with_file_name("").join(catalog));
        Ok(Self { catalog, levels })
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
            ("[levels]\nnumber = \"error\"\n", "docs/braze-errors.toml:2:10: "),
            ("catalogue = \"x\"\n", "docs/braze-errors.toml:1:1: unknown field `catalogue`"),
            ("[levels.fr]\nlnk = \"warn\"\n", "docs/braze-errors.toml:2:1: found the unknown rule `lnk`"),
        ] {
            let error = parse(text).unwrap_err();
            assert!(error.contains(expected), "{error}");
        }
    }
}
