//! A page's error tables: which they are, and what their rows say.

mod code;
mod columns;
mod conflict;
mod guide;
mod like;
#[cfg(feature = "check")]
mod outline;
mod row;
mod status_list;
mod stray;
mod table;

#[cfg(feature = "check")]
use std::collections::BTreeMap;
#[cfg(feature = "check")]
use std::collections::HashSet;
use std::rc::Rc;

pub use self::code::{Code, Status};
pub use self::columns::Columns;
pub(crate) use self::columns::Layout;
use self::like::KnownTable;
#[cfg(feature = "check")]
pub(crate) use self::outline::{Anchor, Comment, Outline};
pub use self::status_list::StatusBullet;
use crate::finding::{Finding, Notation, Rule};
use crate::markdown::{Description, Dialect, Document};
use crate::text::source::{self, Source, Span};
use crate::text::white::is_blank;

/// How many marks a page may hold, such as pipes, backticks and line ends: as many as 16 MiB of long rows have.
///
/// The reader keeps something of each, so that a page of nothing else would take a hundred times its own memory.
const MOST_MARKS: usize = 2_000_000;

/// A page, read.
#[derive(Clone, Debug)]
pub struct Page {
    /// The file that it was read from.
    pub source: Rc<Source>,
    /// The dialect that it was read in.
    pub dialect: Dialect,
    /// The error tables, from the first one's header to the last one's last row; empty where the page has none.
    pub table: Span,
    /// The sections that hold the rows, in page order.
    pub sections: Vec<Section>,
    /// The rows of the tables, in page order.
    pub rows: Vec<Row>,
    /// The bullets that explain a status or a class of statuses, in page order.
    pub statuses: Vec<StatusBullet>,
    /// Where the columns of its error tables stand, where the call names them.
    pub(crate) layouts: Vec<Layout>,
    /// What is known of each of a source page's tables, where the call names columns.
    known: Vec<KnownTable>,
    /// The URL that it is published at, where the catalog knows it.
    pub(crate) published: Option<String>,
    /// Where its catalog is described.
    pub(crate) notation: Notation,
    /// What else stands on it.
    #[cfg(feature = "check")]
    pub(crate) outline: Outline,
}

/// What stands below a heading.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Section {
    /// The heading's words.
    pub heading: String,
    /// The heading's anchor.
    pub anchor: String,
}

/// One line of an error table.
#[derive(Clone, Debug)]
pub struct Row {
    /// The position of the section that it stands in; `None` above the first heading.
    pub section: Option<usize>,
    /// Where the table begins that it stands in.
    pub(crate) table: usize,
    /// The whole line.
    pub span: Span,
    /// What the API answers.
    pub code: Code,
    /// Where that stands.
    pub code_span: Span,
    /// The name that a column of the table gives it.
    pub name: Option<String>,
    /// What the row says.
    pub description: Description,
}

/// A page and what is wrong with it.
///
/// Where findings stop the build, the page holds the rows that could still be read.
#[derive(Clone, Debug)]
pub struct Reading {
    /// The page, or what could be read of it.
    pub page: Page,
    /// What is wrong with it, in page order.
    pub findings: Vec<Finding>,
}

/// Which tables of a page are error tables, and which of their rows are read.
///
/// By default, tables of two columns whose codes begin with a status.
#[derive(Clone, Copy, Debug, Default)]
pub struct Sought<'a> {
    /// The headers of the source page.
    pub columns: Option<&'a Columns>,
    /// The heading that the tables stand below.
    pub under: Option<&'a str>,
    /// Codes of rows to leave out.
    pub skip: &'a [String],
    /// The source, read: a translation's tables are as wide, and hold its codes.
    pub like: Option<&'a Page>,
}

impl Page {
    /// Reads a page, of which tables of two columns whose codes begin with a status are error tables.
    pub fn read(source: &Rc<Source>, dialect: Dialect) -> Reading {
        Self::read_tables(source, dialect, &Sought::default())
    }

    /// Reads a page and the error tables that are sought on it.
    ///
    /// ```
    /// use braze_errors_codegen::{Columns, Dialect, Page, Sought, Source};
    ///
    /// let source = Source::new("docs/en/errors.md", "\
    /// | Status | Error | What to do |
    /// |---|---|---|
    /// | 404 | `parcel_unknown` | Check the number. |
    /// ");
    /// let columns = Columns {
    ///     code: Some("Error".to_owned()),
    ///     status: Some("Status".to_owned()),
    ///     name: None,
    ///     description: vec!["What to do".to_owned()],
    /// };
    /// let sought = Sought { columns: Some(&columns), ..Sought::default() };
    /// let reading = Page::read_tables(&source, Dialect::Gfm, &sought);
    /// assert_eq!(reading.page.rows[0].code.to_string(), "404 parcel_unknown");
    /// ```
    pub fn read_tables(source: &Rc<Source>, dialect: Dialect, sought: &Sought<'_>) -> Reading {
        let mut page = Self::empty(source, dialect);
        if source.text().trim_start_matches('\u{feff}').trim().is_empty() {
            let finding = Finding::new(Rule::EmptyPage, source, source.line(0))
                .message("found an empty page; expected an error table")
                .help("write the page, or take its locale off the list");
            return Reading { page, findings: vec![finding] };
        }
        let marks = if source.text().len() > MOST_MARKS { count_marks(source.text()) } else { 0 };
        if marks > MOST_MARKS {
            let finding = Finding::new(Rule::UnreadablePage, source, 0..0)
                .message(format!(
                    "found {marks} marks, such as pipes, backticks and line ends; expected {MOST_MARKS} or fewer"
                ))
                .help("make several pages of it");
            return Reading { page, findings: vec![finding] };
        }
        let (mut document, mut findings) = Document::read(source, dialect);
        if let Some(conflict) = conflict::find(&document) {
            return Reading { page, findings: vec![conflict] };
        }
        let above = std::mem::take(&mut document.above);
        #[cfg(feature = "check")]
        {
            page.outline = Outline::read(&document);
        }
        let found = match sought {
            Sought { like: Some(like), .. } if sought.columns.is_some() => {
                like::find(&document, like, sought.skip, &mut findings)
            }
            Sought { columns: Some(columns), under, .. } => columns::find(&document, columns, *under),
            _ => table::find(&document),
        };
        page.layouts = found.0.iter().filter_map(|table| table.layout.clone()).collect();
        if let (Some(columns), None) = (sought.columns, sought.like) {
            columns::report_ambiguous(&document, columns, &found, &mut findings);
            page.known = like::known(&document, &page.layouts, sought.skip);
        }
        // What could swallow a table matters above the last one alone.
        let end = found.0.last().map_or(usize::MAX, |table| table.block.span.end);
        findings.extend(above.into_iter().filter(|finding| finding.span.start < end));
        page.statuses = status_list::read(&document, sought.columns.is_some(), &mut findings);
        row::read(&document, &found, sought.skip, &mut page, &mut findings);
        if sought.columns.is_none() {
            stray::report(&document, &found, &mut page, &mut findings);
        } else {
            stray::report_cut_off(&document, &found, &mut findings);
            let hidden = stray::hidden_header(&document, sought);
            // Where the source has no rows, that is the cause.
            let is_sought = sought.like.is_none_or(|source| !source.rows.is_empty());
            let nowhere =
                sought.under.filter(|under| sought.like.is_none() && !columns::has_heading(&document, under));
            if let Some(under) = nowhere {
                findings.push(guide::no_heading(&document, under));
            }
            let is_said = hidden.is_some() || findings.iter().any(|finding| finding.rule == Rule::NoTable);
            findings.extend(hidden);
            if found.0.is_empty() && is_sought && !is_said {
                let by = match sought {
                    Sought { like: None, columns: Some(columns), .. } => guide::SoughtBy::Columns(columns),
                    _ => guide::SoughtBy::Like,
                };
                stray::no_table(&document, by, &mut findings);
            }
        }
        // Rows of which no table is made are read last, wherever they stand.
        page.rows.sort_by_key(|row| row.span.start);
        page.read_sections(&document, &mut findings);
        pass_over_front_matter(source.text(), &mut findings);
        findings.sort_by_key(|finding| finding.span.start);
        // What a page may hold nowhere is found where a cell holds it too.
        findings.dedup_by(|next, finding| (next.rule, &next.span) == (finding.rule, &finding.span));
        Reading { page, findings }
    }

    /// The anchor of the section that the first row stands in.
    pub fn anchor(&self) -> Option<&str> {
        let section = self.rows.first()?.section?;
        Some(&self.sections[section].anchor)
    }

    /// Finds the section of each row, reporting headings that can't be read: the anchors below hang on them.
    fn read_sections(&mut self, document: &Document<'_>, findings: &mut Vec<Finding>) {
        let (mut section, mut rows) = (None, self.rows.iter_mut().peekable());
        for (span, heading) in document.headings() {
            while let Some(row) = rows.next_if(|row| row.span.start < span.start) {
                row.section = section;
            }
            if rows.peek().is_none() {
                return;
            }
            match heading {
                Ok((heading, anchor)) => {
                    section = Some(self.sections.len());
                    self.sections.push(Section { heading, anchor });
                }
                Err(finding) => findings.push(*finding),
            }
        }
        rows.for_each(|row| row.section = section);
    }

    pub(crate) fn empty(source: &Rc<Source>, dialect: Dialect) -> Self {
        Self {
            source: Rc::clone(source),
            dialect,
            table: 0..0,
            sections: Vec::new(),
            rows: Vec::new(),
            statuses: Vec::new(),
            layouts: Vec::new(),
            known: Vec::new(),
            published: None,
            notation: Notation::default(),
            #[cfg(feature = "check")]
            outline: Outline::default(),
        }
    }
}

/// Where the cells begin of a source page's error tables that hold codes and statuses, whose columns the call names.
#[cfg(feature = "check")]
pub(crate) fn code_cells(document: &Document<'_>, sought: &Sought<'_>) -> HashSet<usize> {
    let Some(columns) = sought.columns else { return HashSet::new() };
    let found = columns::find(document, columns, sought.under);
    let layouts = found.0.iter().filter_map(|table| table.layout.as_ref());
    let cells = found.tables().zip(layouts).flat_map(|(table, layout)| {
        let rows = columns::lines(document, table).skip(1);
        rows.flat_map(|row| [layout.code, layout.status].map(|column| row.cells.get(column?)))
    });
    cells.flatten().map(|cell| cell.span().start).collect()
}

#[cfg(feature = "check")]
impl Page {
    /// Says whether each row's description stands in one cell.
    pub(crate) fn has_whole_descriptions(&self) -> bool {
        self.layouts.iter().all(|layout| layout.description.len() == 1)
    }

    /// The first bullet for each status.
    pub(crate) fn bullets(&self) -> BTreeMap<Status, &StatusBullet> {
        self.statuses.iter().rev().map(|bullet| (bullet.status, bullet)).collect()
    }

    /// The row that this byte stands in.
    pub(crate) fn row_at(&self, at: usize) -> Option<usize> {
        let index = self.rows.partition_point(|row| row.span.end <= at);
        self.rows.get(index).filter(|row| row.span.start <= at).map(|_| index)
    }
}

/// Takes out what is found of the lines right below front matter without its end: who ends it parts them from it.
fn pass_over_front_matter(text: &str, findings: &mut Vec<Finding>) {
    let is_of_lines = |rule: Rule| {
        matches!(rule, Rule::UnsupportedMarkdown | Rule::GluedText | Rule::StrayRow | Rule::NoTable)
    };
    if findings.iter().any(|finding| finding.rule == Rule::UnclosedFrontMatter) {
        let blank = source::lines(text).find(|line| is_blank(&text[line.clone()]));
        let end = blank.map_or(text.len(), |line| line.start);
        findings.retain(|finding| finding.span.start >= end || !is_of_lines(finding.rule));
    }
}

/// How many characters of a text may be marks of Markdown, or end a line.
fn count_marks(text: &str) -> usize {
    text.bytes().filter(|byte| b"\n\r!&*<>[\\]_`{|}~".contains(byte)).count()
}

/// A number of things: `1 row`, `2 rows`.
fn count(number: usize, what: &str) -> String {
    if number == 1 { format!("1 {what}") } else { format!("{number} {what}s") }
}
