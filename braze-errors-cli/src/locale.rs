//! From a tag to the nearest locale that the pages have.

use std::ffi::OsStr;

use braze_errors_codegen::{Locale, Setup};
use clap::builder::{PossibleValue, TypedValueParser};
use clap::{Arg, Command, Error};

use crate::bundled;
use crate::failure::Failure;
use crate::suggest::suggest;

/// The value of `--locale` that stands for every locale.
pub(crate) const ALL: &str = "all";

/// Reads the value of `--locale`. Which locales there are is known once the pages are read; shells complete it to those of
/// the bundled ones.
#[derive(Clone, Debug)]
pub(crate) struct LocaleParser;

impl TypedValueParser for LocaleParser {
    type Value = String;

    fn parse_ref(&self, command: &Command, arg: Option<&Arg>, value: &OsStr) -> Result<String, Error> {
        clap::builder::NonEmptyStringValueParser::new().parse_ref(command, arg, value)
    }

    fn possible_values(&self) -> Option<Box<dyn Iterator<Item = PossibleValue> + '_>> {
        Some(Box::new(bundled::tags().chain([ALL]).map(PossibleValue::new)))
    }
}

/// The positions of the locales that a tag asks for: of the nearest one, or of all.
///
/// # Errors
///
/// Says which locales there are, where none is near.
pub(crate) fn asked_for(tag: &str, locales: &[Locale]) -> Result<Vec<usize>, Failure> {
    if tag == ALL {
        return Ok((0..locales.len()).collect());
    }
    if let Some(found) = nearest(tag, locales) {
        return Ok(vec![found]);
    }
    let tags: Vec<&str> = locales.iter().map(|locale| locale.tag.as_str()).collect();
    let found = format!("found the locale `{tag}`; expected one of {}, or `{ALL}`", tags.join(", "));
    let failure = Failure::trouble(found);
    Err(match suggest(tag, tags.iter().map(|tag| (*tag, *tag))).first() {
        Some(suggestion) => failure.help(format!("did you mean `{suggestion}`?")),
        None => failure,
    })
}

/// The position of the locale that the user's system asks for, if there is one.
pub(crate) fn of_user(locales: &[Locale]) -> Option<usize> {
    sys_locale::get_locales()
        // These ask for no locale at all: what comes after them is not asked for either.
        .take_while(|tag| tag != "C" && tag != "POSIX")
        .find_map(|tag| nearest(&tag, locales))
}

/// The position of the locale with this tag, else of the nearest one that people read: the one whose tag is the longest
/// start of the tag (the look-up of RFC 4647), else the first one in its language.
fn nearest(tag: &str, locales: &[Locale]) -> Option<usize> {
    let tag = Setup::tag(&tag.replace('_', "-"))?;
    let position = |is_meant: &dyn Fn(&Locale) -> bool| locales.iter().position(is_meant);
    let of_start =
        |start: &str| position(&|locale| !locale.is_pseudo() && locale.tag.eq_ignore_ascii_case(start));
    let mut starts = tag.match_indices('-').rev().map(|(end, _)| &tag[..end]);
    let wanted = Locale { tag: tag.clone(), ..Locale::default() };
    position(&|locale| locale.tag.eq_ignore_ascii_case(&tag))
        .or_else(|| starts.find_map(of_start))
        .or_else(|| position(&|locale| !locale.is_pseudo() && locale.has_language_of(&wanted)))
}

#[cfg(test)]
mod tests {
    use super::*;

    fn nearest(tag: &str) -> Option<&'static str> {
        const TAGS: [&str; 8] = ["en", "pt-BR", "fr", "de", "es", "ja", "ko", "en-XA"];
        let locale = |tag: &str| Locale { tag: tag.to_owned(), ..Locale::default() };
        super::nearest(tag, &TAGS.map(locale)).map(|position| TAGS[position])
    }

    #[test]
    fn takes_a_tag_as_people_write_it() {
        for tag in ["pt-BR", "pt_BR", "PT-br", "pt", "pt-PT", "pt-BR-u-ca-gregory"] {
            assert_eq!(nearest(tag), Some("pt-BR"), "{tag}");
        }
        for (tag, locale) in [("de-AT", "de"), ("fr_CA", "fr"), ("es-419", "es"), ("en-GB", "en")] {
            assert_eq!(nearest(tag), Some(locale), "{tag}");
        }
    }

    #[test]
    fn refuses_what_no_locale_is_near_to() {
        for tag in ["", "zh", "und", "x", "C", "french", "pt-", "pt--BR", "de\u{1b}", "*"] {
            assert_eq!(nearest(tag), None, "{tag:?}");
        }
    }

    #[test]
    fn chooses_a_pseudo_locale_only_where_it_is_named() {
        assert_eq!(nearest("en_xa"), Some("en-XA"));
        for tag in ["en", "en-XB", "en-US", "und-XA", "en-Latn-XA"] {
            assert_ne!(nearest(tag), Some("en-XA"), "{tag}");
        }
    }
}
