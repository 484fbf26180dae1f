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

/// What is found on a French page: each finding's place and message.
fn found(keys: &str, french: &str, pages: [&str; 2]) -> Vec<String> {
    let loaded = load(keys, french, pages);
    assert!(loaded.findings.pages[0].is_empty(), "{:?}", loaded.findings.pages[0]);
    let findings = loaded.findings.pages[1].iter();
    findings.map(|finding| format!("{} {}", finding.place(), finding.message)).collect()
}

#[test]
fn a_translation_s_tables_are_known_by_the_rows_that_are_not_left_out() {
    let seven = table("| 7 | No parcel. |\n");
    let skip = format!("{CODES}, skip = [\"0\", \"1\"]");
    let with_others = table("| 0 | Fine. |\n| 1 | Well. |\n| 7 | No parcel. |\n");
    let others_alone = format!("{}\n{seven}", table("| 0 | Fine. |\n"));
    let without_rows = format!("{}\n{seven}", table(""));
    for page in [with_others, others_alone, without_rows] {
        assert_eq!(found(&skip, "", [&page, &page]), [""; 0], "{page}");
    }
    let more = table("| 7 | Pas de colis. |\n| 8 | Pas de camion. |\n| 9 | Pas de train. |\n");
    assert_eq!(found(CODES, "unknown = ignore", [&seven, &more]), [""; 0]);
    assert_eq!(found(CODES, "", [&seven, &more]).len(), 2);
}

#[test]
fn a_translation_s_tables_are_those_below_the_heading() {
    let under = format!("{CODES}, under = \"Codes\"");
    let page = |tables: &[(&str, &str)]| {
        let sections = tables.iter().map(|(heading, rows)| format!("# {heading}\n\n{}\n", table(rows)));
        sections.collect::<String>()
    };
    for rows in [
        // Half of its codes are others; none; none, and all are there; one more.
        "| a | Else. |\n| w | Web. |\n",
        "| a | Else. |\n",
        "| a | Else. |\n| b | Other. |\n",
        "| a | Else. |\n| b | Other. |\n| w | Web. |\n",
    ] {
        let codes = "| a | One. |\n| b | Two. |\n";
        for [first, second] in [[("Codes", codes), ("Vans", rows)], [("Vans", rows), ("Codes", codes)]] {
            let english = page(&[first, second]);
            let french = english.replace("# Codes", "# Les codes").replace("# Vans", "# Camions");
            assert_eq!(found(&under, "", [&english, &french]), [""; 0], "{english}");
            let more = format!("{}\n{french}", table("| x | Un. |\n"));
            // Of two tables with the same codes the place alone tells.
            if !rows.ends_with("| b | Other. |\n") {
                assert_eq!(found(&under, "", [&english, &more]), [""; 0], "{english}");
            }
        }
    }
    // A table of other headers is none of errors, whatever its codes are.
    let other = "| Nr | Note |\n|---|---|\n| a | Else. |\n| w | Web. |\n";
    let page = format!("{}\n{other}", table("| a | One. |\n| b | Two. |\n"));
    assert_eq!(found(CODES, "", [&page, &page]), [""; 0]);
}

#[test]
fn a_table_that_is_not_found_is_told_by_what_it_lacks() {
    let [one, two] = ["| a | One. |\n", "| b | Two. |\n"];
    let english = format!("{}\n{}", table(one), table(two));
    // All rows are there, and another table stands in the place of one.
    let merged = format!("{}\n{}", table(&format!("{one}{two}")), table("| d | Other. |\n"));
    assert_eq!(found(CODES, "", [&english, &merged]), [""; 0]);
    let in_words = format!("{}\n{}", table(one), table("| deux | Deux. |\n"));
    assert_eq!(
        found(CODES, "missing = fallback", [&english, &in_words]),
        [
            "5:1 found a table of 1 row where the source's error table stands, of which 0 have a code of the source's; expected half of them at least"
        ]
    );
    let empty = format!("{}\n{}", table(one), table(""));
    assert_eq!(
        found(CODES, "missing = fallback", [&english, &empty]),
        ["5:1 found a table without codes where the source's error table stands; expected the source's rows"]
    );
    let wide = "| Nr | Code | Text |\n|---|---|---|\n| 1 | a | Un. |\n| 2 | b | Deux. |\n";
    assert_eq!(
        found(CODES, "", [&english, wide]),
        ["1:1 found the source's codes in a table of 3 columns; expected 2, as the source has"]
    );
}

#[test]
fn a_wider_table_of_statuses_is_told_too() {
    let columns = "columns = { status = \"Code\", description = \"Text\" }";
    let wide = "| Nr | Code | Text |\n|---|---|---|\n| 1 | 404 Non | Non. |\n";
    assert_eq!(
        found(columns, "", [&table("| 404 No | No. |\n"), wide]),
        ["1:1 found the source's codes in a table of 3 columns; expected 2, as the source has"]
    );
}

#[test]
fn a_missing_row_is_placed_in_its_own_table() {
    let english =
        format!("{}\n{}", table("| a | One. |\n| b | Two. |\n"), table("| c | Three. |\n| d | Four. |\n"));
    for (row, place) in [("a", "3:1"), ("b", "3:1"), ("c", "8:1"), ("d", "8:1")] {
        let lines = english.lines().filter(|line| !line.starts_with(&format!("| {row} ")));
        let french = lines.collect::<Vec<_>>().join("\n");
        assert_eq!(
            found(CODES, "", [&english, &french]),
            [format!("{place} found no row for `{row}`; expected one here")]
        );
    }
}

#[test]
fn a_row_that_the_source_repeats_has_one_translation() {
    let english = format!("{}\n{}", table("| a | One. |\n"), table("| a | One. |\n| b | Two. |\n"));
    let french = english.replacen("One", "Un", 1).replace("One", "Une").replace("Two", "Deux");
    assert_eq!(
        found(CODES, "", [&english, &french]),
        [
            "7:1 found `a` in other words than in another row; expected the same words, for docs/errors.en.md repeats one row"
        ]
    );
}
