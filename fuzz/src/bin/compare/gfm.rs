//! comrak, which renders GitHub's Markdown.

use std::fmt::Write as _;

use comrak::nodes::{ListType, NodeValue};
use comrak::{Anchorizer, Arena, Node, Options, create_formatter, parse_document};

use crate::reading::{Shown, Table};

create_formatter!(Formatter, {
    // Targets stay as they are written on our side; comrak percent-encodes them, and a browser takes both for one.
    NodeValue::Link(ref link) => |context, entering| {
        if entering {
            context.write_str("<a href=\"")?;
            context.escape(&link.url.replace(' ', "%20"))?;
            if !link.title.is_empty() {
                context.write_str("\" title=\"")?;
                context.escape(&link.title)?;
            }
            context.write_str("\">")?;
        } else {
            context.write_str("</a>")?;
        }
    },
});

/// What a GFM renderer shows of a page: tables, struck text and footnotes are all that it adds to CommonMark.
pub(crate) fn shown(page: &str) -> Shown {
    let mut options = Options::default();
    options.extension.table = true;
    options.extension.strikethrough = true;
    options.extension.footnotes = true;
    options.render.r#unsafe = true;
    let arena = Arena::new();
    // A definition at the very end of a page is none for comrak where no line end follows.
    let page = format!("{}\n", without_front_matter(page));
    let root = parse_document(&arena, &page, &options);
    let mut shown = Shown::default();
    let mut anchors = Anchorizer::new();
    let mut section = String::new();
    for node in root.descendants() {
        match node.data().value {
            NodeValue::Heading(_) => {
                let words = words(node);
                let anchor = anchors.anchorize(&words);
                section = named_anchor(&words).unwrap_or(anchor);
            }
            NodeValue::Table(_) => shown.tables.push(table(node, &section, &options)),
            NodeValue::Item(list) if list.list_type == ListType::Bullet => {
                let first =
                    node.first_child().filter(|first| matches!(first.data().value, NodeValue::Paragraph));
                shown.bullets.extend(first.map(|words| inner(words, &options)));
            }
            _ => {}
        }
    }
    shown
}

fn table(node: Node<'_>, section: &str, options: &Options<'_>) -> Table {
    let mut rows = node.children().map(|row| row.children().map(|cell| inner(cell, options)).collect());
    let head = rows.next().unwrap_or_default();
    Table { section: section.to_owned(), head, rows: rows.collect() }
}

/// The words that a node shows; an image shows none.
fn words(node: Node<'_>) -> String {
    match &node.data().value {
        NodeValue::Text(text) => text.to_string(),
        NodeValue::Code(code) => code.literal.clone(),
        NodeValue::SoftBreak | NodeValue::LineBreak => " ".to_owned(),
        NodeValue::Image(_) => String::new(),
        _ => node.children().map(words).collect(),
    }
}

/// The HTML of what stands in a node.
fn inner(node: Node<'_>, options: &Options<'_>) -> String {
    let mut html = String::new();
    for child in node.children() {
        // Nothing fails that writes to a string.
        let _ = Formatter::format_document(child, options, &mut html);
    }
    html
}

/// A page without the front matter that the sites' generators take off it.
fn without_front_matter(page: &str) -> &str {
    let page = page.strip_prefix('\u{feff}').unwrap_or(page);
    let is_end = |line: &str| matches!(line.trim_end(), "---" | "...");
    let lines = || page.split_inclusive(['\n', '\r']);
    match lines().skip(1).position(is_end) {
        Some(last) if lines().next().is_some_and(|first| first.trim_end() == "---") => {
            let length: usize = lines().take(last + 2).map(str::len).sum();
            &page[length..]
        }
        _ => page,
    }
}

/// The anchor behind a heading's words, which Docusaurus and others take off: `{#anchor}`.
fn named_anchor(words: &str) -> Option<String> {
    let (_, anchor) = words.strip_suffix('}')?.rsplit_once("{#")?;
    (!anchor.is_empty() && !anchor.contains(char::is_whitespace)).then(|| anchor.to_owned())
}
