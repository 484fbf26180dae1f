//! The status list: what each page says of a status or of a class of statuses.

use proc_macro2::TokenStream;
use quote::{format_ident, quote};

use super::{Expansion, at_call_site};
use crate::form::Form;

impl Expansion<'_> {
    /// The look-up in the status list: one table for each locale, of what its own page lists.
    ///
    /// The source's text never stands in for one that a translation lacks: its own class does, so that what
    /// a reader sees is in one language.
    pub(super) fn status_text(&self) -> TokenStream {
        let (locale, runtime) = (&self.call.locale.name, &self.runtime);
        let locale_visibility = at_call_site(&self.call.locale.visibility);
        let arms = self.locale_variants().into_iter().enumerate().map(|(position, variant)| {
            let table = format_ident!("STATUS_LIST_{position}");
            let texts = self.status_list(position);
            let count = texts.len();
            quote! {
                #locale::#variant => {
                    static #table: [#runtime::StatusText; #count] = [#(#texts),*];
                    &#table
                }
            }
        });
        quote! {
            /// What the pages say of a status in general: the text of the status itself, else of its class.
            #[inline]
            #locale_visibility fn status_text(status: ::core::primitive::u16, locale: #locale) -> ::core::option::Option<#runtime::StatusText> {
                #runtime::__private::find_status_text(match locale { #(#arms)* }, status)
            }
        }
    }

    fn status_list(&self, locale: usize) -> Vec<TokenStream> {
        let runtime = &self.runtime;
        let catalog = self.catalog();
        let bullets = catalog.pages[locale].statuses.iter().map(|bullet| {
            let status = self.status(bullet.status);
            let [text, markdown, html] = [Form::Text, Form::Markdown, Form::Html]
                .map(|form| catalog.status_text(bullet, locale, form));
            quote!(#runtime::StatusText::new(#status, #text, #markdown, #html))
        });
        bullets.collect()
    }
}
