//! What is wrong with a page, for the people who mend it.

use std::fmt;
use std::rc::Rc;

use crate::source::{Place, Source, Span};

macro_rules! rules {
    ($($(#[$doc:meta])* $rule:ident = $name:literal,)*) => {
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
        }
    };
}

rules! {
    /// A page that is not there, is a folder, or can't be read.
    UnreadablePage = "unreadable-page",
    /// Bytes that are not UTF-8.
    InvalidUtf8 = "invalid-utf-8",
    /// A page with no text.
    EmptyPage = "empty-page",
    /// Front matter whose closing line is missing.
    UnclosedFrontMatter = "unclosed-front-matter",
    /// A Liquid block whose start or end tag is missing.
    UnbalancedLiquid = "unbalanced-liquid",
    /// Liquid that the reader can't follow.
    UnknownLiquid = "unknown-liquid",
    /// A page without a fatal-errors table.
    NoTable = "no-table",
    /// A second fatal-errors table.
    SecondTable = "second-table",
    /// A row that is not part of the table.
    StrayRow = "stray-row",
    /// Text that touches the table, so that kramdown makes no table of it.
    GluedText = "glued-text",
    /// A delimiter row that is missing, repeated, or has another number of cells than the header.
    DelimiterRow = "delimiter-row",
    /// A row with too few or too many cells.
    CellCount = "cell-count",
    /// A cell that is broken over two lines.
    BrokenCell = "broken-cell",
    /// A first cell that is not a code.
    BadCode = "bad-code",
    /// A status that is no HTTP status and no class of them.
    BadStatus = "bad-status",
    /// A code without a message.
    EmptyMessage = "empty-message",
    /// A row without a description.
    EmptyDescription = "empty-description",
    /// A code span that kramdown and CommonMark end at different places, or that has no end.
    CodeSpan = "unclosed-code-span",
    /// An HTML tag that the reader doesn't know.
    UnknownTag = "unknown-tag",
    /// An HTML tag that is never closed, or never opened.
    UnclosedTag = "unclosed-tag",
    /// An HTML list outside of `{::nomarkdown}`.
    MisplacedTag = "misplaced-tag",
    /// A link to something that is not a page.
    UnsafeLink = "unsafe-link",
    /// Markdown that kramdown and CommonMark read differently, or that a description can't hold.
    UnsupportedMarkdown = "unsupported-markdown",
    /// A control character.
    ControlCharacter = "control-character",
    /// `{{site.baseurl}}` where the catalog doesn't know the locale's documentation URL.
    UnknownBaseUrl = "unknown-base-url",
    /// A row that the source has and a translation lacks.
    MissingRow = "missing-row",
    /// A row that the source doesn't have.
    UnknownRow = "unknown-row",
    /// Two rows that say the same.
    DuplicateRow = "duplicate-row",
    /// A row that no variant name can be made for.
    UnnameableRow = "unnameable-row",
    /// Two rows that would share a variant name.
    SharedName = "shared-name",
}

impl Rule {
    /// Says whether rows of a page may be unread where this is found.
    pub(crate) const fn loses_rows(self) -> bool {
        !matches!(
            self,
            Self::GluedText
                | Self::EmptyDescription
                | Self::CodeSpan
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

/// What a finding does to the build.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Level {
    /// It is reported.
    Warning,
    /// It stops the build.
    Error,
}

impl fmt::Display for Level {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.pad(match self {
            Self::Warning => "warning",
            Self::Error => "error",
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

/// One reported defect or drift.
///
/// Displayed, it is a line `path:line:column: level[rule]: message` and, below it, its notes and its help.
#[derive(Clone, Debug)]
pub struct Finding {
    /// What it is about.
    pub rule: Rule,
    /// What it does to the build.
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
}

impl Finding {
    pub(crate) fn new(rule: Rule, source: &Rc<Source>, span: Span) -> Self {
        let (message, help) = (String::new(), String::new());
        Self { rule, level: Level::Error, source: Rc::clone(source), span, message, help, notes: Vec::new() }
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
            source.path(),
            self.place(),
            rule.name(),
            message.escape_controls()
        )?;
        for Note { source, span, message } in notes {
            let place = source.place(span.start);
            write!(f, "\n  note: {}:{place}: {}", source.path(), message.escape_controls())?;
        }
        write!(f, "\n  help: {}", help.escape_controls())
    }
}

/// A page may hold anything; a terminal must not be made to act on it.
pub(crate) trait EscapeControls {
    fn escape_controls(&self) -> String;
}

impl EscapeControls for str {
    fn escape_controls(&self) -> String {
        let mut escaped = String::with_capacity(self.len());
        for char in self.chars() {
            if char.is_control() && char != '\n' {
                escaped.extend(char.escape_default());
            } else {
                escaped.push(char);
            }
        }
        escaped
    }
}
