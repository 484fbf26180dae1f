//! What has changed on the pages since it was accepted.

use super::accept::keep;
use super::pairing::Pairing;
use super::{Accepted, Hash, Lock, LockedRow};
use crate::catalog::{Catalog, Entry};
use crate::finding::{Finding, Rule};
use crate::load::Loaded;

impl Loaded {
    /// What is wrong with the lock, and what has changed on the pages since it was written.
    ///
    /// Of a source page that the reader lost rows of, nothing can be said.
    pub fn compare_with_lock(&self) -> Vec<Finding> {
        let mut findings = self.lock_findings.clone();
        let has_lost_rows =
            self.findings[self.catalog.source].iter().any(|finding| finding.rule.loses_rows());
        if let Some(lock) = self.lock.as_ref().filter(|_| !has_lost_rows) {
            findings.extend(lock.compare(&self.catalog));
        }
        findings
    }
}

impl Lock {
    /// Finds what has changed on the pages since it was accepted: by locale in their order, then by place, and
    /// at last the variants that would vanish, which are placed in the lock.
    ///
    /// A row that has another name than in the lock is known by its code and its text, or, where there is no
    /// choice, by its code alone. A row that falls back to the source has nothing to accept.
    pub fn compare(&self, catalog: &Catalog) -> Vec<Finding> {
        let pairing = Pairing::new(self, catalog);
        let mut findings = Vec::new();
        for (entry, variant) in catalog.entries.iter().zip(&pairing.locked) {
            match variant {
                None => findings.push(self.new_row(catalog, entry)),
                Some(variant) => {
                    let locked = &self.rows[*variant];
                    if *variant != entry.variant {
                        findings.push(self.renamed(catalog, entry, variant, locked));
                    }
                    translations(catalog, entry, locked, &mut findings);
                    if locked.is_deprecated {
                        self.kept_texts(catalog, entry, locked, &mut findings);
                    }
                }
            }
        }
        findings.sort_by_key(|finding| (catalog.locale_of(finding), finding.span.start));
        let removed = pairing.gone.iter().filter(|variant| !self.rows[**variant].is_deprecated);
        let mut removed: Vec<Finding> = removed.map(|variant| self.removed(variant)).collect();
        removed.sort_by_key(|finding| finding.span.start);
        findings.append(&mut removed);
        findings
    }

    fn new_row(&self, catalog: &Catalog, entry: &Entry) -> Finding {
        let (code, variant) = (catalog.code(entry), &entry.variant);
        let finding = in_source(Rule::NewRow, catalog, entry);
        match self.rows.get(variant) {
            None => finding
                .message(format!("found `{code}`, which was never accepted"))
                .help(format!("if its variant may be called `{variant}`, run `braze-errors accept {variant}`")),
            Some(locked) => finding
                .message(format!("found `{code}`, whose variant `{variant}` is another row's in the lock"))
                .note(&self.source, locked.span.clone(), format!("the lock has it for `{}`", locked.code))
                .help(format!(
                    "write another name for it in the call: {}\nor, if users may be given the one row for the other, run `braze-errors accept {variant}`",
                    catalog.rename(entry, &format!("{variant}{}", code.status)),
                )),
        }
    }

    fn renamed(&self, catalog: &Catalog, entry: &Entry, old: &str, locked: &LockedRow) -> Finding {
        let (code, new) = (catalog.code(entry), &entry.variant);
        in_source(Rule::VariantRenamed, catalog, entry)
            .message(format!("found the variant `{new}` for `{code}`; expected `{old}`, as users know it"))
            .note(&self.source, locked.span.clone(), "the lock has the row here")
            .help(format!(
                "write the old name in the call: {}\nor, if users' code may break, run `braze-errors accept {new}`",
                catalog.rename(entry, old)
            ))
    }

    /// The texts of a deprecated row that the lock would not keep as they stand on the pages now.
    fn kept_texts(&self, catalog: &Catalog, entry: &Entry, locked: &LockedRow, findings: &mut Vec<Finding>) {
        let source = Hash::of(&catalog.row(entry, catalog.source).description);
        for (position, locale) in catalog.locales.iter().enumerate() {
            let accepted = locked.locales.get(&locale.tag);
            // Any other translation is to be accepted anyway, which keeps its text anew.
            let is_current = accepted.is_some_and(|accepted| accepted.from == Some(source));
            if entry.rows[position].is_none() || !(is_current || position == catalog.source) {
                continue;
            }
            let (page, row) = (&catalog.pages[position], catalog.row(entry, position));
            let kept = accepted.and_then(|accepted| accepted.markdown.as_ref());
            let now = keep(page, row);
            if now.is_some() && now.as_ref().map(|cell| &cell.text) == kept.map(|cell| &cell.text) {
                continue;
            }
            let (code, variant) = (&row.code, &entry.variant);
            let span = kept.map_or(&locked.span, |cell| &cell.span);
            findings.push(
                Finding::new(Rule::Stale, &page.source, row.description_span.clone())
                    .message(format!("found another text of the deprecated `{code}` than the lock keeps of it"))
                    .note(&self.source, span.clone(), "the lock keeps the row here")
                    .help(format!(
                        "run `braze-errors accept --deprecate {variant}`, which keeps it as it is now\nor, if the row is to stay, run `braze-errors accept {variant}`"
                    )),
            );
        }
    }

    fn removed(&self, variant: &str) -> Finding {
        let LockedRow { code, span, .. } = &self.rows[variant];
        Finding::new(Rule::VariantRemoved, &self.source, span.clone())
            .message(format!("found no row `{code}` on the pages; expected one for the variant `{variant}`"))
            .help(format!(
                "restore the row; to take it out and keep its variant, run `braze-errors accept --deprecate {variant}` first\nor, if users' code may break, run `braze-errors accept {variant}`"
            ))
    }
}

/// A finding at the source's code.
fn in_source(rule: Rule, catalog: &Catalog, entry: &Entry) -> Finding {
    let page = &catalog.pages[catalog.source].source;
    Finding::new(rule, page, catalog.row(entry, catalog.source).code_span.clone())
}

/// The translations of a row that the lock has for another text of the source, or not at all.
fn translations(catalog: &Catalog, entry: &Entry, locked: &LockedRow, findings: &mut Vec<Finding>) {
    let source = catalog.row(entry, catalog.source);
    let source_hash = Hash::of(&source.description);
    for (position, locale) in catalog.locales.iter().enumerate() {
        if position == catalog.source || entry.rows[position].is_none() {
            continue;
        }
        let row = catalog.row(entry, position);
        let (code, tag) = (&row.code, &locale.tag);
        let (rule, message, mend) = match locked.locales.get(tag) {
            Some(Accepted { from: Some(from), .. }) if *from == source_hash => continue,
            Some(Accepted { text, from: Some(_), .. }) if *text == Hash::of(&row.description) => (
                Rule::Stale,
                format!("found a translation of `{code}` as it was before the source changed"),
                "bring it up to date",
            ),
            Some(Accepted { from: Some(_), .. }) => (
                Rule::Stale,
                format!(
                    "found a translation of `{code}` that has changed, as the source has, but was not accepted since"
                ),
                "compare it with the source",
            ),
            Some(Accepted { from: None, .. }) | None => (
                Rule::NewRow,
                format!("found a translation of `{code}` that was never accepted"),
                "compare it with the source",
            ),
        };
        findings.push(
            Finding::new(rule, &catalog.pages[position].source, row.description_span.clone())
                .message(message)
                .note(
                    &catalog.pages[catalog.source].source,
                    source.description_span.clone(),
                    "the source's row",
                )
                .help(format!("{mend}, then run `braze-errors accept --locale {tag} {}`", entry.variant)),
        );
    }
}
