//! The report as one HTML page, for whoever manages the translations: how far each locale is, and every row, which opens
//! to its texts side by side.
//!
//! All is there without a script, as rows are `details`. The script adds what helps with many rows: search, filters that
//! the URL keeps, keys and buttons to copy. Rows, cells and panels stand in one order, by which it finds them.

mod marks;
mod stamp;
mod text;

use std::cmp::Reverse;
use std::collections::{BTreeMap, HashMap};

use braze_errors_codegen::diff::Words;
use braze_errors_codegen::{
    About, Catalog, Coverage, Entry, Finding, Fix, Level, Note, Page, Row, Source, SourceChange, Span, State,
    escape_controls, escape_line,
};
use data_encoding::BASE64;
use hmac_sha256::Hash;
use maud::{DOCTYPE, Markup, PreEscaped, html};
use unic_langid::{CharacterDirection, LanguageIdentifier};

use self::stamp::Stamp;
use self::text::Text;
use super::repository::Repository;
use super::{EditUrl, Reported};
use crate::pages::count;

/// So many locales stand as columns on a wide screen; more of them are named at each row, as on a narrow one.
const MOST_COLUMNS: usize = 16;

/// The page.
pub(crate) fn html(reported: &Reported<'_>) -> String {
    let page = Grid::new(reported).page().into_string();
    // Whatever a page holds, nothing of it is out of sight, or moves what stands beside it.
    escape_controls(&page)
}

/// Every row in every locale.
struct Grid<'a> {
    reported: &'a Reported<'a>,
    catalog: &'a Catalog,
    repository: Repository,
    /// The source, then the translations, those with the most to do first.
    columns: Vec<Column<'a>>,
    /// The findings of each entry in each locale.
    findings: HashMap<(usize, usize), Vec<&'a Finding>>,
    /// The findings that belong to no entry.
    others: Vec<About<'a>>,
}

/// A locale.
struct Column<'a> {
    /// Its position in the catalog.
    locale: usize,
    coverage: &'a Coverage,
    page: &'a Page,
    /// The page's path from the repository's root, if it is in one.
    path: Option<String>,
    direction: Option<&'static str>,
}

/// A row in a locale.
struct Cell<'a> {
    column: &'a Column<'a>,
    state: State,
    /// What the page has.
    row: Option<&'a Row>,
    findings: &'a [&'a Finding],
}

impl<'a> Grid<'a> {
    fn new(reported: &'a Reported<'a>) -> Self {
        let catalog = reported.catalog;
        let repository = Repository::find();
        let coverage = reported.report.coverage.iter().enumerate();
        let mut columns: Vec<Column<'_>> = coverage
            .filter(|(_, coverage)| coverage.is_source || coverage.is_reported)
            .map(|(locale, coverage)| {
                let page = &catalog.pages[locale];
                let path = repository.path_from_root(page.source.path());
                Column { locale, coverage, page, path, direction: direction(&coverage.tag) }
            })
            .collect();
        columns.sort_by_key(|Column { coverage, .. }| (!coverage.is_source, Reverse(coverage.to_do())));
        let (mut findings, mut others) = (HashMap::<_, Vec<_>>::new(), Vec::new());
        for about in reported.about() {
            match about.entry.zip(about.locale) {
                Some(cell) => findings.entry(cell).or_default().push(about.finding),
                None => others.push(about),
            }
        }
        Self { reported, catalog, repository, columns, findings, others }
    }

    fn cell(&self, index: usize, column: &'a Column<'a>) -> Cell<'_> {
        let locale = column.locale;
        let row = self.catalog.entries[index].rows[locale];
        Cell {
            column,
            state: self.reported.report.states[index][locale],
            row: row.map(|row| &column.page.rows[row]),
            findings: self.findings.get(&(index, locale)).map_or(&[], Vec::as_slice),
        }
    }

    fn page(&'a self) -> Markup {
        let [style, script] = [include_str!("page.css"), include_str!("page.js")].map(Embedded::new);
        // What a browser is asked to forbid: everything but the page's own style and script.
        let policy = format!(
            "default-src 'none'; style-src {}; script-src {}; base-uri 'none'; form-action 'none'",
            style.hash, script.hash
        );
        html! {
            (DOCTYPE)
            html lang="en" {
                head {
                    meta charset="utf-8";
                    meta http-equiv="Content-Security-Policy" content=(policy);
                    meta name="viewport" content="width=device-width, initial-scale=1";
                    meta name="color-scheme" content="light dark";
                    meta name="referrer" content="no-referrer";
                    meta name="generator" content={ "braze-errors " (env!("CARGO_PKG_VERSION")) };
                    title { "Translation report" }
                    style { (PreEscaped(style.text)) }
                }
                body {
                    (self.head())
                    main {
                        (self.locales())
                        (self.rows())
                        (self.others())
                    }
                    script { (PreEscaped(script.text)) }
                }
            }
        }
    }

    fn head(&self) -> Markup {
        let report = self.reported.report;
        let [errors, warnings] = [Level::Deny, Level::Warn].map(|level| report.count(level));
        let Stamp { folder, revision, date } = Stamp::new(self.reported.folder, &self.repository);
        html! {
            header {
                h1 { "Translation report" }
                ul.stamp {
                    li { code { (folder) } }
                    @if let Some(revision) = revision { li { "revision " code { (revision) } } }
                    @if let Some(date) = date { li { time datetime=(date.machine) { (date.human) } } }
                }
                p {
                    (count(report.coverage.len(), "page")) ", " (count(report.states.len(), "row")) ": "
                    strong { (count(errors, "error")) ", " (count(warnings, "warning")) }
                    @if !self.others.is_empty() {
                        ", " a href="#others" { (self.others.len()) " of them outside the rows" }
                    }
                    @if self.reported.left_out() > 0 { ", " (self.reported.left_out()) " of them left out here" }
                }
            }
        }
    }

    /// How far each locale is.
    fn locales(&self) -> Markup {
        html! {
            section aria-labelledby="locales" {
                h2 #locales { "Locales" }
                table.locales {
                    thead {
                        tr {
                            th scope="col" { "Locale" }
                            th.percent scope="col" { "Done" }
                            @for state in State::ALL { th scope="col" { i.(state.name()) { (state.name()) } } }
                            th.page scope="col" { "Page" }
                        }
                    }
                    @for (class, is_source) in [("source", true), ("translations", false)] {
                        tbody.(class) {
                            @for column in self.columns.iter().filter(|column| column.coverage.is_source == is_source) {
                                (self.locale(column))
                            }
                        }
                    }
                }
            }
        }
    }

    fn locale(&self, column: &Column<'_>) -> Markup {
        let coverage = column.coverage;
        html! {
            tr data-edit=[self.edit_url(column).map(|(url, path)| url.of_page(path))] {
                th scope="row" { (coverage.tag) }
                @if coverage.is_source {
                    td.percent { "source" }
                } @else {
                    td.percent { (bar(coverage)) (coverage.percent()) " %" }
                }
                @for state in State::ALL {
                    @let rows = coverage.count(state);
                    td.zero[rows == 0] { (rows) }
                }
                td.page { (self.linked(column, 1, &escape_line(column.page.source.path()))) }
            }
        }
    }

    /// The states, the filters, and every row.
    fn rows(&'a self) -> Markup {
        let catalog = self.catalog;
        let mut codes: HashMap<String, usize> = HashMap::new();
        for entry in &catalog.entries {
            *codes.entry(catalog.code(entry).to_string()).or_default() += 1;
        }
        html! {
            section aria-labelledby="rows" {
                h2 #rows { "Rows" }
                (self.states())
                (self.filter())
                div.grid.columns[self.columns.len() <= MOST_COLUMNS] {
                    div.tags aria-hidden="true" {
                        span { "Row" }
                        span.cells { @for column in &self.columns { i { (column.coverage.tag) } } }
                    }
                    @for (index, entry) in catalog.entries.iter().enumerate() {
                        @let code = catalog.code(entry).to_string();
                        @let is_shared = codes[&code] > 1;
                        (self.row(index, entry, &code, is_shared))
                    }
                }
                p #none hidden { "No row is like this." }
            }
        }
    }

    /// What the states mean, and how many rows have each; with a script they are filters.
    fn states(&self) -> Markup {
        html! {
            div #states role="group" aria-label="States" {
                @for state in State::ALL {
                    @let rows: usize = self.columns.iter().map(|column| column.coverage.count(state)).sum();
                    button type="button" disabled aria-pressed="false" value=(state.name()) {
                        i.(state.name()) {} b { (state.name()) } " " span.count { (rows) } small { (meaning(state)) }
                    }
                }
            }
        }
    }

    fn filter(&self) -> Markup {
        let mut rules: BTreeMap<&str, usize> = BTreeMap::new();
        for finding in self.reported.findings() {
            *rules.entry(finding.rule.name()).or_default() += 1;
        }
        html! {
            form #filter role="search" autocomplete="off" hidden {
                input type="search" name="q" placeholder="Search codes and texts" aria-label="Search codes and texts";
                select name="locale" aria-label="Locale" {
                    option value="" { "All locales" }
                    @for column in &self.columns { option { (column.coverage.tag) } }
                }
                select name="rule" aria-label="Rule" {
                    option value="" { "All rules" }
                    @for (rule, count) in rules { option value=(rule) { (rule) " (" (count) ")" } }
                }
                button type="reset" { "Clear" }
                p.keys {
                    span { kbd { "n" } " next problem" } " " span { kbd { "p" } " previous" } " " span { kbd { "/" } " search" }
                }
            }
            p.shown {
                label { input type="checkbox" name="todo" form="filter"; " Only rows with something to do" }
                " " span #status role="status" { (count(self.catalog.entries.len(), "row")) }
            }
        }
    }

    fn row(&'a self, index: usize, entry: &'a Entry, code: &str, is_shared: bool) -> Markup {
        let cells: Vec<Cell<'_>> = self.columns.iter().map(|column| self.cell(index, column)).collect();
        let (is_done, changes) = (cells.iter().all(Cell::is_done), changes(&cells));
        html! {
            details.row.ok[is_done] id=(entry.variant) {
                summary {
                    h3 { code { (code) } @if is_shared { " " small { (entry.variant) } } }
                    span.cells role="img" aria-label=(summary(&cells)) {
                        @for cell in &cells { i class=[cell.class()] { (cell.column.coverage.tag) } }
                    }
                }
                div.panels {
                    @for cell in &cells { (self.panel(cell, &cells[0], &changes)) }
                }
            }
        }
    }

    /// What a row says in a locale, and what is to be said of it.
    fn panel(&self, cell: &Cell<'_>, source: &Cell<'_>, changes: &[Change<'_>]) -> Markup {
        let Column { coverage: Coverage { tag, is_source, .. }, page, direction, .. } = cell.column;
        let (lacking, marks) = self.differing(source, cell);
        let line = cell.row.map(|row| page.source.place(row.span.start).line);
        let is_brief = cell.is_done() && !is_source && lacking.is_empty() && marks.is_empty();
        let text = cell.row.map(|row| Text::new(page, row, marks, cell.findings));
        if is_brief {
            // Most are: the script makes of it what the others are, once its row opens.
            return html! { p lang=(tag) dir=[*direction] data-line=[line] { @if let Some(text) = text { (text) } } };
        }
        html! {
            article class=[cell.class()] {
                h4 {
                    (tag)
                    @if *is_source { " " em { "source" } }
                    @if cell.state != State::Done { " " b { (cell.state.name()) } }
                    @if let Some(line) = line { " " (self.linked(cell.column, line, &format!("line {line}"))) }
                }
                @if let Some(text) = text {
                    p lang=(tag) dir=[*direction] { (text) }
                } @else {
                    p.none {
                        "This page has no such row" @if cell.state == State::Fallback { "; " (meaning(cell.state)) }
                    }
                }
                @if !lacking.is_empty() {
                    p.lacking { "Only in the source: " @for part in lacking { mark { (part) } " " } }
                }
                @if *is_source {
                    @for change in changes { (self.change(change)) }
                }
                (self.list(cell.findings, Some(cell.column), Some(source)))
            }
        }
    }

    /// The parts of the source's text that a translation lacks, and the places in it that the source doesn't have.
    fn differing(&self, source: &Cell<'a>, cell: &Cell<'_>) -> (Vec<&'a str>, Vec<Span>) {
        let (Some(source_row), Some(row), false) = (source.row, cell.row, cell.column.coverage.is_source)
        else {
            return Default::default();
        };
        let [of_source, locale] = [source, cell].map(|cell| &self.catalog.locales[cell.column.locale]);
        let is_one_language = locale.has_language_of(of_source) && !locale.is_pseudo();
        let source = source.column.page;
        let [lacking, marks] =
            marks::differing((source, source_row), (cell.column.page, row), is_one_language);
        let text = source.source.text();
        (text::merge(lacking, text).into_iter().map(|span| &text[span]).collect(), marks)
    }

    /// The source's text as it was accepted and as it is now, in one.
    fn change(&self, Change { change, tags }: &Change<'_>) -> Markup {
        let source = &self.columns[0];
        html! {
            div.change {
                h5 { "Since " (tags.join(", ")) " accepted it" }
                p lang=(source.coverage.tag) dir=[source.direction] {
                    @for words in change.words() {
                        @match words {
                            Words::Same(words) => (words),
                            Words::Removed(words) => del { (words) },
                            Words::Added(words) => ins { (words) },
                        }
                    }
                }
            }
        }
    }

    fn others(&self) -> Markup {
        html! {
            @if !self.others.is_empty() {
                section #others aria-labelledby="outside" {
                    h2 #outside { "Findings outside the rows" }
                    @for About { finding, locale, .. } in &self.others {
                        @let column = self.columns.iter().find(|column| Some(column.locale) == *locale);
                        div data-locale=[column.map(|column| &column.coverage.tag)] {
                            (self.list(&[finding], column, None))
                        }
                    }
                }
            }
        }
    }

    /// Findings on a locale's page; of a row, where the source's row stands beside them.
    fn list(&self, findings: &[&Finding], column: Option<&Column<'_>>, source: Option<&Cell<'_>>) -> Markup {
        let is_shown = |note: &Note| {
            source.is_some_and(|Cell { column, row, .. }| {
                note.source.path() == column.page.source.path()
                    && row.is_some_and(|row| row.span.contains(&note.span.start))
            })
        };
        html! {
            @if !findings.is_empty() {
                ul.findings {
                    @for finding in findings {
                        li.(finding.level) data-rule=(finding.rule.name()) {
                            p {
                                b { (finding.level) } " " code { (finding.rule.name()) } " "
                                @if source.is_some() { small { (place(&finding.source, &finding.span)) } }
                                @else { (self.place(column, &finding.source, &finding.span)) }
                            }
                            p { (finding.message) }
                            @if source.is_none() { (quote(finding)) }
                            @for note in finding.notes.iter().filter(|note| !is_shown(note)) {
                                p { (note.message) " " small { (place(&note.source, &note.span)) } }
                            }
                            (help(&finding.help))
                            @if let Some(fix) = &finding.fix { (mend(&finding.source, fix)) }
                        }
                    }
                }
            }
        }
    }

    /// A place as `path:line:column`, which leads to where the line is edited.
    fn place(&self, column: Option<&Column<'_>>, source: &Source, span: &Span) -> Markup {
        let shown = place(source, span);
        let column = column.filter(|column| column.page.source.path() == source.path());
        html! {
            @match column {
                Some(column) => (self.linked(column, source.place(span.start).line, &shown)),
                None => small { (shown) },
            }
        }
    }

    /// A text that leads to where a line of a locale's page is edited.
    fn linked(&self, column: &Column<'_>, line: usize, text: &str) -> Markup {
        html! {
            @match self.edit_url(column) {
                Some((url, path)) => a href=(url.of_line(path, line)) { (text) },
                None => small { (text) },
            }
        }
    }

    /// What makes the URL of a page's lines, if there is one for it.
    fn edit_url<'s>(&'s self, column: &'s Column<'_>) -> Option<(&'s EditUrl, &'s str)> {
        self.reported.edit_url.zip(column.path.as_deref())
    }
}

impl Cell<'_> {
    /// Says whether there is nothing to do, and nothing to see.
    fn is_done(&self) -> bool {
        self.state == State::Done && self.findings.is_empty()
    }

    /// The class of its state; most are done, and do without.
    fn class(&self) -> Option<&'static str> {
        (self.state != State::Done).then(|| self.state.name())
    }
}

/// How the source's text has changed since it was accepted in some locales.
struct Change<'a> {
    change: &'a SourceChange,
    tags: Vec<&'a str>,
}

/// The changes of which findings speak, each once.
fn changes<'a>(cells: &[Cell<'a>]) -> Vec<Change<'a>> {
    let mut changes: Vec<Change<'_>> = Vec::new();
    for cell in cells {
        let Some(change) = cell.findings.iter().find_map(|finding| finding.change.as_ref()) else { continue };
        let tag = cell.column.coverage.tag.as_str();
        match changes.iter_mut().find(|known| known.change == change) {
            Some(known) => known.tags.push(tag),
            None => changes.push(Change { change, tags: vec![tag] }),
        }
    }
    changes
}

/// A style or a script that stands in the page, and what allows it to.
struct Embedded {
    text: String,
    hash: String,
}

impl Embedded {
    fn new(text: &str) -> Self {
        // As a browser reads it, on whatever machine this was built.
        let text = text.replace("\r\n", "\n");
        let hash = format!("'sha256-{}'", BASE64.encode(&Hash::hash(text.as_bytes())));
        Self { text, hash }
    }
}

/// Which way a locale's text runs, where it isn't the page's own.
fn direction(tag: &str) -> Option<&'static str> {
    let language: LanguageIdentifier = tag.parse().ok()?;
    (language.character_direction() == CharacterDirection::RTL).then_some("rtl")
}

/// The shares of a locale's rows that have each state.
fn bar(coverage: &Coverage) -> Markup {
    let mut start = 0;
    let rects: Vec<(State, usize, usize)> = State::ALL
        .into_iter()
        .map(|state| {
            let width = coverage.count(state);
            start += width;
            (state, start - width, width)
        })
        .filter(|(.., width)| *width > 0)
        .collect();
    html! {
        svg viewBox={ "0 0 " (start.max(1)) " 1" } preserveAspectRatio="none" aria-hidden="true" {
            @for (state, start, width) in rects { rect.(state.name()) x=(start) width=(width) height="1" {} }
        }
    }
}

/// What a row's cells show, in words.
fn summary(cells: &[Cell<'_>]) -> String {
    let of_state = |state: &State| {
        let tags: Vec<&str> = (cells.iter().filter(|cell| cell.state == *state))
            .map(|cell| cell.column.coverage.tag.as_str())
            .collect();
        (!tags.is_empty()).then(|| format!("{}: {}", state.name(), tags.join(", ")))
    };
    let parts: Vec<String> = State::ALL[1..].iter().filter_map(of_state).collect();
    if parts.is_empty() { State::Done.name().to_owned() } else { parts.join("; ") }
}

/// How to mend a finding; what follows a colon is text to paste.
fn help(help: &str) -> Markup {
    let (words, paste) = match help.split_once(":\n\n") {
        Some((words, paste)) => (format!("{words}:"), Some(paste)),
        None => (help.to_owned(), None),
    };
    html! {
        p { b { "help" } " " (words) }
        @if let Some(paste) = paste { pre { (paste) } }
    }
}

/// The one right mend.
fn mend(source: &Source, fix: &Fix) -> Markup {
    html! {
        p {
            b { "fix" } " "
            @if !fix.span.is_empty() { del { (source.text()[fix.span.clone()]) } }
            @if !fix.span.is_empty() && !fix.text.is_empty() { " → " }
            @if !fix.text.is_empty() { ins { (fix.text) } }
        }
    }
}

/// The line that a finding stands in.
fn quote(finding: &Finding) -> Markup {
    let (source, span) = (&finding.source, &finding.span);
    let (line, text) = (source.line(span.start), source.text());
    let end = span.end.clamp(span.start, line.end.max(span.start));
    html! {
        @if !line.is_empty() {
            p.quote dir="auto" {
                (text[line.start.min(span.start)..span.start])
                mark { (text[span.start..end]) }
                (text[end..line.end.max(end)])
            }
        }
    }
}

/// A place as `path:line:column`.
fn place(source: &Source, span: &Span) -> String {
    format!("{}:{}", escape_line(source.path()), source.place(span.start))
}

fn meaning(state: State) -> &'static str {
    match state {
        State::Done => "says what the source says",
        State::Stale => "the source has changed since",
        State::Drifted => "has findings",
        State::Untranslated => "is the source’s text",
        State::Fallback => "the source’s text stands in",
        State::Missing => "there is no row",
    }
}
