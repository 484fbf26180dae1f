//! The rows that a page lacks, where a row is to be written.

use braze_errors_codegen::{Catalog, Span};
use lsp_types::{CompletionItem, CompletionItemKind, CompletionTextEdit, Position, Range, TextEdit, Uri};

use super::capabilities::Shown;
use super::here::Here;
use super::position::line_at;
use super::workspace::Workspace;

/// The rows that may be written at a place, the likeliest first: each is the source's, to be translated.
pub(super) fn completion(
    workspace: &Workspace,
    uri: &Uri,
    position: Position,
    shown: Shown,
) -> Option<Vec<CompletionItem>> {
    let document = workspace.documents.get(uri)?;
    let line = line_at(&document.text, position)?;
    if Here::find(workspace, uri, position).is_some() {
        return None;
    }
    // A line that is begun may keep the rows around it from being read.
    let without = without_line(&document.text, &line);
    workspace.catalogs_of(&document.real).find_map(|(edited, locale)| {
        let mut pages = edited.edited(&workspace.documents);
        for page in pages.iter_mut().filter(|page| page.path == document.real) {
            page.bytes = without.as_bytes();
        }
        let opened = edited.read(&pages).ok()??;
        let catalog = &opened.loaded.catalog;
        let next = next_entry(catalog, locale, line.start)?;
        let missing = |index: &usize| catalog.entries[*index].rows[locale].is_none();
        let below_first = (next..catalog.entries.len()).chain(0..next).filter(missing);
        let end = workspace.encoding.length(&document.text[line.clone()]);
        let range = Range {
            start: Position { character: 0, ..position },
            end: Position { character: end, ..position },
        };
        Some(below_first.enumerate().map(|(rank, index)| item(catalog, index, rank, range, shown)).collect())
    })
}

fn item(catalog: &Catalog, index: usize, rank: usize, range: Range, shown: Shown) -> CompletionItem {
    let entry = &catalog.entries[index];
    let (source, row) = (&catalog.pages[catalog.source].source, catalog.row(entry, catalog.source));
    let line = source.text()[source.line(row.span.start)].trim_end().to_owned();
    let text = catalog.text(entry, catalog.source, shown.form());
    CompletionItem {
        label: catalog.code(entry).to_string(),
        kind: Some(CompletionItemKind::ENUM_MEMBER),
        detail: Some(entry.variant.clone()),
        documentation: Some(shown.documentation(text)),
        sort_text: Some(format!("{rank:06}")),
        filter_text: Some(line.clone()),
        text_edit: Some(CompletionTextEdit::Edit(TextEdit { range, new_text: line })),
        ..CompletionItem::default()
    }
}

/// A text without a line of it.
fn without_line(text: &str, line: &Span) -> String {
    let rest = &text[line.end..];
    let rest = rest.strip_prefix("\r\n").or_else(|| rest.strip_prefix(['\r', '\n'])).unwrap_or(rest);
    format!("{}{rest}", &text[..line.start])
}

/// The entry whose row is the likeliest at a place of a page, which is the one below that of the row above; `None` where no
/// row could stand.
fn next_entry(catalog: &Catalog, locale: usize, at: usize) -> Option<usize> {
    let page = &catalog.pages[locale];
    let line = page.source.line(at.checked_sub(1)?);
    let is_in_table = page.table.start < line.start && line.start < page.table.end;
    if !is_in_table || !page.source.text()[line.clone()].contains('|') {
        return None;
    }
    let row = page.rows.iter().position(|row| line.contains(&row.span.start));
    let above = row.and_then(|row| catalog.entries.iter().position(|entry| entry.rows[locale] == Some(row)));
    Some(above.map_or(0, |above| above + 1))
}
