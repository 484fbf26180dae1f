//! Pseudo-localization: a page as a translation that nobody wrote, to show what a translation does to it.

mod block;
mod letter;
mod prose;

use self::block::Labels;
use self::prose::Prose;
use crate::text::source::Span;

/// The marks around each block, which show where a text begins and ends.
const BRACKETS: [char; 2] = ['⟦', '⟧'];

/// Pseudo-localizes a Markdown page: its prose in accented, lengthened letters, each block between `⟦` and `⟧`.
///
/// What a translator leaves alone stays as it is: code, numbers and words with digits, URLs and link targets,
/// Liquid, HTML tags, entities, attribute lists and `{#anchors}`, and the front matter but for titles and
/// description. Lines and their ends stay too. A block that has its brackets already is left alone, so that
/// doing it twice to a page in which nothing is wrong changes nothing more. Where tags, quotes or backticks are
/// left open, a bracket can change which of them belong together.
///
/// ```
/// use braze_errors_codegen::pseudo;
///
/// assert_eq!(pseudo("## Errors {#errors}\n"), "## ⟦ÉÈŕŕóòŕŝ⟧ {#errors}\n");
/// assert_eq!(
///     pseudo("| `429 Rate Limited` | Wait 5 s, then **retry**. |"),
///     "| `429 Rate Limited` | ⟦Ŵáàíìţ 5 ŝ, ţĥéèñ **ŕéèţŕý**.⟧ |",
/// );
/// ```
pub fn pseudo(page: &str) -> String {
    let labels = Labels::read(page);
    let mut pseudo = String::with_capacity(page.len() * 2);
    let mut copied = 0;
    for block in block::read(page) {
        let prose = Prose::new(page, &block, &labels);
        for piece in prose.pieces() {
            pseudo.push_str(&page[copied..piece.start]);
            copied = piece.end;
            push_piece(page, piece, &prose, &mut pseudo);
        }
    }
    pseudo.push_str(&page[copied..]);
    pseudo
}

fn push_piece(page: &str, piece: Span, prose: &Prose, pseudo: &mut String) {
    pseudo.push(BRACKETS[0]);
    for (at, char) in page[piece.clone()].char_indices() {
        match letter::accented(char).filter(|_| prose.holds(piece.start + at)) {
            Some(letters) => pseudo.push_str(letters),
            None => pseudo.push(char),
        }
    }
    pseudo.push(BRACKETS[1]);
}
