//! What the enums derive, and what a call has them derive beside it.

use proc_macro2::{Ident, TokenStream};
use quote::{ToTokens, quote};
use syn::parse::Parser;
use syn::punctuated::Punctuated;
use syn::{Attribute, Error, Meta, Path, Result, Token};

use crate::call::{Call, Declaration};

type Paths = Punctuated<Path, Token![,]>;
type Metas = Punctuated<Meta, Token![,]>;

/// What both enums derive: the paths of the derives, so that none of the caller's stands in for them.
pub(super) const OF_BOTH: &[&str] = &[
    "::core::clone::Clone",
    "::core::marker::Copy",
    "::core::cmp::PartialEq",
    "::core::cmp::Eq",
    "::core::cmp::PartialOrd",
    "::core::cmp::Ord",
    "::core::hash::Hash",
];
/// What the locale enum derives beside those.
pub(super) const OF_LOCALE: &[&str] = &["::core::fmt::Debug"];

/// What the error enum implements that someone may derive, beside [`OF_BOTH`].
const ERROR_HAS: &[&str] = &["Debug", "Display", "Error", "FromStr"];
/// What the locale enum implements that someone may derive, beside [`OF_BOTH`].
const LOCALE_HAS: &[&str] = &["Debug", "Display", "FromStr"];

/// The attribute that derives these.
pub(super) fn attribute<'p>(paths: impl IntoIterator<Item = &'p &'static str>) -> TokenStream {
    let paths = paths.into_iter().filter_map(|path| path.parse::<TokenStream>().ok());
    quote!(#[derive(#(#paths),*)])
}

/// Takes derives out of a call's attributes that the enums can't have, and says why.
pub(super) fn leave_out(call: &mut Call) -> Vec<Error> {
    let mut errors = Vec::new();
    for (declaration, has) in [(&mut call.error, ERROR_HAS), (&mut call.locale, LOCALE_HAS)] {
        let mut attributes = attributes(declaration);
        for attribute in &mut attributes {
            let _ = keep(&mut attribute.meta, &mut |path| {
                let Some(name) = path.segments.last().map(|last| last.ident.to_string()) else { return true };
                let mistake = mistake(&name, has, &declaration.name);
                errors.extend(mistake.iter().map(|mistake| Error::new_spanned(path, mistake)));
                mistake.is_none()
            });
        }
        declaration.attributes = quote!(#(#attributes)*);
    }
    errors
}

/// Why an enum, which implements these traits beside [`OF_BOTH`], can't derive the trait of this name.
fn mistake(name: &str, has: &[&str], of: &Ident) -> Option<String> {
    let is_derived = OF_BOTH.iter().any(|path| path.rsplit("::").next() == Some(name));
    if is_derived || has.contains(&name) {
        Some(format!("found a derive of `{name}`, which `{of}` implements already; take `{name}` out"))
    } else if name == "Default" {
        Some(format!(
            "found a derive of `Default`, for which no variant can be marked; \
             expected an implementation: `impl Default for {of} {{ … }}`"
        ))
    } else {
        None
    }
}

/// Says whether the call has an enum derive the trait of this name.
///
/// Where a condition is to be met for that, nobody but the compiler knows whether it is.
pub(super) fn derives(declaration: &Declaration, derived: &str) -> bool {
    let mut is_derived = false;
    for mut attribute in attributes(declaration) {
        let _ = keep(&mut attribute.meta, &mut |path| {
            is_derived |= path.segments.last().is_some_and(|last| last.ident == derived);
            true
        });
    }
    is_derived
}

/// The attribute that leaves room for variants, where the call has none.
pub(super) fn non_exhaustive(declaration: &Declaration) -> Option<TokenStream> {
    let mut attributes = attributes(declaration).into_iter();
    let is_written = attributes.any(|attribute| attribute.path().is_ident("non_exhaustive"));
    (!is_written).then(|| quote!(#[non_exhaustive]))
}

/// Says whether the call deprecates an enum as a whole.
pub(super) fn is_deprecated(declaration: &Declaration) -> bool {
    let is_deprecated = |meta: &Meta| meta.path().is_ident("deprecated");
    attributes(declaration).iter().any(|Attribute { meta, .. }| {
        is_deprecated(meta) || conditional(meta).is_some_and(|metas| metas.iter().any(is_deprecated))
    })
}

fn attributes(declaration: &Declaration) -> Vec<Attribute> {
    Attribute::parse_outer.parse2(declaration.attributes.clone()).unwrap_or_default()
}

/// The condition and the attributes of a `cfg_attr`.
fn conditional(meta: &Meta) -> Option<Metas> {
    let Meta::List(list) = meta else { return None };
    list.path.is_ident("cfg_attr").then(|| list.parse_args_with(Metas::parse_terminated).ok()).flatten()
}

/// Keeps those derives of an attribute that are wanted.
fn keep(meta: &mut Meta, is_wanted: &mut dyn FnMut(&Path) -> bool) -> Result<()> {
    if let Some(mut metas) = conditional(meta) {
        // The first one is the condition.
        metas.iter_mut().skip(1).try_for_each(|meta| keep(meta, is_wanted))?;
        replace(meta, metas);
    } else if meta.path().is_ident("derive") {
        let paths = meta.require_list()?.parse_args_with(Paths::parse_terminated)?;
        replace(meta, paths.into_iter().filter(|path| is_wanted(path)).collect::<Paths>());
    }
    Ok(())
}

/// Puts this between the parentheses of an attribute.
fn replace(meta: &mut Meta, arguments: impl ToTokens) {
    if let Meta::List(list) = meta {
        list.tokens = arguments.into_token_stream();
    }
}
