//! Makes a page that shows something as small as it goes.

use std::io;

/// Takes lines, then words, out of a page as long as it is still `interesting`.
pub(crate) fn minimize(
    page: &str,
    mut is_interesting: impl FnMut(&str) -> io::Result<bool>,
) -> io::Result<String> {
    let lines = shrink(page.split_inclusive('\n').collect(), &mut is_interesting)?.concat();
    let words = lines.split_inclusive([' ', '|', '>']).collect();
    Ok(shrink(words, &mut is_interesting)?.concat())
}

/// Takes out ever smaller runs of pieces.
fn shrink<'p>(
    mut pieces: Vec<&'p str>,
    is_interesting: &mut impl FnMut(&str) -> io::Result<bool>,
) -> io::Result<Vec<&'p str>> {
    let mut length = pieces.len() / 2;
    while length > 0 {
        let mut start = 0;
        while start < pieces.len() {
            let end = (start + length).min(pieces.len());
            let without = [&pieces[..start], &pieces[end..]].concat();
            if is_interesting(&without.concat())? {
                pieces = without;
            } else {
                start = end;
            }
        }
        length /= 2;
    }
    Ok(pieces)
}
