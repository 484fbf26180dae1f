//! The subcommand `import`: what translators have written, back into the pages.

mod change;
mod refuse;

use std::collections::hash_map::Entry::{Occupied, Vacant};
use std::collections::{BTreeMap, BTreeSet, HashMap};
use std::path::{Path, PathBuf};
use std::process::ExitCode;

use braze_errors_codegen::{Levels, Loaded, Report, Selection, check, read_file};

pub(crate) use self::change::{Anchors, line_end};
use self::change::{Change, changed};
use self::refuse::refuse_losses;
pub(crate) use self::refuse::refuse_unalignable;
use crate::accept::changed_lock;
use crate::check::say;
use crate::described::{CatalogArgs, Unnamed};
use crate::failure::Failure;
use crate::opened::Opened;
use crate::pages;
use crate::text::{escape_line, read_text, shown};
use crate::write::{self, NewFile};
use braze_errors_codegen::exchange::{Mark, Translated, TranslatedUnit, Unit, plain, po, units, xliff};

/// Take translations back into the pages
///
/// The files are those that `export` wrote, PO or XLIFF. Of a page just the cells change whose text differs; all pages are
/// written, or none. What `check` would find an error in afterwards is refused.
#[derive(Debug, clap::Args)]
#[command(after_help = crate::example("braze-errors import de.po --accept"))]
pub(crate) struct Args {
    /// The files
    #[arg(value_name = "FILE", required = true)]
    files: Vec<PathBuf>,

    /// Write texts as well that lose a code span, a number or a link, or, without accepting them, whose source has
    /// changed since
    #[arg(long)]
    force: bool,

    /// Accept into the lock what the files say
    #[arg(long)]
    accept: bool,

    /// The folder of the pages [default: those that are described, else `docs`]
    #[arg(long)]
    folder: Option<PathBuf>,

    #[command(flatten)]
    catalog: CatalogArgs,
}

/// What the files say of the units of a locale.
#[derive(Default)]
struct Imported {
    changes: Vec<Change>,
    /// The units that are done, by name.
    done: Vec<String>,
    /// Those whose source has changed since the file was written, which nobody has compared with it.
    outdated: Vec<String>,
}

impl Args {
    pub(crate) fn run(&self) -> Result<ExitCode, Failure> {
        let files = self.read()?;
        let described = self.catalog.describe(self.folder.as_deref(), Unnamed::Docs)?;
        let shown = described.shown.clone();
        let opened = Opened::read(described)?;
        let report = checked(&opened.loaded, &opened.levels);
        let Sorted { by_locale, not_done } = self.sort(&files, &opened, &report)?;
        if not_done > 0 {
            say(&format!(
                "left out {} whose mark says that somebody is to look at it: take the mark off those that are done (`fuzzy` in PO, the state `initial` or `needs-…` in XLIFF)\n",
                pages::count(not_done, "text")
            ));
        }
        let outdated: Vec<&str> =
            by_locale.values().flat_map(|imported| &imported.outdated).map(String::as_str).collect();
        if self.accept && !outdated.is_empty() {
            say(&escape_line(&format!(
                "not accepted, as the source has changed since the file was written: {}",
                outdated.join(", ")
            )));
            say("\n");
        }

        let pages = &opened.loaded.catalog.pages;
        let texts: BTreeMap<usize, String> = (by_locale.iter())
            .map(|(locale, imported)| (*locale, changed(&pages[*locale], &imported.changes)))
            .collect();
        let file_of = |locale: usize| opened.setup.page(&opened.setup.locales[locale]);
        let edited: HashMap<String, &str> =
            texts.iter().map(|(locale, text)| (file_of(*locale), text.as_str())).collect();
        let written = opened.setup.load_files(&shown, |below| match edited.get(below) {
            Some(text) => Some(text.as_bytes().to_vec()),
            None => read_file(&opened.folder.join(below)).ok(),
        });
        refuse_losses(&opened, &report, &written, &by_locale, self.force)?;

        let mut edits: Vec<NewFile> = Vec::new();
        for (locale, text) in texts {
            let old = pages[locale].source.text().as_bytes().to_vec();
            edits.push(NewFile { file: opened.folder.join(file_of(locale)), old: Some(old), new: text });
        }
        let lock = if self.accept { accepted(&opened, written, &by_locale)? } else { None };
        edits.extend(lock);
        let to_write = edits.iter().map(NewFile::edit);
        write::all(&to_write.collect::<Vec<_>>())?;
        crate::print(&said(&edits, &by_locale, &opened))
    }

    fn read(&self) -> Result<Vec<(&Path, Translated)>, Failure> {
        let read = |file: &PathBuf| {
            let text = read_text(file).map_err(|error| Failure::unread(file, &error))?;
            let is_xml = text.trim_start_matches('\u{feff}').trim_start().starts_with('<');
            let read = if is_xml { xliff::read(&text) } else { po::read(&text) };
            read.map_err(|message| Failure::trouble(message).at(&file.display().to_string()))
        };
        self.files.iter().map(|file| Ok((file.as_path(), read(file)?))).collect()
    }

    /// Sorts by locale what the files say.
    fn sort(
        &self,
        files: &[(&Path, Translated)],
        opened: &Opened,
        report: &Report,
    ) -> Result<Sorted, Failure> {
        let (mut by_locale, mut not_done) = (BTreeMap::new(), 0);
        let (mut mistakes, mut helps) = (Vec::new(), BTreeSet::new());
        let catalog = &opened.loaded.catalog;
        let mut seen: HashMap<(usize, String), &String> = HashMap::new();
        for (file, translated) in files {
            opened
                .refuse_unknown(std::slice::from_ref(&translated.tag))
                .map_err(|failure| failure.at(&file.display().to_string()))?;
            let is_meant =
                |position: &usize| catalog.locales[*position].tag.eq_ignore_ascii_case(&translated.tag);
            let Some(locale) =
                (0..catalog.locales.len()).find(is_meant).filter(|locale| *locale != catalog.source)
            else {
                let found = format!(
                    "found texts in `{}`; expected a translation that the catalog lists",
                    translated.tag
                );
                return Err(Failure::trouble(found).at(&file.display().to_string()));
            };
            refuse_unalignable(opened, locale)?;
            let units = units(catalog, report, locale);
            let (named, anchors) = (ByName::of(&units), Anchors::of(catalog, locale));
            let imported: &mut Imported = by_locale.entry(locale).or_default();
            for unit in &translated.units {
                let target = plain(&unit.target);
                if target.is_empty() {
                    continue;
                }
                let Some(of_page) = named.find(unit) else {
                    let name = if unit.id.is_empty() { &unit.source } else { &unit.id };
                    mistakes.push(format!(
                        "{}: `{name}`: found no such row or bullet on the pages",
                        file.display()
                    ));
                    helps.insert("export the units anew");
                    continue;
                };
                let mut refuse = |message: String, help: &'static str| {
                    helps.insert(help);
                    mistakes.push(format!("{}: `{}`: {message}", file.display(), of_page.id));
                };
                match seen.entry((locale, of_page.id.clone())) {
                    Vacant(place) => _ = place.insert(&unit.target),
                    Occupied(other) => {
                        if *other.get() != &unit.target {
                            refuse(
                                format!("found `{}`; expected `{}`, as before", unit.target, other.get()),
                                "take out all but one of the texts of a unit",
                            );
                        }
                        continue;
                    }
                }
                let is_same = of_page.target.is_some_and(|text| text.written() == target);
                let is_outdated = plain(&unit.source) != of_page.source.written();
                if unit.mark == Mark::NotDone {
                    not_done += usize::from(!is_same);
                    continue;
                }
                if !is_same && is_outdated && !self.force {
                    refuse(
                        "found a translation of another text than the source has now; expected one of its text".to_owned(),
                        "export the units anew, or add `--force`, which writes translations of a text that has changed",
                    );
                    continue;
                }
                if !is_same {
                    let Some(change) = Change::new(of_page, target, &anchors) else {
                        refuse(
                            "found no place on the page where the bullet belongs beyond doubt; expected the bullet"
                                .to_owned(),
                            "write the bullet on the page by hand",
                        );
                        continue;
                    };
                    imported.changes.push(change);
                }
                let accepted = if is_outdated { &mut imported.outdated } else { &mut imported.done };
                accepted.push(of_page.id.clone());
            }
        }
        if mistakes.is_empty() {
            return Ok(Sorted { by_locale, not_done });
        }
        let helps: Vec<&str> = helps.into_iter().collect();
        Err(Failure::troubles(mistakes).help(helps.join("\n")))
    }
}

/// What the files say, by the position of the locale, and how many texts are marked as not done yet.
struct Sorted {
    by_locale: BTreeMap<usize, Imported>,
    not_done: usize,
}

/// The units of a page, by name and by source.
struct ByName<'u> {
    by_id: HashMap<&'u str, &'u Unit<'u>>,
    /// `None` for a text that several rows have.
    by_source: HashMap<String, Option<&'u Unit<'u>>>,
}

impl<'u> ByName<'u> {
    fn of(units: &'u [Unit<'u>]) -> Self {
        let by_id = units.iter().map(|unit| (unit.id.as_str(), unit)).collect();
        let mut by_source = HashMap::new();
        for unit in units {
            by_source.entry(unit.source.written()).and_modify(|other| *other = None).or_insert(Some(unit));
        }
        Self { by_id, by_source }
    }

    /// The unit that has come back: of this name or, where a tool has lost the name, of this source.
    fn find(&self, unit: &TranslatedUnit) -> Option<&'u Unit<'u>> {
        let named = self.by_id.get(unit.id.as_str()).copied();
        named.or_else(|| *self.by_source.get(&plain(&unit.source))?)
    }
}

/// Checks pages, with what has changed since the lock.
fn checked(loaded: &Loaded, levels: &Levels) -> Report {
    check(loaded, loaded.compare_with_lock(), levels)
}

/// The lock in which what is done is accepted, if anything is.
fn accepted(
    opened: &Opened,
    written: Loaded,
    by_locale: &BTreeMap<usize, Imported>,
) -> Result<Option<NewFile>, Failure> {
    let done: Vec<Selection> = (by_locale.iter())
        .filter(|(_, imported)| !imported.done.is_empty())
        .map(|(locale, imported)| Selection {
            rows: imported.done.clone(),
            locales: vec![opened.setup.locales[*locale].tag.clone()],
        })
        .collect();
    let broken = opened.broken_lock();
    if !broken.is_empty() {
        pages::report(&broken);
        let found =
            "nothing is imported: what is done can't be accepted into a lock that can't be read".to_owned();
        return Err(Failure::trouble(found).help("mend the lock, or leave `--accept` out"));
    }
    let lock = changed_lock(opened, written.lock, |lock| {
        done.iter().try_for_each(|selection| lock.accept(&written.catalog, selection))
    })?;
    Ok(Some(lock).filter(|lock| !done.is_empty() && lock.changes()))
}

/// What was written, a line for each file.
fn said(edits: &[NewFile], by_locale: &BTreeMap<usize, Imported>, opened: &Opened) -> String {
    let mut lines = String::new();
    for edit in edits {
        let file = &edit.file;
        if !edit.changes() {
            continue;
        }
        let is_page =
            |locale: &usize| opened.folder.join(opened.setup.page(&opened.setup.locales[*locale])) == *file;
        let imported = by_locale.iter().find(|(locale, _)| is_page(locale));
        let changed = imported.map(|(_, imported)| {
            let ids: Vec<&str> = imported.changes.iter().map(|change| change.id.as_str()).collect();
            format!(": {}", ids.join(", "))
        });
        lines.push_str(&escape_line(&format!("wrote {}{}", shown(file), changed.unwrap_or_default())));
        lines.push('\n');
    }
    if lines.is_empty() { "nothing has changed\n".to_owned() } else { lines }
}
