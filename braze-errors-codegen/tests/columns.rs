//! Tables whose columns the call names: which rows they have, and how their variants are named.

use std::fs;

use braze_errors_codegen::{Call, Form, Loaded};

const CODES: &str = "columns = { code = \"Code\", description = \"Text\" }";

/// What is read of an English and a French page, with these keys of the call and options of the French page.
fn load(keys: &str, french: &str, pages: [&str; 2]) -> Loaded {
    let folder = tempfile::tempdir().unwrap();
    for (tag, page) in ["en", "fr"].into_iter().zip(pages) {
        fs::write(folder.path().join(format!("errors.{tag}.md")), page).unwrap();
    }
    let call = format!(
        "enum ParcelError; enum ParcelLocale; pages = \"docs/errors.{{locale}}.md\", source = \"en\",
         locales = [\"en\", \"fr\" {{ {french} }}], {keys}"
    );
    let (call, mistakes) = Call::parse(call.parse().unwrap());
    assert!(mistakes.is_empty(), "{mistakes:?}");
    call.unwrap().setup.load(folder.path(), "docs")
}

/// Each variant of an English page with its code.
fn named(keys: &str, page: &str) -> Vec<String> {
    let loaded = load(keys, "missing = fallback", [page, page]);
    let source = &loaded.findings.pages[0];
    assert!(source.is_empty(), "{source:?}");
    let entries = loaded.catalog.entries.iter();
    entries
        .map(|entry| {
            let row = entry.rows[0].expect("a row of the source");
            format!("{} = {}", entry.variant, loaded.catalog.pages[0].rows[row].code)
        })
        .collect()
}

fn table(rows: &str) -> String {
    format!("| Code | Text |\n|---|---|\n{rows}")
}

#[test]
fn codes_are_named() {
    for (code, expected) in [
        ("131001", "Code131001 = 131001"),
        ("-32700", "CodeMinus32700 = -32700"),
        ("0x02", "Code0x02 = 0x02"),
        ("AADSTS50001", "AADSTS50001 = AADSTS50001"),
        ("`not_found`", "NotFound = not_found"),
        ("MSG\\_TOO\\_LONG", "MsgTooLong = MSG_TOO_LONG"),
    ] {
        assert_eq!(named(CODES, &table(&format!("| {code} | No parcel. |\n"))), [expected], "{code}");
    }
}

#[test]
fn a_status_alone_is_a_row() {
    let columns = "columns = { status = \"Code\", description = \"Text\" }";
    let page = table("| 404 Not Found | No parcel. |\n| 5XX | Wait. |\n");
    assert_eq!(named(columns, &page), ["Status404 = 404", "Status5XX = 5XX"]);
}

#[test]
fn rows_that_say_the_same_in_several_tables_are_one() {
    let one = table("| 7 | No parcel. |\n| 8 | No van. |\n");
    let page = format!("# Parcels\n\n{one}\n# Vans\n\n{one}");
    assert_eq!(named(CODES, &page), ["Code7 = 7", "Code8 = 8"]);
}

#[test]
fn headings_tell_equal_codes_apart() {
    let (parcels, vans) = (table("| 7 | No parcel. |\n"), table("| 7 | No van. |\n"));
    let page = format!("# Parcels\n\n{parcels}\n# Vans\n\n{vans}");
    assert_eq!(named(CODES, &page), ["Code7Parcels = 7", "Code7Vans = 7"]);
    assert_eq!(named(&format!("{CODES}, under = \"Vans\""), &page), ["Code7 = 7"]);
}

#[test]
fn rows_are_left_out() {
    let page = table("| 0 | Fine. |\n| 7 | No parcel. |\n| | Parcels: |\n| | Vans: |\n");
    assert_eq!(named(&format!("{CODES}, skip = [\"0\", \"\"]"), &page), ["Code7 = 7"]);
    // However its characters are put together.
    let page = table("| `Größe` | No size. |\n| 7 | No parcel. |\n");
    assert_eq!(named(&format!("{CODES}, skip = [\"Gro\u{308}ße\"]"), &page), ["Code7 = 7"]);
    // A row of which a status is said is none without a code.
    let columns =
        "columns = { code = \"Code\", status = \"HTTP\", description = \"Text\" }, skip = [\"\", \"400 7\"]";
    let page = "| Code | HTTP | Text |\n|---|---|---|\n| | 404 | No parcel. |\n| | | Vans: |\n| 7 | 400 | No van. |\n";
    assert_eq!(named(columns, page), ["Status404 = 404"]);
}

#[test]
fn what_only_one_page_has_is_a_finding_unless_the_call_says_otherwise() {
    let english = table("| 7 | No parcel. |\n| 8 | No van. |\n| 9 | No road. |\n");
    let french = "| Le code | Le texte |\n|---|---|\n| 7 | Pas de colis. |\n| 8 | Pas de camion. |\n| 10 | Pas de train. |\n";
    for (options, findings) in [
        ("", 2),
        ("missing = fallback", 1),
        ("unknown = ignore", 1),
        ("missing = fallback, unknown = ignore", 0),
    ] {
        let loaded = load(CODES, options, [&english, french]);
        assert_eq!(loaded.findings.pages[1].len(), findings, "{options}: {:?}", loaded.findings.pages[1]);
    }
    let loaded = load(CODES, "missing = fallback, unknown = ignore", [&english, french]);
    let catalog = &loaded.catalog;
    let texts: Vec<_> = catalog.entries.iter().map(|entry| catalog.text(entry, 1, Form::Text)).collect();
    assert_eq!(texts, ["Pas de colis.", "Pas de camion.", "No road."]);
}

#[test]
fn a_heading_that_is_not_there_is_told_with_those_that_are() {
    let rows = table("| 7 | No parcel. |\n");
    for (page, place, message, help) in [
        (
            format!("# Parcel errors\n\n{rows}\n# Vans\n"),
            "1:1",
            "found no heading `Parcels errors`, which `under` names; did you mean `Parcel errors`?",
            "name one of this page's headings: `Parcel errors`, `Vans`",
        ),
        (
            format!("{rows}{}", (0..10).map(|number| format!("\n# {number}\n")).collect::<Vec<_>>().concat()),
            "5:1",
            "found no heading `Parcels errors`, which `under` names",
            "name one of this page's headings: `0`, `1`, `2`, `3`, `4`, `5`, `6`, `7` and 2 others",
        ),
        (
            rows.clone(),
            "1:1",
            "found no heading; expected `Parcels errors`, which `under` names",
            "take `under` out, or write the heading above the error tables",
        ),
    ] {
        let loaded =
            load(&format!("{CODES}, under = \"Parcels errors\""), "missing = fallback", [&page, &page]);
        let [finding] = loaded.findings.pages[0].as_slice() else { panic!("{:?}", loaded.findings.pages) };
        assert_eq!((finding.message.as_str(), finding.help.as_str()), (message, help));
        assert_eq!(finding.place().to_string(), place);
    }
}
