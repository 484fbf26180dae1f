//! The subcommand `export`: the catalog for a front end that shows the same errors, or for translators.

mod fluent;
mod json;
mod texts;
mod typescript;

use std::io::{self, IsTerminal};
use std::path::PathBuf;
use std::process::ExitCode;

use braze_errors_codegen::check;

use self::texts::Texts;
use crate::described::{CatalogArgs, Unnamed};
use crate::failure::Failure;
use crate::opened::Opened;
use crate::text::{escape_controls, escape_line, shown};
use crate::write::{self, Edit};
use crate::{import, locale, pages};
use braze_errors_codegen::exchange::xliff::{self, Version};
use braze_errors_codegen::exchange::{Exchange, Unit, po, units};

/// What stands for a locale's tag in the path of a file.
const LOCALE: &str = "{locale}";

/// Write the catalog for translators, or for a front end
///
/// `json` and `typescript` hold all locales in one file. Of any other format there is a file for each locale, whose path
/// is written with `{locale}` where the tag stands. `import` takes back what translators have written.
#[derive(Debug, clap::Args)]
#[command(after_help = crate::example("braze-errors export --format po --locale de --only untranslated,stale,missing --output de.po"))]
pub(crate) struct Args {
    /// The format of the files
    #[arg(long, value_enum)]
    format: Format,

    /// The locales [default: all; for translators all that are translated]
    #[arg(long, value_name = "TAG", value_delimiter = ',')]
    locale: Vec<String>,

    /// For translators: the rows that are in one of these states [default: all]
    #[arg(long, value_name = "STATE", value_enum, value_delimiter = ',')]
    only: Vec<Only>,

    /// The file to write in place of standard output; `{locale}` in its path stands for each locale's tag
    #[arg(long, value_name = "FILE")]
    output: Option<PathBuf>,

    /// The folder of the pages [default: those that are described, else `docs`]
    #[arg(long)]
    folder: Option<PathBuf>,

    #[command(flatten)]
    catalog: CatalogArgs,
}

/// A format of the files.
#[derive(Clone, Copy, Debug, PartialEq, Eq, clap::ValueEnum)]
enum Format {
    /// One object: the codes, and for each locale what every error says
    Json,
    /// The schema of the JSON, and no catalog
    JsonSchema,
    /// The same as constants, with a type of all codes and a look-up
    Typescript,
    /// For programs that use Fluent: a message for each error
    Fluent,
    /// For translators: a file of gettext, which `import` reads
    Po,
    /// For translators: XLIFF 2.0, which `import` reads
    Xliff,
    /// The same as XLIFF 1.2, which older tools want
    #[value(name = "xliff-1")]
    Xliff1,
}

impl Format {
    /// Says whether it is for translators.
    fn is_exchanged(self) -> bool {
        matches!(self, Self::Po | Self::Xliff | Self::Xliff1)
    }
}

/// Why a row is to be translated.
#[derive(Clone, Copy, Debug, PartialEq, Eq, clap::ValueEnum)]
enum Only {
    /// It says what the source's says, in the source's language
    Untranslated,
    /// The source's row has changed since it was accepted
    Stale,
    /// The page doesn't have it
    Missing,
}

impl Only {
    fn is_met_by(self, unit: &Unit<'_>) -> bool {
        match self {
            Self::Untranslated => unit.is_untranslated,
            Self::Stale => unit.is_stale,
            Self::Missing => unit.target.is_none(),
        }
    }
}

/// A file's text, and the tag of its locale if it holds one.
struct Exported {
    tag: Option<String>,
    text: String,
}

impl Args {
    pub(crate) fn run(&self) -> Result<ExitCode, Failure> {
        if !self.only.is_empty() && !self.format.is_exchanged() {
            let found = "found `--only` with a format that does not choose rows".to_owned();
            return Err(Failure::bad_use(found, "leave it out, or write `--format po`".to_owned()));
        }
        if self.format == Format::JsonSchema {
            if !self.locale.is_empty() {
                let found = "found `--locale` with the schema, which is the same for all".to_owned();
                return Err(Failure::bad_use(found, "leave it out".to_owned()));
            }
            return self.write(&[Exported { tag: None, text: json::SCHEMA.to_owned() }]);
        }
        let opened = Opened::read(self.catalog.describe(self.folder.as_deref(), Unnamed::Docs)?)?;
        let locales = self.locales(&opened)?;
        if !self.format.is_exchanged() {
            opened.refuse_unbuildable(&locales)?;
        } else if locales.is_empty() {
            return Err(Failure::trouble(
                "found no translation to export; expected a second locale".to_owned(),
            ));
        }
        self.refuse_own(&opened, &locales)?;
        self.write(&self.exported(&opened, &locales)?)
    }

    /// The positions of the locales that are meant.
    fn locales(&self, opened: &Opened) -> Result<Vec<usize>, Failure> {
        let listed = &opened.setup.locales;
        let is_all = self.format.is_exchanged() && self.locale.iter().any(|tag| tag == locale::ALL);
        if self.locale.is_empty() || is_all {
            let is_meant = |locale: &usize| {
                !self.format.is_exchanged() || *locale != opened.setup.source && !listed[*locale].is_pseudo()
            };
            return Ok((0..listed.len()).filter(is_meant).collect());
        }
        let mut locales = Vec::new();
        for tag in &self.locale {
            // What translators write goes into the page of this tag, and not of one near it.
            if self.format.is_exchanged() {
                opened.refuse_unknown(std::slice::from_ref(tag))?;
            }
            let found = locale::asked_for(tag, listed)?;
            locales.extend(found);
        }
        locales.sort_unstable();
        locales.dedup();
        Ok(locales)
    }

    /// Refuses to write over the pages.
    fn refuse_own(&self, opened: &Opened, locales: &[usize]) -> Result<(), Failure> {
        let Some(output) = &self.output else { return Ok(()) };
        let pattern = output.to_string_lossy();
        for locale in locales {
            opened.refuse_own(pattern.replace(LOCALE, &opened.setup.locales[*locale].tag).as_ref())?;
        }
        Ok(())
    }

    fn exported(&self, opened: &Opened, locales: &[usize]) -> Result<Vec<Exported>, Failure> {
        let texts = |locales: &[usize]| Texts::of(&opened.loaded, locales);
        let one = |text: String| Ok(vec![Exported { tag: None, text }]);
        match self.format {
            Format::Json => one(json::json(&texts(locales))),
            Format::Typescript => one(typescript::typescript(&texts(locales))),
            Format::Fluent => (texts(locales).locales.iter())
                .map(|locale| {
                    Ok(Exported { tag: Some(locale.tag.to_owned()), text: fluent::fluent(locale)? })
                })
                .collect(),
            Format::JsonSchema => one(json::SCHEMA.to_owned()),
            Format::Po => self.exchanged(opened, locales, po::write),
            Format::Xliff => {
                self.exchanged(opened, locales, |exchange| xliff::write(exchange, Version::V2_0))
            }
            Format::Xliff1 => {
                self.exchanged(opened, locales, |exchange| xliff::write(exchange, Version::V1_2))
            }
        }
    }

    /// The files for translators.
    fn exchanged(
        &self,
        opened: &Opened,
        locales: &[usize],
        write: impl Fn(&Exchange<'_>) -> String,
    ) -> Result<Vec<Exported>, Failure> {
        let catalog = &opened.loaded.catalog;
        let report = check(&opened.loaded, opened.loaded.compare_with_lock(), &opened.levels);
        let source = catalog.locales[catalog.source].tag.as_str();
        let file = |locale: usize| {
            let tag = catalog.locales[locale].tag.as_str();
            if locale == catalog.source {
                let found = format!("found `{tag}`, the source; expected a translation");
                return Err(Failure::bad_use(found, "name another with `--locale`".to_owned()));
            }
            import::refuse_unalignable(opened, locale)?;
            let mut units = units(catalog, &report, locale);
            units.retain(|unit| self.only.is_empty() || self.only.iter().any(|only| only.is_met_by(unit)));
            let text = write(&Exchange { source, tag, units });
            Ok(Exported { tag: Some(tag.to_owned()), text })
        };
        locales.iter().map(|locale| file(*locale)).collect()
    }

    /// Writes the files, all or none.
    fn write(&self, exported: &[Exported]) -> Result<ExitCode, Failure> {
        let Some(output) = &self.output else {
            return match exported {
                // What is shown is not a file to be kept.
                [one] if io::stdout().is_terminal() => crate::print(&escape_controls(&one.text)),
                [one] => crate::print(&one.text),
                _ => Err(Self::needs_path(exported.len())),
            };
        };
        let pattern = output.to_string_lossy();
        if exported.len() > 1 && !pattern.contains(LOCALE) {
            return Err(Self::needs_path(exported.len()));
        }
        let mut files = Vec::with_capacity(exported.len());
        for Exported { tag, text } in exported {
            let file = match tag {
                Some(tag) => PathBuf::from(pattern.replace(LOCALE, tag)),
                None => output.clone(),
            };
            let old = write::read(&file)?;
            files.push((file, old, text));
        }
        let edits =
            files.iter().map(|(file, old, text)| Edit { file, old: old.as_deref(), new: text.as_bytes() });
        write::all(&edits.collect::<Vec<_>>())?;
        let wrote = files.iter().map(|(file, ..)| format!("wrote {}\n", escape_line(&shown(file))));
        crate::print(&wrote.collect::<String>())
    }

    fn needs_path(found: usize) -> Failure {
        let message = format!("found {}, each with a file of its own", pages::count(found, "locale"));
        Failure::bad_use(
            message,
            format!("name one with `--locale`, or write `--output \"errors.{LOCALE}\"`"),
        )
    }
}
