//! The keys of a catalog, with what each of them means; how the keys of any table are read, and how documentation lists
//! them.

#[cfg(feature = "check")]
use std::fmt::Write as _;
#[cfg(feature = "check")]
use std::ops::Range;

#[cfg(feature = "check")]
use proc_macro2::Span;

use super::value::{
    Element, Kind, Mistake, NO_HEADER, PagePath, Place, Result, Text, Value, header, one_of, path, url,
    url_path, variable,
};
use super::{Draft, locale, rename};
use crate::catalog::{Locale, Missing, Unknown};
#[cfg(feature = "check")]
use crate::finding::Notation;
use crate::markdown::Dialect;
use crate::page::Columns;

/// A key, and what reads its value into `T`.
pub(super) struct Key<T, P> {
    pub(super) name: &'static str,
    /// What it means, as documentation says it.
    #[cfg_attr(not(feature = "check"), allow(dead_code))]
    meaning: &'static str,
    /// A value, where the key is required.
    required: Option<&'static str>,
    scope: Scope,
    pub(super) read: Read<T, P>,
}

/// Where a key may stand.
#[derive(Clone, Copy, PartialEq, Eq)]
enum Scope {
    Everywhere,
    Call,
    File,
}

/// Reads a value; a mistake in a part of it may be added to the others, for the rest to be read.
type Read<T, P> = fn(&mut T, Value<P>, &mut Vec<Mistake<P>>) -> Result<(), P>;

impl<T, P: Place> Key<T, P> {
    fn optional(name: &'static str, meaning: &'static str, read: Read<T, P>) -> Self {
        Self { name, meaning, required: None, scope: Scope::Everywhere, read }
    }

    fn required(name: &'static str, example: &'static str, meaning: &'static str, read: Read<T, P>) -> Self {
        Self { required: Some(example), ..Self::optional(name, meaning, read) }
    }

    fn of_call(name: &'static str, meaning: &'static str, read: Read<T, P>) -> Self {
        Self { scope: Scope::Call, ..Self::optional(name, meaning, read) }
    }

    fn of_file(name: &'static str, meaning: &'static str, read: Read<T, P>) -> Self {
        Self { scope: Scope::File, ..Self::optional(name, meaning, read) }
    }

    fn is_known(&self) -> bool {
        self.scope == Scope::Everywhere || P::IS_IN_FILE == (self.scope == Scope::File)
    }
}

/// The keys of a catalog.
pub(super) fn of_catalog<P: Place>() -> Vec<Key<Draft<P>, P>> {
    vec![
        Key::of_file(
            "catalog",
            "the Rust file with the call that reads the pages; no other key but `levels` stands beside it",
            |draft, value, _| {
                draft.catalog = Some(value.text()?);
                Ok(())
            },
        ),
        Key::required(
            "pages",
            "\"docs/{locale}/errors.md\"",
            "the pages' paths, from the folder of `Cargo.toml` or `braze-errors.toml`; `{locale}` stands \
             for each locale's tag",
            |draft, value, _| {
                draft.pages = Some(value.checked(PagePath::parse)?);
                Ok(())
            },
        ),
        Key::of_call(
            "env",
            "an environment variable that, set at build time, names a folder to read instead of what stands \
             before `{locale}` in `pages`: absolute, or in a crate of the workspace that is built, relative \
             to that; the source's text stands in for a translation that it lacks, and it need not have the \
             lock",
            |draft, value, _| {
                let name = value.text()?;
                draft.env = Some((name.check(variable)?, name.place));
                Ok(())
            },
        ),
        Key::optional(
            "lock",
            "the lock's path, in the pages' folder: what the command `braze-errors accept` writes, and \
             where rows that have left the pages live on as deprecated variants",
            |draft, value, _| {
                draft.lock = Some(value.text()?);
                Ok(())
            },
        ),
        Key::optional(
            "path",
            "where the page is published below each locale's `docs` URL",
            |draft, value, _| {
                draft.setup.path = Some(value.checked(url_path)?);
                Ok(())
            },
        ),
        Key::optional(
            "markdown",
            "the Markdown that the pages' site reads: `gfm`, GitHub's, which is the default, or `kramdown`, \
             Jekyll's with Liquid",
            |draft, value, _| {
                draft.markdown = Some(value.choice(&Dialect::ALL.map(|dialect| (dialect.name(), dialect)))?);
                Ok(())
            },
        ),
        Key::required(
            "source",
            "\"en\"",
            "the locale that is written first; the others are its translations",
            |draft, value, _| {
                draft.source = Some(value.text()?);
                Ok(())
            },
        ),
        Key::required(
            "locales",
            "[\"en\"]",
            "all locales, as BCP 47 tags; their order is that of the locale enum",
            locale::read_list,
        ),
        Key::optional("columns", "the headers of the source's error tables, see below", columns),
        Key::optional("under", "a heading of the source page, below which its error tables stand", under),
        Key::optional("skip", "codes whose rows are left out, such as `[\"0\"]`", skip),
        Key::optional("rename", "names for variants, see below", rename::read_list),
        Key::of_call("crate", "the path of `braze_errors`, where it was renamed", |draft, value, _| {
            let Kind::Path(path) = value.kind else {
                return Err(value.unfit("expected a path without quotes, such as `crate = errors`"));
            };
            draft.runtime = Some(path);
            Ok(())
        }),
        Key::of_file("levels", "the levels of rules, see below", |draft, value, _| {
            draft.levels = Some(value);
            Ok(())
        }),
    ]
}

/// The keys of a locale.
pub(super) fn of_locale<P: Place>() -> Vec<Key<Locale, P>> {
    vec![
        Key::optional(
            "docs",
            "the URL of the documentation, which `{{site.baseurl}}` in links becomes",
            |locale, value, _| {
                locale.docs = Some(value.checked(url)?);
                Ok(())
            },
        ),
        Key::optional(
            "page",
            "the path of its page, where that is not what `pages` says",
            |locale, value, _| {
                locale.page = Some(value.checked(path)?);
                Ok(())
            },
        ),
        Key::optional(
            "unknown",
            "what becomes of rows that the source does not have: `ignore` passes over them, `refuse`, the \
             default, reports them",
            |locale, value, _| {
                locale.unknown = value.choice(&[("ignore", Unknown::Ignore), ("refuse", Unknown::Refuse)])?;
                Ok(())
            },
        ),
        Key::optional(
            "missing",
            "what becomes of rows that the translation lacks: with `fallback` the source's text stands in, \
             `refuse`, the default, reports them",
            |locale, value, _| {
                locale.missing =
                    value.choice(&[("fallback", Missing::Fallback), ("refuse", Missing::Refuse)])?;
                Ok(())
            },
        ),
    ]
}

/// What a file says of a row to be renamed.
pub(super) struct RenameKeys<P> {
    pub(super) with: Option<String>,
    pub(super) name: Option<Text<P>>,
}

pub(super) fn of_rename<P: Place>() -> Vec<Key<RenameKeys<P>, P>> {
    vec![
        Key::optional(
            "with",
            "which row is meant where the code stands more than once: a code span or, failing that, words \
             of its description in the source",
            |keys, value, _| {
                keys.with = Some(value.text()?.value);
                Ok(())
            },
        ),
        Key::required(
            "name",
            "\"UnknownParcel\"",
            "the variant's name, in upper camel case",
            |keys, value, _| {
                keys.name = Some(value.text()?);
                Ok(())
            },
        ),
    ]
}

/// The roles that a column may have.
fn of_columns<P: Place>() -> Vec<Key<Columns, P>> {
    vec![
        Key::optional("code", "the header of the code", |columns, value, _| {
            columns.code = Some(value.checked(header)?);
            Ok(())
        }),
        Key::optional(
            "status",
            "the header of the status, where the code does not begin with one",
            |columns, value, _| {
                columns.status = Some(value.checked(header)?);
                Ok(())
            },
        ),
        Key::optional(
            "name",
            "the header of a name, after which variants are named where it gives each row one of its own",
            |columns, value, _| {
                columns.name = Some(value.checked(header)?);
                Ok(())
            },
        ),
        Key::required(
            "description",
            "\"Description\"",
            "the header of the description, or a list of headers, whose texts are joined by a blank line",
            |columns, value, _| {
                if !matches!(value.kind, Kind::List(_)) {
                    columns.description = vec![value.checked(header)?];
                    return Ok(());
                }
                let place = value.place.clone();
                let headers = value.texts()?;
                columns.description =
                    headers.iter().map(|text| text.check(header)).collect::<Result<_, P>>()?;
                if headers.is_empty() { Err(Mistake::new(place, NO_HEADER)) } else { Ok(()) }
            },
        ),
    ]
}

/// A table of keys, of those by which a catalog is described.
#[cfg(feature = "check")]
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum KeyTable {
    /// What is said of the catalog.
    Catalog,
    /// What is said of a locale.
    Locale,
    /// What is said of the error tables' columns.
    Columns,
    /// What a file says of a row whose variant gets another name.
    Rename,
}

#[cfg(feature = "check")]
impl KeyTable {
    /// The table in Markdown, as documentation shows it: each key, whether it is required, and what it means.
    ///
    /// ```
    /// use braze_errors_codegen::{KeyTable, Notation};
    ///
    /// let keys = KeyTable::Locale.markdown(Notation::File);
    /// assert!(keys.starts_with("| key | | what it says |\n|---|---|---|\n| `docs` | optional | the URL of"));
    /// ```
    pub fn markdown(self, notation: Notation) -> String {
        match notation {
            Notation::Call => self.rows::<Span>(),
            Notation::File => self.rows::<Range<usize>>(),
        }
    }

    fn rows<P: Place>(self) -> String {
        match self {
            Self::Catalog => table(&of_catalog::<P>()),
            Self::Locale => table(&of_locale::<P>()),
            Self::Columns => table(&of_columns::<P>()),
            Self::Rename => table(&of_rename::<P>()),
        }
    }
}

#[cfg(feature = "check")]
fn table<T, P: Place>(keys: &[Key<T, P>]) -> String {
    let mut table = "| key | | what it says |\n|---|---|---|\n".to_owned();
    for Key { name, meaning, required, .. } in keys.iter().filter(|key| key.is_known()) {
        let need = if required.is_some() { "required" } else { "optional" };
        let _ = writeln!(table, "| `{name}` | {need} | {meaning} |");
    }
    table
}

/// `{ code = "Error Code", status = "Status", description = "Description" }`
fn columns<P: Place>(draft: &mut Draft<P>, value: Value<P>, mistakes: &mut Vec<Mistake<P>>) -> Result<(), P> {
    let place = value.place.clone();
    let Kind::Table(keys) = value.kind else {
        return Err(value.unfit("expected the columns' roles and headers in curly braces"));
    };
    let (before, mut columns) = (mistakes.len(), Columns::default());
    let missing = read_keys(&of_columns(), &mut columns, keys, mistakes);
    let is_read = mistakes.len() == before;
    mistakes.extend(missing.into_iter().map(|missing| Mistake::new(place.clone(), missing)));
    // A header that is no header is a mistake already.
    if is_read && columns.code.is_none() && columns.status.is_none() {
        let message = "found neither `code` nor `status`; expected `code = \"Error Code\"`";
        mistakes.push(Mistake::new(place, message));
    }
    draft.setup.columns = Some(columns);
    Ok(())
}

fn under<P: Place>(draft: &mut Draft<P>, value: Value<P>, _: &mut Vec<Mistake<P>>) -> Result<(), P> {
    let under = value.text()?;
    draft.of_columns.push(("under", under.place));
    draft.setup.under = Some(under.value);
    Ok(())
}

fn skip<P: Place>(draft: &mut Draft<P>, value: Value<P>, _: &mut Vec<Mistake<P>>) -> Result<(), P> {
    let place = value.place.clone();
    draft.setup.skip = value.texts()?.into_iter().map(|code| code.value).collect();
    draft.of_columns.push(("skip", place));
    Ok(())
}

/// Reads the keys of a table into `target`.
///
/// Returns what is wrong with keys that are required and aren't there.
pub(super) fn read_keys<T, P: Place>(
    table: &[Key<T, P>],
    target: &mut T,
    elements: Vec<Element<P>>,
    mistakes: &mut Vec<Mistake<P>>,
) -> Vec<String> {
    let mut reader = KeyReader::new(table);
    for element in elements {
        if let Err(mistake) = reader.read(target, element, mistakes) {
            mistakes.push(mistake);
        }
    }
    reader.missing()
}

/// Reads the keys of a table one by one.
pub(super) struct KeyReader<'k, T, P> {
    table: &'k [Key<T, P>],
    found: Vec<String>,
}

impl<'k, T, P: Place> KeyReader<'k, T, P> {
    pub(super) fn new(table: &'k [Key<T, P>]) -> Self {
        Self { table, found: Vec::new() }
    }

    fn known(&self) -> impl Iterator<Item = &'k Key<T, P>> {
        self.table.iter().filter(|key| key.is_known())
    }

    /// Says what is wrong with a key, before its value is read.
    pub(super) fn check(&mut self, key: &Text<P>) -> Result<&'k Key<T, P>, P> {
        let name = &key.value;
        if self.found.contains(name) {
            let message = format!("found `{name}` twice; expected each key once");
            return Err(Mistake::new(key.place.clone(), message));
        }
        self.found.push(name.clone());
        self.known().find(|known| known.name == name).ok_or_else(|| {
            let names: Vec<&str> = self.known().map(|key| key.name).collect();
            let suggestion = P::suggest(name, &names);
            let message = format!("found the unknown key `{name}`{suggestion}; expected {}", one_of(&names));
            Mistake::new(key.place.clone(), message)
        })
    }

    /// Reads a key and its value.
    pub(super) fn read(
        &mut self,
        target: &mut T,
        Element { key, value }: Element<P>,
        mistakes: &mut Vec<Mistake<P>>,
    ) -> Result<(), P> {
        let known = self.check(&key)?;
        match value {
            None => Err(Mistake::new(key.place, "expected `=`")),
            Some(Value { kind: Kind::Unread, .. }) => Ok(()),
            Some(value) => (known.read)(target, value, mistakes),
        }
    }

    /// What is wrong with keys that are required and weren't there.
    pub(super) fn missing(self) -> Vec<String> {
        let missing = self.known().filter(|key| !self.found.iter().any(|name| name == key.name));
        missing
            .filter_map(|Key { name, required, .. }| {
                required.map(|example| format!("found no `{name}`; expected `{name} = {example}`"))
            })
            .collect()
    }
}
