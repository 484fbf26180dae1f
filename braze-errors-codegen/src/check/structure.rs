//! `structure`: breaks, list items or emphasised parts that differ in number from the source's.

use super::pair::Pair;
use crate::finding::{Finding, Rule};
use crate::markdown::{Description, Inline};

pub(super) fn check(pair: &Pair<'_>) -> Option<Finding> {
    let (source, translation) = (count(pair.source), count(pair.translation));
    let nouns = ["break", "list item", "emphasised part"];
    let (mut found, mut expected) = (Vec::new(), Vec::new());
    for (noun, (translation, source)) in nouns.iter().zip(translation.into_iter().zip(source)) {
        if translation != source {
            found.push(counted(translation, noun));
            expected.push(counted(source, noun));
        }
    }
    (!found.is_empty()).then(|| {
        pair.finding(Rule::Structure, pair.translation.span.clone())
            .message(format!("found {}; expected {}", found.join(" and "), expected.join(" and ")))
            .help("lay it out as the source's, with the same breaks, list items and emphasis")
    })
}

/// How many breaks, list items and emphasised parts there are.
fn count(description: &Description) -> [usize; 3] {
    let [mut breaks, mut items, mut emphasised] = [0; 3];
    for node in description.pieces() {
        match &node.inline {
            Inline::Break => breaks += 1,
            Inline::Item(_) => items += 1,
            Inline::Strong(_) | Inline::Emphasis(_) | Inline::Strike(_) => emphasised += 1,
            Inline::Text(_) | Inline::Code(_) | Inline::Link { .. } | Inline::Comment(_) => {}
        }
    }
    [breaks, items, emphasised]
}

fn counted(count: usize, noun: &str) -> String {
    match count {
        0 => format!("no {noun}s"),
        1 => format!("1 {noun}"),
        count => format!("{count} {noun}s"),
    }
}
