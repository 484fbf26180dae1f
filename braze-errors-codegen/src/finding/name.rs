//! Rules by name.

use std::error::Error;
use std::fmt;
use std::str::FromStr;

use super::Rule;

/// A name that no rule has.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct UnknownRuleError {
    name: String,
}

impl UnknownRuleError {
    /// The rule that was probably meant.
    pub fn suggestion(&self) -> Option<Rule> {
        let similarity = |rule: &Rule| strsim::jaro_winkler(rule.name(), &self.name);
        Rule::ALL
            .iter()
            .copied()
            .filter(|rule| similarity(rule) > 0.8)
            .max_by(|one, other| similarity(one).total_cmp(&similarity(other)))
    }
}

impl fmt::Display for UnknownRuleError {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "found the unknown rule `{}`", self.name.escape_debug())?;
        match self.suggestion() {
            Some(rule) => write!(f, "; did you mean `{}`?", rule.name()),
            None => Ok(()),
        }
    }
}

impl Error for UnknownRuleError {}

impl FromStr for Rule {
    type Err = UnknownRuleError;

    fn from_str(name: &str) -> Result<Self, Self::Err> {
        let found = Self::ALL.iter().copied().find(|rule| rule.name() == name);
        found.ok_or_else(|| UnknownRuleError { name: name.to_owned() })
    }
}
