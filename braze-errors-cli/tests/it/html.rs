//! The HTML report of `check`, as far as it can be told without a browser.

use std::path::{Path, PathBuf};

use crate::support::{
    self,
    pages::{folder, stale_folder},
};

/// The report of pages in a folder.
fn report(folder: &Path, args: &[&str]) -> String {
    let mut command = support::command(&["check"]);
    command.args(args).args(["--format", "html"]).current_dir(folder);
    let run = support::finish(command);
    assert!(matches!(run.code, Some(0 | 1)), "{}", run.stderr);
    run.stdout
}

fn tests() -> PathBuf {
    Path::new(env!("CARGO_MANIFEST_DIR")).join("tests")
}

/// The tags of a page, in its order.
fn tags(html: &str) -> Vec<&str> {
    let mut tags = Vec::new();
    for (start, _) in html.match_indices('<') {
        let tag = &html[start + 1..];
        let end = tag.find(|char: char| char.is_whitespace() || char == '>').unwrap();
        tags.push(&tag[..end]);
    }
    tags
}

#[test]
fn every_element_is_closed() {
    let html = report(&tests(), &["drifted", "--catalog", "drifted/catalog.rs"]);
    let mut open = Vec::new();
    for tag in tags(&html) {
        match tag.strip_prefix('/') {
            Some(tag) => assert_eq!(open.pop(), Some(tag)),
            None if ["!doctype", "meta", "br", "input"].contains(&tag) => {}
            None => open.push(tag),
        }
    }
    assert_eq!(open, [] as [&str; 0]);
}

#[test]
fn no_page_puts_anything_into_the_report() {
    let hostile = "\
| `400 </style><script>alert(1)</script>` | `\"onload='alert(2)' <img src=x onerror=alert(3)>` \u{202e}txet |
| `404 Gone` | [a](https://parcel.example/?\"><script>alert(4)</script>) 'quoted' \"twice\" |
| `409 Late` | <script>alert(5)</script> \u{1b}[2J |
";
    let folder = folder(hostile, &hostile.replace("alert", "confirm"));
    let html = report(folder.path(), &["."]);
    for part in ["<script", "<img", "</style><", "\"onload", "'alert", "?\">", "\u{202e}", "\u{1b}"] {
        assert!(!html.contains(part), "{part:?}");
    }
    for part in
        ["&lt;script&gt;alert(1)", "&#39;quoted&#39; &quot;twice&quot;", r"\u{202e}txet", r"\u{1b}[2J"]
    {
        assert!(html.contains(part), "{part:?}");
    }
    let known = tags(&report(&tests(), &["drifted", "--catalog", "drifted/catalog.rs"])).join(" ");
    for tag in tags(&html) {
        assert!(known.contains(tag), "{tag:?}");
    }
}

#[test]
fn a_missing_row_s_cell_holds_what_to_do() {
    let row = "| `404 Gone` | There is no such parcel. |\n";
    let last = "| `409 Late` | 75 |\n";
    let html = report(folder(&[row, last].concat(), last).path(), &["."]);
    let (_, cell) = html.split_once("id=\"t0-1\"").unwrap();
    let (cell, _) = cell.split_once("</article>").unwrap();
    for part in ["missing</b>", "<code>missing-row</code>", "| `404 Gone` | There is no such parcel. |"] {
        assert!(cell.contains(part), "{part}: {cell}");
    }
    assert_eq!(html.matches("<code>missing-row</code>").count(), 1);
}

#[test]
fn a_stale_row_s_cell_marks_what_has_changed_in_the_source() {
    let html = report(stale_folder().path(), &["."]);
    let (_, cell) = html.split_once("id=\"t3-1\"").unwrap();
    let (cell, _) = cell.split_once("</article>").unwrap();
    assert!(cell.contains("More than <del>75</del><ins>80</ins> calls came within one minute."), "{cell}");
    assert_eq!(html.matches("<del>").count(), 1);
}

#[test]
fn the_same_pages_give_the_same_report() {
    let folder = folder("| `404 Gone` | 75 |\n", "| `404 Gone` | 80 |\n");
    let html = report(folder.path(), &["."]);
    assert_eq!(html, report(folder.path(), &["."]));
    assert!(!html.contains(folder.path().to_str().unwrap()));
    assert!(!html.contains("://"), "it leads nowhere");
}
