//! The columns that a call names.

use proc_macro2::Span;
use syn::parse::ParseStream;
use syn::{Error, LitStr, Result, braced, bracketed};

use super::Draft;
use super::keys::{Key, read_keys, read_string_list};
use crate::page::Columns;

/// The roles that a column may have.
const OF_COLUMNS: &[Key<Columns>] = &[
    Key::optional("code", |columns, value, _| {
        columns.code = Some(header(value)?);
        Ok(())
    }),
    Key::optional("status", |columns, value, _| {
        columns.status = Some(header(value)?);
        Ok(())
    }),
    Key::optional("name", |columns, value, _| {
        columns.name = Some(header(value)?);
        Ok(())
    }),
    Key::required("description", "\"Description\"", |columns, value, errors| {
        if !value.peek(syn::token::Bracket) {
            columns.description = vec![header(value)?];
            return Ok(());
        }
        let list;
        let bracket = bracketed!(list in value);
        if list.is_empty() {
            return Err(no_header(bracket.span.join()));
        }
        read_string_list(&list, errors, |input, _| {
            columns.description.push(header(input)?);
            Ok(())
        });
        Ok(())
    }),
];

/// `{ code = "Error Code", status = "Status", description = "Description" }`
pub(super) fn read(draft: &mut Draft, value: ParseStream<'_>, errors: &mut Vec<Error>) -> Result<()> {
    let (keys, mut columns) = (value.span(), Columns::default());
    let inner;
    braced!(inner in value);
    let mistakes = errors.len();
    let missing = read_keys(OF_COLUMNS, &mut columns, &inner, errors);
    let is_read = errors.len() == mistakes;
    errors.extend(missing.into_iter().map(|missing| Error::new(keys, missing)));
    // A header that is no header is a mistake already.
    if is_read && columns.code.is_none() && columns.status.is_none() {
        errors.push(Error::new(keys, "found neither `code` nor `status`; expected `code = \"Error Code\"`"));
    }
    draft.setup.columns = Some(columns);
    Ok(())
}

fn header(value: ParseStream<'_>) -> Result<String> {
    let literal: LitStr = value.parse()?;
    let header = literal.value();
    if header.trim().is_empty() {
        return Err(no_header(literal.span()));
    }
    Ok(header)
}

fn no_header(span: Span) -> Error {
    Error::new(span, "found no header; expected one of the source page's, such as \"Error Code\"")
}
