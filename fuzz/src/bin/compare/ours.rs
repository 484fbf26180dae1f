//! What our own reader makes of a page: the one place that knows its interface.

use braze_errors_codegen::{Form, Page, Source};

use crate::reading::{BASE_URL, Reading, Row, StatusBullet};
use crate::said::{Said, single_spaced};

/// Which Markdown a page is written in.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Dialect {
    /// Liquid, then kramdown's GFM.
    Kramdown,
    /// GitHub's.
    Gfm,
}

/// What the reader says to a page.
#[derive(Debug)]
pub(crate) enum Outcome {
    /// There is a finding; this is the first.
    Refused(String),
    /// There is none.
    Read(Reading),
}

/// Reads a page.
pub(crate) fn ours(text: &str, dialect: Dialect) -> Outcome {
    let dialect = match dialect {
        Dialect::Kramdown => braze_errors_codegen::Dialect::Kramdown,
        Dialect::Gfm => braze_errors_codegen::Dialect::Gfm,
    };
    let reading = Page::read(&Source::new("page.md", text), dialect);
    if let Some(finding) = reading.findings.first() {
        return Outcome::Refused(format!("{}: {}", finding.rule.name(), finding.message));
    }
    let page = reading.page;
    let rows = page.rows.iter().map(|row| Row {
        code: row.code.to_string().replace("{{site.baseurl}}", BASE_URL),
        html: Said::new(&Form::Html.write(&row.description, BASE_URL)).html(),
        text: single_spaced(&Form::Text.write(&row.description, BASE_URL)),
        anchor: row.section.map(|section| page.sections[section].anchor.clone()).unwrap_or_default(),
    });
    let statuses = page.statuses.iter().map(|bullet| StatusBullet {
        status: bullet.status.to_string(),
        html: Said::new(&Form::Html.write(&bullet.description, BASE_URL)).html(),
    });
    Outcome::Read(Reading { rows: rows.collect(), statuses: statuses.collect() })
}
