//! Pages, checked.

use std::path::PathBuf;

use braze_errors_codegen::{Loaded, Report, check};

use super::levels::LevelArgs;
use crate::failure::Failure;
use crate::opened::Opened;

/// A folder of pages, checked.
#[derive(Debug)]
pub(crate) struct Pages {
    /// The file of each locale's page.
    pub(crate) files: Vec<PathBuf>,
    pub(crate) loaded: Loaded,
    pub(crate) report: Report,
}

impl Pages {
    /// Checks pages.
    ///
    /// # Errors
    ///
    /// Says why the pages can't be checked.
    pub(crate) fn check(opened: Opened, args: &LevelArgs) -> Result<Self, Failure> {
        opened.refuse_unknown(args.locales())?;
        let Opened { setup, loaded, folder, unlisted, mut levels, .. } = opened;
        args.apply(&setup, &mut levels);
        let mut more = loaded.compare_with_lock();
        more.unlisted = unlisted;
        let report = check(&loaded, more, &levels);
        let files = setup.locales.iter().map(|locale| folder.join(setup.page(locale))).collect();
        Ok(Self { files, loaded, report })
    }
}
