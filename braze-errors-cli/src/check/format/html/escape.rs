//! Texts made fit for HTML.

use std::fmt::{self, Display, Formatter, Write};

use braze_errors_codegen::steers;

/// A text that is shown as it is written, whatever it holds: as content, or as a quoted attribute.
pub(super) struct Escaped<T>(pub(super) T);

impl<T: AsRef<str>> Display for Escaped<T> {
    fn fmt(&self, f: &mut Formatter<'_>) -> fmt::Result {
        for char in self.0.as_ref().chars() {
            match char {
                '&' => f.write_str("&amp;")?,
                '<' => f.write_str("&lt;")?,
                '>' => f.write_str("&gt;")?,
                '"' => f.write_str("&quot;")?,
                '\'' => f.write_str("&#39;")?,
                '\n' => f.write_char(char)?,
                _ if steers(char) => write!(f, "{}", char.escape_unicode())?,
                _ => f.write_char(char)?,
            }
        }
        Ok(())
    }
}

#[cfg(test)]
mod tests {
    use super::Escaped;

    #[test]
    fn nothing_ends_the_text_that_it_stands_in() {
        let text = "</style><script>alert(\"1\" + '2')</script>&amp;";
        assert_eq!(
            Escaped(text).to_string(),
            "&lt;/style&gt;&lt;script&gt;alert(&quot;1&quot; + &#39;2&#39;)&lt;/script&gt;&amp;amp;"
        );
    }

    #[test]
    fn what_steers_the_eye_is_shown() {
        assert_eq!(
            Escaped("a\u{202e}b\u{9b}c\0d\te\nf").to_string(),
            r"a\u{202e}b\u{9b}c\u{0}d\u{9}e
f"
        );
        let harmless = "é\u{a0}»\u{200d}אב請求";
        assert_eq!(Escaped(harmless).to_string(), harmless);
    }
}
