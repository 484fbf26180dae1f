//! Finding calls of `error_catalog!` in Rust code.

use proc_macro2::{TokenStream, TokenTree};
use syn::{Error, Result};

use super::Call;

impl Call {
    /// Finds the calls of `error_catalog!` in a Rust file, under whatever path and however deep, and reads each as
    /// [`Call::parse`] does.
    ///
    /// What a `macro_rules!` would write is no call.
    ///
    /// # Errors
    ///
    /// Says where the file is not Rust.
    pub fn find(rust: &str) -> Result<Vec<(Option<Self>, Vec<Error>)>> {
        let tokens: TokenStream = rust.parse()?;
        let mut calls = Vec::new();
        let mut open = vec![tokens.into_iter()];
        // The macro that is called, once its name and its `!` are read.
        let (mut name, mut called) = (String::new(), String::new());
        while let Some(tokens) = open.last_mut() {
            match tokens.next() {
                None => drop(open.pop()),
                Some(TokenTree::Ident(ident)) => name = ident.to_string(),
                Some(TokenTree::Punct(mark)) if mark.as_char() == '!' => called = std::mem::take(&mut name),
                Some(TokenTree::Group(group)) => {
                    name.clear();
                    match std::mem::take(&mut called).as_str() {
                        "error_catalog" => calls.push(Self::parse(group.stream())),
                        "macro_rules" => {}
                        _ => open.push(group.stream().into_iter()),
                    }
                }
                Some(TokenTree::Punct(_) | TokenTree::Literal(_)) => {
                    name.clear();
                    called.clear();
                }
            }
        }
        Ok(calls)
    }
}
