//! Pages edited between two builds.

use std::fs;

use crate::project::Project;

const PAGES: [&str; 3] = ["docs/en/errors.md", "docs/de/errors.md", "docs/ja/errors.md"];

/// A row of all three pages, found by its code.
fn rows(project: &Project, code: &str) -> [String; 3] {
    PAGES.map(|page| {
        let text = fs::read_to_string(project.path(page)).unwrap();
        let row = text.lines().find(|line| line.starts_with(&format!("| `{code}`")));
        format!("{}\n", row.unwrap_or_else(|| panic!("{page} has no `{code}`")))
    })
}

/// The names that a listing prints, in its order.
fn names(listing: &str) -> Vec<&str> {
    let parcels = listing.lines().take_while(|line| !line.is_empty());
    parcels.filter(|line| !line.starts_with(' ')).filter_map(|line| line.split(' ').next()).collect()
}

#[test]
fn pages_become_two_catalogs_with_their_texts_in_every_locale() {
    insta::assert_snapshot!(Project::new("consumer", "unchanged").run(&[]));
}

#[test]
fn a_new_row_is_a_new_variant() {
    let project = Project::new("consumer", "new-row");
    let unknown = "InsuranceExpired: unknown name: `ParcelError` has no variant so named\n";
    assert_eq!(project.run(&["InsuranceExpired"]), unknown);

    for (page, text) in PAGES.iter().zip(["Renew it.", "Erneuern Sie sie.", "更新してください。"]) {
        project.replace(page, "| `422", &format!("| `410 Insurance Expired` | {text} |\n| `422"));
    }
    assert_eq!(
        project.run(&["InsuranceExpired"]),
        "InsuranceExpired: 410 Insurance Expired: Renew it. => give up\n"
    );
    let listing = project.run(&[]);
    assert_eq!(names(&listing)[3..5], ["AlreadyCollected", "InsuranceExpired"]);
    assert!(listing.contains("  ja: 更新してください。\n"), "{listing}");
}

#[test]
fn a_removed_row_is_gone() {
    let project = Project::new("consumer", "removed-row");
    assert_eq!(names(&project.run(&[])).len(), 6);

    for (page, row) in PAGES.iter().zip(rows(&project, "409 Already Collected")) {
        project.replace(page, &row, "");
    }
    let listing = project.run(&[]);
    assert_eq!(names(&listing).len(), 5);
    assert!(!listing.contains("Already"), "{listing}");
    assert_eq!(
        project.run(&["AlreadyCollected"]),
        "AlreadyCollected: unknown name: `ParcelError` has no variant so named\n"
    );
}

#[test]
fn a_removed_row_that_code_names_is_missed_by_the_compiler() {
    let project = Project::new("consumer", "removed-row-in-use");
    for (page, row) in PAGES.iter().zip(rows(&project, "422 Address Incomplete")) {
        project.replace(page, &row, "");
    }
    let errors = project.fail();
    assert_eq!(errors.len(), 1, "{errors:#?}");
    assert!(errors[0].contains("`AddressIncomplete`"), "{}", errors[0]);
}

#[test]
fn a_moved_row_renames_nothing() {
    let project = Project::new("consumer", "moved-row");
    let before = project.run(&[]);
    let before = names(&before);

    // In the source alone: rows align by what they are, never by where they stand.
    let [row, ..] = rows(&project, "400 Parcel Too Heavy");
    project.replace(PAGES[0], &row, "");
    project.replace(PAGES[0], "| `5XX", &format!("{row}| `5XX"));
    let after = project.run(&[]);
    assert!(after.contains("\nParcelTooHeavy `400 Parcel Too Heavy`\n"), "{after}");
    assert!(after.contains("  de: Ein Paket wiegt höchstens 31,5 kg."), "{after}");

    let mut after = names(&after);
    assert_eq!(after[4], "ParcelTooHeavy");
    let moved = after.remove(4);
    after.insert(0, moved);
    assert_eq!(after, before);
}

#[test]
fn an_edited_text_is_printed() {
    let project = Project::new("consumer", "edited-text");
    assert!(project.run(&[]).contains("  de: Kein Paket hat diese `tracking_number`.\n"));

    project.replace(PAGES[1], "Kein Paket hat diese", "Wir finden kein Paket mit dieser");
    assert!(project.run(&[]).contains("  de: Wir finden kein Paket mit dieser `tracking_number`.\n"));
}

#[test]
fn both_catalogs_of_a_crate_follow_their_own_pages() {
    let project = Project::new("consumer", "two-catalogs");
    let before = project.run(&[]);

    project.replace("customs/fr/codes.md", "restent à payer", "n’ont pas été payés");
    let after = project.run(&[]);
    assert_eq!(after, before.replace("restent à payer", "n’ont pas été payés"));
}

#[test]
fn a_row_that_a_translation_lacks_stops_the_build() {
    let project = Project::new("consumer", "missing-row");
    project.run(&[]);

    let [_, row, _] = rows(&project, "409 Already Collected");
    project.replace(PAGES[1], &row, "");
    let errors = project.fail();
    assert_eq!(errors.len(), 1, "{errors:#?}");
    insta::assert_snapshot!(errors.concat());

    project.replace(PAGES[1], "| `422", &format!("{row}| `422"));
    assert_eq!(names(&project.run(&[])).len(), 6);
}

#[test]
fn two_broken_pages_are_two_errors_and_no_more() {
    let project = Project::new("consumer", "two-broken-pages");
    // Rows whose variants the code names.
    let [_, row, _] = rows(&project, "400 Parcel Too Heavy");
    project.replace(PAGES[1], &row, "");
    let [_, _, row] = rows(&project, "5XX Sorting Centre Down");
    project.replace(PAGES[2], &row, "");
    project.replace(PAGES[2], "`409 Already Collected`", "`409 Already Gone`");
    let errors = project.fail();
    assert_eq!(errors.len(), 2, "{errors:#?}");
    insta::assert_snapshot!(errors.concat());
}

#[test]
fn a_row_that_the_source_writes_wrongly_is_the_only_error() {
    let project = Project::new("consumer", "broken-source");
    project.replace(PAGES[0], "`422 Address Incomplete`", "`42 Address Incomplete`");
    let errors = project.fail();
    assert_eq!(errors.len(), 1, "{errors:#?}");
    insta::assert_snapshot!(errors.concat());
}

#[test]
fn a_page_that_vanishes_stops_the_build_until_it_is_back() {
    let project = Project::new("consumer", "vanished-page");
    let before = project.run(&[]);

    let page = fs::read(project.path(PAGES[0])).unwrap();
    fs::remove_file(project.path(PAGES[0])).unwrap();
    let errors = project.fail();
    assert_eq!(errors.len(), 1, "{errors:#?}");
    assert!(errors[0].starts_with("error: docs/en/errors.md:1:1: "), "{}", errors[0]);

    fs::write(project.path(PAGES[0]), page).unwrap();
    assert_eq!(project.run(&[]), before);
}

/// Git leaves such a file where symbolic links are switched off, as it does on Windows.
#[test]
fn a_link_to_the_pages_that_is_a_plain_file_is_said_once() {
    let project = Project::new("consumer", "plain-link");
    fs::remove_dir_all(project.path("docs")).unwrap();
    fs::write(project.path("docs"), "../docs").unwrap();
    // With the pages every variant is gone, and the compiler misses those that code names.
    let mut errors = project.fail();
    errors.retain(|error| !error.contains("no variant"));
    assert_eq!(errors.len(), 1, "{errors:#?}");
    insta::assert_snapshot!(errors.concat());
}

#[test]
fn the_source_stands_in_for_rows_where_the_call_lets_it() {
    let project = Project::new("consumer", "fallback");
    assert!(!project.run(&[]).contains("(untranslated)"));

    let row = "| `403 Duty Unpaid` | Les droits de douane restent à payer. |\n";
    project.replace("customs/fr/codes.md", row, "");
    let listing = project.run(&[]);
    assert!(listing.contains("  fr: L’importation de ces marchandises est interdite.\n"), "{listing}");
    assert!(listing.contains("  fr: The duty is still to be paid. (untranslated)\n"), "{listing}");
    assert!(listing.contains("  en: The duty is still to be paid.\n"), "{listing}");
}
