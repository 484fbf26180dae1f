//! Files as an editor names them: by URI.

use std::path::{Component, Path, PathBuf};

use lsp_types::Uri;
use percent_encoding::{AsciiSet, CONTROLS, utf8_percent_encode};

use crate::text::{shown, uri};

/// The file that a URI names, if it is one of this machine.
pub(super) fn path_of(uri: &Uri) -> Option<PathBuf> {
    if !uri.scheme()?.as_str().eq_ignore_ascii_case("file") {
        return None;
    }
    let path = uri.path().as_estr().decode().into_string_lossy().into_owned();
    // `/c:/docs` on Windows.
    let path = if cfg!(windows) { path.trim_start_matches('/') } else { &path };
    Some(PathBuf::from(path)).filter(|path| path.is_absolute())
}

/// A URI as it should be written: some editors leave brackets and letters such as `é` as they are.
pub(super) fn encoded(uri: &str) -> String {
    const NOT_IN_URIS: &AsciiSet = &CONTROLS
        .add(b' ')
        .add(b'"')
        .add(b'<')
        .add(b'>')
        .add(b'[')
        .add(b'\\')
        .add(b']')
        .add(b'^')
        .add(b'`')
        .add(b'{')
        .add(b'|')
        .add(b'}');
    utf8_percent_encode(uri, NOT_IN_URIS).to_string()
}

/// The URI of a file.
pub(super) fn uri_of(path: &Path) -> Option<Uri> {
    uri(&shown(path)).parse().ok()
}

/// A path below a folder, without the `..` that may stand in it.
pub(super) fn below(folder: &Path, path: &str) -> PathBuf {
    let mut joined = folder.to_owned();
    for component in Path::new(path).components() {
        match component {
            Component::ParentDir => _ = joined.pop(),
            Component::CurDir => {}
            other => joined.push(other),
        }
    }
    joined
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    #[cfg(unix)]
    fn a_path_is_the_same_there_and_back() {
        for path in ["/tmp/docs/fr/errors.md", "/tmp/a b%/é:?#[x].md", "/"] {
            assert_eq!(path_of(&uri_of(Path::new(path)).unwrap()), Some(PathBuf::from(path)));
        }
    }

    #[test]
    #[cfg(unix)]
    fn a_uri_that_is_not_encoded_names_its_file_all_the_same() {
        for (uri, path) in [
            ("file:///tmp/[locale]/é %41.md", "/tmp/[locale]/é A.md"),
            ("file:///tmp/a%20b|c.md", "/tmp/a b|c.md"),
        ] {
            assert_eq!(path_of(&encoded(uri).parse().unwrap()), Some(PathBuf::from(path)), "{uri}");
        }
    }

    #[test]
    fn what_is_no_file_has_no_path() {
        for uri in ["untitled:Untitled-1", "https://example.com/errors.md", "errors.md", "file:errors.md"] {
            assert_eq!(path_of(&uri.parse().unwrap()), None, "{uri}");
        }
    }

    #[test]
    fn a_path_may_lead_out_of_its_folder() {
        assert_eq!(below(Path::new("/docs/api"), "../en/./errors.md"), Path::new("/docs/en/errors.md"));
    }
}
