//! The subcommand `sync`: takes the pages out of a checkout of a documentation repository.

mod checkout;
mod git;

use std::fmt::Write;
use std::io::ErrorKind;
use std::path::{Path, PathBuf};
use std::process::ExitCode;

use braze_errors_codegen::diff::Diff;
use braze_errors_codegen::{Catalog, Setup, Source, read_file};

use self::checkout::{Mapping, TakenPage};
use crate::described::CatalogArgs;
use crate::diff::human;
use crate::failure::Failure;
use crate::pages::{self, Manner, PAGE, ReadPages, TaggedPage, count};
use crate::text::escape_line;
use crate::write::{self, Edit};

/// Take the pages out of a checkout of a documentation repository
///
/// The repository is laid out like Braze's: the source stands under `_docs/`, translations under `_lang/<folder>/`. Shows
/// first what would change and what that means to users of the crate; writes all of them or none, and only with
/// `--write`. Pages that the checkout doesn't have or that can't be read stay as they are, and so do those of locales
/// that the catalog doesn't list.
#[derive(Debug, clap::Args)]
#[command(after_help = crate::example("braze-errors sync ../braze-docs --into docs --write"))]
pub(crate) struct Args {
    /// The folder that the repository is checked out in
    checkout: PathBuf,

    /// The folder to write `<locale>/errors.md` into
    #[arg(long, value_name = "FOLDER")]
    into: PathBuf,

    /// The page's path below `_docs` and below each folder of `_lang`
    #[arg(long, value_name = "PATH", default_value = "_api/errors.md", hide_short_help = true)]
    page: PathBuf,

    /// The locales to take [default: all that the catalog lists]
    #[arg(long, value_name = "TAG", value_delimiter = ',')]
    locale: Vec<String>,

    #[command(flatten)]
    catalog: CatalogArgs,

    /// Write the pages
    #[arg(long)]
    write: bool,

    /// Write them over changes that git doesn't have
    #[arg(long)]
    force: bool,

    /// The locale of a folder of `_lang`, such as `fr_fr=fr`
    #[arg(long, value_name = "FOLDER=TAG", value_delimiter = ',', value_parser = Mapping::parse, hide_short_help = true)]
    locale_map: Vec<Mapping>,
}

/// A page of the checkout and the file that it goes to.
struct Target {
    page: TakenPage,
    path: PathBuf,
    /// What the file holds, if it is there.
    old: Option<Vec<u8>>,
    /// Why the file stays as it is, if it does in any case.
    stays: Option<Fate>,
}

/// What becomes of a file.
#[derive(Clone, Copy, PartialEq, Eq)]
enum Fate {
    New,
    Changed,
    Same,
    /// It stays, for the checkout's page can't be read.
    Unread,
    /// It stays, for its locale is none to be taken.
    LeftOut,
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
        Ok(Self { page, path, old, stays: None })
    }

    fn fate(&self) -> Fate {
        match (self.stays, &self.old) {
            (Some(fate), _) => fate,
            (None, None) => Fate::New,
            (None, Some(old)) if *old == self.page.bytes => Fate::Same,
            (None, Some(_)) => Fate::Changed,
        }
    }

    fn is_written(&self) -> bool {
        matches!(self.fate(), Fate::New | Fate::Changed)
    }

    /// The page that the file will hold.
    fn new_page(&self) -> Option<TaggedPage> {
        if self.stays.is_some() { self.old_page() } else { Some(self.page.read()) }
    }

    /// The page that the file holds.
    fn old_page(&self) -> Option<TaggedPage> {
        let page = Source::from_bytes(self.path.display().to_string(), self.old.clone()?);
        Some((self.page.tag.clone(), page))
    }
}

impl Args {
    pub(crate) fn run(&self) -> Result<ExitCode, Failure> {
        let described = self.catalog.described(self.into.exists().then_some(&self.into))?;
        let described = described.map(|described| described.setup);
        let source = self.catalog.source_of(described.as_ref());
        let taken = checkout::take(&self.checkout, &self.page, &source, &self.locale_map)?;
        let is_taken = self.is_taken(&taken, described.as_ref())?;
        let mut targets: Vec<Target> =
            taken.into_iter().map(|page| Target::new(page, &self.into)).collect::<Result<_, _>>()?;
        for target in targets.iter_mut().filter(|target| !is_taken(&target.page.tag)) {
            target.stays = Some(Fate::LeftOut);
        }
        let mut old: Vec<TaggedPage> = targets.iter().filter_map(Target::old_page).collect();
        // Without a source there is no catalog.
        if old.iter().all(|(tag, _)| *tag != source) {
            old.clear();
        }
        let new = |targets: &[Target]| targets.iter().filter_map(Target::new_page).collect::<Vec<_>>();
        let taken = new(&targets);
        let manner = Manner::of(described, source, self.catalog.markdown.named, [&old, &taken]);
        for (tag, findings) in ReadPages::of(taken, &manner).unread {
            pages::report(&findings);
            for target in targets.iter_mut().filter(|target| target.page.tag == tag) {
                target.stays.get_or_insert(Fate::Unread);
            }
        }
        let (catalog, findings) = ReadPages::of(new(&targets), &manner).align(&manner);
        if !findings.is_empty() {
            pages::report(&findings);
        }
        crate::print(&[self.changes(old, &catalog, &manner), self.plan(&targets)].concat())?;
        let code = ExitCode::from(u8::from(targets.iter().any(|target| target.fate() == Fate::Unread)));
        if !self.write {
            return Ok(code);
        }
        if !self.force {
            git::refuse_unsaved(&targets)?;
        }
        // What is as in the checkout is not written, but may have something beside it that a killed process left.
        let taken = targets.iter().filter(|target| target.is_written() || target.fate() == Fate::Same);
        let edits = taken.map(|target| Edit {
            file: &target.path,
            old: target.old.as_deref(),
            new: &target.page.bytes,
        });
        write::all(&edits.collect::<Vec<_>>())?;
        let written = targets.iter().filter(|target| target.is_written()).count();
        if written > 0 {
            crate::print(&format!("wrote {}\n", count(written, "page")))?;
        }
        Ok(code)
    }

    /// Says of a tag whether the page in that locale is to be taken: it is named, or listed where none is.
    fn is_taken(
        &self,
        taken: &[TakenPage],
        described: Option<&Setup>,
    ) -> Result<impl Fn(&str) -> bool + use<>, Failure> {
        let of_checkout = |tag: &String| taken.iter().any(|page| page.tag.eq_ignore_ascii_case(tag));
        if let Some(tag) = self.locale.iter().find(|tag| !of_checkout(tag)) {
            let tags: Vec<&str> = taken.iter().map(|page| page.tag.as_str()).collect();
            let found = format!("found the locale `{tag}`, which the checkout has no page in");
            return Err(Failure::bad_use(found, format!("name one of {}", tags.join(", "))));
        }
        let listed = described.map(|setup| setup.locales.iter().map(|locale| locale.tag.clone()).collect());
        let wanted: Option<Vec<String>> =
            if self.locale.is_empty() { listed } else { Some(self.locale.clone()) };
        Ok(move |tag: &str| {
            wanted.as_ref().is_none_or(|wanted| wanted.iter().any(|wanted| wanted.eq_ignore_ascii_case(tag)))
        })
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
                    Fate::Unread => "can't be read in the checkout, stays as it is",
                    Fate::LeftOut => "left out, stays as it is",
                },
            );
        }
        // A folder without the source's page is one that nothing else is known of.
        for locale in Setup::find(&self.into, PAGE).map(|setup| setup.locales).unwrap_or_default() {
            let path = self.into.join(locale.tag).join(PAGE);
            if targets.iter().all(|target| target.path != path) {
                add(&path, "not in the checkout, stays as it is");
            }
        }
        if !self.write && targets.iter().any(Target::is_written) {
            plan.push_str("\nnothing is written without `--write`\n");
        }
        plan
    }
}
