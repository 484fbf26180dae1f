//! The subcommand `pseudo`: the pseudo-localized page.

use std::path::PathBuf;

use braze_errors_codegen::{Page, Source, pseudo};

use crate::failure::Failure;
use crate::pages;

/// Print a page with its prose in accented, longer letters, between brackets that show where a text ends
///
/// Codes, code spans, links, HTML, numbers and examples stay as they are, so that the page still builds: a program
/// shown in this locale shows which of its texts are not translated, and which are cut off.
#[derive(Debug, clap::Args)]
#[command(after_help = crate::example("braze-errors pseudo docs/en/errors.md > docs/en-XA/errors.md"))]
pub(crate) struct Args {
    /// The page, in the locale that is written first
    page: PathBuf,
}

impl Args {
    pub(crate) fn run(&self) -> Result<String, Failure> {
        let source = Source::read(&self.page, self.page.display().to_string());
        let findings = match source {
            Ok(source) => {
                let findings = Page::read(&source).findings;
                if findings.is_empty() {
                    return Ok(pseudo(source.text()));
                }
                findings
            }
            Err(findings) => findings,
        };
        pages::report(&findings);
        Err(Failure::trouble(format!("{} is no page that builds", self.page.display())))
    }
}
