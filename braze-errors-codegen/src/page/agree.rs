//! Where kramdown and CommonMark part within a line: what the reader refuses, since it can't follow kramdown.

use std::collections::HashSet;
use std::ops::Range;

use pulldown_cmark::LinkType;

use super::block::Context;
use super::cell::Snippet;
use super::liquid::BASE_URL;
use super::{entity, plain, shown};
use crate::finding::{Finding, Rule};
use crate::text::source::Span;

pub(super) fn unsupported(context: &Context<'_>, span: Span, what: &str, help: impl Into<String>) -> Finding {
    Finding::new(Rule::UnsupportedMarkdown, context.source, span)
        .message(format!("found {what}; expected text, code spans, emphasis, links and breaks"))
        .help(help)
}

pub(super) fn unknown_tag(context: &Context<'_>, tag: &str, span: Span) -> Finding {
    Finding::new(Rule::UnknownTag, context.source, span)
        .message(format!(
            "found `{}`; expected text, or one of the tags a, b, br, code, em, i, strong",
            shown(tag)
        ))
        .help("take the tag out, or write `&lt;` for `<`")
}

fn code_span(
    context: &Context<'_>,
    span: Span,
    message: impl Into<String>,
    help: impl Into<String>,
) -> Finding {
    Finding::new(Rule::UnclosedCodeSpan, context.source, span).message(message).help(help)
}

/// Reports marks that pulldown-cmark leaves as text and kramdown might not.
pub(super) fn check_text(
    context: &Context<'_>,
    snippet: &Snippet,
    text: &str,
    range: &Range<usize>,
    findings: &mut Vec<Finding>,
) {
    let raw = snippet.text(range);
    if raw != text {
        if raw.starts_with('&') && !entity::is_known(raw) {
            findings.push(entity_finding(context, raw, text, snippet.span(range)));
        }
        return;
    }
    let is_escaped = snippet.before(range.start).ends_with('\\');
    let mut at = range.start;
    loop {
        at += plain::end_of(snippet.text(&(at..range.end)).as_bytes(), 0, plain::MARK);
        if at == range.end {
            return;
        }
        let rest = snippet.text(&(at..range.end));
        let char = rest.chars().next().unwrap_or_default();
        // A run of one mark is one finding.
        let end = at + rest.len() - rest.trim_start_matches(char).len();
        let mut run = Run { context, snippet, char, range: at..end };
        if is_escaped && at == range.start {
            findings.extend(run.escaped_finding());
            run.range.start += 1;
        }
        if !run.range.is_empty() {
            findings.extend(run.finding());
        }
        at = end;
    }
}

/// One mark, or several of it in a row, that pulldown-cmark leaves as text.
struct Run<'a> {
    context: &'a Context<'a>,
    snippet: &'a Snippet,
    char: char,
    range: Range<usize>,
}

impl Run<'_> {
    /// What is wrong with the first mark although it is escaped.
    fn escaped_finding(&self) -> Option<Finding> {
        let Self { context, snippet, char, ref range } = *self;
        let span = snippet.span(&(range.start..range.start + 1));
        match char {
            '`' => Some(code_span(
                context,
                span,
                "found an escaped backtick, which kramdown pairs with another one where it looks for cells; expected none",
                "write `&#96;` for the character itself",
            )),
            '<' if range.len() == 1 && snippet.char_at(range.end) == Some('<') => {
                Some(guillemet(context, span))
            }
            _ => None,
        }
    }

    fn finding(&self) -> Option<Finding> {
        let Self { context, snippet, char, ref range } = *self;
        let span = snippet.span(&(range.start..range.start + 1));
        let rest = snippet.from(range.end);
        let (before, after) = (snippet.char_before(range.start), snippet.char_at(range.end));
        let is_space = |char: Option<char>| char.is_none_or(char::is_whitespace);
        // kramdown passes by two marks at most.
        let is_alone = is_space(before) && is_space(after) && range.len() <= 2;
        let is_double = range.len() > 1;
        let unsupported = |what: &str, help: &str| Some(unsupported(context, span.clone(), what, help));
        match char {
            '`' => Some(code_span(
                context,
                span,
                "found a backtick without its partner; expected a code span to end in its cell",
                "write the missing backtick, or `&#96;` for the character itself",
            )),
            '*' if !is_alone => Some(lone_mark(context, span, '*')),
            '_' if !is_alone && !before.is_some_and(char::is_alphabetic) => {
                Some(lone_mark(context, span, '_'))
            }
            '~' if is_double => unsupported("`~~`, struck-out text", "take the marks out"),
            '$' if is_double => {
                unsupported("`$$`, mathematics", "write `\\$\\$` for the characters themselves")
            }
            '[' if after == Some('^') => unsupported("a footnote", "write it into the description"),
            '[' if !context.link_labels.is_empty() => unsupported(
                "a link whose target stands elsewhere",
                "write `[words](target)`, or `\\[` for the bracket itself",
            ),
            ']' if after == Some('(') => {
                unsupported("`](` that begins no link", "write the target without spaces: `[words](target)`")
            }
            '<' if after.is_some_and(|after| after.is_ascii_alphabetic() || "/!?".contains(after)) => {
                let tag = shown(snippet.from(range.end - 1));
                let tag = tag.split_inclusive('>').next().unwrap_or_default();
                Some(unknown_tag(context, tag, span))
            }
            '<' if after == Some('<') => Some(guillemet(context, span)),
            // kramdown allows more zeros in front of a number.
            '&' => {
                let reference =
                    entity::at_start(snippet.from(range.end - 1)).filter(|_| rest.starts_with('#'))?;
                unsupported(
                    &format!("`{reference}`, which CommonMark prints as it stands"),
                    "write the character itself",
                )
            }
            _ => None,
        }
    }
}

/// Reports a reference that pulldown-cmark makes something else of than kramdown does.
fn entity_finding(context: &Context<'_>, raw: &str, text: &str, span: Span) -> Finding {
    let is_number = raw.starts_with("&#");
    let is_character = !text.contains(char::REPLACEMENT_CHARACTER) && !text.chars().any(char::is_control);
    let what = if is_number && !is_character {
        format!("`{}`, which stands for no character", shown(raw))
    } else {
        format!("`{}`, which kramdown prints as it stands", shown(raw))
    };
    let help = if is_character { format!("write `{text}`") } else { "take it out".to_owned() };
    unsupported(context, span, &what, help)
}

/// Reports `<<` of which the second `<` begins a tag for CommonMark.
fn guillemet(context: &Context<'_>, span: Span) -> Finding {
    unsupported(context, span, "`<<`, which is a quotation mark for kramdown", "write `&lt;` for `<`")
}

fn lone_mark(context: &Context<'_>, span: Span, mark: char) -> Finding {
    let help = format!("write `\\{mark}` for the character itself, or its partner");
    unsupported(context, span, &format!("`{mark}` that begins or ends no emphasis"), help)
}

/// Reports a code span that kramdown would end elsewhere, or wouldn't see.
pub(super) fn check_code(
    context: &Context<'_>,
    snippet: &Snippet,
    range: &Range<usize>,
    findings: &mut Vec<Finding>,
) {
    let raw = snippet.text(range);
    let marks = raw.len() - raw.trim_start_matches('`').len();
    let Some(code) = raw.get(marks..raw.len().saturating_sub(marks)) else { return };
    // In longer marks, a space at both ends is padding.
    let unpadded = code.strip_prefix(' ').and_then(|code| code.strip_suffix(' '));
    let inner = if marks > 1 { unpadded.unwrap_or(code) } else { code };
    let has_spaces = inner.starts_with(' ') || inner.ends_with(' ') && (marks > 1 || inner.trim().is_empty());
    if !has_spaces && !code.contains(&raw[..marks]) {
        return;
    }
    let expected = code.trim();
    let help = if expected.contains('`') || expected.is_empty() {
        "write `<code>…</code>`".to_owned()
    } else {
        format!("write `{}`", shown(expected))
    };
    findings.push(code_span(
        context,
        snippet.span(range),
        format!(
            "found the code span {}, which kramdown reads otherwise; expected no spaces at its ends and no such backticks in it",
            shown(raw)
        ),
        help,
    ));
}

/// What is wrong with emphasis that kramdown would read otherwise.
pub(super) fn check_emphasis(
    context: &Context<'_>,
    snippet: &Snippet,
    range: &Range<usize>,
    marks: usize,
    is_nested: bool,
) -> Option<Finding> {
    let raw = snippet.text(range);
    let mark = raw.chars().next().unwrap_or('*');
    let is_doubled = snippet.char_before(range.start) == Some(mark)
        || snippet.char_at(range.end) == Some(mark)
        || raw[marks..].starts_with(mark)
        || raw[..raw.len() - marks].ends_with(mark);
    let (what, help) = if is_doubled || is_nested {
        let what = format!("emphasis in emphasis, `{}`, which kramdown may read otherwise", shown(raw));
        (what, "use one kind of emphasis")
    } else if mark == '_' && follows_word(snippet.before(range.start)) {
        let what = format!("`{}`, whose marks kramdown prints, since a word touches them", shown(raw));
        (what, "write `*` for `_`, or `\\_` for the character itself")
    } else {
        return None;
    };
    Some(unsupported(context, snippet.span(range), &what, help))
}

/// Says whether kramdown sees in `_`, after this text, a letter of a word: `name_`, `pre-_`.
fn follows_word(before: &str) -> bool {
    let word = before.strip_suffix('-').unwrap_or(before);
    word.ends_with(char::is_alphabetic)
}

/// Reports attribute lists that stand behind none of these `ends` of code spans, emphasis, links and tags.
pub(super) fn check_attribute_lists(
    context: &Context<'_>,
    snippet: &Snippet,
    ends: &HashSet<usize>,
    findings: &mut Vec<Finding>,
) {
    let lists = snippet.attribute_lists().iter().filter(|(at, _)| !ends.contains(at));
    findings.extend(lists.map(|(_, span)| {
        Finding::new(Rule::UnsupportedMarkdown, context.source, span.clone())
            .message("found an attribute list behind plain text, which kramdown prints; expected it behind a link, a code span or emphasis")
            .help("take it out, or write `\\{` for the brace")
    }));
}

/// Reports a link that kramdown would read otherwise.
pub(super) fn check_link(
    context: &Context<'_>,
    snippet: &Snippet,
    range: &Range<usize>,
    link_type: LinkType,
    title: &str,
    findings: &mut Vec<Finding>,
) {
    let raw = snippet.text(range);
    let (is_odd, help) = match link_type {
        LinkType::Inline => {
            let inner = raw.strip_suffix(')').unwrap_or(raw).trim_end();
            let target = raw.rfind("](").map_or("", |at| &raw[at..]);
            let is_odd = target.contains('\\') || !title.is_empty() && !inner.ends_with(['"', '\'']);
            (is_odd, "write `[words](target \"title\")` without backslashes in the target")
        }
        LinkType::Autolink => {
            let schemes = ["<http:", "<https:", "<mailto:", "<ftp:", "<ftps:"];
            let is_known = schemes.iter().any(|scheme| raw.starts_with(scheme));
            // Of other schemes the target is refused, with a better message.
            let is_odd =
                !is_known && schemes.iter().any(|scheme| raw.to_ascii_lowercase().starts_with(scheme));
            (is_odd, "write the scheme in small letters")
        }
        LinkType::Email => {
            let is_plain = |char: char| char.is_alphanumeric() || "-_.@<>".contains(char);
            (!raw.chars().all(is_plain), "write `[address](mailto:address)`")
        }
        _ => return,
    };
    if is_odd {
        let what = format!("the link `{}`, which kramdown reads otherwise", shown(raw));
        findings.push(unsupported(context, snippet.span(range), &what, help));
    }
}

/// Says why a link's target is not one that a page may hold.
pub(super) fn check_target(target: &str) -> Result<(), &'static str> {
    if target.is_empty() {
        return Err("which leads nowhere");
    }
    if target.chars().any(|char| char.is_whitespace() || char.is_control()) {
        return Err("which holds white space or a control character");
    }
    // The variable stands for a URL, to whose scheme it adds what is written in front of it.
    let written = target.replace(BASE_URL, "https://");
    let Some((scheme, _)) = written.split_once(':') else { return Ok(()) };
    if scheme.contains(['/', '?', '#']) {
        return Ok(());
    }
    match scheme.to_ascii_lowercase().as_str() {
        "http" | "https" | "mailto" => Ok(()),
        _ => Err("which a browser might run"),
    }
}
