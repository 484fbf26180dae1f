//! From a lock to the text of its file.

use std::fmt;

use super::{ANY, Accepted, Lock, LockedRow, NAME, VERSION};
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
        }
        f.write_str("\nend\n")
    }
}
