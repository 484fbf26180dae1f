//! `check` reports what does not fit, and mends what it can.

use std::fs;
use std::io::{BufRead, BufReader};
use std::path::Path;
use std::process::{Child, Stdio};
use std::sync::mpsc::{self, Receiver};
use std::thread;
use std::time::Duration;

use serde_json::Value;
use tempfile::TempDir;

use crate::support::{Run, command, finish, run};

const ENGLISH: &str = "\
# Errors

| Code | Description |
|---|---|
| `400 No Name` | Write the `name` in at most 75 letters. |
| `404 Not Found` | There is no such parcel, see the [list](https://parcel.example/list). |
";

const FRENCH: &str = "\
# Erreurs

| Code | Description |
|---|---|
| `400 No Name` | Écrivez le `name` en 75 lettres au plus. |
| `404 Not Found` | Ce colis n’existe pas, voyez la [liste](https://parcel.example/list). |
";

/// A folder with an English and a French page, each changed as asked for.
fn folder(english: impl Fn(&str) -> String, french: impl Fn(&str) -> String) -> TempDir {
    let folder = tempfile::tempdir().unwrap();
    for (tag, page) in [("en", english(ENGLISH)), ("fr", french(FRENCH))] {
        fs::create_dir(folder.path().join(tag)).unwrap();
        fs::write(folder.path().join(tag).join("errors.md"), page).unwrap();
    }
    folder
}

fn as_it_is(page: &str) -> String {
    page.to_owned()
}

/// Checks from within the folder, so that messages are the same everywhere.
fn check(folder: &TempDir, args: &[&str]) -> Run {
    check_in(folder.path(), ".", args)
}

/// Checks the pages of a folder below one.
fn check_in(folder: &Path, pages: &str, args: &[&str]) -> Run {
    let mut command = command(&["check", pages]);
    command.args(args).current_dir(folder);
    finish(command)
}

/// The findings as `path:line rule`.
fn findings(run: &Run) -> Vec<String> {
    let report: Value = serde_json::from_str(&run.stdout).unwrap();
    let findings = report["findings"].as_array().unwrap().iter();
    findings
        .map(|finding| {
            let text = |key: &str| finding[key].as_str().unwrap().to_owned();
            format!("{}:{} {}", text("path"), finding["line"], text("rule"))
        })
        .collect()
}

#[test]
fn says_nothing_but_its_summary_of_pages_in_step() {
    let checked = check(&folder(as_it_is, as_it_is), &[]);
    assert_eq!((checked.code, checked.stdout.as_str()), (Some(0), ""));
    assert_eq!(checked.stderr, "2 pages, 2 rows (gfm): 0 errors, 0 warnings; fr 100 %\n");
}

#[test]
fn draws_both_rows_where_there_are_two() {
    let checked = check(&folder(|page| page.replace("75", "80"), as_it_is), &[]);
    assert_eq!(checked.code, Some(1));
    insta::assert_snapshot!(checked.stdout);
}

#[test]
fn every_format_holds_every_finding() {
    let folder = folder(as_it_is, |page| page.replace("`name`", "nom").replace("/list)", "/liste)"));
    for format in ["json", "github", "sarif", "html"] {
        let checked = check(&folder, &["--format", format]);
        assert_eq!(checked.code, Some(1), "{}", checked.stderr);
        assert!(
            checked.stderr.starts_with("2 pages, 2 rows (gfm): 2 errors, 0 warnings"),
            "{}",
            checked.stderr
        );
        for expected in ["code-span", "fr/errors.md", "https://parcel.example/liste"] {
            assert!(checked.stdout.contains(expected), "{format}: {}", checked.stdout);
        }
    }
}

#[test]
fn github_s_commands_are_a_line_each() {
    insta::assert_snapshot!(
        check(&folder(|page| page.replace("75", "80"), as_it_is), &["--format", "github"]).stdout
    );
}

#[test]
fn json_holds_places_and_the_summary() {
    insta::assert_snapshot!(
        check(&folder(|page| page.replace("75", "80"), as_it_is), &["--format", "json"]).stdout
    );
}

/// A text in an encoding; `utf-16` stands for one without a byte order mark.
fn encoded(text: &str, encoding: &str) -> Vec<u8> {
    let units = |mark: &str| (mark.to_owned() + text).encode_utf16().collect::<Vec<u16>>();
    match encoding {
        "UTF-16LE" => units("\u{feff}").into_iter().flat_map(u16::to_le_bytes).collect(),
        "UTF-16BE" => units("\u{feff}").into_iter().flat_map(u16::to_be_bytes).collect(),
        "utf-16" => units("").into_iter().flat_map(u16::to_le_bytes).collect(),
        _ => {
            let encoding = encoding_rs::Encoding::for_label(encoding.as_bytes()).unwrap();
            let (bytes, _, has_lost) = encoding.encode(text);
            assert!(!has_lost, "{}", encoding.name());
            bytes.into_owned()
        }
    }
}

#[test]
fn what_a_mend_uncovers_is_mended_too() {
    let folder = folder(as_it_is, as_it_is);
    let page = folder.path().join("fr/errors.md");
    let text = fs::read_to_string(&page).unwrap();
    fs::write(&page, encoded(&text.replace("75", "80"), "UTF-16LE")).unwrap();
    let run = check(&folder, &["--fix"]);
    assert_eq!(run.code, Some(0), "{}", run.stdout);
    assert!(run.stderr.contains(": invalid-utf-8, from UTF-16LE\n"), "{}", run.stderr);
    assert!(run.stderr.contains(": number\n"), "{}", run.stderr);
    assert_eq!(fs::read_to_string(&page).unwrap(), text);
}

#[test]
fn a_page_in_another_encoding_is_one_finding_and_is_converted() {
    let other = |name: &str, gone: &str| {
        FRENCH
            .replace("Écrivez le `name` en 75 lettres au plus.", name)
            .replace("Ce colis n’existe pas", gone)
    };
    let western =
        other("Écrivez le `name` en 75 lettres au plus, à côté du numéro.", "Ce colis n'existe plus");
    let quoted = FRENCH.to_owned();
    let japanese = other("`name` を75文字以内で入力してください。", "この小包は見つかりませんでした");
    let korean = other("`name`을 75자 이내로 입력하십시오.", "그런 소포는 없습니다");
    let russian = other("Напишите `name`, не более 75 букв.", "Такой посылки нет");
    let unmarked =
        other("Ecrivez le `name` en 75 lettres au plus.", "Ce colis n'existe plus").replace('’', "'");
    for (text, encoding, named) in [
        (&western, "latin1", "windows-1252"),
        (&quoted, "windows-1252", "windows-1252"),
        (&quoted, "UTF-16LE", "UTF-16LE"),
        (&quoted, "UTF-16BE", "UTF-16BE"),
        (&japanese, "utf-16", "UTF-16LE"),
        (&unmarked, "utf-16", "UTF-16LE"),
        (&japanese, "shift_jis", "Shift_JIS"),
        (&korean, "euc-kr", "EUC-KR"),
        (&russian, "windows-1251", "windows-1251"),
    ] {
        let folder = folder(as_it_is, as_it_is);
        let page = folder.path().join("fr/errors.md");
        fs::write(&page, encoded(text, encoding)).unwrap();
        let checked = check(&folder, &["--format", "github"]);
        assert_eq!(checked.code, Some(1));
        let said = format!("title=invalid-utf-8::found a page in {named}; expected one in UTF-8%0Ahelp: ");
        assert_eq!(checked.stdout.matches("::error").count(), 1, "{}", checked.stdout);
        assert!(checked.stdout.contains(&said), "{}", checked.stdout);
        let fixed = check(&folder, &["--fix"]);
        assert!(fixed.stderr.starts_with("fixed fr/errors.md:"), "{}", fixed.stderr);
        assert!(fixed.stderr.contains(&format!(": invalid-utf-8, from {named}\n")), "{}", fixed.stderr);
        assert_eq!(fs::read_to_string(&page).unwrap(), *text, "{named}");
    }
}

#[test]
fn a_page_in_two_encodings_is_left_to_people() {
    let folder = folder(as_it_is, as_it_is);
    let page = folder.path().join("fr/errors.md");
    let mixed = [FRENCH.as_bytes(), b"\nEt \xe9galement.\n\nD\xe9j\xe0.\n"].concat();
    fs::write(&page, &mixed).unwrap();
    let checked = check(&folder, &["--format", "json"]);
    assert_eq!(
        findings(&checked),
        ["fr/errors.md:8 invalid-utf-8", "fr/errors.md:10 invalid-utf-8", "fr/errors.md:10 invalid-utf-8"]
    );
    check(&folder, &["--fix"]);
    assert_eq!(fs::read(&page).unwrap(), mixed);
}

#[test]
fn levels_come_from_the_command_line() {
    let folder = folder(as_it_is, |page| page.replace("75", "80"));
    for (args, code, summary) in [
        (["--warn", "number"].as_slice(), 0, "0 errors, 1 warning;"),
        (&["--allow", "number"], 0, "0 errors, 0 warnings;"),
        (&["--warn", "number", "--deny", "warnings"], 1, "1 error, 0 warnings;"),
        (&["--allow", "number", "--locale", "fr"], 0, "0 errors, 0 warnings;"),
        (&["--warn", "number", "--locale", "en"], 0, "0 errors, 0 warnings\n"),
        (&["--warn", "number", "--locale", "en,FR"], 0, "0 errors, 1 warning;"),
        (&["--allow", "link,number"], 0, "0 errors, 0 warnings;"),
    ] {
        let checked = check(&folder, args);
        assert_eq!(checked.code, Some(code), "{args:?}");
        assert!(checked.stderr.contains(summary), "{args:?}: {}", checked.stderr);
    }
}

#[test]
fn levels_come_from_the_file_beside_the_pages() {
    let folder = folder(as_it_is, |page| page.replace("75", "80"));
    let settings = folder.path().join("braze-errors.toml");
    fs::write(&settings, "[levels.fr]\nnumber = \"warn\"\n").unwrap();
    assert_eq!(check(&folder, &[]).code, Some(0));
    assert_eq!(check(&folder, &["--deny", "number"]).code, Some(1));
    fs::write(&settings, "[levels]\nnumbers = \"warn\"\n").unwrap();
    let checked = check(&folder, &[]);
    assert_eq!(checked.code, Some(2));
    assert!(
        checked.stderr.contains("braze-errors.toml:2:1: found the unknown rule `numbers`"),
        "{}",
        checked.stderr
    );
}

#[test]
fn a_page_that_the_call_does_not_list_has_levels_of_its_own() {
    let folder = folder(as_it_is, as_it_is);
    let call = "braze_errors::error_catalog! { pub enum E; pub enum L; pages = \"{locale}/errors.md\", \
                source = \"en\", locales = [\"en\"] }";
    fs::write(folder.path().join("lib.rs"), call).unwrap();
    let settings = folder.path().join("braze-errors.toml");
    fs::write(&settings, "catalog = \"lib.rs\"\n").unwrap();
    assert!(check(&folder, &[]).stderr.contains("0 errors, 1 warning"));
    assert!(check(&folder, &["--allow", "unlisted-page", "--locale", "fr"]).stderr.contains("0 warnings"));
    fs::write(&settings, "catalog = \"lib.rs\"\n[levels.fr]\nunlisted-page = \"allow\"\n").unwrap();
    assert!(check(&folder, &[]).stderr.contains("0 warnings"));
    fs::write(&settings, "[levels.es]\nnumber = \"allow\"\n").unwrap();
    let checked = check(&folder, &[]);
    assert_eq!(checked.code, Some(2));
    assert!(checked.stderr.contains("braze-errors.toml:1:9: found the locale `es`"), "{}", checked.stderr);
}

#[test]
fn a_rule_that_does_not_exist_is_bad_use() {
    let checked = check(&folder(as_it_is, as_it_is), &["--allow", "code-spans"]);
    assert_eq!(checked.code, Some(2));
    assert!(
        checked.stderr.starts_with("error: found the unknown rule `code-spans`; did you mean `code-span`?\n"),
        "{}",
        checked.stderr
    );
}

#[test]
fn a_locale_alone_narrows_the_report() {
    let folder = folder(|page| page.replace("list](", "list\u{81}]("), |page| page.replace("75", "80"));
    let all = findings(&check(&folder, &["--format", "json"]));
    let french = findings(&check(&folder, &["--format", "json", "--locale", "fr"]));
    assert!(all.iter().any(|finding| finding.starts_with("en/errors.md")), "{all:?}");
    assert_eq!(french, ["fr/errors.md:5 number"]);
}

#[test]
fn knows_what_the_call_knows() {
    let folder = folder(as_it_is, |page| page.split_inclusive('\n').take(5).collect());
    assert_eq!(check(&folder, &[]).code, Some(1));
    let call = "braze_errors::error_catalog! {\n    pub enum E;\n    pub enum L;\n    pages = \"{locale}/errors.md\",\n    \
                source = \"en\",\n    locales = [\"en\", \"fr\" { missing = fallback }],\n}\n";
    fs::write(folder.path().join("lib.rs"), call).unwrap();
    let checked = check(&folder, &["--catalog", "lib.rs"]);
    assert_eq!((checked.code, checked.stdout.as_str()), (Some(0), ""), "{}", checked.stderr);
    fs::write(folder.path().join("braze-errors.toml"), "catalog = \"lib.rs\"\n").unwrap();
    assert_eq!(check(&folder, &[]).code, Some(0));
    fs::write(folder.path().join("lib.rs"), call.replace("source", "sauce")).unwrap();
    let checked = check(&folder, &[]);
    assert_eq!(checked.code, Some(2));
    assert!(checked.stderr.contains("found the unknown key `sauce`"), "{}", checked.stderr);
}

#[test]
fn what_can_not_be_checked_is_told() {
    let checked = run(&["check", "no/such/folder"]);
    assert_eq!((checked.code, checked.stdout.as_str()), (Some(2), ""));
    assert!(checked.stderr.contains("no/such/folder"), "{}", checked.stderr);
}

#[test]
fn fix_mends_the_encoding_and_touches_no_other_byte() {
    let wrong = |page: &str| page.replace('’', "â€™").replace('\n', "\r\n");
    let folder = folder(as_it_is, wrong);
    assert_eq!(check(&folder, &[]).code, Some(1));
    let fixed = check(&folder, &["--fix"]);
    assert_eq!((fixed.code, fixed.stdout.as_str()), (Some(0), ""));
    assert!(fixed.stderr.starts_with("fixed fr/errors.md:6:"), "{}", fixed.stderr);
    let page = fs::read_to_string(folder.path().join("fr/errors.md")).unwrap();
    assert_eq!(page, FRENCH.replace('\n', "\r\n"));
    assert_eq!(fs::read_dir(folder.path().join("fr")).unwrap().count(), 1, "nothing is left beside the page");
}

/// A `check --watch` that goes on until it goes out of scope.
struct Watching {
    process: Child,
    lines: Receiver<String>,
}

impl Watching {
    /// Watches in a folder, once a first check is done.
    fn begin(folder: &Path, args: &[&str]) -> Self {
        let mut command = command(&["check", "--watch"]);
        command.args(args).current_dir(folder).stdout(Stdio::null()).stderr(Stdio::piped());
        let mut process = command.spawn().unwrap();
        let (sender, lines) = mpsc::channel();
        let said = BufReader::new(process.stderr.take().unwrap()).lines();
        thread::spawn(move || said.map_while(Result::ok).try_for_each(|line| sender.send(line)));
        let watching = Self { process, lines };
        watching.next();
        watching
    }

    /// What the next check says on standard error.
    fn next(&self) -> Vec<String> {
        let mut said = Vec::new();
        loop {
            let Ok(line) = self.lines.recv_timeout(Duration::from_secs(30)) else {
                panic!("nothing is checked: {said:?}")
            };
            if line == "watching for changes" {
                return said;
            }
            said.push(line);
        }
    }

    /// Waits for a check that says this.
    fn until(&self, expected: &str) {
        while !self.next().iter().any(|line| line.contains(expected)) {}
    }
}

impl Drop for Watching {
    fn drop(&mut self) {
        self.process.kill().unwrap();
        self.process.wait().unwrap();
    }
}

#[test]
fn watch_checks_again_at_each_save() {
    let folder = folder(as_it_is, as_it_is);
    let watching = Watching::begin(folder.path(), &["."]);
    for (limit, found) in [("80", "1 error, 0 warnings"), ("75", "0 errors"), ("85", "1 error, 0 warnings")] {
        fs::write(folder.path().join("fr/errors.md"), FRENCH.replace("75", limit)).unwrap();
        watching.until(&format!("2 pages, 2 rows (gfm): {found}"));
    }
}

#[test]
fn watch_sees_the_catalog_change() {
    let folder = folder(as_it_is, |page| page.split_inclusive('\n').take(5).collect());
    let call = "braze_errors::error_catalog! { pub enum E; pub enum L; pages = \"{locale}/errors.md\", \
                source = \"en\", locales = [\"en\", \"fr\" { missing = fallback }] }";
    let sources = tempfile::tempdir().unwrap();
    let [file, saved] = ["lib.rs", "lib.rs~"].map(|name| sources.path().join(name));
    fs::write(&file, call).unwrap();
    let watching = Watching::begin(folder.path(), &[".", "--catalog", file.to_str().unwrap()]);
    // As some editors save.
    fs::write(&saved, call.replace("fallback", "refuse")).unwrap();
    fs::rename(&saved, &file).unwrap();
    watching.until("1 error");
}

/// `git switch` to a branch without the folder takes it away, and the one above it where nothing else is in that.
#[test]
fn watch_goes_on_in_a_folder_that_comes_back() {
    let folder = folder(as_it_is, as_it_is);
    let (above, docs) = (folder.path().join("parcel"), folder.path().join("parcel/docs"));
    let put = |french: &str| {
        fs::create_dir_all(&above).unwrap();
        for (tag, page) in [("en", ENGLISH), ("fr", french)] {
            fs::create_dir_all(docs.join(tag)).unwrap();
            fs::write(docs.join(tag).join("errors.md"), page).unwrap();
        }
    };
    put(FRENCH);
    let watching = Watching::begin(folder.path(), &["parcel/docs"]);
    for gone in [&docs, &above] {
        // It is gone for a while, another one is put in its place, and that one is saved in.
        fs::rename(gone, folder.path().join("away")).unwrap();
        watching.until("error: ");
        put(&FRENCH.replace("75", "80"));
        watching.until("1 error, 0 warnings");
        put(FRENCH);
        watching.until("0 errors");
        fs::remove_dir_all(folder.path().join("away")).unwrap();
    }
    // It is replaced at once.
    fs::rename(&docs, folder.path().join("away")).unwrap();
    put(&FRENCH.replace("75", "80"));
    watching.until("1 error, 0 warnings");
    put(FRENCH);
    watching.until("0 errors");
}

#[test]
fn watch_wants_a_folder() {
    let folder = folder(as_it_is, as_it_is);
    let run = check_in(folder.path(), "nowhere", &["--watch"]);
    assert_eq!((run.code, run.stdout.as_str()), (Some(2), ""));
    assert!(run.stderr.contains("nowhere") && !run.stderr.contains("watching"), "{}", run.stderr);
}

#[test]
fn mends_are_shown_before_they_are_made() {
    let folder = folder(as_it_is, |page| {
        page.replace("`name`", "“name”").replace("`404 Not Found`", "`404 Introuvable`")
    });
    let page = folder.path().join("fr/errors.md");
    let broken = fs::read_to_string(&page).unwrap();
    let shown = check(&folder, &["--fix", "--diff"]);
    assert_eq!(shown.code, Some(1));
    assert_eq!(fs::read_to_string(&page).unwrap(), broken);
    let quiet = check(&folder, &["--fix", "--diff", "--quiet"]);
    assert_eq!((quiet.stdout, quiet.stderr), (shown.stdout.clone(), String::new()));
    insta::assert_snapshot!(shown.stdout);
    assert_eq!(check(&folder, &["--diff"]).code, Some(2));

    assert_eq!(check(&folder, &["--fix"]).code, Some(0));
    assert_eq!(fs::read_to_string(&page).unwrap(), FRENCH);
    assert_eq!(check(&folder, &["--fix", "--diff"]).stdout, "");
}
