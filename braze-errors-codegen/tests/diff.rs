//! What changed from one catalog to another.
#![cfg(feature = "check")]

use std::fmt::Write;

use braze_errors_codegen::diff::{
    AnchorChange, Bump, Diff, LocaleDiff, RowChange, RowDiff, TextChange, Variant, Words,
};
use braze_errors_codegen::{Catalog, Dialect, Locale, Missing, Page, Rename, Source};

/// A catalog of pages, each a tag and its rows, `code = description`; the first one is the source.
fn catalog(pages: &[(&str, &[&str])]) -> Catalog {
    renamed(pages, &[])
}

fn renamed(pages: &[(&str, &[&str])], renames: &[Rename]) -> Catalog {
    let (mut locales, mut read) = (Vec::new(), Vec::new());
    for (tag, rows) in pages {
        let mut text = "## Errors\n\n| Code | Description |\n|---|---|\n".to_owned();
        for row in *rows {
            let (code, description) = row.split_once(" = ").unwrap();
            text.extend(["| `", code, "` | ", description, " |\n"]);
        }
        let reading = Page::read(&Source::new(format!("docs/{tag}/errors.md"), text), Dialect::Kramdown);
        assert!(reading.findings.is_empty(), "{:?}", reading.findings);
        let docs = Some(format!("https://example.com/{tag}"));
        locales.push(Locale {
            tag: (*tag).to_owned(),
            docs,
            missing: Missing::Fallback,
            ..Locale::default()
        });
        read.push(reading.page);
    }
    let alignment = Catalog::align(locales, 0, read, renames);
    assert!(alignment.findings.is_empty(), "{:?}", alignment.findings);
    alignment.catalog
}

/// The bump and what changed, a line each.
fn diff(old: &Catalog, new: &Catalog) -> String {
    let diff = Diff::between(old, new);
    let mut lines = format!("{:?}\n", diff.bump());
    for tag in &diff.added_locales {
        writeln!(lines, "locale {tag} came").unwrap();
    }
    for tag in &diff.removed_locales {
        writeln!(lines, "locale {tag} went").unwrap();
    }
    for AnchorChange { locale, old, new } in &diff.anchors {
        writeln!(lines, "{locale}: anchor {old:?} => {new:?}").unwrap();
    }
    let name = |Variant { name, code }: &Variant| format!("{name} ({code})");
    for RowDiff { change, locales } in &diff.rows {
        let change = match change {
            RowChange::Added(variant) => format!("+ {}", name(variant)),
            RowChange::Removed(variant) => format!("- {}", name(variant)),
            RowChange::Kept { old, new } if old == new => name(new),
            RowChange::Kept { old, new } => format!("{} => {}", name(old), name(new)),
        };
        writeln!(lines, "{change}").unwrap();
        for LocaleDiff { locale, text, moved } in locales {
            let text = match text {
                None => String::new(),
                Some(TextChange::Added(text)) => format!(" +{text}"),
                Some(TextChange::Removed(text)) => format!(" -{text}"),
                Some(TextChange::Reworded(words)) => {
                    format!(" {}", words.iter().map(marked).collect::<String>())
                }
            };
            let moved = moved.as_ref().map_or(String::new(), |moved| {
                format!(" moved below {}", moved.below.as_deref().unwrap_or("the header"))
            });
            writeln!(lines, "  {locale}:{text}{moved}").unwrap();
        }
    }
    lines
}

fn marked(words: &Words) -> String {
    match words {
        Words::Same(text) => text.clone(),
        Words::Removed(text) => format!("[-{text}-]"),
        Words::Added(text) => format!("{{+{text}+}}"),
    }
}

const NO_NAME: &str = "400 No Name = Give the parcel a name.";
const NOT_FOUND: &str = "404 Not Found = There is no such parcel in any depot.";
const SLOW_DOWN: &str = "429 Slow Down = Too many calls were made at once.";

#[test]
fn equal_catalogs_have_no_diff() {
    let pages: &[(&str, &[&str])] = &[("en", &[NO_NAME, NOT_FOUND]), ("fr", &[NO_NAME])];
    assert_eq!(Diff::between(&catalog(pages), &catalog(pages)), Diff::default());
    assert_eq!(Diff::default().bump(), Bump::None);
}

#[test]
fn of_two_bullets_for_a_status_the_first_one_counts() {
    let catalog = |list: &str| {
        let text = format!("{list}\n\n| Code | Description |\n|---|---|\n| `404 Not Found` | No parcel. |\n");
        let page = Page::read(&Source::new("docs/en/errors.md", text), Dialect::Kramdown).page;
        let locale =
            Locale { tag: "en".to_owned(), docs: None, missing: Missing::Refuse, ..Locale::default() };
        Catalog::align(vec![locale], 0, vec![page], &[]).catalog
    };
    let [one, second_gone, first_gone, none] = [
        "- A **504 error** is late.\n- A **504 error** is slow.",
        "- A **504 error** is late.",
        "- A **504 error** is slow.",
        "",
    ]
    .map(catalog);
    assert_eq!(Diff::between(&one, &second_gone), Diff::default());
    for (old, new) in [(&one, &first_gone), (&one, &none), (&none, &one)] {
        let diff = Diff::between(old, new);
        assert_eq!((diff.statuses.len(), diff.bump()), (1, Bump::Patch));
    }
}

#[test]
fn from_nothing_everything_is_added() {
    let nothing = Catalog { locales: Vec::new(), source: 0, pages: Vec::new(), entries: Vec::new() };
    let something = catalog(&[("en", &[NO_NAME])]);
    insta::assert_snapshot!(diff(&nothing, &something), @"
    Minor
    locale en came
    + NoName (400 No Name)
      en: +Give the parcel a name.
    ");
    insta::assert_snapshot!(diff(&something, &nothing), @"
    Major
    locale en went
    - NoName (400 No Name)
      en: -Give the parcel a name.
    ");
}

#[test]
fn rows_that_come_and_go_bring_their_texts() {
    let old = catalog(&[("en", &[NO_NAME, NOT_FOUND]), ("fr", &[NO_NAME, "404 Not Found = Pas de colis."])]);
    let new = catalog(&[("en", &[SLOW_DOWN, NO_NAME]), ("fr", &["429 Slow Down = Trop d'appels.", NO_NAME])]);
    insta::assert_snapshot!(diff(&old, &new), @"
    Major
    + SlowDown (429 Slow Down)
      en: +Too many calls were made at once.
      fr: +Trop d'appels.
    - NotFound (404 Not Found)
      en: -There is no such parcel in any depot.
      fr: -Pas de colis.
    ");
}

#[test]
fn a_row_that_only_comes_is_minor() {
    let (old, new) = (catalog(&[("en", &[NO_NAME])]), catalog(&[("en", &[NO_NAME, SLOW_DOWN])]));
    assert_eq!(Diff::between(&old, &new).bump(), Bump::Minor);
    assert_eq!(Bump::Minor.name(), "minor");
}

#[test]
fn words_change_in_each_locale_on_their_own() {
    let old = catalog(&[("en", &[NO_NAME]), ("fr", &["400 No Name = Nommez le colis."])]);
    let new = catalog(&[("en", &[NO_NAME]), ("fr", &["400 No Name = Nommez **ce** colis."])]);
    insta::assert_snapshot!(diff(&old, &new), @"
    Patch
    NoName (400 No Name)
      fr: Nommez [-le-]{+**ce**+} colis.
    ");
}

#[test]
fn a_link_that_leads_elsewhere_is_a_change() {
    let old = catalog(&[("en", &["404 Not Found = See [the map]({{site.baseurl}}/map)."])]);
    let mut new = catalog(&[("en", &["404 Not Found = See [the map]({{site.baseurl}}/map)."])]);
    new.locales[0].docs = Some("https://example.org".to_owned());
    insta::assert_snapshot!(diff(&old, &new), @"
    Patch
    NotFound (404 Not Found)
      en: See [the map](https://[-example.com/en-]{+example.org+}/map).
    ");
}

#[test]
fn a_comment_is_no_change() {
    let old = catalog(&[("en", &["404 Not Found = No parcel."])]);
    let new = catalog(&[("en", &["404 Not Found = No parcel. <!-- says the depot -->"])]);
    assert_eq!(Diff::between(&old, &new), Diff::default());
}

#[test]
fn rows_come_and_go_in_one_locale() {
    let french: &[&str] = &["400 No Name = Nommez-le.", "404 Not Found = Pas de colis."];
    let both = catalog(&[("en", &[NO_NAME, NOT_FOUND]), ("fr", french)]);
    let one = catalog(&[("en", &[NO_NAME, NOT_FOUND]), ("fr", &french[1..])]);
    insta::assert_snapshot!(diff(&both, &one), @"
    Patch
    NoName (400 No Name)
      fr: -Nommez-le.
    ");
    insta::assert_snapshot!(diff(&one, &both), @"
    Patch
    NoName (400 No Name)
      fr: +Nommez-le.
    ");
}

#[test]
fn a_recoded_row_keeps_its_words() {
    let (old, new) = (
        catalog(&[("en", &[NO_NAME, NOT_FOUND]), ("fr", &[NO_NAME, "404 Not Found = Pas de colis."])]),
        catalog(&[
            ("en", &[NO_NAME, "410 Gone = There is no such parcel at any depot."]),
            ("fr", &[NO_NAME, "410 Gone = Pas de colis."]),
        ]),
    );
    insta::assert_snapshot!(diff(&old, &new), @"
    Major
    NotFound (404 Not Found) => Gone (410 Gone)
      en: There is no such parcel [-in-]{+at+} any depot.
    ");
}

#[test]
fn a_row_keeps_its_variant_under_another_status() {
    let (old, new) =
        (catalog(&[("en", &[NOT_FOUND])]), catalog(&[("en", &["410 Not Found = Gone for good."])]));
    insta::assert_snapshot!(diff(&old, &new), @"
    Major
    NotFound (404 Not Found) => NotFound (410 Not Found)
      en: [-There is no such parcel in any depot-]{+Gone for good+}.
    ");
}

#[test]
fn other_words_are_another_row() {
    let (old, new) = (catalog(&[("en", &[NOT_FOUND])]), catalog(&[("en", &[SLOW_DOWN])]));
    insta::assert_snapshot!(diff(&old, &new), @"
    Major
    + SlowDown (429 Slow Down)
      en: +Too many calls were made at once.
    - NotFound (404 Not Found)
      en: -There is no such parcel in any depot.
    ");
}

#[test]
fn a_row_of_equal_code_is_renamed_by_its_code_span() {
    let plain = "400 Bad Request = The syntax is wrong.";
    let old = catalog(&[(
        "en",
        &[plain, "400 Bad Request = `send_at` can't be read.", "400 Bad Request = `to` is empty."],
    )]);
    let new = catalog(&[(
        "en",
        &[plain, "400 Bad Request = `until` is empty.", "400 Bad Request = `sent_at` can't be read."],
    )]);
    insta::assert_snapshot!(diff(&old, &new), @"
    Major
    BadRequestTo (400 Bad Request) => BadRequestUntil (400 Bad Request)
      en: `[-to-]{+until+}` is empty. moved below BadRequest
    BadRequestSendAt (400 Bad Request) => BadRequestSentAt (400 Bad Request)
      en: `[-send_at-]{+sent_at+}` can't be read.
    ");
}

#[test]
fn a_rename_of_the_call_is_major() {
    let name = Rename { code: "400 No Name".to_owned(), with: None, name: "Nameless".to_owned() };
    let pages: &[(&str, &[&str])] = &[("en", &[NO_NAME])];
    insta::assert_snapshot!(diff(&catalog(pages), &renamed(pages, &[name])), @"
    Major
    NoName (400 No Name) => Nameless (400 No Name)
    ");
}

#[test]
fn the_fewest_rows_move_on_each_page() {
    let old = catalog(&[("en", &[NO_NAME, NOT_FOUND, SLOW_DOWN]), ("fr", &[NO_NAME, NOT_FOUND, SLOW_DOWN])]);
    let new = catalog(&[("en", &[SLOW_DOWN, NO_NAME, NOT_FOUND]), ("fr", &[NOT_FOUND, SLOW_DOWN, NO_NAME])]);
    insta::assert_snapshot!(diff(&old, &new), @"
    Patch
    SlowDown (429 Slow Down)
      en: moved below the header
    NoName (400 No Name)
      fr: moved below SlowDown
    ");
}

#[test]
fn a_row_that_comes_or_goes_moves_no_other_one() {
    let (two, three) =
        (catalog(&[("en", &[NO_NAME, SLOW_DOWN])]), catalog(&[("en", &[NOT_FOUND, NO_NAME, SLOW_DOWN])]));
    for diff in [Diff::between(&two, &three), Diff::between(&three, &two)] {
        assert!(
            diff.rows.iter().flat_map(|row| &row.locales).all(|locale| locale.moved.is_none()),
            "{diff:?}"
        );
    }
}

#[test]
fn a_locale_comes_or_goes_as_a_whole() {
    let one = catalog(&[("en", &[NO_NAME])]);
    let two = catalog(&[("en", &[NO_NAME]), ("fr", &["400 No Name = Nommez-le."])]);
    insta::assert_snapshot!(diff(&one, &two), @"
    Minor
    locale fr came
    ");
    insta::assert_snapshot!(diff(&two, &one), @"
    Major
    locale fr went
    ");
}

#[test]
fn another_anchor_is_a_patch() {
    let (old, mut new) = (catalog(&[("en", &[NO_NAME])]), catalog(&[("en", &[NO_NAME])]));
    new.pages[0].sections[0].anchor = "all-errors".to_owned();
    insta::assert_snapshot!(diff(&old, &new), @r#"
    Patch
    en: anchor Some("errors") => Some("all-errors")
    "#);
}
