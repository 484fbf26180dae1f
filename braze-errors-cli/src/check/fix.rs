//! Mending what has one right answer.

use std::borrow::Cow;
use std::fmt::Write;
use std::path::Path;

use braze_errors_codegen::{Decoded, Finding, Fix, Rule, read_file};

use super::pages::Pages;
use super::unified::unified;
use crate::failure::Failure;
use crate::text::escape_line;
use crate::write::{self, Edit};

/// Writes every fix into its page, all pages or none, and says what was done, a line each.
///
/// # Errors
///
/// Says which page can't be written, or has changed since it was read.
pub(crate) fn apply(pages: &Pages) -> Result<String, Failure> {
    let Mends { done, pages } = mends(pages)?;
    let edits =
        pages.iter().map(|Mended { file, old, new, .. }| Edit { file, old: Some(old), new: new.as_bytes() });
    write::all(&edits.collect::<Vec<_>>())?;
    Ok(done)
}

/// What [`apply`] would write, as a unified diff.
///
/// # Errors
///
/// Says which page can't be read.
pub(crate) fn diff(pages: &Pages) -> Result<String, Failure> {
    let mut diff = String::new();
    for Mended { shown, old, new, .. } in mends(pages)?.pages {
        diff.push_str(&unified(shown, &String::from_utf8_lossy(&old), &new));
    }
    Ok(diff)
}

/// Every page, and every fix in it.
struct Mends<'a> {
    /// What each mends, a line each.
    done: String,
    pages: Vec<Mended<'a>>,
}

/// A page with its fixes, if it has any.
struct Mended<'a> {
    file: &'a Path,
    /// How messages name it.
    shown: &'a str,
    old: Cow<'a, [u8]>,
    new: String,
}

fn mends(pages: &Pages) -> Result<Mends<'_>, Failure> {
    let mut done = String::new();
    let mut mended_pages = Vec::new();
    let findings = &pages.report.findings.pages;
    for ((page, file), findings) in pages.loaded.catalog.pages.iter().zip(&pages.files).zip(findings) {
        if let Some(finding) = findings.iter().find(|finding| finding.rule == Rule::InvalidUtf8) {
            let old = read_file(file).map_err(|error| Failure::unread(file, &error))?;
            if let Some(Decoded { encoding, text }) = Decoded::read(&old) {
                let path = escape_line(page.source.path());
                let _ = writeln!(
                    done,
                    "fixed {path}:{}: {}, from {encoding}",
                    finding.place(),
                    finding.rule.name()
                );
                let (shown, old) = (page.source.path(), Cow::Owned(old));
                mended_pages.push(Mended { file, shown, old, new: text });
            }
            continue;
        }
        let fixes = chosen(findings);
        for (finding, _) in &fixes {
            let path = escape_line(page.source.path());
            let _ = writeln!(done, "fixed {path}:{}: {}", finding.place(), finding.rule.name());
        }
        let (shown, old) = (page.source.path(), page.source.text());
        let new = mended(old, &fixes);
        mended_pages.push(Mended { file, shown, old: Cow::Borrowed(old.as_bytes()), new });
    }
    Ok(Mends { done, pages: mended_pages })
}

/// The findings of a page that can be mended at once, by place, each with its fix: one fix may mend several.
pub(crate) fn chosen(findings: &[Finding]) -> Vec<(&Finding, &Fix)> {
    let mut fixes: Vec<(&Finding, &Fix)> =
        findings.iter().filter_map(|finding| Some((finding, finding.fix.as_ref()?))).collect();
    fixes.sort_by_key(|(_, fix)| (fix.span.start, fix.span.end));
    let mut last: Option<&Fix> = None;
    fixes.retain(|(_, fix)| {
        // Of two that touch the same text the second one waits for the next time.
        let is_chosen = last.is_none_or(|last| last == *fix || fix.span.start >= last.span.end);
        last = if is_chosen { Some(*fix) } else { last };
        is_chosen
    });
    fixes
}

fn mended(text: &str, fixes: &[(&Finding, &Fix)]) -> String {
    let mut mended = String::with_capacity(text.len());
    let mut at = 0;
    let mut fixes: Vec<&Fix> = fixes.iter().map(|(_, fix)| *fix).collect();
    fixes.dedup();
    for fix in fixes {
        mended.push_str(&text[at..fix.span.start]);
        mended.push_str(&fix.text);
        at = fix.span.end;
    }
    mended.push_str(&text[at..]);
    mended
}
