//! Blocks of kramdown's grammar above, within and under the table, and the table within them.

use fastrand::Rng;

use super::{Change, any, gap, inline, near, put, row};

pub(super) const CHANGES: &[(&str, Change)] = &[
    ("a block is added", |rng, page| {
        let at = gap(rng, page);
        put(page, at, any(rng, BLOCKS));
    }),
    ("a block of its own is added", |rng, page| {
        let at = gap(rng, page);
        put(page, at, &format!("\n{}\n", any(rng, BLOCKS)));
    }),
    ("two blocks are added", |rng, page| {
        let at = gap(rng, page);
        let between = any(rng, &["\n", "\n\n", "\n  ", "\n    "]);
        put(page, at, &format!("{}{between}{}", any(rng, BLOCKS), any(rng, BLOCKS)));
    }),
    ("a block starts above the table and ends below it", |rng, page| {
        let (start, end) = PAIRS[rng.usize(..PAIRS.len())];
        let first = if rng.bool() { row(rng, page) } else { super::line(rng, page) };
        let last = rng.usize(first..page.len()) + 1;
        put(page, last, end);
        put(page, first, start);
    }),
    ("a block starts and does not end", |rng, page| {
        let (start, end) = PAIRS[rng.usize(..PAIRS.len())];
        let at = gap(rng, page);
        put(page, at, if rng.u8(..3) == 0 { end } else { start });
    }),
    ("lines go into a container", |rng, page| {
        let first = near(rng, page);
        let last = (first + rng.usize(1..10)).min(page.len());
        contain(rng, &mut page[first..last]);
    }),
    ("the page goes into a container", |rng, page| {
        let first = page.iter().position(|line| line.contains('|')).unwrap_or(0);
        let first = if rng.bool() { first } else { rng.usize(..=first) };
        contain(rng, &mut page[first..]);
    }),
    ("an attribute list is added", |rng, page| {
        let at = gap(rng, page);
        put(page, at, &attributes(rng));
    }),
    ("an attribute list ends a line", |rng, page| {
        let at = near(rng, page);
        let list = attributes(rng);
        page[at].push_str(&list);
    }),
    ("a heading is added", |rng, page| {
        let at = gap(rng, page);
        let words = if rng.bool() { "Errors".to_owned() } else { inline::dense(rng, 3) };
        let (before, after) = HEADINGS[rng.usize(..HEADINGS.len())];
        let blank = any(rng, &["", "\n"]);
        put(page, at, &format!("{blank}{before}{words}{after}{blank}"));
    }),
    ("a heading names its anchor", |rng, page| {
        let headings: Vec<usize> = (0..page.len()).filter(|at| page[*at].starts_with('#')).collect();
        if !headings.is_empty() {
            let at = headings[rng.usize(..headings.len())];
            page[at].push_str(any(
                rng,
                &[
                    " {#errors}",
                    "{#errors}",
                    " {#ä}",
                    " {#1}",
                    " {#a b}",
                    " {# a}",
                    " {#a} ",
                    " {#a} #",
                    " ## {#a}",
                    " {: #a}",
                    "\n{: #a}",
                    "\n{: id=\"a\"}",
                    "\n{:#a .b}",
                    " {#}",
                    " {#a.b:c-d}",
                ],
            ));
        }
    }),
    ("a line is underlined", |rng, page| {
        let at = near(rng, page) + 1;
        put(page, at, any(rng, &["---", "===", "-", "=", "--- ", " ---", "- - -", "***", "==", "--x"]));
    }),
    ("a status is explained", |rng, page| {
        let at = gap(rng, page);
        let mark =
            any(rng, &["- ", "* ", "+ ", "  - ", "    - ", "1. ", "> - ", "-\t", "-   ", "- - ", "1. - "]);
        let words = any(rng, STATUSES);
        let tail = inline::dense(rng, 2);
        let more = any(
            rng,
            &[
                "",
                "\n  more words",
                "\nmore words",
                "\n\n  more words",
                "\n  - **503** nested",
                "\n- other",
                "\n  {: .x}",
                "\n\n- other\n",
                "\n    code",
            ],
        );
        let blank = any(rng, &["", "\n"]);
        put(page, at, &format!("{blank}{mark}{words} {tail}{more}{blank}"));
    }),
    ("a definition is added", |rng, page| {
        let at = gap(rng, page);
        let blank = any(rng, &["", "\n"]);
        put(page, at, &format!("{blank}{}{blank}", any(rng, DEFINITIONS)));
    }),
    ("another table is added", |rng, page| {
        let at = gap(rng, page);
        put(page, at, any(rng, TABLES));
    }),
];

const STATUSES: &[&str] = &[
    "A **502 error**",
    "**502エラー**は",
    "The **5XX class**",
    "**5XX 클래스**",
    "__503__",
    "*504*",
    "<b>502</b>",
    "<strong>4XX</strong>",
    "**`502`**",
    "**error 502**: x",
    "**a** **502**",
    "**a *502* b**",
    "***502***",
    "**600**",
    "**1502**",
    "**502",
    "<b>502",
    "**[502](/x)**",
    "[**502**](/x)",
    "*a **502***",
    "**５０２**",
    "**5xx**",
    "**&#53;02**",
    "**5\\02**",
    "**HTTP502**",
    "**502-503**",
    "**502_1**",
];

const DEFINITIONS: &[&str] = &[
    "[a]: /target",
    "[a]: /target \"title\"",
    "[a]: <b c> 'x'",
    "[a]:",
    "[a]: /x\n\"title\"",
    " [a]: /x",
    "    [a]: /x",
    "*[A]: Abbreviation",
    "*[error]: x",
    "*[400 A]: x",
    "*[the]:",
    "[^a]: A note.",
    "[^a]:\n    A note.",
    "[^a]: x\n\n    | `400 N` | note |",
    "{:a: .b}",
    "{:a: #b}",
    "[request]: /x",
    "[array]:/x",
    "[`400 A`]: /x",
    "[A B]: /x",
    "  [^1]: x",
    "*[x y]: z",
    "[a]:/x (t)",
    "[a][b]: /x",
];

const HEADINGS: &[(&str, &str)] = &[
    ("# ", ""),
    ("## ", " ##"),
    ("###### ", ""),
    ("####### ", ""),
    ("#", ""),
    (" # ", ""),
    ("   ## ", ""),
    ("# ", " {#a}"),
    ("", "\n==="),
    ("", "\n---"),
    ("> # ", ""),
    ("- # ", ""),
    ("  ", "\n---"),
    ("# ", " #"),
    ("#\t", ""),
    ("<h2>", "</h2>"),
    ("<h2 id=\"b\">", "</h2>"),
    ("{: #c}\n# ", ""),
    ("# ", "\n{: #d}"),
    ("\\# ", ""),
    ("# ", "\n# Errors"),
    ("1. # ", ""),
    ("", "\n-"),
    ("", "\n=== "),
    ("# ", " {: #e}"),
    ("a\n# ", ""),
];

const TABLES: &[&str] = &[
    "\n| Name | Means |\n|---|---|\n| a | b |\n",
    "\n| Code | Means |\n|---|---|\n| `409 Z` | again |\n",
    "\n| `409 Z` | again |\n",
    "| a | b |",
    "\n> | Code | Means |\n> |---|---|\n> | `409 Z` | again |\n",
    "\n- | Code | Means |\n  |---|---|\n  | `409 Z` | again |\n",
    "\nCode | Means\n---|---\n`409 Z` | again\n",
    "\n- x\n\n  | `409 Z` | again |\n",
    "\n<div markdown=\"1\">\n| `409 Z` | again |\n</div>\n",
    "\n<table><tr><td><code>409 Z</code></td><td>again</td></tr></table>\n",
    "\n|---|---|\n| `409 Z` | again |\n|---|---|\n",
    "\n    | `409 Z` | x |\n",
    "\n1. | `409 Z` | again |\n",
    "\n: | `409 Z` | again |\n",
    "\nterm\n: | `409 Z` | again |\n",
    "\n> - | `409 Z` | again |\n",
    "\n- x\n| `409 Z` | again |\n",
    "\n> x\n| `409 Z` | again |\n",
    "\n| `409 Z` | again\n| `410 Y` | more\n",
    "\n| x | `409 Z` |\n|---|---|\n| y | z |\n",
];

const BLOCKS: &[&str] = &[
    "text",
    "text  ",
    "- item",
    "* item",
    "+ item",
    "1. item",
    "-\titem",
    "-",
    "- ",
    "  - item",
    "    - item",
    "- a\n- b",
    "- a\n\n  b",
    "- a\n  - b",
    "10. item",
    "> quote",
    ">",
    "> quote\n> more",
    ">quote",
    "> - a",
    "- > a",
    "1. - a",
    "    code",
    "\tcode",
    "```\ncode\n```",
    "~~~\ncode\n~~~",
    "```json\n{\"a\": 1}\n```",
    "````\n```\n````",
    "```\n| `499 F` | fenced |\n```",
    "  ```\n  code\n  ```",
    "``` a b\ncode\n```",
    "```",
    "~~~",
    "> ```\n> code\n> ```",
    "- ```\n  code\n  ```",
    "---",
    "***",
    "___",
    "* * *",
    "- - -",
    "^",
    " ^",
    "^ ",
    "<!-- comment -->",
    "<!--\ncomment\n-->",
    "<!-- | `499 C` | x | -->",
    "<!-- open",
    "-->",
    "text <!-- c -->",
    "<!-- a --> text",
    "<div>html</div>",
    "<div>\nhtml\n</div>",
    "<div>\n\n**b**\n\n</div>",
    "<div markdown=\"1\">\ntext\n</div>",
    "<p>html</p>",
    "<p>html",
    "<br>",
    "<br/>",
    "<hr>",
    "<hr/>",
    "<img src=\"a\">",
    "<details>\n<summary>S</summary>\n\ntext\n\n</details>",
    "<details>",
    "</details>",
    "</div>",
    "<div>",
    "<span>a</span>",
    "<span>",
    "<a name=\"x\"></a>",
    "<a id=\"x\"/>",
    "<time_zone>",
    "<app-id>:",
    "- <app-id>: x",
    "<TIME_ZONE>",
    "<a@b.c>",
    "<https://a.example>",
    "<?php x ?>",
    "<!DOCTYPE html>",
    "<ul><li>a</li></ul>",
    "<ul>\n<li>a\n<li>b\n</ul>",
    "<table>\n<tr><td>a</td></tr>\n</table>",
    "<pre>\na | b\n</pre>",
    "<script>\na | b\n</script>",
    "<style>x</style>",
    "<code>a | b</code>",
    "<b>bold</b>",
    "<b>bold",
    "<em>",
    "<strong>a\n\nb</strong>",
    "<svg/>",
    "<x:y>",
    "<div a='b'>x</div>",
    "<div a=b>x</div>",
    "< div>",
    "<1>",
    "<é>",
    "$$\nx\n$$",
    "$$ x $$",
    "$$x",
    "$$",
    "a $$x$$ b",
    ": definition",
    "term\n: definition",
    "term\n\n: definition",
    "{: .class}",
    "{:.class}",
    "{: #id}",
    "{:toc}",
    "* toc\n{:toc}",
    "{::comment}\nhidden\n{:/comment}",
    "{::comment}\n| `499 K` | x |\n{:/}",
    "{::nomarkdown}\n<b>x</b>\n{:/}",
    "{::nomarkdown}x{:/}",
    "{::options toc_levels=\"1\" /}",
    "{::options parse_block_html=\"true\" /}",
    "{::comment}",
    "{:/comment}",
    "{:/}",
    "{::x}a{:/x}",
    "{::comment /}",
    "{::nomarkdown type=\"html\"}x{:/}",
    "[a]: /x",
    "[^a]: note",
    "*[A]: abbr",
    "text[^a]",
    "a\\\nb",
    "a  \nb",
    "Setext\n===",
    "Setext\n---",
    "# ATX",
    "## ATX ##",
    "#ATX",
    "#",
    "# ",
    "=======",
    "+++",
    ":::note\ntext\n:::",
    "!!! note\n    text",
    "[!NOTE]",
    "> [!NOTE]\n> x",
    "import X from 'x'",
    "<X />",
    "<X>\ntext\n</X>",
    "- [ ] task",
    "- [x] task",
    "\\- a",
    "\\# a",
    "\\> a",
    "1\\. a",
    "1) a",
    "a. b",
    "•\u{a0}item",
    "–\u{a0}item",
    "＃ a",
    "|",
    "||",
    "| |",
    "a | b",
    "\\|",
    "`|`",
    "a \\| b",
];

/// What starts a block and what ends it.
const PAIRS: &[(&str, &str)] = &[
    ("<div>", "</div>"),
    ("<div>\n", "\n</div>"),
    ("<div markdown=\"1\">", "</div>"),
    ("<div markdown=\"1\">\n", "\n</div>"),
    ("<div markdown=\"block\">\n", "\n</div>"),
    ("<div markdown=\"0\">\n", "\n</div>"),
    ("<details>\n", "\n</details>"),
    ("<details markdown=\"1\">\n<summary>S</summary>\n", "\n</details>"),
    ("<p>", "</p>"),
    ("<span>\n", "\n</span>"),
    ("<b>", "</b>"),
    ("<b>\n", "\n</b>"),
    ("<ul>\n<li>", "</li>\n</ul>"),
    ("<section>\n", "\n</section>"),
    ("<!--", "-->"),
    ("<!--\n", "\n-->"),
    ("text <!--", "-->"),
    ("```", "```"),
    ("~~~", "~~~"),
    ("```\n", "\n```"),
    ("````", "```"),
    ("~~~", "```"),
    ("  ```", "```"),
    ("{::comment}", "{:/comment}"),
    ("{::comment}\n", "\n{:/}"),
    ("{::nomarkdown}", "{:/nomarkdown}"),
    ("{::nomarkdown}\n", "\n{:/}"),
    ("$$", "$$"),
    ("$$\n", "\n$$"),
    ("<pre>", "</pre>"),
    ("<script>", "</script>"),
    ("<a href=\"x\">", "</a>"),
    ("<table>", "</table>"),
    ("<x>\n", "\n</x>"),
    ("<div\nclass=\"a\">\n", "\n</div>"),
    ("`", "`"),
    ("text `", "`"),
    ("**", "**"),
    ("[", "](/x)"),
    ("<code>", "</code>"),
    ("<textarea>", "</textarea>"),
    (":::", ":::"),
    ("<p markdown=\"1\">", "</p>"),
    ("> <div>", "> </div>"),
    ("- <div>", "  </div>"),
    ("<div/>", ""),
    ("<![CDATA[", "]]>"),
];

fn contain(rng: &mut Rng, lines: &mut [String]) {
    let (first, others) = [
        ("> ", "> "),
        (">", ">"),
        ("> ", ""),
        ("- ", "  "),
        ("- ", ""),
        ("* ", "  "),
        ("1. ", "   "),
        ("1. ", ""),
        ("- - ", "    "),
        ("> - ", ">   "),
        ("    ", "    "),
        ("-   ", "    "),
        (": ", "  "),
        ("[^n]: ", "    "),
        ("\t", "\t"),
        ("- > ", "  > "),
        ("+ ", "  "),
        ("- ", " "),
        ("- ", "    "),
        ("10. ", "    "),
        ("> > ", "> > "),
        ("> > ", "> "),
    ][rng.usize(..22)];
    for (index, line) in lines.iter_mut().enumerate() {
        line.insert_str(0, if index == 0 { first } else { others });
    }
}

fn attributes(rng: &mut Rng) -> String {
    any(
        rng,
        &[
            "{: .class}",
            "{:.class}",
            "{: #id}",
            "{: #id .class }",
            "{: .reset-td-br-1 role=\"presentation\" }",
            "{: aria-label=\"Fatal errors\" }",
            "{:}",
            "{: }",
            "{: a='b'}",
            "{: a=\"}\" }",
            "{: a=\"\\}\" }",
            "{:a}",
            "{:a: .b}",
            " {: .x}",
            "    {: .x}",
            "{: .x} ",
            "{: .x}x",
            "{: .x",
            "{.x}",
            "{: href=\"/y\"}",
            "{: title=\"t\"}",
            "{:.x}{:.y}",
            "{::x}",
            "{: .x}\n{: .y}",
            "{: id=\"\"}",
            "{: #a #b}",
        ],
    )
    .to_owned()
}
