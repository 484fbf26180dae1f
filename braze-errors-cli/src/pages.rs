//! Pages that no call of the macro lists: which ones there are, and the catalog that they make.

use std::ffi::OsString;
use std::fs;
use std::io::{self, Write};
use std::path::{Path, PathBuf};
use std::rc::Rc;

use braze_errors_codegen::{
    Catalog, Dialect, Finding, Locale, Missing, Page, Rename, Setup, Source, curtail, draw,
};

use crate::call;
use crate::dialect::Markdown;
use crate::failure::Failure;

/// The locale that is written first.
pub(crate) const SOURCE: &str = "en";

/// What a locale's page is called in its folder.
pub(crate) const PAGE: &str = "errors.md";

/// A page's file, or why it can't be read.
pub(crate) type ReadPage = Result<Rc<Source>, Vec<Finding>>;

/// A page's file and the tag of its locale.
pub(crate) type TaggedPage = (String, ReadPage);

/// What says how pages are read that no call lists.
#[derive(Debug, clap::Args)]
pub(crate) struct Reading {
    /// The Rust file that holds the call of `error_catalog!`, for its dialect and the names that it gives to variants
    #[arg(long, value_name = "FILE")]
    catalog: Option<PathBuf>,

    #[command(flatten)]
    markdown: Markdown,
}

impl Reading {
    /// How both of these sets of pages are read.
    pub(crate) fn of(&self, sets: [&[TaggedPage]; 2]) -> Result<Manner, Failure> {
        let setup = match &self.catalog {
            Some(file) => Some(call::in_file(file, None)?.setup),
            None => None,
        };
        let dialect = self.markdown.named.or(setup.as_ref().map(|setup| setup.markdown));
        let has_marks = |pages: &[TaggedPage]| {
            let source = pages.iter().min_by_key(|(tag, _)| source_first(tag));
            matches!(source, Some((_, Ok(page))) if Dialect::of(page.text()) == Dialect::Kramdown)
        };
        let found = || if sets.into_iter().any(has_marks) { Dialect::Kramdown } else { Dialect::Gfm };
        let dialect = dialect.unwrap_or_else(found);
        Ok(Manner { dialect, renames: setup.map(|setup| setup.renames).unwrap_or_default() })
    }
}

/// How pages are read.
#[derive(Debug)]
pub(crate) struct Manner {
    dialect: Dialect,
    renames: Vec<Rename>,
}

/// Orders the tags of locales: the source's first.
fn source_first(tag: &str) -> (bool, &str) {
    (tag != SOURCE, tag)
}

/// The pages of a folder: the tag of each locale, the source's first, and the path.
pub(crate) fn of_folder(folder: &Path) -> Result<Vec<(String, PathBuf)>, Failure> {
    let setup = Setup::find(folder, PAGE).map_err(Failure::trouble)?;
    let page = |Locale { tag, .. }: Locale| {
        let path = folder.join(&tag).join(PAGE);
        (Setup::tag(&tag).unwrap_or(tag), path)
    };
    Ok(setup.locales.into_iter().map(page).collect())
}

/// The names of what a folder holds, sorted.
pub(crate) fn names(folder: &Path) -> Result<Vec<OsString>, Failure> {
    let names = fs::read_dir(folder)
        .and_then(|entries| entries.map(|entry| Ok(entry?.file_name())).collect::<io::Result<Vec<_>>>());
    let mut names =
        names.map_err(|error| Failure::trouble(format!("cannot read `{}`: {error}", folder.display())))?;
    names.sort_unstable();
    Ok(names)
}

/// The catalog of these pages, each with its locale's tag; where none is in the source's locale, the first one
/// is the source.
///
/// Rows that a translation lacks are no finding: the source's text stands in for them. `{{site.baseurl}}`
/// stays as it is.
///
/// A rename may speak of a row that these pages don't have.
pub(crate) fn catalog(mut pages: Vec<TaggedPage>, manner: &Manner) -> Result<Catalog, Vec<Finding>> {
    pages.sort_by(|(one, _), (other, _)| source_first(one).cmp(&source_first(other)));
    let (mut locales, mut readings, mut findings) = (Vec::new(), Vec::new(), Vec::new());
    for (tag, page) in pages {
        locales.push(Locale {
            tag,
            docs: Some("{{site.baseurl}}".to_owned()),
            missing: Missing::Fallback,
            ..Locale::default()
        });
        match page.map(|source| Page::read(&source, manner.dialect)) {
            Ok(reading) => {
                findings.extend(reading.findings);
                readings.push(reading.page);
            }
            Err(unread) => findings.extend(unread),
        }
    }
    // What can't be read can't be aligned.
    if !findings.is_empty() {
        return Err(findings);
    }
    if readings.is_empty() {
        return Ok(Catalog { locales, source: 0, pages: readings, entries: Vec::new() });
    }
    let alignment = Catalog::align(locales, 0, readings, &manner.renames);
    findings.extend(alignment.findings.iter().cloned());
    if findings.is_empty() { Ok(alignment.catalog) } else { Err(findings) }
}

/// Refuses what a link leads to outside of a folder: nobody wrote it there, and a report would quote it.
pub(crate) fn refuse_stray(folder: &Path, path: &Path) -> Result<(), Failure> {
    // What is not there is told elsewhere.
    let (Ok(root), Ok(real)) = (folder.canonicalize(), path.canonicalize()) else { return Ok(()) };
    if real.starts_with(root) {
        return Ok(());
    }
    let (path, real, folder) = (path.display(), real.display(), folder.display());
    let found = format!("found `{path}`, which is `{real}` outside of `{folder}`; expected a file in it");
    Err(Failure::trouble(found).help("put the file itself in the link's place"))
}

/// Draws findings on standard error.
pub(crate) fn report(findings: &[Finding]) {
    let mut findings = findings.to_vec();
    curtail(&mut findings);
    // Where standard error can't be written to, the exit code still tells.
    let _ = writeln!(anstream::stderr(), "{}\n", draw(&findings, true));
}

/// `1 page`, `2 pages`.
pub(crate) fn count(number: usize, what: &str) -> String {
    format!("{number} {what}{}", if number == 1 { "" } else { "s" })
}
