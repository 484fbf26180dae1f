//! A page as both sides read it: the rows of its error tables, and the bullets that explain a status.

use braze_errors_codegen::composed;
use serde::Deserialize;

use crate::said::Said;

/// What `{{site.baseurl}}` becomes.
pub(crate) const BASE_URL: &str = "BASEURL";

/// What is compared of a page.
#[derive(Debug, Default, PartialEq, Eq)]
pub(crate) struct Reading {
    pub(crate) rows: Vec<Row>,
    pub(crate) statuses: Vec<StatusBullet>,
}

#[derive(Debug, PartialEq, Eq)]
pub(crate) struct Row {
    pub(crate) code: String,
    pub(crate) html: String,
    pub(crate) text: String,
    /// The anchor of the section that holds the row's table; empty without one.
    pub(crate) anchor: String,
}

#[derive(Debug, PartialEq, Eq)]
pub(crate) struct StatusBullet {
    pub(crate) status: String,
    pub(crate) html: String,
}

/// What a site shows of a page, as the oracle answers it.
#[derive(Debug, Default, Deserialize)]
#[serde(default)]
pub(crate) struct Shown {
    /// Why there is no page.
    pub(crate) error: Option<String>,
    pub(crate) tables: Vec<Table>,
    /// The first paragraphs of bullets that hold bold words.
    pub(crate) bullets: Vec<String>,
}

/// A table, wherever on the page, with its cells as HTML.
#[derive(Debug, Deserialize)]
pub(crate) struct Table {
    pub(crate) section: String,
    pub(crate) head: Vec<String>,
    pub(crate) rows: Vec<Vec<String>>,
}

impl Shown {
    /// The rows of the error tables, and the bullets that explain a status; an error where there is no page.
    pub(crate) fn reading(&self) -> Result<Reading, String> {
        if let Some(error) = &self.error {
            return Err(error.clone());
        }
        Ok(Reading {
            rows: self.tables.iter().flat_map(Table::error_rows).collect(),
            statuses: self.bullets.iter().filter_map(|html| status_bullet(html)).collect(),
        })
    }
}

impl Table {
    /// All rows, if one of them holds a code; the header is a row too if it does.
    fn error_rows(&self) -> Vec<Row> {
        let holds_code = |cells: &Vec<String>| cells.first().is_some_and(|cell| error_code(cell).is_some());
        let head = Some(&self.head).filter(|head| holds_code(head));
        if head.is_none() && !self.rows.iter().any(holds_code) {
            return Vec::new();
        }
        head.into_iter().chain(&self.rows).map(|cells| self.row(cells)).collect()
    }

    fn row(&self, cells: &[String]) -> Row {
        let first = cells.first().map_or("", String::as_str);
        let description = Said::new(&cells.get(1..).unwrap_or_default().concat());
        // A code may stand bare, where its table has others in code spans.
        let bare = || {
            let text = Said::new(first).text().split_whitespace().collect::<Vec<_>>().join(" ");
            (!first.contains('<') && has_status(&text)).then_some(text)
        };
        let code = Said::new(first).code().or_else(bare).unwrap_or_else(|| format!("no code: {first}"));
        Row {
            // The reader has codes in one form, however their characters are put together.
            code: composed(&code).into_owned(),
            html: description.html(),
            text: description.text(),
            anchor: self.section.clone(),
        }
    }
}

/// The code that a first cell holds: one code span, which begins with a status.
fn error_code(cell: &str) -> Option<String> {
    Said::new(cell).code().filter(|code| has_status(code))
}

fn has_status(code: &str) -> bool {
    code.split_once(' ').is_some_and(|(status, _)| is_status(status))
}

fn is_status(word: &str) -> bool {
    matches!(word.as_bytes(), [b'1'..=b'5', b'0'..=b'9', b'0'..=b'9'] | [b'1'..=b'5', b'X', b'X'])
}

/// A bullet that explains a status: the first of its bold words that hold one say which.
fn status_bullet(html: &str) -> Option<StatusBullet> {
    let said = Said::new(html);
    let status = said.bold().iter().find_map(|words| find_status(words))?;
    Some(StatusBullet { status, html: said.html() })
}

/// The first status in some words; it may touch a letter, but none of ASCII's.
fn find_status(words: &str) -> Option<String> {
    let is_word = |char: char| char.is_ascii_alphanumeric();
    words.split(|char| !is_word(char)).find(|word| is_status(word)).map(str::to_owned)
}
