//! What holds of every page.

use std::collections::BTreeMap;
use std::ops::Range;
use std::rc::Rc;

use braze_errors_codegen::{
    Alignment, Catalog, Dialect, Finding, Form, Inline, Level, Levels, Loaded, Locale, Missing, Node, Page,
    Reading, Row, Source, check as check_drift, pseudo,
};
use unicode_normalization::UnicodeNormalization;
use unicode_normalization::char::is_combining_mark;

use super::{forms, grammar};

/// Checks the page that stands in these bytes.
///
/// # Panics
///
/// Where something doesn't hold.
pub fn check(bytes: &[u8]) {
    if let Err(findings) = Source::from_bytes("errors.md", bytes.to_vec()) {
        assert!(!findings.is_empty());
        findings.iter().for_each(check_finding);
    }
    check_page(&grammar::page(bytes));
}

/// Checks a page.
///
/// # Panics
///
/// Where something doesn't hold.
pub fn check_page(text: &str) {
    let reading = read(text);
    check_reading(text, &reading);
    check_line_ends(text);
    check_normal_forms(text);
    if reading.findings.is_empty() {
        check_rows(text, &reading.page);
        check_order(text, &reading.page);
    }
    check_drift_findings(text);
}

fn read(text: &str) -> Reading {
    Page::read(&Source::new("errors.md", text), Dialect::Kramdown)
}

fn check_span(text: &str, span: &Range<usize>) {
    assert!(span.start <= span.end, "{span:?}");
    assert!(text.get(span.clone()).is_some(), "{span:?} of {text:?}");
}

/// Checks that a finding's places lie in its files, and its mend's.
///
/// # Panics
///
/// Where one doesn't.
pub fn check_places(finding: &Finding) {
    let text = finding.source.text();
    check_span(text, &finding.span);
    for note in &finding.notes {
        check_span(note.source.text(), &note.span);
    }
    if let Some(fix) = &finding.fix {
        check_span(text, &fix.span);
    }
}

/// Checks a finding's places, that its words can be shown, and that its mend does not come again.
///
/// # Panics
///
/// Where something doesn't hold.
pub fn check_finding(finding: &Finding) {
    check_places(finding);
    let text = finding.source.text();
    let place = finding.place();
    assert!(place.line >= 1 && place.column >= 1);
    let lines = text.replace("\r\n", "\n").replace('\r', "\n");
    let line = lines.split('\n').nth(place.line - 1).expect("the line is there");
    // A finding of a page's start stands in front of its byte order mark.
    assert!(place.column <= 1 + line.chars().count(), "{place} of {text:?}");
    assert!(!finding.message.is_empty() && !finding.help.is_empty(), "{finding}");
    assert!(!finding.to_string().contains(|char: char| char.is_control() && char != '\n'));
    if let Some(fix) = &finding.fix {
        let mut mended = text.to_owned();
        mended.replace_range(fix.span.clone(), &fix.text);
        check_reading(&mended, &read(&mended));
    }
}

/// Checks all spans, and that nothing is nested deeply.
fn check_nodes(text: &str, nodes: &[Node], depth: usize) {
    assert!(depth < 8);
    for Node { span, inline } in nodes {
        check_span(text, span);
        match inline {
            Inline::Strong(nodes)
            | Inline::Emphasis(nodes)
            | Inline::Strike(nodes)
            | Inline::Item(nodes)
            | Inline::Link { words: nodes, .. } => check_nodes(text, nodes, depth + 1),
            _ => {}
        }
    }
}

fn check_reading(text: &str, Reading { page, findings }: &Reading) {
    findings.iter().for_each(check_finding);
    assert!(findings.is_sorted_by_key(|finding| finding.span.start));
    assert!(!findings.is_empty() || !page.rows.is_empty(), "no row and no finding");
    check_span(text, &page.table);
    let is_above = |pair: &[Row]| pair[0].span.end <= pair[1].span.start;
    assert!(page.rows.windows(2).all(is_above), "rows in another order than the page's: {text:?}");
    for row in &page.rows {
        check_span(text, &row.span);
        check_span(text, &row.code_span);
        check_span(text, &row.description.span);
        check_nodes(text, &row.description.nodes, 0);
        if findings.is_empty() {
            forms::check_description(&row.description, text);
        } else {
            for form in [Form::Text, Form::Markdown, Form::Html] {
                form.write(&row.description, "https://example.com");
            }
        }
    }
    for bullet in &page.statuses {
        check_nodes(text, &bullet.description.nodes, 0);
        if findings.is_empty() {
            forms::check_description(&bullet.description, text);
        }
    }
}

/// The rows of a page, in a form that says nothing of places, or the rules of its findings.
fn outcome(text: &str) -> Result<Vec<(String, String)>, Vec<&'static str>> {
    let Reading { page, findings } = read(text);
    if !findings.is_empty() {
        return Err(findings.iter().map(|finding| finding.rule.name()).collect());
    }
    let row = |row: &Row| (row.code.to_string(), html(row));
    Ok(page.rows.iter().map(row).collect())
}

fn html(row: &Row) -> String {
    Form::Html.write(&row.description, "https://example.com")
}

/// Line ends and a byte order mark change nothing.
fn check_line_ends(text: &str) {
    let text = text.replace("\r\n", "\n").replace('\r', "\n").replace('\u{feff}', "");
    let expected = outcome(&text);
    for end in ["\r\n", "\r"] {
        assert_eq!(outcome(&text.replace('\n', end)), expected, "{end:?} in {text:?}");
    }
    assert_eq!(outcome(&format!("\u{feff}{text}")), expected, "{text:?}");
}

/// A page in decomposed letters says what the same page says in composed ones, in its own letters, or is refused:
/// `≮` is a letter, and decomposed it begins with `<`.
fn check_normal_forms(text: &str) {
    let composed: String = text.nfc().collect();
    let decomposed: String = composed.nfd().collect();
    // To kramdown the last letter of a word is none where it is decomposed, and emphasis may begin behind it.
    let is_mark = |text: &str| text.trim_end_matches('-').ends_with(is_combining_mark);
    let has_underscore_at_mark = decomposed.match_indices('_').any(|(at, _)| is_mark(&decomposed[..at]));
    if composed == decomposed || has_underscore_at_mark {
        return;
    }
    let normal = |text: &str| {
        outcome(text).map(|rows| {
            let row = |(code, html): (String, String)| {
                (code.nfc().collect::<String>(), html.nfc().collect::<String>())
            };
            rows.into_iter().map(row).collect::<Vec<_>>()
        })
    };
    if let (Ok(decomposed), Ok(composed)) = (normal(&decomposed), normal(&composed)) {
        assert_eq!(decomposed, composed, "{text:?}");
    }
}

/// Every line that looks like a row was read as one.
fn check_rows(text: &str, page: &Page) {
    // What is commented out, fenced or in front matter is no row.
    let text = text.trim_start_matches('\u{feff}');
    let hides = ["<!", "{%", "{:", "```", "~~~"].iter().any(|mark| text.contains(mark));
    if hides || text.starts_with("---") {
        return;
    }
    let is_row = |line: &&str| {
        let cells = line.trim_start().trim_start_matches('|').trim_start();
        let code = cells.strip_prefix('`').and_then(|code| code.split_once('`'));
        code.is_some_and(|(code, rest)| {
            let bytes = code.as_bytes();
            let is_status = bytes.len() > 4
                && matches!(bytes[0], b'1'..=b'5')
                && (bytes[1..3].iter().all(u8::is_ascii_digit) || &bytes[1..3] == b"XX")
                && bytes[3] == b' ';
            is_status && rest.trim_start().starts_with('|')
        })
    };
    let rows = text.split(['\n', '\r']).filter(is_row).count();
    assert!(rows <= page.rows.len(), "{rows} rows, {} read of {text:?}", page.rows.len());
}

fn locale(tag: &str) -> Locale {
    Locale {
        tag: tag.to_owned(),
        docs: Some("https://example.com".to_owned()),
        missing: Missing::Refuse,
        ..Locale::default()
    }
}

fn align(source: &str, translation: &str) -> Alignment {
    let pages = vec![read(source).page, read(translation).page];
    Catalog::align(vec![locale("en"), locale("fr")], 0, pages, &[])
}

/// The variants, and what each says in both locales.
fn texts(alignment: &Alignment) -> BTreeMap<String, [String; 2]> {
    let catalog = &alignment.catalog;
    let text = |entry, locale| catalog.text(entry, locale, Form::Html);
    catalog.entries.iter().map(|entry| (entry.variant.clone(), [text(entry, 0), text(entry, 1)])).collect()
}

/// A page whose rows stand the other way round says the same.
///
/// Rows of one code are told apart by their code spans, numbers and link targets, and where these are equal too
/// by their order; so rows of one code stay in it.
fn check_order(text: &str, page: &Page) {
    let mut order: Vec<usize> = (0..page.rows.len()).rev().collect();
    for code in page.rows.iter().map(|row| &row.code).collect::<std::collections::HashSet<_>>() {
        let places: Vec<usize> =
            (0..order.len()).filter(|place| page.rows[order[*place]].code == *code).collect();
        let mut rows: Vec<usize> = places.iter().map(|place| order[*place]).collect();
        rows.sort_unstable();
        for (place, row) in places.into_iter().zip(rows) {
            order[place] = row;
        }
    }
    let mut moved = text.to_owned();
    for (row, other) in page.rows.iter().zip(&order).rev() {
        moved.replace_range(row.span.clone(), &text[page.rows[*other].span.clone()]);
    }
    let Ok(mut rows) = outcome(&moved) else { return };
    let unmoved = align(text, text);
    // Of rows that would share a name, the first alone gets it.
    if !unmoved.findings.is_empty() {
        assert!(!align(&moved, &moved).findings.is_empty(), "{text:?}\n{moved:?}");
        return;
    }
    let expected = texts(&unmoved);
    rows.sort_unstable();
    let mut unmoved = outcome(text).unwrap_or_default();
    unmoved.sort_unstable();
    // Where the lines of a page depend on one another, moving them changes more than their order.
    if rows == unmoved {
        assert_eq!(texts(&align(text, &moved)), expected, "{text:?}\n{moved:?}");
        assert_eq!(texts(&align(&moved, text)), expected, "{text:?}\n{moved:?}");
    }
}

/// What `check` finds on a page, and on what stands for a translation of it, is placed and can be mended.
fn check_drift_findings(text: &str) {
    let translation = pseudo(text, Dialect::Kramdown).replacen("75", "57", 1);
    let pages = vec![read(text).page, read(&translation).page];
    let pseudo = Locale { missing: Missing::Fallback, ..locale("en-XA") };
    let sources: Vec<Rc<Source>> = pages.iter().map(|page| Rc::clone(&page.source)).collect();
    let alignment = Catalog::align(vec![locale("en"), pseudo], 0, pages, &[]);
    alignment.findings.iter().for_each(check_finding);
    let report = check_drift(&Loaded::from(alignment.catalog), alignment.findings, &Levels::default());
    for finding in &report.findings {
        assert!(finding.level != Level::Allow);
        assert!(sources.iter().any(|source| Rc::ptr_eq(source, &finding.source)));
        check_finding(finding);
    }
}
