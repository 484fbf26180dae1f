//! The list of all rows, which all other tables pick theirs from.
//!
//! It alone names the variants, and is made by a derive: a deprecated variant is named there without a warning, which a
//! crate may have forbidden to allow.

use proc_macro2::{Ident, TokenStream};
use quote::quote;
use syn::parse::{ParseStream, Parser};
use syn::punctuated::Punctuated;
use syn::{DeriveInput, Error, Expr, ExprLit, Lit, Result, Token};

use super::Expansion;

impl Expansion<'_> {
    /// An item that [`derive_rows`] gives the list to.
    ///
    /// The variants stand in its documentation: an attribute of the derive's own would be one error more where the path
    /// of the runtime crate is wrong.
    pub(super) fn rows(&self) -> TokenStream {
        let (name, variants, runtime) = (&self.call.error.name, &self.variants, &self.runtime);
        let list = quote!(#name: #(#variants),*).to_string();
        quote! {
            #[derive(#runtime::__private::Rows)]
            #[doc = #list]
            enum __Rows {}
        }
    }
}

/// What a derive on an item that is documented as `FatalError: NotFound, Conflict` becomes: a constant `ALL` of these.
#[doc(hidden)]
pub fn derive_rows(input: TokenStream) -> TokenStream {
    list(input).unwrap_or_else(Error::into_compile_error)
}

fn list(input: TokenStream) -> Result<TokenStream> {
    let DeriveInput { attrs, ident: item, .. } = syn::parse2(input)?;
    let mut documented = String::new();
    for attribute in &attrs {
        if let Expr::Lit(ExprLit { lit: Lit::Str(text), .. }) = &attribute.meta.require_name_value()?.value {
            documented += &text.value();
        }
    }
    let read = |input: ParseStream<'_>| {
        let name: Ident = input.parse()?;
        input.parse::<Token![:]>()?;
        Ok((name, Punctuated::<Ident, Token![,]>::parse_terminated(input)?))
    };
    let (name, variants) = read.parse_str(&documented)?;
    let (count, variants) = (variants.len(), variants.iter());
    Ok(quote! {
        impl #item {
            const ALL: [#name; #count] = [#(#name::#variants),*];
        }
    })
}
