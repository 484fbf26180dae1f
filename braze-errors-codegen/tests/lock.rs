//! What the lock holds, how it is read and written, and what it tells of the pages.

use std::path::Path;
use std::process::Command;

use braze_errors_codegen::{
    Catalog, Columns, Dialect, Finding, Findings, Locale, Lock, Missing, Page, Rename, Selection, Sought,
    Source, SourceChange,
};
use proptest::prelude::*;

const PATH: &str = "docs/catalog.lock";

fn page(tag: &str, rows: &[&str]) -> Page {
    let mut text = "| Code | Description |\n|---|---|\n".to_owned();
    for row in rows {
        let (code, description) = row.split_once(" = ").unwrap();
        text.extend(["| `", code, "` | ", description, " |\n"]);
    }
    read(tag, text)
}

fn read(tag: &str, text: String) -> Page {
    let reading = Page::read(&Source::new(format!("docs/{tag}/errors.md"), text), Dialect::Kramdown);
    assert!(reading.findings.is_empty(), "{:?}", reading.findings);
    reading.page
}

fn align(pages: Vec<(&str, Page)>, renames: &[Rename]) -> Catalog {
    let (tags, pages): (Vec<&str>, Vec<Page>) = pages.into_iter().unzip();
    let locale = |tag: &&str| Locale {
        tag: (*tag).to_owned(),
        docs: Some(String::new()),
        missing: Missing::Fallback,
        ..Locale::default()
    };
    let alignment = Catalog::align(tags.iter().map(locale).collect(), 0, pages, renames);
    assert!(alignment.findings.is_empty(), "{:?}", alignment.findings);
    alignment.catalog
}

/// A source in English and a translation into French.
fn catalog(english: &[&str], french: &[&str]) -> Catalog {
    align(vec![("en", page("en", english)), ("fr", page("fr", french))], &[])
}

fn select(rows: &[&str], locales: &[&str]) -> Selection {
    let owned = |names: &[&str]| names.iter().map(|name| (*name).to_owned()).collect();
    Selection { rows: owned(rows), locales: owned(locales) }
}

/// A lock as a file has it.
fn written(lock: &Lock) -> Lock {
    Lock::parse(&Source::new(PATH, lock.to_string())).unwrap()
}

/// The lock in which all of a catalog was accepted.
fn accepted(catalog: &Catalog) -> Lock {
    let mut lock = Lock::new(PATH);
    lock.accept(catalog, &Selection::default()).unwrap();
    written(&lock)
}

fn report<'f>(findings: impl IntoIterator<Item = &'f Finding>) -> String {
    findings.into_iter().map(ToString::to_string).collect::<Vec<_>>().join("\n\n")
}

fn rules(findings: &Findings) -> Vec<&str> {
    findings.iter().map(|finding| finding.rule.name()).collect()
}

fn mistakes(text: &str) -> String {
    report(&Lock::parse(&Source::new(PATH, text)).unwrap_err())
}

const ENGLISH: [&str; 3] = [
    "400 No Name = Give a `name` of 75 letters.",
    "404 Not Found = There is no such parcel.",
    "5XX Internal Server Error = Wait, then try again.",
];
const FRENCH: [&str; 3] = [
    "400 No Name = Donnez un `name` de 75 lettres.",
    "404 Not Found = Ce colis n'existe pas.",
    "5XX Internal Server Error = Attendez, puis réessayez.",
];
const THREE: [&str; 3] = [
    "400 Bad Request = The syntax is wrong.",
    "400 Bad Request = `send_at` can't be read.",
    "400 Bad Request = `in_local_time` is set, but the time is over.",
];

#[test]
fn a_file_has_a_block_for_each_row_and_a_line_for_each_text() {
    let catalog = catalog(&ENGLISH, &FRENCH[..2]);
    let mut lock = accepted(&catalog);
    lock.deprecate(&catalog, &["404 Not Found".to_owned()]).unwrap();
    insta::assert_snapshot!(lock);
    assert_eq!(written(&lock).text(), lock.to_string());
}

#[test]
fn what_was_accepted_is_not_found() {
    let catalog = catalog(&ENGLISH, &FRENCH);
    assert_eq!(report(&accepted(&catalog).compare(&catalog)), "");
}

#[test]
fn another_name_is_suggested_where_one_is_taken() {
    let catalog = |row: &str| {
        let text = format!("| Code | Status | Text |\n|---|---|---|\n{row}\n");
        let columns = Columns {
            code: Some("Code".to_owned()),
            status: Some("Status".to_owned()),
            name: None,
            description: vec!["Text".to_owned()],
        };
        let sought = Sought { columns: Some(&columns), ..Sought::default() };
        let reading = Page::read_tables(&Source::new("en.md", text), Dialect::Gfm, &sought);
        align(vec![("en", reading.page)], &[])
    };
    let lock = accepted(&catalog("| lost | | Look for it. |"));
    for (row, suggested) in [
        ("| LOST | | It is in the shed. |", "LostItIsIn"),
        ("| LOST | 404 | It is in the shed. |", "Lost404"),
        ("| LOST | | |", "OtherLost"),
    ] {
        let shown = report(&lock.compare(&catalog(row)));
        assert!(shown.contains(&format!("\" => {suggested}]")), "{row}\n{shown}");
    }
}

#[test]
fn line_ends_spacing_escapes_comments_and_order_make_no_difference() {
    let english = read(
        "en",
        "| Code | Description |\r\n|---|---|\r\n\
         |`5XX Internal Server Error`|Wait, then try again.|\r\n\
         | `404  Not Found`   |   There is no such parcel.   |\r\n\
         | `400 No Name` | Give a `name` of 75 letters\\. <!-- in en-GB too --> |\r\n"
            .to_owned(),
    );
    let changed = align(vec![("en", english), ("fr", page("fr", &FRENCH))], &[]);
    assert_eq!(report(&accepted(&catalog(&ENGLISH, &FRENCH)).compare(&changed)), "");
}

#[test]
fn a_translation_is_stale_when_its_source_has_changed() {
    let lock = accepted(&catalog(&ENGLISH, &FRENCH));
    let english =
        ["400 No Name = Give a `name` of 80 letters.", "404 Not Found = No parcel has this ID.", ENGLISH[2]];
    let french = [FRENCH[0], "404 Not Found = Aucun colis n'a cet identifiant.", FRENCH[2]];
    insta::assert_snapshot!(report(&lock.compare(&catalog(&english, &french))));
}

/// What each finding says of the source's change, which its message ends with.
fn changes(findings: &Findings) -> Vec<String> {
    let summary = |finding: &Finding| {
        let summary = finding.change.as_ref().map(SourceChange::summary).unwrap_or_default();
        assert!(finding.message.ends_with(&summary), "{}", finding.message);
        summary
    };
    findings.iter().map(summary).collect()
}

#[test]
fn what_has_changed_in_the_source_is_said_word_by_word() {
    for (before, now, said) in [
        ("Give 75 letters.", "Give 80 letters.", "`75` became `80`"),
        ("Give 75 letters.", "Give 75 letters at most.", "`at most` came"),
        ("Give up to 75 letters.", "Give 75 letters.", "`up to` went"),
        ("Give `a`.", "Give `b`.", "`a` became `b`"),
        (
            "a b c d e f g h i",
            "A b C d E f G h i",
            "`a` became `A`, `c` became `C`, `e` became `E`, and 1 more",
        ),
        ("番号がない。", "名前がない。", "`番号` became `名前`"),
        ("Give 75 letters.", "Give 75\u{a0}letters.", "` ` became `[U+00A0]`"),
        ("Give **75** letters.", "Give 75 letters.", "`**` went, `**` went"),
        ("Give a \\| b.", "Give a \\| c.", "`b` became `c`"),
    ] {
        let [before, now] =
            [before, now].map(|text| catalog(&[&format!("400 No Name = {text}")], &FRENCH[..1]));
        assert_eq!(changes(&accepted(&before).compare(&now)), [said]);
    }
}

#[test]
fn each_translation_is_told_what_has_changed_since_its_own_acceptance() {
    let all = |number: &str| {
        let pages =
            ["en", "de", "fr"].map(|tag| (tag, page(tag, &[&format!("400 No Name = {tag}: {number}.")])));
        align(pages.into(), &[])
    };
    let mut lock = accepted(&all("75"));
    lock.accept(&all("80"), &select(&[], &["fr"])).unwrap();
    let mut lock = written(&lock);
    assert_eq!(changes(&lock.compare(&all("85"))), ["`75` became `85`", "`80` became `85`"]);
    assert_eq!(lock.to_string().matches("\nsource ").count(), 2, "{lock}");
    lock.accept(&all("85"), &Selection::default()).unwrap();
    assert_eq!(lock.to_string().matches("\nsource ").count(), 1, "{lock}");
}

/// A lock without its lines `source`, as older ones are.
fn without_sources(lock: &Lock) -> Lock {
    let text: String =
        lock.to_string().split_inclusive('\n').filter(|line| !line.starts_with("source ")).collect();
    Lock::parse(&Source::new(PATH, text)).unwrap()
}

#[test]
fn an_old_lock_is_read_and_renewed_when_it_is_accepted() {
    let before = catalog(&ENGLISH, &FRENCH);
    let new = accepted(&before);
    let mut lock = without_sources(&new);
    assert_eq!(report(&lock.compare(&before)), "");
    let english = ["400 No Name = Give a `name` of 80 letters.", ENGLISH[1], ENGLISH[2]];
    let findings = lock.compare(&catalog(&english, &FRENCH));
    assert_eq!(changes(&findings), [""]);
    assert!(findings.iter().all(|finding| finding.change.is_none()));
    lock.accept(&before, &Selection::default()).unwrap();
    assert_eq!(lock.to_string(), new.to_string());
    let mut lock = without_sources(&new);
    lock.accept(&before, &select(&["NoName"], &["fr"])).unwrap();
    assert_eq!(lock.to_string().matches("\nsource ").count(), 1, "{lock}");
}

#[test]
fn a_reworded_translation_is_not_stale() {
    let lock = accepted(&catalog(&ENGLISH, &FRENCH));
    let french = ["400 No Name = Donnez un `name` d'au plus 75 lettres.", FRENCH[1], FRENCH[2]];
    assert_eq!(report(&lock.compare(&catalog(&ENGLISH, &french))), "");
}

#[test]
fn rows_and_translations_that_were_never_accepted_are_new() {
    let mut lock = accepted(&catalog(&ENGLISH[..1], &FRENCH[..1]));
    let two = catalog(&ENGLISH[..2], &FRENCH[..2]);
    lock.accept(&two, &select(&["NotFound"], &["en"])).unwrap();
    insta::assert_snapshot!(report(&lock.compare(&catalog(&ENGLISH, &FRENCH))));
}

#[test]
fn a_variant_without_a_row_is_removed_until_it_is_named() {
    let mut lock = accepted(&catalog(&ENGLISH, &FRENCH));
    let fewer = catalog(&ENGLISH[1..], &FRENCH[1..]);
    insta::assert_snapshot!(report(&lock.compare(&fewer)));
    lock.accept(&fewer, &Selection::default()).unwrap();
    assert_eq!(lock.compare(&fewer).len(), 1);
    lock.accept(&fewer, &select(&["NoName"], &[])).unwrap();
    assert_eq!(lock.to_string(), accepted(&fewer).to_string());
}

#[test]
fn a_new_row_that_renames_an_old_one_is_found_by_the_old_ones_text() {
    let mut lock = accepted(&catalog(&THREE[1..2], &THREE[1..2]));
    let more = catalog(&THREE[1..], &THREE[1..]);
    insta::assert_snapshot!(report(&lock.compare(&more)));
    lock.accept(&more, &Selection::default()).unwrap();
    assert_eq!(lock.compare(&more).len(), 1);
    lock.accept(&more, &select(&["BadRequestSendAt"], &[])).unwrap();
    assert_eq!(lock.to_string(), accepted(&more).to_string());
}

#[test]
fn a_name_that_goes_over_to_another_row_is_found() {
    let mut lock = accepted(&catalog(&THREE[1..2], &THREE[1..2]));
    let more = catalog(&THREE[..2], &THREE[..2]);
    insta::assert_snapshot!(report(&lock.compare(&more)));
    lock.accept(&more, &select(&["400 Bad Request"], &[])).unwrap();
    assert_eq!(lock.to_string(), accepted(&more).to_string());
}

#[test]
fn a_reworded_row_of_another_name_is_found_by_its_code() {
    let lock = accepted(&catalog(&THREE, &THREE));
    let english = [THREE[0], THREE[1], "400 Bad Request = `local` is set, but the time is over."];
    let changed = align(vec![("en", page("en", &english))], &[]);
    insta::assert_snapshot!(report(&lock.compare(&changed)));
}

#[test]
fn reworded_rows_of_several_codes_are_found_each_by_its_own() {
    let of_two_codes = |second: &str, fourth: &str| {
        let rows = [
            "400 Bad Request = The syntax is wrong.",
            second,
            "404 Not Found = There is no such parcel.",
            fourth,
        ];
        catalog(&rows, &rows)
    };
    let lock = accepted(&of_two_codes("400 Bad Request = `key` is wrong.", "404 Not Found = `id` is wrong."));
    let changed = of_two_codes("400 Bad Request = `api_key` is bad.", "404 Not Found = `parcel_id` is bad.");
    let findings = lock.compare(&changed);
    assert_eq!(rules(&findings), ["variant-renamed", "variant-renamed", "stale", "stale"]);
}

#[test]
fn a_row_that_two_variants_may_have_had_is_new() {
    let lock = accepted(&catalog(&THREE, &THREE));
    let english = [THREE[0], "400 Bad Request = `key` is wrong."];
    let findings = lock.compare(&align(vec![("en", page("en", &english))], &[]));
    let mut rules = rules(&findings);
    rules.sort_unstable();
    assert_eq!(rules, ["new-row", "variant-removed", "variant-removed"]);
}

#[test]
fn the_help_of_a_renamed_variant_gives_it_its_name_back() {
    let lock = accepted(&catalog(&THREE[1..2], &THREE[1..2]));
    let rename = Rename {
        code: "400 Bad Request".to_owned(),
        with: Some("send_at".to_owned()),
        name: "BadRequest".to_owned(),
    };
    let kept = align(vec![("en", page("en", &THREE[1..]))], &[rename]);
    let findings = lock.compare(&kept);
    assert_eq!(findings.len(), 1);
    assert_eq!(rules(&findings), ["new-row"]);
}

#[test]
fn a_variant_that_gets_another_code_is_found() {
    let mut lock = accepted(&catalog(&ENGLISH[..2], &FRENCH[..2]));
    let recoded = |row: &str| row.replace("404", "410");
    let (english, french) = (recoded(ENGLISH[1]), recoded(FRENCH[1]));
    let changed = catalog(&[ENGLISH[0], &english], &[FRENCH[0], &french]);
    insta::assert_snapshot!(report(&lock.compare(&changed)));
    lock.accept(&changed, &select(&["NotFound"], &[])).unwrap();
    assert_eq!(lock.to_string(), accepted(&changed).to_string());
}

#[test]
fn one_locale_is_accepted_alone() {
    let mut lock = accepted(&catalog(&ENGLISH[..1], &FRENCH[..1]));
    let changed = catalog(&["400 No Name = Give a name."], &["400 No Name = Donnez un nom."]);
    let before = lock.to_string();
    lock.accept(&changed, &select(&[], &["fr"])).unwrap();
    let after = lock.to_string();
    let lines =
        |one: &str, other: &str| one.lines().filter(|line| !other.lines().any(|old| old == *line)).count();
    assert_eq!(lines(&before, &after), 1, "the French text's line");
    assert_eq!(lines(&after, &before), 2, "and the source's text that it says in French");
    assert_eq!(report(&lock.compare(&changed)), "");
}

#[test]
fn names_that_there_are_not_change_nothing() {
    let catalog = catalog(&ENGLISH, &FRENCH);
    let mut lock = Lock::new(PATH);
    assert_eq!(
        lock.accept(&catalog, &select(&["NoName", "NoNmae"], &["fr", "fi"])).unwrap_err(),
        [
            "found the locale `fi`; expected one of `en`, `fr`",
            "found no row `NoNmae` on the pages; expected the name of a variant, a code, or `status-` with a bullet's status",
        ]
    );
    assert_eq!(lock.to_string(), "braze-errors lock 1\n\nend\n");
}

#[test]
fn a_deprecated_row_keeps_its_last_text_and_is_not_found_when_it_goes() {
    let all = catalog(&ENGLISH, &FRENCH);
    let mut lock = accepted(&all);
    lock.deprecate(&all, &["NoName".to_owned()]).unwrap();
    let french = ["400 No Name = Donnez un nom.", FRENCH[1], FRENCH[2]];
    lock.accept(&catalog(&ENGLISH, &french), &Selection::default()).unwrap();
    assert!(lock.to_string().contains("\nmarkdown Donnez un nom.\n"), "{lock}");

    let fewer = catalog(&ENGLISH[1..], &FRENCH[1..]);
    let mut lock = written(&lock);
    assert_eq!(report(&lock.compare(&fewer)), "");
    lock.accept(&fewer, &Selection::default()).unwrap();
    assert!(lock.to_string().contains("\nmarkdown Donnez un nom.\n"), "{lock}");
    assert_eq!(
        lock.deprecate(&fewer, &["NoName".to_owned()]).unwrap_err(),
        [
            "found no row `NoName` on the pages; expected the name of a variant, a code, or `status-` with a bullet's status"
        ]
    );
    lock.accept(&fewer, &select(&["NoName"], &[])).unwrap();
    assert_eq!(lock.to_string(), accepted(&fewer).to_string());
}

#[test]
fn a_deprecation_is_undone_by_naming_the_row_for_all_locales() {
    let catalog = catalog(&ENGLISH, &FRENCH);
    let before = accepted(&catalog);
    let mut lock = before.clone();
    lock.deprecate(&catalog, &["NoName".to_owned()]).unwrap();
    let deprecated = lock.to_string();
    for kept in [select(&[], &[]), select(&["NotFound"], &[]), select(&["NoName"], &["en", "fr"])] {
        lock.accept(&catalog, &kept).unwrap();
        assert_eq!(lock.to_string(), deprecated);
    }
    lock.accept(&catalog, &select(&["NoName"], &[])).unwrap();
    assert_eq!(lock.to_string(), before.to_string());
}

#[test]
fn a_kept_text_that_is_behind_its_page_is_stale_until_it_is_accepted() {
    let before = catalog(&ENGLISH, &FRENCH);
    let mut lock = accepted(&before);
    lock.deprecate(&before, &["NoName".to_owned()]).unwrap();
    let lock = written(&lock);
    assert_eq!(report(&lock.compare(&before)), "");

    let french = ["400 No Name = Donnez un nom.", FRENCH[1], FRENCH[2]];
    let after = catalog(&ENGLISH, &french);
    insta::assert_snapshot!(report(&lock.compare(&after)));
    let mut again = lock.clone();
    again.deprecate(&after, &["NoName".to_owned()]).unwrap();
    for selection in [select(&[], &[]), select(&["NoName"], &["fr"])] {
        let mut lock = lock.clone();
        lock.accept(&after, &selection).unwrap();
        assert_eq!(lock.to_string(), again.to_string());
        assert_eq!(report(&written(&lock).compare(&after)), "");
    }
}

#[test]
fn accepting_a_translation_keeps_the_source_that_it_was_accepted_against() {
    let before = catalog(&ENGLISH, &FRENCH);
    let mut lock = accepted(&before);
    lock.deprecate(&before, &["NoName".to_owned()]).unwrap();
    let mut lock = written(&lock);
    let english = ["400 No Name = Give a name.", ENGLISH[1], ENGLISH[2]];
    let after = catalog(&english, &FRENCH);
    insta::assert_snapshot!(report(&lock.compare(&after)));
    let both = catalog(&english, &["400 No Name = Donnez un nom.", FRENCH[1], FRENCH[2]]);
    let of_french = |finding: &&Finding| finding.source.path() == "docs/fr/errors.md";
    assert_eq!(
        lock.compare(&both).iter().filter(of_french).count(),
        1,
        "a text that is to be accepted anyway"
    );
    lock.accept(&after, &select(&["NoName"], &["fr"])).unwrap();
    assert!(lock.to_string().contains("\nmarkdown Give a name.\n"), "{lock}");
    assert_eq!(report(&written(&lock).compare(&after)), "");
}

#[test]
fn a_text_that_the_lock_should_keep_and_does_not_is_stale() {
    let catalog = catalog(&ENGLISH, &FRENCH);
    let by_hand =
        accepted(&catalog).to_string().replace("code 400 No Name\n", "code 400 No Name\ndeprecated\n");
    let lock = Lock::parse(&Source::new(PATH, by_hand)).unwrap();
    let findings = lock.compare(&catalog);
    let rules = rules(&findings);
    assert_eq!(rules, ["stale", "stale"]);
}

#[test]
fn a_kept_text_that_ends_in_a_space_of_its_own_is_not_stale() {
    for text in ["Text.\u{a0}", "\u{a0}Text.", "Text.\u{3000}", "Text.\u{b}"] {
        let catalog = align(vec![("en", page("en", &[&format!("400 No Name = {text}")]))], &[]);
        let mut lock = accepted(&catalog);
        lock.deprecate(&catalog, &["NoName".to_owned()]).unwrap();
        assert_eq!(report(&written(&lock).compare(&catalog)), "", "{text:?}");
    }
}

#[test]
fn a_row_whose_variant_would_be_renamed_is_not_deprecated_under_its_new_name() {
    let mut lock = accepted(&catalog(&THREE[1..2], &THREE[1..2]));
    let more = catalog(&THREE[1..], &THREE[1..]);
    assert_eq!(
        lock.deprecate(&more, &["BadRequestSendAt".to_owned()]).unwrap_err(),
        [
            "found the row `BadRequestSendAt`, which the lock has as `BadRequest`; expected it to be accepted first, in all locales"
        ]
    );
}

#[test]
fn a_kept_text_is_guarded_as_its_page_guarded_it() {
    let text = "{% raw %}\n\n| Code | Description |\n|---|---|\n| `400 No Name` | Write {{name}} \\- now. |\n\n{% endraw %}\n";
    let catalog = align(vec![("en", read("en", text.to_owned()))], &[]);
    let mut lock = Lock::new(PATH);
    lock.deprecate(&catalog, &["NoName".to_owned()]).unwrap();
    assert!(lock.to_string().contains("\nmarkdown {% raw %}Write {{name}} \\- now.{% endraw %}\n"), "{lock}");
}

/// What Git makes of two people's locks.
fn merge(name: &str, ours: &Lock, base: &Lock, theirs: &Lock) -> Lock {
    let folder = Path::new(env!("CARGO_TARGET_TMPDIR")).join(name);
    std::fs::create_dir_all(&folder).unwrap();
    let files = [("ours", ours), ("base", base), ("theirs", theirs)].map(|(name, lock)| {
        let file = folder.join(name);
        std::fs::write(&file, lock.to_string()).unwrap();
        file
    });
    let merged = Command::new("git").args(["merge-file", "--stdout"]).args(files).output().unwrap();
    let merged = String::from_utf8(merged.stdout).unwrap();
    Lock::parse(&Source::new(PATH, merged)).map_err(|findings| report(&findings)).unwrap()
}

#[test]
fn what_two_people_accept_merges() {
    let old = catalog(&ENGLISH, &FRENCH);
    let other = |row: &&str| format!("{row} Really.");
    let english = ENGLISH.each_ref().map(other);
    let french = FRENCH.each_ref().map(other);
    let new = catalog(&english.each_ref().map(String::as_str), &french.each_ref().map(String::as_str));
    let all = accepted(&new).to_string();
    let hashes_alone = without_sources(&accepted(&new)).to_string();
    for (name, ours, theirs) in [
        ("rows", select(&["InternalServerError", "NotFound"], &[]), select(&["NoName"], &[])),
        ("locales", select(&[], &["en"]), select(&[], &["fr"])),
    ] {
        let base = accepted(&old);
        let [ours, theirs] = [ours, theirs].map(|selection| {
            let mut lock = base.clone();
            lock.accept(&new, &selection).unwrap();
            lock
        });
        let mut merged = merge(name, &ours, &base, &theirs);
        assert_eq!(report(&merged.compare(&new)), "");
        // A text that nothing was accepted against any more goes with the next acceptance.
        assert_eq!(without_sources(&merged).to_string(), hashes_alone);
        merged.accept(&new, &Selection::default()).unwrap();
        assert_eq!(merged.to_string(), all);
    }
}

#[test]
fn a_new_row_merges_with_a_change_of_its_neighbours() {
    let base = accepted(&catalog(&[ENGLISH[0], ENGLISH[2]], &[FRENCH[0], FRENCH[2]]));
    let mut ours = base.clone();
    let english = ENGLISH.map(|row| format!("{row} Really."));
    let new = catalog(&english.each_ref().map(String::as_str), &FRENCH);
    ours.accept(&new, &select(&["InternalServerError", "NoName"], &[])).unwrap();
    let mut theirs = base.clone();
    theirs.accept(&new, &select(&["NotFound"], &[])).unwrap();
    assert_eq!(merge("new", &ours, &base, &theirs).to_string(), accepted(&new).to_string());
}

#[test]
fn every_mistake_in_a_file_is_reported() {
    insta::assert_snapshot!(mistakes(
        "lock\n\
         code 400 No Name\n\
         \n\
         row NoName\ncode 400 No Name\ncode 400 No Nmae\nlocale en\ntext 0123456789abcdef\ntext 0123456789abcdef\n\
         \n\
         row NoName\ncode 400 No Name\nlocale fr\ntext 0123456789abcdef from 0\nlocale pt_BR!\ncolour red\n\
         \n\
         row not a name\ncode No Name\n\
         \n\
         row match\ncode 400 Match\ndeprecated indeed\n\
         \n\
         row Codeless\nsource 0123456789abcdef A.\nsource 0123456789abcdef B.\nsource C.\nlocale en\ntext 0123456789abcdef\nmarkdown Text.\nlocale en\ntext 0123456789abcdef\n"
    ));
}

#[test]
fn a_row_has_a_name_that_a_variant_can_have() {
    let lock = |name: &str| {
        format!(
            "braze-errors lock 1\n\nrow {name}\ncode 400 No Name\nlocale en\ntext 0123456789abcdef\n\nend\n"
        )
    };
    for name in [
        "r#type", "r#Type", "type", "Self", "self", "_", "_Name", "No_Name", "noName", "4Name", "No Name",
        "No!", "é",
    ] {
        let findings = Lock::parse(&Source::new(PATH, lock(name))).unwrap_err();
        let said =
            format!("docs/catalog.lock:3:5: error[bad-lock]: found the row `{name}`; expected the name");
        assert!(report(&findings).starts_with(&said), "{}", report(&findings));
    }
    let nested = ["[".repeat(30_000), "]".repeat(30_000)].concat();
    assert_eq!(Lock::parse(&Source::new(PATH, lock(&nested))).unwrap_err().len(), 1);
    for name in ["NoName", "N", "Code131001", "AADSTS50001", "Code0xffe8", "CodeMinus1", "É", "請求"] {
        assert_eq!(Lock::parse(&Source::new(PATH, lock(name))).unwrap().to_string(), lock(name));
    }
}

#[test]
fn a_merge_conflict_is_reported_once_and_as_such() {
    insta::assert_snapshot!(mistakes(
        "braze-errors lock 1\n\
         \n\
         row NoName\ncode 400 No Name\nlocale en\n\
         <<<<<<< ours\ntext 0123456789abcdef\n||||||| base\ntext 0\n=======\ntext 00\n>>>>>>> theirs\n\
         locale fr\n\
         \n\
         row NotFound\ncode nothing\n\
         <<<<<<< never closed\n"
    ));
}

#[test]
fn a_newer_version_is_refused_by_name() {
    insta::assert_snapshot!(mistakes("braze-errors lock 2\n\nsomething = else\n"));
}

#[test]
fn a_file_that_is_not_utf_8_is_to_be_restored() {
    let file = Path::new(env!("CARGO_TARGET_TMPDIR")).join("not-utf-8.lock");
    std::fs::write(&file, b"braze-errors lock 1\n\nrow \xe9\n\nend\n").unwrap();
    assert_eq!(
        report(&Lock::read(&file, PATH).unwrap_err()),
        "docs/catalog.lock:3:5: error[bad-lock]: found bytes that are not UTF-8: \\xe9\n  \
         help: restore the lock from version control; it is always UTF-8"
    );
}

#[test]
fn other_line_ends_and_a_byte_order_mark_are_read() {
    let lock = accepted(&catalog(&ENGLISH, &FRENCH)).to_string();
    let other = Source::new(PATH, format!("\u{feff}{}", lock.replace('\n', "\r\n")));
    assert_eq!(Lock::parse(&other).unwrap().to_string(), lock);
}

/// Pieces of a description.
const PIECES: [&str; 14] = [
    "word",
    "é",
    "75",
    "\\-",
    "`code {`",
    "**strong**",
    "*em*",
    "<br>",
    "<br>- item",
    "<!-- comment -->",
    "[link]({{ site.baseurl }}/path)",
    "&amp;",
    "\\|",
    "\u{a0}",
];

proptest! {
    #![proptest_config(ProptestConfig { failure_persistence: None, ..ProptestConfig::default() })]

    #[test]
    fn what_is_written_is_read(
        texts in prop::collection::vec(prop::collection::vec(prop::sample::select(&PIECES), 1..8), 1..5),
        locales in 1_usize..3,
        is_deprecated in any::<bool>(),
    ) {
        let pages = ["en", "fr"][..locales].iter().map(|tag| {
            let row = |(row, text): (usize, &Vec<&str>)| {
                format!("{} Row {{\"é#{row} = {tag} {}.", 400 + row, text.join(" "))
            };
            let rows: Vec<String> = texts.iter().enumerate().map(row).collect();
            (*tag, page(tag, &rows.iter().map(String::as_str).collect::<Vec<_>>()))
        });
        let catalog = align(pages.collect(), &[]);
        let mut lock = accepted(&catalog);
        if is_deprecated {
            let rows: Vec<String> = catalog.entries.iter().map(|entry| entry.variant.clone()).collect();
            lock.deprecate(&catalog, &rows).unwrap();
        }
        prop_assert_eq!(written(&lock).to_string(), lock.to_string());
        prop_assert_eq!(report(&written(&lock).compare(&catalog)), "");
    }

    #[test]
    fn nothing_makes_it_panic(lines in prop::collection::vec(
        prop_oneof![
            Just("braze-errors lock 1".to_owned()),
            Just("braze-errors lock 99999999999999999999".to_owned()),
            Just("end".to_owned()),
            "row (NoName|é|r#type|Self)?",
            "code (400 No Name|5XX A|\u{a0})?",
            "deprecated ?",
            "locale (en|fr|en-XA)?",
            "text [0-9a-f]{0,17}( from [0-9a-f+]{15,16})?",
            Just("text 0123456789abcdef from 0123456789abcdef".to_owned()),
            "markdown .{0,20}",
            "source [0-9a-f]{15,16}( .{0,20})?",
            "(<{7}|={7}|>{7}|\\|{7}).?",
            ".{0,20}",
        ], 0..20), end in "\n|\r\n|\r|") {
        match Lock::parse(&Source::new(PATH, lines.join(&end))) {
            Ok(lock) => prop_assert_eq!(written(&lock).to_string(), lock.to_string()),
            Err(findings) => prop_assert!(!report(&findings).is_empty()),
        }
    }
}

/// A source in English and a translation into French, each with a bullet for a status above a row.
fn with_bullets(english: &str, french: &str) -> Catalog {
    let page = |tag: &str, bullet: &str, row: &str| {
        read(tag, format!("- {bullet}\n\n| Code | Description |\n|---|---|\n| `404 Not Found` | {row} |\n"))
    };
    align(vec![("en", page("en", english, "None.")), ("fr", page("fr", french, "Rien."))], &[])
}

#[test]
fn a_bullet_whose_source_has_changed_is_stale() {
    let before = with_bullets("**4XX**: yours.", "**4XX** : à vous.");
    let lock = accepted(&before);
    assert_eq!(rules(&lock.compare(&before)), [""; 0]);
    let untouched = with_bullets("**4XX**: yours, mostly.", "**4XX** : à vous.");
    let both = with_bullets("**4XX**: yours, mostly.", "**4XX** : surtout à vous.");
    let messages: Vec<String> = [&untouched, &both]
        .into_iter()
        .flat_map(|catalog| lock.compare(catalog).pages.remove(1))
        .map(|finding| format!("{}:{}: {}", finding.source.path(), finding.place(), finding.message))
        .collect();
    assert_eq!(
        messages,
        [
            "docs/fr/errors.md:1:3: found a translation of the bullet for `4XX` as it was before the source changed: `, mostly` came",
            "docs/fr/errors.md:1:3: found a translation of the bullet for `4XX` that has changed, as the source has, but was not accepted since: `, mostly` came",
        ]
    );
    // A lock that is older holds no texts: the next one that is written does.
    let text = lock.to_string();
    let older: Vec<&str> = text.lines().filter(|line| !line.starts_with("source ")).collect();
    let mut older = Lock::parse(&Source::new(PATH, older.join("\n"))).unwrap();
    let [finding] = older.compare(&untouched).pages.remove(1).try_into().unwrap();
    assert!(finding.message.ends_with("as it was before the source changed") && finding.change.is_none());
    older.accept(&before, &Selection::default()).unwrap();
    assert_eq!(older.to_string(), text);
    // Accepted in French alone, it is up to date; the source's own text stays as it was accepted.
    let mut in_french = lock.clone();
    in_french.accept(&both, &select(&[], &["fr"])).unwrap();
    assert_eq!(rules(&written(&in_french).compare(&both)), [""; 0]);
    // Naming a row accepts that row alone.
    let mut row = lock.clone();
    row.accept(&both, &select(&["NotFound"], &[])).unwrap();
    assert_eq!(rules(&row.compare(&both)), ["stale"]);
    // Naming a bullet accepts that alone, and it is no row to deprecate.
    let mut bullet = lock.clone();
    bullet.accept(&both, &select(&["status-4XX"], &["fr"])).unwrap();
    assert_eq!(rules(&written(&bullet).compare(&both)), [""; 0]);
    bullet.deprecate(&both, &["status-4XX".to_owned()]).unwrap_err();
    // A bullet that has gone leaves the lock, and one that was never accepted is no finding.
    assert_eq!(accepted(&with_bullets("none", "rien")).to_string().matches("bullet").count(), 0);
    assert_eq!(rules(&accepted(&with_bullets("none", "rien")).compare(&both)), [""; 0]);
}

#[test]
fn mistakes_in_a_lock_s_bullets_are_told() {
    for (lines, message) in [
        ("bullet 4YY\n", "found the bullet `4YY`; expected a status"),
        ("bullet 4XX\nbullet 4XX\n", "found the bullet `4XX` twice; expected each one once"),
        ("bullet 4XX\ntext 0\n", "found a line `text`; expected `source` or `locale`"),
        (
            "bullet 4XX\nsource 0 Yours.\n",
            "found the source's text behind `0`; expected its hash, 16 hexadecimal digits",
        ),
    ] {
        let file = Source::new(PATH, format!("braze-errors lock 1\n\n{lines}\nend\n"));
        let findings = Lock::parse(&file).unwrap_err();
        let messages: Vec<&str> = findings.iter().map(|finding| finding.message.as_str()).collect();
        assert_eq!(messages, [message]);
    }
}
