//! Mending what has one right answer.

use std::fmt::Write as _;
use std::io::Write as _;
use std::path::Path;

use braze_errors_codegen::{Finding, Fix};
use tempfile::NamedTempFile;

use super::pages::Pages;
use crate::failure::Failure;

/// Writes every fix into its page and says what was done, a line each.
///
/// # Errors
///
/// Says which page can't be written; it is as it was.
pub(crate) fn apply(pages: &Pages) -> Result<String, Failure> {
    let mut done = String::new();
    for (page, file) in pages.loaded.catalog.pages.iter().zip(&pages.files) {
        let mut fixes: Vec<(&Finding, &Fix)> = pages
            .report
            .findings
            .iter()
            .filter(|finding| finding.source.path() == page.source.path())
            .filter_map(|finding| Some((finding, finding.fix.as_ref()?)))
            .collect();
        fixes.sort_by_key(|(_, fix)| (fix.span.start, fix.span.end));
        // Of two that touch the same text the second one waits for the next time.
        let mut end = 0;
        fixes.retain(|(_, fix)| {
            let is_free = fix.span.start >= end;
            end = if is_free { fix.span.end } else { end };
            is_free
        });
        if fixes.is_empty() {
            continue;
        }
        write(file, page.source.text(), &mended(page.source.text(), &fixes))?;
        for (finding, _) in fixes {
            let _ =
                writeln!(done, "fixed {}:{}: {}", page.source.path(), finding.place(), finding.rule.name());
        }
    }
    Ok(done)
}

fn mended(text: &str, fixes: &[(&Finding, &Fix)]) -> String {
    let mut mended = String::with_capacity(text.len());
    let mut at = 0;
    for (_, fix) in fixes {
        mended.push_str(&text[at..fix.span.start]);
        mended.push_str(&fix.text);
        at = fix.span.end;
    }
    mended.push_str(&text[at..]);
    mended
}

/// Puts a new text in a file's place at once, unless somebody has changed the file since it was read.
fn write(file: &Path, old: &str, new: &str) -> Result<(), Failure> {
    let trouble = |what: &str| Failure::trouble(format!("cannot write {}: {what}", file.display()));
    // A page behind a link is mended where it lies.
    let file = &file.canonicalize().map_err(|error| trouble(&error.kind().to_string()))?;
    if std::fs::read(file).ok().as_deref() != Some(old.as_bytes()) {
        return Err(trouble("it has changed since it was read"));
    }
    let replace = || -> std::io::Result<()> {
        let mut beside = NamedTempFile::new_in(file.parent().unwrap_or(Path::new(".")))?;
        beside.write_all(new.as_bytes())?;
        beside.as_file().set_permissions(std::fs::metadata(file)?.permissions())?;
        beside.as_file().sync_all()?;
        beside.persist(file)?;
        Ok(())
    };
    replace().map_err(|error| trouble(&error.to_string()))
}
