//! The configuration file, `braze-errors.toml`, in the folder where the command works or in one above.

use std::env;
use std::io::ErrorKind;
use std::path::{Path, PathBuf};

use braze_errors_codegen::{Configuration, Source};

use crate::failure::Failure;
use crate::pages::refuse_stray;
use crate::text::{read_text, shown};

/// The name of the file.
pub(crate) const NAME: &str = "braze-errors.toml";

/// The file that holds for a path, and what it says.
#[derive(Debug)]
pub(crate) struct FoundConfiguration {
    /// The file's folder, as messages name it, and as it is.
    pub(crate) folder: PathBuf,
    pub(crate) real_folder: PathBuf,
    pub(crate) says: Configuration,
}

impl FoundConfiguration {
    /// Finds the file upwards from a path; from where the command runs, where that is empty.
    ///
    /// # Errors
    ///
    /// Says what is wrong with the nearest one.
    pub(crate) fn find(from: &Path) -> Result<Option<Self>, Failure> {
        let here = env::current_dir().and_then(|here| here.canonicalize());
        let here = here.map_err(|error| Failure::unread(Path::new("."), &error))?;
        // What isn't there yet is looked for from the nearest folder that is.
        let start = from.ancestors().find_map(|folder| folder.canonicalize().ok());
        for real_folder in start.as_deref().unwrap_or(&here).ancestors() {
            let folder = if from.is_absolute() { None } else { pathdiff::diff_paths(real_folder, &here) };
            let folder = folder.unwrap_or_else(|| real_folder.to_owned());
            if let Some(text) = read(&folder)? {
                let says = parse(&folder.join(NAME), &text)?;
                return Ok(Some(Self { folder, real_folder: real_folder.to_owned(), says }));
            }
        }
        Ok(None)
    }

    /// Whether the file says nothing but levels.
    pub(crate) fn has_levels_alone(&self) -> bool {
        self.says.catalog.is_none() && self.says.setup.is_none()
    }

    /// The file itself.
    pub(crate) fn file(&self) -> PathBuf {
        self.folder.join(NAME)
    }
}

/// The text of the file in a folder, if there is one.
fn read(folder: &Path) -> Result<Option<String>, Failure> {
    let path = folder.join(NAME);
    refuse_stray(folder, NAME)?;
    match read_text(&path) {
        Ok(text) => Ok(Some(text)),
        Err(error) if matches!(error.kind(), ErrorKind::NotFound | ErrorKind::NotADirectory) => Ok(None),
        Err(error) => Err(Failure::unread(&path, &error)),
    }
}

fn parse(path: &Path, text: &str) -> Result<Configuration, Failure> {
    Configuration::parse(&Source::new(shown(path), text)).map_err(Failure::troubles)
}
