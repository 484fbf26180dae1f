//! The naming of variants: from what rows say, never from where they stand.

use std::cell::OnceCell;
use std::collections::{HashMap, HashSet};
use std::iter::successors;

use heck::ToUpperCamelCase;

use super::{BadRename, Entry, Rename};
use crate::finding::{Finding, Notation, Rule};
use crate::form::Form;
use crate::markdown::BASE_URL;
use crate::page::{Code, Page, Row, Status};
use crate::text::composed::composed;

/// The naming of variants.
pub(crate) struct Names<'a> {
    page: &'a Page,
    /// The rows of each code, in page order.
    rows: HashMap<&'a Code, Vec<usize>>,
    /// For each row whose code stands more than once, the code span that tells it from the others, if one does.
    spans: Vec<Option<&'a str>>,
    /// For each such row that no code span tells from the others, the heading that does.
    headings: Vec<Option<&'a str>>,
    /// The statuses of each message that has several.
    statuses: HashMap<&'a str, HashSet<Status>>,
    /// A column of the table gives each row a name of its own.
    is_told_by_column: bool,
    /// The names of all rows, where another one is sought.
    taken: OnceCell<HashSet<String>>,
}

impl<'a> Names<'a> {
    pub(super) fn new(page: &'a Page) -> Self {
        let mut rows: HashMap<&Code, Vec<usize>> = HashMap::new();
        for (index, row) in page.rows.iter().enumerate() {
            rows.entry(&row.code).or_default().push(index);
        }
        let may_repeat = !page.layouts.is_empty();
        for rows in rows.values_mut().filter(|rows| may_repeat && rows.len() > 1) {
            // What several tables repeat is one row.
            let mut seen = HashSet::new();
            rows.retain(|row| seen.insert(Form::Markdown.write(&page.rows[*row].description, BASE_URL)));
        }
        let mut spans = vec![None; page.rows.len()];
        for rows in rows.values().filter(|rows| rows.len() > 1) {
            for (row, span) in distinguishing_spans(page, rows) {
                spans[row] = span;
            }
        }
        // Where nothing in equal rows tells them apart, the heading above them may.
        let mut headings = vec![None; page.rows.len()];
        for rows in rows.values().filter(|rows| rows.len() > 1) {
            let heading =
                |row: usize| page.rows[row].section.map(|section| page.sections[section].heading.as_str());
            for row in rows.iter().copied().filter(|row| spans[*row].is_none()) {
                let is_own = rows.iter().all(|other| *other == row || heading(*other) != heading(row));
                headings[row] = heading(row).filter(|_| is_own && may_repeat);
            }
        }
        let mut statuses: HashMap<&str, HashSet<Status>> = HashMap::new();
        for row in page.rows.iter().filter(|_| may_repeat) {
            statuses.entry(&row.code.message).or_default().insert(row.code.status);
        }
        statuses.retain(|message, statuses| !message.is_empty() && statuses.len() > 1);
        let is_told_by_column = has_own_names(page);
        let taken = OnceCell::new();
        Self { page, rows, spans, headings, statuses, is_told_by_column, taken }
    }

    /// Names each entry, or reports why it can't and drops it.
    pub(super) fn give(
        &self,
        renames: &[Rename],
        source: usize,
        entries: &mut Vec<Entry>,
        findings: &mut Vec<Finding>,
    ) -> Vec<BadRename> {
        let (given, bad_renames) = self.given_names(renames);
        let named = |entry: &Entry| {
            let row = entry.rows[source]?;
            Some((row, given.get(&row).map_or_else(|| self.name(row), |name| (*name).to_owned())))
        };
        let wanted: Vec<Option<(usize, String)>> = entries.iter().map(named).collect();
        // The names that no help suggests.
        let mut taken: HashSet<String> = wanted.iter().flatten().map(|(_, name)| name.clone()).collect();
        let mut owners: HashMap<String, usize> = HashMap::new();
        for (entry, name) in entries.iter_mut().zip(wanted) {
            let Some((index, name)) = name else { continue };
            if !is_variant_name(&name) {
                findings.push(self.unnameable(index, &name, &mut taken));
            } else if let Some(first) = owners.get(&name) {
                findings.extend(self.shared(index, *first, &name, &mut taken));
            } else {
                owners.insert(name.clone(), index);
                entry.variant = name;
            }
        }
        entries.retain(|entry| !entry.variant.is_empty());
        bad_renames
    }

    /// The name that a row gives itself: from the column that the call names, else from its code and what tells it from
    /// other rows of that code.
    fn name(&self, row: usize) -> String {
        let Row { code, name, .. } = &self.page.rows[row];
        if let Some(name) = name.as_deref().filter(|_| self.is_told_by_column) {
            return of_words(name);
        }
        let mut name = of_code(code);
        if self.statuses.contains_key(code.message.as_str()) {
            push(&mut name, &code.status.to_string());
        }
        push(&mut name, self.spans[row].or(self.headings[row]).unwrap_or_default());
        name
    }

    fn unnameable(&self, row: usize, name: &str, taken: &mut HashSet<String>) -> Finding {
        let Row { code, code_span, .. } = &self.page.rows[row];
        let found = if name.is_empty() { "empty".to_owned() } else { format!("`{name}`, which is no name") };
        Finding::new(Rule::UnnameableRow, &self.page.source, code_span.clone())
            .message(format!("found `{code}`, and its variant's name would be {found}"))
            .help(self.rename_help(row, taken))
    }

    /// The finding that a row would share its name with an earlier one.
    fn shared(&self, row: usize, first: usize, name: &str, taken: &mut HashSet<String>) -> Option<Finding> {
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
                .help(self.rename_help(row, taken)),
        )
    }

    fn rename_help(&self, row: usize, taken: &mut HashSet<String>) -> String {
        let name = self.suggestion(row, taken);
        let help = format!("write a name for it {}", self.rename(row, &name));
        taken.insert(name);
        help
    }

    /// Where and how a name is given to a row of the source's.
    pub(crate) fn rename(&self, row: usize, name: &str) -> String {
        const BELOW: &str = "in `braze-errors.toml`, below `[rename]`";
        let (code, with) = self.address(row);
        match (self.page.notation, with) {
            (Notation::Call, None) => format!("in the call: rename = [{code:?} => {name}]"),
            (Notation::Call, Some(with)) => {
                format!("in the call: rename = [{code:?} with {with:?} => {name}]")
            }
            (Notation::File, None) => format!("{BELOW}: {code:?} = {name:?}"),
            (Notation::File, Some(with)) => {
                format!("{BELOW}: {code:?} = {{ with = {with:?}, name = {name:?} }}")
            }
        }
    }

    fn text(&self, row: usize) -> String {
        Form::Text.write(&self.page.rows[row].description, BASE_URL)
    }

    /// The names that renames give to rows.
    fn given_names<'r>(&self, renames: &'r [Rename]) -> (HashMap<usize, &'r str>, Vec<BadRename>) {
        let codes: HashMap<String, &[usize]> =
            self.rows.iter().map(|(code, rows)| (code.to_string(), rows.as_slice())).collect();
        let mut given = HashMap::new();
        let mut bad = Vec::new();
        for (index, rename) in renames.iter().enumerate() {
            match self.find(rename, codes.get(&*composed(&rename.code)).copied()) {
                Ok(row) if given.contains_key(&row) => {
                    bad.push(BadRename {
                        index,
                        message: format!("`{}` is renamed twice; expected one name", rename.code),
                    });
                }
                Ok(row) => {
                    given.insert(row, rename.name.as_str());
                }
                Err(message) => bad.push(BadRename { index, message }),
            }
        }
        (given, bad)
    }

    /// The row that a rename means, among the rows of its code.
    fn find(&self, rename: &Rename, rows: Option<&[usize]>) -> Result<usize, String> {
        let path = self.page.source.path();
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
                    rows.iter().map(|row| self.shown_address(*row)).collect::<Vec<_>>().join(" or ")
                )),
            };
        };
        let with = &*composed(with);
        let has_span = |row: &usize| {
            let mut spans = self.page.rows[*row].description.code_spans();
            spans.any(|span| composed(span) == with)
        };
        let says = |row: &usize| composed(&self.text(*row)) == with;
        let holds = |row: &usize| composed(&self.text(*row)).contains(with);
        let ways: [&dyn Fn(&usize) -> bool; 3] = [&has_span, &says, &holds];
        for fits in ways {
            match rows.iter().filter(|row| fits(row)).collect::<Vec<_>>().as_slice() {
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
    fn address(&self, row: usize) -> (String, Option<String>) {
        let code = &self.page.rows[row].code;
        let rows = &self.rows[code];
        if rows.len() == 1 {
            return (code.to_string(), None);
        }
        let words = self.spans[row].map_or_else(|| self.text(row), str::to_owned);
        (code.to_string(), Some(words))
    }

    fn shown_address(&self, row: usize) -> String {
        let (code, with) = self.address(row);
        with.map_or_else(|| format!("{code:?}"), |with| format!("{code:?} with {with:?}"))
    }

    /// A name that no other row has.
    fn suggestion(&self, row: usize, taken: &HashSet<String>) -> String {
        let code = &self.page.rows[row].code;
        let name = of_code(code);
        if is_variant_name(&name) {
            return self.longer(row, &name, self.rows[code].len() == 1, taken);
        }
        let mut error = "Error".to_owned();
        push(&mut error, &without_marks(&name));
        let is_free = error != "Error" && is_variant_name(&error) && !taken.contains(&error);
        if is_free { error } else { self.longer(row, &error, false, taken) }
    }

    /// Another name for a row than this one, which is taken.
    pub(crate) fn other(&self, row: usize, name: &str) -> String {
        let taken = self.taken.get_or_init(|| (0..self.page.rows.len()).map(|row| self.name(row)).collect());
        self.longer(row, name, true, taken)
    }

    /// The first free name that begins with this one: with the row's status behind it, where that says something more,
    /// else with its first words.
    fn longer(&self, row: usize, name: &str, by_status: bool, taken: &HashSet<String>) -> String {
        let status = self.page.rows[row].code.status.to_string();
        let with_status = (by_status && !name.ends_with(&status)).then(|| format!("{name}{status}"));
        let text = self.text(row);
        let mut words = text.split_whitespace();
        let mut with_words = name.to_owned();
        // Three words tell most rows apart.
        for word in words.by_ref().take(3) {
            push(&mut with_words, &without_marks(word));
        }
        let longer = successors(Some(with_words), |shorter| {
            let mut longer = shorter.clone();
            push(&mut longer, &without_marks(words.next()?));
            Some(longer)
        });
        let others = successors(Some(format!("Other{name}")), |other| Some(format!("Other{other}")));
        let is_free = |found: &String| found != name && is_variant_name(found) && !taken.contains(found);
        with_status.into_iter().chain(longer).chain(others.take(64)).find(is_free).unwrap_or_default()
    }
}

/// Words without what no name holds, such as `½`.
fn without_marks(words: &str) -> String {
    let is_of_name =
        |char: &char| !char.is_alphanumeric() || syn::parse_str::<syn::Ident>(&format!("A{char}")).is_ok();
    words.chars().filter(is_of_name).collect()
}

/// The name that a code makes: a number is named too, and a status where nothing else is said.
pub(super) fn of_code(Code { status, message }: &Code) -> String {
    if message.is_empty() { format!("Status{status}") } else { of_words(message) }
}

/// The name that words make: `NotFound`, `Code131001`, `CodeMinus32700`, `Code404_1`, `AADSTS50001`.
fn of_words(words: &str) -> String {
    let words = &*composed(words);
    let is_acronym = |word: &str| {
        let digits = word.trim_start_matches(|char: char| char.is_ascii_uppercase());
        digits.len() < word.len() && !digits.is_empty() && digits.bytes().all(|byte| byte.is_ascii_digit())
    };
    let is_minus = |char: char| matches!(char, '-' | '\u{2212}');
    let code = words.trim_start_matches(|char: char| !char.is_alphanumeric() && !is_minus(char));
    let number = code.trim_start_matches(is_minus);
    if is_acronym(words) {
        words.to_owned()
    } else if number.starts_with(|char: char| char.is_numeric()) {
        let mut name = if number.len() < code.len() { "CodeMinus" } else { "Code" }.to_owned();
        if number.starts_with("0x") && number[2..].chars().all(char::is_alphanumeric) {
            name.push_str(number);
        } else {
            push(&mut name, number);
        }
        name
    } else {
        let mut name = String::new();
        push(&mut name, words);
        name
    }
}

/// Adds words to a name, in camel case; digits stay apart, so that `1.2` isn't `12`.
fn push(name: &mut String, words: &str) {
    for word in composed(words).split(|char: char| !char.is_alphanumeric()) {
        let word = word.to_upper_camel_case();
        let is_digit = |char: char| char.is_numeric();
        if name.ends_with(is_digit) && word.starts_with(is_digit) {
            name.push('_');
        }
        name.push_str(&word);
    }
}

/// Says whether the name column gives each code, and each row that a code has more than once, a name of its own.
fn has_own_names(page: &Page) -> bool {
    let mut owners: HashMap<String, &Row> = HashMap::new();
    !page.rows.is_empty()
        && page.rows.iter().all(|row| {
            let Some(name) = row.name.as_deref().map(of_words).filter(|name| is_variant_name(name)) else {
                return false;
            };
            let first = *owners.entry(name).or_insert(row);
            let text = |row: &Row| Form::Markdown.write(&row.description, BASE_URL);
            std::ptr::eq(first, row) || first.code == row.code && text(first) == text(row)
        })
}

/// For each row of one code, the first code span that no other of them has and that makes a name.
fn distinguishing_spans<'a>(page: &'a Page, rows: &[usize]) -> Vec<(usize, Option<&'a str>)> {
    let codes: Vec<Vec<&str>> =
        rows.iter().map(|row| page.rows[*row].description.code_spans().collect()).collect();
    let mut counts: HashMap<&str, usize> = HashMap::new();
    for spans in &codes {
        let mut spans = spans.clone();
        spans.sort_unstable();
        spans.dedup();
        for span in spans {
            *counts.entry(span).or_default() += 1;
        }
    }
    let makes_name = |span: &&str| counts[*span] == 1 && !span.to_upper_camel_case().is_empty();
    rows.iter().zip(codes).map(|(row, spans)| (*row, spans.into_iter().find(makes_name))).collect()
}

/// Says whether a name is one that rows and renames can give: an identifier in upper camel case, and no raw one.
///
/// Where two numbers would run together, a `_` stands between them.
pub(crate) fn is_variant_name(name: &str) -> bool {
    // Of `ª`, which has no capital, the compiler warns.
    let is_upper = |char: char| !char.is_lowercase() && char.to_uppercase().eq([char]);
    let is_mark = |char: char| char.is_ascii() && !char.is_ascii_alphanumeric();
    let numbers: Vec<&str> = name.split('_').collect();
    let stand_apart =
        |pair: &[&str]| pair[0].ends_with(char::is_numeric) && pair[1].starts_with(char::is_numeric);
    name.starts_with(is_upper)
        && !numbers.iter().any(|part| part.contains(is_mark))
        && numbers.windows(2).all(stand_apart)
        && syn::parse_str::<syn::Ident>(name).is_ok()
}
