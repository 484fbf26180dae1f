//! All files are written, or none; and each only where it still holds what was read.
//!
//! A file is written beside its place and then renamed, so that nobody ever finds half of it. A process that is killed
//! may leave such a file beside its place; the next one that writes in the folder takes it away.

use std::collections::BTreeSet;
use std::ffi::OsStr;
use std::fmt::Write as _;
use std::fs::{self, File, TryLockError};
use std::io::{self, ErrorKind, Write as _};
use std::path::{Path, PathBuf};

use braze_errors_codegen::read_file;
use tempfile::TempPath;

use crate::failure::Failure;
use crate::text::{escape_line, shown};

/// How the name begins of a file that waits beside its place.
const PREFIX: &str = ".braze-errors-";

/// How that name ends.
const SUFFIX: &str = ".tmp";

/// A file to write, if that changes it; if not, what a killed process left beside it is taken away all the same.
#[derive(Clone, Copy, Debug)]
pub(crate) struct Edit<'a> {
    pub(crate) file: &'a Path,
    /// What the file held when it was read; `None` where it was not there.
    pub(crate) old: Option<&'a [u8]>,
    pub(crate) new: &'a [u8],
}

impl Edit<'_> {
    fn changes(&self) -> bool {
        self.old != Some(self.new)
    }
}

/// An [`Edit`] with what it is made of.
#[derive(Debug)]
pub(crate) struct NewFile {
    pub(crate) file: PathBuf,
    /// What it held; `None` where it was not there.
    pub(crate) old: Option<Vec<u8>>,
    pub(crate) new: String,
}

impl NewFile {
    pub(crate) fn edit(&self) -> Edit<'_> {
        Edit { file: &self.file, old: self.old.as_deref(), new: self.new.as_bytes() }
    }

    pub(crate) fn changes(&self) -> bool {
        self.edit().changes()
    }
}

/// Writes the files: all of them beside their places first, then each to its place.
///
/// # Errors
///
/// Says which file can't be written, or has changed since it was read.
pub(crate) fn all(edits: &[Edit<'_>]) -> Result<(), Failure> {
    let mut writing = Writing::default();
    let staged = writing.stage(edits);
    if let (Ok(()), Some(file)) = (&staged, writing.changed()) {
        let file = file.display();
        return Err(Failure::trouble(format!("cannot write `{file}`: it has changed since it was read"))
            .help("run the command again; it has written nothing"));
    }
    let Err((file, error)) = staged.and_then(|()| writing.place()) else { return Ok(()) };
    let mut message = format!("cannot write `{}`: {error}", file.display());
    let lost = writing.undo();
    if lost.is_empty() {
        message.push_str("; every file is as it was");
    }
    for (file, error) in lost {
        let _ = write!(message, "; nor can `{}` be undone: {error}", file.display());
    }
    Err(Failure::trouble(message))
}

/// What a file holds that is to be written over; `None` where it is not there.
///
/// # Errors
///
/// Says why nothing can be written over it.
pub(crate) fn read(file: &Path) -> Result<Option<Vec<u8>>, Failure> {
    match read_file(file) {
        Ok(bytes) => Ok(Some(bytes)),
        Err(error) if error.kind() == ErrorKind::NotFound => Ok(None),
        Err(error) => Err(Failure::trouble(format!("cannot write `{}`: {error}", file.display()))),
    }
}

/// Where a file lies, or would lie if it were there: what is behind a link lies where the link leads.
///
/// # Errors
///
/// Says why there is no such place.
pub(crate) fn place_of(file: &Path) -> io::Result<PathBuf> {
    match file.canonicalize() {
        Err(error) if error.kind() == ErrorKind::NotFound => {
            if file.is_symlink() {
                return Err(io::Error::new(ErrorKind::NotFound, "found a link that leads nowhere"));
            }
            let (Some(folder), Some(name)) = (file.parent(), file.file_name()) else { return Err(error) };
            let folder = if folder.as_os_str().is_empty() { Path::new(".") } else { folder };
            Ok(place_of(folder)?.join(name))
        }
        found => found,
    }
}

/// Refuses to write what is made of a catalog over a file of it.
///
/// # Errors
///
/// Says which file that is.
pub(crate) fn refuse_over(output: &Path, mut own: impl Iterator<Item = PathBuf>) -> Result<(), Failure> {
    let Ok(place) = place_of(output) else { return Ok(()) };
    match own.find(|own| place_of(own).is_ok_and(|own| own == place)) {
        Some(own) => Err(Failure::bad_use(
            format!("found `{}`, a file of the catalog itself; expected another file to write", shown(&own)),
            "name another with `--output`".to_owned(),
        )),
        None => Ok(()),
    }
}

type Error = (PathBuf, io::Error);

/// Files on their way; what is left beside their places goes when this does.
#[derive(Default)]
struct Writing<'a> {
    files: Vec<StagedFile<'a>>,
    /// The folders that were made, the outer ones first.
    folders: Vec<PathBuf>,
    /// The folders that nobody else writes in meanwhile.
    locks: Vec<File>,
}

struct StagedFile<'a> {
    edit: Edit<'a>,
    /// Where the file lies, or will.
    place: PathBuf,
    /// The new file, beside its place until it is moved there.
    new: TempPath,
    /// A copy of the old one, where there was one.
    old: Option<TempPath>,
    is_placed: bool,
}

impl<'a> Writing<'a> {
    /// Writes the files beside their places, in folders that this process alone writes in from now on.
    fn stage(&mut self, edits: &[Edit<'a>]) -> Result<(), Error> {
        let mut places = Vec::with_capacity(edits.len());
        for edit in edits {
            let failed = |error| (edit.file.to_owned(), error);
            let place = place_of(edit.file).map_err(failed)?;
            if edit.changes() {
                self.make_folder(folder_of(&place)).map_err(failed)?;
            }
            places.push(place);
        }
        // Everyone takes the folders in one order, so that no two wait for each other.
        let folders: BTreeSet<&Path> = places.iter().map(|place| folder_of(place)).collect();
        for folder in folders {
            if let Some(lock) = lock(folder).map_err(|error| (folder.to_owned(), error))? {
                self.locks.push(lock);
                take_leftovers_away(folder);
            }
        }
        for (edit, place) in edits.iter().zip(places).filter(|(edit, _)| edit.changes()) {
            let failed = |error| (edit.file.to_owned(), error);
            self.files.push(StagedFile::new(*edit, place).map_err(failed)?);
        }
        Ok(())
    }

    /// Makes a folder and those above it that are not there.
    fn make_folder(&mut self, folder: &Path) -> io::Result<()> {
        let missing: Vec<&Path> = folder.ancestors().take_while(|folder| !folder.exists()).collect();
        for folder in missing.into_iter().rev() {
            match fs::create_dir(folder) {
                Ok(()) => self.folders.push(folder.to_owned()),
                // Somebody else has made it since.
                Err(error) if error.kind() == ErrorKind::AlreadyExists => {}
                Err(error) => return Err(error),
            }
        }
        Ok(())
    }

    /// A file that does not hold any more what was read.
    fn changed(&self) -> Option<&'a Path> {
        let is_changed = |file: &&StagedFile<'_>| match (file.edit.old, read_file(&file.place)) {
            (Some(old), Ok(now)) => old != now,
            (None, Err(error)) => error.kind() != ErrorKind::NotFound,
            _ => true,
        };
        self.files.iter().find(is_changed).map(|file| file.edit.file)
    }

    /// Moves every file to its place.
    fn place(&mut self) -> Result<(), Error> {
        for file in &mut self.files {
            fs::rename(&file.new, &file.place).map_err(|error| (file.edit.file.to_owned(), error))?;
            file.is_placed = true;
        }
        self.folders.clear();
        Ok(())
    }

    /// Puts back the files that were written over, and takes away those that were not there.
    ///
    /// Returns what could not be undone: a file that is new, or the copy of an old one, which is kept then.
    fn undo(&mut self) -> Vec<Error> {
        let mut lost = Vec::new();
        for file in self.files.iter_mut().filter(|file| file.is_placed) {
            let undone = match &file.old {
                Some(old) => fs::rename(old, &file.place),
                None => fs::remove_file(&file.place),
            };
            if let Err(error) = undone {
                let left = file.old.take().map_or_else(|| file.place.clone(), |old| keep(old, &file.place));
                lost.push((left, error));
            }
        }
        lost
    }
}

impl Drop for Writing<'_> {
    fn drop(&mut self) {
        // A folder can go once what stood in it is gone. Of what doesn't go, nobody is left to be told.
        self.files.clear();
        for folder in self.folders.iter().rev() {
            let _ = fs::remove_dir(folder);
        }
    }
}

impl<'a> StagedFile<'a> {
    fn new(edit: Edit<'a>, place: PathBuf) -> io::Result<Self> {
        let new = write_beside(&place, edit.new)?;
        let old = edit.old.map(|old| write_beside(&place, old)).transpose()?;
        if let Ok(now) = fs::metadata(&place) {
            for file in old.iter().chain([&new]) {
                fs::set_permissions(file, now.permissions())?;
            }
        }
        Ok(Self { edit, place, new, old, is_placed: false })
    }
}

/// Writes a file beside the place that it is meant for.
fn write_beside(place: &Path, bytes: &[u8]) -> io::Result<TempPath> {
    let mut name = tempfile::Builder::new();
    let name = name.prefix(PREFIX).suffix(SUFFIX);
    // With the permissions that any new file gets, where the crate would keep it to its owner.
    let mut file = name.make_in(folder_of(place), |path| File::create_new(path))?;
    file.write_all(bytes)?;
    file.as_file().sync_all()?;
    Ok(file.into_temp_path())
}

/// Keeps the copy of a file under a name that no later process takes away.
fn keep(copy: TempPath, place: &Path) -> PathBuf {
    let kept = place.with_extension("old");
    match copy.persist_noclobber(&kept) {
        Ok(()) => kept,
        Err(mut error) => {
            error.path.disable_cleanup(true);
            error.path.to_path_buf()
        }
    }
}

/// The folder that a file stands in.
fn folder_of(place: &Path) -> &Path {
    place.parent().unwrap_or(place)
}

/// Waits until nobody else writes in a folder, and keeps others waiting until the lock goes.
///
/// The lock is on the folder itself, so that it leaves nothing behind, however the process ends. Where folders can't be
/// locked, as on Windows and on some network file systems, there is none.
fn lock(folder: &Path) -> io::Result<Option<File>> {
    let Ok(lock) = File::open(folder) else { return Ok(None) };
    match lock.try_lock() {
        Ok(()) => Ok(Some(lock)),
        Err(TryLockError::WouldBlock) => {
            let note =
                escape_line(&format!("waiting for another process to write in `{}`", folder.display()));
            // Where standard error can't be written to, waiting is all the same.
            let _ = writeln!(anstream::stderr(), "{note}");
            lock.lock().map(|()| Some(lock))
        }
        Err(TryLockError::Error(_)) => Ok(None),
    }
}

/// Takes away what a killed process has left in a folder that is locked.
fn take_leftovers_away(folder: &Path) {
    let is_left = |name: &OsStr| {
        let name = name.as_encoded_bytes();
        name.starts_with(PREFIX.as_bytes()) && name.ends_with(SUFFIX.as_bytes())
    };
    // What can't be taken away is in nobody's way.
    for entry in fs::read_dir(folder).into_iter().flatten().flatten() {
        if is_left(&entry.file_name()) {
            let _ = fs::remove_file(entry.path());
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

    fn edit<'a>(file: &'a Path, old: Option<&'a str>, new: &'a str) -> Edit<'a> {
        Edit { file, old: old.map(str::as_bytes), new: new.as_bytes() }
    }

    #[test]
    fn a_file_is_written_over_only_as_it_was_read() {
        let folder = tempfile::tempdir().unwrap();
        let [en, fr] = ["en.md", "fr.md"].map(|page| folder.path().join(page));
        fs::write(&en, "now").unwrap();
        for (page, old) in [(&en, Some("then")), (&en, None), (&fr, Some("then"))] {
            let before = files(folder.path());
            // The other page could be written.
            let other = folder.path().join("de/errors.md");
            let refused = all(&[edit(&other, None, "neu"), edit(page, old, "new")]);
            assert!(format!("{refused:?}").contains("it has changed since it was read"), "{refused:?}");
            assert_eq!(files(folder.path()), before, "{old:?}");
        }
        all(&[edit(&en, Some("now"), "new"), edit(&fr, None, "nouveau")]).unwrap();
        assert_eq!(files(folder.path()).into_values().collect::<Vec<_>>(), ["new", "nouveau"]);
    }

    #[cfg(unix)]
    #[test]
    fn a_file_behind_a_link_is_written_where_it_lies() {
        use std::os::unix::fs::symlink;

        let folder = tempfile::tempdir().unwrap();
        let (file, link) = (folder.path().join("files/file"), folder.path().join("link"));
        symlink("files/file", &link).unwrap();
        assert!(all(&[edit(&link, None, "new")]).is_err(), "the link leads nowhere");
        fs::create_dir(folder.path().join("files")).unwrap();
        fs::write(&file, "old").unwrap();
        all(&[edit(&link, Some("old"), "new")]).unwrap();
        assert!(link.is_symlink());
        assert_eq!(fs::read_to_string(&file).unwrap(), "new");
        symlink("files", folder.path().join("pages")).unwrap();
        all(&[edit(&folder.path().join("pages/fr/page"), None, "nouveau")]).unwrap();
        assert_eq!(fs::read_to_string(folder.path().join("files/fr/page")).unwrap(), "nouveau");
    }

    #[test]
    fn files_come_to_their_places_and_nothing_is_left_beside_them() {
        let folder = tempfile::tempdir().unwrap();
        let [en, fr] = ["en/errors.md", "fr/errors.md"].map(|page| folder.path().join("docs").join(page));
        fs::create_dir_all(en.parent().unwrap()).unwrap();
        fs::write(&en, "old").unwrap();
        all(&[edit(&en, Some("old"), "new\r\n"), edit(&fr, None, "nouveau")]).unwrap();
        let found = files(folder.path());
        let pages: Vec<(&str, &str)> = found
            .iter()
            .filter(|(path, _)| !path.ends_with('/'))
            .map(|(path, text)| (path.as_str(), text.as_str()))
            .collect();
        assert_eq!(pages, [("docs/en/errors.md", "new\r\n"), ("docs/fr/errors.md", "nouveau")]);
    }

    #[cfg(unix)]
    #[test]
    fn what_a_killed_process_left_is_taken_away_and_nothing_else() {
        let folder = tempfile::tempdir().unwrap();
        let page = folder.path().join("errors.md");
        let others = [".braze-errors-notes", "notes.tmp", "fr/.braze-errors-2.tmp"];
        fs::create_dir(folder.path().join("fr")).unwrap();
        for name in others.into_iter().chain([".braze-errors-1.tmp"]) {
            fs::write(folder.path().join(name), name).unwrap();
        }
        all(&[edit(&page, None, "new")]).unwrap();
        let found: Vec<String> = files(folder.path()).into_keys().collect();
        assert_eq!(found, [others[0], "errors.md", "fr/", others[2], others[1]]);
    }

    #[cfg(unix)]
    #[test]
    fn one_writes_after_the_other() {
        let folder = tempfile::tempdir().unwrap();
        let page = folder.path().join("errors.md");
        let lock = lock(folder.path()).unwrap().unwrap();
        std::thread::scope(|scope| {
            let second = scope.spawn(|| all(&[edit(&page, None, "second")]));
            fs::write(&page, "first").unwrap();
            std::thread::sleep(std::time::Duration::from_millis(100));
            assert!(!second.is_finished());
            drop(lock);
            assert!(second.join().unwrap().is_err());
        });
        assert_eq!(fs::read_to_string(&page).unwrap(), "first");
    }

    #[test]
    fn a_file_that_can_not_be_placed_undoes_the_others() {
        let folder = tempfile::tempdir().unwrap();
        let [en, fr, de] = ["en", "fr", "de"].map(|tag| folder.path().join(tag).join("errors.md"));
        fs::create_dir_all(en.parent().unwrap()).unwrap();
        fs::write(&en, "old").unwrap();
        fs::create_dir_all(de.parent().unwrap()).unwrap();
        let before = files(folder.path());
        let mut writing = Writing::default();
        writing
            .stage(&[edit(&en, Some("old"), "new"), edit(&fr, None, "new"), edit(&de, None, "new")])
            .unwrap();
        // Something has come into the last one's place since.
        fs::create_dir_all(de.join("full")).unwrap();
        assert_eq!(writing.place().unwrap_err().0, de);
        assert!(writing.undo().is_empty());
        drop(writing);
        fs::remove_dir_all(&de).unwrap();
        assert_eq!(files(folder.path()), before);
    }

    #[test]
    fn a_copy_that_can_not_be_put_back_is_kept() {
        let folder = tempfile::tempdir().unwrap();
        let folder = folder.path().canonicalize().unwrap();
        let page = folder.join("errors.md");
        fs::write(&page, "old").unwrap();
        let mut writing = Writing::default();
        writing.stage(&[edit(&page, Some("old"), "new")]).unwrap();
        writing.place().unwrap();
        fs::remove_file(&page).unwrap();
        fs::create_dir_all(page.join("full")).unwrap();
        let lost: Vec<PathBuf> = writing.undo().into_iter().map(|(path, _)| path).collect();
        drop(writing);
        assert_eq!(lost, [folder.join("errors.old")]);
        assert_eq!(fs::read_to_string(&lost[0]).unwrap(), "old");
    }

    #[test]
    fn a_file_that_can_not_be_staged_leaves_nothing_behind() {
        let folder = tempfile::tempdir().unwrap();
        fs::write(folder.path().join("fr"), "no folder").unwrap();
        let before = files(folder.path());
        let [en, fr] = ["en/errors.md", "fr/errors.md"].map(|page| folder.path().join(page));
        let refused = all(&[edit(&en, None, "new"), edit(&fr, None, "new")]);
        assert!(format!("{refused:?}").contains("every file is as it was"), "{refused:?}");
        assert_eq!(files(folder.path()), before);
    }
}
