//! What is said where a page's tables are not the ones that were sought.
#![cfg(feature = "check")]

use braze_errors_codegen::{
    Columns, Dialect, Finding, Findings, Form, Levels, Loaded, Locale, Page, Rule, Setup, Sought, Source,
    check,
};

fn findings(page: &str) -> Vec<Finding> {
    Page::read(&Source::new("errors.md", page), Dialect::Gfm).findings
}

/// The last line of the one finding's help.
fn guessed(page: &str) -> String {
    let findings = findings(page);
    assert_eq!(findings.len(), 1, "{findings:?}");
    findings[0].help.lines().last().unwrap_or_default().to_owned()
}

#[test]
fn the_columns_are_guessed_by_what_the_cells_hold() {
    for (page, expected) in [
        (
            "| Answer | HTTP | Advice |\n|---|---|---|\n| parcel_lost | 404 | Look for the parcel in the shed. |\n| parcel_late | 404 | Wait for a day or two. |\n| parcel_wet | 409 | Dry it in the sun. |\n",
            r#"columns = { code = "Answer", status = "HTTP", description = "Advice" }"#,
        ),
        (
            "| Name | Code | Description |\n|---|---|---|\n| ParcelLost | 101 | Look for the parcel in the shed. |\n| ParcelLate | 102 | Wait for a day or two. |\n| ParcelWet | 901 | Dry it in the sun. |\n",
            r#"columns = { code = "Code", name = "Name", description = "Description" }"#,
        ),
        (
            "| Число | Что делать |\n|---|---|\n| -32700 | Ищите посылку в сарае. |\n| 0x02 | Подождите день или два. |\n",
            r#"columns = { code = "Число", description = "Что делать" }"#,
        ),
        (
            "| Group | Status | Value | Meaning | Since |\n|---|---|---|---|---|\n| shed | 400 | lost | Nobody knows where the parcel lies. | 1 |\n| shed | 400 | late | Nobody knows when the parcel comes. | 1 |\n| van | 403 | wet | Somebody left the window open. | 2 |\n",
            r#"columns = { code = "Value", status = "Status", description = "Meaning" }"#,
        ),
        (
            "| Error \"text\" | Mend |\n|---|---|\n| `the parcel is lost` | Look for it. |\n| `the parcel is late` | Wait for a day or two. |\n",
            r#"columns = { code = "Error \"text\"", description = "Mend" }"#,
        ),
    ] {
        assert_eq!(guessed(page), expected, "{page}");
    }
}

#[test]
fn the_statuses_are_known_in_any_language() {
    let rows = "|---|---|---|\n| parcel_not_found | 404 | Look for the parcel in the shed. |\n| parcel_late | 409 | Wait for a day or two. |\n";
    // The last ones don't say it: the cells do.
    for status in [
        "Status",
        "Statut",
        "État",
        "Estado",
        "Stato",
        "Statuscode",
        "HTTP-Code",
        "Kod statusu",
        "Статус",
        "ステータス",
        "상태",
        "状态",
        "Nummer",
        "Code de retour",
    ] {
        assert_eq!(
            guessed(&format!("| Code | {status} | Description |\n{rows}")),
            format!(r#"columns = {{ code = "Code", status = "{status}", description = "Description" }}"#)
        );
    }
    let names = "| Name | Code | Description |\n|---|---|---|\n| ParcelLost | 404 | Look for the parcel in the shed. |\n| ParcelLate | 409 | Wait for a day or two. |\n";
    assert_eq!(guessed(names), r#"columns = { code = "Code", name = "Name", description = "Description" }"#);
}

#[test]
fn every_table_is_listed_and_the_likeliest_is_the_place() {
    let page = "\
# Parcels

| Field | Type |
|---|---|
| weight | number |

| Error code | Meaning |
|---|---|
| P1 | Nobody knows where the parcel lies. |
| P2 | Nobody knows when the parcel comes. |

| Error code | Meaning |
|---|---|
| P3 | Somebody left the window open. |
";
    let shown: Vec<String> = findings(page).iter().map(ToString::to_string).collect();
    insta::assert_snapshot!(shown.join("\n"), @r#"
errors.md:7:1: error[no-table]: found no error table, but other tables; expected one whose first column holds codes such as `400 Bad Request`, or columns that are named
  note: errors.md:3:1: a table of 1 row: Field | Type
  note: errors.md:7:1: the first of 2 tables of 3 rows: Error code | Meaning
  help: name the columns, in the call or in `braze-errors.toml`:

columns = { code = "Error code", description = "Meaning" }
"#);
}

#[test]
fn the_table_is_there_but_not_its_marks() {
    for (page, part) in [
        (
            "| Code | Meaning |\n|---|---|\n| ‘404 Not Found’ | Nobody knows where it lies. |\n",
            "stand between quotes such as `‘`",
        ),
        (
            "｜ Code ｜ Meaning ｜\n｜---｜---｜\n｜ `404 Not Found` ｜ Nobody knows where it lies. ｜\n",
            "full-width pipes",
        ),
    ] {
        let findings = findings(page);
        assert!(findings.len() == 1 && findings[0].message.contains(part), "{findings:?}");
    }
}

#[test]
fn a_full_width_pipe_in_a_row_is_one_finding_with_its_mend() {
    let page = |row: &str| {
        format!(
            "| Code | Meaning |\n|---|---|\n| `403 Lost` | Nobody knows. |\n{row}\n| `405 Wet` | It rains. |\n"
        )
    };
    let whole = "| `404 Late` | Wait for a day. |";
    for (row, mended) in [
        ("｜ `404 Late` | Wait for a day. |", Some(whole)),
        ("| `404 Late` ｜ Wait for a day. |", Some(whole)),
        ("| `404 Late` | Wait for a day. ｜", Some(whole)),
        ("｜ `404 Late` | Wait for a day. ｜", Some(whole)),
        ("｜ `404 Late` ｜ Wait for a day. |", Some(whole)),
        // One of them may be the text's.
        ("| `404 Late` ｜ Wait ｜ for a day. |", None),
    ] {
        let columns = named();
        for sought in [Sought::default(), Sought { columns: Some(&columns), ..Sought::default() }] {
            for dialect in [Dialect::Gfm, Dialect::Kramdown] {
                let broken = page(row);
                let findings =
                    Page::read_tables(&Source::new("errors.md", broken.as_str()), dialect, &sought).findings;
                let [finding] = findings.as_slice() else { panic!("{row}: {findings:?}") };
                assert_eq!(
                    finding.message,
                    "found a full-width pipe `｜` (U+FF5C), which ends no cell; expected `|`"
                );
                let fixed = finding.fix.clone().map(|fix| {
                    let mut text = broken;
                    text.replace_range(fix.span, &fix.text);
                    text
                });
                assert_eq!(fixed, mended.map(page), "{row}");
            }
        }
    }
    for row in ["| `404 Late` | Write ｜ here. |", "| `404 Late` | Write `｜` here. |"] {
        assert!(findings(&page(row)).is_empty(), "{row}");
    }
}

#[test]
fn a_row_between_full_width_pipes_is_told_as_one() {
    let page = "| Code | Meaning |\n|---|---|\n| `403 Lost` | Nobody knows. |\n｜ `404 Late` ｜ Wait. ｜\n| `405 Wet` | It rains. |\n";
    for dialect in [Dialect::Gfm, Dialect::Kramdown] {
        let findings = Page::read(&Source::new("errors.md", page), dialect).findings;
        let [finding] = findings.as_slice() else { panic!("{findings:?}") };
        assert!(finding.message.contains("full-width pipe"), "{finding}");
    }
}

fn named() -> Columns {
    Columns { code: Some("Code".to_owned()), description: vec!["Meaning".to_owned()], ..Columns::default() }
}

#[test]
fn columns_that_no_table_has_are_guided_too() {
    let source =
        Source::new("errors.md", "| Error | Meaning |\n|---|---|\n| P1 | Nobody knows where it lies. |\n");
    let columns = named();
    let sought = Sought { columns: Some(&columns), ..Sought::default() };
    let findings = Page::read_tables(&source, Dialect::Gfm, &sought).findings;
    assert_eq!(findings.len(), 1);
    assert_eq!(findings[0].place().line, 1);
    assert!(
        findings[0].help.ends_with(r#"columns = { code = "Error", description = "Meaning" }"#),
        "{}",
        findings[0]
    );
}

#[test]
fn the_table_to_write_is_the_one_that_is_sought() {
    let columns = Columns { status: Some("HTTP".to_owned()), ..named() };
    let sought = Sought { columns: Some(&columns), ..Sought::default() };
    let read = |page: &str, sought: &Sought<'_>| {
        Page::read_tables(&Source::new("errors.md", page), Dialect::Gfm, sought)
    };
    let [finding] = read("None.\n", &sought).findings.try_into().unwrap();
    assert_eq!(finding.message, "found no error table; expected one with the headers that `columns` names");
    let (_, table) = finding.help.split_once("\n\n").unwrap();
    let source = read(&format!("{table}\n| P1 | 404 | Lost. |\n"), &sought);
    assert!(source.findings.is_empty() && source.page.rows.len() == 1, "{source:?}");

    let [finding] =
        read("Rien.\n", &Sought { like: Some(&source.page), ..sought }).findings.try_into().unwrap();
    assert_eq!(finding.message, "found no error table; expected the source's, translated");
}

#[test]
fn a_table_right_below_unclosed_front_matter_has_no_finding_of_its_own() {
    let columns = named();
    let page = "---\ntitle: Errors\n| Code | Meaning |\n|---|---|\n| `404 Lost` | Nobody knows. |\n";
    for sought in [Sought::default(), Sought { columns: Some(&columns), ..Sought::default() }] {
        for dialect in [Dialect::Gfm, Dialect::Kramdown] {
            let findings = Page::read_tables(&Source::new("errors.md", page), dialect, &sought).findings;
            let [finding] = findings.as_slice() else { panic!("{findings:?}") };
            assert_eq!(finding.rule, Rule::UnclosedFrontMatter);
        }
    }
}

#[test]
fn a_translation_whose_codes_are_translated_is_told_so() {
    let page = |text| Source::new("errors.md", text);
    let columns = named();
    let sought = Sought { columns: Some(&columns), ..Sought::default() };
    let source = page("| Code | Meaning |\n|---|---|\n| lost | Nobody knows where it lies. |\n");
    let source = Page::read_tables(&source, Dialect::Gfm, &sought).page;
    let sought = Sought { like: Some(&source), ..sought };
    let translation = page("| Code | Sens |\n|---|---|\n| perdu | Personne ne sait. |\n");
    let findings = Page::read_tables(&translation, Dialect::Gfm, &sought).findings;
    assert_eq!(findings.len(), 1, "{findings:?}");
    assert!(findings[0].help.contains("they are not translated"));
}

#[test]
fn pages_of_github_s_markdown_are_told_nothing_of_other_dialects() {
    let table = "| Code | Meaning |\n|---|---|\n";
    let row = "| `404 Not Found` | Nobody knows. |\n";
    for page in [
        String::new(),
        "# Nothing\n".to_owned(),
        format!("text\n{table}{row}"),
        format!("{table}{row}text\n"),
        format!("{row}{row}"),
        format!("- {row}- {row}"),
        format!("    {row}"),
        format!("<div>\n{table}{row}</div>\n"),
        format!("```\n{table}{row}```\n"),
        format!("{table}{row}\ntext\n\n{row}"),
        format!("{table}{row}| --- | --- |\n"),
        format!("{table}{row}| `400` | |\n| `600 Bad` | x |\n| 400 | x | y |\n| `400 Bad | x |\n"),
        format!("{table}{row}| `409 Wet` | [x](javascript:x) <blink>x</blink> <b>x {{% tag %}} |\n"),
        format!("{{% tag %}}\n{table}{row}{{: .wide}}\n"),
        format!("---\ntitle: x\n{table}{row}"),
        format!("| A | B | C |\n|---|---|---|\n{row}"),
        format!("{table}{row}{row}| `409 {{{{ x }}}}` | {{{{site.baseurl}}}}/x |\n"),
    ] {
        for finding in findings(&page) {
            let shown = finding.to_string();
            for word in ["fatal", "Braze", "Liquid", "kramdown", "Jekyll"] {
                assert!(!shown.contains(word), "{page}\n{shown}");
            }
        }
    }
}

fn load(page: &str, docs: Option<&str>, columns: Option<Columns>) -> Loaded {
    let locale = Locale { tag: "en".to_owned(), docs: docs.map(str::to_owned), ..Locale::default() };
    let setup = Setup {
        locales: vec![locale],
        file: "{locale}/errors.md".to_owned(),
        path: Some("/api/errors/".to_owned()),
        columns,
        ..Setup::default()
    };
    setup.load_files("docs", |_| Some(page.as_bytes()))
}

const LINKS: &str = "| Code | Meaning |\n|---|---|\n| `404 Lost` | [a](./x.md) [b](#y) [c](../z) [d](/w) [e](https://e.example/a/../b) |\n";

#[test]
fn relative_links_are_absolute_in_every_form() {
    let loaded = load(&format!("{LINKS}\n- **404**: [d](/w)\n"), Some("https://docs.example"), None);
    let catalog = &loaded.catalog;
    let text = |form| {
        let of_status = catalog.status_text(&catalog.pages[0].statuses[0], 0, form);
        assert!(of_status.contains("https://docs.example/w"), "{of_status}");
        catalog.text(&catalog.entries[0], 0, form)
    };
    for form in [Form::Text, Form::Markdown, Form::Html] {
        for url in [
            "https://docs.example/api/errors/x.md",
            "https://docs.example/api/errors/#y",
            "https://docs.example/api/z",
            "https://docs.example/w",
            "https://e.example/a/../b",
        ] {
            assert!(text(form).contains(url), "{url}: {}", text(form));
        }
    }
    assert!(check(&loaded, Findings::default(), &Levels::default()).findings.is_empty());
}

#[test]
fn relative_links_are_left_and_said_once_without_the_url() {
    let loaded = load(LINKS, None, None);
    assert!(loaded.findings.is_empty());
    assert!(loaded.catalog.text(&loaded.catalog.entries[0], 0, Form::Markdown).contains("[a](./x.md)"));
    let report = check(&loaded, Findings::default(), &Levels::default());
    let shown: Vec<String> = report.findings.iter().map(|finding| finding.message.clone()).collect();
    assert_eq!(
        shown,
        ["found a link to `./x.md`, and the catalog doesn't know the documentation's URL in `en`"]
    );
}

#[test]
fn a_bullet_that_can_t_be_read_is_none_where_columns_are_named() {
    let page = "- **404**: Look for it.\n- **At most 100**: ![the shed](shed.png)\n\n| Code | Meaning |\n|---|---|\n| lost | Lost. |\n";
    let loaded = load(page, None, Some(named()));
    assert!(loaded.findings.is_empty());
    assert_eq!(loaded.catalog.pages[0].statuses.len(), 1);
}

#[test]
fn a_row_of_named_columns_may_lack_a_description() {
    let loaded = load("| Code | Meaning |\n|---|---|\n| lost | |\n", None, Some(named()));
    assert!(loaded.findings.is_empty());
    let report = check(&loaded, Findings::default(), &Levels::default());
    let shown: Vec<String> = report.findings.iter().map(ToString::to_string).collect();
    assert_eq!(report.findings.iter().next().map(|finding| finding.rule), Some(Rule::EmptyDescription));
    assert!(shown.len() == 1 && shown[0].contains("warning[empty-description]"), "{shown:?}");
}
