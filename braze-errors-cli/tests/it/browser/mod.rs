//! The HTML report in a real browser.
//!
//! Where there is no Chromium, the tests say so and pass, unless `BRAZE_ERRORS_BROWSER` is set. What the browser
//! showed stands in `target/tmp/drift-report-*.png`.

mod chromium;

use std::path::{Path, PathBuf};

use serde_json::{Value, json};

use self::chromium::Chromium;
use crate::support;

const PHONE: (u32, u32) = (360, 740);
const DESKTOP: (u32, u32) = (1280, 800);

/// The report on pages that have drifted in every way, and a browser to look at it with.
fn report(name: &str) -> Option<(Chromium, PathBuf)> {
    let Some(program) = Chromium::find() else {
        assert!(std::env::var_os("BRAZE_ERRORS_BROWSER").is_none(), "found no Chromium");
        eprintln!("found no Chromium: skipped");
        return None;
    };
    let folder = Path::new(env!("CARGO_MANIFEST_DIR")).join("tests");
    let mut command =
        support::command(&["check", "drifted", "--catalog", "drifted/catalog.rs", "--format", "html"]);
    command.current_dir(folder);
    let run = support::finish(command);
    assert_eq!(run.code, Some(1), "{}", run.stderr);
    let file = Path::new(env!("CARGO_TARGET_TMPDIR")).join(format!("drift-report-{name}.html"));
    std::fs::write(&file, run.stdout).unwrap();
    Some((Chromium::start(&program), file))
}

fn screenshot(browser: &mut Chromium, name: &str) {
    let file = format!("drift-report-{name}.png");
    browser.screenshot(&Path::new(env!("CARGO_TARGET_TMPDIR")).join(file));
}

/// The cell of the row with this code, in this locale.
fn cell(code: &str, tag: &str) -> String {
    format!(
        "(() => {{
            const column = [...document.querySelectorAll('thead th')]
                .findIndex((th) => th.firstChild.textContent === '{tag}');
            const row = [...document.querySelectorAll('tbody tr')]
                .find((tr) => tr.querySelector('th').textContent.startsWith('{code}'));
            return row.children[column].querySelector('button');
        }})()"
    )
}

/// The open popover.
const OPEN: &str = "document.querySelector(':popover-open')";

/// The parts of a text in the open popover that are marked.
fn marked(browser: &mut Chromium, locale: &str) -> Value {
    browser.value(&format!(
        "[...{OPEN}.querySelectorAll('.sides [lang={locale}] mark')].map((mark) => mark.textContent)"
    ))
}

#[test]
fn nothing_is_wider_than_the_window() {
    let Some((mut browser, file)) = report("widths") else { return };
    let overflow = "document.documentElement.scrollWidth - document.documentElement.clientWidth";
    for (name, size) in [("smallest", (320, 568)), ("phone", PHONE), ("desktop", DESKTOP)] {
        for scheme in ["light", "dark"] {
            browser.open(&file, size, scheme);
            assert_eq!(browser.value(overflow), 0, "{name}");
            screenshot(&mut browser, &format!("{name}-{scheme}"));
            let cell = cell("401 Unauthorized", "de");
            browser.value(&format!("{cell}.scrollIntoView({{ block: 'center', inline: 'center' }})"));
            browser.value(&format!("{cell}.click()"));
            assert_eq!(browser.value(overflow), 0, "{name}");
            let inner = format!("{OPEN}.scrollWidth - {OPEN}.clientWidth");
            assert_eq!(browser.value(&inner), 0, "{name}");
            screenshot(&mut browser, &format!("{name}-{scheme}-cell"));
            browser.value(&format!("{OPEN}.hidePopover()"));
            browser.value("document.querySelector('#others').scrollIntoView()");
            screenshot(&mut browser, &format!("{name}-{scheme}-others"));
        }
    }
}

#[test]
fn a_cell_opens_and_closes_by_keyboard() {
    let Some((mut browser, file)) = report("keyboard") else { return };
    browser.open(&file, DESKTOP, "light");
    let cell = cell("400 Bad Parcel", "fr");
    let has_focus = format!("document.activeElement === {cell}");
    for _ in 0..40 {
        if browser.value(&has_focus) == true {
            break;
        }
        browser.press("Tab");
    }
    assert_eq!(browser.value(&has_focus), true);
    assert_eq!(browser.value("document.activeElement.matches(':focus-visible')"), true);
    assert_eq!(browser.value("getComputedStyle(document.activeElement).outlineStyle"), "solid");
    screenshot(&mut browser, "focus");

    browser.press("Enter");
    assert_eq!(browser.value(&format!("{OPEN}.contains(document.activeElement)")), true);
    screenshot(&mut browser, "marks");
    let texts = format!(
        "[...{OPEN}.querySelectorAll('.sides p')].map((text) => text.lang + ': ' + text.textContent)"
    );
    assert_eq!(
        browser.value(&texts),
        json!([
            "en: The parcel has no `weight`. Give it one, of 1,912 grams at most.",
            "fr: Le colis n’a pas de `poids`. Indiquez-en un, de 1 900 grammes au plus."
        ])
    );
    assert_eq!(marked(&mut browser, "en"), json!(["`weight`", "1,912"]));
    assert_eq!(marked(&mut browser, "fr"), json!(["`poids`", "1 900"]));
    let rules =
        format!("[...{OPEN}.querySelectorAll('.findings li')].map((li) => li.firstChild.textContent)");
    assert_eq!(
        browser.value(&rules),
        json!(["error code-span drifted/fr/errors.md:8:42", "error number drifted/fr/errors.md:8:70"])
    );

    browser.press("Tab");
    assert_eq!(browser.value("document.activeElement.textContent"), "Close");
    browser.press("Escape");
    assert_eq!(browser.value(OPEN), Value::Null);
    assert_eq!(browser.value(&has_focus), true, "the focus goes back to where it was");
}

#[test]
fn words_of_one_language_are_compared() {
    let Some((mut browser, file)) = report("words") else { return };
    browser.open(&file, DESKTOP, "light");
    browser.value(&format!("{}.click()", cell("401 Unauthorized", "en-GB")));
    assert_eq!(marked(&mut browser, "en"), json!(["organization"]));
    assert_eq!(marked(&mut browser, "en-GB"), json!(["organisation"]));
}

#[test]
fn rows_with_nothing_to_do_can_be_hidden() {
    let Some((mut browser, file)) = report("filter") else { return };
    browser.open(&file, DESKTOP, "light");
    let codes = "[...document.querySelectorAll('tbody tr')]
        .filter((tr) => tr.checkVisibility()).map((tr) => tr.querySelector('code').textContent.slice(0, 3))";
    assert_eq!(browser.value(codes), json!(["5XX", "400", "400", "401", "403", "404", "413", "429"]));
    browser.value("document.querySelector('#filter').click()");
    assert_eq!(browser.value(codes), json!(["400", "400", "401", "403", "404", "413", "429"]));
}

#[test]
fn every_text_stands_out_from_what_is_behind_it() {
    let Some((mut browser, file)) = report("contrast") else { return };
    for scheme in ["light", "dark"] {
        browser.open(&file, DESKTOP, scheme);
        for tag in ["en", "en-GB", "fr", "de", "pt-BR", "ja", "ar"] {
            browser.value(&format!("{}.click()", cell("400 Bad Parcel", tag)));
            assert_eq!(browser.value(include_str!("contrast.js")), json!([]), "{scheme}, {tag}");
        }
    }
}

#[test]
fn the_page_asks_for_nothing_and_complains_of_nothing() {
    let Some((mut browser, file)) = report("alone") else { return };
    browser.open(&file, DESKTOP, "light");
    browser.value(&format!("{}.click()", cell("413", "de")));
    let events = browser.events();
    let of = |method: &str| -> Vec<&Value> {
        events.iter().filter(|event| event["method"] == method).map(|event| &event["params"]).collect()
    };
    let requests: Vec<&Value> =
        of("Network.requestWillBeSent").iter().map(|params| &params["request"]["url"]).collect();
    assert_eq!(requests, [&json!(format!("file://{}", file.display()))]);
    for complaint in ["Log.entryAdded", "Runtime.consoleAPICalled", "Runtime.exceptionThrown"] {
        assert_eq!(of(complaint), Vec::<&Value>::new());
    }
    assert_eq!(browser.value("document.scripts.length"), 0);
}

#[test]
fn on_paper_stands_what_there_is_to_do() {
    let Some((mut browser, file)) = report("paper") else { return };
    browser.open(&file, DESKTOP, "light");
    browser.media("print", "light");
    let shown = "[...document.querySelectorAll('.text')].filter((text) => text.checkVisibility())";
    assert!(browser.value(&format!("{shown}.length")).as_u64() > Some(5));
    assert_eq!(browser.value(&format!("{shown}.filter((text) => text.matches('.in-step')).length")), 0);
    screenshot(&mut browser, "paper");
}
