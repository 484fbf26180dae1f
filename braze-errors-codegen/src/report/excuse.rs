//! Excuses: comments that say why a finding is right as it stands.
//!
//! `<!-- braze-errors: allow(number) the German limit differs on purpose -->` at the end of a description
//! excuses what the rule finds in its row; on a line of its own between blank lines, what it finds in the block
//! above or below, but not in a row.

use std::collections::{HashMap, HashSet};

use crate::finding::{Finding, Fix, Rule, UnknownRuleError};
use crate::markdown::Inline;
use crate::page::{Comment, Page};
use crate::text::source::Span;

const MARK: &str = "braze-errors:";
const EXAMPLE: &str = "`<!-- braze-errors: allow(rule) why -->`";

/// The excuses of a page.
pub(super) struct Excuses<'a> {
    page: &'a Page,
    all: Vec<Excuse>,
    /// The excuses of each rule in each scope.
    scopes: HashMap<(Rule, Scope), Vec<usize>>,
    /// What is wrong with comments that are meant as excuses.
    findings: Vec<Finding>,
}

struct Excuse {
    rule: Rule,
    span: Span,
    /// The comment and the space that goes with it.
    removed: Span,
    is_used: bool,
}

/// Where an excuse holds.
#[derive(Clone, Copy, PartialEq, Eq, Hash)]
enum Scope {
    Row(usize),
    Block(usize),
}

impl<'a> Excuses<'a> {
    pub(super) fn read(page: &'a Page) -> Self {
        let mut excuses = Self { page, all: Vec::new(), scopes: HashMap::new(), findings: Vec::new() };
        let (text, outline) = (page.source.text(), &page.outline);
        let mut in_rows = HashSet::new();
        for (index, row) in page.rows.iter().enumerate() {
            for node in row.description.pieces() {
                if let Inline::Comment(comment) = &node.inline {
                    let start = text[..node.span.start].trim_end_matches(' ').len();
                    excuses.comment(comment, &node.span, start..node.span.end, &[Scope::Row(index)]);
                    in_rows.insert(node.span.start);
                }
            }
        }
        for Comment { span, block } in &outline.comments {
            let comment = text[span.clone()].trim_start_matches("<!--").trim_end_matches("-->");
            if let Some(index) = block {
                let end = outline.blocks.get(index + 1).map_or(span.end, |next| next.start);
                let around = [Scope::Block(index.wrapping_sub(1)), Scope::Block(index + 1)];
                excuses.comment(comment, span, span.start..end, &around);
            } else if comment.trim_start().starts_with(MARK) && !in_rows.contains(&span.start) {
                excuses
                    .report(span.start..span.start + 4, "found an excuse in the middle of a text".to_owned());
            }
        }
        excuses
    }

    fn comment(&mut self, comment: &str, span: &Span, removed: Span, scopes: &[Scope]) {
        match parse(comment) {
            None => {}
            Some(Ok(rule)) => {
                for scope in scopes {
                    self.scopes.entry((rule, *scope)).or_default().push(self.all.len());
                }
                self.all.push(Excuse { rule, span: span.clone(), removed, is_used: false });
            }
            Some(Err(message)) => self.report(span.clone(), message),
        }
    }

    fn report(&mut self, span: Span, message: String) {
        self.findings.push(Finding::new(Rule::UnusedExcuse, &self.page.source, span).message(message).help(
            format!(
                "write {EXAMPLE} at the end of the description, or on a line of its own between blank lines"
            ),
        ));
    }

    /// Says whether a finding on this page is excused.
    pub(super) fn excuses(&mut self, finding: &Finding) -> bool {
        let at = finding.span.start;
        let scope = match self.page.row_at(at) {
            Some(row) => Some(Scope::Row(row)),
            None => self.page.outline.block(at).map(Scope::Block),
        };
        let excuses = scope.and_then(|scope| self.scopes.get(&(finding.rule, scope)));
        for excuse in excuses.into_iter().flatten() {
            self.all[*excuse].is_used = true;
        }
        excuses.is_some()
    }

    /// Findings for excuses that excused nothing.
    pub(super) fn unused(self) -> Vec<Finding> {
        let mut findings = self.findings;
        for Excuse { rule, span, removed, .. } in self.all.into_iter().filter(|excuse| !excuse.is_used) {
            findings.push(
                Finding::new(Rule::UnusedExcuse, &self.page.source, span)
                    .message(format!("found an excuse for `{}`, which finds nothing here", rule.name()))
                    .help("delete the comment")
                    .fix(removed, ""),
            );
        }
        findings
    }
}

/// The comment that excuses a finding on a page for a reason, and where it belongs; `None` where none could, for a finding that
/// stands in no block, or that is about a row which isn't there.
///
/// Without a reason, the comment is itself a finding until somebody writes one.
///
/// ```
/// use braze_errors_codegen::{Dialect, Page, Source, excuse};
///
/// let page = "| Code | Description |\n|---|---|\n| `404 Gone` | An <x> tag. |\n";
/// let reading = Page::read(&Source::new("docs/en/errors.md", page), Dialect::Gfm);
/// let fix = excuse(&reading.page, &reading.findings[0], "it is shown so").unwrap();
/// assert_eq!(fix.text, " <!-- braze-errors: allow(unknown-tag) it is shown so -->");
/// assert!(page[..fix.span.start].ends_with("tag."));
/// ```
pub fn excuse(page: &Page, finding: &Finding, why: &str) -> Option<Fix> {
    let (text, at) = (page.source.text(), finding.span.start);
    let is_elsewhere = matches!(finding.rule, Rule::MissingRow | Rule::UnusedExcuse);
    if is_elsewhere || finding.source.path() != page.source.path() {
        return None;
    }
    let gap = if why.is_empty() { "" } else { " " };
    let comment = format!("<!-- {MARK} allow({}){gap}{why} -->", finding.rule.name());
    if let Some(row) = page.row_at(at) {
        let end = page.rows[row].description.span.end;
        return Some(Fix { span: end..end, text: format!(" {comment}") });
    }
    let block = page.outline.blocks.get(page.outline.block(at)?)?;
    let end = text[..block.end].trim_end().len();
    let line_end = if text.contains("\r\n") { "\r\n" } else { "\n" };
    let is_blank_below = text[end..].lines().nth(1).is_none_or(|line| line.trim().is_empty());
    let below = if is_blank_below { "" } else { line_end };
    Some(Fix { span: end..end, text: format!("{line_end}{line_end}{comment}{below}") })
}

/// The rule that a comment excuses, or what is wrong with it; `None` where it is no excuse.
fn parse(comment: &str) -> Option<Result<Rule, String>> {
    let excuse = comment.trim().strip_prefix(MARK)?.trim_start();
    let Some((rule, reason)) = excuse.strip_prefix("allow(").and_then(|rest| rest.split_once(')')) else {
        return Some(Err(format!("found `{}` in an excuse; expected `allow(rule) why`", excuse.trim_end())));
    };
    if reason.trim().is_empty() {
        return Some(Err(format!("found an excuse for `{rule}` without a reason; expected why it is right")));
    }
    Some(rule.trim().parse().map_err(|error: UnknownRuleError| error.to_string()))
}
