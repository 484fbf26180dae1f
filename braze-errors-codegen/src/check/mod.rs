//! Drift: what differs between a translation and its source and is not wording.
//!
//! Each rule is a module; those that compare rows all see the same pairs of them.

mod code_span;
mod compare;
mod excuse;
mod find_call;
mod inlines;
mod levels;
mod link;
mod liquid_in_raw;
mod mojibake;
mod number;
mod number_format;
mod pair;
mod place;
mod prose;
mod pseudo;
mod report;
mod row_order;
mod rule;
mod setup;
mod status_list;
mod structure;
mod unlisted_page;
mod untranslated;

use self::excuse::Excuses;
pub use self::levels::Levels;
use self::pair::Pair;
use self::prose::Prose;
pub use self::report::{Cell, Coverage, Report, State};
pub use self::rule::UnknownRuleError;
pub use self::unlisted_page::unlisted_pages;
use crate::finding::Finding;
use crate::load::Loaded;

/// Checks a catalog: what stops the build, the drift of every translation from its source, and `more`, which
/// others have found, such as [`unlisted_pages`].
///
/// Excuses on the pages and `levels` decide what of it is reported.
pub fn check(loaded: &Loaded, more: Vec<Finding>, levels: &Levels) -> Report {
    let catalog = &loaded.catalog;
    let proses: Vec<Prose> = catalog.pages.iter().map(|page| Prose::read(page.source.text())).collect();
    let mut findings: Vec<Finding> = loaded.findings.iter().flatten().cloned().chain(more).collect();
    for (locale, prose) in proses.iter().enumerate() {
        drift(loaded, locale, prose, &mut findings);
    }

    let mut excuses: Vec<Excuses<'_>> =
        catalog.pages.iter().zip(&proses).map(|(page, prose)| Excuses::read(page, prose)).collect();
    findings
        .retain(|finding| catalog.locale_of(finding).is_none_or(|locale| !excuses[locale].excuses(finding)));
    findings.extend(excuses.into_iter().flat_map(Excuses::unused));
    Report::new(catalog, findings, levels)
}

/// Finds what is wrong with a page beyond what stops the build.
fn drift(loaded: &Loaded, locale: usize, prose: &Prose, findings: &mut Vec<Finding>) {
    let catalog = &loaded.catalog;
    let (source_page, page) = (&catalog.pages[catalog.source], &catalog.pages[locale]);
    mojibake::check(page, findings);
    liquid_in_raw::check(page, prose, findings);
    number_format::check(&catalog.locales[locale].tag, page, findings);
    if locale == catalog.source || source_page.rows.is_empty() || page.rows.is_empty() {
        return;
    }
    status_list::check(source_page, page, findings);
    row_order::check(catalog, locale, findings);
    let mut rules: Vec<fn(&Pair<'_>) -> Option<Finding>> =
        vec![code_span::check, number::check, link::check, structure::check];
    let is_pseudo = catalog.locales[locale].is_pseudo();
    // A pseudo-locale has its source's language, but never its source's letters.
    if is_pseudo || !catalog.locales[locale].has_language_of(&catalog.locales[catalog.source]) {
        rules.push(untranslated::check);
    }
    if is_pseudo {
        rules.push(pseudo::check);
    }
    for pair in Pair::all(loaded, locale) {
        let found = rules.iter().filter_map(|rule| rule(&pair));
        findings.extend(found.map(|finding| if is_pseudo { pseudo::mend(&pair, finding) } else { finding }));
    }
}
