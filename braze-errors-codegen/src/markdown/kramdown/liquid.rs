//! What Liquid does to a page before kramdown sees it.

use std::rc::Rc;

use crate::finding::{Finding, Rule};
use crate::markdown::mapped::Mapped;
use crate::markdown::shown;
use crate::text::scan::{Search, find};
use crate::text::source::{Source, Span};
use crate::text::white::{is_blank, trim, trim_end};

/// Liquid's own blocks, and the sites' `alert`: a tag of these names needs its end.
///
/// What becomes of their inside is theirs to say, so a table or a heading in them is none of the page's.
const BLOCKS: &[&str] = &["alert", "capture", "case", "for", "if", "ifchanged", "tablerow", "unless"];

/// Liquid's own tags that print, or that end the page; what a site's own tags do is the site's business.
const PRINTING: &[&str] =
    &["break", "continue", "cycle", "decrement", "echo", "increment", "liquid", "render"];

/// What Liquid compares with.
const OPERATORS: &[&str] = &["==", "!=", "<>", "<", ">", "<=", ">=", "contains", "and", "or"];

/// Blocks of which nothing is left but the inside of raw text.
const REMOVED: &[&str] = &["comment", "raw"];

/// What Liquid sees of a page.
#[derive(Debug, Default)]
pub(super) struct Liquid {
    /// Its tags and variables, in page order.
    pub(super) marks: Vec<LiquidMark>,
    /// Its outermost blocks, from tag to end tag, in page order.
    pub(super) blocks: Vec<LiquidBlock>,
    /// The start tag and the inside of each `{% raw %}` block.
    pub(super) raw: Vec<(Span, Span)>,
}

/// A block such as `{% alert warning %} … {% endalert %}`.
#[derive(Debug)]
pub(super) struct LiquidBlock {
    /// Its start tag.
    pub(super) tag: Span,
    /// All of it, with both tags.
    pub(super) span: Span,
}

/// A piece of Liquid outside of `{% raw %}`, or the variable inside of it.
#[derive(Clone, Debug)]
pub(in crate::markdown) struct LiquidMark {
    pub(in crate::markdown) span: Span,
    pub(super) kind: MarkKind,
}

#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum MarkKind {
    /// `{% raw %}`, `{% endraw %}` or a whole `{% comment %}` block: nothing is left of it.
    Removed,
    /// A tag that stands for something else: `{% alert warning %}`.
    Tag,
    /// `{{site.baseurl}}`, with or without spaces.
    BaseUrl,
    /// Any other `{{ … }}`.
    Variable,
}

/// Finds all Liquid from this byte on.
pub(super) fn scan(source: &Rc<Source>, from: usize, findings: &mut Vec<Finding>) -> Liquid {
    let mut reader = LiquidReader {
        source,
        text: source.text(),
        liquid: Liquid::default(),
        open: Vec::new(),
        comments: 0,
        findings,
    };
    reader.scan(from);
    let LiquidReader { liquid, open, .. } = reader;
    findings.extend(open.into_iter().map(|(name, span)| unclosed(source, name, span)));
    liquid
}

impl Liquid {
    /// The page from this byte on as kramdown gets it.
    ///
    /// The tags that stand for nothing are gone, and so are tags that stand alone on their line and the lines between
    /// a block's tags: a blank line is left of them. Other tags stay, for the text that holds them to refuse.
    pub(super) fn rendered<'a>(&self, page: &'a str, from: usize) -> Mapped<'a> {
        let mut text = Mapped::new(page, from);
        let mut at = from;
        let gaps = self.gaps(page, from).0.into_iter().map(|gap| (gap, false));
        let is_kept = |mark: &&LiquidMark| matches!(mark.kind, MarkKind::Tag | MarkKind::Variable);
        let kept = self.marks.iter().filter(is_kept).map(|mark| (mark.span.clone(), true));
        let mut places: Vec<(Span, bool)> = gaps.chain(kept).collect();
        places.sort_by_key(|(place, is_kept)| (place.start, *is_kept));
        for (place, is_kept) in places.into_iter().filter(|(place, _)| place.start >= from) {
            if place.start < at {
                at = at.max(if is_kept { at } else { place.end });
                continue;
            }
            push_lines(&mut text, at..place.start);
            if is_kept {
                text.insert(&plain(&page[place.clone()]), place.start);
            }
            at = place.end;
        }
        push_lines(&mut text, at..page.len());
        if !text.text().ends_with('\n') {
            text.insert("\n", page.len());
        }
        text
    }

    /// The tags that share a line with text, and the variables that a line begins with or that reach over lines: what the
    /// site makes of them may be a block. Whether it may swallow what stands below comes with each: no word stands in front
    /// of them, or a line's end in them.
    pub(super) fn glued(&self, page: &str, from: usize) -> Vec<(Span, bool)> {
        self.gaps(page, from).1
    }

    /// What is left out, in page order, and what is glued to text.
    fn gaps(&self, page: &str, from: usize) -> (Vec<Span>, Vec<(Span, bool)>) {
        let (mut gaps, mut glued) = (Vec::<Span>::new(), Vec::new());
        let ends = ['\n', '\r'];
        // Whether no word, and nothing but tags, stands in front of each tag on its line, and then behind it.
        let mut is_first = Vec::with_capacity(self.marks.len());
        let (mut at, mut is_clear, mut is_wordless) = (from, true, true);
        for LiquidMark { span, kind } in &self.marks {
            let between = &page[at..span.start.max(at)];
            let line = between.rfind(ends).map(|end| &between[end + 1..]);
            let has_words = line.unwrap_or(between).contains(char::is_alphanumeric);
            is_wordless = !has_words && (line.is_some() || is_wordless);
            is_clear = is_blank(line.unwrap_or(between)) && (line.is_some() || is_clear);
            is_first.push((is_clear, is_wordless));
            is_clear &= matches!(kind, MarkKind::Removed | MarkKind::Tag);
            at = span.end;
        }
        let (mut at, mut is_clear, mut last_tag) = (page.len(), true, None);
        for (LiquidMark { span, kind }, is_first) in self.marks.iter().zip(is_first).rev() {
            let between = &page[span.end.min(at)..at];
            let line = between.find(ends).map(|end| &between[..end]);
            let has_lines = page[span.clone()].contains(ends);
            if line.is_some() || at == page.len() || has_lines {
                last_tag = LastTag::of_line(page, span.start);
            }
            is_clear = is_blank(line.unwrap_or(between)) && (line.is_some() || is_clear);
            let (is_first, is_wordless) = is_first;
            let is_alone = *kind == MarkKind::Tag && is_first && is_clear;
            if *kind == MarkKind::Removed || is_alone {
                gaps.push(span.clone());
            } else if let Some(end) = last_tag
                .as_ref()
                .filter(|_| *kind == MarkKind::Tag && is_first)
                .and_then(|last| last.end_of(page, span))
            {
                gaps.push(span.start..end);
            } else if *kind == MarkKind::Tag || *kind == MarkKind::Variable && (is_wordless || has_lines) {
                glued.push((span.clone(), is_wordless || has_lines));
            }
            is_clear &= matches!(kind, MarkKind::Removed | MarkKind::Tag);
            at = span.start;
        }
        gaps.reverse();
        gaps.extend(self.blocks.iter().filter_map(|block| block.hidden(page)));
        gaps.sort_by_key(|gap| gap.start);
        (gaps, glued)
    }
}

/// The tag that a line ends with.
struct LastTag<'a> {
    start: usize,
    end: usize,
    name: &'a str,
}

impl<'a> LastTag<'a> {
    /// Finds that of the line that this byte stands in.
    fn of_line(page: &'a str, at: usize) -> Option<Self> {
        let ends = ['\n', '\r'];
        let line = page[..at].rfind(ends).map_or(0, |end| end + 1);
        let end = page[at..].find(ends).map_or(page.len(), |end| at + end);
        let end = line + page[line..end].trim_end().len();
        let start = line + page[line..end].rfind("{%").filter(|_| page[..end].ends_with("%}"))?;
        Some(Self { start, end, name: Tag::parse(&page[start..end]).name })
    }

    /// Up to where Liquid's output replaces a line that begins with this tag and ends with its end tag: of an alert the line, of
    /// another site's block the tag alone. What Liquid's own blocks print can't be known.
    fn end_of(&self, page: &str, tag: &Span) -> Option<usize> {
        let name = Tag::parse(&page[tag.clone()]).name;
        let is_pair = tag.start < self.start && self.name.strip_prefix("end") == Some(name);
        match name {
            "alert" => Some(self.end),
            name => (!BLOCKS.contains(&name)).then_some(tag.end),
        }
        .filter(|_| is_pair)
    }
}

impl LiquidBlock {
    /// The lines between its tags, without the end of the first tag's line.
    pub(super) fn hidden(&self, page: &str) -> Option<Span> {
        let ends = ['\n', '\r'];
        let start = self.tag.end + page[self.tag.end..self.span.end].find(ends)?;
        let end = page[..self.span.end].rfind("{%").and_then(|tag| page[..tag].rfind(ends))?;
        (start < end).then_some(start..end)
    }
}

/// Liquid that something else stands for, with nothing in it that kramdown would see a mark in.
fn plain(liquid: &str) -> String {
    let is_plain = |char: char| char == '}' || !char.is_ascii_punctuation() && !char.is_ascii_control();
    let inner: String = liquid[2..].chars().map(|char| if is_plain(char) { char } else { '.' }).collect();
    format!("{}{inner}", &liquid[..2])
}

/// Adds lines, with the line ends that kramdown makes of CRLF and CR.
fn push_lines(text: &mut Mapped<'_>, span: Span) {
    let page = text.page();
    let mut start = span.start;
    while let Some(end) = page[start..span.end].find('\r').map(|end| start + end) {
        text.push(start..end);
        start = end + 1;
        if !page[start..].starts_with('\n') {
            text.insert("\n", end);
        }
    }
    text.push(start..span.end);
}

struct LiquidReader<'a, 'f> {
    source: &'a Rc<Source>,
    text: &'a str,
    liquid: Liquid,
    /// The start tags whose end tags are still to come.
    open: Vec<(&'a str, Span)>,
    /// How many of them are comments, whose inside Liquid reads and throws away.
    comments: usize,
    findings: &'f mut Vec<Finding>,
}

impl<'a> LiquidReader<'a, '_> {
    fn scan(&mut self, from: usize) {
        let mut next = Some(from);
        while let Some(at) = next {
            let Some(start) = find(self.text, at, "{") else { return };
            let rest = &self.text[start..];
            next = if rest.starts_with("{{") {
                self.variable(start)
            } else if rest.starts_with("{%") {
                self.tag(start)
            } else {
                Some(start + 1)
            };
        }
    }

    fn push(&mut self, span: Span, kind: MarkKind) {
        self.liquid.marks.push(LiquidMark { span, kind });
    }

    fn report(&mut self, rule: Rule, span: Span, message: impl Into<String>, help: impl Into<String>) {
        self.findings.push(Finding::new(rule, self.source, span).message(message).help(help));
    }

    /// Reads the variable that starts here, and says where to go on.
    fn variable(&mut self, start: usize) -> Option<usize> {
        // As Liquid does, a variable ends at the first brace, doubled or not.
        let Some(end) = find(self.text, start, "}") else {
            self.report(
                Rule::UnbalancedLiquid,
                start..start + 2,
                "found `{{` without `}}`; expected a Liquid variable",
                "write `{% raw %}{{{% endraw %}` for the braces themselves",
            );
            return None;
        };
        let is_closed = self.text[end + 1..].starts_with('}');
        let controls_space = self.text[start..].starts_with("{{-") || self.text[..end].ends_with('-');
        if controls_space && self.comments == 0 {
            self.report(
                Rule::UnknownLiquid,
                start..end,
                "found a variable with whitespace control, which joins lines; expected a plain one",
                "write it without its hyphens",
            );
        }
        let end = end + 1 + usize::from(is_closed);
        let found = &self.text[start..end];
        if !is_closed {
            self.report(
                Rule::UnbalancedLiquid,
                start..end,
                format!("found `{}`, which ends in one brace; expected two", shown(found)),
                "write `}}` where the variable ends",
            );
        }
        self.push(start..end, if is_base_url(found) { MarkKind::BaseUrl } else { MarkKind::Variable });
        Some(end)
    }

    /// Reads the tag that starts here, and the block if Liquid reads nothing in it, and says where to go on.
    fn tag(&mut self, start: usize) -> Option<usize> {
        let text = self.text;
        let Some(end) = find(self.text, start, "%}").map(|end| end + 2) else {
            self.report(
                Rule::UnbalancedLiquid,
                start..start + 2,
                "found `{%` without `%}`; expected a Liquid tag",
                "write `%}` where the tag ends",
            );
            return None;
        };
        let span = start..end;
        let Tag { name, arguments, controls_space } = Tag::parse(&text[span.clone()]);
        let is_open_comment = name == "#" && text[span.clone()].contains(['\n', '\r']);
        if name.is_empty() || is_open_comment {
            let found = shown(&self.text[span.clone()]);
            self.report(
                Rule::UnknownLiquid,
                span.clone(),
                format!("found `{found}`, which has no tag's name; expected a Liquid tag"),
                "take it out",
            );
        } else if controls_space && (self.comments == 0 || ["raw", "endcomment"].contains(&name)) {
            self.whitespace_control(span.clone());
        }
        match name {
            "raw" => return self.raw(arguments, span),
            "comment" => {
                self.comments += 1;
                self.open.push((name, span.clone()));
                self.push(span, MarkKind::Removed);
            }
            "endcomment" if self.comments > 0 => self.end_comment(span),
            "endraw" | "endcomment" => {
                self.unopened(name, span.clone());
                self.push(span, MarkKind::Removed);
            }
            _ => {
                self.block_tag(name, span.clone());
                self.push(span, MarkKind::Tag);
            }
        }
        Some(end)
    }

    /// Follows the start or end tag of a block, if this is one.
    fn block_tag(&mut self, name: &'a str, span: Span) {
        if BLOCKS.contains(&name) {
            let needs = if name == "for" || name == "tablerow" { " in " } else { "" };
            let arguments = Tag::parse(&self.text[span.clone()]).arguments;
            let operator = arguments.split_whitespace().nth(1).filter(|_| ["if", "unless"].contains(&name));
            let is_odd = arguments.is_empty()
                || !arguments.contains(needs)
                || operator.is_some_and(|word| !OPERATORS.contains(&word));
            if is_odd && !["alert", "ifchanged"].contains(&name) {
                let found = shown(&self.text[span.clone()]);
                let message = format!(
                    "found `{found}`, which Liquid rejects; expected what it is about behind its name"
                );
                self.report(Rule::UnknownLiquid, span.clone(), message, "write it, or take the block out");
            }
            self.open.push((name, span));
        } else if let Some(block) = name.strip_prefix("end").filter(|name| BLOCKS.contains(name)) {
            if self.open.last().is_none_or(|(open, _)| *open != block) {
                return self.unopened(name, span);
            }
            let Some((_, tag)) = self.open.pop() else { return };
            if self.open.is_empty() {
                let whole = tag.start..span.end;
                self.liquid.blocks.push(LiquidBlock { tag, span: whole });
            }
        } else if PRINTING.contains(&name) || name == "assign" && !assigns(&self.text[span.clone()]) {
            let found = shown(&self.text[span.clone()]);
            let message = format!("found `{found}`, a tag that changes what Liquid prints; expected none");
            self.report(Rule::UnknownLiquid, span, message, "take it out");
        } else {
            self.misspelt(name, span);
        }
    }

    /// Reports a name that Liquid knows in small letters alone.
    fn misspelt(&mut self, name: &str, span: Span) {
        let small = name.to_ascii_lowercase();
        let block = small.strip_prefix("end").unwrap_or(&small);
        if small != name && (BLOCKS.contains(&block) || REMOVED.contains(&block)) {
            self.report(
                Rule::UnknownLiquid,
                span,
                format!("found the tag `{name}`, which Liquid doesn't know; expected `{small}`"),
                format!("write `{{% {small} %}}`"),
            );
        }
    }

    /// Reads raw text, in which Liquid sees nothing but its end.
    fn raw(&mut self, arguments: &str, tag: Span) -> Option<usize> {
        if !arguments.is_empty() {
            self.report(
                Rule::UnknownLiquid,
                tag.clone(),
                format!(
                    "found `{}`, which Liquid rejects; expected `{{% raw %}}`",
                    shown(&self.text[tag.clone()])
                ),
                "write `{% raw %}`",
            );
        }
        let Some((end_tag, base_urls)) = end_of_raw(self.text, tag.end) else {
            self.findings.push(unclosed(self.source, "raw", tag.clone()));
            self.push(tag, MarkKind::Removed);
            return None;
        };
        if Tag::parse(&self.text[end_tag.clone()]).controls_space {
            self.whitespace_control(end_tag.clone());
        }
        let end = end_tag.end;
        self.liquid.raw.push((tag.clone(), tag.end..end_tag.start));
        self.push(tag, MarkKind::Removed);
        // The site prints the variable as it stands in `{% raw %}`; what the page means by it is clear all the same.
        let base_urls = base_urls.into_iter().map(|span| LiquidMark { span, kind: MarkKind::BaseUrl });
        self.liquid.marks.extend(base_urls);
        self.push(end_tag, MarkKind::Removed);
        Some(end)
    }

    /// Takes a comment out of what was read, with all that stands in it.
    fn end_comment(&mut self, end_tag: Span) {
        while let Some((name, tag)) = self.open.pop() {
            if name != "comment" {
                self.findings.push(unclosed(self.source, name, tag));
                continue;
            }
            let comment = tag.start..end_tag.end;
            let keep = |start: usize| start < tag.start;
            let Liquid { marks, raw, .. } = &mut self.liquid;
            marks.truncate(marks.partition_point(|mark| keep(mark.span.start)));
            raw.truncate(raw.partition_point(|(tag, _)| keep(tag.start)));
            self.comments -= 1;
            if self.comments == 0 {
                self.check_comment(comment.clone());
            }
            self.push(comment, MarkKind::Removed);
            return;
        }
    }

    /// Reports a comment that joins the text before it to text on another line.
    fn check_comment(&mut self, comment: Span) {
        // A line of comments is not to be read once for each of them.
        if !self.text[comment.clone()].contains(['\n', '\r']) {
            return;
        }
        let (first, last) = (self.source.line(comment.start), self.source.line(comment.end));
        let is_alone = self.text[first.start..comment.start].trim().is_empty()
            && self.text[comment.end..last.end].trim().is_empty();
        if first != last && !is_alone {
            self.report(
                Rule::UnknownLiquid,
                comment.start..first.end,
                "found a comment over several lines that shares one with text; expected it on lines of its own",
                "write `{% comment %}` and `{% endcomment %}` on lines of their own, with nothing beside them",
            );
        }
    }

    fn whitespace_control(&mut self, span: Span) {
        let body = self.text[span.start + 2..span.end - 2].trim_matches('-').trim();
        self.report(
            Rule::UnknownLiquid,
            span,
            "found a tag with whitespace control, which joins lines; expected a plain tag",
            format!("write `{{% {body} %}}`"),
        );
    }

    /// Reports an end tag without its start, which Liquid passes by right in a comment.
    fn unopened(&mut self, name: &str, span: Span) {
        if self.open.last().is_some_and(|(open, _)| *open == "comment") {
            return;
        }
        let start = name.trim_start_matches("end");
        self.report(
            Rule::UnbalancedLiquid,
            span,
            format!("found `{{% {name} %}}` without its start; expected `{{% {start} %}}` above it"),
            format!("take this tag out, or write `{{% {start} %}}` where the block starts"),
        );
    }
}

/// A tag's parts.
struct Tag<'a> {
    /// Empty where Liquid finds none.
    name: &'a str,
    arguments: &'a str,
    /// `{%- … %}` or `{% … -%}`, which takes the white space around the tag away, line ends and all.
    controls_space: bool,
}

impl<'a> Tag<'a> {
    fn parse(tag: &'a str) -> Self {
        let body = tag.strip_prefix("{%").and_then(|rest| rest.strip_suffix("%}")).unwrap_or_default();
        let inner = body.strip_prefix('-').unwrap_or(body);
        let inner = inner.strip_suffix('-').unwrap_or(inner);
        let controls_space = inner.len() < body.len();
        let inner = trim(inner);
        let length = if inner.starts_with('#') {
            1
        } else {
            inner.find(|char: char| !char.is_ascii_alphanumeric() && char != '_').unwrap_or(inner.len())
        };
        let (name, arguments) = inner.split_at(length);
        Self { name, arguments: trim(arguments), controls_space }
    }
}

/// Says whether a tag gives a value to a name.
fn assigns(tag: &str) -> bool {
    let is_name = |char: char| char.is_ascii_alphanumeric() || "_-.[]()".contains(char);
    let arguments = Tag::parse(tag).arguments;
    arguments.match_indices('=').any(|(at, _)| trim_end(&arguments[..at]).ends_with(is_name))
}

fn is_base_url(variable: &str) -> bool {
    let name = variable.strip_prefix("{{").and_then(|rest| rest.strip_suffix("}}")).unwrap_or_default();
    // The start first: of many that share one end, all but the last fail there.
    let rest = name.trim_start_matches(|char: char| char.is_ascii_whitespace()).strip_prefix("site.baseurl");
    rest.is_some_and(|rest| rest.bytes().all(|byte| byte.is_ascii_whitespace()))
}

/// The next `{% endraw %}`, without arguments, and the base URLs in front of it.
///
/// They are looked for together because both begin with a brace, and looking for it is reading the page once more.
fn end_of_raw(text: &str, from: usize) -> Option<(Span, Vec<Span>)> {
    let [mut tag_end, mut variable_end] = ["%}", "}}"].map(Search::new);
    let mut base_urls = Vec::new();
    let mut at = from;
    while let Some(start) = find(text, at, "{") {
        at = start + 1;
        match text.as_bytes().get(at) {
            Some(b'%') => {
                let end = tag_end.find(text, start + 2)? + 2;
                let body = text[start + 2..end].trim_start_matches('-').trim_start();
                if body.starts_with("endraw") {
                    let Tag { name, arguments, .. } = Tag::parse(&text[start..end]);
                    if name == "endraw" && arguments.is_empty() {
                        return Some((start..end, base_urls));
                    }
                }
            }
            Some(b'{') => {
                let end = variable_end.find(text, start).map(|end| end + 2);
                if let Some(end) = end.filter(|end| is_base_url(&text[start..*end])) {
                    base_urls.push(start..end);
                    at = end;
                }
            }
            _ => {}
        }
    }
    None
}

fn unclosed(source: &Rc<Source>, name: &str, span: Span) -> Finding {
    Finding::new(Rule::UnbalancedLiquid, source, span)
        .message(format!("found `{{% {name} %}}` without its end; expected `{{% end{name} %}}` below it"))
        .help(format!("write `{{% end{name} %}}` on a line of its own where the block ends"))
}
