//! Reading a file that has come back.

use std::borrow::Cow;
use std::collections::HashMap;

use quick_xml::events::{BytesRef, BytesStart, Event};
use quick_xml::{Reader, XmlVersion};

use crate::exchange::{Mark, Translated, TranslatedUnit};

/// What stands in these is no text of a unit.
const PASSED_OVER: [&str; 8] =
    ["note", "notes", "alt-trans", "seg-source", "match", "matches", "context-group", "header"];

/// Reads a file of either version.
///
/// # Errors
///
/// Says what is no XLIFF in it.
pub fn read(text: &str) -> Result<Translated, String> {
    let mut reader = Reader::from_str(text);
    let mut file = File::default();
    loop {
        let at = |error: String, position: u64| {
            let line = text
                .bytes()
                .take(usize::try_from(position).unwrap_or(usize::MAX))
                .filter(|byte| *byte == b'\n')
                .count();
            format!("line {}: {error}", line + 1)
        };
        let event = reader.read_event().map_err(|error| at(error.to_string(), reader.error_position()))?;
        let done = match event {
            Event::Start(element) => file.start(&element),
            Event::Empty(element) => file.start(&element).map(|()| file.end(element.local_name().as_ref())),
            Event::End(element) => {
                file.end(element.local_name().as_ref());
                Ok(())
            }
            Event::Text(text) => {
                file.text(&text.xml_content(XmlVersion::Implicit1_0));
                Ok(())
            }
            Event::CData(text) => {
                file.text(&text.xml_content(XmlVersion::Implicit1_0));
                Ok(())
            }
            Event::GeneralRef(reference) => file.reference(&reference),
            Event::Eof => break,
            Event::Decl(_) | Event::PI(_) | Event::Comment(_) | Event::DocType(_) => Ok(()),
        };
        done.map_err(|error| at(error, reader.buffer_position()))?;
    }
    if file.translated.tag.is_empty() {
        return Err(
            "found no `trgLang` or `target-language`; expected XLIFF, 2.0 or 1.2, that says its locale"
                .to_owned(),
        );
    }
    Ok(file.translated)
}

/// Where text goes.
#[derive(Clone, Copy, PartialEq, Eq)]
enum Into {
    Source,
    Target,
    /// What a mark of 2.0 stands for.
    Data,
}

/// What was read of a file so far.
#[derive(Default)]
struct File {
    translated: Translated,
    unit: TranslatedUnit,
    /// What the marks of the unit stand for, by name.
    data: HashMap<String, String>,
    /// The name of what is read now.
    data_name: String,
    into: Option<Into>,
    /// What is to be written at the end of each `pc` that is open.
    closing: Vec<String>,
    /// How many elements are open that are passed over.
    passed_over: usize,
}

impl File {
    fn start(&mut self, element: &BytesStart<'_>) -> Result<(), String> {
        let name = element.local_name();
        let name = name.as_ref();
        if self.passed_over > 0 || PASSED_OVER.contains(&name) {
            self.passed_over += 1;
            return Ok(());
        }
        let attribute = |name: &str| attribute(element, name);
        match name {
            "xliff" => self.locale(attribute("trgLang")?)?,
            "file" => self.locale(attribute("target-language")?)?,
            // A tool that makes XLIFF of PO makes a unit of the header.
            "trans-unit" if attribute("restype")?.is_some_and(|kind| kind.starts_with("x-gettext")) => {
                self.passed_over = 1;
            }
            "unit" | "trans-unit" => {
                let id = attribute("id")?.unwrap_or_default();
                self.unit = TranslatedUnit { id, ..TranslatedUnit::default() };
                self.data.clear();
            }
            "data" => {
                self.data_name = attribute("id")?.unwrap_or_default();
                // It may be empty: what ends a mark may be nothing.
                self.data.insert(self.data_name.clone(), String::new());
                self.into = Some(Into::Data);
            }
            "segment" => self.state(attribute("state")?.as_deref()),
            "source" => self.into = Some(Into::Source),
            "target" => {
                self.into = Some(Into::Target);
                self.state(attribute("state")?.as_deref());
            }
            "ph" | "sc" | "ec" => self.mark(attribute("dataRef")?)?,
            "pc" => {
                self.mark(attribute("dataRefStart")?)?;
                let end = attribute("dataRefEnd")?;
                self.closing.push(self.data_of(end)?);
            }
            _ => {}
        }
        Ok(())
    }

    fn end(&mut self, name: &str) {
        if self.passed_over > 0 {
            self.passed_over -= 1;
            return;
        }
        match name {
            "source" | "target" | "data" => self.into = None,
            "pc" => {
                let mark = self.closing.pop().unwrap_or_default();
                self.text(&mark);
            }
            "unit" | "trans-unit" => self.translated.units.push(std::mem::take(&mut self.unit)),
            _ => {}
        }
    }

    fn text(&mut self, text: &str) {
        if self.passed_over > 0 {
            return;
        }
        match self.into {
            Some(Into::Source) => self.unit.source.push_str(text),
            Some(Into::Target) => self.unit.target.push_str(text),
            Some(Into::Data) => self.data.entry(self.data_name.clone()).or_default().push_str(text),
            None => {}
        }
    }

    fn reference(&mut self, reference: &BytesRef<'_>) -> Result<(), String> {
        let char = match &**reference {
            "lt" => Some('<'),
            "gt" => Some('>'),
            "amp" => Some('&'),
            "quot" => Some('"'),
            "apos" => Some('\''),
            _ => reference.resolve_char_ref().map_err(|error| error.to_string())?,
        };
        let char = char.ok_or_else(|| format!("found `&{};`; expected a character", &**reference))?;
        self.text(char.encode_utf8(&mut [0; 4]));
        Ok(())
    }

    /// Takes the locale that a file says; all parts of a file have one.
    fn locale(&mut self, tag: Option<String>) -> Result<(), String> {
        // A tool that makes XLIFF of PO writes the locale as PO has it: `pt_BR`.
        let Some(tag) = tag.map(|tag| tag.replace('_', "-")) else { return Ok(()) };
        let known = &mut self.translated.tag;
        if !known.is_empty() && !known.eq_ignore_ascii_case(&tag) {
            return Err(format!("found texts in `{tag}`; expected all in `{known}`"));
        }
        *known = tag;
        Ok(())
    }

    fn state(&mut self, state: Option<&str>) {
        if state.is_some_and(|state| matches!(state, "initial" | "new") || state.starts_with("needs-")) {
            self.unit.mark = Mark::NotDone;
        }
    }

    /// Writes what a mark stands for; 1.2 writes that itself.
    fn mark(&mut self, name: Option<String>) -> Result<(), String> {
        let mark = self.data_of(name)?;
        self.text(&mark);
        Ok(())
    }

    fn data_of(&self, name: Option<String>) -> Result<String, String> {
        let Some(name) = name else { return Ok(String::new()) };
        let data = self.data.get(&name).cloned();
        data.ok_or_else(|| {
            format!(
                "found no data `{name}` in the unit `{}`; expected what the mark stands for",
                self.unit.id
            )
        })
    }
}

fn attribute(element: &BytesStart<'_>, name: &str) -> Result<Option<String>, String> {
    let attribute = element.try_get_attribute(name).map_err(|error| error.to_string())?;
    let value =
        attribute.map(|attribute| attribute.normalized_value(XmlVersion::Implicit1_0).map(Cow::into_owned));
    value.transpose().map_err(|error| error.to_string())
}
