//! What a dialect of Markdown makes of a page; it knows no codes and no rows of errors.

mod description;
mod document;
mod gfm;
mod kramdown;
mod mapped;

use std::borrow::Cow;
use std::collections::HashMap;
use std::fmt;
use std::rc::Rc;

use unicode_normalization::char::is_combining_mark;

pub(crate) use self::description::is_empty;
pub use self::description::{Description, Inline, Node};
pub(crate) use self::document::{Block, BlockKind, Heading, LineKind, Prose, Table, TableLine, walk};
#[cfg(feature = "check")]
pub(crate) use self::kramdown::html;
use crate::finding::{Finding, Rule};
use crate::text::source::{self, Source, Span};
use crate::text::white::{is_space, trim, trim_end};

/// The one variable that pages may use: the documentation's URL in the page's locale.
pub(crate) const BASE_URL: &str = "{{site.baseurl}}";

/// The HTML elements that a description may hold.
const ELEMENTS: [&str; 9] = ["a", "b", "br", "code", "em", "i", "li", "strong", "ul"];

/// The Markdown that a site reads.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Hash)]
pub enum Dialect {
    /// GitHub's, as most sites have it.
    #[default]
    Gfm,
    /// Jekyll's: Liquid, then kramdown with GitHub's dialect as its input.
    Kramdown,
}

impl Dialect {
    /// Every dialect.
    pub const ALL: [Self; 2] = [Self::Gfm, Self::Kramdown];

    /// What calls and the command line name it.
    pub const fn name(self) -> &'static str {
        match self {
            Self::Gfm => "gfm",
            Self::Kramdown => "kramdown",
        }
    }

    /// The dialect of a page of which nothing else says it: kramdown, if it holds Liquid tags or lines that are
    /// attribute lists.
    ///
    /// ```
    /// use braze_errors_codegen::Dialect;
    ///
    /// assert_eq!(Dialect::of("# Errors\n"), Dialect::Gfm);
    /// assert_eq!(Dialect::of("{% raw %}\n# Errors\n{% endraw %}\n"), Dialect::Kramdown);
    /// assert_eq!(Dialect::of("| a | b |\n{: .reset-table }\n"), Dialect::Kramdown);
    /// // Other sites have tags too.
    /// assert_eq!(Dialect::of("{% note %}Read on.{% /note %}\n"), Dialect::Gfm);
    /// assert_eq!(Dialect::of("{% hint %}Read on.{% endhint %}\n"), Dialect::Gfm);
    /// ```
    pub fn of(page: &str) -> Self {
        let is_list = |line: &str| line.starts_with("{:") && line.ends_with('}');
        let is_kramdown = holds_liquid(page) || source::lines(page).any(|line| is_list(trim(&page[line])));
        if is_kramdown { Self::Kramdown } else { Self::Gfm }
    }
}

/// The tags of GitBook's pages.
const OF_GITBOOK: [&str; 13] = [
    "hint",
    "tabs",
    "tab",
    "content-ref",
    "embed",
    "file",
    "code",
    "swagger",
    "openapi",
    "stepper",
    "step",
    "columns",
    "column",
];

/// Says whether the inside of a tag is one of GitBook's.
fn is_of_gitbook(tag: &str) -> bool {
    let name = tag.split(is_space).next().unwrap_or_default();
    OF_GITBOOK.contains(&name.strip_prefix("end").unwrap_or(name))
}

/// Says whether there are tags on a page that may be Liquid's: Markdoc's end, or are ended, with a slash, Hugo's stand
/// between two braces, and GitBook's have names of their own.
fn holds_liquid(page: &str) -> bool {
    let tags = page.split("{%").skip(1).filter_map(|behind| behind.split_once("%}"));
    let names = tags.map(|(tag, _)| tag.trim_matches(['-', ' ', '\t', '\n']));
    let mut names = names.filter(|tag| !is_of_gitbook(tag)).peekable();
    names.peek().is_some()
        && !page.contains("{{%")
        && !names.any(|tag| tag.starts_with('/') || tag.ends_with('/'))
}

impl fmt::Display for Dialect {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.pad(self.name())
    }
}

/// A page, read once: everything else walks its blocks.
#[derive(Debug)]
pub(crate) struct Document<'a> {
    pub(crate) source: &'a Rc<Source>,
    /// Where the page begins behind its front matter.
    pub(crate) body: usize,
    pub(crate) blocks: Vec<Block<'a>>,
    /// What is wrong where it matters to what stands below alone: it could swallow a table.
    pub(crate) above: Vec<Finding>,
    texts: Texts<'a>,
}

/// What texts are read with.
#[derive(Debug)]
enum Texts<'a> {
    Kramdown(kramdown::Context<'a>),
    Gfm(gfm::Events<'a>),
}

impl<'a> Document<'a> {
    /// Reads a page, and says what is wrong with it.
    pub(crate) fn read(source: &'a Rc<Source>, dialect: Dialect) -> (Self, Vec<Finding>) {
        let mut findings = Vec::new();
        let body = front_matter(source, &mut findings);
        let (texts, blocks, above) = match dialect {
            Dialect::Kramdown => {
                let (context, blocks, above) = kramdown::Context::read(source, body, &mut findings);
                (Texts::Kramdown(context), blocks, above)
            }
            Dialect::Gfm => {
                let (events, blocks, more) = gfm::Events::read(source, body);
                findings.extend(more);
                (Texts::Gfm(events), blocks, Vec::new())
            }
        };
        (Self { source, body, blocks, above, texts }, findings)
    }

    /// Every block, those within others behind what holds them.
    pub(crate) fn walk(&self) -> impl Iterator<Item = &Block<'a>> {
        walk(&self.blocks)
    }

    /// The blocks between the tags of a Liquid block, read as if each tag in it stood for nothing.
    #[cfg(feature = "check")]
    pub(crate) fn inside(&self, tag: &Span, block: &Span) -> Vec<Block<'a>> {
        match &self.texts {
            Texts::Kramdown(context) => context.inside(tag, block),
            Texts::Gfm(_) => Vec::new(),
        }
    }

    /// Reads a text of the page, and says what is wrong with it.
    pub(crate) fn describe(&self, prose: &Prose<'a>) -> (Description, Vec<Finding>) {
        match (&self.texts, prose) {
            (Texts::Kramdown(context), Prose::Kramdown(text)) => context.describe(text),
            (Texts::Gfm(events), Prose::Gfm(range, span)) => events.describe(range.clone(), span.clone()),
            // A text belongs to the document that it was found in.
            _ => (Description::default(), Vec::new()),
        }
    }

    /// The words of a text of the page, whatever marks and tags stand among them.
    pub(crate) fn words(&self, prose: &Prose<'a>) -> String {
        match (&self.texts, prose) {
            (Texts::Gfm(page), Prose::Gfm(events, span)) => page.words(events.clone(), span.end),
            _ => self.describe(prose).0.words(),
        }
    }

    /// What a text of the page says, whatever is wrong with it.
    #[cfg(feature = "check")]
    pub(crate) fn describe_any(&self, prose: &Prose<'a>) -> Description {
        self.describe(prose).0
    }

    /// The rows that a text's lines would be in a table.
    pub(crate) fn rows_in(prose: &Prose<'a>) -> Vec<TableLine<'a>> {
        match prose {
            Prose::Kramdown(text) => kramdown::rows(text),
            Prose::Gfm(..) => Vec::new(),
        }
    }

    /// Its headings in page order: where each stands, its words and its anchor, or why it can't be read.
    pub(crate) fn headings(&self) -> impl Iterator<Item = (Span, Result<(String, String), Box<Finding>>)> {
        let mut counts: HashMap<String, usize> = HashMap::new();
        self.walk().filter_map(move |block| match &block.kind {
            BlockKind::Heading(heading) => Some((block.span.clone(), self.heading(heading, &mut counts))),
            _ => None,
        })
    }

    fn heading(
        &self,
        heading: &Heading<'a>,
        counts: &mut HashMap<String, usize>,
    ) -> Result<(String, String), Box<Finding>> {
        let (text, findings) = match (&self.texts, &heading.words) {
            (Texts::Kramdown(context), Prose::Kramdown(text)) => {
                let (words, findings) = context.anchor_words(text);
                (words.anchor_words(), findings)
            }
            // What else stands in a heading is no part of its anchor.
            (Texts::Gfm(page), Prose::Gfm(events, span)) => {
                let findings = page.broken_heading(events.clone()).into_iter().collect();
                (page.words(events.clone(), span.end), findings)
            }
            _ => (self.words(&heading.words), Vec::new()),
        };
        let holds_liquid = text.contains("{%") || heading.named.is_none() && text.contains("{{");
        if let Some(liquid) = self.liquid_in(&heading.words.span()).filter(|_| holds_liquid) {
            let found = shown(&self.source.text()[liquid.clone()]);
            let finding = Finding::new(Rule::UnknownLiquid, self.source, liquid.clone())
                .message(format!("found `{found}` in a heading, whose anchor it changes; expected words"))
                .help("write what it stands for, or name the anchor: `{#anchor}`");
            return Err(Box::new(finding));
        }
        if let Some(named) = &heading.named {
            return Ok((text, named.clone()));
        }
        // No anchor has a control character.
        if let Some(finding) = findings.into_iter().find(|finding| finding.rule != Rule::ControlCharacter) {
            return Err(Box::new(finding));
        }
        let anchor = slug(&text, matches!(self.texts, Texts::Kramdown(_)));
        let count = counts.entry(anchor.clone()).or_default();
        *count += 1;
        let anchor = if *count == 1 { anchor } else { format!("{anchor}-{}", *count - 1) };
        Ok((text, anchor))
    }

    /// The start tag and the inside of each of Liquid's `{% raw %}` blocks.
    #[cfg(feature = "check")]
    pub(crate) fn raw_blocks(&self) -> &[(Span, Span)] {
        match &self.texts {
            Texts::Kramdown(context) => context.raw_blocks(),
            Texts::Gfm(_) => &[],
        }
    }

    /// Liquid in a part of the page, which replaces it.
    pub(crate) fn liquid_in(&self, span: &Span) -> Option<Span> {
        match &self.texts {
            Texts::Kramdown(context) => context.marks(span).next().map(|mark| mark.span.clone()),
            Texts::Gfm(_) => None,
        }
    }
}

/// The letters, digits and dashes of words, as GitHub makes anchors of them; kramdown makes a dash of a tab, too.
pub(crate) fn slug(words: &str, keeps_tabs: bool) -> String {
    let lowercase = words.to_lowercase();
    let kept = lowercase.chars().filter_map(|char| match char {
        ' ' => Some('-'),
        '\t' => keeps_tabs.then_some('-'),
        '-' | '_' => Some(char),
        _ => (char.is_alphanumeric() && !is_other_number(char) || is_combining_mark(char)).then_some(char),
    });
    kept.collect()
}

/// Says whether a character is a number but no digit, such as `²` or `½`.
fn is_other_number(char: char) -> bool {
    char.is_numeric()
        && !char.is_alphabetic()
        && matches!(char, '\u{b2}' | '\u{b3}' | '\u{b9}' | '\u{bc}'..='\u{be}' | '\u{2070}'..='\u{2189}' | '\u{2460}'..='\u{2793}')
}

/// Where the page begins behind its front matter, which sites take off.
fn front_matter(source: &Rc<Source>, findings: &mut Vec<Finding>) -> usize {
    let text = source.text();
    let mut lines = source::lines(text);
    let first = lines.next().unwrap_or_default();
    if trim_end(&text[first.clone()]) != "---" {
        return first.start;
    }
    let is_end = |line: &Span| matches!(trim_end(&text[line.clone()]), "---" | "...");
    if lines.any(|line| is_end(&line)) {
        return lines.next().map_or(text.len(), |line| line.start);
    }
    findings.push(
        Finding::new(Rule::UnclosedFrontMatter, source, first.clone())
            .message("found front matter without its end; expected a second line `---`")
            .help("write `---` on a line of its own below the front matter"),
    );
    first.end
}

/// As much of a page's text as a message can show.
pub(crate) fn shown(text: &str) -> Cow<'_, str> {
    const LONGEST: usize = 60;
    match text.char_indices().nth(LONGEST) {
        Some((end, _)) => Cow::Owned(format!("{}…", &text[..end])),
        None => Cow::Borrowed(text),
    }
}

pub(crate) fn control_character(source: &Rc<Source>, span: Span, control: char) -> Finding {
    Finding::new(Rule::ControlCharacter, source, span)
        .message(format!("found the control character U+{:04X}; expected text", u32::from(control)))
        .help("delete the character")
}

fn unknown_tag(source: &Rc<Source>, tag: &str, span: Span) -> Finding {
    Finding::new(Rule::UnknownTag, source, span)
        .message(format!("found `{}`; expected text, or one of the tags {}", shown(tag), ELEMENTS.join(", ")))
        .help("take the tag out, or write `&lt;` for `<`")
}

/// Says why a link's target is not one that a page may hold, if it is none.
fn refused_target(target: &str) -> Option<&'static str> {
    if target.is_empty() {
        return Some("which leads nowhere");
    }
    if target.chars().any(|char| char.is_whitespace() || char.is_control()) {
        return Some("which holds white space or a control character");
    }
    // The variable stands for a URL, to whose scheme it adds what is written in front of it.
    let written = target.replace(BASE_URL, "https://");
    let (scheme, _) = written.split_once(':')?;
    if scheme.contains(['/', '?', '#']) {
        return None;
    }
    match scheme.to_ascii_lowercase().as_str() {
        "http" | "https" | "mailto" => None,
        _ => Some("which a browser might run"),
    }
}

/// The text that a reference such as `&eacute;` stands for in HTML.
pub(crate) fn named_character(reference: &str) -> String {
    gfm::decode(reference)
}
