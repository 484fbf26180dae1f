//! Values of keys that are a string or a word.

use proc_macro2::{Ident, Span};
use syn::ext::IdentExt;
use syn::parse::ParseStream;
use syn::{Error, LitStr, Result};

use super::keys::one_of;

/// The part of a page's path that each locale's tag stands in for.
const LOCALE: &str = "{locale}";

/// The pages' paths: `docs/{locale}/errors.md`.
pub(super) struct PagePath {
    /// The folders before the one or the file that is named by the locale: `docs`, or nothing.
    pub(super) folder: String,
    /// What stands below: `{locale}/errors.md`.
    pub(super) file: String,
}

/// Reads a path of a file below the manifest's folder, or beside it.
pub(super) fn path(literal: &LitStr) -> Result<String> {
    let value = literal.value();
    let is_path = !value.is_empty() && !value.starts_with('/') && !value.contains(['\\', ':']);
    if !is_path || value.split('/').any(|part| matches!(part, "" | ".")) || value.contains(LOCALE) {
        let message = format!("found \"{value}\"; expected a relative path such as \"docs/cn/errors.md\"");
        return Err(Error::new(literal.span(), message));
    }
    Ok(value)
}

impl PagePath {
    /// Reads the lock's path, of which what stands below the folder is returned.
    pub(super) fn lock(&self, literal: &LitStr) -> Result<String> {
        let value = literal.value();
        let below = match value.strip_prefix(self.folder.as_str()) {
            Some(below) if !self.folder.is_empty() => below.strip_prefix('/'),
            below => below,
        };
        let below = below
            .filter(|below| !below.is_empty() && !below.starts_with('/') && !below.contains(['\\', ':']))
            .filter(|below| below.split('/').all(|part| !matches!(part, "" | "..")));
        below.map(str::to_owned).ok_or_else(|| {
            let folder = if self.folder.is_empty() { String::new() } else { format!("{}/", self.folder) };
            Error::new(
                literal.span(),
                format!("found a lock outside of the pages' folder; expected a path such as \"{folder}catalog.lock\""),
            )
        })
    }

    pub(super) fn parse(literal: &LitStr) -> Result<Self> {
        let value = literal.value();
        let fail = |found: &str| {
            Err(Error::new(
                literal.span(),
                format!("{found}; expected a relative path such as \"docs/{LOCALE}/errors.md\""),
            ))
        };
        if value.starts_with('/') || value.contains(['\\', ':']) {
            return fail("found an absolute path or one with backslashes");
        }
        let Some((before, behind)) = value.split_once(LOCALE) else {
            return fail(&format!("found no `{LOCALE}`"));
        };
        if behind.contains(LOCALE) || behind.ends_with('/') || behind.is_empty() {
            return fail(&format!("found no file at or below `{LOCALE}`, or `{LOCALE}` twice"));
        }
        if value.split('/').any(str::is_empty) {
            return fail("found `//`, an empty name");
        }
        let (folder, file) =
            before.rfind('/').map_or(("", value.as_str()), |end| (&value[..end], &value[end + 1..]));
        Ok(Self { folder: folder.to_owned(), file: file.to_owned() })
    }

    /// A path from the manifest's folder as one from the pages' folder.
    pub(super) fn below_folder(&self, path: &str) -> String {
        if self.folder.is_empty() {
            return path.to_owned();
        }
        let (mut folder, mut rest) = (self.folder.split('/').peekable(), path);
        while let (Some(part), Some((first, behind))) = (folder.peek(), rest.split_once('/')) {
            if *part != first {
                break;
            }
            folder.next();
            rest = behind;
        }
        format!("{}{rest}", "../".repeat(folder.count()))
    }
}

/// One of these words, each with what it stands for.
pub(super) fn choice<T: Copy>(value: ParseStream<'_>, choices: &[(&str, T)]) -> Result<T> {
    let names: Vec<&str> = choices.iter().map(|(name, _)| *name).collect();
    let expected = || one_of(&names);
    let found = value
        .call(Ident::parse_any)
        .map_err(|error| Error::new(error.span(), format!("expected {}", expected())))?;
    let choice = choices.iter().find(|(name, _)| found == name);
    choice
        .map(|(_, choice)| *choice)
        .ok_or_else(|| Error::new(found.span(), format!("found `{found}`; expected {}", expected())))
}

/// The name of an environment variable, and where it stands.
pub(super) fn variable(literal: &LitStr) -> Result<(String, Span)> {
    let name = literal.value();
    if name.is_empty() || name.contains(['=', '\0']) {
        return Err(Error::new(literal.span(), "expected the name of an environment variable"));
    }
    Ok((name, literal.span()))
}

/// A path below each locale's documentation URL.
pub(super) fn url_path(literal: &LitStr) -> Result<String> {
    let path = literal.value();
    if !path.starts_with('/') {
        return Err(Error::new(
            literal.span(),
            "expected a path below the documentation's URL, such as \"/api/errors/\"",
        ));
    }
    Ok(path)
}

/// The URL of a documentation.
pub(super) fn url(literal: &LitStr) -> Result<String> {
    let url = literal.value();
    let is_url =
        ["https://", "http://"].iter().any(|scheme| url.len() > scheme.len() && url.starts_with(scheme));
    if !is_url
        || url.contains(|char: char| char.is_whitespace() || char.is_control() || "<>\"".contains(char))
    {
        return Err(Error::new(literal.span(), format!("found \"{url}\"; expected an http or https URL")));
    }
    Ok(url.trim_end_matches('/').to_owned())
}
