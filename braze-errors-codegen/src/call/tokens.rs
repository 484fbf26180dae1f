//! Keys and values as a call writes them.

use proc_macro2::{Ident, Span, TokenTree};
use quote::ToTokens;
use syn::ext::IdentExt;
use syn::parse::{Parse, ParseStream};
use syn::spanned::Spanned;
use syn::{Error, Lit, LitStr, Path, Token, braced, bracketed};

use super::keys::{Key, KeyReader};
use super::value::{Element, Kind, Mistake, Place, Text, Value};

impl From<Error> for Mistake<Span> {
    fn from(error: Error) -> Self {
        Self::new(error.span(), error.to_string())
    }
}

impl From<Mistake<Span>> for Error {
    fn from(Mistake { place, message, first }: Mistake<Span>) -> Self {
        let mut error = Self::new(place, message);
        if let Some(first) = first {
            error.combine(Self::new(first, "the first one stands here"));
        }
        error
    }
}

/// Reads the keys of a call into `target`, each before the next one; what is left of `input` is nothing.
///
/// Returns what is wrong with keys that are required and aren't there.
pub(super) fn read_call<T>(
    table: &[Key<T, Span>],
    target: &mut T,
    input: ParseStream<'_>,
    mistakes: &mut Vec<Mistake<Span>>,
) -> Vec<String> {
    let mut keys = KeyReader::new(table);
    read_list(input, mistakes, is_key, |input, mistakes| {
        let known = keys.check(&key(input)?)?;
        input.parse::<Token![=]>()?;
        let value = value(input, mistakes)?;
        (known.read)(target, value, mistakes)
    });
    keys.missing()
}

fn is_key(input: ParseStream<'_>) -> bool {
    input.peek(Ident::peek_any)
}

fn key(input: ParseStream<'_>) -> Result<Text<Span>, Mistake<Span>> {
    let key = input.call(Ident::parse_any)?;
    Ok(Text { value: key.to_string(), place: key.span() })
}

fn text(input: ParseStream<'_>) -> Result<Text<Span>, Mistake<Span>> {
    let literal: LitStr = input.parse().map_err(|error: Error| Error::new(error.span(), Span::TEXT))?;
    Ok(Text { value: literal.value(), place: literal.span() })
}

/// Reads a value; what is wrong with a part of it is added to the other mistakes.
fn value(input: ParseStream<'_>, mistakes: &mut Vec<Mistake<Span>>) -> Result<Value<Span>, Mistake<Span>> {
    let ahead = input.lookahead1();
    if ahead.peek(LitStr) {
        let Text { value, place } = text(input)?;
        return Ok(Value { kind: Kind::Text(value), place });
    }
    if ahead.peek(syn::token::Bracket) {
        return Ok(list(input, mistakes)?);
    }
    if ahead.peek(syn::token::Brace) {
        return Ok(table(input, mistakes)?);
    }
    if input.peek(Ident::peek_any) || input.peek(Token![::]) || input.peek(Token![$]) {
        let path = input.call(Path::parse_mod_style)?;
        return Ok(Value { place: path.span(), kind: Kind::Path(path.into_token_stream()) });
    }
    let other: Lit = input.parse().map_err(|error: Error| Error::new(error.span(), "expected a value"))?;
    Ok(Value { kind: Kind::Other, place: other.span() })
}

/// `{ docs = "https://…", missing = fallback }`
fn table(input: ParseStream<'_>, mistakes: &mut Vec<Mistake<Span>>) -> syn::Result<Value<Span>> {
    let keys;
    let brace = braced!(keys in input);
    let mut elements = Vec::new();
    read_list(&keys, mistakes, is_key, |input, mistakes| {
        let key = key(input)?;
        let place = key.place;
        elements.push(Element { key, value: Some(Value { kind: Kind::Unread, place }) });
        input.parse::<Token![=]>()?;
        let read = value(input, mistakes)?;
        if let Some(element) = elements.last_mut() {
            element.value = Some(read);
        }
        Ok(())
    });
    Ok(Value { kind: Kind::Table(elements), place: brace.span.join() })
}

/// `["en", "de" { missing = fallback }, "400 Bad Request" with "send_at" => UnreadableDate]`
fn list(input: ParseStream<'_>, mistakes: &mut Vec<Mistake<Span>>) -> syn::Result<Value<Span>> {
    let list;
    let bracket = bracketed!(list in input);
    let mut elements = Vec::new();
    let is_element = |input: ParseStream<'_>| input.peek(LitStr);
    read_list(&list, mistakes, is_element, |input, mistakes| {
        let key = text(input)?;
        let is_alone = input.is_empty() || input.peek(Token![,]) || input.peek(LitStr);
        let value = if is_alone {
            None
        } else if input.peek(syn::token::Brace) {
            Some(table(input, mistakes)?)
        } else {
            Some(name(input)?)
        };
        elements.push(Element { key, value });
        Ok(())
    });
    Ok(Value { kind: Kind::List(elements), place: bracket.span.join() })
}

/// `with "send_at" => UnreadableDate`, as the table that a file writes.
fn name(input: ParseStream<'_>) -> Result<Value<Span>, Mistake<Span>> {
    let mut keys = Vec::new();
    let mut push = |name: &str, Text { value, place }: Text<Span>| {
        let key = Text { value: name.to_owned(), place };
        keys.push(Element { key, value: Some(Value { kind: Kind::Text(value), place }) });
    };
    if input.peek(Ident::peek_any) {
        let keyword = input.call(Ident::parse_any)?;
        if keyword != "with" {
            let message = format!("found `{keyword}`; expected `with` and a code span, or `=>` and a name");
            return Err(Mistake::new(keyword.span(), message));
        }
        push("with", text(input)?);
    }
    input.parse::<Token![=>]>()?;
    let name: Ident = input.parse()?;
    push("name", Text { value: name.to_string(), place: name.span() });
    Ok(Value { kind: Kind::Table(keys), place: name.span() })
}

/// Reads elements with commas between them to the end of `input`, going on behind the next comma where one is wrong.
///
/// `is_next` says whether an element begins here, as it does where a comma alone is missing.
fn read_list(
    input: ParseStream<'_>,
    mistakes: &mut Vec<Mistake<Span>>,
    is_next: fn(ParseStream<'_>) -> bool,
    mut element: impl FnMut(ParseStream<'_>, &mut Vec<Mistake<Span>>) -> Result<(), Mistake<Span>>,
) {
    while !input.is_empty() {
        if let Err(mistake) = element(input, mistakes) {
            mistakes.push(mistake);
            skip_to_comma(input);
        }
        if input.is_empty() {
            return;
        }
        if let Err(error) = <Token![,]>::parse(input) {
            mistakes.push(error.into());
            if !is_next(input) {
                skip_to_comma(input);
                let _ = <Token![,]>::parse(input);
            }
        }
    }
}

fn skip_to_comma(input: ParseStream<'_>) {
    while !input.is_empty() && !input.peek(Token![,]) {
        let _ = input.parse::<TokenTree>();
    }
}
