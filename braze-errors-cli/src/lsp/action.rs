//! What can be done about findings, at the cursor and on the whole page.

use braze_errors_codegen::{About, Catalog, Finding, Fix, Page, Rule, Span, excuse};
use lsp_types::{
    CodeAction, CodeActionKind, Command, DocumentChanges, OneOf, OptionalVersionedTextDocumentIdentifier,
    Range, TextDocumentEdit, TextEdit, WorkspaceEdit,
};

use super::capabilities::ACCEPT;
use super::diagnostic::Diagnostics;
use super::documents::Document;
use super::edited_catalog::EditedCatalog;
use super::workspace::{AcceptedRow, Workspace};
use crate::check::chosen;
use crate::import::{Anchors, line_end};

/// What is longer is not shown in a title.
const SHOWN: usize = 60;

/// A page, and what can be done about what is found on it.
pub(super) struct Actions<'a> {
    pub(super) workspace: &'a Workspace,
    pub(super) document: &'a Document,
    /// Whether the client takes edits of a version of the document.
    pub(super) edits_versions: bool,
}

impl Actions<'_> {
    /// What can be done at a place, of these kinds, if any is named.
    pub(super) fn at(&self, range: Range, only: Option<&[CodeActionKind]>) -> Vec<CodeAction> {
        let is_wanted = |kind: &CodeActionKind| {
            let is_above = |wanted: &CodeActionKind| {
                kind.as_str()
                    .strip_prefix(wanted.as_str())
                    .is_some_and(|rest| rest.is_empty() || rest.starts_with('.'))
            };
            only.is_none_or(|only| only.iter().any(is_above))
        };
        let mut actions = Vec::new();
        for (edited, locale) in self.workspace.catalogs_of(&self.document.real) {
            if is_wanted(&CodeActionKind::QUICKFIX) {
                self.quick_fixes(edited, locale, range, &mut actions);
            }
            if is_wanted(&CodeActionKind::SOURCE_FIX_ALL) {
                actions.extend(self.fix_all(edited, locale));
            }
        }
        actions
    }

    fn quick_fixes(
        &self,
        edited: &EditedCatalog,
        locale: usize,
        range: Range,
        actions: &mut Vec<CodeAction>,
    ) {
        let Some(pages) = edited.pages() else { return };
        let page = &pages.loaded.catalog.pages[locale];
        let mut diagnostics = Diagnostics::new(edited, self.workspace);
        let wanted = self.workspace.encoding.span(page.source.text(), range);
        let touches = |span: &Span| span.start <= wanted.end && wanted.start <= span.end;
        let of_page = pages.report.about().filter(|about| about.locale == Some(locale));
        for about in of_page.filter(|about| touches(&about.finding.span)) {
            let finding = about.finding;
            let of_finding = CodeAction {
                kind: Some(CodeActionKind::QUICKFIX),
                diagnostics: Some(vec![diagnostics.of_finding(finding)]),
                ..CodeAction::default()
            };
            let mut push = |title: String, edit, command, is_preferred| {
                actions.push(CodeAction { title, edit, command, is_preferred, ..of_finding.clone() });
            };
            if let Some(fix) = &finding.fix {
                push(title(page, finding, fix), Some(self.edit(page, &[fix])), None, Some(true));
            }
            if let Some(accepted) = self.accepted(edited, &about) {
                let title = match &accepted.locale {
                    Some(tag) => format!("Accept this row in `{tag}`"),
                    None => "Accept this row".to_owned(),
                };
                push(title.clone(), None, Some(command(title, &accepted)), None);
            }
            if let Some(row) = source_row(&pages.loaded.catalog, locale, &about) {
                push(
                    "Write the source's row, to be translated".to_owned(),
                    Some(self.edit(page, &[&row])),
                    None,
                    None,
                );
            }
            // Why it is right, only a person knows.
            if let Some(fix) = excuse(page, finding, "") {
                let title = format!("Excuse this `{}`, and say why", finding.rule.name());
                push(title, Some(self.edit(page, &[&fix])), None, None);
            }
        }
    }

    /// The row to accept, where that is what mends a finding.
    fn accepted(&self, edited: &EditedCatalog, about: &About<'_>) -> Option<AcceptedRow> {
        let catalog = &edited.pages()?.loaded.catalog;
        let (locale, uri) = (about.locale?, self.document.uri.clone());
        let variant = catalog.entries[about.entry?].variant.clone();
        let tag = catalog.locales[locale].tag.clone();
        match about.finding.rule {
            // What is new in the source is so in every locale.
            Rule::NewRow if locale == catalog.source => Some(AcceptedRow { uri, variant, locale: None }),
            Rule::NewRow | Rule::Stale => Some(AcceptedRow { uri, variant, locale: Some(tag) }),
            _ => None,
        }
    }

    /// Mends all that has one right answer, as `check --fix` does.
    fn fix_all(&self, edited: &EditedCatalog, locale: usize) -> Option<CodeAction> {
        let pages = edited.pages()?;
        let mut fixes: Vec<&Fix> =
            chosen(&pages.report.findings.pages[locale]).into_iter().map(|(_, fix)| fix).collect();
        fixes.dedup();
        (!fixes.is_empty()).then(|| CodeAction {
            title: "Mend what has one right answer".to_owned(),
            kind: Some(CodeActionKind::SOURCE_FIX_ALL),
            edit: Some(self.edit(&pages.loaded.catalog.pages[locale], &fixes)),
            ..CodeAction::default()
        })
    }

    fn edit(&self, page: &Page, fixes: &[&Fix]) -> WorkspaceEdit {
        let edit = |fix: &&Fix| TextEdit {
            range: self.workspace.encoding.range(&page.source, &fix.span),
            new_text: fix.text.clone(),
        };
        let (uri, edits) = (self.document.uri.clone(), fixes.iter().map(edit));
        if !self.edits_versions {
            return WorkspaceEdit::new([(uri, edits.collect())].into());
        }
        let version = Some(self.document.version);
        let text_document = OptionalVersionedTextDocumentIdentifier { uri, version };
        let edit = TextDocumentEdit { text_document, edits: edits.map(OneOf::Left).collect() };
        let document_changes = Some(DocumentChanges::Edits(vec![edit]));
        WorkspaceEdit { document_changes, ..WorkspaceEdit::default() }
    }
}

/// The source's row where a page lacks it.
fn source_row(catalog: &Catalog, locale: usize, about: &About<'_>) -> Option<Fix> {
    let entry = about.entry.filter(|_| about.finding.rule == Rule::MissingRow)?;
    let source = &catalog.pages[catalog.source].source;
    let row = catalog.row(&catalog.entries[entry], catalog.source);
    let line = source.text()[source.line(row.span.start)].trim_end();
    let (span, text) = Anchors::of(catalog, locale).insertion(Some(entry), line);
    Some(Fix { span, text: text.replace('\n', line_end(catalog.pages[locale].source.text())) })
}

fn command(title: String, accepted: &AcceptedRow) -> Command {
    let arguments = serde_json::to_value(accepted).ok().map(|accepted| vec![accepted]);
    Command { title, command: ACCEPT.to_owned(), arguments }
}

/// What a fix does, in few words; how to mend the finding, where these would be many or show nothing.
fn title(page: &Page, finding: &Finding, fix: &Fix) -> String {
    let is_shown = |text: &&str| text.chars().count() <= SHOWN && !text.contains(char::is_control);
    let old = Some(page.source.text()[fix.span.clone()].trim()).filter(is_shown);
    let new = Some(fix.text.trim()).filter(is_shown);
    match (old, new) {
        (Some(old), Some("")) if old.contains(char::is_alphanumeric) => format!("Delete `{old}`"),
        (_, Some(new)) if new.contains(char::is_alphanumeric) => format!("Write `{new}`"),
        _ => format!("Mend `{}`: {}", finding.rule.name(), finding.help.lines().next().unwrap_or_default()),
    }
}
