//! Whatever happens to the bundled pages stops the build, is found by the check, or changes nothing.
//!
//! Each damaged set is every page and the lock with one damage done. Run as it is, this test does each kind of damage
//! to one row in eleven of a locale, to others in each, and to one in four in every locale at once, and cuts the source's
//! page at every third byte and the translations at one in thirty-one. With the environment variable `BRAZE_ERRORS_EVERY_DAMAGE` set it leaves none
//! out, which takes long unless the build is optimised.
#![cfg(feature = "check")]

mod encoding;
mod kinds;
mod pages;
mod tally;

use self::kinds::{IN_EVERY_LOCALE, ON_PAGE, ON_ROW, Target};
use self::pages::{Damage, Pages};
use self::tally::Tally;

/// Of how many rows one is damaged, and of how many bytes of the source's page and of a translation one is its last.
fn steps() -> (usize, usize, usize) {
    if is_whole() { (1, 1, 1) } else { (11, 3, 31) }
}

fn is_whole() -> bool {
    std::env::var_os("BRAZE_ERRORS_EVERY_DAMAGE").is_some()
}

/// The name of a snapshot, of which there is one for each extent of the test.
fn snapshot(name: &str) -> String {
    format!("{name}_{}", if is_whole() { "every_damage" } else { "a_sample" })
}

#[test]
fn no_damaged_row_is_lost() {
    let (pages, mut tally) = (Pages::new(), Tally::default());
    let (step, ..) = steps();
    for (kind, damage) in ON_ROW {
        tally.add_kind(kind);
        for locale in 0..pages.locales() {
            for entry in (0..pages.entries()).filter(|entry| entry % step == locale % step) {
                for text in damage(&Target::new(&pages, entry, locale)) {
                    let damage = Damage { pages: vec![(locale, text)], entry: Some(entry) };
                    tally.count(kind, pages.verdict(&damage));
                }
            }
        }
    }
    for (kind, damage) in IN_EVERY_LOCALE {
        tally.add_kind(kind);
        for entry in (0..pages.entries()).step_by(step.min(4)) {
            let texts = (0..pages.locales()).map(|locale| damage(&Target::new(&pages, entry, locale)));
            let damaged: Vec<(usize, Vec<u8>)> = texts
                .map(|texts| texts.into_iter().next())
                .enumerate()
                .filter_map(|(locale, text)| Some((locale, text?)))
                .collect();
            if damaged.len() == pages.locales() {
                tally.count(kind, pages.verdict(&Damage { pages: damaged, entry: Some(entry) }));
            }
        }
    }
    for (kind, damage) in ON_PAGE {
        tally.add_kind(kind);
        for locale in 0..pages.locales() {
            for text in damage(pages.text(locale)) {
                tally.count(kind, pages.verdict(&Damage { pages: vec![(locale, text)], entry: None }));
            }
        }
    }
    tally.settle(&snapshot("rows"));
}

#[test]
fn no_page_that_is_cut_off_is_lost() {
    let (pages, mut tally) = (Pages::new(), Tally::default());
    for locale in 0..pages.locales() {
        let (text, kind) = (pages.text(locale), pages.tag(locale));
        tally.add_kind(kind);
        let (_, of_source, of_translation) = steps();
        let step = if locale == pages.source() { of_source } else { of_translation };
        for end in (0..text.len()).step_by(step) {
            let damage = Damage { pages: vec![(locale, text.as_bytes()[..end].to_vec())], entry: None };
            tally.count(kind, pages.verdict(&damage));
        }
    }
    tally.settle(&snapshot("cuts"));
}
