//! What is planted in a page.

use braze_errors_codegen::Rule;

use crate::pages::{TAGS, TRANSLATIONS};

/// What is planted in a page, and by which rule it is found.
pub(crate) struct Plant {
    pub(crate) what: &'static str,
    pub(crate) rule: Rule,
    pub(crate) locales: &'static [&'static str],
    pub(crate) edit: fn(&str) -> String,
}

/// Each is found in the line that it changes, and nothing else is.
pub(crate) const PLANTS: &[Plant] = &[
    Plant {
        what: "a code span misspelt",
        rule: Rule::CodeSpan,
        locales: TRANSLATIONS,
        edit: |page| page.replace("`max_weight`", "`max-weight`"),
    },
    Plant {
        what: "a code span without its marks",
        rule: Rule::CodeSpan,
        locales: TRANSLATIONS,
        edit: |page| page.replace("`max_weight`", "max_weight"),
    },
    Plant {
        what: "a code span twice",
        rule: Rule::CodeSpan,
        locales: &["fr", "de", "pt-BR"],
        edit: |page| page.replace("`max_weight`", "`max_weight` `max_weight`"),
    },
    Plant {
        what: "another number",
        rule: Rule::Number,
        locales: TRANSLATIONS,
        edit: |page| page.replace("30", "31"),
    },
    Plant {
        what: "a number lost",
        rule: Rule::Number,
        locales: TRANSLATIONS,
        edit: |page| page.replace("30 ", ""),
    },
    Plant {
        what: "a number added",
        rule: Rule::Number,
        locales: TRANSLATIONS,
        edit: |page| page.replace("`time` ", "`time` (1) "),
    },
    Plant {
        what: "a group of another number",
        rule: Rule::Number,
        locales: TRANSLATIONS,
        edit: |page| page.replace("912", "913"),
    },
    Plant {
        what: "another link target",
        rule: Rule::Link,
        locales: TRANSLATIONS,
        edit: |page| page.replace("/instances/", "/instances/de/"),
    },
    Plant {
        what: "a link target that is expanded",
        rule: Rule::Link,
        locales: TRANSLATIONS,
        edit: |page| page.replace("{{site.baseurl}}", "https://parcel.example/docs"),
    },
    Plant {
        what: "a link lost",
        rule: Rule::Link,
        locales: TRANSLATIONS,
        edit: |page| page.replace('[', "").replace("]({{site.baseurl}}/instances/)", ""),
    },
    Plant {
        what: "a break lost",
        rule: Rule::Structure,
        locales: TRANSLATIONS,
        edit: |page| page.replace("<br><br>", "<br>"),
    },
    Plant {
        what: "a list item lost",
        rule: Rule::Structure,
        locales: TRANSLATIONS,
        edit: |page| page.replace(".<br>- ", ".<br>"),
    },
    Plant {
        what: "emphasis lost",
        rule: Rule::Structure,
        locales: TRANSLATIONS,
        edit: |page| on_row(page, "401 Unauthorized", |row| row.replace("**", "")),
    },
    Plant {
        what: "emphasis added",
        rule: Rule::Structure,
        locales: TRANSLATIONS,
        edit: |page| page.replace("30", "**30**"),
    },
    Plant {
        what: "two rows swapped",
        rule: Rule::RowOrder,
        locales: TRANSLATIONS,
        edit: |page| swapped(page, "| `400 Parcel Too Heavy`", "| `401 Unauthorized`"),
    },
    Plant {
        what: "two rows of one code swapped",
        rule: Rule::RowOrder,
        locales: TRANSLATIONS,
        edit: |page| {
            let rows: Vec<&str> =
                page.lines().filter(|line| line.starts_with("| `400 Bad Request`")).collect();
            swapped(page, rows[1], rows[2])
        },
    },
    Plant {
        what: "another word",
        rule: Rule::Pseudo,
        locales: &["en-XA"],
        edit: |page| page.replace("ļáàţéèŕ", "ñéèẋţ"),
    },
    Plant {
        what: "a word lost",
        rule: Rule::Pseudo,
        locales: &["en-XA"],
        edit: |page| page.replace(" áàğáàíìñ", ""),
    },
    Plant {
        what: "words added at the end",
        rule: Rule::Pseudo,
        locales: &["en-XA"],
        edit: |page| page.replace("ļáàţéèŕ.", "ļáàţéèŕ. Ñóòŵ!"),
    },
    Plant {
        what: "wrong encoding in a row",
        rule: Rule::Mojibake,
        locales: TAGS,
        edit: |page| page.replace("`send_at` ", "`send_at` â€“ "),
    },
    Plant {
        what: "wrong encoding in prose",
        rule: Rule::Mojibake,
        locales: TAGS,
        edit: |page| page.replacen("\n\n```json", " Ã©\n\n```json", 1),
    },
    Plant {
        what: "a character that was lost",
        rule: Rule::Mojibake,
        locales: TAGS,
        edit: |page| page.replace("`send_at` ", "`send_at` \u{fffd} "),
    },
    Plant {
        what: "a control of Windows-1252",
        rule: Rule::Mojibake,
        locales: TAGS,
        edit: |page| page.replacen("\n## ", "\n## \u{96} ", 1),
    },
    Plant {
        what: "a status added",
        rule: Rule::StatusList,
        locales: TRANSLATIONS,
        edit: |page| page.replace("\n\n## ", "\n  - **504**\n\n## "),
    },
    Plant {
        what: "digits that are not grouped",
        rule: Rule::NumberFormat,
        locales: TAGS,
        edit: |page| ungrouped(page, "1912"),
    },
    Plant {
        what: "digits grouped by a space",
        rule: Rule::NumberFormat,
        locales: TAGS,
        edit: |page| ungrouped(page, "1 912"),
    },
    Plant {
        what: "an excuse in a row",
        rule: Rule::UnusedExcuse,
        locales: TAGS,
        edit: |page| page.replace("`send_at` ", "`send_at` <!-- braze-errors: allow(number) a test --> "),
    },
    Plant {
        what: "an excuse without a reason",
        rule: Rule::UnusedExcuse,
        locales: TAGS,
        edit: |page| page.replace("`send_at` ", "`send_at` <!-- braze-errors: allow(number) --> "),
    },
    Plant {
        what: "an excuse for no rule",
        rule: Rule::UnusedExcuse,
        locales: TAGS,
        edit: |page| page.replace("`send_at` ", "`send_at` <!-- braze-errors: allow(numbr) a test --> "),
    },
    Plant {
        what: "an excuse that is none",
        rule: Rule::UnusedExcuse,
        locales: TAGS,
        edit: |page| page.replace("`send_at` ", "`send_at` <!-- braze-errors: number --> "),
    },
    Plant {
        what: "an excuse in a text",
        rule: Rule::UnusedExcuse,
        locales: TAGS,
        edit: |page| {
            page.replacen("\n\n```json", " <!-- braze-errors: allow(mojibake) a test -->\n\n```json", 1)
        },
    },
    Plant {
        what: "a row that the source doesn't have",
        rule: Rule::UnknownRow,
        locales: TRANSLATIONS,
        edit: |page| page.replace("| `404 Not", "| `403 Forbidden` | No. |\n| `404 Not"),
    },
    Plant {
        what: "a tag that isn't known",
        rule: Rule::UnknownTag,
        locales: TAGS,
        edit: |page| page.replace("`send_at` ", "`send_at` <blink> "),
    },
];

/// What is done to pages of these locales.
type Harmless = (&'static str, &'static [&'static str], fn(&str) -> String);

/// Each is right as it is.
pub(crate) const HARMLESS: &[Harmless] = &[
    ("nothing", TAGS, str::to_owned),
    ("digits that are not grouped", TAGS, |page| ungrouped(page, "1912")),
    ("digits grouped by a no-break space", TAGS, |page| ungrouped(page, "1\u{a0}912")),
    ("digits in words", &["de", "fr", "pt-BR"], |page| page.replace("`time` ", "`time` (4XX, v2) ")),
    ("code spans in another order", &["de", "fr", "pt-BR"], |page| {
        page.replace("`in_local_time`", "`x`").replace("`time`", "`in_local_time`").replace("`x`", "`time`")
    }),
    ("spaces in a variable", TAGS, |page| page.replace("{{site.baseurl}}", "{{ site.baseurl }}")),
    ("other marks for emphasis", TAGS, |page| {
        on_row(page, "401 Unauthorized", |row| row.replacen("**", "__", 2))
    }),
    ("other marks for list items", TAGS, |page| page.replace("<br>- ", "<br>\\- ")),
    ("statuses in another order", TAGS, |page| {
        let bullets: Vec<&str> = page.lines().filter(|line| line.starts_with("  - ")).collect();
        swapped(page, bullets[0], bullets[1])
    }),
    ("a comment", TAGS, |page| page.replace("`send_at` ", "`send_at` <!-- nobody reads this -->")),
    ("letters in front of quotation marks", &["de", "fr", "pt-BR"], |page| {
        page.replace("`time` ", "`time` („TÜ“, « é\u{a0}») ")
    }),
    ("an excuse in the front matter", TAGS, |page| {
        page.replace("nav_title:", "# <!-- braze-errors: allow(number) a test -->\nnav_title:")
    }),
    ("a table of another kind", TAGS, |page| {
        page.replace("\n\n## ", "\n\n| a | b |\n|---|---|\n| 1 | 2 |\n\n## ")
    }),
];

/// A page whose table stands in `{% raw %}`.
pub(crate) fn in_raw(page: &str) -> String {
    let (above, below) = page.rsplit_once("{% endraw %}\n").unwrap();
    format!("{above}{below}\n{{% endraw %}}\n")
}

/// A page without the line that begins like this.
pub(crate) fn without(page: &str, start: &str) -> String {
    let (above, below) = page.split_once(&format!("\n{start}")).unwrap();
    format!("{above}\n{}", below.split_once('\n').unwrap().1)
}

/// A page with one row changed.
pub(crate) fn on_row(page: &str, code: &str, edit: impl Fn(&str) -> String) -> String {
    let row = page.lines().find(|line| line.starts_with(&format!("| `{code}`"))).unwrap();
    page.replace(row, &edit(row))
}

/// A page with two lines swapped, each named by what it begins with.
pub(crate) fn swapped(page: &str, one: &str, other: &str) -> String {
    let line = |start: &str| page.lines().find(|line| line.starts_with(start)).unwrap();
    let (one, other) = (line(one), line(other));
    page.replace(one, "<one>").replace(other, one).replace("<one>", other)
}

fn ungrouped(page: &str, number: &str) -> String {
    let grouped = ["1,912", "1.912", "1\u{202f}912"].into_iter().find(|grouped| page.contains(grouped));
    page.replace(grouped.unwrap(), number)
}
