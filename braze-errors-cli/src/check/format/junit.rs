//! The report as test cases, one for each page, in the XML that `JUnit` has and most build servers show.

use std::collections::BTreeMap;
use std::fmt::Write;

use braze_errors_codegen::{Finding, Level, steers};

use super::Reported;

pub(crate) fn junit(reported: &Reported<'_>) -> String {
    let mut pages: BTreeMap<&str, Vec<&Finding>> = BTreeMap::new();
    for page in &reported.catalog.pages {
        pages.entry(page.source.path()).or_default();
    }
    for finding in reported.findings() {
        pages.entry(finding.source.path()).or_default().push(finding);
    }
    let is_failed = |findings: &Vec<&Finding>| findings.iter().any(|finding| finding.level == Level::Deny);
    let failed = pages.values().filter(|findings| is_failed(findings)).count();
    let mut xml = String::from("<?xml version=\"1.0\" encoding=\"UTF-8\"?>\n");
    let _ = writeln!(
        xml,
        "<testsuites>\n  <testsuite name=\"braze-errors\" tests=\"{}\" failures=\"{failed}\" errors=\"0\">",
        pages.len()
    );
    for (page, findings) in pages {
        let _ = writeln!(xml, "    <testcase classname=\"braze-errors\" name=\"{}\">", escape(page));
        let of_level = |level: Level| findings.iter().filter(move |finding| finding.level == level);
        for finding in of_level(Level::Deny) {
            let (message, rule) = (escape(&finding.message), finding.rule.name());
            let _ = writeln!(
                xml,
                "      <failure message=\"{message}\" type=\"{rule}\">{}</failure>",
                escape(&finding.to_string())
            );
        }
        let warnings: String = of_level(Level::Warn).map(|finding| escape(&format!("{finding}\n"))).collect();
        if !warnings.is_empty() {
            let _ = writeln!(xml, "      <system-out>{warnings}</system-out>");
        }
        xml.push_str("    </testcase>\n");
    }
    xml + "  </testsuite>\n</testsuites>\n"
}

/// A text as XML can hold it.
fn escape(text: &str) -> String {
    let mut escaped = String::with_capacity(text.len());
    for char in text.chars() {
        match char {
            '&' => escaped.push_str("&amp;"),
            '<' => escaped.push_str("&lt;"),
            '>' => escaped.push_str("&gt;"),
            '"' => escaped.push_str("&quot;"),
            '\n' => escaped.push_str("&#10;"),
            char if steers(char) || matches!(char, '\u{fffe}' | '\u{ffff}') => {
                let _ = write!(escaped, "\\u{{{:x}}}", u32::from(char));
            }
            char => escaped.push(char),
        }
    }
    escaped
}
