//! The subcommand `export`: the catalog for a front end that shows the same errors.

mod fluent;
mod json;
mod texts;
mod typescript;

use std::path::{Path, PathBuf};
use std::process::ExitCode;

use braze_errors_codegen::{Finding, Level};

use self::texts::Texts;
use crate::described::{CatalogArgs, Unnamed};
use crate::failure::Failure;
use crate::opened::Opened;
use crate::write::{self, Edit};
use crate::{locale, pages};

/// What stands for a locale's tag in the path of a file.
const LOCALE: &str = "{locale}";

/// Write the catalog for a front end
///
/// `json` and `typescript` hold all locales in one file. `fluent` is a file for each locale: its path is then written
/// with `{locale}` where the tag stands.
#[derive(Debug, clap::Args)]
#[command(after_help = crate::example("braze-errors export --format fluent --output web/{locale}/errors.ftl"))]
pub(crate) struct Args {
    /// The format of the files
    #[arg(long, value_enum)]
    format: Format,

    /// The locales [default: all]
    #[arg(long, value_name = "TAG", value_delimiter = ',')]
    locale: Vec<String>,

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
    /// A message of Fluent for each error
    Fluent,
}

/// A file's text, and the tag of its locale if it holds one.
struct Exported {
    tag: Option<String>,
    text: String,
}

impl Args {
    pub(crate) fn run(&self) -> Result<ExitCode, Failure> {
        if self.format == Format::JsonSchema {
            return crate::print(json::SCHEMA);
        }
        let opened = Opened::read(self.catalog.describe(self.folder.as_deref(), Unnamed::Docs)?)?;
        let locales = self.locales(&opened)?;
        refuse_broken(&opened, &locales)?;
        self.write(&self.exported(&opened, &locales)?)
    }

    /// The positions of the locales that are meant.
    fn locales(&self, opened: &Opened) -> Result<Vec<usize>, Failure> {
        let listed = &opened.setup.locales;
        if self.locale.is_empty() {
            return Ok((0..listed.len()).collect());
        }
        let mut locales = Vec::new();
        for tag in &self.locale {
            let found = locale::asked_for(tag, listed)?;
            locales.extend(found);
        }
        locales.sort_unstable();
        locales.dedup();
        Ok(locales)
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
        }
    }

    /// Writes the files, all or none.
    fn write(&self, exported: &[Exported]) -> Result<ExitCode, Failure> {
        let Some(output) = &self.output else {
            return match exported {
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
        let wrote = files.iter().map(|(file, ..)| format!("wrote {}\n", shown(file)));
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

fn shown(file: &Path) -> String {
    crate::text::escape_line(&file.display().to_string())
}

/// Refuses pages that don't build: of a row that can't be read nothing can be said.
fn refuse_broken(opened: &Opened, locales: &[usize]) -> Result<(), Failure> {
    let pages = opened.loaded.findings.pages.iter().enumerate();
    let meant = pages.filter(|(locale, _)| *locale == opened.setup.source || locales.contains(locale));
    let findings = meant.flat_map(|(_, findings)| findings).chain(&opened.loaded.findings.lock);
    let findings: Vec<Finding> = findings.filter(|finding| finding.level == Level::Deny).cloned().collect();
    if findings.is_empty() {
        return Ok(());
    }
    pages::report(&findings);
    let found = pages::count(findings.len(), "finding");
    Err(Failure::trouble(format!("{found} in the pages; expected pages that build")))
}
