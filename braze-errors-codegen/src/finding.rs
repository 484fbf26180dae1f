//! What is wrong with a page, for the people who mend it.

use std::fmt;
use std::rc::Rc;

use crate::escape::{escape_controls, escape_line};
use crate::source::{Place, Source, Span};

macro_rules! rules {
    ($($(#[$doc:meta])* $rule:ident = $name:literal, $level:ident;)*) => {
        /// What a finding is about.
        #[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
        #[non_exhaustive]
        pub enum Rule {
            $($(#[$doc])* $rule,)*
        }

        impl Rule {
            /// Every rule.
            pub const ALL: &[Self] = &[$(Self::$rule,)*];

            /// The rule's name, as messages write it.
            pub const fn name(self) -> &'static str {
                match self {
                    $(Self::$rule => $name,)*
                }
            }

            /// The level of its findings, where nothing else is said.
            pub const fn default_level(self) -> Level {
                match self {
                    $(Self::$rule => Level::$level,)*
                }
            }

            /// The rule's page, in Markdown: what it finds, an example, and how to mend it.
            #[cfg(feature = "check")]
            pub const fn page(self) -> &'static str {
                match self {
                    $(Self::$rule => include_str!(concat!("../rules/", $name, ".md")),)*
                }
            }
        }
    };
}

rules! {
    /// A page that is not there, is a folder, or can't be read.
    UnreadablePage = "unreadable-page", Deny;
    /// Bytes that are not UTF-8.
    InvalidUtf8 = "invalid-utf-8", Deny;
    /// A page with no text.
    EmptyPage = "empty-page", Deny;
    /// Front matter whose closing line is missing.
    UnclosedFrontMatter = "unclosed-front-matter", Deny;
    /// A Liquid block whose start or end tag is missing.
    UnbalancedLiquid = "unbalanced-liquid", Deny;
    /// Liquid that the reader can't follow.
    UnknownLiquid = "unknown-liquid", Deny;
    /// A page without a fatal-errors table.
    NoTable = "no-table", Deny;
    /// A second fatal-errors table.
    SecondTable = "second-table", Deny;
    /// A row that is not part of the table.
    StrayRow = "stray-row", Deny;
    /// Text that touches the table, so that kramdown makes no table of it.
    GluedText = "glued-text", Deny;
    /// A delimiter row that is missing, repeated, or has another number of cells than the header.
    DelimiterRow = "delimiter-row", Deny;
    /// A row with too few or too many cells.
    CellCount = "cell-count", Deny;
    /// A cell that is broken over two lines, or cut off by the page's end.
    BrokenCell = "broken-cell", Deny;
    /// A first cell that is not a code.
    BadCode = "bad-code", Deny;
    /// A status that is no HTTP status and no class of them.
    BadStatus = "bad-status", Deny;
    /// A code without a message.
    EmptyMessage = "empty-message", Deny;
    /// A row without a description.
    EmptyDescription = "empty-description", Deny;
    /// A code span that has no end, or that kramdown and CommonMark end at different places.
    UnclosedCodeSpan = "unclosed-code-span", Deny;
    /// An HTML tag that the reader doesn't know.
    UnknownTag = "unknown-tag", Deny;
    /// An HTML tag that is never closed, or never opened.
    UnclosedTag = "unclosed-tag", Deny;
    /// An HTML list outside of `{::nomarkdown}`.
    MisplacedTag = "misplaced-tag", Deny;
    /// A link to something that is not a page.
    UnsafeLink = "unsafe-link", Deny;
    /// Markdown that kramdown and CommonMark read differently, or that a description can't hold.
    UnsupportedMarkdown = "unsupported-markdown", Deny;
    /// A control character.
    ControlCharacter = "control-character", Deny;
    /// `{{site.baseurl}}` where the catalog doesn't know the locale's documentation URL.
    UnknownBaseUrl = "unknown-base-url", Deny;
    /// A row that the source has and a translation lacks.
    MissingRow = "missing-row", Deny;
    /// A row that the source doesn't have.
    UnknownRow = "unknown-row", Deny;
    /// Two rows that say the same.
    DuplicateRow = "duplicate-row", Deny;
    /// A row that no variant name can be made for.
    UnnameableRow = "unnameable-row", Deny;
    /// Two rows that would share a variant name.
    SharedName = "shared-name", Deny;
    /// A lock that is not there or can't be read.
    BadLock = "bad-lock", Deny;
    /// Code spans that differ from the source's.
    CodeSpan = "code-span", Deny;
    /// Numbers that differ from the source's.
    Number = "number", Deny;
    /// Link targets that differ from the source's.
    Link = "link", Deny;
    /// Breaks, list items or emphasised parts that differ in number from the source's.
    Structure = "structure", Warn;
    /// Rows in another order than the source's.
    RowOrder = "row-order", Warn;
    /// A translation that is equal to the source.
    Untranslated = "untranslated", Warn;
    /// A translation whose source has changed since it was accepted.
    Stale = "stale", Warn;
    /// A row of a pseudo-locale that no longer says what the source says.
    Pseudo = "pseudo", Warn;
    /// Text that was decoded with the wrong encoding.
    Mojibake = "mojibake", Deny;
    /// A Liquid variable in `{% raw %}`, which the site prints as it stands.
    LiquidInRaw = "liquid-in-raw", Warn;
    /// A number that is not grouped as the locale groups numbers.
    NumberFormat = "number-format", Allow;
    /// A status of the bullet list that a translation lacks or adds.
    StatusList = "status-list", Warn;
    /// A variant of the lock that the pages don't yield any more.
    VariantRemoved = "variant-removed", Deny;
    /// A row whose variant has another name in the lock.
    VariantRenamed = "variant-renamed", Deny;
    /// A row that the lock doesn't hold yet.
    NewRow = "new-row", Warn;
    /// An excuse that excuses nothing.
    UnusedExcuse = "unused-excuse", Warn;
    /// A locale's page that the catalog doesn't list.
    UnlistedPage = "unlisted-page", Warn;
}

impl Rule {
    /// Says whether rows of a page may be unread where this is found.
    pub(crate) const fn loses_rows(self) -> bool {
        !matches!(
            self,
            Self::GluedText
                | Self::EmptyDescription
                | Self::UnclosedCodeSpan
                | Self::UnknownTag
                | Self::UnclosedTag
                | Self::MisplacedTag
                | Self::UnsafeLink
                | Self::UnsupportedMarkdown
                | Self::UnknownBaseUrl
                | Self::MissingRow
                | Self::UnknownRow
                | Self::DuplicateRow
                | Self::UnnameableRow
                | Self::SharedName
        )
    }
}

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
}

impl Finding {
    pub(crate) fn new(rule: Rule, source: &Rc<Source>, span: Span) -> Self {
        let (message, help) = (String::new(), String::new());
        let (level, source) = (rule.default_level(), Rc::clone(source));
        Self { rule, level, source, span, message, help, notes: Vec::new(), fix: None }
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

    #[cfg(feature = "check")]
    pub(crate) fn fix(mut self, span: Span, text: impl Into<String>) -> Self {
        self.fix = Some(Fix { span, text: text.into() });
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
