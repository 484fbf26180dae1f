//! Mending what has one right answer.

use std::fmt::Write;
use std::path::{Path, PathBuf};

use braze_errors_codegen::{Decoded, Finding, Fix, Rule, read_file};

use super::pages::Pages;
use crate::failure::Failure;
use crate::text::escape_line;
use crate::write;

/// Writes every fix into its page, all pages or none, and says what was done, a line each.
///
/// # Errors
///
/// Says which page can't be written.
pub(crate) fn apply(pages: &Pages) -> Result<String, Failure> {
    let mut done = String::new();
    let mut mended_pages: Vec<(PathBuf, String)> = Vec::new();
    let findings = &pages.report.findings.pages;
    for ((page, file), findings) in pages.loaded.catalog.pages.iter().zip(&pages.files).zip(findings) {
        if let Some(finding) = findings.iter().find(|finding| finding.rule == Rule::InvalidUtf8) {
            if let Some((file, Decoded { encoding, text })) = decoded(file)? {
                let path = escape_line(page.source.path());
                let _ = writeln!(
                    done,
                    "fixed {path}:{}: {}, from {encoding}",
                    finding.place(),
                    finding.rule.name()
                );
                mended_pages.push((file, text));
            }
            continue;
        }
        let mut fixes: Vec<(&Finding, &Fix)> =
            findings.iter().filter_map(|finding| Some((finding, finding.fix.as_ref()?))).collect();
        fixes.sort_by_key(|(_, fix)| (fix.span.start, fix.span.end));
        let mut applied: Vec<&Fix> = Vec::new();
        for (finding, fix) in fixes {
            match applied.last() {
                // One fix may mend several findings.
                Some(last) if *last == fix => {}
                // Of two that touch the same text the second one waits for the next time.
                Some(last) if fix.span.start < last.span.end => continue,
                _ => applied.push(fix),
            }
            let path = escape_line(page.source.path());
            let _ = writeln!(done, "fixed {path}:{}: {}", finding.place(), finding.rule.name());
        }
        if !applied.is_empty() {
            let text = page.source.text();
            mended_pages.push((write::unchanged(file, Some(text))?, mended(text, &applied)));
        }
    }
    let mended_pages: Vec<(&Path, &[u8])> =
        mended_pages.iter().map(|(file, text)| (file.as_path(), text.as_bytes())).collect();
    write::all(&mended_pages)?;
    Ok(done)
}

/// The file itself and what it says, where it is in another encoding than UTF-8.
fn decoded(file: &Path) -> Result<Option<(PathBuf, Decoded)>, Failure> {
    let unread = |error| Failure::unread(file, &error);
    let file = file.canonicalize().map_err(unread)?;
    let bytes = read_file(&file).map_err(unread)?;
    Ok(Decoded::read(&bytes).map(|decoded| (file, decoded)))
}

fn mended(text: &str, fixes: &[&Fix]) -> String {
    let mut mended = String::with_capacity(text.len());
    let mut at = 0;
    for fix in fixes {
        mended.push_str(&text[at..fix.span.start]);
        mended.push_str(&fix.text);
        at = fix.span.end;
    }
    mended.push_str(&text[at..]);
    mended
}
