//! What is compared: a folder of pages, or a list of them.

use std::ffi::OsStr;
use std::path::{Path, PathBuf};

use braze_errors_codegen::{Setup, Source};

use crate::failure::Failure;
use crate::pages::{self, SOURCE, TaggedPage};

/// One side of a comparison.
pub(super) enum Side {
    Folder(PathBuf),
    List(Vec<ListedPage>),
}

/// A page as a list names it.
pub(super) struct ListedPage {
    tag: Option<String>,
    path: PathBuf,
}

impl Side {
    /// Reads `FOLDER`, or `[TAG=]FILE` and more of them between commas.
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
        match pages.iter().find(|page| !page.path.is_file()) {
            None => Ok(Self::List(pages)),
            Some(page) => {
                let found = if page.path.exists() { "which is no file" } else { "which is not there" };
                Err(Failure::trouble(format!("found `{}`, {found}", page.path.display()))
                    .help("write a folder that holds `<locale>/errors.md`, or pages as `en=FILE,fr=FILE`"))
            }
        }
    }

    /// The page, where it is a single one without a tag.
    fn untagged(&self) -> Option<&ListedPage> {
        match self {
            Self::List(pages) => match pages.as_slice() {
                [page] if page.tag.is_none() => Some(page),
                _ => None,
            },
            Self::Folder(_) => None,
        }
    }

    fn read(self) -> Result<Vec<TaggedPage>, Failure> {
        let pages = match self {
            Self::Folder(folder) => {
                let pages = pages::of_folder(&folder)?;
                for (_, path) in &pages {
                    pages::refuse_stray(&folder, path)?;
                }
                pages
            }
            Self::List(pages) => tagged(pages)?,
        };
        let read = |(tag, path): (String, PathBuf)| {
            let page = Source::read(&path, path.display().to_string());
            (tag, page)
        };
        Ok(pages.into_iter().map(read).collect())
    }
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

/// The pages of both sides, each with its locale's tag.
pub(super) fn resolve(mut old: Side, mut new: Side) -> Result<[Vec<TaggedPage>; 2], Failure> {
    if let (Some(old_page), Some(new_page)) = (old.untagged(), new.untagged()) {
        // Folders may be named `old` and `new`, which look like tags.
        let shared = old_page.tag_of_folder().filter(|tag| new_page.tag_of_folder().as_ref() == Some(tag));
        let tag = shared.unwrap_or_else(|| SOURCE.to_owned());
        for side in [&mut old, &mut new] {
            if let Side::List(pages) = side {
                for page in pages {
                    page.tag = Some(tag.clone());
                }
            }
        }
    }
    Ok([old.read()?, new.read()?])
}

/// The pages of a list, each with its locale's tag.
fn tagged(pages: Vec<ListedPage>) -> Result<Vec<(String, PathBuf)>, Failure> {
    let mut tagged: Vec<(String, PathBuf)> = Vec::new();
    for page in pages {
        let Some(tag) = page.tag.clone().or_else(|| page.tag_of_folder()) else {
            let path = page.path.display();
            return Err(Failure::trouble(format!("found no locale for `{path}`"))
                .help(format!("write its tag in front of it, such as `{SOURCE}={path}`")));
        };
        if let Some((_, first)) = tagged.iter().find(|(other, _)| *other == tag) {
            return Err(Failure::trouble(format!(
                "found two pages in `{tag}`, `{}` and `{}`; expected one",
                first.display(),
                page.path.display()
            )));
        }
        tagged.push((tag, page.path));
    }
    if tagged.len() > 1 && tagged.iter().all(|(tag, _)| tag != SOURCE) {
        return Err(Failure::trouble(format!(
            "found no page in `{SOURCE}`, the source, among the pages listed"
        ))
        .help(format!("write it in front of them: `{SOURCE}=FILE,…`")));
    }
    Ok(tagged)
}
