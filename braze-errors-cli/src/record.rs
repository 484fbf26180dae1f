//! One error in one locale, as it is shown.

use std::fmt::Write;

use anstyle::{AnsiColor, Style};
use braze_errors::{FatalError, Locale};
use braze_errors_codegen::steers;
use serde::Serialize;
use textwrap::core::display_width;

use crate::text::{escape_controls, wrap};

/// Everything there is to show of an error; the fields are those of the JSON objects.
#[derive(Debug, Serialize)]
pub(crate) struct Record {
    pub(crate) code: &'static str,
    status: String,
    message: &'static str,
    pub(crate) name: &'static str,
    locale: &'static str,
    pub(crate) text: &'static str,
    markdown: &'static str,
    html: &'static str,
    translated: bool,
    pub(crate) docs_url: Option<&'static str>,
}

impl Record {
    pub(crate) fn new(error: FatalError, locale: Locale) -> Self {
        Self {
            code: error.code(),
            status: error.status().to_string(),
            message: error.message(),
            name: error.name(),
            locale: locale.tag(),
            text: error.text(locale),
            markdown: error.markdown(locale),
            html: error.html(locale),
            translated: error.is_translated(locale),
            docs_url: error.docs_url(locale),
        }
    }

    /// The code and the name, and under them the text, wrapped to a width if there is one.
    fn paragraph(&self, width: Option<usize>) -> String {
        const INDENT: &str = "    ";
        let (bold, name_style) = (Style::new().bold(), AnsiColor::Cyan.on_default());
        let [code, name, text] = [self.code, self.name, self.text].map(escape_controls);
        let fits = width.is_none_or(|width| display_width(&code) + 2 + display_width(&name) <= width);
        let gap = if fits { "  " } else { &format!("\n{INDENT}") };
        let mut paragraph = format!("{bold}{code}{bold:#}{gap}{name_style}{name}{name_style:#}\n");
        paragraph.push_str(&wrap(&text, INDENT, width));
        if !self.translated {
            let note =
                format!("note: not translated into {}, this is the text in {}", self.locale, Locale::SOURCE);
            paragraph.push_str(&wrap(&note, INDENT, width));
        }
        paragraph
    }
}

/// Records for people to read, wrapped to a width if there is one.
pub(crate) fn paragraphs(records: &[Record], width: Option<usize>) -> String {
    records.iter().map(|record| record.paragraph(width)).collect::<Vec<_>>().join("\n")
}

/// A value of strings, numbers and booleans as JSON, in which nothing is left that steers a terminal or the eye.
pub(crate) fn json(value: &(impl Serialize + ?Sized)) -> String {
    let json = serde_json::to_string_pretty(value).expect("strings, numbers and booleans have a JSON form");
    let mut escaped = String::with_capacity(json.len() + 1);
    for char in json.chars() {
        // JSON asks for an escape of the older ones only, which end before the space.
        if char >= ' ' && steers(char) {
            let _ = write!(escaped, "\\u{:04x}", u32::from(char));
        } else {
            escaped.push(char);
        }
    }
    escaped + "\n"
}

#[cfg(test)]
mod tests {
    use super::*;

    fn record() -> Record {
        Record {
            code: "404 Not Found",
            status: "404".to_owned(),
            message: "Not Found",
            name: "NotFound",
            locale: "fr",
            text: "There is no such `parcel or letter`.\n- Look twice.",
            markdown: "There is no such `parcel or letter`.\n\n- Look twice.",
            html: "There is no such <code>parcel or letter</code>.<br>- Look twice.",
            translated: true,
            docs_url: Some("https://parcel.example/docs/fr"),
        }
    }

    fn plain(paragraphs: &str) -> String {
        anstream::adapter::strip_str(paragraphs).to_string()
    }

    #[test]
    fn a_paragraph_fits_the_terminal() {
        insta::assert_snapshot!(plain(&paragraphs(&[record(), record()], Some(24))), @"
        404 Not Found  NotFound
            There is no such
            `parcel or letter`.
            - Look twice.

        404 Not Found  NotFound
            There is no such
            `parcel or letter`.
            - Look twice.
        ");
        insta::assert_snapshot!(plain(&paragraphs(&[record(), record()], Some(22))), @"
        404 Not Found
            NotFound
            There is no such
            `parcel or letter`.
            - Look twice.

        404 Not Found
            NotFound
            There is no such
            `parcel or letter`.
            - Look twice.
        ");
        insta::assert_snapshot!(plain(&paragraphs(&[record()], None)), @"
        404 Not Found  NotFound
            There is no such `parcel or letter`.
            - Look twice.
        ");
    }

    #[test]
    fn the_source_standing_in_is_said_to() {
        let record = Record { translated: false, ..record() };
        insta::assert_snapshot!(plain(&paragraphs(&[record], None)), @"
        404 Not Found  NotFound
            There is no such `parcel or letter`.
            - Look twice.
            note: not translated into fr, this is the text in en
        ");
    }

    #[test]
    fn nothing_that_a_page_says_steers_the_terminal() {
        let record = Record { code: "404 \u{9b}2J", name: "\u{1b}[2J", text: "\u{7f}\r\u{9b}2J", ..record() };
        let shown = plain(&paragraphs(&[record], None));
        assert_eq!(shown, "404 \\u{9b}2J  \\u{1b}[2J\n    \\u{7f}\\r\\u{9b}2J\n");
    }

    #[test]
    fn json_keeps_what_it_escapes() {
        let text = "\u{1b}[2J\u{7f}\u{9b}2J\u{202e}\t\r\n\"\\é";
        let json = json(&[Record { text, ..record() }]);
        assert!(!json.contains(|char: char| steers(char) && char != '\n'), "{json:?}");
        let read: serde_json::Value = serde_json::from_str(&json).unwrap();
        assert_eq!(read[0]["text"], text);
    }
}
