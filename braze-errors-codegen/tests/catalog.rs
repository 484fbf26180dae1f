//! How rows are aligned and how variants are named.

use std::collections::HashSet;

use braze_errors_codegen::{Alignment, Catalog, Dialect, Form, Locale, Missing, Page, Rename, Rule, Source};
use proptest::collection::hash_set;
use proptest::prelude::*;

/// A page with these rows, each `code = description`.
fn page(tag: &str, rows: &[&str]) -> Page {
    let mut text = "| Code | Description |\n|---|---|\n".to_owned();
    for row in rows {
        let (code, description) = row.split_once(" = ").unwrap();
        text.extend(["| `", code, "` | ", description, " |\n"]);
    }
    let reading = Page::read(&Source::new(format!("docs/{tag}/errors.md"), text), Dialect::Kramdown);
    assert!(reading.findings.is_empty(), "{:?}", reading.findings);
    reading.page
}

fn locale(tag: &str) -> Locale {
    Locale {
        tag: tag.to_owned(),
        docs: Some(format!("https://example.com/{tag}")),
        missing: Missing::Refuse,
        ..Locale::default()
    }
}

fn rename(code: &str, with: Option<&str>, name: &str) -> Rename {
    Rename { code: code.to_owned(), with: with.map(str::to_owned), name: name.to_owned() }
}

/// Aligns a source in English with a translation into French.
fn align(english: &[&str], french: &[&str]) -> Alignment {
    Catalog::align(vec![locale("en"), locale("fr")], 0, vec![page("en", english), page("fr", french)], &[])
}

fn name(english: &[&str], renames: &[Rename]) -> Alignment {
    Catalog::align(vec![locale("en")], 0, vec![page("en", english)], renames)
}

fn variants(alignment: &Alignment) -> Vec<&str> {
    alignment.catalog.entries.iter().map(|entry| entry.variant.as_str()).collect()
}

/// Each variant with its French text.
fn french(alignment: &Alignment) -> Vec<String> {
    let catalog = &alignment.catalog;
    catalog
        .entries
        .iter()
        .map(|entry| format!("{}: {}", entry.variant, catalog.text(entry, 1, Form::Text)))
        .collect()
}

fn findings(alignment: &Alignment) -> String {
    alignment.findings.iter().map(ToString::to_string).collect::<Vec<_>>().join("\n\n")
}

const THREE: [&str; 3] = [
    "400 Bad Request = The syntax is wrong.",
    "400 Bad Request = `send_at` can't be read.",
    "400 Bad Request = `in_local_time` is set, but `time` is over.",
];

#[test]
fn rows_align_by_code_and_not_by_position() {
    let alignment = align(
        &["400 No Name = Give a name.", "404 Not Found = No such parcel."],
        &["404 Not Found = Pas de colis.", "400 No Name = Donnez un nom."],
    );
    assert_eq!(findings(&alignment), "");
    assert_eq!(french(&alignment), ["NoName: Donnez un nom.", "NotFound: Pas de colis."]);
}

#[test]
fn equal_codes_align_by_what_they_say_in_any_language() {
    let alignment = align(
        &THREE,
        &[
            "400 Bad Request = `time` est passé, et `in_local_time` est donné.",
            "400 Bad Request = La syntaxe est fausse.",
            "400 Bad Request = `send_at` est illisible.",
        ],
    );
    assert_eq!(findings(&alignment), "");
    assert_eq!(
        french(&alignment),
        [
            "BadRequest: La syntaxe est fausse.",
            "BadRequestSendAt: `send_at` est illisible.",
            "BadRequestInLocalTime: `time` est passé, et `in_local_time` est donné."
        ]
    );
}

#[test]
fn numbers_align_whatever_groups_their_digits() {
    let alignment = align(
        &["400 Too Long = More than 1,912 bytes.", "400 Too Long = More than 4,000 bytes in `body`."],
        &["400 Too Long = Plus de 4\u{202f}000 octets dans `body`.", "400 Too Long = Plus de 1 912 octets."],
    );
    assert_eq!(french(&alignment)[0], "TooLong: Plus de 1 912 octets.");
}

#[test]
fn numbers_align_whatever_touches_them() {
    let alignment = align(
        &["400 Too Long = More than 1,912 bytes.", "400 Too Long = More than 75 objects."],
        &["400 Too Long = 75個を超えています。", "400 Too Long = 1,912バイトを超えています。"],
    );
    assert_eq!(french(&alignment)[0], "TooLong: 1,912バイトを超えています。");
}

#[test]
fn equal_codes_align_by_what_they_have_most_in_common() {
    let alignment = align(
        &[
            "400 Bad Request = `send_at` is no date of 10 letters.",
            "400 Bad Request = `in_local_time` needs a `time` of 20 letters.",
            "400 Bad Request = Bad syntax.",
        ],
        &[
            "400 Bad Request = Mauvaise syntaxe, voyez `help`.",
            "400 Bad Request = `in_local_time` demande `time`.",
            "400 Bad Request = `send_at` n’est pas une date de 11 lettres.",
        ],
    );
    assert_eq!(
        french(&alignment),
        [
            "BadRequestSendAt: `send_at` n’est pas une date de 11 lettres.",
            "BadRequestInLocalTime: `in_local_time` demande `time`.",
            "BadRequest: Mauvaise syntaxe, voyez `help`.",
        ]
    );
}

#[test]
fn equal_codes_that_differ_in_content_align_in_page_order() {
    let alignment = align(
        &THREE,
        &[
            "400 Bad Request = La syntaxe est fausse.",
            "400 Bad Request = La date est illisible.",
            "400 Bad Request = `in_local_time` est donné, mais `time` est passé.",
        ],
    );
    assert_eq!(french(&alignment)[1], "BadRequestSendAt: La date est illisible.");
}

#[test]
fn where_a_code_stands_more_often_on_one_page_its_rows_align_by_what_they_say() {
    let once = ["400 Bad Request = `send_at` est illisible."];
    let alignment = align(&THREE, &once);
    let partners: Vec<Option<usize>> = alignment.catalog.entries.iter().map(|entry| entry.rows[1]).collect();
    assert_eq!(partners, [None, Some(0), None]);

    let alignment = align(&once, &THREE);
    assert_eq!(alignment.catalog.entries[0].rows, [Some(0), Some(1)]);
    let unknown: Vec<usize> = alignment.findings.iter().map(|finding| finding.place().line).collect();
    assert_eq!(unknown, [3, 5]);
}

#[test]
fn a_missing_row_is_placed_at_the_next_aligned_row_or_at_the_last() {
    insta::assert_snapshot!(findings(&align(
        &["400 No Name = Give a name.", "404 Not Found = No such parcel.", "429 Slow Down = Too many calls."],
        &["404 Not Found = Pas de colis."],
    )));
}

#[test]
fn a_row_that_the_source_lacks_is_reported_at_the_row() {
    insta::assert_snapshot!(findings(&align(
        &["404 Not Found = No such parcel."],
        &["404 Not Found = Pas de colis.", "410 Gone = Le colis est parti."],
    )));
}

#[test]
fn two_rows_that_say_the_same_are_reported() {
    insta::assert_snapshot!(findings(&align(
        &["404 Not Found = No such parcel.", "404 Not Found = No such parcel."],
        &["404 Not Found = Pas de colis.", "404 Not Found = Aucun colis."],
    )));
}

#[test]
fn a_duplicate_is_no_unknown_row_and_makes_none_missing() {
    let once = ["404 Not Found = No such parcel."];
    let twice = ["404 Not Found = Pas de colis.", "404 Not Found = Pas de colis."];
    for alignment in [align(&once, &twice), align(&twice, &once)] {
        let rules: Vec<&str> = alignment.findings.iter().map(|finding| finding.rule.name()).collect();
        assert_eq!(rules, ["duplicate-row"]);
    }
}

#[test]
fn a_locale_may_fall_back_to_the_source() {
    let locales = vec![locale("en"), Locale { missing: Missing::Fallback, ..locale("fr") }];
    let pages = vec![
        page(
            "en",
            &["400 No Name = Read [this]({{site.baseurl}}/names).", "404 Not Found = No such parcel."],
        ),
        page("fr", &["404 Not Found = Pas de colis."]),
    ];
    let alignment = Catalog::align(locales, 0, pages, &[]);
    assert_eq!(findings(&alignment), "");
    assert_eq!(
        french(&alignment),
        ["NoName: Read this (https://example.com/en/names).", "NotFound: Pas de colis."]
    );
    assert_eq!(alignment.catalog.entries[0].rows, [Some(0), None]);
}

#[test]
fn a_variant_is_named_after_its_message() {
    let alignment = name(
        &[
            "5XX Internal Server Error = a",
            "400 Invalid Campaign ID = b",
            "400 The max number of external_ids per request = c",
        ],
        &[],
    );
    assert_eq!(
        variants(&alignment),
        ["InternalServerError", "InvalidCampaignId", "TheMaxNumberOfExternalIdsPerRequest"]
    );
}

#[test]
fn moving_a_row_renames_nothing() {
    let mut rows = THREE;
    let mut expected = ["BadRequest", "BadRequestInLocalTime", "BadRequestSendAt"];
    expected.sort_unstable();
    for _ in 0..rows.len() {
        rows.rotate_left(1);
        let alignment = name(&rows, &[]);
        let mut found = variants(&alignment);
        found.sort_unstable();
        assert_eq!(found, expected);
    }
}

#[test]
fn a_code_span_that_another_row_has_too_distinguishes_nothing() {
    let alignment =
        name(&["400 Bad Request = `time` is over.", "400 Bad Request = `time` comes before `send_at`."], &[]);
    assert_eq!(variants(&alignment), ["BadRequest", "BadRequestSendAt"]);
}

#[test]
fn names_that_can_t_be_made_or_would_be_shared_say_which_rename_to_write() {
    insta::assert_snapshot!(findings(&name(
        &[
            "400 42 Is No Name = a",
            "403 Forbidden = b",
            "404 Forbidden = c",
            "409 Conflict = The name is taken.",
            "409 Conflict = The parcel has left.",
            "410 self = d",
        ],
        &[],
    )));
}

#[test]
fn the_rename_that_a_finding_suggests_mends_it() {
    let rows = ["404 Forbidden = c", "403 Forbidden = b", "409 Conflict = One.", "409 Conflict = Two."];
    let alignment = name(
        &rows,
        &[rename("403 Forbidden", None, "Forbidden403"), rename("409 Conflict", Some("Two."), "ConflictTwo")],
    );
    assert_eq!(findings(&alignment), "");
    assert_eq!(variants(&alignment), ["Forbidden", "Forbidden403", "Conflict", "ConflictTwo"]);
}

#[test]
fn a_rename_finds_its_row_by_code_span_or_by_words() {
    let alignment = name(
        &THREE,
        &[
            rename("400 Bad Request", Some("send_at"), "UnreadableDate"),
            rename("400 Bad Request", Some("syntax"), "BadSyntax"),
        ],
    );
    assert_eq!(variants(&alignment), ["BadSyntax", "UnreadableDate", "BadRequestInLocalTime"]);
}

#[test]
fn a_rename_that_fits_no_row_or_several_is_a_mistake() {
    let alignment = name(
        &THREE,
        &[
            rename("400 Bad Reqest", None, "A"),
            rename("400 Bad Request", None, "B"),
            rename("400 Bad Request", Some("is"), "C"),
            rename("400 Bad Request", Some("send_by"), "D"),
            rename("400 Bad Request", Some("send_at"), "E"),
            rename("400 Bad Request", Some("`send_at` can't be read."), "F"),
        ],
    );
    let messages: Vec<String> =
        alignment.bad_renames.iter().map(|bad| format!("{}: {}\n", bad.index, bad.message)).collect();
    insta::assert_snapshot!(messages.concat());
}

#[test]
fn the_base_url_needs_a_documentation_url() {
    let locales = vec![Locale { docs: None, ..locale("en") }];
    let pages = vec![page("en", &["404 Not Found = Read [this]({{site.baseurl}}/parcels)."])];
    insta::assert_snapshot!(findings(&Catalog::align(locales, 0, pages, &[])));
}

#[test]
fn the_base_url_is_found_wherever_it_stands_in_a_description() {
    for description in [
        "{{site.baseurl}}",
        "`{{site.baseurl}}`",
        "**See {{site.baseurl}}**",
        "<br>- {{site.baseurl}}",
        "[this]({{site.baseurl}}/a)",
        "[{{site.baseurl}}](/a)",
        "[this](/a \"{{site.baseurl}}\")",
    ] {
        let row = format!("404 Not Found = Read {description}");
        let locales = vec![Locale { docs: None, ..locale("en") }];
        let alignment = Catalog::align(locales, 0, vec![page("en", &[&row])], &[]);
        let rules: Vec<Rule> = alignment.findings.iter().map(|finding| finding.rule).collect();
        assert_eq!(rules, [Rule::UnknownBaseUrl], "{description}");
    }
}

#[test]
fn findings_are_sorted_by_locale_and_place() {
    let locales = vec![locale("en"), locale("fr"), locale("de")];
    let pages = vec![
        page("en", &["400 No Name = a", "404 Not Found = b", "429 Slow Down = c"]),
        page("fr", &["410 Gone = x", "429 Slow Down = c"]),
        page("de", &["404 Not Found = b"]),
    ];
    let alignment = Catalog::align(locales, 0, pages, &[]);
    let places: Vec<String> = alignment
        .findings
        .iter()
        .map(|finding| format!("{}:{} {}", finding.source.path(), finding.place(), finding.rule.name()))
        .collect();
    assert_eq!(
        places,
        [
            "docs/fr/errors.md:3:1 unknown-row",
            "docs/fr/errors.md:4:1 missing-row",
            "docs/fr/errors.md:4:1 missing-row",
            "docs/de/errors.md:3:1 missing-row",
            "docs/de/errors.md:3:1 missing-row"
        ]
    );
}

#[test]
fn codes_are_compared_and_named_in_composed_form() {
    // A kelvin sign and a `K`; an angstrom sign, a letter and a ring behind it, and one letter.
    let alignment = align(
        &["416 Over 300 \u{212a} = Too warm.", "400 1 \u{212b} = Too small.", "422 Gro\u{308}ße = No size."],
        &["422 Größe = Pas de taille.", "416 Over 300 K = Trop chaud.", "400 1 A\u{30a} = Trop petit."],
    );
    assert_eq!(findings(&alignment), "");
    assert_eq!(
        french(&alignment),
        ["Over300K: Trop chaud.", "Code1\u{c5}: Trop petit.", "Gr\u{f6}ße: Pas de taille."]
    );
    let code = |number: usize| alignment.catalog.code(&alignment.catalog.entries[number]).to_string();
    assert_eq!([code(0), code(1), code(2)], ["416 Over 300 K", "400 1 \u{c5}", "422 Gr\u{f6}ße"]);
}

#[test]
fn codes_that_are_one_in_composed_form_are_two_rows_of_one_code() {
    let rows = ["400 Gro\u{308}ße = `breite` is too much.", "400 Größe = `ho\u{308}he` is too much."];
    assert_eq!(variants(&name(&rows, &[])), ["GrößeBreite", "GrößeHöhe"]);
    let named = name(&rows, &[rename("400 Gro\u{308}ße", Some("höhe"), "Height")]);
    assert_eq!(named.bad_renames, []);
    assert_eq!(variants(&named), ["GrößeBreite", "Height"]);
    let same = name(&["400 K = Too warm.", "400 \u{212a} = Too warm."], &[]);
    assert!(findings(&same).contains("error[duplicate-row]"), "{}", findings(&same));
}

/// Writes each rename that a finding suggests, and finds nothing more.
fn follow_suggestions(rows: &[&str]) -> usize {
    let alignment = name(rows, &[]);
    let mut names: HashSet<String> = variants(&alignment).into_iter().map(str::to_owned).collect();
    let mut written = Vec::new();
    for finding in alignment.findings.iter() {
        let (before, name) = finding.help.rsplit_once(" => ").unwrap();
        let name = name.trim_end_matches(']');
        assert!(names.insert(name.to_owned()), "{name}");
        written.push(rename(before.split('"').nth(1).unwrap(), None, name));
    }
    let mended = name(rows, &written);
    assert_eq!(findings(&mended), "");
    assert_eq!(variants(&mended).len(), rows.len());
    written.len()
}

#[test]
fn suggested_names_are_nobody_elses() {
    let rows = [
        "409 a.b = One.",
        "409 a_b = Two.",
        "409 a-b = Three.",
        "400 self = Four.",
        "401 Self = Five.",
        "400 ErrorSelf = Six.",
        "400 ??? = Seven.",
        "400 !!! = Seven.",
        "400 ½ = Eight.",
        "409 ab409 = Nine.",
        "500 AB409 = Ten.",
        "400 1½ = ½ Eleven.",
    ];
    assert!(follow_suggestions(&rows) > 5);
}

proptest! {
    #![proptest_config(ProptestConfig { cases: 64, failure_persistence: None, ..ProptestConfig::default() })]

    #[test]
    fn any_suggested_name_is_nobody_elses(codes in hash_set("40[09] [abAB4½ª_.?!-]{1,4}", 1..12)) {
        let rows: Vec<String> = codes.iter().map(|code| format!("{code} = Text.")).collect();
        follow_suggestions(&rows.iter().map(String::as_str).collect::<Vec<_>>());
    }
}
