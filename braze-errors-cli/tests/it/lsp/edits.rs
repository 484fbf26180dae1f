//! Edits of any kind, behind which the client was told what `check` says of the same texts in files.

use std::collections::BTreeMap;
use std::fs;

use serde_json::{Value, json};

use super::client::Client;
use super::{Catalog, Found, checked, told};

/// How many edits are made: some, or as many as `BRAZE_ERRORS_EDITS` says.
fn edits() -> usize {
    std::env::var("BRAZE_ERRORS_EDITS").ok().and_then(|edits| edits.parse().ok()).unwrap_or(300)
}

/// How many edits are made before the files are checked.
const BETWEEN_CHECKS: usize = 25;

/// What is typed.
const TYPED: [&str; 24] = [
    "",
    "",
    "a",
    "75",
    "80",
    "|",
    "`",
    "\n",
    "\r\n",
    "| ",
    " |\n",
    "`400 No Label`",
    "<br>",
    "**",
    "[x](/y)",
    "<!-- ",
    " -->",
    "{% raw %}",
    "{{site.baseurl}}",
    "\u{200b}",
    "\u{1f4e6}",
    "é",
    "\u{feff}",
    "| `404 Gone` | Text. |\n",
];

/// Numbers that are the same for the same seed (`SplitMix64`).
struct Dice(u64);

impl Dice {
    fn below(&mut self, end: usize) -> usize {
        self.0 = self.0.wrapping_add(0x9e37_79b9_7f4a_7c15);
        let mut bits = self.0;
        bits = (bits ^ (bits >> 30)).wrapping_mul(0xbf58_476d_1ce4_e5b9);
        bits = (bits ^ (bits >> 27)).wrapping_mul(0x94d0_49bb_1331_11eb);
        usize::try_from((bits ^ (bits >> 31)) % end as u64).unwrap()
    }
}

#[test]
fn what_is_told_is_what_check_says_of_the_same_texts() {
    let catalog = Catalog::new();
    let capabilities = json!({ "general": { "positionEncodings": ["utf-8"] } });
    let mut client = Client::with(&[&catalog.folder], &capabilities);
    let mut texts = BTreeMap::new();
    for tag in ["en", "fr"] {
        let path = catalog.page(tag);
        client.open(&path);
        texts.insert(tag, client.text(&path).to_owned());
    }
    let original = texts.clone();
    let (seed, mut dice) = (1, Dice(1));
    for edit in 0..edits() {
        let tag = ["en", "fr"][dice.below(2)];
        let text = texts.get_mut(tag).unwrap();
        // A page that nothing is left of is begun anew.
        if dice.below(60) == 0 {
            text.clone_from(&original[tag]);
            client.change_by(&catalog.page(tag), &json!([{ "text": text }]));
        } else {
            let at = |dice: &mut Dice, text: &str| {
                let at = dice.below(text.len() + 1);
                (0..=at).rev().find(|at| text.is_char_boundary(*at)).unwrap_or_default()
            };
            let start = at(&mut dice, text);
            let end = if dice.below(3) == 0 { (start + dice.below(12)).min(text.len()) } else { start };
            let end = (end..=text.len()).find(|at| text.is_char_boundary(*at)).unwrap_or_default();
            let typed = TYPED[dice.below(TYPED.len())];
            // No place stands between CR and LF.
            let outside =
                |at: usize| at - usize::from(text[..at].ends_with('\r') && text[at..].starts_with('\n'));
            let (start, end) = (outside(start), outside(end));
            let range = json!({ "start": place(text, start), "end": place(text, end) });
            text.replace_range(start..end, typed);
            client.change_by(&catalog.page(tag), &json!([{ "range": range, "text": typed }]));
        }
        if edit % BETWEEN_CHECKS == BETWEEN_CHECKS - 1 {
            for (tag, text) in &texts {
                fs::write(catalog.page(tag), text).unwrap();
            }
            assert_eq!(
                in_characters(told(&mut client, &catalog.folder), &texts),
                checked(&catalog),
                "seed {seed}, edit {edit}: {texts:?}"
            );
        }
    }
    println!("{} edits, seed {seed}", edits());
    assert_eq!(client.end(), Some(0));
}

/// Where each line of a text begins, after LF, CRLF or CR.
fn starts(text: &str) -> Vec<usize> {
    let bytes = text.as_bytes();
    let ends = (0..bytes.len())
        .filter(|at| bytes[*at] == b'\n' || bytes[*at] == b'\r' && bytes.get(at + 1) != Some(&b'\n'));
    [0].into_iter().chain(ends.map(|at| at + 1)).collect()
}

/// The place of a byte, in UTF-8.
fn place(text: &str, at: usize) -> Value {
    let starts = starts(text);
    let line = starts.partition_point(|start| *start <= at) - 1;
    json!({ "line": line, "character": at - starts[line] })
}

/// What was told, with columns that count characters, but no byte order mark.
fn in_characters(
    mut told: BTreeMap<String, Vec<Found>>,
    texts: &BTreeMap<&str, String>,
) -> BTreeMap<String, Vec<Found>> {
    for (tag, text) in texts {
        let starts = starts(text);
        let count = |line: usize, column: &mut usize| {
            let before = &text[starts[line - 1]..starts[line - 1] + *column - 1];
            *column = before.chars().count() + 1;
            if line == 1 && before.starts_with('\u{feff}') {
                *column -= 1;
            }
        };
        for (line, column, end_line, end_column, ..) in
            told.get_mut(&format!("docs/{tag}/errors.md")).into_iter().flatten()
        {
            count(*line, column);
            count(*end_line, end_column);
        }
    }
    told
}
