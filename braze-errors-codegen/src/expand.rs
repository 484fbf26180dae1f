//! From a call to the code that it stands for.

use std::collections::BTreeMap;
use std::path::Path;

use proc_macro2::{Ident, Span, TokenStream};
use quote::{format_ident, quote, quote_spanned};
use syn::Error;

use crate::call::{Call, Declaration};
use crate::catalog::{Catalog, Entry};
use crate::finding::{Finding, Level};
use crate::form::Form;
use crate::load::{Folder, Loaded, Tracked};
use crate::lookup::{HASH, Table};
use crate::page::{Code, Status};

/// Expands a call of `error_catalog!`.
///
/// `manifest` is the folder of the calling crate's manifest, and `variable` gives an environment variable's
/// value. Mistakes in the call and findings on its pages become `compile_error!`s, beside the enum with the
/// variants that could be read all the same.
pub fn expand(input: TokenStream, manifest: &Path, variable: impl Fn(&str) -> Option<String>) -> TokenStream {
    let (call, mut errors) = Call::parse(input);
    let mut expansion = TokenStream::new();
    if let Some(call) = call {
        let folder = Folder::find(&call, manifest, variable).unwrap_or_else(|message| {
            let span = call.env.as_ref().map_or_else(Span::call_site, |(_, span)| *span);
            errors.push(Error::new(span, message));
            Folder {
                path: manifest.join(&call.pages.folder),
                shown: call.pages.folder.clone(),
                tracked: Tracked::Manifest,
            }
        });
        let loaded = call.load(&folder);
        errors
            .extend(loaded.bad_renames.iter().map(|bad| Error::new(call.renames[bad.index].1, &bad.message)));
        for (listed, findings) in call.locales.iter().zip(&loaded.findings) {
            if findings.iter().any(|finding| finding.level == Level::Error) {
                errors.push(Error::new(listed.span, report(findings)));
            }
        }
        expansion = Expansion { call: &call, folder: &folder, loaded: &loaded }.tokens();
    }
    for error in errors {
        for error in error {
            let (span, message) = (error.span(), error.to_string());
            expansion.extend(quote_spanned! { span=> ::core::compile_error! { #message } });
        }
    }
    expansion
}

/// The findings of one page, as a compile error says them.
fn report(findings: &[Finding]) -> String {
    findings.iter().map(Finding::to_string).collect::<Vec<_>>().join("\n")
}

struct Expansion<'a> {
    call: &'a Call,
    folder: &'a Folder,
    loaded: &'a Loaded,
}

impl Expansion<'_> {
    fn tokens(&self) -> TokenStream {
        let enums = [self.error_enum(), self.locale_enum()];
        let locale_impls = self.locale_impls();
        let error_impls = self.error_impls();
        let tracking = self.tracking();
        quote! {
            #(#enums)*
            const _: () = {
                #locale_impls
                #error_impls
                #tracking
            };
        }
    }

    fn catalog(&self) -> &Catalog {
        &self.loaded.catalog
    }

    /// The names of all variants: those of the catalog's entries, then those that a broken source lost.
    fn variants(&self) -> Vec<Ident> {
        let entries = self.catalog().entries.iter().map(|entry| entry.variant.as_str());
        let names: Vec<&str> = entries.chain(self.loaded.stray_variants.iter().map(String::as_str)).collect();
        let none = if names.is_empty() { ["__NoRow"].as_slice() } else { &[] };
        names.iter().chain(none).map(|name| Ident::new(name, self.call.error.name.span())).collect()
    }

    /// One value for each variant, `""` standing for what the pages could not say.
    fn each_variant<T>(&self, value: impl Fn(&Entry) -> T, none: T) -> Vec<T>
    where
        T: Clone,
    {
        let mut values: Vec<T> = self.catalog().entries.iter().map(value).collect();
        values.resize(self.variants().len(), none);
        values
    }

    fn error_enum(&self) -> TokenStream {
        let Declaration { attributes, visibility, name } = &self.call.error;
        let variants = self.variants();
        let docs = self.each_variant(|entry| self.variant_docs(entry), String::new());
        quote! {
            #attributes
            #[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
            #[non_exhaustive]
            #visibility enum #name {
                #(#[doc = #docs] #variants,)*
            }
        }
    }

    fn variant_docs(&self, entry: &Entry) -> String {
        let catalog = self.catalog();
        let mut docs = format!("`{}`\n\n| Locale | Text |\n|---|---|\n", catalog.code(entry));
        for (position, locale) in catalog.locales.iter().enumerate() {
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
            docs.extend(["\n[Documentation](", &url, ")"]);
        }
        docs
    }

    /// The URL of the section that documents the errors.
    fn docs_url(&self, locale: usize) -> Option<String> {
        let catalog = self.catalog();
        let docs = catalog.locales[locale].docs.as_ref()?;
        let path = self.call.path.as_deref().unwrap_or_default();
        let anchor = catalog.pages[locale].anchor.as_ref().filter(|anchor| !anchor.is_empty());
        Some(format!(
            "{docs}{path}{}",
            anchor.map(|anchor| format!("#{}", percent_encode(anchor))).unwrap_or_default()
        ))
    }

    fn locale_enum(&self) -> TokenStream {
        let Declaration { attributes, visibility, name } = &self.call.locale;
        let variants = self.locale_variants();
        let docs = self.call.locales.iter().enumerate().map(|(position, listed)| {
            let role = match (position == self.call.source, listed.is_pseudo) {
                (true, _) => ", the source",
                (_, true) => ", a pseudo-locale for tests",
                _ => "",
            };
            format!("`{}`{role}", listed.locale.tag)
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

    fn locale_variants(&self) -> Vec<Ident> {
        let span = self.call.locale.name.span();
        self.call.locales.iter().map(|listed| Ident::new(&listed.variant.to_string(), span)).collect()
    }

    fn locale_impls(&self) -> TokenStream {
        let (name, runtime) = (&self.call.locale.name, &self.call.runtime);
        let variants = self.locale_variants();
        let source = &variants[self.call.source];
        let tags = self.call.locales.iter().map(|listed| listed.locale.tag.as_str());
        let pseudo = self
            .call
            .locales
            .iter()
            .zip(&variants)
            .filter(|(listed, _)| listed.is_pseudo)
            .map(|(_, name)| name);
        let count = variants.len();
        quote! {
            static TAGS: [&str; #count] = [#(#tags),*];

            impl #name {
                /// Every locale.
                pub const ALL: &'static [Self] = &[#(Self::#variants),*];

                /// The locale that is written first.
                pub const SOURCE: Self = Self::#source;

                /// The BCP 47 tag.
                pub const fn tag(self) -> &'static str {
                    TAGS[self as usize]
                }

                /// Says whether this is a pseudo-locale, made for tests from the source.
                pub const fn is_pseudo(self) -> bool {
                    false #(|| ::core::matches!(self, Self::#pseudo))*
                }
            }

            impl #runtime::CatalogLocale for #name {
                const ALL: &'static [Self] = Self::ALL;
                const SOURCE: Self = Self::SOURCE;

                fn tag(self) -> &'static str {
                    self.tag()
                }

                fn is_pseudo(self) -> bool {
                    self.is_pseudo()
                }
            }

            impl ::core::fmt::Display for #name {
                fn fmt(&self, f: &mut ::core::fmt::Formatter<'_>) -> ::core::fmt::Result {
                    f.pad(self.tag())
                }
            }

            impl ::core::str::FromStr for #name {
                type Err = #runtime::UnknownLocaleError;

                fn from_str(tag: &str) -> ::core::result::Result<Self, Self::Err> {
                    #runtime::__private::find_locale(tag).ok_or(#runtime::UnknownLocaleError::new(&TAGS))
                }
            }
        }
    }

    fn error_impls(&self) -> TokenStream {
        let (name, locale, runtime) = (&self.call.error.name, &self.call.locale.name, &self.call.runtime);
        let locale_visibility = &self.call.locale.visibility;
        let catalog = self.catalog();
        let variants = self.variants();
        let count = variants.len();
        let codes = self.each_variant(|entry| catalog.code(entry).to_string(), String::new());
        let messages = self.each_variant(|entry| catalog.code(entry).message.clone(), String::new());
        let statuses =
            self.each_variant(|entry| self.status(catalog.code(entry).status), self.status(Status::Code(0)));
        let names: Vec<String> = variants.iter().map(Ident::to_string).collect();
        let mut by_name: Vec<&Ident> = variants.iter().collect();
        by_name.sort();
        let text = self.form(Form::Text, "TEXT");
        let markdown = self.form(Form::Markdown, "MARKDOWN");
        let html = self.form(Form::Html, "HTML");
        let is_translated = self.is_translated();
        let docs_urls = (0..catalog.locales.len()).map(|position| match self.docs_url(position) {
            Some(url) => quote!(::core::option::Option::Some(#url)),
            None => quote!(::core::option::Option::None),
        });
        let locales = catalog.locales.len();
        let lookup = self.lookup();
        let enum_name = name.to_string();
        quote! {
            static CODES: [&str; #count] = [#(#codes),*];
            static MESSAGES: [&str; #count] = [#(#messages),*];
            static NAMES: [&str; #count] = [#(#names),*];
            static STATUSES: [#runtime::Status; #count] = [#(#statuses),*];
            static BY_NAME: [#name; #count] = [#(#name::#by_name),*];
            static DOCS_URLS: [::core::option::Option<&str>; #locales] = [#(#docs_urls),*];

            impl #name {
                /// Every error, in the order of the source page.
                pub const ALL: &'static [Self] = &[#(Self::#variants),*];

                /// The code: status and message, as the page writes them.
                pub const fn code(self) -> &'static str {
                    CODES[self as usize]
                }

                /// The message: the code without its status.
                pub const fn message(self) -> &'static str {
                    MESSAGES[self as usize]
                }

                /// The variant's name, for logs; `FromStr` takes it.
                pub const fn name(self) -> &'static str {
                    NAMES[self as usize]
                }

                /// The status, or the class of statuses.
                pub const fn status(self) -> #runtime::Status {
                    STATUSES[self as usize]
                }

                /// The description as plain text.
                #locale_visibility const fn text(self, locale: #locale) -> &'static str {
                    #text
                }

                /// The description as CommonMark.
                #locale_visibility const fn markdown(self, locale: #locale) -> &'static str {
                    #markdown
                }

                /// The description as HTML that holds `a`, `br`, `code`, `em` and `strong`, and is safe to embed.
                #locale_visibility const fn html(self, locale: #locale) -> &'static str {
                    #html
                }

                /// Says whether the texts are the locale's own, and not the source's standing in for them.
                #locale_visibility const fn is_translated(self, locale: #locale) -> bool {
                    #is_translated
                }

                /// The URL of the section that documents the error, where the catalog knows the documentation's.
                #locale_visibility const fn docs_url(self, locale: #locale) -> ::core::option::Option<&'static str> {
                    DOCS_URLS[locale as usize]
                }

                /// The error together with the locale to display it in.
                #locale_visibility const fn in_locale(self, locale: #locale) -> #runtime::Localized<Self> {
                    #runtime::Localized::new(self, locale)
                }

                #lookup
            }

            impl #runtime::CatalogError for #name {
                type Locale = #locale;
                const ALL: &'static [Self] = Self::ALL;

                fn lookup(status: u16, message: &str) -> &'static [Self] {
                    Self::lookup(status, message)
                }

                fn code(self) -> &'static str {
                    self.code()
                }

                fn message(self) -> &'static str {
                    self.message()
                }

                fn name(self) -> &'static str {
                    self.name()
                }

                fn status(self) -> #runtime::Status {
                    self.status()
                }

                fn text(self, locale: #locale) -> &'static str {
                    self.text(locale)
                }

                fn markdown(self, locale: #locale) -> &'static str {
                    self.markdown(locale)
                }

                fn html(self, locale: #locale) -> &'static str {
                    self.html(locale)
                }

                fn is_translated(self, locale: #locale) -> bool {
                    self.is_translated(locale)
                }

                fn docs_url(self, locale: #locale) -> ::core::option::Option<&'static str> {
                    self.docs_url(locale)
                }
            }

            impl ::core::fmt::Debug for #name {
                fn fmt(&self, f: &mut ::core::fmt::Formatter<'_>) -> ::core::fmt::Result {
                    f.write_str(self.name())
                }
            }

            impl ::core::fmt::Display for #name {
                fn fmt(&self, f: &mut ::core::fmt::Formatter<'_>) -> ::core::fmt::Result {
                    ::core::fmt::Display::fmt(&self.in_locale(#locale::SOURCE), f)
                }
            }

            impl ::core::error::Error for #name {}

            impl ::core::str::FromStr for #name {
                type Err = #runtime::UnknownNameError;

                fn from_str(name: &str) -> ::core::result::Result<Self, Self::Err> {
                    match BY_NAME.binary_search_by(|error| error.name().cmp(name)) {
                        ::core::result::Result::Ok(index) => ::core::result::Result::Ok(BY_NAME[index]),
                        ::core::result::Result::Err(_) => {
                            ::core::result::Result::Err(#runtime::UnknownNameError::new(#enum_name))
                        }
                    }
                }
            }
        }
    }

    fn status(&self, status: Status) -> TokenStream {
        let runtime = &self.call.runtime;
        match status {
            Status::Code(code) => quote!(#runtime::Status::Code(#code)),
            Status::Class(digit) => quote!(#runtime::Status::Class(#digit)),
        }
    }

    /// One table for each locale, so that those that a program never asks for are left out of it.
    fn form(&self, form: Form, prefix: &str) -> TokenStream {
        let locale = &self.call.locale.name;
        let count = self.variants().len();
        let arms = self.locale_variants().into_iter().enumerate().map(|(position, variant)| {
            let table = format_ident!("{prefix}_{position}");
            let texts = self.each_variant(|entry| self.catalog().text(entry, position, form), String::new());
            quote! {
                #locale::#variant => {
                    static #table: [&str; #count] = [#(#texts),*];
                    &#table
                }
            }
        });
        quote! {
            let table = match locale { #(#arms)* };
            table[self as usize]
        }
    }

    fn is_translated(&self) -> TokenStream {
        let locale = &self.call.locale.name;
        let arms = self.locale_variants().into_iter().enumerate().filter_map(|(position, variant)| {
            let entries = &self.catalog().entries;
            let fallen_back: Vec<Ident> = entries
                .iter()
                .filter(|entry| entry.rows[position].is_none())
                .map(|entry| Ident::new(&entry.variant, Span::call_site()))
                .collect();
            (!fallen_back.is_empty())
                .then(|| quote!(#locale::#variant => !::core::matches!(self, #(Self::#fallen_back)|*),))
        });
        quote! {
            match locale {
                #(#arms)*
                _ => true,
            }
        }
    }

    /// The look-up by response: a perfect hash over the codes, and the classes of statuses.
    fn lookup(&self) -> TokenStream {
        let runtime = &self.call.runtime;
        let name = &self.call.error.name;
        let catalog = self.catalog();
        let mut codes: BTreeMap<(u16, &str), Vec<Ident>> = BTreeMap::new();
        let mut classes: BTreeMap<u16, Vec<Ident>> = BTreeMap::new();
        for entry in &catalog.entries {
            let Code { status, message } = catalog.code(entry);
            let variant = Ident::new(&entry.variant, Span::call_site());
            match status {
                Status::Code(code) => codes.entry((*code, message)).or_default().push(variant),
                Status::Class(digit) => classes.entry(u16::from(*digit)).or_default().push(variant),
            }
        }
        let keys: Vec<(u16, &str)> = codes.keys().copied().collect();
        let table = Table::new(&keys);
        let groups: Vec<&Vec<Ident>> = codes.values().collect();
        let slots = table.slots.iter().map(|slot| {
            let variants = slot.map(|key| groups[key].as_slice()).unwrap_or_default();
            quote!(&[#(#name::#variants),*])
        });
        let classes = classes.iter().map(|(digit, variants)| quote!(#digit => &[#(Self::#variants),*],));
        let (seed, displacements) = (table.seed, &table.displacements);
        let (slot_count, bucket_count) = (table.slots.len(), displacements.len());
        let hash: TokenStream = HASH.parse().unwrap_or_default();
        quote! {
            /// The errors that a response with this status and message can mean.
            ///
            /// These are the rows with exactly that code, in page order; else those of the status's class;
            /// else none.
            pub fn lookup(status: u16, message: &str) -> &'static [Self] {
                #hash
                static DISPLACEMENTS: [u32; #bucket_count] = [#(#displacements),*];
                static SLOTS: [&[#name]; #slot_count] = [#(#slots),*];
                let hash = hash(#seed, status, message);
                let displacement = DISPLACEMENTS[hash as usize & (#bucket_count - 1)];
                let slot = ((hash >> 32) as u32).wrapping_mul(displacement.wrapping_mul(2) | 1).rotate_left(16);
                let found = SLOTS[slot as usize & (#slot_count - 1)];
                if let [first, ..] = found {
                    if first.status() == #runtime::Status::Code(status) && first.message() == message {
                        return found;
                    }
                }
                match status / 100 {
                    #(#classes)*
                    _ => &[],
                }
            }
        }
    }

    /// Tells the compiler which files and variables the expansion depends on.
    fn tracking(&self) -> TokenStream {
        let pages = self.call.locales.iter().zip(&self.catalog().pages).filter_map(|(listed, _)| {
            let below = self.call.pages.below_folder(&listed.locale.tag);
            self.folder.path.join(&below).is_file().then(|| {
                let below = format!("/{below}");
                let folder = self.tracked_folder();
                quote! { const _: &[u8] = ::core::include_bytes!(::core::concat!(#folder, #below)); }
            })
        });
        let variable = self.call.env.as_ref().map(|(env, _)| {
            quote! { const _: ::core::option::Option<&str> = ::core::option_env!(#env); }
        });
        quote! { #(#pages)* #variable }
    }

    fn tracked_folder(&self) -> TokenStream {
        let env = self.call.env.as_ref().map(|(env, _)| env);
        match &self.folder.tracked {
            Tracked::Manifest if self.call.pages.folder.is_empty() => {
                quote!(::core::env!("CARGO_MANIFEST_DIR"))
            }
            Tracked::Manifest => {
                let folder = format!("/{}", self.call.pages.folder);
                quote!(::core::env!("CARGO_MANIFEST_DIR"), #folder)
            }
            Tracked::Variable => quote!(::core::env!(#env)),
            Tracked::VariableFrom(up) => {
                let up = format!("{up}/");
                quote!(::core::env!("CARGO_MANIFEST_DIR"), #up, ::core::env!(#env))
            }
        }
    }
}

/// An anchor as a URL's fragment.
fn percent_encode(anchor: &str) -> String {
    let mut encoded = String::with_capacity(anchor.len());
    for byte in anchor.bytes() {
        if byte.is_ascii_alphanumeric() || b"-_.~:".contains(&byte) {
            encoded.push(char::from(byte));
        } else {
            encoded.push_str(&format!("%{byte:02X}"));
        }
    }
    encoded
}
