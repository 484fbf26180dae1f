//! comrak, which renders GitHub's Markdown.

use comrak::nodes::{ListType, NodeValue};
use comrak::{Anchorizer, Arena, Node, Options, format_html, parse_document};

use crate::reading::{Shown, Table};

/// What a GFM renderer shows of a page: tables and struck text are all that it adds to CommonMark.
pub(crate) fn shown(page: &str) -> Shown {
    let mut options = Options::default();
    options.extension.table = true;
    options.extension.strikethrough = true;
    options.extension.front_matter_delimiter = Some("---".to_owned());
    options.render.r#unsafe = true;
    let arena = Arena::new();
    let root = parse_document(&arena, page.trim_start_matches('\u{feff}'), &options);
    let mut shown = Shown::default();
    let mut anchors = Anchorizer::new();
    let mut section = String::new();
    for node in root.descendants() {
        match node.data().value {
            NodeValue::Heading(_) => section = anchors.anchorize(&node.collect_text()),
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

/// The HTML of what stands in a node.
fn inner(node: Node<'_>, options: &Options<'_>) -> String {
    let mut html = String::new();
    for child in node.children() {
        // Nothing fails that writes to a string.
        let _ = format_html(child, options, &mut html);
    }
    // Targets stay as they are written on our side, and a browser takes both for one.
    for (escaped, char) in
        [("%7C", "|"), ("%7B", "{"), ("%7D", "}"), ("%5B", "["), ("%5D", "]"), ("%60", "`"), ("%5C", "\\")]
    {
        html = html.replace(escaped, char);
    }
    html
}
