//! What GitHub's Markdown has and kramdown doesn't, or reads otherwise.

use super::{Change, any, gap, near, place, put, row};

pub(super) const CHANGES: &[(&str, Change)] = &[
    ("a block of GitHub's is added", |rng, page| {
        let at = gap(rng, page);
        let blank = any(rng, &["", "\n"]);
        put(page, at, &format!("{blank}{}{blank}", any(rng, BLOCKS)));
    }),
    ("the table follows text", |rng, page| {
        let at = row(rng, page);
        let first = (0..=at).rev().take_while(|at| page[*at].contains('|')).last().unwrap_or(at);
        put(
            page,
            first,
            any(
                rng,
                &[
                    "text",
                    "text\nmore",
                    "- item",
                    "> quote",
                    "1. item",
                    "text  ",
                    "text\\",
                    "<b>x",
                    "## H",
                    "<!-- c -->",
                ],
            ),
        );
    }),
    ("text follows the table", |rng, page| {
        let at = row(rng, page);
        let last = at + page[at..].iter().take_while(|line| line.contains('|')).count();
        put(
            page,
            last,
            any(
                rng,
                &[
                    "text",
                    "`499 Z`",
                    "`499 Z` text",
                    "> quote",
                    "- item",
                    "# H",
                    "---",
                    "***",
                    "```",
                    "<div>",
                    "<b>",
                    "    code",
                    "{: .x}",
                    "\\|",
                    "1. item",
                    "2. item",
                    "<!-- c -->",
                    "[a]: /x",
                    "===",
                    "|",
                    "| `499 Z` |",
                    "`499 Z` | text",
                    "a || b",
                ],
            ),
        );
    }),
    ("a pipe in code", |rng, page| {
        let at = row(rng, page);
        let place = place(rng, &page[at]);
        page[at].insert_str(
            place,
            any(
                rng,
                &[
                    "`a\\|b`",
                    "`a|b`",
                    "`` a \\| b ``",
                    "`\\|`",
                    "`a\\\\|b`",
                    "\\\\|",
                    "\\\\\\|",
                    "<code>a\\|b</code>",
                    "[a](b\\|c)",
                    "`\\`",
                    "**a\\|b**",
                ],
            ),
        );
    }),
    ("flanked emphasis", |rng, page| {
        let at = row(rng, page);
        let place = place(rng, &page[at]);
        page[at].insert_str(
            place,
            any(
                rng,
                &[
                    "**太字。**次",
                    "**a**b",
                    "a**b**c",
                    "a**\"b\"**c",
                    "*(a)*b",
                    "a*(b)*c",
                    "_a_b",
                    "a_b_",
                    "_(a)_b",
                    "**a *b**c*",
                    "***a** b*",
                    "*a **b***",
                    "**a*b**",
                    "*a**b*",
                    "** a**",
                    "**a **",
                    "*\u{a0}a*",
                    "~a~",
                    "~~a~~b",
                    "~~~a~~~",
                    "~a~~",
                    "~~a~",
                    "__a__b",
                    "。**字**",
                    "**字。**",
                    "**`a`**字",
                ],
            ),
        );
    }),
    ("the delimiter row has other cells", |rng, page| {
        if let Some(line) = page.iter_mut().find(|line| line.contains("---") && line.contains('|')) {
            *line = any(
                rng,
                &[
                    "|---|",
                    "|---|---|---|",
                    "---|---",
                    "|---|---",
                    ":-:|-",
                    "| --- | ---",
                    "|-|-|",
                    "  |---|---|",
                    "    |---|---|",
                    "|---|---|  ",
                    "\t|---|---|",
                    "|:--|--:|",
                    "|---| |",
                    "|---|:|",
                    "---",
                    "| - | - |x",
                ],
            )
            .to_owned();
        }
    }),
    ("a row has other cells", |rng, page| {
        let at = row(rng, page);
        match rng.u8(..4) {
            0 => page[at].push_str(" more |"),
            1 => page[at].push_str(" more"),
            2 => page[at] = page[at].trim_end_matches(['|', ' ']).to_owned(),
            _ => page[at]
                .insert_str(0, any(rng, &["|", "| |", "x |", " ", "  ", "   ", "    ", "> ", "- ", "\t"])),
        }
    }),
    ("a mark of a site stands in a line", |rng, page| {
        let at = near(rng, page);
        let place = place(rng, &page[at]);
        page[at].insert_str(
            place,
            any(
                rng,
                &[
                    "{{<x>}}",
                    "{{% x %}}",
                    "{x}",
                    "<X/>",
                    "<X a={b}>",
                    ":smile:",
                    "@user",
                    "#12",
                    "[[a]]",
                    "{#a}",
                    "{.a}",
                    "^1^",
                    "==a==",
                    "++a++",
                    "[^1]",
                    "$a$",
                    "http://a.example",
                    "www.a.example",
                    "a@b.example",
                ],
            ),
        );
    }),
];

const BLOCKS: &[&str] = &[
    ":::note\ntext\n:::",
    ":::tip Title\n\ntext\n\n:::",
    "!!! note\n    text",
    "> [!NOTE]\n> text",
    "> [!WARNING]\n> | a | b |\n> |---|---|",
    "import X from './x'",
    "export const a = 1",
    "<X />",
    "<X>\n\ntext\n\n</X>",
    "<X>\ntext\n</X>",
    "{/* comment */}",
    "<!-- a\n\nb -->",
    "<!-- a",
    "[^1]: note",
    "[a]: /x",
    "[a]:\n/x\n'title'",
    "- [ ] task",
    "1) item",
    "* * *",
    "_ _ _",
    "+ item",
    "- a\n\n\n  b",
    "-\n  a",
    "-\n\n  a",
    "    code",
    "\tcode",
    "```a`\n",
    "```\n| `499 F` | x |\n```",
    "~~~ a`b\nx\n~~~",
    "```\nopen",
    "<pre>\n| `499 F` | x |\n\n</pre>",
    "<script>\n\n</script>",
    "<div>\n| a | b |\n|---|---|\n| `499 F` | x |\n</div>",
    "<div>\n\n| a | b |\n|---|---|\n| `499 F` | x |\n\n</div>",
    "<table>\n<tr><td>`499 F`</td></tr>\n</table>",
    "<b>\ntext",
    "</b>",
    "<?x\n\ny?>",
    "<!X\n>",
    "<![CDATA[\n\n]]>",
    "<x-y>\n",
    "> | a | b |\n> |---|---|\n> | `499 F` | x |",
    "- | a | b |\n  |---|---|\n  | `499 F` | x |",
    "1. a\n\n   | a | b |\n   |---|---|\n   | `499 F` | x |",
    "| a | b |\n|---|---|\n| `499 F` | x |",
    "a | b\n-|-\n`499 F` | x",
    "| a |\n|---|\n| `499 F` |",
    "`499 F` | x\n---|---",
    "Setext\n===",
    "Setext\n---",
    "# H #",
    "#H",
    "####### H",
    "# H \\#",
    "#",
    "- The **502 error** x",
    "* **5XX** x\n  y",
    "1. **502** x",
    "> - **502** x",
    "- - **502** x",
    "-  **502**\n\n   y",
    "- **502** x\ny",
];
