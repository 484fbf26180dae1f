//! Keys and values as they are written, in a call of `error_catalog!` or in the configuration file, before anything is
//! made of them; and values that are a text.

use proc_macro2::{Span, TokenStream};

/// Where something stands: in a call's tokens or in a file.
pub(super) trait Place: Clone + 'static {
    /// Says whether it is in a file: which keys there are, and how their values are written.
    const IS_IN_FILE: bool;

    /// What is said where a text is missing.
    const TEXT: &str;

    /// What is said where names of variants are missing.
    const RENAMES: &str;

    /// What is said of the name among these that is most like one that was written.
    fn suggest(_written: &str, _names: &[&str]) -> String {
        String::new()
    }
}

impl Place for Span {
    const IS_IN_FILE: bool = false;
    const TEXT: &str = "expected a text in quotes";
    const RENAMES: &str = "expected codes and names such as [\"404 Not Found\" => UnknownParcel]";
}

/// What is wrong with a call or a file, and where.
#[derive(Debug)]
pub(super) struct Mistake<P> {
    pub(super) place: P,
    pub(super) message: String,
    /// Where the first of two things stands that may be there once.
    pub(super) first: Option<P>,
}

/// Something read, or what is wrong with it.
pub(super) type Result<T, P> = std::result::Result<T, Mistake<P>>;

/// A text, and where it stands.
#[derive(Clone, Debug)]
pub(super) struct Text<P> {
    pub(super) value: String,
    pub(super) place: P,
}

/// A value, and where it stands.
#[derive(Debug)]
pub(super) struct Value<P> {
    pub(super) kind: Kind<P>,
    pub(super) place: P,
}

#[derive(Debug)]
pub(super) enum Kind<P> {
    /// `"en"`
    Text(String),
    /// A word or a path without quotes, which a call alone can have: `kramdown`, `::braze_errors`.
    Path(TokenStream),
    /// `["en", "de" { missing = fallback }]`
    List(Vec<Element<P>>),
    /// `{ code = "Code", description = "Description" }`
    Table(Vec<Element<P>>),
    /// Something that no key has, such as a number.
    Other,
    /// Something that is told to be wrong already.
    Unread,
}

/// A key and its value, or an element of a list and what is said of it.
#[derive(Debug)]
pub(super) struct Element<P> {
    pub(super) key: Text<P>,
    pub(super) value: Option<Value<P>>,
}

impl<P: Place> Mistake<P> {
    pub(super) fn new(place: P, message: impl Into<String>) -> Self {
        Self { place, message: message.into(), first: None }
    }
}

impl<P: Place> Text<P> {
    /// What a check of the text gives, or its complaint at the text's place.
    pub(super) fn check<T>(&self, check: fn(&str) -> std::result::Result<T, String>) -> Result<T, P> {
        check(&self.value).map_err(|message| Mistake::new(self.place.clone(), message))
    }
}

impl<P: Place> Value<P> {
    /// What is said of a value of another kind than is expected.
    pub(super) fn unfit(&self, expected: &str) -> Mistake<P> {
        let found = match &self.kind {
            Kind::Text(_) => "a text",
            Kind::Path(_) => "a word without quotes",
            Kind::List(_) => "a list",
            Kind::Table(_) => "keys in curly braces",
            Kind::Other | Kind::Unread => "another kind of value",
        };
        Mistake::new(self.place.clone(), format!("found {found}; {expected}"))
    }

    pub(super) fn text(self) -> Result<Text<P>, P> {
        match self.kind {
            Kind::Text(value) => Ok(Text { value, place: self.place }),
            _ => Err(self.unfit(P::TEXT)),
        }
    }

    /// A text that a check accepts.
    pub(super) fn checked<T>(self, check: fn(&str) -> std::result::Result<T, String>) -> Result<T, P> {
        self.text()?.check(check)
    }

    /// One of these words, each with what it stands for: without quotes in a call, with them in a file.
    pub(super) fn choice<T: Copy>(self, choices: &[(&str, T)]) -> Result<T, P> {
        let names: Vec<&str> = choices.iter().map(|(name, _)| *name).collect();
        let found = match &self.kind {
            Kind::Text(text) if P::IS_IN_FILE => text.clone(),
            Kind::Path(path) => path.to_string(),
            _ => return Err(self.unfit(&format!("expected {}", one_of(&names)))),
        };
        let choice = choices.iter().find(|(name, _)| found == *name);
        choice
            .map(|(_, choice)| *choice)
            .ok_or_else(|| Mistake::new(self.place, format!("found `{found}`; expected {}", one_of(&names))))
    }

    /// The elements of a list, of which nothing more is said.
    pub(super) fn texts(self) -> Result<Vec<Text<P>>, P> {
        let Kind::List(elements) = self.kind else {
            return Err(self.unfit("expected a list in square brackets"));
        };
        let text = |Element { key, value }: Element<P>| match value {
            None => Ok(key),
            Some(value) => Err(value.unfit(if P::IS_IN_FILE { P::TEXT } else { "expected `,`" })),
        };
        elements.into_iter().map(text).collect()
    }
}

/// Names to choose from, as messages write them.
pub(super) fn one_of(names: &[&str]) -> String {
    match names {
        [one, other] => format!("`{one}` or `{other}`"),
        names => format!("one of `{}`", names.join("`, `")),
    }
}

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
pub(super) fn path(value: &str) -> std::result::Result<String, String> {
    let is_path = !value.is_empty() && !value.starts_with('/') && !value.contains(['\\', ':']);
    if !is_path || value.split('/').any(|part| matches!(part, "" | ".")) || value.contains(LOCALE) {
        return Err(format!("found \"{value}\"; expected a relative path such as \"docs/cn/errors.md\""));
    }
    Ok(value.to_owned())
}

impl PagePath {
    pub(super) fn parse(value: &str) -> std::result::Result<Self, String> {
        let fail = |found: &str| {
            Err(format!("{found}; expected a relative path such as \"docs/{LOCALE}/errors.md\""))
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
        let (folder, file) = before.rfind('/').map_or(("", value), |end| (&value[..end], &value[end + 1..]));
        Ok(Self { folder: folder.to_owned(), file: file.to_owned() })
    }

    /// Reads the lock's path, of which what stands below the folder is returned.
    pub(super) fn lock(&self, value: &str) -> std::result::Result<String, String> {
        let below = match value.strip_prefix(self.folder.as_str()) {
            Some(below) if !self.folder.is_empty() => below.strip_prefix('/'),
            below => below,
        };
        let below = below
            .filter(|below| !below.is_empty() && !below.starts_with('/') && !below.contains(['\\', ':']))
            .filter(|below| below.split('/').all(|part| !matches!(part, "" | "..")));
        below.map(str::to_owned).ok_or_else(|| {
            let folder = if self.folder.is_empty() { String::new() } else { format!("{}/", self.folder) };
            format!(
                "found a lock outside of the pages' folder; expected a path such as \"{folder}catalog.lock\""
            )
        })
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

/// Reads the name of an environment variable.
pub(super) fn variable(name: &str) -> std::result::Result<String, String> {
    if name.is_empty() || name.contains(['=', '\0']) {
        return Err(format!("found `{}`; expected the name of an environment variable", name.escape_debug()));
    }
    Ok(name.to_owned())
}

/// Reads a path below each locale's documentation URL.
pub(super) fn url_path(path: &str) -> std::result::Result<String, String> {
    if !path.starts_with('/') {
        let found = path.escape_debug();
        return Err(format!(
            "found `{found}`; expected a path below the documentation's URL, such as \"/api/errors/\""
        ));
    }
    Ok(path.to_owned())
}

/// Reads the URL of a documentation.
pub(super) fn url(url: &str) -> std::result::Result<String, String> {
    let is_url =
        ["https://", "http://"].iter().any(|scheme| url.len() > scheme.len() && url.starts_with(scheme));
    if !is_url
        || url.contains(|char: char| char.is_whitespace() || char.is_control() || "<>\"".contains(char))
    {
        return Err(format!("found \"{url}\"; expected an http or https URL"));
    }
    Ok(url.trim_end_matches('/').to_owned())
}

/// Reads the header of a column.
pub(super) fn header(header: &str) -> std::result::Result<String, String> {
    if header.trim().is_empty() {
        return Err(NO_HEADER.to_owned());
    }
    Ok(header.to_owned())
}

/// What is said where a column's header is nothing.
pub(super) const NO_HEADER: &str =
    "found no header; expected one of the source page's, such as \"Error Code\"";
