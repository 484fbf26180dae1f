//! Pages read from files, with findings where they can't be read.

use std::fmt::Write;
use std::fs;
use std::io::{self, ErrorKind};
use std::path::Path;
use std::rc::Rc;

use super::{Finding, Rule};
#[cfg(feature = "check")]
use crate::text::encoding::Decoded;
use crate::text::file::read_file;
use crate::text::source::{Invalid, NotUtf8, Source};

/// A symbolic link's target is shorter than so many bytes, wherever there are such links.
const MAX_LINK: u64 = 4096;

impl Source {
    /// A page with these bytes.
    ///
    /// # Errors
    ///
    /// A finding that the page is in another encoding, or one for each byte sequence that is not UTF-8.
    pub fn from_bytes(path: impl Into<String>, bytes: Vec<u8>) -> Result<Rc<Self>, Vec<Finding>> {
        let path = path.into();
        #[cfg(feature = "check")]
        if let Some(decoded) = Decoded::read(&bytes) {
            return Err(vec![in_other_encoding(path, decoded)]);
        }
        decode(path, bytes, Rule::InvalidUtf8, "save the page as UTF-8")
    }

    /// Reads the file at `path`, which messages are to name `shown`.
    ///
    /// # Errors
    ///
    /// A finding where the file can't be read or is in another encoding, or one for each byte sequence that is not UTF-8.
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
}

/// The finding that a page is in another encoding, where its first letter shows that.
#[cfg(feature = "check")]
fn in_other_encoding(path: String, Decoded { encoding, text }: Decoded) -> Finding {
    let letter = text.char_indices().find(|(_, char)| !char.is_ascii());
    let span = letter.map_or(0..0, |(at, letter)| at..at + letter.len_utf8());
    Finding::new(Rule::InvalidUtf8, &Source::new(path, text), span)
        .message(format!("found a page in {encoding}; expected one in UTF-8"))
        .help("save the page as UTF-8, or run `braze-errors check --fix`, which converts it")
}

/// The text of a file that has to be UTF-8, or findings of `rule`: one for each byte sequence that is not, but one alone
/// for a file in another encoding.
pub(crate) fn decode(
    shown: String,
    bytes: Vec<u8>,
    rule: Rule,
    help: &str,
) -> Result<Rc<Source>, Vec<Finding>> {
    let (source, Invalid { mut first, count, is_mixed }) = Source::from_bytes_lossy(shown, bytes);
    if first.is_empty() {
        return Ok(source);
    }
    if !is_mixed {
        first.truncate(1);
    }
    let finding = |NotUtf8 { span, bytes }| {
        Finding::new(rule, &source, span)
            .message(format!("found bytes that are not UTF-8: {}", bytes.escape_ascii()))
            .help(help)
    };
    let mut findings: Vec<Finding> = first.into_iter().map(finding).collect();
    let others = count - findings.len();
    if let Some(last) = findings.last_mut().filter(|_| others > 0) {
        let _ = write!(last.message, "; there are {others} more in this file");
    }
    Err(findings)
}

/// Why a file can't be read.
pub(crate) fn unread(error: &io::Error) -> String {
    match error.kind() {
        // These say what was found.
        ErrorKind::InvalidInput | ErrorKind::FileTooLarge => error.to_string(),
        ErrorKind::NotFound => "found no such file".to_owned(),
        kind => format!("can't read the file: {kind}"),
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
