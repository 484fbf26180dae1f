//! A folder of pages, read and checked.

use std::path::{Path, PathBuf};

use braze_errors_codegen::{Call, Finding, Loaded, Report, Setup, Source, check, unlisted_pages};

use super::levels::LevelArgs;
use super::settings::Settings;
use crate::failure::Failure;

/// The name of a page where no call says it.
const PAGE: &str = "errors.md";

/// A folder of pages, read and checked.
#[derive(Debug)]
pub(crate) struct Pages {
    /// The file of each locale's page.
    pub(crate) files: Vec<PathBuf>,
    pub(crate) loaded: Loaded,
    pub(crate) report: Report,
}

impl Pages {
    /// Reads the pages as the call in `catalog` does, or the one in the file that the settings name.
    ///
    /// # Errors
    ///
    /// Says why the pages can't be checked.
    pub(crate) fn check(folder: &Path, catalog: Option<&Path>, args: &LevelArgs) -> Result<Self, Failure> {
        let settings = Settings::read(folder)?;
        let mut levels = settings.levels;
        args.apply(&mut levels);
        let setup = match catalog.or(settings.catalog.as_deref()) {
            Some(file) => setup_of_call(file, folder)?,
            None => Setup::find(folder, PAGE).map_err(Failure::trouble)?,
        };
        for tag in args.locales() {
            if !setup.locales.iter().any(|locale| locale.tag.eq_ignore_ascii_case(tag)) {
                let tags: Vec<&str> = setup.locales.iter().map(|locale| locale.tag.as_str()).collect();
                let message = format!("found no locale `{tag}` in {}", folder.display());
                return Err(Failure::bad_use(message, format!("name one of {}", tags.join(", "))));
            }
        }

        let shown = shown(folder);
        let loaded = setup.load(folder, &shown);
        let more = unlisted_pages(&setup, folder, &shown);
        let mut report = check(&loaded, more, &levels);
        if let Some(tags) = args.only() {
            let is_meant = |finding: &Finding| {
                let page =
                    loaded.catalog.pages.iter().position(|page| page.source.path() == finding.source.path());
                page.is_some_and(|page| {
                    let tag = &loaded.catalog.locales[page].tag;
                    tags.iter().any(|meant| meant.eq_ignore_ascii_case(tag))
                })
            };
            report.findings.retain(is_meant);
        }
        let files = setup.locales.iter().map(|locale| folder.join(&locale.tag).join(&setup.file)).collect();
        Ok(Self { files, loaded, report })
    }
}

/// How messages name the folder: as it was given, with `/` between its parts.
fn shown(folder: &Path) -> String {
    let shown = folder.to_string_lossy();
    let shown = if cfg!(windows) { shown.replace('\\', "/") } else { shown.into_owned() };
    let trimmed = shown.strip_prefix("./").unwrap_or(&shown).trim_end_matches('/');
    if trimmed.is_empty() { "/".to_owned() } else { trimmed.to_owned() }
}

/// What the call in a Rust file that reads this folder says of its catalog.
fn setup_of_call(file: &Path, folder: &Path) -> Result<Setup, Failure> {
    let shown = file.display();
    let fail = |message: String, help: &str| Failure::bad_use(message, help.to_owned());
    let source = Source::read(file, shown.to_string()).map_err(|findings| {
        let help = "name the Rust file that calls `error_catalog!`, with `--catalog` or in braze-errors.toml";
        let found: Vec<String> =
            findings.iter().map(|finding| format!("{shown}: {}", finding.message)).collect();
        fail(found.join("; "), help)
    })?;
    let calls = Call::find(source.text())
        .map_err(|error| fail(format!("{shown} is no Rust: {error}"), "mend the file"))?;
    let several = calls.len() > 1;
    let found = calls
        .into_iter()
        .find(|(call, _)| call.as_ref().is_some_and(|call| !several || reads(call, file, folder)));
    match found {
        Some((Some(call), mistakes)) if mistakes.is_empty() => Ok(call.setup()),
        Some((_, mistakes)) => {
            let mistakes: Vec<String> = mistakes.iter().map(ToString::to_string).collect();
            Err(fail(
                format!("{shown}: the call of `error_catalog!` has mistakes: {}", mistakes.join("; ")),
                "build the crate to see where",
            ))
        }
        None => Err(fail(
            format!("found no call of `error_catalog!` in {shown} that reads {}", folder.display()),
            "name the Rust file that holds it",
        )),
    }
}

/// Says whether a call in a file reads a folder.
fn reads(call: &Call, file: &Path, folder: &Path) -> bool {
    let manifest = file.ancestors().skip(1).find(|folder| folder.join("Cargo.toml").is_file());
    let own = manifest.and_then(|manifest| manifest.join(&call.pages.folder).canonicalize().ok());
    own.is_some() && own == folder.canonicalize().ok()
}
