//! The HTML report of `check`, as far as it can be told without a browser; `tests/browser` looks at it in one.

use std::fs;
use std::path::{Path, PathBuf};
use std::process::Command;

use serde_json::{Value, json};
use tempfile::TempDir;

use crate::support::{
    self, Run,
    pages::{ENGLISH, FRENCH, folder, page, stale_folder, write},
};

fn check(folder: &Path, args: &[&str]) -> Run {
    let mut command = support::command(&["check"]);
    command.args(args).current_dir(folder).env("SOURCE_DATE_EPOCH", "1000000000");
    support::finish(command)
}

/// The report of pages in a folder.
fn report(folder: &Path, args: &[&str]) -> String {
    let run = check(folder, &[args, &["--format", "html"]].concat());
    assert!(matches!(run.code, Some(0 | 1)), "{}", run.stderr);
    run.stdout
}

fn tests() -> PathBuf {
    Path::new(env!("CARGO_MANIFEST_DIR")).join("tests")
}

/// What stands between two parts of a text, the first time.
fn between<'t>(text: &'t str, start: &str, end: &str) -> &'t str {
    let (_, rest) = text.split_once(start).unwrap_or_else(|| panic!("found no {start}"));
    rest.split_once(end).unwrap_or_else(|| panic!("found no {end}")).0
}

/// The words of a piece of HTML, tags apart.
fn words(html: &str) -> Vec<&str> {
    let texts = html.split('<').map(|part| part.split_once('>').map_or(part, |(_, text)| text));
    texts.map(str::trim).filter(|text| !text.is_empty()).collect()
}

/// The part of the report that a row opens to.
fn row<'h>(html: &'h str, variant: &str) -> &'h str {
    between(html, &format!(" id=\"{variant}\">"), "</details>")
}

/// The tags of a page, in its order.
fn tags(html: &str) -> Vec<&str> {
    // The style and the script are no markup.
    let html = [html.split_once("<style>").unwrap().0, between(html, "</style>", "<script>")];
    let mut tags = Vec::new();
    for html in html {
        for (start, _) in html.match_indices('<') {
            let tag = &html[start + 1..];
            let end = tag.find(|char: char| char.is_whitespace() || char == '>').unwrap();
            tags.push(&tag[..end]);
        }
    }
    tags
}

#[test]
fn every_element_is_closed() {
    let html = report(&tests(), &["drifted", "--catalog", "drifted/catalog.rs"]);
    let mut open = Vec::new();
    for tag in tags(&html) {
        match tag.strip_prefix('/') {
            Some("style") => {}
            Some(tag) => assert_eq!(open.pop(), Some(tag)),
            None if ["!DOCTYPE", "meta", "br", "input"].contains(&tag) => {}
            None => open.push(tag),
        }
    }
    // They end behind the script.
    assert_eq!(open, ["html", "body"]);
    assert!(html.ends_with("</script></body></html>"));
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
    for part in
        ["<script>alert", "<img", "</style><script>a", "\"onload", "=\"quoted", "?\">", "\u{202e}", "\u{1b}"]
    {
        assert!(!html.contains(part), "{part:?}");
    }
    for part in ["&lt;script&gt;alert(1)", "'quoted' &quot;twice&quot;", r"\u{202e}txet", r"\u{1b}"] {
        assert!(html.contains(part), "{part:?}");
    }
    assert_eq!(html.matches("<script").count(), 1);
    let policy = between(&html, "Content-Security-Policy\" content=\"", "\"");
    assert!(policy.starts_with("default-src 'none'; style-src 'sha256-"), "{policy}");
    assert!(policy.contains("; script-src 'sha256-") && !policy.contains("unsafe"), "{policy}");
    let known = tags(&report(&tests(), &["drifted", "--catalog", "drifted/catalog.rs"])).join(" ");
    for tag in tags(&html) {
        assert!(known.contains(tag), "{tag:?}");
    }
}

#[test]
fn a_missing_row_is_there_with_what_to_do() {
    let row_text = "| `404 Gone` | There is no such parcel. |\n";
    let last = "| `409 Late` | 75 |\n";
    let html = report(folder(&[row_text, last].concat(), last).path(), &["."]);
    let row = row(&html, "Gone");
    for part in
        ["missing</b>", "<code>missing-row</code>", "<pre>| `404 Gone` | There is no such parcel. |</pre>"]
    {
        assert!(row.contains(part), "{part}: {row}");
    }
    assert_eq!(html.matches("<code>missing-row</code>").count(), 1);
}

#[test]
fn a_stale_row_marks_what_has_changed_in_the_source() {
    let html = report(stale_folder().path(), &["."]);
    let row = row(&html, "SlowDown");
    let change = "Since fr accepted it</h5><p lang=\"en\">More than <del>75</del><ins>80</ins> calls came within one minute.";
    assert!(row.contains(change), "{row}");
    assert_eq!(row.matches("<h5>").count(), 1);
}

#[test]
fn a_mend_shows_what_it_replaces() {
    let html = report(&tests(), &["drifted", "--catalog", "drifted/catalog.rs"]);
    let row = row(&html, "BadParcelWeight");
    assert!(row.contains("<b>fix</b> <del>`poids`</del> → <ins>`weight`</ins>"), "{row}");
    assert!(row.contains("Only in the source: <mark>`weight`</mark> <mark>1,912</mark>"), "{row}");
}

#[test]
fn the_same_pages_give_the_same_report() {
    let folder = folder("| `404 Gone` | 75 |\n", "| `404 Gone` | 80 |\n");
    let html = report(folder.path(), &["."]);
    assert_eq!(html, report(folder.path(), &["."]));
    assert!(!html.contains(folder.path().to_str().unwrap()));
    assert!(!html.contains("://"), "it leads nowhere");
    assert!(html.contains("<time datetime=\"2001-09-09T01:46:40Z\">2001-09-09 01:46 UTC</time>"));
}

#[test]
fn a_date_that_is_none_is_left_out() {
    let folder = folder("| `404 Gone` | 75 |\n", "| `404 Gone` | 75 |\n");
    for date in ["", "yesterday", "-1", "253402300800", "99999999999999999999"] {
        let mut command = support::command(&["check", ".", "--format", "html"]);
        command.current_dir(folder.path()).env("SOURCE_DATE_EPOCH", date);
        let run = support::finish(command);
        assert_eq!(run.code, Some(0), "{date}: {}", run.stderr);
        assert!(!run.stdout.contains("<time"), "{date}");
    }
}

#[test]
fn the_head_tells_the_folder_and_the_revision() {
    let folder = tempfile::tempdir().unwrap();
    write(folder.path(), [("docs/en/errors.md", page(&ENGLISH)), ("docs/fr/errors.md", page(&FRENCH))]);
    let git = |args: &[&str]| {
        let mut git = Command::new("git");
        git.args(["-c", "user.name=A", "-c", "user.email=a@parcel.example"]).args(args);
        let output = git.current_dir(folder.path()).output().expect("there is git");
        assert!(output.status.success(), "{output:?}");
        String::from_utf8(output.stdout).unwrap().trim().to_owned()
    };
    let stamp = |html: &str| words(between(html, "<ul class=\"stamp\">", "</ul>")).join(" ");
    // Without a repository it is the folder as it was named; here it has no name but its own.
    fs::create_dir(folder.path().join("docs/parcel")).unwrap();
    let parcel = folder.path().join("docs/parcel");
    write(&parcel, [("en/errors.md", page(&ENGLISH)), ("fr/errors.md", page(&FRENCH))]);
    assert_eq!(stamp(&report(&parcel, &["."])), "parcel 2001-09-09 01:46 UTC");
    fs::remove_dir_all(parcel).unwrap();
    git(&["init", "--quiet"]);
    assert_eq!(stamp(&report(&folder.path().join("docs/en"), &[".."])), "docs 2001-09-09 01:46 UTC");
    assert_eq!(stamp(&report(folder.path(), &["docs"])), "docs 2001-09-09 01:46 UTC");
    git(&["add", "."]);
    git(&["commit", "--quiet", "--message", "pages"]);
    let revision = git(&["rev-parse", "--short=12", "HEAD"]);
    let docs = folder.path().join("docs");
    assert_eq!(stamp(&report(&docs, &["."])), format!("docs revision {revision} 2001-09-09 01:46 UTC"));
    fs::write(docs.join("fr/errors.md"), page(&FRENCH[1..])).unwrap();
    assert_eq!(
        stamp(&report(&docs, &["."])),
        format!("docs revision {revision} and changes 2001-09-09 01:46 UTC")
    );
}

/// Pages of six rows of which each state was made in some locale.
fn damaged() -> TempDir {
    let more = |rows: &[&'static str; 4], more: [&'static str; 2]| [&rows[..], &more].concat();
    let english =
        more(&ENGLISH, ["413 Too Heavy = The parcel is too heavy.", "409 Late = The post has left already."]);
    let french =
        more(&FRENCH, ["413 Too Heavy = Le colis est trop lourd.", "409 Late = La poste est déjà partie."]);
    let german = [
        "400 No Label = Das Paket hat kein Etikett. Drucken Sie eines.",
        "400 Bad Request = `weight` ist keine Zahl in Gramm.",
        "404 Not Found = Kein Lager kennt ein Paket mit dieser Nummer.",
        "429 Slow Down = Mehr als 75 Aufrufe kamen in einer Minute.",
        "413 Too Heavy = Das Paket ist zu schwer.",
        "409 Late = Die Post ist schon fort.",
    ];
    let italian = ["409 Late = La posta è già partita."];
    let folder = tempfile::tempdir().unwrap();
    let configuration = "source = \"en\"\npages = \"{locale}/errors.md\"\nlock = \"catalog.lock\"\n[locales]\nen = {}\nde = {}\nfr = {}\nit = { missing = \"fallback\" }\n";
    let pages = |texts: [String; 4]| {
        write(
            folder.path(),
            ["en/errors.md", "de/errors.md", "fr/errors.md", "it/errors.md"].into_iter().zip(texts),
        );
    };
    write(folder.path(), [("braze-errors.toml", configuration.to_owned())]);
    pages([page(&english), page(&german), page(&french), page(&italian)]);
    let mut accept = support::command(&["accept"]);
    accept.current_dir(folder.path());
    assert_eq!(support::finish(accept).code, Some(0));
    // In English a row changes; in German three rows are done, and a row each is stale, drifted, untranslated …
    let english = page(&english).replace("one minute", "a minute");
    let drifted = page(&german)
        .replace("`weight`", "`gewicht`")
        .replace(german[0].split_once(" = ").unwrap().1, ENGLISH[0].split_once(" = ").unwrap().1);
    // … and in French one is stale and two are missing.
    pages([english, drifted, page(&french[..4]), page(&italian)]);
    folder
}

#[test]
fn every_format_has_the_numbers_that_a_count_by_hand_gives() {
    let folder = damaged();
    // For each locale, the one with the most to do first: percent, done, stale, drifted, untranslated, fallback, missing.
    let by_hand =
        [("it", [16, 1, 0, 0, 0, 5, 0]), ("de", [50, 3, 1, 1, 1, 0, 0]), ("fr", [50, 3, 1, 0, 0, 0, 2])];
    let html = report(folder.path(), &[]);
    let table = between(&html, "<tbody class=\"translations\">", "</tbody>");
    let rows: Vec<Vec<&str>> = table.split_terminator("</tr>").map(words).collect();
    assert_eq!(rows.len(), 3, "{table}");
    for ((tag, numbers), row) in by_hand.iter().zip(&rows) {
        let mut expected = vec![(*tag).to_owned(), format!("{} %", numbers[0])];
        expected.extend(numbers[1..].iter().map(ToString::to_string));
        assert_eq!(row[..8], expected);
    }
    let source = words(between(&html, "<tbody class=\"source\">", "</tbody>"));
    assert_eq!(source[..8], ["en", "source", "6", "0", "0", "0", "0", "0"]);

    // The states of all cells, of which the legend says how many there are.
    let cells = between(&html, "<div class=\"grid", "<script>");
    let counted = |state: &str| match state {
        "done" => cells.matches("<i>").count() - 4, // the head's
        state => cells.matches(&format!("<i class=\"{state}\">")).count(),
    };
    let states = ["done", "stale", "drifted", "untranslated", "fallback", "missing"];
    for (state, expected) in states.into_iter().zip([13, 2, 1, 1, 5, 2]) {
        let button = between(&html, &format!("value=\"{state}\">"), "</button>");
        assert_eq!(words(button)[..2], [state, &expected.to_string()]);
        assert_eq!(counted(state), expected, "{state}");
    }

    let run = check(folder.path(), &["--format", "json"]);
    let percents = "; de 50 % fr 50 % it 16 %\n";
    assert!(run.stderr.ends_with(percents), "{}", run.stderr);
    let report: Value = serde_json::from_str(&run.stdout).unwrap();
    let summary = check(folder.path(), &["--format", "markdown"]).stdout;
    for (tag, [percent, done, stale, drifted, untranslated, fallback, missing]) in by_hand {
        let coverage = report["summary"]["coverage"].as_array().unwrap();
        let of_locale = coverage.iter().find(|coverage| coverage["locale"] == tag).unwrap();
        assert_eq!(
            *of_locale,
            json!({
                "locale": tag, "rows": 6, "percent": percent, "done": done, "stale": stale, "drifted": drifted,
                "untranslated": untranslated, "fallback": fallback, "missing": missing,
            })
        );
        let line = format!(
            "| {tag} | {percent} % | {done} | {stale} | {drifted} | {untranslated} | {fallback} | {missing} |\n"
        );
        assert!(summary.contains(&line), "{line}{summary}");
    }
    // A rule is counted as often as its findings are shown.
    for rule in ["stale", "missing-row", "untranslated", "code-span"] {
        let count =
            report["findings"].as_array().unwrap().iter().filter(|finding| finding["rule"] == rule).count();
        assert!(count > 0);
        assert!(html.contains(&format!("<option value=\"{rule}\">{rule} ({count})</option>")), "{rule}");
        assert_eq!(html.matches(&format!("data-rule=\"{rule}\"")).count(), count, "{rule}");
    }
}

#[test]
fn a_locale_that_is_not_reported_on_is_not_in_the_report() {
    let folder = damaged();
    let html = report(folder.path(), &["--locale", "de"]);
    let tags = words(between(&html, "<div class=\"tags\"", "</div>"));
    assert_eq!(tags[1..], ["en", "de"]);
    assert!(!html.contains("lang=\"fr\""));
}

#[test]
fn no_finding_is_too_many_for_the_report() {
    let rows: Vec<String> = (0..150).map(|number| format!("| `400 Bad {number}` | It is bad. |\n")).collect();
    let rows = rows.concat();
    let folder = folder(&rows, "| `400 Bad 0` | Mauvais. |\n");
    let html = report(folder.path(), &["."]);
    assert_eq!(html.matches("data-rule=\"missing-row\"").count(), 149);
    let html = report(folder.path(), &[".", "--max", "10"]);
    assert_eq!(html.matches("data-rule=\"missing-row\"").count(), 10);
    assert!(html.contains("139 of them left out here"));
}

#[test]
fn each_locale_s_text_runs_its_own_way() {
    let folder = tempfile::tempdir().unwrap();
    let tags = ["en", "ar", "fa", "he", "ur-PK", "de", "ja", "az-Arab"];
    write(
        folder.path(),
        tags.map(|tag| (format!("{tag}/errors.md"), page(&ENGLISH)))
            .iter()
            .map(|(path, text)| (path.as_str(), text.clone())),
    );
    let html = report(folder.path(), &["."]);
    for tag in tags {
        let is_rtl = !["en", "de", "ja"].contains(&tag);
        assert_eq!(
            html.matches(&format!("<p lang=\"{tag}\" dir=\"rtl\">")).count(),
            if is_rtl { 4 } else { 0 },
            "{tag}"
        );
    }
}

#[test]
fn each_place_leads_to_where_its_line_is_edited() {
    let folder = tempfile::tempdir().unwrap();
    write(
        folder.path(),
        [
            ("my site/docs/en/errors.md", page(&ENGLISH)),
            ("my site/docs/fr/errors.md", page(&FRENCH).replace("75", "80")),
        ],
    );
    fs::create_dir(folder.path().join(".git")).unwrap();
    let url = "https://forge.example/o'hara/edit/{path}?a&b#L{line}";
    let html = report(&folder.path().join("my site"), &["docs", "--edit-url", url]);
    let link = |line: usize| {
        format!("<a href=\"https://forge.example/o'hara/edit/my%20site/docs/fr/errors.md?a&amp;b#L{line}\">")
    };
    let row = row(&html, "SlowDown");
    assert!(row.contains(&format!("{}line 8</a>", link(8))), "{row}");
    assert!(row.contains("<small>docs/fr/errors.md:8:29</small>"), "{row}");
    assert!(html.contains(&format!("{}docs/fr/errors.md</a>", link(1))));
    // A page that is in no folder of the repository has no line there.
    let elsewhere = stale_folder();
    let html = report(folder.path(), &[elsewhere.path().to_str().unwrap(), "--edit-url", url]);
    assert!(!html.contains("forge.example"));
}

#[test]
fn only_a_url_of_the_web_is_a_place_to_edit() {
    let folder = stale_folder();
    for (url, found) in [
        ("javascript:alert(1)//{path}", "found no `https://` or `http://` at its start; expected one"),
        ("https://forge.example/", "found no `{path}`; expected it where the page's path belongs"),
    ] {
        let run = check(folder.path(), &[".", "--format", "html", "--edit-url", url]);
        assert_eq!((run.code, run.stdout.as_str()), (Some(2), ""));
        assert!(
            run.stderr.contains(&format!("invalid value '{url}' for '--edit-url <URL>': {found}")),
            "{}",
            run.stderr
        );
    }
    let run = check(folder.path(), &[".", "--edit-url", "https://forge.example/{path}"]);
    assert_eq!((run.code, run.stdout.as_str()), (Some(2), ""));
    assert!(run.stderr.contains("found `--edit-url` with a format that has no links"), "{}", run.stderr);
}
