//! Pages that are written to be slow to read, of any size.

/// A kind of page, and what makes one of `size` pieces.
pub(crate) struct Shape {
    pub(crate) name: &'static str,
    pub(crate) page: fn(usize) -> String,
}

const TABLE: &str = "# Errors\n\n| Code | Description |\n|---|---|\n";

/// A row whose description is this, over and over.
fn cell(piece: &str, size: usize) -> String {
    format!("{TABLE}| `400 Bad Date` | {} |\n", piece.repeat(size))
}

/// A table with a row whose description is this, over and over.
fn rows(description: &str, size: usize) -> String {
    format!("{TABLE}{}", format!("| `400 Bad Date` | {description} |\n").repeat(size))
}

/// A line of text that is this, over and over, above a table.
fn text(piece: &str, size: usize) -> String {
    format!("{}\n\n{TABLE}| `400 Bad Date` | The date is bad. |\n", piece.repeat(size))
}

macro_rules! shapes {
    ($($name:literal: |$size:ident| $page:expr;)*) => {
        pub(crate) const SHAPES: &[Shape] = &[$(Shape { name: $name, page: |$size| $page },)*];
    };
}

shapes! {
    "plain rows": |size| rows("Words, `code` and **more**.", size);
    "rich rows": |size| rows("See [this]({{site.baseurl}}/x).<br>- *One* &amp; two", size);
    "plain words": |size| cell("words ", size);
    "unclosed code spans in rows": |size| rows("The `date is bad.", size);
    "unclosed code spans in a cell": |size| cell("`` a ", size) + "`";
    "code spans of all lengths": |size| {
        let lengths = (1..).scan(0, |sum, length| { *sum += length; (*sum <= 4 * size).then_some(length) });
        cell(&lengths.map(|length| "`".repeat(length) + " ").collect::<String>(), 1)
    };
    "unclosed code elements": |size| cell("<code> a ", size);
    "pipes": |size| cell("|", size);
    "escaped pipes": |size| cell("\\|", size);
    "full-width pipes": |size| TABLE.to_owned() + "| `400 Bad Date` " + &"｜".repeat(size);
    "backslashes": |size| cell("\\", size);
    "nested links": |size| format!("{TABLE}| `400 Bad Date` | {}x{} |\n", "[".repeat(size), "](/y)".repeat(size));
    "unclosed links": |size| cell("[a](", size);
    "nested images": |size| cell(&format!("{}](/x)", "![".repeat(size)), 1);
    "emphasis in links": |size| cell(&format!("{}](/x)", "[a *b ".repeat(size)), 1);
    "unclosed titles": |size| cell("[a](b \"", size);
    "unclosed targets in angle brackets": |size| cell(&("[a](<b".repeat(size) + ">"), 1);
    "unclosed footnotes": |size| cell("[^a", size);
    "brackets": |size| cell("[", size);
    "angle brackets": |size| cell("<", size);
    "ampersands": |size| cell("&", size);
    "unclosed emphasis": |size| cell("*a **b _c ", size);
    "nested emphasis": |size| format!("{TABLE}| `400 Bad Date` | {}x{} |\n", "*a ".repeat(size), " b*".repeat(size));
    "unclosed strikes": |size| cell("~~a ", size);
    "tildes": |size| cell("~", size);
    "asterisks": |size| cell("*", size);
    "unclosed comments": |size| cell("<!-- ", size);
    "unclosed tags": |size| cell("<b>", size);
    "tags with unclosed quotes": |size| cell("<a href=\"'", size);
    "list tags": |size| cell("{::nomarkdown}<ul><li>{:/}", size);
    "unclosed extensions": |size| cell("{::nomarkdown}", size);
    "unknown extensions": |size| cell("{::x", size) + "}";
    "unclosed variables": |size| cell("{{", size);
    "variables": |size| cell("{{x}}", size);
    "variables in a line": |size| text("{{x}}", size);
    "tags of Liquid and a word": |size| text("{% x %}", size) + "word";
    "tags of Liquid in a cell": |size| cell("{% x %}", size);
    "unknown tags": |size| cell("<x>", size);
    "starts of tags": |size| cell("<a ", size);
    "no characters": |size| cell("&#0;", size);
    "controls": |size| cell("\u{1b}", size);
    "unclosed instructions": |size| text("<div><?", size);
    "rows that are cut off": |size| TABLE.to_owned() + &"| `400 Bad Date` | A date. |\n\n".repeat(size);
    "code that goes on in the next row": |size| rows("``a`", size);
    "attribute lists": |size| cell("{:.x}", size);
    "attribute lists in emphasis": |size| cell("**a{:.a} ", size);
    "unclosed attribute lists": |size| cell("{:", size);
    "braces": |size| text("{", size);
    "braces that share one end": |size| format!("{{% raw %}}{}{}}}}}{{% endraw %}}\n\n{}", "{".repeat(size), " ".repeat(size), rows("x", 1));
    "unclosed variables": |size| text("{{ a ", size);
    "raw blocks in a line": |size| text("{% raw %}a{% endraw %}", size);
    "raw blocks behind spaces": |size| " ".repeat(size) + &text("a{% raw %}{% endraw %}", size);
    "raw blocks on lines": |size| text("{% raw %}\n{% endraw %}\n", size);
    "unclosed raw blocks": |size| text("{% raw %}", size);
    "end tags that are none": |size| text("{% raw %}{% endraw x %}", size);
    "comments in a line": |size| text("{% comment %}{% endcomment %}", size);
    "nested blocks": |size| text("{% if x %}\n", size);
    "unclosed tags of Liquid": |size| text("{% ", size);
    "control characters": |size| cell("\u{7}", size);
    "carriage returns": |size| text("a\r", size);
    "blank lines": |size| text("\n", size);
    "headings": |size| text("## Errors\n\n", size);
    "quotations": |size| text("> ", size) + &text("> a\n", size);
    "list marks": |size| text("- ", size) + &text("- a\n", size);
    "empty items": |size| format!("- {}", text("1. \n", size));
    "bullets with a status": |size| text("- A **502 error** is *ours*.\n", size);
    "bullet of many lines": |size| format!("- A **502 error**\n{}", text("goes on\n", size));
    "opening fences": |size| text("````\n```\n", size);
    "fences with words": |size| text("``` a\n", size);
    "unclosed elements": |size| text("<div>\n", size);
    "unclosed quotes on lines": |size| text("<div a=\"'\n", size);
    "unclosed extensions on lines": |size| text("{::comment}\n", size);
    "link labels": |size| text("[a]: /b\n", size);
    "delimiter rows": |size| TABLE.to_owned() + &"|---|---|\n".repeat(size);
    "rows cut off": |size| TABLE.to_owned() + &"| `400 Bad Date` | x |\n\n".repeat(size);
    "hidden rows": |size| rows("x", 1) + &"> | `400 Bad Date` | x |\ny\n".repeat(size);
    "spaces": |size| cell(" ", size);
}
