//! Blocks of code: indented, or between fences.

use super::block::{Blocks, indent, is_eob, unindented};
use super::html;
use crate::markdown::document::BlockKind;
use crate::text::white::{is_blank, is_space, trim};

/// The characters that fences are made of.
const MARKS: [u8; 2] = *b"`~";

/// For each closing fence of a text, from its end on: where it stands, and the longest one from there on, for each mark.
///
/// kramdown looks for an opening fence's end in all that follows; this makes it one look-up.
pub(super) struct Fences(Vec<(usize, [usize; 2])>);

impl Fences {
    pub(super) fn read(text: &str) -> Self {
        let mut fences = Vec::new();
        if text.contains("```") || text.contains("~~~") {
            let mut at = text.len();
            let mut longest = [0; 2];
            for line in text.split_inclusive('\n').rev() {
                at -= line.len();
                if !line.trim_start_matches(' ').starts_with(['`', '~']) {
                    continue;
                }
                let lengths = MARKS.map(|mark| closing(line, mark));
                if lengths != [0; 2] {
                    longest = [longest[0].max(lengths[0]), longest[1].max(lengths[1])];
                    fences.push((at, longest));
                }
            }
            fences.reverse();
        }
        Self(fences)
    }

    /// The longest fence of this mark that a line from this offset on closes.
    fn longest(&self, from: usize, mark: usize) -> usize {
        let next = self.0.partition_point(|(at, _)| *at < from);
        self.0.get(next).map_or(0, |(_, longest)| longest[mark])
    }
}

/// How many marks a line has that holds nothing else; else 0.
fn closing(line: &str, mark: u8) -> usize {
    let Some(line) = unindented(line) else { return 0 };
    let marks = line.bytes().take_while(|byte| *byte == mark).count();
    if is_blank(&line[marks..]) { marks } else { 0 }
}

/// Says whether a line begins with what kramdown ends a paragraph for.
pub(super) fn is_fence(line: &str) -> bool {
    line.bytes().take_while(|byte| MARKS.contains(byte)).count() >= 3
}

impl Blocks<'_, '_> {
    /// Indented code goes on over lines that are not indented and touch it, and over blank lines to more of it.
    pub(super) fn codeblock(&mut self) -> bool {
        if !is_code(self.line()) {
            return false;
        }
        let length = self.text.text().len();
        let mut end = self.at + self.line().len();
        while end < length {
            let line = self.line_at(end);
            if is_blank(line) {
                let mut below = end;
                while below < length && is_blank(self.line_at(below)) {
                    below += self.line_at(below).len();
                }
                if below == length || !is_code(self.line_at(below)) {
                    break;
                }
                end = below;
            }
            let line = self.line_at(end);
            let indent = indent(line);
            let is_other =
                is_eob(line) || indent <= 3 && html::ends_lazy_text(&self.text.text()[end + indent..]);
            if !is_code(line) && (is_other || self.attribute_list(end).is_some()) {
                break;
            }
            end += self.line_at(end).len();
        }
        self.pending = None;
        self.push(end, BlockKind::Code { is_fenced: false });
        true
    }

    /// A fence needs its end, and one word behind it at the most. A long one gives up marks until an end fits.
    pub(super) fn codeblock_fenced(&mut self) -> bool {
        let Some(line) = unindented(self.line()).filter(|line| is_fence(line)) else { return false };
        let kind = usize::from(!line.starts_with('`'));
        let marks = line.bytes().take_while(|byte| *byte == MARKS[kind]).count();
        let below = self.at + self.line().len();
        let length = marks.min(self.fences.longest(below, kind));
        if length < 3 || trim(&line[length..]).contains(is_space) {
            return false;
        }
        let mut end = below;
        while closing(self.line_at(end), MARKS[kind]) < length {
            end += self.line_at(end).len();
        }
        self.pending = None;
        self.push(end + self.line_at(end).len(), BlockKind::Code { is_fenced: true });
        true
    }
}

/// Says whether a line is indented so far that it is code.
fn is_code(line: &str) -> bool {
    line.starts_with(['\t', ' ']) && (line.starts_with('\t') || line.starts_with("    ")) && !is_blank(line)
}
