//! The names that a call gives to variants.

use heck::ToUpperCamelCase;
use proc_macro2::{Ident, Span};
use syn::ext::IdentExt;
use syn::parse::ParseStream;
use syn::{Error, LitStr, Result, Token, bracketed};

use super::Draft;
use super::keys::read_string_list;
use crate::catalog::Rename;

/// `["400 Bad Request" with "send_at" => UnreadableDate]`
pub(super) fn read_list(draft: &mut Draft, value: ParseStream<'_>, errors: &mut Vec<Error>) -> Result<()> {
    let list;
    bracketed!(list in value);
    read_string_list(&list, errors, |input, _| {
        let (rename, span) = rename(input)?;
        draft.setup.renames.push(rename);
        draft.rename_spans.push(span);
        Ok(())
    });
    Ok(())
}

/// `"400 Bad Request" with "send_at" => UnreadableDate`
fn rename(input: ParseStream<'_>) -> Result<(Rename, Span)> {
    let code: LitStr = input.parse()?;
    let with = if input.peek(Ident::peek_any) {
        let keyword: Ident = input.parse()?;
        if keyword != "with" {
            return Err(Error::new(
                keyword.span(),
                format!("found `{keyword}`; expected `with` and a code span, or `=>` and a name"),
            ));
        }
        Some(input.parse::<LitStr>()?.value())
    } else {
        None
    };
    input.parse::<Token![=>]>()?;
    let name: Ident = input.parse()?;
    let canonical = name.to_string().to_upper_camel_case();
    if name != canonical {
        return Err(Error::new(
            name.span(),
            format!("found the name `{name}`; expected upper camel case: `{canonical}`"),
        ));
    }
    Ok((Rename { code: code.value(), with, name: name.to_string() }, code.span()))
}
