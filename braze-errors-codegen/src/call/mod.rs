//! The input of `error_catalog!`.

#[cfg(feature = "check")]
mod file;
#[cfg(feature = "check")]
mod find;
mod keys;
mod locale;
mod rename;
mod setup;
mod tokens;
mod value;

use proc_macro2::{Ident, Span, TokenStream, TokenTree};
use quote::{ToTokens, quote};
use syn::parse::{Parse, ParseStream, Parser};
use syn::{Attribute, Error, Path, Result, Token, Visibility};

#[cfg(feature = "check")]
pub use self::file::Configuration;
#[cfg(feature = "check")]
pub use self::keys::KeyTable;
pub use self::setup::Setup;
use self::value::{Mistake, PagePath, Place, Text, Value};
use crate::markdown::Dialect;

/// How deep brackets may stand in brackets: a call needs four, and what reads tokens goes down with them.
const DEEPEST: usize = 64;

/// What a call of `error_catalog!` says.
#[derive(Debug)]
pub struct Call {
    /// The error enum.
    pub error: Declaration,
    /// The locale enum.
    pub locale: Declaration,
    /// The path of the locale enum, where another call generates it.
    pub shared_locale: Option<TokenStream>,
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
        let (mut call, mut mistakes) = (None, Vec::new());
        let read = |input: ParseStream<'_>| {
            let error = declaration(input, "error", "FatalError")?;
            let (locale, shared_locale) = locale_enum(input, &error)?;
            let mut draft = Draft::default();
            let missing = tokens::read_call(&keys::of_catalog(), &mut draft, input, &mut mistakes);
            mistakes.extend(missing.into_iter().map(|missing| Mistake::new(Span::call_site(), missing)));
            call = draft.finish([error, locale], &mut mistakes).map(|call| Self { shared_locale, ..call });
            Ok(())
        };
        let read = read.parse2(tokens);
        (call, mistakes.into_iter().map(Error::from).chain(read.err()).collect())
    }
}

/// What the keys of a catalog say, before all of them are read.
struct Draft<P> {
    setup: Setup,
    catalog: Option<Text<P>>,
    pages: Option<PagePath>,
    markdown: Option<Dialect>,
    source: Option<Text<P>>,
    lock: Option<Text<P>>,
    /// The keys that say something of tables whose columns are named.
    of_columns: Vec<(&'static str, P)>,
    env: Option<(String, P)>,
    /// The names of the locales' variants, each with the place of the locale's tag.
    variants: Vec<(String, P)>,
    rename_places: Vec<P>,
    runtime: Option<TokenStream>,
    levels: Option<Value<P>>,
}

impl<P> Default for Draft<P> {
    fn default() -> Self {
        Self {
            setup: Setup::default(),
            catalog: None,
            pages: None,
            markdown: None,
            source: None,
            lock: None,
            of_columns: Vec::new(),
            env: None,
            variants: Vec::new(),
            rename_places: Vec::new(),
            runtime: None,
            levels: None,
        }
    }
}

impl<P: Place> Draft<P> {
    /// Finds the source among the locales.
    fn find_source(&mut self, mistakes: &mut Vec<Mistake<P>>) {
        let Some(source) = self.source.take().filter(|_| !self.setup.locales.is_empty()) else { return };
        let locales = &self.setup.locales;
        if let Some(position) = locales.iter().position(|locale| locale.tag == source.value) {
            self.setup.source = position;
            return;
        }
        let tags: Vec<String> = locales.iter().map(|locale| format!("\"{}\"", locale.tag)).collect();
        let (tags, known) = (tags.join(", "), locales.iter().map(|locale| locale.tag.as_str()));
        let suggestion = P::suggest(&source.value, &known.collect::<Vec<_>>());
        let message = format!(
            "found the source \"{}\", which is not listed{suggestion}; expected one of {tags}",
            source.value
        );
        mistakes.push(Mistake::new(source.place, message));
    }

    /// Refuses what is said of tables whose columns are named, where none is.
    fn check_columns(&mut self, mistakes: &mut Vec<Mistake<P>>) {
        if self.setup.columns.is_none() {
            mistakes.extend(self.of_columns.drain(..).map(|(key, place)| {
                let message = format!(
                    "found `{key}` without `columns`; expected `columns` beside it, which names the columns of the tables"
                );
                Mistake::new(place, message)
            }));
        }
    }

    /// Says where the pages and the lock are below the pages' folder, and returns where the lock is named.
    fn place_files(&mut self, pages: PagePath, mistakes: &mut Vec<Mistake<P>>) -> (String, Option<P>) {
        let mut lock_place = None;
        if let Some(Text { value, place }) = self.lock.take() {
            match pages.lock(&value) {
                Ok(lock) => (self.setup.lock, lock_place) = (Some(lock), Some(place)),
                Err(message) => mistakes.push(Mistake::new(place, message)),
            }
        }
        for locale in &mut self.setup.locales {
            locale.page = locale.page.take().map(|page| pages.below_folder(&page));
        }
        let PagePath { folder, file } = pages;
        self.setup.file = file;
        (folder, lock_place)
    }
}

impl Draft<Span> {
    /// The call, where its keys are enough to generate something.
    fn finish(
        mut self,
        [error, locale]: [Declaration; 2],
        mistakes: &mut Vec<Mistake<Span>>,
    ) -> Option<Call> {
        self.find_source(mistakes);
        self.check_columns(mistakes);
        if locale.name == error.name {
            let message = "found one name for both enums; expected two";
            mistakes.push(Mistake::new(locale.name.span(), message));
            return None;
        }
        if error.visibility.to_string() == "pub" && locale.visibility.to_string() != "pub" {
            let message = format!(
                "found a locale enum that is less visible than the error enum; expected `pub enum {};`",
                locale.name
            );
            mistakes.push(Mistake::new(locale.name.span(), message));
            return None;
        }
        let pages = self.pages.take().filter(|_| !self.setup.locales.is_empty())?;
        let (folder, lock_span) = self.place_files(pages, mistakes);
        let Self { mut setup, markdown, env, variants, rename_places, runtime, .. } = self;
        setup.markdown = markdown.unwrap_or_default();
        let variants = variants.iter().map(|(name, span)| Ident::new(name, *span)).collect();
        let (rename_spans, runtime) = (rename_places, runtime.unwrap_or_else(|| quote!(::braze_errors)));
        let shared_locale = None;
        Some(Call {
            error,
            locale,
            shared_locale,
            setup,
            folder,
            env,
            variants,
            lock_span,
            rename_spans,
            runtime,
        })
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

fn declaration(input: ParseStream<'_>, what: &str, example: &str) -> Result<Declaration> {
    let attributes = input.fork().call(Attribute::parse_outer).unwrap_or_default();
    if let Some(cfg) = attributes.iter().find(|attribute| attribute.path().is_ident("cfg")) {
        let message = "found `cfg` on one of the enums, which the rest of the call needs; expected it in front of the call";
        return Err(Error::new_spanned(cfg, message));
    }
    input.parse().map_err(|error: Error| {
        let message = format!("{error}; expected the {what} enum, such as `pub enum {example};`");
        Error::new(error.span(), message)
    })
}

/// Reads the locale enum; or `use crate::Locale;`, which is that of another call, and as visible as need be.
fn locale_enum(input: ParseStream<'_>, error: &Declaration) -> Result<(Declaration, Option<TokenStream>)> {
    if !input.peek(Token![use]) {
        return Ok((declaration(input, "locale", "Locale")?, None));
    }
    input.parse::<Token![use]>()?;
    let path = input.call(Path::parse_mod_style)?;
    input.parse::<Token![;]>()?;
    let name = path.segments.last().map(|segment| segment.ident.clone());
    let name = name.ok_or_else(|| {
        Error::new_spanned(&path, "found `use` without a name; expected the path of the locale enum")
    })?;
    let visibility = error.visibility.clone();
    Ok((Declaration { attributes: TokenStream::new(), visibility, name }, Some(path.into_token_stream())))
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
