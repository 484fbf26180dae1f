//! The pages of a checkout that is laid out like Braze's: `_docs/<page>` and `_lang/<folder>/<page>`.

use std::io::ErrorKind;
use std::path::Path;

use braze_errors_codegen::{Finding, Setup, Source, read_file};

use crate::failure::Failure;
use crate::pages::{self, TaggedPage};
use crate::text::tag_of;

/// The locale of a folder below `_lang`.
#[derive(Clone, Debug)]
pub(super) struct Mapping {
    folder: String,
    tag: String,
}

impl Mapping {
    pub(super) fn parse(written: &str) -> Result<Self, String> {
        match written.split_once('=').and_then(|(folder, tag)| Some((folder, Setup::tag(tag)?))) {
            Some((folder, tag)) if !folder.is_empty() => Ok(Self { folder: folder.to_owned(), tag }),
            _ => Err("expected a folder and a BCP 47 tag, such as `fr_fr=fr`".to_owned()),
        }
    }
}

/// A page of the checkout, byte for byte.
pub(super) struct TakenPage {
    pub(super) tag: String,
    /// What it holds; nothing where it can't be read.
    pub(super) bytes: Vec<u8>,
    shown: String,
    /// Why it can't be read, if it can't.
    unread: Option<Vec<Finding>>,
}

impl TakenPage {
    fn new(tag: String, (read, shown): ReadFile) -> Self {
        match read {
            Ok(bytes) => Self { tag, bytes, shown, unread: None },
            Err(findings) => Self { tag, bytes: Vec::new(), shown, unread: Some(findings) },
        }
    }

    pub(super) fn read(&self) -> TaggedPage {
        let page = match &self.unread {
            Some(findings) => Err(findings.clone()),
            None => Source::from_bytes(self.shown.as_str(), self.bytes.clone()),
        };
        (self.tag.clone(), page)
    }
}

/// Takes the page in every locale that the checkout has it in, the source first.
pub(super) fn take(
    checkout: &Path,
    page: &Path,
    source_tag: &str,
    mappings: &[Mapping],
) -> Result<Vec<TakenPage>, Failure> {
    let Some(source) = read(checkout, &Path::new("_docs").join(page))? else {
        let path = checkout.join("_docs").join(page);
        return Err(Failure::trouble(format!(
            "found no `{}`; expected the source's page there",
            path.display()
        ))
        .help("name the page's path below `_docs` with `--page`"));
    };
    let mut taken = vec![TakenPage::new(source_tag.to_owned(), source)];
    let lang = checkout.join("_lang");
    let folders = if lang.is_dir() { pages::names(&lang)? } else { Vec::new() };
    if let Some(unused) =
        mappings.iter().find(|mapping| !folders.iter().any(|folder| *folder == *mapping.folder))
    {
        let (folder, lang) = (&unused.folder, lang.display());
        return Err(Failure::trouble(format!(
            "`--locale-map` names `{folder}`, and `{lang}` has no such folder"
        )));
    }
    for (position, Mapping { folder, .. }) in mappings.iter().enumerate() {
        if mappings[..position].iter().any(|earlier| earlier.folder == *folder) {
            return Err(Failure::trouble(format!(
                "`--locale-map` names `{folder}` twice; expected one locale for each folder"
            )));
        }
    }
    for folder in folders {
        let Some(file) = read(checkout, &Path::new("_lang").join(&folder).join(page))? else { continue };
        let shown = &file.1;
        let folder = folder.to_string_lossy();
        let Some(tag) = tag(&folder, mappings) else {
            return Err(Failure::trouble(format!(
                "found `{shown}`, and no locale goes by the name `{folder}`"
            ))
            .help(format!("name its locale: `--locale-map {folder}=TAG`")));
        };
        if let Some(other) = taken.iter().find(|other| other.tag == tag) {
            return Err(Failure::trouble(format!(
                "found two pages in `{tag}`, `{}` and `{shown}`; expected one",
                other.shown
            ))
            .help(format!("name the locale of one: `--locale-map {folder}=TAG`")));
        }
        taken.push(TakenPage::new(tag, file));
    }
    Ok(taken)
}

/// The locale of a folder: what the user says, else the tag that it is named by.
fn tag(folder: &str, mappings: &[Mapping]) -> Option<String> {
    if let Some(mapping) = mappings.iter().find(|mapping| mapping.folder == folder) {
        return Some(mapping.tag.clone());
    }
    tag_of(folder)
}

/// The bytes of a file, or why it can't be read, and how messages name it.
type ReadFile = (Result<Vec<u8>, Vec<Finding>>, String);

/// A file of the checkout; `None` where it is not there.
fn read(checkout: &Path, below: &Path) -> Result<Option<ReadFile>, Failure> {
    let path = checkout.join(below);
    let shown = path.display().to_string();
    match path.symlink_metadata() {
        Err(error) if matches!(error.kind(), ErrorKind::NotFound | ErrorKind::NotADirectory) => {
            return Ok(None);
        }
        _ => {}
    }
    let cannot_read = |error| Failure::trouble(format!("cannot read `{shown}`: {error}"));
    let (root, real) =
        (checkout.canonicalize().map_err(cannot_read)?, path.canonicalize().map_err(cannot_read)?);
    if !real.starts_with(root) {
        return Err(Failure::trouble(format!(
            "found `{shown}`, which is `{}` outside of the checkout; expected a page in it",
            real.display()
        )));
    }
    let unread = |_| Source::read(&real, shown.as_str()).err().unwrap_or_default();
    Ok(Some((read_file(&real).map_err(unread), shown.clone())))
}

#[cfg(test)]
mod tests {
    use super::*;

    fn tag_of(folder: &str) -> Option<String> {
        tag(folder, &[Mapping::parse("es=es-MX").unwrap(), Mapping::parse("fr_ca=FR").unwrap()])
    }

    #[test]
    fn folders_become_tags() {
        for (folder, tag) in [
            ("fr_fr", "fr"),
            ("pt_br", "pt-BR"),
            ("de", "de"),
            ("ja", "ja"),
            ("ko", "ko"),
            ("zh_hant_tw", "zh-Hant-TW"),
            ("EN_xa", "en-XA"),
            ("es", "es-MX"),
            ("fr_ca", "fr"),
        ] {
            assert_eq!(tag_of(folder).as_deref(), Some(tag), "{folder}");
        }
        for folder in ["assets", "_includes", "fr fr", "docs", ""] {
            assert_eq!(tag_of(folder), None, "{folder}");
        }
    }

    #[test]
    fn a_mapping_is_a_folder_and_a_tag() {
        for written in ["fr_fr", "=fr", "fr_fr=", "fr_fr=fr_fr", "fr_fr = fr", "fr_fr=assets"] {
            assert!(Mapping::parse(written).is_err(), "{written}");
        }
    }
}
