//! The subcommand `accept`: writes into the lock what the pages say.

use std::path::PathBuf;
use std::process::ExitCode;

use braze_errors_codegen::{Finding, Level, Lock, Selection};

use crate::described::{CatalogArgs, Unnamed};
use crate::failure::Failure;
use crate::opened::Opened;
use crate::pages;
use crate::text::{escape_line, shown};
use crate::write::{self, NewFile};

/// Accept what the pages say, so that `check` can tell what changes
///
/// Without rows, every row is accepted but those whose variant goes, gets another name or gets another row: users'
/// code would break, so they have to be named.
#[derive(Debug, clap::Args)]
#[command(after_help = crate::example("braze-errors accept --locale fr NoRecipients"))]
pub(crate) struct Args {
    /// The rows to accept, by variant or code, and bullets, as `status-404` [default: all]
    #[arg(value_name = "ROW")]
    rows: Vec<String>,

    /// The locales to accept them in [default: all]
    #[arg(long, value_name = "TAG", value_delimiter = ',')]
    locale: Vec<String>,

    /// Keep a row that is about to go: its variant stays, deprecated, with the text that it has now.
    /// While the row is on the pages, naming it as ROW, without --locale, undoes that
    #[arg(long, value_name = "ROW", conflicts_with_all = ["rows", "locale"])]
    deprecate: Vec<String>,

    /// The folder of the pages [default: those that are described, else `docs`]
    #[arg(long)]
    folder: Option<PathBuf>,

    #[command(flatten)]
    catalog: CatalogArgs,
}

/// What is to be accepted.
#[derive(Debug, Default)]
pub(crate) struct Acceptance<'a> {
    /// The rows, by variant or code, and the bullets, as `status-404`; all where there is none.
    pub(crate) rows: &'a [String],
    /// The tags of the locales, in any case; all where there is none.
    pub(crate) locales: &'a [String],
    /// The rows that are about to go.
    pub(crate) deprecated: &'a [String],
}

impl Args {
    pub(crate) fn run(&self) -> Result<ExitCode, Failure> {
        let opened = Opened::read(self.catalog.describe(self.folder.as_deref(), Unnamed::Docs)?)?;
        let acceptance = Acceptance { rows: &self.rows, locales: &self.locale, deprecated: &self.deprecate };
        let broken = acceptance.broken(&opened);
        if !broken.is_empty() {
            pages::report(&broken);
        }
        crate::print(&match acceptance.write(opened)? {
            Some(lock) => format!("wrote {}\n", escape_line(&shown(&lock))),
            None => "nothing has changed\n".to_owned(),
        })
    }
}

impl Acceptance<'_> {
    /// What keeps the pages from being accepted.
    fn broken(&self, opened: &Opened) -> Vec<Finding> {
        let Opened { setup, loaded, .. } = opened;
        let is_named = |tag: &str| self.locales.iter().any(|named| named.eq_ignore_ascii_case(tag));
        let is_accepted = |position: usize| {
            position == setup.source || self.locales.is_empty() || is_named(&setup.locales[position].tag)
        };
        let of_pages = loaded.findings.pages.iter().enumerate();
        let of_pages =
            of_pages.filter(|(position, _)| is_accepted(*position)).flat_map(|(_, findings)| findings);
        let of_pages = of_pages.filter(|finding| finding.level == Level::Deny).cloned();
        of_pages.chain(opened.broken_lock()).collect()
    }

    /// Writes the lock of a catalog, and returns its file if it has changed.
    ///
    /// # Errors
    ///
    /// Says why nothing can be accepted.
    pub(crate) fn write(&self, mut opened: Opened) -> Result<Option<PathBuf>, Failure> {
        opened.refuse_unknown(self.locales)?;
        if opened.setup.lock.is_some() && !self.broken(&opened).is_empty() {
            return Err(Failure::trouble("nothing is accepted of pages that don't build".to_owned()));
        }
        let lock = opened.loaded.lock.take();
        let Opened { setup, loaded, .. } = &opened;
        let lock = changed_lock(&opened, lock, |lock| {
            if !self.deprecated.is_empty() {
                return lock.deprecate(&loaded.catalog, self.deprecated);
            }
            let canonical = |tag: &String| {
                let known = setup.locales.iter().find(|locale| locale.tag.eq_ignore_ascii_case(tag));
                known.map_or_else(|| tag.clone(), |locale| locale.tag.clone())
            };
            let locales = self.locales.iter().map(canonical).collect();
            lock.accept(&loaded.catalog, &Selection { rows: self.rows.to_vec(), locales })
        })?;
        write::all(&[lock.edit()])?;
        Ok(lock.changes().then_some(lock.file))
    }
}

/// The lock of a catalog as this change makes it; one that isn't there yet begins empty.
///
/// # Errors
///
/// Says that the catalog has none, or what can't be accepted.
pub(crate) fn changed_lock(
    Opened { setup, by, folder, .. }: &Opened,
    lock: Option<Lock>,
    change: impl FnOnce(&mut Lock) -> Result<(), Vec<String>>,
) -> Result<NewFile, Failure> {
    let Some(name) = &setup.lock else {
        return Err(Failure::trouble(format!("{} names no lock", by.name()))
            .help("write `lock = \"docs/catalog.lock\"` in it"));
    };
    let file = folder.join(name);
    let old = lock.as_ref().map(|lock| lock.text().to_owned());
    let mut lock = lock.unwrap_or_else(|| Lock::new(file.display().to_string()));
    let before = lock.to_string();
    change(&mut lock).map_err(Failure::troubles)?;
    let after = lock.to_string();
    // A lock that says the same in other words stays as it is.
    let new = old.clone().filter(|_| before == after).unwrap_or(after);
    Ok(NewFile { file, old: old.map(String::into_bytes), new })
}
