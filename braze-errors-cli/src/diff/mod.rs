//! The subcommand `diff`: what changed from one set of pages to another.

pub(crate) mod human;
mod json;
mod markdown;
mod marks;
mod side;

use std::ffi::OsString;
use std::process::ExitCode;

use braze_errors_codegen::diff::{Bump, Diff};

use self::side::Side;
use crate::described::CatalogArgs;
use crate::failure::Failure;
use crate::pages::{self, Manner};

/// Show what changed from old pages to new ones
///
/// And what that means to users of the crate: which part of its version goes up.
///
/// OLD and NEW are folders that hold `<locale>/errors.md`, or lists of pages between commas, or revisions of git, such as
/// `v1.2`, which mean the other side's pages as they were. A page of a list is written `TAG=FILE`, or FILE alone where
/// its folder is named by the tag. Two single pages need no tag. Without NEW it is the catalog as it is.
///
/// Rows are compared by their variant's name, then by their code, then by their words; words that went are written
/// `[-so-]`, words that came `{+so+}`.
#[derive(Debug, clap::Args)]
#[command(after_help = crate::example("braze-errors diff v1.2 docs"))]
pub(crate) struct Args {
    /// The pages as they were
    old: OsString,

    /// The pages as they are
    new: Option<OsString>,

    #[command(flatten)]
    catalog: CatalogArgs,

    /// The format of the output
    #[arg(long, value_enum, default_value_t = Format::Human)]
    format: Format,

    /// Exit with 10 where the change is a patch, 11 where it is minor and 12 where it is major
    #[arg(long)]
    exit_code: bool,
}

/// A format of the output.
#[derive(Clone, Copy, Debug, clap::ValueEnum)]
enum Format {
    /// For people
    Human,
    /// One object
    Json,
    /// For a changelog
    Markdown,
}

impl Args {
    pub(crate) fn run(&self) -> Result<ExitCode, Failure> {
        let (old, new) =
            (Side::parse(&self.old)?, self.new.as_deref().map_or(Ok(Side::Catalog), Side::parse)?);
        let described = side::described(&old, &new, &self.catalog)?;
        let source = self.catalog.source_of(described.as_ref());
        let [old, new] = side::resolve(old, new, &self.catalog, &source)?;
        let manner = Manner::of(described, source, self.catalog.markdown.named, [&old, &new]);
        let (old, new) = match (pages::catalog(old, &manner), pages::catalog(new, &manner)) {
            (Ok(old), Ok(new)) => (old, new),
            (old, new) => {
                let findings: Vec<_> = [old, new].into_iter().filter_map(Result::err).flatten().collect();
                pages::report(&findings);
                let found = pages::count(findings.len(), "finding");
                return Err(Failure::trouble(format!(
                    "{found} in the pages; expected pages that can be compared"
                )));
            }
        };
        let diff = Diff::between(&old, &new);
        let printed = crate::print(&match self.format {
            Format::Human => human::write(&diff),
            Format::Json => json::write(&diff),
            Format::Markdown => markdown::write(&diff),
        })?;
        Ok(match diff.bump() {
            Bump::Patch if self.exit_code => ExitCode::from(10),
            Bump::Minor if self.exit_code => ExitCode::from(11),
            Bump::Major if self.exit_code => ExitCode::from(12),
            _ => printed,
        })
    }
}
