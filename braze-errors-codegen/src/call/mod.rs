//! The input of `error_catalog!`.

mod columns;
#[cfg(feature = "check")]
mod find;
mod keys;
mod locale;
mod rename;
mod setup;
mod value;

use proc_macro2::{Ident, Span, TokenStream, TokenTree};
use quote::{ToTokens, quote};
use syn::parse::{Parse, ParseStream, Parser};
use syn::{Attribute, Error, LitStr, Result, Token, Visibility};

pub use self::setup::Setup;
use self::value::PagePath;

/// How deep brackets may stand in brackets: a call needs four, and what reads tokens goes down with them.
const DEEPEST: usize = 64;

/// What a call of `error_catalog!` says.
#[derive(Debug)]
pub struct Call {
    /// The error enum.
    pub error: Declaration,
    /// The locale enum.
    pub locale: Declaration,
    /// What it says of its catalog, which has at least one locale.
    pub setup: Setup,
    /// The pages' folder, relative to the crate's manifest: `docs`, or nothing.
    pub folder: String,
    /// The environment variable that redirects the pages' folder, and where the call names it.
    pub env: Option<(String, Span)>,
    /// The names of the locales' variants, each placed at the locale's tag.
    pub variants: Vec<Ident>,
    /// Where it names the lock.
    pub lock_span: Option<Span>,
    /// Where each of its renames stands.
    pub rename_spans: Vec<Span>,
    /// The path of the runtime crate.
    pub runtime: TokenStream,
}

/// An enum to generate: `/// … pub enum FatalError;`
#[derive(Debug)]
pub struct Declaration {
    /// Attributes and documentation comments.
    pub attributes: TokenStream,
    /// Who sees it.
    pub visibility: TokenStream,
    /// Its name.
    pub name: Ident,
}

impl Call {
    /// Reads the tokens of a call.
    ///
    /// Returns what could be read, where that is enough to generate something, and every mistake.
    pub fn parse(tokens: TokenStream) -> (Option<Self>, Vec<Error>) {
        if let Some(span) = too_deep(&tokens) {
            let message =
                format!("found brackets in {DEEPEST} others; expected a call such as `locales = [\"en\"]`");
            return (None, vec![Error::new(span, message)]);
        }
        let (mut call, mut errors) = (None, Vec::new());
        let read = |input: ParseStream<'_>| {
            let declarations =
                [declaration(input, "error", "FatalError")?, declaration(input, "locale", "Locale")?];
            let mut draft = Draft::default();
            let missing = keys::read_keys(keys::OF_CALL, &mut draft, input, &mut errors);
            errors.extend(missing.into_iter().map(|missing| Error::new(Span::call_site(), missing)));
            call = draft.finish(declarations, &mut errors);
            Ok(())
        };
        let read = read.parse2(tokens);
        errors.extend(read.err());
        (call, errors)
    }
}

/// What the keys of a call say, before all of them are read.
#[derive(Default)]
struct Draft {
    setup: Setup,
    pages: Option<PagePath>,
    source: Option<LitStr>,
    lock: Option<LitStr>,
    env: Option<(String, Span)>,
    variants: Vec<Ident>,
    rename_spans: Vec<Span>,
    runtime: Option<TokenStream>,
}

impl Draft {
    /// The call, where its keys are enough to generate something.
    fn finish(self, [error, locale]: [Declaration; 2], errors: &mut Vec<Error>) -> Option<Call> {
        let Self { mut setup, pages, source, lock, env, variants, rename_spans, runtime } = self;
        if let Some(source) = source.filter(|_| !setup.locales.is_empty()) {
            match setup.locales.iter().position(|locale| locale.tag == source.value()) {
                Some(position) => setup.source = position,
                None => errors.push(unlisted(&source, &setup)),
            }
        }
        if locale.name == error.name {
            errors.push(Error::new(locale.name.span(), "found one name for both enums; expected two"));
            return None;
        }
        if error.visibility.to_string() == "pub" && locale.visibility.to_string() != "pub" {
            errors.push(Error::new(
                locale.name.span(),
                format!(
                    "found a locale enum that is less visible than the error enum; expected `pub enum {};`",
                    locale.name
                ),
            ));
            return None;
        }
        let pages = pages.filter(|_| !setup.locales.is_empty())?;
        let mut lock_span = None;
        if let Some(literal) = lock {
            match pages.lock(&literal) {
                Ok(lock) => (setup.lock, lock_span) = (Some(lock), Some(literal.span())),
                Err(error) => errors.push(error),
            }
        }
        for locale in &mut setup.locales {
            locale.page = locale.page.take().map(|page| pages.below_folder(&page));
        }
        let PagePath { folder, file } = pages;
        setup.file = file;
        let runtime = runtime.unwrap_or_else(|| quote!(::braze_errors));
        Some(Call { error, locale, setup, folder, env, variants, lock_span, rename_spans, runtime })
    }
}

/// The first brackets that stand in too many others.
fn too_deep(tokens: &TokenStream) -> Option<Span> {
    let mut open = vec![tokens.clone().into_iter()];
    while let Some(tokens) = open.last_mut() {
        match tokens.next() {
            None => drop(open.pop()),
            Some(TokenTree::Group(group)) if open.len() > DEEPEST => return Some(group.span_open()),
            Some(TokenTree::Group(group)) => open.push(group.stream().into_iter()),
            Some(_) => {}
        }
    }
    None
}

/// The mistake that the source is none of the locales.
fn unlisted(source: &LitStr, setup: &Setup) -> Error {
    let tags: Vec<String> = setup.locales.iter().map(|locale| format!("\"{}\"", locale.tag)).collect();
    let (source, span, tags) = (source.value(), source.span(), tags.join(", "));
    Error::new(span, format!("found the source \"{source}\", which is not listed; expected one of {tags}"))
}

fn declaration(input: ParseStream<'_>, what: &str, example: &str) -> Result<Declaration> {
    input.parse().map_err(|error: Error| {
        let message = format!("{error}; expected the {what} enum, such as `pub enum {example};`");
        Error::new(error.span(), message)
    })
}

impl Parse for Declaration {
    fn parse(input: ParseStream<'_>) -> Result<Self> {
        let attributes = input.call(Attribute::parse_outer)?;
        let visibility = input.parse::<Visibility>()?.into_token_stream();
        input.parse::<Token![enum]>()?;
        let name = input.parse()?;
        input.parse::<Token![;]>()?;
        Ok(Self { attributes: quote!(#(#attributes)*), visibility, name })
    }
}
