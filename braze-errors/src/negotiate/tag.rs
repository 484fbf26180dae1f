//! Language tags, as headers and systems write them.

use super::header::cut;
use super::subtags::{NONE, Subtag, Subtags};

/// A language tag, without its extensions.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) struct Tag<'a> {
    pub(super) subtags: Subtags,
    /// The dialect or spelling, with hyphens where there are several: `1996`, `valencia`.
    variants: &'a str,
}

/// How much of a tag is read.
#[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
enum Place {
    Language,
    Script,
    Region,
    Variants,
}

impl<'a> Tag<'a> {
    /// Reads a tag of BCP 47, or of a system: `sr-Latn-RS`, `sr_RS@latin`, `fr_FR.UTF-8`.
    pub(super) fn read(text: &'a str) -> Option<Self> {
        let is_end = |byte: u8| !byte.is_ascii_alphanumeric();
        let (first, mut rest) = cut(text, is_end);
        let subtags = Subtags { language: language(first)?, script: NONE, region: NONE };
        let mut tag = Self { subtags, variants: "" };
        let (mut place, mut variants) = (Place::Language, None);
        while let Some(start) = rest.strip_prefix(['-', '_']) {
            let (part, behind) = cut(start, is_end);
            rest = behind;
            match part.len() {
                // Here begin the extensions.
                1 => return Some(tag),
                // `zh-yue`: which Chinese it is.
                3 if place == Place::Language && is_alphabetic(part) => {}
                4 if place == Place::Language && is_alphabetic(part) => {
                    (place, tag.subtags.script) = (Place::Script, script(part)?);
                }
                2 | 3 if place <= Place::Script => {
                    (place, tag.subtags.region) = (Place::Region, region(part)?);
                }
                _ if is_variant(part) => {
                    let start = *variants.get_or_insert(start);
                    (place, tag.variants) = (Place::Variants, &start[..start.len() - behind.len()]);
                }
                _ => return None,
            }
        }
        match rest.as_bytes().first() {
            None => Some(tag),
            Some(b'.' | b'@') => Some(tag.modified(rest)),
            Some(_) => None,
        }
    }

    /// Reads what a system writes behind the region: the encoding, which says nothing of the language, and a modifier.
    fn modified(mut self, rest: &'a str) -> Self {
        if let Some((_, modifier)) = rest.split_once('@') {
            match script_of_modifier(modifier) {
                Some(script) => self.subtags.script = script,
                None if is_variant(modifier) => self.variants = modifier,
                // The currency: `de_DE@euro`.
                None => {}
            }
        }
        self
    }

    /// The language of a locale's tag, which is well-formed.
    pub(super) fn language(text: &str) -> Option<Subtag> {
        match *text.as_bytes() {
            [a, b] | [a, b, b'-', ..] => Some([a | 0x20, b | 0x20, b' ', b' ']),
            [a, b, c] | [a, b, c, b'-', ..] => Some([a | 0x20, b | 0x20, c | 0x20, b' ']),
            _ => None,
        }
    }

    /// Says whether both are of one dialect and spelling.
    pub(super) fn has_variants_of(&self, other: &Self) -> bool {
        self.variants.eq_ignore_ascii_case(other.variants)
    }
}

fn is_alphabetic(part: &str) -> bool {
    part.bytes().all(|byte| byte.is_ascii_alphabetic())
}

fn language(part: &str) -> Option<Subtag> {
    let language = match *part.as_bytes() {
        [a, b] => [a, b, b' ', b' '],
        [a, b, c] => [a, b, c, b' '],
        _ => return None,
    };
    is_alphabetic(part).then_some(language.map(|byte| byte | 0x20))
}

fn script(part: &str) -> Option<Subtag> {
    let [a, b, c, d] = *part.as_bytes() else { return None };
    is_alphabetic(part).then_some([a & !0x20, b | 0x20, c | 0x20, d | 0x20])
}

fn region(part: &str) -> Option<Subtag> {
    match *part.as_bytes() {
        [a, b] if is_alphabetic(part) => Some([a & !0x20, b & !0x20, b' ', b' ']),
        [a, b, c] if part.bytes().all(|byte| byte.is_ascii_digit()) => Some([a, b, c, b' ']),
        _ => None,
    }
}

fn is_variant(part: &str) -> bool {
    let has_its_length = match part.len() {
        4 => part.starts_with(|char: char| char.is_ascii_digit()),
        len => (5..=8).contains(&len),
    };
    has_its_length && part.bytes().all(|byte| byte.is_ascii_alphanumeric())
}

/// The script that a system names behind `@`.
fn script_of_modifier(modifier: &str) -> Option<Subtag> {
    const SCRIPTS: [(&str, &Subtag); 5] = [
        ("latin", b"Latn"),
        ("cyrillic", b"Cyrl"),
        ("devanagari", b"Deva"),
        ("iqtelif", b"Latn"),
        ("ijekavianlatin", b"Latn"),
    ];
    let named = SCRIPTS.iter().find(|(name, _)| name.eq_ignore_ascii_case(modifier));
    named.map(|(_, script)| **script)
}

#[cfg(test)]
mod tests {
    use std::format;
    use std::string::String;

    use super::Tag;

    /// The tag as BCP 47 writes it.
    fn read(text: &str) -> Option<String> {
        let tag = Tag::read(text)?;
        let variants = if tag.variants.is_empty() { String::new() } else { format!("-{}", tag.variants) };
        Some(format!("{:?}{variants}", tag.subtags))
    }

    #[test]
    fn a_tag_is_read_without_its_extensions() {
        for (text, expected) in [
            ("fr", "fr"),
            ("FR-ch", "fr-CH"),
            ("haw", "haw"),
            ("ZH-hANT-tw", "zh-Hant-TW"),
            ("es-419", "es-419"),
            ("de-1996", "de-1996"),
            ("sl-Latn-IT-rozaj-biske-1994", "sl-Latn-IT-rozaj-biske-1994"),
            ("de-DE-u-co-phonebk", "de-DE"),
            ("fr-CA-x-quebec", "fr-CA"),
            ("en-t-fr", "en"),
            ("de-1901-x-old", "de-1901"),
            ("zh-yue-HK", "zh-HK"),
            ("zh-cmn-Hant", "zh-Hant"),
        ] {
            assert_eq!(read(text).as_deref(), Some(expected), "{text}");
        }
    }

    #[test]
    fn a_tag_is_read_as_systems_write_it() {
        for (text, expected) in [
            ("fr_FR", "fr-FR"),
            ("fr_FR.UTF-8", "fr-FR"),
            ("pt_BR.ISO8859-1", "pt-BR"),
            ("de_DE@euro", "de-DE"),
            ("de_DE.ISO-8859-15@euro", "de-DE"),
            ("sr_RS@latin", "sr-Latn-RS"),
            ("sr_RS.UTF-8@latin", "sr-Latn-RS"),
            ("uz_UZ@cyrillic", "uz-Cyrl-UZ"),
            ("sd_IN@devanagari", "sd-Deva-IN"),
            ("tt_RU@iqtelif", "tt-Latn-RU"),
            ("ca_ES@valencia", "ca-ES-valencia"),
            ("en_US_POSIX", "en-US-POSIX"),
        ] {
            assert_eq!(read(text).as_deref(), Some(expected), "{text}");
        }
    }

    #[test]
    fn what_names_no_language_is_no_tag() {
        for text in [
            "", "*", "C", "POSIX", "C.UTF-8", "-", "_", "-fr", "fr-", "fr--CH", "f", "x-pig", "i-klingon", "fr-é",
            "é", "fr CH", "12", "fr-C3", "fr-CH-Latn", "fr-CH-FR", "fr-12", "de-x_y-verylongsubtag", "@latin", ".UTF-8",
            "de-verylongsubtag", "français",
        ] {
            // What stands in the private part is nobody's business.
            let is_private = text.contains("-x_");
            assert_eq!(read(text).is_some(), is_private, "{text}");
        }
    }
}
