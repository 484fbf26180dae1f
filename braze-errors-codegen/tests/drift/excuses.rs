//! A comment excuses a finding where it stands, and that finding alone.

use braze_errors_codegen::{Finding, Findings, Level, Rule, check, excuse};

use crate::NOTHING;
use crate::edits::{PLANTS, Plant};
use crate::pages::{Pages, TRANSLATIONS, only};

#[test]
fn what_is_planted_can_be_excused() {
    let mut pages = Pages::read();
    pages.levels.set(Rule::NumberFormat, None, Level::Warn);
    for Plant { what, rule, locales, edit } in PLANTS.iter().filter(|plant| plant.rule != Rule::UnusedExcuse)
    {
        for tag in *locales {
            let mut edited = pages.clone();
            let line = edited.edit(tag, edit);
            edited.edit(tag, |page| excused(page, line, rule.name()));
            assert_eq!(edited.found("excused"), NOTHING, "{what} in {tag}");
        }
    }
}

#[test]
fn the_comment_that_excuses_a_finding_is_known() {
    let mut pages = Pages::read();
    pages.levels.set(Rule::NumberFormat, None, Level::Warn);
    let plants = PLANTS.iter().filter(|plant| plant.rule != Rule::UnusedExcuse);
    for (Plant { what, rule, locales, edit }, line_end) in plants.zip(["\n", "\r\n"].into_iter().cycle()) {
        let (tag, mut edited) = (locales[0], pages.clone());
        edited.edit(tag, edit);
        let text = edited.texts.get_mut(tag).unwrap();
        *text = text.replace('\n', line_end);
        let loaded = edited.load("to-excuse");
        let report = check(&loaded, Findings::default(), &edited.levels);
        let finding = only(&report);
        let mut of_catalog = loaded.catalog.pages.iter();
        let page = of_catalog.find(|page| page.source.path() == finding.source.path()).unwrap();
        let found = excuse(page, finding, "it is a test");
        if *rule == Rule::MissingRow {
            assert_eq!(found, None);
            continue;
        }
        let fix = found.unwrap_or_else(|| panic!("{what}"));
        edited.edit(tag, |page| {
            let mut excused = page.to_owned();
            excused.replace_range(fix.span.clone(), &fix.text);
            excused
        });
        assert_eq!(edited.found("excused-there"), NOTHING, "{what} in {tag}");
    }
}

/// A page with an excuse for what is found in a line.
fn excused(page: &str, line: usize, rule: &str) -> String {
    let comment = format!("<!-- braze-errors: allow({rule}) it is a test -->");
    let mut lines: Vec<String> = page.lines().map(str::to_owned).collect();
    if let Some(row) = lines[line - 1].strip_suffix(" |") {
        lines[line - 1] = format!("{row} {comment} |");
    } else {
        let end = lines[line..].iter().position(String::is_empty).unwrap();
        lines.insert(line + end, format!("\n{comment}"));
    }
    lines.join("\n") + "\n"
}

#[test]
fn an_excuse_is_for_one_rule_in_one_place() {
    for tag in TRANSLATIONS {
        let mut pages = Pages::read();
        let line = pages.edit(tag, |page| page.replace("30", "31"));
        // Another rule, another row, and a block that no row belongs to.
        for (before, after) in [
            ("`max_weight`", "`max_weight` <!-- braze-errors: allow(link) a test -->"),
            ("`send_at`", "`send_at` <!-- braze-errors: allow(number) a test -->"),
            ("{% endraw %}\n\n| ", "{% endraw %}\n\n<!-- braze-errors: allow(number) a test -->\n\n| "),
        ] {
            let mut edited = pages.clone();
            let excuse = edited.edit(tag, |page| page.replace(before, after));
            let mut expected = [
                format!("{tag}:{excuse} unused-excuse"),
                format!("{tag}:{} number", line + 2 * usize::from(excuse < 34)),
            ];
            let mut found = edited.found("misplaced");
            expected.sort_unstable();
            found.sort_unstable();
            assert_eq!(found, expected, "{after}");
        }
    }
}

#[test]
fn an_excuse_beside_a_block_is_for_what_is_found_in_it() {
    let comment = "<!-- braze-errors: allow(status-list) we have one gateway -->";
    for tag in TRANSLATIONS {
        let mut pages = Pages::read();
        let bullets: Vec<String> =
            pages.texts[tag].lines().filter(|line| line.starts_with("  - ")).map(str::to_owned).collect();
        pages.edit(tag, |page| page.replace(&format!("{}\n{}\n", bullets[0], bullets[1]), ""));
        assert_eq!(pages.found("list").len(), 2);
        for (before, after) in [(":\n\n- ", "above"), ("\n\n## ", "below")] {
            let mut edited = pages.clone();
            let text = if after == "above" {
                format!("\n\n{comment}\n\n- ")
            } else {
                format!("\n\n{comment}\n\n## ")
            };
            edited.edit(tag, |page| page.replace(before.trim_start_matches(':'), &text));
            assert_eq!(edited.found("list"), NOTHING, "{after} in {tag}");
        }
    }
}

#[test]
fn what_looks_like_an_excuse_in_code_is_none() {
    let mut pages = Pages::read();
    pages.edit("fr", |page| {
        page.replace("{ \"message\"", "<!-- braze-errors: allow(number) a test -->\n{ \"message\"")
            .replace("`{{parcel}}`", "`<!-- braze-errors: allow(number) a test -->`")
            .replace("\n\n## ", "\n\n~~~\n~~~ x\n\n<!-- braze-errors: allow(number) a test -->\n~~~\n\n## ")
    });
    assert_eq!(pages.found("code"), NOTHING);
}

#[test]
fn an_excuse_in_the_middle_of_a_text_is_none() {
    let excuse = "<!-- braze-errors: allow(status-list) we have one gateway -->";
    for text in [
        // Marks of code that open no code block.
        format!("~ 5 kg\n{excuse}"),
        format!("```x``` y\n{excuse}"),
        format!("Here {excuse} and <!-- a comment -->"),
    ] {
        let mut pages = Pages::read();
        pages.edit("fr", |page| page.replace("\n\n## ", &format!("\n  - **504**\n\n{text}\n\n## ")));
        let report = pages.check("in-text");
        let findings: Vec<&Finding> = report.findings.iter().collect();
        let [found, excuse] = findings[..] else { panic!("{text}: {findings:?}") };
        assert_eq!((found.rule, excuse.rule), (Rule::StatusList, Rule::UnusedExcuse), "{text}");
        assert_eq!(excuse.message, "found an excuse in the middle of a text");
        assert_eq!(&excuse.source.text()[excuse.span.clone()], "<!--");
    }
}

#[test]
fn an_excuse_that_excuses_nothing_can_be_taken_out() {
    let comment = "<!-- braze-errors: allow(number) a test -->";
    for (before, after) in [
        (
            "`send_at` n’est pas une date lisible. |",
            format!("`send_at` n’est pas une date lisible. {comment} |"),
        ),
        ("\n\n## ", format!("\n\n{comment}\n\n## ")),
    ] {
        let mut pages = Pages::read();
        pages.edit("fr", |page| page.replace(before, &after));
        let report = pages.check("removed");
        let finding = only(&report);
        assert_eq!(finding.message, "found an excuse for `number`, which finds nothing here");
        let fix = finding.fix.clone().unwrap();
        let mut mended = finding.source.text().to_owned();
        mended.replace_range(fix.span, &fix.text);
        assert_eq!(mended, Pages::read().texts["fr"]);
    }
}

#[test]
fn an_excuse_that_is_none_says_why() {
    for (excuse, message) in [
        ("allow(number)", "found an excuse for `number` without a reason; expected why it is right"),
        ("allow(numbers) a test", "found the unknown rule `numbers`; did you mean `number`?"),
        ("number", "found `number` in an excuse; expected `allow(rule) why`"),
    ] {
        let mut pages = Pages::read();
        pages.edit("fr", |page| {
            page.replace("`send_at`", &format!("`send_at` <!-- braze-errors: {excuse} -->"))
        });
        let report = pages.check("broken-excuse");
        assert_eq!(only(&report).message, message);
        assert!(only(&report).fix.is_none());
    }
}
