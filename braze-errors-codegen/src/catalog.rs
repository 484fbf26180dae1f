//! All rows in all locales, aligned and named.

use std::collections::{BTreeMap, HashMap, HashSet};
use std::rc::Rc;

use heck::ToUpperCamelCase;

use crate::finding::{Finding, Rule};
use crate::form::Form;
use crate::page::{BASE_URL, Code, Inline, Node, Page, Row};
use crate::source::Source;

/// What a catalog is told of a locale.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Locale {
    /// Its BCP 47 tag: `pt-BR`.
    pub tag: String,
    /// The URL of the documentation in this locale, which `{{site.baseurl}}` becomes.
    pub docs: Option<String>,
    /// What becomes of rows that its page lacks.
    pub missing: Missing,
}

/// What becomes of rows that a translation lacks.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum Missing {
    /// They stop the build.
    #[default]
    Refuse,
    /// The source's text stands in for them.
    Fallback,
}

/// A name that a catalog's author gives to a variant.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Rename {
    /// The code of the row, as the source page writes it.
    pub code: String,
    /// Where the code stands more than once: a code span of the row, or words of its description.
    pub with: Option<String>,
    /// The variant's name.
    pub name: String,
}

/// Why a rename can't be followed.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct BadRename {
    /// Its position among the renames.
    pub index: usize,
    /// What is wrong with it, and what was expected.
    pub message: String,
}

/// All rows in all locales, aligned and named.
#[derive(Debug)]
pub struct Catalog {
    /// The locales, in the order in which they were listed.
    pub locales: Vec<Locale>,
    /// The source's position among them.
    pub source: usize,
    /// The pages, one for each locale.
    pub pages: Vec<Page>,
    /// The rows, in the source page's order.
    pub entries: Vec<Entry>,
}

/// One row in all locales.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Entry {
    /// The name of its variant.
    pub variant: String,
    /// Its position among each page's rows; `None` where the source stands in.
    pub rows: Vec<Option<usize>>,
}

/// A catalog and what is wrong with its pages.
#[derive(Debug)]
pub struct Alignment {
    /// The catalog, or what could be made of its pages.
    pub catalog: Catalog,
    /// Drift and defects, by locale in their order, then by place.
    pub findings: Vec<Finding>,
    /// Renames that can't be followed.
    pub bad_renames: Vec<BadRename>,
}

impl Catalog {
    /// Aligns the pages of all locales, `locales[source]` being the one that is written first, and names
    /// each row's variant.
    ///
    /// # Panics
    ///
    /// Never, for as many pages as locales and a `source` among them.
    pub fn align(locales: Vec<Locale>, source: usize, pages: Vec<Page>, renames: &[Rename]) -> Alignment {
        let mut findings = Vec::new();
        for (locale, page) in locales.iter().zip(&pages) {
            duplicate_rows(page, &mut findings);
            if locale.docs.is_none() {
                base_urls(&locale.tag, page, &mut findings);
            }
        }
        let mut entries = Vec::new();
        for row in 0..pages[source].rows.len() {
            let mut rows = vec![None; pages.len()];
            rows[source] = Some(row);
            entries.push(Entry { variant: String::new(), rows });
        }
        for position in (0..pages.len()).filter(|position| *position != source) {
            align_page(&locales[position], position, source, &pages, &mut entries, &mut findings);
        }
        let bad_renames = Names::new(&pages[source], renames).give(&mut entries, &mut findings);
        let order: HashMap<*const Source, usize> =
            pages.iter().enumerate().map(|(position, page)| (Rc::as_ptr(&page.source), position)).collect();
        findings
            .sort_by_key(|finding| (order.get(&Rc::as_ptr(&finding.source)).copied(), finding.span.start));
        Alignment { catalog: Self { locales, source, pages, entries }, findings, bad_renames }
    }

    /// The row that an entry has in a locale, or the source's where that stands in.
    pub fn row(&self, entry: &Entry, locale: usize) -> &Row {
        let (page, row) = match entry.rows[locale] {
            Some(row) => (locale, row),
            None => (self.source, entry.rows[self.source].unwrap_or_default()),
        };
        &self.pages[page].rows[row]
    }

    /// Names of variants for rows that translations have and no entry holds.
    pub(crate) fn stray_variants(&self) -> Vec<String> {
        let mut names: Vec<String> = Vec::new();
        for (position, page) in self.pages.iter().enumerate() {
            let aligned: HashSet<usize> =
                self.entries.iter().filter_map(|entry| entry.rows[position]).collect();
            for (_, row) in page.rows.iter().enumerate().filter(|(index, _)| !aligned.contains(index)) {
                let name = row.code.message.to_upper_camel_case();
                let is_taken =
                    names.contains(&name) || self.entries.iter().any(|entry| entry.variant == name);
                if is_variant_name(&name) && !is_taken {
                    names.push(name);
                }
            }
        }
        names
    }

    /// The code of an entry.
    pub fn code(&self, entry: &Entry) -> &Code {
        &self.row(entry, self.source).code
    }

    /// An entry's description, in a locale and a form.
    pub fn text(&self, entry: &Entry, locale: usize, form: Form) -> String {
        // A text of the source's speaks of the source's documentation.
        let locale_of_text = if entry.rows[locale].is_some() { locale } else { self.source };
        let base_url = self.locales[locale_of_text].docs.as_deref().unwrap_or_default();
        form.write(&self.row(entry, locale).description, base_url)
    }
}

fn duplicate_rows(page: &Page, findings: &mut Vec<Finding>) {
    let mut seen: HashMap<(&Code, String), &Row> = HashMap::new();
    for row in &page.rows {
        let text = Form::Markdown.write(&row.description, BASE_URL);
        if let Some(first) = seen.get(&(&row.code, text.clone())) {
            findings.push(
                Finding::new(Rule::DuplicateRow, &page.source, row.span.clone())
                    .message(format!(
                        "found `{}` twice with the same description; expected each row once",
                        row.code
                    ))
                    .note(&page.source, first.span.clone(), "the first one stands here")
                    .help("delete this row, or say in its description what tells it from the first"),
            );
        } else {
            seen.insert((&row.code, text), row);
        }
    }
}

fn base_urls(tag: &str, page: &Page, findings: &mut Vec<Finding>) {
    for row in &page.rows {
        if Form::Markdown.write(&row.description, BASE_URL).contains(BASE_URL) {
            findings.push(
                Finding::new(Rule::UnknownBaseUrl, &page.source, row.description_span.clone())
                    .message(format!(
                        "found `{BASE_URL}`, and the catalog doesn't know the documentation's URL in `{tag}`"
                    ))
                    .help(format!("write the URL in the call: \"{tag}\" {{ docs = \"https://…\" }}")),
            );
        }
    }
}

fn align_page(
    locale: &Locale,
    position: usize,
    source: usize,
    pages: &[Page],
    entries: &mut [Entry],
    findings: &mut Vec<Finding>,
) {
    let (page, source_page) = (&pages[position], &pages[source]);
    let mut by_code: HashMap<&Code, Vec<usize>> = HashMap::new();
    for (index, row) in page.rows.iter().enumerate() {
        by_code.entry(&row.code).or_default().push(index);
    }
    let mut source_rows: HashMap<&Code, Vec<usize>> = HashMap::new();
    for (index, row) in source_page.rows.iter().enumerate() {
        source_rows.entry(&row.code).or_default().push(index);
    }
    for (code, source_rows) in &source_rows {
        let Some(rows) = by_code.get_mut(code) else { continue };
        for (source_row, row) in pair(source_page, source_rows, page, rows) {
            entries[source_row].rows[position] = Some(row);
        }
    }
    if locale.missing == Missing::Refuse {
        missing_rows(position, source_page, page, entries, findings);
    }
    let mut unknown: Vec<usize> = by_code.into_values().flatten().collect();
    unknown.sort_unstable();
    for row in unknown {
        let row = &page.rows[row];
        findings.push(
            Finding::new(Rule::UnknownRow, &page.source, row.span.clone())
                .message(format!(
                    "found `{}`, a row that {} doesn't have",
                    row.code,
                    source_page.source.path()
                ))
                .help(format!(
                    "delete the row, correct its code, or write it in {} too",
                    source_page.source.path()
                )),
        );
    }
}

/// Pairs the rows of one code: those of equal locale-free content first, then the rest, each in page order.
///
/// What is left in `rows` has no partner.
fn pair(
    source_page: &Page,
    source_rows: &[usize],
    page: &Page,
    rows: &mut Vec<usize>,
) -> Vec<(usize, usize)> {
    let mut pairs = Vec::with_capacity(source_rows.len());
    let mut by_content: HashMap<Vec<String>, std::collections::VecDeque<usize>> = HashMap::new();
    if source_rows.len() > 1 || rows.len() > 1 {
        for row in rows.iter() {
            by_content.entry(content(&page.rows[*row].description)).or_default().push_back(*row);
        }
    }
    let mut left = Vec::new();
    for source_row in source_rows {
        let partners = by_content.get_mut(&content(&source_page.rows[*source_row].description));
        match partners.and_then(std::collections::VecDeque::pop_front) {
            Some(row) => pairs.push((*source_row, row)),
            None => left.push(*source_row),
        }
    }
    let mut is_paired: Vec<usize> = pairs.iter().map(|(_, row)| *row).collect();
    is_paired.sort_unstable();
    rows.retain(|row| is_paired.binary_search(row).is_err());
    let rest = rows.drain(..left.len().min(rows.len()));
    pairs.extend(left.into_iter().zip(rest));
    pairs
}

/// What a description says in any language: its code spans, its numbers and its link targets.
fn content(description: &[Node]) -> Vec<String> {
    fn collect(nodes: &[Node], content: &mut Vec<String>) {
        for node in nodes {
            match &node.inline {
                Inline::Text(text) => content.extend(numbers(text).map(|number| format!("#{number}"))),
                Inline::Code(code) => content.push(format!("`{code}")),
                Inline::Link { target, words, .. } => {
                    content.push(format!("({target}"));
                    collect(words, content);
                }
                Inline::Strong(nodes) | Inline::Emphasis(nodes) | Inline::Item(nodes) => {
                    collect(nodes, content)
                }
                Inline::Break | Inline::Comment(_) => {}
            }
        }
    }
    let mut found = Vec::new();
    collect(description, &mut found);
    found.sort_unstable();
    found
}

/// The numbers of a text without their grouping: `1,912`, `1.912` and `1 912` are one number.
fn numbers(text: &str) -> impl Iterator<Item = String> {
    let is_group = |char: char| matches!(char, ',' | '.' | ' ' | '\u{a0}' | '\u{202f}' | '’' | '\'');
    let mut rest = text;
    std::iter::from_fn(move || {
        let start = rest.find(|char: char| char.is_ascii_digit())?;
        rest = &rest[start..];
        let mut number = String::new();
        loop {
            let digits = rest.len() - rest.trim_start_matches(|char: char| char.is_ascii_digit()).len();
            number.push_str(&rest[..digits]);
            rest = &rest[digits..];
            let mut chars = rest.chars();
            let follows = chars.next().filter(|char| is_group(*char)).map(|_| chars.as_str());
            let is_thousands = follows.is_some_and(|group| {
                group.len() - group.trim_start_matches(|char: char| char.is_ascii_digit()).len() == 3
            });
            match follows {
                Some(group) if is_thousands => rest = group,
                _ => return Some(number),
            }
        }
    })
}

fn missing_rows(
    position: usize,
    source_page: &Page,
    page: &Page,
    entries: &[Entry],
    findings: &mut Vec<Finding>,
) {
    // The page's own defect says it all.
    if page.rows.is_empty() {
        return;
    }
    let mut place = page.rows[page.rows.len() - 1].span.clone();
    let mut missing = Vec::new();
    for (entry, row) in entries.iter().zip(&source_page.rows).rev() {
        match entry.rows[position] {
            Some(aligned) => place = page.rows[aligned].span.clone(),
            None => missing.push((row, place.clone())),
        }
    }
    for (row, place) in missing.into_iter().rev() {
        findings.push(
            Finding::new(Rule::MissingRow, &page.source, place)
                .message(format!("found no row for `{}`; expected one here", row.code))
                .note(&source_page.source, row.span.clone(), "the source's row stands here")
                .help(format!(
                    "translate the source's row:\n\n{}",
                    source_page.source.text()[row.span.clone()].trim_end()
                )),
        );
    }
}

/// The naming of variants.
struct Names<'a> {
    page: &'a Page,
    renames: &'a [Rename],
    /// The rows of each code, in page order.
    rows: BTreeMap<&'a Code, Vec<usize>>,
}

impl<'a> Names<'a> {
    fn new(page: &'a Page, renames: &'a [Rename]) -> Self {
        let mut rows: BTreeMap<&Code, Vec<usize>> = BTreeMap::new();
        for (index, row) in page.rows.iter().enumerate() {
            rows.entry(&row.code).or_default().push(index);
        }
        Self { page, renames, rows }
    }

    fn give(&self, entries: &mut Vec<Entry>, findings: &mut Vec<Finding>) -> Vec<BadRename> {
        let mut spans: Vec<Option<String>> = vec![None; entries.len()];
        for rows in self.rows.values().filter(|rows| rows.len() > 1) {
            for (row, span) in self.distinguishing_spans(rows) {
                spans[row] = span;
            }
        }
        let (renamed, mut bad_renames) = self.renamed();
        let mut owners: HashMap<String, usize> = HashMap::new();
        for (index, entry) in entries.iter_mut().enumerate() {
            let row = &self.page.rows[index];
            entry.variant = match renamed.get(&index) {
                Some(rename) => self.renames[*rename].name.clone(),
                None => format!(
                    "{}{}",
                    row.code.message.to_upper_camel_case(),
                    spans[index].as_deref().unwrap_or_default().to_upper_camel_case()
                ),
            };
            let plain = &entry.variant;
            if !is_variant_name(plain) {
                let found = if plain.is_empty() {
                    "no letters".to_owned()
                } else {
                    format!("`{plain}`, which is no name")
                };
                findings.push(
                    Finding::new(Rule::UnnameableRow, &self.page.source, row.code_span.clone())
                        .message(format!("found `{}`, and its variant's name would be {found}", row.code))
                        .help(format!(
                            "write a name for it in the call: rename = [\"{}\" => {}]",
                            row.code,
                            self.suggestion(index)
                        )),
                );
                entry.variant.clear();
            } else if let Some(first) = owners.get(plain) {
                let first = &self.page.rows[*first];
                findings.push(
                    Finding::new(Rule::SharedName, &self.page.source, row.code_span.clone())
                        .message(format!(
                            "found `{}`, whose variant's name would be `{plain}` as another row's is",
                            row.code
                        ))
                        .note(&self.page.source, first.code_span.clone(), "the other one stands here")
                        .help(format!(
                            "write a name for it in the call: rename = [{} => {}]",
                            self.address(index),
                            self.suggestion(index)
                        )),
                );
                entry.variant.clear();
            } else {
                owners.insert(plain.clone(), index);
            }
        }
        entries.retain(|entry| !entry.variant.is_empty());
        bad_renames.sort_by_key(|bad| bad.index);
        bad_renames
    }

    /// For each row of one code, the first code span that no other of them has and that makes a name.
    fn distinguishing_spans(&self, rows: &[usize]) -> Vec<(usize, Option<String>)> {
        let codes: Vec<Vec<&str>> =
            rows.iter().map(|row| code_spans(&self.page.rows[*row].description)).collect();
        let mut counts: HashMap<&str, usize> = HashMap::new();
        for spans in &codes {
            let mut spans = spans.clone();
            spans.sort_unstable();
            spans.dedup();
            for span in spans {
                *counts.entry(span).or_default() += 1;
            }
        }
        rows.iter()
            .zip(&codes)
            .map(|(row, spans)| {
                let own =
                    spans.iter().find(|span| counts[**span] == 1 && !span.to_upper_camel_case().is_empty());
                (*row, own.map(|span| (*span).to_owned()))
            })
            .collect()
    }

    /// The rename of each row that has one.
    fn renamed(&self) -> (HashMap<usize, usize>, Vec<BadRename>) {
        let mut renamed = HashMap::new();
        let mut bad = Vec::new();
        for (index, rename) in self.renames.iter().enumerate() {
            match self.find(rename) {
                Ok(row) if renamed.contains_key(&row) => {
                    bad.push(BadRename {
                        index,
                        message: format!("`{}` is renamed twice; expected one name", rename.code),
                    });
                }
                Ok(row) => {
                    renamed.insert(row, index);
                }
                Err(message) => bad.push(BadRename { index, message }),
            }
        }
        (renamed, bad)
    }

    fn find(&self, rename: &Rename) -> Result<usize, String> {
        let path = self.page.source.path();
        let rows = self
            .rows
            .iter()
            .find(|(code, _)| code.to_string() == rename.code)
            .map(|(_, rows)| rows.as_slice());
        let Some(rows) = rows else {
            return Err(format!(
                "{path} has no row `{}`; expected a code as the page writes it",
                rename.code
            ));
        };
        let Some(with) = &rename.with else {
            return match rows {
                [row] => Ok(*row),
                _ => Err(format!(
                    "`{}` stands {} times in {path}; expected {} to say which is meant",
                    rename.code,
                    rows.len(),
                    rows.iter().map(|row| self.address(*row)).collect::<Vec<_>>().join(" or ")
                )),
            };
        };
        let text = |row: &usize| Form::Text.write(&self.page.rows[*row].description, BASE_URL);
        let spans = |row: &usize| code_spans(&self.page.rows[*row].description);
        let by_span = rows.iter().filter(|row| spans(row).contains(&with.as_str())).collect::<Vec<_>>();
        let by_text = || rows.iter().filter(|row| text(row) == *with).collect::<Vec<_>>();
        let by_words = || rows.iter().filter(|row| text(row).contains(with.as_str())).collect::<Vec<_>>();
        for found in [by_span, by_text(), by_words()] {
            match found.as_slice() {
                [row] => return Ok(**row),
                [] => {}
                _ => {
                    return Err(format!(
                        "more than one row `{}` in {path} holds `{with}`; expected words that one alone has",
                        rename.code
                    ));
                }
            }
        }
        Err(format!(
            "no row `{}` in {path} holds `{with}`; expected one of its code spans, or words of its description",
            rename.code
        ))
    }

    /// How a rename names a row: its code and, where that stands more than once, what tells it from the others.
    fn address(&self, row: usize) -> String {
        let code = &self.page.rows[row].code;
        let rows = &self.rows[code];
        if rows.len() == 1 {
            return format!("{:?}", code.to_string());
        }
        let span = self
            .distinguishing_spans(rows)
            .into_iter()
            .find_map(|(other, span)| span.filter(|_| other == row));
        let words = span.unwrap_or_else(|| Form::Text.write(&self.page.rows[row].description, BASE_URL));
        format!("{:?} with {words:?}", code.to_string())
    }

    /// A name that no other row has.
    fn suggestion(&self, row: usize) -> String {
        let row = &self.page.rows[row];
        let is_repeated = self.rows[&row.code].len() > 1;
        let message = row.code.message.to_upper_camel_case();
        let message = if is_variant_name(&message) { message } else { "Error".to_owned() };
        if is_repeated {
            let text = Form::Text.write(&row.description, "");
            let words = text.split_whitespace().take(3).collect::<Vec<_>>().join(" ").to_upper_camel_case();
            format!("{message}{words}")
        } else {
            format!("{message}{}", row.code.status)
        }
    }
}

/// The code spans of a description, in order.
fn code_spans(nodes: &[Node]) -> Vec<&str> {
    let mut spans = Vec::new();
    for node in nodes {
        match &node.inline {
            Inline::Code(code) => spans.push(code.as_str()),
            Inline::Strong(nodes) | Inline::Emphasis(nodes) | Inline::Item(nodes) => {
                spans.extend(code_spans(nodes))
            }
            Inline::Link { words, .. } => spans.extend(code_spans(words)),
            Inline::Text(_) | Inline::Break | Inline::Comment(_) => {}
        }
    }
    spans
}

fn is_variant_name(name: &str) -> bool {
    name != "_" && syn::parse_str::<syn::Ident>(name).is_ok()
}
