//! Writing a file.

use std::collections::{HashMap, VecDeque};

use quick_xml::Writer;
use quick_xml::escape::partial_escape;
use quick_xml::events::{BytesDecl, BytesEnd, BytesStart, BytesText, Event};

use super::Version;
use super::piece::{Piece, pieces};
use crate::exchange::{Exchange, Unit};

/// What the note of 2.0 is that holds the source's text which a stale translation was accepted for.
const PREVIOUS_SOURCE: &str = "previous-source";

/// Writes a file of this version.
pub fn write(exchange: &Exchange<'_>, version: Version) -> String {
    let mut xml = Xml::default();
    xml.put(Event::Decl(BytesDecl::new("1.0", Some("UTF-8"), None)));
    let original = exchange.units.first().map_or("", |unit| unit.source.page.source.path());
    xml.line(0);
    match version {
        Version::V2_0 => {
            let name = "urn:oasis:names:tc:xliff:document:2.0";
            let locales = [("srcLang", exchange.source), ("trgLang", exchange.tag)];
            xml.start("xliff", &[&[("xmlns", name), ("version", "2.0")][..], &locales].concat());
            xml.line(1);
            xml.start("file", &[("id", "errors"), ("original", original)]);
            for unit in &exchange.units {
                unit_2_0(unit, &mut xml);
            }
        }
        Version::V1_2 => {
            let name = "urn:oasis:names:tc:xliff:document:1.2";
            xml.start("xliff", &[("xmlns", name), ("version", "1.2")]);
            xml.line(1);
            let locales = [("source-language", exchange.source), ("target-language", exchange.tag)];
            let file = [("original", original), ("datatype", "x-markdown")];
            xml.start("file", &[&file[..], &locales].concat());
            xml.line(2);
            xml.start("body", &[]);
            for unit in &exchange.units {
                unit_1_2(unit, &mut xml);
            }
            xml.line(2);
            xml.end("body");
        }
    }
    xml.line(1);
    xml.end("file");
    xml.line(0);
    xml.end("xliff");
    xml.line(0);
    xml.written()
}

fn unit_2_0(unit: &Unit<'_>, xml: &mut Xml) {
    xml.line(2);
    xml.start("unit", &[("id", &unit.id), ("name", &unit.code), ("xml:space", "preserve")]);
    xml.line(3);
    xml.start("notes", &[]);
    for (category, note) in notes(unit) {
        xml.line(4);
        xml.element("note", &[("category", category)], &note);
    }
    xml.line(3);
    xml.end("notes");

    let texts = Numbered::of(unit);
    let mut data = Data::default();
    let [source, target] = [&texts.source, &texts.target].map(|pieces| {
        let mut inline = Xml::default();
        for piece in pieces {
            inline_2_0(piece, &mut data, &mut inline);
        }
        inline.written()
    });
    if !data.texts.is_empty() {
        xml.line(3);
        xml.start("originalData", &[]);
        for (index, text) in data.texts.iter().enumerate() {
            xml.line(4);
            xml.element("data", &[("id", &format!("d{}", index + 1))], text);
        }
        xml.line(3);
        xml.end("originalData");
    }
    xml.line(3);
    // A text that is yet to come has no state: a tool that writes one may leave the state as it is.
    let state: &[_] = match (texts.target.is_empty(), unit.is_stale) {
        (true, _) => &[],
        (false, true) => &[("state", "initial"), ("subState", "braze-errors:stale")],
        (false, false) => &[("state", "translated")],
    };
    xml.start("segment", state);
    xml.line(4);
    xml.start("source", &[]);
    xml.put(Event::Text(BytesText::from_escaped(source)));
    xml.end("source");
    if !texts.target.is_empty() {
        xml.line(4);
        xml.start("target", &[]);
        xml.put(Event::Text(BytesText::from_escaped(target)));
        xml.end("target");
    }
    xml.line(3);
    xml.end("segment");
    xml.line(2);
    xml.end("unit");
}

fn inline_2_0(piece: &NumberedPiece, data: &mut Data, xml: &mut Xml) {
    match piece {
        NumberedPiece::Words(words) => xml.text(words),
        NumberedPiece::Mark { id, text } => {
            xml.empty("ph", &[("id", id), ("dataRef", &data.of(text)), ("disp", text)]);
        }
        NumberedPiece::Pair { id, open, inner, close } => {
            let marks = [("dataRefStart", data.of(open)), ("dataRefEnd", data.of(close))];
            let [start, end] = &marks;
            xml.start("pc", &[("id", id.as_str()), (start.0, &start.1), (end.0, &end.1)]);
            for piece in inner {
                inline_2_0(piece, data, xml);
            }
            xml.end("pc");
        }
    }
}

fn unit_1_2(unit: &Unit<'_>, xml: &mut Xml) {
    xml.line(3);
    xml.start("trans-unit", &[("id", &unit.id), ("resname", &unit.code), ("xml:space", "preserve")]);
    let texts = Numbered::of(unit);
    let state = if unit.is_stale { "needs-review-translation" } else { "translated" };
    for (name, attributes, pieces) in
        [("source", &[][..], &texts.source), ("target", &[("state", state)], &texts.target)]
    {
        if name == "target" && pieces.is_empty() {
            continue;
        }
        xml.line(4);
        xml.start(name, attributes);
        for piece in pieces {
            inline_1_2(piece, xml);
        }
        xml.end(name);
    }
    // What was translated before is a match of its own.
    for (category, note) in notes(unit).filter(|(category, _)| *category != PREVIOUS_SOURCE) {
        xml.line(4);
        xml.element("note", &[("from", category)], &note);
    }
    if let Some(previous) = &unit.previous {
        xml.line(4);
        xml.start("alt-trans", &[("alttranstype", "previous-version")]);
        for (name, text) in [("source", previous), ("target", &unit.translation())] {
            xml.line(5);
            xml.element(name, &[], text);
        }
        xml.line(4);
        xml.end("alt-trans");
    }
    xml.line(3);
    xml.end("trans-unit");
}

fn inline_1_2(piece: &NumberedPiece, xml: &mut Xml) {
    match piece {
        NumberedPiece::Words(words) => xml.text(words),
        NumberedPiece::Mark { id, text } => xml.element("ph", &[("id", id)], text),
        NumberedPiece::Pair { id, open, inner, close } => {
            xml.element("bpt", &[("id", id)], open);
            for piece in inner {
                inline_1_2(piece, xml);
            }
            xml.element("ept", &[("id", id)], close);
        }
    }
}

/// The place of a unit, the source's text that it was accepted for, and what `check` finds in it, each with what it is.
fn notes<'u>(unit: &'u Unit<'_>) -> impl Iterator<Item = (&'static str, String)> + use<'u> {
    let findings = unit.findings.iter().map(|finding| ("finding", finding.clone()));
    let previous = unit.previous.iter().map(|previous| (PREVIOUS_SOURCE, previous.clone()));
    [("place", unit.place())].into_iter().chain(previous).chain(findings)
}

/// What the marks of a unit are, each once.
#[derive(Default)]
struct Data {
    texts: Vec<String>,
    positions: HashMap<String, usize>,
}

impl Data {
    /// The name of a mark's text.
    fn of(&mut self, text: &str) -> String {
        let position = *self.positions.entry(text.to_owned()).or_insert_with(|| {
            self.texts.push(text.to_owned());
            self.texts.len()
        });
        format!("d{position}")
    }
}

/// The pieces of a unit, whose marks are numbered: what says the same in both languages has one number.
struct Numbered {
    source: Vec<NumberedPiece>,
    target: Vec<NumberedPiece>,
}

/// A piece with its number.
enum NumberedPiece {
    Words(String),
    Mark { id: String, text: String },
    Pair { id: String, open: String, inner: Vec<NumberedPiece>, close: String },
}

impl Numbered {
    fn of(unit: &Unit<'_>) -> Self {
        let mut numbers = Numbers::default();
        let source = numbers.give(pieces(unit.source), false);
        let target = unit.target.filter(|_| !unit.translation().is_empty());
        let target = target.map(|text| numbers.give(pieces(text), true)).unwrap_or_default();
        Self { source, target }
    }
}

/// The numbers of marks.
#[derive(Default)]
struct Numbers {
    last: usize,
    /// The numbers that the source has for a mark, and the translation hasn't yet.
    left: HashMap<[String; 2], VecDeque<usize>>,
}

impl Numbers {
    fn give(&mut self, pieces: Vec<Piece>, is_target: bool) -> Vec<NumberedPiece> {
        let numbered = pieces.into_iter().map(|piece| match piece {
            Piece::Words(words) => NumberedPiece::Words(words),
            Piece::Mark(text) => {
                let id = self.number([text.clone(), String::new()], is_target);
                NumberedPiece::Mark { id, text }
            }
            Piece::Pair { open, inner, close } => {
                let id = self.number([open.clone(), close.clone()], is_target);
                NumberedPiece::Pair { id, open, inner: self.give(inner, is_target), close }
            }
        });
        numbered.collect()
    }

    fn number(&mut self, mark: [String; 2], is_target: bool) -> String {
        let of_source = self.left.get_mut(&mark).filter(|_| is_target).and_then(VecDeque::pop_front);
        if let Some(number) = of_source {
            return number.to_string();
        }
        self.last += 1;
        if !is_target {
            self.left.entry(mark).or_default().push_back(self.last);
        }
        self.last.to_string()
    }
}

/// An XML file in memory.
struct Xml(Writer<Vec<u8>>);

impl Default for Xml {
    fn default() -> Self {
        Self(Writer::new(Vec::new()))
    }
}

impl Xml {
    fn written(self) -> String {
        String::from_utf8_lossy(&self.0.into_inner()).into_owned()
    }

    fn put(&mut self, event: Event<'_>) {
        // Memory takes whatever is written.
        let _ = self.0.write_event(event);
    }

    /// Begins a line, so far from the left.
    fn line(&mut self, depth: usize) {
        let line = format!("\n{}", " ".repeat(depth));
        self.put(Event::Text(BytesText::from_escaped(line)));
    }

    fn start(&mut self, name: &str, attributes: &[(&str, &str)]) {
        self.put(Event::Start(BytesStart::new(name).with_attributes(attributes.iter().copied())));
    }

    fn empty(&mut self, name: &str, attributes: &[(&str, &str)]) {
        self.put(Event::Empty(BytesStart::new(name).with_attributes(attributes.iter().copied())));
    }

    fn end(&mut self, name: &str) {
        self.put(Event::End(BytesEnd::new(name)));
    }

    fn text(&mut self, text: &str) {
        self.put(Event::Text(BytesText::from_escaped(partial_escape(text))));
    }

    fn element(&mut self, name: &str, attributes: &[(&str, &str)], text: &str) {
        self.start(name, attributes);
        self.text(text);
        self.end(name);
    }
}
