//! From a call to the code that it stands for.

mod derived;
mod error_enum;
mod locale_enum;
mod lookup;
mod rows;
mod serde;
mod status_list;
/// Where a key stands in a perfect hash table.
#[cfg_attr(not(test), expect(dead_code, reason = "the runtime crate alone finds a key"))]
#[expect(clippy::cast_possible_truncation, reason = "a table's length bounds what is left")]
#[expect(unreachable_pub, reason = "the runtime crate's copy is public")]
mod table;

use std::collections::HashSet;
use std::fmt::Write;
use std::path::{Path, PathBuf};

use proc_macro2::{Group, Ident, Span, TokenStream, TokenTree};
use quote::{quote, quote_spanned};
use syn::Error;
use syn::spanned::Spanned;

pub use self::lookup::lookup_functions;
pub use self::rows::derive_rows;
use crate::call::Call;
use crate::catalog::{Catalog, Entry};
use crate::finding::{Finding, Level};
use crate::load::{Folder, Loaded, Tracked};
use crate::text::escape::escape_line;

/// Expands a call of `error_catalog!`.
///
/// `manifest` is the folder of the calling crate's manifest, and `variable` gives an environment variable's
/// value. Mistakes in the call and findings on its pages become `compile_error!`s, beside the enum with the
/// variants that could be read all the same.
pub fn expand(input: TokenStream, manifest: &Path, variable: impl Fn(&str) -> Option<String>) -> TokenStream {
    let lex = |code: &str| code.parse().unwrap_or_default();
    expand_with(input, manifest, || None, variable, lex, |_| ())
}

/// [`expand`], with a lexer of the caller's.
///
/// `workspace` gives the folder that relative values of the environment variable start from, where it can be known, and
/// `note` is told what stops no build.
///
/// Most of an expansion is tables of texts. They are written as Rust's source code, which `lex` takes apart; the compiler
/// itself is many times as fast at it as what is built for a macro, as a rule without optimisation.
pub fn expand_with(
    input: TokenStream,
    manifest: &Path,
    workspace: impl FnOnce() -> Option<PathBuf>,
    variable: impl Fn(&str) -> Option<String>,
    lex: impl Fn(&str) -> TokenStream,
    note: impl Fn(&str),
) -> TokenStream {
    let (call, mut errors) = Call::parse(input);
    let mut expansion = TokenStream::new();
    if let Some(mut call) = call {
        errors.extend(derived::leave_out(&mut call));
        let folder = Folder::find(&call, manifest, workspace, &variable).unwrap_or_else(|message| {
            let (name, span) =
                call.env.as_ref().map_or(("", Span::call_site()), |(name, span)| (name.as_str(), *span));
            let value = variable(name).unwrap_or_default();
            let help = format!(
                "write below `[env]` in `.cargo/config.toml`, of which cargo makes an absolute path: \
                 {name} = {{ value = {value:?}, relative = true }}"
            );
            errors.push(Error::new(span, format!("{message}\nhelp: {help}")));
            Folder {
                path: manifest.join(&call.folder),
                shown: call.folder.clone(),
                tracked: Tracked::Manifest,
            }
        });
        let loaded = call.load(&folder);
        let lacking = loaded.catalog.locales.iter().filter(|locale| locale.lacks_page);
        let lacking: Vec<String> = lacking.map(|locale| format!("`{}`", call.setup.page(locale))).collect();
        if !lacking.is_empty() {
            let (lacking, folder) = (lacking.join(", "), &folder.shown);
            note(&escape_line(&format!("found no {lacking} in `{folder}`; the source's text stands in")));
        }
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
        let _ = write!(report, "\nand {more} more");
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
        let runtime = Ident::new("__braze_errors", call.runtime.span());
        Self { call, folder, loaded, variants, runtime, lex }
    }

    fn tokens(&self) -> TokenStream {
        let error_enum = self.error_enum();
        let rows = self.rows();
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
        // Where a lint is forbidden, nothing may allow it, needed or not.
        let is_deprecated = [&self.call.error, &self.call.locale].into_iter().any(derived::is_deprecated);
        let allow = is_deprecated.then(|| quote!(#[allow(deprecated)]));
        quote! {
            #error_enum
            #locale_enum
            #allow
            const _: () = {
                #import
                use #runtime::__private::parameters::*;
                #rows
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
                quote! { const _: &[::core::primitive::u8] = ::core::include_bytes!(::core::concat!(#folder, #below)); }
            })
        });
        let variable = self.call.env.as_ref().map(|(env, _)| {
            quote! { const _: ::core::option::Option<&::core::primitive::str> = ::core::option_env!(#env); }
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

/// These tokens as if the macro had made them, and not the call: lints leave a macro's code alone.
fn at_call_site(tokens: &TokenStream) -> TokenStream {
    let respan = |mut token: TokenTree| {
        if let TokenTree::Group(group) = &token {
            token = Group::new(group.delimiter(), at_call_site(&group.stream())).into();
        }
        token.set_span(Span::call_site());
        token
    };
    tokens.clone().into_iter().map(respan).collect()
}
