//! The locale enum and what it implements.

use proc_macro2::{Ident, TokenStream};
use quote::{quote, quote_spanned};

use super::Expansion;
use crate::call::Declaration;

impl Expansion<'_> {
    pub(super) fn locale_enum(&self) -> TokenStream {
        let Declaration { attributes, visibility, name } = &self.call.locale;
        let variants = self.locale_variants();
        let setup = &self.call.setup;
        let docs = setup.locales.iter().enumerate().map(|(position, locale)| {
            let role = match (position == setup.source, locale.is_pseudo()) {
                (true, _) => ", the source",
                (_, true) => ", a pseudo-locale for tests",
                _ => "",
            };
            format!("`{}`{role}", locale.tag)
        });
        quote! {
            #attributes
            #[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
            #[non_exhaustive]
            #visibility enum #name {
                #(#[doc = #docs] #variants,)*
            }
        }
    }

    /// What takes the place of the enum and its implementations where another call generates them: both calls have to
    /// list the same locales, as texts are found by their position.
    pub(super) fn shared_locale(&self, path: &TokenStream) -> TokenStream {
        let name = &self.call.locale.name;
        let variants = self.locale_variants();
        let source = &variants[self.call.setup.source];
        // A name that is in scope needs no import.
        let import = (*name != path.to_string()).then(|| quote! { use #path; });
        let message = format!(
            "found other locales than those of `{name}`; expected the same, in its order and with its source"
        );
        quote_spanned! { name.span()=>
            #import
            const _: () = ::core::assert!(
                ::core::matches!(#name::ALL, [#(#name::#variants),*]) && ::core::matches!(#name::SOURCE, #name::#source),
                #message
            );
        }
    }

    pub(super) fn locale_variants(&self) -> Vec<Ident> {
        let span = self.call.locale.name.span();
        self.call.variants.iter().map(|variant| Ident::new(&variant.to_string(), span)).collect()
    }

    pub(super) fn locale_impls(&self) -> TokenStream {
        let (name, runtime) = (&self.call.locale.name, &self.runtime);
        let variants = self.locale_variants();
        let setup = &self.call.setup;
        let source = &variants[setup.source];
        let tags = setup.locales.iter().map(|locale| locale.tag.as_str());
        let named = setup.locales.iter().zip(&variants);
        let pseudo = named.filter(|(locale, _)| locale.is_pseudo()).map(|(_, name)| name);
        let count = variants.len();
        quote! {
            static TAGS: [&str; #count] = [#(#tags),*];

            impl #name {
                /// Every locale.
                pub const ALL: &'static [Self] = &[#(Self::#variants),*];

                /// The locale that is written first.
                pub const SOURCE: Self = Self::#source;

                /// The BCP 47 tag.
                #[inline]
                pub const fn tag(self) -> &'static str {
                    TAGS[self as usize]
                }

                /// Says whether this is a pseudo-locale, made for tests from the source.
                #[inline]
                pub const fn is_pseudo(self) -> bool {
                    false #(|| ::core::matches!(self, Self::#pseudo))*
                }

                /// The locale that suits an `Accept-Language` header best, or the source where none does.
                #[inline]
                pub fn negotiate(accept_language: &str) -> Self {
                    #runtime::__private::for_header(accept_language).unwrap_or(Self::SOURCE)
                }

                /// The locale that suits a language tag best, or the source where none does.
                #[inline]
                pub fn best_for(tag: &str) -> Self {
                    Self::nearest(tag).unwrap_or(Self::SOURCE)
                }

                /// The locale that is nearest to a language tag, if one is in its language.
                #[inline]
                pub fn nearest(tag: &str) -> ::core::option::Option<Self> {
                    #runtime::__private::nearest(tag)
                }
            }

            impl #runtime::CatalogLocale for #name {
                const ALL: &'static [Self] = Self::ALL;
                const SOURCE: Self = Self::SOURCE;

                #[inline]
                fn tag(self) -> &'static str {
                    self.tag()
                }

                #[inline]
                fn is_pseudo(self) -> bool {
                    self.is_pseudo()
                }

                #[inline]
                fn negotiate(accept_language: &str) -> Self {
                    Self::negotiate(accept_language)
                }

                #[inline]
                fn best_for(tag: &str) -> Self {
                    Self::best_for(tag)
                }

                #[inline]
                fn nearest(tag: &str) -> ::core::option::Option<Self> {
                    Self::nearest(tag)
                }
            }

            impl ::core::fmt::Display for #name {
                #[inline]
                fn fmt(&self, f: &mut ::core::fmt::Formatter<'_>) -> ::core::fmt::Result {
                    f.pad(self.tag())
                }
            }

            impl ::core::str::FromStr for #name {
                type Err = #runtime::UnknownLocaleError;

                #[inline]
                fn from_str(tag: &str) -> ::core::result::Result<Self, runtime::UnknownLocaleError> {
                    #runtime::__private::find_locale(tag).ok_or(#runtime::UnknownLocaleError::new(&TAGS))
                }
            }
        }
    }
}
