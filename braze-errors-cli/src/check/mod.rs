//! The subcommand `check`: what does not fit on the pages, and what has drifted between them.

mod fix;
mod format;
mod levels;
mod pages;
mod settings;
mod watch;

use std::io::Write;
use std::path::{Path, PathBuf};
use std::process::ExitCode;

use braze_errors_codegen::{Level, Report};

use self::format::Format;
use self::levels::LevelArgs;
pub(crate) use self::levels::rule;
use self::pages::Pages;
pub(crate) use self::settings::Settings;
use crate::dialect::Markdown;
use crate::failure::Failure;
use crate::opened::Opened;
use crate::{bundled, call};

/// Check the pages: what stops the build, and what has drifted from the source
///
/// Findings go to standard output, the summary to standard error. The exit code is 0 where nothing is denied, 1
/// where something is, and 2 where the pages could not be checked.
#[derive(Debug, clap::Args)]
#[command(after_help = crate::example("braze-errors check docs --deny warnings"))]
pub(crate) struct Args {
    /// The folder of the pages, which holds a folder for each locale [default: the one that the environment
    /// variable `BRAZE_ERRORS_DOCS` names, else `docs`]
    folder: Option<PathBuf>,

    /// The Rust file with the call of `error_catalog!` that reads these pages [default: the one that
    /// `braze-errors.toml` in the folder names]
    #[arg(long, value_name = "FILE")]
    catalog: Option<PathBuf>,

    #[command(flatten)]
    markdown: Markdown,

    #[command(flatten)]
    levels: LevelArgs,

    /// The format of the report
    #[arg(long, value_enum, default_value_t = Format::Human)]
    format: Format,

    /// Mend what has one right answer, and say what was done
    #[arg(long)]
    fix: bool,

    /// Check again whenever a page is saved, until interrupted
    #[arg(long, conflicts_with = "fix")]
    watch: bool,
}

impl Args {
    pub(crate) fn run(&self) -> Result<ExitCode, Failure> {
        if self.watch {
            let folder = self.redirected()?.unwrap_or_else(|| self.folder().to_owned());
            let settings = Settings::read(&folder)?;
            let catalog = self.catalog.as_deref().or(settings.catalog.as_deref());
            return watch::run(&folder, catalog, || self.check());
        }
        self.check()
    }

    /// Checks once.
    fn check(&self) -> Result<ExitCode, Failure> {
        let mut pages = self.read()?;
        if self.fix {
            let done = fix::apply(&pages)?;
            say(&done);
            pages = self.read()?;
        }
        let Pages { mut report, loaded, .. } = pages;
        report.curtail();
        crate::print(&self.format.write(&report, &loaded.catalog))?;
        say(&format!("{report}\n"));
        Ok(exit_code(&report))
    }

    fn read(&self) -> Result<Pages, Failure> {
        let opened = match self.redirected()? {
            Some(_) => Opened::of_call(None, self.markdown)?,
            None => Opened::read(self.folder(), self.catalog.as_deref(), self.markdown)?,
        };
        Pages::check(opened, &self.levels)
    }

    fn folder(&self) -> &Path {
        self.folder.as_deref().unwrap_or(Path::new("docs"))
    }

    /// The folder that the environment names in the bundled pages' place, where nothing else is named.
    fn redirected(&self) -> Result<Option<PathBuf>, Failure> {
        if self.folder.is_some() || self.catalog.is_some() {
            return Ok(None);
        }
        let redirected = call::redirected(&bundled::call()?, Path::new("."))?;
        Ok(redirected.map(|(folder, _)| folder))
    }
}

fn exit_code(report: &Report) -> ExitCode {
    ExitCode::from(u8::from(report.count(Level::Deny) > 0))
}

/// Says on standard error what is no finding.
fn say(text: &str) {
    // Where standard error can't be written to, the exit code still tells.
    let _ = anstream::stderr().write_all(text.as_bytes());
}
