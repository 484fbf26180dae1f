//! The names that a catalog gives to variants.

use heck::ToUpperCamelCase;

use super::Draft;
use super::keys::{RenameKeys, of_rename, read_keys};
use super::value::{Element, Kind, Mistake, Place, Result, Text, Value};
use crate::catalog::{Rename, is_variant_name};

/// `["400 Bad Request" with "send_at" => UnreadableDate]` in a call; in a file
/// `{ "400 Bad Request" = { with = "send_at", name = "UnreadableDate" } }`, with a list of such tables where several rows
/// share the code.
pub(super) fn read_list<P: Place>(
    draft: &mut Draft<P>,
    value: Value<P>,
    mistakes: &mut Vec<Mistake<P>>,
) -> Result<(), P> {
    let elements = match value.kind {
        Kind::Table(elements) if P::IS_IN_FILE => elements,
        Kind::List(elements) if !P::IS_IN_FILE => elements,
        _ => return Err(value.unfit(P::RENAMES)),
    };
    let keys = of_rename();
    for Element { key: code, value } in elements {
        let place = value.as_ref().map_or_else(|| code.place.clone(), |value| value.place.clone());
        let tables = match value.map(|value| value.kind) {
            Some(Kind::Text(value)) if P::IS_IN_FILE => {
                push(draft, &code, None, &Text { value, place }, mistakes);
                continue;
            }
            Some(Kind::Table(keys)) => vec![keys],
            Some(Kind::List(elements)) if P::IS_IN_FILE => tables(elements),
            Some(Kind::Unread) => continue,
            _ => Vec::new(),
        };
        if tables.is_empty() {
            mistakes.push(Mistake::new(place.clone(), P::RENAMES));
        }
        for elements in tables {
            let mut found = RenameKeys { with: None, name: None };
            let missing = read_keys(&keys, &mut found, elements, mistakes);
            mistakes.extend(missing.into_iter().map(|missing| Mistake::new(place.clone(), missing)));
            if let RenameKeys { with, name: Some(name) } = found {
                push(draft, &code, with, &name, mistakes);
            }
        }
    }
    Ok(())
}

/// The tables of a list of tables; none where it holds anything else.
fn tables<P>(elements: Vec<Element<P>>) -> Vec<Vec<Element<P>>> {
    let table = |element: Element<P>| match element.value?.kind {
        Kind::Table(keys) => Some(keys),
        _ => None,
    };
    elements.into_iter().map(table).collect::<Option<_>>().unwrap_or_default()
}

fn push<P: Place>(
    draft: &mut Draft<P>,
    code: &Text<P>,
    with: Option<String>,
    name: &Text<P>,
    mistakes: &mut Vec<Mistake<P>>,
) {
    match name.check(variant) {
        Ok(name) => {
            draft.setup.renames.push(Rename { code: code.value.clone(), with, name });
            draft.rename_places.push(code.place.clone());
        }
        Err(mistake) => mistakes.push(mistake),
    }
}

/// Reads a variant's name.
fn variant(name: &str) -> std::result::Result<String, String> {
    if is_variant_name(name) {
        return Ok(name.to_owned());
    }
    let canonical = name.to_upper_camel_case();
    Err(if name != canonical && is_variant_name(&canonical) {
        format!("found the name `{name}`; expected upper camel case: `{canonical}`")
    } else {
        format!("found the name `{name}`, which Rust has no variants of; expected another")
    })
}
