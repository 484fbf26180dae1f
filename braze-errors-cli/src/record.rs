//! One error in one locale, as it is shown.

use std::fmt::Write;

use anstyle::{AnsiColor, Style};
use braze_errors_codegen::{Catalog, Entry, Form, Status, steers};
use serde::Serialize;
use textwrap::core::display_width;

use crate::output::Shown;
use crate::text::{escape_controls, wrap};

/// Everything there is to show of an error; the fields are those of the JSON objects.
#[derive(Clone, Debug, Serialize)]
pub(crate) struct Record {
    pub(crate) variant: String,
    pub(crate) code: String,
    /// `null` where the page says none.
    status: Option<String>,
    pub(crate) locale: String,
    pub(crate) text: String,
    markdown: String,
    html: String,
    translated: bool,
    /// Where the row stands that the text is from, which is the source's where it isn't translated.
    path: String,
    line: usize,
    pub(crate) docs_url: Option<String>,
    /// The tag of the source.
    #[serde(skip)]
    source: String,
}

/// The records of these rows, once for each locale.
pub(crate) fn all(shown: &Shown, rows: &[(&Catalog, &Entry)]) -> Vec<Record> {
    let records = shown.locales.iter().flat_map(|locale| {
        let published = shown.pages.published.as_ref();
        let docs_url = published.and_then(|path| shown.pages.loaded.catalog.docs_url(*locale, path));
        rows.iter().map(move |(catalog, entry)| Record::new(catalog, entry, *locale, docs_url.clone()))
    });
    records.collect()
}

impl Record {
    fn new(catalog: &Catalog, entry: &Entry, locale: usize, docs_url: Option<String>) -> Self {
        let tag = |locale: usize| catalog.locales[locale].tag.clone();
        let translated = entry.rows[locale].is_some();
        let page = &catalog.pages[if translated { locale } else { catalog.source }].source;
        let code = catalog.code(entry);
        Self {
            variant: entry.variant.clone(),
            code: code.to_string(),
            status: (code.status != Status::Any).then(|| code.status.to_string()),
            locale: tag(locale),
            text: catalog.text(entry, locale, Form::Text),
            markdown: catalog.text(entry, locale, Form::Markdown),
            html: catalog.text(entry, locale, Form::Html),
            translated,
            path: page.path().to_owned(),
            line: page.place(catalog.row(entry, locale).span.start).line,
            docs_url,
            source: tag(catalog.source),
        }
    }

    /// The code, the name and, if it is to be told, the locale; under them the text, wrapped to a width if there is one.
    fn paragraph(&self, tells_locale: bool, width: Option<usize>) -> String {
        const INDENT: &str = "    ";
        let (bold, name_style) = (Style::new().bold(), AnsiColor::Cyan.on_default());
        let [code, mut name, text] =
            [&self.code, &self.variant, &self.text].map(|text| escape_controls(text));
        if tells_locale {
            name.extend(["  ", &self.locale]);
        }
        let fits = width.is_none_or(|width| display_width(&code) + 2 + display_width(&name) <= width);
        let gap = if fits { "  " } else { &format!("\n{INDENT}") };
        let mut paragraph = format!("{bold}{code}{bold:#}{gap}{name_style}{name}{name_style:#}\n");
        paragraph.push_str(&wrap(&text, INDENT, width));
        if !self.translated {
            let note =
                format!("note: not translated into {}, this is the text in {}", self.locale, self.source);
            paragraph.push_str(&wrap(&note, INDENT, width));
        }
        paragraph
    }
}

/// Records for people to read, wrapped to a width if there is one.
pub(crate) fn paragraphs(records: &[Record], tells_locale: bool, width: Option<usize>) -> String {
    let paragraphs = records.iter().map(|record| record.paragraph(tells_locale, width));
    paragraphs.collect::<Vec<_>>().join("\n")
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
            variant: "NotFound".to_owned(),
            code: "404 Not Found".to_owned(),
            status: Some("404".to_owned()),
            locale: "fr".to_owned(),
            text: "There is no such `parcel or letter`.\n- Look twice.".to_owned(),
            markdown: "There is no such `parcel or letter`.\n\n- Look twice.".to_owned(),
            html: "There is no such <code>parcel or letter</code>.<br>- Look twice.".to_owned(),
            translated: true,
            path: "docs/fr/errors.md".to_owned(),
            line: 5,
            docs_url: Some("https://parcel.example/docs/fr".to_owned()),
            source: "en".to_owned(),
        }
    }

    fn plain(paragraphs: &str) -> String {
        anstream::adapter::strip_str(paragraphs).to_string()
    }

    #[test]
    fn a_paragraph_fits_the_terminal() {
        insta::assert_snapshot!(plain(&paragraphs(&[record(), record()], false, Some(24))), @"
        404 Not Found  NotFound
            There is no such
            `parcel or letter`.
            - Look twice.

        404 Not Found  NotFound
            There is no such
            `parcel or letter`.
            - Look twice.
        ");
        insta::assert_snapshot!(plain(&paragraphs(&[record(), record()], false, Some(22))), @"
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
        insta::assert_snapshot!(plain(&paragraphs(&[record()], false, None)), @"
        404 Not Found  NotFound
            There is no such `parcel or letter`.
            - Look twice.
        ");
    }

    #[test]
    fn a_locale_is_told_where_there_are_several() {
        let german = Record { locale: "de".to_owned(), ..record() };
        insta::assert_snapshot!(plain(&paragraphs(&[record(), german], true, None)), @"
        404 Not Found  NotFound  fr
            There is no such `parcel or letter`.
            - Look twice.

        404 Not Found  NotFound  de
            There is no such `parcel or letter`.
            - Look twice.
        ");
    }

    #[test]
    fn the_source_standing_in_is_said_to() {
        let record = Record { translated: false, ..record() };
        insta::assert_snapshot!(plain(&paragraphs(&[record], false, None)), @"
        404 Not Found  NotFound
            There is no such `parcel or letter`.
            - Look twice.
            note: not translated into fr, this is the text in en
        ");
    }

    #[test]
    fn nothing_that_a_page_says_steers_the_terminal() {
        let record = Record {
            code: "404 \u{9b}2J".to_owned(),
            variant: "\u{1b}[2J".to_owned(),
            text: "\u{7f}\r\u{9b}2J".to_owned(),
            ..record()
        };
        let shown = plain(&paragraphs(&[record], false, None));
        assert_eq!(shown, "404 \\u{9b}2J  \\u{1b}[2J\n    \\u{7f}\\r\\u{9b}2J\n");
    }

    #[test]
    fn json_keeps_what_it_escapes() {
        let text = "\u{1b}[2J\u{7f}\u{9b}2J\u{202e}\t\r\n\"\\é";
        let json = json(&[Record { text: text.to_owned(), ..record() }]);
        assert!(!json.contains(|char: char| steers(char) && char != '\n'), "{json:?}");
        let read: serde_json::Value = serde_json::from_str(&json).unwrap();
        assert_eq!(read[0]["text"], text);
    }
}
