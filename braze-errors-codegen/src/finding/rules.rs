//! The one table of rules: each one's name, the level of its findings, and whether it costs a page rows.

use super::Level;

macro_rules! rules {
    ($($(#[$doc:meta])* $rule:ident = $name:literal, $level:ident, rows $rows:ident;)*) => {
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

            /// Says whether rows of a page may be unread where this is found.
            ///
            /// ```
            /// use braze_errors_codegen::Rule;
            ///
            /// assert!(Rule::CellCount.loses_rows());
            /// assert!(!Rule::MissingRow.loses_rows());
            /// ```
            pub const fn loses_rows(self) -> bool {
                match self {
                    $(Self::$rule => rows!($rows),)*
                }
            }

            /// The rule's page, in Markdown: what it finds, an example, and how to mend it.
            #[cfg(feature = "check")]
            pub const fn page(self) -> &'static str {
                match self {
                    $(Self::$rule => include_str!(concat!("../../rules/", $name, ".md")),)*
                }
            }
        }
    };
}

macro_rules! rows {
    (lost) => {
        true
    };
    (kept) => {
        false
    };
}

rules! {
    /// A page that is not there, is a folder, or can't be read.
    UnreadablePage = "unreadable-page", Deny, rows lost;
    /// Bytes that are not UTF-8.
    InvalidUtf8 = "invalid-utf-8", Deny, rows lost;
    /// A page with no text.
    EmptyPage = "empty-page", Deny, rows lost;
    /// The marks of a merge that nobody finished.
    MergeConflict = "merge-conflict", Deny, rows lost;
    /// Front matter whose closing line is missing.
    UnclosedFrontMatter = "unclosed-front-matter", Deny, rows lost;
    /// A Liquid block whose start or end tag is missing.
    UnbalancedLiquid = "unbalanced-liquid", Deny, rows lost;
    /// Liquid that the reader can't follow.
    UnknownLiquid = "unknown-liquid", Deny, rows lost;
    /// A page without an error table.
    NoTable = "no-table", Deny, rows lost;
    /// A row that is not part of the table.
    StrayRow = "stray-row", Deny, rows lost;
    /// Text that touches the table, so that kramdown makes no table of it.
    GluedText = "glued-text", Deny, rows kept;
    /// A delimiter row that is missing, repeated, or has another number of cells than the header.
    DelimiterRow = "delimiter-row", Deny, rows lost;
    /// A row with too few or too many cells.
    CellCount = "cell-count", Deny, rows lost;
    /// A cell that is broken over two lines, or cut off by the page's end.
    BrokenCell = "broken-cell", Deny, rows lost;
    /// A first cell that is not a code.
    BadCode = "bad-code", Deny, rows lost;
    /// A status that is no HTTP status and no class of them.
    BadStatus = "bad-status", Deny, rows lost;
    /// A code without a message.
    EmptyMessage = "empty-message", Deny, rows lost;
    /// A row without a description.
    EmptyDescription = "empty-description", Deny, rows kept;
    /// A backtick that opens no code span in its cell.
    UnclosedCodeSpan = "unclosed-code-span", Deny, rows kept;
    /// An HTML tag that the reader doesn't know.
    UnknownTag = "unknown-tag", Deny, rows kept;
    /// An HTML tag that is never closed, or never opened.
    UnclosedTag = "unclosed-tag", Deny, rows kept;
    /// An HTML list outside of `{::nomarkdown}`.
    MisplacedTag = "misplaced-tag", Deny, rows kept;
    /// A link to something that is not a page.
    UnsafeLink = "unsafe-link", Deny, rows kept;
    /// Markdown that a description can't hold, or of which the site makes something else than was meant.
    UnsupportedMarkdown = "unsupported-markdown", Deny, rows kept;
    /// A control character.
    ControlCharacter = "control-character", Deny, rows lost;
    /// `{{site.baseurl}}` where the catalog doesn't know the locale's documentation URL.
    UnknownBaseUrl = "unknown-base-url", Deny, rows kept;
    /// A row that the source has and a translation lacks.
    MissingRow = "missing-row", Deny, rows kept;
    /// A row that the source doesn't have.
    UnknownRow = "unknown-row", Deny, rows kept;
    /// A code that a translation writes otherwise than the source.
    ChangedCode = "changed-code", Deny, rows kept;
    /// Two rows that say the same.
    DuplicateRow = "duplicate-row", Deny, rows kept;
    /// A row that no variant name can be made for.
    UnnameableRow = "unnameable-row", Deny, rows kept;
    /// Two rows that would share a variant name.
    SharedName = "shared-name", Deny, rows kept;
    /// A lock that is not there or can't be read.
    BadLock = "bad-lock", Deny, rows kept;
    /// Code spans that differ from the source's.
    CodeSpan = "code-span", Deny, rows kept;
    /// Numbers that differ from the source's.
    Number = "number", Deny, rows kept;
    /// Link targets that differ from the source's.
    Link = "link", Deny, rows kept;
    /// Breaks, list items or emphasised parts that differ in number from the source's.
    Structure = "structure", Warn, rows kept;
    /// Rows in another order than the source's.
    RowOrder = "row-order", Warn, rows kept;
    /// A translation that is equal to the source, as a whole or in part.
    Untranslated = "untranslated", Warn, rows kept;
    /// Text in another language than the page's.
    OtherLanguage = "other-language", Warn, rows kept;
    /// A text that stops in mid-sentence, where the source's ends with a stop.
    CutOff = "cut-off", Warn, rows kept;
    /// A translation whose source has changed since it was accepted.
    Stale = "stale", Warn, rows kept;
    /// A row of a pseudo-locale that no longer says what the source says.
    Pseudo = "pseudo", Warn, rows kept;
    /// Text that was decoded with the wrong encoding.
    Mojibake = "mojibake", Deny, rows kept;
    /// A character that nobody sees.
    InvisibleCharacter = "invisible-character", Warn, rows kept;
    /// A reference such as `&amp;amp;`, which the site shows as `&amp;`.
    DoubleEscape = "double-escape", Deny, rows kept;
    /// A Liquid variable in `{% raw %}`, which the site prints as it stands.
    LiquidInRaw = "liquid-in-raw", Warn, rows kept;
    /// A link that leads nowhere away from its page, where the catalog doesn't know the locale's documentation URL.
    RelativeLink = "relative-link", Warn, rows kept;
    /// A number that is not grouped as the locale groups numbers.
    NumberFormat = "number-format", Allow, rows kept;
    /// A status of the bullet list that a translation lacks or adds.
    StatusList = "status-list", Warn, rows kept;
    /// A variant of the lock that the pages don't yield any more.
    VariantRemoved = "variant-removed", Deny, rows kept;
    /// A row whose variant has another name in the lock.
    VariantRenamed = "variant-renamed", Deny, rows kept;
    /// A row that the lock doesn't hold yet.
    NewRow = "new-row", Warn, rows kept;
    /// An excuse that excuses nothing.
    UnusedExcuse = "unused-excuse", Warn, rows kept;
    /// A locale's page that the catalog doesn't list.
    UnlistedPage = "unlisted-page", Warn, rows kept;
}
