//! Encodings other than UTF-8, in which an editor may have saved a file.

use chardetng::{EncodingDetector, Iso2022JpDetection, Utf8Detection};
use encoding_rs::{Encoding, UTF_16BE, UTF_16LE};

/// A file that is not UTF-8, and what it says in the encoding that fits all of it.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Decoded {
    /// The encoding's name: `windows-1252`, of which Latin-1 is a part, `UTF-16LE`, `Shift_JIS`.
    pub encoding: &'static str,
    /// What the file says.
    pub text: String,
}

impl Decoded {
    /// Reads a file that is in another encoding than UTF-8.
    ///
    /// `None` where it is UTF-8, where a part of it is, and where no encoding fits.
    ///
    /// ```
    /// use braze_errors_codegen::Decoded;
    ///
    /// let decoded = Decoded::read(b"Le destinataire n'a pas \xe9t\xe9 trouv\xe9.").unwrap();
    /// assert_eq!(decoded.encoding, "windows-1252");
    /// assert_eq!(decoded.text, "Le destinataire n'a pas été trouvé.");
    /// assert_eq!(Decoded::read("trouvé".as_bytes()), None);
    /// ```
    pub fn read(bytes: &[u8]) -> Option<Self> {
        if let Some((encoding, mark)) = utf_16(bytes) {
            return Self::in_encoding(encoding, &bytes[mark..]);
        }
        if std::str::from_utf8(bytes).is_ok() {
            return None;
        }
        let mut detector = EncodingDetector::new(Iso2022JpDetection::Deny);
        detector.feed(bytes, true);
        let encoding = detector.guess(None, Utf8Detection::Deny);
        let (valid, invalid) = characters(bytes);
        // In such an encoding nearly any two bytes could be a letter of UTF-8; of others no text has any.
        let may_look_like_utf_8 = !encoding.is_single_byte() && valid < invalid;
        if valid > 0 && !may_look_like_utf_8 { None } else { Self::in_encoding(encoding, bytes) }
    }

    fn in_encoding(encoding: &'static Encoding, bytes: &[u8]) -> Option<Self> {
        let text = encoding.decode_without_bom_handling_and_without_replacement(bytes)?;
        // Encodings for the Web have a control in the place of what they lack.
        let is_text = !text.contains(|char: char| char.is_control() && !char.is_ascii_whitespace());
        is_text.then(|| Self { encoding: encoding.name(), text: text.into_owned() })
    }
}

/// The form of UTF-16 that a file is in, and the length of its byte order mark.
fn utf_16(bytes: &[u8]) -> Option<(&'static Encoding, usize)> {
    match bytes {
        [0xff, 0xfe, ..] => return Some((UTF_16LE, 2)),
        [0xfe, 0xff, ..] => return Some((UTF_16BE, 2)),
        _ => {}
    }
    // Without the mark, every other byte of a page's marks, digits and line ends is zero.
    let zeros = |from: usize| bytes.iter().skip(from).step_by(2).filter(|byte| **byte == 0).count();
    match (zeros(0), zeros(1)) {
        (0, zeros) if zeros * 8 > bytes.len() => Some((UTF_16LE, 0)),
        (zeros, 0) if zeros * 8 > bytes.len() => Some((UTF_16BE, 0)),
        _ => None,
    }
}

/// How many characters of a file are UTF-8 and not ASCII, and how many byte sequences are not UTF-8.
fn characters(bytes: &[u8]) -> (usize, usize) {
    bytes.utf8_chunks().fold((0, 0), |(valid, invalid), chunk| {
        let letters = chunk.valid().chars().filter(|char| !char.is_ascii()).count();
        (valid + letters, invalid + usize::from(!chunk.invalid().is_empty()))
    })
}
