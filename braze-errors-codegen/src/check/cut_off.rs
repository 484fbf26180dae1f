//! `cut-off`: texts that stop in mid-sentence, where the source's end with a stop.

use icu_properties::CodePointSetData;
use icu_properties::props::SentenceTerminal;

use super::pair::Pair;
use crate::finding::{Finding, Rule};
use crate::markdown::{Description, Inline};

/// What nobody ends a text with, whatever else the page does.
const GOES_ON: [char; 9] = [',', ';', '-', '–', '(', '、', '，', '；', '،'];

/// Finds them on a page whose other texts do end with a stop: not every language has one, nor every page.
pub(super) fn check(pairs: &[Pair<'_>], findings: &mut Vec<Finding>) {
    let mut stopped = 0;
    let mut open: Vec<&Pair<'_>> = Vec::new();
    let is_stopped = |nodes| last(nodes).is_some_and(is_stop);
    for pair in pairs.iter().filter(|pair| is_stopped(pair.source)) {
        if is_stopped(pair.translation) {
            stopped += 1;
        } else {
            open.push(pair);
        }
    }
    let is_usual = stopped >= open.len() * 4;
    for pair in open {
        let goes_on = last(pair.translation).is_some_and(|last| GOES_ON.contains(&last));
        if is_usual || goes_on {
            let end = pair.translation.span.end;
            let text = &pair.page.source.text()[pair.translation.span.clone()];
            let start = text.trim_end().char_indices().next_back().map_or(0, |(at, _)| at);
            findings.push(
                pair.finding(Rule::CutOff, pair.translation.span.start + start..end)
                    .message(format!("found no stop at the end, where the source's {} has one", pair.noun()))
                    .help("translate the rest of the text too, or write the stop"),
            );
        }
    }
}

/// The last character that is seen of a description, but for what closes brackets and quotations; none where that is
/// code.
fn last(description: &Description) -> Option<char> {
    let is_closing = |char: char| {
        char.is_whitespace()
            || matches!(char, ')' | ']' | '"' | '\'' | '”' | '’' | '“' | '»' | '）' | '」' | '』' | '】')
    };
    let mut last = None;
    for node in description.pieces() {
        match &node.inline {
            Inline::Text(text) => last = text.trim_end_matches(is_closing).chars().next_back().or(last),
            Inline::Code(_) => last = None,
            _ => {}
        }
    }
    last
}

fn is_stop(char: char) -> bool {
    matches!(char, '…' | ':' | '：') || CodePointSetData::new::<SentenceTerminal>().contains(char)
}
