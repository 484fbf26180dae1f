//! What a check knows of a catalog, with a call and without one.

use std::path::{Path, PathBuf};

use braze_errors_codegen::{
    Call, Dialect, Findings, Level, Levels, Loaded, Locale, Lock, Missing, Notation, Report, Rule, Selection,
    Setup, check, unlisted_pages,
};

/// An empty folder that no other test uses.
fn folder(name: &str) -> PathBuf {
    let folder = Path::new(env!("CARGO_TARGET_TMPDIR")).join("setup").join(name);
    let _ = std::fs::remove_dir_all(&folder);
    std::fs::create_dir_all(&folder).unwrap();
    folder
}

fn write(folder: &Path, path: &str) {
    let path = folder.join(path);
    std::fs::create_dir_all(path.parent().unwrap()).unwrap();
    std::fs::write(path, "").unwrap();
}

#[test]
fn the_folders_with_a_page_are_the_locales() {
    let folder = folder("found");
    for path in [
        "fr/errors.md",
        "de/errors.md",
        "en/errors.md",
        "ja/other.md",
        "_drafts/errors.md",
        "assets/errors.md",
        "errors.md",
    ] {
        write(&folder, path);
    }
    let setup = Setup::find(&folder, "errors.md").unwrap();
    let tags: Vec<&str> = setup.locales.iter().map(|locale| locale.tag.as_str()).collect();
    assert_eq!((tags.as_slice(), setup.source), (["en", "de", "fr"].as_slice(), 0));
    assert!(setup.locales.iter().all(|locale| locale.missing == Missing::Refuse));
}

#[test]
fn the_pages_in_one_folder_are_the_locales() {
    let folder = folder("flat");
    for path in ["en.md", "zh-CN.md", "index.md", "notes/en.md"] {
        write(&folder, path);
    }
    let setup = Setup::find(&folder, "errors.md").unwrap();
    let pages: Vec<String> = setup.locales.iter().map(|locale| setup.page(locale)).collect();
    assert_eq!(pages, ["en.md", "zh-CN.md"]);
}

#[test]
fn a_locale_has_one_folder() {
    let folder = folder("twice");
    for path in ["en/errors.md", "pt-br/errors.md", "pt-BR/errors.md"] {
        write(&folder, path);
    }
    // Where the case of a name doesn't matter, both are one folder.
    if std::fs::read_dir(&folder).unwrap().count() == 3 {
        let message = Setup::find(&folder, "errors.md").unwrap_err();
        assert!(message.starts_with("found `pt-BR/errors.md` and `pt-br/errors.md` in "), "{message}");
    }
}

#[test]
fn a_name_stands_for_a_locale_or_for_none() {
    for (name, tag) in [("fr", "fr"), ("FR", "fr"), ("pt-br", "pt-BR"), ("fil", "fil"), ("EN-xa", "en-XA")] {
        assert_eq!(Setup::tag(name).as_deref(), Some(tag), "{name}");
    }
    for name in ["assets", "docs", "x-fr", "i-default", "fr_fr", "f", ""] {
        assert_eq!(Setup::tag(name), None, "{name}");
    }
}

#[test]
fn a_folder_without_the_source_is_refused() {
    let folder = folder("sourceless");
    write(&folder, "fr/errors.md");
    let message = Setup::find(&folder, "errors.md").unwrap_err();
    assert!(message.starts_with("found no `en/errors.md` in "), "{message}");
    let message = Setup::find(&folder.join("nowhere"), "errors.md").unwrap_err();
    assert!(message.ends_with(": entity not found"), "{message}");
}

#[test]
fn a_page_that_the_call_does_not_list_is_found() {
    let folder = folder("unlisted");
    for path in ["en/errors.md", "fr/errors.md", "ja/errors.md", "ko/other.md", "_x/errors.md"] {
        write(&folder, path);
    }
    let setup = calls(CALL).remove(0).setup;
    let found = unlisted_pages(&setup, &folder, "docs");
    let [(tag, finding)] = found.as_slice() else { panic!("{found:?}") };
    assert_eq!(tag, "ja");
    assert_eq!((finding.rule, finding.source.path()), (Rule::UnlistedPage, "docs/ja/errors.md"));
    assert_eq!(finding.message, "found a page in `ja`, a locale that the catalog doesn't list");
    // In a file, `locales` is a list or a table.
    let setup = Setup { notation: Notation::File, ..setup };
    let found = unlisted_pages(&setup, &folder, "docs");
    assert_eq!(
        found[0].1.help,
        "list it in `braze-errors.toml`, as `\"ja\"` in the list `locales` or as `ja = {}` in the table of that name\n\
         or delete the page"
    );
}

#[test]
fn a_page_named_wrongly_for_a_locale_is_one_finding() {
    let folder = folder("named-page");
    let page = "| Code | Text |\n|---|---|\n| `404 Not Found` | Kein Paket hat diese Nummer. |\n";
    for path in ["en/errors.md", "fr/errors.md"] {
        write(&folder, path);
        std::fs::write(folder.join(path), page.replace("Kein", path)).unwrap();
    }
    let _ = std::fs::remove_file(folder.join("fr/fehler.md"));
    let call = CALL.replace("{ docs", "{ page = \"docs/fr/fehler.md\", docs");
    let setup = calls(&call).remove(0).setup;
    let found = || {
        let unlisted = unlisted_pages(&setup, &folder, "docs");
        let report = check(
            &setup.load(&folder, "docs"),
            Findings { unlisted, ..Findings::default() },
            &Levels::default(),
        );
        report.findings.iter().map(ToString::to_string).collect::<Vec<_>>()
    };
    let missing = "docs/fr/fehler.md:1:1: error[unreadable-page]: found no such file; expected a Markdown page\n  \
                   help: take out the key `page` of `fr`, for `docs/fr/errors.md` is there; or write the page";
    assert_eq!(found(), [missing]);
    std::fs::write(folder.join("fr/fehler.md"), page).unwrap();
    let other = "docs/fr/errors.md:1:1: warning[unlisted-page]: found a page in `fr`, whose page is `docs/fr/fehler.md`\n  \
                 help: delete the page, or the key `page` of `fr`";
    assert_eq!(found(), [other]);
}

const CALL: &str = r#"
    error_catalog! {
        pub enum ParcelError;
        pub enum ParcelLocale;
        pages = "docs/{locale}/errors.md",
        source = "en",
        locales = ["en", "fr" { docs = "https://parcel.example/fr", missing = fallback }],
        rename = ["404 Not Found" => UnknownParcel],
    }
"#;

fn calls(rust: &str) -> Vec<Call> {
    let calls = Call::find(rust).unwrap();
    calls.into_iter().map(|(call, errors)| call.filter(|_| errors.is_empty()).unwrap()).collect()
}

#[test]
fn a_call_says_what_its_catalog_is() {
    let setup = calls(CALL).remove(0).setup;
    assert_eq!(
        (setup.file.as_str(), setup.source, setup.renames[0].name.as_str()),
        ("{locale}/errors.md", 0, "UnknownParcel")
    );
    assert_eq!(setup.locales[1].docs.as_deref(), Some("https://parcel.example/fr"));
    assert_eq!(setup.locales[1].missing, Missing::Fallback);
}

#[test]
fn calls_are_found_wherever_they_stand() {
    let call = CALL.trim();
    for rust in [
        call.to_owned(),
        call.replace("error_catalog! {", "braze_errors::error_catalog!(").replace("],\n    }", "],\n    );"),
        call.replace("error_catalog! {", "::a::b::error_catalog![").replace("],\n    }", "],\n    ];"),
        format!(
            "//! Doc.\nuse braze_errors::error_catalog;\n#[cfg(all())] pub mod a {{ fn f() {{ {call} }} }}"
        ),
        format!("/// error_catalog! {{}}\nfn f() -> bool {{ error_catalog != 1 }} {call}"),
        format!("fn f() {{ let error_catalog = [1]; }} {call}"),
    ] {
        assert_eq!(calls(&rust).len(), 1, "{rust}");
    }
    assert_eq!(calls(&format!("{call}\nmod other {{ {call} }}")).len(), 2);
}

#[test]
fn what_a_macro_would_write_is_no_call() {
    let rust = format!("macro_rules! error_catalog {{ () => {{ {CALL} }} }} // error_catalog! {{}}");
    assert_eq!(calls(&rust).len(), 0);
}

#[test]
fn a_broken_call_and_a_broken_file_are_told() {
    let found = Call::find("error_catalog! { pub enum E; }").unwrap();
    assert!(found[0].0.is_none() && !found[0].1.is_empty());
    assert!(Call::find("fn f() {").is_err());
}

#[test]
fn a_page_that_is_not_listed_has_the_level_of_its_locale() {
    let folder = folder("unlisted-level");
    for path in ["en/errors.md", "fr/errors.md", "ja/errors.md", "ko/errors.md"] {
        write(&folder, path);
    }
    let setup = calls(CALL).remove(0).setup;
    let mut levels = Levels::default();
    levels.set(Rule::UnlistedPage, Some("ja"), Level::Allow);
    let unlisted = unlisted_pages(&setup, &folder, "docs");
    let more = Findings { unlisted, ..Findings::default() };
    let report = check(&setup.load(&folder, "docs"), more, &levels);
    let [(tag, finding)] = report.findings.unlisted.as_slice() else { panic!("{:?}", report.findings) };
    assert_eq!((tag.as_str(), finding.source.path()), ("ko", "docs/ko/errors.md"));
}

#[test]
fn pages_that_are_named_nearly_right_are_found() {
    let folder = folder("nearly");
    for path in [
        "en/errors.md",
        "fr/Errors.markdown",
        "pt_br/errors.md",
        "ja/error.md",
        "ko/other.md",
        "src/errors.rs",
    ] {
        write(&folder, path);
    }
    let setup = calls(CALL).remove(0).setup;
    let found = unlisted_pages(&setup, &folder, "docs");
    let found: Vec<_> = found
        .iter()
        .map(|(tag, finding)| (tag.as_str(), finding.source.path(), finding.message.as_str()))
        .collect();
    assert_eq!(
        found,
        [
            ("ja", "docs/ja/error.md", "found a page that looks like one in `ja`; expected `ja/errors.md`"),
            (
                "pt-BR",
                "docs/pt_br/errors.md",
                "found a page that looks like one in `pt-BR`; expected `pt-BR/errors.md`"
            ),
        ]
    );
    let loaded = setup.load(&folder, "docs");
    assert_eq!(
        loaded.findings.pages[1][0].help,
        "rename `Errors.markdown`, which stands beside it, to `errors.md`"
    );
}

#[test]
fn a_locale_s_folder_of_another_name_is_one_finding() {
    for (listed, names, expected) in [
        (
            "de",
            &["de_de"][..],
            &[
                "docs/_lang/de/errors.md: rename `docs/_lang/de_de` to `docs/_lang/de`, or list `de-DE` in the place of `de`",
            ][..],
        ),
        (
            "pt-BR",
            &["pt_br", "pt_pt"],
            &[
                "docs/_lang/pt-BR/errors.md: rename `docs/_lang/pt_br` to `docs/_lang/pt-BR`",
                "docs/_lang/pt_pt/errors.md: rename it if it is the page in `pt-PT`, and list it; else leave it out: `--allow unlisted-page`",
            ],
        ),
        // Any of them may be the one.
        (
            "de",
            &["de_at", "de_ch"],
            &[
                "docs/_lang/de/errors.md: ",
                "docs/_lang/de_at/errors.md: rename it if it is the page in `de-AT`, and list it; else leave it out: `--allow unlisted-page`",
                "docs/_lang/de_ch/errors.md: rename it if it is the page in `de-CH`, and list it; else leave it out: `--allow unlisted-page`",
            ],
        ),
    ] {
        let folder = folder("renamed-folder");
        let page = "| Code | Text |\n|---|---|\n| `404 Not Found` | No parcel. |\n";
        for name in ["en", "fr"].iter().chain(names) {
            write(&folder, &format!("_lang/{name}/errors.md"));
            std::fs::write(folder.join(format!("_lang/{name}/errors.md")), page).unwrap();
        }
        let locale = |tag: &str| Locale { tag: tag.to_owned(), ..Locale::default() };
        let setup = Setup {
            locales: ["en", "fr", listed].map(locale).to_vec(),
            file: "_lang/{locale}/errors.md".to_owned(),
            ..Setup::default()
        };
        let unlisted = unlisted_pages(&setup, &folder, "docs");
        let loaded = setup.load(&folder, "docs");
        let findings = loaded.findings.iter().chain(unlisted.iter().map(|(_, finding)| finding));
        let found: Vec<String> =
            findings.map(|finding| format!("{}: {}", finding.source.path(), finding.help)).collect();
        assert_eq!(found.len(), expected.len(), "{found:?}");
        for (found, expected) in found.iter().zip(expected) {
            assert!(found.starts_with(expected), "{found}");
        }
    }
}

#[test]
fn a_page_that_the_lock_knows_and_that_has_gone_is_found() {
    let folder = folder("gone");
    for path in ["en/errors.md", "fr/errors.md", "de/errors.md"] {
        write(&folder, path);
        std::fs::write(folder.join(path), "| Code | Text |\n|---|---|\n| `404 A` | Text. |\n").unwrap();
    }
    let load = || Setup::find(&folder, "errors.md").unwrap().load(&folder, "docs");
    let mut lock = Lock::new("docs/catalog.lock");
    lock.accept(&load().catalog, &Selection::default()).unwrap();
    std::fs::write(folder.join("catalog.lock"), lock.to_string()).unwrap();
    assert!(load().compare_with_lock().is_empty());
    std::fs::remove_dir_all(folder.join("de")).unwrap();
    let loaded = load();
    let found = loaded.compare_with_lock();
    let [finding] = found.lock.as_slice() else { panic!("{found:?}") };
    assert_eq!(finding.rule, Rule::UnlistedPage);
    assert!(
        finding.message.ends_with("accepted in `de`, of which there is no page any more"),
        "{}",
        finding.message
    );
    lock.accept(&loaded.catalog, &Selection::default()).unwrap();
    std::fs::write(folder.join("catalog.lock"), lock.to_string()).unwrap();
    assert!(load().compare_with_lock().is_empty(), "accepting them all says that it is gone for good");
}

#[test]
fn the_likeliest_source_has_what_all_the_others_have() {
    let folder = folder("likely");
    let page = |codes: &[&str]| {
        let rows: Vec<String> = codes.iter().map(|code| format!("| `{code}` | Text. |\n")).collect();
        format!("| Code | Text |\n|---|---|\n{}", rows.concat())
    };
    let write = |tag: &str, codes: &[&str]| {
        std::fs::create_dir_all(folder.join(tag)).unwrap();
        std::fs::write(folder.join(tag).join("errors.md"), page(codes)).unwrap();
    };
    write("de", &["400 A", "404 B"]);
    write("fr", &["400 A"]);
    assert_eq!(Setup::likely_source(&folder, "errors.md").as_deref(), Some("de"));
    let setup = Setup::find_with_source(&folder, "errors.md", "de").unwrap();
    assert_eq!((setup.source, setup.locales[0].tag.as_str()), (0, "de"));
    write("ja", &["500 C"]);
    assert_eq!(Setup::likely_source(&folder, "errors.md"), None, "no page has all of them");
}

/// What a check says of two rows of a page in English and of their translations.
fn checked(english: [&str; 2], german: [&str; 2], dialect: Dialect) -> (Loaded, Report) {
    let locale = |tag: &str| Locale { tag: tag.to_owned(), ..Locale::default() };
    let setup = Setup {
        locales: vec![locale("en"), locale("de")],
        file: "{locale}.md".to_owned(),
        markdown: dialect,
        notation: Notation::File,
        ..Setup::default()
    };
    let page = |[one, two]: [&str; 2]| {
        format!("| Code | Text |\n|---|---|\n| `404 A` | {one} |\n| `404 B` | {two} |\n").into_bytes()
    };
    let loaded = setup.load_files("docs", |path| Some(page(if path == "en.md" { english } else { german })));
    let report = check(&loaded, Findings::default(), &Levels::default());
    (loaded, report)
}

#[test]
fn what_no_code_span_is_read_in_has_no_fix() {
    let (_, report) = checked(["One `x`.", "Two."], ["Ein ``x`.", "Zwei."], Dialect::Gfm);
    let spans: Vec<_> = report.findings.iter().filter(|finding| finding.rule == Rule::CodeSpan).collect();
    assert!(!spans.is_empty());
    for finding in spans {
        if let Some(fix) = &finding.fix {
            assert_ne!(fix.text, finding.source.text()[fix.span.clone()]);
        }
    }
}

#[test]
fn the_help_of_an_untranslated_page_is_written_as_a_file_has_it() {
    let texts = ["There is no such parcel here.", "The parcel is on its way to you."];
    let (_, report) = checked(texts, texts, Dialect::Gfm);
    let finding = report.findings.iter().find(|finding| finding.rule == Rule::Untranslated).unwrap();
    assert!(finding.help.contains("`missing = \"fallback\"`"), "{}", finding.help);
}

#[cfg(feature = "exchange")]
#[test]
fn xliff_with_marks_that_end_in_nothing_comes_back() {
    use braze_errors_codegen::exchange;

    let (loaded, report) =
        checked(["One <b>bold</b>.", "Two."], ["Ein <b>fett.", "Zwei `x` <b>."], Dialect::Gfm);
    let units = exchange::units(&loaded.catalog, &report, 1);
    let texts: Vec<String> = units.iter().map(exchange::Unit::translation).collect();
    let file = exchange::xliff::write(
        &exchange::Exchange { source: "en", tag: "de", units },
        exchange::xliff::Version::V2_0,
    );
    let read = exchange::xliff::read(&file).unwrap();
    assert_eq!(
        read.units.iter().map(|unit| &unit.target).collect::<Vec<_>>(),
        texts.iter().collect::<Vec<_>>()
    );
    let empty = r#"<xliff trgLang="de"><unit id="A"><originalData><data id="d1"/></originalData><segment><target>a<ph dataRef="d1"/>b</target></segment></unit></xliff>"#;
    assert_eq!(exchange::xliff::read(empty).unwrap().units[0].target, "ab");
}
