//! What holds of every lock.

use braze_errors_codegen::{Catalog, Dialect, Locale, Lock, Missing, Page, Selection, Source};

use super::{grammar, page};

const PATH: &str = "docs/catalog.lock";

/// Checks the lock that stands in these bytes, and the lock of the page that stands in them.
///
/// # Panics
///
/// Where something doesn't hold.
pub fn check(bytes: &[u8]) {
    match Source::from_bytes(PATH, bytes.to_vec()) {
        Ok(source) => check_file(source.text()),
        Err(findings) => findings.iter().for_each(page::check_finding),
    }
    check_file(&planned(bytes));
    check_page(&grammar::page(bytes));
}

/// What is read is written, and what is written is read.
fn check_file(text: &str) {
    let read = |text: &str| Lock::parse(&Source::new(PATH, text));
    let lock = match read(text) {
        Ok(lock) => lock,
        Err(findings) => {
            assert!(!findings.is_empty());
            findings.iter().for_each(page::check_finding);
            assert!(findings.is_sorted_by_key(|finding| finding.span.start));
            return;
        }
    };
    let written = lock.to_string();
    let again = read(&written).unwrap_or_else(|findings| panic!("{}\n{written}", findings[0]));
    assert_eq!(again.to_string(), written);
    // Nothing is lost on the way, whatever the order of the lines was.
    let lines = |text: &str| {
        let text = text.trim_start_matches('\u{feff}').replace("\r\n", "\n").replace('\r', "\n");
        let mut lines: Vec<String> = text
            .lines()
            .filter(|line| !line.trim().is_empty())
            .map(|line| line.split_whitespace().collect::<Vec<_>>().join(" ").to_lowercase())
            .collect();
        lines.sort_unstable();
        lines
    };
    assert_eq!(lines(&written), lines(text));
    if !text.contains('\r') {
        let other = format!("\u{feff}{}", text.trim_start_matches('\u{feff}').replace('\n', "\r\n"));
        assert_eq!(read(&other).map(|lock| lock.to_string()).ok(), Some(written));
    }
}

/// A lock that has accepted a page finds nothing new on it, before and after it was written.
fn check_page(text: &str) {
    let reading = Page::read(&Source::new("docs/en/errors.md", text), Dialect::Kramdown);
    if !reading.findings.is_empty() {
        return;
    }
    let en = Locale {
        tag: "en".to_owned(),
        docs: Some(String::new()),
        missing: Missing::Refuse,
        ..Locale::default()
    };
    let alignment = Catalog::align(vec![en], 0, vec![reading.page], &[]);
    let catalog = alignment.catalog;
    if !alignment.findings.is_empty() {
        return;
    }
    let mut lock = Lock::new(PATH);
    assert_eq!(lock.compare(&catalog).len(), catalog.entries.len());
    lock.accept(&catalog, &Selection::default()).expect("any row can be accepted");
    assert!(lock.compare(&catalog).is_empty());
    check_file(&lock.to_string());
    let read = |lock: &Lock| Lock::parse(&Source::new(PATH, lock.to_string()));
    assert!(read(&lock).is_ok_and(|lock| lock.compare(&catalog).is_empty()));
    let rows: Vec<String> = catalog.entries.iter().map(|entry| entry.variant.clone()).collect();
    if lock.deprecate(&catalog, &rows).is_ok() {
        check_file(&lock.to_string());
        let again = read(&lock).unwrap_or_else(|findings| panic!("{}\n{lock}", findings[0]));
        assert_eq!(again.to_string(), lock.to_string());
        assert!(again.compare(&catalog).is_empty(), "{lock}");
    }
}

/// A lock whose lines these bytes plan.
fn planned(bytes: &[u8]) -> String {
    const LINES: [&str; 34] = [
        "row NoName",
        "code 400 No Name",
        "locale en",
        "text 9e2f0f1b6c0a7d35",
        "locale fr",
        "text 51c0a3de77f4b210 from 9e2f0f1b6c0a7d35",
        "",
        "end",
        "row BadRequest",
        "code 5XX Bad",
        "deprecated",
        "markdown The **name** is `bad`.",
        "locale pt-BR",
        "row NoName",
        "row r#type",
        "row é",
        "row",
        "code",
        "code 99 Low",
        "locale x_y",
        "text 123",
        "text +123456789abcdef",
        "deprecated x",
        "markdown",
        "<<<<<<< ours",
        "=======",
        ">>>>>>> theirs",
        "|||||||",
        "words",
        "  row Indented",
        "end ",
        "code 400 \u{1b}[31mRed",
        "source 9e2f0f1b6c0a7d35 The **name** is `good`.",
        "source 9e2f0f1b6c0a7d3",
    ];
    let mut lock = "braze-errors lock 1\n".to_owned();
    for byte in bytes {
        // Half of the bytes write what a lock has next, so that long ones are well written.
        if *byte >= 128 {
            let whole = ["row A", "row B", "row C", "row D"][usize::from(*byte % 4)];
            lock.extend([
                whole,
                "\ncode 400 A\nsource 9e2f0f1b6c0a7d35 A.\nlocale en\ntext 9e2f0f1b6c0a7d35\n",
            ]);
        } else {
            lock.push_str(LINES[usize::from(*byte) % LINES.len()]);
            lock.push('\n');
        }
    }
    lock.push_str("end\n");
    lock
}
