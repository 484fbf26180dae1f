//! Character references, as kramdown knows them.

use crate::markdown::named_character;

/// The named references that kramdown turns into characters; any other it prints as it stands.
const NAMES: &[&str] = &[
    "AElig", "Aacute", "Acirc", "Agrave", "Alpha", "Aring", "Atilde", "Auml", "Beta", "Ccedil", "Chi",
    "Dagger", "Delta", "ETH", "Eacute", "Ecirc", "Egrave", "Epsilon", "Eta", "Euml", "Gamma", "Iacute",
    "Icirc", "Igrave", "Iota", "Iuml", "Kappa", "Lambda", "Mu", "Ntilde", "Nu", "OElig", "Oacute", "Ocirc",
    "Ograve", "Omega", "Omicron", "Oslash", "Otilde", "Ouml", "Phi", "Pi", "Prime", "Psi", "Rho", "Scaron",
    "Sigma", "THORN", "Tau", "Theta", "Uacute", "Ucirc", "Ugrave", "Upsilon", "Uuml", "Xi", "Yacute", "Yuml",
    "Zeta", "aacute", "acirc", "acute", "aelig", "agrave", "alefsym", "alpha", "amp", "and", "ang", "apos",
    "aring", "asymp", "atilde", "auml", "bdquo", "beta", "brvbar", "bull", "cap", "ccedil", "cedil", "cent",
    "chi", "circ", "clubs", "cong", "copy", "crarr", "cup", "curren", "dArr", "dagger", "darr", "deg",
    "delta", "diams", "divide", "eacute", "ecirc", "egrave", "empty", "epsilon", "equiv", "eta", "eth",
    "euml", "euro", "exist", "fnof", "forall", "frac12", "frac14", "frac34", "frasl", "gamma", "ge", "gt",
    "hArr", "harr", "hearts", "hellip", "iacute", "icirc", "iexcl", "igrave", "image", "infin", "int",
    "iota", "iquest", "isin", "iuml", "kappa", "lArr", "lambda", "lang", "laquo", "larr", "lceil", "ldquo",
    "le", "lfloor", "lowast", "loz", "lrm", "lsaquo", "lsquo", "lt", "macr", "mdash", "micro", "middot",
    "minus", "mu", "nabla", "nbsp", "ndash", "ne", "ni", "not", "notin", "nsub", "ntilde", "nu", "oacute",
    "ocirc", "oelig", "ograve", "oline", "omega", "omicron", "oplus", "or", "ordf", "ordm", "oslash",
    "otilde", "otimes", "ouml", "para", "part", "permil", "perp", "phi", "pi", "piv", "plusmn", "pound",
    "prime", "prod", "prop", "psi", "quot", "rArr", "radic", "rang", "raquo", "rarr", "rceil", "rdquo",
    "real", "reg", "rfloor", "rho", "rlm", "rsaquo", "rsquo", "sbquo", "scaron", "sdot", "sect", "shy",
    "sigma", "sigmaf", "sim", "spades", "sub", "sube", "sum", "sup", "sup1", "sup2", "sup3", "supe", "szlig",
    "tau", "there4", "theta", "thetasym", "thorn", "tilde", "times", "trade", "uArr", "uacute", "uarr",
    "ucirc", "ugrave", "uml", "upsih", "upsilon", "uuml", "vellip", "weierp", "xi", "yacute", "yen", "yuml",
    "zeta", "zwj", "zwnj",
];

/// What a reference stands for.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Meaning {
    Character(char),
    /// kramdown prints it as it stands.
    Itself,
    /// A number that no character has, or a control character.
    Nothing,
}

/// The reference that a text begins with.
pub(super) fn at_start(text: &str) -> Option<&str> {
    let body = text.strip_prefix('&')?;
    let is_name = |char: char| char.is_ascii_alphanumeric() || "_:.-".contains(char);
    let (first, rest) = match body.strip_prefix('#') {
        Some(number) => (body, number.strip_prefix('x').unwrap_or(number)),
        None => (body, body),
    };
    let is_number = first.starts_with('#');
    let length = rest.bytes().take(LONGEST).position(|byte| !is_name(char::from(byte)))?;
    let name = &rest[..length];
    let is_reference = if !is_number {
        !name.is_empty() && !name.starts_with(['-', '.'])
    } else if body.starts_with("#x") {
        !name.is_empty() && name.bytes().all(|byte| byte.is_ascii_hexdigit())
    } else {
        !name.is_empty() && name.bytes().all(|byte| byte.is_ascii_digit())
    };
    let end = text.len() - rest.len() + length;
    (is_reference && text[end..].starts_with(';')).then(|| &text[..=end])
}

/// No name of a character is as long, nor is any number of one unless zeros pad it; a page of ampersands is not to be
/// read over and over.
const LONGEST: usize = 40;

/// What kramdown makes of a reference.
pub(super) fn decode(reference: &str) -> Meaning {
    let name = &reference[1..reference.len() - 1];
    let Some(number) = name.strip_prefix('#') else {
        let known = NAMES.binary_search(&name).ok().and_then(|_| named_character(reference).chars().next());
        return known.map_or(Meaning::Itself, Meaning::Character);
    };
    let number = match number.strip_prefix('x') {
        Some(hexadecimal) => u32::from_str_radix(hexadecimal, 16),
        None => number.parse(),
    };
    let char = number.ok().and_then(char::from_u32).filter(|char| !char.is_control());
    char.map_or(Meaning::Nothing, Meaning::Character)
}

/// The first reference in a text of HTML that has the form of one and is none, of whose start a browser might make a
/// character: `&gt_;`.
pub(super) fn unknown(text: &str) -> Option<&str> {
    let is_known = |reference: &str| named_character(reference) != reference;
    let starts_like_one = |reference: &str| {
        let name = reference.strip_suffix(';').unwrap_or(reference);
        (2..name.len()).filter_map(|end| name.get(..=end)).any(|start| is_known(&format!("{start};")))
    };
    let mut references = text.match_indices('&').filter_map(|(at, _)| at_start(&text[at..]));
    references.find(|reference| !is_known(reference) && starts_like_one(reference))
}

/// A text of HTML with every reference decoded.
pub(super) fn decode_all(text: &str) -> String {
    let mut decoded = String::with_capacity(text.len());
    let mut rest = text;
    while let Some(at) = rest.find('&') {
        decoded.push_str(&rest[..at]);
        let reference = at_start(&rest[at..]).unwrap_or("&");
        // A browser reads it, and knows more names than kramdown.
        decoded.push_str(&named_character(reference));
        rest = &rest[at + reference.len()..];
    }
    decoded.push_str(rest);
    decoded
}
