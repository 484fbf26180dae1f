//! A code that was translated or damaged is one finding with a mend; another code is a row that nobody knows.

use braze_errors_codegen::Rule;

use crate::line_of;
use crate::pages::{Pages, in_page, mended, messages, only};

const SOURCE: &[&str] =
    &["400 Invalid Campaign ID", "400 No Recipients", "401 authentication_session_expired", "429 Limit 1000"];

fn page(codes: &[&str]) -> String {
    let rows: Vec<String> = codes.iter().map(|code| format!("| `{code}` | {} |\n", code.len())).collect();
    let rows = rows.concat();
    format!("| Code | Description |\n|---|---|\n{rows}")
}

/// A page of the source's rows with other codes, in another language.
fn translated(codes: &[&str]) -> String {
    let mut translated = page(SOURCE);
    for (source, code) in SOURCE.iter().zip(codes) {
        translated = translated.replace(&format!("`{source}`"), &format!("`{code}`"));
    }
    translated
}

#[test]
fn a_changed_code_is_one_finding_with_a_mend() {
    for (row, code, shown) in [
        (0, "400 Invalid キャンペーン ID", "400 Invalid キャンペーン ID"),
        (0, "400 Invalid campaign-ID", "400 Invalid campaign-ID"),
        (0, "400 Ungültige Kampagnen-ID", "400 Ungültige Kampagnen-ID"),
        (0, "404 Invalid Campaign ID", "404 Invalid Campaign ID"),
        (1, "400 Aucun destinataire", "400 Aucun destinataire"),
        (1, "400 수신자 없음", "400 수신자 없음"),
        (1, "400 No Recipient", "400 No Recipient"),
        (1, "400 Nо Recipients", "400 N[U+043E] Recipients"),
        (1, "400 No\u{200b} Recipients", "400 No[U+200B] Recipients"),
        (2, "401 authentication_session_expiré", "401 authentication_session_expiré"),
        (2, "401 authentication-session-expired", "401 authentication-session-expired"),
        (3, "429 Limit 1 000", "429 Limit 1 000"),
    ] {
        let mut codes = SOURCE.to_vec();
        codes[row] = code;
        let report = in_page("fr", &page(SOURCE), &translated(&codes));
        let expected = SOURCE[row];
        let message = format!("found `{shown}`, a code that docs/en.md doesn't have; is this `{expected}`?");
        assert_eq!(messages(&report), [format!("changed-code: {message}")]);
        assert_eq!(mended(&report).unwrap(), page(SOURCE), "{code}");
    }
}

#[test]
fn all_codes_of_a_page_may_be_changed() {
    let codes = [
        "400 Invalid campaign ID",
        "400 No recipients",
        "401 authentication session expired",
        "429 Limit 1 000",
    ];
    let report = in_page("fr", &page(SOURCE), &translated(&codes));
    assert!(report.findings.iter().all(|finding| finding.rule == Rule::ChangedCode));
    assert_eq!(report.findings.len(), 4);
}

#[test]
fn another_code_is_an_unknown_row_and_a_missing_one() {
    for (row, code) in [(0, "403 Forbidden"), (1, "403 Forbidden"), (3, "429 Limit 2000")] {
        let mut codes = SOURCE.to_vec();
        codes[row] = code;
        let found = messages(&in_page("fr", &page(SOURCE), &translated(&codes)));
        let rules: Vec<&str> = found.iter().map(|message| message.split(':').next().unwrap()).collect();
        assert!(
            rules.contains(&"unknown-row") && rules.contains(&"missing-row") && rules.len() == 2,
            "{found:?}"
        );
    }
}

#[test]
fn the_row_of_a_changed_code_is_in_its_place() {
    let mut pages = Pages::read();
    pages.edit("fr", |page| page.replace("`401 Unauthorized`", "`401 Non autorisé`"));
    let report = pages.check("changed-code");
    let line = line_of(&pages.texts["fr"], "| `401 Non autorisé`");
    assert_eq!((only(&report).rule, only(&report).place().line), (Rule::ChangedCode, line));
    assert_eq!(mended(&report).unwrap(), Pages::read().texts["fr"]);
}
