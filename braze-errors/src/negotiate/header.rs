//! The ranges of an `Accept-Language` header, as RFC 9110 has them.

/// So much of a header is read; those that browsers send are a tenth of it.
const MAX_BYTES: usize = 4096;

/// So many ranges of a header are read.
const MAX_RANGES: u8 = 64;

/// The quality of a range that names none, and the highest.
pub(super) const MOST_WELCOME: u16 = 1000;

/// A language range, as RFC 4647 has it, and how welcome it is, in thousandths.
#[derive(Clone, Copy, Debug)]
pub(super) struct Range<'a> {
    pub(super) tag: &'a [u8],
    pub(super) quality: u16,
}

impl Range<'_> {
    /// Says whether this tag begins with the range, as RFC 4647's basic filtering has it.
    pub(super) fn names(&self, tag: &str) -> bool {
        let (range, tag) = (self.tag, tag.as_bytes());
        let hyphen = |byte: u8| if byte == b'_' { b'-' } else { byte };
        let is_same = |(a, b): (&u8, &u8)| hyphen(*a).eq_ignore_ascii_case(&hyphen(*b));
        range.len() <= tag.len()
            && range.iter().zip(tag).all(is_same)
            && matches!(tag.get(range.len()), None | Some(b'-'))
    }
}

/// The ranges of a header; malformed ones count as not sent.
#[derive(Debug)]
pub(super) struct Ranges<'a> {
    rest: &'a [u8],
    left: u8,
}

impl<'a> Ranges<'a> {
    pub(super) fn new(header: &'a str) -> Self {
        Self { rest: bounded(header.as_bytes()), left: MAX_RANGES }
    }

    /// Says whether one of the ranges to come may have the quality 0, without reading them.
    pub(super) fn may_refuse(&self) -> bool {
        let mut bytes = self.rest.iter();
        while bytes.any(|byte| *byte == b'=') {
            let is_small = bytes.next() == Some(&b'0');
            if is_small && !bytes.find(|byte| !matches!(byte, b'0' | b'.')).is_some_and(u8::is_ascii_digit) {
                return true;
            }
        }
        false
    }
}

impl<'a> Iterator for Ranges<'a> {
    type Item = Range<'a>;

    fn next(&mut self) -> Option<Range<'a>> {
        while self.left > 0 {
            let (_, rest) = cut(self.rest, |byte| !matches!(byte, b',' | b' ' | b'\t'));
            if rest.is_empty() {
                return None;
            }
            self.left -= 1;
            let (range, rest) = range(rest);
            self.rest = rest;
            if range.is_some() {
                return range;
            }
        }
        None
    }
}

/// The range that a text begins with, and what stands behind it.
fn range(text: &[u8]) -> (Option<Range<'_>>, &[u8]) {
    let is_end = |byte| matches!(byte, b',' | b';');
    let (tag, mut rest) = cut(text, is_end);
    let mut weight = None;
    while let [b';', parameters @ ..] = rest {
        let (parameter, behind) = cut(parameters, is_end);
        rest = behind;
        if let (None, [b'q' | b'Q', b'=', number @ ..]) = (weight, parameter.trim_ascii()) {
            weight = Some(number);
        }
    }
    let quality = weight.map_or(Some(MOST_WELCOME), quality);
    (quality.map(|quality| Range { tag: tag.trim_ascii_end(), quality }), rest)
}

/// The header, or what fits of it without a range that is cut.
fn bounded(header: &[u8]) -> &[u8] {
    if header.len() <= MAX_BYTES {
        return header;
    }
    let end = header[..=MAX_BYTES].iter().rposition(|byte| *byte == b',');
    &header[..end.unwrap_or_default()]
}

/// A weight in thousandths: `0`, `0.5`, `1.000`.
fn quality(weight: &[u8]) -> Option<u16> {
    let (whole, fraction) = match weight {
        [whole] => (*whole, &[][..]),
        [whole, b'.', fraction @ ..] if fraction.len() <= 3 => (*whole, fraction),
        _ => return None,
    };
    let (mut thousandths, mut unit) = (0, 100);
    for digit in fraction {
        if !digit.is_ascii_digit() {
            return None;
        }
        thousandths += unit * u16::from(digit - b'0');
        unit /= 10;
    }
    match (whole, thousandths) {
        (b'0', _) => Some(thousandths),
        (b'1', 0) => Some(MOST_WELCOME),
        _ => None,
    }
}

/// Cuts a text before the first byte that ends a part of it.
pub(super) fn cut(text: &[u8], is_end: impl Fn(u8) -> bool) -> (&[u8], &[u8]) {
    text.split_at(text.iter().position(|byte| is_end(*byte)).unwrap_or(text.len()))
}

#[cfg(test)]
mod tests {
    use super::{MAX_BYTES, bounded, quality};

    #[test]
    fn a_weight_is_what_rfc_9110_says() {
        for (weight, thousandths) in
            [("0", 0), ("1", 1000), ("0.5", 500), ("0.05", 50), ("0.", 0), ("1.000", 1000)]
        {
            assert_eq!(quality(weight.as_bytes()), Some(thousandths), "{weight}");
        }
        for weight in ["", "2", "1.1", "-1", "0.1234", "0.x", "01", ".5", "0.+1", "0,5"] {
            assert_eq!(quality(weight.as_bytes()), None, "{weight}");
        }
    }

    #[test]
    fn a_long_header_ends_before_a_range_that_is_cut() {
        let header = "fr,".repeat(MAX_BYTES);
        assert!(bounded(header.as_bytes()).len() <= MAX_BYTES);
        assert!(bounded(header.as_bytes()).ends_with(b"fr"));
        assert_eq!(bounded(&[b'x'; MAX_BYTES]).len(), MAX_BYTES);
        assert_eq!(bounded(&[b'x'; MAX_BYTES + 1]), b"");
    }
}
