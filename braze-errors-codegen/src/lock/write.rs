//! From a lock to the text of its file.

use std::collections::BTreeMap;
use std::fmt;

use super::{ANY, Accepted, Lock, LockedBullet, LockedRow, NAME, TextHash, VERSION};
use crate::page::Status;

impl fmt::Display for Lock {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        writeln!(f, "{NAME}{VERSION}")?;
        for (variant, LockedRow { code, is_deprecated, sources, locales, .. }) in &self.rows {
            write!(f, "\nrow {variant}\ncode")?;
            if code.status == Status::Any {
                write!(f, " {ANY}")?;
            }
            // A row may say neither a code nor a status.
            match code.to_string().as_str() {
                "" => writeln!(f)?,
                code => writeln!(f, " {code}")?,
            }
            if *is_deprecated {
                f.write_str("deprecated\n")?;
            }
            write_texts(f, sources, locales)?;
        }
        for (status, LockedBullet { sources, locales }) in &self.bullets {
            writeln!(f, "\nbullet {status}")?;
            write_texts(f, sources, locales)?;
        }
        f.write_str("\nend\n")
    }
}

fn write_texts(
    f: &mut fmt::Formatter<'_>,
    sources: &BTreeMap<TextHash, String>,
    locales: &BTreeMap<String, Accepted>,
) -> fmt::Result {
    for (hash, text) in sources {
        let space = if text.is_empty() { "" } else { " " };
        writeln!(f, "source {hash}{space}{text}")?;
    }
    for (tag, Accepted { text, from, markdown }) in locales {
        write!(f, "locale {tag}\ntext {text}")?;
        if let Some(from) = from {
            write!(f, " from {from}")?;
        }
        f.write_str("\n")?;
        if let Some(kept) = markdown {
            writeln!(f, "markdown {}", kept.text)?;
        }
    }
    Ok(())
}
