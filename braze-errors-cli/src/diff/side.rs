//! What is compared: a folder of pages, a list of them, or the pages as they were at a revision.

use std::ffi::OsStr;
use std::path::{Path, PathBuf};

use braze_errors_codegen::{Setup, Source, is_taken};

use crate::described::{CatalogArgs, Described, Describer, Unnamed};
use crate::failure::Failure;
use crate::git;
use crate::pages::{self, TaggedPage};

/// One side of a comparison.
pub(super) enum Side {
    Folder(PathBuf),
    List(Vec<ListedPage>),
    /// The other side's pages, as a revision has them.
    Revision(String),
    /// The catalog's pages, as they are.
    Catalog,
}

/// A page as a list names it.
pub(super) struct ListedPage {
    tag: Option<String>,
    path: PathBuf,
}

impl Side {
    /// Reads `FOLDER`, or `[TAG=]FILE` and more of them between commas, or a revision.
    pub(super) fn parse(written: &OsStr) -> Result<Self, Failure> {
        let path = Path::new(written);
        if path.is_dir() {
            return Ok(Self::Folder(path.to_owned()));
        }
        // A path may hold commas and equals signs itself.
        let pages = match written.to_str() {
            Some(list) if !path.exists() => list.split(',').map(ListedPage::parse).collect(),
            _ => vec![ListedPage { tag: None, path: path.to_owned() }],
        };
        let Some(page) = pages.iter().find(|page| !page.path.is_file()) else { return Ok(Self::List(pages)) };
        if let Some(revision) = written.to_str().filter(|written| git::has_revision(Path::new(""), written)) {
            return Ok(Self::Revision(revision.to_owned()));
        }
        let found = if page.path.exists() { "which is no file" } else { "which is not there" };
        Err(Failure::trouble(format!("found `{}`, {found}", page.path.display())).help(
            "write a folder that holds `<locale>/errors.md`, pages as `en=FILE,fr=FILE`, or a revision that git has",
        ))
    }

    /// The page, where it is a single one without a tag.
    fn untagged(&self) -> Option<&ListedPage> {
        match self {
            Self::List(pages) => match pages.as_slice() {
                [page] if page.tag.is_none() => Some(page),
                _ => None,
            },
            _ => None,
        }
    }

    /// The folder that it names, or whose pages it means: the other side's, or the catalog's.
    fn folder<'s>(&'s self, other: &'s Self) -> Option<&'s Path> {
        match (self, other) {
            (Self::Folder(folder), _) | (Self::Revision(_), Self::Folder(folder)) => Some(folder),
            _ => None,
        }
    }

    fn read(&self, other: &Self, args: &CatalogArgs, source: &str) -> Result<Vec<TaggedPage>, Failure> {
        let describe = || match self {
            Self::Folder(folder) => args.describe_folder(Some(folder)),
            _ => args.describe(self.folder(other), Unnamed::Docs),
        };
        let pages = match self {
            Self::List(pages) => tagged(pages, source)?,
            Self::Revision(revision) => return Ok(at_revision(&describe()?, revision)),
            Self::Folder(_) | Self::Catalog => {
                let Described { setup, folder, .. } = describe()?;
                let mut pages = Vec::new();
                for locale in &setup.locales {
                    let below = setup.page(locale);
                    pages::refuse_stray(&folder, &below)?;
                    let path = folder.join(below);
                    // What a catalog lists and one side lacks has come or gone.
                    if is_taken(&path) {
                        pages.push((Setup::tag(&locale.tag).unwrap_or_else(|| locale.tag.clone()), path));
                    }
                }
                pages
            }
        };
        let read = |(tag, path): (String, PathBuf)| {
            let page = Source::read(&path, path.display().to_string());
            (tag, page)
        };
        Ok(pages.into_iter().map(read).collect())
    }
}

/// The pages of a catalog, as a revision has them.
fn at_revision(Described { setup, by, folder, shown, .. }: &Described, revision: &str) -> Vec<TaggedPage> {
    let listed = setup.locales.iter().map(|locale| (locale.tag.clone(), setup.page(locale)));
    let mut pages: Vec<(String, String)> = listed.collect();
    // A folder that nothing describes may have had other locales.
    if let (Describer::Folder, Some((before, behind))) = (by, setup.file.split_once("{locale}")) {
        pages = git::files_at(folder, revision)
            .into_iter()
            .filter_map(|below| {
                let tag = Setup::tag(below.strip_prefix(before)?.strip_suffix(behind)?)?;
                Some((tag, below))
            })
            .collect();
    }
    let read = |(tag, below): (String, String)| {
        let bytes = git::file_at(folder, revision, &below)?;
        let separator = if shown.is_empty() { "" } else { "/" };
        Some((tag, Source::from_bytes(format!("{revision}:{shown}{separator}{below}"), bytes)))
    };
    pages.into_iter().filter_map(read).collect()
}

impl ListedPage {
    fn parse(written: &str) -> Self {
        match written.split_once('=').and_then(|(tag, path)| Some((Setup::tag(tag)?, path))) {
            Some((tag, path)) => Self { tag: Some(tag), path: path.into() },
            None => Self { tag: None, path: written.into() },
        }
    }

    /// The tag that is the name of the page's folder.
    fn tag_of_folder(&self) -> Option<String> {
        Setup::tag(self.path.parent()?.file_name()?.to_str()?)
    }
}

/// What is known of the catalog that is compared: of the new pages', else of the old ones', else of the one here.
pub(super) fn described(old: &Side, new: &Side, args: &CatalogArgs) -> Result<Option<Setup>, Failure> {
    for folder in [new.folder(old), old.folder(new), None] {
        // The folder of a call in a file that is named need not be its own.
        if let Some(described) = args.described(folder)? {
            return Ok(Some(described.setup));
        }
    }
    Ok(None)
}

/// The pages of both sides, each with its locale's tag.
pub(super) fn resolve(
    mut old: Side,
    mut new: Side,
    args: &CatalogArgs,
    source: &str,
) -> Result<[Vec<TaggedPage>; 2], Failure> {
    if let (Some(old_page), Some(new_page)) = (old.untagged(), new.untagged()) {
        // Folders may be named `old` and `new`, which look like tags.
        let shared = old_page.tag_of_folder().filter(|tag| new_page.tag_of_folder().as_ref() == Some(tag));
        let tag = shared.unwrap_or_else(|| source.to_owned());
        for side in [&mut old, &mut new] {
            if let Side::List(pages) = side {
                for page in pages {
                    page.tag = Some(tag.clone());
                }
            }
        }
    }
    Ok([old.read(&new, args, source)?, new.read(&old, args, source)?])
}

/// The pages of a list, each with its locale's tag.
fn tagged(pages: &[ListedPage], source: &str) -> Result<Vec<(String, PathBuf)>, Failure> {
    let mut tagged: Vec<(String, PathBuf)> = Vec::new();
    for page in pages {
        let Some(tag) = page.tag.clone().or_else(|| page.tag_of_folder()) else {
            let path = page.path.display();
            return Err(Failure::trouble(format!("found no locale for `{path}`"))
                .help(format!("write its tag in front of it, such as `{source}={path}`")));
        };
        if let Some((_, first)) = tagged.iter().find(|(other, _)| *other == tag) {
            return Err(Failure::trouble(format!(
                "found two pages in `{tag}`, `{}` and `{}`; expected one",
                first.display(),
                page.path.display()
            )));
        }
        tagged.push((tag, page.path.clone()));
    }
    if tagged.len() > 1 && tagged.iter().all(|(tag, _)| tag != source) {
        return Err(Failure::trouble(format!(
            "found no page in `{source}`, the source, among the pages listed"
        ))
        .help(format!("write it in front of them: `{source}=FILE,…`")));
    }
    Ok(tagged)
}
