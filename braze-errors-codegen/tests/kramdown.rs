//! The reader agrees with kramdown on every page of `tests/kramdown`, or refuses it.

use std::fmt::Write;
use std::path::Path;

use braze_errors_codegen::{Dialect, Form, Page, Source, composed};
use serde_json::Value;

#[test]
fn reads_what_kramdown_reads_or_refuses() {
    let folder = Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/kramdown");
    let expected = std::fs::read_to_string(folder.join("expected.json")).unwrap();
    let expected: Vec<Value> = serde_json::from_str(&expected).unwrap();
    let (mut refused, mut wrong) = (String::new(), String::new());
    for case in &expected {
        let name = case["case"].as_str().unwrap();
        let outcome = match Source::read(&folder.join(format!("cases/{name}.md")), name) {
            Ok(source) => {
                let reading = Page::read(&source, Dialect::Kramdown);
                if reading.findings.is_empty() { Ok(reading.page) } else { Err(reading.findings) }
            }
            Err(findings) => Err(findings),
        };
        if is_unknown_tag(case) && outcome.is_ok() {
            continue;
        }
        match outcome {
            Err(findings) => {
                let mut rules: Vec<&str> = findings.iter().map(|finding| finding.rule.name()).collect();
                rules.dedup();
                writeln!(refused, "{name}: {}", rules.join(", ")).unwrap();
            }
            Ok(page) => {
                let (ours, theirs) = (our_rows(&page), kramdown_rows(case));
                if ours != theirs {
                    writeln!(wrong, "{name}\n  ours:   {ours:?}\n  theirs: {theirs:?}").unwrap();
                }
            }
        }
    }
    assert!(wrong.is_empty(), "pages that are read otherwise than kramdown reads them:\n{wrong}");
    insta::assert_snapshot!(refused);
}

/// The sites define tags of their own: whatever a line of them renders to, it is a block boundary for the reader.
fn is_unknown_tag(case: &Value) -> bool {
    let error = case["liquid_error"].as_str().unwrap_or_default();
    ["Unknown tag", "in tag 'include'"].iter().any(|reason| error.contains(reason))
}

fn our_rows(page: &Page) -> Vec<[String; 3]> {
    page.rows
        .iter()
        .map(|row| {
            let html = Form::Html.write(&row.description, "BASEURL");
            [
                row.code.to_string(),
                plain(&html),
                row.section.map(|section| page.sections[section].anchor.clone()).unwrap_or_default(),
            ]
        })
        .collect()
}

/// The rows of every table that holds codes.
fn kramdown_rows(case: &Value) -> Vec<[String; 3]> {
    let rows = |table: &Value| -> Vec<[String; 3]> {
        let section = table["section"].as_str().unwrap_or_default().to_owned();
        ["more_header", "rows", "footer"]
            .iter()
            .filter_map(|part| table[part].as_array())
            .flatten()
            .map(|row| {
                let cell = |index: usize| row[index].as_str().unwrap_or_default();
                let first = without_attributes(cell(0).trim());
                let code = first.strip_prefix("<code>").and_then(|code| code.strip_suffix("</code>"));
                // A code may stand bare.
                let is_bare = !first.contains('<') && first.starts_with(|char: char| char.is_ascii_digit());
                let code = code.or(Some(first.as_str()).filter(|_| is_bare));
                let code = code.map_or_else(|| format!("no code: {}", cell(0)), plain);
                let code = code.split_whitespace().collect::<Vec<_>>().join(" ");
                let rest: String = row.as_array().unwrap().iter().skip(2).filter_map(Value::as_str).collect();
                [composed(&code).into_owned(), plain(&format!("{}{rest}", cell(1))), section.clone()]
            })
            .collect()
    };
    let has_codes = |table: &&Value| {
        rows(table).iter().any(|[code, ..]| {
            code.as_bytes().get(3) == Some(&b' ') && code.starts_with(|char: char| char.is_ascii_digit())
        })
    };
    case["tables"].as_array().unwrap().iter().filter(has_codes).flat_map(rows).collect()
}

/// HTML with what means the same written in the same way.
fn plain(html: &str) -> String {
    let mut html = html.to_owned();
    while let Some(start) = html.find("<!--") {
        let end = html[start..].find("-->").map_or(html.len(), |end| start + end + 3);
        html.replace_range(start..end, "");
    }
    html = without_attributes(&html);
    // An anchor shows the words in it alone.
    while let Some((before, (words, behind))) =
        html.split_once("<a>").and_then(|(before, rest)| Some((before, rest.split_once("</a>")?)))
    {
        html = [before, words, behind].concat();
    }
    for (theirs, ours) in [
        // Abbreviations are the site's business.
        ("<abbr>", ""),
        ("</abbr>", ""),
        // Real pages hold the variable in `{% raw %}`, where Liquid leaves it; what they mean is clear.
        ("{{site.baseurl}}", "BASEURL"),
        ("{{ site.baseurl }}", "BASEURL"),
        ("<br />", "<br>"),
        ("<br/>", "<br>"),
        ("<BR>", "<br>"),
        ("<b>", "<strong>"),
        ("</b>", "</strong>"),
        ("<i>", "<em>"),
        ("</i>", "</em>"),
        ("<ul>", ""),
        ("</ul>", "<br>"),
        ("</li>", ""),
        ("<li>", "<br>- "),
        ("“", "\""),
        ("”", "\""),
        ("‘", "'"),
        ("’", "'"),
        ("…", "..."),
        ("—", "---"),
        ("–", "--"),
        ("«\u{a0}", "<< "),
        ("\u{a0}»", " >>"),
        ("«", "<<"),
        ("»", ">>"),
        ("&quot;", "\""),
        ("&lt;", "<"),
        ("&gt;", ">"),
        ("&amp;", "&"),
    ] {
        html = html.replace(theirs, ours);
    }
    let mut lines: Vec<String> = html.split("<br>").map(|line| line.trim().to_owned()).collect();
    // Breaks in front of an item are one, and those at the ends are none.
    while lines.last().is_some_and(String::is_empty) {
        lines.pop();
    }
    let mut kept: Vec<String> = Vec::new();
    for line in lines {
        if line.starts_with("- ") {
            while kept.last().is_some_and(String::is_empty) {
                kept.pop();
            }
        }
        if !(kept.is_empty() && line.is_empty()) {
            kept.push(line);
        }
    }
    kept.join("<br>")
}

/// HTML whose tags keep no attribute but a link's target and title: the others are presentation.
fn without_attributes(html: &str) -> String {
    let mut plain = String::new();
    let mut rest = html;
    while let Some((text, tag)) = rest.split_once('<') {
        plain.push_str(text);
        let Some((tag, after)) = tag.split_once('>') else { break };
        let name = tag.split(' ').next().unwrap_or_default();
        plain.extend(["<", name]);
        for kept in [" href=\"", " title=\""].iter().filter(|_| name == "a") {
            if let Some((value, _)) = tag.split_once(kept).and_then(|(_, value)| value.split_once('"')) {
                plain.extend([kept, value, "\""]);
            }
        }
        plain.extend([if name != "a" && tag.ends_with('/') && !name.ends_with('/') { " />" } else { ">" }]);
        rest = after;
    }
    plain.push_str(rest);
    plain
}
