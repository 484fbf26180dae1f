//! What has one right answer is mended: the page is then what it was.

use braze_errors_codegen::{Dialect, Page, Rule, Source};

use crate::edits::{on_row, swapped};
use crate::pages::{Pages, in_page, in_row, mended, messages};

fn row(page: &str) -> String {
    page.lines().last().unwrap().trim_start_matches("| `404 Not Found` | ").trim_end_matches(" |").to_owned()
}

#[test]
fn code_spans_are_mended_where_one_stands_in_another_s_place() {
    let source = "`send_at` or `time` of `<id>` is wrong.";
    for (translation, expected) in [
        // A single one that differs, translated or damaged.
        ("`envoyer_à` ou `time` de `<id>` est faux.", Some("`send_at` ou `time` de `<id>` est faux.")),
        ("`send_at` ou `time` de `&lt;id&gt;` est faux.", Some("`send_at` ou `time` de `<id>` est faux.")),
        // More of them, which differ in case, in marks or by references.
        ("`Send-At` ou `Time` de `&lt;id&gt;` est faux.", Some("`send_at` ou `time` de `<id>` est faux.")),
        // Quotation marks in place of backticks.
        (
            "“send_at” ou «\u{a0}time\u{a0}» de `<id>` est faux.",
            Some("`send_at` ou `time` de `<id>` est faux."),
        ),
        ("‘send_at’ ou \"time\" de `<id>` est faux.", Some("`send_at` ou `time` de `<id>` est faux.")),
        ("&#96;send_at&#96; ou `time` de `<id>` est faux.", Some("`send_at` ou `time` de `<id>` est faux.")),
        // Without marks, a name is known and a word is not.
        ("send_at ou `time` de `<id>` est faux.", Some("`send_at` ou `time` de `<id>` est faux.")),
        ("`send_at` ou time de `<id>` est faux.", None),
        ("send_at ou send_at, `time` de `<id>` est faux.", None),
        ("resend_at ou `time` de `<id>` est faux.", None),
        // Nobody knows which is which.
        ("`envoyer_à` ou `heure` de `<id>` est faux.", None),
        ("`time` de `<id>` est faux.", None),
    ] {
        let report = in_row("fr", source, translation);
        assert_eq!(report.findings.len(), 1, "{:?}", messages(&report));
        assert_eq!(mended(&report).map(|page| row(&page)).as_deref(), expected, "{translation}");
    }
}

#[test]
fn all_marks_that_were_taken_for_backticks_are_one_finding() {
    let report = in_row("ja", "`a_b`, `c_d`.", "「a_b」、「c_d」。");
    assert_eq!(
        messages(&report),
        ["code-span: found 「a_b」, 「c_d」 without backticks; expected the code spans `a_b`, `c_d`"]
    );
    assert_eq!(row(&mended(&report).unwrap()), "`a_b`、`c_d`。");
}

#[test]
fn rows_are_put_into_the_source_s_order() {
    let pages = Pages::read();
    let rows: Vec<&str> = ["5XX", "400 Parcel", "401", "404"].into();
    for tag in ["de", "fr", "pt-BR"] {
        for (one, other) in rows.iter().flat_map(|one| rows.iter().map(move |other| (one, other))) {
            for line_end in ["\n", "\r\n"] {
                let mut edited = pages.clone();
                let text = pages.texts[tag].replace('\n', line_end);
                let swap = |page: &str| swapped(page, &format!("| `{one}"), &format!("| `{other}"));
                edited.texts.insert(tag, if one == other { text.clone() } else { swap(&text) });
                let report = edited.check("sorted");
                assert!(report.findings.iter().all(|finding| finding.rule == Rule::RowOrder));
                assert_eq!(mended(&report).unwrap_or_else(|| text.clone()), text, "{tag} {one} {other}");
            }
        }
    }
    // What stands among the rows belongs to nobody knows which.
    let mut edited = pages.clone();
    edited.edit("fr", |page| swapped(page, "| `400 Parcel", "| `401"));
    edited.edit("fr", |page| page.replace("| `404", "| `403 Forbidden` | Non. |\n| `404"));
    assert_eq!(mended(&edited.check("unsorted")), None);
}

#[test]
fn a_blank_line_in_a_table_is_taken_out() {
    let page =
        "# E\n\n| Code | Description |\n|---|---|\n| `404 Not Found` | No. |\n| `410 Gone` | Gone. |\n";
    for (broken, whole) in [
        (page.replace("| `410", "\n| `410"), page.to_owned()),
        (page.replace("| `410", "\n  \n\n| `410"), page.to_owned()),
        (page.replace('\n', "\r\n").replace("| `410", "\r\n| `410"), page.replace('\n', "\r\n")),
    ] {
        let reading = Page::read(&Source::new("errors.md", broken.as_str()), Dialect::Kramdown);
        let [finding] = reading.findings.as_slice() else { panic!("{:?}", reading.findings) };
        let (mut text, fix) = (broken.clone(), finding.fix.clone().unwrap());
        text.replace_range(fix.span, &fix.text);
        assert_eq!((finding.rule, text), (Rule::StrayRow, whole));
    }
}

#[test]
fn an_attribute_list_that_became_a_row_is_one_finding() {
    const LIST: &str = "{: .reset-table aria-label=\"Errors\" }";
    let page = |words: &str, list: &str| {
        format!("| Code | Description |\n|---|---|\n| `404 Not Found` | {words} |\n{list}\n")
    };
    let whole = page("Il n’y en a pas.", LIST);
    for row in [format!("| {LIST} |"), format!("| {LIST} | |"), format!("| {LIST} |                 |")] {
        let report = in_page("fr", &page("There is none.", LIST), &page("Il n’y en a pas.", &row));
        assert_eq!(
            messages(&report),
            [format!(
                "stray-row: found the attribute list `{LIST}` as a row; expected it on a line of its own"
            )]
        );
        assert_eq!(mended(&report).unwrap(), whole);
    }
}

#[test]
fn a_mend_in_a_row_waits_for_none_of_another_row() {
    let mut pages = Pages::read();
    pages.edit("fr", |page| on_row(page, "400 Parcel Too Heavy", |row| row.replace("30", "31")));
    pages.edit("fr", |page| page.replace("`max_weight`", "`poids_max`"));
    let report = pages.check("two-mends");
    assert_eq!(report.findings.iter().filter(|finding| finding.fix.is_some()).count(), 2);
}

#[test]
fn a_status_that_was_changed_is_one_finding_with_its_mend() {
    let page = |bullets: &str| {
        format!(
            "| Code | Description |\n|---|---|\n| `404 Not Found` | [a](https://a.example) |\n\n{bullets}\n"
        )
    };
    let source = page("- **401**: No.\n- A **404 error**: None.\n- **429**: Wait.");
    let changed = |status: &str| {
        format!(
            "status-list: found a bullet for `{status}`, which the source's list doesn't have; is this `404`?"
        )
    };
    for (bullets, found, is_mended) in [
        ("- **401**: Nein.\n- Ein **Fehler 405**: Nichts.\n- **429**: Warten.", vec![changed("405")], true),
        ("- **401**: Nein.\n- **4XX-Fehler**: Nichts.\n- **429**: Warten.", vec![changed("4XX")], true),
        // Which of the two is wrong, nobody can tell.
        ("- **401**: Nein.\n- **405**: Nichts, 405.\n- **429**: Warten.", vec![changed("405")], false),
        // Another place is another bullet.
        (
            "- **401**: Nein.\n- **429**: Warten.\n- **405**: Nichts.",
            vec![
                "status-list: found a bullet for `405`, which the source's list doesn't have".to_owned(),
                "status-list: found no bullet for `404`; expected one as in the source's list".to_owned(),
            ],
            false,
        ),
    ] {
        let report = in_page("de", &source, &page(bullets));
        let mut said = messages(&report);
        said.retain(|said| said.starts_with("status-list"));
        said.sort();
        assert_eq!(said, found, "{bullets}");
        let whole = page(&bullets.replace("405", "404").replace("4XX", "404"));
        assert_eq!(mended(&report), is_mended.then_some(whole), "{bullets}");
    }
}
