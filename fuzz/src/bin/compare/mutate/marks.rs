//! Marks within a line, as editors, translators' tools and formatters damage them.

use fastrand::Rng;

use super::{Change, any, find, near, place, row};

pub(super) const CHANGES: &[(&str, Change)] = &[
    ("a pipe goes", |rng, page| replace_one(rng, page, "|", &["", " "])),
    ("a pipe is escaped", |rng, page| replace_one(rng, page, "|", &["\\|", "\\\\|", "&#124;", "\\ |"])),
    ("a pipe is another", |rng, page| {
        replace_one(rng, page, "|", &["｜", "│", "¦", "||", "| |", "|\u{a0}", "\u{3000}|"]);
    }),
    ("a pipe is added", |rng, page| {
        insert(rng, page, &["|", "\\|", " | ", "`|`", "<code>|</code>", "`a|b`"]);
    }),
    ("outer pipes go", |rng, page| {
        let at = row(rng, page);
        let all = rng.bool();
        for (index, line) in page.iter_mut().enumerate() {
            if index == at || (all && line.contains('|')) {
                let inner = line.trim();
                let inner = inner.strip_prefix('|').unwrap_or(inner);
                *line = inner.strip_suffix('|').unwrap_or(inner).to_owned();
            }
        }
    }),
    ("an outer pipe goes", |rng, page| {
        let at = row(rng, page);
        let line = page[at].trim().to_owned();
        page[at] =
            if rng.bool() { line.trim_start_matches('|') } else { line.trim_end_matches('|') }.to_owned();
    }),
    ("a delimiter row is another", |rng, page| {
        if let Some(line) = page.iter_mut().find(|line| line.contains("---") && line.contains('|')) {
            *line = any(
                rng,
                &[
                    "| --- | --- |",
                    "|:---|---:|",
                    "|:-:|:-:|",
                    "---|---",
                    "|-|-|",
                    "|---|",
                    "|---|---|---|",
                    "|---",
                    "--- | ---",
                    "| — | — |",
                    "|---+---|",
                    "+---+---+",
                    "|===|===|",
                    "| --- | --- | ",
                    "|--- --- |",
                    "|::--|--|",
                    "|---|---|x",
                    " |---|---|",
                    "|\t---\t|\t---\t|",
                    "|- - -|- - -|",
                    "| :--- | :--- |",
                    "|---||---|",
                    "-|-",
                    "|-",
                    ":-",
                ],
            )
            .to_owned();
        }
    }),
    ("a delimiter row is added", |rng, page| {
        let at = row(rng, page) + rng.usize(..2);
        page.insert(
            at,
            any(rng, &["|---|---|", "|===|===|", "|-", "=|=", "| - | - |", "|---|---|---|"]).to_owned(),
        );
    }),
    ("a backtick goes", |rng, page| {
        replace_one(rng, page, "`", &["", "'", "´", "``", "` ", " `", "\\`", "&#96;", "\u{2018}"]);
    }),
    ("backticks are doubled", |rng, page| replace_all(rng, page, "`", "``")),
    ("backticks are elements", |rng, page| {
        let at = row(rng, page);
        let mut is_open = false;
        let parts: Vec<&str> = page[at].split('`').collect();
        let mut line = String::new();
        for (index, part) in parts.iter().enumerate() {
            line.push_str(part);
            if index + 1 < parts.len() {
                line.push_str(if is_open { "</code>" } else { "<code>" });
                is_open = !is_open;
            }
        }
        page[at] = line;
    }),
    ("stars are underscores", |rng, page| replace_all(rng, page, "*", "_")),
    ("underscores are stars", |rng, page| replace_all(rng, page, "_", "*")),
    ("a star is another", |rng, page| {
        replace_one(rng, page, "*", &["", "_", "**", "＊", "\\*", "* ", " *", "&#42;"]);
    }),
    ("an underscore is another", |rng, page| {
        replace_one(rng, page, "_", &["", "*", "__", "\\_", "_ ", " _"]);
    }),
    ("bold is another", |rng, page| {
        replace_one(rng, page, "**", &["__", "*", "***", "** ", " **", "~~", "<b>", "</b>", "<strong>"]);
    }),
    ("a mark moves", |rng, page| {
        let at = near(rng, page);
        if let Some(place) =
            find(rng, &page[at], &['*', '`', '_', '|', '[', ']', '(', ')', '~', '\\', '<', '>', '!'])
        {
            let mark = page[at].remove(place);
            let line = &page[at];
            let to = if rng.bool() {
                line[..place].char_indices().next_back().map_or(0, |(at, _)| at)
            } else {
                line[place..].chars().next().map_or(place, |char| place + char.len_utf8())
            };
            page[at].insert(to, mark);
        }
    }),
    ("a mark is escaped", |rng, page| {
        let at = near(rng, page);
        if let Some(place) =
            find(rng, &page[at], &['*', '`', '_', '[', ']', '(', '<', '>', '&', '#', '-', '!', '{', '.', '"'])
        {
            page[at].insert(place, '\\');
        }
    }),
    ("a backslash goes", |rng, page| replace_one(rng, page, "\\", &["", "\\\\", "/"])),
    ("marks are entities", |rng, page| {
        let (mark, entity) = ENTITIES[rng.usize(..ENTITIES.len())];
        replace_all(rng, page, mark, entity);
    }),
    ("entities are marks", |rng, page| {
        let (mark, entity) = ENTITIES[rng.usize(..ENTITIES.len())];
        replace_all(rng, page, entity, mark);
    }),
    ("quotes are typographic", |rng, page| {
        let (from, to) =
            [("\"", "“"), ("\"", "”"), ("'", "’"), ("\"", "«\u{a0}"), ("\"", "&quot;"), ("'", "‘")]
                [rng.usize(..6)];
        replace_all(rng, page, from, to);
    }),
    ("dashes are typographic", |rng, page| {
        let (from, to) = [("--", "—"), ("-", "–"), ("...", "…"), (" - ", " -- "), ("-", "---"), (".", "...")]
            [rng.usize(..6)];
        replace_one(rng, page, from, &[to]);
    }),
    ("a space is another", |rng, page| {
        replace_one(
            rng,
            page,
            " ",
            &[
                "", "  ", "\t", "\u{a0}", "\u{3000}", "\u{2009}", "\u{200b}", "&nbsp;", "\u{b}", "\u{202f}",
                "\u{85}",
            ],
        );
    }),
    ("spaces around a mark", |rng, page| {
        let at = near(rng, page);
        if let Some(place) = find(rng, &page[at], &['*', '`', '_', '(', ')', '[', ']', '<', '>']) {
            page[at]
                .insert_str(place + usize::from(rng.bool()), any(rng, &[" ", "\u{a0}", "\u{3000}", "\t"]));
        }
    }),
    ("a break is another", |rng, page| {
        replace_one(
            rng,
            page,
            "<br>",
            &[
                "<br/>",
                "<br />",
                "<BR>",
                "</br>",
                "<br >",
                "<br",
                "&lt;br&gt;",
                "<br></br>",
                "<br><br>",
                "<br>\n",
                "\\",
                "<br\u{a0}/>",
                "<br/ >",
                "<br x>",
            ],
        );
    }),
    ("a break is added", |rng, page| {
        insert(rng, page, &["<br>", "<br/>", "<br>- ", "<br> - ", "<br>* ", "<br><br>- "]);
    }),
    ("a link is another", |rng, page| {
        replace_one(
            rng,
            page,
            "](",
            &[
                "] (",
                "]\\(",
                "]( ",
                "](<",
                "][",
                "](\"",
                "](#",
                "](mailto:",
                "](javascript:",
                "](//",
                "]()(",
                "](a b ",
            ],
        );
    }),
    ("the base URL is another", |rng, page| {
        replace_one(
            rng,
            page,
            "{{site.baseurl}}",
            &[
                "{{ site.baseurl }}",
                "{{site.baseurl }}",
                "{{- site.baseurl -}}",
                "{{site.baseURL}}",
                "{site.baseurl}",
                "{{site.baseurl}",
                "",
                "{{site.url}}",
                "{{ site.baseurl | x }}",
            ],
        );
    }),
    ("a character goes", |rng, page| {
        let at = near(rng, page);
        if !page[at].is_empty() {
            let place = place(rng, &page[at]);
            let char = page[at][place..].chars().next().map_or(0, char::len_utf8);
            page[at].replace_range(place..place + char, "");
        }
    }),
    ("a character is doubled", |rng, page| {
        let at = near(rng, page);
        let place = place(rng, &page[at]);
        if let Some(char) = page[at][place..].chars().next() {
            page[at].insert(place, char);
        }
    }),
    ("letters are decomposed", |rng, page| replace_all(rng, page, "é", "e\u{301}")),
    ("letters are full-width", |rng, page| {
        let (from, to) =
            [("(", "（"), (")", "）"), (":", "："), ("`", "｀"), ("[", "［"), ("<", "＜"), ("4", "４")]
                [rng.usize(..6)];
        replace_one(rng, page, from, &[to]);
    }),
];

const ENTITIES: &[(&str, &str)] = &[
    ("<", "&lt;"),
    (">", "&gt;"),
    ("&", "&amp;"),
    ("\"", "&quot;"),
    ("'", "&#39;"),
    ("'", "&apos;"),
    ("_", "&#95;"),
    ("*", "&#x2A;"),
    ("`", "&#96;"),
    (" ", "&nbsp;"),
    ("-", "&ndash;"),
    ("é", "&eacute;"),
    ("/", "&#x2f;"),
];

/// Replaces one of these in a line by one of the others.
fn replace_one(rng: &mut Rng, page: &mut [String], from: &str, to: &[&str]) {
    let lines: Vec<usize> = (0..page.len()).filter(|at| page[*at].contains(from)).collect();
    if lines.is_empty() {
        return;
    }
    let at = lines[rng.usize(..lines.len())];
    let places: Vec<usize> = page[at].match_indices(from).map(|(place, _)| place).collect();
    let place = places[rng.usize(..places.len())];
    page[at].replace_range(place..place + from.len(), any(rng, to));
}

/// Replaces all of these, in a line or in the page.
fn replace_all(rng: &mut Rng, page: &mut [String], from: &str, to: &str) {
    let only = near(rng, page);
    let everywhere = rng.u8(..4) == 0;
    for (at, line) in page.iter_mut().enumerate() {
        if everywhere || at == only {
            *line = line.replace(from, to);
        }
    }
}

fn insert(rng: &mut Rng, page: &mut [String], marks: &[&str]) {
    let at = row(rng, page);
    let place = place(rng, &page[at]);
    page[at].insert_str(place, any(rng, marks));
}
