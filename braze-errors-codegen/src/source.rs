//! A page's text and the places in it.

use std::cell::{Cell, OnceCell};
use std::fmt;
use std::fs::{self, File};
use std::io::{self, ErrorKind, Read};
use std::ops::Range;
use std::path::Path;
use std::rc::Rc;

use crate::finding::{Finding, Rule};
use crate::search::Search;

/// A byte range in a page's text.
pub type Span = Range<usize>;

/// The mark that some editors write before the first character of a file.
const BYTE_ORDER_MARK: char = '\u{feff}';

/// How many bytes of a file are read: a thousand times what pages have.
const LONGEST: u64 = 16 << 20;

/// Reads a file as pages are read: one that is regular and has at most 16 MiB.
///
/// ```
/// use std::io::ErrorKind;
/// use std::path::Path;
///
/// let error = braze_errors_codegen::read_file(Path::new("/")).unwrap_err();
/// assert_eq!(error.kind(), ErrorKind::InvalidInput);
/// assert_eq!(error.to_string(), "found something that is no regular file");
/// ```
///
/// # Errors
///
/// Says why the file can't be read.
pub fn read_file(path: &Path) -> io::Result<Vec<u8>> {
    // What is no regular file, such as a pipe, might never end; a pipe might not even open.
    if !fs::metadata(path)?.is_file() {
        return Err(io::Error::new(ErrorKind::InvalidInput, "found something that is no regular file"));
    }
    let mut bytes = Vec::new();
    File::open(path)?.take(LONGEST + 1).read_to_end(&mut bytes)?;
    if u64::try_from(bytes.len()).is_ok_and(|length| length <= LONGEST) {
        Ok(bytes)
    } else {
        Err(io::Error::new(ErrorKind::FileTooLarge, "found a file of more than 16 MiB"))
    }
}

/// Why a file can't be read, as findings say it.
pub(crate) fn unread(error: &io::Error) -> String {
    match error.kind() {
        // These say what was found.
        ErrorKind::InvalidInput | ErrorKind::FileTooLarge => error.to_string(),
        ErrorKind::NotFound => "found no such file".to_owned(),
        kind => format!("can't read the file: {kind}"),
    }
}

/// A symbolic link's target is shorter than so many bytes, wherever there are such links.
const MAX_LINK: u64 = 4096;

/// A place in a page, for people: 1-based, the column counted in Unicode scalar values.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub struct Place {
    /// The line, 1 for the first.
    pub line: usize,
    /// The column, 1 for the first.
    pub column: usize,
}

impl fmt::Display for Place {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{}:{}", self.line, self.column)
    }
}

/// A page as a file: the path that messages name it by, and its text.
#[derive(Debug)]
pub struct Source {
    path: String,
    text: String,
    lines: OnceCell<Vec<usize>>,
    /// The last place that was asked for, so that asking in order reads each line once.
    last: Cell<(usize, Place)>,
}

impl Source {
    /// A page with this text.
    pub fn new(path: impl Into<String>, text: impl Into<String>) -> Rc<Self> {
        let start = Place { line: 1, column: 1 };
        Rc::new(Self {
            path: path.into(),
            text: text.into(),
            lines: OnceCell::new(),
            last: Cell::new((0, start)),
        })
    }

    /// A page with these bytes.
    ///
    /// # Errors
    ///
    /// A finding for each byte sequence that is not UTF-8.
    pub fn from_bytes(path: impl Into<String>, bytes: Vec<u8>) -> Result<Rc<Self>, Vec<Finding>> {
        let bytes = match String::from_utf8(bytes) {
            Ok(text) => return Ok(Self::new(path, text)),
            Err(error) => error.into_bytes(),
        };
        let (mut text, mut invalid) = (String::new(), Vec::new());
        for chunk in bytes.utf8_chunks() {
            text.push_str(chunk.valid());
            if !chunk.invalid().is_empty() {
                let start = text.len();
                text.push(char::REPLACEMENT_CHARACTER);
                invalid.push((start..text.len(), chunk.invalid()));
            }
        }
        let source = Self::new(path, text);
        Err(invalid
            .into_iter()
            .map(|(span, bytes)| {
                Finding::new(Rule::InvalidUtf8, &source, span)
                    .message(format!("found bytes that are not UTF-8: {}", bytes.escape_ascii()))
                    .help("save the page as UTF-8")
            })
            .collect())
    }

    /// Reads the file at `path`, which messages are to name `shown`.
    ///
    /// # Errors
    ///
    /// A finding where the file can't be read, or one for each byte sequence that is not UTF-8.
    pub fn read(path: &Path, shown: impl Into<String>) -> Result<Rc<Self>, Vec<Finding>> {
        let shown = shown.into();
        let failure = match read_file(path) {
            Ok(bytes) => return Self::from_bytes(shown, bytes),
            Err(_) if path.is_dir() => "found a folder in the page's place".to_owned(),
            Err(error) => match file_for_folder(path, &shown) {
                Some(finding) => return Err(vec![finding]),
                None => unread(&error),
            },
        };
        Err(vec![
            Finding::new(Rule::UnreadablePage, &Self::new(shown, ""), 0..0)
                .message(format!("{failure}; expected a Markdown page"))
                .help("write the page there, or take its locale off the list"),
        ])
    }

    /// The path that messages name the page by.
    pub fn path(&self) -> &str {
        &self.path
    }

    /// The page's text, with its byte order mark if it has one.
    pub fn text(&self) -> &str {
        &self.text
    }

    /// The place of the character at this byte.
    pub fn place(&self, offset: usize) -> Place {
        let lines = self.lines.get_or_init(|| lines(&self.text).map(|line| line.start).collect());
        let line = lines.partition_point(|start| *start <= offset).saturating_sub(1);
        let start = lines.get(line).copied().unwrap_or_default();
        let (known, place) = self.last.get();
        let (from, column) =
            if place.line == line + 1 && known <= offset { (known, place.column) } else { (start, 1) };
        let place = Place { line: line + 1, column: column + self.text[from..offset].chars().count() };
        self.last.set((offset, place));
        place
    }

    /// The text of the line that this byte stands in, without its line end.
    pub fn line(&self, offset: usize) -> Span {
        let is_end = |byte: &u8| matches!(byte, b'\n' | b'\r');
        let bytes = self.text.as_bytes();
        let start = bytes[..offset].iter().rposition(is_end).map_or(0, |end| end + 1);
        let end = bytes[offset..].iter().position(is_end).map_or(bytes.len(), |end| offset + end);
        start.max(first_line_start(&self.text)).min(end)..end
    }
}

/// The finding that a file stands where one of the folders above `path` has to be, if one does.
///
/// It is about that file, whatever was to be read below it.
pub(crate) fn file_for_folder(path: &Path, shown: &str) -> Option<Finding> {
    let (depth, file) = path.ancestors().enumerate().skip(1).find(|(_, folder)| folder.is_file())?;
    let shown = Path::new(shown).ancestors().nth(depth).unwrap_or(file).display().to_string();
    let finding = Finding::new(Rule::UnreadablePage, &Source::new(shown.as_str(), ""), 0..0);
    let link = fs::metadata(file).ok().filter(|metadata| metadata.len() < MAX_LINK);
    let link = link.and_then(|_| fs::read_to_string(file).ok()).filter(|link| link.lines().count() == 1);
    Some(match link {
        Some(link) => finding
            .message(format!("found a file that holds `{link}`; expected a folder, or a symbolic link to one"))
            .help(
                "git writes such a file where symbolic links are switched off: run `git config core.symlinks true` \
                 (Windows wants its developer mode for them), delete the file and check it out again",
            ),
        None => finding.message("found a file; expected a folder").help("put the pages' folder there"),
    })
}

fn first_line_start(text: &str) -> usize {
    if text.starts_with(BYTE_ORDER_MARK) { BYTE_ORDER_MARK.len_utf8() } else { 0 }
}

/// The lines of a page, without their ends: LF, CRLF or CR, as kramdown takes them.
pub(crate) fn lines(text: &str) -> impl Iterator<Item = Span> {
    let mut carriage_return = Search::new("\r");
    let mut line_feeds = text.match_indices('\n');
    let mut line_feed = line_feeds.next();
    let mut next = Some(first_line_start(text));
    std::iter::from_fn(move || {
        let start = next?;
        let carriage_return = carriage_return.find(text, start);
        let (end, length) = match (line_feed, carriage_return) {
            (Some((line_feed, _)), Some(end)) if end + 1 == line_feed => (end, 2),
            (Some((line_feed, _)), Some(end)) if end < line_feed => (end, 1),
            (Some((line_feed, _)), _) => (line_feed, 1),
            (None, Some(end)) => (end, 1),
            (None, None) => (text.len(), 0),
        };
        next = (length > 0).then_some(end + length);
        if line_feed.is_some_and(|(line_feed, _)| line_feed < end + length) {
            line_feed = line_feeds.next();
        }
        Some(start..end)
    })
}
