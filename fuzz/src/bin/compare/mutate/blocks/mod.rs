//! Blocks of kramdown's grammar above, within and under the table, and the table within them.

mod lists;
mod tables;

use fastrand::Rng;

use self::lists::{BLOCKS, PAIRS};
use self::tables::{DEFINITIONS, HEADINGS, STATUSES, TABLES};
use super::{Change, above, any, gap, inline, near, put, row};

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
    ("a block starts and ends above the table", |rng, page| {
        let (start, end) = PAIRS[rng.usize(..PAIRS.len())];
        let (first, last) = above(rng, page);
        put(page, last, end);
        put(page, first, start);
    }),
    ("lines above the table go into a container", |rng, page| {
        let (first, last) = above(rng, page);
        contain(rng, &mut page[first..last]);
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
