use std::fmt::Write as _;
use std::fs;
use std::path::{Path, PathBuf};

use super::super::{Block, BlockKind, Dialect, Document, Inline, LineKind, Node, Prose};
use crate::finding::Finding;
use crate::text::source::Source;

/// A page's blocks and texts, and behind them what is found: rules with the part of the page that they are about.
fn dump(text: &str) -> String {
    let source = Source::new("page.md", text);
    let (document, mut findings) = Document::read(&source, Dialect::Gfm);
    let mut out = Dump { document: &document, out: String::new(), findings: Vec::new() };
    out.blocks(&document.blocks);
    let Dump { mut out, findings: more, .. } = out;
    findings.extend(more);
    for Finding { rule, span, .. } in findings {
        write!(out, " !{} {:?}", rule.name(), &text[span]).unwrap();
    }
    out
}

struct Dump<'d, 'a> {
    document: &'d Document<'a>,
    out: String,
    findings: Vec<Finding>,
}

impl<'a> Dump<'_, 'a> {
    fn blocks(&mut self, blocks: &[Block<'a>]) {
        for (index, block) in blocks.iter().enumerate() {
            self.out.push_str(if index > 0 { " " } else { "" });
            match &block.kind {
                BlockKind::Heading(heading) => {
                    self.out.push('h');
                    self.prose(&heading.words);
                    self.out.extend(heading.named.iter().map(|anchor| format!("#{anchor}")));
                }
                BlockKind::Paragraph(prose) => self.prose(prose),
                BlockKind::Table(table) => {
                    for line in &table.lines {
                        assert!(line.kind == LineKind::Row || line.cells.is_empty());
                        self.out.push_str(if line.kind == LineKind::Row { "|" } else { "|-|" });
                        for cell in &line.cells {
                            self.prose(cell);
                            self.out.push('|');
                        }
                    }
                }
                BlockKind::List(inner) => self.within("list", inner),
                BlockKind::Item(inner) => self.within("item", inner),
                BlockKind::Quote(inner) => self.within("quote", inner),
                BlockKind::Code { is_fenced: true } => self.out.push_str("Fence"),
                BlockKind::Code { is_fenced: false } => self.out.push_str("Code"),
                kind => write!(self.out, "{kind:?}").unwrap(),
            }
        }
    }

    fn within(&mut self, name: &str, blocks: &[Block<'a>]) {
        write!(self.out, "{name}{{").unwrap();
        self.blocks(blocks);
        self.out.push('}');
    }

    fn prose(&mut self, prose: &Prose<'a>) {
        let (description, findings) = self.document.describe(prose);
        assert_eq!(description.span, prose.span());
        self.findings.extend(findings);
        write!(self.out, "({})", nodes(&description.nodes)).unwrap();
    }
}

fn nodes(nodes: &[Node]) -> String {
    nodes.iter().map(node).collect()
}

fn node(node: &Node) -> String {
    match &node.inline {
        Inline::Text(text) => text.clone(),
        Inline::Code(code) => format!("`{code}`"),
        Inline::Strong(inner) => format!("strong[{}]", nodes(inner)),
        Inline::Emphasis(inner) => format!("em[{}]", nodes(inner)),
        Inline::Strike(inner) => format!("del[{}]", nodes(inner)),
        Inline::Link { target, title, words } => {
            format!(
                "link[{}]<{target}{}>",
                nodes(words),
                title.as_ref().map_or_else(String::new, |title| format!(" {title:?}"))
            )
        }
        Inline::Break => "⏎".to_owned(),
        Inline::Item(inner) => format!("item[{}]", nodes(inner)),
        Inline::Comment(comment) => format!("!--{comment}--"),
    }
}

#[track_caller]
fn check(cases: &[(&str, &str)]) {
    for (page, expected) in cases {
        for page in [(*page).to_owned(), page.replace('\n', "\r\n")] {
            assert_eq!(dump(&page).replace("\\r\\n", "\\n"), *expected, "{page:?}");
        }
    }
}

#[test]
fn headings() {
    check(&[
        ("# One\nTwo\n===\nThree\n---", "h(One) h(Two) h(Three)"),
        (
            "### Four {#four}\n## A `b` {#a_b_c}\nFive {#five}\n----",
            "h(Four)#four h(A `b`)#a_b_c h(Five)#five",
        ),
        ("## Get {id}\n## C {#a b}\n## {#six}", "h(Get {id}) h(C {#a b}) h()#six"),
        ("> ## a\n> b {#c}", "quote{h(a) (b {#c})}"),
    ]);
}

#[test]
fn blocks() {
    check(&[
        (
            "text\nover lines\n\n- one\n- two\n  - three\n\n1. four\n\n   five",
            "(text over lines) list{item{(one)} item{(two) list{item{(three)}}}} list{item{(four) (five)}}",
        ),
        (
            "> quote\n> - in it\n>\n> | a | b |\n> |---|---|\n> | c | d |\n\n- | a |\n  |---|\n  | b |",
            "quote{(quote) list{item{(in it)}} |(a)|(b)||-||(c)|(d)|} list{item{|(a)||-||(b)|}}",
        ),
        (
            "```\n| a | b |\n|---|---|\n```\n\n    code\n***\n<div>\nx\n</div>\n\n<!-- a\ncomment -->\n\n[label]: /x \"title\"",
            "Fence Code Rule Html Comment",
        ),
        ("* * *\n- [ ] a\n+ b", "Rule list{item{([ ] a)}} list{item{(b)}}"),
        (
            "- [a](/b) c\n- **d**\n- <b>e</b>",
            "list{item{(link[a]</b> c)} item{(strong[d])} item{(strong[e])}}",
        ),
        (
            "import X from 'x'\n\n:::note\nx\n:::\n\n> [!NOTE]\n> y",
            "(import X from 'x') (:::note x :::) quote{([!NOTE] y)}",
        ),
    ]);
}

#[test]
fn what_swallows_the_rest_of_a_page_is_reported() {
    check(&[
        ("<!-->\n\n<!-- a -->b\n\n<!-- open\n| a |\n|---|", "Comment Html Comment !unclosed-tag \"<!--\""),
        ("```\na", "Fence !unsupported-markdown \"```\""),
        (
            "> ~~~~\n> a\n> ~~~~\n\n- ```\n  b\n- c",
            "quote{Fence} list{item{Fence} item{(c)}} !unsupported-markdown \"```\"",
        ),
    ]);
}

#[test]
fn no_cell_is_lost_or_added() {
    check(&[
        ("|a|b|\n|---|---|\n|c|d|e|f||\n|g|\n||h", "|(a)|(b)||-||(c)|(d)|()|()|()||(g)||()|(h)|"),
        ("|a|b|\n|-|-|\n| i \\| j |`k \\| l`| m \\| n|", "|(a)|(b)||-||(i | j)|(`k | l`)|()|"),
        ("a | b\n-|-\nc | d\ne", "|(a)|(b)||-||(c)|(d)||(e)|"),
        ("|  | b \n|--|--|\n| | |", "|()|(b)||-||()|()|"),
    ]);
}

#[test]
fn marks_of_the_other_dialect_are_reported_once() {
    check(&[
        (
            "{% raw %} `{% x %}` {{ y }}\n\n{: .x}",
            "({% raw %} `{% x %}` {{ y }}) ({: .x}) !unknown-liquid \"{% raw %}\"",
        ),
        (
            "a | b\n-|-\nc | d\n{: .x}\n\n{% x %}",
            "|(a)|(b)||-||(c)|(d)||({: .x})| ({% x %}) !unsupported-markdown \"{: .x}\"",
        ),
        (
            "`{% x %}` {{ y }} {{% hugo %}} {{< x >}} {:x} {%\n\n```\n{% x %}\n{: .x}\n```",
            "(`{% x %}` {{ y }} {{% hugo %}} {{< x >}} {:x} {%) Fence",
        ),
        ("{% admonition type=\"x\" %}a{% /admonition %}", "({% admonition type=\"x\" %}a{% /admonition %})"),
    ]);
}

#[test]
fn texts() {
    check(&[
        (
            "**a** *b* ~~c~~ ~d~ `e` [f](/g \"h\") <https://i> <j@k.l> &eacute; \\* &nGt;",
            "(strong[a] em[b] del[c] del[d] `e` link[f]</g \"h\"> link[https://i]<https://i> link[j@k.l]<mailto:j@k.l> é * ≫\u{20d2})",
        ),
        ("a\\\nb  \nc<br>d<br/>\ne<br>- f", "(a⏎b⏎c⏎d⏎e⏎item[f])"),
        (
            "<b>a</b> <I>b</I> <strong>c</strong> <a HREF='/x?a=1&amp;b&c' title=t target=_blank>d</a> <code>e &lt;</code>",
            "(strong[a] em[b] strong[c] link[d]</x?a=1&b&c \"t\"> `e <`)",
        ),
        (
            "![a *b*](c) [^1] [^2] $x$ <!-- c --> <? x ?> <time_zone> <app-id> </b>\n\n[^1]: note",
            "(a em[b]  [^2] $x$ !-- c -- <? x ?> <time_zone> <app-id> ) (note) !unsupported-markdown \"![a *b*](c)\" !unsupported-markdown \"[^1]\" !unknown-tag \"<? x ?>\" !unknown-tag \"<app-id>\" !unclosed-tag \"</b>\"",
        ),
        (
            "[a](javascript:x) [](/x) <a href>x</a> [b] [c][d]\n\n[d]: /e",
            "(link[a]<javascript:x> link[]</x> link[x]<> [b] link[c]</e>) !unsafe-link \"[a](javascript:x)\" !unsupported-markdown \"[](/x)\" !unsafe-link \"<a href>x</a>\"",
        ),
        ("a</br>b [c](</d e>)", "(a⏎b link[c]</d%20e>)"),
        (
            "<a id=\"a\"></a>b <a name='c'/>[d](/e) <a>*f*</a> [<a id=g>h</a>](/i) <a id=j>k",
            "(b link[d]</e> em[f] link[h]</i> k) !unsupported-markdown \"<a id=g>\"",
        ),
        (
            "a&#1;b `c` [d](/e \"&#2;\")",
            "(a\u{1}b `c` link[d]</e \"\\u{2}\">) !control-character \"&#1;\" !control-character \"[d](/e \\\"&#2;\\\")\"",
        ),
    ]);
}

#[test]
fn nothing_stands_in_its_like() {
    check(&[
        (
            "**a __b__** *a <em>b</em>* <b>a **b** c</b>",
            "(strong[a b] em[a b] strong[a b c]) !unsupported-markdown \"__b__\" !unsupported-markdown \"<em>\" !unsupported-markdown \"**b**\"",
        ),
        (
            "<a href=\"/x\">a [b](/c)</a> <code>*f*</code> <code>`g`</code>",
            "(link[a b]</x> `` ``) !unsupported-markdown \"[b](/c)\" !unsupported-markdown \"<code>*f*</code>\" !unsupported-markdown \"<code>`g`</code>\"",
        ),
    ]);
}

#[test]
fn tags_have_partners() {
    check(&[
        ("<s>x</s>", "(<s>x</s>) !unknown-tag \"<s>\" !unknown-tag \"</s>\""),
        ("**a <i>b** c</i>", "(strong[a em[b]] c) !unclosed-tag \"<i>\""),
        ("<i>a <b>b</i></b> <b>c", "(em[a strong[b]] strong[c]) !unclosed-tag \"<b>\""),
        ("<b>a *b</b>*", "(strong[a em[b]]) !unclosed-tag \"</b>\""),
        ("<i>a</i></b>", "(em[a]) !unclosed-tag \"</b>\""),
    ]);
}

#[test]
fn lists_in_cells() {
    check(&[
        (
            "|a<br>- b<br>- c|<!-- x -->|\n|-|-|\n|x<ul><li>a <b>b</b></li> <li>c</li></ul>y|<ul><li>a<li>b</ul>|",
            "|(a⏎item[b]⏎item[c])|(!-- x --)||-||(xitem[a strong[b]]item[c]y)|(item[a]item[b])| !unclosed-tag \"<li>\"",
        ),
        (
            "|<li>a</li>|<ul>x<li>a</li></ul>|\n|-|-|\n|<b><ul><li>x</li></ul></b>|<ul><li><ul><li>x</li></ul></li></ul>|",
            "|(a)|(xitem[a])||-||(strong[x])|(item[x])| !misplaced-tag \"<li>\" !misplaced-tag \"x\" !misplaced-tag \"<ul>\" !misplaced-tag \"<li>\" !misplaced-tag \"<ul>\" !misplaced-tag \"<li>\"",
        ),
    ]);
}

#[test]
fn what_readers_take_for_different_things_is_reported() {
    check(&[
        (
            "- |a|\n  |-|\n    |b|\n      |c|",
            "list{item{|(a)||-||(b)||(c)|}} !unsupported-markdown \"|b|\" !unsupported-markdown \"|c|\"",
        ),
        (
            "| a ~ b | ~1 to ~2 | a~b~c | ~~a~~ | é~~。~~ |\n|-|-|-|-|-|\n| a\\\\| b | c\\~d~ | _~a | `~a~ ~` b~ | ~a~_b |",
            "|(a ~ b)|(~1 to ~2)|(a~b~c)|(del[a])|(édel[。])||-||(a| b)|(c~d~)|(_~a)|(`~a~ ~` b~)|(del[a]_b)| !unsupported-markdown \"~\" !unsupported-markdown \"~\" !unsupported-markdown \"\\\\\\\\|\" !unsupported-markdown \"~\" !unsupported-markdown \"~\"",
        ),
    ]);
}

/// Pages on which comrak, cmark or browsers see something else than pulldown-cmark, and the part that is reported.
#[test]
fn what_readers_may_differ_on_is_reported_where_it_stands() {
    let cell = |text: &str| format!("|a|\n|-|\n|{text}|");
    let cases = [
        (cell("`` `a` b"), "`"),
        (cell("``a` `b`"), "`"),
        (cell("a [^ *b*"), "[^"),
        (cell("a][b](/c)"), "[b](/c)"),
        (cell("[<a id=\"b\">c](/d)"), "<a id=\"b\">"),
        ("|a|b|\n- |-|\n|c|d|".to_owned(), "|a|b|"),
        (cell("[a](b \"c\\\\\"d\")"), "]("),
        (cell("<https://a.example/\\|>"), "https://a.example/\\|"),
        (cell("<a href=\"/x\\|y\">b</a>"), "<a href=\"/x\\|y\">"),
        (cell("<a href=\"/x?a&copy\">b</a>"), "<a href=\"/x?a&copy\">"),
        (cell("<!-- a -- b -->c"), "<!-- a -- b -->"),
        (cell("<ul><li></li></ul>a"), "<li></li>"),
        (cell("<ul></ul>a"), "<ul></ul>"),
        (cell("<ul><li><br>a</li></ul>"), "<br>"),
        (cell("a*~~b~~*c"), "~"),
        (cell("*a*~~b~~"), "~"),
        (cell("~a~*b*"), "~"),
        (cell("~~**a*~~"), "~"),
        (cell("\\~~two words~~ b"), "~"),
        (cell("a&NewLine;b"), "&NewLine;"),
        ("#\u{b}A".to_owned(), "\u{b}"),
        ("a\rb\nc".to_owned(), "\r"),
        ("\u{feff}\u{feff}a".to_owned(), "\u{feff}"),
        ("[^a]: b\n\n    |c|\n    |-|".to_owned(), "|c|\n    |-|"),
        ("* a\n<br>\nb".to_owned(), "<br>"),
        ("=====\n-|-\n||\n|-|".to_owned(), "||"),
        ("- a\n|b|\n  |-|".to_owned(), "|b|"),
        ("[a]: /b\n|c|\n|-|".to_owned(), "|c|"),
    ];
    for (page, expected) in cases {
        let found = dump(&page);
        assert!(found.ends_with(&format!("{expected:?}")), "{page:?}: {found}");
    }
}

/// What they read alike stays unreported.
#[test]
fn what_all_readers_see_alike_is_no_finding() {
    let cells = [
        "`a\\` `b`",
        "\\`a\\` `b`",
        "\\[^1] a",
        "[a](</b>)",
        "<https://a.example/?b&amp;c>",
        "<a href=\"/x?a=1&b=2\">c</a>",
        "<!-- a -->b",
        "**~~a~~**",
        "~~a~~ *b*",
        "a[b] (c)",
        "<ul><li>a</li></ul><br>b",
    ];
    for cell in cells {
        let found = dump(&format!("|a|\n|-|\n|{cell}|"));
        assert!(!found.contains('!') || cell.contains("<!--") && !found.contains(" !uns"), "{cell}: {found}");
    }
}

#[test]
fn spans_are_exact() {
    let page = "> ## *a* {#b}  \n>\n> |  *c* | d|\n>  | - | - |\n> | `e \\| f` ||  g h  |\n\n- i\n  j\n\n  <!-- k -->\n";
    let source = Source::new("page.md", page);
    let (document, _) = Document::read(&source, Dialect::Gfm);
    let mut spans = Vec::new();
    for Block { span, kind } in document.walk() {
        spans.push(&page[span.clone()]);
        match kind {
            BlockKind::Heading(heading) => spans.push(&page[heading.words.span()]),
            BlockKind::Paragraph(prose) => spans.push(&page[prose.span()]),
            BlockKind::Table(table) => {
                for line in &table.lines {
                    spans.push(&page[line.span.clone()]);
                    spans.extend(line.cells.iter().map(|cell| &page[cell.span()]));
                }
            }
            _ => {}
        }
    }
    let (quote, list) = (page.split("\n\n").next().unwrap(), "- i\n  j\n\n  <!-- k -->");
    let table = &quote[quote.find('|').unwrap()..];
    let expected = [
        quote,
        "## *a* {#b}",
        "*a*",
        table,
        "|  *c* | d|",
        "*c*",
        "d",
        "| - | - |",
        "| `e \\| f` ||  g h  |",
        "`e \\| f`",
        "",
        "g h",
        list,
        list,
        "i\n  j",
        "i\n  j",
        "<!-- k -->",
    ];
    assert_eq!(spans, expected);
}

#[test]
fn what_stands_in_too_many_others_is_read_as_theirs() {
    let page = format!("{}a\n\n{}b", ">".repeat(40), "- ".repeat(20));
    let read = dump(&page);
    let (quotes, lists) = ("quote{".repeat(32), "list{item{".repeat(16));
    assert!(read.starts_with(&format!("{quotes}(a)}}")) && read.contains(&format!("{lists}(b)}}")), "{read}");
    assert_eq!(read.matches("!unsupported-markdown").count(), 2, "{read}");
}

#[test]
fn hostile_pages_are_read() {
    let many = [
        ">",
        "- ",
        "1. ",
        "*",
        "**a ",
        "<b>",
        "<b>**",
        "</b>",
        "<ul><li>",
        "<a href=\"",
        "<a href=\"&",
        "[",
        "[a](",
        "`",
        "~~a ",
        "~",
        "{%",
        "{:",
        "{: .x}\n",
        "\\|",
        "<!--",
        "&",
        "\0",
        "|",
        "> - ",
        "[^1]: ",
        "<b><i>**</b>",
    ];
    for mark in many {
        for (before, behind) in [("", ""), ("# ", " {#a}"), ("|a|\n|-|\n|", "|")] {
            dump(&format!("{before}{}{behind}", mark.repeat(10_000)));
        }
    }
}

/// What comrak makes of each cell of a page's tables, header rows too.
fn comrak_rows(text: &str) -> Vec<Vec<String>> {
    let arena = comrak::Arena::new();
    let mut options = comrak::Options::default();
    options.extension.table = true;
    options.extension.strikethrough = true;
    options.extension.footnotes = true;
    options.render.r#unsafe = true;
    let root = comrak::parse_document(&arena, text, &options);
    let is_row = |node: &comrak::Node<'_>| matches!(node.data().value, comrak::nodes::NodeValue::TableRow(_));
    let cell = |cell: comrak::Node<'_>| {
        let mut html = String::new();
        comrak::html::format_document(cell, &options, &mut html).unwrap();
        let html = html.trim();
        html[html.find('>').unwrap() + 1..html.rfind("</").unwrap()].to_owned()
    };
    root.descendants().filter(is_row).map(|row| row.children().map(cell).collect()).collect()
}

/// HTML in which what means the same is written in one way, as `html` writes it.
fn normal(html: &str) -> String {
    let mut out = String::new();
    let mut rest = html;
    while let Some((before, behind)) = rest.split_once('<') {
        out.push_str(before);
        let Some(inner) = behind.strip_prefix("!--") else {
            let (tag, behind) = behind.split_once('>').unwrap();
            let (name, attributes) = tag
                .trim_end_matches(['/', ' '])
                .split_once(' ')
                .unwrap_or((tag.trim_end_matches(['/', ' ']), ""));
            match name.to_ascii_lowercase().as_str() {
                "b" => out.push_str("<strong>"),
                "/b" => out.push_str("</strong>"),
                "i" => out.push_str("<em>"),
                "/i" => out.push_str("</em>"),
                "li" => out.push_str("- "),
                "ul" | "/ul" | "/li" => {}
                "a" => write!(out, "<a {attributes}>").unwrap(),
                name => write!(out, "<{name}>").unwrap(),
            }
            rest = behind;
            continue;
        };
        rest = inner.split_once("-->").unwrap().1;
    }
    out.push_str(rest);
    while let Some(empty) = ["<em></em>", "<strong></strong>"].into_iter().find(|empty| out.contains(empty)) {
        out = out.replace(empty, "");
    }
    // Spaces at the ends of lines show nowhere.
    let words: Vec<_> = out.split_whitespace().collect();
    words.join(" ").replace("<br> ", "<br>").replace(" <br>", "<br>")
}

fn html(nodes: &[Node]) -> String {
    let mut out = String::new();
    for node in nodes {
        match &node.inline {
            Inline::Text(text) => comrak::html::escape(&mut out, text).unwrap(),
            Inline::Code(code) => {
                out.push_str("<code>");
                comrak::html::escape(&mut out, code).unwrap();
                out.push_str("</code>");
            }
            Inline::Strong(inner) => write!(out, "<strong>{}</strong>", html(inner)).unwrap(),
            Inline::Emphasis(inner) => write!(out, "<em>{}</em>", html(inner)).unwrap(),
            Inline::Strike(inner) => write!(out, "<del>{}</del>", html(inner)).unwrap(),
            Inline::Link { target, title, words } => {
                out.push_str("<a href=\"");
                comrak::html::escape_href(&mut out, target, false).unwrap();
                if let Some(title) = title {
                    out.push_str("\" title=\"");
                    comrak::html::escape(&mut out, title).unwrap();
                }
                write!(out, "\">{}</a>", html(words)).unwrap();
            }
            Inline::Break => out.push_str("<br>"),
            Inline::Item(inner) => write!(out, "- {}", html(inner)).unwrap(),
            Inline::Comment(_) => {}
        }
    }
    out
}

/// Compares each cell with comrak's, and says how many there are and how many are refused.
fn compare(name: &str, text: &str) -> (usize, usize) {
    let source = Source::new(name, text);
    let (document, _) = Document::read(&source, Dialect::Gfm);
    let tables = document.walk().filter_map(|block| match &block.kind {
        BlockKind::Table(table) => Some(table),
        _ => None,
    });
    let lines: Vec<_> =
        tables.flat_map(|table| &table.lines).filter(|line| line.kind == LineKind::Row).collect();
    let expected = comrak_rows(&text[document.body..]);
    assert_eq!(lines.len(), expected.len(), "{name}");
    let (mut cells, mut refused) = (0, 0);
    for (line, expected) in lines.iter().zip(expected) {
        // comrak adds what a short row lacks, and drops what a long one has too much.
        assert!(
            line.cells.len() >= expected.len() || expected[line.cells.len()..].iter().all(String::is_empty),
            "{name}"
        );
        for (cell, expected) in line.cells.iter().zip(expected) {
            let (description, findings) = document.describe(cell);
            cells += 1;
            if findings.is_empty() {
                assert_eq!(
                    normal(&html(&description.nodes)),
                    normal(&expected),
                    "{name} {:?}",
                    &text[cell.span()]
                );
            } else {
                refused += 1;
            }
        }
    }
    (cells, refused)
}

/// The pages below a folder.
fn pages(folder: &Path) -> Vec<PathBuf> {
    let mut pages: Vec<_> =
        fs::read_dir(folder).into_iter().flatten().map(|entry| entry.unwrap().path()).collect();
    pages.sort();
    pages
        .into_iter()
        .flat_map(|path| match path.extension() {
            Some(extension) if extension == "md" => vec![path],
            None => self::pages(&path),
            Some(_) => Vec::new(),
        })
        .collect()
}

#[test]
fn comrak_reads_the_cells_of_real_pages_alike() {
    let workspace = Path::new(env!("CARGO_MANIFEST_DIR")).join("..");
    for folder in ["docs", "../shared/field"] {
        for path in pages(&workspace.join(folder)) {
            let name = path.strip_prefix(&workspace).unwrap().display().to_string();
            let (cells, refused) = compare(&name, &fs::read_to_string(&path).unwrap());
            println!("{name}: {cells} cells, {refused} refused");
        }
    }
}

#[test]
fn comrak_reads_made_up_cells_alike() {
    const PARTS: &[&str] = &[
        "a",
        "b",
        "é",
        "字",
        " ",
        "*",
        "**",
        "_",
        "__",
        "~",
        "~~",
        "`",
        "``",
        "[",
        "](/x)",
        "](</y> \"t\")",
        "\\",
        "\\|",
        "<b>",
        "</b>",
        "<i>",
        "</i>",
        "<br>",
        "<code>",
        "</code>",
        "<a href=\"/z\">",
        "</a>",
        "<!-- c -->",
        "&amp;",
        "&eacute;",
        "&#42;",
        "<https://x.y>",
        "!",
        "(",
        ")",
        "<ul><li>x",
        "</li></ul>",
        "- ",
        "。",
        ".",
        "\u{a0}",
        "<em>",
        "</em>",
        "http://x",
        "{",
        "}",
        "^",
        "$",
        "[^1]",
        "<",
        "\t",
    ];
    let pages = std::env::var("BRAZE_ERRORS_GFM_PAGES").map_or(2_000, |pages| pages.parse().unwrap());
    // Marsaglia's xorshift: the same pages at every run.
    let mut state: u64 = 88_172_645_463_325_252;
    let mut below = |end: u64| {
        state ^= state << 13;
        state ^= state >> 7;
        state ^= state << 17;
        usize::try_from(state % end).unwrap()
    };
    let (mut cells, mut refused) = (0, 0);
    for _ in 0..pages {
        let mut page = "|a|b|\n|-|-|\n|".to_owned();
        for longest in [14, 6, 14, 6] {
            let end = if longest == 14 { "|" } else { "|\n|" };
            let parts = below(longest);
            page.extend(std::iter::repeat_with(|| PARTS[below(PARTS.len() as u64)]).take(parts));
            page.push_str(end);
        }
        page.pop();
        let counts = compare(&page, &page);
        (cells, refused) = (cells + counts.0, refused + counts.1);
    }
    println!("{pages} pages, {cells} cells, {refused} refused, the others alike");
}
