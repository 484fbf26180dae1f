//! How other APIs' pages write codes, statuses and tables: which rows are read, and what is refused.

use braze_errors_codegen::{Call, Dialect, Form, Loaded, Page, Rule, Source};

const CODE: &str = "code = \"Code\", description = \"Text\"";
const STATUS: &str = "status = \"Code\", description = \"Text\"";

fn load(columns: &str, page: &str) -> Loaded {
    let call = format!(
        "enum E; enum L; pages = \"{{locale}}.md\", source = \"en\", columns = {{ {columns} }},
         locales = [\"en\" {{ docs = \"https://docs.example\" }}]"
    );
    let (call, mistakes) = Call::parse(call.parse().unwrap());
    assert!(mistakes.is_empty(), "{mistakes:?}");
    call.unwrap().setup.load_files("", |_| Some(page.as_bytes()))
}

/// Each row of a page: its variant, its code and what it says.
fn rows(columns: &str, page: &str) -> Vec<String> {
    let loaded = load(columns, page);
    let found: Vec<String> = loaded.findings.iter().map(ToString::to_string).collect();
    assert!(found.is_empty(), "{page}\n{}", found.join("\n"));
    let catalog = &loaded.catalog;
    let row = |entry| format!("{} {}", catalog.code(entry), catalog.text(entry, 0, Form::Markdown));
    catalog.entries.iter().map(|entry| format!("{} = {}", entry.variant, row(entry))).collect()
}

fn table(rows: &str) -> String {
    format!("| Code | Text |\n|---|---|\n{rows}\n")
}

#[test]
fn codes_are_read_without_their_marks() {
    for (cell, expected) in [
        ("**`card_lost`**", "CardLost = card_lost"),
        ("**card_lost**", "CardLost = card_lost"),
        ("[`card_lost`](#card_lost)", "CardLost = card_lost"),
        ("<a id=\"card_lost\"></a>`card_lost`", "CardLost = card_lost"),
        ("<a name=\"card_lost\"/> [card_lost](#x)", "CardLost = card_lost"),
        ("card\u{200b}_lost\u{a0}", "CardLost = card_lost"),
        ("<code>card_lost</code>", "CardLost = card_lost"),
        ("1<br/>2", "Code1_2 = 1 2"),
        ("~~1~~", "Code1 = 1"),
        ("(#100)", "Code100 = (#100)"),
        ("✅ 6", "Code6 = ✅ 6"),
        ("404.1", "Code404_1 = 404.1"),
        ("−7", "CodeMinus7 = −7"),
        ("ISV.wrong-app-id", "IsvWrongAppId = ISV.wrong-app-id"),
        ("系统繁忙", "系统繁忙 = 系统繁忙"),
    ] {
        assert_eq!(
            rows(CODE, &table(&format!("| {cell} | Text. |"))),
            [format!("{expected} Text.")],
            "{cell}"
        );
    }
}

#[test]
fn statuses_are_read_among_words() {
    for (cell, expected) in [
        ("400", "Status400 = 400"),
        ("`401`", "Status401 = 401"),
        ("HTTP 402", "Status402 = 402"),
        ("403 (Forbidden)", "Status403 = 403"),
        ("404 - Not Found", "Status404 = 404"),
        ("**4xx**", "Status4XX = 4XX"),
        ("5XX Server Errors", "Status5XX = 5XX"),
        ("500/503", "Status500 = 500"),
    ] {
        assert_eq!(
            rows(STATUS, &table(&format!("| {cell} | Text. |"))),
            [format!("{expected} Text.")],
            "{cell}"
        );
    }
    let columns = "code = \"Code\", status = \"HTTP\", description = \"Text\"";
    for cell in ["", "-", "—", "N/A", "n/a"] {
        let page = format!("| Code | HTTP | Text |\n|---|---|---|\n| lost | {cell} | Text. |\n");
        assert_eq!(rows(columns, &page), ["Lost = lost Text."], "{cell}");
    }
}

#[test]
fn a_row_has_one_code_and_one_status() {
    let both = "code = \"Code\", status = \"HTTP\", description = \"Text\"";
    let three = |row: &str| format!("| Code | HTTP | Text |\n|---|---|---|\n{row}\n");
    for (columns, page, rule, message) in [
        (STATUS, table("| 500, 502 | Text. |"), Rule::BadStatus, "found `500, 502`; "),
        (STATUS, table("| 500 or 502 | Text. |"), Rule::BadStatus, "found `500 or 502`; "),
        (STATUS, table("| 400-499 | Text. |"), Rule::BadStatus, "found `400-499`; "),
        (both, three("| lost | `400` `404` | Text. |"), Rule::BadStatus, "found `400 404`; "),
        (STATUS, table("| none | Text. |"), Rule::BadStatus, "found `none`; "),
        (CODE, table("| `lost`, `late` | Text. |"), Rule::BadCode, "found 2 codes in one cell; "),
        (CODE, table("| `lost` or `late` | Text. |"), Rule::BadCode, "found 2 codes in one cell; "),
        (CODE, table("| lost | Text. |\n| | goes on. |"), Rule::BadCode, "found no code in the row; "),
        (STATUS, table("| - | Text. |"), Rule::BadCode, "found no code in the row; "),
        (both, three("| | - | Text. |"), Rule::BadCode, "found no code in the row; "),
    ] {
        let loaded = load(columns, &page);
        let [finding] = loaded.findings.pages[0].as_slice() else { panic!("{page}: {:?}", loaded.findings) };
        assert!(finding.rule == rule && finding.message.starts_with(message), "{page}: {finding}");
        assert!(loaded.catalog.entries.iter().all(|entry| entry.variant == "Lost"), "{page}");
    }
    assert_eq!(rows(CODE, &table("| `lost` (see `lost`) | Text. |")), ["Lost = lost Text."]);
}

#[test]
fn a_delimiter_row_is_no_row() {
    for rows in ["|---|---|\n| `404 Lost` | Text. |", "| `404 Lost` | Text. |\n| :-: | --- |"] {
        let page = table(rows);
        for columns in [Some(CODE), None] {
            let findings = match columns {
                Some(columns) => load(columns, &page).findings.pages[0].clone(),
                None => Page::read(&Source::new("en.md", page.as_str()), Dialect::Gfm).findings,
            };
            let [finding] = findings.as_slice() else { panic!("{page}: {findings:?}") };
            assert_eq!(finding.rule, Rule::DelimiterRow, "{finding}");
            assert!(finding.message.starts_with("found a second delimiter row"), "{finding}");
        }
    }
    // GitHub makes no table of a header with fewer cells than the delimiter row.
    let page = "| Code | Text |\n|---|---|---|\n| `404 Lost` | Text. |\n";
    let findings = Page::read(&Source::new("en.md", page), Dialect::Gfm).findings;
    let [finding] = findings.as_slice() else { panic!("{findings:?}") };
    assert_eq!((finding.rule, finding.help.as_str()), (Rule::DelimiterRow, "write `|---|---|`"));
}

#[test]
fn a_header_that_stands_twice_is_named_twice() {
    let page = "| Code | Text | Text |\n|---|---|---|\n| 7 | One. | Two. |\n";
    for columns in [CODE, "code = \"Text\", description = [\"Text\", \"Text\"]"] {
        let loaded = load(columns, page);
        let found: Vec<_> = loaded.findings.iter().filter(|finding| finding.rule == Rule::NoTable).collect();
        let [finding] = found.as_slice() else { panic!("{:?}", loaded.findings) };
        assert_eq!(finding.place().to_string(), "1:17");
        assert!(finding.message.starts_with("found a second column `Text`"), "{finding}");
    }
    let both = "code = \"Code\", description = [\"Text\", \"Text\"]";
    assert_eq!(rows(both, page), ["Code7 = 7 One.\n\nTwo."]);
}

#[test]
fn statuses_tell_equal_codes_apart() {
    let page = "| Code | HTTP | Text |\n|---|---|---|\n| wrong | 400 | a |\n| wrong | 404 | b |\n| wrong | | c |\n| 7 | 400 | d |\n| 7 | 404 | e |\n";
    assert_eq!(
        rows("code = \"Code\", status = \"HTTP\", description = \"Text\"", page),
        [
            "Wrong400 = 400 wrong a",
            "Wrong404 = 404 wrong b",
            "Wrong = wrong c",
            "Code7_400 = 400 7 d",
            "Code7_404 = 404 7 e"
        ]
    );
}

#[test]
fn tables_are_found_however_they_are_drawn() {
    for page in [
        "Code|Text\n-|-\n7|Text.\n",
        "|Code|Text|\n|:-:|---:|\n|7|Text.|\n",
        "| **Code** | _Text_ |\n|---|---|\n| 7 | Text. |\n",
        "| Code<br/> | <span style=\"x\">Text</span> |\n|---|---|\n| 7 | Text. |\n",
        "| | |\n|---|---|\n| **Code** | **Text** |\n| 7 | Text. |\n| | |\n",
        "| Code | Text |\n|---|---|\n| 7 | Text. ||\n",
        "| Since | Text | | Code |\n|---|---|---|---|\n| 1 | Text. | | 7 |\n",
        "Text:\n| Code | Text |\n|---|---|\n| 7 | Text. |\n\nText.\n",
        "<!-- x -->\n| Code | Text |\n|---|---|\n| 7 | Text. <!-- x --> |\n",
        "import Tabs from '@theme/Tabs';\n\n<Tabs>\n<TabItem value=\"x\">\n\n| Code | Text |\n|---|---|\n| 7 | Text. |\n\n</TabItem>\n</Tabs>\n",
        "<details>\n<summary>Errors</summary>\n\n| Code | Text |\n|---|---|\n| 7 | Text. |\n\n</details>\n",
        ":::caution\n| Code | Text |\n|---|---|\n| 7 | Text. |\n:::\n",
        "> [!NOTE]\n> | Code | Text |\n> |---|---|\n> | 7 | Text. |\n",
        "1. Errors\n\n   | Code | Text |\n   |---|---|\n   | 7 | Text. |\n",
        "{{< tab >}}\n| Code | Text |\n|---|---|\n| 7 | Text. |\n{{< /tab >}}\n",
        "| Code | Text |\n|---|---|\n| 7 | Text. |\n{style=\"table-layout:auto\"}\n",
        "```\n| Code | Text |\n|---|---|\n| 8 | An example. |\n```\n\n| Code | Text |\n|---|---|\n| 7 | Text. |\n",
    ] {
        assert_eq!(rows(CODE, page), ["Code7 = 7 Text."], "{page}");
    }
}

#[test]
fn what_stands_around_the_tables_is_the_sites_business() {
    for above in [
        "## ![icon](x.png) Errors",
        "## Errors <Badge text=\"new\" /><sup>1</sup>",
        "## Errors[^1]\n\n[^1]: A note.",
        "<a name=\"errors\"></a>\n## [](#errors) Errors",
        "{% hint style=\"info\" %}\nText.\n{% endhint %}\n\n{% tabs %}\n{% tab title=\"A\" %}",
        "{% admonition type=\"info\" %}\nText.\n{% /admonition %}",
        "{{< alert >}}\nText <name> and ![image](x.png).\n{{< /alert >}}",
        "[!INCLUDE [text](x.md)]\n\n:::row:::\n:::column:::\nText.\n:::column-end:::\n:::row-end:::",
        "export const meta = {\n  title: 'x',\n};\n\n{/* Text. */}",
        "<style>\ntable { width: 100% }\n</style>",
    ] {
        let page = format!("{above}\n\n{}", table("| 7 | Text. |"));
        assert_eq!(rows(CODE, &page), ["Code7 = 7 Text."], "{page}");
    }
}

#[test]
fn rows_that_would_be_lost_or_made_up_are_refused() {
    let table = table("| 7 | Text. |");
    for (page, rule) in [
        // A comment or a blank line ends the table.
        (format!("{}<!-- x -->\n| 8 | Text. |\n", table.trim_start()), Rule::StrayRow),
        (format!("{table}\n| 8 | Text. |\n"), Rule::StrayRow),
        (format!("{}Text.\n", table.trim_end().to_owned() + "\n"), Rule::GluedText),
        (table.replace("Text. |", "a | b |"), Rule::CellCount),
        (format!("{table}\n<Tab>\n{table}</Tab>\n"), Rule::StrayRow),
        (format!("=== \"Tab\"\n\n    {}", table.replace('\n', "\n    ")), Rule::StrayRow),
        (table.replace("---", "—"), Rule::StrayRow),
        (table.replace("Text. |", "A <name> is missing. |"), Rule::UnknownTag),
        (table.replace("| 7 | Text. |", "| 7 | Text. |\n| 7 | Words. |"), Rule::SharedName),
    ] {
        let loaded = load(CODE, &page);
        let found: Vec<Rule> = loaded.findings.iter().map(|finding| finding.rule).collect();
        assert_eq!(found, [rule], "{page}");
    }
    let loaded = load(STATUS, &table.replace("| 7 |", "| Bad Request |"));
    assert_eq!(loaded.findings.iter().map(|finding| finding.rule).collect::<Vec<_>>(), [Rule::BadStatus]);
}
