//! The procedural macro of [braze-errors], which re-exports it with its documentation.
//!
//! [braze-errors]: https://docs.rs/braze-errors

use std::env;
use std::path::PathBuf;

use braze_errors_codegen::{expand_with, workspace_being_built};
use proc_macro::TokenStream;

// Its documentation stands where it is re-exported, which would show a sentence here below that.
#[allow(missing_docs)]
#[proc_macro]
pub fn error_catalog(input: TokenStream) -> TokenStream {
    let manifest = PathBuf::from(env::var_os("CARGO_MANIFEST_DIR").unwrap_or_default());
    let workspace = || {
        let is_primary = env::var_os("CARGO_PRIMARY_PACKAGE").is_some();
        workspace_being_built(&manifest, &env::current_dir().ok()?, is_primary)
    };
    let variable = |name: &str| env::var(name).ok();
    let lex = |code: &str| code.parse::<TokenStream>().unwrap_or_default().into();
    // Cargo shows this, of dependencies too; a warning in the expansion might stop a build.
    let note = |said: &str| eprintln!("note: {said}");
    expand_with(input.into(), &manifest, workspace, variable, lex, note).into()
}

/// The functions of a look-up, for the runtime crate alone.
#[doc(hidden)]
#[proc_macro]
pub fn lookup_functions(_: TokenStream) -> TokenStream {
    braze_errors_codegen::lookup_functions().into()
}

/// The list of a catalog's variants, for generated code alone.
#[doc(hidden)]
#[proc_macro_derive(Rows)]
pub fn derive_rows(input: TokenStream) -> TokenStream {
    braze_errors_codegen::derive_rows(input.into()).into()
}
