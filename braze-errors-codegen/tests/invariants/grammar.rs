//! From any bytes to pages and descriptions: most of them well written, some torn.

use std::borrow::Cow;
use std::slice::Iter;

/// The page that stands in these bytes: they themselves where they are UTF-8, else what they plan.
pub fn page(bytes: &[u8]) -> Cow<'_, str> {
    std::str::from_utf8(bytes).map_or_else(|_| Cow::Owned(planned_page(bytes)), Cow::Borrowed)
}

/// The description that stands in these bytes: they themselves where they are UTF-8, else what they plan.
pub fn description(bytes: &[u8]) -> Cow<'_, str> {
    if let Ok(text) = std::str::from_utf8(bytes) {
        return Cow::Borrowed(text);
    }
    let mut description = String::new();
    Plan(bytes.iter()).inlines(2, &mut description);
    Cow::Owned(description)
}

fn planned_page(bytes: &[u8]) -> String {
    let mut plan = Plan(bytes.iter());
    let mut page = plan.pick(&STARTS).to_owned();
    let edges = if plan.next() % 4 == 0 { ["", ""] } else { ["| ", " |"] };
    page.extend([edges[0], "Code | Description", edges[1], "\n", edges[0], "--- | ---", edges[1], "\n"]);
    loop {
        if plan.next() % 32 == 0 {
            page.push_str(plan.pick(&TORN));
        }
        page.extend([edges[0], "`", plan.pick(&CODES), "` | "]);
        plan.inlines(2, &mut page);
        page.extend([edges[1], "\n"]);
        if plan.0.len() == 0 {
            break;
        }
    }
    page.push_str(ENDS[page.len() % ENDS.len()]);
    page
}

struct Plan<'a>(Iter<'a, u8>);

impl Plan<'_> {
    fn next(&mut self) -> usize {
        self.0.next().copied().unwrap_or_default().into()
    }

    fn pick(&mut self, pieces: &[&'static str]) -> &'static str {
        pieces[self.next() % pieces.len()]
    }

    /// Writes inline Markdown until the plan ends or says so.
    fn inlines(&mut self, depth: usize, out: &mut String) {
        while let Some(next) = self.0.next().copied() {
            if next >= 240 {
                break;
            }
            self.inline(next % 24, depth, out);
        }
    }

    fn around(&mut self, [start, end]: [&str; 2], depth: usize, out: &mut String) {
        out.push_str(start);
        if let Some(depth) = depth.checked_sub(1) {
            self.inlines(depth, out);
        } else {
            out.push_str(self.pick(&WORDS));
        }
        out.push_str(end);
    }

    fn inline(&mut self, kind: u8, depth: usize, out: &mut String) {
        match kind {
            0..=7 => out.push_str(self.pick(&WORDS)),
            8 => out.push(' '),
            9 => out.extend(["`", self.pick(&CODE), "`"]),
            10 => self.around(["**", "**"], depth, out),
            11 => self.around(["*", "*"], depth, out),
            12 => {
                self.around(["[", "]("], depth, out);
                out.extend([self.pick(&TARGETS), self.pick(&TITLES), ")"]);
            }
            13 => out.push_str("<br>"),
            14 => out.push_str("<br>- "),
            15 => self.around(["<strong>", "</strong>"], depth, out),
            16 => self.around(["<em>", "</em>"], depth, out),
            17 => {
                out.extend(["<a href=\"", self.pick(&TARGETS)]);
                self.around(["\">", "</a>"], depth, out);
            }
            18 => out.extend(["<code>", self.pick(&CODE), "</code>"]),
            19 => {
                out.push_str("{::nomarkdown}<ul><li>");
                out.push_str(self.pick(&ITEMS));
                out.push_str("</li><li>");
                out.push_str(self.pick(&ITEMS));
                out.push_str("</li></ul>{:/}");
            }
            20 => out.extend(["``", self.pick(&CODE), "``"]),
            21 | 22 => out.push_str(self.pick(&ESCAPES)),
            _ => out.push_str(self.pick(&MARKS)),
        }
    }
}

/// What stands above the table.
const STARTS: [&str; 12] = [
    "",
    "# Errors\n\n",
    "---\nnav_title: Errors\n---\n## Fatal {#fatal}\n\n",
    "---\nnav_title: Errors\n---\n\n### Fatal\n\n",
    "{% raw %}\n\n",
    "{% alert warning %}\nMind the gap.\n{% endalert %}\n\n",
    "- The **502 error** is ours.\n- The **2XX class** is good.\n\n",
    "| a | b |\n|---|---|\n| `x` | y |\n\n",
    "Words\n\n",
    "<!-- a note -->\n\n",
    "```\n| `400 Code` | x |\n```\n\n",
    "\u{feff}## Errors\n\n",
];

/// What stands below the table.
const ENDS: [&str; 6] = [
    "",
    "{: .reset-td-br-1 role=\"presentation\" }\n",
    "\n## More\n",
    "\n{% endraw %}\n",
    "{: .x }\n\nWords.\n",
    "\n\n",
];

/// What tears a table.
const TORN: [&str; 20] = [
    "\n",
    "|---|---|\n",
    "|===|===|\n",
    "---\n",
    "words\n",
    "# Heading\n",
    "{% raw %}\n",
    "{% endraw %}\n",
    "{% if x %}\n",
    "{: .x}\n",
    "<!-- x -->\n",
    "<div>\n",
    "</div>\n",
    "- item\n",
    "> quoted\n",
    "    ",
    "```\n",
    "| one |\n",
    "| `400 X` | y | z |\n",
    "|\n",
];

const CODES: [&str; 12] = [
    "400 Bad Request",
    "400 Bad Request",
    "400 Bad Request",
    "5XX Server Error",
    "404 Not Found",
    "401 Größe",
    "429 Limit_Reached",
    "500 Fault",
    "409 A|B",
    "404 No Sender ID",
    "403 (Not) Allowed!",
    "999 Out",
];

const WORDS: [&str; 64] = [
    "word ",
    "words",
    " and ",
    " ",
    "  ",
    "The ",
    "é",
    "e\u{301}",
    "Größe",
    "日本",
    "🛑",
    "75",
    "1,912",
    "5XX",
    "a1",
    ".",
    ",",
    ":",
    ";",
    "!",
    "?",
    "(",
    ")",
    "-",
    "- ",
    "\\- ",
    "+ ",
    "# ",
    "#",
    "1. ",
    "2) ",
    ">",
    "= ",
    "~",
    "^",
    "{",
    "}",
    "%",
    "$",
    "@",
    "/",
    "'",
    "\"",
    "’",
    "“a”",
    "…",
    "–",
    "\u{a0}",
    "\u{2003}",
    "\t",
    "snake_case",
    "a_b_",
    "x*y",
    "2 * 3",
    "&",
    "a & b",
    "AT&T",
    "&lt",
    "https://a.b/c_d",
    "x@y.z",
    "=",
    "---",
    "{{site.baseurl}}",
    "\\|",
];

const CODE: [&str; 20] = [
    "send_at",
    "a b",
    "a|b",
    "<b>",
    "*",
    "**",
    "&amp;",
    "\\",
    "a\\",
    "{",
    "é",
    "\"",
    "{{site.baseurl}}",
    "a`b",
    "- a",
    "x ",
    "",
    "]",
    "](x)",
    "  a",
];

const TARGETS: [&str; 20] = [
    "/x",
    "https://example.com/a_b?c=d&e=f#g",
    "{{site.baseurl}}/api/",
    "{{ site.baseurl }}",
    "#anchor",
    "mailto:a@b.c",
    "javascript:alert(1)",
    "JAVASCRIPT:x",
    "data:text/html,x",
    "java&#115;cript:x",
    "&#x6a;avascript&colon;x",
    "//evil.example",
    "\\javascript:x",
    "x:y",
    "",
    "a(b)c",
    "<a b>",
    "/*a*_b_",
    "?a=b&lt;c&copy=1",
    "/é",
];

const TITLES: [&str; 8] =
    ["", "", "", " \"Title\"", " 'a \"b\"'", " \"\"", " \"a\\b &amp; *c*\"", " \"a<b>\""];

const ITEMS: [&str; 8] = [
    "One",
    "<b>One</b> two",
    "a &lt; b",
    " ",
    "<a href='/x' title=\"y\">z</a>",
    "<code>x</code>",
    "a<br>b",
    "<i>a</i><!-- b -->",
];

const ESCAPES: [&str; 24] = [
    "\\*", "\\_", "\\`", "\\[", "\\]", "\\<", "\\\\", "\\#", "\\!", "\\{", "\\~", "\\$", "&amp;", "&lt;",
    "&gt;", "&quot;", "&nbsp;", "&copy;", "&#8217;", "&#x2019;", "&#42;", "&#96;", "&#27;", "&#155;",
];

/// What tears a description.
const MARKS: [&str; 40] = [
    "`",
    "``",
    "*",
    "**",
    "_",
    "__",
    "~~",
    "$$",
    "[",
    "](",
    ")",
    "![",
    "[x]: /y",
    "\\",
    "|",
    "&#0;",
    "&bogus;",
    "<",
    "<<",
    "<b>",
    "</b>",
    "<ul>",
    "<li>",
    "</ul>",
    "<x y=z>",
    "<script>",
    "<img src=x onerror=y>",
    "<a href=javascript:x>",
    "<!--",
    "<!-- a -->",
    "{% raw %}",
    "{{ x }}",
    "{:/}",
    "{::nomarkdown}",
    "{: .x}",
    "\u{1b}[31m",
    "\u{0}",
    "\u{9b}",
    "<https://a.b>",
    "\r",
];
