//! Dense Markdown within cells: marks, tags, entities and letters of many scripts, in any order.

use fastrand::Rng;

use super::{Change, any, place, row};

pub(super) const CHANGES: &[(&str, Change)] = &[
    ("a description is dense", |rng, page| {
        let pieces = rng.usize(1..8);
        let words = dense(rng, pieces);
        describe(rng, page, &words);
    }),
    ("a description is a run of marks", |rng, page| {
        let words = noise(rng);
        describe(rng, page, &words);
    }),
    ("dense words are added", |rng, page| {
        let pieces = rng.usize(1..4);
        let words = dense(rng, pieces);
        add(rng, page, &words);
    }),
    ("a construct is added", |rng, page| {
        let words = construct(rng);
        add(rng, page, &words);
    }),
    ("marks are added", |rng, page| {
        let marks = any(rng, MARKS);
        add(rng, page, marks);
    }),
    ("words are wrapped in marks", |rng, page| {
        let at = row(rng, page);
        let first = place(rng, &page[at]);
        let last = first + place(rng, &page[at][first..]);
        let (start, end) = PAIRS[rng.usize(..PAIRS.len())];
        page[at].insert_str(last, end);
        page[at].insert_str(first, start);
    }),
    ("a word is wrapped in marks", |rng, page| {
        let at = row(rng, page);
        let words: Vec<&str> = page[at].split(' ').collect();
        let index = rng.usize(..words.len());
        let (start, end) = PAIRS[rng.usize(..PAIRS.len())];
        let word = format!("{start}{}{end}", words[index]);
        page[at] = [&words[..index], &[word.as_str()], &words[index + 1..]].concat().join(" ");
    }),
    ("a code is another", |rng, page| {
        let at = row(rng, page);
        let code = any(rng, CODES);
        let end = page[at].char_indices().filter(|(_, char)| *char == '|').nth(1);
        if let Some((end, _)) = end {
            page[at] = format!("| {code} {}", &page[at][end..]);
        }
    }),
    ("letters touch a mark", |rng, page| {
        let at = row(rng, page);
        if let Some(place) = super::find(rng, &page[at], &['*', '_', '`', '<', '>', '[', ')']) {
            page[at].insert_str(place + usize::from(rng.bool()), any(rng, LETTERS));
        }
    }),
];

/// Pieces of Markdown, one behind the other.
pub(crate) fn dense(rng: &mut Rng, pieces: usize) -> String {
    let mut words = String::new();
    for index in 0..pieces {
        if index > 0 && rng.u8(..3) > 0 {
            words.push(' ');
        }
        match rng.u8(..10) {
            0..3 => words.push_str(any(rng, LETTERS)),
            3..5 => words.push_str(any(rng, MARKS)),
            5 => words.push_str(any(rng, SPECIAL)),
            _ => words.push_str(&construct(rng)),
        }
    }
    words
}

/// A well-formed construct, mostly.
fn construct(rng: &mut Rng) -> String {
    let (start, end) = PAIRS[rng.usize(..PAIRS.len())];
    let inner = match rng.u8(..6) {
        0 => {
            let (start, end) = PAIRS[rng.usize(..PAIRS.len())];
            format!("{start}{}{end}", any(rng, LETTERS))
        }
        1 => format!("{}{}", any(rng, LETTERS), any(rng, MARKS)),
        2 => format!("{} {}", any(rng, LETTERS), any(rng, LETTERS)),
        3 => any(rng, SPECIAL).to_owned(),
        _ => any(rng, LETTERS).to_owned(),
    };
    format!("{start}{inner}{end}")
}

/// Marks and letters alone.
fn noise(rng: &mut Rng) -> String {
    const ALPHABET: &[char] = &[
        '*', '*', '*', '_', '_', '~', '`', '`', '[', ']', '(', ')', '<', '>', '!', '{', '}', ':', '\\', '&',
        ';', '#', '$', '^', '"', '\'', '-', '.', ' ', ' ', ' ', 'a', 'b', 'x', '字', '가', 'ก', 'ع', 'é',
        '1', '/', '=',
    ];
    let length = rng.usize(1..14);
    (0..length).map(|_| ALPHABET[rng.usize(..ALPHABET.len())]).collect()
}

/// Replaces the description of a row.
fn describe(rng: &mut Rng, page: &mut [String], words: &str) {
    let at = row(rng, page);
    let second = page[at].char_indices().filter(|(_, char)| *char == '|').nth(1);
    if let Some((second, _)) = second {
        page[at].truncate(second);
        page[at].push_str(&format!("| {words} |"));
    } else {
        page[at].push_str(words);
    }
}

/// Puts words into a line of the table.
fn add(rng: &mut Rng, page: &mut [String], words: &str) {
    let at = row(rng, page);
    let place = place(rng, &page[at]);
    page[at].insert_str(place, words);
}

const LETTERS: &[&str] = &[
    "a",
    "word",
    "two words",
    "A",
    "字",
    "漢字。",
    "、次",
    "한글",
    "를",
    "ไทย",
    "عربي",
    "é",
    "e\u{301}",
    "ß",
    "1",
    "42",
    "a1",
    "kana を",
    "「引用」",
    "（注）",
    "x.y",
    "snake_case",
    "__init__",
    "a*b",
    "Über",
    "İ",
    "ﬁ",
    "😀",
    "a\u{a0}b",
    "\u{3000}",
    "\u{200b}",
    "\u{ad}",
    "\u{202e}",
    "…",
    "—",
    "“q”",
    "it's",
    "the '80s",
    "rock 'n' roll",
    "\"quoted\"",
    "\"'nested'\"",
    "a -- b",
    "a --- b",
    "a...",
    "1-2",
    "C++",
    "<3",
    "a < b",
    "a > b",
    "a & b",
    "AT&T",
    "&co",
    "50%",
    "#1",
    "@x",
    "a/b",
    "http://a.example",
    "https://a.example/x?y=1&z=2",
    "www.a.example",
    "a@b.example",
    "C:\\x",
    "\\n",
    "x^2",
    "x_1",
    "$5",
    "$a$",
    "a|b",
    "null",
    "true",
    ":)",
    "- a",
    "* a",
    "1. a",
    "> a",
    "# a",
    "+ a",
    "a:b",
    "::",
    "a;b",
    "[x]",
    "(x)",
    "{x}",
    "[x](",
    "!",
    "?",
    ".",
    ",",
];

const MARKS: &[&str] = &[
    "*", "**", "***", "****", "_", "__", "___", "~", "~~", "~~~", "`", "``", "```", "[", "]", "(", ")", "<",
    ">", "!", "![", "](", "[]", "()", "{", "}", "{:", "{::", ":", "\\", "\\\\", "|", "\\|", "&", "&amp", ";",
    "#", "$", "$$", "^", "\"", "'", "-", "--", "---", ".", "...", "<<", ">>", "<< ", " >>", "\\<<", "=",
    "==", "<br>", "<!--", "-->", "\\*", "\\_", "\\`", "\\[", "\\]", "\\<", "\\&", "\\-", "\\.", "\\!", "\\#",
    "\\{", "\\$", "\\~", "\\\"", "\\'", "\\:", "\\^", "\\a", "\\(", "\\>", "\\+", "\\=", "</b>", "</code>",
    "</a>", "</", "/>", "<b", "<a", "<a href=", "&#", "&#x", "[^", "{{", "}}", "{%", "%}", "\u{a0}", "\t",
    "  ",
];

const SPECIAL: &[&str] = &[
    "&amp;",
    "&lt;",
    "&gt;",
    "&quot;",
    "&#39;",
    "&apos;",
    "&nbsp;",
    "&copy;",
    "&unknown;",
    "&#42;",
    "&#x2A;",
    "&#0;",
    "&#xD800;",
    "&#128;",
    "&#9999999;",
    "&AMP;",
    "&amp",
    "&ndash;",
    "&hellip;",
    "&lbrace;",
    "&vert;",
    "&#124;",
    "&nGt;",
    "&;",
    "&#;",
    "&#x;",
    "&#160;",
    "&zwnj;",
    "&notin;",
    "&not;",
    "&amp;lt;",
    "&lsquo;",
    "&#X41;",
    "&#10;",
    "<br>",
    "<br/>",
    "<br />",
    "<br>- a",
    "<br>- a<br>- b",
    "<BR>",
    "<!-- c -->",
    "<!---->",
    "<!-- -- -->",
    "<!-- ` -->",
    "<!-- | -->",
    "<https://a.example>",
    "<https://a.example/?x=1&y=2>",
    "<mailto:a@b.example>",
    "<a@b.example>",
    "<http://é.example>",
    "<ftp://x>",
    "<x>",
    "<x/>",
    "<time_zone>",
    "<app-id>",
    "<1>",
    "<é>",
    "<?x?>",
    "<![CDATA[x]]>",
    "[a]",
    "[a][]",
    "[a][b]",
    "[a] [b]",
    "[^a]",
    "[^1]",
    "![a](b)",
    "![a]",
    "[a]()",
    "[a](b",
    "[a](b c)",
    "[a](b \"c\")",
    "[a](b 'c')",
    "[a](<b>)",
    "[a](<b c>)",
    "[a](b (c))",
    "[a](b(c)d)",
    "[a](b\\)c)",
    "[a]( b )",
    "[a](b \"c\" d)",
    "[a](b\"c\")",
    "[a](b&c)",
    "[a](b&amp;c)",
    "[a](b*c*d)",
    "[a](/x_y_z)",
    "[a](#b)",
    "[a](?b)",
    "[a](javascript:b)",
    "[a](b \"c\\\"d\")",
    "[a](b \"<c>\")",
    "[a\\]b](c)",
    "[a[b]c](d)",
    "[`a]`](b)",
    "[*a](b)*",
    "[a](b)[c](d)",
    "[[a](b)](c)",
    "[a](b){: .c}",
    "[a](b){:target=\"_blank\"}",
    "*a*{: .b}",
    "`a`{: .b}",
    "`a`{:.b}",
    "{: .a}",
    "{::comment}a{:/comment}",
    "{::comment /}",
    "{::nomarkdown}<b>a</b>{:/}",
    "{::nomarkdown}<ul><li>a</li><li>b</li></ul>{:/}",
    "{::nomarkdown}a{:/nomarkdown}",
    "{::nomarkdown}**a**{:/}",
    "{::x}a{:/}",
    "{:/}",
    "<ul><li>a</li></ul>",
    "<ul><li>a</li><li>**b**</li></ul>",
    "<ul><li>a<li>b</ul>",
    "<li>a</li>",
    "<div>a</div>",
    "<p>a</p>",
    "<span>a</span>",
    "<span class=\"x\">*a*</span>",
    "<kbd>a</kbd>",
    "<sup>1</sup>",
    "<script>a</script>",
    "<img src=\"a\">",
    "<a>b</a>",
    "<a name=\"x\"></a>",
    "<a href=\"b\">c</a>",
    "<a href='b'>c</a>",
    "<a href=b>c</a>",
    "<a href=\"b\" title=\"c\">d</a>",
    "<a href=\"b\" href=\"c\">d</a>",
    "<a href=\"b&c\">d</a>",
    "<a href=\"b&amp;c\">d</a>",
    "<a href=\"b\">*c*</a>",
    "<a href=\"\">b</a>",
    "<A HREF=\"b\">c</A>",
    "<a href=\"b\" target=\"_blank\">c</a>",
    "<b>*a*</b>",
    "<b>a</B>",
    "<B>a</b>",
    "<i>a</i>",
    "<b class=\"x\">a</b>",
    "<b>a<i>b</b></i>",
    "<b>a</i>",
    "<b/>",
    "<b >a</b >",
    "<b\u{a0}>a</b>",
    "<code>a</code>",
    "<code>*a*</code>",
    "<code>&lt;a&gt;</code>",
    "<code><b>a</b></code>",
    "<code>`a`</code>",
    "<code> a </code>",
    "<code>a|b</code>",
    "<code>a",
    "<CODE>a</CODE>",
    "<code class=\"x\">a</code>",
    "<code>a\\*b</code>",
    "<code></code>",
    "`a`",
    "`` a ``",
    "`` a`b ``",
    "` a `",
    "` a`",
    "`a `",
    "``",
    "`a``b`",
    "``a`b``",
    "`a\\`b`",
    "`a|b`",
    "`a\\|b`",
    "`<a>`",
    "`&lt;`",
    "`**a**`",
    "`a",
    "```a```",
    "` `",
    "`\u{a0}a\u{a0}`",
    "`{{x}}`",
    "`\"a\"`",
    "`--`",
    "$$a$$",
    "$a$",
    "~~a~~",
    "~a~",
    "~~a ~~",
    "~~ a~~",
    "~~~~a~~~~",
    "~~a~~b",
    "*a*",
    "**a**",
    "***a***",
    "*a **b** c*",
    "**a *b* c**",
    "_a_",
    "__a__",
    "a_b_c",
    "a__b__c",
    "_a_b",
    "a*b*c",
    "a**b**c",
    "* a*",
    "*a *",
    "** a **",
    "**a*",
    "*a**",
    "*a* b*",
    "**a**b**",
    "__a_",
    "_a__",
    "**太字。**次",
    "**API 키(필수)**를",
    "先に**`x`**を",
    "*a\u{a0}*",
    "*\u{3000}a*",
    "**\"a\"**",
    "**(a)**b",
    "*_a_*",
    "_*a*_",
    "**__a__**",
    "*a*_b_",
    "*a*b*c*",
    "*a\\*",
    "\\*a*",
    "\"a\"",
    "'a'",
    "\"*a*\"",
    "*\"a\"*",
    "a\"b",
    "a'b",
    "\"'a'\"",
    "a \"",
    "\" a",
    "'80s",
    "\\\"a\\\"",
    "A\\\nB",
    "HTML",
    "*[HTML]: x",
    "Error",
    "[400 A]",
    "[Error][]",
];

const PAIRS: &[(&str, &str)] = &[
    ("*", "*"),
    ("**", "**"),
    ("***", "***"),
    ("_", "_"),
    ("__", "__"),
    ("~~", "~~"),
    ("`", "`"),
    ("``", "``"),
    ("[", "](/x)"),
    ("[", "](/x \"t\")"),
    ("[", "]"),
    ("(", ")"),
    ("<b>", "</b>"),
    ("<strong>", "</strong>"),
    ("<i>", "</i>"),
    ("<em>", "</em>"),
    ("<code>", "</code>"),
    ("<a href=\"/x\">", "</a>"),
    ("\"", "\""),
    ("'", "'"),
    ("<", ">"),
    ("<!--", "-->"),
    ("**_", "_**"),
    ("*__", "__*"),
    ("[**", "**](/x)"),
    ("**[", "](/x)**"),
    ("[`", "`](/x)"),
    ("**`", "`**"),
    ("_`", "`_"),
    ("<ul><li>", "</li></ul>"),
    ("{::nomarkdown}", "{:/}"),
    ("** ", " **"),
    ("* ", " *"),
    ("_ ", " _"),
    ("*", "_"),
    ("**", "__"),
    ("**", "*"),
    ("*", "**"),
    ("![", "](/x)"),
    ("$$", "$$"),
    ("<span>", "</span>"),
    ("<b>", "</i>"),
    ("[", "]({{site.baseurl}}/x)"),
    ("&lt;", "&gt;"),
    ("<<", ">>"),
    ("<< ", " >>"),
    ("{", "}"),
    ("<br>- ", ""),
    ("<br>", "<br>"),
    ("\\", ""),
    ("`` `", "` ``"),
    ("[", "](<x y>)"),
    ("<https://a.example/", ">"),
];

const CODES: &[&str] = &[
    "`400 A`",
    "` 400 A `",
    "`` 400 A ``",
    "``400 A``",
    "`400  A`",
    "`400\u{a0}A`",
    "`400\tA`",
    "`400`",
    "`400 `",
    "`4XX A`",
    "`4xx A`",
    "`999 A`",
    "`600 A`",
    "`5XX`",
    "400 A",
    "**`400 A`**",
    "*`400 A`*",
    "`400 A` x",
    "x `400 A`",
    "`400 A` `401 B`",
    "<code>400 A</code>",
    "<code>400 *A*</code>",
    "<code>400 &lt;A&gt;</code>",
    "`400 <A>`",
    "`400 &lt;`",
    "`400 A|B`",
    "`400 A\\|B`",
    "`400 \\*A`",
    "`400 *A*`",
    "`400 {{x}}`",
    "`400 A`{: .x}",
    "[`400 A`](/x)",
    "`400 A`<!-- c -->",
    "<!-- c -->`400 A`",
    "`400 A`&nbsp;",
    "\u{a0}`400 A`",
    "\u{3000}`400 A`",
    "\\`400 A`",
    "`400 A\\`",
    "`400 A",
    "400 A`",
    "`400\u{3000}A`",
    "`400 字`",
    "<CODE>400 A</CODE>",
    "<code class=\"x\">400 A</code>",
    "<b>`400 A`</b>",
    "`400-A`",
    "`400: A`",
    "'400 A'",
    "´400 A´",
    "‘400 A’",
    "",
    "&nbsp;",
    "`400 A`<br>",
    "- `400 A`",
    "`\u{feff}400 A`",
    "`400 A\u{200b}`",
    "`４００ A`",
    "```400 A```",
    "`400 \"A\"`",
    "`400 --`",
    "`400 A...`",
];
