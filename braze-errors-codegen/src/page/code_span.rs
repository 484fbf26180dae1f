//! What kramdown takes for code when it cuts a row into cells.

use std::ops::Range;

use super::without_leading;
use crate::text::scan::find;

/// The byte ranges of a row's code elements and code spans, in order.
pub(crate) fn code_ranges(row: &str) -> Vec<Range<usize>> {
    let mut ranges = Vec::new();
    let mut piece = 0;
    // kramdown looks for code elements first, and for code spans in what lies between them.
    while let Some(start) = find(row, piece, "<code") {
        let Some(end) = find(row, start, "</code>").map(|at| at + "</code>".len()) else { break };
        code_spans(row, piece..start, &mut ranges);
        ranges.push(start..end);
        piece = end;
    }
    code_spans(row, piece..row.len(), &mut ranges);
    ranges
}

fn code_spans(row: &str, piece: Range<usize>, ranges: &mut Vec<Range<usize>>) {
    let mut runs = backtick_runs(row, &piece);
    let bytes = row.as_bytes();
    // The longest run from each one on, so that looking for an end that isn't there costs nothing.
    let mut longest = vec![0; runs.len() + 1];
    for index in (0..runs.len()).rev() {
        longest[index] = longest[index + 1].max(runs[index].len());
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

fn backtick_runs(row: &str, piece: &Range<usize>) -> Vec<Range<usize>> {
    let mut runs = Vec::new();
    let mut at = piece.start;
    while let Some(start) = find(&row[..piece.end], at, "`") {
        at = piece.end - without_leading(&row[start..piece.end], b'`').len();
        runs.push(start..at);
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
