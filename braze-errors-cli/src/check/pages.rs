//! Pages, checked.

use std::path::PathBuf;

use braze_errors_codegen::{Findings, Levels, Loaded, Memory, Report, check, check_again};

use super::levels::LevelArgs;
use crate::failure::Failure;
use crate::opened::Opened;

/// The pages of a catalog, checked.
#[derive(Debug)]
pub(crate) struct Pages {
    /// Where the catalog is described.
    pub(crate) folder: PathBuf,
    /// The file of each locale's page.
    pub(crate) files: Vec<PathBuf>,
    pub(crate) loaded: Loaded,
    pub(crate) report: Report,
}

impl Pages {
    /// Checks pages, and reports on those of the locales at these positions; on all of them where none is named.
    ///
    /// # Errors
    ///
    /// Says why the pages can't be checked.
    pub(crate) fn check(opened: Opened, args: &LevelArgs, at: Option<&[usize]>) -> Result<Self, Failure> {
        Self::check_by(opened, args, at, check)
    }

    /// Checks all pages again, with what was remembered when they were checked before.
    ///
    /// # Errors
    ///
    /// Says why the pages can't be checked.
    pub(crate) fn check_again(opened: Opened, memory: &mut Memory) -> Result<Self, Failure> {
        let check = |loaded: &Loaded, more, levels: &Levels| check_again(loaded, more, levels, memory);
        Self::check_by(opened, &LevelArgs::default(), None, check)
    }

    fn check_by(
        opened: Opened,
        args: &LevelArgs,
        at: Option<&[usize]>,
        check: impl FnOnce(&Loaded, Findings, &Levels) -> Report,
    ) -> Result<Self, Failure> {
        opened.refuse_unknown(&args.locale)?;
        let Opened { setup, loaded, folder, unlisted, mut levels, .. } = opened;
        args.apply(&mut levels);
        let tag_at = |position: &usize| setup.locales[*position].tag.clone();
        match at {
            Some(at) if args.locale.is_empty() => levels.narrow(at.iter().map(tag_at)),
            Some(at) => {
                let is_named = |tag: &String| args.locale.iter().any(|named| named.eq_ignore_ascii_case(tag));
                levels.narrow(at.iter().map(tag_at).filter(is_named));
            }
            None if args.locale.is_empty() => {}
            None => levels.narrow(args.locale.iter().cloned()),
        }
        let mut more = loaded.compare_with_lock();
        more.unlisted = unlisted;
        let report = check(&loaded, more, &levels);
        let files = setup.locales.iter().map(|locale| folder.join(setup.page(locale))).collect();
        Ok(Self { folder, files, loaded, report })
    }

    /// Completes the commands that findings name by what makes them mean these pages.
    pub(crate) fn complete_commands(&mut self, arguments: &str) {
        const COMMAND: &str = "`braze-errors accept";
        let Findings { pages, unlisted, lock } = &mut self.report.findings;
        let on_pages = pages.iter_mut().flatten().chain(lock);
        for finding in on_pages.chain(unlisted.iter_mut().map(|(_, finding)| finding)) {
            finding.help = finding.help.replace(COMMAND, &format!("{COMMAND}{arguments}"));
        }
    }
}
