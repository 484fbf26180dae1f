//! The locales of a catalog.

use heck::ToUpperCamelCase;
use oxilangtag::LanguageTag;
use proc_macro2::Ident;

use super::Draft;
use super::keys::{of_locale, read_keys};
use super::value::{Element, Kind, Mistake, Place, Result, Value};
use crate::catalog::Locale;

/// `["en", "pt-BR" { docs = "https://…", missing = fallback }]` in a call; in a file a list of tags, or a table in which
/// each tag has its keys.
pub(super) fn read_list<P: Place>(
    draft: &mut Draft<P>,
    value: Value<P>,
    mistakes: &mut Vec<Mistake<P>>,
) -> Result<(), P> {
    let elements = match value.kind {
        Kind::List(elements) => elements,
        Kind::Table(elements) if P::IS_IN_FILE => elements,
        _ => return Err(value.unfit("expected a list of BCP 47 tags, such as [\"en\"]")),
    };
    if elements.is_empty() {
        return Err(Mistake::new(value.place, "found no locale; expected BCP 47 tags, such as \"en\""));
    }
    let keys = of_locale();
    for Element { key: tag, value } in elements {
        let mut locale = Locale { tag: tag.value.clone(), ..Locale::default() };
        match value {
            None => {}
            Some(Value { kind: Kind::Table(elements), .. }) => {
                read_keys(&keys, &mut locale, elements, mistakes);
            }
            Some(other) => {
                mistakes.push(other.unfit("expected a locale's keys in curly braces"));
                continue;
            }
        }
        let variant = match tag.check(variant) {
            Ok(variant) => variant,
            Err(mistake) => {
                mistakes.push(mistake);
                continue;
            }
        };
        if let Some((_, first)) = draft.variants.iter().find(|(first, _)| *first == variant) {
            let message = format!(
                "found `{}`, whose variant would be `{variant}` as another locale's is; expected each locale once",
                locale.tag
            );
            mistakes.push(Mistake { first: Some(first.clone()), ..Mistake::new(tag.place, message) });
            continue;
        }
        draft.setup.locales.push(locale);
        draft.variants.push((variant, tag.place));
    }
    Ok(())
}

/// The name of a locale's variant.
fn variant(tag: &str) -> std::result::Result<String, String> {
    if LanguageTag::parse(tag).is_err() {
        return Err(format!(
            "found \"{tag}\", which is no BCP 47 tag; expected one such as \"en\" or \"pt-BR\""
        ));
    }
    let name = tag.to_upper_camel_case();
    if syn::parse_str::<Ident>(&name).is_err() {
        return Err(format!(
            "found \"{tag}\", of which no variant name can be made; expected a tag that begins with a language"
        ));
    }
    Ok(name)
}
