//! The format PO of gettext.
//!
//! It is read here rather than by a crate: those that are kept panic on a line that is no string.

use std::fmt::Write;

use super::{Exchange, Mark, Translated, TranslatedUnit};

const LANGUAGE: &str = "Language: ";

/// Writes a file that `msgfmt --check` accepts.
pub fn write(exchange: &Exchange<'_>) -> String {
    let header = [
        "Project-Id-Version: braze-errors\n",
        "PO-Revision-Date: \n",
        "Last-Translator: \n",
        "Language-Team: \n",
        &format!("{LANGUAGE}{}\n", exchange.tag.replace('-', "_")),
        "MIME-Version: 1.0\n",
        "Content-Type: text/plain; charset=UTF-8\n",
        "Content-Transfer-Encoding: 8bit\n",
        &format!("X-Source-Language: {}\n", exchange.source.replace('-', "_")),
    ];
    let mut out = String::new();
    field("", "msgid", "", &mut out);
    field("", "msgstr", &header.concat(), &mut out);
    for unit in &exchange.units {
        out.push('\n');
        for finding in &unit.findings {
            for line in finding.lines() {
                let _ = writeln!(out, "#. {line}");
            }
        }
        let place = unit.place();
        // A path with spaces stands between marks of its own, as gettext has it.
        let place = if place.contains(' ') { format!("\u{2068}{place}\u{2069}") } else { place };
        let _ = writeln!(out, "#: {place}");
        if unit.is_stale && !unit.translation().is_empty() {
            out.push_str("#, fuzzy\n");
            if let Some(previous) = &unit.previous {
                field("#| ", "msgid", previous, &mut out);
            }
        }
        field("", "msgctxt", &format!("{} [{}]", unit.code, unit.id), &mut out);
        field("", "msgid", &unit.source.written(), &mut out);
        field("", "msgstr", &unit.translation(), &mut out);
    }
    out
}

/// Writes a string, each of its lines on a line of the file that begins with a prefix.
fn field(prefix: &str, name: &str, text: &str, out: &mut String) {
    let lines: Vec<&str> = text.split_inclusive('\n').collect();
    let (first, more) = match lines.as_slice() {
        [] => ("", &[][..]),
        [line] => (*line, &[][..]),
        lines => ("", lines),
    };
    let _ = writeln!(out, "{prefix}{name} \"{}\"", escaped(first));
    for line in more {
        let _ = writeln!(out, "{prefix}\"{}\"", escaped(line));
    }
}

fn escaped(text: &str) -> String {
    text.replace('\\', "\\\\").replace('"', "\\\"").replace('\n', "\\n").replace('\t', "\\t")
}

/// Reads a file.
///
/// # Errors
///
/// Says which line is none of PO, and why.
pub fn read(text: &str) -> Result<Translated, String> {
    let mut entries: Vec<Entry> = Vec::new();
    let mut entry = Entry::default();
    let mut field = None;
    for (number, line) in text.lines().enumerate() {
        let line = line.trim_matches('\u{feff}').trim();
        let at = |message: String| format!("line {}: {message}", number + 1);
        if let Some(comment) = line.strip_prefix('#') {
            if entry.target.is_some() {
                entries.push(std::mem::take(&mut entry));
            }
            field = None;
            let flags = comment.strip_prefix(',').unwrap_or_default();
            entry.is_fuzzy |= flags.split(',').any(|flag| flag.trim() == "fuzzy");
            continue;
        }
        if line.is_empty() {
            continue;
        }
        let (keyword, string) = line.split_at(line.find('"').unwrap_or(line.len()));
        match keyword.trim_end() {
            "" => {}
            "msgctxt" => field = Some(Field::Context),
            "msgid" => field = Some(Field::Source),
            "msgstr" => field = Some(Field::Target),
            other => {
                return Err(at(format!(
                    "found `{other}`; expected `msgctxt`, `msgid`, `msgstr` or a string"
                )));
            }
        }
        if !keyword.is_empty() && field != Some(Field::Target) && entry.target.is_some() {
            entries.push(std::mem::take(&mut entry));
        }
        let Some(field) = field else {
            return Err(at("found a string; expected `msgctxt`, `msgid` or `msgstr` before it".to_owned()));
        };
        let string = unescaped(string).map_err(at)?;
        let value = match field {
            Field::Context => &mut entry.context,
            Field::Source => &mut entry.source,
            Field::Target => entry.target.get_or_insert_default(),
        };
        value.push_str(&string);
    }
    entries.push(entry);
    translated(entries)
}

#[derive(Clone, Copy, PartialEq, Eq)]
enum Field {
    Context,
    Source,
    Target,
}

/// A message of the file.
#[derive(Default)]
struct Entry {
    is_fuzzy: bool,
    context: String,
    source: String,
    target: Option<String>,
}

/// What a string says that stands between quotation marks.
fn unescaped(string: &str) -> Result<String, String> {
    let inner = string.strip_prefix('"').and_then(|string| string.strip_suffix('"'));
    let no_string = || format!("found `{string}`; expected a string between quotation marks");
    let mut chars = inner.ok_or_else(no_string)?.chars();
    let mut text = String::new();
    while let Some(char) = chars.next() {
        text.push(match char {
            '\\' => match chars.next() {
                Some('n') => '\n',
                Some('t') => '\t',
                Some('r') => '\r',
                Some(char @ ('"' | '\\')) => char,
                _ => return Err(format!("found a backslash in `{string}`; expected `\\\\` for one")),
            },
            '"' => return Err(no_string()),
            char => char,
        });
    }
    Ok(text)
}

fn translated(entries: Vec<Entry>) -> Result<Translated, String> {
    let mut translated = Translated::default();
    for Entry { is_fuzzy, context, source, target } in entries {
        let Some(target) = target else { continue };
        if context.is_empty() && source.is_empty() {
            let tag = target.lines().find_map(|line| line.strip_prefix(LANGUAGE));
            translated.tag = tag.unwrap_or_default().trim().replace('_', "-");
            continue;
        }
        // Tools that lose the context keep the source.
        let id = context.strip_suffix(']').and_then(|context| context.rsplit_once(" ["));
        let id = id.map(|(_, id)| id.to_owned()).unwrap_or_default();
        let mark = if is_fuzzy { Mark::NotDone } else { Mark::Done };
        translated.units.push(TranslatedUnit { id, source, target, mark });
    }
    if translated.tag.is_empty() {
        return Err(format!("found no line `{LANGUAGE}` in the header; expected the locale of the texts"));
    }
    Ok(translated)
}
