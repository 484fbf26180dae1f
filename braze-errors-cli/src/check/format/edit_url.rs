//! Where a line of a page is edited.

use std::str::FromStr;

use crate::text::uri;

/// A URL in which `{path}` stands for a page's path from the repository's root, and `{line}` for a line of it.
#[derive(Clone, Debug)]
pub(crate) struct EditUrl(String);

const PATH: &str = "{path}";
const LINE: &str = "{line}";

impl EditUrl {
    /// The URL of a page, in which `{line}` stands for a line still.
    pub(super) fn of_page(&self, path: &str) -> String {
        self.0.replace(PATH, &uri(path))
    }

    /// The URL of a line.
    pub(super) fn of_line(&self, path: &str, line: usize) -> String {
        self.of_page(path).replace(LINE, &line.to_string())
    }
}

impl FromStr for EditUrl {
    type Err = String;

    fn from_str(url: &str) -> Result<Self, String> {
        let of_web = |scheme: &str| ["http", "https"].iter().any(|web| scheme.eq_ignore_ascii_case(web));
        let rest = url.split_once("://").filter(|(scheme, _)| of_web(scheme)).map(|(_, rest)| rest);
        let Some(rest) = rest else {
            return Err("found no `https://` or `http://` at its start; expected one".to_owned());
        };
        if rest.find(['/', '{']).unwrap_or(rest.len()) == 0 {
            return Err(
                "found no host; expected one, as in `https://forge.example/{path}#L{line}`".to_owned()
            );
        }
        if !rest.contains(PATH) {
            return Err("found no `{path}`; expected it where the page's path belongs".to_owned());
        }
        let literal = rest.replace(PATH, "").replace(LINE, "");
        let is_of_url = |char: char| char.is_ascii_graphic() && !"\"<>\\^`{|}".contains(char);
        match literal.chars().find(|char| !is_of_url(*char)) {
            Some(char) => Err(format!(
                "found `{}`; expected a URL, and no braces but those of `{{path}}` and `{{line}}`",
                char.escape_debug()
            )),
            None => Ok(Self(url.to_owned())),
        }
    }
}

#[cfg(test)]
mod tests {
    use super::EditUrl;

    #[test]
    fn a_path_is_encoded_and_puts_nothing_into_the_url() {
        let url: EditUrl = "https://forge.example/edit/main/{path}?plain=1#L{line}".parse().unwrap();
        for (path, line, expected) in [
            ("docs/de/errors.md", 83, "https://forge.example/edit/main/docs/de/errors.md?plain=1#L83"),
            ("my docs/é#?.md", 1, "https://forge.example/edit/main/my%20docs/%C3%A9%23%3F.md?plain=1#L1"),
            ("{line}/\".md", 2, "https://forge.example/edit/main/%7Bline%7D/%22.md?plain=1#L2"),
        ] {
            assert_eq!(url.of_line(path, line), expected);
        }
    }

    #[test]
    fn what_is_no_such_url_is_refused() {
        for (url, found) in [
            ("javascript:alert('{path}')", "found no `https://`"),
            ("javascript://forge.example/{path}", "found no `https://`"),
            ("data:text/html,{path}", "found no `https://`"),
            ("forge.example/{path}", "found no `https://`"),
            ("https:///{path}", "found no host"),
            ("https://{path}", "found no host"),
            ("https://forge.example/main#L{line}", "found no `{path}`"),
            ("https://forge.example/{path}#L{lines}", "found `{`"),
            ("https://forge.example/{path}\" onclick=\"", "found `\\\"`"),
            ("https://forge.example/ {path}", "found ` `"),
            ("https://forge.example/{path}\u{202e}", "found `\\u{202e}`"),
        ] {
            let error = url.parse::<EditUrl>().unwrap_err();
            assert!(error.starts_with(found), "{url}: {error}");
        }
        assert!("HTTP://forge.example:8080/{path}".parse::<EditUrl>().is_ok());
    }
}
