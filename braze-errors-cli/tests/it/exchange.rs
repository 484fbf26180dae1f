//! `export` and `import`: what translators get, and how it comes back.

use std::fmt::Write;
use std::fs;
use std::path::Path;

use tempfile::TempDir;

use crate::support::pages::{ENGLISH, FRENCH, page, write};
use crate::support::{Run, command, finish};

/// The formats that go out and back, each with the end of its files.
const FORMATS: [(&str, &str); 3] = [("po", "po"), ("xliff", "xlf"), ("xliff-1", "1.xlf")];

fn run_in(folder: &Path, args: &[&str]) -> Run {
    let mut command = command(args);
    command.current_dir(folder);
    finish(command)
}

/// Files, and the folder that they are in, in which the pages are accepted.
fn folder(english: &[&str], french: &[&str]) -> TempDir {
    let folder = tempfile::tempdir().unwrap();
    let configuration = "source = \"en\"\npages = \"{locale}/errors.md\"\nlock = \"catalog.lock\"\n[locales]\nen = {}\nfr = {}\n";
    write(
        folder.path(),
        [
            ("en/errors.md", page(english)),
            ("fr/errors.md", page(french)),
            ("braze-errors.toml", configuration.to_owned()),
        ],
    );
    folder
}

fn french(folder: &TempDir) -> String {
    fs::read_to_string(folder.path().join("fr/errors.md")).unwrap()
}

/// Exports French, changes the file and imports it.
fn exchange(folder: &TempDir, format: &str, edit: impl Fn(String) -> String, args: &[&str]) -> Run {
    let exported =
        run_in(folder.path(), &["export", "--format", format, "--locale", "fr", "--output", "exchanged"]);
    assert_eq!(exported.code, Some(0), "{}", exported.stderr);
    let file = folder.path().join("exchanged");
    fs::write(&file, edit(fs::read_to_string(&file).unwrap())).unwrap();
    run_in(folder.path(), &[&["import", "exchanged"], args].concat())
}

/// A file of any format, without the marks of what is stale.
fn unmarked(file: &str) -> String {
    file.replace("#, fuzzy\n", "")
        .replace("state=\"initial\" subState=\"braze-errors:stale\"", "state=\"translated\"")
        .replace("needs-review-translation", "translated")
}

/// Exports the pages in a folder and imports them as they are; `false` where their rows can't be told apart.
#[track_caller]
fn comes_back(folder: &Path, args: &[&str]) -> bool {
    let files = tempfile::tempdir().unwrap();
    for (format, end) in FORMATS {
        let output = files.path().join(format!("{{locale}}.{end}"));
        let export = ["export", "--format", format, "--output", output.to_str().unwrap()];
        let exported = run_in(folder, &[&export[..], args].concat());
        if exported.code == Some(2) && exported.stderr.contains("expected pages whose rows can be told apart")
        {
            return false;
        }
        assert_eq!(exported.code, Some(0), "{} {format}: {}", folder.display(), exported.stderr);
        let names = exported.stdout.lines().map(|line| line.strip_prefix("wrote ").unwrap());
        let import: Vec<&str> = ["import"].into_iter().chain(names).chain(args.iter().copied()).collect();
        let imported = run_in(folder, &import);
        assert_eq!(
            imported.stdout,
            "nothing has changed\n",
            "{} {format}: {}",
            folder.display(),
            imported.stderr
        );
    }
    true
}

#[test]
fn what_nobody_translates_changes_nothing() {
    let package = Path::new(env!("CARGO_MANIFEST_DIR"));
    assert!(comes_back(package, &["--folder", "docs", "--catalog", "catalog.rs"]));
    let shared = Path::new(env!("CARGO_MANIFEST_DIR")).join("../../shared");
    for pages in ["upstream", "upstream-newer"] {
        if let Ok(folder) = shared.join(pages).canonicalize() {
            assert!(comes_back(&folder, &["--folder", "."]));
        }
    }
}

#[test]
fn other_projects_pages_come_back_as_they_were() {
    let shared = Path::new(env!("CARGO_MANIFEST_DIR")).join("../../shared/field");
    let Ok(index) = fs::read_to_string(shared.join("index.tsv")) else { return };
    let rows: Vec<Vec<&str>> = index.lines().skip(1).map(|line| line.split('\t').collect()).collect();
    let mut told = 0;
    for source in rows.iter().filter(|row| row[2] == "source") {
        let translations: Vec<&str> =
            rows.iter().filter(|row| row[0] == source[0] && row[2] != "source").map(|row| row[1]).collect();
        if translations.is_empty() {
            continue;
        }
        let folder = tempfile::tempdir().unwrap();
        // Several descriptions are one list.
        let columns: Vec<&str> =
            source[9].split(", ").filter(|column| !column.starts_with("description")).collect();
        let descriptions: Vec<&str> = source[9]
            .split("\", ")
            .filter_map(|column| Some(column.strip_prefix("description = \"")?.trim_end_matches('"')))
            .collect();
        let mut configuration = format!(
            "source = \"{}\"\npages = \"{{locale}}.md\"\ncolumns = {{ {}, description = {descriptions:?} }}\nskip = [\"...\", \"—\"]\n[locales]\n",
            source[1],
            columns.join(", "),
        );
        for tag in [source[1]].iter().chain(&translations) {
            let _ = writeln!(
                configuration,
                "{tag} = {{ missing = \"fallback\", unknown = \"ignore\", docs = \"https://docs.example\" }}"
            );
            fs::copy(
                shared.join(source[0]).join(format!("{tag}.md")),
                folder.path().join(format!("{tag}.md")),
            )
            .unwrap();
        }
        write(folder.path(), [("braze-errors.toml", configuration)]);
        told += usize::from(comes_back(folder.path(), &[]));
    }
    assert!(told > 5, "{told}");
}

#[test]
fn a_text_changes_its_cell_alone_and_is_accepted() {
    for (format, _) in FORMATS {
        for line_end in ["\n", "\r\n"] {
            let folder = folder(&ENGLISH, &FRENCH);
            let before = french(&folder).replace('\n', line_end);
            fs::write(folder.path().join("fr/errors.md"), &before).unwrap();
            assert_eq!(run_in(folder.path(), &["accept"]).code, Some(0));
            let english = page(&ENGLISH).replace("Print one.", "Print \"one\" \\\\ now.");
            write(folder.path(), [("en/errors.md", english)]);

            let edit = |file: String| unmarked(&file).replace("Imprimez-en une.", "Imprimez-la maintenant.");
            let imported = exchange(&folder, format, edit, &["--accept"]);
            assert_eq!(
                imported.stdout, "wrote fr/errors.md: NoLabel\nwrote catalog.lock\n",
                "{format}: {}",
                imported.stderr
            );
            assert_eq!(
                french(&folder),
                before.replace("Imprimez-en une.", "Imprimez-la maintenant."),
                "{format}"
            );
            let checked = run_in(folder.path(), &["check", "--deny", "warnings"]);
            assert_eq!(checked.code, Some(0), "{format}: {}", checked.stdout);
            assert!(checked.stderr.ends_with("; fr 100 %\n"), "{}", checked.stderr);
        }
    }
}

#[test]
fn a_stale_text_comes_with_the_source_that_it_was_made_from() {
    let folder = folder(&ENGLISH, &FRENCH);
    assert_eq!(run_in(folder.path(), &["accept"]).code, Some(0));
    write(folder.path(), [("en/errors.md", page(&ENGLISH).replace("Print one.", "Print \"two\"."))]);
    for (format, _) in FORMATS {
        let exported =
            run_in(folder.path(), &["export", "--format", format, "--locale", "fr", "--only", "stale"]);
        insta::assert_snapshot!(format!("exchange-stale-{format}"), exported.stdout);
    }
}

#[test]
fn a_text_that_is_still_right_is_accepted_once_it_is_marked_as_done() {
    let folder = folder(&ENGLISH, &FRENCH);
    assert_eq!(run_in(folder.path(), &["accept"]).code, Some(0));
    write(folder.path(), [("en/errors.md", page(&ENGLISH).replace("Print one.", "Please print one."))]);
    let imported = exchange(&folder, "po", |file| file, &["--accept"]);
    assert_eq!(imported.stdout, "nothing has changed\n");
    let imported = exchange(&folder, "po", |file| file.replace("#, fuzzy\n", ""), &["--accept"]);
    assert_eq!(imported.stdout, "wrote catalog.lock\n", "{}", imported.stderr);
}

#[test]
fn a_fuzzy_text_is_left_out() {
    let folder = folder(&ENGLISH, &FRENCH);
    let before = french(&folder);
    let edit =
        |file: String| file.replace("msgctxt \"404", "#, fuzzy\nmsgctxt \"404").replace("Aucun", "Nul");
    let imported = exchange(&folder, "po", edit, &[]);
    assert_eq!(
        imported.stderr,
        "left out 1 text whose mark says that somebody is to look at it: take the mark off those that are done (`fuzzy` in PO, the state `initial` or `needs-…` in XLIFF)\n"
    );
    assert_eq!((imported.stdout.as_str(), french(&folder)), ("nothing has changed\n", before));
}

#[test]
fn rows_are_chosen_by_what_is_to_be_done() {
    let mut rows = FRENCH;
    rows[2] = ENGLISH[2];
    let folder = folder(&ENGLISH, &rows[..3]);
    let (whole, english) = (page(&FRENCH), page(&ENGLISH));
    let missing = french(&folder);
    write(folder.path(), [("fr/errors.md", whole)]);
    assert_eq!(run_in(folder.path(), &["accept"]).code, Some(0));
    write(
        folder.path(),
        [("fr/errors.md", missing), ("en/errors.md", english.replace("Print one.", "Print it."))],
    );
    for (only, codes) in [
        ("untranslated", vec!["404 Not Found"]),
        ("missing", vec!["429 Slow Down"]),
        ("missing,untranslated", vec!["404 Not Found", "429 Slow Down"]),
        ("stale", vec!["400 No Label"]),
    ] {
        for (format, _) in FORMATS {
            let run =
                run_in(folder.path(), &["export", "--format", format, "--locale", "fr", "--only", only]);
            let found: Vec<&str> = (ENGLISH.iter())
                .map(|row| row.split_once(" = ").unwrap().0)
                .filter(|code| run.stdout.contains(code))
                .collect();
            assert_eq!(found, codes, "{only} {format}: {}", run.stderr);
        }
    }
}

#[test]
fn a_row_that_is_missing_is_written_where_it_belongs() {
    for (format, _) in FORMATS {
        for (missing, row) in FRENCH.iter().enumerate() {
            let mut rows = FRENCH.to_vec();
            rows.remove(missing);
            let folder = folder(&ENGLISH, &rows);
            let text = row.split_once(" = ").unwrap().1;
            let edit = |file: String| match format {
                "po" => (file + "\n").replace("msgstr \"\"\n\n", &format!("msgstr \"{text}\"\n\n")),
                "xliff" => file.replace(
                    "</source>\n   </segment>",
                    &format!("</source><target>{text}</target></segment>"),
                ),
                _ => file.replace("</source>\n    <note", &format!("</source><target>{text}</target><note")),
            };
            let imported = exchange(&folder, format, edit, &[]);
            assert_eq!(imported.code, Some(0), "{format}: {}", imported.stderr);
            assert_eq!(french(&folder), page(&FRENCH), "{format}");
        }
    }
}

#[test]
fn what_loses_something_is_refused_and_nothing_is_written() {
    for (from, to, finding) in [
        ("75 appels", "80 appels", "error[number]"),
        ("`weight` n'est", "`poids` n'est", "error[code-span]"),
        ("un nombre", "<blink>un nombre", "error[unknown-tag]"),
        ("un nombre", "un | nombre", "error[cell-count]"),
    ] {
        let folder = folder(&ENGLISH, &FRENCH);
        let before = french(&folder);
        let edit = |file: String| file.replace(from, to).replace("Aucun", "Nul");
        let imported = exchange(&folder, "po", edit, &[]);
        assert_eq!(imported.code, Some(2), "{to}");
        assert!(imported.stderr.contains(finding), "{}", imported.stderr);
        assert_eq!(french(&folder), before);

        let forced = exchange(&folder, "po", edit, &["--force"]);
        let is_drift = finding == "error[number]" || finding == "error[code-span]";
        assert_eq!(forced.code, Some(if is_drift { 0 } else { 2 }), "{}", forced.stderr);
        assert_eq!(french(&folder) == before, !is_drift);
    }
}

#[test]
fn a_translation_of_another_source_is_refused() {
    let folder = folder(&ENGLISH, &FRENCH);
    run_in(folder.path(), &["export", "--format", "po", "--locale", "fr", "--output", "fr.po"]);
    write(folder.path(), [("en/errors.md", page(&ENGLISH).replace("Print one.", "Please print one."))]);
    let file =
        fs::read_to_string(folder.path().join("fr.po")).unwrap().replace("Imprimez-en une", "Imprimez");
    write(folder.path(), [("fr.po", file)]);
    let imported = run_in(folder.path(), &["import", "fr.po"]);
    assert_eq!(imported.code, Some(2));
    assert!(
        imported.stderr.contains("`NoLabel`: found a translation of another text"),
        "{}",
        imported.stderr
    );
    assert_eq!(run_in(folder.path(), &["import", "fr.po", "--force"]).code, Some(0));
}

#[test]
fn files_that_are_none_are_refused() {
    let folder = folder(&ENGLISH, &FRENCH);
    let header = "msgid \"\"\nmsgstr \"Language: fr\\n\"\n\n";
    for (file, message) in [
        (String::new(), "found no line `Language: ` in the header"),
        ("\u{0}\u{feff}".to_owned(), "line 1: found"),
        ("msgid \"".to_owned(), "expected a string between quotation marks"),
        ("msgid ü".to_owned(), "line 1: found `msgid ü`"),
        ("\"a\"".to_owned(), "found a string; expected `msgctxt`"),
        ("msgid \"a\\\"".to_owned(), "found a backslash"),
        ("msgid \"a\" b\"".to_owned(), "expected a string between quotation marks"),
        ("msgid_plural \"a\"".to_owned(), "found `msgid_plural`"),
        (header.replace("fr", "tlh"), "found the locale `tlh`"),
        (header.replace("fr", "en"), "found texts in `en`; expected a translation"),
        (format!("{header}msgid \"a\"\nmsgstr \"b\"\n"), "`a`: found no such row or bullet"),
        (
            format!("{header}msgctxt \"a [B]\"\nmsgid \"a\"\nmsgstr \"b\"\n"),
            "`B`: found no such row or bullet",
        ),
    ] {
        write(folder.path(), [("fr.po", file.clone())]);
        let imported = run_in(folder.path(), &["import", "fr.po"]);
        assert_eq!(imported.code, Some(2), "{file:?}");
        assert!(imported.stderr.contains(message), "{file:?}: {}", imported.stderr);
    }
}

#[test]
fn xliff_that_is_none_is_refused() {
    let folder = folder(&ENGLISH, &FRENCH);
    let file = |locale: &str, unit: &str| {
        format!(
            "<xliff version=\"2.0\" srcLang=\"en\" trgLang=\"{locale}\"><file id=\"f\">{unit}</file></xliff>"
        )
    };
    let target = |target: &str| {
        file(
            "fr",
            &format!(
                "<unit id=\"NoLabel\"><segment><source>a</source><target>{target}</target></segment></unit>"
            ),
        )
    };
    for (file, message) in [
        ("<".to_owned(), "line 1: "),
        ("<xliff>".to_owned(), "found no `trgLang` or `target-language`"),
        ("\n\n<xliff></file>".to_owned(), "line 3: "),
        (file("tlh", ""), "found the locale `tlh`"),
        (file("fr", "<file target-language=\"de\"/>"), "found texts in `de`; expected all in `fr`"),
        (target("<ph dataRef=\"d1\"/>"), "found no data `d1` in the unit `NoLabel`"),
        (target("&nbsp;"), "found `&nbsp;`; expected a character"),
        (target("&#xD800;"), "line 1: "),
        (target("<pc></ph>"), "line 1: "),
        (target("Le colis"), "`NoLabel`: found a translation of another text"),
        (target(&"<pc>".repeat(100_000)), "`NoLabel`"),
    ] {
        write(folder.path(), [("fr.xlf", file.clone())]);
        let imported = run_in(folder.path(), &["import", "fr.xlf"]);
        let is_refused = imported.code == Some(2) && imported.stderr.contains(message);
        assert!(is_refused || file.len() > 1000, "{file:?}: {}", imported.stderr);
        assert_eq!(french(&folder), page(&FRENCH));
    }
}

#[test]
fn a_file_says_what_a_translator_needs() {
    let english = "| `400 Bad Request` | See [the guide]({{site.baseurl}}/guide/) & **send** `weight`:<br>- in grams, up to 75. |\n| `404 Not Found` | No parcel. |\n";
    let french = "| `400 Bad Request` | Envoyez `weight`, voyez [le guide]({{site.baseurl}}/guide/) et **corrigez** :<br>- 80 grammes au plus. |\n";
    let folder = crate::support::pages::folder(english, french);
    for (format, _) in FORMATS {
        let exported =
            run_in(folder.path(), &["export", "--folder", ".", "--format", format, "--locale", "fr"]);
        insta::assert_snapshot!(format!("exchange-{format}"), exported.stdout);
    }
}

#[test]
fn a_tool_may_lose_the_names() {
    let folder = folder(&ENGLISH, &FRENCH);
    let before = french(&folder);
    let edit = |file: String| {
        let lines = file.lines().filter(|line| !line.starts_with("msgctxt"));
        lines.collect::<Vec<_>>().join("\n").replace("Aucun", "Nul")
    };
    let imported = exchange(&folder, "po", edit, &[]);
    assert_eq!(imported.stdout, "wrote fr/errors.md: NotFound\n", "{}", imported.stderr);
    assert_eq!(french(&folder), before.replace("Aucun", "Nul"));
}

#[test]
fn files_that_say_the_same_are_one() {
    let folder = folder(&ENGLISH, &FRENCH[..3]);
    run_in(folder.path(), &["export", "--format", "xliff", "--locale", "fr", "--output", "fr.xlf"]);
    let file = fs::read_to_string(folder.path().join("fr.xlf")).unwrap().replace("Aucun", "Nul");
    let file =
        file.replace("</source>\n   </segment>", "</source><target>Plus de 75 appels.</target></segment>");
    let other = file.replace("Nul", "Un");
    write(folder.path(), [("1.xlf", file.clone()), ("2.xlf", file), ("3.xlf", other)]);
    let imported = run_in(folder.path(), &["import", "1.xlf", "3.xlf"]);
    assert!(imported.stderr.contains("3.xlf: `NotFound`: found `Un dépôt"), "{}", imported.stderr);
    let imported = run_in(folder.path(), &["import", "1.xlf", "2.xlf"]);
    assert_eq!(imported.stdout, "wrote fr/errors.md: NotFound, SlowDown\n", "{}", imported.stderr);
}

#[test]
fn damaged_pages_come_back_as_they_are_or_not_at_all() {
    let text = page(&FRENCH);
    let places: Vec<usize> = text.char_indices().map(|(at, _)| at).collect();
    let inserted = ["|", "`", "<", "\n", "{{site.baseurl}}", "**", "]", "&#x1;", "\u{feff}", "- **5XX** a\n"];
    let mut back = 0;
    for (text_in, (format, _)) in inserted.iter().zip(FORMATS.iter().cycle()) {
        for (index, at) in places.iter().step_by(23).enumerate() {
            let folder = folder(&ENGLISH, &FRENCH);
            let end =
                if index % 2 == 0 { *at } else { at + text[*at..].chars().next().map_or(0, char::len_utf8) };
            let damaged = [&text[..*at], text_in, &text[end..]].concat();
            write(folder.path(), [("fr/errors.md", damaged.clone())]);
            let export = ["export", "--format", format, "--locale", "fr", "--output", "exchanged"];
            let exported = run_in(folder.path(), &export);
            if exported.code == Some(2) {
                assert!(exported.stderr.contains("error: "), "{damaged}{}", exported.stderr);
                continue;
            }
            let imported = run_in(folder.path(), &["import", "exchanged"]);
            assert_eq!(imported.stdout, "nothing has changed\n", "{format} {damaged}{}", imported.stderr);
            assert_eq!(french(&folder), damaged);
            back += 1;
        }
    }
    assert!(back > 50, "{back}");
}

#[test]
fn a_locale_may_be_written_as_gettext_writes_it() {
    let folder = folder(&ENGLISH, &FRENCH);
    let configuration = "source = \"en\"\npages = \"{locale}/errors.md\"\n[locales]\nen = {}\nfr-CA = { page = \"fr/errors.md\" }\n";
    write(folder.path(), [("braze-errors.toml", configuration.to_owned())]);
    for (format, _) in FORMATS {
        let exported = run_in(folder.path(), &["export", "--format", format, "--locale", "fr-CA"]).stdout;
        assert!(exported.contains(if format == "po" { "fr_CA" } else { "fr-CA" }), "{exported}");
        write(folder.path(), [("exchanged", exported.replace("fr-CA", "fr_CA"))]);
        let imported = run_in(folder.path(), &["import", "exchanged"]);
        assert_eq!(imported.stdout, "nothing has changed\n", "{}", imported.stderr);
    }
}

#[test]
fn a_new_locale_begins_as_a_copy_of_the_source_s_page() {
    let bullet = "\n- A **5XX error** is ours: try again later.\n";
    let english = page(&ENGLISH) + bullet;
    for (format, _) in FORMATS {
        let folder = folder(&ENGLISH, &FRENCH);
        write(folder.path(), [("en/errors.md", english.clone()), ("fr/errors.md", english.clone())]);
        let export = [
            "export",
            "--format",
            format,
            "--locale",
            "fr",
            "--only",
            "untranslated",
            "--output",
            "exchanged",
        ];
        assert_eq!(run_in(folder.path(), &export).code, Some(0));
        assert_eq!(run_in(folder.path(), &["import", "exchanged"]).stdout, "nothing has changed\n");

        let file = fs::read_to_string(folder.path().join("exchanged")).unwrap();
        assert!(file.contains("status-5XX"), "{file}");
        let written = match format {
            "po" => (file + "\n")
                .replace("msgstr \"\"\n\n", "msgstr \"Une erreur **5XX** : \"\n\"réessayez.\"\n\n"),
            _ => file.replace("</source>", "</source><target>Une erreur **5XX** : réessayez.</target>"),
        };
        write(folder.path(), [("exchanged", written)]);
        let imported = run_in(folder.path(), &["import", "exchanged", "--force"]);
        let ids = "NoLabel, BadRequest, NotFound, SlowDown, status-5XX";
        assert_eq!(imported.stdout, format!("wrote fr/errors.md: {ids}\n"), "{format}: {}", imported.stderr);
        assert_eq!(french(&folder).matches("Une erreur **5XX** : réessayez.").count(), 5);
    }
}

#[test]
fn an_old_file_accepts_no_text_whose_source_has_changed() {
    for (format, _) in FORMATS {
        let folder = folder(&ENGLISH, &FRENCH);
        assert_eq!(run_in(folder.path(), &["accept"]).code, Some(0));
        let export = ["export", "--format", format, "--locale", "fr", "--output", "exchanged"];
        assert_eq!(run_in(folder.path(), &export).code, Some(0));
        let english = page(&ENGLISH).replace("Print one.", "Please print one.");
        write(folder.path(), [("en/errors.md", english)]);
        for force in [&[][..], &["--force"]] {
            let imported = run_in(folder.path(), &[&["import", "exchanged", "--accept"][..], force].concat());
            assert_eq!(imported.stdout, "nothing has changed\n", "{format}: {}", imported.stderr);
            assert_eq!(
                imported.stderr,
                "not accepted, as the source has changed since the file was written: NoLabel\n"
            );
        }
        let checked = run_in(folder.path(), &["check"]);
        assert!(checked.stdout.contains("warning[stale]"), "{format}: {}", checked.stdout);

        // What is forced is written, and still to be compared with the source.
        let file = fs::read_to_string(folder.path().join("exchanged")).unwrap();
        write(folder.path(), [("exchanged", file.replace("Imprimez-en une", "Imprimez"))]);
        let imported = run_in(folder.path(), &["import", "exchanged", "--accept", "--force"]);
        assert_eq!(imported.stdout, "wrote fr/errors.md: NoLabel\n", "{format}: {}", imported.stderr);
        let checked = run_in(folder.path(), &["check"]);
        assert!(checked.stdout.contains("warning[stale]"), "{format}: {}", checked.stdout);
    }
}

#[test]
fn a_text_that_is_marked_is_left_out_though_it_was_edited() {
    for (format, _) in FORMATS {
        let folder = folder(&ENGLISH, &FRENCH);
        assert_eq!(run_in(folder.path(), &["accept"]).code, Some(0));
        write(folder.path(), [("en/errors.md", page(&ENGLISH).replace("Print one.", "Please print one."))]);
        let before = french(&folder);
        let edit = |file: String| file.replace("Imprimez-en une.", "Imprimez-la.");
        let imported = exchange(&folder, format, edit, &["--accept"]);
        assert_eq!((imported.stdout.as_str(), french(&folder)), ("nothing has changed\n", before));
        assert!(imported.stderr.starts_with("left out 1 text whose mark"), "{format}: {}", imported.stderr);
        let imported = exchange(&folder, format, |file| edit(unmarked(&file)), &["--accept"]);
        assert_eq!(imported.stdout, "wrote fr/errors.md: NoLabel\nwrote catalog.lock\n", "{format}");
    }
}

#[test]
fn a_bullet_is_accepted_without_the_row_of_its_status() {
    let folder = folder(&[], &[]);
    let write_pages = |english: [&str; 2], french: [&str; 2]| {
        let pages = [("en/errors.md", english), ("fr/errors.md", french)].map(|(path, [row, bullet])| {
            let text = format!("| Code | Description |\n|---|---|\n| 404 | {row} |\n\n- **404**: {bullet}\n");
            (path, text)
        });
        write(folder.path(), pages);
    };
    let configuration = fs::read_to_string(folder.path().join("braze-errors.toml")).unwrap();
    let columns = "columns = { code = \"Code\", description = \"Description\" }\n";
    write(folder.path(), [("braze-errors.toml", columns.to_owned() + &configuration)]);
    let stale = || run_in(folder.path(), &["check"]).stdout.matches("warning[stale]").count();
    let french = ["Ce colis n’existe pas.", "Il n’y est plus."];
    write_pages(["There is no parcel.", "It is gone."], french);
    let accepted = run_in(folder.path(), &["accept"]);
    assert_eq!(accepted.code, Some(0), "{}", accepted.stderr);
    write_pages(["There is no such parcel.", "It is gone."], french);
    assert_eq!(stale(), 1);
    let imported = exchange(&folder, "po", |file| file, &["--accept"]);
    assert_eq!((imported.stdout.as_str(), stale()), ("nothing has changed\n", 1));

    write_pages(["There is no such parcel.", "It is gone now."], french);
    let checked = run_in(folder.path(), &["check"]).stdout;
    assert!(checked.contains("`braze-errors accept --locale fr status-404`"), "{checked}");
    assert_eq!(run_in(folder.path(), &["accept", "--locale", "fr", "status-404"]).code, Some(0));
    let checked = run_in(folder.path(), &["check"]).stdout;
    assert!(checked.contains("found a translation of `404`") && stale() == 1, "{checked}");
    assert_eq!(run_in(folder.path(), &["accept", "--locale", "fr", "404"]).code, Some(0));
    assert_eq!(stale(), 0);
}

#[test]
fn what_is_refused_says_what_helps() {
    let folder = folder(&ENGLISH, &FRENCH);
    let force = "or add `--force`";
    for (from, to, helps) in [
        ("75 appels", "80 appels", true),
        ("un nombre", "<blink>un nombre", false),
        ("un nombre", "un | nombre", false),
        ("msgstr \"Aucun", "msgstr \"   Nul", false),
    ] {
        for args in [&[][..], &["--force"]] {
            let imported = exchange(&folder, "po", |file| file.replace(from, to), args);
            if imported.code == Some(2) {
                assert!(imported.stderr.contains("help: mend the "), "{to}: {}", imported.stderr);
                assert_eq!(imported.stderr.contains(force), helps, "{to}: {}", imported.stderr);
            } else {
                assert!(helps && !args.is_empty(), "{to}");
                write(folder.path(), [("fr/errors.md", page(&FRENCH))]);
            }
        }
    }
    let imported = exchange(&folder, "po", |file| file.replace("Aucun", "Nul"), &[]);
    assert_eq!(imported.code, Some(0), "{}", imported.stderr);
    let one = fs::read_to_string(folder.path().join("exchanged")).unwrap();
    write(folder.path(), [("other", one.replace("Nul", "Un"))]);
    let imported = run_in(folder.path(), &["import", "exchanged", "other"]);
    assert!(
        imported.stderr.ends_with("help: take out all but one of the texts of a unit\n"),
        "{}",
        imported.stderr
    );
}

/// A page of one row with these bullets in front of its table.
fn with_bullets(bullets: &str) -> String {
    format!("# Errors\n\n{bullets}\n{}", page(&["404 Not Found = 75"]))
}

#[test]
fn a_bullet_that_is_missing_is_exported_and_written_where_it_belongs() {
    let english = [
        "- A **4XX error** is yours:\n  `weight`.\n",
        "  - **404**: gone.\n",
        "  - **409**: twice.\n",
        "- **5XX**: ours.\n",
    ];
    let french = [
        "- Une **erreur 4XX** :\n  `weight`.\n",
        "  - **404** : parti.\n",
        "  - **409** : deux.\n",
        "- **5XX** : nous.\n",
    ];
    let texts = ["status-4XX", "status-404", "status-409", "status-5XX"];
    let whole = with_bullets(&french.concat());
    let lacks = [&[1][..], &[3], &[1, 2], &[2, 3], &[1, 2, 3]];
    for (missing, (format, _)) in lacks.into_iter().zip(FORMATS.iter().cycle()) {
        let folder = folder(&[], &[]);
        let left = (0..4).filter(|index| !missing.contains(index)).map(|index| french[index]);
        let pages = [english.concat(), left.collect()].map(|bullets| with_bullets(&bullets));
        let [source, before] = pages;
        write(folder.path(), [("en/errors.md", source), ("fr/errors.md", before)]);
        let export = ["export", "--format", format, "--locale", "fr", "--only", "missing"];
        let exported = run_in(folder.path(), &export).stdout;
        let ids: Vec<&str> = texts.into_iter().filter(|id| exported.contains(id)).collect();
        assert_eq!(ids, missing.iter().map(|index| texts[*index]).collect::<Vec<_>>(), "{exported}");
        let found = exported.matches("found no bullet for").count();
        assert_eq!(found, missing.len(), "{exported}");

        let mut file = "msgid \"\"\nmsgstr \"Language: fr\\n\"\n".to_owned();
        for index in missing.iter().rev() {
            let text = |bullet: &str| bullet.trim().trim_start_matches("- ").to_owned();
            let (english, french) = (text(english[*index]), text(french[*index]));
            let _ =
                writeln!(file, "msgctxt \"4 [{}]\"\nmsgid \"{english}\"\nmsgstr \"{french}\"", texts[*index]);
        }
        write(folder.path(), [("fr.po", file)]);
        let imported = run_in(folder.path(), &["import", "fr.po"]);
        assert_eq!(imported.code, Some(0), "{missing:?} {}", imported.stderr);
        assert_eq!(self::french(&folder), whole, "{missing:?}");
    }
}

#[test]
fn a_bullet_without_a_place_is_refused() {
    let header = "msgid \"\"\nmsgstr \"Language: fr\\n\"\n";
    let file = |text: &str| {
        format!("{header}msgctxt \"409 [status-409]\"\nmsgid \"**409**: twice.\"\nmsgstr \"{text}\"\n")
    };
    let by_hand = "found no place on the page where the bullet belongs beyond doubt; expected the bullet\nhelp: write the bullet on the page by hand\n";
    for (bullets, text, message) in [
        ("", "**409** : deux.", by_hand),
        ("- **404** : parti.\n  - Et loin.\n", "**409** : deux.", by_hand),
        (
            "- **404** : parti.\n",
            "Deux.",
            "expected a bullet of inline Markdown, with its status in bold words\n",
        ),
        ("- **404** : parti.\n", "**409** : deux.\n\n- Et", "with its status in bold words\n"),
    ] {
        let folder = folder(&[], &[]);
        let english = with_bullets("- **404**: gone.\n- **409**: twice.\n");
        let before = with_bullets(bullets);
        write(folder.path(), [("en/errors.md", english), ("fr/errors.md", before.clone())]);
        write(folder.path(), [("fr.po", file(&text.replace('\n', "\\n")))]);
        let imported = run_in(folder.path(), &["import", "fr.po"]);
        assert_eq!(imported.code, Some(2), "{bullets}{text}");
        assert!(imported.stderr.contains(message), "{bullets}{text}: {}", imported.stderr);
        assert_eq!(self::french(&folder), before);
    }
}

#[test]
fn nothing_is_accepted_into_a_lock_that_can_not_be_read() {
    let folder = folder(&ENGLISH, &FRENCH);
    assert_eq!(run_in(folder.path(), &["accept"]).code, Some(0));
    let lock = folder.path().join("catalog.lock");
    let broken = format!("<<<<<<< ours\n{}=======\n>>>>>>> theirs\n", fs::read_to_string(&lock).unwrap());
    let before = french(&folder);
    let edit = |file: String| {
        fs::write(&lock, &broken).unwrap();
        unmarked(&file).replace("Imprimez-en une.", "Imprimez-la maintenant.")
    };
    let imported = exchange(&folder, "po", edit, &["--accept"]);
    assert_eq!((imported.code, imported.stdout.as_str()), (Some(2), ""));
    for said in ["catalog.lock:1:1", "nothing is imported", "help: mend the lock"] {
        assert!(imported.stderr.contains(said), "{}", imported.stderr);
    }
    assert_eq!((french(&folder), fs::read_to_string(&lock).unwrap()), (before, broken));
}

#[test]
fn what_is_denied_by_choice_alone_is_written_by_force() {
    let folder = folder(&ENGLISH, &FRENCH);
    let configuration = folder.path().join("braze-errors.toml");
    let levels = "\n[levels]\nuntranslated = \"deny\"\n";
    fs::write(&configuration, fs::read_to_string(&configuration).unwrap() + levels).unwrap();
    // Each text becomes the source's.
    let edit = |file: String| {
        let mut source = String::new();
        let line = |line: &str| {
            if let Some(text) = line.strip_prefix("msgid ") {
                text.clone_into(&mut source);
            }
            let is_text = line.starts_with("msgstr ") && source != "\"\"";
            if is_text { format!("msgstr {source}\n") } else { format!("{line}\n") }
        };
        file.lines().map(line).collect()
    };
    let refused = exchange(&folder, "po", edit, &[]);
    assert_eq!(refused.code, Some(2));
    assert!(
        refused.stderr.contains("add `--force`, which writes what `check` alone would find"),
        "{}",
        refused.stderr
    );
    let forced = exchange(&folder, "po", edit, &["--force"]);
    assert_eq!(forced.code, Some(0), "{}", forced.stderr);
}

#[test]
fn a_description_may_be_named_in_another_order_than_it_stands_in() {
    let table = |text: &str, fix: &str| {
        format!("| Code | Text | Fix |\n|---|---|---|\n| `no_label` | {text} | {fix} |\n")
    };
    let configuration = "source = \"en\"\npages = \"{locale}/errors.md\"\nlocales = [\"en\", \"fr\"]\n[columns]\ncode = \"Code\"\ndescription = [\"Fix\", \"Text\"]\n";
    for (format, _) in FORMATS {
        let folder = tempfile::tempdir().unwrap();
        write(
            folder.path(),
            [
                ("en/errors.md", table("There is no `label`.", "Print **it**.")),
                ("fr/errors.md", table("Aucun `label`.", "Imprimez-**en** un.")),
                ("braze-errors.toml", configuration.to_owned()),
            ],
        );
        let edit = |file: String| file.replace("Aucun ", "Nul ").replace("Imprimez-", "Imprime-");
        let imported = exchange(&folder, format, edit, &[]);
        assert_eq!(imported.code, Some(0), "{format}: {}", imported.stderr);
        assert_eq!(french(&folder), table("Nul `label`.", "Imprime-**en** un."), "{format}");
    }
}

#[test]
fn the_cells_of_a_row_stay() {
    let table = |texts: [&str; 2], status: &str| {
        format!(
            "| Code | Text | HTTP | Fix |\n|---|---|---|---|\n| `no_label` | {} | {status} | {} |\n",
            texts[0], texts[1]
        )
    };
    let configuration = "source = \"en\"\npages = \"{locale}/errors.md\"\nlocales = [\"en\", \"fr\"]\n[columns]\ncode = \"Code\"\ndescription = [\"Text\", \"Fix\"]\n";
    for (to, is_taken) in [
        ("Nulle étiquette. | 404 | Imprimez-la.", true),
        ("Nulle étiquette. Imprimez-la.", false),
        ("Nulle étiquette. | Imprimez-la.", false),
        ("Nulle étiquette. | 500 | Imprimez-la.", false),
        ("Nulle étiquette. | 404 | Imprimez-la. | Enfin.", false),
    ] {
        let folder = tempfile::tempdir().unwrap();
        write(
            folder.path(),
            [
                ("en/errors.md", table(["There is no label.", "Print it."], "404")),
                ("fr/errors.md", table(["Aucune étiquette.", "Imprimez-en une."], "404")),
                ("braze-errors.toml", configuration.to_owned()),
            ],
        );
        let before = french(&folder);
        let edit = |file: String| file.replace("Aucune étiquette. | 404 | Imprimez-en une.", to);
        let imported = exchange(&folder, "po", edit, &[]);
        assert_eq!(imported.code, Some(if is_taken { 0 } else { 2 }), "{to}: {}", imported.stderr);
        assert_eq!(french(&folder) != before, is_taken, "{to}");
    }
}
