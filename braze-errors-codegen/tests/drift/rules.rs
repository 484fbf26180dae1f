//! Rules by name, and their pages, whose examples say what is found.

use std::fmt::Write;

use braze_errors_codegen::{
    Catalog, Dialect, Findings, Level, Levels, Loaded, Locale, Missing, Page, Rule, Source, check,
};

/// Rules whose examples are no text of a page, or need the lock.
const WITHOUT_EXAMPLE: &[Rule] = &[
    Rule::UnreadablePage,
    Rule::InvalidUtf8,
    Rule::EmptyPage,
    Rule::ControlCharacter,
    Rule::BadLock,
    Rule::Stale,
    Rule::VariantRemoved,
    Rule::VariantRenamed,
    Rule::NewRow,
    Rule::UnlistedPage,
];

#[test]
fn every_rule_has_a_page() {
    for rule in Rule::ALL {
        let page = rule.page();
        let mut lines = page.lines();
        assert_eq!(lines.next(), Some(format!("# {}", rule.name()).as_str()));
        assert!((8..=22).contains(&page.lines().count()), "{}", rule.name());
        assert!(!fences(page, "text").is_empty(), "{}", rule.name());
        assert!(page.contains("\nTo mend it, "), "{}", rule.name());
        assert_eq!(fences(page, "markdown").is_empty(), WITHOUT_EXAMPLE.contains(rule), "{}", rule.name());
    }
}

#[test]
fn examples_are_found_as_the_pages_say() {
    let mut wrong = String::new();
    for rule in Rule::ALL.iter().filter(|rule| !WITHOUT_EXAMPLE.contains(rule)) {
        let found = found(*rule, &fences(rule.page(), "markdown"));
        let expected = fences(rule.page(), "text")[0];
        if !found.iter().any(|found| found == expected) {
            writeln!(wrong, "{}: expected {expected:?}, found {found:#?}", rule.name()).unwrap();
        }
    }
    assert!(wrong.is_empty(), "{wrong}");
}

/// The contents of a page's fenced code blocks in this language.
fn fences<'a>(page: &'a str, language: &str) -> Vec<&'a str> {
    let blocks = page.split("\n```").skip(1).step_by(2);
    blocks.filter_map(|block| block.strip_prefix(language)?.strip_prefix('\n')).collect()
}

/// What a rule finds in its example: the source's page and a translation's.
fn found(rule: Rule, examples: &[&str]) -> Vec<String> {
    let tags = ["en", if rule == Rule::Pseudo { "en-XA" } else { "fr" }];
    let needs_no_docs = matches!(rule, Rule::UnknownBaseUrl | Rule::RelativeLink);
    let docs = (!needs_no_docs).then(|| "https://parcel.example/docs".to_owned());
    let (mut locales, mut pages, mut findings) = (Vec::new(), Vec::new(), Findings::default());
    for (tag, example) in tags.into_iter().zip(examples) {
        let reading =
            Page::read(&Source::new(format!("docs/{tag}/errors.md"), whole(example)), Dialect::Kramdown);
        locales.push(Locale {
            tag: tag.to_owned(),
            docs: docs.clone(),
            missing: Missing::Refuse,
            ..Locale::default()
        });
        pages.push(reading.page);
        findings.pages.push(reading.findings);
    }
    let alignment = Catalog::align(locales, 0, pages, &[]);
    findings.append(alignment.findings);
    let loaded = Loaded { findings, ..Loaded::from(alignment.catalog) };
    let mut levels = Levels::default();
    levels.set(Rule::NumberFormat, None, Level::Warn);
    let report = check(&loaded, Findings::default(), &levels);
    let of_rule = report.findings.iter().filter(|finding| finding.rule == rule);
    of_rule.map(|finding| finding.message.clone()).collect()
}

/// A page of which an example shows a part.
fn whole(example: &str) -> String {
    const TABLE: &str = "| Code | Description |\n|---|---|\n";
    if example.starts_with("| `") {
        format!("{TABLE}{example}\n")
    } else if example.starts_with("- ") {
        format!("{example}\n\n{TABLE}| `404 Not Found` | `404` |\n")
    } else {
        format!("{example}\n")
    }
}

#[test]
fn a_rule_is_known_by_its_name() {
    for rule in Rule::ALL {
        assert_eq!(rule.name().parse(), Ok(*rule));
    }
    let error = "untranslate".parse::<Rule>().unwrap_err();
    assert_eq!(error.suggestion(), Some(Rule::Untranslated));
    assert_eq!(error.to_string(), "found the unknown rule `untranslate`; did you mean `untranslated`?");
    let error = "xyzzy".parse::<Rule>().unwrap_err();
    assert_eq!(error.to_string(), "found the unknown rule `xyzzy`");
}
