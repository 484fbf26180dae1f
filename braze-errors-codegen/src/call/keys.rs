//! The keys of a catalog, with what each of them means; and how the keys of any table are read.

use super::value::{
    Element, Kind, Mistake, NO_HEADER, PagePath, Place, Result, Text, Value, header, one_of, path, url,
    url_path, variable,
};
use super::{Draft, locale, rename};
use crate::catalog::{Locale, Missing, Unknown};
use crate::markdown::Dialect;
use crate::page::Columns;

/// A key, and what reads its value into `T`.
pub(super) struct Key<T, P> {
    pub(super) name: &'static str,
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
    fn optional(name: &'static str, read: Read<T, P>) -> Self {
        Self { name, required: None, scope: Scope::Everywhere, read }
    }

    fn required(name: &'static str, example: &'static str, read: Read<T, P>) -> Self {
        Self { name, required: Some(example), scope: Scope::Everywhere, read }
    }

    fn of_call(name: &'static str, read: Read<T, P>) -> Self {
        Self { scope: Scope::Call, ..Self::optional(name, read) }
    }

    fn of_file(name: &'static str, read: Read<T, P>) -> Self {
        Self { scope: Scope::File, ..Self::optional(name, read) }
    }

    fn is_known(&self) -> bool {
        self.scope == Scope::Everywhere || P::IS_IN_FILE == (self.scope == Scope::File)
    }
}

/// The keys of a catalog.
pub(super) fn of_catalog<P: Place>() -> Vec<Key<Draft<P>, P>> {
    vec![
        Key::of_file("catalog", |draft, value, _| {
            draft.catalog = Some(value.text()?);
            Ok(())
        }),
        Key::required("pages", "\"docs/{locale}/errors.md\"", |draft, value, _| {
            draft.pages = Some(value.checked(PagePath::parse)?);
            Ok(())
        }),
        Key::of_call("env", |draft, value, _| {
            let name = value.text()?;
            draft.env = Some((name.check(variable)?, name.place));
            Ok(())
        }),
        Key::optional("lock", |draft, value, _| {
            draft.lock = Some(value.text()?);
            Ok(())
        }),
        Key::optional("path", |draft, value, _| {
            draft.setup.path = Some(value.checked(url_path)?);
            Ok(())
        }),
        Key::optional("markdown", |draft, value, _| {
            draft.markdown = Some(value.choice(&Dialect::ALL.map(|dialect| (dialect.name(), dialect)))?);
            Ok(())
        }),
        Key::required("source", "\"en\"", |draft, value, _| {
            draft.source = Some(value.text()?);
            Ok(())
        }),
        Key::required("locales", "[\"en\"]", locale::read_list),
        Key::optional("columns", columns),
        Key::optional("under", |draft, value, _| {
            let under = value.text()?;
            draft.of_columns.push(("under", under.place));
            draft.setup.under = Some(under.value);
            Ok(())
        }),
        Key::optional("skip", |draft, value, _| {
            let place = value.place.clone();
            draft.setup.skip = value.texts()?.into_iter().map(|code| code.value).collect();
            draft.of_columns.push(("skip", place));
            Ok(())
        }),
        Key::optional("rename", rename::read_list),
        Key::of_call("crate", |draft, value, _| {
            let Kind::Path(path) = value.kind else {
                return Err(Mistake::new(value.place, "expected identifier"));
            };
            draft.runtime = Some(path);
            Ok(())
        }),
        Key::of_file("levels", |draft, value, _| {
            draft.levels = Some(value);
            Ok(())
        }),
    ]
}

/// The keys of a locale.
pub(super) fn of_locale<P: Place>() -> Vec<Key<Locale, P>> {
    vec![
        Key::optional("docs", |locale, value, _| {
            locale.docs = Some(value.checked(url)?);
            Ok(())
        }),
        Key::optional("page", |locale, value, _| {
            locale.page = Some(value.checked(path)?);
            Ok(())
        }),
        Key::optional("unknown", |locale, value, _| {
            locale.unknown = value.choice(&[("ignore", Unknown::Ignore), ("refuse", Unknown::Refuse)])?;
            Ok(())
        }),
        Key::optional("missing", |locale, value, _| {
            locale.missing = value.choice(&[("fallback", Missing::Fallback), ("refuse", Missing::Refuse)])?;
            Ok(())
        }),
    ]
}

/// What a file says of a row to be renamed.
pub(super) struct RenameKeys<P> {
    pub(super) with: Option<String>,
    pub(super) name: Option<Text<P>>,
}

pub(super) fn of_rename<P: Place>() -> Vec<Key<RenameKeys<P>, P>> {
    vec![
        Key::optional("with", |keys, value, _| {
            keys.with = Some(value.text()?.value);
            Ok(())
        }),
        Key::required("name", "\"UnknownParcel\"", |keys, value, _| {
            keys.name = Some(value.text()?);
            Ok(())
        }),
    ]
}

/// The roles that a column may have.
fn of_columns<P: Place>() -> Vec<Key<Columns, P>> {
    vec![
        Key::optional("code", |columns, value, _| {
            columns.code = Some(value.checked(header)?);
            Ok(())
        }),
        Key::optional("status", |columns, value, _| {
            columns.status = Some(value.checked(header)?);
            Ok(())
        }),
        Key::optional("name", |columns, value, _| {
            columns.name = Some(value.checked(header)?);
            Ok(())
        }),
        Key::required("description", "\"Description\"", |columns, value, _| {
            if !matches!(value.kind, Kind::List(_)) {
                columns.description = vec![value.checked(header)?];
                return Ok(());
            }
            let place = value.place.clone();
            let headers = value.texts()?;
            columns.description = headers.iter().map(|text| text.check(header)).collect::<Result<_, P>>()?;
            if headers.is_empty() { Err(Mistake::new(place, NO_HEADER)) } else { Ok(()) }
        }),
    ]
}

/// `{ code = "Error Code", status = "Status", description = "Description" }`
fn columns<P: Place>(draft: &mut Draft<P>, value: Value<P>, mistakes: &mut Vec<Mistake<P>>) -> Result<(), P> {
    let Value { kind: Kind::Table(keys), place } = value else {
        return Err(Mistake::new(value.place, "expected the columns' roles and headers in curly braces"));
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
