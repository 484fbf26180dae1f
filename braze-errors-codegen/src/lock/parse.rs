//! From the text of a file to a lock.
//!
//! A line is a keyword and a value. A line `row` starts a row and a line `bullet` a bullet, a line `locale` one of its
//! locales, and a line `end` ends the file.

use std::collections::BTreeMap;
use std::rc::Rc;

use oxilangtag::LanguageTag;

use super::{ANY, Accepted, KeptText, Lock, LockedBullet, LockedRow, NAME, TextHash, VERSION};
use crate::catalog::is_variant_name;
use crate::finding::{Finding, Rule};
use crate::page::{Code, Status};
use crate::text::source::{self, Source, Span};
use crate::text::white::trim_end;

/// The keyword of what stands in for a merge conflict's lines.
const CONFLICT: &str = "<<<<<<<";

impl Lock {
    /// Reads the text of a lock's file.
    ///
    /// # Errors
    ///
    /// A finding for each mistake in it. Of a newer version of the format it is the only one.
    pub fn parse(source: &Rc<Source>) -> Result<Self, Vec<Finding>> {
        let mut parser =
            Parser { source, rows: BTreeMap::new(), bullets: BTreeMap::new(), findings: Vec::new() };
        let mut lines = source::lines(source.text());
        let first = lines.next().unwrap_or_default();
        if parser.check_version(&first) {
            let lines = parser.lines(lines);
            let lines = parser.check_end(&lines, &first);
            for lines in lines.chunk_by(|_, next| !["row", "bullet"].contains(&next.keyword)) {
                parser.row(lines);
            }
        }
        let Parser { rows, bullets, mut findings, .. } = parser;
        findings.sort_by_key(|finding| finding.span.start);
        if findings.is_empty() {
            Ok(Self { source: Rc::clone(source), rows, bullets })
        } else {
            Err(findings)
        }
    }
}

struct Parser<'a> {
    source: &'a Rc<Source>,
    rows: BTreeMap<String, LockedRow>,
    bullets: BTreeMap<Status, LockedBullet>,
    findings: Vec<Finding>,
}

/// A line that is not blank.
struct LockLine<'a> {
    keyword: &'a str,
    value: &'a str,
    /// Where the value stands; where there is none, the keyword.
    span: Span,
}

impl<'a> Parser<'a> {
    fn report(&mut self, span: &Span, message: impl Into<String>, help: impl Into<String>) {
        let finding = Finding::new(Rule::BadLock, self.source, span.clone());
        self.findings.push(finding.message(message).help(help));
    }

    /// Says whether the rest of the file can be read.
    fn check_version(&mut self, first: &Span) -> bool {
        let line = self.source.text()[first.clone()].trim_end();
        match line.strip_prefix(NAME) {
            Some(VERSION) => true,
            Some(version) if is_newer(version) => {
                self.report(
                    first,
                    format!("found version {version} of the lock's format; expected version {VERSION}, the newest that braze-errors {} reads", env!("CARGO_PKG_VERSION")),
                    "update braze-errors",
                );
                false
            }
            _ => {
                self.report(
                    first,
                    format!("found `{line}`; expected the line `{NAME}{VERSION}`"),
                    format!("write this first line:\n\n{NAME}{VERSION}"),
                );
                true
            }
        }
    }

    /// The lines that are not blank, with one line for each merge conflict.
    fn lines(&mut self, spans: impl Iterator<Item = Span>) -> Vec<LockLine<'a>> {
        let text = self.source.text();
        let mut lines = Vec::new();
        let mut conflict: Option<Span> = None;
        for span in spans {
            let line = trim_end(&text[span.clone()]);
            let marker =
                ["<<<<<<<", "|||||||", "=======", ">>>>>>>"].iter().find(|mark| line.starts_with(**mark));
            if let Some(open) = conflict.take_if(|_| marker == Some(&">>>>>>>")) {
                lines.push(self.conflict(open.start..span.end));
            } else if conflict.is_none() && marker.is_some() {
                conflict = Some(span);
            } else if conflict.is_none() && !line.is_empty() {
                let (keyword, value) = line.split_once(' ').unwrap_or((line, ""));
                let end = span.start + line.len();
                let start = if value.is_empty() { span.start } else { end - value.len() };
                lines.push(LockLine { keyword, value, span: start..end });
            }
        }
        lines.extend(conflict.map(|open| self.conflict(open)));
        lines
    }

    /// The lines above the last one, which is to be `end`.
    fn check_end<'l>(&mut self, lines: &'l [LockLine<'a>], first: &Span) -> &'l [LockLine<'a>] {
        match lines.split_last() {
            Some((LockLine { keyword: "end", value: "", .. }, above)) => above,
            Some((LockLine { keyword: CONFLICT, .. }, _)) => lines,
            last => {
                let span = last.map_or(first, |(last, _)| &last.span);
                let message = "found the file's end; expected a line `end` above it";
                self.report(span, message, "restore what was cut off, or write the line below this one");
                lines
            }
        }
    }

    fn conflict(&mut self, span: Span) -> LockLine<'a> {
        self.report(
            &span,
            "found a merge conflict",
            "keep the rows of both sides, and of a row that both have one side's lines; then run `braze-errors accept`",
        );
        LockLine { keyword: CONFLICT, value: "", span }
    }

    /// Reads the lines from a line `row` to the next one.
    fn row(&mut self, lines: &[LockLine<'a>]) {
        // What of the row stands within the conflict is not known.
        if lines.iter().any(|line| line.keyword == CONFLICT) {
            return;
        }
        let mut sections = lines.chunk_by(|_, next| next.keyword != "locale");
        let Some([row, fields @ ..]) = sections.next() else { return };
        let (sources, fields): (Vec<_>, Vec<_>) = fields.iter().partition(|line| line.keyword == "source");
        if row.keyword == "bullet" {
            self.fields(fields, ["source", "locale"]);
            let sources = self.sources(&sources);
            return self.bullet(row, sources, sections);
        }
        if row.keyword != "row" {
            return self.report(
                &row.span,
                format!("found `{}` above the first row; expected a line `row`", row.keyword),
                "delete the lines above the first row",
            );
        }
        let [code, deprecated] = self.fields(fields, ["code", "deprecated"]);
        let sources = self.sources(&sources);
        let mut locales = BTreeMap::new();
        for section in sections {
            self.locale(section, deprecated.is_some(), &mut locales);
        }
        let Some(code) = self.code(row, code) else { return };
        if let Some(LockLine { value, span, .. }) = deprecated.filter(|line| !line.value.is_empty()) {
            self.report(span, format!("found `{value}` behind `deprecated`; expected nothing"), "delete it");
        }
        if !is_variant_name(row.value) {
            return self.report(
                &row.span,
                format!(
                    "found the row `{}`; expected the name of a variant, an identifier in upper camel case",
                    row.value
                ),
                "write the name of the row's variant: `row NoRecipients`",
            );
        }
        if let Some(first) = self.rows.get(row.value) {
            self.findings.push(
                Finding::new(Rule::BadLock, self.source, row.span.clone())
                    .message(format!("found the row `{}` twice; expected each row once", row.value))
                    .note(self.source, first.span.clone(), "the first one stands here")
                    .help(format!("delete one of them, then run `braze-errors accept {}`", row.value)),
            );
            return;
        }
        let (span, is_deprecated) = (row.span.clone(), deprecated.is_some());
        self.rows.insert(row.value.to_owned(), LockedRow { span, code, is_deprecated, sources, locales });
    }

    /// Reads the lines `source` of a row or a bullet.
    fn sources(&mut self, lines: &[&LockLine<'a>]) -> BTreeMap<TextHash, String> {
        let mut sources = BTreeMap::new();
        for LockLine { value, span, .. } in lines {
            let (hash, text) = value.split_once(' ').unwrap_or((value, ""));
            let Some(hash) = TextHash::parse(hash) else {
                self.report(
                    span,
                    format!(
                        "found the source's text behind `{hash}`; expected its hash, 16 hexadecimal digits"
                    ),
                    "delete the line, then run `braze-errors accept`",
                );
                continue;
            };
            if sources.insert(hash, text.to_owned()).is_some() {
                self.report(
                    span,
                    format!("found the source's text of `{hash}` twice; expected it once"),
                    "delete one of them",
                );
            }
        }
        sources
    }

    /// Reads the locales of a bullet for a status.
    fn bullet<'l>(
        &mut self,
        bullet: &LockLine<'a>,
        sources: BTreeMap<TextHash, String>,
        sections: impl Iterator<Item = &'l [LockLine<'a>]>,
    ) where
        'a: 'l,
    {
        let mut locales = BTreeMap::new();
        for section in sections {
            self.locale(section, false, &mut locales);
        }
        match Status::parse(bullet.value) {
            Some(status) if !self.bullets.contains_key(&status) => {
                self.bullets.insert(status, LockedBullet { sources, locales });
            }
            Some(status) => self.report(
                &bullet.span,
                format!("found the bullet `{status}` twice; expected each one once"),
                "delete one of them, then run `braze-errors accept`",
            ),
            None => self.report(
                &bullet.span,
                format!("found the bullet `{}`; expected a status", bullet.value),
                "write the bullet's status: `bullet 4XX`",
            ),
        }
    }

    fn code(&mut self, row: &LockLine<'a>, line: Option<&LockLine<'a>>) -> Option<Code> {
        let help = "write the row's code: `code 400 Bad Request`";
        let Some(line) = line else {
            let message = format!("found the row `{}` without its code; expected a line `code`", row.value);
            self.report(&row.span, message, help);
            return None;
        };
        let code = parse_code(line.value);
        if code.is_none() {
            let message = format!("found the code `{}`; expected a status and a message", line.value);
            self.report(&line.span, message, help);
        }
        code
    }

    /// Reads the lines from a line `locale` to the next one.
    fn locale(
        &mut self,
        lines: &[LockLine<'a>],
        is_deprecated: bool,
        locales: &mut BTreeMap<String, Accepted>,
    ) {
        let [locale, fields @ ..] = lines else { return };
        let tag = locale.value;
        let [text, markdown] = self.fields(fields, ["text", "markdown"]);
        if LanguageTag::parse(tag).is_err() {
            self.report(
                &locale.span,
                format!("found the locale `{tag}`; expected a BCP 47 tag"),
                "write the locale's tag: `locale pt-BR`",
            );
        }
        if locales.contains_key(tag) {
            self.report(
                &locale.span,
                format!("found the locale `{tag}` twice in one row; expected each locale once"),
                "delete one of them",
            );
        }
        if let Some(line) = markdown.filter(|_| !is_deprecated) {
            self.report(
                &line.span,
                "found the text of a row that is not deprecated",
                "write a line `deprecated` under the row's code, or delete this line",
            );
        }
        let Some(text) = text else {
            return self.report(
                &locale.span,
                format!("found the locale `{tag}` without its text's hash; expected a line `text`"),
                "delete the locale's lines, then run `braze-errors accept`",
            );
        };
        let (own, from) = match text.value.split_once(" from ") {
            Some((own, from)) => (TextHash::parse(own), TextHash::parse(from).map(Some)),
            None => (TextHash::parse(text.value), Some(None)),
        };
        let (Some(own), Some(from)) = (own, from) else {
            return self.report(
                &text.span,
                format!("found the hash `{}`; expected 16 hexadecimal digits, and for a translation ` from ` and the source's 16", text.value),
                "delete the locale's lines, then run `braze-errors accept`",
            );
        };
        let markdown = markdown.map(|line| KeptText { text: line.value.to_owned(), span: line.span.clone() });
        locales.insert(tag.to_owned(), Accepted { text: own, from, markdown });
    }

    /// The line of each keyword; any other line is a mistake.
    fn fields<'l, const N: usize>(
        &mut self,
        lines: impl IntoIterator<Item = &'l LockLine<'a>>,
        keywords: [&str; N],
    ) -> [Option<&'l LockLine<'a>>; N] {
        let mut fields = [None; N];
        for line in lines {
            match keywords.iter().position(|keyword| *keyword == line.keyword) {
                Some(field) if fields[field].is_none() => fields[field] = Some(line),
                Some(_) => self.report(
                    &line.span,
                    format!("found a second line `{}`; expected one", line.keyword),
                    "delete one of them",
                ),
                None => self.report(
                    &line.span,
                    format!("found a line `{}`; expected `{}`", line.keyword, keywords.join("` or `")),
                    "delete the line, then run `braze-errors accept`",
                ),
            }
        }
        fields
    }
}

/// Reads a code as the lock writes it: `400 Bad Request`, `any 131001`, or a status alone.
fn parse_code(text: &str) -> Option<Code> {
    let message = match text.strip_prefix(ANY) {
        Some("") => Some(""),
        Some(rest) => rest.strip_prefix(' '),
        None => None,
    };
    match message {
        Some(message) => Some(Code::new(Status::Any, message)),
        None => Code::parse(text)
            .ok()
            .or_else(|| Status::parse(text).map(|status| Code { status, message: String::new() })),
    }
}

fn is_newer(version: &str) -> bool {
    let is_number = !version.starts_with('0') && version.bytes().all(|byte| byte.is_ascii_digit());
    is_number && !version.is_empty()
}
