//! From a call to the code that it stands for.

mod error_enum;
mod locale_enum;
mod lookup;
mod serde;
mod status_list;
/// Where a key stands in a perfect hash table.
#[cfg_attr(not(test), expect(dead_code, reason = "the runtime crate alone finds a key"))]
#[expect(clippy::cast_possible_truncation, reason = "a table's length bounds what is left")]
#[expect(unreachable_pub, reason = "the runtime crate's copy is public")]
mod table;

use std::collections::HashSet;
use std::fmt::Write;
use std::path::Path;

use proc_macro2::{Ident, Span, TokenStream};
use quote::{quote, quote_spanned};
use syn::Error;
use syn::spanned::Spanned;

pub use self::lookup::lookup_functions;
use crate::call::Call;
use crate::catalog::{Catalog, Entry};
use crate::finding::{Finding, Level};
use crate::load::{Folder, Loaded, Tracked};

/// Expands a call of `error_catalog!`.
///
/// `manifest` is the folder of the calling crate's manifest, and `variable` gives an environment variable's
/// value. Mistakes in the call and findings on its pages become `compile_error!`s, beside the enum with the
/// variants that could be read all the same.
pub fn expand(input: TokenStream, manifest: &Path, variable: impl Fn(&str) -> Option<String>) -> TokenStream {
    expand_with(input, manifest, variable, |code| code.parse().unwrap_or_default())
}

/// [`expand`], with a lexer of the caller's.
///
/// Most of an expansion is tables of texts. They are written as Rust's source code, which `lex` takes apart; the compiler
/// itself is many times as fast at it as what is built for a macro, as a rule without optimisation.
pub fn expand_with(
    input: TokenStream,
    manifest: &Path,
    variable: impl Fn(&str) -> Option<String>,
    lex: impl Fn(&str) -> TokenStream,
) -> TokenStream {
    let (call, mut errors) = Call::parse(input);
    let mut expansion = TokenStream::new();
    if let Some(call) = call {
        let folder = Folder::find(&call, manifest, variable).unwrap_or_else(|message| {
            let span = call.env.as_ref().map_or_else(Span::call_site, |(_, span)| *span);
            errors.push(Error::new(span, message));
            Folder {
                path: manifest.join(&call.folder),
                shown: call.folder.clone(),
                tracked: Tracked::Manifest,
            }
        });
        let loaded = call.load(&folder);
        errors.extend(
            loaded.bad_renames.iter().map(|bad| Error::new(call.rename_spans[bad.index], &bad.message)),
        );
        let locales = call.variants.iter().map(Ident::span).zip(&loaded.findings.pages);
        let lock = call.lock_span.iter().map(|span| (*span, &loaded.findings.lock));
        // What is wrong with the folder itself is found on the way to each file in it, and said once.
        let mut reports: Vec<(Span, String)> = Vec::new();
        for (span, findings) in locales.chain(lock) {
            let report = report(findings);
            let is_denied = findings.iter().any(|finding| finding.level == Level::Deny);
            if is_denied && !reports.iter().any(|(_, said)| *said == report) {
                reports.push((span, report));
            }
        }
        errors.extend(reports.into_iter().map(|(span, report)| Error::new(span, report)));
        expansion = Expansion::new(&call, &folder, &loaded, &lex).tokens();
    }
    for error in errors {
        for error in error {
            let (span, message) = (error.span(), error.to_string());
            expansion.extend(quote_spanned! { span=> ::core::compile_error! { #message } });
        }
    }
    expansion
}

/// How many findings of a file a compile error lists; nobody reads more, and what broke one row may have broken all.
const MOST_FINDINGS: usize = 50;

/// The findings in one file, as a compile error says them.
fn report(findings: &[Finding]) -> String {
    let mut report =
        findings.iter().take(MOST_FINDINGS).map(Finding::to_string).collect::<Vec<_>>().join("\n");
    if let Some(more) = findings.len().checked_sub(MOST_FINDINGS).filter(|more| *more > 0) {
        let _ = write!(report, "\nand {more} more, which `braze-errors check` lists");
    }
    report
}

struct Expansion<'a> {
    call: &'a Call,
    folder: &'a Folder,
    loaded: &'a Loaded,
    /// The names of all variants: those of the rows, then those that a broken source lost.
    variants: Vec<Ident>,
    /// What the runtime crate is called in the expansion.
    runtime: Ident,
    /// Takes Rust's source code apart.
    lex: &'a dyn Fn(&str) -> TokenStream,
}

impl<'a> Expansion<'a> {
    fn new(
        call: &'a Call,
        folder: &'a Folder,
        loaded: &'a Loaded,
        lex: &'a dyn Fn(&str) -> TokenStream,
    ) -> Self {
        let mut names: Vec<&str> = loaded.rows().map(|(_, entry)| entry.variant.as_str()).collect();
        let known: HashSet<&str> = names.iter().copied().collect();
        names.extend(loaded.stray_variants.iter().map(String::as_str).filter(|name| !known.contains(name)));
        if names.is_empty() {
            // An enum without variants has no discriminant to look texts up by.
            names.push("__NoRow");
        }
        let span = call.error.name.span();
        let variants = names.iter().map(|name| Ident::new(name, span)).collect();
        let runtime = Ident::new("runtime", call.runtime.span());
        Self { call, folder, loaded, variants, runtime, lex }
    }

    fn tokens(&self) -> TokenStream {
        let error_enum = self.error_enum();
        let (locale_enum, locale_impls) = match &self.call.shared_locale {
            Some(path) => (None, self.shared_locale(path)),
            None => (Some(self.locale_enum()), self.locale_impls()),
        };
        let error_impls = self.error_impls();
        let serde_impls = self.serde_impls();
        let tracking = self.tracking();
        let (path, runtime) = (&self.call.runtime, &self.runtime);
        // By this import a wrong path is one error, at the path, and not one for macros and another for types.
        let import = quote_spanned! { path.span()=> use #path as #runtime; };
        quote! {
            #error_enum
            #locale_enum
            #[allow(deprecated)]
            const _: () = {
                #import
                #locale_impls
                #error_impls
                #serde_impls
                #tracking
            };
        }
    }

    fn catalog(&self) -> &Catalog {
        &self.loaded.catalog
    }

    /// One value for each variant, `""` standing for what the pages could not say.
    fn each_variant<T: Clone>(&self, value: impl Fn(&Catalog, &Entry) -> T, none: T) -> Vec<T> {
        let mut values: Vec<T> = self.loaded.rows().map(|(catalog, entry)| value(catalog, entry)).collect();
        values.resize(self.variants.len(), none);
        values
    }

    /// An array of string literals.
    fn strings(&self, texts: &[String]) -> TokenStream {
        (self.lex)(&format!("{texts:?}"))
    }

    /// Tells the compiler which files and variables the expansion depends on.
    fn tracking(&self) -> TokenStream {
        let setup = &self.call.setup;
        let pages = setup.locales.iter().map(|locale| setup.page(locale));
        let lock = setup.lock.clone();
        let files = pages.chain(lock).filter_map(|below| {
            self.folder.path.join(&below).is_file().then(|| {
                let below = format!("/{below}");
                let folder = self.tracked_folder();
                quote! { const _: &[u8] = ::core::include_bytes!(::core::concat!(#folder, #below)); }
            })
        });
        let variable = self.call.env.as_ref().map(|(env, _)| {
            quote! { const _: ::core::option::Option<&str> = ::core::option_env!(#env); }
        });
        quote! { #(#files)* #variable }
    }

    fn tracked_folder(&self) -> TokenStream {
        let env = self.call.env.as_ref().map(|(env, _)| env);
        match &self.folder.tracked {
            Tracked::Manifest if self.call.folder.is_empty() => {
                quote!(::core::env!("CARGO_MANIFEST_DIR"))
            }
            Tracked::Manifest => {
                let folder = format!("/{}", self.call.folder);
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
