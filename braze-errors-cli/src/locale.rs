//! From a tag to the nearest locale that the catalog has.

use std::ffi::OsStr;

use braze_errors::Locale;
use clap::builder::{PossibleValue, TypedValueParser};
use clap::error::{ContextKind, ContextValue, ErrorKind};
use clap::{Arg, Command, Error};
use fluent_langneg::{
    LanguageIdentifier, NegotiationStrategy, convert_vec_str_to_langids_lossy, negotiate_languages,
};

use crate::suggest::suggest;
use crate::text::escape_controls;

/// Reads the value of `--locale`, and refuses what no locale is near to as clap refuses any value.
#[derive(Clone, Debug)]
pub(crate) struct LocaleParser;

impl TypedValueParser for LocaleParser {
    type Value = Locale;

    fn parse_ref(&self, command: &Command, arg: Option<&Arg>, value: &OsStr) -> Result<Locale, Error> {
        let tag = value.to_string_lossy();
        nearest(&tag).ok_or_else(|| {
            let tags: Vec<&str> = Locale::ALL.iter().map(|locale| locale.tag()).collect();
            let mut error = Error::new(ErrorKind::InvalidValue).with_cmd(command);
            if let Some(arg) = arg {
                error.insert(ContextKind::InvalidArg, ContextValue::String(arg.to_string()));
            }
            if let Some(tag) = suggest(&tag, tags.iter().map(|tag| (*tag, *tag))).first() {
                error.insert(ContextKind::SuggestedValue, ContextValue::String((*tag).to_owned()));
            }
            let tags = tags.into_iter().map(str::to_owned).collect();
            error.insert(ContextKind::InvalidValue, ContextValue::String(escape_controls(&tag)));
            error.insert(ContextKind::ValidValue, ContextValue::Strings(tags));
            error
        })
    }

    fn possible_values(&self) -> Option<Box<dyn Iterator<Item = PossibleValue> + '_>> {
        Some(Box::new(Locale::ALL.iter().map(|locale| PossibleValue::new(locale.tag()))))
    }
}

/// The locale that the user's system asks for, else the source.
pub(crate) fn of_user() -> Locale {
    sys_locale::get_locales()
        // These ask for no locale at all: what comes after them is not asked for either.
        .take_while(|tag| tag != "C" && tag != "POSIX")
        .find_map(|tag| nearest(&tag))
        .unwrap_or(Locale::SOURCE)
}

/// The locale with this tag, else the nearest one that people read.
fn nearest(tag: &str) -> Option<Locale> {
    if let Ok(exact) = tag.parse() {
        return Some(exact);
    }
    let requested = LanguageIdentifier::try_from_locale_bytes(tag.as_bytes()).ok()?;
    let read = Locale::ALL.iter().filter(|locale| !locale.is_pseudo());
    let available = convert_vec_str_to_langids_lossy(read.map(|locale| locale.tag()));
    let found = negotiate_languages(&[requested], &available, None, NegotiationStrategy::Lookup);
    found.first()?.to_string().parse().ok()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn takes_a_tag_as_people_write_it() {
        for tag in ["pt-BR", "pt_BR", "PT-br", "pt", "pt-PT", "pt-BR-u-ca-gregory"] {
            assert_eq!(nearest(tag), Some(Locale::PtBr), "{tag}");
        }
        for (tag, locale) in [("de-AT", Locale::De), ("fr_CA", Locale::Fr), ("en-GB", Locale::En)] {
            assert_eq!(nearest(tag), Some(locale), "{tag}");
        }
    }

    #[test]
    fn refuses_what_no_locale_is_near_to() {
        for tag in ["", "ja", "und", "x", "C", "french", "pt-", "pt--BR", "de\u{1b}", "*"] {
            assert_eq!(nearest(tag), None, "{tag:?}");
        }
    }

    #[test]
    fn chooses_a_pseudo_locale_only_where_it_is_named() {
        assert_eq!(nearest("en_xa"), Some(Locale::EnXa));
        for tag in ["en", "en-XB", "en-US", "und-XA", "en-Latn-XA"] {
            assert_ne!(nearest(tag), Some(Locale::EnXa), "{tag}");
        }
    }
}
