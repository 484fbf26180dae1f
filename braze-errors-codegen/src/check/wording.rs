//! `untranslated` and `other-language`: wording that is not in the page's language.

use std::cell::LazyCell;
use std::collections::HashMap;

use super::language::{Copies, Language, Told};
use super::memory::Memory;
use super::pair::Pair;
use super::sentence::{Sentence, letters, prose, sentences};
use crate::catalog::Catalog;
use crate::finding::{Finding, Notation, Rule};
use crate::form::Form;
use crate::markdown::{BASE_URL, shown};
use crate::page::Page;
use crate::text::source::Span;

/// Of what is shorter a source's sentence may stand in a translation, such as the words of a button.
const FEWEST_WORDS: usize = 3;
const FEWEST_LETTERS: usize = 15;

/// What a text of a translation says.
#[derive(Clone, Copy, PartialEq, Eq)]
enum Says {
    /// What it should, as far as can be told.
    Own,
    /// What it should, in the page's language for sure.
    Translated,
    /// What the source says.
    Source,
    /// What another locale's row says: both by position.
    Copy(usize, usize),
    /// Something in another language.
    Foreign(Language),
}

/// Looks at what a locale's texts say, and finds the ones that are in another language: one finding where all of them
/// are. Then it says so: nothing in such a page is worth a look of its own.
pub(super) fn check(
    catalog: &Catalog,
    copies: &Copies,
    locale: usize,
    pairs: &[Pair<'_>],
    memory: Option<&Memory>,
    findings: &mut Vec<Finding>,
) -> bool {
    let tag = &catalog.locales[locale].tag;
    let language = Language::of(tag);
    let of_source = Language::of(&catalog.locales[catalog.source].tag);
    let said: Vec<(&Pair<'_>, Says)> = pairs
        .iter()
        .filter(|pair| prose(pair.translation).contains(char::is_alphabetic))
        .map(|pair| (pair, says(pair, language, copies, locale, memory)))
        .collect();
    let page = &catalog.pages[locale];
    if let Some(finding) = whole_page(catalog, tag, page, language, memory, &said) {
        findings.push(finding);
        return true;
    }
    for (pair, says) in said {
        let found = match says {
            Says::Own | Says::Translated => in_part(pair, language, of_source, memory),
            Says::Source => Some(untranslated(pair)),
            Says::Copy(other, row) => {
                let (other, row) = (&catalog.pages[other].source, &catalog.pages[other].rows[row]);
                let message = format!("found the text of {}; expected a text in `{tag}`", other.path());
                let finding =
                    pair.finding(Rule::OtherLanguage, pair.translation.span.clone()).message(message);
                Some(
                    finding
                        .note(other, row.description.span.clone(), "it stands here")
                        .help("translate the source's row"),
                )
            }
            Says::Foreign(other) if Some(other) == of_source => Some(
                pair.finding(Rule::Untranslated, pair.translation.span.clone())
                    .message(format!("found text in {}; expected a translation", other.name()))
                    .help("translate it"),
            ),
            Says::Foreign(other) => Some(
                pair.finding(Rule::OtherLanguage, pair.translation.span.clone())
                    .message(format!("found text in {}; expected a text in `{tag}`", other.name()))
                    .help(format!("translate the source's {}", pair.noun())),
            ),
        };
        findings.extend(found);
    }
    false
}

/// The finding that a text of a locale in any language is its source's.
pub(super) fn equal(pair: &Pair<'_>) -> Option<Finding> {
    (prose(pair.translation).contains(char::is_alphabetic) && is_equal(pair)).then(|| untranslated(pair))
}

fn untranslated(pair: &Pair<'_>) -> Finding {
    pair.finding(Rule::Untranslated, pair.translation.span.clone())
        .message("found the source's text; expected a translation")
        .help("translate it")
}

fn says(
    pair: &Pair<'_>,
    language: Option<Language>,
    copies: &Copies,
    locale: usize,
    memory: Option<&Memory>,
) -> Says {
    if is_equal(pair) {
        return Says::Source;
    }
    if let Some((other, row)) = pair.row.and_then(|row| copies.of(locale, row)) {
        return Says::Copy(other, row);
    }
    match language.map(|language| language.told(&prose(pair.translation), memory)) {
        None | Some(Told::Nothing) => Says::Own,
        Some(Told::Expected) => Says::Translated,
        Some(Told::Other(other)) => Says::Foreign(other),
    }
}

fn is_equal(pair: &Pair<'_>) -> bool {
    let text = |description| Form::Markdown.write(description, BASE_URL);
    // What is written the same has the same letters, and in most rows the first one differs.
    let first = |description| prose(description).chars().find(|char| char.is_alphabetic());
    first(pair.source) == first(pair.translation) && text(pair.source) == text(pair.translation)
}

/// The finding that all rows of a page say what they shouldn't.
fn whole_page(
    catalog: &Catalog,
    tag: &str,
    page: &Page,
    language: Option<Language>,
    memory: Option<&Memory>,
    said: &[(&Pair<'_>, Says)],
) -> Option<Finding> {
    let rows: Vec<&(&Pair<'_>, Says)> = said.iter().filter(|(pair, _)| pair.row.is_some()).collect();
    if rows.len() < 2 {
        return None;
    }
    let finding = |rule| Finding::new(rule, &page.source, page.source.line(page.table.start));
    let all = rows.len();
    if rows.iter().all(|(_, says)| *says == Says::Source) {
        return Some(
            finding(Rule::Untranslated)
                .message(format!("found the source's text in all {all} rows; expected a translation into `{tag}`"))
                .help(format!(
                    "translate the page; until then its rows may be left out, where `missing = {}` lets the source stand in",
                    match page.notation {
                        Notation::Call => "fallback",
                        Notation::File => "\"fallback\"",
                    }
                )),
        );
    }
    let copied = |says: &Says| if let Says::Copy(other, _) = says { Some(*other) } else { None };
    if let Some(other) = rows.iter().find_map(|(_, says)| copied(says)) {
        // Nothing can be told of rows of a few words.
        let is_own = |says: &Says| matches!(says, Says::Own | Says::Translated);
        let is_copy = |says: &Says| copied(says) == Some(other);
        if rows.iter().all(|(_, says)| is_own(says) || is_copy(says)) && is_most(&rows, is_copy, is_own) {
            let path = catalog.pages[other].source.path();
            return Some(
                finding(Rule::OtherLanguage)
                    .message(format!("found the text of {path} in the rows; expected a text in `{tag}`"))
                    .help(format!("restore the page in `{tag}`, or translate the source's")),
            );
        }
    }
    // A page whose rows are mostly in its language is in no other one.
    if is_most(&rows, |says| *says == Says::Translated, |says| *says != Says::Translated) {
        return None;
    }
    let own = rows.iter().filter(|(_, says)| *says != Says::Source);
    let prose: Vec<String> = own.map(|(pair, _)| prose(pair.translation)).collect();
    let Told::Other(other) = language?.told(&prose.join("\n"), memory) else { return None };
    Some(
        finding(Rule::OtherLanguage)
            .message(format!("found rows in {}; expected a text in `{tag}`", other.name()))
            .help(format!("restore the page in `{tag}`, or translate the source's")),
    )
}

/// Says whether rows of one kind have more letters than those of another.
fn is_most(rows: &[&(&Pair<'_>, Says)], one: impl Fn(&Says) -> bool, other: impl Fn(&Says) -> bool) -> bool {
    let count = |is_meant: &dyn Fn(&Says) -> bool| -> usize {
        let meant = rows.iter().filter(|(_, says)| is_meant(says));
        meant.map(|(pair, _)| letters(&prose(pair.translation))).sum()
    };
    count(&one) > count(&other)
}

/// The finding that a part of a text is still the source's: a sentence of it, or one in its language.
fn in_part(
    pair: &Pair<'_>,
    language: Option<Language>,
    of_source: Option<Language>,
    memory: Option<&Memory>,
) -> Option<Finding> {
    let of_translation = sentences(&pair.page.source, pair.translation, memory);
    if of_translation.len() < 2 {
        return None;
    }
    let known = LazyCell::new(|| {
        let of_source = sentences(&pair.source_page.source, pair.source, memory).into_iter();
        of_source.map(|sentence| (sentence.text, sentence.span)).collect::<HashMap<String, Span>>()
    });
    let written = &pair.source_page.source.text()[pair.source.span.clone()];
    // In most translations no sentence begins as one of the source's does.
    let may_be_known = |sentence: &Sentence| {
        let first = sentence.text.split(|char: char| !char.is_alphanumeric()).next().unwrap_or_default();
        written.contains(first)
    };
    let is_known = |sentence: &Sentence| {
        may_be_known(sentence)
            && known.contains_key(&sentence.text)
            && sentence.words().count() >= FEWEST_WORDS
            && sentence.words().map(letters).sum::<usize>() >= FEWEST_LETTERS
    };
    let of_source = |sentence: &Sentence| {
        let is_left = language?.is_instead(of_source?, &sentence.text, memory);
        is_left.then_some(of_source?)
    };
    let (left, of) = of_translation.into_iter().find_map(|sentence| {
        let of = if is_known(&sentence) {
            Some("the source's".to_owned())
        } else {
            of_source(&sentence).map(|found| format!("the {}", found.name()))
        }?;
        Some((sentence, of))
    })?;
    let (written, noun) = (&pair.page.source.text()[left.span.clone()], pair.noun());
    let message = format!(
        "found {of} `{}` in a translated {noun}; expected a translation of all of it",
        shown(written)
    );
    let source = known.get(&left.text).unwrap_or(&pair.source.span).clone();
    let finding = pair.finding_beside(Rule::Untranslated, left.span, source);
    Some(finding.message(message).help("translate this part too"))
}
