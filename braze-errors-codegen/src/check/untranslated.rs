//! `untranslated`: a translation that is equal to the source.

use super::pair::Pair;
use crate::finding::{Finding, Rule};
use crate::form::Form;
use crate::markdown::{BASE_URL, Description, Inline};

pub(super) fn check(pair: &Pair<'_>) -> Option<Finding> {
    let (source, row) = (pair.source, pair.translation);
    let text = |description| Form::Markdown.write(description, BASE_URL);
    // What is written the same has the same letters, and in most rows the first one differs.
    let is_untranslated =
        letters(row).next().is_some() && letters(row).eq(letters(source)) && text(row) == text(source);
    is_untranslated.then(|| {
        pair.finding(Rule::Untranslated, pair.translation.span.clone())
            .message("found the source's text; expected a translation")
            .help("translate it")
    })
}

/// What there is to translate: letters outside of code and bare links.
fn letters(description: &Description) -> impl Iterator<Item = char> {
    description
        .pieces()
        .filter_map(|node| match &node.inline {
            Inline::Text(text) => Some(text.chars().filter(|char| char.is_alphabetic())),
            _ => None,
        })
        .flatten()
}
