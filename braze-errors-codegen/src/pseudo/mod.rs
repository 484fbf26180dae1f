//! Pseudo-localization: a page as a translation that nobody wrote, to show what a translation does to it.

mod front_matter;
mod html;
mod letter;
mod words;

use std::collections::HashSet;

use self::words::Words;
use crate::markdown::{Block, BlockKind, Dialect, Document, Prose, walk};
use crate::page::{Code, Sought, code_cells};
use crate::text::source::Source;
use crate::text::white::trim;

/// Pseudo-localizes a Markdown page: its prose in accented, lengthened letters, each text between `⟦` and `⟧`.
///
/// What a translator leaves alone stays as it is: code, numbers and words with digits, URLs and link targets,
/// Liquid, HTML tags, entities, attribute lists and `{#anchors}`, and the front matter but for titles and
/// description. Lines and their ends stay too. A text that holds such a bracket already is left alone, so that
/// doing it twice to a page in which nothing is wrong changes nothing more. Where tags, quotes or backticks are
/// left open, a bracket can change which of them belong together.
///
/// ```
/// use braze_errors_codegen::{Dialect, pseudo};
///
/// assert_eq!(pseudo("## Errors {#errors}\n", Dialect::Kramdown), "## ⟦ÉÈŕŕóòŕŝ⟧ {#errors}\n");
/// assert_eq!(
///     pseudo("| `429 Rate Limited` | Wait 5 s, then **retry**. |", Dialect::Kramdown),
///     "| `429 Rate Limited` | ⟦Ŵáàíìţ 5 ŝ, ţĥéèñ **ŕéèţŕý**.⟧ |",
/// );
/// ```
pub fn pseudo(page: &str, dialect: Dialect) -> String {
    pseudo_tables(page, dialect, &Sought::default())
}

/// [`pseudo`], of a source page whose error tables are those that are sought: their codes and statuses stay.
///
/// ```
/// use braze_errors_codegen::{Columns, Dialect, Sought, pseudo_tables};
///
/// let columns = Columns {
///     code: Some("Code".to_owned()),
///     description: vec!["Meaning".to_owned()],
///     ..Columns::default()
/// };
/// let sought = Sought { columns: Some(&columns), ..Sought::default() };
/// let page = "| Code | Meaning |\n|---|---|\n| lost | No parcel. |\n";
/// let made = "| ⟦Çóòďéè⟧ | ⟦Ṁéèáàñíìñğ⟧ |\n|---|---|\n| lost | ⟦Ñóò ṗáàŕçéèļ.⟧ |\n";
/// assert_eq!(pseudo_tables(page, Dialect::Gfm, &sought), made);
/// ```
pub fn pseudo_tables(page: &str, dialect: Dialect, sought: &Sought<'_>) -> String {
    let source = Source::new("", page);
    let (document, _) = Document::read(&source, dialect);
    let codes = code_cells(&document, sought);
    let mut texts = front_matter::titles(&document);
    texts.extend(document.walk().flat_map(|block| words_of(&document, block, &codes)));
    texts.sort_by_key(|text| text.start);
    let mut pseudo = String::with_capacity(page.len() * 2);
    let (mut read, mut copied) = (0, 0);
    for text in texts {
        // A Liquid block within the lines of a text is a part of that text.
        if text.start >= read {
            read = text.end();
            for (span, piece) in text.pieces() {
                pseudo.push_str(&page[copied..span.start]);
                pseudo.push_str(&piece);
                copied = span.end;
            }
        }
    }
    pseudo.push_str(&page[copied..]);
    pseudo
}

/// The words of a block's texts, but for the blocks in it that [`walk`] finds too, and for the cells that begin at `codes`.
fn words_of<'a>(document: &Document<'a>, block: &Block<'a>, codes: &HashSet<usize>) -> Vec<Words<'a>> {
    match &block.kind {
        BlockKind::Heading(heading) => vec![words(document, &heading.words)],
        BlockKind::Paragraph(text) => vec![words(document, text)],
        BlockKind::Table(table) => {
            // A code that stands bare in a first cell is a code all the same.
            let is_code = |cell: &Prose<'_>| Code::check(trim(&document.source.text()[cell.span()])).is_ok();
            let cells = table.lines.iter().flat_map(|line| line.cells.iter().enumerate());
            cells
                .filter(|(column, cell)| *column > 0 || !is_code(cell))
                .filter(|(_, cell)| !codes.contains(&cell.span().start))
                .map(|(_, cell)| words(document, cell))
                .collect()
        }
        BlockKind::Html => vec![html::words(document, &block.span)],
        BlockKind::Liquid(tag) => {
            let inside = document.inside(tag, &block.span);
            walk(&inside).flat_map(|block| words_of(document, block, codes)).collect()
        }
        _ => Vec::new(),
    }
}

fn words<'a>(document: &Document<'a>, text: &Prose<'a>) -> Words<'a> {
    let (description, _) = document.describe(text);
    let mut words = Words::new(document.source.text(), text.span().start);
    words.push_nodes(&description.nodes);
    words.finish(document, text.span().end)
}
