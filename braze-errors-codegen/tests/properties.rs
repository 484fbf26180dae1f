//! What holds of every page, however it is written.

use std::path::Path;

use braze_errors_codegen::{Dialect, Form, Page, Reading, Source};
use proptest::collection::vec;
use proptest::prelude::*;
use proptest::sample::select;

pub mod invariants;
use invariants::page::{check_finding, check_page, check_places};

/// What pages are made of, and what tears them apart.
const FRAGMENTS: &[&str] = &[
    "# Errors\n\n",
    "## Fatal {#fatal}\n",
    "| Code | Description |\n|---|---|\n",
    "| `400 Bad Date` | The date is bad. |\n",
    "| `5XX Oops` | Try **again**.<br>- Or *not*. |\n",
    "`404 Not Found` | See [this]({{site.baseurl}}/x){: .x}.\n",
    "| `400 Bad Name` | {::nomarkdown}<ul><li>One</li></ul>{:/} `a|b` |\n",
    "|---|---|\n",
    "|===|===|\n",
    "---\n",
    "{% raw %}\n",
    "{% endraw %}\n",
    "{% alert warning %}\n",
    "{% endalert %}\n",
    "{% comment %}",
    "{% endcomment %}",
    "{%- if x -%}",
    "{{ site.baseurl }}",
    "{{",
    "}}",
    "{%",
    "%}",
    "{: .reset-td-br-1 role=\"presentation\" }\n",
    "{::nomarkdown}",
    "{::comment}\n",
    "{:/}",
    "{::options a=\"b\" /}\n",
    "^\n",
    "- The **502 error** is ours.\n",
    "> quoted\n",
    "    code\n",
    "```\n",
    "~~~~~\n",
    "<div>\n",
    "</div>\n",
    "<!--",
    "-->",
    "<b>",
    "</b>",
    "<i>",
    "<a href=\"/x\" title='y'>",
    "</a>",
    "<ul>",
    "<li>",
    "</li>",
    "</ul>",
    "<code>",
    "</code>",
    "<br>",
    "</br>",
    "<x y=z>",
    "<<",
    "`",
    "``",
    "*",
    "**",
    "_",
    "__",
    "~~",
    "$$",
    "[",
    "](",
    ")",
    "![",
    "[x]: /y\n",
    "\\",
    "\\|",
    "\\\\|",
    "|",
    "&",
    "&amp;",
    "&#0;",
    "&#X2019;",
    "&#00000000065;",
    "<mailto:a@b.c>",
    "<HTTP://X>",
    "\n",
    "\n\n",
    "\r\n",
    "\r",
    "\t",
    " ",
    "\u{a0}",
    "\u{feff}",
    "\u{7}",
    "\u{0}",
    "é",
    "日本",
    "e\u{301}",
    "🛑",
    "words ",
];

fn page() -> impl Strategy<Value = String> {
    let fragment = prop_oneof![
        30 => select(FRAGMENTS).prop_map(str::to_owned),
        1 => any::<String>(),
        1 => select(FRAGMENTS).prop_flat_map(|fragment| (1..50_usize).prop_map(move |times| fragment.repeat(times))),
    ];
    vec(fragment, 0..40).prop_map(|fragments| fragments.concat())
}

/// A page that repeats a few fragments, over and over: as often as it takes to meet the limits of depth and of steps.
fn repetitive_page() -> impl Strategy<Value = String> {
    let place = select(&["", "- ", "# ", "> ", "| Code | Description |\n|---|---|\n| `400 Bad Date` | "][..]);
    (place, vec(select(FRAGMENTS), 1..4), 1..=16_usize).prop_map(|(place, fragments, kilobytes)| {
        let times = 1024 * kilobytes / fragments.concat().len();
        let table = "\n\n| Code | Description |\n|---|---|\n| `404 Not Found` | It is gone. |\n";
        format!("{place}{}{table}", fragments.concat().repeat(times))
    })
}

fn read(text: &str) -> Reading {
    Page::read(&Source::new("errors.md", text), Dialect::Kramdown)
}

/// The rows of a page, in a form that says nothing of places, or the rules of its findings.
fn outcome(text: &str) -> Result<Vec<(String, String)>, Vec<&'static str>> {
    let Reading { page, findings } = read(text);
    if !findings.is_empty() {
        return Err(findings.iter().map(|finding| finding.rule.name()).collect());
    }
    let row = |row: &braze_errors_codegen::Row| {
        (row.code.to_string(), Form::Html.write(&row.description, "https://example.com"))
    };
    Ok(page.rows.iter().map(row).collect())
}

/// The lines of a table's body, well written.
fn table() -> impl Strategy<Value = (Vec<String>, String)> {
    let message = "[A-Z][a-z]{1,8}( [A-Z][a-z]{1,8}){0,3}";
    let words =
        select(&["the", "date", "`send_at`", "**must**", "be", "[set](/x)", "*now*", "é", "`a|b`"][..]);
    let description = vec(words, 1..8).prop_map(|words| words.join(" "));
    let row = (100..600_u16, message, description);
    (vec(row, 1..25), any::<bool>()).prop_map(|(rows, has_pipes)| {
        let codes = rows.iter().map(|(status, message, _)| format!("{status} {message}")).collect();
        let edge = |edge: &'static str| if has_pipes { edge } else { "" };
        let mut lines = vec!["Code | Description".to_owned(), "--- | ---".to_owned()];
        let cells = |(status, message, description)| format!("`{status} {message}` | {description}");
        lines.extend(rows.into_iter().map(cells));
        let table: String = lines.iter().map(|line| [edge("| "), line, edge(" |"), "\n"].concat()).collect();
        let page = format!("# Errors\n\n{table}");
        (codes, page)
    })
}

fn config() -> ProptestConfig {
    ProptestConfig { cases: 256, failure_persistence: None, ..ProptestConfig::default() }
}

proptest! {
    #![proptest_config(config())]

    #[test]
    fn any_text_is_read_or_refused(text in any::<String>()) {
        check_page(&text);
    }

    #[test]
    fn any_page_of_fragments_is_read_or_refused(page in page()) {
        check_page(&page);
    }

    #[test]
    fn any_page_of_fragments_is_read_or_refused_as_github_reads_it(page in page()) {
        let Reading { page: read, findings } = Page::read(&Source::new("errors.md", &*page), Dialect::Gfm);
        findings.iter().for_each(check_finding);
        prop_assert!(!read.rows.is_empty() || !findings.is_empty(), "{page:?}");
    }

    #[test]
    fn any_start_of_html_is_read_or_refused_as_github_reads_it(page in "(<!--|<!|<!-|-->|->|<\\?|<a|[->a \n/]){1,3}") {
        let findings = Page::read(&Source::new("errors.md", &*page), Dialect::Gfm).findings;
        prop_assert!(!findings.is_empty());
    }

    #[test]
    fn any_page_with_a_fragment_put_in_is_read_or_refused(
        (_, mut page) in table(),
        fragment in select(FRAGMENTS),
        at in any::<prop::sample::Index>(),
    ) {
        let places: Vec<usize> = page.char_indices().map(|(place, _)| place).collect();
        page.insert_str(places[at.index(places.len())], fragment);
        check_page(&page);
    }

    #[test]
    fn any_bytes_are_text_or_refused(bytes in vec(any::<u8>(), 0..200)) {
        match Source::from_bytes("errors.md", bytes) {
            Ok(source) => check_page(source.text()),
            Err(findings) => {
                prop_assert!(!findings.is_empty());
                findings.iter().for_each(check_finding);
            }
        }
    }

    #[test]
    fn every_row_is_read_once_and_in_order((codes, page) in table()) {
        let Reading { page, findings } = read(&page);
        prop_assert!(findings.is_empty(), "{}", findings[0]);
        let read: Vec<String> = page.rows.iter().map(|row| row.code.to_string()).collect();
        prop_assert_eq!(read, codes);
    }

    #[test]
    fn no_row_is_lost_where_a_line_is_put_in(
        (codes, page) in table(),
        fragment in select(FRAGMENTS),
        at in any::<prop::sample::Index>(),
    ) {
        let mut lines: Vec<&str> = page.lines().collect();
        lines.insert(at.index(lines.len() + 1), fragment.trim_end_matches(['\n', '\r']));
        if let Ok(rows) = outcome(&lines.join("\n")) {
            let added = usize::from(fragment.contains("| `") || fragment.contains("` |"));
            prop_assert!((codes.len()..=codes.len() + added).contains(&rows.len()), "{} rows", rows.len());
        }
    }

    #[test]
    fn any_bytes_plan_a_page(bytes in vec(any::<u8>(), 0..200)) {
        invariants::page::check(&bytes);
    }

    #[test]
    fn any_bytes_plan_a_description(bytes in vec(any::<u8>(), 0..100)) {
        invariants::forms::check(&bytes);
    }

    #[test]
    fn any_bytes_plan_a_lock(bytes in vec(any::<u8>(), 0..100)) {
        invariants::lock::check(&bytes);
    }

    #[test]
    fn any_bytes_plan_a_call(bytes in vec(any::<u8>(), 0..50)) {
        invariants::call::check(&bytes, Path::new(concat!(env!("CARGO_MANIFEST_DIR"), "/tests/expand")));
    }

    #[test]
    fn any_bytes_plan_a_configuration(bytes in vec(any::<u8>(), 0..50)) {
        invariants::configuration::check(&bytes);
    }

    #[test]
    fn any_bytes_plan_a_page_to_localize(bytes in vec(any::<u8>(), 0..200)) {
        invariants::pseudo::check(&bytes);
    }
}

proptest! {
    // They are large.
    #![proptest_config(ProptestConfig { cases: 128, ..config() })]

    #[test]
    fn any_repetitive_page_is_read_or_refused(page in repetitive_page()) {
        for dialect in [Dialect::Kramdown, Dialect::Gfm] {
            let Reading { page: read, findings } = Page::read(&Source::new("errors.md", &*page), dialect);
            findings.iter().for_each(check_places);
            for row in &read.rows {
                prop_assert!(page.get(row.span.clone()).is_some());
            }
            for bullet in &read.statuses {
                prop_assert!(page.get(bullet.span.clone()).is_some());
            }
            prop_assert!(!read.rows.is_empty() || !findings.is_empty());
        }
    }
}
