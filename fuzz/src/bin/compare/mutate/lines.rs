//! Lines, as editors, merges, formatters and content systems damage them.

use fastrand::Rng;

use super::{Change, any, gap, line, near, place, put, row};

pub(super) const CHANGES: &[(&str, Change)] = &[
    ("a line is deleted", |rng, page| drop(page.remove(near(rng, page)))),
    ("lines are deleted", |rng, page| {
        let start = line(rng, page);
        page.drain(start..(start + rng.usize(1..5)).min(page.len()));
    }),
    ("a line is doubled", |rng, page| {
        let at = near(rng, page);
        page.insert(at, page[at].clone());
    }),
    ("a line moves", |rng, page| {
        let from = near(rng, page);
        let line = page.remove(from);
        page.insert(rng.usize(..=page.len()), line);
    }),
    ("two lines swap", |rng, page| {
        let (one, other) = (near(rng, page), near(rng, page));
        page.swap(one, other);
    }),
    ("two lines are joined", |rng, page| join(rng, page, " ")),
    ("two lines are joined without a space", |rng, page| join(rng, page, "")),
    ("a line is split", |rng, page| {
        let at = near(rng, page);
        let place = place(rng, &page[at]);
        let rest = page[at].split_off(place);
        page.insert(at + 1, rest);
    }),
    ("a line is split at a space", |rng, page| {
        let at = near(rng, page);
        if let Some(place) = super::find(rng, &page[at], &[' ']) {
            let rest = page[at].split_off(place).trim_start().to_owned();
            page.insert(at + 1, rest);
        }
    }),
    ("a blank line is added", |rng, page| {
        let at = gap(rng, page);
        page.insert(at, any(rng, &["", "", " ", "    ", "\t", "\u{a0}", "\u{3000}"]).to_owned());
    }),
    ("a blank line goes", |rng, page| {
        let blank: Vec<usize> = (0..page.len()).filter(|at| page[*at].trim().is_empty()).collect();
        if !blank.is_empty() {
            page.remove(blank[rng.usize(..blank.len())]);
        }
    }),
    ("a line is indented", |rng, page| {
        let at = near(rng, page);
        page[at].insert_str(
            0,
            any(rng, &[" ", "  ", "   ", "    ", "     ", "\t", " \t", "\u{a0}", "\u{3000}", "\u{c}"]),
        );
    }),
    ("lines are indented", |rng, page| {
        let indent = any(rng, &[" ", "  ", "   ", "    ", "\t"]);
        let start = if rng.bool() { row(rng, page) } else { line(rng, page) };
        let end = (start + rng.usize(1..8)).min(page.len());
        page[start..end].iter_mut().for_each(|line| line.insert_str(0, indent));
    }),
    ("the table is indented", |rng, page| {
        let indent = any(rng, &[" ", "  ", "   ", "    ", "\t"]);
        page.iter_mut().filter(|line| line.contains('|')).for_each(|line| line.insert_str(0, indent));
    }),
    ("an indent goes", |rng, page| {
        let indented: Vec<usize> = (0..page.len()).filter(|at| page[*at].starts_with([' ', '\t'])).collect();
        if !indented.is_empty() {
            let at = indented[rng.usize(..indented.len())];
            page[at] = page[at].trim_start().to_owned();
        }
    }),
    ("spaces end a line", |rng, page| {
        let at = near(rng, page);
        page[at].push_str(any(rng, &[" ", "  ", "\t", "   ", "\u{a0}", "\\", " \\", "\u{b}", "\u{c}"]));
    }),
    ("spaces at the ends are trimmed", |_, page| {
        page.iter_mut().for_each(|line| line.truncate(line.trim_end().len()));
    }),
    ("CRLF", |rng, page| {
        let all = rng.bool();
        let at = near(rng, page);
        let last = page.len() - 1;
        for (index, line) in page.iter_mut().enumerate() {
            if (all && index < last) || index == at {
                line.push('\r');
            }
        }
    }),
    ("a lone CR", |rng, page| {
        let at = near(rng, page);
        let place = place(rng, &page[at]);
        page[at].insert(place, '\r');
    }),
    ("a byte order mark", |rng, page| {
        let at = if rng.bool() { 0 } else { near(rng, page) };
        page[at].insert(0, '\u{feff}');
    }),
    ("the page is cut off", |rng, page| {
        let at = near(rng, page);
        page.truncate(at + 1);
        if rng.bool() {
            let place = place(rng, &page[at]);
            page[at].truncate(place);
        }
    }),
    ("the final line end goes", |_, page| {
        while page.len() > 1 && page.last().is_some_and(String::is_empty) {
            page.pop();
        }
    }),
    ("a merge leaves its marks", |rng, page| {
        let (start, length) = (near(rng, page), rng.usize(1..4));
        let end = (start + length).min(page.len());
        let theirs = page[start..end].to_vec();
        page.insert(end, ">>>>>>> main".to_owned());
        page.splice(end..end, theirs);
        page.insert(end, "=======".to_owned());
        page.insert(start, "<<<<<<< HEAD".to_owned());
    }),
    ("one mark of a merge is left", |rng, page| {
        let at = gap(rng, page);
        put(page, at, any(rng, &["<<<<<<< HEAD", "=======", ">>>>>>> main", "||||||| base"]));
    }),
    ("front matter", |rng, page| {
        let front = any(
            rng,
            &[
                "---\ntitle: x\n---",
                "---\ntitle: x\n---\n",
                "---\n---",
                "---\ntitle: x\n...",
                "---\ntitle: x",
                "--- \nx\n---  ",
                "----\nx\n---",
            ],
        );
        put(page, 0, front);
    }),
    ("the table is told apart", |rng, page| {
        let at = row(rng, page);
        put(page, at, any(rng, &["", "text\n", "\n| Code | Description |\n|---|---|", "\n\n", "## More\n"]));
    }),
    ("the table is aligned", |_, page| {
        let widest = page.iter().filter(|line| line.contains('|')).map(|line| line.chars().count()).max();
        for line in page.iter_mut().filter(|line| line.contains('|') && line.ends_with('|')) {
            let missing = widest.unwrap_or_default() - line.chars().count();
            let fill = if line.contains("---") { "-" } else { " " };
            line.insert_str(line.len() - 1, &fill.repeat(missing));
        }
    }),
    ("lines are wrapped", |rng, page| {
        let at = near(rng, page);
        let mut width = 0;
        let wrapped: String = page[at]
            .chars()
            .map(|char| {
                width += 1;
                if char == ' ' && width > 60 {
                    width = 0;
                    return '\n';
                }
                char
            })
            .collect();
        page.remove(at);
        put(page, at, &wrapped);
    }),
];

fn join(rng: &mut Rng, page: &mut Vec<String>, between: &str) {
    let at = near(rng, page);
    if at + 1 < page.len() {
        let next = page.remove(at + 1);
        page[at].push_str(between);
        page[at].push_str(&next);
    }
}
