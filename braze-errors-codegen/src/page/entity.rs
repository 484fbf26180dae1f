//! Character references, as kramdown knows them.

use pulldown_cmark::{Event, Parser};

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

/// Says whether kramdown turns a reference such as `&eacute;` or `&#233;` into the character that CommonMark does.
pub(super) fn is_known(reference: &str) -> bool {
    let name = reference.trim_start_matches('&').trim_end_matches(';');
    let Some(number) = name.strip_prefix('#') else { return NAMES.binary_search(&name).is_ok() };
    let number = match number.strip_prefix('x') {
        Some(hexadecimal) => u32::from_str_radix(hexadecimal, 16),
        None => number.parse(),
    };
    number.ok().and_then(char::from_u32).is_some_and(|char| !char.is_control())
}

/// The text that a reference such as `&eacute;` stands for, or the reference where it stands for none.
pub(super) fn decode(reference: &str) -> Option<String> {
    Parser::new(reference).find_map(|event| match event {
        Event::Text(text) => Some(text.into_string()),
        _ => None,
    })
}

/// The reference that a text begins with.
pub(crate) fn at_start(text: &str) -> Option<&str> {
    let body = text.strip_prefix('&')?;
    // No reference is longer, and a page of ampersands is not to be read over and over.
    let length = body.bytes().take(LONGEST).position(|byte| !byte.is_ascii_alphanumeric() && byte != b'#')?;
    (length > 0 && body[length..].starts_with(';')).then(|| &text[..length + 2])
}

/// No name of a character is as long, nor is any number of one unless zeros pad it.
const LONGEST: usize = 40;

/// A text of HTML with every reference decoded.
pub(super) fn decode_all(text: &str) -> String {
    let mut decoded = String::with_capacity(text.len());
    let mut rest = text;
    while let Some(at) = rest.find('&') {
        decoded.push_str(&rest[..at]);
        let reference = at_start(&rest[at..]).and_then(|found| Some((found.len(), decode(found)?)));
        let (length, text) = reference.unwrap_or_else(|| (1, "&".to_owned()));
        decoded.push_str(&text);
        rest = &rest[at + length..];
    }
    decoded.push_str(rest);
    decoded
}
