//! Lists, whose items are read each as a text of its own.

use super::block::{self, Blocks, indent, is_eob, is_horizontal_rule, is_marked};
use super::html;
use crate::markdown::document::{Block, BlockKind};
use crate::markdown::mapped::Mapped;
use crate::text::white::{is_blank, trim_end, trim_start};

/// The mark that begins an item.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Marker {
    Bullet,
    Number,
}

/// The mark of an item that a line begins with, and how long it is with the spaces in front of it.
pub(super) fn marker(line: &str) -> Option<(Marker, usize)> {
    let indent = indent(line);
    let rest = &line[indent..];
    let digits = rest.bytes().take_while(u8::is_ascii_digit).count();
    let (marker, length) = match digits {
        0 if ["+", "*", "-"].iter().any(|mark| is_marked(rest, mark)) => (Marker::Bullet, 1),
        0 => return None,
        _ if is_marked(&rest[digits..], ".") => (Marker::Number, digits + 1),
        _ => return None,
    };
    (indent <= 3).then_some((marker, indent + length))
}

/// An item while its lines are being gathered.
struct Item<'a> {
    start: usize,
    /// Its text; a second one begins with a list in it.
    texts: Vec<Mapped<'a>>,
}

/// What tells the lines of an item from those below it.
#[derive(Clone, Copy)]
struct Indentation(usize);

impl Indentation {
    /// How long the indent is of a line that belongs to the item.
    fn of_content(self, line: &str) -> bool {
        let (mut rest, mut tabs) = (line, 0);
        while tabs < self.0 / 4 {
            match rest.strip_prefix('\t').or_else(|| rest.strip_prefix("    ")) {
                Some(inner) => rest = inner,
                None => return false,
            }
            tabs += 1;
        }
        let spaces = indent(rest);
        let is_indented = spaces >= self.0 % 4 || rest.starts_with('\t');
        is_indented && !is_blank(line)
    }
}

impl<'a> Blocks<'_, 'a> {
    pub(super) fn list(&mut self) -> bool {
        let Some((kind, _)) = marker(self.line()) else { return false };
        self.pending = None;
        let start = self.at;
        let mut items: Vec<Item<'a>> = Vec::new();
        let mut indentation = Indentation(0);
        let (mut has_nested, mut after_blank, mut has_eob) = (false, false, false);
        let mut deepest_mark = 3;
        while self.at < self.text.text().len() {
            let (line, at) = (self.line(), self.at);
            let end = at + line.len();
            if after_blank && is_horizontal_rule(line) {
                break;
            } else if is_eob(line) {
                self.at = end;
                has_eob = true;
                break;
            }
            let mark = marker(line).filter(|(other, _)| *other == kind && indent(line) <= deepest_mark);
            if let Some((_, mark)) = mark {
                let (content, columns) = self.first_line(at + mark, mark);
                indentation = Indentation(columns);
                deepest_mark = columns.clamp(1, 4) - 1;
                let text = self.text.slice(content..end);
                has_nested = marker(text.text()).is_some();
                after_blank = false;
                items.push(Item { start: at, texts: vec![text] });
            } else if indentation.of_content(line)
                || (!after_blank && !is_blank(line) && !self.ends_lazy_item(at, indentation))
            {
                let Some(item) = items.last_mut() else { break };
                add_line(self.text, at..end, indentation, &mut has_nested, item);
                after_blank = false;
            } else if is_blank(line) {
                has_nested = true;
                after_blank = true;
                if let Some(text) = items.last_mut().and_then(|item| item.texts.last_mut()) {
                    text.append(self.text, at..end);
                }
            } else {
                break;
            }
            self.at = end;
        }
        let (blocks, trailing) = self.items(items);
        self.push_from(start, BlockKind::List(blocks));
        self.children.extend(trailing.filter(|_| !has_eob));
        true
    }

    /// Where the text of an item begins, and in which column; behind an attribute list alone, in the fourth.
    fn first_line(&mut self, from: usize, mark: usize) -> (usize, usize) {
        let rest = self.line_at(from);
        let list = self.item_attribute_list(from);
        let text = list.unwrap_or(from + rest.len() - trim_start(rest).len());
        let blank = &self.text.text()[from..text];
        let columns = blank
            .chars()
            .take_while(|char| matches!(char, ' ' | '\t'))
            .fold(mark, |column, char| if char == '\t' { column / 4 * 4 + 4 } else { column + 1 });
        let is_empty = text == from + rest.len();
        (text, if is_empty { 4 } else { columns })
    }

    /// Where the text begins behind an item's own attribute list.
    fn item_attribute_list(&mut self, from: usize) -> Option<usize> {
        let line = self.line_at(from);
        let start = from + line.len() - trim_start(line).len();
        let list = line[start - from..].strip_prefix("{:")?;
        let is_definition =
            super::extensions::name(list).is_some_and(|name| list[name.len()..].starts_with(':'));
        if is_definition || list.starts_with([':', '/']) {
            return None;
        }
        let end = from + line.len();
        let close =
            self.closing_brace(start + "{:".len()).filter(|close| *close < end && *close > start + 2)?;
        Some(end - trim_start(&self.text.text()[close + 1..end]).len())
    }

    /// Says whether a line that is not indented ends the item above it.
    fn ends_lazy_item(&mut self, at: usize, Indentation(columns): Indentation) -> bool {
        let indent = indent(self.line_at(at));
        indent <= columns.min(3)
            && (html::ends_lazy_text(&self.text.text()[at + indent..]) || self.attribute_list(at).is_some())
    }

    /// Reads the items' texts, and gives the blank that the last one ends in.
    fn items(&mut self, items: Vec<Item<'a>>) -> (Vec<Block<'a>>, Option<Block<'a>>) {
        let mut blocks = Vec::new();
        let mut trailing = None;
        for Item { start, texts } in items {
            let mut children = Vec::new();
            let start = self.text.origin(start);
            let mut end = start;
            for text in texts {
                let length = trim_end(text.text()).len();
                end = if length == 0 { end } else { text.span(0..length).end };
                children = block::read(self.context, &text, children, self.depth + 1);
            }
            let is_blank = |block: &Block<'_>| matches!(block.kind, BlockKind::Blank);
            match children.last().map(is_blank) {
                Some(true) => trailing = children.pop(),
                Some(false) => trailing = None,
                None => {}
            }
            blocks.push(Block { span: start..end.max(start), kind: BlockKind::Item(children) });
        }
        (blocks, trailing)
    }
}

/// Adds a line to an item, without the item's indent.
fn add_line<'a>(
    text: &Mapped<'a>,
    line: std::ops::Range<usize>,
    Indentation(columns): Indentation,
    has_nested: &mut bool,
    item: &mut Item<'a>,
) {
    let written = &text.text()[line.clone()];
    let tabs = written.bytes().take_while(|byte| *byte == b'\t').count();
    let spaces = if tabs > 0 { tabs * 4 + indent(&written[tabs..]) } else { indent(written) };
    let marks = written.len() - written[tabs..].trim_start_matches(' ').len();
    let is_indented = spaces >= columns;
    let left = if is_indented { spaces - columns } else { spaces };
    let starts_list = left <= 3 && marker(&written[marks..]).is_some();
    if !*has_nested && is_indented && starts_list {
        item.texts.push(Mapped::new(text.page(), text.origin(line.start)));
        *has_nested = true;
    }
    let nested = if *has_nested && !is_indented && starts_list { columns + 4 } else { 0 };
    let Some(last) = item.texts.last_mut() else { return };
    if tabs == 0 && nested == 0 {
        last.append(text, line.start + marks - left..line.end);
    } else {
        last.insert(&" ".repeat(left + nested), text.origin(line.start));
        last.append(text, line.start + marks..line.end);
    }
}
