//! Files, read as pages are read.

use std::fs::{self, File};
use std::io::{self, ErrorKind, Read};
use std::path::Path;

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
