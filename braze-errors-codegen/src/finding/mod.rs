//! What is wrong with a page, for the people who mend it.

mod change;
mod curtail;
#[cfg(feature = "draw")]
mod draw;
mod file;
#[cfg(feature = "check")]
mod levels;
#[cfg(feature = "check")]
mod name;
mod notation;
mod of_text;
mod rules;

use std::fmt;
use std::rc::Rc;

pub use self::change::SourceChange;
pub use self::curtail::curtail;
#[cfg(feature = "check")]
pub(crate) use self::curtail::curtail_by;
#[cfg(feature = "draw")]
pub use self::draw::draw;
pub(crate) use self::file::{decode, file_for_folder, unread};
#[cfg(feature = "check")]
pub use self::levels::Levels;
#[cfg(feature = "check")]
pub use self::name::UnknownRuleError;
pub use self::notation::Notation;
pub(crate) use self::of_text::TextFindings;
pub use self::rules::Rule;
use crate::text::escape::{escape_controls, escape_line};
use crate::text::source::{Place, Source, Span};

/// What is done about a finding.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Level {
    /// Nothing.
    Allow,
    /// It is reported.
    Warn,
    /// It is reported, and the build or the check fails.
    Deny,
}

impl fmt::Display for Level {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.pad(match self {
            Self::Allow => "allowed",
            Self::Warn => "warning",
            Self::Deny => "error",
        })
    }
}

/// Another place that a finding speaks of.
#[derive(Clone, Debug)]
pub struct Note {
    /// The page.
    pub source: Rc<Source>,
    /// The bytes of the page.
    pub span: Span,
    /// What stands there.
    pub message: String,
}

/// The one right way to mend a finding.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Fix {
    /// The bytes of the page that it replaces.
    pub span: Span,
    /// What it puts in their place.
    pub text: String,
}

/// One reported defect or drift.
///
/// Displayed, it is a line `path:line:column: level[rule]: message` and, below it, its notes and its help.
#[derive(Clone, Debug)]
pub struct Finding {
    /// What it is about.
    pub rule: Rule,
    /// What is done about it.
    pub level: Level,
    /// The page.
    pub source: Rc<Source>,
    /// The bytes of the page.
    pub span: Span,
    /// What was found and what was expected.
    pub message: String,
    /// How to mend it.
    pub help: String,
    /// Other places that it speaks of.
    pub notes: Vec<Note>,
    /// The mend, where there is one right answer.
    pub fix: Option<Fix>,
    /// How the source's text has changed since it was accepted, where the finding says that and the lock holds both.
    pub change: Option<SourceChange>,
    /// How many more of its rule there are in its file that a report doesn't list: see [`curtail`].
    pub others: usize,
}

/// Findings, by where they stand.
#[derive(Clone, Debug, Default)]
pub struct Findings {
    /// On each locale's page: by locale, in the catalog's order.
    pub pages: Vec<Vec<Finding>>,
    /// On pages of locales that the catalog doesn't list, each with the locale's tag.
    pub unlisted: Vec<(String, Finding)>,
    /// In the catalog's lock.
    pub lock: Vec<Finding>,
}

impl Findings {
    /// No finding in so many locales.
    pub(crate) fn none(locales: usize) -> Self {
        Self { pages: vec![Vec::new(); locales], ..Self::default() }
    }

    /// All of them: by locale, then those on unlisted pages, then those in the lock.
    pub fn iter(&self) -> impl Iterator<Item = &Finding> {
        self.pages.iter().flatten().chain(self.elsewhere())
    }

    /// Those that stand on none of the catalog's pages.
    pub(crate) fn elsewhere(&self) -> impl Iterator<Item = &Finding> {
        self.unlisted.iter().map(|(_, finding)| finding).chain(&self.lock)
    }

    /// How many there are.
    pub fn len(&self) -> usize {
        self.iter().count()
    }

    /// Says whether there is none.
    pub fn is_empty(&self) -> bool {
        self.iter().next().is_none()
    }

    /// Adds others, of the same catalog.
    pub fn append(&mut self, others: Self) {
        self.pages.resize(self.pages.len().max(others.pages.len()), Vec::new());
        for (findings, others) in self.pages.iter_mut().zip(others.pages) {
            findings.extend(others);
        }
        self.unlisted.extend(others.unlisted);
        self.lock.extend(others.lock);
    }

    /// Puts them into the order of their places.
    pub(crate) fn sort(&mut self) {
        for findings in self.pages.iter_mut().chain([&mut self.lock]) {
            findings.sort_by_key(|finding| finding.span.start);
        }
    }
}

impl<'a> IntoIterator for &'a Findings {
    type Item = &'a Finding;
    type IntoIter = Box<dyn Iterator<Item = &'a Finding> + 'a>;

    fn into_iter(self) -> Self::IntoIter {
        Box::new(self.iter())
    }
}

impl Finding {
    pub(crate) fn new(rule: Rule, source: &Rc<Source>, span: Span) -> Self {
        let (message, help) = (String::new(), String::new());
        let (level, source) = (rule.default_level(), Rc::clone(source));
        Self {
            rule,
            level,
            source,
            span,
            message,
            help,
            notes: Vec::new(),
            fix: None,
            change: None,
            others: 0,
        }
    }

    pub(crate) fn message(mut self, message: impl Into<String>) -> Self {
        self.message = message.into();
        self
    }

    pub(crate) fn help(mut self, help: impl Into<String>) -> Self {
        self.help = help.into();
        self
    }

    pub(crate) fn note(mut self, source: &Rc<Source>, span: Span, message: impl Into<String>) -> Self {
        self.notes.push(Note { source: Rc::clone(source), span, message: message.into() });
        self
    }

    pub(crate) fn fix(mut self, span: Span, text: impl Into<String>) -> Self {
        self.fix = Some(Fix { span, text: text.into() });
        self
    }

    #[cfg(feature = "check")]
    pub(crate) fn change(mut self, change: Option<SourceChange>) -> Self {
        self.change = change;
        self
    }

    /// Where the finding stands.
    pub fn place(&self) -> Place {
        self.source.place(self.span.start)
    }
}

impl fmt::Display for Finding {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let Self { rule, level, source, message, help, notes, .. } = self;
        write!(
            f,
            "{}:{}: {level}[{}]: {}",
            escape_line(source.path()),
            self.place(),
            rule.name(),
            escape_controls(message)
        )?;
        for Note { source, span, message } in notes {
            let place = source.place(span.start);
            write!(f, "\n  note: {}:{place}: {}", escape_line(source.path()), escape_controls(message))?;
        }
        write!(f, "\n  help: {}", escape_controls(help))
    }
}
