//! What is done about the findings of each rule.

use super::{Level, Rule};

/// What is done about the findings of each rule, in each locale.
///
/// ```
/// use braze_errors_codegen::{Level, Levels, Rule};
///
/// let mut levels = Levels::default();
/// levels.set(Rule::Number, None, Level::Warn);
/// levels.set(Rule::Number, Some("fr"), Level::Allow);
/// assert_eq!(levels.level(Rule::Number, Some("de")), Level::Warn);
/// assert_eq!(levels.level(Rule::Number, Some("fr")), Level::Allow);
/// assert_eq!(levels.level(Rule::Link, Some("fr")), Rule::Link.default_level());
/// ```
#[derive(Clone, Debug, Default)]
pub struct Levels {
    set: Vec<(Rule, Option<String>, Level)>,
    denies_warnings: bool,
    /// The tags of the locales that are reported on, where those are not all.
    narrowed: Option<Vec<String>>,
}

impl Levels {
    /// Sets the level of a rule, in one locale or in all of them.
    ///
    /// What is set later wins over what was set before.
    pub fn set(&mut self, rule: Rule, locale: Option<&str>, level: Level) {
        self.set.push((rule, locale.map(str::to_owned), level));
    }

    /// Makes errors of all warnings, in the end.
    pub fn deny_warnings(&mut self) {
        self.denies_warnings = true;
    }

    /// Leaves out what is found in all locales but these.
    ///
    /// ```
    /// use braze_errors_codegen::{Level, Levels, Rule};
    ///
    /// let mut levels = Levels::default();
    /// levels.narrow(["fr".to_owned()]);
    /// assert_eq!(levels.level(Rule::Number, Some("fr")), Level::Deny);
    /// assert_eq!(levels.level(Rule::Number, Some("de")), Level::Allow);
    /// ```
    pub fn narrow(&mut self, locales: impl IntoIterator<Item = String>) {
        self.narrowed = Some(locales.into_iter().collect());
    }

    /// Says whether a locale is reported on.
    pub(crate) fn reports_on(&self, locale: &str) -> bool {
        self.narrowed.as_ref().is_none_or(|tags| tags.iter().any(|tag| tag.eq_ignore_ascii_case(locale)))
    }

    /// The level of a rule's findings in a locale, or where they belong to none.
    pub fn level(&self, rule: Rule, locale: Option<&str>) -> Level {
        self.level_or(rule, locale, rule.default_level())
    }

    /// The level of a rule's findings in a locale, which is `default` where nothing else is said.
    pub(crate) fn level_or(&self, rule: Rule, locale: Option<&str>, default: Level) -> Level {
        if locale.is_some_and(|locale| !self.reports_on(locale)) {
            return Level::Allow;
        }
        let is_meant = |tag: &Option<String>| match (tag, locale) {
            (None, _) => true,
            (Some(tag), Some(locale)) => tag.eq_ignore_ascii_case(locale),
            (Some(_), None) => false,
        };
        let set = self.set.iter().rev().find(|(other, tag, _)| *other == rule && is_meant(tag));
        match set.map_or(default, |(_, _, level)| *level) {
            Level::Warn if self.denies_warnings => Level::Deny,
            level => level,
        }
    }
}
