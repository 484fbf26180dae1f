//! The subcommand `pseudo`: the pseudo-localized page.

use std::io::{self, IsTerminal};
use std::iter::once;
use std::path::{Path, PathBuf};
use std::process::ExitCode;

use braze_errors_codegen::{Dialect, Page, Setup, Source, pseudo_tables};

use crate::described::{CatalogArgs, Unnamed};
use crate::failure::Failure;
use crate::pages;
use crate::text::escape_controls;
use crate::write::{self, Edit};

/// Print a page with its prose in accented, longer letters
///
/// Each text stands between brackets that show where it ends. Codes, code spans, links, HTML, numbers and examples stay as they are, so that the page still builds: a program
/// shown in this locale shows which of its texts are not translated, and which are cut off.
#[derive(Debug, clap::Args)]
#[command(after_help = crate::example("braze-errors pseudo docs/en/errors.md --output docs/en-XA/errors.md"))]
pub(crate) struct Args {
    /// The page, in the locale that is written first [default: the source's of the catalog that is described]
    page: Option<PathBuf>,

    #[command(flatten)]
    catalog: CatalogArgs,

    /// The file to write instead of standard output, all at once
    #[arg(long, value_name = "FILE")]
    output: Option<PathBuf>,
}

impl Args {
    pub(crate) fn run(&self) -> Result<ExitCode, Failure> {
        let page = match &self.page {
            Some(page) => page.clone(),
            None => self.source_page()?,
        };
        let pseudo = self.pseudo(&page)?;
        match &self.output {
            Some(file) => write(file, &page, &pseudo),
            // What is shown is not a page to be kept.
            None if io::stdout().is_terminal() => crate::print(&escape_controls(&pseudo)),
            None => crate::print(&pseudo),
        }
    }

    fn pseudo(&self, page: &Path) -> Result<String, Failure> {
        let setup = self.catalog.described(self.page.as_deref())?;
        let source = Source::read(page, page.display().to_string());
        let findings = match source {
            Ok(source) => {
                let setup = setup.map(|described| described.setup);
                let dialect = self.catalog.markdown.named.or(setup.as_ref().map(|setup| setup.markdown));
                let dialect = dialect.unwrap_or_else(|| Dialect::of(source.text()));
                let sought = setup.as_ref().map(Setup::sought).unwrap_or_default();
                let findings = Page::read_tables(&source, dialect, &sought).findings;
                if findings.is_empty() {
                    return Ok(pseudo_tables(source.text(), dialect, &sought));
                }
                findings
            }
            Err(findings) => findings,
        };
        pages::report(&findings);
        Err(Failure::trouble(format!("{} is no page that builds", page.display())))
    }

    /// The source's page of the catalog that is meant where no page is named.
    fn source_page(&self) -> Result<PathBuf, Failure> {
        let described = self.catalog.describe(None, Unnamed::Docs)?;
        Ok(described.page(&described.setup.locales[described.setup.source]))
    }
}

/// Writes a page's pseudo-localized text to a file, but not over the page.
fn write(file: &Path, page: &Path, pseudo: &str) -> Result<ExitCode, Failure> {
    let old = write::read(file)?;
    write::refuse_over(file, once(page.to_owned()))?;
    write::all(&[Edit { file, old: old.as_deref(), new: pseudo.as_bytes() }])?;
    Ok(ExitCode::SUCCESS)
}
