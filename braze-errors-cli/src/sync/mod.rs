//! The subcommand `sync`: takes the pages out of a checkout of a documentation repository.

mod checkout;
mod git;

use std::fmt::Write;
use std::io::ErrorKind;
use std::path::{Path, PathBuf};
use std::process::ExitCode;

use braze_errors_codegen::diff::Diff;
use braze_errors_codegen::{Catalog, Source, read_file};

use self::checkout::{Mapping, TakenPage};
use crate::diff::human;
use crate::failure::Failure;
use crate::pages::{self, Manner, PAGE, Reading, SOURCE, TaggedPage, count};
use crate::text::escape_line;
use crate::write::{self, Edit};

/// Take the pages out of a checkout of a documentation repository laid out like Braze's
///
/// The source stands under `_docs/`, translations under `_lang/<folder>/`. Shows first what would change and what
/// that means to users of the crate; writes all pages or none, and only with `--write`. Pages that the checkout
/// doesn't have stay as they are.
#[derive(Debug, clap::Args)]
#[command(after_help = crate::example("braze-errors sync ../braze-docs --into docs --write"))]
pub(crate) struct Args {
    /// The folder that the repository is checked out in
    checkout: PathBuf,

    /// The folder to write `<locale>/errors.md` into
    #[arg(long, value_name = "FOLDER")]
    into: PathBuf,

    /// The page's path below `_docs` and below each folder of `_lang`
    #[arg(long, value_name = "PATH", default_value = "_api/errors.md")]
    page: PathBuf,

    #[command(flatten)]
    reading: Reading,

    /// Write the pages
    #[arg(long)]
    write: bool,

    /// Write them over changes that git doesn't have
    #[arg(long)]
    force: bool,

    /// The locale of a folder of `_lang`, such as `fr_fr=fr`; may be repeated
    #[arg(long, value_name = "FOLDER=TAG", value_delimiter = ',', value_parser = Mapping::parse)]
    locale_map: Vec<Mapping>,
}

/// A page of the checkout and the file that it goes to.
struct Target {
    page: TakenPage,
    path: PathBuf,
    /// What the file holds, if it is there.
    old: Option<Vec<u8>>,
}

/// What becomes of a file.
#[derive(Clone, Copy, PartialEq, Eq)]
enum Fate {
    New,
    Changed,
    Same,
}

impl Target {
    fn new(page: TakenPage, into: &Path) -> Result<Self, Failure> {
        let folder = into.join(&page.tag);
        // What is written through a link lands in a place that nobody named, and that git may not look after.
        if folder.is_symlink() {
            let found = format!("found `{}`, which is a symbolic link; expected a folder", folder.display());
            return Err(Failure::trouble(found).help("put a folder in its place"));
        }
        let path = folder.join(PAGE);
        let cannot_read = |error| Failure::trouble(format!("cannot read `{}`: {error}", path.display()));
        let old = match path.symlink_metadata() {
            Err(error) if error.kind() == ErrorKind::NotFound => None,
            Err(error) => return Err(cannot_read(error)),
            Ok(metadata) if metadata.is_file() => Some(read_file(&path).map_err(cannot_read)?),
            Ok(_) => {
                let found = format!("found `{}`, which is no regular file", path.display());
                return Err(Failure::trouble(found).help("take it away, so that a page can be written there"));
            }
        };
        Ok(Self { page, path, old })
    }

    fn fate(&self) -> Fate {
        match &self.old {
            None => Fate::New,
            Some(old) if *old == self.page.bytes => Fate::Same,
            Some(_) => Fate::Changed,
        }
    }

    /// The page that the file holds.
    fn old_page(&self) -> Option<TaggedPage> {
        let page = Source::from_bytes(self.path.display().to_string(), self.old.clone()?);
        Some((self.page.tag.clone(), page))
    }
}

impl Args {
    pub(crate) fn run(&self) -> Result<ExitCode, Failure> {
        let taken = checkout::take(&self.checkout, &self.page, &self.locale_map)?;
        let targets: Vec<Target> =
            taken.into_iter().map(|page| Target::new(page, &self.into)).collect::<Result<_, _>>()?;
        let mut old: Vec<TaggedPage> = targets.iter().filter_map(Target::old_page).collect();
        // Without a source there is no catalog.
        if old.iter().all(|(tag, _)| tag != SOURCE) {
            old.clear();
        }
        let new: Vec<TaggedPage> = targets.iter().map(|target| target.page.read()).collect();
        let manner = self.reading.of([&old, &new])?;
        let new = pages::catalog(new, &manner).map_err(|findings| {
            pages::report(&findings);
            let found = count(findings.len(), "finding");
            Failure::trouble(format!(
                "{found} in the pages of the checkout; expected pages that can be built"
            ))
        })?;
        crate::print(&[self.changes(old, &new, &manner), self.plan(&targets)].concat())?;
        if !self.write {
            return Ok(ExitCode::SUCCESS);
        }
        if !self.force {
            git::refuse_unsaved(&targets)?;
        }
        let edits = targets.iter().map(|target| Edit {
            file: &target.path,
            old: target.old.as_deref(),
            new: &target.page.bytes,
        });
        write::all(&edits.collect::<Vec<_>>())?;
        match targets.iter().filter(|target| target.fate() != Fate::Same).count() {
            0 => Ok(ExitCode::SUCCESS),
            written => crate::print(&format!("wrote {}\n", count(written, "page"))),
        }
    }

    /// What the pages change for users of the crate, as far as the folder has them.
    fn changes(&self, old: Vec<TaggedPage>, new: &Catalog, manner: &Manner) -> String {
        match pages::catalog(old, manner) {
            Ok(old) => human::write(&Diff::between(&old, new)),
            Err(findings) => format!(
                "semantic version: unknown ({} in the pages that `{}` holds now)\n",
                count(findings.len(), "finding"),
                self.into.display()
            ),
        }
    }

    /// What becomes of each file.
    fn plan(&self, targets: &[Target]) -> String {
        let mut plan = "\n".to_owned();
        let mut add = |path: &Path, fate: &str| {
            let _ = writeln!(plan, "{}: {fate}", escape_line(&path.display().to_string()));
        };
        for target in targets {
            add(
                &target.path,
                match target.fate() {
                    Fate::New => "new",
                    Fate::Changed => "changed",
                    Fate::Same => "as in the checkout",
                },
            );
        }
        // A folder without the source's page is one that nothing else is known of.
        for (_, path) in pages::of_folder(&self.into).unwrap_or_default() {
            if targets.iter().all(|target| target.path != path) {
                add(&path, "not in the checkout, stays as it is");
            }
        }
        if !self.write && targets.iter().any(|target| target.fate() != Fate::Same) {
            plan.push_str("\nnothing is written without `--write`\n");
        }
        plan
    }
}
