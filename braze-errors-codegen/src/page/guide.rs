//! What is said where no table of a page is the one that was sought: which tables stand there, and how the call
//! would name the columns of the likeliest.

use std::collections::{HashMap, HashSet};
use std::fmt;
#[cfg(feature = "check")]
use std::rc::Rc;

use super::code::{Code, Status};
use super::columns::{Columns, lines, plain, tables};
use super::count;
use crate::finding::{Finding, Rule};
#[cfg(feature = "check")]
use crate::markdown::Dialect;
use crate::markdown::{BlockKind, Document, Prose, shown};
#[cfg(feature = "check")]
use crate::text::source::Source;
use crate::text::source::{self, Span};

/// How many kinds of tables are listed.
const LISTED: usize = 8;

/// How alike two headings are, from 0 to 1, of which one is taken for the other.
const ALIKE: f64 = 0.75;

/// Words of which headers of codes and of errors are made, in the languages whose pages were seen.
const OF_ERRORS: &[&str] =
    &["error", "fehler", "erreur", "erro", "fallo", "ошибк", "エラー", "오류", "错误", "錯誤", "fault"];
const OF_CODES: &[&str] =
    &["code", "kod", "kód", "código", "codice", "код", "コード", "코드", "码", "碼", "代码", "代碼"];
const OF_STATUSES: &[&str] = &[
    "http",
    "status",
    "statut",
    "état",
    "estado",
    "stato",
    "durum",
    "trạng thái",
    "สถานะ",
    "статус",
    "состояни",
    "ステータス",
    "状態",
    "상태",
    "状态",
    "狀態",
];
const OF_NAMES: &[&str] = &[
    "name", "nom", "имя", "message", "title", "mnemonic", "type", "constant", "名前", "이름", "名称", "名稱",
];
const OF_DESCRIPTIONS: &[&str] = &[
    "descri",
    "meaning",
    "explanation",
    "reason",
    "detail",
    "beschreib",
    "bedeutung",
    "описани",
    "説明",
    "설명",
    "说明",
    "說明",
    "描述",
    "含义",
];

/// The tables of a page that have the same headers.
struct Kind {
    /// The first one's header.
    header: Span,
    /// What the headers say.
    headers: Vec<String>,
    tables: usize,
    rows: usize,
    guess: Option<Guess>,
}

/// How the columns of a kind of tables may be named, and how likely it is that they hold errors.
struct Guess {
    columns: Columns,
    weight: f64,
}

/// What the cells of a column look like.
#[derive(Default)]
struct Column {
    header: String,
    /// Cells in which anything stands.
    cells: usize,
    distinct: HashSet<String>,
    numbers: usize,
    /// A word of letters, digits and marks that identifiers have.
    identifiers: usize,
    /// One HTTP status or several, and nothing else.
    statuses: usize,
    /// A status and a message.
    codes: usize,
    code_spans: usize,
    chars: usize,
}

impl Column {
    fn see(&mut self, text: &str, is_code_span: bool) {
        let text = text.trim();
        if text.is_empty() {
            return;
        }
        self.cells += 1;
        self.chars += text.chars().count();
        self.code_spans += usize::from(is_code_span);
        self.numbers += usize::from(is_number(text));
        let is_identifier = text.chars().all(|char| char.is_alphanumeric() || "_-.:*/".contains(char))
            && text.chars().any(char::is_alphabetic);
        self.identifiers += usize::from(is_identifier);
        let words = text.split(|char: char| !char.is_ascii_alphanumeric());
        let mut words = words.filter(|word| !word.is_empty() && !word.eq_ignore_ascii_case("http"));
        self.statuses += usize::from(
            text.is_ascii() && words.all(|word| Status::parse(&word.to_ascii_uppercase()).is_some()),
        );
        self.codes += usize::from(Code::check(text).is_ok());
        self.distinct.insert(text.to_owned());
    }

    /// Says whether so many of ten cells are of a kind.
    fn is_mostly(&self, of_kind: usize, of_ten: usize) -> bool {
        self.cells > 0 && of_kind * 10 >= self.cells * of_ten
    }

    fn says(&self, words: &[&str]) -> bool {
        let header = self.header.to_lowercase();
        words.iter().any(|word| header.contains(word))
    }

    /// Which part of the cells is said once.
    fn uniqueness(&self) -> f64 {
        ratio(self.distinct.len(), self.cells)
    }

    /// How much prose it looks like.
    fn prose(&self) -> f64 {
        let length = ratio(self.chars, self.cells);
        let of_code = if self.is_mostly(self.code_spans, 5) { 0.5 } else { 1.0 };
        let of_header = if self.says(OF_DESCRIPTIONS) {
            1.5
        } else if self.says(OF_CODES) || self.says(OF_STATUSES) {
            0.2
        } else {
            1.0
        };
        let of_terms =
            if self.is_mostly(self.numbers.max(self.codes).max(self.statuses), 7) { 0.01 } else { 1.0 };
        length * of_code * of_header * of_terms
    }

    /// How much it looks like what the API answers to say which error it is.
    fn code(&self) -> f64 {
        let of_cells = if self.is_mostly(self.numbers, 6) {
            8.0
        } else if self.is_mostly(self.codes, 6) {
            6.0
        } else if self.is_mostly(self.identifiers, 6) {
            4.0
        } else if self.is_mostly(self.code_spans, 6) {
            2.0
        } else {
            return 0.0;
        };
        // What many rows share tells none of them.
        of_cells * self.uniqueness().powi(2) + if self.says(OF_CODES) { 0.2 } else { 0.0 }
    }

    /// Says whether it holds the statuses of errors rather than numbers of their own, among the columns of its table.
    fn holds_statuses(&self, columns: &[Self]) -> bool {
        if self.says(OF_STATUSES) {
            // Words may stand behind them: `400 Bad Request`.
            return self.is_mostly(self.statuses + self.codes, 8);
        }
        let repeats = self.distinct.len() * 2 <= self.cells;
        // Words that are no names tell the errors better than statuses do, unless the header of these alone is of codes.
        let stands_beside_words = || {
            columns.iter().any(|column| {
                column.holds_words_of_codes() && (column.says(OF_CODES) || !self.says(OF_CODES))
            })
        };
        self.is_mostly(self.statuses, 8)
            && (repeats || self.is_mostly(self.statuses, 10) && stands_beside_words())
    }

    /// Says whether it holds a word of its own for each error: `parcel_not_found`.
    fn holds_words_of_codes(&self) -> bool {
        let words = self.identifiers.saturating_sub(self.numbers.max(self.statuses));
        self.is_mostly(words, 8) && self.uniqueness() >= 0.8 && !self.says(OF_NAMES)
    }

    /// How much it looks like names for the errors.
    fn name(&self) -> f64 {
        let length = ratio(self.chars, self.cells);
        // A status in words is no status.
        let is_named = self.says(OF_NAMES) || self.says(OF_STATUSES) && self.statuses == 0;
        if self.cells == 0 || length > 60.0 || !(is_named || self.uniqueness() >= 0.8) {
            return 0.0;
        }
        self.uniqueness() + if is_named { 0.5 } else { 0.0 }
    }
}

#[expect(clippy::cast_precision_loss, reason = "a page has fewer cells and characters than 2^52")]
fn ratio(part: usize, whole: usize) -> f64 {
    part as f64 / whole.max(1) as f64
}

/// Says whether a text is a number, as codes write them: `131001`, `-32700`, `0x02`.
fn is_number(text: &str) -> bool {
    let digits = text.strip_prefix(['-', '−']).unwrap_or(text);
    let is_hex = |digits: &str| !digits.is_empty() && digits.bytes().all(|byte| byte.is_ascii_hexdigit());
    let is_decimal = !digits.is_empty() && digits.bytes().all(|byte| byte.is_ascii_digit());
    is_decimal || digits.strip_prefix("0x").or(digits.strip_prefix("0X")).is_some_and(is_hex)
}

impl Guess {
    /// Guesses by what the cells hold, and by the headers where that leaves it open.
    fn new(columns: &[Column], rows: usize) -> Option<Self> {
        let best = |of: &dyn Fn(&Column) -> f64, taken: &[usize]| {
            let mut best: Option<(usize, f64)> = None;
            for (index, column) in columns.iter().enumerate().filter(|(index, _)| !taken.contains(index)) {
                let weight = of(column);
                if weight > 0.0 && best.is_none_or(|(_, most)| weight > most) {
                    best = Some((index, weight));
                }
            }
            best.map(|(index, _)| index)
        };
        let description = best(&Column::prose, &[])?;
        let mut taken = vec![description];
        let status = columns
            .iter()
            .position(|column| column.holds_statuses(columns))
            .filter(|index| *index != description);
        taken.extend(status);
        let mut code = best(&Column::code, &taken);
        if code.is_none() && status.is_none() {
            // Whatever is no prose says which error it is.
            code = (0..columns.len()).find(|index| *index != description && columns[*index].cells > 0);
        }
        taken.extend(code);
        let name = best(&Column::name, &taken);
        let key = &columns[code.or(status)?];
        let header = |index: usize| columns[index].header.clone();
        let weight = ratio(rows, 1)
            * (0.2 + key.uniqueness())
            * if key.says(OF_CODES) || key.says(OF_ERRORS) { 10.0 } else { 1.0 }
            * if columns.iter().any(|column| column.says(OF_ERRORS)) { 10.0 } else { 1.0 };
        let columns = Columns {
            code: code.map(header),
            status: status.map(header),
            name: name.map(header),
            description: vec![header(description)],
        };
        Some(Self { columns, weight })
    }
}

impl Columns {
    /// The columns of the tables of a page that most likely hold errors, as they would have to be named.
    ///
    /// ```
    /// use braze_errors_codegen::{Columns, Dialect, Source};
    ///
    /// let page = "| Error code | Meaning |\n|---|---|\n| 131001 | There is no such parcel. |\n";
    /// let columns = Columns::guess(&Source::new("docs/en/errors.md", page), Dialect::Gfm).unwrap();
    /// assert_eq!(columns.to_string(), "columns = { code = \"Error code\", description = \"Meaning\" }");
    /// ```
    #[cfg(feature = "check")]
    pub fn guess(source: &Rc<Source>, dialect: Dialect) -> Option<Self> {
        self::columns(&Document::read(source, dialect).0)
    }
}

impl fmt::Display for Columns {
    /// Writes the line of a call that names these columns.
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let literal = |text: &str| format!("\"{}\"", text.replace('\\', "\\\\").replace('"', "\\\""));
        let mut roles = Vec::new();
        for (role, header) in [("code", &self.code), ("status", &self.status), ("name", &self.name)] {
            roles.extend(header.as_ref().map(|header| format!("{role} = {}", literal(header))));
        }
        let descriptions: Vec<String> = self.description.iter().map(|header| literal(header)).collect();
        roles.push(match descriptions.as_slice() {
            [one] => format!("description = {one}"),
            several => format!("description = [{}]", several.join(", ")),
        });
        write!(f, "columns = {{ {} }}", roles.join(", "))
    }
}

/// The kinds of tables of a page, in page order, each with a guess.
fn kinds(document: &Document<'_>) -> Vec<Kind> {
    let mut kinds: Vec<(Kind, Vec<Column>, HashSet<Vec<String>>)> = Vec::new();
    let mut by_headers: HashMap<Vec<String>, usize> = HashMap::new();
    for (_, table) in tables(document) {
        let mut lines = lines(document, table);
        let Some(header) = lines.next() else { continue };
        let words = |prose: &Prose<'_>| {
            let description = document.describe(prose).0;
            let words = description.words();
            let code = description.code_spans().next().map(str::to_owned);
            (words.split_whitespace().collect::<Vec<_>>().join(" "), code)
        };
        let of_header = |cell| document.words(cell).split_whitespace().collect::<Vec<_>>().join(" ");
        let headers: Vec<String> = header.cells.iter().map(of_header).collect();
        let key = headers.iter().map(|header| plain(header)).collect();
        let index = *by_headers.entry(key).or_insert_with(|| {
            let column = |header: &String| Column { header: header.clone(), ..Column::default() };
            let columns = headers.iter().map(column).collect();
            let kind = Kind { header: header.span.clone(), headers, tables: 0, rows: 0, guess: None };
            kinds.push((kind, columns, HashSet::new()));
            kinds.len() - 1
        });
        let (kind, columns, seen) = &mut kinds[index];
        kind.tables += 1;
        for line in lines {
            kind.rows += 1;
            let cells: Vec<(String, Option<String>)> = line.cells.iter().map(words).collect();
            // Tables of endpoints repeat their rows.
            if seen.insert(cells.iter().map(|(words, _)| words.clone()).collect()) {
                for (column, (words, code)) in columns.iter_mut().zip(&cells) {
                    let is_code = code.as_ref().is_some_and(|code| code.trim() == words.trim());
                    column.see(words, is_code);
                }
            }
        }
    }
    let guessed = kinds.into_iter().map(|(mut kind, columns, seen)| {
        kind.guess = if columns.len() < 2 { None } else { Guess::new(&columns, seen.len()) };
        kind
    });
    guessed.collect()
}

/// The kind of tables that most likely holds errors.
fn likeliest(kinds: &[Kind]) -> Option<(&Kind, &Guess)> {
    let guessed = kinds.iter().filter_map(|kind| Some((kind, kind.guess.as_ref()?)));
    guessed.reduce(|best, next| if next.1.weight > best.1.weight { next } else { best })
}

/// The columns of the likeliest tables of a page, as the call would name them.
pub(super) fn columns(document: &Document<'_>) -> Option<Columns> {
    likeliest(&kinds(document)).map(|(_, guess)| guess.columns.clone())
}

/// What is said where tables stand on a page, and none is the one that was sought.
pub(super) fn no_table(document: &Document<'_>, sought: SoughtBy<'_>) -> Option<Finding> {
    let kinds = kinds(document);
    let (kind, guess) = likeliest(&kinds)?;
    let (found, help) = match (sought, quotes(document)) {
        (SoughtBy::Default, Some((span, quote))) => {
            return Some(
                Finding::new(Rule::NoTable, document.source, span)
                    .message(format!(
                        "found no error table, but a table whose codes stand between quotes such as `{quote}`; expected backticks"
                    ))
                    .help("write the codes between backticks: `400 Bad Request`"),
            );
        }
        (SoughtBy::Default, None) => (
            "found no error table, but other tables; expected one whose first column holds codes such as `400 Bad Request`, or columns that are named",
            format!("name the columns, in the call or in `braze-errors.toml`:\n\n{}", guess.columns),
        ),
        (SoughtBy::Columns(_), _) => (
            "found no table with the headers that `columns` names; expected them all in one table",
            format!("name headers of this page:\n\n{}", guess.columns),
        ),
        (SoughtBy::Like, _) => (
            "found no table with the codes of the source's; expected tables as wide, of whose codes half are the source's at least",
            "write the codes as the source does: they are not translated".to_owned(),
        ),
    };
    let mut finding =
        Finding::new(Rule::NoTable, document.source, kind.header.clone()).message(found).help(help);
    for kind in kinds.iter().take(LISTED) {
        let headers = kind.headers.join(" | ");
        let rows = count(kind.rows, "row");
        let message = match kind.tables {
            1 => format!("a table of {rows}: {}", shown(&headers)),
            tables => format!("the first of {tables} tables of {rows}: {}", shown(&headers)),
        };
        finding = finding.note(document.source, kind.header.clone(), message);
    }
    if let Some(next) = kinds.get(LISTED) {
        let others = count(kinds.len() - LISTED, "other kind");
        finding =
            finding.note(document.source, next.header.clone(), format!("{others} of tables from here on"));
    }
    Some(finding)
}

/// What is said where no heading has the name that `under` gives.
pub(super) fn no_heading(document: &Document<'_>, under: &str) -> Finding {
    let headings: Vec<(Span, String)> = document
        .walk()
        .filter_map(|block| match &block.kind {
            BlockKind::Heading(heading) => {
                Some((block.span.clone(), document.words(&heading.words).trim().to_owned()))
            }
            _ => None,
        })
        .collect();
    let Some((first, _)) = headings.first() else {
        return Finding::new(Rule::NoTable, document.source, document.source.line(document.body))
            .message(format!("found no heading; expected `{}`, which `under` names", shown(under)))
            .help("take `under` out, or write the heading above the error tables");
    };
    let similarity = |words: &str| strsim::jaro(&plain(words), &plain(under));
    let best = headings.iter().max_by(|(_, one), (_, other)| similarity(one).total_cmp(&similarity(other)));
    let best = best.filter(|(_, words)| similarity(words) > ALIKE);
    let meant = best.map(|(_, words)| format!("; did you mean `{}`?", shown(words))).unwrap_or_default();
    let listed: Vec<String> =
        headings.iter().take(LISTED).map(|(_, words)| format!("`{}`", shown(words))).collect();
    let others = headings.len() - listed.len();
    let others = if others > 0 { format!(" and {}", count(others, "other")) } else { String::new() };
    let at = best.map_or(first, |(span, _)| span).clone();
    Finding::new(Rule::NoTable, document.source, at)
        .message(format!("found no heading `{}`, which `under` names{meant}", shown(under)))
        .help(format!("name one of this page's headings: {}{others}", listed.join(", ")))
}

/// By what a page's tables were sought.
#[derive(Clone, Copy, Debug)]
pub(super) enum SoughtBy<'a> {
    /// By codes that begin with a status.
    Default,
    /// By the headers of the call.
    Columns(&'a Columns),
    /// By the source's codes.
    Like,
}

/// A row whose code stands between quotes that were meant as backticks, and the first of them.
fn quotes(document: &Document<'_>) -> Option<(Span, char)> {
    let text = document.source.text();
    let is_quote = |char: &char| "‘’‚‛“”„´′‵＇｀'\"".contains(*char);
    tables(document).flat_map(|(_, table)| &table.lines).find_map(|line| {
        let cell = line.cells.first()?.written(text).trim();
        let quote = cell.chars().next().filter(is_quote)?;
        Code::check(cell.trim_matches(|char| is_quote(&char))).ok()?;
        Some((line.span.clone(), quote))
    })
}

/// What is said of a table that is drawn with full-width pipes.
pub(super) fn full_width(document: &Document<'_>) -> Option<Finding> {
    let text = document.source.text();
    let is_row = |line: &Span| text[line.clone()].matches('｜').count() >= 2;
    let line =
        document.walk().filter(|block| matches!(block.kind, BlockKind::Paragraph(_))).find_map(|block| {
            let lines = source::lines(&text[block.span.clone()]);
            lines.map(|line| block.span.start + line.start..block.span.start + line.end).find(is_row)
        })?;
    Some(
        Finding::new(Rule::NoTable, document.source, line)
            .message("found no error table, but rows between full-width pipes `｜`; expected `|`")
            .help("write `|` between the cells of each row, and `|---|---|` under the header"),
    )
}
