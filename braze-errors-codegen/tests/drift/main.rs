//! Every kind of drift, planted in every locale, is found where it was planted, and nothing else is.
#![cfg(feature = "check")]

mod codes;
mod corpus;
mod edits;
mod excuses;
mod links;
mod mends;
mod numbers;
mod pages;
mod rules;
mod setup;
mod stops;
mod unseen;
mod wording;

use std::path::Path;

use braze_errors_codegen::{
    Catalog, Coverage, Dialect, Finding, Findings, Level, Levels, Loaded, Locale, Lock, Missing, Page, Rule,
    Selection, Setup, Source, State, check,
};

use self::edits::{HARMLESS, PLANTS, Plant, in_raw, on_row, swapped, without};
use self::pages::{Pages, TAGS, TRANSLATIONS, in_short, only};

const NOTHING: [&str; 0] = [];

#[test]
fn what_is_planted_is_found_there() {
    let mut pages = Pages::read();
    pages.levels.set(Rule::NumberFormat, None, Level::Warn);
    assert_eq!(pages.found("unedited"), NOTHING);
    for Plant { what, rule, locales, edit } in PLANTS {
        for tag in *locales {
            let mut edited = pages.clone();
            let line = edited.edit(tag, edit);
            assert_eq!(edited.found("planted"), [format!("{tag}:{line} {}", rule.name())], "{what}");
        }
    }
}

#[test]
fn what_is_right_is_left_alone() {
    let pages = Pages::read();
    for (what, locales, edit) in HARMLESS {
        for tag in *locales {
            let mut edited = pages.clone();
            *edited.texts.get_mut(tag).unwrap() = edit(&pages.texts[tag]);
            assert_eq!(edited.found("harmless"), NOTHING, "{what} in {tag}");
        }
    }
}

#[test]
fn a_change_of_the_source_is_found_in_every_translation() {
    let pages = Pages::read();
    let plants =
        PLANTS.iter().filter(|plant| plant.locales == TRANSLATIONS && plant.rule != Rule::UnknownRow);
    for Plant { what, rule, edit, .. } in plants {
        let mut edited = pages.clone();
        edited.edit("en", edit);
        let report = edited.check("source");
        let found: Vec<(usize, Rule)> =
            report.findings.iter().map(|finding| (locale(finding), finding.rule)).collect();
        assert_eq!(found, [1, 2, 3, 4].map(|locale| (locale, *rule)), "{what}");
    }
}

/// The position of a finding's locale.
fn locale(finding: &Finding) -> usize {
    TAGS.iter().position(|tag| in_short(finding).starts_with(&format!("{tag}:"))).unwrap()
}

#[test]
fn a_variable_in_raw_is_found_in_every_locale() {
    for tag in TAGS {
        let mut pages = Pages::read();
        pages.edit(tag, in_raw);
        let line = line_of(&pages.texts[tag], "| `401 Unauthorized`");
        assert_eq!(pages.found("raw"), [format!("{tag}:{line} liquid-in-raw")]);
    }
}

#[test]
fn variables_in_raw_that_touch_are_each_found() {
    let mut pages = Pages::read();
    let two = |row: &str| row.replacen("{{", "{{ one }}{{", 1);
    pages.edit("fr", |page| on_row(&in_raw(page), "401 Unauthorized", two));
    let found = pages.found("raw");
    assert_eq!(found.iter().filter(|found| found.ends_with("liquid-in-raw")).count(), 2, "{found:?}");
}

#[test]
fn a_status_that_a_translation_lacks_is_found_at_its_last_bullet() {
    for tag in TRANSLATIONS {
        let mut pages = Pages::read();
        let bullets: Vec<String> = pages.texts[tag]
            .lines()
            .filter(|line| line.contains("- ") && line.contains("**"))
            .map(str::to_owned)
            .collect();
        let last = line_of(&pages.texts[tag], &bullets[3]);
        pages.edit(tag, |page| without(&without(page, &bullets[1]), &bullets[2]));
        let found = format!("{tag}:{} status-list", last - 2);
        assert_eq!(pages.found("statuses"), [found.clone(), found]);
    }
    for tag in TRANSLATIONS {
        let mut pages = Pages::read();
        pages.edit(tag, |page| {
            let lines = page.lines().filter(|line| !line.trim_start().starts_with("- "));
            lines.collect::<Vec<_>>().join("\n")
        });
        let table = pages.texts[tag].lines().position(|line| line.starts_with("| ")).unwrap() + 1;
        assert_eq!(pages.found("no-statuses"), [(); 4].map(|()| format!("{tag}:{table} status-list")));
    }
}

#[test]
fn a_row_that_nobody_translated_is_found() {
    let source = Pages::read();
    for start in ["| `5XX Internal", "| `400 Parcel Too Heavy`", "| `401 Unauthorized`"] {
        let row = source.texts["en"].lines().find(|line| line.starts_with(start)).unwrap();
        for tag in TRANSLATIONS {
            let mut pages = source.clone();
            let line = pages.edit(tag, |page| {
                let translated = page.lines().find(|line| line.starts_with(start)).unwrap();
                page.replace(translated, row)
            });
            assert_eq!(pages.found("untranslated"), [format!("{tag}:{line} untranslated")]);
            if *tag == "en-XA" {
                let report = pages.check("untranslated");
                let finding = only(&report);
                let (mut mended, fix) = (finding.source.text().to_owned(), finding.fix.clone().unwrap());
                mended.replace_range(fix.span, &fix.text);
                assert_eq!(mended, source.texts["en-XA"]);
            }
        }
    }
}

#[test]
fn a_locale_of_the_source_s_language_may_say_what_it_says() {
    let folder = tempfile::tempdir().unwrap();
    for tag in ["en", "en-GB"] {
        std::fs::create_dir(folder.path().join(tag)).unwrap();
        std::fs::write(folder.path().join(tag).join("errors.md"), &Pages::read().texts["en"]).unwrap();
    }
    let loaded = Setup::find(folder.path(), "errors.md").unwrap().load(folder.path(), "");
    assert!(check(&loaded, Findings::default(), &Levels::default()).findings.is_empty());
}

#[test]
fn a_row_of_code_and_numbers_needs_no_translation() {
    let mut pages = Pages::read();
    for tag in TAGS {
        pages.edit(tag, |page| {
            on_row(page, "404 Not Found", |_| "| `404 Not Found` | `parcel`: 404. |".to_owned())
        });
    }
    assert_eq!(pages.found("wordless"), NOTHING);
}

#[test]
fn what_stops_the_build_is_found_too() {
    for tag in TRANSLATIONS {
        let mut pages = Pages::read();
        pages.edit(tag, |page| without(page, "| `401 Unauthorized`"));
        let line = line_of(&pages.texts[tag], "| `404 Not Found`");
        assert_eq!(pages.found("missing"), [format!("{tag}:{line} missing-row")]);
    }
    let mut pages = Pages::read();
    // A broken row says nothing that could be compared.
    let line = pages.edit("fr", |page| page.replace("`max_weight`", "`max_weight <i>31"));
    assert!(pages.found("broken").iter().all(|found| found.starts_with(&format!("fr:{line} un"))));
    // A row that could not be read may be the one that is missing; a row with a broken description is not.
    for (before, after, is_found) in [("`404 ", "`40 ", false), ("Nous n’avons", "<blink>Nous n’avons", true)]
    {
        let mut pages = Pages::read();
        pages.edit("fr", |page| without(page, "| `400 Parcel Too Heavy`").replace(before, after));
        let report = pages.check("missing-and-broken");
        assert_eq!(
            report.findings.iter().any(|finding| finding.rule == Rule::MissingRow),
            is_found,
            "{after}"
        );
    }
}

#[test]
fn a_page_without_a_table_is_compared_with_no_other() {
    for tag in ["en", "fr"] {
        let mut pages = Pages::read();
        pages.edit(tag, |page| {
            let (above, _) = page.split_once("\n| ").unwrap();
            above.replace("\n\n## ", "\n  - **504**\n\n## ")
        });
        let report = pages.check("tableless");
        let rules: Vec<Rule> = report.findings.iter().map(|finding| finding.rule).collect();
        assert_eq!(rules, [Rule::NoTable], "{tag}");
    }
}

#[test]
fn the_fewest_moves_explain_an_order() {
    let mut pages = Pages::read();
    // The first row goes to the end: one row moves, not six.
    pages.edit("de", |page| {
        let row = page.lines().find(|line| line.starts_with("| `5XX")).unwrap();
        format!("{}{row}\n", page.replace(&format!("{row}\n"), ""))
    });
    let report = pages.check("moved");
    let finding = only(&report);
    assert_eq!(finding.rule, Rule::RowOrder);
    assert_eq!(
        finding.message,
        "found `5XX Internal Server Error` in another place than the source's; expected it above `400 Bad Request` in line 33"
    );
}

#[test]
fn findings_point_at_what_is_odd() {
    let mut pages = Pages::read();
    for (before, after, found) in [
        ("`max_weight`", "`max-weight`", "`max-weight`"),
        ("30 davon", "31 davon", "31"),
        ("30 davon", "31 davon &amp; mehr", "31"),
        ("30 davon", "&amp; 31 davon", "31"),
        // A number between references can't be told from them.
        (
            "30 davon",
            "&amp; 31 davon &gt;",
            " wiegt ein Paket bis zu 1.912 Gramm, und ein Aufruf verschickt höchstens &amp; 31 davon &gt;.",
        ),
        ("/instances/", "/instanzen/", "[Instanz]({{site.baseurl}}/instanzen/)"),
        ("`send_at` ist", "`send_at` istÃ¤", "Ã¤"),
        // In a row its control character would stop the build.
        ("# Fehler", "# Fehler ðŸ\u{8f}†", "ðŸ\u{8f}†"),
    ] {
        let original = pages.texts["de"].clone();
        pages.edit("de", |page| page.replace(before, after));
        let report = pages.check("odd");
        let finding = only(&report);
        assert_eq!(finding.source.text()[finding.span.clone()], *found);
        pages.texts.insert("de", original);
    }
}

#[test]
fn mojibake_has_one_right_mend() {
    let mut pages = Pages::read();
    pages.edit("fr", |page| page.replace("déjà passé", "dÃ©jÃ\u{a0} passÃ©"));
    let report = pages.check("mend");
    let finding = only(&report);
    assert_eq!(finding.message, "found `dÃ©jÃ\u{a0} passÃ©`, which was decoded with the wrong encoding");
    assert_eq!(finding.help, "write `déjà passé`, and save the page as UTF-8");
    let mut mended = finding.source.text().to_owned();
    let fix = finding.fix.clone().unwrap();
    mended.replace_range(fix.span, &fix.text);
    assert_eq!(mended, Pages::read().texts["fr"]);
}

/// A text in UTF-8 that was read as Latin-1, which has a control where Windows-1252 has a mark.
fn read_as_latin_1(text: &str) -> String {
    text.bytes().map(char::from).collect()
}

#[test]
fn a_row_or_a_page_of_mojibake_is_one_finding() {
    let pages = Pages::read();
    for tag in ["de", "fr", "pt-BR"] {
        for times in [1, 2] {
            let read_wrongly =
                |text: &str| (0..times).fold(text.to_owned(), |text, _| read_as_latin_1(&text));
            let edits: [&dyn Fn(&str) -> String; 2] =
                [&|page| on_row(page, "401 Unauthorized", |row| read_wrongly(row)), &|page| {
                    read_wrongly(page)
                }];
            for edit in edits {
                let mut damaged = pages.clone();
                damaged.edit(tag, edit);
                let report = damaged.check("wrong-encoding");
                let rules: Vec<Rule> = report.findings.iter().map(|finding| finding.rule).collect();
                assert_eq!(rules, [Rule::Mojibake], "{tag}: {:#?}", pages::messages(&report));
            }
            let mut damaged = pages.clone();
            damaged.edit(tag, read_wrongly);
            let report = damaged.check("wrong-encoding");
            let of_locale = report.coverage.iter().find(|coverage| coverage.tag == tag).unwrap();
            assert_eq!(of_locale.percent(), 0, "{tag}");
            assert_eq!(pages::mended(&report).as_ref(), Some(&pages.texts[tag]), "{tag}");
        }
    }
}

#[test]
fn mojibake_that_may_be_meant_is_left_alone() {
    let found = |words: &str| {
        let mut pages = Pages::read();
        pages.edit("fr", |page| page.replace("`send_at` ", &format!("`send_at` {words} ")));
        let report = pages.check("meant");
        report.findings.iter().map(|finding| (finding.rule, finding.fix.is_some())).collect::<Vec<_>>()
    };
    for words in ["MÃ–", "MÃ–BEL", "Å… nei", "BLÅ’s", "MAÇÃ–PÃO"] {
        assert_eq!(found(words), [], "{words}");
    }
    for words in ["mÃ–", "MÃ¤", "dÃ©jÃ ", "voilÃ"] {
        assert_eq!(found(words), [(Rule::Mojibake, true)], "{words}");
    }
}

#[test]
fn a_pseudo_page_may_write_a_long_u_as_u_and_y() {
    let row = |source: &str, pseudo: &str| {
        let mut pages = Pages::read();
        for (tag, words) in
            [("en", source), ("de", "Oben."), ("fr", "Haut."), ("pt-BR", "Alto."), ("en-XA", pseudo)]
        {
            pages.edit(tag, |page| {
                on_row(page, "404 Not Found", |_| format!("| `404 Not Found` | {words} |"))
            });
        }
        pages.found("long-u")
    };
    assert_eq!(row("Up", "Ùýṗ"), NOTHING);
    assert_eq!(row("Up", "Ýúṗ"), NOTHING);
    // In one word alone, and where the source has no other letter.
    for (source, pseudo) in [("By us", "Ḃúù úùŝ"), ("You yes", "Ýóòúù úùéèŝ"), ("Yes", "Úùéèŝ")]
    {
        assert_eq!(row(source, pseudo), ["en-XA:39 pseudo"], "{source}");
    }
}

#[test]
fn a_number_format_names_a_separator_that_looks_like_a_space() {
    for (tag, help) in [
        ("de", "write `1.912`"),
        ("fr", "write `1\u{202f}912` with the narrow no-break space U+202F"),
        ("sv", "write `1\u{a0}912` with the no-break space U+00A0"),
    ] {
        let page = Page::read(
            &Source::new("errors.md", "| a | b |\n|---|---|\n| `400 Too Long` | x 1912 |\n"),
            Dialect::Kramdown,
        )
        .page;
        let docs = Some(String::new());
        let locale = Locale { tag: tag.to_owned(), docs, missing: Missing::Refuse, ..Locale::default() };
        let loaded = Loaded::from(Catalog::align(vec![locale], 0, vec![page], &[]).catalog);
        let mut levels = Levels::default();
        levels.set(Rule::NumberFormat, None, Level::Warn);
        assert_eq!(check(&loaded, Findings::default(), &levels).findings.pages[0][0].help, help);
    }
}

#[test]
fn levels_are_set_by_rule_and_locale() {
    let mut pages = Pages::read();
    for tag in ["de", "fr", "pt-BR"] {
        pages.edit(tag, |page| page.replace("30", "31"));
    }
    pages.levels.set(Rule::Number, None, Level::Allow);
    pages.levels.set(Rule::Number, Some("FR"), Level::Deny);
    pages.levels.set(Rule::Number, Some("pt-BR"), Level::Warn);
    let levels = |pages: &Pages| {
        pages
            .check("levels")
            .findings
            .iter()
            .map(|finding| (locale(finding), finding.level))
            .collect::<Vec<_>>()
    };
    assert_eq!(levels(&pages), [(3, Level::Deny), (4, Level::Warn)]);
    pages.levels.deny_warnings();
    assert_eq!(levels(&pages), [(3, Level::Deny), (4, Level::Deny)]);
    pages.levels.set(Rule::Number, None, Level::Warn);
    assert_eq!(levels(&pages), [(1, Level::Deny), (3, Level::Deny), (4, Level::Deny)]);
}

#[test]
fn a_report_says_how_far_each_locale_is() {
    let mut pages = Pages::read();
    let source = pages.texts["en"].clone();
    let row = |start| source.lines().find(|line| line.starts_with(start)).unwrap();
    pages.edit("de", |page| on_row(page, "404 Not Found", |_| row("| `404").to_owned()));
    pages.edit("fr", |page| without(page, "| `401").replace("30", "31"));
    let report = pages.check("coverage");
    assert_eq!(
        report.to_string(),
        "5 pages, 7 rows (kramdown): 2 errors, 1 warning; de 85 % en-XA 100 % fr 71 % pt-BR 100 %"
    );
    let counts = |coverage: &Coverage| State::ALL.map(|state| coverage.count(state));
    let counts: Vec<_> = report.coverage.iter().map(counts).collect();
    let done = [7, 0, 0, 0, 0, 0];
    assert_eq!(counts, [done, [6, 0, 0, 1, 0, 0], done, [5, 0, 1, 0, 0, 1], done]);
    let to_do: Vec<usize> = report.coverage.iter().map(Coverage::to_do).collect();
    assert_eq!(to_do, [0, 1, 0, 2, 0]);
    let translations: Vec<&str> = report.translations().map(|coverage| coverage.tag.as_str()).collect();
    assert_eq!(translations, ["de", "en-XA", "fr", "pt-BR"]);
    assert_eq!(report.states[6][1], State::Untranslated);
    assert_eq!(report.states[4][3], State::Drifted);
    assert_eq!(report.states[5][3], State::Missing);
    assert_eq!(report.states[5][2], State::Done);
    assert_eq!(report.states[6][3], State::Done);
    // The second finding in French stands at a row, and is about the one that is missing above it.
    let about: Vec<_> = report.about().map(|about| (about.locale, about.entry)).collect();
    assert_eq!(about, [(Some(1), Some(6)), (Some(3), Some(4)), (Some(3), Some(5))]);
}

#[test]
fn a_translation_whose_source_has_changed_is_stale() {
    let pages = ["We have no such parcel.", "We have lost the parcel."].map(|words| {
        let mut pages = Pages::read();
        if words != "We have no such parcel." {
            pages.edit("en", |page| page.replace("We have no such parcel.", words));
        }
        pages
    });
    let mut lock = Lock::new("catalog.lock");
    lock.accept(&pages[0].load("stale").catalog, &Selection::default()).unwrap();
    let changed = pages[1].load("stale");
    let report = check(&changed, lock.compare(&changed.catalog), &Levels::default());
    assert_eq!(report.states[6][1], State::Stale);
    assert_eq!(report.coverage[1].count(State::Done), 6, "a stale row is to be done again");
}

/// The number of the line that begins like this.
fn line_of(page: &str, start: &str) -> usize {
    page.lines().position(|line| line.starts_with(start)).unwrap() + 1
}

#[test]
fn the_bundled_pages_are_in_step() {
    let translations = ["de", "en-XA", "es", "fr", "ja", "ko", "pt-BR"];
    let docs = Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/docs");
    let pages = Pages::read_from(&docs, &[&["en"][..], &translations].concat());
    assert_eq!(pages.found("bundled"), NOTHING);

    let mut edited = pages.clone();
    let line = edited.edit("en", |page| page.replace("75", "80"));
    let numbers = translations.map(|tag| format!("{tag}:{line} number"));
    assert_eq!(edited.found("bundled-number"), numbers);

    for tag in translations {
        let mut edited = pages.clone();
        edited.edit(tag, |page| {
            let rows: Vec<&str> =
                page.lines().filter(|line| line.starts_with("| `400 Bad Request`")).collect();
            swapped(page, rows[0], rows[2])
        });
        let rules: Vec<Rule> =
            edited.check("bundled-order").findings.iter().map(|finding| finding.rule).collect();
        assert!(rules.iter().all(|rule| *rule == Rule::RowOrder) && !rules.is_empty(), "{rules:?}");
    }
}

#[test]
fn the_pages_of_braze_have_their_known_drift() {
    let folder = Path::new(env!("CARGO_MANIFEST_DIR")).join("../../shared/upstream");
    if !folder.is_dir() {
        return;
    }
    let mut found = Pages::read_from(&folder, TAGS).found("upstream");
    let mut expected = Vec::new();
    let mut expect = |tag: &str, rule: &str, lines: &[usize]| {
        expected.extend(lines.iter().map(|line| format!("{tag}:{line} {rule}")));
    };
    expect("en", "mojibake", &[94]);
    for tag in ["en", "pt-BR", "fr", "de"] {
        expect(tag, "liquid-in-raw", &[95]);
    }
    expect("pt-BR", "untranslated", &[99]);
    expect("en-XA", "code-span", &[93, 100, 102]);
    expect("en-XA", "link", &[102]);
    expect("en-XA", "structure", &[85, 102, 104]);
    expect("en-XA", "status-list", &[71, 71, 71]);
    expect("en-XA", "pseudo", &[71, 85, 88, 93, 102, 103, 104, 105]);
    expected.sort_unstable();
    found.sort_unstable();
    assert_eq!(found, expected);
}

#[test]
fn today_s_pages_of_braze_have_their_known_drift() {
    let folder = Path::new(env!("CARGO_MANIFEST_DIR")).join("../../shared/upstream-newer");
    if !folder.is_dir() {
        return;
    }
    let loaded = Setup::find(&folder, "errors.md").unwrap().load(&folder, "");
    let report = check(&loaded, Findings::default(), &Levels::default());
    let found: Vec<String> = report.findings.iter().map(in_short).collect();
    // The row of a bad request says more in each of them, and a code was translated.
    let expected = [
        "es:81 number",
        "es:81 code-span",
        "ja:81 number",
        "ja:81 code-span",
        "ja:83 changed-code",
        "ko:81 number",
    ];
    assert_eq!(found, [&expected[..], &["ko:81 code-span"]].concat());
}

#[test]
fn no_page_makes_a_check_panic() {
    let mut pages = Pages::read();
    let (en, fr) = (pages.texts["en"].clone(), pages.texts["fr"].clone());
    for cut in (0..fr.len()).filter(|cut| fr.is_char_boundary(*cut)).step_by(29) {
        pages.texts.insert("fr", fr[..cut].to_owned());
        pages.texts.insert("de", fr[cut..].to_owned());
        pages.texts.insert("en-XA", format!("{}{}", &fr[..cut], en.get(cut..).unwrap_or_default()));
        pages.check("cut");
    }
}

#[test]
fn text_among_the_rows_makes_no_check_panic() {
    let pages = Pages::read();
    let is_row = |line: &&str| line.starts_with("| `");
    for row in pages.texts["fr"].lines().filter(is_row) {
        let mut cut = pages.clone();
        cut.edit("fr", |page| page.replace(row, &format!("{row}\nTexte\n")));
        let report = cut.check("glued");
        assert!(report.findings.iter().any(|finding| finding.rule == Rule::GluedText), "{row}");
    }
}

#[test]
fn a_row_of_a_pseudo_page_is_made_again() {
    let pages = Pages::read();
    let is_of_row = |rule: Rule| {
        matches!(rule, Rule::CodeSpan | Rule::Number | Rule::Link | Rule::Structure | Rule::Pseudo)
    };
    for Plant { what, rule, edit, .. } in
        PLANTS.iter().filter(|plant| is_of_row(plant.rule) && plant.locales.contains(&"en-XA"))
    {
        let mut edited = pages.clone();
        edited.edit("en-XA", edit);
        let report = edited.check("pseudo");
        let finding = only(&report);
        assert_eq!(finding.rule, *rule);
        let mut mended = finding.source.text().to_owned();
        let fix = finding.fix.clone().unwrap();
        mended.replace_range(fix.span, &fix.text);
        assert_eq!(mended, pages.texts["en-XA"], "{what}");
    }
}
