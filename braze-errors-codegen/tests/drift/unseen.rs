//! What nobody sees, and what was escaped twice.

use crate::pages::{in_row, mended, messages};

fn row(page: &str) -> String {
    page.lines().last().unwrap().trim_start_matches("| `404 Not Found` | ").trim_end_matches(" |").to_owned()
}

#[test]
fn invisible_characters_are_found_and_deleted() {
    for (tag, translation, found, expected) in [
        (
            "fr",
            "`send_\u{200b}at` est faux.",
            "found U+200B in `send_[U+200B]at`, which nobody sees",
            "`send_at` est faux.",
        ),
        (
            "fr",
            "`send_at`\u{2060} est\u{200d} faux.",
            "found U+2060 in `[U+2060]`, which nobody sees",
            "`send_at` est faux.",
        ),
        (
            "ja",
            "`send_at`は無\u{feff}効です。",
            "found U+FEFF in `は無[U+FEFF]効です`, which nobody sees",
            "`send_at`は無効です。",
        ),
    ] {
        let report = in_row(tag, "`send_at` is wrong.", translation);
        assert!(
            messages(&report).contains(&format!("invisible-character: {found}")),
            "{:?}",
            messages(&report)
        );
        assert_eq!(report.findings.len(), 1, "{:?}", messages(&report));
        assert_eq!(row(&mended(&report).unwrap()), expected);
    }
    for (tag, translation) in [
        ("fa", "`send_at` نمی\u{200c}شود."),
        ("th", "`send_at`\u{e1c}\u{e34}\u{e14}\u{200b}\u{e1e}\u{e25}\u{e32}\u{e14}"),
        ("de", "`send_at` ist nicht nach\u{ad}voll\u{ad}ziehbar."),
        ("fr", "`send_at` 👩\u{200d}💻."),
    ] {
        assert_eq!(messages(&in_row(tag, "`send_at` is wrong.", translation)), [(); 0].map(|()| ""));
    }
}

#[test]
fn what_looks_the_same_is_told_apart_by_code_points() {
    for (translation, found) in [
        ("`send\u{a0}at` : erreur.", "`send[U+00A0]at`; expected `send at`"),
        ("`s\u{435}nd at` : erreur.", "`s[U+0435]nd at`; expected `s[e]nd at`"),
        ("`send\u{3000}at` : erreur.", "`send[U+3000]at`; expected `send at`"),
    ] {
        let found = found.replace("[e]", "e");
        assert_eq!(
            messages(&in_row("fr", "`send at`: an error.", translation)),
            [format!("code-span: found the code span {found}, which looks the same")]
        );
    }
    let report = in_row("fr", "`caf\u{e9}` is closed.", "`cafe\u{301}` est fermé.");
    assert_eq!(
        messages(&report),
        ["code-span: found the code span `cafe[U+0301]`; expected `caf[U+00E9]`, which looks the same"]
    );
}

#[test]
fn what_was_escaped_twice_is_escaped_once() {
    for (translation, shown, expected) in [
        ("Carte &amp;amp; lettre.", "found text that shows `&amp;`; expected `&`", "Carte &amp; lettre."),
        ("L&amp;#39;appel &amp;lt; 5.", "found text that shows `&#39;`; expected `'`", "L&#39;appel &lt; 5."),
        (
            "&amp;amp;eacute;t&amp;eacute; 5.",
            "found text that shows `&amp;`; expected `&`",
            "&eacute;t&eacute; 5.",
        ),
        ("Carte &amp;nbsp;5.", "found text that shows `&nbsp;`; expected `\u{a0}`", "Carte &nbsp;5."),
    ] {
        let report = in_row("fr", "Card &amp; letter.", translation);
        let found = messages(&report);
        assert_eq!(found[0], format!("double-escape: {shown}"));
        assert_eq!(row(&mended(&report).unwrap()), expected);
    }
    // The source means it.
    assert_eq!(
        messages(&in_row("fr", "Write &amp;lt; for it.", "Écrivez &amp;lt;.")),
        ["double-escape: found text that shows `&lt;`; expected `<`"]
    );
    assert_eq!(messages(&in_row("fr", "A & B &copy; D.", "Z &amp; B &copy; D.")), [(); 0].map(|()| ""));
}
