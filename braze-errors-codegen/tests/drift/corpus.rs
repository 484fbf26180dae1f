//! A recorded corpus of damage, by kind and language: what is found of it, what is missed, what is found beside it,
//! and what is mended.
//!
//! `corpus/pages` holds the pages, `corpus/damage` a file for each kind of damage: the rule that has to find it, and
//! below it lines such as `fr: before => after`; `*` is every translation, `\n` a line end. Damage that depends on a
//! whole page is made here.

use std::collections::BTreeMap;
use std::fmt::Write;
use std::fs;
use std::path::{Path, PathBuf};

use braze_errors_codegen::{Dialect, Findings, Fix, Levels, Locale, Report, Setup, check};

use crate::edits::{swapped, without};

const TRANSLATIONS: [&str; 8] = ["ar", "de", "es", "fr", "ja", "ko", "ru", "zh-CN"];

fn folder() -> PathBuf {
    Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/drift/corpus")
}

/// The pages by locale, `en` being the source.
type Pages = BTreeMap<String, String>;

fn pages() -> Pages {
    let page = |tag: &str| fs::read_to_string(folder().join(format!("pages/{tag}.md"))).unwrap();
    TRANSLATIONS.iter().chain(&["en"]).map(|tag| ((*tag).to_owned(), page(tag))).collect()
}

/// What is done to a translation, and the rule that has to find it: none where nothing is wrong.
struct Damage {
    kind: String,
    rule: Option<String>,
    tag: String,
    page: String,
}

/// The damage that the files record.
fn recorded(pages: &Pages) -> Vec<Damage> {
    let mut files: Vec<PathBuf> =
        fs::read_dir(folder().join("damage")).unwrap().map(|file| file.unwrap().path()).collect();
    files.sort();
    let mut damages = Vec::new();
    for file in files {
        let text = fs::read_to_string(&file).unwrap();
        let mut lines = text.lines();
        let rule = lines.next().filter(|rule| *rule != "nothing").map(str::to_owned);
        let kind = file.file_stem().unwrap().to_str().unwrap().to_owned();
        for line in lines {
            let (tag, change) = line.split_once(": ").unwrap();
            let (before, after) = change.split_once(" => ").unwrap_or((change.trim_end_matches(" =>"), ""));
            let [before, after] = [before, after].map(|text| text.replace("\\n", "\n"));
            for tag in TRANSLATIONS.iter().filter(|other| tag == "*" || **other == tag) {
                let page = pages[*tag].replacen(&before, &after, 1);
                assert_ne!(page, pages[*tag], "{kind}: {line}");
                damages.push(Damage { kind: kind.clone(), rule: rule.clone(), tag: (*tag).to_owned(), page });
            }
        }
    }
    damages
}

/// The damage that is made of whole pages.
fn made(pages: &Pages) -> Vec<Damage> {
    let row = |page: &str, start: &str| page.lines().find(|line| line.starts_with(start)).unwrap().to_owned();
    let table = |page: &str| page[page.find("\n| `5XX").unwrap()..page.find("\n{:").unwrap()].to_owned();
    let mut damages = Vec::new();
    for tag in TRANSLATIONS {
        let (page, source) = (&pages[tag], &pages["en"]);
        let other = &pages[next(tag)];
        let mut add = |kind: &str, rule: Option<&str>, damaged: String| {
            let (kind, rule) = (kind.to_owned(), rule.map(str::to_owned));
            damages.push(Damage { kind, rule, tag: tag.to_owned(), page: damaged });
        };
        for code in ["| `5XX", "| `401", "| `429"] {
            add("row deleted", Some("missing-row"), without(page, code));
        }
        add("rows swapped", Some("row-order"), swapped(page, "| `401", "| `404"));
        for code in ["| `5XX", "| `401", "| `404"] {
            add(
                "row left in English",
                Some("untranslated"),
                page.replace(&row(page, code), &row(source, code)),
            );
            add(
                "row of another locale",
                Some("other-language"),
                page.replace(&row(page, code), &row(other, code)),
            );
        }
        add("page left in English", Some("untranslated"), page.replace(&table(page), &table(source)));
        add("page of another locale", Some("other-language"), other.clone());
        add("page with other line ends", None, page.replace('\n', "\r\n"));
        if ["de", "es", "fr"].contains(&tag) {
            let line = row(page, "| `404");
            add(
                "row in the wrong encoding",
                Some("mojibake"),
                page.replace(&line, &read_as_windows_1252(&line)),
            );
        }
    }
    damages
}

/// A text in UTF-8 that was read as Windows-1252.
fn read_as_windows_1252(text: &str) -> String {
    let high = |byte: u8| match byte {
        0x99 => '™',
        0xa0.. => char::from(byte),
        _ => '€',
    };
    text.bytes().map(|byte| if byte.is_ascii() { char::from(byte) } else { high(byte) }).collect()
}

/// The translation behind this one.
fn next(tag: &str) -> &'static str {
    let position = TRANSLATIONS.iter().position(|other| *other == tag).unwrap();
    TRANSLATIONS[(position + 1) % TRANSLATIONS.len()]
}

fn report(pages: &Pages, damage: &Damage) -> Report {
    let locale = |tag: &str| Locale { tag: tag.to_owned(), docs: Some(String::new()), ..Locale::default() };
    let setup = Setup {
        locales: ["en", damage.tag.as_str(), next(&damage.tag)].map(locale).into(),
        file: "{locale}.md".to_owned(),
        markdown: Dialect::Kramdown,
        ..Setup::default()
    };
    let file = |below: &str| {
        let tag = below.trim_end_matches(".md");
        Some(if tag == damage.tag { damage.page.as_bytes() } else { pages[tag].as_bytes() })
    };
    check(&setup.load_files("", file), Findings::default(), &Levels::default())
}

/// How much damage of a kind, or in a language, was found and missed, how much was found that is none, and how often the
/// fixes gave the page back as it was.
#[derive(Clone, Copy, Default)]
struct Counts {
    found: usize,
    wrong: usize,
    missed: usize,
    mended: usize,
}

/// The damaged page with every fix.
fn with_fixes(report: &Report, damage: &Damage) -> String {
    let path = format!("{}.md", damage.tag);
    let mut fixes: Vec<&Fix> = report
        .findings
        .iter()
        .filter(|finding| finding.source.path() == path)
        .filter_map(|finding| finding.fix.as_ref())
        .collect();
    fixes.sort_by_key(|fix| fix.span.start);
    fixes.dedup();
    let mut page = damage.page.clone();
    for fix in fixes.into_iter().rev() {
        page.replace_range(fix.span.clone(), &fix.text);
    }
    page
}

#[test]
fn damage_is_found_and_nothing_else_is() {
    let pages = pages();
    let (mut kinds, mut tags): (BTreeMap<String, Counts>, BTreeMap<String, Counts>) = Default::default();
    let mut all = Counts::default();
    let mut unexpected = String::new();
    for damage in recorded(&pages).into_iter().chain(made(&pages)) {
        let report = report(&pages, &damage);
        let is_it = |rule: &str, path: &str| {
            damage.rule.as_deref() == Some(rule) && path == format!("{}.md", damage.tag)
        };
        let found = report
            .findings
            .iter()
            .filter(|finding| is_it(finding.rule.name(), finding.source.path()))
            .count();
        let wrong = report.findings.len() - found.min(1);
        let is_missed = damage.rule.is_some() && found == 0;
        if wrong > 0 || is_missed {
            let found: Vec<String> = report.findings.iter().map(ToString::to_string).collect();
            writeln!(unexpected, "{} in {}: found {}", damage.kind, damage.tag, found.join("\n")).unwrap();
        }
        let is_mended = found > 0 && with_fixes(&report, &damage) == pages[&damage.tag];
        for counts in [&mut all, kinds.entry(damage.kind).or_default(), tags.entry(damage.tag).or_default()] {
            counts.found += found.min(1);
            counts.wrong += wrong;
            counts.missed += usize::from(is_missed);
            counts.mended += usize::from(is_mended);
        }
    }
    let mut table = format!("{:32}{:>8}{:>8}{:>8}{:>8}\n", "", "found", "false", "missed", "mended");
    for (name, Counts { found, wrong, missed, mended }) in
        kinds.iter().chain(&tags).chain([(&"all".to_owned(), &all)])
    {
        writeln!(table, "{name:32}{found:>8}{wrong:>8}{missed:>8}{mended:>8}").unwrap();
    }
    println!("{table}\n{unexpected}");
    insta::assert_snapshot!(table);
}
