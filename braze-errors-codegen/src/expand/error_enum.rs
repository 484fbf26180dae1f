//! The error enum and what it implements.

use proc_macro2::{Ident, Literal, TokenStream};
use quote::{format_ident, quote};

use super::{Expansion, at_call_site, derived};
use crate::call::Declaration;
use crate::catalog::{Catalog, Entry};
use crate::form::{Form, code_span};
use crate::page::Status;

/// How many texts the variants' documentation may hold before it says the source's alone.
///
/// Each text costs every build of the crate, whether anyone reads it or not.
const DOCUMENTED_TEXTS: usize = 2_000;

impl Expansion<'_> {
    pub(super) fn error_enum(&self) -> TokenStream {
        let Declaration { attributes, visibility, name } = &self.call.error;
        let variants = &self.variants;
        let origin = self.origin();
        let derives = derived::attribute(derived::OF_BOTH);
        let non_exhaustive = derived::non_exhaustive(&self.call.error);
        let docs = self.each_variant(|catalog, entry| self.variant_docs(catalog, entry), String::new());
        let deprecated = self.each_variant(|catalog, entry| self.deprecated(catalog, entry), None);
        quote! {
            #attributes
            #[doc = #origin]
            #derives
            #non_exhaustive
            #visibility enum #name {
                #(#[doc = #docs] #deprecated #variants,)*
            }
        }
    }

    /// Where the enum comes from, for its documentation.
    fn origin(&self) -> String {
        let setup = &self.call.setup;
        let tags: Vec<String> = setup.locales.iter().map(|locale| format!("`{}`", locale.tag)).collect();
        let rows = self.loaded.rows().count();
        let (rows, noun) = (rows, if rows == 1 { "row" } else { "rows" });
        let page = setup.locales.get(setup.source).map(|source| setup.page(source)).unwrap_or_default();
        // A blank line parts it from the documentation that the call gives.
        format!(
            "\n\nGenerated from {rows} {noun} of `{}/{page}`, in the locales {}.",
            self.folder.shown,
            tags.join(", ")
        )
    }

    /// The attribute of a variant whose row is about to go, or has gone.
    fn deprecated(&self, catalog: &Catalog, entry: &Entry) -> Option<TokenStream> {
        let has_gone = !std::ptr::eq(catalog, self.catalog());
        let note = if has_gone {
            "the documentation doesn't list this error any more"
        } else {
            "the documentation will not list this error any more"
        };
        (has_gone || self.loaded.is_deprecated(entry)).then(|| quote!(#[deprecated = #note]))
    }

    /// A variant's documentation: its code, and its text in all locales or, in a large catalog, in the source.
    fn variant_docs(&self, catalog: &Catalog, entry: &Entry) -> String {
        let code = code_span(&catalog.code(entry).to_string());
        let mut docs = format!("{code}\n\n| Locale | Text |\n|---|---|\n");
        let is_large = self.variants.len() * catalog.locales.len() > DOCUMENTED_TEXTS;
        for (position, locale) in catalog.locales.iter().enumerate() {
            if is_large && position != catalog.source {
                continue;
            }
            let cell = catalog.rustdoc_cell(entry, position);
            docs.extend(["| `", &locale.tag, "` | ", &cell, " |\n"]);
        }
        if let Some(url) = self.docs_url(catalog.source) {
            docs.extend(["\n[Where the API documents it](", &url, ")"]);
        }
        docs
    }

    /// The URL of the section that documents the errors.
    fn docs_url(&self, locale: usize) -> Option<String> {
        self.catalog().docs_url(locale, self.call.setup.path.as_deref().unwrap_or_default())
    }

    pub(super) fn error_impls(&self) -> TokenStream {
        let impls = [self.error_methods(), self.error_trait(), self.error_conversions()];
        quote! { #(#impls)* }
    }

    fn error_methods(&self) -> TokenStream {
        let (name, locale, runtime) = (&self.call.error.name, &self.call.locale.name, &self.runtime);
        let locale_visibility = at_call_site(&self.call.locale.visibility);
        let catalog = self.catalog();
        let variants = &self.variants;
        let count = variants.len();
        let codes =
            self.strings(&self.each_variant(|catalog, entry| catalog.code(entry).to_string(), String::new()));
        let messages = self
            .strings(&self.each_variant(|catalog, entry| catalog.code(entry).message.clone(), String::new()));
        let statuses = self.each_variant(
            |catalog, entry| self.status(catalog.code(entry).status),
            self.status(Status::Code(0)),
        );
        let names = self.strings(&variants.iter().map(Ident::to_string).collect::<Vec<_>>());
        let text = self.form(Form::Text, "TEXT");
        let markdown = self.form(Form::Markdown, "MARKDOWN");
        let html = self.form(Form::Html, "HTML");
        let is_translated = self.is_translated();
        let docs_urls = (0..catalog.locales.len()).map(|position| {
            self.docs_url(position).map_or_else(
                || quote!(::core::option::Option::None),
                |url| quote!(::core::option::Option::Some(#url)),
            )
        });
        let locales = catalog.locales.len();
        let lookup = self.lookup();
        let composed = self.composed();
        let status_text = self.status_text();
        quote! {
            static CODES: [&::core::primitive::str; #count] = #codes;
            static MESSAGES: [&::core::primitive::str; #count] = #messages;
            static NAMES: [&::core::primitive::str; #count] = #names;
            static STATUSES: [#runtime::Status; #count] = [#(#statuses),*];
            static DOCS_URLS: [::core::option::Option<&::core::primitive::str>; #locales] = [#(#docs_urls),*];

            #composed

            impl #name {
                /// Every error: the source page's in their order, then deprecated ones that have left it, by name.
                pub const ALL: &'static [Self] = &__Rows::ALL;

                /// The code: status, if one is said, and message, as the page writes them.
                #[inline]
                pub const fn code(self) -> &'static ::core::primitive::str {
                    CODES[self as ::core::primitive::usize]
                }

                /// The message: the code without its status.
                #[inline]
                pub const fn message(self) -> &'static ::core::primitive::str {
                    MESSAGES[self as ::core::primitive::usize]
                }

                /// The variant's name, for logs; `FromStr` takes it.
                #[inline]
                pub const fn name(self) -> &'static ::core::primitive::str {
                    NAMES[self as ::core::primitive::usize]
                }

                /// The status, the class of statuses, or any.
                #[inline]
                pub const fn status(self) -> #runtime::Status {
                    STATUSES[self as ::core::primitive::usize]
                }

                /// The description as plain text.
                #[inline]
                #locale_visibility const fn text(self, locale: #locale) -> &'static ::core::primitive::str {
                    #text
                }

                /// The description as CommonMark.
                #[inline]
                #locale_visibility const fn markdown(self, locale: #locale) -> &'static ::core::primitive::str {
                    #markdown
                }

                /// The description as HTML that holds `a`, `br`, `code`, `em` and `strong`, and is safe to embed.
                #[inline]
                #locale_visibility const fn html(self, locale: #locale) -> &'static ::core::primitive::str {
                    #html
                }

                /// Says whether the texts are the locale's own, and not the source's standing in for them.
                #[inline]
                #locale_visibility const fn is_translated(self, locale: #locale) -> ::core::primitive::bool {
                    #is_translated
                }

                /// The URL of the section that documents the error, where the catalog knows the documentation's.
                #[inline]
                #locale_visibility const fn docs_url(self, locale: #locale) -> ::core::option::Option<&'static ::core::primitive::str> {
                    DOCS_URLS[locale as ::core::primitive::usize]
                }

                /// The error together with the locale to display it in.
                #[inline]
                #locale_visibility const fn in_locale(self, locale: #locale) -> #runtime::Localized<Self> {
                    #runtime::Localized::new(self, locale)
                }

                #lookup

                #status_text
            }
        }
    }

    fn error_trait(&self) -> TokenStream {
        let (name, locale, runtime) = (&self.call.error.name, &self.call.locale.name, &self.runtime);
        quote! {
            // Its methods have the names of the enum's own, which some lint forbids for one type, but not for an alias.
            type __Error = #name;

            impl #runtime::CatalogError for __Error {
                type Locale = #locale;
                const ALL: &'static [Self] = Self::ALL;

                #[inline]
                fn lookup_exact(status: ::core::primitive::u16, code: &::core::primitive::str) -> &'static [Self] {
                    Self::lookup_exact(status, code)
                }

                #[inline]
                fn by_code(code: &::core::primitive::str) -> &'static [Self] {
                    Self::by_code(code)
                }

                #[inline]
                fn by_status(status: #runtime::Status) -> &'static [Self] {
                    Self::by_status(status)
                }

                #[inline]
                fn status_text(status: ::core::primitive::u16, locale: #locale) -> ::core::option::Option<#runtime::StatusText> {
                    Self::status_text(status, locale)
                }

                #[inline]
                fn code(self) -> &'static ::core::primitive::str {
                    Self::code(self)
                }

                #[inline]
                fn message(self) -> &'static ::core::primitive::str {
                    Self::message(self)
                }

                #[inline]
                fn name(self) -> &'static ::core::primitive::str {
                    Self::name(self)
                }

                #[inline]
                fn status(self) -> #runtime::Status {
                    Self::status(self)
                }

                #[inline]
                fn text(self, locale: #locale) -> &'static ::core::primitive::str {
                    Self::text(self, locale)
                }

                #[inline]
                fn markdown(self, locale: #locale) -> &'static ::core::primitive::str {
                    Self::markdown(self, locale)
                }

                #[inline]
                fn html(self, locale: #locale) -> &'static ::core::primitive::str {
                    Self::html(self, locale)
                }

                #[inline]
                fn is_translated(self, locale: #locale) -> ::core::primitive::bool {
                    Self::is_translated(self, locale)
                }

                #[inline]
                fn docs_url(self, locale: #locale) -> ::core::option::Option<&'static ::core::primitive::str> {
                    Self::docs_url(self, locale)
                }
            }
        }
    }

    fn error_conversions(&self) -> TokenStream {
        let (name, locale, runtime) = (&self.call.error.name, &self.call.locale.name, &self.runtime);
        let enum_name = name.to_string();
        let mut by_name: Vec<usize> = (0..self.variants.len()).collect();
        by_name.sort_by_key(|row| &self.variants[*row]);
        let by_name = self.picked(&by_name);
        quote! {
            static BY_NAME: #by_name;

            impl ::core::fmt::Debug for #name {
                #[inline]
                fn fmt(&self, f: &mut ::core::fmt::Formatter<'_>) -> ::core::fmt::Result {
                    ::core::fmt::Formatter::write_str(f, Self::name(*self))
                }
            }

            impl ::core::fmt::Display for #name {
                #[inline]
                fn fmt(&self, f: &mut ::core::fmt::Formatter<'_>) -> ::core::fmt::Result {
                    ::core::fmt::Display::fmt(&Self::in_locale(*self, #locale::SOURCE), f)
                }
            }

            impl ::core::error::Error for #name {}

            impl ::core::str::FromStr for #name {
                type Err = #runtime::UnknownNameError;

                #[inline]
                fn from_str(name: &::core::primitive::str) -> ::core::result::Result<Self, #runtime::UnknownNameError> {
                    #runtime::__private::find_name(&BY_NAME, name, #enum_name)
                }
            }
        }
    }

    /// The type and the value of a list of these rows.
    pub(super) fn picked(&self, rows: &[usize]) -> TokenStream {
        let (name, runtime) = (&self.call.error.name, &self.runtime);
        let (count, rows) = (rows.len(), rows.iter().copied().map(Literal::usize_unsuffixed));
        quote!([#name; #count] = #runtime::__private::pick(&__Rows::ALL, [#(#rows),*]))
    }

    pub(super) fn status(&self, status: Status) -> TokenStream {
        let runtime = &self.runtime;
        match status {
            Status::Any => quote!(#runtime::Status::Any),
            Status::Code(code) => quote!(#runtime::Status::Code(#code)),
            Status::Class(digit) => quote!(#runtime::Status::Class(#digit)),
        }
    }

    /// One table for each locale, so that those that a program never asks for are left out of it.
    fn form(&self, form: Form, prefix: &str) -> TokenStream {
        let locale = &self.call.locale.name;
        let count = self.variants.len();
        let arms = self.locale_variants().into_iter().enumerate().map(|(position, variant)| {
            let table = format_ident!("{prefix}_{position}");
            let texts = self.strings(
                &self.each_variant(|catalog, entry| catalog.text(entry, position, form), String::new()),
            );
            quote! {
                #locale::#variant => {
                    static #table: [&::core::primitive::str; #count] = #texts;
                    &#table
                }
            }
        });
        quote! {
            (match locale { #(#arms)* })[self as ::core::primitive::usize]
        }
    }

    /// One bit for each row that a translation lacks.
    fn is_translated(&self) -> TokenStream {
        let (locale, runtime) = (&self.call.locale.name, &self.runtime);
        let arms = self.locale_variants().into_iter().enumerate().filter_map(|(position, variant)| {
            let mut fallen_back = vec![0_u8; self.variants.len().div_ceil(8)];
            for (index, (_, entry)) in self.loaded.rows().enumerate() {
                fallen_back[index / 8] |= u8::from(entry.rows[position].is_none()) << (index % 8);
            }
            let bits = Literal::byte_string(&fallen_back);
            fallen_back.iter().any(|byte| *byte != 0).then(|| {
                quote! {
                    #locale::#variant => !#runtime::__private::is_set(#bits, self as ::core::primitive::usize),
                }
            })
        });
        quote! {
            match locale {
                #(#arms)*
                _ => true,
            }
        }
    }
}
