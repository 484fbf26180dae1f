//! The columns that a call names.

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
        bracketed!(list in value);
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
    for missing in read_keys(OF_COLUMNS, &mut columns, &inner, errors) {
        errors.push(Error::new(keys, missing));
    }
    if columns.code.is_none() && columns.status.is_none() {
        errors.push(Error::new(keys, "found neither `code` nor `status`; expected `code = \"Error Code\"`"));
    }
    draft.setup.columns = Some(columns);
    Ok(())
}

fn header(value: ParseStream<'_>) -> Result<String> {
    let literal: LitStr = value.parse()?;
    let header = literal.value();
    if header.trim().is_empty() {
        return Err(Error::new(
            literal.span(),
            "found no header; expected one of the source page's, such as \"Error Code\"",
        ));
    }
    Ok(header)
}
