//! Drift: what differs between a translation and its source and is not wording.
//!
//! Each rule is a module; those that compare rows all see the same pairs of them.

mod code_span;
mod compare;
mod cut_off;
mod double_escape;
mod empty_description;
mod inlines;
mod invisible;
mod language;
mod link;
mod liquid_in_raw;
mod memory;
mod mojibake;
mod number;
mod number_format;
mod pair;
mod pseudo;
mod relative_link;
mod row_order;
mod sentence;
mod spelled;
mod status_list;
mod structure;
mod wording;

use self::language::Copies;
pub use self::memory::Memory;
use self::pair::Pair;
use crate::finding::{Finding, Findings};
use crate::load::Loaded;

/// Finds what is wrong with each page beyond what stops the build.
pub(crate) fn drift(loaded: &Loaded, memory: Option<&Memory>) -> Findings {
    let catalog = &loaded.catalog;
    let mut drift = Findings::none(catalog.pages.len());
    let copies = Copies::find(catalog);
    for (locale, findings) in drift.pages.iter_mut().enumerate() {
        drift_of_page(loaded, &copies, locale, memory, findings);
    }
    drift
}

fn drift_of_page(
    loaded: &Loaded,
    copies: &Copies,
    locale: usize,
    memory: Option<&Memory>,
    findings: &mut Vec<Finding>,
) {
    let catalog = &loaded.catalog;
    let (source_page, page) = (&catalog.pages[catalog.source], &catalog.pages[locale]);
    if mojibake::check(page, findings) {
        return;
    }
    liquid_in_raw::check(page, findings);
    empty_description::check(page, findings);
    link::check_page(page, findings);
    invisible::check(page, &loaded.findings.pages[locale], findings);
    double_escape::check((locale != catalog.source).then_some(source_page), page, findings);
    relative_link::check(&catalog.locales[locale], page, findings);
    number_format::check(&catalog.locales[locale].tag, page, findings);
    if locale == catalog.source || source_page.rows.is_empty() || page.rows.is_empty() {
        return;
    }
    status_list::check(source_page, page, findings);
    row_order::check(catalog, locale, findings);
    let pairs = Pair::all(loaded, locale);
    let mut rules: Vec<fn(&Pair<'_>) -> Option<Finding>> =
        vec![code_span::check, number::check, link::check, structure::check];
    let is_pseudo = catalog.locales[locale].is_pseudo();
    if is_pseudo {
        // A pseudo-locale has its source's language, but never its source's letters.
        rules.extend([wording::equal, pseudo::check]);
    } else if !catalog.locales[locale].has_language_of(&catalog.locales[catalog.source]) {
        if wording::check(catalog, copies, locale, &pairs, memory, findings) {
            return;
        }
        cut_off::check(&pairs, findings);
    }
    for pair in pairs {
        let found = rules.iter().filter_map(|rule| rule(&pair));
        findings.extend(found.map(|finding| if is_pseudo { pseudo::mend(&pair, finding) } else { finding }));
    }
}
