//! The locale enum and what it implements.

use proc_macro2::{Ident, TokenStream};
use quote::{quote, quote_spanned};

use super::{Expansion, derived};
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
        let derives = derived::attribute(derived::OF_BOTH.iter().chain(derived::OF_LOCALE));
        let non_exhaustive = derived::non_exhaustive(&self.call.locale);
        quote! {
            #attributes
            #derives
            #non_exhaustive
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
            static TAGS: [&::core::primitive::str; #count] = [#(#tags),*];

            impl #name {
                /// Every locale.
                pub const ALL: &'static [Self] = &[#(Self::#variants),*];

                /// The locale that is written first.
                pub const SOURCE: Self = Self::#source;

                /// The BCP 47 tag.
                #[inline]
                pub const fn tag(self) -> &'static ::core::primitive::str {
                    TAGS[self as ::core::primitive::usize]
                }

                /// Says whether this is a pseudo-locale, made for tests from the source.
                #[inline]
                pub const fn is_pseudo(self) -> ::core::primitive::bool {
                    false #(|| ::core::matches!(self, Self::#pseudo))*
                }

                /// The locale that suits an `Accept-Language` header best, or the source where none does.
                #[inline]
                pub fn negotiate(accept_language: &::core::primitive::str) -> Self {
                    <Self as #runtime::CatalogLocale>::negotiate(accept_language)
                }

                /// The locale that suits a language tag best, or the source where none does.
                #[inline]
                pub fn best_for(tag: &::core::primitive::str) -> Self {
                    <Self as #runtime::CatalogLocale>::best_for(tag)
                }

                /// The locale that is nearest to a language tag, if one is in its language.
                #[inline]
                pub fn nearest(tag: &::core::primitive::str) -> ::core::option::Option<Self> {
                    <Self as #runtime::CatalogLocale>::nearest(tag)
                }
            }

            // As for the error enum.
            type __Locale = #name;

            impl #runtime::CatalogLocale for __Locale {
                const ALL: &'static [Self] = Self::ALL;
                const SOURCE: Self = Self::SOURCE;

                #[inline]
                fn tag(self) -> &'static ::core::primitive::str {
                    Self::tag(self)
                }

                #[inline]
                fn is_pseudo(self) -> ::core::primitive::bool {
                    Self::is_pseudo(self)
                }
            }

            impl ::core::fmt::Display for #name {
                #[inline]
                fn fmt(&self, f: &mut ::core::fmt::Formatter<'_>) -> ::core::fmt::Result {
                    ::core::fmt::Formatter::pad(f, Self::tag(*self))
                }
            }

            impl ::core::str::FromStr for #name {
                type Err = #runtime::UnknownLocaleError;

                #[inline]
                fn from_str(tag: &::core::primitive::str) -> ::core::result::Result<Self, #runtime::UnknownLocaleError> {
                    #runtime::__private::find_locale(tag, &TAGS)
                }
            }
        }
    }
}
