//! The naming of variants: from what rows say, never from where they stand.

use std::collections::{BTreeMap, HashMap};

use heck::ToUpperCamelCase;

use super::{BadRename, Entry, Rename};
use crate::finding::{Finding, Rule};
use crate::form::Form;
use crate::page::{BASE_URL, Code, Page, Row, code_spans};

/// The naming of variants.
pub(super) struct Names<'a> {
    page: &'a Page,
    renames: &'a [Rename],
    /// The rows of each code, in page order.
    rows: BTreeMap<&'a Code, Vec<usize>>,
}

impl<'a> Names<'a> {
    pub(super) fn new(page: &'a Page, renames: &'a [Rename]) -> Self {
        let mut rows: BTreeMap<&Code, Vec<usize>> = BTreeMap::new();
        for (index, row) in page.rows.iter().enumerate() {
            rows.entry(&row.code).or_default().push(index);
        }
        Self { page, renames, rows }
    }

    /// Names each entry, or reports why it can't and drops it.
    pub(super) fn give(&self, entries: &mut Vec<Entry>, findings: &mut Vec<Finding>) -> Vec<BadRename> {
        let mut spans: Vec<Option<String>> = vec![None; entries.len()];
        for rows in self.rows.values().filter(|rows| rows.len() > 1) {
            for (row, span) in self.distinguishing_spans(rows) {
                spans[row] = span;
            }
        }
        let (renamed, bad_renames) = self.renamed();
        let mut owners: HashMap<String, usize> = HashMap::new();
        for (index, entry) in entries.iter_mut().enumerate() {
            let message = &self.page.rows[index].code.message;
            let span = spans[index].as_deref().unwrap_or_default();
            let name = match renamed.get(&index) {
                Some(rename) => self.renames[*rename].name.clone(),
                None => format!("{}{}", message.to_upper_camel_case(), span.to_upper_camel_case()),
            };
            if !is_variant_name(&name) {
                findings.push(self.unnameable(index, &name));
            } else if let Some(first) = owners.get(&name) {
                findings.extend(self.shared(index, *first, &name));
            } else {
                owners.insert(name.clone(), index);
                entry.variant = name;
            }
        }
        entries.retain(|entry| !entry.variant.is_empty());
        bad_renames
    }

    fn unnameable(&self, row: usize, name: &str) -> Finding {
        let Row { code, code_span, .. } = &self.page.rows[row];
        let found = if name.is_empty() { "empty".to_owned() } else { format!("`{name}`, which is no name") };
        Finding::new(Rule::UnnameableRow, &self.page.source, code_span.clone())
            .message(format!("found `{code}`, and its variant's name would be {found}"))
            .help(self.rename_help(row))
    }

    /// The finding that a row would share its name with an earlier one.
    fn shared(&self, row: usize, first: usize, name: &str) -> Option<Finding> {
        let (Row { code, code_span, .. }, first_row) = (&self.page.rows[row], &self.page.rows[first]);
        // Two rows that say the same are a finding already.
        if *code == first_row.code && self.text(row) == self.text(first) {
            return None;
        }
        let message = format!("found `{code}`, whose variant's name would be `{name}` as another row's is");
        Some(
            Finding::new(Rule::SharedName, &self.page.source, code_span.clone())
                .message(message)
                .note(&self.page.source, first_row.code_span.clone(), "the other one stands here")
                .help(self.rename_help(row)),
        )
    }

    fn rename_help(&self, row: usize) -> String {
        format!("write a name for it in the call: {}", self.rename(row, &self.suggestion(row)))
    }

    /// What gives a row this name, as a call writes it.
    pub(super) fn rename(&self, row: usize, name: &str) -> String {
        format!("rename = [{} => {name}]", self.address(row))
    }

    fn text(&self, row: usize) -> String {
        Form::Text.write(&self.page.rows[row].description, BASE_URL)
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
        let spans = |row: &usize| code_spans(&self.page.rows[*row].description);
        let by_span = rows.iter().filter(|row| spans(row).contains(&with.as_str())).collect::<Vec<_>>();
        let by_text = || rows.iter().filter(|row| self.text(**row) == *with).collect::<Vec<_>>();
        let by_words =
            || rows.iter().filter(|row| self.text(**row).contains(with.as_str())).collect::<Vec<_>>();
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
        let words = span.unwrap_or_else(|| self.text(row));
        format!("{:?} with {words:?}", code.to_string())
    }

    /// A name that no other row has.
    fn suggestion(&self, row: usize) -> String {
        let Code { status, message } = &self.page.rows[row].code;
        let is_repeated = self.rows[&self.page.rows[row].code].len() > 1;
        let name = message.to_upper_camel_case();
        if name.is_empty() {
            format!("Error{status}")
        } else if !is_variant_name(&name) {
            format!("Error{name}")
        } else if is_repeated {
            let text = self.text(row);
            let words = text.split_whitespace().take(3).collect::<Vec<_>>().join(" ");
            format!("{name}{}", words.to_upper_camel_case())
        } else {
            format!("{name}{status}")
        }
    }
}

pub(crate) fn is_variant_name(name: &str) -> bool {
    name != "_" && syn::parse_str::<syn::Ident>(name).is_ok()
}
