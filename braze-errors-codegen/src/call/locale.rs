//! The locales that a call lists.

use heck::ToUpperCamelCase;
use oxilangtag::LanguageTag;
use proc_macro2::Ident;
use syn::parse::ParseStream;
use syn::{Error, LitStr, Result, braced, bracketed};

use super::Draft;
use super::keys::{Key, read_keys, read_string_list};
use super::value::{choice, path, url};
use crate::catalog::{Locale, Missing, Unknown};

/// The keys of a locale.
const OF_LOCALE: &[Key<Locale>] = &[
    Key::optional("docs", |locale, value, _| {
        locale.docs = Some(url(&value.parse()?)?);
        Ok(())
    }),
    Key::optional("page", |locale, value, _| {
        locale.page = Some(path(&value.parse()?)?);
        Ok(())
    }),
    Key::optional("unknown", |locale, value, _| {
        locale.unknown = choice(value, &[("ignore", Unknown::Ignore), ("refuse", Unknown::Refuse)])?;
        Ok(())
    }),
    Key::optional("missing", |locale, value, _| {
        locale.missing = choice(value, &[("fallback", Missing::Fallback), ("refuse", Missing::Refuse)])?;
        Ok(())
    }),
];

/// `["en", "pt-BR" { docs = "https://…", missing = fallback }]`
pub(super) fn read_list(draft: &mut Draft, value: ParseStream<'_>, errors: &mut Vec<Error>) -> Result<()> {
    let list;
    let bracket = bracketed!(list in value);
    if list.is_empty() {
        return Err(Error::new(bracket.span.join(), "found no locale; expected BCP 47 tags, such as \"en\""));
    }
    read_string_list(&list, errors, |input, errors| {
        let (locale, variant) = locale(input, errors)?;
        if let Some(first) = draft.variants.iter().find(|first| **first == variant) {
            let mut error = Error::new(
                variant.span(),
                format!(
                    "found `{}`, whose variant would be `{variant}` as another locale's is; expected each locale once",
                    locale.tag
                ),
            );
            error.combine(Error::new(first.span(), "the first one stands here"));
            return Err(error);
        }
        draft.setup.locales.push(locale);
        draft.variants.push(variant);
        Ok(())
    });
    Ok(())
}

/// A locale, and the name of its variant, placed at its tag.
fn locale(input: ParseStream<'_>, errors: &mut Vec<Error>) -> Result<(Locale, Ident)> {
    let literal: LitStr = input.parse()?;
    let tag = literal.value();
    let mut locale = Locale { tag: tag.clone(), ..Locale::default() };
    if input.peek(syn::token::Brace) {
        let keys;
        braced!(keys in input);
        for missing in read_keys(OF_LOCALE, &mut locale, &keys, errors) {
            errors.push(Error::new(literal.span(), missing));
        }
    }
    if LanguageTag::parse(tag.as_str()).is_err() {
        return Err(Error::new(
            literal.span(),
            format!("found \"{tag}\", which is no BCP 47 tag; expected one such as \"en\" or \"pt-BR\""),
        ));
    }
    let name = tag.to_upper_camel_case();
    let Ok(mut variant) = syn::parse_str::<Ident>(&name) else {
        return Err(Error::new(
            literal.span(),
            format!(
                "found \"{tag}\", of which no variant name can be made; expected a tag that begins with a language"
            ),
        ));
    };
    variant.set_span(literal.span());
    Ok((locale, variant))
}
