//! The subcommand `pseudo`: the pseudo-localized page.

use std::io::{self, IsTerminal};
use std::path::{Path, PathBuf};
use std::process::ExitCode;

use braze_errors_codegen::{Dialect, Page, Source, pseudo};

use crate::dialect::Markdown;
use crate::failure::Failure;
use crate::pages;
use crate::text::escape_controls;
use crate::write::{self, Edit};

/// Print a page with its prose in accented, longer letters, between brackets that show where a text ends
///
/// Codes, code spans, links, HTML, numbers and examples stay as they are, so that the page still builds: a program
/// shown in this locale shows which of its texts are not translated, and which are cut off.
#[derive(Debug, clap::Args)]
#[command(after_help = crate::example("braze-errors pseudo docs/en/errors.md --output docs/en-XA/errors.md"))]
pub(crate) struct Args {
    /// The page, in the locale that is written first
    page: PathBuf,

    #[command(flatten)]
    markdown: Markdown,

    /// The file to write instead of standard output, all at once
    #[arg(long, value_name = "FILE")]
    output: Option<PathBuf>,
}

impl Args {
    pub(crate) fn run(&self) -> Result<ExitCode, Failure> {
        let page = self.pseudo()?;
        match &self.output {
            Some(file) => self.write(file, &page),
            // What is shown is not a page to be kept.
            None if io::stdout().is_terminal() => crate::print(&escape_controls(&page)),
            None => crate::print(&page),
        }
    }

    /// Writes the pseudo-localized page to a file, but not over the page that it is made from.
    fn write(&self, file: &Path, page: &str) -> Result<ExitCode, Failure> {
        let old = write::read(file)?;
        if let (Ok(place), Ok(source)) = (write::place_of(file), self.page.canonicalize())
            && place == source
        {
            let found =
                format!("found `{}`, the page itself; expected another file to write", file.display());
            return Err(Failure::bad_use(
                found,
                "name the file of another locale with `--output`".to_owned(),
            ));
        }
        write::all(&[Edit { file, old: old.as_deref(), new: page.as_bytes() }])?;
        Ok(ExitCode::SUCCESS)
    }

    fn pseudo(&self) -> Result<String, Failure> {
        let source = Source::read(&self.page, self.page.display().to_string());
        let findings = match source {
            Ok(source) => {
                let dialect = self.markdown.named.unwrap_or_else(|| Dialect::of(source.text()));
                let findings = Page::read(&source, dialect).findings;
                if findings.is_empty() {
                    return Ok(pseudo(source.text(), dialect));
                }
                findings
            }
            Err(findings) => findings,
        };
        pages::report(&findings);
        Err(Failure::trouble(format!("{} is no page that builds", self.page.display())))
    }
}
