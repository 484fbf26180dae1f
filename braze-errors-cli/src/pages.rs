//! Pages, and the catalog that they make.

use std::ffi::OsString;
use std::fs;
use std::io::{self, Write};
use std::path::{Path, PathBuf};
use std::rc::Rc;

use braze_errors_codegen::{
    Catalog, Dialect, Finding, Locale, Missing, Page, Setup, Sought, Source, curtail, draw,
};

use crate::failure::Failure;
use crate::output::{WIDTH, error_width};
use crate::write;

/// The locale that is written first.
pub(crate) const SOURCE: &str = "en";

/// What a locale's page is called in its folder.
pub(crate) const PAGE: &str = "errors.md";

/// A page's file, or why it can't be read.
pub(crate) type ReadPage = Result<Rc<Source>, Vec<Finding>>;

/// A page's file and the tag of its locale.
pub(crate) type TaggedPage = (String, ReadPage);

/// How pages are read, wherever they are.
#[derive(Debug)]
pub(crate) struct Manner {
    /// What is known of their catalog; the locales that it lists need not be those of the pages.
    setup: Setup,
    /// The tag of the source.
    source: String,
}

impl Manner {
    /// How the pages of these sets are read: as what describes a catalog says, if anything does, else as their sources
    /// show.
    pub(crate) fn of(
        described: Option<Setup>,
        source: String,
        named: Option<Dialect>,
        sets: [&[TaggedPage]; 2],
    ) -> Self {
        let is_described = described.is_some();
        let mut manner = Self { setup: described.unwrap_or_default(), source };
        let has_marks = |pages: &[TaggedPage]| {
            let source = pages.iter().min_by_key(|(tag, _)| manner.source_first(tag));
            matches!(source, Some((_, Ok(page))) if Dialect::of(page.text()) == Dialect::Kramdown)
        };
        let is_kramdown = !is_described && sets.into_iter().any(has_marks);
        let found = if is_kramdown { Dialect::Kramdown } else { manner.setup.markdown };
        manner.setup.markdown = named.unwrap_or(found);
        manner
    }

    /// Orders the tags of locales: the source's first.
    fn source_first<'t>(&self, tag: &'t str) -> (bool, &'t str) {
        (tag != self.source, tag)
    }

    /// What is known of a locale. Rows that it lacks are no finding: the source's text stands in for them.
    /// `{{site.baseurl}}` stays as it is.
    fn locale(&self, tag: String) -> Locale {
        let known = self.setup.locales.iter().find(|locale| locale.tag == tag).cloned();
        let docs = Some("{{site.baseurl}}".to_owned());
        Locale { tag, docs, missing: Missing::Fallback, ..known.unwrap_or_default() }
    }
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

/// Pages that could be read, the source's first, and what is wrong with the others.
#[derive(Debug, Default)]
pub(crate) struct ReadPages {
    pub(crate) pages: Vec<(String, Page)>,
    pub(crate) unread: Vec<(String, Vec<Finding>)>,
}

impl ReadPages {
    /// Reads pages, each with its locale's tag.
    pub(crate) fn of(mut pages: Vec<TaggedPage>, manner: &Manner) -> Self {
        let setup = &manner.setup;
        pages.sort_by(|(one, _), (other, _)| manner.source_first(one).cmp(&manner.source_first(other)));
        let mut read = Self::default();
        for (tag, page) in pages {
            let like = read.pages.first().map(|(_, page)| page);
            let sought = Sought { like, ..setup.sought() };
            let reading = page.map(|source| Page::read_tables(&source, setup.markdown, &sought));
            match reading {
                Ok(reading) if reading.findings.is_empty() => read.pages.push((tag, reading.page)),
                Ok(reading) => read.unread.push((tag, reading.findings)),
                Err(findings) => read.unread.push((tag, findings)),
            }
        }
        read
    }

    /// The catalog of the pages that could be read, and what keeps them from being one; where none is in the source's
    /// locale, the first one is the source.
    ///
    /// A rename may speak of a row that these pages don't have.
    pub(crate) fn align(self, manner: &Manner) -> (Catalog, Vec<Finding>) {
        let (tags, pages): (Vec<String>, Vec<Page>) = self.pages.into_iter().unzip();
        let locales: Vec<Locale> = tags.into_iter().map(|tag| manner.locale(tag)).collect();
        if pages.is_empty() {
            return (Catalog { locales, source: 0, pages, entries: Vec::new() }, Vec::new());
        }
        let alignment = Catalog::align(locales, 0, pages, &manner.setup.renames);
        let findings = alignment.findings.iter().cloned().collect();
        (alignment.catalog, findings)
    }
}

/// The catalog of these pages, each with its locale's tag, or what keeps them from being one.
pub(crate) fn catalog(pages: Vec<TaggedPage>, manner: &Manner) -> Result<Catalog, Vec<Finding>> {
    let read = ReadPages::of(pages, manner);
    // What can't be read can't be aligned.
    if !read.unread.is_empty() {
        return Err(read.unread.into_iter().flat_map(|(_, findings)| findings).collect());
    }
    let (catalog, findings) = read.align(manner);
    if findings.is_empty() { Ok(catalog) } else { Err(findings) }
}

/// Where a page really is, whose path starts at a folder; what is not there would be where its path leads.
pub(crate) fn real_page(folder: &Path, below: &str) -> PathBuf {
    if let Ok(real) = folder.join(below).canonicalize() {
        return real;
    }
    let mut real = folder.canonicalize().unwrap_or_else(|_| folder.to_owned());
    for part in below.split('/') {
        if part == ".." {
            real.pop();
        } else {
            real.push(part);
        }
    }
    real
}

/// Refuses what a link leads to outside of a folder: nobody wrote it there, and a report would quote it. Nor is a file
/// to be written there that isn't there yet.
///
/// A path that says itself that it leads out, `../other/errors.md`, leads out as far as it says.
pub(crate) fn refuse_stray(folder: &Path, below: &str) -> Result<(), Failure> {
    let path = folder.join(below);
    let folder = if folder.as_os_str().is_empty() { Path::new(".") } else { folder };
    // What has no place is told elsewhere.
    let (Ok(mut root), Ok(real)) = (folder.canonicalize(), write::place_of(&path)) else { return Ok(()) };
    for _ in below.split('/').take_while(|part| *part == "..") {
        root.pop();
    }
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
    let drawn = draw(&findings, true, error_width().unwrap_or(WIDTH));
    // Where standard error can't be written to, the exit code still tells.
    let _ = writeln!(anstream::stderr(), "{drawn}\n");
}

/// `1 page`, `2 pages`.
pub(crate) fn count(number: usize, what: &str) -> String {
    format!("{number} {what}{}", if number == 1 { "" } else { "s" })
}
