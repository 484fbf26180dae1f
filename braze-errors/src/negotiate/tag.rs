//! Language tags, as headers and systems write them.

use super::header::cut;
use super::subtags::{Letters, Subtag, Subtags};

/// A language tag, without its extensions.
#[derive(Clone, Copy, Debug)]
pub(super) struct Tag<'a> {
    pub(super) subtags: Subtags,
    /// The dialect or spelling, with hyphens where there are several: `1996`, `valencia`.
    variants: &'a [u8],
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
    pub(super) fn read(text: &'a [u8]) -> Option<Self> {
        let is_end = |byte| matches!(byte, b'-' | b'_' | b'.' | b'@');
        let (first, mut rest) = cut(text, is_end);
        let subtags = Subtags { language: language(first)?, script: Subtag::NONE, region: Subtag::NONE };
        let mut tag = Self { subtags, variants: &[] };
        let (mut place, mut variants) = (Place::Language, None);
        while let [b'-' | b'_', start @ ..] = rest {
            let (part, behind) = cut(start, is_end);
            rest = behind;
            match part {
                // Here begin the extensions.
                [_] => return Some(tag),
                // `zh-yue`: which Chinese it is.
                [_, _, _] if place == Place::Language && is_alphabetic(part) => {}
                [_, _, _, _] if place == Place::Language && is_alphabetic(part) => {
                    (place, tag.subtags.script) = (Place::Script, script(part)?);
                }
                [_, _] | [_, _, _] if place <= Place::Script => {
                    (place, tag.subtags.region) = (Place::Region, region(part)?);
                }
                _ if is_variant(part) => {
                    let start = *variants.get_or_insert(start);
                    (place, tag.variants) = (Place::Variants, &start[..start.len() - behind.len()]);
                }
                _ => return None,
            }
        }
        if rest.is_empty() { Some(tag) } else { Some(tag.modified(rest)) }
    }

    /// Reads what a system writes behind the region: the encoding, which says nothing of the language, and a modifier.
    fn modified(mut self, rest: &'a [u8]) -> Self {
        let (_, rest) = cut(rest, |byte| byte == b'@');
        if let [b'@', modifier @ ..] = rest {
            match script_of_modifier(modifier) {
                Some(script) => self.subtags.script = script,
                None if is_variant(modifier) => self.variants = modifier,
                // The currency: `de_DE@euro`.
                None => {}
            }
        }
        self
    }

    /// The language of a well-formed tag.
    pub(super) fn language(text: &[u8]) -> Subtag {
        match *text {
            [a, b] | [a, b, b'-' | b'_' | b'.' | b'@', ..] => Subtag::new([a | 0x20, b | 0x20, b' ', b' ']),
            [a, b, c, ..] => Subtag::new([a | 0x20, b | 0x20, c | 0x20, b' ']),
            _ => Subtag::NONE,
        }
    }

    /// Says whether both are of one dialect and spelling.
    pub(super) fn has_variants_of(&self, other: &Self) -> bool {
        self.variants.eq_ignore_ascii_case(other.variants)
    }
}

fn is_alphabetic(part: &[u8]) -> bool {
    part.iter().all(u8::is_ascii_alphabetic)
}

fn language(part: &[u8]) -> Option<Subtag> {
    let letters = match *part {
        [a, b] => [a | 0x20, b | 0x20, b' ', b' '],
        [a, b, c] => [a | 0x20, b | 0x20, c | 0x20, b' '],
        _ => return None,
    };
    is_alphabetic(part).then_some(Subtag::new(letters))
}

fn script(part: &[u8]) -> Option<Subtag> {
    let [a, b, c, d] = *part else { return None };
    is_alphabetic(part).then_some(Subtag::new([a & !0x20, b | 0x20, c | 0x20, d | 0x20]))
}

fn region(part: &[u8]) -> Option<Subtag> {
    match *part {
        [a, b] if is_alphabetic(part) => Some(Subtag::new([a & !0x20, b & !0x20, b' ', b' '])),
        [a, b, c] if part.iter().all(u8::is_ascii_digit) => Some(Subtag::new([a, b, c, b' '])),
        _ => None,
    }
}

fn is_variant(part: &[u8]) -> bool {
    let has_its_length = match part {
        [first, _, _, _] => first.is_ascii_digit(),
        _ => (5..=8).contains(&part.len()),
    };
    has_its_length && part.iter().all(u8::is_ascii_alphanumeric)
}

/// The script that a system names behind `@`.
fn script_of_modifier(modifier: &[u8]) -> Option<Subtag> {
    const SCRIPTS: [(&[u8], &Letters); 5] = [
        (b"latin", b"Latn"),
        (b"cyrillic", b"Cyrl"),
        (b"devanagari", b"Deva"),
        (b"iqtelif", b"Latn"),
        (b"ijekavianlatin", b"Latn"),
    ];
    let named = SCRIPTS.iter().find(|(name, _)| name.eq_ignore_ascii_case(modifier));
    named.map(|(_, script)| Subtag::new(**script))
}

#[cfg(test)]
mod tests {
    use std::format;
    use std::string::String;

    use super::Tag;

    /// The tag as BCP 47 writes it.
    fn read(text: &str) -> Option<String> {
        let tag = Tag::read(text.as_bytes())?;
        let hyphen = if tag.variants.is_empty() { "" } else { "-" };
        Some(format!("{:?}{hyphen}{}", tag.subtags, tag.variants.escape_ascii()))
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
            "",
            "*",
            "C",
            "POSIX",
            "C.UTF-8",
            "-",
            "_",
            "-fr",
            "fr-",
            "fr--CH",
            "f",
            "x-pig",
            "i-klingon",
            "fr-é",
            "é",
            "fr CH",
            "12",
            "fr-C3",
            "fr-CH-Latn",
            "fr-CH-FR",
            "fr-12",
            "de-x_y-verylongsubtag",
            "@latin",
            ".UTF-8",
            "de-verylongsubtag",
            "français",
        ] {
            // What stands in the private part is nobody's business.
            let is_private = text.contains("-x_");
            assert_eq!(read(text).is_some(), is_private, "{text}");
        }
    }
}
