//! All pages are written, or none.

use std::fmt::Write as _;
use std::fs::{self, File};
use std::io::{self, Write as _};
use std::path::{Path, PathBuf};
use std::process;

use braze_errors_codegen::read_file;

use crate::failure::Failure;

/// Writes the pages: all of them beside their places first, then each to its place.
pub(crate) fn all(pages: &[(&Path, &[u8])]) -> Result<(), Failure> {
    let mut writing = Writing::default();
    let written =
        pages.iter().try_for_each(|(path, bytes)| writing.stage(path, bytes)).and_then(|()| writing.place());
    let Err((path, error)) = written else { return Ok(()) };
    let mut message = format!("cannot write `{}`: {error}", path.display());
    let lost = writing.undo();
    if lost.is_empty() {
        message.push_str("; every page is as it was");
    }
    for (path, error) in lost {
        let _ = write!(message, "; nor can `{}` be undone: {error}", path.display());
    }
    Err(Failure::trouble(message))
}

/// The file itself, unless somebody has changed it since it was read; `text` is what it held, if it was there.
pub(crate) fn unchanged(file: &Path, text: Option<&str>) -> Result<PathBuf, Failure> {
    let trouble = |what: &str| Failure::trouble(format!("cannot write {}: {what}", file.display()));
    // What is behind a link is written where it lies.
    let canonical = match file.canonicalize() {
        Err(error) if error.kind() == io::ErrorKind::NotFound && text.is_none() => {
            let is_free = !file.is_symlink();
            return is_free.then(|| file.to_owned()).ok_or_else(|| trouble("it is a link to no file"));
        }
        found => found.map_err(|error| trouble(&error.kind().to_string()))?,
    };
    match read_file(&canonical) {
        Ok(bytes) if text.is_some_and(|text| text.as_bytes() == bytes) => Ok(canonical),
        _ => Err(trouble("it has changed since it was read")),
    }
}

type Error = (PathBuf, io::Error);

/// Pages on their way; what is left beside them goes when this does.
#[derive(Default)]
struct Writing {
    pages: Vec<StagedPage>,
    /// The folders that were made, the outer ones first.
    folders: Vec<PathBuf>,
}

struct StagedPage {
    path: PathBuf,
    /// The new page, beside its place.
    new: PathBuf,
    /// A copy of the old page, where there was one.
    old: Option<PathBuf>,
    is_placed: bool,
}

impl Writing {
    /// Writes a page beside its place.
    fn stage(&mut self, path: &Path, bytes: &[u8]) -> Result<(), Error> {
        self.try_stage(path, bytes).map_err(|error| (path.to_owned(), error))
    }

    fn try_stage(&mut self, path: &Path, bytes: &[u8]) -> io::Result<()> {
        let missing =
            path.ancestors().skip(1).take_while(|folder| !folder.as_os_str().is_empty() && !folder.exists());
        let missing: Vec<PathBuf> = missing.map(Path::to_owned).collect();
        for folder in missing.into_iter().rev() {
            fs::create_dir(&folder)?;
            self.folders.push(folder);
        }
        let beside = |kind: &str| path.with_extension(format!("{}.{kind}", process::id()));
        let (new, old) = (beside("new"), beside("old"));
        let mut file = File::create_new(&new)?;
        // From here on the file is ours to take away.
        let old = path.exists().then_some(old);
        self.pages.push(StagedPage { path: path.to_owned(), new, old, is_placed: false });
        file.write_all(bytes)?;
        file.sync_all()?;
        let page = &self.pages[self.pages.len() - 1];
        if let Some(old) = &page.old {
            fs::copy(path, old)?;
            fs::set_permissions(&page.new, fs::metadata(path)?.permissions())?;
        }
        Ok(())
    }

    /// Moves every page to its place.
    fn place(&mut self) -> Result<(), Error> {
        for page in &mut self.pages {
            fs::rename(&page.new, &page.path).map_err(|error| (page.path.clone(), error))?;
            page.is_placed = true;
        }
        self.folders.clear();
        Ok(())
    }

    /// Puts back the pages that were written over, and takes away those that were not there.
    ///
    /// Returns what could not be undone: a page that is new, or the copy of an old one, which is kept then.
    fn undo(&mut self) -> Vec<Error> {
        let mut lost = Vec::new();
        for page in self.pages.iter_mut().filter(|page| page.is_placed) {
            let undone = match &page.old {
                Some(old) => fs::rename(old, &page.path),
                None => fs::remove_file(&page.path),
            };
            if let Err(error) = undone {
                lost.push((page.old.take().unwrap_or_else(|| page.path.clone()), error));
            }
        }
        lost
    }
}

impl Drop for Writing {
    fn drop(&mut self) {
        // What is not there any more needs no taking away, and of the rest nobody is left to be told.
        for page in &self.pages {
            for path in page.old.iter().chain([&page.new]) {
                let _ = fs::remove_file(path);
            }
        }
        for folder in self.folders.iter().rev() {
            let _ = fs::remove_dir(folder);
        }
    }
}

#[cfg(test)]
mod tests {
    use std::collections::BTreeMap;

    use super::*;

    /// Every file below a folder, with what it holds, and every empty folder.
    fn files(folder: &Path) -> BTreeMap<String, String> {
        let mut files = BTreeMap::new();
        for entry in fs::read_dir(folder).unwrap() {
            let path = entry.unwrap().path();
            let name = path.strip_prefix(folder).unwrap().to_str().unwrap().to_owned();
            if path.is_dir() {
                let below = self::files(&path);
                files.insert(format!("{name}/"), String::new());
                files.extend(below.into_iter().map(|(path, text)| (format!("{name}/{path}"), text)));
            } else {
                files.insert(name, fs::read_to_string(path).unwrap());
            }
        }
        files
    }

    #[test]
    fn a_file_is_written_over_only_as_it_was_read() {
        let folder = tempfile::tempdir().unwrap();
        let folder = folder.path().canonicalize().unwrap();
        let file = folder.join("catalog.lock");
        assert_eq!(unchanged(&file, None).unwrap(), file);
        assert!(unchanged(&file, Some("old")).is_err(), "it is gone");
        fs::write(&file, "old").unwrap();
        assert_eq!(unchanged(&file, Some("old")).unwrap(), file);
        assert!(unchanged(&file, Some("older")).is_err(), "it is another");
        assert!(unchanged(&file, None).is_err(), "it has come since");
    }

    #[cfg(unix)]
    #[test]
    fn a_file_behind_a_link_is_written_where_it_lies() {
        let folder = tempfile::tempdir().unwrap();
        let folder = folder.path().canonicalize().unwrap();
        let (file, link) = (folder.join("file"), folder.join("link"));
        std::os::unix::fs::symlink(&file, &link).unwrap();
        assert!(unchanged(&link, None).is_err(), "the link leads nowhere");
        fs::write(&file, "old").unwrap();
        assert_eq!(unchanged(&link, Some("old")).unwrap(), file);
    }

    #[test]
    fn pages_come_to_their_places_and_nothing_is_left_beside_them() {
        let folder = tempfile::tempdir().unwrap();
        let [en, fr] = ["en/errors.md", "fr/errors.md"].map(|page| folder.path().join("docs").join(page));
        fs::create_dir_all(en.parent().unwrap()).unwrap();
        fs::write(&en, "old").unwrap();
        let mut writing = Writing::default();
        writing.stage(&en, b"new\r\n").unwrap();
        writing.stage(&fr, b"nouveau").unwrap();
        writing.place().unwrap();
        drop(writing);
        let found = files(folder.path());
        let pages: Vec<(&str, &str)> = found
            .iter()
            .filter(|(path, _)| !path.ends_with('/'))
            .map(|(path, text)| (path.as_str(), text.as_str()))
            .collect();
        assert_eq!(pages, [("docs/en/errors.md", "new\r\n"), ("docs/fr/errors.md", "nouveau")]);
    }

    #[test]
    fn a_page_that_can_not_be_placed_undoes_the_others() {
        let folder = tempfile::tempdir().unwrap();
        let [en, fr, de] = ["en", "fr", "de"].map(|tag| folder.path().join(tag).join("errors.md"));
        fs::create_dir_all(en.parent().unwrap()).unwrap();
        fs::write(&en, "old").unwrap();
        fs::create_dir_all(de.parent().unwrap()).unwrap();
        let before = files(folder.path());
        let mut writing = Writing::default();
        for page in [&en, &fr, &de] {
            writing.stage(page, b"new").unwrap();
        }
        // Something has come into the last one's place since.
        fs::create_dir_all(de.join("full")).unwrap();
        assert_eq!(writing.place().unwrap_err().0, de);
        assert!(writing.undo().is_empty());
        drop(writing);
        fs::remove_dir_all(&de).unwrap();
        assert_eq!(files(folder.path()), before);
    }

    #[test]
    fn a_page_that_can_not_be_staged_leaves_nothing_behind() {
        let folder = tempfile::tempdir().unwrap();
        fs::write(folder.path().join("fr"), "no folder").unwrap();
        let before = files(folder.path());
        let mut writing = Writing::default();
        writing.stage(&folder.path().join("en/errors.md"), b"new").unwrap();
        assert!(writing.stage(&folder.path().join("fr/errors.md"), b"new").is_err());
        assert!(writing.undo().is_empty());
        drop(writing);
        assert_eq!(files(folder.path()), before);
    }
}
