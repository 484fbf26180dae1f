//! What the reader makes of a page: what real pages hold, and what is refused.
//!
//! The findings are compared word by word, since they are what the people who mend a page get to see.

use std::path::{Path, PathBuf};

use braze_errors_codegen::{Dialect, Form, Page, Reading, Rule, Source};
use insta::assert_snapshot;

const HEAD: &str = "# Errors\n\n| Code | Description |\n|---|---|\n";

fn read(text: &str) -> Reading {
    Page::read(&Source::new("errors.md", text), Dialect::Kramdown)
}

/// The findings of a page.
fn page(text: &str) -> String {
    let findings: Vec<String> = read(text).findings.iter().map(ToString::to_string).collect();
    findings.join("\n")
}

/// The findings of a page whose table has these rows.
fn table(rows: &str) -> String {
    page(&format!("{HEAD}{rows}"))
}

/// The rows of a page without findings, as HTML.
fn rows(text: &str) -> Vec<String> {
    let Reading { page, findings } = read(text);
    assert!(findings.is_empty(), "{}", findings[0]);
    page.rows
        .iter()
        .map(|row| format!("{}: {}", row.code, Form::Html.write(&row.description, "URL")))
        .collect()
}

/// The description of a page's only row, as HTML.
fn description(text: &str) -> String {
    let rows = rows(&format!("{HEAD}| `400 Bad Date` | {text} |\n"));
    assert_eq!(rows.len(), 1);
    rows[0].strip_prefix("400 Bad Date: ").expect("the row's code").to_owned()
}

#[test]
fn an_attribute_list_that_a_dialect_does_not_have_is_one_finding() {
    for list in
        ["{: .reset-table }", "{: .reset-table } ", "| {: .reset-table } |", "| {: .reset-table } | |"]
    {
        for page in [
            format!("{HEAD}| `404 Not Found` | No. |\n{list}\n"),
            format!("{HEAD}{list}\n| `404 Not Found` | No. |\n"),
        ] {
            let Reading { page, findings } = Page::read(&Source::new("errors.md", page), Dialect::Gfm);
            let [finding] = findings.as_slice() else { panic!("{list}: {findings:?}") };
            assert_eq!((finding.rule, page.rows.len()), (Rule::UnsupportedMarkdown, 1), "{list}");
            assert!(
                finding.message.starts_with("found `{: .reset-table }`, an attribute list, which "),
                "{}",
                finding.message
            );
        }
    }
}

const TWO_ROWS: [&str; 2] = ["400 Bad Date: The date is bad.", "404 Not Found: There is no such address."];

/// A page with two rows.
fn two_rows() -> String {
    format!("{HEAD}| `400 Bad Date` | The date is bad. |\n| `404 Not Found` | There is no such address. |\n")
}

#[test]
fn rows_stand_in_page_order_whatever_cuts_the_table() {
    let page = format!("{HEAD}| `400 Bad Date` | No. |\nText\n\n# Others\n\n| `404 Not Found` | No. |\n");
    let Reading { page, findings } = read(&page);
    let rules: Vec<Rule> = findings.iter().map(|finding| finding.rule).collect();
    assert_eq!(rules, [Rule::GluedText, Rule::StrayRow]);
    let rows: Vec<String> = page.rows.iter().map(|row| row.code.to_string()).collect();
    assert_eq!(rows, ["400 Bad Date", "404 Not Found"]);
    let heading = |row: usize| page.rows[row].section.map(|section| page.sections[section].heading.as_str());
    assert_eq!([heading(0), heading(1)], [Some("Errors"), Some("Others")]);
}

mod reads {
    use super::*;

    #[test]
    fn a_table() {
        assert_eq!(rows(&two_rows()), TWO_ROWS);
    }

    #[test]
    fn a_page_with_front_matter() {
        for front_matter in
            ["---\ntitle: Errors\n\n---\n", "---\ntitle: Errors\n---\n", "---\n---\n\n", "---\na: b\n...\n"]
        {
            assert_eq!(rows(&format!("{front_matter}{}", two_rows())), TWO_ROWS, "{front_matter}");
        }
    }

    #[test]
    fn a_table_in_raw_even_where_the_tags_touch_it() {
        let page = two_rows();
        let (above, table) = page.split_at(page.find('|').unwrap());
        assert_eq!(rows(&format!("{above}{{% raw %}}\n{table}{{% endraw %}}\n")), TWO_ROWS);
        assert_eq!(rows(&format!("{above}{{% raw %}}\n\n{table}\n{{% endraw %}}\n")), TWO_ROWS);
    }

    #[test]
    fn an_alert_glued_to_the_last_row() {
        let page = format!("{}{{% alert warning %}}\nMind the gap.\n{{% endalert %}}\n", two_rows());
        assert_eq!(rows(&page), TWO_ROWS);
    }

    #[test]
    fn an_attribute_list_right_under_the_table() {
        let page = format!("{}{{: .reset-td-br-1 role=\"presentation\" }}\n", two_rows());
        assert_eq!(rows(&page), TWO_ROWS);
    }

    #[test]
    fn rows_without_outer_pipes() {
        let page = "Code | Description\n--- | ---\n`400 Bad Date` | The date is bad.\n\
                    `404 Not Found` | There is no such address.\n";
        assert_eq!(rows(page), TWO_ROWS);
    }

    #[test]
    fn trailing_spaces() {
        assert_eq!(rows(&two_rows().replace('\n', "   \n")), TWO_ROWS);
    }

    #[test]
    fn any_line_end_and_a_byte_order_mark() {
        for end in ["\n", "\r\n", "\r"] {
            assert_eq!(rows(&two_rows().replace('\n', end)), TWO_ROWS, "{end:?}");
            assert_eq!(rows(&format!("\u{feff}{}", two_rows().replace('\n', end))), TWO_ROWS, "{end:?}");
        }
    }

    #[test]
    fn a_page_that_ends_with_its_last_row() {
        assert_eq!(rows(two_rows().trim_end()), TWO_ROWS);
    }

    #[test]
    fn a_class_of_statuses() {
        let page =
            format!("{HEAD}| `5XX Internal Server Error` | Try again. |\n| `400 Bad Date` | Mend it. |\n");
        assert_eq!(rows(&page), ["5XX Internal Server Error: Try again.", "400 Bad Date: Mend it."]);
    }

    #[test]
    fn the_error_table_among_others() {
        let other = "\n## Fields\n\n| Field | Meaning |\n|---|---|\n| `date` | A date. |\n\n";
        assert_eq!(rows(&format!("{other}{}{other}", two_rows())), TWO_ROWS);
    }

    #[test]
    fn the_rows_of_every_error_table() {
        let page = format!("{}\n## More\n\n{}", two_rows(), two_rows().replace("# Errors\n\n", ""));
        assert_eq!(rows(&page), [TWO_ROWS, TWO_ROWS].concat());
        let page = read(&page).page;
        let anchors: Vec<&str> =
            page.rows.iter().map(|row| &*page.sections[row.section.expect("a section")].anchor).collect();
        assert_eq!(anchors, ["errors", "errors", "more", "more"]);
    }

    #[test]
    fn the_anchor_of_the_section() {
        let anchor = |heading: &str| {
            read(&format!("{heading}\n\n{}", &two_rows()[10..])).page.anchor().map(str::to_owned)
        };
        assert_eq!(anchor("## Fatal errors").as_deref(), Some("fatal-errors"));
        assert_eq!(anchor("## Fatal errors {#fatal}").as_deref(), Some("fatal"));
        assert_eq!(anchor("### Erreurs fatales\u{a0}: l’été").as_deref(), Some("erreurs-fatales-lété"));
        assert_eq!(anchor("Fatal errors\n---").as_deref(), Some("fatal-errors"));
        assert_eq!(anchor("{: #fatal}\n## Fatal errors").as_deref(), Some("fatal"));
        // The mark of a footnote that the page lacks is text.
        assert_eq!(anchor("## Fatal[^1] errors").as_deref(), Some("fatal1-errors"));
        assert_eq!(anchor("No heading."), None);
        assert_eq!(anchor("###### Fatal errors ##").as_deref(), Some("fatal-errors"));
        assert_eq!(anchor("####### Fatal errors"), None);
        // The list is another block's.
        assert_eq!(anchor("{: #all}\nAll of them.\n\n## Fatal errors").as_deref(), Some("fatal-errors"));
        // What a link is called belongs to it where its target is known.
        let page = "## All [errors][The  List]\n\n[the list]: /list\n[another]: /other";
        assert_eq!(anchor(page).as_deref(), Some("all-errors"));
        assert_eq!(anchor(&page.replace("[the", "[no")).as_deref(), Some("all-errorsthe--list"));
    }

    #[test]
    fn a_table_below_an_attribute_list() {
        for (list, touches) in [("{: .wide}", false), ("{:wide:}", false), ("{:wide: .wide}", true)] {
            let page = two_rows().replace("| Code", &format!("{list}\n| Code"));
            let rules: Vec<&str> = read(&page).findings.iter().map(|finding| finding.rule.name()).collect();
            assert_eq!(rules, vec!["glued-text"; usize::from(touches)], "{list}");
        }
    }

    #[test]
    fn a_table_below_an_end_of_block_mark() {
        let table = &two_rows()["# Errors\n\n".len()..];
        let other = "| Field | Meaning |\n|---|---|\n| `date` | A date. |";
        for above in ["# Errors", "Errors\n---", "Errors:", other] {
            assert_eq!(rows(&format!("{above}\n^\n{table}")), TWO_ROWS, "{above}");
        }
    }

    #[test]
    fn a_table_between_code_blocks_of_other_lengths() {
        for (short, long) in [("```", "`````"), ("~~~", "~~~~")] {
            let (above, below) =
                (format!("{short}json\n{{}}\n{short}\n\n"), format!("\n{long}\ntext\n{long}\n"));
            assert_eq!(rows(&format!("{above}{}{below}", two_rows())), TWO_ROWS);
        }
    }

    #[test]
    fn a_table_below_a_code_block_with_rows() {
        let code = "```\n``  \n| `409 Gone` | It was here. |\n```\n\n";
        assert_eq!(rows(&format!("{code}{}", two_rows())), TWO_ROWS);
    }

    #[test]
    fn a_table_below_an_underlined_heading() {
        let page = two_rows().replace("# Errors", "Text.\n\n\n\nFatal errors\n---");
        assert_eq!(rows(&page), TWO_ROWS);
        assert_eq!(read(&page).page.anchor(), Some("fatal-errors"));
    }

    #[test]
    fn a_bullet_of_several_lines_up_to_what_starts_another_block() {
        for below in ["", "\nText.\n", "- Another.\n", "12. Twelve.\n", "# More\n", "{: .wide}\n"] {
            let page = format!("- The\n  **502 error** is ours,\n  not yours.\n{below}\n{}", two_rows());
            let statuses = read(&page).page.statuses;
            let [bullet] = statuses.as_slice() else { panic!("{below}: {statuses:?}") };
            let text = Form::Text.write(&bullet.description, "URL");
            assert_eq!(
                text.split_whitespace().collect::<Vec<_>>().join(" "),
                "The 502 error is ours, not yours."
            );
            let nodes = bullet.description.nodes.windows(2);
            assert!(nodes.into_iter().all(|pair| pair[0].span.end <= pair[1].span.start), "{bullet:?}");
        }
        let page = format!("- A\n**502 error** lasts\n12.5 minutes\n. More\n\n{}", two_rows());
        let bullet = &read(&page).page.statuses[0];
        assert_eq!(Form::Text.write(&bullet.description, "URL"), "A 502 error lasts 12.5 minutes . More");
        assert_eq!(&page[bullet.description.nodes[0].span.clone()], "A\n");
    }

    #[test]
    fn a_heading_in_a_numbered_list() {
        let page = read(&two_rows().replace("# Errors", "100. # Fatal errors")).page;
        assert_eq!(page.anchor(), Some("fatal-errors"));
    }

    #[test]
    fn a_table_below_what_only_looks_like_a_tag() {
        assert_eq!(rows(&format!("<div <p>\n\n{}", two_rows())), TWO_ROWS);
    }

    #[test]
    fn a_table_below_an_element_with_others_in_it() {
        for inner in ["<!-- </div> -->", "<div>\n</div>", "<div/>"] {
            let element = format!("<div>\n{inner}\n| `409 Gone` | It was here. |\n</div>\n\n");
            let page = format!("{element}{}", two_rows());
            let message = &read(&page).findings[0].message;
            assert!(message.starts_with("found 1 row in an HTML element"), "{inner}: {message}");
            assert_eq!(rows(&page.replace("| `409 Gone` | It was here. |", "Text.")), TWO_ROWS, "{inner}");
        }
    }

    #[test]
    fn the_bullets_of_statuses() {
        let page = format!(
            "- The **2XX class** is a success.\n- The **502 error** is ours.\n- Another bullet.\n\n{}",
            two_rows()
        );
        let statuses: Vec<String> = read(&page)
            .page
            .statuses
            .iter()
            .map(|bullet| format!("{}: {}", bullet.status, Form::Text.write(&bullet.description, "URL")))
            .collect();
        assert_eq!(statuses, ["2XX: The 2XX class is a success.", "502: The 502 error is ours."]);
    }

    #[test]
    fn code_spans_with_pipes() {
        assert_eq!(
            description("Write `a|b`, or ``a`|`b``."),
            "Write <code>a|b</code>, or <code>a`|`b</code>."
        );
        assert_eq!(description("Write ``a|`b``."), "Write <code>a|`b</code>.");
        assert_eq!(description("Write `a\\|b` or `a\\`."), "Write <code>a\\|b</code> or <code>a\\</code>.");
        assert_eq!(description("Write <code>a|b</code>."), "Write <code>a|b</code>.");
        assert_eq!(description("Write a\\|b."), "Write a|b.");
    }

    #[test]
    fn code_spans_with_spaces_and_marks_at_their_ends() {
        for (written, html) in [
            ("`date `", "<code>date </code>"),
            ("``date ``", "<code>date</code>"),
            ("`` `date` ``", "<code>`date`</code>"),
            ("``  `  ``", "<code> ` </code>"),
        ] {
            assert_eq!(description(&format!("Mind {written} here.")), format!("Mind {html} here."));
        }
    }

    #[test]
    fn emphasis() {
        for (written, html) in [
            ("Mind **the** *date*.", "Mind <strong>the</strong> <em>date</em>."),
            ("(**the** date)s**ent**", "(<strong>the</strong> date)s<strong>ent</strong>"),
            ("Mind <b>the</b> <i>date</i>.", "Mind <strong>the</strong> <em>date</em>."),
            ("**Mind****the** date.", "<strong>Mind</strong><strong>the</strong> date."),
            ("<code>*the</code> \\*date", "<code>*the</code> *date"),
            ("3 * 4 * 5 and a _ b", "3 * 4 * 5 and a _ b"),
        ] {
            assert_eq!(description(written), html, "{written}");
        }
    }

    #[test]
    fn emphasis_in_emphasis() {
        for (written, html) in [
            ("***the date***", "<strong><em>the date</em></strong>"),
            ("***the* date**", "<strong><em>the</em> date</strong>"),
            ("***the** date*", "<em><strong>the</strong> date</em>"),
            ("**the *date***", "<strong>the <em>date</em></strong>"),
            ("*the __date__*", "<em>the <strong>date</strong></em>"),
        ] {
            assert_eq!(description(written), html, "{written}");
        }
    }

    #[test]
    fn emphasis_that_touches_letters() {
        for (written, html) in [
            ("**太字。**次", "<strong>太字。</strong>次"),
            ("先に**`x`**を", "先に<strong><code>x</code></strong>を"),
            ("**คำ (บังคับ)**ที่", "<strong>คำ (บังคับ)</strong>ที่"),
            ("**مطلوب.**هنا", "<strong>مطلوب.</strong>هنا"),
            ("ein**\"Wort\"**lein", "ein<strong>&quot;Wort&quot;</strong>lein"),
        ] {
            assert_eq!(description(written), html, "{written}");
        }
    }

    #[test]
    fn struck_out_text() {
        assert_eq!(
            description("Mind ~~the **old**~~ date."),
            "Mind <del>the <strong>old</strong></del> date."
        );
    }

    #[test]
    fn links() {
        for target in ["/dates", "/dates:all", "#dates:all", "?dates:all", "mailto:dates@example.com"] {
            let expected = format!("See <a href=\"{target}\">dates</a>.");
            assert_eq!(description(&format!("See [dates]({target}).")), expected);
        }
        let expected = r#"See <a href="URL/dates">dates</a>."#;
        assert_eq!(description("See [dates]({{site.baseurl}}/dates)."), expected);
        assert_eq!(
            description("See [dates]({{ site.baseurl }}/dates/){:target=\"_blank\"}."),
            expected.replace("s\"", "s/\"")
        );
        assert_eq!(
            description("See <a href=\"/dates?a&nosuch;b&;c&amp;d\">dates</a>."),
            r#"See <a href="/dates?a&amp;nosuch;b&amp;;c&amp;d">dates</a>."#
        );
        assert_eq!(
            description("See <a href=\"/dates\" class=\"x\">dates</a>."),
            r#"See <a href="/dates">dates</a>."#
        );
    }

    #[test]
    fn a_base_url_behind_an_escape_and_at_the_start_of_nomarkdown() {
        for escape in ["a\\|b", "a\\\\|b", "\\*", "\\\\"] {
            let link = description(&format!("Mind {escape} at [dates]({{{{ site.baseurl }}}}/dates)."));
            assert!(link.ends_with(r#" at <a href="URL/dates">dates</a>."#), "{link}");
        }
        assert_eq!(
            description("{::nomarkdown}{{ site.baseurl }}/a <b>or</b> {{ site.baseurl }}/b{:/}"),
            "URL/a <strong>or</strong> URL/b"
        );
    }

    #[test]
    fn titles_of_links() {
        let link = |title: &str| description(&format!("See <a href=\"/dates\"{title}>dates</a>."));
        assert_eq!(link(" title=\"All\""), r#"See <a href="/dates" title="All">dates</a>."#);
        assert_eq!(link(" title=\"\""), r#"See <a href="/dates">dates</a>."#);
    }

    #[test]
    fn items_behind_comments_and_white_space() {
        assert_eq!(description("One:<br><!-- a -->- two"), "One:<br>- two");
        assert_eq!(description("One:<br> <!-- a --> - two"), "One:<br>- two");
        assert_eq!(description("One<!-- a -->- two"), "One- two");
        assert_eq!(
            description("{::nomarkdown}<ul> <li>one</li> <!-- a --> <li>two</li> </ul>{:/}"),
            "- one<br>- two"
        );
    }

    #[test]
    fn the_places_of_what_stands_in_nomarkdown() {
        let text =
            format!("{HEAD}| `400 Bad Date` | {{::nomarkdown}}<b>One</b> two <i>three</i> four{{:/}} |\n");
        let Reading { page, .. } = read(&text);
        let places: Vec<&str> =
            page.rows[0].description.nodes.iter().map(|node| &text[node.span.clone()]).collect();
        assert_eq!(places, ["<b>One</b>", " two ", "<i>three</i>", " four"]);
    }

    #[test]
    fn a_table_below_a_tag_of_the_site() {
        for tag in ["{% include dates.md %}", "{% Include dates.md %}"] {
            assert_eq!(rows(&format!("{tag}\n\n{}", two_rows())), TWO_ROWS);
        }
    }

    #[test]
    fn a_code_with_more_white_space_than_it_needs() {
        assert_eq!(rows(&two_rows().replace("400 Bad Date", "400  Bad \u{a0}  Date")), TWO_ROWS);
        assert_eq!(rows(&two_rows().replace("400 Bad Date", "400\tBad\tDate")), TWO_ROWS);
    }

    #[test]
    fn breaks_and_list_items() {
        assert_eq!(description("One.<br>Two.<br />Three."), "One.<br>Two.<br>Three.");
        let items = "Either:<br>- <strong>one</strong>, or<br>- two.";
        assert_eq!(description("Either:<br>- **one**, or<br>- two."), items);
        let html = "Either:{::nomarkdown}<ul><li><strong>one</strong>, or</li><li>two.</li></ul>{:/}";
        assert_eq!(description(html), items);
    }

    #[test]
    fn text_next_to_nomarkdown_with_its_spaces() {
        assert_eq!(description("One {::nomarkdown}<b>two</b>{:/} three."), "One <strong>two</strong> three.");
    }

    #[test]
    fn escapes_and_references() {
        for (written, text) in [
            ("One \\- two \\* three \\_ four.", "One - two * three _ four."),
            ("5 &lt; 6 &amp; &eacute;&#233;&#xe9;.", "5 &lt; 6 &amp; ééé."),
            ("Mind &#00000000065; &hearts;.", "Mind A ♥."),
            // What kramdown doesn't know it prints.
            ("Mind the date \\& time, 5 \\%.", "Mind the date \\&amp; time, 5 \\%."),
            ("Mind {: the date \\& time.", "Mind {: the date \\&amp; time."),
            ("It&#X2019;s &nosuch; &star;.", "It&amp;#X2019;s &amp;nosuch; &amp;star;."),
            ("a \\<< b", "a &lt;&lt; b"),
        ] {
            assert_eq!(description(written), text, "{written}");
        }
    }

    /// White space is ASCII's to kramdown, and every other space is text.
    #[test]
    fn spaces_that_do_not_break() {
        assert_eq!(description("La date\u{a0}: «\u{a0}7\u{a0}»."), "La date\u{a0}: «\u{a0}7\u{a0}».");
        for (before, after) in [("\u{3000}", ""), ("", "\u{3000}"), ("\u{a0}", "\u{a0}")] {
            let text = format!("{before}The date.{after}");
            assert_eq!(description(&text), "The date.", "forms have no space at their ends");
            let page = format!("{HEAD}| `400 Bad Date` |{text}|\n");
            let span = read(&page).page.rows[0].description.span.clone();
            assert_eq!(page[span], text);
        }
    }

    #[test]
    fn quotes_as_they_are_written() {
        assert_eq!(description("It's \"bad\" -- no..."), "It's &quot;bad&quot; -- no...");
    }

    #[test]
    fn comments_into_no_form() {
        assert_eq!(description("One<!-- hidden --> two."), "One two.");
        assert_eq!(
            description("{::nomarkdown}One<!-- hidden --> <b>two</b>.{:/}"),
            "One <strong>two</strong>."
        );
    }

    /// The pages of this project, and Braze's own where they are at hand.
    #[test]
    fn every_page_there_is() {
        let manifest = Path::new(env!("CARGO_MANIFEST_DIR"));
        let own = pages_in(&manifest.join("tests/docs"));
        assert!(own.len() >= 4, "{own:?}");
        let upstream = pages_in(&manifest.join("../../shared/upstream"));
        for (path, rows) in own.iter().map(|path| (path, 23)).chain(upstream.iter().map(|path| (path, 22))) {
            let source = Source::read(path, path.display().to_string()).expect("a page");
            let Reading { page, findings } = Page::read(&source, Dialect::Kramdown);
            assert!(findings.is_empty(), "{}", findings[0]);
            assert_eq!(page.rows.len(), rows, "{}", path.display());
        }
    }

    fn pages_in(folder: &Path) -> Vec<PathBuf> {
        let Ok(locales) = std::fs::read_dir(folder) else { return Vec::new() };
        let pages = locales.map(|locale| locale.expect("an entry").path().join("errors.md"));
        pages.filter(|page| page.is_file()).collect()
    }
}

#[test]
fn places_can_be_asked_for_in_any_order() {
    let source = Source::new("errors.md", "# Été\n\nÀ bientôt.\n");
    let places = [17, 11, 2, 0, 4].map(|offset| source.place(offset).to_string());
    assert_eq!(places, ["3:8", "3:2", "1:3", "1:1", "1:4"]);
}

mod refuses_files {
    use super::*;

    fn file(path: &Path) -> String {
        let findings: Vec<String> =
            Source::read(path, "errors.md").expect_err("no page").iter().map(ToString::to_string).collect();
        findings.join("\n")
    }

    #[test]
    fn that_are_not_there() {
        assert_snapshot!(file(Path::new("no/such/errors.md")), @r"
        errors.md:1:1: error[unreadable-page]: found no such file; expected a Markdown page
          help: write the page there, or take its locale off the list
        ");
    }

    #[test]
    fn whose_names_the_system_refuses() {
        assert_snapshot!(file(Path::new("errors\0.md")), @r"
        errors.md:1:1: error[unreadable-page]: file name contained an unexpected NUL byte; expected a Markdown page
          help: write the page there, or take its locale off the list
        ");
    }

    #[test]
    fn that_are_folders() {
        assert_snapshot!(file(Path::new(env!("CARGO_MANIFEST_DIR"))), @r"
        errors.md:1:1: error[unreadable-page]: found a folder in the page's place; expected a Markdown page
          help: write the page there, or take its locale off the list
        ");
    }

    #[cfg(unix)]
    #[test]
    fn that_might_never_end() {
        assert_snapshot!(file(Path::new("/dev/zero")), @r"
        errors.md:1:1: error[unreadable-page]: found something that is no regular file; expected a Markdown page
          help: write the page there, or take its locale off the list
        ");
    }

    /// Git writes the target of a symbolic link into a plain file where there are no such links.
    #[test]
    fn below_a_symbolic_link_that_is_a_plain_file() {
        let folder = tempfile::tempdir().expect("a folder");
        let docs = folder.path().join("docs");
        let below = |shown: &str| {
            let findings = Source::read(&docs.join("fr/errors.md"), shown).expect_err("no page");
            findings.iter().map(ToString::to_string).collect::<String>()
        };
        std::fs::write(&docs, "../docs").expect("a file");
        assert_snapshot!(below("parcels/docs/fr/errors.md"), @r"
        parcels/docs:1:1: error[unreadable-page]: found a file that holds `../docs`; expected a folder, or a symbolic link to one
          help: git writes such a file where symbolic links are switched off: run `git config core.symlinks true` (Windows wants its developer mode for them), delete the file and check it out again
        ");
        // A file that was never a link is not for git to mend.
        std::fs::write(&docs, "One.\nTwo.\n").expect("a file");
        assert_snapshot!(below("docs/fr/errors.md"), @r"
        docs:1:1: error[unreadable-page]: found a file; expected a folder
          help: put the pages' folder there
        ");
        std::fs::write(&docs, "d".repeat(4095)).expect("a file");
        assert!(below("docs/fr/errors.md").contains("found a file that holds `ddd"));
        std::fs::write(&docs, "d".repeat(4096)).expect("a file");
        assert!(below("docs/fr/errors.md").contains("found a file; expected a folder"), "longer than a link");
    }

    #[test]
    fn that_are_not_utf_8() {
        // The accent is UTF-8, so that the page is in no other encoding as a whole.
        let bytes = b"# Erreurs, \xc3\xa9\n\n\xe9t\xe9\n".to_vec();
        let findings = Source::from_bytes("errors.md", bytes).expect_err("no page");
        let findings: Vec<String> = findings.iter().map(ToString::to_string).collect();
        assert_snapshot!(findings.join("\n"), @r"
        errors.md:3:1: error[invalid-utf-8]: found bytes that are not UTF-8: \xe9
          help: save the page as UTF-8
        errors.md:3:3: error[invalid-utf-8]: found bytes that are not UTF-8: \xe9
          help: save the page as UTF-8
        ");
    }
}

mod refuses_page {
    use super::*;

    #[test]
    fn an_empty_page() {
        assert_snapshot!(page(""), @r#"
errors.md:1:1: error[empty-page]: found an empty page; expected an error table
  help: write the page, or take its locale off the list
"#);
    }

    #[test]
    fn a_page_without_a_table() {
        assert_snapshot!(page("\
# Errors

There are none.
"), @r#"
errors.md:1:1: error[no-table]: found no error table; expected one whose first column holds codes such as `400 Bad Request`
  help: write the table, with a blank line above and below it:

| Error code | Description |
|---|---|
| `400 Bad Request` | What is wrong with the request. |
"#);
    }

    #[test]
    fn a_row_below_a_blank_line() {
        assert_snapshot!(table("\
| `400 Bad Date` | The date is bad. |

| `404 Not Found` | There is no such address. |
"), @r#"
errors.md:7:1: error[stray-row]: found 1 row cut off from the table; expected all rows in one table
  help: delete the blank line above, so that the table goes on
"#);
    }

    #[test]
    fn rows_below_a_liquid_tag() {
        assert_snapshot!(table("\
| `400 Bad Date` | The date is bad. |
{% alert note %}
Mind the gap.
{% endalert %}
| `404 Not Found` | There is no such address. |
"), @r#"
errors.md:9:1: error[stray-row]: found 1 row cut off from the table; expected all rows in one table
  help: move `{% endalert %}` below the table, so that the table goes on
"#);
    }

    #[test]
    fn a_table_in_an_alert() {
        assert_snapshot!(page("\
{% alert warning %}

# Errors

| Code | Description |
|---|---|
| `400 Bad Date` | The date is bad. |
| `404 Not Found` | There is no such address. |

{% endalert %}
"), @r#"
errors.md:7:1: error[stray-row]: found 2 rows between `{% alert warning %}` and its end tag; expected all rows in one table
  note: errors.md:1:1: the tag stands here
  help: move the end tag above the table, or the table below it
"#);
    }

    #[test]
    fn a_table_below_an_unclosed_element() {
        assert_snapshot!(page("\
<div>

# Errors

| Code | Description |
|---|---|
| `400 Bad Date` | The date is bad. |
| `404 Not Found` | There is no such address. |
"), @r#"
errors.md:1:1: error[unclosed-tag]: found `<div>` without its end; kramdown reads no Markdown in what follows
  help: write its end tag, or `&lt;` for a `<` that starts no element
"#);
    }

    #[test]
    fn a_table_below_an_end_tag_that_kramdown_takes_for_none() {
        assert_snapshot!(page("\
<div>
</div x>

| Code | Description |
|---|---|
| `400 Bad Date` | The date is bad. |
"), @r#"
errors.md:1:1: error[unclosed-tag]: found `<div>` without its end; kramdown reads no Markdown in what follows
  help: write its end tag, or `&lt;` for a `<` that starts no element
"#);
    }

    #[test]
    fn a_row_behind_a_comment_or_an_element() {
        for start in
            ["<!-- a note -->", "<!-- a\n\n note -->", "<!-- a note\n-->", "<div>\nText.\n</div>", "<hr>"]
        {
            let found = page(&format!("{}\n{start} | `409 Gone` | It was here. |\n", two_rows()));
            let (line, column) = (start.lines().count() + 7, start.lines().last().map_or(0, str::len) + 1);
            let expected = format!(
                "errors.md:{line}:{column}: error[stray-row]: found 1 row behind a comment or an HTML element;"
            );
            assert!(found.starts_with(&expected), "{start}: {found}");
        }
        assert_eq!(rows(&format!("{}\n<!-- | `409 Gone` | -->\n", two_rows())), TWO_ROWS);
    }

    #[test]
    fn rows_in_several_places_where_no_table_is() {
        let found = page(
            "\
- Errors:

    | `400 Bad Date` | The date is bad. |
    | `400 Bad Name` | The name is bad. |
    | `400 Bad Time` | The time is bad. |

    More errors:

    | `404 Not Found` | There is no such address. |

<div>
| `409 Gone` | It was here. |

| `410 Gone` | It was there. |
</div>

<div>
| `411 Gone` | It was elsewhere. |
</div>
",
        );
        let found: Vec<&str> = found.lines().filter(|line| line.contains("stray-row")).collect();
        let found: Vec<&str> =
            found.iter().filter_map(|line| line.split_once(';')).map(|(found, _)| found).collect();
        assert_snapshot!(found.join("\n"), @r"
        errors.md:3:1: error[stray-row]: found 4 rows in a list, in a quotation or indented
        errors.md:12:1: error[stray-row]: found 2 rows in an HTML element, in which no Markdown table is read
        errors.md:18:1: error[stray-row]: found 1 row in an HTML element, in which no Markdown table is read
        ");
    }

    #[test]
    fn a_table_in_a_list() {
        assert_snapshot!(page("\
- Errors:

    | Code | Description |
    |---|---|
    | `400 Bad Date` | The date is bad. |
"), @r#"
errors.md:5:1: error[stray-row]: found 1 row in a list, in a quotation or indented; expected all rows in one table
  help: take out what stands in front of the row, so that it starts the line
"#);
    }

    #[test]
    fn a_row_that_the_line_below_makes_a_heading() {
        assert_snapshot!(page("\
| Code | Description |
|---|---|
| `400 Bad Date` | The date is bad. |

| `404 Not Found` | There is no such address. |
===
"), @r#"
errors.md:5:1: error[stray-row]: found 1 row that the line below makes a heading; expected all rows in one table
  note: errors.md:6:1: this line does
  help: take that line out, and move the row into the table
"#);
    }
}

mod refuses_surroundings {
    use super::*;

    #[test]
    fn a_heading_that_refers_to_no_character() {
        assert_snapshot!(page("\
| Code | Description |
|---|---|
| `400 Bad Date` | The date is bad. |

## More &#9999999;
"), @r#"
errors.md:5:9: error[unsupported-markdown]: found `&#9999999;` in a heading, which stands for no character; expected headings, text, lists, code, HTML and tables
  help: take it out
"#);
    }

    #[test]
    fn text_above() {
        assert_snapshot!(page("\
# Errors

The errors:
| Code | Description |
|---|---|
| `400 Bad Date` | The date is bad. |
"), @r#"
errors.md:3:1: error[glued-text]: found `The errors:` right above the table; no table is made of what follows
  help: put a blank line between this line and the table's header
"#);
    }

    #[test]
    fn a_heading_above() {
        assert_snapshot!(page("\
# Errors
| Code | Description |
|---|---|
| `400 Bad Date` | The date is bad. |
"), @r#"
errors.md:1:1: error[glued-text]: found `# Errors` right above the table; no table is made of what follows
  help: put a blank line between this line and the table's header
"#);
    }

    #[test]
    fn a_rule_above() {
        assert_snapshot!(page("\
# Errors

---
| Code | Description |
|---|---|
| `400 Bad Date` | The date is bad. |
"), @r#"
errors.md:3:1: error[glued-text]: found `---` right above the table; no table is made of what follows
  help: put a blank line between this line and the table's header
"#);
    }

    #[test]
    fn a_list_above() {
        assert_snapshot!(page("\
# Errors

- Errors:
| Code | Description |
|---|---|
| `400 Bad Date` | The date is bad. |
"), @r#"
errors.md:3:1: error[glued-text]: found `- Errors:` right above the table; no table is made of what follows
  help: put a blank line between this line and the table's header
"#);
    }

    #[test]
    fn a_comment_above() {
        assert_snapshot!(page("\
# Errors

<!-- Errors. -->
| Code | Description |
|---|---|
| `400 Bad Date` | The date is bad. |
"), @r#"
errors.md:3:1: error[glued-text]: found `<!-- Errors. -->` right above the table; no table is made of what follows
  help: put a blank line between this line and the table's header
"#);
    }

    #[test]
    fn text_below() {
        assert_snapshot!(table("\
| `400 Bad Date` | The date is bad. |
That is all.
"), @r#"
errors.md:6:1: error[glued-text]: found `That is all.` right under the table's last row; no table is made of what stands above
  help: put a blank line above this line, or, if it goes on with the last cell, join it to the row
"#);
    }

    #[test]
    fn a_heading_below() {
        assert_snapshot!(table("\
| `400 Bad Date` | The date is bad. |
## More
"), @r#"
errors.md:6:1: error[glued-text]: found `## More` right under the table's last row; no table is made of what stands above
  help: put a blank line above this line, or, if it goes on with the last cell, join it to the row
"#);
    }

    #[test]
    fn a_rule_below() {
        assert_snapshot!(table("\
| `400 Bad Date` | The date is bad. |
---
"), @r#"
errors.md:6:1: error[glued-text]: found `---` right under the table's last row; no table is made of what stands above
  help: put a blank line above this line, or, if it goes on with the last cell, join it to the row
"#);
    }

    #[test]
    fn a_list_below() {
        assert_snapshot!(table("\
| `400 Bad Date` | The date is bad. |
- That is all.
"), @r#"
errors.md:6:1: error[glued-text]: found `- That is all.` right under the table's last row; no table is made of what stands above
  help: put a blank line above this line, or, if it goes on with the last cell, join it to the row
"#);
    }

    #[test]
    fn a_comment_below() {
        assert_snapshot!(table("\
| `400 Bad Date` | The date is bad. |
<!-- That is all. -->
"), @r#"
errors.md:6:1: error[glued-text]: found `<!-- That is all. -->` right under the table's last row; no table is made of what stands above
  help: put a blank line above this line, or, if it goes on with the last cell, join it to the row
"#);
    }
}

mod refuses_delimiter_row {
    use super::*;

    #[test]
    fn a_delimiter_row_with_one_cell() {
        assert_snapshot!(page("\
| Code | Description |
|---|
| `400 Bad Date` | The date is bad. |
"), @r#"
errors.md:2:1: error[delimiter-row]: found a delimiter row `|---|`; expected dashes in 2 cells, one for each of the header's
  help: write `|---|---|`
"#);
    }

    #[test]
    fn a_delimiter_row_with_three_cells() {
        assert_snapshot!(page("\
| Code | Description |
|---|---|---|
| `400 Bad Date` | The date is bad. |
"), @r#"
errors.md:2:1: error[delimiter-row]: found a delimiter row `|---|---|---|`; expected dashes in 2 cells, one for each of the header's
  help: write `|---|---|`
"#);
    }

    #[test]
    fn a_second_delimiter_row() {
        assert_snapshot!(table("\
| `400 Bad Date` | The date is bad. |
|---|---|
| `404 Not Found` | There is no such address. |
"), @r#"
errors.md:6:1: error[delimiter-row]: found a second delimiter row; expected rows alone below the first
  help: delete this line
"#);
    }

    #[test]
    fn a_missing_delimiter_row() {
        assert_snapshot!(page("\
| Code | Description |
| `400 Bad Date` | The date is bad. |
| `404 Not Found` | There is no such address. |
"), @r#"
errors.md:1:1: error[delimiter-row]: found no delimiter row under the header; expected dashes, one cell for each of the header's
  help: write this line under the header:

|---|---|
"#);
    }

    #[test]
    fn a_delimiter_row_above_the_header() {
        assert_snapshot!(page("\
|---|---|
| Code | Description |
| `400 Bad Date` | The date is bad. |
"), @r#"
errors.md:1:1: error[delimiter-row]: found a delimiter row above the header; expected the header first
  help: move this line below the header
"#);
    }

    #[test]
    fn a_footer() {
        assert_snapshot!(table("\
| `400 Bad Date` | The date is bad. |
|===|===|
| `404 Not Found` | There is no such address. |
"), @r#"
errors.md:6:1: error[delimiter-row]: found a row of `=`, which makes a footer of the rows below it; expected a row
  help: delete this line
"#);
    }
}

mod refuses_rows_and_cells {
    use super::*;

    #[test]
    fn a_cell_broken_over_two_lines() {
        assert_snapshot!(table("\
| `400 Bad Date` | The date
is bad. |
| `404 Not Found` | There is no such address. |
"), @r#"
errors.md:6:1: error[broken-cell]: found the rest of a row on a line of its own; expected each row on one line
  help: join this line to the one above it; `<br>` breaks a line within a cell
"#);
    }

    #[test]
    fn a_row_that_the_page_s_end_cuts_off() {
        assert_snapshot!(page(&format!("{HEAD}| `400 Bad Date` | The date is bad. |\n| `404 Not Found` | There is")), @"
errors.md:6:1: error[broken-cell]: found the page's end in a row; expected a `|` at its end, as the row above has
  help: restore what was cut off, or write the `|`
");
        // Nothing says that these are cut off.
        for whole in [
            format!(
                "{HEAD}| `400 Bad Date` | The date is bad. |\n| `404 Not Found` | There is no such address.\n"
            ),
            format!("{HEAD}`400 Bad Date` | The date is bad.\n`404 Not Found` | There is no such address."),
        ] {
            assert_eq!(rows(&whole), TWO_ROWS);
        }
    }

    #[test]
    fn a_cell_broken_in_front_of_a_pipe() {
        let findings = read(&format!("{HEAD}| `400 Bad Date` | The\ndate | is | bad. |\n")).findings;
        assert_eq!(findings[0].rule.name(), "broken-cell");
    }

    #[test]
    fn rows_without_a_header() {
        for (page, count) in [
            ("| `400 Bad Date` | The date is bad. |\n|---|---|\n| `404 Not Found` | None. |\n", 2),
            ("| `400 Bad Date` | The date is bad.", 1),
        ] {
            let Reading { page, findings } = read(page);
            assert!(!findings.is_empty());
            assert_eq!(page.rows.len(), count);
        }
    }

    #[test]
    fn a_row_with_one_cell() {
        assert_snapshot!(table("\
| `400 Bad Date` |
| `404 Not Found` | There is no such address. |
"), @r#"
errors.md:5:1: error[cell-count]: found a row with 1 cell; expected two, a code and a description
  help: write both cells on one line: | `400 Bad Request` | What is wrong. |
"#);
    }

    #[test]
    fn a_row_with_three_cells() {
        assert_snapshot!(table("\
| `400 Bad Date` | The date | is bad. |
| `404 Not Found` | There is no such address. |
"), @r#"
errors.md:5:1: error[cell-count]: found a row with 3 cells; expected two, a code and a description
  help: write `\|` for a pipe that belongs to the text, and take out empty cells
"#);
    }

    #[test]
    fn a_row_with_four_cells() {
        assert_snapshot!(table("\
| `400 Bad Date` | The | date | is bad. |
| `404 Not Found` | There is no such address. |
"), @r#"
errors.md:5:1: error[cell-count]: found a row with 4 cells; expected two, a code and a description
  help: write `\|` for a pipe that belongs to the text, and take out empty cells
"#);
    }

    #[test]
    fn a_pipe_in_text() {
        assert_snapshot!(table("\
| `400 Bad Date` | Write a|b. |
"), @r#"
errors.md:5:1: error[cell-count]: found a row with 3 cells; expected two, a code and a description
  help: write `\|` for a pipe that belongs to the text, and take out empty cells
"#);
    }

    #[test]
    fn an_empty_description() {
        assert_snapshot!(table("\
| `400 Bad Date` | |
| `404 Not Found` | There is no such address. |
"), @r#"
errors.md:5:1: error[empty-description]: found no description for `400 Bad Date`; expected what the error means
  help: write the description in the second cell, or delete the row
"#);
    }

    #[test]
    fn a_description_of_a_comment_alone() {
        assert_snapshot!(table("\
| `400 Bad Date` | <!-- To do. --> |
| `404 Not Found` | There is no such address. |
"), @r#"
errors.md:5:1: error[empty-description]: found no description for `400 Bad Date`; expected what the error means
  help: write the description in the second cell, or delete the row
"#);
    }
}

mod refuses_codes {
    use super::*;

    #[test]
    fn a_first_cell_that_is_no_code() {
        assert_snapshot!(table("\
| **400 Bad Date** | The date is bad. |
| `404 Not Found` | There is no such address. |
"), @r#"
errors.md:5:3: error[bad-code]: found **400 Bad Date**, which is no code span; expected a code in one code span
  help: write `400 Bad Date`
"#);
    }

    #[test]
    fn an_empty_first_cell() {
        assert_snapshot!(table("\
| | The date is bad. |
| `404 Not Found` | There is no such address. |
"), @r#"
errors.md:5:3: error[bad-code]: found nothing in the first cell; expected a code, a status and a message in one code span
  help: write the code as the API answers it: `400 Bad Request`
"#);
    }

    #[test]
    fn a_status_out_of_range() {
        assert_snapshot!(table("\
| `600 Bad Date` | The date is bad. |
| `404 Not Found` | There is no such address. |
"), @r#"
errors.md:5:3: error[bad-status]: found `600 Bad Date`; expected a status from 100 to 599, or a class from 1XX to 5XX
  help: write the status that the API answers with
"#);
    }

    #[test]
    fn a_first_word_that_is_no_status() {
        let findings =
            read(&format!("{HEAD}| `400 Bad Date` | Text. |\n| `40XXXX Oops` | Text. |\n")).findings;
        assert_eq!(findings[0].rule.name(), "bad-code");
    }

    #[test]
    fn statuses_alone() {
        let findings =
            read(&format!("{HEAD}| `400` | The date is bad. |\n| `404` | No address. |\n")).findings;
        let found: Vec<&str> = findings.iter().map(|finding| finding.rule.name()).collect();
        assert_eq!(found, ["empty-message", "empty-message"]);
    }

    #[test]
    fn a_control_character_in_a_code() {
        let findings = read(&two_rows().replace("Bad Date", "Bad\u{7} Date")).findings;
        assert_eq!(findings[0].rule.name(), "control-character");
    }

    #[test]
    fn a_class_in_small_letters() {
        assert_snapshot!(table("\
| `5xx Internal` | The server is down. |
| `404 Not Found` | There is no such address. |
"), @r#"
errors.md:5:3: error[bad-status]: found `5xx Internal`; expected a status from 100 to 599, or a class from 1XX to 5XX
  help: write the status that the API answers with
"#);
    }

    #[test]
    fn an_empty_message() {
        assert_snapshot!(table("\
| `400` | The date is bad. |
| `404 Not Found` | There is no such address. |
"), @r#"
errors.md:5:3: error[empty-message]: found `400`; expected a message after the status
  help: write the error's message after the status: `400 Bad Request`
"#);
    }

    #[test]
    fn a_code_that_begins_with_a_space() {
        assert_snapshot!(table("\
| ` 400 Bad Date` | The date is bad. |
| `404 Not Found` | There is no such address. |
"), @r#"
errors.md:5:3: error[bad-code]: found ` 400 Bad Date`, which is no code span; expected a code in one code span
  help: write `400 Bad Date`
"#);
    }

    #[test]
    fn liquid_in_a_code() {
        assert_snapshot!(table("\
| `400 {{site.baseurl}}` | The address. |
| `404 Not Found` | There is no such address. |
"), @r#"
errors.md:5:8: error[unknown-liquid]: found `{{site.baseurl}}` in a code, where Liquid replaces it; expected the message as the API answers it
  help: write what it stands for
"#);
    }
}

mod refuses_descriptions {
    use super::*;

    #[test]
    fn an_unclosed_code_span() {
        assert_snapshot!(table("\
| `400 Bad Date` | Mind `date. |
| `404 Not Found` | There is no such address. |
"), @r#"
errors.md:5:25: error[unclosed-code-span]: found a backtick without its partner; expected a code span to end in its cell
  help: write the missing backtick, or `&#96;` for the character itself
"#);
    }

    #[test]
    fn an_escaped_backtick() {
        let found = table("| `400 Bad Date` | Mind \\`date. |\n");
        assert!(
            found.starts_with(
                "errors.md:5:26: error[unclosed-code-span]: found a backtick without its partner in the row"
            ),
            "{found}"
        );
    }

    #[test]
    fn a_code_span_with_spaces_at_its_ends() {
        assert_snapshot!(table("\
| `400 Bad Date` | Mind ` date ` here. |
| `404 Not Found` | There is no such address. |
"), @r#"
errors.md:5:25: error[unclosed-code-span]: found ` date `, whose backticks kramdown prints: white space stands around the first; expected a code span
  help: write `date`, or `&#96;` for the character itself
"#);
    }

    #[test]
    fn what_begins_like_a_tag() {
        assert_snapshot!(table("| `400 Bad Date` | Mind <b the date. |\n"), @r#"
errors.md:5:25: error[unknown-tag]: found `<b the date.`; expected text, or one of the tags a, b, br, code, em, i, li, strong, ul
  help: take the tag out, or write `&lt;` for `<`
"#);
    }

    #[test]
    fn attributes_that_kramdown_would_not_read() {
        for attributes in ["href=\"/dates\"class=\"x\"", "1=\"/dates\"", "href="] {
            let link = format!("<a {attributes}>dates</a>");
            for link in [format!("{{::nomarkdown}}{link}{{:/}}"), link] {
                let page = format!("{HEAD}| `400 Bad Date` | See {link}. |\n");
                assert_eq!(read(&page).findings[0].rule.name(), "unknown-tag", "{link}");
            }
        }
    }

    #[test]
    fn an_address_that_kramdown_reads_otherwise() {
        assert_snapshot!(table("| `400 Bad Date` | Write to <help+dates@example.com>. |\n"), @r#"
errors.md:5:29: error[unknown-tag]: found `<help+dates@example.com>`; expected text, or one of the tags a, b, br, code, em, i, li, strong, ul
  help: write `[help+dates@example.com](mailto:help+dates@example.com)`
"#);
    }

    #[test]
    fn white_space_in_the_target_of_an_html_link() {
        assert_snapshot!(table("| `400 Bad Date` | See <a href=\"/all dates\">dates</a>. |\n"), @r#"
errors.md:5:24: error[unsafe-link]: found a link to `/all dates`, which holds white space or a control character; expected an http, https or mailto URL, a path or an anchor
  help: write `%20` for a space
"#);
    }

    #[test]
    fn lone_marks_and_nothing_beside_them() {
        for (words, mark) in [
            ("`date", "`"),
            ("*date", "*"),
            ("***the** date", "*"),
            ("**the*** date", "*"),
            ("``   ``", "``   ``"),
            ("<code>*the</code> date*", "*"),
        ] {
            let page = read(&format!("{HEAD}| `400 Bad Date` | Mind {words}. |\n"));
            let [finding] = page.findings.as_slice() else { panic!("{words}: {:?}", page.findings) };
            assert_eq!(&finding.source.text()[finding.span.clone()], mark, "{words}");
        }
    }

    #[test]
    fn an_unknown_tag() {
        assert_snapshot!(table("\
| `400 Bad Date` | Mind <script>the date</script>. |
| `404 Not Found` | There is no such address. |
"), @r#"
errors.md:5:25: error[unknown-tag]: found `<script>`; expected text, or one of the tags a, b, br, code, em, i, li, strong, ul
  help: take the tag out, or write `&lt;` for `<`
errors.md:5:41: error[unknown-tag]: found `</script>`; expected text, or one of the tags a, b, br, code, em, i, li, strong, ul
  help: take the tag out, or write `&lt;` for `<`
"#);
    }

    #[test]
    fn a_tag_without_quotes() {
        assert_snapshot!(table("\
| `400 Bad Date` | See <a href=/dates>dates</a>. |
| `404 Not Found` | There is no such address. |
"), @r#"
errors.md:5:24: error[unknown-tag]: found `<a href=/dates>`, which kramdown prints as text; expected its attributes' values in quotes
  help: write quotes around each value, and a space in front of each attribute
"#);
    }

    #[test]
    fn a_closed_break() {
        assert_snapshot!(table("\
| `400 Bad Date` | One.</br>Two. |
| `404 Not Found` | There is no such address. |
"), @r#"
errors.md:5:24: error[unclosed-tag]: found `</br>`, which kramdown prints as text; expected `<br>`
  help: write `<br>`
"#);
    }

    #[test]
    fn an_unclosed_tag() {
        assert_snapshot!(table("\
| `400 Bad Date` | Mind <b>the date. |
| `404 Not Found` | There is no such address. |
"), @r#"
errors.md:5:25: error[unclosed-tag]: found `<b>` without its end; expected `</b>` in the same cell
  help: write `</b>` where it ends
"#);
    }

    #[test]
    fn an_unclosed_list_item() {
        assert_snapshot!(table("\
| `400 Bad Date` | {::nomarkdown}<ul><li>One<li>Two</li></ul>{:/} |
| `404 Not Found` | There is no such address. |
"), @r#"
errors.md:5:38: error[unclosed-tag]: found `<li>` without its end; expected `</li>` in the same cell
  help: write `</li>` where it ends
"#);
    }

    #[test]
    fn a_nested_list() {
        assert_snapshot!(table("\
| `400 Bad Date` | {::nomarkdown}<ul><li>One<ul><li>Two</li></ul></li></ul>{:/} |
| `404 Not Found` | There is no such address. |
"), @r#"
errors.md:5:45: error[misplaced-tag]: found `<ul>` in the wrong place; expected a flat list, `<ul><li>…</li></ul>`
  help: close the item or element before it, and make one list of nested ones
"#);
    }

    #[test]
    fn elements_in_elements_of_their_kind() {
        for (words, found) in [
            ("<i>the <i>date</i></i>", "`<i>` in an element of its kind"),
            ("<b>the <b>date</b></b>", "`<b>` in an element of its kind"),
            ("<b>the **date**</b>", "emphasis in an element that is the same"),
            ("<a href=\"/a\">the <a href=\"/b\">date</a></a>", "`<a>` in an element of its kind"),
            ("{::nomarkdown}<b><i>the date</b>{:/}", "`<i>` without its end"),
            ("{::nomarkdown}<ul>the<li>date</li></ul>{:/}", "content of `<ul>` outside of its items"),
            (
                "{::nomarkdown}<ul><li>the</li>&nbsp;<li>date</li></ul>{:/}",
                "content of `<ul>` outside of its items",
            ),
        ] {
            let findings = read(&format!("{HEAD}| `400 Bad Date` | Mind {words}. |\n")).findings;
            let [finding] = findings.as_slice() else { panic!("{words}: {findings:?}") };
            assert!(finding.message.starts_with(&format!("found {found}")), "{}", finding.message);
        }
    }

    #[test]
    fn an_attribute_list_between_text_and_code() {
        let findings = read(&format!("{HEAD}| `400 Bad Date` | Mind the {{: .x}}`date`. |\n")).findings;
        assert_eq!(findings[0].rule.name(), "unsupported-markdown");
        assert_eq!(description("Mind the `date`{: .x}."), "Mind the <code>date</code>.");
    }

    #[test]
    fn an_attribute_list_without_its_end_is_text() {
        assert_eq!(
            description("Mind the `date`{: .x and time."),
            "Mind the <code>date</code>{: .x and time."
        );
    }

    #[test]
    fn a_list_outside_of_nomarkdown() {
        assert_snapshot!(table("\
| `400 Bad Date` | <ul><li>One</li></ul> |
| `404 Not Found` | There is no such address. |
"), @r#"
errors.md:5:20: error[misplaced-tag]: found `<ul>`, which kramdown prints as text here; expected it between `{::nomarkdown}` and `{:/}`
  help: write the whole list as `{::nomarkdown}<ul><li>…</li></ul>{:/}`, or its items as `<br>- …`
"#);
    }

    #[test]
    fn an_unclosed_nomarkdown() {
        assert_snapshot!(table("\
| `400 Bad Date` | {::nomarkdown}<b>One</b> |
| `404 Not Found` | There is no such address. |
"), @r#"
errors.md:5:20: error[unclosed-tag]: found `{::nomarkdown}` without its end; expected `{:/}` in the same cell
  help: write `{:/}` where it ends
"#);
    }

    #[test]
    fn a_backtick_in_nomarkdown() {
        assert_snapshot!(table("\
| `400 Bad Date` | {::nomarkdown}<b>`date`</b>{:/} |
| `404 Not Found` | There is no such address. |
"), @r#"
errors.md:5:37: error[unsupported-markdown]: found a backtick in `{::nomarkdown}`, where it marks nothing; expected text, code spans, emphasis, links and breaks
  help: write `<code>…</code>`
"#);
    }

    #[test]
    fn a_base_url_behind_letters_which_become_a_part_of_its_scheme() {
        let findings =
            read(&format!("{HEAD}| `400 Bad Date` | See [dates](a{{{{site.baseurl}}}}/dates/). |\n"))
                .findings;
        assert_eq!(findings[0].rule.name(), "unsafe-link");
        let target = "/go?to={{site.baseurl}}/dates/";
        assert!(read(&format!("{HEAD}| `400 Bad Date` | See [dates]({target}). |\n")).findings.is_empty());
    }

    #[test]
    fn a_link_that_a_browser_might_run() {
        assert_snapshot!(table("\
| `400 Bad Date` | See [dates](javascript:alert). |
| `404 Not Found` | There is no such address. |
"), @r#"
errors.md:5:24: error[unsafe-link]: found a link to `javascript:alert`, which a browser might run; expected an http, https or mailto URL, a path or an anchor
  help: write the URL of a page
"#);
    }

    #[test]
    fn a_link_with_a_space_in_its_target() {
        assert_snapshot!(table("\
| `400 Bad Date` | See [dates](/all dates). |
| `404 Not Found` | There is no such address. |
"), @r#"
errors.md:5:24: error[unsafe-link]: found a link to `/all dates`, which holds white space or a control character; expected an http, https or mailto URL, a path or an anchor
  help: write `%20` for a space
"#);
    }

    #[test]
    fn emphasis_without_its_end() {
        assert_snapshot!(table("\
| `400 Bad Date` | Mind *the date. |
| `404 Not Found` | There is no such address. |
"), @r#"
errors.md:5:25: error[unsupported-markdown]: found `*` that begins or ends no emphasis; expected text, code spans, emphasis, links and breaks
  help: write `\*` for the character itself, or its partner
"#);
    }

    #[test]
    fn an_attribute_list_behind_text() {
        assert_snapshot!(table("\
| `400 Bad Date` | Mind the date{: .x}. |
| `404 Not Found` | There is no such address. |
"), @r#"
errors.md:5:33: error[unsupported-markdown]: found an attribute list behind plain text, which kramdown prints; expected it behind a link, a code span or emphasis
  help: take it out, or write `\{` for the brace
"#);
    }

    #[test]
    fn each_variable_of_a_cell() {
        for (words, found) in [
            ("{{ page.date }} and {{ page.time }}", ["{{ page.date }}", "{{ page.time }}"]),
            ("\\{{site.baseurl}} and \\{{ site.baseurl }}", ["\\", "\\"]),
        ] {
            let page = read(&format!("{HEAD}| `400 Bad Date` | Mind {words}. |\n"));
            let text = page.page.source.text();
            let spans: Vec<&str> = page.findings.iter().map(|finding| &text[finding.span.clone()]).collect();
            assert_eq!(spans, found, "{words}");
        }
    }

    #[test]
    fn a_reference_to_no_character() {
        assert_snapshot!(table("\
| `400 Bad Date` | Mind &#0; and &#xD800;. |
| `404 Not Found` | There is no such address. |
"), @r#"
errors.md:5:25: error[unsupported-markdown]: found `&#0;`, which stands for no character; expected one that does
  help: take it out
errors.md:5:34: error[unsupported-markdown]: found `&#xD800;`, which stands for no character; expected one that does
  help: take it out
"#);
    }

    #[test]
    fn a_control_character() {
        assert_snapshot!(table("| `400 Bad Date` | Mind\u{7} the date. |\n| `404 Not Found` | There is no such address. |\n"), @r#"
errors.md:5:20: error[control-character]: found the control character U+0007; expected text
  help: delete the character
"#);
    }

    #[test]
    fn a_control_character_in_a_title() {
        assert_snapshot!(table("\
| `400 Bad Date` | Mind the [date](/date \"A\u{0}date\"), and <a href=\"/date\" title=\"&#x1b;\u{1b}\">that</a>. |
| `404 Not Found` | There is no such address. |
"), @r#"
errors.md:5:29: error[control-character]: found the control character U+0000; expected text
  help: delete the character
errors.md:5:57: error[control-character]: found the control character U+001B; expected text
  help: delete the character
"#);
    }

    #[test]
    fn a_control_character_of_eight_bits() {
        assert_snapshot!(table("| `400 Bad Date` | Mind\u{9b}31m the date. |\n| `404 Not Found` | There is no such address. |\n"), @r#"
errors.md:5:20: error[control-character]: found the control character U+009B; expected text
  help: delete the character
"#);
        let found = table("| `400 Bad Date` | Caf\u{e9}\u{85}. |\n");
        assert!(found.contains("found the control character U+0085"), "{found}");
    }

    #[test]
    fn an_image() {
        assert_snapshot!(table("\
| `400 Bad Date` | ![A date](/date.png) |
| `404 Not Found` | There is no such address. |
"), @r#"
errors.md:5:20: error[unsupported-markdown]: found an image; expected text, code spans, emphasis, links and breaks
  help: describe it in words
"#);
    }
}

mod refuses_liquid {
    use super::*;

    #[test]
    fn an_unclosed_raw() {
        assert_snapshot!(page("\
{% raw %}

# Errors

| Code | Description |
|---|---|
| `400 Bad Date` | The date is bad. |
| `404 Not Found` | There is no such address. |
"), @r#"
errors.md:1:1: error[unbalanced-liquid]: found `{% raw %}` without its end; expected `{% endraw %}` below it
  help: write `{% endraw %}` on a line of its own where the block ends
"#);
    }

    #[test]
    fn an_unopened_raw() {
        assert_snapshot!(table("\
| `400 Bad Date` | The date is bad. |
| `404 Not Found` | There is no such address. |

{% endraw %}
"), @r#"
errors.md:8:1: error[unbalanced-liquid]: found `{% endraw %}` without its start; expected `{% raw %}` above it
  help: take this tag out, or write `{% raw %}` where the block starts
"#);
    }

    #[test]
    fn an_unclosed_alert() {
        assert_snapshot!(page("\
{% alert note %}

# Errors

| Code | Description |
|---|---|
| `400 Bad Date` | The date is bad. |
| `404 Not Found` | There is no such address. |
"), @r#"
errors.md:1:1: error[unbalanced-liquid]: found `{% alert %}` without its end; expected `{% endalert %}` below it
  help: write `{% endalert %}` on a line of its own where the block ends
"#);
    }

    #[test]
    fn an_unopened_alert() {
        assert_snapshot!(table("\
| `400 Bad Date` | The date is bad. |
| `404 Not Found` | There is no such address. |

{% endalert %}
"), @r#"
errors.md:8:1: error[unbalanced-liquid]: found `{% endalert %}` without its start; expected `{% alert %}` above it
  help: take this tag out, or write `{% alert %}` where the block starts
"#);
    }

    #[test]
    fn a_tag_with_whitespace_control() {
        assert_snapshot!(page("\
{%- raw -%}

# Errors

| Code | Description |
|---|---|
| `400 Bad Date` | The date is bad. |
| `404 Not Found` | There is no such address. |

{% endraw %}
"), @r#"
errors.md:1:1: error[unknown-liquid]: found a tag with whitespace control, which joins lines; expected a plain tag
  help: write `{% raw %}`
"#);
    }

    #[test]
    fn a_tag_in_capitals() {
        assert_snapshot!(page("\
{% Raw %}

# Errors

| Code | Description |
|---|---|
| `400 Bad Date` | The date is bad. |
| `404 Not Found` | There is no such address. |

{% endraw %}
"), @r#"
errors.md:1:1: error[unknown-liquid]: found the tag `Raw`, which Liquid doesn't know; expected `raw`
  help: write `{% raw %}`
errors.md:10:1: error[unbalanced-liquid]: found `{% endraw %}` without its start; expected `{% raw %}` above it
  help: take this tag out, or write `{% raw %}` where the block starts
"#);
    }

    #[test]
    fn an_unclosed_variable() {
        assert_snapshot!(table("\
| `400 Bad Date` | Mind {{ date. |
| `404 Not Found` | There is no such address. |
"), @r#"
errors.md:5:25: error[unbalanced-liquid]: found `{{` without `}}`; expected a Liquid variable
  help: write `{% raw %}{{{% endraw %}` for the braces themselves
"#);
    }

    #[test]
    fn another_variable() {
        assert_snapshot!(table("\
| `400 Bad Date` | Mind {{ page.date }}. |
| `404 Not Found` | There is no such address. |
"), @r#"
errors.md:5:25: error[unknown-liquid]: found `{{ page.date }}`, which Liquid replaces; expected `{{site.baseurl}}` alone
  help: write what it stands for, or `{% raw %}{{ page.date }}{% endraw %}` for the braces themselves
"#);
    }

    #[test]
    fn a_tag_in_a_cell() {
        assert_snapshot!(table("\
| `400 Bad Date` | Mind {% include date.md %}. |
| `404 Not Found` | There is no such address. |
"), @r#"
errors.md:5:25: error[unknown-liquid]: found `{% include date.md %}` beside text; expected Liquid on lines of its own
  help: move it to a line of its own, with a blank line between it and the table
"#);
    }

    #[test]
    fn kramdown_options() {
        assert_snapshot!(page("\
{::options parse_block_html=\"true\" /}

# Errors

| Code | Description |
|---|---|
| `400 Bad Date` | The date is bad. |
| `404 Not Found` | There is no such address. |
"), @r#"
errors.md:1:1: error[unsupported-markdown]: found `{::options`, which changes how kramdown reads the page; expected headings, text, lists, code, HTML and tables
  help: take it out
"#);
    }

    #[test]
    fn kramdown_options_in_a_line_of_text() {
        let text = format!("Read on. {{::options a=\"b\" /}} Stop.\n\n{}", two_rows());
        assert_eq!(&text[read(&text).findings[0].span.clone()], "{::options a=\"b\" /}");
        let unclosed = text.replace("/} Stop.", "");
        assert_eq!(&unclosed[read(&unclosed).findings[0].span.clone()], "{::options a=\"b\"");
        assert_snapshot!(page(&text), @r#"
errors.md:1:10: error[unsupported-markdown]: found `{::options`, which changes how kramdown reads the page; expected headings, text, lists, code, HTML and tables
  help: take it out
"#);
    }

    #[test]
    fn unclosed_front_matter() {
        assert_snapshot!(page("\
---
title: Errors

# Errors

| Code | Description |
|---|---|
| `400 Bad Date` | The date is bad. |
| `404 Not Found` | There is no such address. |
"), @r#"
errors.md:1:1: error[unclosed-front-matter]: found front matter without its end; expected a second line `---`
  help: write `---` on a line of its own below the front matter
"#);
    }
}

mod refuses_several {
    use super::*;

    #[test]
    fn all_findings_in_page_order() {
        assert_snapshot!(table("\
| `40 Bad Date` | The date is bad. |
| `400 Bad Name` | Mind `name. |
| `404 Not Found` | There is no such address. |

| `500 Oops` | <u>Sorry</u>. |

{% endraw %}
"), @r#"
errors.md:5:3: error[bad-status]: found `40 Bad Date`; expected a status from 100 to 599, or a class from 1XX to 5XX
  help: write the status that the API answers with
errors.md:6:25: error[unclosed-code-span]: found a backtick without its partner; expected a code span to end in its cell
  help: write the missing backtick, or `&#96;` for the character itself
errors.md:9:1: error[stray-row]: found 1 row cut off from the table; expected all rows in one table
  help: delete the blank line above, so that the table goes on
errors.md:9:16: error[unknown-tag]: found `<u>`; expected text, or one of the tags a, b, br, code, em, i, li, strong, ul
  help: take the tag out, or write `&lt;` for `<`
errors.md:9:24: error[unknown-tag]: found `</u>`; expected text, or one of the tags a, b, br, code, em, i, li, strong, ul
  help: take the tag out, or write `&lt;` for `<`
errors.md:11:1: error[unbalanced-liquid]: found `{% endraw %}` without its start; expected `{% raw %}` above it
  help: take this tag out, or write `{% raw %}` where the block starts
"#);
    }
}

mod refuses_what_would_hide_a_row {
    use super::*;

    /// The rules that a page breaks.
    fn rules(text: &str) -> Vec<&'static str> {
        read(text).findings.iter().map(|finding| finding.rule.name()).collect()
    }

    #[test]
    fn a_comment_that_ends_beside_a_row() {
        let comment = "{% comment %}\nold\n{% endcomment %}| `Not Found` | There is none. |\n";
        assert_eq!(rules(&format!("{}{comment}", two_rows()))[0], "unknown-liquid");
        let comment = "| `409 Gone` | T{% comment %}he |\nold\nadd{% endcomment %}ress. |\n";
        assert_eq!(rules(&format!("{}{comment}", two_rows()))[0], "unknown-liquid");
    }

    #[test]
    fn an_attribute_list_that_ends_before_its_line_does() {
        for list in ["{: .a role=\"}\" }", "{:.a}{:.b}", "{:.a} }"] {
            assert_eq!(rules(&format!("{}{list}\n", two_rows())), ["glued-text"], "{list}");
        }
    }

    #[test]
    fn text_behind_an_end_of_block_mark() {
        assert_eq!(rows(&format!("{}^\n\nText.\n", two_rows())), TWO_ROWS);
        assert_eq!(rules(&format!("{}^ Text.\n", two_rows())), ["glued-text"]);
    }

    #[test]
    fn a_header_that_begins_with_a_form_feed() {
        assert_ne!(rules(&two_rows().replace("| Code", "\u{c}| Code")), [""; 0]);
    }
}

#[test]
fn a_page_with_a_merge_conflict_has_one_finding() {
    let row = |words: &str| format!("| `404 Not Found` | {words} |\n");
    let table = |rows: &str| format!("| Code | Description |\n|---|---|\n{rows}");
    let conflict = |one: &str, base: &str, other: &str| {
        format!("<<<<<<< HEAD\n{one}{base}=======\n{other}>>>>>>> main\n")
    };
    for page in [
        table(&conflict(&row("One."), "", &row("Other."))),
        table(&conflict(&row("One."), "||||||| base\n", &row("Other."))).replace('\n', "\r\n"),
        format!("# Title\n\n{}\n{}", conflict("One\n", "", "Other\n"), table(&row("One."))),
        table(&conflict(&row("One."), "", "").repeat(2)),
        conflict("---\ntitle: One\n---\n", "", "```\n") + &table(&row("One.")),
    ] {
        for dialect in Dialect::ALL {
            let reading = Page::read(&Source::new("errors.md", page.as_str()), dialect);
            let rules: Vec<Rule> = reading.findings.iter().map(|finding| finding.rule).collect();
            assert_eq!(rules, [Rule::MergeConflict], "{dialect}: {page}");
        }
    }
    for page in [
        format!("```\n{}```\n\n{}", conflict("One\n", "", "Other\n"), table(&row("One."))),
        format!("<<<<<<<\n\nOne\n=======\n\n{}", table(&row("One."))),
    ] {
        let reading = Page::read(&Source::new("errors.md", page.as_str()), Dialect::Gfm);
        assert_eq!(reading.findings.len(), 0, "{:?}", reading.findings);
    }
}
