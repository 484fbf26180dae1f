//! `untranslated`: a translation that is equal to the source.

use super::inlines::inlines;
use super::pair::Pair;
use crate::finding::{Finding, Rule};
use crate::form::Form;
use crate::page::{BASE_URL, Inline, Node};

pub(super) fn check(pair: &Pair<'_>) -> Option<Finding> {
    let text = |description| Form::Markdown.write(description, BASE_URL);
    let is_untranslated =
        has_words(&pair.row.description) && text(&pair.row.description) == text(&pair.source.description);
    is_untranslated.then(|| {
        pair.finding(Rule::Untranslated, pair.row.description_span.clone())
            .message("found the source's text; expected a translation")
            .help("translate the description")
    })
}

/// Says whether there is something to translate: letters outside of code and bare links.
fn has_words(description: &[Node]) -> bool {
    inlines(description)
        .any(|node| matches!(&node.inline, Inline::Text(text) if text.contains(char::is_alphabetic)))
}
