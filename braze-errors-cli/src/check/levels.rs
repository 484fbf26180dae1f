//! Levels on the command line.

use braze_errors_codegen::{Level, Levels, Rule, Setup};
use clap::builder::{PossibleValuesParser, TypedValueParser};

/// The name that stands for every finding that would be a warning.
const WARNINGS: &str = "warnings";

/// What the command line says of levels.
#[derive(Debug, clap::Args)]
pub(crate) struct LevelArgs {
    /// Make errors of a rule's findings, or of all `warnings`
    #[arg(long, value_name = "RULE", value_parser = rule_or_warnings())]
    deny: Vec<String>,

    /// Make warnings of a rule's findings
    #[arg(long, value_name = "RULE", value_parser = rule())]
    warn: Vec<Rule>,

    /// Leave a rule's findings out
    #[arg(long, value_name = "RULE", value_parser = rule())]
    allow: Vec<Rule>,

    /// The locale that these levels are for; without any, the locale to report on
    #[arg(long, value_name = "TAG")]
    locale: Vec<String>,
}

impl LevelArgs {
    /// Adds these levels to those of the settings; what denies wins over what warns, and that over what allows.
    ///
    /// Where there are locales and no levels, the other locales' findings are left out.
    pub(crate) fn apply(&self, setup: &Setup, levels: &mut Levels) {
        let denied = self.deny.iter().filter_map(|name| name.parse().ok()).map(|rule| (rule, Level::Deny));
        let allowed = self.allow.iter().map(|rule| (*rule, Level::Allow));
        let warned = self.warn.iter().map(|rule| (*rule, Level::Warn));
        for (rule, level) in allowed.chain(warned).chain(denied) {
            if self.locale.is_empty() {
                levels.set(rule, None, level);
            }
            for locale in &self.locale {
                levels.set(rule, Some(locale), level);
            }
        }
        for locale in setup.locales.iter().filter(|locale| self.leaves_out(&locale.tag)) {
            for rule in Rule::ALL {
                levels.set(*rule, Some(&locale.tag), Level::Allow);
            }
        }
        if self.deny.iter().any(|name| name == WARNINGS) {
            levels.deny_warnings();
        }
    }

    /// Says whether a locale is not one to report on.
    fn leaves_out(&self, tag: &str) -> bool {
        let has_levels =
            self.deny.iter().any(|name| name != WARNINGS) || !self.warn.is_empty() || !self.allow.is_empty();
        !has_levels
            && !self.locale.is_empty()
            && !self.locale.iter().any(|named| named.eq_ignore_ascii_case(tag))
    }

    /// The locales that the command line names.
    pub(crate) fn locales(&self) -> &[String] {
        &self.locale
    }
}

fn names() -> impl Iterator<Item = &'static str> {
    Rule::ALL.iter().map(|rule| rule.name())
}

/// Reads the name of a rule.
pub(crate) fn rule() -> impl TypedValueParser<Value = Rule> {
    PossibleValuesParser::new(names()).try_map(|name| name.parse::<Rule>())
}

fn rule_or_warnings() -> PossibleValuesParser {
    PossibleValuesParser::new(names().chain([WARNINGS]))
}
