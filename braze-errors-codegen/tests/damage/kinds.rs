//! Every kind of damage.

use std::ops::Range;

use braze_errors_codegen::{Inline, Page, Row, numbers};

use crate::encoding::{read_as_latin_1, read_as_windows_1252, written_as_latin_1};
use crate::pages::Pages;

/// A row that is to be damaged.
pub(crate) struct Target<'a> {
    page: &'a Page,
    row: &'a Row,
    index: usize,
    source_page: &'a Page,
    source_row: &'a Row,
}

/// What a row's page becomes, once for each way or place in which the damage can be done.
type OnRow = fn(&Target<'_>) -> Vec<Vec<u8>>;

/// What a page becomes.
type OnPage = fn(&str) -> Vec<Vec<u8>>;

pub(crate) const ON_ROW: &[(&str, OnRow)] = &[
    ("row deleted", |target| vec![target.page_with(&target.whole_line(), "")]),
    ("row doubled", |target| vec![target.page_with(&target.whole_line(), &target.line().repeat(2))]),
    ("row moved", moved),
    ("status changed", |target| target.code_with(|code| code.replacen(['0', 'X'], "9", 1))),
    ("message changed", |target| target.code_with(|code| format!("{}s`", &code[..code.len() - 1]))),
    ("code of another row", |target| {
        let neighbour = &target.page.rows[if target.index == 0 { 1 } else { target.index - 1 }];
        vec![target.page_with(&target.row.code_span, &target.text()[neighbour.code_span.clone()])]
    }),
    ("code without its marks", |target| target.code_with(|code| code.replace('`', ""))),
    ("code span without its marks", |target| target.on_code_spans(|code| code.replace('`', ""))),
    ("code span dropped", |target| target.on_code_spans(|_| String::new())),
    ("code span changed", |target| target.on_code_spans(changed_code)),
    ("number changed", number_changed),
    ("link changed", |target| target.on_links(|link| link.replace(')', "x)"))),
    ("link dropped", |target| {
        target.on_links(|link| link.replace('[', "").split(']').next().unwrap().to_owned())
    }),
    ("text left in English", |target| {
        let text = &target.source_page.source.text()[target.source_row.description.span.clone()];
        vec![target.page_with(&target.row.description.span, text)]
    }),
    ("UTF-8 read as Windows-1252", |target| {
        vec![target.page_with(&target.row.span, &read_as_windows_1252(target.line()))]
    }),
    ("UTF-8 read as Latin-1", |target| {
        vec![target.page_with(&target.row.span, &read_as_latin_1(target.line()))]
    }),
    ("written as Latin-1", |target| {
        let written = written_as_latin_1(target.line());
        written.map(|line| target.page_with_bytes(&target.row.span, &line)).into_iter().collect()
    }),
    ("table cut by a blank line", |target| {
        vec![target.page_with(&(target.row.span.start..target.row.span.start), "\n")]
    }),
    ("pipe too many", |target| {
        target.on_line(&[
            &|line| format!("|{line}"),
            &|line| format!("{line}|"),
            &|line| line.replacen(". ", ". | ", 1),
            &|line| line.replacen(' ', " |", 1),
        ])
    }),
    ("pipe too few", |target| {
        target.on_line(&[
            &|line| line.replacen("| ", "", 1),
            &|line| line[..line.len() - 1].to_owned(),
            &|line| line.replacen("` | ", "` ", 1),
        ])
    }),
    ("attribute list glued", |target| {
        let list = attribute_list(target.text());
        target.on_line(&[&|line| format!("{line}{list}"), &|line| format!("{line}\n{list}"), &|line| {
            format!("{list}\n{line}")
        }])
    }),
    ("unclosed raw", |target| {
        target.on_line(&[
            &|line| format!("{{% raw %}}\n{line}"),
            &|line| format!("{line}{{% raw %}}"),
            &|line| line.replacen("` | ", "` | {% raw %}", 1),
        ])
    }),
    ("unclosed alert", |target| {
        target.on_line(&[
            &|line| format!("{{% alert note %}}\n{line}"),
            &|line| format!("{line}{{% alert note %}}"),
            &|line| line.replacen("` | ", "` | {% alert note %}", 1),
        ])
    }),
];

/// Done to one row in all locales alike, where nothing but the lock can tell.
pub(crate) const IN_EVERY_LOCALE: &[(&str, OnRow)] = &[
    ("row deleted everywhere", |target| vec![target.page_with(&target.whole_line(), "")]),
    ("message changed everywhere", |target| {
        target.code_with(|code| format!("{}s`", &code[..code.len() - 1]))
    }),
    ("code span changed everywhere", |target| target.on_code_spans(changed_code)),
    ("number changed everywhere", number_changed),
    ("link changed everywhere", |target| target.on_links(|link| link.replace(')', "x)"))),
];

pub(crate) const ON_PAGE: &[(&str, OnPage)] = &[
    ("last line without its end", |text| {
        let (table, _) = text.split_once(attribute_list(text)).unwrap();
        [text, table].map(|text| text.trim_end().into()).into()
    }),
    ("attribute list deleted", |text| vec![text.replace(attribute_list(text), "").into()]),
    ("attribute list set apart", |text| vec![text.replace("\n{:", "\n\n{:").into()]),
    ("end of raw deleted", |text| vec![text.replace("{% endraw %}", "").into()]),
    ("end of alert deleted", |text| vec![text.replace("{% endalert %}", "").into()]),
    ("whole page in another encoding", |text| {
        let texts = [read_as_windows_1252(text), read_as_latin_1(text)].map(String::into_bytes);
        texts.into_iter().chain(written_as_latin_1(text)).collect()
    }),
];

impl<'a> Target<'a> {
    pub(crate) fn new(pages: &'a Pages, entry: usize, locale: usize) -> Self {
        let (page, source_page) = (pages.page(locale), pages.page(pages.source()));
        let [index, source_index] = [locale, pages.source()].map(|locale| pages.row(entry, locale));
        Self { page, row: &page.rows[index], index, source_page, source_row: &source_page.rows[source_index] }
    }

    fn text(&self) -> &'a str {
        self.page.source.text()
    }

    /// The row without its line end.
    fn line(&self) -> &'a str {
        &self.text()[self.row.span.clone()]
    }

    fn whole_line(&self) -> Range<usize> {
        self.row.span.start..self.row.span.end + 1
    }

    fn page_with(&self, span: &Range<usize>, text: &str) -> Vec<u8> {
        self.page_with_bytes(span, text.as_bytes())
    }

    fn page_with_bytes(&self, span: &Range<usize>, bytes: &[u8]) -> Vec<u8> {
        let page = self.text().as_bytes();
        [&page[..span.start], bytes, &page[span.end..]].concat()
    }

    fn code_with(&self, change: impl Fn(&str) -> String) -> Vec<Vec<u8>> {
        vec![self.page_with(&self.row.code_span, &change(&self.text()[self.row.code_span.clone()]))]
    }

    fn on_line(&self, changes: &[&dyn Fn(&str) -> String]) -> Vec<Vec<u8>> {
        changes.iter().map(|change| self.page_with(&self.row.span, &change(self.line()))).collect()
    }

    fn on_code_spans(&self, change: fn(&str) -> String) -> Vec<Vec<u8>> {
        self.on_nodes(|inline| matches!(inline, Inline::Code(_)), change)
    }

    fn on_links(&self, change: fn(&str) -> String) -> Vec<Vec<u8>> {
        self.on_nodes(|inline| matches!(inline, Inline::Link { .. }), change)
    }

    fn on_nodes(&self, is_meant: fn(&Inline) -> bool, change: fn(&str) -> String) -> Vec<Vec<u8>> {
        let nodes = self.row.description.pieces().filter(|node| is_meant(&node.inline));
        nodes.map(|node| self.page_with(&node.span, &change(&self.text()[node.span.clone()]))).collect()
    }
}

/// To the table's other end.
fn moved(target: &Target<'_>) -> Vec<Vec<u8>> {
    let (text, rows, line) = (target.text(), &target.page.rows, target.whole_line());
    let (first, last) = (rows[0].span.start, rows[rows.len() - 1].span.end + 1);
    let (row, above, below) = (&text[line.clone()], &text[first..line.start], &text[line.end..last]);
    let table = if target.index * 2 < rows.len() { [above, below, row] } else { [row, above, below] };
    vec![target.page_with(&(first..last), &table.concat())]
}

fn changed_code(code: &str) -> String {
    format!("{}x`", &code[..code.len() - 1])
}

/// Each number with another last digit.
fn number_changed(target: &Target<'_>) -> Vec<Vec<u8>> {
    let mut pages = Vec::new();
    for node in target.row.description.pieces() {
        if let Inline::Text(_) = node.inline {
            for number in numbers(&target.text()[node.span.clone()]) {
                let last = node.span.start + number.end - 1;
                let digit = target.text().as_bytes()[last] - b'0';
                pages.push(target.page_with(&(last..last + 1), &((digit + 1) % 10).to_string()));
            }
        }
    }
    pages
}

/// The line under the table.
fn attribute_list(text: &str) -> &str {
    text.lines().last().filter(|line| line.starts_with("{:")).unwrap()
}
