//! Serialization, where the runtime crate has its feature `serde`.

use proc_macro2::TokenStream;
use quote::quote;

use super::{Expansion, derived};
use crate::call::Declaration;

impl Expansion<'_> {
    /// Calls of the runtime crate's macros, which alone can see its features.
    pub(super) fn serde_impls(&self) -> TokenStream {
        let (error, locale) = (&self.call.error, &self.call.locale);
        let of_error = self.serde_impls_of(error, &quote!(name), "the name of a variant");
        let of_locale = || self.serde_impls_of(locale, &quote!(tag), "the tag of a locale");
        let of_locale = self.call.shared_locale.is_none().then(of_locale);
        quote! { #of_error #of_locale }
    }

    /// Leaves out what the declaration derives by itself: any crate in the build can turn the feature on, and
    /// must not break this one by it.
    fn serde_impls_of(&self, declaration: &Declaration, method: &TokenStream, expected: &str) -> TokenStream {
        let runtime = &self.runtime;
        let name = &declaration.name;
        let derives = |derived: &str| derived::derives(declaration, derived);
        let serialize = (!derives("Serialize")).then(|| {
            quote! { #runtime::__private::serialize_as! { #name, #method } }
        });
        let deserialize = (!derives("Deserialize")).then(|| {
            quote! { #runtime::__private::deserialize_from_str! { #name, #expected } }
        });
        quote! { #serialize #deserialize }
    }
}
