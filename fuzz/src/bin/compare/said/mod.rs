//! What inline HTML says, as a browser reads it, in one spelling: so that what means the same is equal.

mod writer;

/// Inline HTML as a list of pieces.
///
/// White space at the ends of lines and elements without content say nothing; `<li>` is `<br>- `.
#[derive(Debug)]
pub(crate) struct Said(Vec<Piece>);

#[derive(Clone, Debug, PartialEq, Eq)]
enum Piece {
    Text(String),
    Break,
    /// The name of an element, and the target and the title of a link.
    Open(String, Option<String>, Option<String>),
    Close(String),
}

impl Said {
    pub(crate) fn new(html: &str) -> Self {
        Self(writer::pieces(html))
    }

    pub(crate) fn html(&self) -> String {
        let mut html = String::new();
        for piece in &self.0 {
            match piece {
                Piece::Text(text) => escape(text, &mut html),
                Piece::Break => html.push_str("<br>"),
                Piece::Close(name) => html.extend(["</", name, ">"]),
                Piece::Open(name, target, title) => {
                    html.extend(["<", name]);
                    for (key, value) in [(" href=\"", target), (" title=\"", title)] {
                        if let Some(value) = value {
                            html.push_str(key);
                            escape(value, &mut html);
                            html.push('"');
                        }
                    }
                    html.push('>');
                }
            }
        }
        // A browser shows a run of spaces as one, and none at a line's end.
        let mut html = html.trim_end().replace('\t', " ").replace(" <br>", "<br>");
        while html.contains("  ") {
            html = html.replace("  ", " ");
        }
        html
    }

    /// The text without marks; code keeps its backticks, and a link's target follows its words.
    pub(crate) fn text(&self) -> String {
        let mut text = String::new();
        let (mut code, mut codes) = (String::new(), 0);
        let mut links = Vec::new();
        for piece in &self.0 {
            match piece {
                Piece::Text(words) if codes > 0 => code.push_str(words),
                Piece::Text(words) => text.push_str(words),
                Piece::Break => text.push('\n'),
                Piece::Open(name, ..) if name == "code" => codes += 1,
                Piece::Close(name) if name == "code" => {
                    codes = usize::max(codes, 1) - 1;
                    if codes == 0 {
                        text.push_str(&code_span(&std::mem::take(&mut code)));
                    }
                }
                Piece::Open(name, target, _) if name == "a" => links.push((text.len(), target.clone())),
                Piece::Close(name) if name == "a" => {
                    let (start, target) = links.pop().unwrap_or_default();
                    let target = target.unwrap_or_default();
                    let words = text[start..].trim_start();
                    if words != target && Some(words) != target.strip_prefix("mailto:") {
                        text.extend([" (", &target, ")"]);
                    }
                }
                Piece::Open(..) | Piece::Close(_) => {}
            }
        }
        single_spaced(&text)
    }

    /// The text of the one code span that this is; white space in it counts as one space.
    pub(crate) fn code(&self) -> Option<String> {
        let (first, rest) = self.0.split_first()?;
        let (last, words) = rest.split_last()?;
        let is_code = matches!((first, last), (Piece::Open(open, ..), Piece::Close(close)) if open == "code" && close == "code");
        let words: Option<Vec<&str>> = words
            .iter()
            .map(|piece| match piece {
                Piece::Text(text) => Some(text.as_str()),
                _ => None,
            })
            .collect();
        let words = words.filter(|_| is_code)?.concat();
        Some(words.split_whitespace().collect::<Vec<_>>().join(" "))
    }

    /// The bold words that stand in nothing else.
    pub(crate) fn bold(&self) -> Vec<String> {
        let (mut bold, mut depth, mut outer) = (Vec::new(), 0, "");
        for piece in &self.0 {
            match piece {
                Piece::Open(name, ..) => {
                    if depth == 0 {
                        outer = name;
                        bold.extend((name == "strong").then(String::new));
                    }
                    depth += 1;
                }
                Piece::Close(_) => depth = usize::max(depth, 1) - 1,
                Piece::Text(text) if depth > 0 && outer == "strong" => {
                    bold.iter_mut().next_back().into_iter().for_each(|words| words.push_str(text));
                }
                Piece::Text(_) | Piece::Break => {}
            }
        }
        bold
    }
}

/// A text in which spaces at the ends of lines and several in a row, which the HTML tells apart, say nothing.
pub(crate) fn single_spaced(text: &str) -> String {
    let words = |line: &str| line.split_whitespace().collect::<Vec<_>>().join(" ");
    let mut text = text.split('\n').map(|line| words(line.trim())).collect::<Vec<_>>().join("\n");
    // A dash within emphasis or a link begins no item; how many breaks stand in front of it is the same all the same.
    while text.contains("\n\n- ") {
        text = text.replace("\n\n- ", "\n- ");
    }
    text
}

fn code_span(code: &str) -> String {
    let longest = code.split(|char| char != '`').map(str::len).max().unwrap_or_default();
    let marks = "`".repeat(longest + 1);
    let has_spaces = code.starts_with(' ') && code.ends_with(' ') && !code.trim_matches(' ').is_empty();
    let padding = if code.starts_with('`') || code.ends_with('`') || has_spaces { " " } else { "" };
    format!("{marks}{padding}{code}{padding}{marks}")
}

fn escape(text: &str, html: &mut String) {
    for char in text.chars() {
        match char {
            '&' => html.push_str("&amp;"),
            '<' => html.push_str("&lt;"),
            '>' => html.push_str("&gt;"),
            '"' => html.push_str("&quot;"),
            _ => html.push(char),
        }
    }
}
