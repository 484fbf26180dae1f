//! What has changed on the pages since it was accepted.

use std::collections::BTreeMap;

use super::accept::{keep, source_text, written};
use super::pairing::Pairing;
use super::{Accepted, Lock, LockedRow, TextHash};
use crate::catalog::{Catalog, Entry, Names};
use crate::finding::{Finding, Findings, Rule, SourceChange};
use crate::text::source::Span;

impl Lock {
    /// Finds what has changed on the pages since it was accepted, on each page by place; the variants that would
    /// vanish are placed in the lock.
    ///
    /// A row that has another name than in the lock is known by its code and its text, or, where there is no
    /// choice, by its code alone. A row that falls back to the source has nothing to accept.
    pub fn compare(&self, catalog: &Catalog) -> Findings {
        let pairing = Pairing::new(self, catalog);
        let mut findings = Findings::none(catalog.locales.len());
        let names = catalog.names();
        for (entry, variant) in catalog.entries.iter().zip(&pairing.locked) {
            let row = ComparedRow { lock: self, catalog, names: &names, entry };
            let in_source = &mut findings.pages[catalog.source];
            let Some(variant) = variant else {
                in_source.push(row.new_row());
                continue;
            };
            let locked = &self.rows[*variant];
            if *variant != entry.variant {
                in_source.push(row.renamed(variant, locked));
            }
            for (locale, findings) in findings.pages.iter_mut().enumerate() {
                findings.extend(row.translation(locale, locked));
                findings.extend(row.kept_text(locale, locked));
            }
        }
        for (locale, findings) in findings.pages.iter_mut().enumerate() {
            self.stale_bullets(catalog, locale, findings);
        }
        let removed = pairing.gone.iter().filter(|variant| !self.rows[**variant].is_deprecated);
        findings.lock.extend(removed.map(|variant| self.removed(variant)));
        findings.sort();
        findings
    }

    /// A finding for each locale that rows of the lock were accepted in and that the catalog doesn't have any more.
    pub(crate) fn gone_locales(&self, catalog: &Catalog) -> Vec<Finding> {
        let mut gone: BTreeMap<&str, (&Span, usize)> = BTreeMap::new();
        for row in self.rows.values().filter(|row| !row.is_deprecated) {
            for tag in row.locales.keys() {
                gone.entry(tag).or_insert((&row.span, 0)).1 += 1;
            }
        }
        gone.retain(|tag, _| catalog.locales.iter().all(|locale| locale.tag != *tag));
        let finding = |(tag, (span, rows)): (&str, (&Span, usize))| {
            let rows = if rows == 1 { "1 row that was".to_owned() } else { format!("{rows} rows that were") };
            Finding::new(Rule::UnlistedPage, &self.source, span.clone())
                .message(format!("found {rows} accepted in `{tag}`, of which there is no page any more"))
                .help(format!(
                    "bring the page in `{tag}` back, or list it again\nor, if it is gone for good, run `braze-errors accept`"
                ))
        };
        gone.into_iter().map(finding).collect()
    }

    /// Finds the bullets of a translation whose source has changed since they were accepted; those that never were are no
    /// part of what users get.
    fn stale_bullets(&self, catalog: &Catalog, locale: usize, findings: &mut Vec<Finding>) {
        let (source, page) = (&catalog.pages[catalog.source], &catalog.pages[locale]);
        let (of_source, tag) = (source.bullets(), &catalog.locales[locale].tag);
        for (status, bullet) in page.bullets() {
            let Some(locked) = self.bullets.get(&status) else { continue };
            let (Some(meant), Some(Accepted { text, from: Some(from), .. })) =
                (of_source.get(&status), locked.locales.get(tag))
            else {
                continue;
            };
            if locale == catalog.source || *from == TextHash::of(&meant.description) {
                continue;
            }
            let (message, mend) = if *text == TextHash::of(&bullet.description) {
                ("as it was before the source changed", "bring it up to date")
            } else {
                (
                    "that has changed, as the source has, but was not accepted since",
                    "compare it with the source",
                )
            };
            let change = locked.sources.get(from).map(|before| SourceChange {
                before: before.clone(),
                now: written(source, &meant.description),
            });
            findings.push(
                Finding::new(Rule::Stale, &page.source, bullet.span.clone())
                    .message(with_change(
                        format!("found a translation of the bullet for `{status}` {message}"),
                        change.as_ref(),
                    ))
                    .change(change)
                    .note(&source.source, meant.span.clone(), "the source's bullet")
                    .help(format!(
                        "{mend}, then run `braze-errors accept --locale {tag} {}`",
                        status.bullet()
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

/// A message, with what has changed in the source where that is known.
fn with_change(message: String, change: Option<&SourceChange>) -> String {
    match change.map(SourceChange::summary).filter(|said| !said.is_empty()) {
        Some(said) => format!("{message}: {said}"),
        None => message,
    }
}

/// A row of the pages that is compared with the lock.
struct ComparedRow<'a> {
    lock: &'a Lock,
    catalog: &'a Catalog,
    names: &'a Names<'a>,
    entry: &'a Entry,
}

impl ComparedRow<'_> {
    /// A finding at the row's code on the source page.
    fn in_source(&self, rule: Rule) -> Finding {
        let Self { catalog, entry, .. } = self;
        let page = &catalog.pages[catalog.source].source;
        Finding::new(rule, page, catalog.row(entry, catalog.source).code_span.clone())
    }

    /// The row's position on the source page.
    fn row(&self) -> usize {
        self.entry.rows[self.catalog.source].unwrap_or_default()
    }

    /// Where and how the row's variant is given this name.
    fn rename(&self, name: &str) -> String {
        self.names.rename(self.row(), name)
    }

    fn new_row(&self) -> Finding {
        let (code, variant) = (self.catalog.code(self.entry), &self.entry.variant);
        let finding = self.in_source(Rule::NewRow);
        match self.lock.rows.get(variant) {
            None => finding
                .message(format!("found `{code}`, which was never accepted"))
                .help(format!("if its variant may be called `{variant}`, run `braze-errors accept {variant}`")),
            Some(locked) => finding
                .message(format!("found `{code}`, whose variant `{variant}` is another row's in the lock"))
                .note(&self.lock.source, locked.span.clone(), format!("the lock has it for `{}`", locked.code))
                .help(format!(
                    "write another name for it {}\nor, if users may be given the one row for the other, run `braze-errors accept {variant}`",
                    self.rename(&self.names.other(self.row(), variant)),
                )),
        }
    }

    fn renamed(&self, old: &str, locked: &LockedRow) -> Finding {
        let (code, new) = (self.catalog.code(self.entry), &self.entry.variant);
        self.in_source(Rule::VariantRenamed)
            .message(format!("found the variant `{new}` for `{code}`; expected `{old}`, as users know it"))
            .note(&self.lock.source, locked.span.clone(), "the lock has the row here")
            .help(format!(
                "write the old name {}\nor, if users' code may break, run `braze-errors accept {new}`",
                self.rename(old)
            ))
    }

    /// The finding that the lock has the translation for another text of the source, or not at all.
    fn translation(&self, locale: usize, locked: &LockedRow) -> Option<Finding> {
        let Self { catalog, entry, .. } = self;
        if locale == catalog.source || entry.rows[locale].is_none() {
            return None;
        }
        let (source, row) = (catalog.row(entry, catalog.source), catalog.row(entry, locale));
        let (code, tag) = (&row.code, &catalog.locales[locale].tag);
        let (rule, message, mend) = match locked.locales.get(tag) {
            Some(Accepted { from: Some(from), .. }) if *from == TextHash::of(&source.description) => {
                return None;
            }
            Some(Accepted { text, from: Some(_), .. }) if *text == TextHash::of(&row.description) => (
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
        let source_page = &catalog.pages[catalog.source].source;
        let change = locked.locales.get(tag).and_then(|accepted| self.source_change(locked, accepted.from?));
        let message = with_change(message, change.as_ref());
        Some(
            Finding::new(rule, &catalog.pages[locale].source, row.description.span.clone())
                .message(message)
                .change(change)
                .note(source_page, source.description.span.clone(), "the source's row")
                .help(format!("{mend}, then run `braze-errors accept --locale {tag} {}`", entry.variant)),
        )
    }

    /// What has changed in the source since it had this text; `None` where the lock doesn't hold the text.
    fn source_change(&self, locked: &LockedRow, from: TextHash) -> Option<SourceChange> {
        let before = locked.sources.get(&from)?.clone();
        Some(SourceChange { before, now: source_text(self.catalog, self.entry) })
    }

    /// The finding that the lock would not keep a deprecated row's text as it stands on the page now.
    fn kept_text(&self, locale: usize, locked: &LockedRow) -> Option<Finding> {
        let Self { catalog, entry, .. } = self;
        if !locked.is_deprecated || entry.rows[locale].is_none() {
            return None;
        }
        let source = TextHash::of(&catalog.row(entry, catalog.source).description);
        let accepted = locked.locales.get(&catalog.locales[locale].tag);
        // Any other translation is to be accepted anyway, which keeps its text anew.
        let is_current = accepted.is_some_and(|accepted| accepted.from == Some(source));
        if !(is_current || locale == catalog.source) {
            return None;
        }
        let (page, row) = (&catalog.pages[locale], catalog.row(entry, locale));
        let kept = accepted.and_then(|accepted| accepted.markdown.as_ref());
        let now = keep(page, row);
        if now.is_some() && now.as_ref().map(|text| &text.text) == kept.map(|text| &text.text) {
            return None;
        }
        let (code, variant) = (&row.code, &entry.variant);
        let span = kept.map_or(&locked.span, |text| &text.span);
        Some(
            Finding::new(Rule::Stale, &page.source, row.description.span.clone())
                .message(format!("found another text of the deprecated `{code}` than the lock keeps of it"))
                .note(&self.lock.source, span.clone(), "the lock keeps the row here")
                .help(format!(
                    "run `braze-errors accept --deprecate {variant}`, which keeps it as it is now\nor, if the row is to stay, run `braze-errors accept {variant}`"
                )),
        )
    }
}
