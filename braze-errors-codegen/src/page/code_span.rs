//! What kramdown takes for code when it cuts a row into cells.

use std::ops::Range;

/// The byte ranges of a row's code elements and code spans, in order.
pub(crate) fn code_ranges(row: &str) -> Vec<Range<usize>> {
    let mut ranges = Vec::new();
    let mut piece = 0;
    // kramdown looks for code elements first, and for code spans in what lies between them.
    while let Some(start) = row[piece..].find("<code").map(|at| piece + at) {
        let Some(end) = row[start..].find("</code>").map(|at| start + at + "</code>".len()) else { break };
        code_spans(row.as_bytes(), piece..start, &mut ranges);
        ranges.push(start..end);
        piece = end;
    }
    code_spans(row.as_bytes(), piece..row.len(), &mut ranges);
    ranges
}

fn code_spans(bytes: &[u8], piece: Range<usize>, ranges: &mut Vec<Range<usize>>) {
    let mut runs = backtick_runs(bytes, piece.clone());
    // The longest run from each one on, so that looking for an end that isn't there costs nothing.
    let mut longest = vec![0; runs.len() + 1];
    for (index, run) in runs.iter().enumerate().rev() {
        longest[index] = longest[index + 1].max(run.len());
    }
    let mut index = 0;
    while index < runs.len() {
        let open = runs[index].clone();
        if is_lone(bytes, &piece, &open) || longest[index + 1] < open.len() {
            index += 1;
            continue;
        }
        let close = (index + 1..runs.len()).find(|close| runs[*close].len() >= open.len()).unwrap_or(index);
        let end = runs[close].start + open.len();
        ranges.push(open.start..end);
        if end == runs[close].end {
            index = close + 1;
        } else {
            // What is left of a longer run opens the next code span.
            runs[close].start = end;
            index = close;
        }
    }
}

fn backtick_runs(bytes: &[u8], piece: Range<usize>) -> Vec<Range<usize>> {
    let mut runs: Vec<Range<usize>> = Vec::new();
    for at in piece.filter(|at| bytes[*at] == b'`') {
        match runs.last_mut() {
            Some(run) if run.end == at => run.end += 1,
            _ => runs.push(at..at + 1),
        }
    }
    runs
}

/// Says whether kramdown prints this backtick, because white space stands on both of its sides.
fn is_lone(bytes: &[u8], piece: &Range<usize>, run: &Range<usize>) -> bool {
    let before = (run.start > piece.start).then(|| bytes[run.start - 1]);
    run.len() == 1
        && before.is_none_or(|byte| byte.is_ascii_whitespace())
        && bytes.get(run.end).is_some_and(u8::is_ascii_whitespace)
}
