//! Keys and their values: the table of a call's, and how any table's are read.

use proc_macro2::{Ident, TokenTree};
use quote::ToTokens;
use syn::ext::IdentExt;
use syn::parse::ParseStream;
use syn::{Error, LitStr, Path, Result, Token, bracketed};

use super::Draft;
use super::value::{PagePath, choice, url_path, variable};
use super::{columns, locale, rename};
use crate::markdown::Dialect;

/// A key, and what reads the value behind it into `T`.
pub(super) struct Key<T> {
    pub(super) name: &'static str,
    /// A value, where the key is required.
    required: Option<&'static str>,
    read: Read<T>,
}

/// Reads a value; a mistake in a part of it may be added to the others, for the rest to be read.
type Read<T> = fn(&mut T, ParseStream<'_>, &mut Vec<Error>) -> Result<()>;

/// The keys of a call.
pub(super) const OF_CALL: &[Key<Draft>] = &[
    Key::required("pages", "\"docs/{locale}/errors.md\"", |draft, value, _| {
        draft.pages = Some(PagePath::parse(&value.parse()?)?);
        Ok(())
    }),
    Key::optional("env", |draft, value, _| {
        draft.env = Some(variable(&value.parse()?)?);
        Ok(())
    }),
    Key::optional("lock", |draft, value, _| {
        draft.lock = Some(value.parse()?);
        Ok(())
    }),
    Key::optional("path", |draft, value, _| {
        draft.setup.path = Some(url_path(&value.parse()?)?);
        Ok(())
    }),
    Key::optional("markdown", |draft, value, _| {
        draft.setup.markdown = choice(value, &Dialect::ALL.map(|dialect| (dialect.name(), dialect)))?;
        Ok(())
    }),
    Key::required("source", "\"en\"", |draft, value, _| {
        draft.source = Some(value.parse()?);
        Ok(())
    }),
    Key::required("locales", "[\"en\"]", locale::read_list),
    Key::optional("columns", columns::read),
    Key::optional("under", |draft, value, _| {
        draft.setup.under = Some(value.parse::<LitStr>()?.value());
        Ok(())
    }),
    Key::optional("skip", |draft, value, errors| {
        let list;
        bracketed!(list in value);
        read_string_list(&list, errors, |input, _| {
            draft.setup.skip.push(input.parse::<LitStr>()?.value());
            Ok(())
        });
        Ok(())
    }),
    Key::optional("rename", rename::read_list),
    Key::optional("crate", |draft, value, _| {
        draft.runtime = Some(value.call(Path::parse_mod_style)?.into_token_stream());
        Ok(())
    }),
];

impl<T> Key<T> {
    pub(super) const fn required(name: &'static str, example: &'static str, read: Read<T>) -> Self {
        Self { name, required: Some(example), read }
    }

    pub(super) const fn optional(name: &'static str, read: Read<T>) -> Self {
        Self { name, required: None, read }
    }
}

/// Reads `key = value` pairs; what is left of `input` is nothing.
///
/// Returns what is wrong with keys that are required and aren't there.
pub(super) fn read_keys<T>(
    table: &[Key<T>],
    target: &mut T,
    input: ParseStream<'_>,
    errors: &mut Vec<Error>,
) -> Vec<String> {
    let mut found: Vec<Ident> = Vec::new();
    read_list(
        input,
        errors,
        |input| input.peek(Ident::peek_any),
        |input, errors| {
            let name = input.call(Ident::parse_any)?;
            if found.contains(&name) {
                return Err(Error::new(name.span(), format!("found `{name}` twice; expected each key once")));
            }
            found.push(name.clone());
            let Some(key) = table.iter().find(|key| name == key.name) else {
                let names: Vec<&str> = table.iter().map(|key| key.name).collect();
                let message = format!("found the unknown key `{name}`; expected {}", one_of(&names));
                return Err(Error::new(name.span(), message));
            };
            input.parse::<Token![=]>()?;
            (key.read)(target, input, errors)
        },
    );
    let missing = table.iter().filter(|key| !found.iter().any(|name| name == key.name));
    missing
        .filter_map(|Key { name, required, .. }| {
            required.map(|example| format!("found no `{name}`; expected `{name} = {example}`"))
        })
        .collect()
}

/// Reads elements with commas between them to the end of `input`, going on behind the next comma where one is wrong.
///
/// `is_next` says whether an element begins here, as it does where a comma alone is missing.
pub(super) fn read_list(
    input: ParseStream<'_>,
    errors: &mut Vec<Error>,
    is_next: fn(ParseStream<'_>) -> bool,
    mut element: impl FnMut(ParseStream<'_>, &mut Vec<Error>) -> Result<()>,
) {
    while !input.is_empty() {
        if let Err(error) = element(input, errors) {
            errors.push(error);
            skip_to_comma(input);
        }
        if input.is_empty() {
            return;
        }
        if let Err(error) = input.parse::<Token![,]>() {
            errors.push(error);
            if !is_next(input) {
                skip_to_comma(input);
                let _ = input.parse::<Token![,]>();
            }
        }
    }
}

/// Reads strings and what stands with each of them.
pub(super) fn read_string_list(
    input: ParseStream<'_>,
    errors: &mut Vec<Error>,
    element: impl FnMut(ParseStream<'_>, &mut Vec<Error>) -> Result<()>,
) {
    read_list(input, errors, |input| input.peek(LitStr), element);
}

/// Names to choose from, as messages write them.
pub(super) fn one_of(names: &[&str]) -> String {
    match names {
        [one, other] => format!("`{one}` or `{other}`"),
        names => format!("one of `{}`", names.join("`, `")),
    }
}

fn skip_to_comma(input: ParseStream<'_>) {
    while !input.is_empty() && !input.peek(Token![,]) {
        let _ = input.parse::<TokenTree>();
    }
}
