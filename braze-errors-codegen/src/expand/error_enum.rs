//! The error enum and what it implements.

use proc_macro2::{Ident, Literal, TokenStream};
use quote::{format_ident, quote};

use super::Expansion;
use crate::call::Declaration;
use crate::catalog::{Catalog, Entry};
use crate::form::Form;
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
        let docs = self.each_variant(|catalog, entry| self.variant_docs(catalog, entry), String::new());
        let deprecated = self.each_variant(|catalog, entry| self.deprecated(catalog, entry), None);
        quote! {
            #attributes
            #[doc = #origin]
            #[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
            #[non_exhaustive]
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
        let mut docs = format!("`{}`\n\n| Locale | Text |\n|---|---|\n", catalog.code(entry));
        let is_large = self.variants.len() * catalog.locales.len() > DOCUMENTED_TEXTS;
        for (position, locale) in catalog.locales.iter().enumerate() {
            if is_large && position != catalog.source {
                continue;
            }
            let text = catalog.text(entry, position, Form::Markdown);
            let lines: Vec<&str> = text
                .lines()
                .map(|line| line.trim_end_matches('\\'))
                .filter(|line| !line.is_empty())
                .collect();
            let cell = lines.join("<br>").replace('|', "\\|");
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
        let locale_visibility = &self.call.locale.visibility;
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
        let status_text = self.status_text();
        quote! {
            static CODES: [&str; #count] = #codes;
            static MESSAGES: [&str; #count] = #messages;
            static NAMES: [&str; #count] = #names;
            static STATUSES: [#runtime::Status; #count] = [#(#statuses),*];
            static DOCS_URLS: [::core::option::Option<&str>; #locales] = [#(#docs_urls),*];

            impl #name {
                /// Every error: the source page's in their order, then deprecated ones that have left it, by name.
                pub const ALL: &'static [Self] = &[#(Self::#variants),*];

                /// The code: status, if one is said, and message, as the page writes them.
                #[inline]
                pub const fn code(self) -> &'static str {
                    CODES[self as usize]
                }

                /// The message: the code without its status.
                #[inline]
                pub const fn message(self) -> &'static str {
                    MESSAGES[self as usize]
                }

                /// The variant's name, for logs; `FromStr` takes it.
                #[inline]
                pub const fn name(self) -> &'static str {
                    NAMES[self as usize]
                }

                /// The status, the class of statuses, or any.
                #[inline]
                pub const fn status(self) -> #runtime::Status {
                    STATUSES[self as usize]
                }

                /// The description as plain text.
                #[inline]
                #locale_visibility const fn text(self, locale: #locale) -> &'static str {
                    #text
                }

                /// The description as CommonMark.
                #[inline]
                #locale_visibility const fn markdown(self, locale: #locale) -> &'static str {
                    #markdown
                }

                /// The description as HTML that holds `a`, `br`, `code`, `em` and `strong`, and is safe to embed.
                #[inline]
                #locale_visibility const fn html(self, locale: #locale) -> &'static str {
                    #html
                }

                /// Says whether the texts are the locale's own, and not the source's standing in for them.
                #[inline]
                #locale_visibility const fn is_translated(self, locale: #locale) -> bool {
                    #is_translated
                }

                /// The URL of the section that documents the error, where the catalog knows the documentation's.
                #[inline]
                #locale_visibility const fn docs_url(self, locale: #locale) -> ::core::option::Option<&'static str> {
                    DOCS_URLS[locale as usize]
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
            impl #runtime::CatalogError for #name {
                type Locale = #locale;
                const ALL: &'static [Self] = Self::ALL;

                #[inline]
                fn lookup_exact(status: u16, code: &str) -> &'static [Self] {
                    Self::lookup_exact(status, code)
                }

                #[inline]
                fn by_code(code: &str) -> &'static [Self] {
                    Self::by_code(code)
                }

                #[inline]
                fn by_status(status: #runtime::Status) -> &'static [Self] {
                    Self::by_status(status)
                }

                #[inline]
                fn status_text(status: u16, locale: #locale) -> ::core::option::Option<#runtime::StatusText> {
                    Self::status_text(status, locale)
                }

                #[inline]
                fn code(self) -> &'static str {
                    self.code()
                }

                #[inline]
                fn message(self) -> &'static str {
                    self.message()
                }

                #[inline]
                fn name(self) -> &'static str {
                    self.name()
                }

                #[inline]
                fn status(self) -> #runtime::Status {
                    self.status()
                }

                #[inline]
                fn text(self, locale: #locale) -> &'static str {
                    self.text(locale)
                }

                #[inline]
                fn markdown(self, locale: #locale) -> &'static str {
                    self.markdown(locale)
                }

                #[inline]
                fn html(self, locale: #locale) -> &'static str {
                    self.html(locale)
                }

                #[inline]
                fn is_translated(self, locale: #locale) -> bool {
                    self.is_translated(locale)
                }

                #[inline]
                fn docs_url(self, locale: #locale) -> ::core::option::Option<&'static str> {
                    self.docs_url(locale)
                }
            }
        }
    }

    fn error_conversions(&self) -> TokenStream {
        let (name, locale, runtime) = (&self.call.error.name, &self.call.locale.name, &self.runtime);
        let enum_name = name.to_string();
        let mut by_name: Vec<&Ident> = self.variants.iter().collect();
        by_name.sort();
        let count = by_name.len();
        quote! {
            static BY_NAME: [#name; #count] = [#(#name::#by_name),*];

            impl ::core::fmt::Debug for #name {
                #[inline]
                fn fmt(&self, f: &mut ::core::fmt::Formatter<'_>) -> ::core::fmt::Result {
                    f.write_str(self.name())
                }
            }

            impl ::core::fmt::Display for #name {
                #[inline]
                fn fmt(&self, f: &mut ::core::fmt::Formatter<'_>) -> ::core::fmt::Result {
                    ::core::fmt::Display::fmt(&self.in_locale(#locale::SOURCE), f)
                }
            }

            impl ::core::error::Error for #name {}

            impl ::core::str::FromStr for #name {
                type Err = #runtime::UnknownNameError;

                #[inline]
                fn from_str(name: &str) -> ::core::result::Result<Self, runtime::UnknownNameError> {
                    match BY_NAME.binary_search_by(|error| ::core::cmp::Ord::cmp(error.name(), name)) {
                        ::core::result::Result::Ok(index) => ::core::result::Result::Ok(BY_NAME[index]),
                        ::core::result::Result::Err(_) => {
                            ::core::result::Result::Err(#runtime::UnknownNameError::new(#enum_name))
                        }
                    }
                }
            }
        }
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
                    static #table: [&str; #count] = #texts;
                    &#table
                }
            }
        });
        quote! {
            let table = match locale { #(#arms)* };
            table[self as usize]
        }
    }

    /// One bit for each row that a translation lacks.
    fn is_translated(&self) -> TokenStream {
        let locale = &self.call.locale.name;
        let arms = self.locale_variants().into_iter().enumerate().filter_map(|(position, variant)| {
            let mut fallen_back = vec![0_u8; self.variants.len().div_ceil(8)];
            for (index, (_, entry)) in self.loaded.rows().enumerate() {
                fallen_back[index / 8] |= u8::from(entry.rows[position].is_none()) << (index % 8);
            }
            let bits = Literal::byte_string(&fallen_back);
            fallen_back.iter().any(|byte| *byte != 0).then(|| {
                quote! {
                    #locale::#variant => {
                        let fallen_back: &[u8] = #bits;
                        (fallen_back[self as usize / 8] >> (self as usize % 8)) & 1 == 0
                    }
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
