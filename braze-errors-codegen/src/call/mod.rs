//! The input of `error_catalog!`.

#[cfg(feature = "check")]
mod find;

use heck::ToUpperCamelCase;
use oxilangtag::LanguageTag;
use proc_macro2::{Ident, Span, TokenStream, TokenTree};
use quote::{ToTokens, quote};
use syn::ext::IdentExt;
use syn::parse::{Parse, ParseStream, Parser};
use syn::{Attribute, Error, LitStr, Path, Result, Token, Visibility, braced, bracketed};

use crate::catalog::{Locale, Missing, Rename};

/// The part of a page's path that each locale's tag stands in for.
const LOCALE: &str = "{locale}";

/// What a call of `error_catalog!` says.
#[derive(Debug)]
pub struct Call {
    /// The error enum.
    pub error: Declaration,
    /// The locale enum.
    pub locale: Declaration,
    /// Where the pages are, relative to the crate's manifest.
    pub pages: PagePath,
    /// The environment variable that redirects the pages' folder, and where the call names it.
    pub env: Option<(String, Span)>,
    /// Where the lock is below the pages' folder, and where the call names it.
    pub lock: Option<(String, Span)>,
    /// Where the page is published below each locale's documentation URL.
    pub path: Option<String>,
    /// The locales, in the order of the call; there is at least one.
    pub locales: Vec<ListedLocale>,
    /// The source's position among the locales.
    pub source: usize,
    /// The names that the call gives to variants.
    pub renames: Vec<(Rename, Span)>,
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

/// The pages' paths: `docs/{locale}/errors.md`.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct PagePath {
    /// What stands before the locale: `docs`, or nothing.
    pub folder: String,
    /// What stands behind it: `errors.md`.
    pub file: String,
}

/// A locale and where the call lists it.
#[derive(Debug)]
pub struct ListedLocale {
    /// What the call says of it.
    pub locale: Locale,
    /// The name of its variant.
    pub variant: Ident,
    /// Where its tag stands.
    pub span: Span,
    /// A locale that is made from the source for tests.
    pub is_pseudo: bool,
}

impl PagePath {
    /// The path of a locale's page below the folder.
    pub fn below_folder(&self, tag: &str) -> String {
        format!("{tag}/{}", self.file)
    }

    /// Reads the lock's path, of which what stands below the folder is returned.
    fn lock(&self, literal: &LitStr) -> Result<String> {
        let value = literal.value();
        let below = match value.strip_prefix(self.folder.as_str()) {
            Some(below) if !self.folder.is_empty() => below.strip_prefix('/'),
            below => below,
        };
        let below = below
            .filter(|below| !below.is_empty() && !below.starts_with('/') && !below.contains(['\\', ':']))
            .filter(|below| below.split('/').all(|part| part != ".."));
        below.map(str::to_owned).ok_or_else(|| {
            let folder = if self.folder.is_empty() { String::new() } else { format!("{}/", self.folder) };
            Error::new(
                literal.span(),
                format!("found a lock outside of the pages' folder; expected a path such as \"{folder}catalog.lock\""),
            )
        })
    }

    fn parse(literal: &LitStr) -> Result<Self> {
        let value = literal.value();
        let fail = |found: &str| {
            Err(Error::new(
                literal.span(),
                format!("{found}; expected a relative path such as \"docs/{LOCALE}/errors.md\""),
            ))
        };
        if value.starts_with('/') || value.contains(['\\', ':']) {
            return fail("found an absolute path or one with backslashes");
        }
        let Some((folder, file)) = value.split_once(LOCALE) else {
            return fail(&format!("found no `{LOCALE}`"));
        };
        let Some(file) = file.strip_prefix('/').filter(|file| !file.is_empty() && !file.contains(LOCALE))
        else {
            return fail(&format!("found no file below `{LOCALE}`, or `{LOCALE}` twice"));
        };
        let Some(folder) = (if folder.is_empty() { Some("") } else { folder.strip_suffix('/') }) else {
            return fail(&format!("found `{LOCALE}` as a part of a name"));
        };
        Ok(Self { folder: folder.to_owned(), file: file.to_owned() })
    }
}

impl Call {
    /// Reads the tokens of a call.
    ///
    /// Returns what could be read, where that is enough to generate something, and every mistake.
    pub fn parse(tokens: TokenStream) -> (Option<Self>, Vec<Error>) {
        let mut draft = Draft::default();
        let parsed = (|input: ParseStream<'_>| draft.parse(input)).parse2(tokens);
        if let Err(error) = parsed {
            draft.errors.push(error);
        }
        draft.finish()
    }
}

/// A call while it is being read.
#[derive(Default)]
struct Draft {
    declarations: Vec<Declaration>,
    keys: Vec<Ident>,
    pages: Option<PagePath>,
    env: Option<(String, Span)>,
    lock: Option<LitStr>,
    path: Option<String>,
    source: Option<LitStr>,
    locales: Vec<ListedLocale>,
    has_locales: bool,
    renames: Vec<(Rename, Span)>,
    runtime: Option<TokenStream>,
    errors: Vec<Error>,
}

const KEYS: &str = "expected one of `pages`, `env`, `lock`, `path`, `source`, `locales`, `rename`, `crate`";

impl Draft {
    fn parse(&mut self, input: ParseStream<'_>) -> Result<()> {
        for what in ["error", "locale"] {
            match input.parse() {
                Ok(declaration) => self.declarations.push(declaration),
                Err(error) => {
                    let message = format!(
                        "{error}; expected the {what} enum, such as `pub enum {};`",
                        if what == "error" { "FatalError" } else { "Locale" }
                    );
                    return Err(Error::new(error.span(), message));
                }
            }
        }
        while !input.is_empty() {
            if let Err(error) = self.entry(input) {
                self.errors.push(error);
                skip_to_comma(input);
            }
            if !input.is_empty() {
                if let Err(error) = input.parse::<Token![,]>() {
                    self.errors.push(error);
                    // Where the comma alone is missing, the next key follows.
                    if !input.peek(Ident::peek_any) {
                        skip_to_comma(input);
                        let _: Option<Token![,]> = input.parse()?;
                    }
                }
            }
        }
        Ok(())
    }

    fn entry(&mut self, input: ParseStream<'_>) -> Result<()> {
        let key = Ident::parse_any(input)?;
        let name = key.to_string();
        if self.keys.contains(&key) {
            return Err(Error::new(key.span(), format!("found `{name}` twice; expected each key once")));
        }
        self.keys.push(key.clone());
        if !["pages", "env", "lock", "path", "source", "locales", "rename", "crate"].contains(&name.as_str())
        {
            return Err(Error::new(key.span(), format!("found the unknown key `{name}`; {KEYS}")));
        }
        input.parse::<Token![=]>()?;
        match name.as_str() {
            "pages" => self.pages = Some(PagePath::parse(&input.parse()?)?),
            "env" => self.env = Some(variable(&input.parse()?)?),
            "lock" => self.lock = Some(input.parse()?),
            "path" => self.path = Some(url_path(&input.parse()?)?),
            "source" => self.source = Some(input.parse()?),
            "locales" => self.locales(input)?,
            "rename" => self.renames(input)?,
            _ => self.runtime = Some(input.call(Path::parse_mod_style)?.into_token_stream()),
        }
        Ok(())
    }

    fn locales(&mut self, input: ParseStream<'_>) -> Result<()> {
        self.has_locales = true;
        let list;
        let bracket = bracketed!(list in input);
        if list.is_empty() {
            return Err(Error::new(
                bracket.span.join(),
                "found no locale; expected BCP 47 tags, such as \"en\"",
            ));
        }
        self.list(&list, |draft, list| {
            let listed = listed_locale(list, &mut draft.errors)?;
            if let Some(first) = draft.locales.iter().find(|first| first.variant == listed.variant) {
                let (tag, variant) = (&listed.locale.tag, &listed.variant);
                let mut error = Error::new(listed.span, format!("found `{tag}`, whose variant would be `{variant}` as another locale's is; expected each locale once"));
                error.combine(Error::new(first.span, "the first one stands here"));
                return Err(error);
            }
            draft.locales.push(listed);
            Ok(())
        });
        Ok(())
    }

    fn renames(&mut self, input: ParseStream<'_>) -> Result<()> {
        let list;
        bracketed!(list in input);
        self.list(&list, |draft, list| {
            let rename = rename(list)?;
            draft.renames.push(rename);
            Ok(())
        });
        Ok(())
    }

    /// Reads the elements of a list, going on behind the next comma where one is wrong.
    fn list(
        &mut self,
        list: ParseStream<'_>,
        mut element: impl FnMut(&mut Self, ParseStream<'_>) -> Result<()>,
    ) {
        while !list.is_empty() {
            if let Err(error) = element(self, list) {
                self.errors.push(error);
                skip_to_comma(list);
            }
            if !list.is_empty() {
                if let Err(error) = list.parse::<Token![,]>() {
                    self.errors.push(error);
                    // Where the comma alone is missing, the next element follows.
                    if !list.peek(LitStr) {
                        skip_to_comma(list);
                        let _ = list.parse::<Token![,]>();
                    }
                }
            }
        }
    }

    fn finish(self) -> (Option<Call>, Vec<Error>) {
        let Self {
            declarations,
            keys,
            pages,
            env,
            lock,
            path,
            source,
            locales,
            has_locales,
            renames,
            runtime,
            mut errors,
        } = self;
        let Ok([error, locale]) = <[Declaration; 2]>::try_from(declarations) else { return (None, errors) };
        let end = Span::call_site();
        let mut require = |key: &str, example: &str| {
            if !keys.iter().any(|found| found == key) {
                errors.push(Error::new(end, format!("found no `{key}`; expected `{key} = {example}`")));
            }
        };
        require("pages", "\"docs/{locale}/errors.md\"");
        require("source", "\"en\"");
        if !has_locales {
            require("locales", "[\"en\"]");
        }
        let position = source.as_ref().and_then(|source| {
            let position = locales.iter().position(|listed| listed.locale.tag == source.value());
            if position.is_none() && !locales.is_empty() {
                let tags =
                    locales.iter().map(|listed| format!("\"{}\"", listed.locale.tag)).collect::<Vec<_>>();
                errors.push(Error::new(
                    source.span(),
                    format!(
                        "found the source \"{}\", which is not listed; expected one of {}",
                        source.value(),
                        tags.join(", ")
                    ),
                ));
            }
            position
        });
        if locale.name == error.name {
            errors.push(Error::new(locale.name.span(), "found one name for both enums; expected two"));
            return (None, errors);
        }
        if error.visibility.to_string() == "pub" && locale.visibility.to_string() != "pub" {
            errors.push(Error::new(
                locale.name.span(),
                format!(
                    "found a locale enum that is less visible than the error enum; expected `pub enum {};`",
                    locale.name
                ),
            ));
            return (None, errors);
        }
        let Some(pages) = pages.filter(|_| !locales.is_empty()) else { return (None, errors) };
        let lock = lock.and_then(|literal| match pages.lock(&literal) {
            Ok(lock) => Some((lock, literal.span())),
            Err(error) => {
                errors.push(error);
                None
            }
        });
        let source = position.unwrap_or_default();
        let runtime = runtime.unwrap_or_else(|| quote!(::braze_errors));
        (Some(Call { error, locale, pages, env, lock, path, locales, source, renames, runtime }), errors)
    }
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

fn skip_to_comma(input: ParseStream<'_>) {
    while !input.is_empty() && !input.peek(Token![,]) {
        let _ = input.parse::<TokenTree>();
    }
}

fn variable(literal: &LitStr) -> Result<(String, Span)> {
    let name = literal.value();
    if name.is_empty() || name.contains(['=', '\0']) {
        return Err(Error::new(literal.span(), "expected the name of an environment variable"));
    }
    Ok((name, literal.span()))
}

fn url_path(literal: &LitStr) -> Result<String> {
    let path = literal.value();
    if !path.starts_with('/') {
        return Err(Error::new(
            literal.span(),
            "expected a path below the documentation's URL, such as \"/api/errors/\"",
        ));
    }
    Ok(path)
}

fn url(literal: &LitStr) -> Result<String> {
    let url = literal.value();
    let is_url =
        ["https://", "http://"].iter().any(|scheme| url.len() > scheme.len() && url.starts_with(scheme));
    if !is_url
        || url.contains(|char: char| char.is_whitespace() || char.is_control() || "<>\"".contains(char))
    {
        return Err(Error::new(literal.span(), format!("found \"{url}\"; expected an http or https URL")));
    }
    Ok(url.trim_end_matches('/').to_owned())
}

/// `"pt-BR" { docs = "https://…", missing = fallback }`
fn listed_locale(input: ParseStream<'_>, errors: &mut Vec<Error>) -> Result<ListedLocale> {
    let literal: LitStr = input.parse()?;
    let tag = literal.value();
    let mut locale = Locale { tag: tag.clone(), docs: None, missing: Missing::Refuse };
    if input.peek(syn::token::Brace) {
        let options;
        braced!(options in input);
        let mut keys: Vec<Ident> = Vec::new();
        while !options.is_empty() {
            if let Err(error) = locale_option(&options, &mut keys, &mut locale) {
                errors.push(error);
                skip_to_comma(&options);
            }
            if !options.is_empty() {
                if let Err(error) = options.parse::<Token![,]>() {
                    errors.push(error);
                    if !options.peek(Ident::peek_any) {
                        skip_to_comma(&options);
                        let _ = options.parse::<Token![,]>();
                    }
                }
            }
        }
    }
    if LanguageTag::parse(tag.as_str()).is_err() {
        return Err(Error::new(
            literal.span(),
            format!("found \"{tag}\", which is no BCP 47 tag; expected one such as \"en\" or \"pt-BR\""),
        ));
    }
    let is_pseudo = locale.is_pseudo();
    let name = tag.to_upper_camel_case();
    let Ok(mut variant) = syn::parse_str::<Ident>(&name) else {
        return Err(Error::new(
            literal.span(),
            format!(
                "found \"{tag}\", of which no variant name can be made; expected a tag that begins with a language"
            ),
        ));
    };
    variant.set_span(literal.span());
    Ok(ListedLocale { locale, variant, span: literal.span(), is_pseudo })
}

fn locale_option(input: ParseStream<'_>, keys: &mut Vec<Ident>, locale: &mut Locale) -> Result<()> {
    let key: Ident = input.call(Ident::parse_any)?;
    if keys.contains(&key) {
        return Err(Error::new(key.span(), format!("found `{key}` twice; expected each key once")));
    }
    keys.push(key.clone());
    match key.to_string().as_str() {
        "docs" => {
            input.parse::<Token![=]>()?;
            locale.docs = Some(url(&input.parse()?)?);
        }
        "missing" => {
            input.parse::<Token![=]>()?;
            let value = input
                .call(Ident::parse_any)
                .map_err(|error| Error::new(error.span(), "expected `fallback` or `refuse`"))?;
            locale.missing = match value.to_string().as_str() {
                "fallback" => Missing::Fallback,
                "refuse" => Missing::Refuse,
                other => {
                    return Err(Error::new(
                        value.span(),
                        format!("found `{other}`; expected `fallback` or `refuse`"),
                    ));
                }
            };
        }
        other => {
            return Err(Error::new(
                key.span(),
                format!("found the unknown key `{other}`; expected `docs` or `missing`"),
            ));
        }
    }
    Ok(())
}

/// `"400 Bad Request" with "send_at" => UnreadableDate`
fn rename(input: ParseStream<'_>) -> Result<(Rename, Span)> {
    let code: LitStr = input.parse()?;
    let with = if input.peek(Ident::peek_any) {
        let keyword: Ident = input.parse()?;
        if keyword != "with" {
            return Err(Error::new(
                keyword.span(),
                format!("found `{keyword}`; expected `with` and a code span, or `=>` and a name"),
            ));
        }
        Some(input.parse::<LitStr>()?.value())
    } else {
        None
    };
    input.parse::<Token![=>]>()?;
    let name: Ident = input.parse()?;
    let canonical = name.to_string().to_upper_camel_case();
    if name != canonical {
        return Err(Error::new(
            name.span(),
            format!("found the name `{name}`; expected upper camel case: `{canonical}`"),
        ));
    }
    Ok((Rename { code: code.value(), with, name: name.to_string() }, code.span()))
}
